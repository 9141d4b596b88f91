"""The colours that calendars and lists take, so that they can be told apart, and those that single things have of their own."""

from collections import Counter
from collections.abc import Iterable
from typing import Final

from models.extra_lines import C, extra_value, with_extra_value
from models.rows import Calendar, Component

#: In the order in which they are taken; each is readable as a mark on light and dark ground.
PALETTE: Final = ("#3b5bdb", "#a98600", "#9c36b5", "#2f9e44", "#e8590c", "#c2255c", "#0c8599", "#6741d9", "#74512d")


def shown_color(calendar: Calendar) -> str:
    """The colour of a calendar; one that was never given any is shown in that of its position."""
    return PALETTE[calendar.position % len(PALETTE)] if calendar.color == Calendar.color else calendar.color


def next_color(calendars: Iterable[Calendar]) -> str:
    """The first colour that none of `calendars` is shown in, else the one that the fewest are."""
    taken = Counter(shown_color(calendar) for calendar in calendars)
    return min(PALETTE, key=lambda color: taken[color])


def own_color(row: Component) -> str | None:
    """The colour that a thing has of its own, a name of CSS: COLOR (RFC 7986 5.9), which a row keeps as it came."""
    return extra_value(row, "COLOR") if row.extra else None


def with_own_color(row: C, name: str | None) -> C:
    """The thing in a colour of its own, or in that of its calendar."""
    return with_extra_value(row, "COLOR", name)
