"""A field for a date or an hour in words, read back as it is typed."""

import dataclasses
from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from app.item_models.blocks import there
from app.views.preview_card import restyle
from app.workspace import Workspace
from assistant.temporal.reading import read_time
from assistant.temporal.values import Anchored, Purpose, Setting
from assistant.timespan import instant
from models.rows import When


class TimeField(QWidget):
    """`anchored` is what the words mean, None where they are no time (or none are there)."""

    changed = Signal()

    def __init__(
        self, workspace: Workspace, name: str, say: Callable[[Anchored], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace, self._say = workspace, say
        self.day: date | None = None
        #: Where it is the hour that is typed without a place.
        self.zone = workspace.zone
        self.anchored: Anchored | None = None
        #: What the form itself wrote, and the stored time that it stands for.
        self._own: tuple[str, When | None] = ("", None)
        self.field = QLineEdit(self)
        self.field.setAccessibleName(name)
        self.read_back = QLabel(self)
        self.read_back.setObjectName("readBack")
        self.read_back.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        column.addWidget(self.field)
        column.addWidget(self.read_back)
        self.field.textChanged.connect(self.read)

    @property
    def text(self) -> str:
        """The words."""
        return self.field.text().strip()

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where Tab stops, in order."""
        return (self.field,)

    @property
    def is_own(self) -> bool:
        """What stands there is what the form itself wrote."""
        return self.text == self._own[0]

    @property
    def is_wrong(self) -> bool:
        """Something is typed that is no time."""
        return bool(self.text) and self.anchored is None

    def set_text(self, text: str, when: When | None = None) -> None:
        """Puts words in the field; they mean `when`, however they would be read: ten o'clock of today stays so at eleven."""
        self._own = (text, when)
        self.field.setText(text)
        self.field.setCursorPosition(0)

    def move_to(self, zone: ZoneInfo) -> None:
        """The same hours are those of another place from now on."""
        words, when = self._own
        if isinstance(when, datetime):
            self._own = words, there(instant(when, self.zone).replace(tzinfo=zone))
        self.zone = zone
        self.read()

    def setting(self) -> Setting:
        """In which light the words are read."""
        purpose = Purpose.CHANGE if self.day else Purpose.CREATE
        return dataclasses.replace(self._workspace.time_setting, purpose=purpose, day=self.day)

    def _anchor(self) -> Anchored | None:
        anchored = read_time(self.text, self.setting()) if self.text else None
        own, when = self._own
        if self.text != own or not isinstance(when, datetime) or anchored is None or anchored.start is None:
            return anchored
        zone = ZoneInfo(anchored.tz) if anchored.tz else self.zone
        if self.day and instant(when, zone).date() != self.day:  # an hour that went along to another day
            return anchored
        return dataclasses.replace(anchored, start=instant(when, zone).replace(tzinfo=anchored.start.tzinfo))

    def read(self) -> None:
        """Reads the words, and says what they mean."""
        self.anchored = self._anchor()
        words = (
            self._say(self.anchored)
            if self.anchored
            else self.tr("This is no time that I know.")
            if self.is_wrong
            else ""
        )
        self.read_back.setText(words)
        self.read_back.setVisible(bool(words))
        for widget in (self.field, self.read_back):
            restyle(widget, "wrong", self.is_wrong)
        self.changed.emit()
