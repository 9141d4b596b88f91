"""The soft shadow around a floating card: drawn once for a small card, whose corners and edges are then laid around any other."""

from functools import lru_cache

from PySide6.QtCore import QMarginsF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

#: How far the shadow reaches to the left and right of the card; above half as far, below `LOWER` further.
REACH, LOWER = 14, 4
MARGINS = QMarginsF(REACH, REACH // 2, REACH, REACH + LOWER)
RADIUS = 12
#: Shadow and rounding lie within so much of a corner; an edge between two looks the same all along.
CORNER = 48
#: How dark each of the `REACH` layers is.
LIGHT, DARK = 0.007, 0.025


def paint_shadow(painter: QPainter, rect: QRect, dark: bool) -> None:
    """Paints the shadow of a card that fills `rect` but for `MARGINS`; under the card itself nothing is painted."""
    source = drawn(dark, painter.device().devicePixelRatioF())
    there, here = thirds(QRect(0, 0, 2 * CORNER + 1, 2 * CORNER + 1)), thirds(rect)
    ratio = source.devicePixelRatio()
    for row in range(3):
        for column in range(3):
            if (row, column) != (1, 1):
                part = there[row][column]
                pixels = QRectF(part.x() * ratio, part.y() * ratio, part.width() * ratio, part.height() * ratio)
                painter.drawPixmap(QRectF(here[row][column]), source, pixels)


def thirds(rect: QRect) -> list[list[QRect]]:
    """Corners, edges and middle of a rectangle, row by row."""
    xs = (rect.left(), rect.left() + CORNER, rect.left() + rect.width() - CORNER, rect.left() + rect.width())
    ys = (rect.top(), rect.top() + CORNER, rect.top() + rect.height() - CORNER, rect.top() + rect.height())
    return [[QRect(xs[c], ys[r], xs[c + 1] - xs[c], ys[r + 1] - ys[r]) for c in range(3)] for r in range(3)]


@lru_cache(maxsize=4)
def drawn(dark: bool, ratio: float) -> QPixmap:
    """The shadow of the smallest card."""
    size = 2 * CORNER + 1
    made = QPixmap(round(size * ratio), round(size * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    shade = QColor("#000000")
    shade.setAlphaF(DARK if dark else LIGHT)
    painter.setBrush(shade)
    inner = QRectF(0, 0, size, size).marginsRemoved(MARGINS)
    for grow in range(REACH, 0, -1):
        layer = inner.adjusted(-grow, -grow / 2, grow, grow + LOWER)
        painter.drawRoundedRect(layer, RADIUS + grow, RADIUS + grow)
    painter.end()
    return made
