"""The main part of the window: a title, the way back and forth, and the views, of which one is shown."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.drafts import Draft, plan_of
from app.item_models.examples import example_for
from app.item_models.sight import days_changed, days_told, way_to
from app.orders import Order
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
from app.views.sentence_row import SentenceRow
from app.views.tasks import TasksView
from app.views.view_bar import ViewBar
from app.views.week import WeekView
from app.views.year import YearView
from app.workspace import Workspace
from models.changes import ChangeSet

#: Days side by side from the chosen one on, until another number is asked for.
DAYS_AHEAD = 4


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
        self.passed_over = SentenceRow(self.tr("Not done (Alt+B):"), self.tr("Put away"), self)
        self.views: dict[str, View] = {**self.calendars, "tasks": self.tasks, "history": self.history}
        self.name = "week"
        self._drafted: tuple[Draft | None, frozenset[int]] = (None, frozenset())
        self._given = frozenset[date]()
        self.bar = ViewBar(theme, self.labels, self)
        self.bar.view_asked.connect(self.show_view)
        self.bar.today.clicked.connect(self.show_now)
        self.bar.beside.clicked.connect(self._show_beside)
        self.bar.back.clicked.connect(lambda: self.step(-1))
        self.bar.forth.clicked.connect(lambda: self.step(1))
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
        column.addWidget(self.bar)
        column.addWidget(self.passed_over)
        column.addWidget(FirstSteps(workspace, self.empty, self))
        column.addWidget(self.frame, 1)
        #: How many things were done since the start.
        self._number_done = 0
        workspace.changed.connect(self._count_done)
        workspace.calendars_read.connect(lambda _: self._show_title(self.name))

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
        """What the views are called, in the order of their buttons and keys."""
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
        self.set_draft(*self._drafted)
        if name in self.calendars:
            self.calendars[name].show_day(day)
        else:
            self.views[name].reload()
            self._show_title(name)
        if had_keys:  # else Qt gives them to what comes next: the lane above the hours, or a field
            self.current.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_beside()
        self._show_bar()
        self.view_changed.emit(name)
        self._suggest()

    def show_list(self, list_id: str | None) -> None:
        """Shows the tasks of one list; of all where it is None."""
        self.tasks.show_list(list_id)
        self.show_view("tasks")

    def _count_done(self, change_set: ChangeSet | None) -> None:
        self._number_done += change_set is not None
        self._suggest()

    def _suggest(self) -> None:
        blocks = self.calendar.blocks if self.calendar else ()
        lists, now = self.workspace.calendars.values(), self.workspace.clock()
        self.suggested.emit(example_for(self.name, blocks, lists, now, self._number_done))

    def _show_beside(self) -> None:
        """Shows the tasks beside the calendar, or hides them."""
        wanted = self.bar.beside.isChecked() and self.calendar is not None
        if wanted and self.pane is None:
            self.pane = TasksBeside(self.workspace, self.theme, self.calendars.values())
            for own, shared in (
                (self.pane.opened, self.tasks.opened), (self.pane.removed, self.tasks.removed),
                (self.pane.ticked, self.tasks.ticked), (self.pane.asked, self.tasks.asked),
                (self.pane.menu_asked, self.tasks.menu_asked), (self.pane.timed, self.timed),
            ):  # fmt: skip
                own.connect(shared)
            self.pane.hide()  # what a layout takes before it is shown counts as shown
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
        self.bar.beside.setChecked(False)
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
        self.bar.name_days(self.labels["days"])
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
        self._show_bar()
        if self.calendar:
            self.span_shown.emit(self.calendar.day, *self.calendar.span)
        self._show_way()
        self._mark_today()

    def _show_bar(self) -> None:
        self.bar.show_view(self.name, (self.current.title, *self.current.brief_titles), self.calendar is not None)

    def _mark_today(self) -> None:
        """The way to today looks idle where one is there."""
        restyle(self.bar.today, "idle", bool(self.calendar and self.calendar.shows_now))
