"""What a screen reader finds in the painted views: one item an event, with its name, hours and calendar, where it is painted."""

from typing import Protocol, cast

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

from app.item_models.blocks import Block
from app.views.calendar_view import CalendarView
from app.views.day_header import DayHeader
from app.views.hours_grid import HoursGrid
from app.views.month import MonthView


class Painted(Protocol):
    """A widget that paints blocks."""

    def painted(self) -> list[tuple[QRect, Block]]:
        """Where each block is, in the widget that paints it."""
        raise NotImplementedError


class PaintedEvent(QAccessibleInterface):
    """One event of a painted view."""

    def __init__(self, events: "PaintedEvents", number: int) -> None:
        super().__init__()
        self._events, self._number = events, number

    def isValid(self) -> bool:
        return self._number < self._events.childCount()

    def object(self) -> QObject | None:  # type: ignore[override]
        return None

    def parent(self) -> QAccessibleInterface:
        return self._events

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    def childCount(self) -> int:
        return 0

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return -1

    def text(self, kind: QAccessible.Text) -> str:
        return self._events.words(self._number) if kind is QAccessible.Text.Name else ""

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        """Painted words are not set from outside."""

    def rect(self) -> QRect:
        return self._events.place(self._number)

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.ListItem

    def state(self) -> QAccessible.State:
        return QAccessible.State()


class PaintedEvents(QAccessibleWidget):
    """A painted view as a list of its events."""

    def __init__(self, widget: QWidget, view: CalendarView, stage: QWidget) -> None:
        super().__init__(widget, QAccessible.Role.List)
        self._widget, self._view, self._stage = cast(Painted, widget), view, stage
        self._children: list[PaintedEvent] = []

    def childCount(self) -> int:
        return len(self._widget.painted())

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        count = self.childCount()
        while len(self._children) < count:
            self._children.append(PaintedEvent(self, len(self._children)))
        return self._children[index] if 0 <= index < count else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return self._children.index(child) if child in self._children else -1

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        under = (i for i in range(self.childCount()) if self.place(i).contains(x, y))
        return self.child(next(under, -1))

    def words(self, number: int) -> str:
        """An event in words."""
        _, block = self._widget.painted()[number]
        return self._view.spoken(block)

    def place(self, number: int) -> QRect:
        """Where an event is on the screen."""
        rect, _ = self._widget.painted()[number]
        return QRect(self._stage.mapToGlobal(QPoint(rect.x(), rect.y())), rect.size())


def make_spoken(key: str, thing: QObject) -> QAccessibleInterface | None:
    """Qt asks this for each widget's interface; None leaves it to Qt."""
    if isinstance(thing, HoursGrid):
        return PaintedEvents(thing, thing.view, thing.viewport())
    if isinstance(thing, DayHeader):
        return PaintedEvents(thing, thing.view, thing)
    if isinstance(thing, MonthView):
        return PaintedEvents(thing, thing, thing)
    return None
