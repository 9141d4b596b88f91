"""What is asked of the store: frozen rows and occurrences, seen from one time zone. Reads only."""

import contextlib
import dataclasses
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from models import history, text_index
from models.changes import ChangeSet
from models.database import Database
from models.occurrence import Occurrence
from models.occurrence_search import OccurrenceSearch
from models.reading import calendars, current, keys_of, names, rows_by_key, rows_where
from models.rows import Calendar, Event, Row, Task
from models.snapshot import Name
from models.tables import EVENTS, SHELVES, TASKS, Shelf
from models.timeline import anchor, finish, instant, position, spans
from models.writing import apply, release

__all__ = ["Name", "Occurrence", "Queries"]


@dataclasses.dataclass(frozen=True)
class Queries:
    """Reads of one database. Floating and all-day times are those of `zone`."""

    database: Database
    zone: ZoneInfo

    def calendars(self) -> tuple[Calendar, ...]:
        """Every calendar and list, in order of position."""
        return calendars(self.database)

    def default_calendar(self, kind: Literal["event", "task"]) -> Calendar:
        """Where new rows of a kind go: the default, else the first. Raises ``LookupError`` where there is no calendar of that kind."""
        found = [calendar for calendar in self.calendars() if calendar.kind == kind]
        if not found:
            raise LookupError(f"there is no calendar for {kind}s")
        return next((calendar for calendar in found if calendar.is_default), found[0])

    def names(self, kind: Literal["event", "task"]) -> tuple[Name, ...]:
        """The light names of every row of a kind: masters, single rows and overrides."""
        return names(self.database, SHELVES[kind])

    def event_occurrences(
        self,
        start: datetime | None,
        end: datetime | None,
        ids: Collection[str] | None = None,
        each: int | None = None,
    ) -> tuple[Occurrence, ...]:
        """Occurrences of events that overlap [start, end), in order of start. `start` and `end` are aware; `start` None is the beginning,
        `end` None the end of the occurrence index for series and no end for single rows. `ids`: of these masters, single rows
        or overrides alone. `each`: of a series the first so many alone."""
        return self.occurrences(EVENTS, start, end, ids, each)

    def task_occurrences(
        self, start: datetime | None, end: datetime | None, ids: Collection[str] | None = None
    ) -> tuple[Occurrence, ...]:
        """Occurrences of tasks that start or are due in [start, end), in order of start, else due; as :meth:`event_occurrences`."""
        sides = spans(start, end, self.zone)

        def stands(row: Event | Task) -> bool:
            times = [when for when in (row.start, finish(row)) if when is not None]
            return any(sides.of(when).meets(position(when), position(when)) for when in times)

        return tuple(found for found in self.occurrences(TASKS, start, end, ids) if stands(found.row))

    def tasks(self, ids: Collection[str] | None = None) -> tuple[Task, ...]:
        """Task rows: masters, single ones and overrides, in the order in which they were made; of `ids` alone if given."""
        current(self.database)
        if ids is None:
            found = rows_where(self.database, TASKS)
        else:
            found = dict(rows_by_key(self.database, TASKS, sorted(keys_of(self.database, TASKS, ids).values())))
        return tuple(row for row in found.values() if isinstance(row, Task))

    def open_occurrence(self, series: Task, by: datetime) -> Task | None:
        """Of a repeating task, whose done times are overrides with a STATUS of their own (3.6.2 with 3.8.5), the latest open time up to `by`
        (aware), else the next; None where all are done. A series none of whose times lie within the occurrence index stands as it is stored."""
        found = [occurrence.row for occurrence in self.task_occurrences(None, None, {series.id})]
        standing = [row for row in found if isinstance(row, Task) and row.is_open]
        due = [row for row in standing if (at := anchor(row)) is not None and instant(at, self.zone) <= position(by)]
        return due[-1] if due else next(iter(standing), None) if found else series

    def family(self, uid: str) -> tuple[Event | Task, ...]:
        """The rows of a uid: masters first, then overrides in order of the time that they replace."""
        current(self.database)
        shelves = [rows_where(self.database, shelf, shelf.rows.c.uid == uid) for shelf in SHELVES.values()]
        found = [row for shelf in shelves for row in shelf.values()]
        key = {row.id: -1 if row.recurrence_id is None else instant(row.recurrence_id, self.zone) for row in found}
        return tuple(sorted(found, key=lambda row: (row.recurrence_id is not None, key[row.id])))

    def rows(self, ids: Iterable[str]) -> tuple[Row, ...]:
        """The rows with these ids, in that order; those that do not exist are left out."""
        wanted = list(ids)
        found: dict[str, Row] = {calendar.id: calendar for calendar in self.calendars()}
        for shelf in SHELVES.values():
            keys = keys_of(self.database, shelf, wanted)
            found |= {row.id: row for row in rows_by_key(self.database, shelf, keys.values()).values()}
        return tuple(found[id_] for id_ in wanted if id_ in found)

    def journal(self, limit: int = 200) -> tuple[history.UndoEntry, ...]:
        """What was done, newest first, what is taken back at present among it."""
        return history.entries(self.database, limit)

    def has_any(self) -> bool:
        """Whether there is any event or task."""
        union = " UNION ALL ".join(f"SELECT 1 FROM {shelf.rows.name}" for shelf in SHELVES.values())
        return self.database.connection.exec_driver_sql(f"{union} LIMIT 1").first() is not None

    def search(self, text: str, limit: int = 50) -> tuple[Event | Task, ...]:
        """Rows that hold every word of `text` (the last may be its beginning) in summary, location, description or attendees; accents
        and case are forgiven; the best come first."""
        current(self.database)
        found: list[tuple[float, Event | Task]] = []
        for shelf in SHELVES.values():
            ranked = text_index.find(self.database, shelf, text, limit)
            rows = rows_by_key(self.database, shelf, [key for _, key in ranked])
            found += [(rank, rows[key]) for rank, key in ranked]
        return tuple(row for _, row in sorted(found, key=lambda item: item[0])[:limit])

    @contextlib.contextmanager
    def supposing(self, change_sets: Sequence[ChangeSet]) -> Iterator["Queries"]:
        """These queries as they would answer after the change sets, in a transaction that is always taken back.

        Raises :class:`StaleChange` where a change set does not fit what is stored.
        """
        with self.database.writing(keep=False):
            current(self.database)
            for change_set in change_sets:
                apply(self.database, change_set)
            yield self
            release(self.database, change_sets)

    def occurrences(
        self,
        shelf: Shelf,
        start: datetime | None,
        end: datetime | None,
        ids: Collection[str] | None,
        each: int | None = None,
    ) -> tuple[Occurrence, ...]:
        """Occurrences on one shelf, from the index and, outside its window, expanded."""
        current(self.database)
        return tuple(OccurrenceSearch(self.database, shelf, self.zone, ids, each).between(start, end))
