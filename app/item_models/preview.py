"""The rows of the card under the typed line: effects to tick, or the things that an answer speaks of."""

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from app.item_models.lines import LINE, LinesModel
from assistant.preview import PreviewRow

Index = QModelIndex | QPersistentModelIndex
#: Rows that are handed out at a time; more than a card shows.
PAGE = 12


class PreviewModel(LinesModel[PreviewRow]):
    """Rows with a check box each, where `tickable`; all are ticked at first. They are handed out page by page, as they are scrolled to."""

    ticked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(spoken, parent)
        self.chosen: frozenset[int] = frozenset()
        self._handed = 0
        self.tickable = False

    def set_rows(self, rows: Sequence[PreviewRow], tickable: bool) -> None:
        """Shows these rows instead; where those that are handed out look the same, as they mostly do from key to key, none is laid out
        or painted anew."""
        chosen, handed = frozenset(range(len(rows))), min(PAGE, len(rows))
        same = (len(rows), tickable, chosen, handed) == (len(self.lines), self.tickable, self.chosen, self._handed)
        if same and all(rows[n] == self.lines[n] for n in range(handed)):
            self.lines = rows
            return
        self.chosen, self.tickable, self._handed = chosen, tickable, handed
        self.set_lines(rows)

    def keep(self, chosen: Iterable[int]) -> None:
        """Ticks these rows alone."""
        self.chosen = frozenset(chosen)
        if self._handed:
            self.dataChanged.emit(self.index(0), self.index(self._handed - 1), [Qt.ItemDataRole.CheckStateRole])
        self.ticked.emit()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else self._handed

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._handed < len(self.lines)

    def fetchMore(self, parent: Index) -> None:
        more = min(PAGE, len(self.lines) - self._handed)
        self.beginInsertRows(QModelIndex(), self._handed, self._handed + more - 1)
        self._handed += more
        self.endInsertRows()

    def flags(self, index: Index) -> Qt.ItemFlag:
        ticks = Qt.ItemFlag.ItemIsUserCheckable if self.tickable else Qt.ItemFlag.NoItemFlags
        return super().flags(index) | ticks

    def data(self, index: Index, role: int = LINE) -> Any:
        if role == Qt.ItemDataRole.CheckStateRole and self.tickable and index.isValid():
            return Qt.CheckState.Checked if index.row() in self.chosen else Qt.CheckState.Unchecked
        return super().data(index, role)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not self.tickable:
            return False
        on = Qt.CheckState(value) is Qt.CheckState.Checked
        self.chosen = self.chosen | {index.row()} if on else self.chosen - {index.row()}
        self.dataChanged.emit(index, index, [role])
        self.ticked.emit()
        return True

    def toggle(self, index: Index) -> None:
        """Ticks or unticks a row."""
        checked = self.data(index, Qt.ItemDataRole.CheckStateRole) is Qt.CheckState.Checked
        self.setData(
            index, Qt.CheckState.Unchecked if checked else Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole
        )


def spoken(row: PreviewRow) -> str:
    """A row in words."""
    changes = [f"{change.name} {change.before or ''} → {change.after or ''}" for change in row.changes]
    return ", ".join(filter(None, (row.kind, row.title, row.when, row.calendar, *changes, *row.warnings)))
