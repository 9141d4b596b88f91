"""Where the hours are, and what lies under their events: the days' columns, the lines of the hours with their labels, and the strips of folded ones."""

import dataclasses
from datetime import date, datetime

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from app.item_models.blocks import Placed
from app.item_models.ruler import DAY, STRIP, Ruler, skipped
from app.theme import scale
from app.theme.palette import Palette
from app.views import gutter
from app.workspace import Workspace

#: Width that is left to what lies behind a block.
BEHIND = 14
#: No label is written so near the hour that it is, in minutes.
NEAR_NOW = 18


@dataclasses.dataclass(frozen=True)
class Ground:
    """The days and where they are painted: from `left` on, each `column` wide, scrolled down by `scroll` pixels."""

    days: tuple[date, ...]
    left: float
    column: float
    seen: QRectF
    ruler: Ruler
    scroll: int

    def y_of(self, minute: float) -> float:
        """Where a minute is painted."""
        return self.ruler.y_of(minute) - self.scroll

    def place_at(self, point: QPointF) -> tuple[date, int]:
        """The day and minute under `point`; beside the days the nearest ones."""
        column = int((point.x() - self.left) // self.column)
        minute = self.ruler.minute_at(point.y() + self.scroll)
        return self.days[max(0, min(column, len(self.days) - 1))], max(0, min(int(minute), DAY))

    def rect_of(self, placed: Placed, column: int) -> QRectF:
        """Where a block is painted in a day."""
        width = (self.column - 6 - BEHIND * placed.over) / placed.columns
        left = self.left + column * self.column + 2 + placed.column * width
        top, bottom = self.y_of(placed.top), self.y_of(placed.bottom)
        return QRectF(left, top + 1, placed.wide * width - 2, bottom - top - 2)


def paint_ground(painter: QPainter, ground: Ground, now: datetime, workspace: Workspace, palette: Palette) -> None:
    """The columns, weekends darker, an hour hatched that a change of the clock leaves out, and what stands at each hour; no labels where the days alone are painted anew."""
    width, height = ground.seen.width(), ground.seen.height()
    for column, day in enumerate(ground.days):
        if day.weekday() >= 5 and len(ground.days) > 1:
            left = ground.left + column * ground.column
            painter.fillRect(QRectF(left, 0, ground.column, height), QColor(palette.window))
        if gap := skipped(day, workspace.zone):
            top, bottom = ground.y_of(gap[0]), ground.y_of(gap[1])
            box = QRectF(ground.left + column * ground.column, top, ground.column, bottom - top)
            painter.fillRect(box, QBrush(QColor(palette.strong_line), Qt.BrushStyle.BDiagPattern))
    painter.setFont(scale.font(scale.CAPTION))
    labelled = not painter.hasClipping() or painter.clipBoundingRect().left() < ground.left
    minute = now.hour * 60 + now.minute if now.date() in ground.days else None
    paint_folds(painter, ground, minute, workspace, palette)
    for hour in range(25):
        at = hour * 60
        if any(first < at < last for first, last in ground.ruler.folds):
            continue
        y = round(ground.y_of(at)) + 0.5
        painter.setPen(QPen(QColor(palette.line), 1))
        painter.drawLine(QPointF(ground.left - 6, y), QPointF(width, y))
        near_now = minute is not None and abs(minute - at) < NEAR_NOW
        at_fold = any(at in fold for fold in ground.ruler.folds)
        if labelled and 0 < hour < 24 and not near_now and not at_fold:
            painter.setPen(QColor(palette.muted))
            gutter.paint_hour(painter, y, hour, ground.days, workspace)
    painter.setPen(QPen(QColor(palette.line), 1))
    for column in range(len(ground.days)):
        x = round(ground.left + column * ground.column) + 0.5
        painter.drawLine(QPointF(x, 0), QPointF(x, height))


def paint_folds(painter: QPainter, ground: Ground, now: int | None, workspace: Workspace, palette: Palette) -> None:
    """The strips of folded hours; where it is one of them, its own label is enough."""
    for first, last in ground.ruler.folds:
        strip = QRectF(ground.left, ground.y_of(first), ground.seen.width(), STRIP)
        painter.fillRect(strip, QColor(palette.hover))
        painter.setPen(QColor(palette.muted))
        if now is None or not first <= now < last:
            gutter.paint_fold(painter, strip, (first, last), workspace)
