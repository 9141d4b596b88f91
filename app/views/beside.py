"""Open tasks beside the calendar, made when they are first wanted: one that is dragged over the hours takes its time there."""

from collections.abc import Iterable
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from app import proposals
from app.theme.theme import Theme
from app.views.task_drops import TaskDrops
from app.views.tasks import TasksView
from app.views.week import WeekView
from app.workspace import Workspace
from models.rows import Task

WIDTH = 300


class TasksBeside(TasksView):
    """The task lists, narrow."""

    #: A `Gesture`: a task was dropped on an hour.
    timed = Signal(object)

    def __init__(
        self, workspace: Workspace, theme: Theme, weeks: Iterable[WeekView], parent: QWidget | None = None
    ) -> None:
        super().__init__(workspace, theme, parent)
        self.setFixedWidth(WIDTH)
        self.done.hide()
        self.list.setAccessibleName(self.tr("Tasks beside the calendar"))
        self.field.setAccessibleName(self.tr("Add a task beside the calendar"))
        for week in weeks:
            TaskDrops(week.grid, self._find).timed.connect(self._time)

    def showEvent(self, event: QShowEvent) -> None:
        self.reload()
        super().showEvent(event)

    def _find(self, uid: str) -> Task | None:
        return self.tree.tasks.get(uid)

    def _time(self, task: Task, start: datetime, end: datetime) -> None:
        self.timed.emit(proposals.timing(task, start, end))
