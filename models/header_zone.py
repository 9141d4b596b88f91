"""X-WR-TIMEZONE: the zone that a calendar names in its header, for its times that name none.

RFC 5545 3.3.5 lets such times float; but feeds of schools and leagues write them beside this header and mean it, and the largest
calendars read them so: two o'clock in New York must not stand at two o'clock in Berlin. Programs that write floating times on purpose,
this one among them, are taken at their word.
"""

import re
from collections.abc import Iterator
from typing import Final
from zoneinfo import ZoneInfo

from models.content import Block, Property, parameter
from models.zone_names import named_zone
from models.zones import UTC

#: PRODIDs of programs in which a person can choose that a time floats.
FLOATING: Final = re.compile(r"Plainday|Apple|Mozilla|Evolution", re.IGNORECASE)
TIMES: Final = frozenset({"DTSTART", "DTEND", "DUE", "RECURRENCE-ID", "RDATE", "EXDATE"})
LOCAL: Final = re.compile(r"\d{8}T\d{6}(?!\d*Z)|\d{4}-\d\d-\d\dT[\d:.]+(?![\d:.]*[Z+-])", re.IGNORECASE)


def stated_zone(calendar: Block, mark: str) -> ZoneInfo | None:
    """The zone that the header of a VCALENDAR names; None where it names none, or (with `mark`) that of one calendar among several."""
    found = calendar.first("X-WR-TIMEZONE")
    return named_zone(found.value) if found and not found.parameter(mark) else None


def zone_of_local_times(calendar: Block, stated: ZoneInfo | None) -> ZoneInfo | None:
    """The zone in which times without one stand in a VCALENDAR, None where they float. UTC is what generators fill in unasked; times
    that are meant so have their Z."""
    program = calendar.first("PRODID")
    chosen = program is not None and FLOATING.search(program.value)
    return None if chosen or stated == UTC else stated


def placed_block(block: Block, zone: ZoneInfo | None) -> Block:
    """A component whose start, else due, is local and names no zone, with all such times in `zone`; others, and all without a zone, as
    they are: beside a start in a zone they are of that one."""
    anchor = block.first("DTSTART") or block.first("DUE")
    if zone is None or anchor is None or not is_local(anchor):
        return block
    return Block(block.name, block.line, list(placed_lines(block, zone)), block.blocks)


def placed_lines(block: Block, zone: ZoneInfo) -> Iterator[Property]:
    """The lines of a component, its local times with the name of a zone."""
    for line in block.properties:
        local = line.name in TIMES and is_local(line)
        yield line._replace(parameters=parameter("TZID", zone.key) + line.parameters) if local else line


def is_local(line: Property) -> bool:
    """Whether a line holds a date-time without a zone (3.3.5, form 1)."""
    return line.parameter("TZID") is None and line.parameter("VALUE") != "DATE" and bool(LOCAL.search(line.value))
