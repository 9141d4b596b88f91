"""The picture of some days' hours: the ground, the line of the hour that it is, and the blocks in their columns."""

from collections.abc import Iterable
from datetime import datetime

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from app.item_models.blocks import Block, Placed
from app.views import gutter
from app.views.calendar_view import CalendarView
from app.views.hours_ground import Ground, paint_ground
from app.views.painting import Look, paint_tall


def paint_hours(
    painter: QPainter,
    ground: Ground,
    now: datetime,
    blocks: Iterable[tuple[int, Placed]],
    view: CalendarView,
    selection: Block | None,
) -> None:
    """Paints the hours, or the part of them to which the painter is clipped, and these blocks of their columns. `now` is local."""
    palette, workspace = view.theme.palette, view.workspace
    painter.fillRect(ground.seen, QColor(palette.surface))
    paint_ground(painter, ground, now, workspace, palette)
    if now.date() in ground.days:
        left = ground.left + ground.days.index(now.date()) * ground.column
        today = QRectF(left, round(ground.y_of(now.hour * 60 + now.minute)) + 0.5, ground.column, 0)
        gutter.paint_now(painter, today, ground.seen.width(), now, workspace, palette)
    for column, placed in blocks:
        rect, block = ground.rect_of(placed, column), placed.block
        if rect.top() < ground.seen.bottom() and rect.bottom() > 0:
            selected = selection is not None and (block.key, block.start) == (selection.key, selection.start)
            look = Look(palette, selected=selected, past=block.end <= now, leaving=view.ghosts.leaves(block))
            paint_tall(painter, rect, block, look, workspace.formatter.span)
