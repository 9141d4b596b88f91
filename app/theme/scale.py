"""The one scale of sizes: a grid of four pixels, six sizes of type, two radii. All in logical pixels."""

from functools import lru_cache
from typing import Final

from PySide6.QtGui import QFont, QFontMetricsF

#: Space, smallest to largest.
XS: Final = 4
S: Final = 8
M: Final = 12
L: Final = 16
XL: Final = 24
XXL: Final = 40

#: Type, smallest to largest.
CAPTION: Final = 11
SMALL: Final = 12
BODY: Final = 13
LEAD: Final = 15
TITLE: Final = 19
DISPLAY: Final = 26

RADIUS: Final = 8
RADIUS_SMALL: Final = 5

#: Tried in order; the last is the platform's own.
FAMILIES: Final = (
    "Inter",
    "Cantarell",
    "Segoe UI Variable",
    "Segoe UI",
    "SF Pro Text",
    "Noto Sans",
    "DejaVu Sans",
    "sans-serif",
)


def font(size: int = BODY, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """A font of the interface at `size` logical pixels; the caller's own, to be changed."""
    return QFont(made_font(size, weight))


@lru_cache
def made_font(size: int, weight: QFont.Weight) -> QFont:
    """A font, made once: a busy month is written in some hundred pieces."""
    chosen = QFont(list(FAMILIES))
    chosen.setPixelSize(size)
    chosen.setWeight(weight)
    return chosen


@lru_cache(maxsize=4000)
def width_of(words: str, size: int = BODY, weight: QFont.Weight = QFont.Weight.Normal) -> float:
    """The width of a line of words; kept, since a month writes the same hours and names over and over."""
    return metrics(size, weight).horizontalAdvance(words)


@lru_cache
def metrics(size: int = BODY, weight: QFont.Weight = QFont.Weight.Normal) -> QFontMetricsF:
    """The measures of a font."""
    return QFontMetricsF(made_font(size, weight))
