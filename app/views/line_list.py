"""A list of lines under a hand: one is chosen, opened, removed, and has a menu."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from app.views.choosing_view import BY_KEYS


class LineList(QListView):
    """A list view whose chosen line the Delete key removes; letters pass on."""

    #: The line that is to go.
    removing = Signal(object)
    #: A line was chosen, by a click or a key.
    pointed = Signal(QModelIndex)
    #: The menu of a line is wanted: its index, and the place on the screen.
    menu_asked = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.clicked.connect(self.pointed)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in BY_KEYS:
            self.begin()

    def begin(self) -> None:
        """What a key would act on is seen: the first line, where none is chosen yet."""
        if not self.selectedIndexes():  # Qt makes a line the current one at the first focus, but does not choose it
            first = self.moveCursor(self.CursorAction.MoveHome, Qt.KeyboardModifier.NoModifier)
            choose = QItemSelectionModel.SelectionFlag.ClearAndSelect  # whatever keys are held just now
            self.selectionModel().setCurrentIndex(first, choose)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if index.isValid():
            place = self.visualRect(index).center() if by_key else event.pos()
            self.menu_asked.emit(index, self.viewport().mapToGlobal(place))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.currentIndex().isValid():
            self.removing.emit(self.currentIndex())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.activated.emit(self.currentIndex())
        elif event.text().strip() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()  # letters are for the typed line
        else:
            before = self.currentIndex()
            super().keyPressEvent(event)
            if self.currentIndex() != before:
                self.pointed.emit(self.currentIndex())
