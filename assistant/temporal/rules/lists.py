"""Lists of which a recurrence is made: weekdays, days of a month, months, and the n-th of them."""

from collections.abc import Mapping
from itertools import pairwise
from typing import Any, Final

from assistant.temporal.chart import Rule

Days = tuple[tuple[int, int], ...]  #: (n, weekday), n = 0 for every
WORKDAYS: Final[Days] = tuple((0, d) for d in range(5))
WEEKEND: Final[Days] = ((0, 5), (0, 6))


#: Days of the week by their first letters, R for Thursday, as timetables have them; a few days are one word.
DAY_LETTERS: Final = {0: "m|mo", 1: "t|tu", 2: "w|we", 3: "r|th", 4: "f|fr", 5: "sa", 6: "su"}
CLASS_DAYS: Final = {
    ((0, 0), (0, 2), (0, 4)): "mwf|m w f",
    ((0, 0), (0, 2)): "mw",
    ((0, 1), (0, 3)): "tth|tuth|t th|tu th|tr",
    ((0, 2), (0, 4)): "wf",
    ((0, 0), (0, 1), (0, 2), (0, 3)): "mtwr|mtwth|mtuwth",
    WORKDAYS: "mtwrf|mtwthf|mtuwthf",
}
#: By two letters they stand side by side.
SHORT_DAYS: Final = {day: letters.split("|")[-1] for day, letters in DAY_LETTERS.items()}
LEXICONS: Final[Mapping[str, Mapping[Any, str]]] = {
    "dayletter": DAY_LETTERS,
    "dayshort": SHORT_DAYS,
    "classdays": CLASS_DAYS,
}


def ordered(start: int, end: int) -> Days:
    """From one weekday through another, over the end of the week where need be."""
    return tuple((0, (start + i) % 7) for i in range((end - start) % 7 + 1))


def ranked(ranks: tuple[int, ...], days: Days) -> Days:
    """The n-th of each weekday."""
    return tuple((r, d) for _, d in days for r in ranks)


def _rising(first: int, more: Days) -> Days | None:
    """A list of days by their letters is in the order of the week."""
    return ((0, first), *more) if all(a < b for (_, a), (_, b) in pairwise(((0, first), *more))) else None


S = "(,|and|, and|&|/|or|+|as well as)"
LISTS: Final = (
    Rule("wd-one", "wd", "(<weekday>|<weekdays>)", lambda d: ((0, d),)),
    Rule(
        "wd-working", "wd",
        "(weekday|weekdays|wkday|wkdays|wk day|wk days|workday|workdays|working day|working days|business day|business days|work day|work "
        "days|week day|week days|school day|school days|schoolday|schooldays)",
        lambda: WORKDAYS,
    ),
    Rule("letters-word", "letters", "<classdays>", lambda d: d),
    Rule("letters-slash", "letters", "<dayletter> / <letterlist>", _rising, {"Sa/Su": "FREQ=WEEKLY;BYDAY=SA,SU @ 2026-03-07"}),
    Rule("letters-and", "letters", "<dayletter> & <letterlist>", _rising, cost=3),  # "M & F" may be a name
    Rule(
        "letters-comma", "letters", "(<dayletter> - <dayletter> - <dayletter>|<dayletter> , <dayletter> (,|and|, and|&) <dayletter>)",
        lambda a, b, c: _rising(a, ((0, b), (0, c))),
    ),
    Rule("letters-blank", "letters", "<dayshort> <shortlist>", _rising, {"mo we fr": "FREQ=WEEKLY;BYDAY=MO,WE,FR @ 2026-03-04"}),
    Rule("short-last", "shortlist", "<dayshort>", lambda d: ((0, d),)),
    Rule("short-more", "shortlist", "<dayshort> <shortlist>", _rising),
    Rule("letters-range", "letters", "<dayletter> - (<dayletter>|<weekday>)", lambda a, b: ordered(a, b) if b > a + 1 else None),
    Rule("letter-last", "letterlist", "<dayletter>", lambda d: ((0, d),)),
    Rule("letter-more", "letterlist", "<dayletter> / <letterlist>", _rising),
    Rule("wd-letters", "wd", "<letters>", lambda d: d),
    Rule("wd-weekend", "wd", "(weekend|weekends|week - end|week - ends)", lambda: WEEKEND),
    Rule("wd-range", "wd", "(<weekday>|<weekdays>) <to> (<weekday>|<weekdays>)", lambda a, _, b: ordered(a, b)),
    Rule("wds", "wds", "<wd>", lambda d: d),
    Rule("wds-more", "wds", f"<wd> {S}? (on)? (every)? <wds>", lambda a, b: a + b),
    Rule("plural", "plurals", "<weekdays>", lambda d: ((0, d),)),
    Rule("plural-working", "plurals", "(weekdays|wkdays|week days|wk days|workdays|work days|working days|business days|school days|schooldays)", lambda: WORKDAYS),
    Rule("plural-weekend", "plurals", "(weekends|week - ends)", lambda: WEEKEND),
    Rule("plural-range", "plurals", "<weekdays> <to> (<weekday>|<weekdays>)", lambda a, _, b: ordered(a, b)),
    Rule("plurals-more", "plurals", f"<plurals1> {S} (on)? <wds>", lambda a, b: a + b),
    Rule("plurals-last", "plurals", f"<weekday> {S} <plurals>", lambda a, b: ((0, a), *b)),
    Rule("plural-first", "plurals1", "<weekdays>", lambda d: ((0, d),)),
    Rule("rank-list", "ranks", "<rank>", lambda r: (r,)),
    Rule("rank-list-more", "ranks", f"<rank> {S} the? <ranks>", lambda r, more: (r, *more)),
    Rule("rank-days", "rankdays", "<ranks> <wd>", lambda r, d: ranked(r, d) if len(d) == 1 else None),
    Rule(
        "rank-days-more", "rankdays", f"<ranks> <wd> {S} the? <rankdays>",
        lambda r, d, more: (*ranked(r, d), *more) if len(d) == 1 else None,
    ),
    Rule("dom-list", "doms", "<domth> day?", lambda d: (d,)),
    Rule("dom-list-more", "doms", f"<domth> {S} the? <doms>", lambda d, more: (d, *more)),
    Rule("month-list", "months", "<month>", lambda m: (m,)),
    Rule("month-list-more", "months", f"<month> {S} <months>", lambda m, more: (m, *more)),
)  # fmt: skip
