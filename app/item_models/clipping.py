"""What was copied or cut in a view, until something else is copied anywhere."""

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QGuiApplication

from app.formatting import Formatter
from app.item_models.choosing import Blocks

#: Says on the clipboard that the blocks are here.
BLOCKS = "application/x-plainday-blocks"


class Clipping(QObject):
    """The blocks themselves; other programs find their names and times as lines of text."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._blocks: Blocks = ()
        #: They leave their place where they are pasted.
        self.is_cut = False

    @property
    def blocks(self) -> Blocks:
        """What would be pasted."""
        data = QGuiApplication.clipboard().mimeData()
        return self._blocks if data is not None and data.hasFormat(BLOCKS) else ()

    def take(self, blocks: Blocks, is_cut: bool, formatter: Formatter) -> None:
        """Holds these."""
        self._blocks, self.is_cut = blocks, is_cut
        data = QMimeData()
        data.setData(BLOCKS, b"")
        today = blocks[0].start.date()
        data.setText("\n".join(f"{block.name}, {formatter.when(block.row, today)}" for block in blocks))
        QGuiApplication.clipboard().setMimeData(data)

    def let_go(self) -> None:
        """What was cut is at its new place."""
        self._blocks = ()
