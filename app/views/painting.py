"""How an event looks wherever it is painted: a soft field of its calendar's colour, a bar, its words; a ghost while a plan is previewed."""

from collections.abc import Callable
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPixmap

from app.item_models.blocks import Block, Ghosts
from app.theme import scale
from app.theme.lettering import broken, fitted, measures, write_line
from app.theme.palette import Palette, mark, mix, readable
from app.views.block_words import HOUR_GAP, MOST_LINES, RIGHT_EDGE, Face, face_of, has_words, write_words
from models.rows import Event, Task

#: The least width of a title that is worth an hour before it.
LEAST_BESIDE = 40
#: Width of the pale stripes of what is not sure yet.
STRIPE = 4
#: Where words begin behind a dot or a ring.
WORDS_AT = 14


class Look(NamedTuple):
    """How a block is to be painted besides its own values."""

    palette: Palette
    selected: bool = False
    #: There is nothing more to expect of it.
    over: bool = False
    #: It does not take place.
    cancelled: bool = False
    #: It is not sure yet that it takes place.
    tentative: bool = False
    #: The row that a previewed plan would remove or move away.
    leaving: bool = False


def look_for(block: Block, palette: Palette, now: datetime, ghosts: Ghosts, selected: bool = False) -> Look:
    """How a block is to be painted at `now`, with a plan over it."""
    return Look(palette, selected, block.is_over(now), block.is_cancelled, block.is_tentative, ghosts.leaves(block))


@lru_cache(maxsize=500)
def colors(color: str, ghost: str, look: Look) -> tuple[QColor, QColor]:
    """The field of a block, and the words on it, computed once for each calendar and look."""
    face = Face("", "", color, ghost)
    return ground(face, look), ink(face, look)


def ground(face: Face, look: Look) -> QColor:
    """The field of a block."""
    palette = look.palette
    if look.leaving:
        return QColor(palette.danger_soft)
    if face.ghost:
        return QColor(palette.success_soft)
    share = 0.10 if look.over else 0.20
    return mix(face.color, palette.surface, share + (0.10 if palette.dark else 0.0))


def ink(face: Face, look: Look) -> QColor:
    """The words of a block, readable on its field."""
    palette = look.palette
    if look.leaving:
        return QColor(palette.danger)
    if face.ghost:
        return QColor(palette.success)
    wanted = palette.muted if look.over else mix(face.color, palette.text, 0.25).name()
    return readable(wanted, ground(face, look), palette)


def paint_field(
    painter: QPainter, rect: QRectF, face: Face, look: Look, comes: bool = False, goes_on: bool = False
) -> None:
    """The field, the bar at its left, and the border that says selected, new or leaving. What comes from a day before those that are shown,
    or goes on after them, has no corners there."""
    palette = look.palette
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    shape, round_ = QPainterPath(), scale.RADIUS_SMALL
    whole = rect.adjusted(-2 * round_ * comes, 0, 2 * round_ * goes_on, 0)
    shape.addRoundedRect(whole, round_, round_)
    field, _ = colors(face.color, face.ghost, look)
    color = mark(face.color, palette)
    bar = QColor(palette.danger) if look.leaving else QColor(palette.success) if face.ghost else color
    faded = look.over and not (look.leaving or face.ghost)
    parts = (
        (rect.adjusted(0, 0, 3 - rect.width(), 0), mix(color.name(), field.name(), 0.45) if faded else bar),
        (rect.adjusted(3, 0, 0, 0), field),
    )
    for part, color in parts:
        painter.save()
        painter.setClipRect(part, Qt.ClipOperation.IntersectClip)
        painter.fillPath(shape, color)
        painter.restore()
    if look.tentative and not (look.leaving or face.ghost):
        paint_stripes(painter, rect, shape, stripe(field, palette))
    if look.selected or look.leaving or face.ghost:
        pen = QPen(QColor(palette.accent) if look.selected else bar, 2 if look.selected else 1)
        if face.ghost:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(whole.adjusted(0.5, 0.5, -0.5, -0.5), round_, round_)
    painter.restore()


