"""Open tasks beside the calendar, made when they are first wanted: one that is dragged over it takes its hour or day there."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from app.theme.theme import Theme
from app.views.calendar_view import CalendarView
from app.views.task_drops import drops_of
from app.views.tasks import TasksView
from app.workspace import Workspace
from models.rows import Task

WIDTH = 300


class TasksBeside(TasksView):
    """The task lists, narrow."""

    #: A `Gesture`: a task was dropped on an hour or a day.
    timed = Signal(object)

    def __init__(
        self, workspace: Workspace, theme: Theme, calendars: Iterable[CalendarView], parent: QWidget | None = None
    ) -> None:
        super().__init__(workspace, theme, parent)
        self.setFixedWidth(WIDTH)
        self.done.hide()
        self.list.setAccessibleName(self.tr("Tasks beside the calendar"))
        self.field.setAccessibleName(self.tr("Add a task beside the calendar"))
        for view in calendars:
            for drops in drops_of(view, self._find):
                drops.dropped.connect(self.timed)

    def showEvent(self, event: QShowEvent) -> None:
        self.reload()
        super().showEvent(event)

    def _find(self, uid: str) -> Task | None:
        return self.tree.tasks.get(uid)
