"""Beside the calendar: a small month, the calendars to show, the task lists."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QCheckBox, QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.theme import scale
from app.theme.theme import Theme
from app.views.mini_month import MiniMonth
from app.workspace import Workspace
from models.rows import Calendar

WIDTH = 236


class Sidebar(QFrame):
    """Follows what calendars and lists there are."""

    #: Ids of the calendars that are not shown.
    hidden_changed = Signal(object)
    #: Id of a list, or None for all.
    list_chosen = Signal(object)

    def __init__(
        self, workspace: Workspace, theme: Theme, hidden: frozenset[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("sidebar")
        self.setFixedWidth(WIDTH)
        self.hidden = hidden
        self.month = MiniMonth(workspace, theme, parent=self)
        self._holder = QWidget()
        self._items = QVBoxLayout(self._holder)
        self._items.setContentsMargins(0, 0, 0, 0)
        self._items.setSpacing(1)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self._holder)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(scale.M, scale.L, scale.M, scale.M)
        column.setSpacing(scale.M)
        column.addWidget(self.month)
        column.addWidget(area, 1)
        self._shown: tuple[Calendar, ...] = ()
        workspace.calendars_read.connect(self.show_calendars)

    def show_calendars(self, calendars: dict[str, Calendar]) -> None:
        """A check box for each calendar, a button for each list."""
        ordered = tuple(sorted(calendars.values(), key=lambda c: (c.position, c.name.casefold())))
        if ordered == self._shown:
            return
        self._shown = ordered
        while self._items.count():
            item = self._items.takeAt(0)
            widget = item.widget() if item else None
            if widget:
                widget.hide()
                widget.deleteLater()
        self._add_title(self.tr("CALENDARS"))
        for calendar in (c for c in ordered if c.kind == "event"):
            self._items.addWidget(self._calendar_box(calendar))
        self._add_title(self.tr("TASK LISTS"))
        self._items.addWidget(self._list_button(None, self.tr("All tasks"), ""))
        for calendar in (c for c in ordered if c.kind == "task"):
            self._items.addWidget(self._list_button(calendar.id, calendar.name, calendar.color))
        self._items.addStretch(1)

    def _add_title(self, words: str) -> None:
        label = QLabel(words)
        label.setObjectName("sectionTitle")
        label.setContentsMargins(scale.XS, scale.M, 0, scale.XS)
        self._items.addWidget(label)

    def _calendar_box(self, calendar: Calendar) -> QCheckBox:
        box = QCheckBox(calendar.name)
        box.setAccessibleName(self.tr("Show {}").format(calendar.name))
        box.setChecked(calendar.id not in self.hidden)
        box.setStyleSheet(
            f"QCheckBox::indicator:checked {{ background: {calendar.color}; border: 1px solid {calendar.color}; }}"
            f"QCheckBox::indicator {{ border: 1px solid {calendar.color}; }}"
        )
        box.toggled.connect(lambda on: self._toggle(calendar.id, on))
        return box

    def _list_button(self, list_id: str | None, name: str, color: str) -> QPushButton:
        button = QPushButton(name)
        button.setObjectName("listButton")
        button.setIcon(dot(color))
        button.clicked.connect(lambda: self.list_chosen.emit(list_id))
        return button

    def _toggle(self, calendar_id: str, on: bool) -> None:
        self.hidden = self.hidden - {calendar_id} if on else self.hidden | {calendar_id}
        self.hidden_changed.emit(self.hidden)


def dot(color: str) -> QIcon:
    """A round mark in the colour of a list; empty for none."""
    drawn = QPixmap(32, 32)
    drawn.fill(Qt.GlobalColor.transparent)
    if color:
        painter = QPainter(drawn)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(color))
        painter.drawEllipse(7, 7, 18, 18)
        painter.end()
    drawn.setDevicePixelRatio(2.0)
    return QIcon(drawn)
