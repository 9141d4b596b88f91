"""A field for a date or an hour in words, beside which a day can be chosen from a small month."""

import dataclasses
from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from app.theme import scale
from app.theme.icons import icon
from app.theme.theme import Theme
from app.views.mini_month import MiniMonth
from app.views.placing import place_under
from app.views.time_field import TimeField
from app.workspace import Workspace
from assistant.temporal.values import Anchored


class DayField(TimeField):
    """A chosen day is written as a phrase; an hour that was said stays."""

    def __init__(
        self,
        workspace: Workspace,
        theme: Theme,
        name: str,
        say: Callable[[Anchored], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(workspace, name, say, parent)
        self._theme = theme
        self.pick = QAction(icon("month", theme.palette.muted), self.tr("Choose a day"), self.field)
        self.pick.setToolTip(self.tr("Choose a day (Alt+Down)"))
        self.pick.setShortcut(QKeySequence("Alt+Down"))
        self.pick.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.pick.triggered.connect(self._choose)
        self.field.addAction(self.pick, QLineEdit.ActionPosition.TrailingPosition)

    @property
    def chosen_day(self) -> date:
        """The day that the words name; today where they name none."""
        said = (self.anchored.start or self.anchored.end) if self.anchored else None
        return said.date() if said else self.day or self._workspace.today

    def take(self, day: date) -> None:
        """Writes a day, at the hour that was said."""
        said = (self.anchored.start or self.anchored.end) if self.anchored and self.anchored.time_said else None
        when = datetime.combine(day, said.time(), said.tzinfo or self.zone) if said else day
        self.field.setText(dataclasses.replace(self._workspace.formatter, zone=self.zone).phrase(when))

    def _choose(self) -> None:
        popup = DayPopup(self._workspace, self._theme, self.chosen_day, self)
        popup.month.chosen.connect(self.take)
        owner = QRect(self.field.mapToGlobal(QPoint()), self.field.size())
        popup.adjustSize()  # as the style sheet has it
        popup.move(place_under(popup.size(), owner, self.field.screen().availableGeometry(), scale.XS))
        popup.show()


class DayPopup(QFrame):
    """A small month under a field. A click chooses a day and closes it; the arrows choose one after the other until Enter or Esc."""

    def __init__(self, workspace: Workspace, theme: Theme, day: date, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("dayPopup")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.month = MiniMonth(workspace, theme, self)
        self.month.setFixedSize(self.month.sizeHint())
        self.month.show_span(day, day, 1)
        self.month.chosen.connect(self._show_chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(scale.S, scale.S, scale.S, scale.S)
        column.addWidget(self.month)
        self.month.setFocus()

    def _show_chosen(self, day: date) -> None:
        self.month.show_span(day, day, 1)
        if QGuiApplication.mouseButtons():
            self.close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.close()
        else:
            super().keyPressEvent(event)
