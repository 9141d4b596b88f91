"""What an event in the hours says: its title on as many lines as fit, then its hours and place; from the top down where that shows more of it."""

from collections.abc import Callable
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter

from app.item_models.blocks import Block
from app.theme import scale
from app.theme.lettering import broken, fitted, letters_within, measures, write_line

#: A block that is narrower has its title from the top down, where that shows more letters of it; one that is still narrower, or lower, shows
#: none.
TURNED, LEAST_TURNED = 33, 11
#: In one that is narrower inside every letter counts: words end with a whole letter, without an ellipsis.
NARROW = 56
#: From that height on a title is turned also where its words would go over three lines.
LEAST_HEIGHT = 48
#: No title and no place takes more lines, where it may take as many as it needs.
MOST_LINES = 6
#: Smaller letters can't be read, in pixels.
LEAST_TYPE = 6
#: What stands between the hour of a line and its title.
HOUR_GAP = 5
#: What is left free beside them.
LEFT_EDGE, RIGHT_EDGE = 9, 4
#: And before and behind a title from the top down.
TURNED_EDGE = 4


class Face(NamedTuple):
    """What of a block is seen. A tuple, since it is looked up for every block that is painted."""

    title: str
    place: str
    color: str
    ghost: str
    hours: str = ""


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


def edges_of(width: float) -> tuple[int, int]:
    """What is left free at both sides of the words in a block that is so wide."""
    return (LEFT_EDGE, RIGHT_EDGE) if width >= TURNED else (5, 1)


def has_words(width: float) -> bool:
    """Whether a block that is so wide has room for a letter."""
    return width >= LEAST_TURNED


def is_turned(title: str, width: float, height: float) -> bool:
    """Whether a title is read better from the top down: in a narrow block where more letters of it stand so, else where a word would go over
    three lines, or over two and the title is whole so."""
    if not LEAST_TURNED <= width < NARROW:
        return False
    bold, inner, down = QFont.Weight.DemiBold, width - sum(edges_of(width)), height - 2 * TURNED_EDGE
    if height < LEAST_HEIGHT:
        font, lines = scale.font(scale.SMALL, bold), int((height - 5) // scale.metrics(scale.SMALL, bold).height())
        beside = sum(letters_within(line, font, inner) for line in broken(title, font, inner, max(1, lines)))
        return width < TURNED and down > inner and letters_within(title, font, down) >= beside
    longest = max((scale.width_of(word, scale.SMALL, bold) for word in title.split()), default=0)
    lines = 1 if scale.width_of(title, scale.SMALL, bold) <= down else 2
    return width < TURNED or longest > lines * inner


def write_words(painter: QPainter, rect: QRectF, face: Face, font: QFont) -> None:
    """What a block says, as it has room for it."""
    left, right = edges_of(rect.width())
    inner = rect.adjusted(left, 3, -right, -2)
    if is_turned(face.title, rect.width(), rect.height()):
        write_turned(painter, rect, face.title, font)
    elif inner.height() < 2 * scale.metrics(scale.SMALL, QFont.Weight.DemiBold).height():
        write_beside(painter, QRectF(inner.left(), rect.top(), inner.width(), rect.height()), face, font)
    elif has_words(rect.width()):
        write_below(painter, inner, face, font)


def write_turned(painter: QPainter, rect: QRectF, title: str, font: QFont) -> None:
    """The title alone, from the top down, beside the bar."""
    font = QFont(font)
    font.setPixelSize(min(font.pixelSize(), int(rect.width()) - 4))
    line = QRectF(TURNED_EDGE, 0, rect.height() - 2 * TURNED_EDGE, rect.width() - 3)
    painter.setFont(font)
    painter.translate(rect.topRight())
    painter.rotate(90)
    painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter), shortened(title, font, line.width()))


def write_beside(painter: QPainter, line: QRectF, face: Face, font: QFont) -> None:
    """Title and hours on one line, as high as it lets them; the hours only where they fit beside the whole title."""
    middle = int(Qt.AlignmentFlag.AlignVCenter)
    caption, font = scale.font(scale.CAPTION), QFont(font)
    font.setPixelSize(max(LEAST_TYPE, min(font.pixelSize(), int(line.width()))))  # so that one letter stands there
    shown = shortened(face.title, font, line.width())
    if line.height() < caption.pixelSize() + 3:  # hours that are compact, zoomed out, or on paper
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
