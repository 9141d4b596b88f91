"""The month as it is seen: which weeks, where each day is in them, and the picture of them with their blocks in lanes."""

import dataclasses
import itertools
from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.formatting import month_name, weekday_name
from app.item_models.blocks import Block
from app.item_models.lanes import Bar, Lanes, place_in_weeks, shared_heights
from app.theme import scale
from app.theme.theme import Looks
from app.views.calendar_view import CalendarView
from app.views.gutter import week_number
from app.views.painting import look_for, note_height, paint_chip, write_more
from app.views.picture import Picture
from app.workspace import Workspace

#: Heights of the days' names, and of the number of a day.
NAMES, NUMBER = 28, 27


class MonthCanvas(CalendarView):
    """The weeks that touch the month of `day`, or those that were rolled to; subclasses say what the hand does."""

    def __init__(self, workspace: Workspace, theme: Looks, parent: QWidget | None = None) -> None:
        super().__init__(workspace, theme, parent)
        self._weeks: tuple[Lanes, ...] = ()
        #: How often blocks were taken: the picture shows those of one time.
        self._filled = 0
        self._picture = Picture()
        self._places: list[tuple[QRectF, Block]] = []
        self._more: list[tuple[QRectF, date]] = []
        #: The weeks that are shown, where they are not those of a month.
        self._rolled: tuple[date, int] | None = None
        self._held: Block | None = None
        self._over: date | None = None
        self._grabbed: date | None = None
        #: Where the hand is.
        self._pointer = QPointF()

    def span_at(self, day: date) -> tuple[date, int]:
        if self._rolled and 0 <= (day - self._rolled[0]).days < self._rolled[1]:
            return self._rolled
        first = day.replace(day=1)
        start = self.workspace.formatter.first_of_week(first)
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        return start, ((last - start).days // 7 + 1) * 7

    @property
    def title(self) -> str:
        return f"{month_name(self.month.month)} {self.month.year}"

    @property
    def brief_titles(self) -> tuple[str, ...]:
        return (f"{month_name(self.month.month, short=True)} {self.month.year}",)

    @property
    def month(self) -> date:
        """The first day of the month of which most is shown."""
        first, days = self.span
        return (first + timedelta(days=days // 2)).replace(day=1)

    def day_beside(self, direction: int) -> date:
        return (self.month + timedelta(days=15 + 30 * direction)).replace(day=1)

    def _go_to(self, day: date, direction: int) -> None:
        if direction or self.span_at(day) != self._rolled:  # pages are whole months
            self._rolled = None
        super()._go_to(day, direction)

    def roll(self, weeks: int) -> None:
        """So many weeks on, all of the month's rows with them."""
        step, (first, days) = timedelta(weeks=weeks), self.span
        self._rolled = first + step, days
        self._go_to(self.day + step, 0)

    @property
    def names_height(self) -> int:
        """Height of the days' names."""
        return scale.sized(NAMES)

    @property
    def weeks(self) -> int:
        """Rows of days."""
        return self.span[1] // 7

    @property
    def cell_width(self) -> float:
        """Width of a day."""
        return self.width() / 7

    @property
    def cell_height(self) -> float:
        """Height of a day."""
        return (self.height() - self.names_height) / self.weeks

    def lay_out(self, blocks: tuple[Block, ...], first: date, days: int) -> tuple[Lanes, ...]:
        return place_in_weeks(blocks, first, days // 7)

    def blocks_changed(self) -> None:
        first, _ = self.span
        self._weeks = self._laid_out or place_in_weeks(self.shown, first, self.weeks)
        self._filled += 1
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        shows = (
            self._filled,
            self.day,
            self._over,
            self.workspace.clock().replace(second=0, microsecond=0),
            self.hasFocus() and self.target[0],
            self.marked,
            self.theme.palette,
            self.theme.spacing,
        )
        self._picture.paint(painter, self.size(), shows, self._draw)
        if self._held and self._over:
            self._paint_held(painter, self._held)

    def _paint_held(self, painter: QPainter, block: Block) -> None:
        """What is dragged, under the hand, as wide as a day."""
        rect = QRectF(0, 0, self.cell_width - 8, self.theme.spacing.chip - 2)
        rect.moveCenter(self._pointer)
        hour = "" if block.all_day else self.workspace.formatter.clock(block.start)
        shown = dataclasses.replace(block, ghost="updated")
        paint_chip(painter, rect, shown, look_for(shown, self.theme.palette, self.now, self.ghosts), hour)

    def _draw(self, painter: QPainter) -> None:
        palette = self.theme.palette
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(palette.surface))
        first, days = self.span
        painter.setFont(scale.font(scale.CAPTION, QFont.Weight.DemiBold))
        painter.setPen(QColor(palette.muted))
        for column in range(7):
            box = QRectF(column * self.cell_width, 0, self.cell_width - 8, self.names_height)
            painter.drawText(
                box,
                int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter),
                weekday_name(first + timedelta(days=column), short=True).upper(),
            )
        for n in range(days):
            self._paint_day(painter, first + timedelta(days=n), n)
        self._places, self._more = [], []
        for week, lanes in enumerate(self._weeks):
            self._paint_bars(painter, first + timedelta(days=7 * week), week, lanes)

    def _paint_day(self, painter: QPainter, day: date, n: int) -> None:
        palette = self.theme.palette
        cell = self._cell(n)
        is_beside = day.replace(day=1) != self.month
        if is_beside or day.weekday() >= 5:
            painter.fillRect(cell, QColor(palette.window))
        if self._is_over(day):
            painter.fillRect(cell, QColor(palette.accent_soft))
        painter.setPen(QPen(QColor(palette.line), 1))
        painter.drawLine(QPointF(cell.left(), round(cell.top()) + 0.5), QPointF(cell.right(), round(cell.top()) + 0.5))
        if n % 7:
            painter.drawLine(
                QPointF(round(cell.left()) + 0.5, cell.top()), QPointF(round(cell.left()) + 0.5, cell.bottom())
            )
        today, chosen = day == self.today, day == self.target[0] and self.hasFocus()
        number = f"{day.day} {month_name(day.month, short=True)}" if day.day == 1 else str(day.day)
        width, high = scale.sized(24 if day.day > 1 else 46), scale.sized(22)
        badge = QRectF(cell.right() - width - 4, cell.top() + 4, width, high)
        if today or chosen:
            painter.setPen(QPen(QColor(palette.accent), 1) if chosen and not today else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(palette.accent) if today else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(badge, high / 2, high / 2)
        if n % 7 == 0:
            painter.setPen(QColor(palette.muted))
            painter.setFont(scale.font(scale.CAPTION))
            corner = QRectF(cell.left() + 8, cell.top() + 4, badge.left() - cell.left() - 12, high)
            words = self.tr("Week {}").format(week_number(day))
            if scale.width_of(words, scale.CAPTION) <= corner.width():
                painter.drawText(corner, int(Qt.AlignmentFlag.AlignVCenter), words)
        painter.setPen(QColor(palette.on_accent if today else palette.muted if is_beside else palette.text))
        painter.setFont(
            scale.font(scale.SMALL, QFont.Weight.DemiBold if today or day.day == 1 else QFont.Weight.Normal)
        )
        painter.drawText(badge, int(Qt.AlignmentFlag.AlignCenter), number)

    def _paint_bars(self, painter: QPainter, first: date, week: int, lanes: Lanes) -> None:
        palette, width, marked = self.theme.palette, self.cell_width, self.marked
        chip = self.theme.spacing.chip
        room = max(1, int((self.cell_height - scale.sized(NUMBER) - 2) // chip))
        top = self.names_height + week * self.cell_height + scale.sized(NUMBER)
        heights = self._heights(lanes, room)
        tops = list(itertools.accumulate(heights, initial=top))
        hidden = list(lanes.counts)
        for bar in lanes.fitting(room, self.stands_out):
            for column in range(bar.first, bar.last + 1):
                hidden[column] -= 1
            block, hour = bar.block, self._hour(bar.block)
            left = bar.first * width + 4 * (not bar.comes)
            rect = QRectF(left, tops[bar.lane], self._width(bar), heights[bar.lane] - 2)
            self._places.append((rect, block))
            look = look_for(block, palette, self.now, self.ghosts, (block.key, block.start) in marked)
            paint_chip(painter, rect, block, look, hour, bar.comes, bar.goes_on)
        painter.setFont(scale.font(scale.CAPTION, QFont.Weight.Medium))
        painter.setPen(QColor(palette.muted))
        for column, number in enumerate(hidden):
            if number:
                rect = QRectF(column * width + 10, top + (room - 1) * chip, width - 14, chip - 2)
                self._more.append((rect, first + timedelta(days=column)))
                write_more(painter, rect, number, self.tr("{} more").format(number))

    def _hour(self, block: Block) -> str:
        """What stands before its title: what passes midnight stands where it begins, its hour beside it."""
        return "" if block.all_day else self.workspace.formatter.clock(block.start)

    def _width(self, bar: Bar) -> float:
        columns = bar.last + 1 - bar.first if bar.block.all_day else 1
        return columns * self.cell_width - 4 * (not bar.comes) - 4 * (not bar.goes_on)

    def _heights(self, lanes: Lanes, room: int) -> list[float]:
        """Of each lane: alike, but on paper, where nobody can ask for the rest, with as many lines as there is room for."""
        chip = self.theme.spacing.chip
        if not self.theme.is_paper or len(lanes.lanes) > room:
            return [chip] * max(room, len(lanes.lanes))
        needs = (
            max((note_height(b.block, self._hour(b.block), self._width(b)) + 2 for b in lane), default=0)
            for lane in lanes.lanes
        )
        return shared_heights(
            needs, self.cell_height - scale.sized(NUMBER) - 2, chip, scale.metrics(scale.SMALL).height()
        )

    def _cell(self, n: int) -> QRectF:
        return QRectF(
            (n % 7) * self.cell_width,
            self.names_height + (n // 7) * self.cell_height,
            self.cell_width,
            self.cell_height,
        )

    def day_at(self, point: QPointF) -> date:
        """The day under `point`."""
        column = max(0, min(int(point.x() // self.cell_width), 6))
        week = max(0, min(int((point.y() - self.names_height) // self.cell_height), self.weeks - 1))
        return self.span[0] + timedelta(days=7 * week + column)

    def painted(self) -> list[tuple[QRect, Block]]:
        """Where each block is."""
        return [(rect.toRect(), block) for rect, block in self._places if not block.ghost]

    def block_at(self, point: QPointF) -> Block | None:
        """The block under `point`."""
        return next((block for rect, block in self._places if rect.contains(point) and not block.ghost), None)

    def place_of(self, block: Block) -> QRect | None:
        return self.on_screen(self, [*self.painted(), (self._target_cell().toRect(), block)], block)

    def _target_cell(self) -> QRectF:
        """Where the day of what is chosen is, or the nearest that is shown."""
        first, days = self.span
        return self._cell(max(0, min((self.target[0] - first).days, days - 1)))

    def mark(self, day: date | None) -> None:
        """Marks the day that something is held over; none where it is None."""
        self._over = day
        self.update()

    def _is_over(self, day: date) -> bool:
        """Whether the drag under way comes to a day."""
        if self._over is None or self._grabbed is None or self._held:
            return day == self._over
        return min(self._over, self._grabbed) <= day <= max(self._over, self._grabbed)
