"""How an event looks wherever it is painted: a soft field of its calendar's colour, a bar, its words; a ghost while a plan is previewed."""

from collections.abc import Callable
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPixmap

from app.item_models.blocks import Block, Ghosts
from app.theme import scale
from app.theme.lettering import broken, fitted, letters_within, measures, write_line
from app.theme.palette import Palette, mark, mix, readable
from models.rows import Event, Task

#: A block that is narrower inside has no room for a word.
LEAST_WORDS = 12
#: In a narrower one every letter counts: words end with a whole letter, without an ellipsis.
NARROW = 56
#: A block that is narrower, and so high, has its title from the top down; one that is narrower still has none.
TURNED, LEAST_TURNED, LEAST_HEIGHT = 33, 11, 48
#: No title and no place takes more lines, where it may take as many as it needs.
MOST_LINES = 6
#: Smaller letters can't be read, in pixels.
LEAST_TYPE = 6
#: What stands between the hour of a line and its title, and the least of that which is worth an hour before it.
HOUR_GAP, LEAST_BESIDE = 5, 40
#: Width of the pale stripes of what is not sure yet.
STRIPE = 4
#: What is left free beside them.
LEFT_EDGE, RIGHT_EDGE = 9, 4
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


class Face(NamedTuple):
    """What of a block is seen. A tuple, since it is looked up for every block that is painted."""

    title: str
    place: str
    color: str
    ghost: str
    hours: str = ""


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
        if box.width() - LEFT_EDGE - RIGHT_EDGE >= LEAST_WORDS or is_turned(block.title, box.width(), box.height()):
            face = face_of(block, say)
        ratio = painter.device().devicePixelRatioF()
        if painter.deviceTransform().m11() == ratio:
            painter.drawPixmap(box.topLeft(), tile(face, look, box.width(), box.height(), ratio))
        else:  # on paper the painter is scaled, on a screen its device is
            painter.save()
            painter.translate(box.topLeft())
            paint_tile(painter, face, look, QRectF(0, 0, box.width(), box.height()))
            painter.restore()


def face_of(block: Block, say: Callable[[datetime, datetime], str]) -> Face:
    """All that a block in the hours says."""
    return Face(block.title, block.row.location or "", block.color, block.ghost, say(block.start, block.end))


def height_of(face: Face, width: float) -> float:
    """How high a block of the hours that is so wide has to be to say all of it."""
    inner, caption = width - LEFT_EDGE - RIGHT_EDGE, scale.font(scale.CAPTION)
    title = broken(face.title, scale.font(scale.SMALL, QFont.Weight.DemiBold), inner, MOST_LINES)
    below = bool(fitting(face.hours, inner)) + len(broken(face.place, caption, inner, MOST_LINES))
    bold = scale.metrics(scale.SMALL, QFont.Weight.DemiBold)
    return 5 + len(title) * bold.height() + below * scale.metrics(scale.CAPTION).height()


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
    """A block: its title on as many lines as fit, then its hours and place."""
    paint_field(painter, rect, face, look)
    painter.setPen(colors(face.color, face.ghost, look)[1])
    painter.setClipRect(rect)
    painter.setFont(title_font(look))
    metrics = scale.metrics(scale.SMALL, QFont.Weight.DemiBold)
    inner = rect.adjusted(LEFT_EDGE, 3, -RIGHT_EDGE, -2)
    if is_turned(face.title, rect.width(), rect.height()):
        write_turned(painter, rect, face, look)
        return
    if inner.width() < LEAST_WORDS:
        return
    if inner.height() < 2 * metrics.height():
        write_beside(painter, QRectF(inner.left(), rect.top(), inner.width(), rect.height()), face, title_font(look))
    else:
        write_below(painter, inner, face, title_font(look))


def is_turned(title: str, width: float, height: float) -> bool:
    """Whether a title is read better from the top down: where a word would go over three lines, or over two and the title is whole so."""
    if not LEAST_TURNED <= width < NARROW or height < LEAST_HEIGHT:
        return False
    bold = QFont.Weight.DemiBold
    longest = max((scale.width_of(word, scale.SMALL, bold) for word in title.split()), default=0)
    lines = 1 if scale.width_of(title, scale.SMALL, bold) <= height - 8 else 2
    return width < TURNED or longest > lines * (width - LEFT_EDGE - RIGHT_EDGE)


