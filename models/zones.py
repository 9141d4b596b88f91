"""Time zones by name: IANA's, and those that only a file defines, by a rule that is their name."""

import functools
import io
import re
import struct
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

UTC: Final = ZoneInfo("UTC")
#: Before the rule of a zone that is not IANA's: "Custom/<-0330>3:30<-0230>,M3.2.0/0:01,M11.1.0/0:01".
CUSTOM: Final = "Custom/"
#: A zone as POSIX's TZ variable says it: offset west of UTC, and by which rule the clock changes.
POSIX: Final = re.compile(
    r"<[+-]\d{4,6}>-?\d{1,2}(:\d\d){0,2}(<[+-]\d{4,6}>-?\d{1,2}(:\d\d){0,2}(,M\d{1,2}\.[1-5]\.[0-6]/-?\d{1,3}(:\d\d){0,2}){2})?"
)


@functools.cache
def zone(key: str) -> ZoneInfo:
    """The zone of an IANA name, or of a rule behind ``CUSTOM``; raises ``ZoneInfoNotFoundError`` for what is neither."""
    return ruled_zone(key) if key.startswith(CUSTOM) else ZoneInfo(key)


def ruled_zone(key: str) -> ZoneInfo:
    """A zone that follows its POSIX rule at all times, by way of a time zone file (RFC 8536) that has nothing but a footer."""
    rule = key.removeprefix(CUSTOM)
    if not POSIX.fullmatch(rule):
        raise ZoneInfoNotFoundError(f"No time zone found with key {key}")
    header = struct.pack(">4s1s15x6I", b"TZif", b"2", 0, 0, 0, 0, 1, 4)
    kind = struct.pack(">ibB", 0, 0, 0) + b"UTC\0"
    file = header + kind + header + kind + b"\n" + rule.encode() + b"\n"
    try:
        return ZoneInfo.from_file(io.BytesIO(file), key)
    except ValueError as problem:
        raise ZoneInfoNotFoundError(f"No time zone found with key {key}") from problem
