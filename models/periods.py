"""RDATE;VALUE=PERIOD (RFC 5545 3.8.5.2, 3.3.9): an extra time of a series that has its own end. A row's extra dates have none, and so
such a time becomes an override of itself, which says the same to every program and keeps its length through any change."""

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import Final

from models.content import Property, read_property
from models.property_values import Reader, Unreadable, duration
from models.recurrence_ids import Key, key_of
from models.rows import Event, Task, When
from models.timeline import aligned, at_position, position

#: How many periods of a file become overrides.
MANY: Final = 20_000


def split_periods(
    rows: Iterable[Event | Task], new_id: Callable[[], str], warnings: list[str]
) -> dict[Key, Event | Task]:
    """Rows by key, with an override for each period whose length is not that of its series. One that the file itself brings stands. What
    can't be read, or is too much, stays as lines, and `warnings` name it."""
    found = {key_of(row): row for row in rows}
    most = MANY
    for key, row in list(found.items()):
        lines = [
            line
            for text in row.extra
            if text.startswith("RDATE") and (line := read_property(text, 0)) and "/" in line.value
        ]
        if not lines or not isinstance(row, Event) or row.recurrence_id is not None:
            continue
        try:
            own = list(islice(overrides(row, lines, found, new_id), most + 1))
            if len(own) > most:
                raise Unreadable("too many periods")
        except Unreadable:
            warnings.append(
                f"“{row.summary[:60]}”: its extra times are shown as long as the first, since their own ends can't be read."
            )
            continue
        most -= len(own)
        kept = {line.text for line in lines}
        found[key] = dataclasses.replace(row, extra=tuple(text for text in row.extra if text not in kept))
        found |= {key_of(override): override for override in own}
    return found


def overrides(
    row: Event, lines: Iterable[Property], there: Mapping[Key, object], new_id: Callable[[], str]
) -> Iterator[Event]:
    """The times of a series that last longer or less long than it does; raises :class:`Unreadable`."""
    assert row.start is not None and row.end is not None
    plain = tuple(
        text
        for text in row.extra
        if not text.startswith(("RDATE", "EXDATE", "RRULE", "EXRULE", "DURATION", "DTSTART", "DTEND"))
    )
    for line in lines:
        for value in line.value.split(","):
            begin, _, end = value.partition("/")
            start = aligned(Reader().when(line, begin), row.start)
            last = end_of(line, start, end) if end else None
            if last is None or position(last) - position(start) == position(row.end) - position(row.start):
                continue
            made = dataclasses.replace(
                row,
                id=new_id(),
                recurrence_id=start,
                start=start,
                end=last,
                rrule=None,
                rdates=(),
                exdates=(),
                extra=plain,
            )
            if key_of(made) not in there:
                yield made


def end_of(line: Property, start: When, written: str) -> When:
    """The end of a period: a time, or a length that is not below nothing (3.3.9); raises :class:`Unreadable`."""
    if "P" not in written.upper():
        end = aligned(Reader().when(line, written), start)
    elif isinstance(start, dt.datetime):
        end = at_position(position(start) + int(duration(written).total_seconds()), start)
    else:
        raise Unreadable("a period of days")
    if position(end) < position(start):
        raise Unreadable("a period that ends before it begins")
    return end
