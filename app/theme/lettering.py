"""Lines of words, shaped once: that takes longer than painting them, and the window writes the same ones with each key."""

import re
from bisect import bisect_right
from functools import lru_cache

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QStaticText, QTextLayout

#: A letter that is read from right to left, and an hour after it.
HOUR_AFTER = re.compile(r"([\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc])(?=[^\w]*\d?\d[:.]\d\d)")
#: What would end a line, or leave a gap in it.
BREAKS = str.maketrans("\n\r\t\u2028\u2029", "     ")

#: A line that is never broken is so wide.
ENDLESS = 1e6


def write_line(painter: QPainter, baseline: QPointF, words: str, font: QFont) -> None:
    """Writes words on one line, in the painter's pen, from a point on; what is written looks as Qt writes it anew."""
    painter.setFont(font)
    if font.strikeOut():  # which Qt draws elsewhere through words that were shaped before
        painter.drawText(baseline, words)
    elif words:
        line, ascent = shaped(words, font)
        painter.drawStaticText(QPointF(baseline.x(), baseline.y() - ascent), line)


@lru_cache(maxsize=2000)
def shaped(words: str, font: QFont) -> tuple[QStaticText, float]:
    """A line of words in a font, and how far its baseline is from its top: letters of another font, which this one lacks, may stand
    higher. Which painter it is for, Qt looks itself."""
    line = QStaticText(words.translate(BREAKS))
    line.setTextFormat(Qt.TextFormat.PlainText)
    if words.isascii():
        return line, measures(font).ascent()
    layout = QTextLayout(words.translate(BREAKS), font)
    layout.beginLayout()
    made = layout.createLine()
    made.setLineWidth(ENDLESS)
    layout.endLayout()
    return line, made.ascent()


@lru_cache(maxsize=2000)
def fitted(words: str, font: QFont, width: float) -> tuple[str, float]:
    """Words that are cut with an ellipsis where they are wider than `width`, and the width that they take."""
    metrics = measures(font)
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(0.0, width))
    return shown, metrics.horizontalAdvance(shown)


def in_order(words: str) -> str:
    """A sentence in which an hour after a name that is read from right to left stays behind it, where it would be taken for a part of it."""
    return HOUR_AFTER.sub("\\1\N{LEFT-TO-RIGHT MARK}", words)


def literal(words: str) -> str:
    """Words of the person's own on a button or in a menu, where one "&" alone would be taken for the mark of a key."""
    return words.replace("&", "&&")


def letters_within(words: str, font: QFont, width: float) -> int:
    """How many letters of a line stand whole within a width."""
    metrics = measures(font)
    return bisect_right(range(1, len(words) + 1), width, key=lambda n: metrics.horizontalAdvance(words[:n]))


@lru_cache(maxsize=4000)
def broken(words: str, font: QFont, width: float, most: int) -> tuple[str, ...]:
    """Words on at most so many lines, broken between words alone. A line may be wider than asked: one word that is, or the last, where
    what there is no line for stays."""
    lines, rest = list[str](), words.translate(BREAKS).strip()
    while rest and len(lines) < most - 1:
        size = max(1, letters_within(rest, font, width))
        if size < len(rest):
            space, end = rest.rfind(" ", 0, size + 1), rest.find(" ", size)
            size = space if space > 0 else end if end >= 0 else len(rest)
        lines.append(rest[:size].rstrip())
        rest = rest[size:].lstrip()
    return (*lines, rest) if rest and most > 0 else tuple(lines)


@lru_cache(maxsize=100)
def measures(font: QFont) -> QFontMetricsF:
    """The measures of a font."""
    return QFontMetricsF(font)
