"""The series of a case in a real store, changed as the window does it, and what a person then sees."""

import dataclasses
from collections.abc import Callable
from itertools import count

from random_series import FIRST, LAST, LOOKER, NOW, Case

from assistant import gestures
from assistant.commands import Scope
from assistant.plan import Effect
from assistant.resolution import series
from assistant.resolution.context import Target
from models import history
from models.changes import ChangeSet, RowChange
from models.database import Database, open_database
from models.ics import read_calendar, write_calendar
from models.occurrence import Occurrence
from models.queries import Queries
from models.rows import Event, Row
from models.timeline import length, position


@dataclasses.dataclass(frozen=True)
class Store:
    """The series of a case in a real store, and what stands there."""

    queries: Queries
    new_id: Callable[[], str]

    @property
    def database(self) -> Database:
        return self.queries.database

    def commit(self, changes: tuple[RowChange, ...]) -> None:
        if changes:
            history.commit(self.database, ChangeSet(changes), NOW)

    def occurrences(self) -> tuple[Occurrence, ...]:
        return self.queries.event_occurrences(FIRST, LAST)

    def seen(self) -> list[tuple[object, ...]]:
        """What a person sees: when, how long, which name, where, and what goes with it."""
        return sorted(
            (position(o.row.start), length(o.row), o.row.summary, o.row.location or "", o.row.description or "", len(o.row.alarms), len(o.row.attendees))
            for o in self.occurrences()
            if o.row.start is not None
        )  # fmt: skip

    def rows(self) -> list[Row]:
        return sorted(self.queries.rows([n.id for n in self.queries.names("event")]), key=lambda row: row.id)

    def supposing(self, case: Case, work: Callable[["Store"], None]) -> None:
        """Does the work over the stored case, then takes everything back."""
        with self.database.writing(keep=False):
            self.commit((RowChange(None, case.master), *(RowChange(None, o) for o in case.overrides)))
            work(self)
        self.database.snapshot.clear()


def target(store: Store, occurrence: Occurrence, scope: Scope) -> Target:
    return Target(occurrence.row, occurrence.series, scope)


def changed(store: Store, case: Case, found: Occurrence, scope: Scope) -> tuple[Effect, ...]:
    """The effects of a case's change on an occurrence and what goes with it."""
    assert case.master.start is not None
    hour = case.master.start

    def change(row: object) -> Event:
        assert isinstance(row, Event)
        return case.change.of(row, hour)

    context = gestures.context_of(store.queries, store.new_id)
    return series.alter(target(store, found, scope), change, context)


def chosen(store: Store, case: Case, from_on: bool) -> list[Occurrence]:
    """The occurrences, all or from the one on of which the change is said (by the time that each replaces)."""
    found = sorted(
        (o for o in store.occurrences() if o.row.recurrence_id is not None), key=lambda o: position(o.row.recurrence_id)
    )  # type: ignore[arg-type]
    return found[case.at % len(found) :] if from_on else found


def assert_file_is_equal(store: Store) -> None:
    """Export → import into an empty store → export gives the same bytes."""
    data = write_calendar(store.queries)
    with open_database(None) as fresh:
        queries, numbers = Queries(fresh, LOOKER), count(1)
        found = read_calendar(data, "file", queries, NOW, lambda: f"read-{next(numbers)}")
        assert not found.warnings and not found.skipped
        if found.change_set:
            history.commit(fresh, found.change_set, NOW)
        assert write_calendar(queries) == data
