"""Above the hours: the days' names and the all-day lane, in which a hand or the keys make, move and stretch what lasts days."""

import dataclasses
from datetime import date, datetime, timedelta

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from app.item_models.blocks import Block, Move, midnight
from app.item_models.choosing import moves_of
from app.item_models.pulls import Pull
from app.views.calendar_view import CalendarView
from app.views.choosing_view import copies
from app.views.hours_grid import HoursGrid
from app.views.lane_canvas import LaneCanvas
from models.rows import Event

#: Width in which the right end of a block is for stretching it.
EDGE = 7
#: The hour that an event takes which the keys bring down from the lane.
MORNING = 9


class DayHeader(LaneCanvas):
    """The names and the lanes, and what was done over them."""

    def __init__(self, view: CalendarView, parent: QWidget | None = None) -> None:
        super().__init__(view, parent)
        #: The hours below, which a block of the lane can be dragged into.
        self.hours: HoursGrid | None = None
        view.chosen_changed.connect(self._say)

    def show_coming(self, move: Move | None) -> None:
        """Shows where what is held over the lane would stand, and what goes along; nothing where it is None."""
        self._coming = tuple(
            dataclasses.replace(one.block, start=one.start, end=one.end, all_day=True, ghost="updated")
            for one in (moves_of(move) if move else ())
            if one.all_day or one.block.all_day
        )
        self.set_blocks()

    def _show_pulled(self, over: date | None) -> None:
        """Shows what the drag would come to over a day; nothing where `over` is None."""
        pull, zone = self._pull, self.view.workspace.zone
        move = None
        if pull and over is not None:
            start, end = pull.span(over, zone)
            fresh = Event(id="", calendar_id="", uid="", summary=self.tr("New event"))
            held = pull.block or Block(fresh, start, end, True, self.view.theme.palette.accent, "")
            move = Move(held, start, end, beside=self.view.beside(held))
        self.show_coming(move)

    # ---- the hand ----

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point = event.position()
        if event.button() is not Qt.MouseButton.LeftButton or point.x() < self.gutter or point.y() < self.names_height:
            return
        self._was_pressed = True
        block, day = self.block_at(point), self.day_at(point.x())
        self._pull = Pull("create" if block is None else "resize" if self._is_on_edge(point) else "move", day, block)
        self._cursor = self._anchor = day
        self.view.press(block, (day, None), event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pull is None:
            over_edge = self._is_on_edge(event.position())
            self.setCursor(Qt.CursorShape.SizeHorCursor if over_edge else Qt.CursorShape.ArrowCursor)
            return
        day = self.day_at(event.position().x())
        self._show_pulled(day if day != self._pull.day and not self._lowered(event) else None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        point, pull = event.position(), self._pull
        if pull is None:
            if point.y() < self.names_height and point.x() > self.gutter:
                self.view.day_chosen.emit(self.day_at(point.x()))
            return
        hours, day = self._lowered(event), self.day_at(point.x())
        self._pull = None
        more = self._more_at(point)
        if hours and pull.block:
            self.view.moved.emit(Move(pull.block, *hours, False, copies(event), self.view.beside(pull.block)))
        elif day != pull.day:
            self._come_to(pull, day, copies(event))
        elif more and pull.block is None:
            self._list_day(*more)
        elif pull.block:
            self.view.click(pull.block, event, [block for block in self.view.blocks if block.all_day])
        self._let_go()  # what is shown where it would stand stays while the scope is asked

    def _more_at(self, point: QPointF) -> tuple[QRectF, date] | None:
        """Where it says that there are more, and on which day."""
        return next(((rect, day) for rect, day in self._more if rect.contains(point)), None)

    def _list_day(self, place: QRectF, day: date) -> None:
        """Lists all of a day beside a place of the lane."""
        blocks = [block for block in self.view.blocks if block.all_day and day in block.days]
        box = place.toRect()
        self.view.list_day(day, blocks, QRect(self.mapToGlobal(box.topLeft()), box.size()))

    def _come_to(self, pull: Pull, day: date, leaves_copy: bool = False) -> None:
        """Asks for what a drag, or the keys, come to."""
        start, end = pull.span(day, self.view.workspace.zone)
        if pull.block is None:
            self.view.create_asked.emit(start, end, True)
        elif (start, end) != (pull.block.start, pull.block.end):
            leaves_copy = leaves_copy and pull.deed == "move"
            self.view.moved.emit(Move(pull.block, start, end, copies=leaves_copy, beside=self.view.beside(pull.block)))

    def _lowered(self, event: QMouseEvent) -> tuple[datetime, datetime] | None:
        """The hours that the held block is over."""
        if self.hours is None or self._pull is None or self._pull.deed != "move" or self._pull.block is None:
            return None
        point = QPointF(self.hours.viewport().mapFromGlobal(event.globalPosition().toPoint()))
        return self.hours.hold(self._pull.block, point)

    def _let_go(self) -> None:
        self._pull = None
        if self.hours:
            self.hours.let_go()
        self._show_pulled(None)

    def _is_on_edge(self, point: QPointF) -> bool:
        return any(
            rect.contains(point) and point.x() > rect.right() - EDGE for rect, block in self._places if not block.ghost
        )

    def showEvent(self, event: QShowEvent) -> None:
        self._was_pressed = False
        super().showEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._let_go()
        block = self.block_at(event.position())
        if not self._was_pressed:  # the first click was in the view that led here
            return
        if more := self._more_at(event.position()):
            self._list_day(*more)  # as the first click did
            return
        if block:
            self.view.opened.emit(block)
        elif event.position().y() >= self.names_height:
            start = midnight(self.day_at(event.position().x()), self.view.workspace.zone)
            self.view.create_asked.emit(start, start + timedelta(days=1), True)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            chosen = self.selection.key if self.selection else None
            found = next(((rect, block) for rect, block in self.painted() if block.key == chosen), None)
            block, place = (found[1], found[0].center()) if found else (None, event.pos())
        else:
            block, place = self.block_at(QPointF(event.pos())), event.pos()
        if block:
            self._let_go()
            self.view.open_menu(block, self.mapToGlobal(place))
        elif (
            event.reason() is not QContextMenuEvent.Reason.Keyboard
            and place.y() >= self.names_height
            and place.x() >= self.gutter
        ):
            self._let_go()
            start = midnight(self.day_at(place.x()), self.view.workspace.zone)
            self.view.offer_event(start, start + timedelta(days=1), True, self.mapToGlobal(place))

    # ---- the keys ----

    def _say(self) -> None:
        """What is chosen of the lane, or the days where the keys are, is said to a screen reader."""
        formatter, today, block = self.view.workspace.formatter, self.view.workspace.today, self.selection
        first, last = sorted((self._anchor, self._cursor))
        days = formatter.day(first, today) + (f" – {formatter.day(last, today)}" if last > first else "")
        self.setAccessibleDescription(f"{block.row.summary}, {formatter.when(block.row, today)}" if block else days)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        key, block = Qt.Key(event.key()), self.selection
        side = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(key, 0)
        beside = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(key, 0)
        if key == Qt.Key.Key_Escape and self._pull:
            self._let_go()
        elif key == Qt.Key.Key_PageDown and control and block:
            start = midnight(block.start.date(), self.view.workspace.zone).replace(hour=MORNING)
            end = start + timedelta(hours=1)
            self.view.moved.emit(Move(block, start, end, False, beside=self.view.beside(block)))
        elif side and control and block:
            pull = Pull("resize" if shift else "move", block.start.date(), block)
            self._come_to(pull, pull.day + timedelta(days=side))
        elif side:
            self._step_cursor(side, shift)
        elif beside and not control:
            self._step_selection(beside)
        elif key == Qt.Key.Key_Space and not block:
            for place, day in self._more:
                if day == self._cursor:
                    self._list_day(place, day)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not block:
            self._come_to(Pull("create", self._anchor), self._cursor)
        else:
            super().keyPressEvent(event)

    def _step_cursor(self, side: int, stretches: bool) -> None:
        first, days = self.view.span
        day = self._cursor + timedelta(days=side)
        if stretches and not first <= day < first + timedelta(days=days):
            return
        self._cursor = day
        if not stretches:
            self._anchor = day
            if not first <= day < first + timedelta(days=days):
                self.view.show_day(day)
        self.view.choose()
        self.view.place = day, None

    def _step_selection(self, step: int) -> None:
        blocks = [block for rect, block in self._places if not block.ghost]
        keys = [block.key for block in blocks]
        if self.selection and self.selection.key in keys:
            at = keys.index(self.selection.key) + step
        else:
            at = 0 if step > 0 else len(blocks) - 1
        self.view.choose(*(blocks[at : at + 1] if at >= 0 else ()))

    def focusInEvent(self, event: QFocusEvent) -> None:
        first, days = self.view.span
        if not first <= self._cursor < first + timedelta(days=days):
            self._cursor = self._anchor = max(first, min(self.view.day, first + timedelta(days=days - 1)))
        self._say()
        self.view.update_marks()  # those of the hours, too
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.view.update_marks()
        super().focusOutEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.view.tip(self.block_at(QPointF(event.pos()))), self)
            return True
        return super().event(event)
