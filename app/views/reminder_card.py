"""Alarms that have rung, in the corner until they are answered: done, or later (in words)."""

import dataclasses
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.item_models.forms import NINE, in_zone
from app.item_models.rings import Held, Ring, held_of, moved_with, row_of
from app.theme import scale
from app.theme.icons import pixmap
from app.theme.lettering import fitted
from app.theme.theme import Theme
from app.views.preview_card import restyle
from app.workspace import Workspace
from assistant.temporal.reading import read_time
from assistant.temporal.values import Anchored, Purpose
from assistant.timespan import instant, is_all_day, start_of
from models.changes import ChangeSet
from models.queries import Queries
from models.rows import Event, Task

WIDTH, BELL = 360, 20
#: So many of those that wait are named.
MOST_NAMED = 5


class ReminderCard(QFrame):
    """Shows one ring at a time, the earliest first, over `ground`, and names those that wait behind it."""

    #: A ring, and until when (aware) it is put off.
    snoozed = Signal(object, object)
    #: A ring was seen.
    answered = Signal(object)
    #: The task of a ring is done.
    ticked = Signal(object)

    def __init__(self, workspace: Workspace, theme: Theme, parent: QWidget, ground: QWidget) -> None:
        super().__init__(parent)
        self._workspace, self._theme, self._stage, self._ground = workspace, theme, parent, ground
        self._rings: list[Ring] = []  # in order of time
        self.setObjectName("card")
        self.setAccessibleName(self.tr("Reminder"))
        self.setFixedWidth(WIDTH)
        self.bell = QLabel(self)
        self.title = QLabel(self)
        self.title.setObjectName("cardHeadline")
        self.when = QLabel(self)
        self.when.setObjectName("small")
        self.others = QLabel(self)
        self.others.setObjectName("small")
        for label in (self.title, self.when, self.others):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(label is not self.others)
        self.later = QLineEdit(self.tr("10 minutes"), self)
        self.later.setAccessibleName(self.tr("Remind me again in"))
        self.later.returnPressed.connect(self._snooze)
        self.snooze = QPushButton(self.tr("Snooze"), self)
        self.snooze.clicked.connect(self._snooze)
        self.done = QPushButton(self.tr("Done"), self)
        self.done.clicked.connect(self._tick)
        self.answer = QPushButton(self.tr("OK"), self)
        self.answer.setObjectName("primary")
        self.answer.clicked.connect(self._dismiss)
        top = QHBoxLayout()
        top.addWidget(self.bell, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.addWidget(self.title)
        words.addWidget(self.when)
        self.answer_all = QPushButton(self.tr("All seen"), self)
        self.answer_all.clicked.connect(self._dismiss_all)
        waiting = QHBoxLayout()
        waiting.addWidget(self.others, 1)
        waiting.addStretch(0)  # a line of nothing but what is hidden would let none above it be wider
        waiting.addWidget(self.answer_all, 0, Qt.AlignmentFlag.AlignBottom)
        words.addLayout(waiting)
        top.addLayout(words, 1)
        buttons = QHBoxLayout()
        for widget in (self.later, self.snooze, self.done, self.answer):
            buttons.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(scale.L, scale.M, scale.L, scale.M)
        column.addLayout(top)
        column.addLayout(buttons)
        self.hide()
        workspace.changed.connect(self._read)

    def ring(self, ring: Ring) -> None:
        """One more."""
        self._rings = sorted([*self._rings, ring], key=lambda held: held.at)
        self._show()

    def place(self) -> None:
        """In the upper right corner of its ground, whose buttons stay free."""
        if layout := self.layout():
            layout.activate()  # the lines within it remember how high they were
        self.resize(WIDTH, self.heightForWidth(WIDTH))  # adjustSize reckons with words on longer lines
        corner = self._ground.mapTo(self._stage, QPoint(self._ground.width(), 0))
        self.move(corner + QPoint(-self.width() - scale.S, scale.S))

    def _read(self, change_set: ChangeSet | None) -> None:
        """Reads the things of the rings on show, which went along where their series moved."""
        if change_set:
            self._rings = [Ring(ring.at, along(ring.row, change_set)) for ring in self._rings]
        shown = {held_of(ring) for ring in self._rings}

        def question(queries: Queries) -> dict[Held, Event | Task | None]:
            return {held: row_of(queries, held) for held in shown}

        if shown:
            self._workspace.read(question, self._take)

    def _take(self, rows: dict[Held, Event | Task | None]) -> None:
        """Shows them as they stand now; what is gone leaves."""
        found = [(ring.at, rows.get(held_of(ring), ring.row)) for ring in self._rings]
        self._rings = [Ring(at, row) for at, row in found if row is not None]
        self._show()

    def _show(self) -> None:
        if not self._rings:
            self.hide()
            return
        ring = self._rings[0]
        room = WIDTH - 2 * scale.L - BELL - 2 * scale.S - self.answer_all.sizeHint().width()
        waiting = [
            fitted(f"{self._hour(held)}  {held.row.summary}", scale.font(scale.SMALL), room)[0]
            for held in self._rings[1 : MOST_NAMED + 1]
        ]
        if len(self._rings) > MOST_NAMED + 1:
            waiting.append(self.tr("and {} more").format(len(self._rings) - MOST_NAMED - 1))
        self.bell.setPixmap(pixmap("bell", self._theme.palette.accent, BELL))
        self.title.setText(ring.row.summary)
        self.when.setText(self._when(ring))
        self.others.setText("\n".join(waiting))
        for widget in (self.others, self.answer_all):
            widget.setVisible(bool(waiting))
        self.done.setVisible(isinstance(ring.row, Task) and ring.row.is_open)
        self.show()
        self.raise_()
        self.place()

    def _when(self, ring: Ring) -> str:
        formatter, today = self._workspace.formatter, self._workspace.today
        return formatter.when(ring.row, today) or formatter.moment(instant(ring.at, formatter.zone), today)

    def _hour(self, ring: Ring) -> str:
        """When it is, the day left out where it is today."""
        formatter, today = self._workspace.formatter, self._workspace.today
        at = instant(start_of(ring.row) or ring.at, formatter.zone)
        return self._when(ring) if is_all_day(start_of(ring.row)) or at.date() != today else formatter.clock(at)

    def _snooze(self) -> None:
        workspace = self._workspace
        read = read_time(self.later.text(), dataclasses.replace(workspace.time_setting, purpose=Purpose.CREATE))
        until = again_at(read, workspace.clock(), workspace.zone) if read else None
        restyle(self.later, "wrong", until is None)
        if until is None:
            return
        ring = self._rings.pop(0)
        self.snoozed.emit(ring, until)
        self._show()

    def _dismiss_all(self) -> None:
        for ring in self._rings:
            self.answered.emit(ring)
        self._rings = []
        self._show()

    def _tick(self) -> None:
        task = self._rings[0].row
        self._dismiss()
        self.ticked.emit(task)

    def _dismiss(self) -> None:
        self.answered.emit(self._rings.pop(0))
        self._show()


def along(row: Event | Task, change_set: ChangeSet) -> Event | Task:
    """An occurrence that went along with its series, to be read anew."""
    if row.recurrence_id is None:
        return row
    return dataclasses.replace(row, recurrence_id=moved_with(change_set, row.uid, row.recurrence_id))


def again_at(read: Anchored, now: datetime, zone: ZoneInfo) -> datetime | None:
    """When a ring that was put off comes again (aware): after a length of time, or at a time; a day without an hour means its morning.
    None where that lies behind."""
    if read.duration:
        return (now.astimezone(UTC) + read.duration).astimezone(zone)
    if read.start is None:
        return None
    has_hour = read.time_said or read.part_of_day is not None or not read.all_day
    until = in_zone(read.start if has_hour else datetime.combine(read.start.date(), NINE), read, zone)
    return until if until > now else None
