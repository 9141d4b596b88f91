"""What the hand and the keys do over the hours: choose, create, move and resize by quarters of an hour."""

import dataclasses
from datetime import date, datetime, timedelta

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QShowEvent
from PySide6.QtWidgets import QToolTip, QWidget

from app.item_models.blocks import Block, Move, there
from app.item_models.choosing import moves_of, without
from app.item_models.pulls import SNAP, Grip, carried, moment
from app.item_models.ruler import skipped
from app.item_models.stepping import block_beside, block_to_begin
from app.views.calendar_view import CalendarView
from app.views.choosing_view import BY_KEYS, copies
from app.views.hours_canvas import HALF, ZOOM, HoursCanvas
from assistant.timespan import later
from models.rows import Event

#: Height in which the lower edge of a block is for resizing.
EDGE = 7


class HoursGrid(HoursCanvas):
    """The hours, and what was done over them."""

    #: A block is held over the all-day lane: the `Move` that it would make; None where it is there no longer.
    lifted = Signal(object)
    #: The label of folded hours was clicked.
    unfolded = Signal()

    def __init__(self, view: CalendarView, parent: QWidget | None = None) -> None:
        super().__init__(view, parent)
        self._grip: Grip | None = None
        self._lane_day: date | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Hours"))
        self.viewport().setMouseTracking(True)
        view.chosen_changed.connect(self.say_chosen)

    # ---- the hand ----

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        self._was_pressed = True
        if event.position().x() < self.gutter:
            if self._fold_under(event.position()):
                self.unfolded.emit()
            return
        if hint := self.hint_at(event.position()):
            self.scroll_to(max(0, hint.minute - HALF))
            return
        found = self.block_at(event.position())
        day, minute = self.ground.place_at(event.position())
        self.view.press(found[1] if found else None, (day, minute // HALF * HALF), event)
        if found:
            resizes = event.position().y() > found[0].bottom() - EDGE
            self._grip = Grip("resize" if resizes else "move", found[1], minute, day)
        else:
            self._grip = Grip("create", None, minute // SNAP * SNAP, day)

    def _fold_under(self, point: QPointF) -> bool:
        """Whether a point at the left is beside hours that are folded."""
        return point.x() < self.gutter and self.ruler.is_folded(self.ground.place_at(point)[1])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is None:
            self._show_cursor(event.position())
            return
        day, minute = self.ground.place_at(event.position())
        if (day, minute // SNAP) == (self._grip.day, self._grip.minute // SNAP) and not self._drawn:
            return
        above = self._grip.deed == "move" and event.position().y() < 0
        self._hold_over_lane(day if above else None)
        self._drawn = () if above else self._as_drawn(*self._grip.span(day, minute, self.view.workspace.zone))
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        grip, self._grip = self._grip, None
        if grip:  # what is drawn stays while the scope is asked
            self._come_to(grip, event)
        self.let_go()

    def _come_to(self, grip: Grip, event: QMouseEvent) -> None:
        """Asks for what a drag, or a click, comes to."""
        block, view = grip.block, self.view
        drawn = [(one.start, one.end) for one in self._drawn[:1]]
        if block and self._lane_day:
            view.moved.emit(self._lifted(block, self._lane_day, copies(event)))
        elif block and not drawn:
            view.click(block, event, [one for one in view.blocks if not one.all_day])
        for span in drawn:
            if block is None:
                view.create_asked.emit(*span, False)
            elif span != (block.start, block.end):
                leaves_copy = grip.deed == "move" and copies(event)
                view.moved.emit(Move(block, *span, copies=leaves_copy, beside=view.beside(block)))

    def _lifted(self, block: Block, day: date, leaves_copy: bool = False) -> Move:
        """A block as a whole day, and what is chosen with it."""
        start = self._moment(day, 0)
        return Move(block, start, start + timedelta(days=1), True, leaves_copy, self.view.beside(block))

    def _as_drawn(self, start: datetime, end: datetime) -> tuple[Block, ...]:
        """What the hand draws or holds, as it would be, and what goes along."""
        fresh = Event(id="", calendar_id="", uid="", summary=self.tr("New event"))
        held = self._grip.block if self._grip else None
        base = held or Block(fresh, start, end, False, self.view.theme.palette.accent, "")
        lowers = self._grip is not None and self._grip.deed == "lower"
        move = Move(base, start, end, False if lowers else None, beside=self.view.beside(held) if held else ())
        return tuple(
            dataclasses.replace(one.block, start=one.start, end=one.end, ghost="updated", all_day=False)
            for one in moves_of(move)
            if one.all_day is False or not one.block.all_day
        )

    def _hold_over_lane(self, day: date | None) -> None:
        if day != self._lane_day:
            self._lane_day = day
            block = self._grip.block if self._grip else None
            self.lifted.emit(self._lifted(block, day) if block and day else None)

    def let_go(self) -> None:
        """Nothing is held over the hours any more."""
        self._hold_over_lane(None)
        self._grip = None
        self._drawn = ()
        self.viewport().update()

    def hold(self, block: Block, point: QPointF) -> tuple[datetime, datetime] | None:
        """Shows an all-day block that is held over the hours, and gives the hour that it would take; None outside them."""
        inside = self.viewport().rect().contains(point.toPoint())
        day, minute = self.ground.place_at(point)
        start = self._moment(day, minute // SNAP * SNAP)
        hours = (start, later(start, timedelta(hours=1))) if inside else None
        self._grip = Grip("lower", block, minute, day) if inside else None
        self._drawn = self._as_drawn(*hours) if hours else ()
        self.viewport().update()
        return hours

    def showEvent(self, event: QShowEvent) -> None:
        self._was_pressed = False
        super().showEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.let_go()
        if not self._was_pressed or self.hint_at(event.position()):  # the first click led here, or there
            return
        found = self.block_at(event.position())
        if found:
            self.view.opened.emit(found[1])
        elif event.position().x() >= self.gutter:
            self.view.create_asked.emit(*self._hour_at(event.position()), False)

    def _hour_at(self, point: QPointF) -> tuple[datetime, datetime]:
        """The hour that begins at the half under `point`."""
        day, minute = self.ground.place_at(point)
        start = self._moment(day, minute // HALF * HALF)
        return start, later(start, timedelta(hours=1))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            found = next(
                ((rect, b) for rect, b in self.places() if self.selection and b.key == self.selection.key), None
            )
            place = found[0].center().toPoint() if found else event.pos()
        else:
            self._was_pressed = True
            found, place = self.block_at(QPointF(event.pos())), event.pos()
        if found:
            self.let_go()
            self.view.open_menu(found[1], self.viewport().mapToGlobal(place))
        elif place.x() >= self.gutter and event.reason() is not QContextMenuEvent.Reason.Keyboard:
            self.let_go()
            self.view.offer_event(*self._hour_at(QPointF(place)), False, self.viewport().mapToGlobal(place))

    def _show_cursor(self, point: QPointF) -> None:
        found = self.block_at(point)
        over_edge = found is not None and point.y() > found[0].bottom() - EDGE
        over_fold = self._fold_under(point)
        shape = Qt.CursorShape.SizeVerCursor if over_edge else Qt.CursorShape.ArrowCursor
        leads = over_fold or self.hint_at(point)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if leads else shape)

    def _moment(self, day: date, minute: int) -> datetime:
        return moment(day, minute, self.view.workspace.zone)

    # ---- the keys ----

    def keyPressEvent(self, event: QKeyEvent) -> None:
        block = self.selection
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        days = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        key = Qt.Key(event.key())
        zooms = {Qt.Key.Key_Plus: ZOOM, Qt.Key.Key_Equal: ZOOM, Qt.Key.Key_Minus: 1 / ZOOM}
        zooms[Qt.Key.Key_0] = self.view.theme.spacing.hour / self.ruler.hour_height
        if event.key() == Qt.Key.Key_Escape and self._grip:
            self.let_go()
        elif control and key in zooms:
            self.zoom(zooms[key], self.viewport().height() / 2)
        elif block and control and key in (*steps, *days):
            step = timedelta(minutes=SNAP * steps.get(key, 0), days=days.get(key, 0))
            moved = (block.start, there(block.end + step)) if shift else carried(block, step)
            if not shift or moved[1] > moved[0]:  # a task that is only due has no length
                self.view.moved.emit(Move(block, *moved, beside=self.view.beside(block)))
        elif block and control and key == Qt.Key.Key_PageUp:
            self.view.moved.emit(self._lifted(block, block.start.date()))
        elif key in steps or key in days:
            self._step(steps.get(key, 0) or days.get(key, 0), key in days, shift)
        else:
            super().keyPressEvent(event)

    def _step(self, direction: int, by_day: bool, adds: bool) -> None:
        timed, chosen, view = [b for b in self.view.blocks if not b.all_day], self.selection, self.view
        block = (
            block_beside(timed, chosen, direction, by_day) if chosen else block_to_begin(timed, view.now, view.touched)
        )
        if block:
            self.select(block, adds)

    def select(self, block: Block, adds: bool = False) -> None:
        """Chooses a block, beside what is chosen where it `adds`, and brings it into sight."""
        self.view.choose(*(without(self.view.chosen, block) if adds else ()), block)
        minute = block.start.hour * 60 + block.start.minute
        if not 0 <= self.ground.y_of(minute) <= self.viewport().height() - 20:
            self.scroll_to(max(0, minute - 60))

    def say_chosen(self) -> None:
        """What is chosen of the hours is said to a screen reader."""
        if block := self.selection:
            self.setAccessibleDescription(self.view.spoken(block))

    def _tip_of_gap(self, point: QPointF) -> str:
        """Why an hour is hatched; nothing elsewhere."""
        day, minute = self.ground.place_at(point)
        gap = skipped(day, self.view.workspace.zone) if point.x() >= self.gutter else None
        return self.tr("The clocks go forward: there is no such hour.") if gap and gap[0] <= minute < gap[1] else ""

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            point = QPointF(event.pos())
            found = self.block_at(point)
            unfold = self.tr("Click to unfold these hours") if self._fold_under(point) else ""
            tip = unfold or self.view.tip(found[1] if found else None) or self._tip_of_gap(point)
            QToolTip.showText(event.globalPos(), tip, self)
            return True
        return super().viewportEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent) and event.reason() in BY_KEYS:
            self._was_pressed = False
        return super().event(event)
