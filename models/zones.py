"""Time zones by name, and the names that other programs give them."""

import functools
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

UTC: Final = ZoneInfo("UTC")


@functools.cache
def zone(key: str) -> ZoneInfo:
    """The zone of an IANA name; raises ``zoneinfo.ZoneInfoNotFoundError`` for a name that is unknown here."""
    return ZoneInfo(key)


@functools.cache
def known() -> frozenset[str]:
    """Every IANA name."""
    return frozenset(available_timezones())


@functools.cache
def named_zone(tzid: str) -> ZoneInfo | None:
    """The zone that a TZID means by its name alone: IANA's, one with a program's prefix ("/mozilla.org/20050126_1/Europe/Berlin"),
    or Windows'; None where the name says nothing."""
    words = tzid.strip().strip('"')
    if words.upper() in ("UTC", "GMT", "Z", "ETC/UTC", "COORDINATED UNIVERSAL TIME"):
        return UTC
    pieces = words.split("/")
    for first in range(len(pieces)):
        name = "/".join(pieces[first:]).replace(" ", "_")
        if name in known() and name not in ("posixrules", "localtime", "Factory"):
            return zone(name)
    windows = WINDOWS_TO_OLSON.get(words)
    return zone(windows) if windows else None
