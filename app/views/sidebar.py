"""Beside the calendar: a small month, the calendars to show, the task lists."""

import itertools

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.theme import scale
from app.theme.icons import icon, tick_on
from app.theme.lettering import fitted, literal
from app.theme.palette import mark
from app.theme.theme import Theme
from app.views.mini_month import MiniMonth
from app.workspace import Workspace
from models.rows import Calendar

WIDTH = 224
#: Room of a list's mark, so that its name begins where a calendar's does.
DOT = QSize(21, 16)
#: Width of a name, which is bold where its list is shown.
NAME = 138


class Sidebar(QFrame):
    """Follows what calendars and lists there are."""

    #: Ids of the calendars that are not shown.
    hidden_changed = Signal(object)
    #: Id of a list, or None for all.
    list_chosen = Signal(object)
    #: A calendar or list is to be changed.
    change_asked = Signal(object)
    #: A new one is wanted: ``event`` or ``task``.
    create_asked = Signal(str)

    def __init__(
        self, workspace: Workspace, theme: Theme, hidden: frozenset[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("sidebar")
        self.setFixedWidth(scale.sized(WIDTH))
        self.hidden = hidden
        self._theme = theme
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
        theme.space(column, "0 l m m", "m")
        column.addWidget(self.month)
        column.addWidget(area, 1)
        self._shown: tuple[Calendar, ...] = ()
        #: The list that is shown, None where all are; "" where none is.
        self._list: str | None = ""
        self._lists = QButtonGroup(self)
        workspace.calendars_read.connect(self.show_calendars)
        theme.changed.connect(self._follow_letters)
        theme.changed.connect(self._paint_icons)

    def _follow_letters(self) -> None:
        """As wide as its letters need, the names on its buttons too."""
        if self.maximumWidth() != scale.sized(WIDTH):
            self.setFixedWidth(scale.sized(WIDTH))
            self.month.updateGeometry()
            shown, self._shown = self._shown, ()
            self.show_calendars({calendar.id: calendar for calendar in shown})

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
                widget.setParent(None)
                widget.deleteLater()
        self._add_title(self.tr("CALENDARS"), self.tr("New calendar"), "event")
        for calendar in (c for c in ordered if c.kind == "event"):
            self._items.addWidget(self._with_change(self._calendar_box(calendar), calendar))
        self._add_title(self.tr("TASK LISTS"), self.tr("New list"), "task")
        self._items.addWidget(self._list_button(None, self.tr("All tasks"), ""))
        for calendar in (c for c in ordered if c.kind == "task"):
            button = self._list_button(calendar.id, calendar.name, calendar.color)
            self._items.addWidget(self._with_change(button, calendar))
        self._items.addStretch(1)
        for earlier, later in itertools.pairwise((self.month, *self._holder.findChildren(QAbstractButton))):
            QWidget.setTabOrder(earlier, later)  # what is made later comes last otherwise, before the typed line
        self.mark_list(self._list)

    @property
    def room(self) -> QRect:
        """What is free under the lists, in the parent of the sidebar; empty where it is not shown."""
        if self.isHidden():
            return QRect()
        last = self._items.itemAt(self._items.count() - 2)  # the stretch comes after it
        shown = last.widget() if last else None
        top = shown.mapTo(self, QPoint(0, shown.height())).y() if shown else 0
        free = self.rect().adjusted(0, top + scale.L, -scale.M, 0)
        return free.translated(self.pos())

    def mark_list(self, list_id: str | None) -> None:
        """Marks the list that is shown, or all of them (None); none where it is empty, since no tasks are shown."""
        self._list = list_id
        self._lists.setExclusive(False)  # none may be marked
        for button in self._lists.buttons():
            button.setChecked(button.property("list") == list_id)
        self._lists.setExclusive(True)

    def _add_title(self, words: str, create: str, kind: str) -> None:
        label = QLabel(words)
        label.setObjectName("sectionTitle")
        label.setContentsMargins(scale.XS, 0, 0, 0)
        button = self._small_button("plus", create)
        button.clicked.connect(lambda: self.create_asked.emit(kind))
        self._items.addWidget(side_by_side(label, button, scale.S))

    def _with_change(self, control: QWidget, calendar: Calendar) -> QWidget:
        button = self._small_button("edit", self.tr("Change {}").format(calendar.name))
        button.clicked.connect(lambda: self.change_asked.emit(calendar))
        return side_by_side(control, button)

    def _small_button(self, name: str, words: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName("smallTool")
        button.setProperty("icon-name", name)
        button.setIcon(icon(name, self._theme.palette.muted))
        button.setIconSize(QSize(14, 14))
        button.setAccessibleName(words)
        button.setToolTip(words)
        return button

    def _paint_icons(self) -> None:
        for button in self._holder.findChildren(QToolButton):
            button.setIcon(icon(button.property("icon-name"), self._theme.palette.muted))
        for shown in self._lists.buttons():
            shown.setIcon(self._dot(shown.property("color")))

    def _dot(self, color: str) -> QIcon:
        return dot(mark(color, self._theme.palette) if color else None)

    def _calendar_box(self, calendar: Calendar) -> QCheckBox:
        box = QCheckBox()
        call(box, calendar.name)
        box.setAccessibleName(self.tr("Show {}").format(calendar.name))
        box.setChecked(calendar.id not in self.hidden)
        box.setStyleSheet(
            f"QCheckBox::indicator:checked {{ background: {calendar.color}; border: 1px solid {calendar.color};"
            f" image: url({tick_on(calendar.color)}); }}"
            f"QCheckBox::indicator {{ border: 1px solid {calendar.color}; }}"
        )
        box.toggled.connect(lambda on: self._toggle(calendar.id, on))
        return box

    def _list_button(self, list_id: str | None, name: str, color: str) -> QPushButton:
        button = QPushButton()
        button.setAccessibleName(name)
        button.setObjectName("listButton")
        call(button, name)
        button.setProperty("color", color)
        button.setIcon(self._dot(color))
        button.setIconSize(DOT)
        button.setCheckable(True)
        self._lists.addButton(button)
        button.setProperty("list", list_id)
        button.clicked.connect(lambda: self.list_chosen.emit(list_id))
        return button

    def _toggle(self, calendar_id: str, on: bool) -> None:
        self.hidden = self.hidden - {calendar_id} if on else self.hidden | {calendar_id}
        self.hidden_changed.emit(self.hidden)


def call(button: QAbstractButton, name: str) -> None:
    """Writes a name, with an ellipsis where there is no room for all of it; the pointer is then told the whole."""
    shown, _ = fitted(name, scale.font(weight=QFont.Weight.DemiBold), scale.sized(NAME))
    button.setText(literal(shown))
    button.setToolTip(name if shown != name else "")


def side_by_side(control: QWidget, button: QToolButton, above: int = 0) -> QWidget:
    """A line of the sidebar: what it shows, and the small button at its end, with some space `above`."""
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, above, 0, 0)
    row.setSpacing(0)
    control.ensurePolished()  # else its height may be that of other letters
    row.addWidget(control, 1)
    row.addWidget(button)
    return line


def dot(color: QColor | None) -> QIcon:
    """A round mark in the colour of a list; empty for none."""
    drawn = QPixmap(DOT * 2)
    drawn.fill(Qt.GlobalColor.transparent)
    if color:
        painter = QPainter(drawn)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        painter.drawEllipse(7, 7, 18, 18)
        painter.end()
    drawn.setDevicePixelRatio(2.0)
    return QIcon(drawn)
