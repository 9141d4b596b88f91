"""Alarms that have rung, in the corner until they are answered: done, or later (in words)."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.item_models.rings import Ring
from app.theme import scale
from app.theme.icons import pixmap
from app.theme.theme import Theme
from app.views.preview_card import restyle
from app.workspace import Workspace
from assistant.temporal.reading import read_time
from assistant.temporal.values import Purpose, Setting
from assistant.timespan import instant

WIDTH = 330


class ReminderCard(QFrame):
    """Shows one ring at a time, the earliest first, and how many more there are."""

    #: A ring, and until when (aware) it is put off.
    snoozed = Signal(object, object)

    def __init__(self, workspace: Workspace, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace, self._theme, self._stage = workspace, theme, parent
        self._rings: list[Ring] = []
        self.setObjectName("card")
        self.setAccessibleName(self.tr("Reminder"))
        self.setFixedWidth(WIDTH)
        self.bell = QLabel(self)
        self.title = QLabel(self)
        self.title.setObjectName("cardHeadline")
        self.when = QLabel(self)
        self.when.setObjectName("small")
        for label in (self.title, self.when):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.later = QLineEdit(self.tr("10 minutes"), self)
        self.later.setAccessibleName(self.tr("Remind me again in"))
        self.later.returnPressed.connect(self._snooze)
        self.snooze = QPushButton(self.tr("Snooze"), self)
        self.snooze.clicked.connect(self._snooze)
        self.answer = QPushButton(self.tr("OK"), self)
        self.answer.setObjectName("primary")
        self.answer.clicked.connect(self._dismiss)
        top = QHBoxLayout()
        top.addWidget(self.bell, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.addWidget(self.title)
        words.addWidget(self.when)
        top.addLayout(words, 1)
        buttons = QHBoxLayout()
        for widget in (self.later, self.snooze, self.answer):
            buttons.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(scale.L, scale.M, scale.L, scale.M)
        column.addLayout(top)
        column.addLayout(buttons)
        self.hide()

    def ring(self, ring: Ring) -> None:
        """One more."""
        self._rings.append(ring)
        self._show()

    def place(self) -> None:
        """In the upper right corner, under the typed line."""
        self.adjustSize()
        self.move(self._stage.width() - self.width() - scale.XL, 66)

    def _show(self) -> None:
        if not self._rings:
            self.hide()
            return
        ring = self._rings[0]
        formatter, today = self._workspace.formatter, self._workspace.today
        more = self.tr(" · {} more").format(len(self._rings) - 1) if len(self._rings) > 1 else ""
        when = formatter.when(ring.row, today) or formatter.moment(instant(ring.at, formatter.zone), today)
        self.bell.setPixmap(pixmap("bell", self._theme.palette.accent, 20))
        self.title.setText(ring.row.summary)
        self.when.setText(when + more)
        self.show()
        self.raise_()
        self.place()

    def _snooze(self) -> None:
        workspace = self._workspace
        read = read_time(self.later.text(), Setting(workspace.clock(), workspace.zone, Purpose.CREATE))
        now = workspace.clock()
        until = now + read.duration if read and read.duration else read.start if read else None
        if until is None:
            restyle(self.later, "wrong", True)
            return
        restyle(self.later, "wrong", False)
        ring = self._rings.pop(0)
        self.snoozed.emit(ring, until if until.tzinfo else until.replace(tzinfo=workspace.zone))
        self._show()

    def _dismiss(self) -> None:
        self._rings.pop(0)
        self._show()
