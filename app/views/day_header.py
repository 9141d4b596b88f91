"""Above the hours: the days' names and the all-day lane."""

import dataclasses
from datetime import date, datetime, timedelta

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.formatting import weekday_name
from app.item_models.blocks import Bar, Block, Move, midnight, place_in_lanes
from app.theme import scale
from app.views.calendar_view import CalendarView, copies
from app.views.hours_grid import GUTTER, HoursGrid
from app.views.painting import Look, paint_chip

NAMES_HEIGHT = 52
LANE = 22
MOST_LANES = 5


class DayHeader(QWidget):
    """Belongs to a `CalendarView`; grows with the all-day events of the span."""

    def __init__(self, view: CalendarView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = view
        self.scroll_bar_width = 0
        #: The hours below, which a block of the lane can be dragged into.
        self.hours: HoursGrid | None = None
        self._held: Block | None = None
        self._grabbed: date | None = None
        self._coming: tuple[Block, ...] = ()
        self._bars: tuple[Bar, ...] = ()
        self._places: list[tuple[QRectF, Block]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Days and all-day events"))

    def set_blocks(self) -> None:
        """Takes the all-day blocks of the view."""
        first, days = self.view.span
        blocks = (*(b for b in self.view.shown if b.all_day), *self._coming)
        self._bars = place_in_lanes(blocks, first, days)
        self.setFixedHeight(self.sizeHint().height())
        self.update()

    def sizeHint(self) -> QSize:
        lanes = min(MOST_LANES, max((bar.lane + 1 for bar in self._bars), default=0))
        return QSize(200, NAMES_HEIGHT + lanes * LANE + (scale.S if lanes else 0))

    @property
    def column_width(self) -> float:
        """Width of one day."""
        return (self.width() - GUTTER - self.scroll_bar_width) / self.view.span[1]

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = self.view.theme.palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(palette.surface))
        first, days = self.view.span
        for column in range(days):
            self._paint_name(painter, first + timedelta(days=column), column)
        self._places = []
        now = self.view.workspace.clock()
        for bar in self._bars:
            if bar.lane >= MOST_LANES:
                continue
            rect = QRectF(
                GUTTER + bar.first * self.column_width + 2, NAMES_HEIGHT + bar.lane * LANE,
                (bar.last - bar.first + 1) * self.column_width - 5, LANE - 3,
            )  # fmt: skip
            self._places.append((rect, bar.block))
            paint_chip(
                painter,
                rect,
                bar.block,
                Look(palette, past=bar.block.end <= now, leaving=self.view.ghosts.leaves(bar.block)),
            )
        if self._bars:
            painter.setPen(QColor(palette.muted))
            painter.setFont(scale.font(scale.CAPTION))
            painter.drawText(
                QRectF(0, NAMES_HEIGHT, GUTTER - 12, LANE - 3),
                int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter),
                self.tr("all day"),
            )
        painter.setPen(QPen(QColor(palette.line), 1))
        painter.drawLine(QPointF(0, self.height() - 0.5), QPointF(self.width(), self.height() - 0.5))

    def _paint_name(self, painter: QPainter, day: date, column: int) -> None:
        palette = self.view.theme.palette
        left = GUTTER + column * self.column_width
        is_today = day == self.view.workspace.today
        painter.setPen(QColor(palette.accent if is_today else palette.muted))
        painter.setFont(scale.font(scale.CAPTION, QFont.Weight.DemiBold))
        painter.drawText(
            QRectF(left, 6, self.column_width, 14),
            int(Qt.AlignmentFlag.AlignHCenter),
            weekday_name(day, short=True).upper(),
        )
        number = QRectF(left + self.column_width / 2 - 14, 21, 28, 26)
        if is_today:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(palette.accent))
            painter.drawRoundedRect(number, 13, 13)
        painter.setPen(QColor(palette.on_accent if is_today else palette.text))
        painter.setFont(scale.font(scale.LEAD + 1, QFont.Weight.DemiBold if is_today else QFont.Weight.Medium))
        painter.drawText(number, int(Qt.AlignmentFlag.AlignCenter), str(day.day))

    def day_at(self, x: float) -> date:
        """The day under `x`."""
        first, days = self.view.span
        return first + timedelta(days=max(0, min(int((x - GUTTER) // self.column_width), days - 1)))

    def painted(self) -> list[tuple[QRect, Block]]:
        """Where each block is."""
        return [(rect.toRect(), block) for rect, block in self._places if not block.ghost]

    def block_at(self, point: QPointF) -> Block | None:
        """The all-day block under `point`."""
        return next((block for rect, block in self._places if rect.contains(point) and not block.ghost), None)

    def show_coming(self, block: Block, day: date | None) -> None:
        """Shows where a block that is held over the lane would stand; nowhere where `day` is None."""
        if day is None:
            self._coming = ()
        else:
            start = midnight(day, self.view.workspace.zone)
            length = block.end - block.start if block.all_day else timedelta(days=1)
            self._coming = (dataclasses.replace(block, start=start, end=start + length, all_day=True, ghost="updated"),)
        self.set_blocks()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._held, self._grabbed = self.block_at(event.position()), self.day_at(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held is None or self._grabbed is None:
            return
        below = self._lowered(event)
        day = self.day_at(event.position().x())
        step = day - self._grabbed
        self.show_coming(self._held, (self._held.start + step).date() if step and not below else None)

    def _lowered(self, event: QMouseEvent) -> tuple[datetime, datetime] | None:
        """The hours that the held block is over."""
        if self.hours is None or self._held is None:
            return None
        return self.hours.hold(
            self._held, QPointF(self.hours.viewport().mapFromGlobal(event.globalPosition().toPoint()))
        )

    def _drop(self, event: QMouseEvent, held: Block, grabbed: date) -> bool:
        """Ends a drag; False where it was only a click."""
        hours, step = self._lowered(event), self.day_at(event.position().x()) - grabbed
        if self.hours:
            self.hours.drop_held()
        self._held = None
        self.show_coming(held, None)
        if hours:
            self.view.moved.emit(Move(held, *hours, False, copies(event)))
        elif step:
            self.view.moved.emit(Move(held, held.start + step, held.end + step, copies=copies(event)))
        return bool(hours or step)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._held and self._grabbed and self._drop(event, self._held, self._grabbed):
            return
        if event.position().y() < NAMES_HEIGHT and event.position().x() > GUTTER:
            self.view.day_chosen.emit(self.day_at(event.position().x()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._held = None
        block = self.block_at(event.position())
        if block:
            self.view.opened.emit(block)
        elif event.position().y() >= NAMES_HEIGHT:
            start = midnight(self.day_at(event.position().x()), self.view.workspace.zone)
            self.view.create_asked.emit(start, start + timedelta(days=1), True)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            block = self.block_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), block.row.summary if block else "", self)
            return True
        return super().event(event)
