"""What is chosen in a view of some days, by the hand and by the keys, and what is asked for it."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from app.item_models.blocks import Block
from app.item_models.choosing import reached, renewed, toggled, without
from app.workspace import Workspace
from models.rows import Task

#: Reasons for which a view gets the keys where no hand clicked it.
BY_KEYS = {Qt.FocusReason[f"{name}FocusReason"] for name in ("Tab", "Backtab", "Shortcut", "Other")}


def copies(event: QMouseEvent) -> bool:
    """Whether a drag that ends leaves what it took where it was."""
    return bool(event.modifiers() & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier))


def has_keys(widget: QWidget) -> bool:
    """Whether the keys are for `widget` or something in it."""
    focused = QApplication.focusWidget()
    return focused is not None and (focused is widget or widget.isAncestorOf(focused))


class View(QWidget):
    """What the main part of the window can show."""

    #: The title is another one.
    span_changed = Signal()

    @property
    def title(self) -> str:
        """What is shown, in few words."""
        raise NotImplementedError

    @property
    def brief_titles(self) -> tuple[str, ...]:
        """The same in fewer and fewer, where there is little room."""
        return ()

    def reload(self) -> None:
        """Reads anew what is shown."""
        raise NotImplementedError


class ChoosingView(View):
    """Holds the blocks that are shown, of which one or several are chosen."""

    #: A block is to be opened.
    opened = Signal(object)
    #: What is chosen is another thing, is to be looked at, removed, copied (or cut, where that is True); what was copied is to come here.
    chosen_changed = Signal()
    looked_at = Signal()
    removed = Signal(object)
    copied = Signal(object, bool)
    pasted = Signal()
    #: A button was pressed.
    pressed = Signal()
    #: What is shown is elsewhere than before.
    shifted = Signal()
    #: A `QMenu` is about to open over things, or over none of them, and is to be filled.
    menu_asked = Signal(object, object)
    #: A new event is wanted: start, end (aware), all day.
    create_asked = Signal(object, object, bool)
    #: A block was dragged: a `Move`.
    moved = Signal(object)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.day = workspace.today
        self.blocks: tuple[Block, ...] = ()
        #: What Delete, a copy and a drag take, in the order in which it was chosen: the keys go on from the last.
        self.chosen: tuple[Block, ...] = ()
        #: The day, and the minute where it is one of the hours, that a click chose for what is to come there.
        self.place: tuple[date, int | None] | None = None
        #: What is done next is chosen when it is there.
        self.awaits = False

    def choose(self, *blocks: Block) -> None:
        """What the keys and a drag act on, and what "it" or "them" means next."""
        self.chosen, self.place, self.awaits = blocks, None, False
        if blocks:
            self.workspace.point_at(*(block.row for block in blocks))
        self.chosen_changed.emit()
        self.update_marks()

    def update_marks(self) -> None:
        """What is chosen is painted again, with the keys or without them."""
        self.update()

    def renew_chosen(self) -> None:
        """What is gone, or on another page, is chosen no longer."""
        before, self.chosen = self.chosen, renewed(self.chosen, self.blocks)
        if before != self.chosen:
            self.chosen_changed.emit()

    @property
    def marked(self) -> frozenset[tuple[Any, datetime]]:
        """What is marked as chosen, by name and start, since what a plan would make of it is not; nothing where the keys are elsewhere."""
        return (
            frozenset((block.key, block.start) for block in self.chosen)
            if self.chosen and has_keys(self)
            else frozenset()
        )

    @property
    def target(self) -> tuple[date, int | None]:
        """The day, and the minute of it where one was chosen, to which goes what is pasted."""
        return self.place or (self.chosen[-1].start.date() if self.chosen else self.day, None)

    def beside(self, block: Block) -> tuple[Block, ...]:
        """What goes along where a block is dragged: what is chosen with it."""
        others = without(self.chosen, block)
        return others if len(others) < len(self.chosen) else ()

    def press(self, block: Block | None, place: tuple[date, int | None], event: QMouseEvent) -> None:
        """A button is pressed on a block, or on a place without one. Of several that are chosen, and with Ctrl or Shift, a drag may come."""
        self.pressed.emit()
        adds = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
        if not adds and (block is None or not self.beside(block)):
            self.choose(*([block] if block else []))
            self.place = None if block else place

    def click(self, block: Block, event: QMouseEvent, alike: Sequence[Block]) -> None:
        """No drag came: Ctrl adds or leaves out one, Shift adds all up to it of those that are `alike`; else it alone is looked at."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.choose(*toggled(self.chosen, block))
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.choose(*reached(self.chosen, block, alike))
        else:
            self.choose(block)
            self.looked_at.emit()

    def place_of(self, block: Block) -> QRect | None:
        """Where a block is seen on the screen; None where it is not."""
        return None

    def on_screen(self, stage: QWidget, painted: Iterable[tuple[QRect, Block]], block: Block) -> QRect | None:
        """Where a block that is painted on a stage is seen on the screen, of a wide one the half with its words; None where it is out of
        sight."""
        rect = next((rect for rect, one in painted if one.key == block.key), QRect()).intersected(stage.rect())
        rect.setWidth(min(rect.width(), stage.width() // 2))
        return QRect(stage.mapToGlobal(rect.topLeft()), rect.size()) if not rect.isEmpty() else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What keys do to what is chosen; subclasses say how they choose."""
        keys, chosen = QKeySequence.StandardKey, self.chosen
        if event.matches(keys.Paste):
            self.pasted.emit()
        elif chosen and (event.matches(keys.Copy) or event.matches(keys.Cut)):
            self.copied.emit(chosen, event.matches(keys.Cut))
        elif chosen and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit(chosen)
        elif chosen and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(chosen[-1])
        elif chosen and event.key() == Qt.Key.Key_Space:
            self.looked_at.emit()
        elif len(chosen) > 1 and event.key() == Qt.Key.Key_Escape:
            self.choose()
        else:
            super().keyPressEvent(event)

    def open_menu(self, thing: Block | Task, place: QPoint) -> None:
        """The menu of a thing, or of all that is chosen where it is among that, at a place of the screen."""
        several = isinstance(thing, Block) and bool(self.beside(thing))
        if isinstance(thing, Block) and not several:
            self.choose(thing)
        menu = self._menu(thing.row.summary if isinstance(thing, Block) else thing.summary)
        self.menu_asked.emit(menu, self.chosen if several else (thing,))
        menu.popup(place)

    def offer_event(self, start: datetime, end: datetime, all_day: bool, place: QPoint) -> None:
        """The menu of an hour or a day with nothing on it, at a place of the screen; what was copied can come there."""
        self.choose()
        self.place = start.date(), None if all_day else start.hour * 60 + start.minute
        menu = self._menu(self.workspace.formatter.moment(start.date() if all_day else start, self.workspace.today))
        words = self.tr("New event, {}").format(menu.accessibleName())
        menu.addAction(words, lambda: self.create_asked.emit(start, end, all_day))
        self.menu_asked.emit(menu, ())
        menu.popup(place)

    def _menu(self, name: str) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(name)
        self.pressed.emit()
        return menu
