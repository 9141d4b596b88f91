"""The hours of some days, painted: grid, now line, blocks in columns; a hand creates, moves and resizes by quarters of an hour."""

import dataclasses
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from app.item_models.blocks import Block, Move, Placed, place_in_day, place_in_days
from app.theme import scale
from app.views import gutter
from app.views.calendar_view import CalendarView, copies
from app.views.painting import Look, paint_tall
from app.views.picture import Picture
from models.rows import Event

DAY_MINUTES = 24 * 60
SNAP = 15
#: Height in which the lower edge of a block is for resizing.
EDGE = 7
LOWEST, USUAL, HIGHEST = 24.0, 46.0, 130.0
#: How much higher hours get by a notch of the wheel, and what Qt counts for one; a touchpad gives parts of it.
ZOOM, NOTCH = 1.1, 120


@dataclasses.dataclass(frozen=True)
class Grip:
    """A drag under way: what it does, where it began (minute and day), and the block it holds, if any."""

    deed: str
    block: Block | None
    minute: int
    day: date


class HoursGrid(QAbstractScrollArea):
    """Belongs to a `CalendarView`, which holds the blocks; says what the hand did."""

    selected = Signal(object)
    #: A block is held over the all-day lane: the block, and the day or None where it is there no longer.
    lifted = Signal(object, object)

    def __init__(self, view: CalendarView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = view
        self.hour_height = USUAL
        self.selection: Block | None = None
        self._grip: Grip | None = None
        self._drawn: tuple[datetime, datetime] | None = None
        self._lane_day: date | None = None
        self._placed: tuple[tuple[Placed, ...], ...] = ()
        #: How often blocks were taken: the picture shows those of one time.
        self._filled = 0
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
        self._placed = place_in_days(self.view.shown, self.days)
        self._filled += 1
        self.viewport().update()

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

    def y_of(self, minute: float) -> float:
        """Viewport height of a minute of the day."""
        return minute * self.hour_height / 60 - self.verticalScrollBar().value()

    def place_at(self, point: QPointF) -> tuple[date, int]:
        """The day and minute under `point`."""
        column = int((point.x() - self.gutter) // self.column_width)
        minute = (point.y() + self.verticalScrollBar().value()) * 60 / self.hour_height
        return self.days[max(0, min(column, len(self.days) - 1))], max(0, min(int(minute), DAY_MINUTES))

    def _places(self) -> Iterator[tuple[QRectF, Block]]:
        """Where each block is painted, in order of painting."""
        whole, scroll = self.column_width, self.verticalScrollBar().value()
        for column, day in enumerate(self._placed):
            for placed in day:
                yield self.rect_of(placed, column, whole, scroll), placed.block

    def painted(self) -> list[tuple[QRect, Block]]:
        """Where each block is, in the viewport."""
        return [(rect.toRect(), block) for rect, block in self._places() if not block.ghost]

    def block_at(self, point: QPointF) -> tuple[QRectF, Block] | None:
        """The block under `point`."""
        under = [(rect, block) for rect, block in self._places() if rect.contains(point) and not block.ghost]
        return under[-1] if under else None

    def rect_of(self, placed: Placed, column: int, whole: float, scroll: int) -> QRectF:
        """Where a block is painted: in a day `whole` pixels wide, `scroll` pixels down."""
        width = (whole - 6) / placed.columns
        left = self.gutter + column * whole + 2 + placed.column * width
        top = placed.top * self.hour_height / 60 - scroll
        return QRectF(left, top + 1, width - 2, (placed.bottom - placed.top) * self.hour_height / 60 - 2)

    def scroll_to(self, minute: int) -> None:
        """Puts a minute of the day near the top."""
        self.verticalScrollBar().setValue(int(minute * self.hour_height / 60))

    def show_hours(self, first: int, last: int) -> None:
        """Fits these hours into the height."""
        self.hour_height = self.viewport().height() / (last - first + 0.5)
        self._set_range()
        self.scroll_to(first * 60 - 15)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._set_range()
        super().resizeEvent(event)

    def _set_range(self) -> None:
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, int(24 * self.hour_height) + 8 - self.viewport().height()))
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(int(self.hour_height / 2))

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
            return
        self.zoom(ZOOM ** (event.angleDelta().y() / NOTCH), event.position().y())

    def zoom(self, factor: float, y: float) -> None:
        """Makes hours higher or lower; the one that is `y` pixels down stays there."""
        minute = (y + self.verticalScrollBar().value()) * 60 / self.hour_height
        self.hour_height = max(LOWEST, min(HIGHEST, self.hour_height * factor))
        self._set_range()
        self.verticalScrollBar().setValue(int(minute * self.hour_height / 60 - y))
        self.viewport().update()

    # ---- painting ----

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        now = self.view.workspace.clock().astimezone(self.view.workspace.zone).replace(second=0, microsecond=0)
        marked = self.selection and (self.selection.key, self.selection.start)
        scroll = self.verticalScrollBar().value()
        shows = (self._filled, now, marked, scroll, self.hour_height, self.view.theme.palette)
        self._picture.paint(painter, self.viewport().size(), shows, lambda drawing: self._draw(drawing, now))
        self._paint_drawn(painter)

    def _draw(self, painter: QPainter, now: datetime) -> None:
        seen = QRectF(self.viewport().rect())
        painter.fillRect(seen, QColor(self.view.theme.palette.surface))
        self._paint_grid(painter, now)
        if now.date() in self.days:
            left = self.gutter + self.days.index(now.date()) * self.column_width
            today = QRectF(left, round(self.y_of(now.hour * 60 + now.minute)) + 0.5, self.column_width, 0)
            gutter.paint_now(painter, today, seen.width(), now, self.view.workspace, self.view.theme.palette)
        for rect, block in self._places():
            if rect.intersects(seen):
                self._paint_block(painter, rect, block, now)

    def _paint_grid(self, painter: QPainter, now: datetime) -> None:
        palette = self.view.theme.palette
        width, height = self.viewport().width(), self.viewport().height()
        for column, day in enumerate(self.days):
            left = self.gutter + column * self.column_width
            if day.weekday() >= 5 and len(self.days) > 1:
                painter.fillRect(QRectF(left, 0, self.column_width, height), QColor(palette.window))
        painter.setFont(scale.font(scale.CAPTION))
        for hour in range(25):
            y = round(self.y_of(hour * 60)) + 0.5
            painter.setPen(QPen(QColor(palette.line), 1))
            painter.drawLine(QPointF(self.gutter - 6, y), QPointF(width, y))
            near_now = now.date() in self.days and abs(now.hour * 60 + now.minute - hour * 60) < 18
            if 0 < hour < 24 and not near_now:
                painter.setPen(QColor(palette.muted))
                gutter.paint_hour(painter, y, hour, self.days, self.view.workspace)
        painter.setPen(QPen(QColor(palette.line), 1))
        for column in range(len(self.days)):
            x = round(self.gutter + column * self.column_width) + 0.5
            painter.drawLine(QPointF(x, 0), QPointF(x, height))

    def _paint_block(self, painter: QPainter, rect: QRectF, block: Block, now: datetime) -> None:
        look = Look(
            self.view.theme.palette,
            selected=self.selection is not None
            and block.key == self.selection.key
            and block.start == self.selection.start,
            past=block.end <= now,
            leaving=self.view.ghosts.leaves(block),
        )
        paint_tall(painter, rect, block, look, self.view.workspace.formatter.span(block.start, block.end))

    def _paint_drawn(self, painter: QPainter) -> None:
        if self._drawn is None:
            return
        start, end = self._drawn
        held = self._grip.block if self._grip else None
        fresh = Event(id="", calendar_id="", uid="", summary=self.tr("New event"))
        base = held or Block(fresh, start, end, False, self.view.theme.palette.accent, "")
        drawn = dataclasses.replace(base, start=start, end=end, ghost="updated", all_day=False)
        for column, day in enumerate(self.days):
            for placed in place_in_day([drawn], day) if day in drawn.days else ():
                paint_tall(
                    painter,
                    self.rect_of(placed, column, self.column_width, self.verticalScrollBar().value()),
                    drawn,
                    Look(self.view.theme.palette),
                    self.view.workspace.formatter.span(start, end),
                )

    # ---- the hand ----

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton or event.position().x() < self.gutter:
            return
        found = self.block_at(event.position())
        day, minute = self.place_at(event.position())
        self.select(found[1] if found else None)
        if found:
            resizes = event.position().y() > found[0].bottom() - EDGE
            self._grip = Grip("resize" if resizes else "move", found[1], minute, day)
        else:
            self._grip = Grip("create", None, minute // SNAP * SNAP, day)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is None:
            self._show_cursor(event.position())
            return
        day, minute = self.place_at(event.position())
        if (day, minute // SNAP) == (self._grip.day, self._grip.minute // SNAP) and self._drawn is None:
            return
        above = self._may_be_lifted(self._grip) and event.position().y() < 0
        self._hold_over_lane(day if above else None)
        self._drawn = None if above else self._span_of(self._grip, day, minute)
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        grip, drawn, lane_day = self._grip, self._drawn, self._lane_day
        self._let_go()
        if grip is None:
            return
        if grip.block and lane_day:
            start = self._moment(lane_day, 0)
            self.view.moved.emit(Move(grip.block, start, start + timedelta(days=1), True, copies(event)))
        elif drawn and grip.block is None:
            self.view.create_asked.emit(*drawn, False)
        elif drawn and grip.block and drawn != (grip.block.start, grip.block.end):
            self.view.moved.emit(Move(grip.block, *drawn, copies=copies(event) and grip.deed == "move"))

    def _may_be_lifted(self, grip: Grip) -> bool:
        """An event can last days; a task has an hour or none."""
        return grip.deed == "move" and grip.block is not None and isinstance(grip.block.row, Event)

    def _hold_over_lane(self, day: date | None) -> None:
        if day != self._lane_day and self._grip:
            self._lane_day = day
            self.lifted.emit(self._grip.block, day)

    def _let_go(self) -> None:
        self._hold_over_lane(None)
        self._grip = self._drawn = None
        self.viewport().update()

    def hold(self, block: Block, point: QPointF) -> tuple[datetime, datetime] | None:
        """Shows an all-day block that is held over the hours, and gives the hour that it would take; None outside them."""
        inside = self.viewport().rect().contains(point.toPoint())
        day, minute = self.place_at(point)
        start = self._moment(day, minute // SNAP * SNAP)
        self._grip = Grip("lower", block, minute, day) if inside else None
        self._drawn = (start, start + timedelta(hours=1)) if inside else None
        self.viewport().update()
        return self._drawn

    def drop_held(self) -> None:
        """Nothing is held over the hours any more."""
        self._let_go()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._let_go()
        found = self.block_at(event.position())
        if found:
            self.view.opened.emit(found[1])
        elif event.position().x() >= self.gutter:
            day, minute = self.place_at(event.position())
            start = self._moment(day, minute // 30 * 30)
            self.view.create_asked.emit(start, start + timedelta(hours=1), False)

    def _show_cursor(self, point: QPointF) -> None:
        found = self.block_at(point)
        over_edge = found is not None and point.y() > found[0].bottom() - EDGE
        self.viewport().setCursor(Qt.CursorShape.SizeVerCursor if over_edge else Qt.CursorShape.ArrowCursor)

    def _moment(self, day: date, minute: int) -> datetime:
        """The wall clock's `minute` of `day`, 24:00 included."""
        zone = self.view.workspace.zone
        return (datetime.combine(day, time()) + timedelta(minutes=minute)).replace(tzinfo=zone)

    def _span_of(self, grip: Grip, day: date, minute: int) -> tuple[datetime, datetime]:
        snapped = round(minute / SNAP) * SNAP
        if grip.block is None:
            first, last = sorted((self._moment(grip.day, grip.minute), self._moment(day, snapped)))
            return first, max(last, first + timedelta(minutes=SNAP))
        if grip.deed == "resize":
            return grip.block.start, max(self._moment(day, snapped), grip.block.start + timedelta(minutes=SNAP))
        step = timedelta(days=(day - grip.day).days, minutes=round((minute - grip.minute) / SNAP) * SNAP)
        return grip.block.start + step, grip.block.end + step

    # ---- the keys ----

    def keyPressEvent(self, event: QKeyEvent) -> None:
        block = self.selection
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        days = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        key = Qt.Key(event.key())
        zooms = {Qt.Key.Key_Plus: ZOOM, Qt.Key.Key_Equal: ZOOM, Qt.Key.Key_Minus: 1 / ZOOM}
        zooms[Qt.Key.Key_0] = USUAL / self.hour_height
        if event.key() == Qt.Key.Key_Escape and self._grip:
            self._let_go()
        elif control and key in zooms:
            self.zoom(zooms[key], self.viewport().height() / 2)
        elif block and control and key in (*steps, *days):
            quarter, whole = timedelta(minutes=SNAP * steps.get(key, 0)), timedelta(days=days.get(key, 0))
            moved = (block.start if shift else block.start + quarter + whole, block.end + quarter + whole)
            if moved[1] > moved[0]:
                self.view.moved.emit(Move(block, *moved))
        elif block and control and key == Qt.Key.Key_PageUp and isinstance(block.row, Event):
            first = self._moment(block.start.date(), 0)
            self.view.moved.emit(Move(block, first, first + timedelta(days=1), True))
        elif key in steps or key in days:
            self._step_selection(steps.get(key, 0) or days.get(key, 0), by_day=key in days)
        elif block and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.view.opened.emit(block)
        elif block and key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.view.removed.emit(block)
        else:
            super().keyPressEvent(event)

    def _step_selection(self, direction: int, by_day: bool) -> None:
        timed = [b for b in self.view.blocks if not b.all_day]
        if not timed:
            return
        if self.selection is None:
            self.select(timed[0 if direction > 0 else -1])
            return
        here = self.selection.start.date() if by_day else self.selection.start
        ahead = [
            b
            for b in timed
            if ((b.start.date() if by_day else b.start) > here) is (direction > 0) and b != self.selection
        ]
        if by_day:
            ahead = [b for b in ahead if b.start.date() != self.selection.start.date()]
        if ahead:
            self.select(ahead[0] if direction > 0 else ahead[-1])

    def select(self, block: Block | None) -> None:
        """Marks a block, brings it into sight and says it to a screen reader."""
        self.selection = block
        if block:
            minute = block.start.hour * 60 + block.start.minute
            if not 0 <= self.y_of(minute) <= self.viewport().height() - 20:
                self.scroll_to(max(0, minute - 60))
            formatter = self.view.workspace.formatter
            self.setAccessibleDescription(
                f"{block.row.summary}, {formatter.when(block.row, self.view.workspace.today)}, {block.calendar}"
            )
        self.selected.emit(block)
        self.viewport().update()

    def changeEvent(self, event: QEvent) -> None:
        self.viewport().update()
        super().changeEvent(event)