def write_turned(painter: QPainter, rect: QRectF, face: Face, look: Look) -> None:
    """The title alone, from the top down, beside the bar."""
    font = title_font(look)
    font.setPixelSize(min(font.pixelSize(), int(rect.width()) - 4))
    line = QRectF(4, 0, rect.height() - 8, rect.width() - 3)
    painter.setFont(font)
    painter.translate(rect.topRight())
    painter.rotate(90)
    painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter), fitted(face.title, font, line.width())[0])


def write_beside(painter: QPainter, line: QRectF, face: Face, font: QFont) -> None:
    """Title and hours on one line, as high as it lets them; the hours only where they fit beside the whole title."""
    middle = int(Qt.AlignmentFlag.AlignVCenter)
    caption, shown = scale.font(scale.CAPTION), shortened(face.title, font, line.width())
    if line.height() < caption.pixelSize() + 3:  # hours that are compact, zoomed out, or on paper
        font = QFont(font)
        for letters in (font, caption):
            letters.setPixelSize(max(LEAST_TYPE, round(line.height()) - 2))
        shown, _ = fitted(face.title, font, line.width())
    painter.setFont(font)
    painter.drawText(line, middle, shown)
    rest = line.width() - measures(font).horizontalAdvance(face.title) - 8
    painter.setFont(caption)
    words = fitting(face.hours, rest)
    painter.drawText(QRectF(line.right() - rest, line.top(), rest, line.height()), middle, words)


def fitting(hours: str, width: float) -> str:
    """From when until when, or from when alone, or nothing, as there is room."""
    said = (hours, hours.split(" – ")[0])
    return next((words for words in said if scale.width_of(words, scale.CAPTION) <= width), "")


def write_below(painter: QPainter, inner: QRectF, face: Face, font: QFont) -> None:
    """The title on the lines that it needs, then hours and place as far as they fit: hours that would be cut leave their line to it. Under
    a title of which no line is left, the hours stand behind its last word where there is room."""
    metrics, small = scale.metrics(scale.SMALL, QFont.Weight.DemiBold), scale.metrics(scale.CAPTION)
    width, y, caption = inner.width(), inner.top(), scale.font(scale.CAPTION)
    most, hours = int(inner.height() // metrics.height()), fitting(face.hours, width)
    lines = broken(face.title, font, width, most)
    if lines and scale.width_of(lines[-1], scale.SMALL, QFont.Weight.DemiBold) > width:
        lines = broken(face.title, font, width, most - (most > 1 and bool(hours)))  # cut anyway, so the hours stay
    for line in lines:
        write_line(painter, QPointF(inner.left(), y + metrics.ascent()), shortened(line, font, width), font)
        y += metrics.height()
    if y + small.height() > inner.bottom() + 2:
        rest = width - scale.width_of(lines[-1], scale.SMALL, QFont.Weight.DemiBold) - HOUR_GAP if lines else 0
        beside = fitting(face.hours, rest)
        end = QPointF(inner.right() - scale.width_of(beside, scale.CAPTION), y - metrics.descent())
        write_line(painter, end, beside, caption)
    left = int((inner.bottom() + 2 - y) // small.height()) - bool(hours)
    for words in filter(None, (hours, *broken(face.place if width >= NARROW else "", caption, width, left))):
        if y + small.height() > inner.bottom() + 2:
            break
        start = QPointF(inner.left(), y + small.ascent())
        write_line(painter, start, shortened(words, caption, width), caption)
        y += small.height()


@lru_cache(maxsize=4000)
def shortened(words: str, font: QFont, width: float) -> str:
    """Words on one line of a block: with an ellipsis where they are too long, or the letters that stand whole where one would leave too
    little of them."""
    if width < NARROW:
        return words[: letters_within(words, font, width)].rstrip()
    return fitted(words, font, width)[0]


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
