"""The list of tasks as something that can be dragged: within itself, and over the hours of the calendar."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from app.item_models.lines import LinesModel
from app.item_models.tasks import TaskLine

#: Holds the uid of a task that is dragged.
TASK = "application/x-plainday-task"


class TasksModel(LinesModel[TaskLine]):
    """Task lines that can be dragged; says where one was dropped."""

    #: The uid of a task, the row that it was dropped before, and whether it was dropped onto that row.
    dropped = Signal(str, int, bool)

    def __init__(self, spoken: Callable[[TaskLine], str], parent: QObject | None = None) -> None:
        super().__init__(spoken, parent)

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        flags = super().flags(index) | Qt.ItemFlag.ItemIsDropEnabled
        task = self.lines[index.row()].task if index.isValid() else None
        if task is None:
            return flags & ~Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsDragEnabled if task.is_open else flags

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [TASK]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        task = self.lines[indexes[0].row()].task
        if task:
            data.setData(TASK, task.uid.encode())
        return data

    def dropMimeData(
        self,
        data: QMimeData,
        action: Qt.DropAction,
        row: int,
        column: int,
        parent: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        if not data.hasFormat(TASK):
            return False
        onto = parent.isValid()
        at = parent.row() if onto else row if row >= 0 else self.rowCount()
        self.dropped.emit(dragged_uid(data), at, onto)
        return True


def dragged_uid(data: QMimeData) -> str:
    """The uid of the task that is dragged."""
    return bytes(data.data(TASK).data()).decode()
