"""An occurrence is one of the times at which a row happens: of a series by its rule (RFC 5545 3.8.5), of a single row its own."""

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from models.recurrence import starts
from models.rows import Event, Task, When
from models.timeline import Spans, aligned, anchor, clock, finish, instant, is_floating, length, moved, position, spans


@dataclasses.dataclass(frozen=True)
class Occurrence:
    """`row` as it stands that time (own start and end or due, `recurrence_id` set where it belongs to a series, no rule and no
    exceptions); `series` the master's row, None for a single row and for an override whose master is not here."""

    row: Event | Task
    series: Event | Task | None = None

    @property
    def start(self) -> When | None:
        """As stored: the start, of a task without one its due."""
        return anchor(self.row)

    @property
    def end(self) -> When | None:
        """As stored: an event's exclusive end, a task's due."""
        return finish(self.row)


class Placed(NamedTuple):
    """Where a row stands once: `first` is the position of its anchor, [first, last) never empty."""

    row: Event | Task
    first: int
    last: int


def place(master: Event | Task, overrides: Iterable[Event | Task], within: Spans) -> Iterator[Placed]:
    """Where a row, or a series with its overrides, stands within the spans. Rows without any time stand nowhere."""
    start = anchor(master)
    if start is None:
        return
    replaced = set()
    for override in overrides:
        if override.recurrence_id is not None:
            replaced.add(position(aligned(override.recurrence_id, start)))
        yield from place_single(override, within)
    if not master.is_series:
        yield from place_single(master, within)
        return
    lasting, span = length(master), within.of(start)
    for first in starts(master, span.first - lasting, span.last):
        if first not in replaced and span.meets(first, first + lasting):
            yield Placed(master, first, max(first + lasting, first + 1))


def place_single(row: Event | Task, within: Spans) -> Iterator[Placed]:
    """Where a row that happens once stands."""
    start = anchor(row)
    if start is not None:
        first = position(start)
        last = first + length(row)
        if within.of(start).meets(first, last):
            yield Placed(row, first, max(last, first + 1))


def occurring(row: Event | Task, series: Event | Task | None) -> Callable[[int], Occurrence]:
    """From a position to the occurrence of `row` there: the row itself where it happens once, a copy moved there where it is a
    series. Made once for a series and called for each of its times, thousands of times for a month of a full calendar."""
    start, end = anchor(row), finish(row)
    if not row.is_series or start is None:
        single = Occurrence(row, series)
        return lambda _: single
    same = end is not None and is_floating(end) == is_floating(start)
    name, begins, here = ("end" if isinstance(row, Event) else "due"), row.start is not None, clock(start)
    gap, there = (position(end) - position(start), clock(end)) if end is not None and same else (0, here)
    shared = row.__dict__ | {"rrule": None, "rdates": (), "exdates": ()}
    make = type(row)

    def at(first: int) -> Occurrence:
        # As dataclasses.replace, five times faster: rows are plain values without slots.
        copy = object.__new__(make)
        fields = copy.__dict__
        fields.update(shared)
        fields["recurrence_id"] = time = here(first)
        if begins:
            fields["start"] = time
        if end is not None:
            fields[name] = there(first + gap) if same else moved(end, start, time)
        return Occurrence(copy, row)

    return at


def occurrences(master: Event | Task, placed: Iterable[Placed]) -> list[Occurrence]:
    """What stands where :func:`place` says."""
    series = master if master.is_series else None
    repeated = occurring(master, series)
    return [repeated(p.first) if p.row is master else Occurrence(p.row, series) for p in placed]


def expand(
    master: Event | Task,
    overrides: Sequence[Event | Task],
    start: datetime | None,
    end: datetime | None,
    zone: ZoneInfo,
) -> list[Occurrence]:
    """The occurrences that overlap [start, end), in order of start. `start` and `end` are aware; floating and all-day times are
    those of `zone`. Wall times that a clock change skips are moved on by it (RFC 5545 3.3.5)."""
    found = occurrences(master, place(master, overrides, spans(start, end, zone)))
    return sorted(found, key=lambda occurrence: instant(occurrence.start, zone) if occurrence.start else 0)
