"""The main part of the window: a title, the way back and forth, and the views, of which one is shown."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.drafts import Draft, plan_of
from app.item_models.examples import example_for
from app.item_models.sight import days_changed, days_told, way_to
from app.orders import Order
from app.theme import scale
from app.theme.icons import icon
from app.theme.theme import Theme
from app.views.agenda import AgendaView
from app.views.beside import TasksBeside
from app.views.calendar_view import CalendarView
from app.views.choosing_view import View, has_keys
from app.views.empty_state import EmptyState
from app.views.first_steps import FirstSteps
from app.views.history import HistoryView
from app.views.month import MonthView
from app.views.preview_card import restyle
from app.views.tasks import TasksView
from app.views.week import WeekView
from app.views.year import YearView
from app.workspace import Workspace
from models.changes import ChangeSet

#: Days side by side from the chosen one on, until another number is asked for.
DAYS_AHEAD = 4
#: The views in the order of their keys.
KEYS = ("day", "week", "month", "agenda", "tasks", "history", "days", "year")

#: Width that the title mostly needs.
TITLE_ROOM = 220
#: How the buttons of the views look, the widest first.
STYLES = (
    Qt.ToolButtonStyle.ToolButtonTextBesideIcon,
    Qt.ToolButtonStyle.ToolButtonTextOnly,
    Qt.ToolButtonStyle.ToolButtonIconOnly,
)


class CalendarPanel(QWidget):
    """Switches between the views, and keeps the day when it does."""

    #: Name of the view that is shown.
    view_changed = Signal(str)
    #: Day, first day and number of days that are shown.
    span_shown = Signal(object, object, int)
    #: A `Gesture`: a task was dropped on an hour or a day.
    timed = Signal(object)
    #: The days that a previewed plan takes something from, and those on which it puts something.
    plan_shown = Signal(object, object)
    #: The first of the days on which it puts something, where none of them is in sight; else None.
    way_shown = Signal(object)
    #: The tasks beside the calendar are shown, or no longer.
    beside_shown = Signal()
    #: A sentence that fits what is shown.
    suggested = Signal(str)

    def __init__(self, workspace: Workspace, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace, self.theme = workspace, theme
        self.calendars: Mapping[str, CalendarView] = {
            "day": WeekView(workspace, theme, days=1),
            "week": WeekView(workspace, theme),
            "month": MonthView(workspace, theme),
            "agenda": AgendaView(workspace, theme),
            "days": WeekView(workspace, theme, days=DAYS_AHEAD),
            "year": YearView(workspace, theme),
        }
        self.tasks = TasksView(workspace, theme)
        self.history = HistoryView(workspace, theme)
        self.empty = EmptyState()
        self.views: dict[str, View] = {**self.calendars, "tasks": self.tasks, "history": self.history}
        self.name = "week"
        #: Width of the buttons of the views by how they look.
        self._widths: dict[Qt.ToolButtonStyle, int] = {}
        self._drafted: tuple[Draft | None, frozenset[int]] = (None, frozenset())
        self._given = frozenset[date]()
        self.title = QLabel(self)
        self.title.setObjectName("viewTitle")
        self.back = self._button("chevron-left", self.tr("Back"), lambda: self.step(-1))
        self.today = QToolButton(self)
        self.today.setObjectName("today")
        self.today.setText(self.tr("Today"))
        self.today.setAccessibleName(self.tr("Go to today"))
        self.today.clicked.connect(self.show_now)
        self.forth = self._button("chevron-right", self.tr("Forward"), lambda: self.step(1))
        self.beside = self._button("beside", self.tr("Tasks beside the calendar (Ctrl+Shift+T)"), self._show_beside)
        self.beside.setShortcut("Ctrl+Shift+T")
        self.beside.setCheckable(True)
        bar = self._make_bar()
        self.stack = QStackedWidget(self)
        self.frame = QFrame(self)
        self.frame.setObjectName("stage")
        self.inside = QHBoxLayout(self.frame)
        self.inside.setContentsMargins(1, 1, 1, 1)
        self.inside.setSpacing(0)
        self.inside.addWidget(self.stack, 1)
        self.pane: TasksBeside | None = None
        self._add_views()
        column = QVBoxLayout(self)
        theme.space(column, "0 0 0 0", "s")
        column.addLayout(bar)
        column.addWidget(FirstSteps(workspace, self.empty, self))
        column.addWidget(self.frame, 1)
        theme.changed.connect(self._paint_icons)
        workspace.calendars_read.connect(lambda _: self._show_title(self.name))
        self._paint_icons()

    def _add_views(self) -> None:
        for view in (*self.views.values(), self.empty):
            self.stack.addWidget(view)
        for name, view in self.views.items():
            view.span_changed.connect(lambda name=name: self._show_title(name))
        for calendar in self.calendars.values():
            calendar.day_chosen.connect(self._show_one_day)
            calendar.filled.connect(self._suggest)
            calendar.shifted.connect(self._mark_today)
            if isinstance(calendar, YearView):
                calendar.month_chosen.connect(self._show_month)

    @property
    def labels(self) -> Mapping[str, str]:
        """What the views are called, in the order of their buttons."""
        return {
            "day": self.tr("Day"), "days": self.tr("{} days").format(self.calendars["days"].span[1]),
            "week": self.tr("Week"), "month": self.tr("Month"), "year": self.tr("Year"),
            "agenda": self.tr("Agenda"), "tasks": self.tr("Tasks"), "history": self.tr("History"),
        }  # fmt: skip

    @property
    def current(self) -> View:
        """The view that is shown."""
        return self.views[self.name]

    def take_keys(self) -> None:
        """The keyboard goes to what is shown: the view, or what there is to begin with."""
        is_empty = self.stack.currentWidget() is self.empty
        (self.empty if is_empty else self.current).setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def calendar(self) -> CalendarView | None:
        """The view that is shown, where it shows days."""
        return self.calendars.get(self.name)

    @property
    def day(self) -> date:
        """The day that the views are at."""
        shown = self.calendar or self.calendars["week"]
        return shown.day

    def show_view(self, name: str) -> None:
        """Shows a view, at the same day as the one before."""
        day = self.day
        had_keys = has_keys(self.stack)
        self.name = name
        self.stack.setCurrentWidget(self.views[name])
        self.switch[name].setChecked(True)
        self.set_draft(*self._drafted)
        if name in self.calendars:
            self.calendars[name].show_day(day)
            if had_keys:  # else Qt gives them to what comes next: the lane above the hours, or a button
                self.calendars[name].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.views[name].reload()
            self._show_title(name)
        for button in (self.back, self.today, self.forth, self.beside):
            button.setVisible(name in self.calendars)
        self._show_beside()
        self._fit_bar()
        self.view_changed.emit(name)
        self._suggest()

    def _suggest(self) -> None:
        blocks = self.calendar.blocks if self.calendar else ()
        lists, now = self.workspace.calendars.values(), self.workspace.clock()
        self.suggested.emit(example_for(self.name, blocks, lists, now))

    def _show_beside(self) -> None:
        """Shows the tasks beside the calendar, or hides them."""
        wanted = self.beside.isChecked() and self.calendar is not None
        if wanted and self.pane is None:
            self.pane = TasksBeside(self.workspace, self.theme, self.calendars.values())
            for own, shared in (
                (self.pane.opened, self.tasks.opened), (self.pane.removed, self.tasks.removed),
                (self.pane.ticked, self.tasks.ticked), (self.pane.asked, self.tasks.asked),
                (self.pane.menu_asked, self.tasks.menu_asked), (self.pane.timed, self.timed),
            ):  # fmt: skip
                own.connect(shared)
            self.inside.addWidget(self.pane)
        if self.pane and self.pane.isHidden() == wanted:
            if has_keys(self.pane):
                self.current.setFocus(Qt.FocusReason.OtherFocusReason)
            self.pane.setVisible(wanted)
            self.beside_shown.emit()

    @property
    def width_beside(self) -> int:
        """Width of the tasks beside the calendar; 0 where they are not shown."""
        return self.pane.width() if self.pane and not self.pane.isHidden() else 0

    def hide_beside(self) -> None:
        """The tasks beside the calendar go."""
        self.beside.setChecked(False)
        self._show_beside()

    def way_to(self, change_set: ChangeSet | None) -> Order | None:
        """What leads to what a change set leaves, where none of it is in sight."""
        shows_tasks = self.name == "tasks" or bool(self.width_beside)
        return way_to(change_set, self.calendar.span if self.calendar else None, shows_tasks, self.workspace.zone)

    def show_empty(self, is_empty: bool) -> None:
        """Where nothing is stored yet: what could be typed, in place of the calendar."""
        if is_empty:
            self.stack.setCurrentWidget(self.empty)

    def leave_empty(self) -> None:
        """There is something to show now."""
        if self.stack.currentWidget() is self.empty:
            self.show_view(self.name)

    def show_day(self, day: date) -> None:
        """Goes to a day, in a view that shows days."""
        if self.calendar is None:
            self.show_view("week")
        self.leave_empty()
        assert self.calendar is not None
        self.calendar.show_day(day)

    def show_now(self) -> None:
        """Goes to the day and the hour that it is, in a view that shows days."""
        self.show_day(self.workspace.today)
        if self.calendar:
            self.calendar.show_now()

    def step(self, direction: int) -> None:
        """One span forward or back."""
        if self.calendar:
            self.calendar.step(direction)

    def reread(self) -> None:
        """Weeks begin on another day, or hours are written otherwise."""
        self.current.reload()
        self.current.update()
        self._show_title(self.name)

    def set_draft(self, draft: Draft | None, chosen: frozenset[int]) -> None:
        """Shows a previewed plan as ghosts in the view that is shown."""
        self._drafted = (draft, chosen)
        for view in self.calendars.values():
            view.set_draft(*(self._drafted if view is self.calendar else (None, frozenset())))
        taken, given = days_changed(
            plan_of(draft.outcome) if draft else None, chosen, self.workspace.today, self.workspace.zone
        )
        self._given = given or (days_told(draft.outcome, self.workspace.zone) if draft else frozenset())
        self.plan_shown.emit(taken, given)
        self._show_way()

    def _show_way(self) -> None:
        """Says where a plan leads, or what an answer speaks of lies, where that is out of sight."""
        first, days = self.calendar.span if self.calendar else (date.max, 0)
        sees = any(0 <= (day - first).days < days for day in self._given)
        self.way_shown.emit(None if sees else min(self._given, default=None))

    def set_hidden(self, hidden: frozenset[str]) -> None:
        """Calendars that are not shown."""
        for view in self.calendars.values():
            view.set_hidden(hidden)

    def show_days(self, days: int) -> None:
        """So many days side by side, from today on."""
        view = self.calendars["days"]
        assert isinstance(view, WeekView)
        view.days = days
        self.switch["days"].setText(self.labels["days"])
        self.switch["days"].setAccessibleName(self.labels["days"])
        self._widths = {}
        self.show_view("days")
        self.show_day(self.workspace.today)

    def _show_month(self, day: date) -> None:
        self.show_view("month")
        self.show_day(day)

    def _show_one_day(self, day: date) -> None:
        self.calendars["day"].day = day
        self.name = "day"
        self.show_view("day")

    def _show_title(self, name: str) -> None:
        if name != self.name:
            return
        self._fit_bar()
        if self.calendar:
            self.span_shown.emit(self.calendar.day, *self.calendar.span)
        self._show_way()
        self._mark_today()

    def _mark_today(self) -> None:
        """The way to today looks idle where one is there."""
        restyle(self.today, "idle", bool(self.calendar and self.calendar.shows_now))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_bar()

    def _fit_bar(self) -> None:
        """The title, and beside it the buttons of the views with icon and word, or with the one or the other where there is no room for
        both; where there is none for that, the title is said in fewer words, or ends earlier."""
        if not self._widths:
            self._widths = {style: self._width_in(style) for style in reversed(STYLES)}
        others = sum(button.sizeHint().width() for button in (self.back, self.today, self.forth, self.beside))
        room = self.width() - TITLE_ROOM - others - scale.XXL  # the same in every view, so that no button moves
        fitting = (style for style in STYLES if self._widths[style] <= room)
        self._width_in(next(fitting, STYLES[-1]))
        for title in (self.current.title, *self.current.brief_titles):
            self.title.setText(title)
            needed = self._bar_width() - self.width()
            if needed <= 0:
                break
        if needed > 0:
            room = self.title.sizeHint().width() - needed
            words = self.title.fontMetrics().elidedText(self.title.text(), Qt.TextElideMode.ElideRight, room)
            self.title.setText(words)

    def _bar_width(self) -> int:
        """The width that title and buttons need as they are now; a layout in another one remembers it otherwise."""
        self.switch_frame.updateGeometry()
        self.bar.invalidate()
        return self.bar.sizeHint().width()

    def _width_in(self, style: Qt.ToolButtonStyle) -> int:
        """The width of the buttons of the views, now that they look so."""
        for button in self.switch.values():
            button.setToolButtonStyle(style)
            restyle(button, "narrow", style is STYLES[-1])
        return self.switch_frame.sizeHint().width()

    def _button(self, name: str, words: str, call: object) -> QToolButton:
        button = QToolButton(self)
        button.setAccessibleName(words)
        button.setToolTip(words)
        button.setProperty("icon-name", name)
        button.clicked.connect(call)
        return button

    def _make_bar(self) -> QHBoxLayout:
        self.bar = bar = QHBoxLayout()
        bar.setContentsMargins(scale.XS, 0, 0, 0)
        bar.setSpacing(scale.XS)
        bar.addWidget(self.title)
        bar.addSpacing(scale.S)
        for button in (self.back, self.today, self.forth):
            bar.addWidget(button)
        bar.addStretch(1)
        bar.addWidget(self.beside)
        bar.addWidget(self._make_switch())
        return bar

    def _make_switch(self) -> QFrame:
        self.switch_frame = frame = QFrame(self)
        frame.setObjectName("viewSwitch")
        row = QHBoxLayout(frame)
        row.setContentsMargins(3, 3, 3, 3)
        row.setSpacing(2)
        self.switch: dict[str, QToolButton] = {}
        self.group = QButtonGroup(self)
        for name, words in self.labels.items():
            button = QToolButton(frame)
            button.setText(words)
            button.setCheckable(True)
            button.setAccessibleName(words)
            button.setToolTip(self.tr("{} (Ctrl+{})").format(words, KEYS.index(name) + 1))
            button.setProperty("icon-name", name)
            button.clicked.connect(lambda _checked=False, name=name: self.show_view(name))
            self.group.addButton(button)
            row.addWidget(button)
            self.switch[name] = button
        return frame

    def _paint_icons(self) -> None:
        palette = self.theme.palette
        self._widths = {}  # of another density
        for button in (self.back, self.forth, self.beside, *self.switch.values()):
            button.setIcon(icon(button.property("icon-name"), palette.muted, palette.accent))
