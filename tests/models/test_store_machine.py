"""Whatever people do, in whatever order: tables, index, search, names and journal agree with a plain model of them.

``PLAINDAY_EXAMPLES`` runs more of it: 2000 examples of 50 steps take a while.
"""

import contextlib
import dataclasses
import datetime as dt
import itertools
import os
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path
from zoneinfo import ZoneInfo

import hypothesis.strategies as st
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from models import history
from models.changes import ChangeSet, RowChange
from models.database import open_database
from models.errors import NothingToUndo, StaleChange
from models.ics import read_calendar, write_calendar
from models.images import KINDS
from models.queries import Queries
from models.rows import Attendee, Calendar, Event, Task, When
from models.snapshot import name_of
from models.tables import SHELVES
from models.writing import apply
from tests.models.store_model import Model, check_derived

ZONE = ZoneInfo("America/New_York")
NOW = dt.datetime(2026, 3, 4, 9, tzinfo=ZONE)
DAYS = st.integers(-500, 900)
WORDS = st.sampled_from(["Lunch", "Yoga", "Standup", "Review with Kim", "Über uns", "Dentist", ""])
RULES = st.sampled_from(
    [
        "FREQ=DAILY",
        "FREQ=WEEKLY;BYDAY=MO,WE",
        "FREQ=MONTHLY;COUNT=5",
        "FREQ=YEARLY",
        "FREQ=WEEKLY;UNTIL=20260601T000000Z",
    ]
)
STEPS = st.sampled_from([dt.timedelta(hours=1), dt.timedelta(days=1), dt.timedelta(days=-7), dt.timedelta(minutes=-30)])


