"""The picture of some days' hours: the ground, the line of the hour that it is, and the blocks in their columns."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from datetime import date, datetime

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from app.item_models.blocks import Block, Placed, place_in_day
from app.item_models.ruler import DAY, Folds
from app.theme import scale
from app.theme.palette import Palette
from app.views import gutter
from app.views.calendar_view import CalendarView
from app.views.hours_ground import Ground, paint_ground
from app.views.painting import Look, look_for, paint_tall

#: Height of the times beside what the hand holds.
TIMES_HEIGHT = 20


def paint_focus(painter: QPainter, seen: QRectF, palette: Palette) -> None:
    """The frame that says that the keys are for the hours, where none of their blocks is marked."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(palette.accent), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(seen.adjusted(1, 1, -1, -1), scale.RADIUS_SMALL, scale.RADIUS_SMALL)


def paint_place(painter: QPainter, ground: Ground, day: date, minute: int, lasting: int, palette: Palette) -> None:
    """The frame around a part of a day that a click chose."""
    if day in ground.days:
        left = ground.left + ground.days.index(day) * ground.column
        top, bottom = ground.y_of(minute), ground.y_of(minute + lasting)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(palette.accent), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(
            QRectF(left + 2, top + 1, ground.column - 4, bottom - top - 2), scale.RADIUS_SMALL, scale.RADIUS_SMALL
        )


def paint_hours(
    painter: QPainter,
    ground: Ground,
    now: datetime,
    blocks: Iterable[tuple[int, Placed]],
    view: CalendarView,
    marked: AbstractSet[tuple[object, datetime]],
) -> None:
    """Paints the hours, or the part of them to which the painter is clipped, and these blocks of their columns, of which some are
    `marked`. `now` is local."""
    palette, workspace = view.theme.palette, view.workspace
    painter.fillRect(ground.seen, QColor(palette.surface))
    paint_ground(painter, ground, now, workspace, palette)
    today = None
    if now.date() in ground.days:
        left = ground.left + ground.days.index(now.date()) * ground.column
        today = QRectF(left, round(ground.y_of(now.hour * 60 + now.minute)) + 0.5, ground.column, 0)
        gutter.paint_now(painter, today, ground.seen.width(), now, workspace, palette)
    for column, placed in blocks:
        rect, block = ground.rect_of(placed, column), placed.block
        if rect.top() < ground.seen.bottom() and rect.bottom() > 0:
            look = look_for(block, palette, now, view.ghosts, (block.key, block.start) in marked)
            paint_tall(painter, rect, block, look, workspace.formatter.span)
    if today is not None:
        gutter.paint_dot(painter, today, palette)


def paint_times(painter: QPainter, ground: Ground, block: Block, view: CalendarView) -> None:
    """From when until when what the hand draws or holds would be, under its lower edge or, at the end of what is seen, over it."""
    day = block.days[-1]
    if day not in ground.days:
        return
    palette, words = view.theme.palette, view.workspace.formatter.span(block.start, block.end)
    last = block.end.hour * 60 + block.end.minute if block.end.date() == day else DAY
    weight = QFont.Weight.DemiBold
    box = QRectF(0, 0, scale.width_of(words, scale.CAPTION, weight) + 2 * scale.S, scale.sized(TIMES_HEIGHT))
    bottom = ground.y_of(last)
    above = bottom + box.height() + 4 > ground.seen.height()
    middle = ground.left + (ground.days.index(day) + 0.5) * ground.column
    box.moveCenter(QPointF(middle, bottom + (-1 if above else 1) * (box.height() / 2 + 4)))
    box.moveLeft(max(0.0, min(box.left(), ground.seen.width() - box.width())))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(palette.text))
    painter.drawRoundedRect(box, scale.RADIUS_SMALL, scale.RADIUS_SMALL)
    painter.setPen(QColor(palette.window))
    painter.setFont(scale.font(scale.CAPTION, weight))
    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), words)


def paint_drawn(painter: QPainter, ground: Ground, block: Block, folds: Folds, view: CalendarView) -> None:
    """Paints a block that the hand draws or holds, over all others."""
    for column, day in enumerate(ground.days):
        for placed in place_in_day([block], day, folds) if day in block.days else ():
            paint_tall(
                painter, ground.rect_of(placed, column), block, Look(view.theme.palette), view.workspace.formatter.span
            )
