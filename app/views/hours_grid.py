"""The hours of some days, painted: grid, now line, blocks in columns; a hand creates, moves and resizes by quarters of an hour."""

import dataclasses
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from datetime import date, datetime, timedelta

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QRegion,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from app.item_models.blocks import Block, Move
from app.item_models.columns import Columns
from app.item_models.pulls import SNAP, Grip, moment
from app.item_models.ruler import STRIP, Ruler, folds_of
from app.item_models.stepping import block_beside, block_to_begin
from app.views import gutter
from app.views.calendar_view import CalendarView, copies
from app.views.hours_ground import Ground
from app.views.hours_painting import paint_drawn, paint_focus, paint_hours
from app.views.picture import Picture
from models.rows import Event

#: Height in which the lower edge of a block is for resizing.
EDGE = 7
LOWEST, HIGHEST = 24.0, 130.0
#: No block on paper, where hours are lower, is lower than so many minutes; more would part what follows at the half hour.
LEAST_ON_PAPER = 30
#: What the hours look otherwise after.
LOOKS_CHANGED = {QEvent.Type.FocusIn, QEvent.Type.FocusOut, QEvent.Type.StyleChange, QEvent.Type.PaletteChange}
BY_KEYS = {Qt.FocusReason[f"{name}FocusReason"] for name in ("Tab", "Backtab", "Shortcut", "Other")}
#: How much higher hours get by a notch of the wheel, and what Qt counts for one; a touchpad gives parts of it.
ZOOM, NOTCH = 1.1, 120


