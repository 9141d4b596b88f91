"""Which version of a component is the newer (RFC 5546 2.1.4): a file brings again what stands here, and perhaps was changed since, there or
here.

SEQUENCE decides, then the date of the last change. What a person changed here says nothing of what the file's author did: it is laid aside,
and a file is compared with the version that a file brought last. One that only brings that again is older than the change made here.
When a change was made here the journal knows, not the row: it goes out with it, and is gone where the change is taken back.
"""

import dataclasses
import re
from collections.abc import Mapping, Sequence
from typing import Final, Literal

from models.calendar_lines import is_property, name_of, pieces
from models.component_writer import clock, component_lines
from models.history import Past
from models.images import encode
from models.recurrence import starts
from models.rows import Event, Task
from models.timeline import aligned, anchor, position
from models.zones import UTC

Fate = Literal["created", "updated", "unchanged", "older"]
#: Lines that say when a program wrote or changed a component, in UTC.
STAMP: Final = re.compile(r"(DTSTAMP|LAST-MODIFIED)(?:;[^:]*)?:(\d{8}T\d{6})Z?$", re.IGNORECASE)
STAMPS: Final = ("DTSTAMP", "LAST-MODIFIED")


def same(before: Event | Task, after: Event | Task) -> bool:
    """Whether two rows say the same: equal fields, or equal lines where one still keeps a line that a field has outgrown. When a
    program wrote them (DTSTAMP) makes no difference."""
    before, after = without(before, "DTSTAMP"), without(after, "DTSTAMP")
    return encode(before) == encode(after) or list(component_lines(before, "")) == list(component_lines(after, ""))


def without(row: Event | Task, *names: str) -> Event | Task:
    """A row without its own kept lines of these properties."""
    kept = (piece for piece in pieces(row.extra) if not (is_property(piece) and name_of(piece[0]) in names))
    return dataclasses.replace(row, extra=tuple(line for piece in kept for line in piece))


def stamped(row: Event | Task, past: Past) -> Event | Task:
    """A row as it goes out: what was made or changed here says when (LAST-MODIFIED, 3.8.7.3), and its DTSTAMP, which is not kept then, will
    say the same, as it does outside of messages (3.8.7.2)."""
    if past.changed is None:
        return row
    line = f"LAST-MODIFIED:{clock(past.changed.astimezone(UTC))}"
    return dataclasses.replace(row, extra=(line, *without(row, *STAMPS).extra))


def alike(one: Event | Task, other: Event | Task) -> bool:
    """Whether two rows say the same, whenever they were written or changed."""
    return same(without(one, *STAMPS), without(other, *STAMPS))


def stamps(row: Event | Task) -> dict[str, str]:
    """When a row was changed last and written, as the file said; a DTSTAMP that equals LAST-MODIFIED is not kept."""
    own = (piece[0] for piece in pieces(row.extra) if is_property(piece))
    found = {match[1].upper(): match[2] for line in own if (match := STAMP.match(line))}
    return ({"DTSTAMP": found["LAST-MODIFIED"]} if "LAST-MODIFIED" in found else {}) | found


def is_older(one: Event | Task, other: Event | Task) -> bool:
    """Whether a version is older than another: by SEQUENCE, where that is equal by LAST-MODIFIED if both say it, else by DTSTAMP, which
    some programs make anew with each file. Neither is, where nothing tells."""
    if one.sequence != other.sequence:
        return one.sequence < other.sequence
    first, second = stamps(one), stamps(other)
    name = next((name for name in reversed(STAMPS) if name in first and name in second), None)
    return name is not None and first[name] < second[name]


def own_changes(before: Event | Task, past: Past) -> bool:
    """Whether a row was changed here since a file brought it, and still says so."""
    return past.is_brought and not alike(brought_version(before, past), before)


def fate_of(before: Event | Task, after: Event | Task, past: Past) -> Fate:
    """What becomes of a version in a file beside the row that stands here under the same id; `past` is what the journal knows of that
    row."""
    before = stamped(before, past)
    if same(before, after):
        return "unchanged"
    known = [image for image in past.images if isinstance(image, Event | Task)]
    if any(alike(image, after) for image in known) or is_older(after, brought_version(before, past)):
        return "older"
    return "updated"


def brought_version(before: Event | Task, past: Past) -> Event | Task:
    """The version that a file brought last, without what was changed here since; of what was made here the row itself."""
    first = past.images[0] if past.is_brought and past.images else before
    return first if isinstance(first, Event | Task) else before


def left_out(master: Event | Task, overrides: Sequence[Event | Task], known: Mapping[str, Past]) -> list[Event | Task]:
    """Of the stored overrides that a file with a newer master doesn't bring, those that go with it (RFC 5546 3.2.2): all, but for those
    that were made here and replace an occurrence that the series still has."""
    start = anchor(master)

    def stays(row: Event | Task) -> bool:
        past = known[row.id]
        if start is None or row.recurrence_id is None or past.is_brought or past.changed is None:
            return False
        place = position(aligned(row.recurrence_id, start))
        return master.is_series and any(found == place for found in starts(master, place, place))

    return [row for row in overrides if not stays(row)]
