"""A task that is dragged over the calendar: it is seen where it would stand, and takes that hour or day where it is dropped."""

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import QEvent, QObject, QPointF, Signal
from PySide6.QtGui import QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from app import proposals
from app.item_models.blocks import Block, Move, block_at, midnight
from app.item_models.dragged import TASK, dragged_uid
from app.views.calendar_view import CalendarView
from app.views.day_header import DayHeader
from app.views.hours_grid import HoursGrid
from app.views.month import MonthView
from app.views.week import WeekView
from app.workspace import Gesture
from models.rows import Task

#: Shows a task at a point, and gives what a drop would do there; None where nothing.
Hold = Callable[[Task, QPointF], Gesture | None]
Find = Callable[[str], Task | None]


class TaskDrops(QObject):
    """Watches what is dragged over a widget."""

    #: A `Gesture`: a task was dropped.
    dropped = Signal(object)

    def __init__(self, widget: QWidget, find: Find, hold: Hold, let_go: Callable[[], object]) -> None:
        super().__init__(widget)
        self._find, self._hold, self._let_go = find, hold, let_go
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDragLeaveEvent):
            self._let_go()
            return True
        if not isinstance(event, QDropEvent) or not event.mimeData().hasFormat(TASK):
            return super().eventFilter(watched, event)
        task = self._find(dragged_uid(event.mimeData()))
        gesture = self._hold(task, event.position()) if task else None
        if gesture is None:
            event.ignore()
            return True
        event.acceptProposedAction()
        if not isinstance(event, QDragMoveEvent):
            self._let_go()
            self.dropped.emit(gesture)
        return True


def drops_of(view: CalendarView, find: Find) -> tuple[TaskDrops, ...]:
    """Watchers of the parts of a view on which a task can be dropped."""
    if isinstance(view, WeekView):
        return over_hours(view.grid, find), over_lane(view.header, find)
    return (over_month(view, find),) if isinstance(view, MonthView) else ()


def over_hours(grid: HoursGrid, find: Find) -> TaskDrops:
    """The hours give an hour."""

    def hold(task: Task, point: QPointF) -> Gesture | None:
        hours = grid.hold(drawn(task, grid.view), point)
        return proposals.timing(task, *hours) if hours else None

    return TaskDrops(grid.viewport(), find, hold, grid.let_go)


def over_lane(header: DayHeader, find: Find) -> TaskDrops:
    """The days above the hours give a day."""

    def hold(task: Task, point: QPointF) -> Gesture | None:
        day, zone = header.day_at(point.x()), header.view.workspace.zone
        whole = midnight(day, zone), midnight(day + timedelta(days=1), zone)
        header.show_coming(Move(drawn(task, header.view), *whole, all_day=True))
        return proposals.dating(task, day, zone)

    return TaskDrops(header, find, hold, lambda: header.show_coming(None))


def over_month(month: MonthView, find: Find) -> TaskDrops:
    """The month gives a day."""

    def hold(task: Task, point: QPointF) -> Gesture | None:
        month.mark(month.day_at(point))
        return proposals.dating(task, month.day_at(point), month.workspace.zone)

    return TaskDrops(month, find, hold, lambda: month.mark(None))


def drawn(task: Task, view: CalendarView) -> Block:
    """The task as it is shown while it is dragged."""
    return block_at(task, view.workspace.clock(), view.workspace.zone, view.workspace.calendars)
