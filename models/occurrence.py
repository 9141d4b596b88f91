"""An occurrence is one of the times at which a row happens: of a series by its rule (RFC 5545 3.8.5), of a single row its own."""

import dataclasses
import functools
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from models.recurrence import starts
from models.rows import Event, Task, When
from models.timeline import Spans, aligned, anchor, clock, finish, instant, is_floating, length, moved, position, spans


class Occurrence:
    """`row` as it stands that time (own start and end or due, `recurrence_id` set where it belongs to a series, no rule and no
    exceptions); `stored` the row from which it comes, with the same name, people, place and calendar; `series` the master's row,
    None for a single row and for an override whose master is not here.

    The row of a repeated time is made when it is first asked for: a month of a full calendar is thousands of them.
    """

    __slots__ = ("_first", "_row", "series", "stored")

    def __init__(self, row: "Event | Task | Repetition", series: Event | Task | None = None, first: int = 0) -> None:
        self._row = row
        self._first = first
        self.series = series
        self.stored = row.series if isinstance(row, Repetition) else row

    @property
    def row(self) -> Event | Task:
        """The row as it stands that time."""
        if isinstance(self._row, Repetition):
            self._row = self._row.row_at(self._first)
        return self._row

    @property
    def start(self) -> When | None:
        """As stored: the start, of a task without one its due."""
        return anchor(self.row)

    @property
    def end(self) -> When | None:
        """As stored: an event's exclusive end, a task's due."""
        return finish(self.row)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Occurrence) and (self.row, self.series) == (other.row, other.series)

    def __hash__(self) -> int:
        return hash((self.row, self.series))

    def __repr__(self) -> str:
        return f"Occurrence(row={self.row!r}, series={self.series!r})"


@dataclasses.dataclass(eq=False)
class Repetition:
    """A series, for all of its occurrences; what they share is worked out once."""

    series: Event | Task

    def at(self, first: int) -> Occurrence:
        """The occurrence whose anchor is at a position."""
        return Occurrence(self, self.series, first)

    @functools.cached_property
    def row_at(self) -> Callable[[int], Event | Task]:
        """From a position to the row of the series as it stands there."""
        row, start, end = self.series, anchor(self.series), finish(self.series)
        assert start is not None
        same = end is not None and is_floating(end) == is_floating(start)
        name, begins, here = ("end" if isinstance(row, Event) else "due"), row.start is not None, clock(start)
        gap, there = (position(end) - position(start), clock(end)) if end is not None and same else (0, here)
        shared = row.__dict__ | {"rrule": None, "rdates": (), "exdates": ()}
        make = type(row)

        def at(first: int) -> Event | Task:
            # As dataclasses.replace, seven times faster: rows are plain values without slots.
            copy, fields = object.__new__(make), shared.copy()
            object.__setattr__(copy, "__dict__", fields)
            fields["recurrence_id"] = time = here(first)
            if begins:
                fields["start"] = time
            if end is not None:
                fields[name] = there(first + gap) if same else moved(end, start, time)
            return copy

        return at


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


def occurrences(master: Event | Task, placed: Iterable[Placed]) -> list[Occurrence]:
    """What stands where :func:`place` says."""
    if not master.is_series:
        return [Occurrence(p.row) for p in placed]
    repetition = Repetition(master)
    return [repetition.at(p.first) if p.row is master else Occurrence(p.row, master) for p in placed]


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
