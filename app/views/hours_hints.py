"""At the edges of the hours: how many of a day lie above or below what is seen."""

from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from app.item_models.blocks import Placed
from app.theme import scale
from app.theme.palette import Palette
from app.views.hours_ground import Ground

HEIGHT, MARGIN = 18, 3
#: Of what is cut off by less, enough is seen.
EDGE = 6


class Hint(NamedTuple):
    """Where it says so, how many there are, whether they lie below, the minute of the nearest, and whether it would cover something."""

    rect: QRectF
    number: int
    below: bool
    minute: int
    is_crowded: bool


def hints_of(ground: Ground, blocks: Iterable[tuple[int, Placed]]) -> list[Hint]:
    """What is to be said of blocks, each with the column of its day; not of those that give way, or that a plan would make."""
    above, below = dict[int, list[int]](), dict[int, list[int]]()
    seen = dict[int, list[tuple[float, float]]]()
    height, line = ground.seen.height(), scale.sized(HEIGHT)
    for column, placed in blocks:
        if placed.block.gives_way or placed.block.ghost:
            continue
        if ground.y_of(placed.bottom) < EDGE:
            above.setdefault(column, []).append(placed.top)
        elif ground.y_of(placed.top) > height - EDGE:
            below.setdefault(column, []).append(placed.top)
        else:
            seen.setdefault(column, []).append((ground.y_of(placed.top), ground.y_of(placed.bottom)))
    found = []
    for sides, is_below in ((above, False), (below, True)):
        for column, tops in sides.items():
            top = height - line - MARGIN if is_below else MARGIN
            box = QRectF(ground.left + column * ground.column + 4, top, ground.column - 8, line)
            crowded = any(begins < box.bottom() and ends > box.top() for begins, ends in seen.get(column, ()))
            found.append(Hint(box, len(tops), is_below, min(tops) if is_below else max(tops), crowded))
    return found


def paint_hints(painter: QPainter, hints: Iterable[Hint], words: tuple[str, str], palette: Palette) -> None:
    """Says it, small, in the middle of each day; `words` for those above and below. A bare number, at the end, where something stands there,
    and where the words are too long."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(scale.font(scale.CAPTION))
    ground = QColor(palette.surface)
    ground.setAlphaF(0.9)
    for hint in hints:
        arrow = "↓" if hint.below else "↑"
        said = (f"{words[hint.below].format(hint.number)} {arrow}", f"{hint.number} {arrow}")
        room = 0 if hint.is_crowded else hint.rect.width()
        text = next((one for one in said if scale.width_of(one, scale.CAPTION) + 12 <= room), said[-1])
        box = QRectF(0, 0, scale.width_of(text, scale.CAPTION) + 12, hint.rect.height())
        box.moveCenter(hint.rect.center())
        if hint.is_crowded:
            box.moveRight(hint.rect.right())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.setPen(QColor(palette.muted))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), text)
