"""What the typed line does to the window itself, no matter of the assistant's: show a day or a view, turn a preference, open a dialog."""

import dataclasses
import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final, Literal
from zoneinfo import available_timezones

from app.settings import Appearance, city_of
from assistant.temporal.reading import read_time
from assistant.temporal.values import Setting
from assistant.wording import POLITE


@dataclasses.dataclass(frozen=True)
class Order:
    """`value` is the day, the name of the view or action, or of the view or list to print, the number of days, the appearance, a preference's
    field and value, the zone whose hours are to go, by how many steps letters grow, or the files that are to bring back what was cancelled."""

    name: Literal[
        "day",
        "view",
        "days",
        "action",
        "appearance",
        "preference",
        "hidden_zone",
        "letters",
        "print",
        "print_list",
        "bring_back",
    ]
    value: Any


NUMBERS: Final = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
#: Days that have room side by side.
MOST_DAYS: Final = 14
#: Words → the action that they stand for.
ACTIONS: Final = {
    r"export(?: all| everything| (?:the |my )?calendars?)?": "export",
    r"import(?: a)?(?: calendar)?(?: file)?": "import",
    r"print|save (?:as|to) (?:a )?pdf": "print",
    r"(?:open )?(?:the )?(?:settings|preferences)": "settings",
    r"(?:show|hide) the sidebar": "sidebar",
    r"new event": "new-event",
    r"new task": "new-task",
    r"quit|exit": "quit",
}


def day_order(words: re.Match[str], setting: Setting) -> Order | None:
    """“go to friday”."""
    read = read_time(words[1], setting)
    return Order("day", read.start.date()) if read and read.start else None


def days_order(words: re.Match[str], setting: Setting) -> Order | None:
    """“next 3 days”."""
    days = NUMBERS.get(words[1].lower()) or int(words[1])
    return Order("days", days) if 1 < days <= MOST_DAYS else None


def letters_order(words: re.Match[str], setting: Setting) -> Order:
    """“make the letters bigger”, “smaller text”, “normal letters”."""
    return Order("letters", {"big": 1, "larg": 1, "small": -1}.get(words[1].lower(), 0))


def zone_order(words: re.Match[str], setting: Setting) -> Order | None:
    """“show the time in Tokyo”, “hide Tokyo time”."""
    zone = zone_of(words["place"], setting)
    if not zone:
        return None
    gone = words[0].lower().lstrip().startswith(("hide", "remove"))
    return Order("hidden_zone", zone) if gone else Order("preference", ("second_zone", zone))


#: How an order may be said, and what it is then.
PHRASES: Final[tuple[tuple[str, Callable[[re.Match[str], Setting], Order | None]], ...]] = (
    (r"(?:go ?to|jump to) (.+)", day_order),
    (
        r"(?:show )?(?:the |my )?(day|week|month|year|agenda|tasks)(?: view)?",
        lambda words, _: Order("view", words[1].lower()),
    ),
    (rf"(?:show )?(?:the )?(?:next )?(\d+|{'|'.join(NUMBERS)}) days(?: view)?", days_order),
    (
        r"(?:switch to |use |go )?(?:the )?(dark|light|system)(?: mode| theme| look|'s theme)",
        lambda words, _: Order("appearance", Appearance(words[1].lower())),
    ),
    (
        r"(?:switch to |use |show |go )?(?:the |a )?(compact|comfortable)(?: mode| view| look| density| spacing)",
        lambda words, _: Order("preference", ("compact", words[1].lower() == "compact")),
    ),
    (
        r"(?:(?:make|use) )?(?:all )?(?:the |my )?(?:letters?|text|fonts?|writing)(?: size)?(?: (?:a bit|a little|much))? (big|larg|small|normal|plain)\w*",
        letters_order,
    ),
    (r"(?:use |show )?(big|larg|small|normal|plain)\w* (?:letters|text|fonts?|writing)", letters_order),
    (
        r"(show|hide)(?: the)? weekends?",
        lambda words, _: Order("preference", ("shows_weekend", words[1].lower() == "show")),
    ),
    (
        r"(fold|hide|unfold|show)(?: the| my)? (?:night|quiet hours)",
        lambda words, _: Order("preference", ("folds_night", words[1].lower() in ("fold", "hide"))),
    ),
    (
        r"(?:hide|remove)(?: the)? (?:second|other) (?:time ?)?zone",
        lambda words, _: Order("preference", ("second_zone", "")),
    ),
    (r"(?:show |add |hide |remove )?(?:the )?(?:time|hours|clock|time ?zone) (?:of|in|for) (?P<place>.+)", zone_order),
    (
        r"print (?:out )?(?:the |my |our |this )?(day|week|month|agenda|tasks)(?: view)?",
        lambda words, _: Order("print", words[1].lower()),
    ),
    (r"print (?:out )?(?:the |my |our )?(.+) list", lambda words, _: Order("print_list", words[1])),
    (r"(?:second|other) (?:time ?)?zone:? (?P<place>.+)", zone_order),
    (r"(?:show|add|hide|remove) (?P<place>.+?)(?:'s)? (?:time|hours|time ?zone)", zone_order),
    *((words, lambda _, __, name=name: Order("action", name)) for words, name in ACTIONS.items()),
)
COMPILED: Final = tuple(
    (re.compile(rf"{POLITE}(?:{words})(?: please)?[\s.!]*", re.IGNORECASE), make) for words, make in PHRASES
)


def order_of(text: str, setting: Setting) -> Order | None:
    """The order that `text` is, the whole of it; None where it is a matter of the assistant's."""
    for pattern, make in COMPILED:
        words = pattern.fullmatch(text)
        order = make(words, setting) if words else None
        if order:
            return order
    return None


def zone_of(place: str, setting: Setting) -> str:
    """The IANA name of a place's zone: as the sentences know it, else of the city; empty where there is none."""
    read = read_time(f"noon {place} time", setting)
    return read.tz if read and read.tz else cities().get(place.strip().casefold(), "")


@lru_cache(maxsize=1)
def cities() -> dict[str, str]:
    """Zones by their city and by their own name, without regard to case."""
    zones = sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith("Etc/"))
    return {name.casefold(): zone for zone in zones for name in (city_of(zone), zone)}