def stripe(field: QColor, palette: Palette) -> QColor:
    """The stripes on the field of what is not sure yet."""
    return mix(palette.surface, field.name(), 0.6)


def paint_stripes(painter: QPainter, rect: QRectF, shape: QPainterPath, pale: QColor) -> None:
    """What is not sure yet is hatched: pale stripes across its field, beside the bar. Its words can be read on the field, so on these too."""
    painter.save()
    painter.setClipPath(shape, Qt.ClipOperation.IntersectClip)
    painter.setClipRect(rect.adjusted(3, 0, 0, 0), Qt.ClipOperation.IntersectClip)
    painter.setPen(QPen(pale, STRIPE))
    for step in range(0, int(rect.width() + rect.height()) + STRIPE, 3 * STRIPE):
        painter.drawLine(
            QPointF(rect.left() + step, rect.top()), QPointF(rect.left() + step - rect.height(), rect.bottom())
        )
    painter.restore()


def title_font(look: Look) -> QFont:
    """The font of a block's title, struck through where it leaves or does not take place."""
    font = scale.font(scale.SMALL, QFont.Weight.DemiBold)
    font.setStrikeOut(look.leaving or look.cancelled)
    return font


def paint_tall(
    painter: QPainter, rect: QRectF, block: Block, look: Look, say: Callable[[datetime, datetime], str]
) -> None:
    """A block in the hours grid, its hours as `say` says them. What it looks like is drawn once and kept: a busy week is painted many
    times while a plan is typed. Those too narrow for words look alike."""
    box = rect.toRect()
    if box.width() > 0 and box.height() > 0:
        face = Face("", "", block.color, block.ghost)
        if has_words(box.width()):
            face = face_of(block, say)
        ratio = painter.device().devicePixelRatioF()
        if painter.deviceTransform().m11() == ratio:
            painter.drawPixmap(box.topLeft(), tile(face, look, box.width(), box.height(), ratio))
        else:  # on paper the painter is scaled, on a screen its device is
            painter.save()
            painter.translate(box.topLeft())
            paint_tile(painter, face, look, QRectF(0, 0, box.width(), box.height()))
            painter.restore()


@lru_cache(maxsize=1200)
def tile(face: Face, look: Look, width: int, height: int, ratio: float) -> QPixmap:
    """The picture of a block."""
    drawn = QPixmap(QSize(round(width * ratio), round(height * ratio)))
    drawn.setDevicePixelRatio(ratio)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    paint_tile(painter, face, look, QRectF(0, 0, width, height))
    painter.end()
    return drawn


def paint_tile(painter: QPainter, face: Face, look: Look, rect: QRectF) -> None:
    """A block: its field, and what it says."""
    paint_field(painter, rect, face, look)
    painter.setPen(colors(face.color, face.ghost, look)[1])
    painter.setClipRect(rect)
    painter.setFont(title_font(look))
    write_words(painter, rect, face, title_font(look))


def paint_chip(
    painter: QPainter,
    rect: QRectF,
    block: Block,
    look: Look,
    hour: str = "",
    comes: bool = False,
    goes_on: bool = False,
) -> None:
    """A block on one line, or with its place on as many as there is room for: all-day lane and month. A timed one has a dot instead of a
    field, a task a ring, or a tick where it is done. It may come from a day before those of the line, and go on after them."""
    face = Face(block.title, "", block.color, block.ghost)
    is_day = block.all_day and isinstance(block.row, Event)
    is_changing = bool(block.ghost) or look.leaving
    has_field = is_day or is_changing or look.selected
    if has_field:
        paint_field(painter, rect, face, look, comes, goes_on)
    elif not is_done(block.row):
        paint_mark(painter, QPointF(rect.left() + 6, first_line(rect).center().y()), block, look)
    left = rect.left() + (8 if has_field else 3 if is_done(block.row) else WORDS_AT)
    title = block.title if has_field or is_done(block.row) else block.name
    painter.setPen(
        colors(face.color, face.ghost, look)[1]
        if is_day or is_changing
        else QColor(look.palette.muted if look.over else look.palette.text)
    )
    right = rect.right() - RIGHT_EDGE
    font = title_font(look) if is_day else scale.font(scale.SMALL)
    font.setStrikeOut(look.leaving or look.cancelled)
    weight = QFont.Weight.DemiBold if is_day else QFont.Weight.Normal
    metrics, small = scale.metrics(scale.SMALL, weight), scale.metrics(scale.CAPTION)
    if first_line(rect) != rect:
        box = QRectF(left, rect.top(), right - left, rect.height())
        write_note(painter, box, f"{hour} {title}".strip(), block.row.location or "", font)
        return
    beside = scale.width_of(hour, scale.CAPTION) + HOUR_GAP
    # At a point, not in a box: that is twice as fast, and a month has hundreds.
    if hour and left + beside + LEAST_BESIDE < right:
        write_line(painter, QPointF(left, baseline(rect, small)), hour, scale.font(scale.CAPTION))
        left += beside
    write_line(painter, QPointF(left, baseline(rect, metrics)), fitted(title, font, right - left - 2)[0], font)


