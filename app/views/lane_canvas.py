"""Above the hours as it is seen: the days' names, and the lanes of what lasts days, as many as there is room for."""

import itertools
import math
from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.item_models.blocks import Block
from app.item_models.lanes import Bar, lanes_of, place_in_lanes, shared_heights
from app.item_models.pulls import Pull
from app.theme import scale
from app.views import gutter
from app.views.calendar_view import CalendarView
from app.views.day_name import paint_name
from app.views.painting import look_for, note_height, paint_chip, write_more
from app.views.picture import Picture

NAMES = 52
#: The fewest lanes that there may be, the most, which paper has, where nobody can look for the others; and the share of the height that they
#: may take above several days, and above one alone.
LEAST_LANES, MOST_LANES = 3, 12
SHARE, SHARE_OF_ONE = 0.22, 0.35


class LaneCanvas(QWidget):
    """Belongs to a `CalendarView`; grows with the all-day events of the span. Subclasses say what the hand does."""

    def __init__(self, view: CalendarView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = view
        self.scroll_bar_width = 0
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

    def set_blocks(self) -> None:
        """Takes the all-day blocks of the view."""
        first, days = self.view.span
        self._ghosts = self.view.ghosts
        blocks = (*(b for b in self.view.shown if b.all_day), *self._coming)
        self._lanes = lanes_of(place_in_lanes(blocks, first, days), days)
        self.set_height()

    def set_height(self) -> None:
        """Takes the height that the lanes need, or may have."""
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
        return QSize(200, self.names_height + math.ceil(sum(self._heights)) + scale.S)

    @property
    def _heights(self) -> Sequence[float]:
        """Of each lane that there is room for: alike, but on paper, where nobody can ask for the rest, with the lines that it needs."""
        lane, view = self.view.theme.spacing.lane, self.view
        shown = self._lanes.lanes[: self._room]
        if not view.theme.is_paper or not shown:
            return [lane] * max(len(shown), 1)
        day = (view.width() - self.gutter) / view.span[1]
        needs = (
            max((note_height(b.block, "", (b.last - b.first + 1) * day - 5) + 3 for b in bars), default=0)
            for bars in shown
        )
        return shared_heights(needs, view.height() * SHARE_OF_ONE, lane, scale.metrics(scale.SMALL).height())

    @property
    def _room(self) -> int:
        """How many lanes there may be."""
        if self.view.theme.is_paper:
            return MOST_LANES
        share = SHARE_OF_ONE if self.view.span[1] == 1 else SHARE
        return max(LEAST_LANES, min(int(self.view.height() * share / self.view.theme.spacing.lane), MOST_LANES))

    @property
    def names_height(self) -> int:
        """Height of the days' names."""
        return scale.sized(NAMES)

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
        fitting, marked = self._place(), self.view.marked
        self._more = []
        self._paint_more(painter, fitting)
        for bar, (rect, _) in zip(fitting, self._places, strict=True):
            chosen = (bar.block.key, bar.block.start) in marked
            look = look_for(bar.block, palette, self.view.now, self.view.ghosts, chosen)
            paint_chip(painter, rect, bar.block, look, comes=bar.comes, goes_on=bar.goes_on)
        if self.hasFocus() and self.selection is None and self._pull is None:
            self._paint_cursor(painter)
        if self._lanes.lanes or self.hasFocus():
            painter.setPen(QColor(palette.muted))
            painter.setFont(scale.font(scale.CAPTION))
            painter.drawText(
                QRectF(0, self.names_height, self.gutter - scale.S, lane - 3),
                int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter),
                self.tr("all day"),
            )
        painter.setPen(QPen(QColor(palette.line), 1))
        painter.drawLine(QPointF(0, self.height() - 0.5), QPointF(self.width(), self.height() - 0.5))

    def _place(self) -> list[Bar]:
        """The bars that are seen, by day and lane, now that it is known where each is."""
        heights, fitting = self._heights, self._lanes.fitting(self._room, self.view.stands_out)
        tops = list(itertools.accumulate(heights, initial=self.names_height))
        self._places = [
            (
                QRectF(
                    self.gutter + bar.first * self.column_width + 2, tops[bar.lane],
                    (bar.last - bar.first + 1) * self.column_width - (2 if bar.goes_on else 5), heights[bar.lane] - 3,
                ),
                bar.block,
            )
            for bar in fitting
        ]  # fmt: skip
        return fitting

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
                left, top = self.gutter + column * self.column_width, self.names_height + (self._room - 1) * lane
                rect = QRectF(left + 8, top, self.column_width - 11, lane - 3)
                self._more.append((rect, self.view.span[0] + timedelta(days=column)))
                write_more(painter, rect, number, self.tr("{} more").format(number))

    def _draw_names(self, painter: QPainter) -> None:
        """The days, and what stands over the hours; the all-day events are painted upon it."""
        palette, (first, days), workspace = self.view.theme.palette, self.view.span, self.view.workspace
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(palette.surface))
        for column in range(days):
            left = self.gutter + column * self.column_width
            paint_name(painter, left, self.column_width, first + timedelta(days=column), self.view.today, palette)
        gutter.paint_head(painter, self.names_height, first, workspace, palette)

    def _paint_cursor(self, painter: QPainter) -> None:
        first, days = self.view.span
        left, right = sorted((self._anchor, self._cursor))
        columns = max(0, (left - first).days), min(days - 1, (right - first).days)
        top = self.names_height - 2
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
        """Where each block is, one that was just chosen, too."""
        self._place()
        return [(rect.toRect(), block) for rect, block in self._places if not block.ghost]

    @property
    def selection(self) -> Block | None:
        """The one of the lane from which the keys go on."""
        return next((block for block in reversed(self.view.chosen) if block.all_day), None)

    def block_at(self, point: QPointF) -> Block | None:
        """The all-day block under `point`."""
        return next((block for rect, block in self._places if rect.contains(point) and not block.ghost), None)
