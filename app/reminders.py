"""Rings alarms on time: what is ahead is read in advance, and the clock is looked at often enough to be right after a sleep."""

import dataclasses
from collections.abc import Collection, Iterator, Mapping
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, QTimer, Signal

from app.item_models.rings import (
    Held,
    Ring,
    held_of,
    moved_with,
    recurrence_of,
    recurrence_text,
    rings_between,
    row_of,
)
from app.settings import Settings
from app.workspace import Workspace
from models.changes import ChangeSet
from models.queries import Queries
from models.rows import Event, Task

#: How often the clock is looked at, at least, and at most: it may be set anew, or stand still in a sleep.
TICK_MS, SOON_MS = 10_000, 100
#: How far rings are read in advance, and how long before its thing an alarm may ring.
AHEAD = timedelta(hours=12)
LONGEST_LEAD = timedelta(days=31)
#: Alarms that were missed for longer than this are no news; until then a thing that is gone may come back, and ring.
MISSED_AT_MOST = timedelta(days=2)

#: The rings ahead, and the thing of each that is held: None where it is gone.
Found = tuple[tuple[Ring, ...], dict[Held, Event | Task | None]]


class Reminders(QObject):
    """`rang` with each `Ring` as its time comes, also with those missed while the program was not running. What has rung and what was
    put off is kept in the settings until it is answered."""

    rang = Signal(object)

    def __init__(self, workspace: Workspace, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace, self._settings = workspace, settings
        now = workspace.clock()
        self._heard = max(min(settings.heard or now, now), now - MISSED_AT_MOST)
        self._read_until = self._heard
        #: Until something was read, nothing counts as heard.
        self._is_read = False
        self._ahead: tuple[Ring, ...] = ()
        #: Rings on show, that wait for an answer.
        self._open: tuple[Held, ...] = ()
        #: Put off, not answered before the program ended, or gone while on show; they ring (again) if their thing is there.
        self._snoozed = settings.held
        #: The things of those, as they were read last.
        self._rows: dict[Held, Event | Task] = {}
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.tick)
        workspace.changed.connect(self._follow)

    def start(self) -> None:
        """Reads what is ahead, and looks at the clock from now on."""
        self._timer.start()
        self.read()

    def read(self) -> None:
        """Reads the rings that have not been heard, some hours ahead, and the things of those that are held."""
        heard, until = self._heard, self._workspace.clock() + AHEAD
        kept = (*self._open, *self._snoozed)

        def question(queries: Queries) -> Found:
            rings = rings_between(rows_with_alarms(queries, heard, until), heard, until, self._workspace.zone)
            return rings, {held: row_of(queries, held) for held in kept}

        self._read_until = until
        self._workspace.read(question, self._take)

    def tick(self) -> None:
        """Rings what is due by the clock, and reads on in time."""
        now = self._workspace.clock()
        if self._is_read:
            self._ring(now)
        if now > self._read_until - AHEAD / 2:
            self.read()
        self._wait(now)

    def snooze(self, ring: Ring, until: datetime) -> None:
        """Rings again at `until` (aware), as its thing stands then."""
        later = held_of(Ring(until, ring.row))
        self._rows[later] = ring.row
        self.answer(ring)
        self._snoozed = tuple(dict.fromkeys((*self._snoozed, later)))  # two alarms of one thing may be put off alike
        self._keep()
        self._wait(self._workspace.clock())
        self.read()

    def answer(self, ring: Ring) -> None:
        """A ring was seen, and needs no more."""
        answered = held_of(ring)
        self._open = without(self._open, {answered})
        self._snoozed = without(self._snoozed, {answered})
        self._keep()

    def close(self) -> None:
        """Remembers until when alarms were heard."""
        self._timer.stop()
        self._settings.heard = self._heard

    def _ring(self, now: datetime) -> None:
        again = [Ring(held.at, self._rows[held]) for held in self._snoozed if held.at <= now and held in self._rows]
        due = {held_of(ring): ring for ring in (*self._ahead, *again) if ring.at <= now}
        self._ahead = tuple(ring for ring in self._ahead if ring.at > now)
        self._heard = max(self._heard, now)
        if due:
            self._open = (*self._open, *due)
            self._snoozed = without(self._snoozed, due)
            self._settings.heard = now
            self._keep()
        for ring in due.values():
            self.rang.emit(ring)

    def _follow(self, change_set: ChangeSet | None) -> None:
        """What is held of a series that moved is held of the same occurrence where it now stands."""
        if change_set:
            moved = {held: along(held, change_set) for held in (*self._open, *self._snoozed)}
            self._open = tuple(moved[held] for held in self._open)
            self._snoozed = tuple(moved[held] for held in self._snoozed)
            self._rows = {
                held: row for held, row in self._rows.items() if moved.get(held, held) == held
            }  # else read anew
            self._keep()
        self.read()

    def _keep(self) -> None:
        self._settings.held = (*self._open, *self._snoozed)

    def _wait(self, now: datetime) -> None:
        """Looks again when the next one is due."""
        times = [ring.at for ring in self._ahead] + [held.at for held in self._snoozed if held in self._rows]
        coming = [(at - now) // timedelta(milliseconds=1) for at in times]
        self._timer.setInterval(max(SOON_MS, min((TICK_MS, *coming))))

    def _take(self, found: Found) -> None:
        rings, rows = found
        self._ahead = tuple(ring for ring in rings if ring.at > self._heard)
        self._is_read = True
        gone = {held for held, row in rows.items() if row is None}
        past = {held for held in gone if held.at < self._workspace.clock() - MISSED_AT_MOST}
        waiting = (*self._snoozed, *(held for held in self._open if held in gone))
        self._open, self._snoozed = without(self._open, gone), without(waiting, past)
        # what was put off while this was read is not among `rows`
        known: Mapping[Held, Event | Task | None] = {**self._rows, **rows}
        self._rows = {held: row for held in self._snoozed if (row := known.get(held)) is not None}
        if gone:
            self._keep()
        self.tick()


def along(held: Held, change_set: ChangeSet) -> Held:
    """What is held of an occurrence, after its series changed."""
    if not held.recurrence_id:
        return held
    at = moved_with(change_set, held.uid, recurrence_of(held.recurrence_id))
    return dataclasses.replace(held, recurrence_id=recurrence_text(at))


def without(held: tuple[Held, ...], left: Collection[Held]) -> tuple[Held, ...]:
    """Those of `held` that are not `left` out, in their order."""
    return tuple(one for one in held if one not in left)


def rows_with_alarms(queries: Queries, start: datetime, end: datetime) -> Iterator[Event | Task]:
    """What could ring between `start` and `end`: what happens then, or within the longest lead after it."""
    span = (start - timedelta(days=1), end + LONGEST_LEAD)
    for occurrence in (*queries.event_occurrences(*span), *queries.task_occurrences(*span)):
        if occurrence.row.alarms:
            yield occurrence.row
    yield from (task for task in queries.tasks() if task.alarms and task.due is None and task.start is None)