def first_line(rect: QRectF) -> QRectF:
    """The line of a box on which its words begin: all of it where there is no room for two."""
    line = scale.metrics(scale.SMALL).height()
    return QRectF(rect.topLeft(), QSizeF(rect.width(), line + 2)) if rect.height() >= 2 * line else rect


def write_note(painter: QPainter, box: QRectF, words: str, place: str, font: QFont) -> None:
    """Words and a place on the lines of a box."""
    y, caption = box.top() + 1, scale.font(scale.CAPTION)
    for said, letters in ((words, font), (place, caption)):
        metrics = measures(letters)
        for line in broken(said, letters, box.width(), int((box.bottom() + 1 - y) // metrics.height())):
            write_line(
                painter, QPointF(box.left(), y + metrics.ascent()), fitted(line, letters, box.width())[0], letters
            )
            y += metrics.height()


def note_height(block: Block, hour: str, width: float) -> float:
    """How high `paint_chip` has to be to say all of a block that is so wide."""
    inner, height = width - WORDS_AT - RIGHT_EDGE, 2.0
    weight = QFont.Weight.DemiBold if block.all_day and isinstance(block.row, Event) else QFont.Weight.Normal
    for said, size, thick in (
        (f"{hour} {block.title}".strip(), scale.SMALL, weight),
        (block.row.location or "", scale.CAPTION, QFont.Weight.Normal),
    ):
        lines = broken(said, scale.font(size, thick), inner, MOST_LINES)
        height += len(lines) * scale.metrics(size, thick).height()
    return height


def write_more(painter: QPainter, rect: QRectF, number: int, words: str) -> None:
    """How many more there are, in these words, or as a bare number where they are too long."""
    fits = scale.width_of(words, scale.CAPTION, QFont.Weight.Medium) <= rect.width()
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignVCenter), words if fits else f"+{number}")


def baseline(rect: QRectF, metrics: QFontMetricsF) -> float:
    """Where a line of words stands that is in the middle of a box."""
    return rect.top() + (rect.height() - metrics.height()) / 2 + metrics.ascent()


def is_done(row: Event | Task) -> bool:
    """A task that was ticked off."""
    return isinstance(row, Task) and not row.is_open


def paint_mark(painter: QPainter, middle: QPointF, block: Block, look: Look) -> None:
    """A dot in the colour of a block, half of one where it is not sure yet, a ring for a task that is to be done."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    color = QColor(mark(block.color, look.palette))
    color.setAlphaF(0.5 if look.over else 1.0)
    is_ring = isinstance(block.row, Task) or look.tentative
    painter.setPen(QPen(color, 1.5) if is_ring else Qt.PenStyle.NoPen)
    painter.setBrush(Qt.BrushStyle.NoBrush if is_ring else color)
    painter.drawEllipse(middle, 3.5, 3.5)
    if look.tentative:
        painter.setBrush(color)
        painter.drawPie(QRectF(middle.x() - 3.5, middle.y() - 3.5, 7, 7), 90 * 16, 180 * 16)
