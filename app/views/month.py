"""Month: weeks of days with what is on them, painted."""

import dataclasses
from datetime import date, datetime, timedelta

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFont,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from app.formatting import month_name, weekday_name
from app.item_models.blocks import Block, Move, midnight
from app.item_models.choosing import without
from app.item_models.lanes import Lanes, place_in_weeks
from app.item_models.pulls import Pull, carried
from app.theme import scale
from app.theme.theme import Looks
from app.views.calendar_view import CalendarView
from app.views.choosing_view import copies
from app.views.gutter import week_number
from app.views.painting import look_for, paint_chip, write_more
from app.views.picture import Picture
from app.workspace import Workspace

NAMES_HEIGHT = 28
NUMBER_HEIGHT = 27
#: A notch of the wheel, in eighths of a degree.
NOTCH = 120
#: So many days on is where an arrow leads.
STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}


class MonthView(CalendarView):
    """The weeks that touch the month of `day`. A click chooses a day, a drag moves an event to another one, or makes
    one of the days that it goes over. Arrows go from day to day; Space goes into the day, and then up and down are its events; it lists
    them where there is no room for all."""

    def __init__(self, workspace: Workspace, theme: Looks, parent: QWidget | None = None) -> None:
        super().__init__(workspace, theme, parent)
        self._weeks: tuple[Lanes, ...] = ()
        #: How often blocks were taken: the picture shows those of one time.
        self._filled = 0
        self._picture = Picture()
        self._places: list[tuple[QRectF, Block]] = []
        self._more: list[tuple[QRectF, date]] = []
        self._held: Block | None = None
        #: How far the wheel was turned since the last month.
        self._turned = 0
        self._over: date | None = None
        self._grabbed: date | None = None
        #: Where the hand is.
        self._pointer = QPointF()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Month"))

    def span_at(self, day: date) -> tuple[date, int]:
        first = day.replace(day=1)
        start = self.workspace.formatter.first_of_week(first)
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        return start, ((last - start).days // 7 + 1) * 7

    @property
    def title(self) -> str:
        return f"{month_name(self.day.month)} {self.day.year}"

    @property
    def brief_titles(self) -> tuple[str, ...]:
        return (f"{month_name(self.day.month, short=True)} {self.day.year}",)

    def day_beside(self, direction: int) -> date:
        months = self.day.year * 12 + self.day.month - 1 + direction
        return date(months // 12, months % 12 + 1, 1)

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
        return (self.height() - NAMES_HEIGHT) / self.weeks

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
            box = QRectF(column * self.cell_width, 0, self.cell_width - 8, NAMES_HEIGHT)
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
        if day.month != self.day.month or day.weekday() >= 5:
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
        width = 24 if day.day > 1 else 46
        badge = QRectF(cell.right() - width - 4, cell.top() + 4, width, 22)
        if today or chosen:
            painter.setPen(QPen(QColor(palette.accent), 1) if chosen and not today else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(palette.accent) if today else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(badge, 11, 11)
        if n % 7 == 0:
            painter.setPen(QColor(palette.muted))
            painter.setFont(scale.font(scale.CAPTION))
            corner = QRectF(cell.left() + 8, cell.top() + 4, badge.left() - cell.left() - 12, 22)
            words = self.tr("Week {}").format(week_number(day))
            if scale.width_of(words, scale.CAPTION) <= corner.width():
                painter.drawText(corner, int(Qt.AlignmentFlag.AlignVCenter), words)
        painter.setPen(
            QColor(palette.on_accent if today else palette.text if day.month == self.day.month else palette.muted)
        )
        painter.setFont(
            scale.font(scale.SMALL, QFont.Weight.DemiBold if today or day.day == 1 else QFont.Weight.Normal)
        )
        painter.drawText(badge, int(Qt.AlignmentFlag.AlignCenter), number)

    def _paint_bars(self, painter: QPainter, first: date, week: int, lanes: Lanes) -> None:
        palette, width, marked = self.theme.palette, self.cell_width, self.marked
        chip = self.theme.spacing.chip
        room = max(1, int((self.cell_height - NUMBER_HEIGHT - 2) // chip))
        top = NAMES_HEIGHT + week * self.cell_height + NUMBER_HEIGHT
        hidden = list(lanes.counts)
        for bar in lanes.fitting(room, self.stands_out):
            for column in range(bar.first, bar.last + 1):
                hidden[column] -= 1
            block, hour, columns = bar.block, "", bar.last + 1 - bar.first
            if not block.all_day:  # what passes midnight stands where it begins, its hour beside it
                hour, columns = self.workspace.formatter.clock(block.start), 1
            rect = QRectF(
                bar.first * width + 4 * (not bar.comes), top + bar.lane * chip,
                columns * width - 4 * (not bar.comes) - 4 * (not bar.goes_on), chip - 2,
            )  # fmt: skip
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

    def _cell(self, n: int) -> QRectF:
        return QRectF(
            (n % 7) * self.cell_width, NAMES_HEIGHT + (n // 7) * self.cell_height, self.cell_width, self.cell_height
        )

    def day_at(self, point: QPointF) -> date:
        """The day under `point`."""
        column = max(0, min(int(point.x() // self.cell_width), 6))
        week = max(0, min(int((point.y() - NAMES_HEIGHT) // self.cell_height), self.weeks - 1))
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

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_keys = event.reason() is QContextMenuEvent.Reason.Keyboard
        point = self._target_cell().center() if by_keys else QPointF(event.pos())
        block = next(iter(self.chosen[-1:]), None) if by_keys else self.block_at(point)
        place = self.mapToGlobal(point.toPoint())
        if block:
            self.open_menu(block, place)
        elif point.y() > NAMES_HEIGHT:
            self.offer_event(*self._whole_day(point), True, place)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton or event.position().y() < NAMES_HEIGHT:
            return
        self._grabbed = self.day_at(event.position())
        self._held = self.block_at(event.position())
        self.press(self._held, (self._grabbed, None), event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        day, self._pointer = self.day_at(event.position()), event.position()
        self.mark(day if self._grabbed and day != self._grabbed else None)

    def _is_over(self, day: date) -> bool:
        """Whether the drag under way comes to a day."""
        if self._over is None or self._grabbed is None or self._held:
            return day == self._over
        return min(self._over, self._grabbed) <= day <= max(self._over, self._grabbed)

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
        if not (over or more) and grabbed.month == self.day.month:
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
        elif event.position().y() > NAMES_HEIGHT:
            self.create_asked.emit(*self._whole_day(event.position()), True)

    def _whole_day(self, point: QPointF) -> tuple[datetime, datetime]:
        start = midnight(self.day_at(point), self.workspace.zone)
        return start, start + timedelta(days=1)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._turned += event.angleDelta().y()
        if abs(self._turned) >= NOTCH:
            self.step(-1 if self._turned > 0 else 1)
            self._turned = 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step, held = STEPS.get(Qt.Key(event.key())), event.modifiers()
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
