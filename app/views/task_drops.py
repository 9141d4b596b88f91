"""A task that is dragged over the hours: it is seen where it would stand, and takes that time where it is dropped."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QDragLeaveEvent, QDragMoveEvent, QDropEvent

from app.item_models.blocks import block_at
from app.item_models.dragged import TASK, dragged_uid
from app.views.hours_grid import HoursGrid
from models.rows import Task


class TaskDrops(QObject):
    """Watches what is dragged over a grid of hours."""

    #: A task, and the start and end (aware) that it was given.
    timed = Signal(object, object, object)

    def __init__(self, grid: HoursGrid, find: Callable[[str], Task | None]) -> None:
        super().__init__(grid)
        self._grid, self._find = grid, find
        grid.viewport().setAcceptDrops(True)
        grid.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDragLeaveEvent):
            self._grid.drop_held()
            return True
        if not isinstance(event, QDropEvent) or not event.mimeData().hasFormat(TASK):
            return super().eventFilter(watched, event)
        task = self._find(dragged_uid(event.mimeData()))
        hours = self._hold(task, event) if task else None
        if hours is None:
            event.ignore()
            return True
        event.acceptProposedAction()
        if not isinstance(event, QDragMoveEvent):
            self._grid.drop_held()
            self.timed.emit(task, *hours)
        return True

    def _hold(self, task: Task, event: QDropEvent) -> tuple[datetime, datetime] | None:
        now = self._grid.view.workspace.clock()
        block = block_at(task, now, self._grid.view.workspace.zone, self._grid.view.workspace.calendars)
        return self._grid.hold(block, event.position())
