"""Lines of words, shaped once: that takes longer than painting them, and the window writes the same ones with each key."""

from functools import lru_cache

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QStaticText

#: What would end a line, or leave a gap in it.
BREAKS = str.maketrans("\n\r\t\u2028\u2029", "     ")


def write_line(painter: QPainter, baseline: QPointF, words: str, font: QFont) -> None:
    """Writes words on one line, in the painter's pen, from a point on; what is written looks as Qt writes it anew."""
    painter.setFont(font)
    if font.strikeOut():  # which Qt draws elsewhere through words that were shaped before
        painter.drawText(baseline, words)
    elif words:
        painter.drawStaticText(QPointF(baseline.x(), baseline.y() - measures(font).ascent()), shaped(words, font))


@lru_cache(maxsize=2000)
def shaped(words: str, font: QFont) -> QStaticText:
    """A line of words in a font; which painter it is for, Qt looks itself."""
    line = QStaticText(words.translate(BREAKS))
    line.setTextFormat(Qt.TextFormat.PlainText)
    return line


@lru_cache(maxsize=2000)
def fitted(words: str, font: QFont, width: float) -> tuple[str, float]:
    """Words that are cut with an ellipsis where they are wider than `width`, and the width that they take."""
    metrics = measures(font)
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(0.0, width))
    return shown, metrics.horizontalAdvance(shown)


@lru_cache(maxsize=100)
def measures(font: QFont) -> QFontMetricsF:
    """The measures of a font."""
    return QFontMetricsF(font)
