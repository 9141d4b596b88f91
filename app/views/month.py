"""The month under a hand: drags, clicks, the wheel and the keys."""

from datetime import date, datetime, timedelta

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QToolTip, QWidget

from app.item_models.blocks import Move, midnight
from app.item_models.choosing import without
from app.item_models.pulls import Pull, carried
from app.item_models.stepping import ARROWS
from app.theme.theme import Looks
from app.views.choosing_view import copies
from app.views.month_canvas import MonthCanvas
from app.workspace import Workspace

#: A notch of the wheel, in eighths of a degree.
NOTCH = 120


class MonthView(MonthCanvas):
    """A click chooses a day, a drag moves an event to another one, or makes one of the days that it goes over; the wheel rolls the weeks.
    Arrows go from day to day; Space goes into the day, and then up and down are its events; it lists them where there is no room for all."""

    def __init__(self, workspace: Workspace, theme: Looks, parent: QWidget | None = None) -> None:
        super().__init__(workspace, theme, parent)
        #: How far the wheel was turned since the last week.
        self._turned = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Month"))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_keys = event.reason() is QContextMenuEvent.Reason.Keyboard
        point = self._target_cell().center() if by_keys else QPointF(event.pos())
        block = next(iter(self.chosen[-1:]), None) if by_keys else self.block_at(point)
        place = self.mapToGlobal(point.toPoint())
        if block:
            self.open_menu(block, place)
        elif point.y() > self.names_height:
            self.offer_event(*self._whole_day(point), True, place)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton or event.position().y() < self.names_height:
            return
        self._grabbed = self.day_at(event.position())
        self._held = self.block_at(event.position())
        self.press(self._held, (self._grabbed, None), event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        day, self._pointer = self.day_at(event.position()), event.position()
        self.mark(day if self._grabbed and day != self._grabbed else None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        grabbed, self._grabbed = self._grabbed, None
        if grabbed:  # what is held stays where it is held while the scope is asked
            self._come_to(grabbed, event)
        self._let_go()

    def _come_to(self, grabbed: date, event: QMouseEvent) -> None:
        """Asks for what a drag, or a click, comes to."""
        held, over = self._held, self._over
        more = self._more_at(event.position())
        if held and over:
            span = carried(held, over - grabbed)
            self.moved.emit(Move(held, *span, copies=copies(event), beside=self.beside(held)))
        elif held:
            self.click(held, event, self.blocks)
        elif over:
            self.create_asked.emit(*Pull("create", grabbed).span(over, self.workspace.zone), True)
        elif more:
            self._list_day(*more)
        if not (over or more) and self.span_at(grabbed) == self.span:
            self.day = grabbed
            self.span_changed.emit()

    def _more_at(self, point: QPointF) -> tuple[QRectF, date] | None:
        """Where it says that there are more, and on which day."""
        return next(((rect, day) for rect, day in self._more if rect.contains(point)), None)

    def _more_of(self, day: date) -> tuple[QRectF, date] | None:
        """The same of a day."""
        return next(((rect, one) for rect, one in self._more if one == day), None)

    def _list_day(self, place: QRectF, day: date) -> None:
        """Lists all of a day beside a place of the month."""
        blocks, box = [block for block in self.blocks if day in block.days], place.toRect()
        self.list_day(day, blocks, QRect(self.mapToGlobal(box.topLeft()), box.size()))

    def _let_go(self) -> None:
        self._held = self._grabbed = None
        self.mark(None)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._let_go()
        block = self.block_at(event.position())
        if block:
            self.opened.emit(block)
        elif more := self._more_at(event.position()):
            self._list_day(*more)  # as the first click did
        elif event.position().y() > self.names_height:
            self.create_asked.emit(*self._whole_day(event.position()), True)

    def _whole_day(self, point: QPointF) -> tuple[datetime, datetime]:
        start = midnight(self.day_at(point), self.workspace.zone)
        return start, start + timedelta(days=1)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._turned += event.angleDelta().y()
        if abs(self._turned) >= NOTCH:
            self.roll(-1 if self._turned > 0 else 1)
            self._turned = 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step, held = ARROWS.get(Qt.Key(event.key())), event.modifiers()
        if step and self.chosen and held & Qt.KeyboardModifier.ControlModifier:
            block, self.place = self.chosen[-1], None
            self.moved.emit(Move(block, *carried(block, timedelta(days=step)), beside=self.beside(block)))
        elif step and self.chosen and abs(step) > 1:
            self._step_in_day(step, bool(held & Qt.KeyboardModifier.ShiftModifier))
        elif step:
            self._go_on(step)
        elif event.key() == Qt.Key.Key_Space and not self.chosen and (more := self._more_of(self.target[0])):
            self._list_day(*more)
        elif event.key() == Qt.Key.Key_Space and not self.chosen:
            self._step_in_day(1, adds=False)
            self.looked_at.emit()
        elif event.key() == Qt.Key.Key_Escape and self._grabbed:
            self._let_go()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self.chosen:
            self.day_chosen.emit(self.target[0])
        else:
            super().keyPressEvent(event)

    def _go_on(self, days: int) -> None:
        """The keys go to another day."""
        day = self.target[0] + timedelta(days=days)
        self.choose()
        self.setAccessibleDescription(self._spoken(day))
        self.show_day(day)

    def _step_in_day(self, step: int, adds: bool) -> None:
        """The keys go into the day, to its next event, or out of it, above its first one and beneath its last."""
        day = self.target[0]
        there = [block for block in self.blocks if day in block.days]
        at = next((n for n, block in enumerate(there) if self.chosen and block.key == self.chosen[-1].key), -1)
        n = at + (1 if step > 0 else -1)
        if 0 <= n < len(there):
            self.choose(*(without(self.chosen, there[n]) if adds else ()), there[n])
            self.place = day, None  # what began on a day before is one of this day, too
            self.setAccessibleDescription(self.spoken(there[n]))
        elif self.chosen and not adds:
            self._go_on(step)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.tip(self.block_at(QPointF(event.pos()))), self)
            return True
        return super().event(event)

    def _spoken(self, day: date) -> str:
        names = [block.row.summary for block in self.blocks if day in block.days]
        return ", ".join([self.workspace.formatter.long_day(day), *names])
