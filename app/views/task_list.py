"""The list of tasks under a hand: circles tick, arrows fold, lines are dragged; the keys and a menu do the same."""

import dataclasses
from collections.abc import Callable

from PySide6.QtCore import QItemSelectionModel, QKeyCombination, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QDrag, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QMenu, QWidget

from app.delegates.task import FOLD_WIDTH, HELD, INDENT, TICK_WIDTH, TaskDelegate
from app.item_models.lines import LINE
from app.item_models.tasks import TaskLine
from app.theme import scale
from app.views.line_list import LineList
from models.rows import Task

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
MODIFIERS = {Qt.Key.Key_Control, Qt.Key.Key_Shift}
PLAIN = Qt.KeyboardModifier.NoModifier


@dataclasses.dataclass(frozen=True)
class Deed:
    """What can be done to a task: its name, its words, and its keys, which are left out where they are those of every list."""

    name: str
    words: str
    key: Qt.Key | None = None
    modifier: Qt.KeyboardModifier = PLAIN


class TaskList(LineList):
    """Says what is asked for, and of which line."""

    #: The name of a `Deed`, and the index of the line.
    asked = Signal(str, object)
    #: A `QMenu` is about to open over tasks, and is to be filled with what can be done to them anywhere.
    menu_made = Signal(object, object)

    def __init__(self, may: Callable[[str, TaskLine], bool], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._may = may
        self.menu_asked.connect(lambda index, place: self.menu_of(index).popup(place))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.deeds = (
            Deed("tick", self.tr("Done, or not yet"), Qt.Key.Key_Space),
            Deed("part", self.tr("Add a part"), Qt.Key.Key_Insert),
            Deed("up", self.tr("Move up"), Qt.Key.Key_Up, CONTROL),
            Deed("down", self.tr("Move down"), Qt.Key.Key_Down, CONTROL),
            Deed("indent", self.tr("Make it part of the one above"), Qt.Key.Key_Right, CONTROL),
            Deed("outdent", self.tr("Take it out of the one above"), Qt.Key.Key_Left, CONTROL),
            Deed("fold", self.tr("Hide its parts"), Qt.Key.Key_Left),
            Deed("unfold", self.tr("Show its parts"), Qt.Key.Key_Right),
            Deed("time", self.tr("Give it the next hour")),
            Deed("by date", self.tr("Order the list by date")),
        )

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        index, line = self._at(event)
        x = event.position().x() - line.depth * INDENT if line else TICK_WIDTH
        if event.button() is not Qt.MouseButton.LeftButton:
            super().mouseReleaseEvent(event)
        elif line and line.parts and x < FOLD_WIDTH:
            self.asked.emit("unfold" if line.folded else "fold", index)
        elif line and line.task and 0 <= x < TICK_WIDTH:
            self.asked.emit("tick", index)
        else:
            super().mouseReleaseEvent(event)

    def startDrag(self, actions: Qt.DropAction) -> None:
        """Qt's own way would hold the whole line over the hour that the task is to take."""
        index, delegate = self.currentIndex(), self.itemDelegate()
        if index.isValid() and index.flags() & Qt.ItemFlag.ItemIsDragEnabled and isinstance(delegate, TaskDelegate):
            self.choose(index)  # a drag takes one
            drag = QDrag(self)
            drag.setMimeData(self.model().mimeData([index]))
            drag.setPixmap(delegate.held(index.data(LINE), self.devicePixelRatioF()))
            drag.setHotSpot(QPoint(-scale.S, HELD.height() + scale.M))  # over the pointer: what it would take is below
            drag.exec(actions, self.defaultDropAction())

    def _at(self, event: QMouseEvent) -> tuple[QModelIndex, TaskLine | None]:
        index = self.indexAt(event.position().toPoint())
        return index, index.data(LINE) if index.isValid() else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        pressed = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        deed = next((d for d in self.deeds if d.key == event.key() and d.modifier == pressed), None)
        if deed and index.isValid():
            if self._may(deed.name, index.data(LINE)):
                self.asked.emit(deed.name, index)
        elif index.isValid() and pressed == CONTROL | SHIFT and event.key() not in MODIFIERS:
            self._do_as_menu(index, QKeySequence(QKeyCombination(pressed, Qt.Key(event.key()))))
        elif event.key() == Qt.Key.Key_Escape and len(self.chosen) > 1:
            self.choose(index)
            self.pointed.emit(index)
        else:
            before = self.chosen
            super().keyPressEvent(event)
            if self.currentIndex() == index and self.chosen != before:  # Ctrl+A
                self.pointed.emit(index)

    def _do_as_menu(self, index: QModelIndex, keys: QKeySequence) -> None:
        """What the menu of a line offers under some keys is done by these alone, too."""
        menu = self.menu_of(index)
        actions = (action for each in (menu, *menu.findChildren(QMenu)) for action in each.actions())
        if action := next((action for action in actions if action.shortcut() == keys), None):
            action.trigger()
        menu.deleteLater()

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """The keys pass over headings; before the first task they bring its heading into sight."""
        index, actions = super().moveCursor(action, modifiers), QAbstractItemView.CursorAction
        step = -1 if action in (actions.MoveUp, actions.MovePageUp, actions.MovePrevious) else 1
        while index.isValid() and index.data(LINE).task is None:
            index = index.siblingAtRow(index.row() + step)
        if not index.isValid() and step < 0:
            self.scrollToTop()
        return index

    @property
    def chosen(self) -> tuple[Task, ...]:
        """The tasks that are chosen, from the top."""
        rows = sorted(index.row() for index in self.selectedIndexes())
        lines: list[TaskLine] = [self.model().index(row, 0).data(LINE) for row in rows]
        return tuple(line.task for line in lines if line.task)

    def choose(self, index: QModelIndex, *others: QModelIndex) -> None:
        """Chooses a line, from which the keys go on, and others; whatever keys are held just now."""
        chosen = self.selectionModel()
        chosen.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        for other in others:
            chosen.select(other, QItemSelectionModel.SelectionFlag.Select)

    def menu_of(self, index: QModelIndex) -> QMenu:
        """What can be done to a line, or to all tasks that are chosen where it is among them."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        line: TaskLine = index.data(LINE)
        several = self.chosen if line.task in self.chosen and len(self.chosen) > 1 else ()
        if line.task:
            menu.setAccessibleName(line.task.summary)
            self.menu_made.emit(menu, several or (line.task,))
            menu.addSeparator()
        for deed in self.deeds[:1] if several else self.deeds:
            if self._may(deed.name, line):
                action = menu.addAction(deed.words)
                if deed.key:
                    action.setShortcut(QKeySequence(deed.key.value | deed.modifier.value))
                    action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
                action.triggered.connect(lambda _=False, name=deed.name: self.asked.emit(name, index))
        return menu