class HoursGrid(QAbstractScrollArea):
    """Belongs to a `CalendarView`, which holds the blocks; says what the hand did."""

    selected = Signal(object)
    #: A block is held over the all-day lane: the block, and the day or None where it is there no longer.
    lifted = Signal(object, object)
    #: The label of folded hours was clicked.
    unfolded = Signal()

    def __init__(self, view: CalendarView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = view
        self.hour_height = view.theme.spacing.hour
        #: Where the minutes are; on paper no hour is folded.
        self.ruler = Ruler(self.hour_height)
        self.folds_night = True
        self.selection: Block | None = None
        self._grip: Grip | None = None
        self._drawn: tuple[datetime, datetime] | None = None
        self._lane_day: date | None = None
        #: Whether a button was pressed since the hours are shown.
        self._was_pressed = False
        self._columns = Columns()
        #: How often blocks were taken: the picture shows those of one time.
        self._filled = 0
        #: Where the picture shows something older.
        self._stale = QRegion()
        self._picture = Picture()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Hours"))
        self.viewport().setMouseTracking(True)
        self._minute = QTimer(self)
        self._minute.setInterval(30_000)
        self._minute.timeout.connect(view.update_now)
        self._minute.start()

    def set_blocks(self) -> None:
        """Takes the timed blocks of the view."""
        if chosen := self.selection:  # it may have moved, or be on another page
            self.selection = next((b for b in self.view.blocks if b.key == chosen.key and not b.all_day), None)
        self._set_range()
        self._columns.fill(self.days, self.view.shown, self.view.ghosts, self.ruler.folds)
        self._filled += 1
        self.viewport().update()

    def set_blocks_of(self, days: AbstractSet[date]) -> None:
        """Takes the timed blocks of some days anew; the picture of what looks as before stays."""
        if self._columns.days != self.days:
            self.set_blocks()
            return
        changed = self._columns.renew(days, self.view.shown, self.view.ghosts)
        ground, region = self.ground, QRegion()
        for column, placed in changed:
            # Blocks stand two pixels apart: with the one around it, which is of whole ones, none touches another.
            region += ground.rect_of(placed, column).toRect().adjusted(-1, -1, 1, 1)
        region &= self.viewport().rect()
        self._stale += region
        self.viewport().update(region)

    # ---- geometry ----

    @property
    def days(self) -> tuple[date, ...]:
        """The days side by side."""
        first, days = self.view.span
        return tuple(first + timedelta(days=n) for n in range(days))

    @property
    def gutter(self) -> int:
        """Width of the labels at the left."""
        return gutter.width_of(self.view.workspace)

    @property
    def column_width(self) -> float:
        """Width of one day."""
        return (self.viewport().width() - self.gutter) / self.view.span[1]

    @property
    def ground(self) -> Ground:
        """Where the days and minutes are in the viewport now."""
        seen, scroll = QRectF(self.viewport().rect()), self.verticalScrollBar().value()
        return Ground(self.days, self.gutter, self.column_width, seen, self.ruler, scroll)

    def _places(self) -> Iterator[tuple[QRectF, Block]]:
        """Where each block is painted, in order of painting."""
        ground = self.ground
        for column, placed in self._columns.placed():
            yield ground.rect_of(placed, column), placed.block

    def painted(self) -> list[tuple[QRect, Block]]:
        """Where each block is, in the viewport."""
        return [(rect.toRect(), block) for rect, block in self._places() if not block.ghost]

    def block_at(self, point: QPointF) -> tuple[QRectF, Block] | None:
        """The block under `point`."""
        under = [(rect, block) for rect, block in self._places() if rect.contains(point) and not block.ghost]
        return under[-1] if under else None

    def scroll_to(self, minute: int) -> None:
        """Puts a minute of the day near the top."""
        self.verticalScrollBar().setValue(int(self.ruler.y_of(minute)))

    def show_ghosts(self) -> None:
        """Scrolls to what a plan would make, where none of it is in sight."""
        ground, height = self.ground, self.viewport().height()
        ghosts = [placed for _, placed in self._columns.placed() if placed.block.ghost]
        in_sight = (ground.y_of(placed.bottom) > 0 and ground.y_of(placed.top) < height - 20 for placed in ghosts)
        if ghosts and not any(in_sight):
            self.scroll_to(max(0, min(placed.top for placed in ghosts) - 180))

    def show_hours(self, first: int, last: int) -> None:
        """Fits these hours into the height, none folded."""
        self.folds_night = False
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.hour_height = self.viewport().height() / (last - first + 0.5)
        self._columns.least = LEAST_ON_PAPER
        self.set_blocks()
        self.scroll_to(first * 60 - 15)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._set_range()
        super().resizeEvent(event)

    def _set_range(self) -> None:
        bar, preferences = self.verticalScrollBar(), self.view.workspace.preferences
        folds = folds_of(preferences.night) if self.folds_night and preferences.folds_night else ()
        top = None if folds == self.ruler.folds else 0.0 if folds else self.ruler.minute_at(bar.value() + STRIP)
        self.ruler = Ruler(self.hour_height, folds)
        bar.setRange(0, max(0, int(self.ruler.height) + 8 - self.viewport().height()))
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(int(self.hour_height / 2))
        if top is not None:
            bar.setValue(int(self.ruler.y_of(top)))  # the strip is seen; unfolded, what was under it

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
            return
        self.zoom(ZOOM ** (event.angleDelta().y() / NOTCH), event.position().y())

    def zoom(self, factor: float, y: float) -> None:
        """Makes hours higher or lower; the one that is `y` pixels down stays there."""
        minute = self.ruler.minute_at(y + self.verticalScrollBar().value())
        self.hour_height = max(LOWEST, min(HIGHEST, self.hour_height * factor))
        self._set_range()
        self.verticalScrollBar().setValue(int(self.ruler.y_of(minute) - y))
        self.viewport().update()

    # ---- painting ----

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        now = self.view.now.replace(second=0, microsecond=0)
        selection = self.selection if self.hasFocus() else None
        marked = selection and (selection.key, selection.start)
        scroll = self.verticalScrollBar().value()
        shows = (self._filled, now, marked, scroll, self.ruler, self.view.theme.palette)
        stale, self._stale = self._stale, QRegion()
        ground, changed = self.ground, self._columns.changed()
        self._picture.paint(
            painter,
            self.viewport().size(),
            shows,
            lambda drawing: paint_hours(drawing, ground, now, self._columns.placed(), self.view, selection),
            (stale, lambda drawing: paint_hours(drawing, ground, now, changed, self.view, selection))
            if not stale.isEmpty()
            else None,
        )
        if self._drawn:
            paint_drawn(painter, ground, self._drawn_block(*self._drawn), self.ruler.folds, self.view)
        if self.hasFocus() and self.selection is None and not self._was_pressed:
            paint_focus(painter, ground.seen, self.view.theme.palette)

    def _drawn_block(self, start: datetime, end: datetime) -> Block:
        """What the hand draws or holds, as it would be."""
        fresh = Event(id="", calendar_id="", uid="", summary=self.tr("New event"))
        held = self._grip.block if self._grip else None
        base = held or Block(fresh, start, end, False, self.view.theme.palette.accent, "")
        return dataclasses.replace(base, start=start, end=end, ghost="updated", all_day=False)

    # ---- the hand ----

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        self._was_pressed = True
        if event.position().x() < self.gutter:
            if self._fold_under(event.position()):
                self.unfolded.emit()
            return
        found = self.block_at(event.position())
        day, minute = self.ground.place_at(event.position())
        self.select(found[1] if found else None)
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
        if (day, minute // SNAP) == (self._grip.day, self._grip.minute // SNAP) and self._drawn is None:
            return
        above = self._grip.deed == "move" and event.position().y() < 0
        self._hold_over_lane(day if above else None)
        self._drawn = None if above else self._grip.span(day, minute, self.view.workspace.zone)
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        grip, drawn, lane_day = self._grip, self._drawn, self._lane_day
        self.let_go()
        if grip is None:
            return
        if grip.block and lane_day:
            start = self._moment(lane_day, 0)
            self.view.moved.emit(Move(grip.block, start, start + timedelta(days=1), True, copies(event)))
        elif drawn and grip.block is None:
            self.view.create_asked.emit(*drawn, False)
        elif drawn and grip.block and drawn != (grip.block.start, grip.block.end):
            self.view.moved.emit(Move(grip.block, *drawn, copies=copies(event) and grip.deed == "move"))

    def _hold_over_lane(self, day: date | None) -> None:
        if day != self._lane_day and self._grip:
            self._lane_day = day
            self.lifted.emit(self._grip.block, day)

    def let_go(self) -> None:
        """Nothing is held over the hours any more."""
        self._hold_over_lane(None)
        self._grip = self._drawn = None
        self.viewport().update()

    def hold(self, block: Block, point: QPointF) -> tuple[datetime, datetime] | None:
        """Shows an all-day block that is held over the hours, and gives the hour that it would take; None outside them."""
        inside = self.viewport().rect().contains(point.toPoint())
        day, minute = self.ground.place_at(point)
        start = self._moment(day, minute // SNAP * SNAP)
        self._grip = Grip("lower", block, minute, day) if inside else None
        self._drawn = (start, start + timedelta(hours=1)) if inside else None
        self.viewport().update()
        return self._drawn

    def showEvent(self, event: QShowEvent) -> None:
        self._was_pressed = False
        super().showEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.let_go()
        if not self._was_pressed:  # the first click was in the view that led here
            return
        found = self.block_at(event.position())
        if found:
            self.view.opened.emit(found[1])
        elif event.position().x() >= self.gutter:
            self.view.create_asked.emit(*self._hour_at(event.position()), False)

    def _hour_at(self, point: QPointF) -> tuple[datetime, datetime]:
        """The hour that begins at the half under `point`."""
        day, minute = self.ground.place_at(point)
        start = self._moment(day, minute // 30 * 30)
        return start, start + timedelta(hours=1)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            found = next(((rect, b) for rect, b in self._places() if self.selection and b is self.selection), None)
            place = found[0].center().toPoint() if found else event.pos()
        else:
            found, place = self.block_at(QPointF(event.pos())), event.pos()
        if found:
            self.let_go()
            self.select(found[1])
            self.view.open_menu(found[1], self.viewport().mapToGlobal(place))
        elif place.x() >= self.gutter and event.reason() is not QContextMenuEvent.Reason.Keyboard:
            self.let_go()
            self.view.offer_event(*self._hour_at(QPointF(place)), self.viewport().mapToGlobal(place))

    def _show_cursor(self, point: QPointF) -> None:
        found = self.block_at(point)
        over_edge = found is not None and point.y() > found[0].bottom() - EDGE
        over_fold = self._fold_under(point)
        shape = Qt.CursorShape.SizeVerCursor if over_edge else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over_fold else shape)

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
        zooms[Qt.Key.Key_0] = self.view.theme.spacing.hour / self.hour_height
        if event.key() == Qt.Key.Key_Escape and self._grip:
            self.let_go()
        elif control and key in zooms:
            self.zoom(zooms[key], self.viewport().height() / 2)
        elif block and control and key in (*steps, *days):
            quarter, whole = timedelta(minutes=SNAP * steps.get(key, 0)), timedelta(days=days.get(key, 0))
            moved = (block.start if shift else block.start + quarter + whole, block.end + quarter + whole)
            if not shift or moved[1] > moved[0]:  # a task that is only due has no length
                self.view.moved.emit(Move(block, *moved))
        elif block and control and key == Qt.Key.Key_PageUp:
            first = self._moment(block.start.date(), 0)
            self.view.moved.emit(Move(block, first, first + timedelta(days=1), True))
        elif key in steps or key in days:
            self._step(steps.get(key, 0) or days.get(key, 0), key in days)
        elif block and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.view.opened.emit(block)
        elif block and key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.view.removed.emit(block)
        else:
            super().keyPressEvent(event)

    def _step(self, direction: int, by_day: bool) -> None:
        timed, chosen, view = [b for b in self.view.blocks if not b.all_day], self.selection, self.view
        self.select(
            block_beside(timed, chosen, direction, by_day) if chosen else block_to_begin(timed, view.now, view.touched)
        )

    def select(self, block: Block | None) -> None:
        """Marks a block, brings it into sight and says it to a screen reader."""
        self.selection = block
        if block:
            minute = block.start.hour * 60 + block.start.minute
            if not 0 <= self.ground.y_of(minute) <= self.viewport().height() - 20:
                self.scroll_to(max(0, minute - 60))
            self.setAccessibleDescription(self.view.spoken(block))
        self.selected.emit(block)
        self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            point = QPointF(event.pos())
            found = self.block_at(point)
            unfold = self.tr("Click to unfold these hours") if self._fold_under(point) else ""
            QToolTip.showText(event.globalPos(), unfold or self.view.tip(found[1] if found else None), self)
            return True
        return super().viewportEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() in LOOKS_CHANGED:
            self.viewport().update()
        if isinstance(event, QFocusEvent) and event.reason() in BY_KEYS:
            self._was_pressed = False
        return super().event(event)
