"""A read-only list of lines for a list view: each line is a frozen value that its delegate paints, with words for a screen reader."""

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

L = TypeVar("L")
#: The role under which the line itself is found.
LINE = int(Qt.ItemDataRole.UserRole)


class LinesModel(QAbstractListModel, Generic[L]):
    """Holds `lines`; `spoken` says one in words."""

    def __init__(self, spoken: Callable[[L], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._spoken = spoken
        self.lines: Sequence[L] = ()

    def set_lines(self, lines: Sequence[L]) -> None:
        """Shows these lines instead."""
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = LINE) -> Any:
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if role == LINE:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._spoken(line)
        return None
