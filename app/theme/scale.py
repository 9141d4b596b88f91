"""The one scale of sizes: a grid of four pixels, six sizes of type, all of them larger where that is wanted, two radii, two densities. All in logical pixels."""

import dataclasses
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

#: The sizes of type by their names.
TYPE: Final = {"caption": CAPTION, "small": SMALL, "body": BODY, "lead": LEAD, "title": TITLE, "display": DISPLAY}
#: How large all letters are, in percent.
_letters = 100

RADIUS: Final = 8
RADIUS_SMALL: Final = 5


@dataclasses.dataclass(frozen=True)
class Spacing:
    """What a density decides: spaces, smallest to largest, and the height of what stands in lines, which grows with the letters."""

    xs: int
    s: int
    m: int
    l: int  # noqa: E741 - as everywhere in this scale
    #: Above and below the words of a button, a field, an entry of a menu.
    pad: int
    #: A line of a list; one of two lines of words; a heading in a list.
    row: int
    entry: int
    heading: int
    #: The first line of a row of the card, and each further one.
    card_row: int
    card_line: int
    #: An event of the all-day lane, one of the month; an hour, until it is zoomed.
    lane: int
    chip: int
    hour: float


COMFORTABLE: Final = Spacing(
    xs=XS, s=S, m=M, l=L, pad=5, row=34, entry=52, heading=48, card_row=30, card_line=18, lane=22, chip=19, hour=46.0
)
COMPACT: Final = Spacing(
    xs=2, s=5, m=7, l=10, pad=2, row=25, entry=42, heading=36, card_row=25, card_line=16, lane=19, chip=17, hour=38.0
)

#: What of a density grows with the letters.
LINES: Final = ("row", "entry", "heading", "card_row", "card_line", "lane", "chip", "hour")


def spacing(compact: bool = False) -> Spacing:
    """A density for letters as large as they are."""
    chosen = COMPACT if compact else COMFORTABLE
    return dataclasses.replace(chosen, **{name: sized(getattr(chosen, name)) for name in LINES})


def sized(pixels: float) -> int:
    """What is so wide or high for letters of their plain size, for letters as large as they are."""
    return round(pixels * _letters / 100)


def enlarge(percent: int) -> None:
    """All letters are so large from now on; what was measured of others is forgotten."""
    global _letters
    _letters = percent
    for kept in (made_font, width_of, metrics):
        kept.cache_clear()


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
    """A font of the interface, of `size` logical pixels where letters have their plain size; the caller's own, to be changed."""
    return QFont(made_font(size, weight))


@lru_cache
def made_font(size: int, weight: QFont.Weight) -> QFont:
    """A font, made once: a busy month is written in some hundred pieces."""
    chosen = QFont(list(FAMILIES))
    chosen.setPixelSize(sized(size))
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
