"""Rings alarms on time: what is ahead is read in advance, and the clock is looked at often enough to be right after a sleep."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, QTimer, Signal

from app.item_models.rings import Ring, rings_between
from app.settings import Settings
from app.workspace import Workspace
from models.queries import Queries
from models.rows import Event, Task

#: How often the clock is looked at, at least, and at most: it may be set anew, or stand still in a sleep.
TICK_MS, SOON_MS = 10_000, 100
#: How far rings are read in advance, and how long before its thing an alarm may ring.
AHEAD = timedelta(hours=12)
LONGEST_LEAD = timedelta(days=31)
#: Alarms that were missed for longer than this are no news.
MISSED_AT_MOST = timedelta(days=2)


class Reminders(QObject):
    """`rang` with each `Ring` as its time comes, also with those missed while the program was not running."""

    rang = Signal(object)

    def __init__(self, workspace: Workspace, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace, self._settings = workspace, settings
        now = workspace.clock()
        self._heard = max(min(settings.heard or now, now), now - MISSED_AT_MOST)
        self._read_until = self._heard
        self._ahead: tuple[Ring, ...] = ()
        self._snoozed: tuple[Ring, ...] = ()
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.tick)
        workspace.changed.connect(self.read)

    def start(self) -> None:
        """Reads what is ahead, and looks at the clock from now on."""
        self._timer.start()
        self.read()

    def read(self) -> None:
        """Reads the rings that have not been heard, some hours ahead."""
        heard, until = self._heard, self._workspace.clock() + AHEAD

        def question(queries: Queries) -> tuple[Ring, ...]:
            return rings_between(rows_with_alarms(queries, heard, until), heard, until, self._workspace.zone)

        self._read_until = until
        self._workspace.read(question, self._take)

    def tick(self) -> None:
        """Rings what is due by the clock."""
        now = self._workspace.clock()
        due = [ring for ring in (*self._ahead, *self._snoozed) if ring.at <= now]
        self._ahead = tuple(ring for ring in self._ahead if ring.at > now)
        self._snoozed = tuple(ring for ring in self._snoozed if ring.at > now)
        self._heard = max(self._heard, now)
        if due:
            self._settings.heard = now
        for ring in due:
            self.rang.emit(ring)
        if now > self._read_until - AHEAD / 2:
            self.read()
        self._wait(now)

    def snooze(self, ring: Ring, until: datetime) -> None:
        """Rings again at `until` (aware)."""
        self._snoozed = (*self._snoozed, Ring(until, ring.row))
        self._wait(self._workspace.clock())

    def close(self) -> None:
        """Remembers until when alarms were heard."""
        self._timer.stop()
        self._settings.heard = self._heard

    def _wait(self, now: datetime) -> None:
        """Looks again when the next one is due."""
        coming = [(ring.at - now) // timedelta(milliseconds=1) for ring in (*self._ahead, *self._snoozed)]
        self._timer.setInterval(max(SOON_MS, min((TICK_MS, *coming))))

    def _take(self, rings: tuple[Ring, ...]) -> None:
        self._ahead = tuple(ring for ring in rings if ring.at > self._heard)
        self.tick()


def rows_with_alarms(queries: Queries, start: datetime, end: datetime) -> Iterator[Event | Task]:
    """What could ring between `start` and `end`: what happens then, or within the longest lead after it."""
    span = (start - timedelta(days=1), end + LONGEST_LEAD)
    for occurrence in (*queries.event_occurrences(*span), *queries.task_occurrences(*span)):
        if occurrence.row.alarms:
            yield occurrence.row
    yield from (task for task in queries.tasks() if task.alarms and task.due is None and task.start is None)