class StoreMachine(RuleBasedStateMachine):
    template: Path | None = None

    @initialize()
    def open(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        if StoreMachine.template is None:
            StoreMachine.template = Path(tempfile.mkdtemp()) / "template.db"
            open_database(StoreMachine.template).close()
        self.path = self.folder / "calendar.db"
        shutil.copy(StoreMachine.template, self.path)
        self.database = open_database(self.path)
        self.numbers = itertools.count(1)
        self.model = Model([{row.id: row for row in self.queries.calendars()}])

    def teardown(self) -> None:
        if hasattr(self, "database"):
            self.database.close()
            shutil.rmtree(self.folder)

    @property
    def queries(self) -> Queries:
        return Queries(self.database, ZONE)

    def new_id(self) -> str:
        return f"n{next(self.numbers)}"

    def commit(self, *changes: RowChange) -> None:
        change_set = ChangeSet(changes, "step")
        history.commit(self.database, change_set, NOW)
        self.model.push(change_set)

    def masters(self) -> list[Event]:
        return [row for row in self.model.rows.values() if isinstance(row, Event) and row.recurrence_id is None]

    def pick(self, data: st.DataObject, rows: Iterable[Event | Task]) -> Event | Task:
        return data.draw(st.sampled_from(sorted(rows, key=lambda row: row.id)))

    def overrides(self, master: Event | Task) -> list[Event]:
        return [
            row
            for row in self.model.rows.values()
            if isinstance(row, Event) and row.uid == master.uid and row.recurrence_id is not None
        ]

    def some_occurrence(self, data: st.DataObject, series: Event | Task) -> When | None:
        found = self.queries.event_occurrences(
            NOW - dt.timedelta(days=60), NOW + dt.timedelta(days=90), ids=[series.id]
        )
        free = [o.start for o in found if o.row.id == series.id]
        return data.draw(st.sampled_from(free)) if free else None

    @rule(
        word=WORDS,
        day=DAYS,
        hour=st.integers(0, 23),
        form=st.sampled_from(["zoned", "floating", "all-day"]),
        repeats=st.none() | RULES,
    )
    def add(self, word: str, day: int, hour: int, form: str, repeats: str | None) -> None:
        start: When = (NOW + dt.timedelta(days=day)).replace(hour=hour)
        start = start.date() if form == "all-day" else start.replace(tzinfo=None) if form == "floating" else start  # type: ignore[attr-defined]
        number = self.new_id()
        length = dt.timedelta(days=1) if form == "all-day" else dt.timedelta(hours=1)
        row = Event(
            id=number,
            uid=f"u-{number}",
            calendar_id="personal",
            summary=word,
            start=start,
            end=start + length,
            rrule=repeats,
            attendees=(Attendee(name="Kim"),) if hour % 2 else (),
        )
        self.commit(RowChange(None, row))

    @rule(word=WORDS, day=st.none() | DAYS, repeats=st.none() | RULES)
    def add_task(self, word: str, day: int | None, repeats: str | None) -> None:
        number, due = self.new_id(), None if day is None else NOW + dt.timedelta(days=day)
        self.commit(
            RowChange(
                None,
                Task(
                    id=number,
                    uid=f"u-{number}",
                    calendar_id="tasks",
                    summary=word,
                    due=due,
                    rrule=repeats if due else None,
                ),
            )
        )

    @precondition(lambda self: any(not isinstance(row, Calendar) for row in self.model.rows.values()))
    @rule(data=st.data(), word=WORDS)
    def edit_all(self, data: st.DataObject, word: str) -> None:
        row = self.pick(data, [row for row in self.model.rows.values() if not isinstance(row, Calendar)])
        self.commit(RowChange(row, dataclasses.replace(row, summary=word + "!", sequence=row.sequence + 1)))

    @precondition(lambda self: any(row.is_series for row in self.masters()))
    @rule(data=st.data(), step=STEPS, away=st.booleans())
    def edit_one(self, data: st.DataObject, step: dt.timedelta, away: bool) -> None:
        series = self.pick(data, [row for row in self.masters() if row.is_series])
        at = self.some_occurrence(data, series)
        if at is None:
            return
        if away:
            self.commit(RowChange(series, dataclasses.replace(series, exdates=(*series.exdates, at))))
            return
        start = at + step if isinstance(at, dt.datetime) else at
        end = start + (series.end - series.start)  # type: ignore[operator, union-attr]
        self.commit(
            RowChange(
                None,
                dataclasses.replace(
                    series, id=self.new_id(), rrule=None, exdates=(), recurrence_id=at, start=start, end=end
                ),
            )
        )  # type: ignore[arg-type]

    @precondition(lambda self: any(row.is_series for row in self.masters()))
    @rule(data=st.data(), step=STEPS)
    def move_series(self, data: st.DataObject, step: dt.timedelta) -> None:
        series = self.pick(data, [row for row in self.masters() if row.is_series])

        def moved(row: Event | Task) -> Event | Task:
            times = {
                name: value + step
                for name in ("start", "end", "recurrence_id")
                if (value := getattr(row, name)) is not None
            }
            return dataclasses.replace(row, **times, exdates=tuple(at + step for at in row.exdates))

        self.commit(*(RowChange(row, moved(row)) for row in (series, *self.overrides(series))))

    @precondition(lambda self: any(row.is_series for row in self.masters()))
    @rule(data=st.data())
    def split(self, data: st.DataObject) -> None:
        series = self.pick(
            data,
            [
                row
                for row in self.masters()
                if row.is_series and row.rrule and "UNTIL" not in row.rrule and "COUNT" not in row.rrule
            ]
            or self.masters(),
        )
        at = self.some_occurrence(data, series) if series.rrule else None
        if at is None or at == series.start:
            return
        last = (at.astimezone(dt.UTC) if isinstance(at, dt.datetime) else at) - dt.timedelta(days=1)
        old = dataclasses.replace(series, rrule=f"{series.rrule};UNTIL={last:%Y%m%d}")
        number = self.new_id()
        end = at + (series.end - series.start)  # type: ignore[operator, union-attr]
        new = dataclasses.replace(series, id=number, uid=f"u-{number}", start=at, end=end, exdates=())  # type: ignore[arg-type]
        later = [row for row in self.overrides(series) if str(row.recurrence_id) >= str(at)]
        self.commit(
            RowChange(series, old),
            RowChange(None, new),
            *(RowChange(row, dataclasses.replace(row, uid=new.uid)) for row in later),
        )

    @precondition(lambda self: any(not isinstance(row, Calendar) for row in self.model.rows.values()))
    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        row = self.pick(data, [row for row in self.model.rows.values() if not isinstance(row, Calendar)])
        family = [row] if row.recurrence_id is not None else [row, *self.overrides(row)]
        self.commit(*(RowChange(member, None) for member in family))

    @rule(word=WORDS)
    def add_and_fill_calendar(self, word: str) -> None:
        number = self.new_id()
        calendar = Calendar(id=self.new_id(), name=f"{word} {number}", kind="task", position=7)
        self.commit(
            RowChange(None, calendar),
            RowChange(None, Task(id=number, uid=number, calendar_id=calendar.id, summary=word)),
        )

    @rule()
    def import_again(self) -> None:
        """What was written is known; the same with other summaries and a higher sequence is an update."""
        written = write_calendar(self.queries)
        assert not read_calendar(written, "file", self.queries, NOW, self.new_id).change_set
        changed = written.replace(b"SUMMARY:Yoga", b"SEQUENCE:99\r\nSUMMARY:Pilates")
        found = read_calendar(changed, "file", self.queries, NOW, self.new_id)
        assert found.created == 0
        if found.change_set:
            history.commit(self.database, found.change_set, NOW)
            self.model.push(found.change_set)

    @rule()
    def stale(self) -> None:
        ghost = Event(id="ghost", uid="ghost", calendar_id="personal", summary="", start=NOW, end=NOW)
        fresh = dataclasses.replace(ghost, id="fresh")
        try:
            history.commit(self.database, ChangeSet((RowChange(None, fresh), RowChange(ghost, None))), NOW)
        except StaleChange:
            return
        raise AssertionError("a stale change was taken")

    @rule(step=STEPS)
    def suppose(self, step: dt.timedelta) -> None:
        rows = [row for row in self.model.rows.values() if isinstance(row, Event)][:3]
        gone = ChangeSet(tuple(RowChange(row, None) for row in rows))
        made = Event(
            id="supposed", uid="supposed", calendar_id="personal", summary="Supposed", start=NOW + step, end=NOW + step
        )
        with self.queries.supposing([gone, ChangeSet((RowChange(None, made),))]) as supposed:
            assert {name.id for name in supposed.names("event")} == {
                row.id for row in self.model.rows.values() if isinstance(row, Event)
            } - {row.id for row in rows} | {"supposed"}

    @rule()
    def undo(self) -> None:
        try:
            history.undo(self.database, NOW)
        except NothingToUndo:
            assert self.model.at == 0
        else:
            self.model.at -= 1

    @rule()
    def redo(self) -> None:
        try:
            history.redo(self.database, NOW)
        except NothingToUndo:
            assert self.model.at == len(self.model.states) - 1
        else:
            self.model.at += 1

    @precondition(lambda self: self.model.at > 0)
    @rule(data=st.data())
    def revert(self, data: st.DataObject) -> None:
        """An older entry is taken back unless a later one that stands depends on it."""
        standing = [entry for entry in history.entries(self.database, 10_000) if not entry.undone]
        entry = data.draw(st.sampled_from(standing))
        later = [other for other in standing if other.id > entry.id]
        try:
            history.revert(self.database, entry.id, NOW)
        except StaleChange:
            assert any(history.depends(other.change_set, entry.change_set) for other in later)
        else:
            self.model.push(entry.change_set.inverted())

    @rule(keep=st.integers(1, 30))
    def compact(self, keep: int) -> None:
        dropped = history.compact(self.database, keep)
        assert dropped == min(max(len(self.model.states) - 1 - keep, 0), self.model.at)
        del self.model.states[:dropped]
        self.model.at -= dropped

    @precondition(lambda self: any(not isinstance(row, Calendar) for row in self.model.rows.values()))
    @rule(data=st.data())
    def forget(self, data: st.DataObject) -> None:
        """A thing goes from every state that undo and redo lead to, and entries that spoke of nothing else go with it."""
        uid = self.pick(data, [row for row in self.model.rows.values() if not isinstance(row, Calendar)]).uid
        entries = list(reversed(history.entries(self.database, 10_000)))
        images = [row for entry in entries for c in entry.change_set.changes for row in (c.before, c.after) if row]
        ids = {row.id for row in images if getattr(row, "uid", None) == uid}
        if any(row.id in ids and getattr(row, "uid", None) != uid for row in images):
            return  # an override that went over to the series of a split
        history.forget(self.database, uid, NOW)
        emptied = [all(c.row.id in ids for c in entry.change_set.changes) for entry in entries]
        states = [
            {id_: row for id_, row in state.items() if getattr(row, "uid", None) != uid} for state in self.model.states
        ]
        self.model.states = [state for state, gone in zip(states, [False, *emptied], strict=True) if not gone]
        self.model.at -= sum(emptied[: self.model.at])

    @rule(word=WORDS)
    def kill(self, word: str) -> None:
        """What a killed process leaves in the middle of a commit opens as it was before: the files are copied at that moment."""
        left = Path(tempfile.mkdtemp())
        row = Event(id="lost", uid="lost", calendar_id="personal", summary=word, start=NOW, end=NOW, rrule="FREQ=DAILY")
        with contextlib.suppress(InterruptedError), self.database.writing():
            apply(self.database, ChangeSet((RowChange(None, row),)))
            for file in self.folder.iterdir():
                shutil.copy(file, left)
            raise InterruptedError
        self.database.close()
        shutil.rmtree(self.folder)
        self.folder, self.path = left, left / self.path.name
        self.database = open_database(self.path)

    @rule()
    def reopen(self) -> None:
        self.database.close()
        self.database = open_database(self.path)

    @invariant()
    def all_agree(self) -> None:
        if not hasattr(self, "database"):
            return
        assert {row.id: row for row in self.queries.rows(self.model.rows)} == self.model.rows
        assert {row.id for row in self.queries.calendars()} == {
            row.id for row in self.model.rows.values() if isinstance(row, Calendar)
        }
        entries = history.entries(self.database, 10_000)
        assert [entry.undone for entry in reversed(entries)] == [
            step >= self.model.at for step in range(len(self.model.states) - 1)
        ]
        for shelf in SHELVES.values():
            rows = {row.id: row for row in self.model.rows.values() if KINDS[type(row)] == shelf.kind}
            assert {name.id: name for name in self.queries.names(shelf.kind)} == {
                row.id: name_of(row) for row in rows.values()
            }  # type: ignore[arg-type]
            check_derived(self.database, shelf.kind, rows)


EXAMPLES = int(os.environ.get("PLAINDAY_EXAMPLES", "20"))
TestStore = StoreMachine.TestCase
TestStore.settings = settings(
    max_examples=EXAMPLES, stateful_step_count=20 if EXAMPLES <= 20 else 50, deadline=None, suppress_health_check=list(HealthCheck), derandomize=EXAMPLES <= 20, database=None
)  # fmt: skip
