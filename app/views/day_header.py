"""Above the hours: the days' names and the all-day lane, in which a hand or the keys make, move and stretch what lasts days."""

import dataclasses
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QFont,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QShowEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.item_models.blocks import Bar, Block, Move, lanes_of, midnight, place_in_lanes
from app.item_models.pulls import Pull
from app.theme import scale
from app.views import gutter
from app.views.calendar_view import CalendarView
from app.views.choosing_view import copies
from app.views.day_name import paint_name
from app.views.hours_grid import HoursGrid
from app.views.painting import look_for, paint_chip
from app.views.picture import Picture
from models.rows import Event

NAMES_HEIGHT = 52
#: Lanes that have room above several days, and above one alone or on paper, where nobody can look for the others.
MOST_LANES, MOST_OF_ONE = 5, 12
#: Width in which the right end of a block is for stretching it.
EDGE = 7
#: The hour that an event takes which the keys bring down from the lane.
MORNING = 9


class DayHeader(QWidget):
    """Belongs to a `CalendarView`; grows with the all-day events of the span."""

    def __init__(self, view: CalendarView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = view
        self.scroll_bar_width = 0
        #: The hours below, which a block of the lane can be dragged into.
        self.hours: HoursGrid | None = None
        self._pull: Pull | None = None
        #: Where the keys are if at no block: the days from `_anchor` to `_cursor`.
        self._cursor = self._anchor = view.day
        self._coming: tuple[Block, ...] = ()
        #: What the view's ghosts were when blocks were taken last.
        self._ghosts = view.ghosts
        self._lanes = lanes_of(())
        self._names = Picture()
        #: Whether a button was pressed since the lane is shown.
        self._was_pressed = False
        self._places: list[tuple[QRectF, Block]] = []
        #: Where it says how many more there are on a day.
        self._more: list[tuple[QRectF, date]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Days and all-day events"))
        view.chosen_changed.connect(self._say)

    def set_blocks(self) -> None:
        """Takes the all-day blocks of the view."""
        first, days = self.view.span
        self._ghosts = self.view.ghosts
        blocks = (*(b for b in self.view.shown if b.all_day), *self._coming)
        self._lanes = lanes_of(place_in_lanes(blocks, first, days))
        self.setFixedHeight(self.sizeHint().height())
        self.update()

    def set_ghosts(self) -> None:
        """Takes the all-day blocks of the view anew where a plan has to do with any."""
        before, after = self._ghosts, self.view.ghosts
        changed = (before.leaves(b) or after.leaves(b) for b in self.view.blocks if b.all_day)
        if any(b.all_day for b in (*before.coming, *after.coming)) or any(changed):
            self.set_blocks()
        self._ghosts = after

    def sizeHint(self) -> QSize:
        lanes = min(self._room, len(self._lanes.lanes))
        return QSize(200, NAMES_HEIGHT + max(lanes, 1) * self.view.theme.spacing.lane + scale.S)

    @property
    def _room(self) -> int:
        """How many lanes there may be."""
        return MOST_OF_ONE if self.view.span[1] == 1 or self.view.theme.is_paper else MOST_LANES

    @property
    def gutter(self) -> int:
        """Width of what stands left of the days."""
        return gutter.width_of(self.view.workspace)

    @property
    def column_width(self) -> float:
        """Width of one day."""
        return (self.width() - self.gutter - self.scroll_bar_width) / self.view.span[1]

    def paintEvent(self, event: QPaintEvent) -> None:
        palette, lane, workspace = self.view.theme.palette, self.view.theme.spacing.lane, self.view.workspace
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shows = (self.view.span, self.view.today, workspace.zone, workspace.preferences, palette, self.column_width)
        self._names.paint(painter, self.size(), shows, self._draw_names)
        self._places, self._more = [], []
        fitting, marked = self._lanes.fitting(self._room), self.view.marked
        self._paint_more(painter, fitting)
        for bar in fitting:
            rect = QRectF(
                self.gutter + bar.first * self.column_width + 2, NAMES_HEIGHT + bar.lane * lane,
                (bar.last - bar.first + 1) * self.column_width - (2 if bar.goes_on else 5), lane - 3,
            )  # fmt: skip
            self._places.append((rect, bar.block))
            chosen = (bar.block.key, bar.block.start) in marked
            look = look_for(bar.block, palette, self.view.now, self.view.ghosts, chosen)
            paint_chip(painter, rect, bar.block, look, comes=bar.comes, goes_on=bar.goes_on)
        if self.hasFocus() and self.selection is None and self._pull is None:
            self._paint_cursor(painter)
        if self._lanes.lanes or self.hasFocus():
            painter.setPen(QColor(palette.muted))
            painter.setFont(scale.font(scale.CAPTION))
            painter.drawText(
                QRectF(0, NAMES_HEIGHT, self.gutter - scale.S, lane - 3),
                int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter),
                self.tr("all day"),
            )
        painter.setPen(QPen(QColor(palette.line), 1))
        painter.drawLine(QPointF(0, self.height() - 0.5), QPointF(self.width(), self.height() - 0.5))

    def _paint_more(self, painter: QPainter, fitting: Sequence[Bar]) -> None:
        """Says of each day how many there are that have no lane."""
        hidden = list(self._lanes.counts)
        for bar in fitting:
            for column in range(bar.first, bar.last + 1):
                hidden[column] -= 1
        lane = self.view.theme.spacing.lane
        painter.setFont(scale.font(scale.CAPTION, QFont.Weight.Medium))
        painter.setPen(QColor(self.view.theme.palette.muted))
        for column, number in enumerate(hidden):
            if number:
                left, top = self.gutter + column * self.column_width, NAMES_HEIGHT + (self._room - 1) * lane
                rect = QRectF(left + 8, top, self.column_width - 11, lane - 3)
                self._more.append((rect, self.view.span[0] + timedelta(days=column)))
                words = self.tr("{} more").format(number)
                fits = scale.width_of(words, scale.CAPTION, QFont.Weight.Medium) <= rect.width()
                painter.drawText(rect, int(Qt.AlignmentFlag.AlignVCenter), words if fits else f"+{number}")

    def _draw_names(self, painter: QPainter) -> None:
        """The days, and what stands over the hours; the all-day events are painted upon it."""
        palette, (first, days), workspace = self.view.theme.palette, self.view.span, self.view.workspace
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(palette.surface))
        for column in range(days):
            left = self.gutter + column * self.column_width
            paint_name(painter, left, self.column_width, first + timedelta(days=column), self.view.today, palette)
        gutter.paint_head(painter, NAMES_HEIGHT, first, workspace, palette)

    def _paint_cursor(self, painter: QPainter) -> None:
        first, days = self.view.span
        left, right = sorted((self._anchor, self._cursor))
        columns = max(0, (left - first).days), min(days - 1, (right - first).days)
        top = NAMES_HEIGHT - 2
        painter.setPen(QPen(QColor(self.view.theme.palette.accent), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(
            QRectF(
                self.gutter + columns[0] * self.column_width + 2, top,
                (columns[1] - columns[0] + 1) * self.column_width - 4, self.height() - top - 4,
            ),
            scale.RADIUS_SMALL, scale.RADIUS_SMALL,
        )  # fmt: skip

    def day_at(self, x: float) -> date:
        """The day under `x`."""
        first, days = self.view.span
        return first + timedelta(days=max(0, min(int((x - self.gutter) // self.column_width), days - 1)))

    def painted(self) -> list[tuple[QRect, Block]]:
        """Where each block is."""
        return [(rect.toRect(), block) for rect, block in self._places if not block.ghost]

    @property
    def selection(self) -> Block | None:
        """The one of the lane from which the keys go on."""
        return next((block for block in reversed(self.view.chosen) if block.all_day), None)

    def block_at(self, point: QPointF) -> Block | None:
        """The all-day block under `point`."""
        return next((block for rect, block in self._places if rect.contains(point) and not block.ghost), None)

    def show_coming(self, block: Block | None, day: date | None) -> None:
        """Shows where a block that is held over the lane would stand; nowhere where it or `day` is None."""
        if block is None or day is None:
            self._coming = ()
        else:
            start = midnight(day, self.view.workspace.zone)
            length = block.end - block.start if block.all_day else timedelta(days=1)
            self._coming = (dataclasses.replace(block, start=start, end=start + length, all_day=True, ghost="updated"),)
        self.set_blocks()

    def _show_pulled(self, over: date | None) -> None:
        """Shows what the drag would come to over a day; nothing where `over` is None."""
        pull, zone = self._pull, self.view.workspace.zone
        self._coming = ()
        if pull and over is not None:
            start, end = pull.span(over, zone)
            fresh = Event(id="", calendar_id="", uid="", summary=self.tr("New event"))
            held = pull.block or Block(fresh, start, end, True, self.view.theme.palette.accent, "")
            self._coming = (dataclasses.replace(held, start=start, end=end, all_day=True, ghost="updated"),)
        self.set_blocks()

    # ---- the hand ----

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point = event.position()
        if event.button() is not Qt.MouseButton.LeftButton or point.x() < self.gutter or point.y() < NAMES_HEIGHT:
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
            if point.y() < NAMES_HEIGHT and point.x() > self.gutter:
                self.view.day_chosen.emit(self.day_at(point.x()))
            return
        hours, day = self._lowered(event), self.day_at(point.x())
        self._pull = None
        more = next((day for rect, day in self._more if rect.contains(point)), None)
        if hours and pull.block:
            self.view.moved.emit(Move(pull.block, *hours, False, copies(event)))
        elif day != pull.day:
            self._come_to(pull, day, copies(event))
        elif more and pull.block is None:
            self.view.day_chosen.emit(more)
        elif pull.block:
            self.view.click(pull.block, event, [block for block in self.view.blocks if block.all_day])
        self._let_go()  # what is shown where it would stand stays while the scope is asked

    def _come_to(self, pull: Pull, day: date, leaves_copy: bool = False) -> None:
        """Asks for what a drag, or the keys, come to."""
        start, end = pull.span(day, self.view.workspace.zone)
        if pull.block is None:
            self.view.create_asked.emit(start, end, True)
        elif (start, end) != (pull.block.start, pull.block.end):
            along = self.view.beside(pull.block) if pull.deed == "move" else ()
            self.view.moved.emit(Move(pull.block, start, end, copies=leaves_copy and pull.deed == "move", beside=along))

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
        if block:
            self.view.opened.emit(block)
        elif event.position().y() >= NAMES_HEIGHT:
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
            and place.y() >= NAMES_HEIGHT
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
            self.view.moved.emit(Move(block, start, start + timedelta(hours=1), False))
        elif side and control and block:
            pull = Pull("resize" if shift else "move", block.start.date(), block)
            self._come_to(pull, pull.day + timedelta(days=side))
        elif side:
            self._step_cursor(side, shift)
        elif beside and not control:
            self._step_selection(beside)
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
