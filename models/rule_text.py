"""Recurrence rules as other programs write them nearly right (RFC 5545 3.3.10): put right where what is meant is plain."""

import re
from collections.abc import Callable
from typing import Final

#: The parts that RFC 5545 and RFC 7529 know.
KNOWN: Final = frozenset({
    *("FREQ", "UNTIL", "COUNT", "INTERVAL", "WKST", "RSCALE", "SKIP", "BYSETPOS", "BYSECOND", "BYMINUTE", "BYHOUR"),
    *("BYDAY", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYMONTH"),
})  # fmt: skip
WEEKDAY: Final = re.compile(r"([+-]?\d*)(MO|TU|WE|TH|FR|SA|SU)[A-Z]*")


def mended(text: str, until_of: Callable[[str], str]) -> tuple[str, tuple[str, ...]]:
    """A rule in capitals and without blanks, put right, and the parts that were left out since nobody knows them. Needless escapes and
    parts that say nothing go without a word, weekdays are cut to two letters, UNTIL is what `until_of` makes of it."""
    kept, unknown = list[str](), list[str]()
    for part in text.replace("\\", "").split(";"):
        name, _, written = part.partition("=")
        value = ",".join(filter(None, written.split(",")))
        if not value:
            continue
        if name not in KNOWN:
            unknown.append(part)
            continue
        if name == "BYDAY":
            value = WEEKDAY.sub(r"\1\2", value)
        kept.append(f"{name}={until_of(value) if name == 'UNTIL' else value}")
    return ";".join(kept), tuple(unknown)
