"""Numbers, ordinals, years and lengths of time."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any, Final

from assistant.temporal.chart import Rule
from assistant.temporal.expressions import Length, Unit
from assistant.temporal.lengths import add_lengths, length_of, range_of


def _within(low: int, high: int, digits: tuple[int, ...]) -> Callable[[str], int | None]:
    def read(text: str) -> int | None:
        return int(text) if len(text) in digits and low <= int(text) <= high else None

    return read


def _hour_and_minute(text: str, hours: range) -> tuple[int, int] | None:
    hour, minute = (int(text[:-2]), int(text[-2:])) if len(text) in (3, 4) else (99, 99)
    return (hour, minute) if hour in hours and minute < 60 else None


def _compact_date(text: str) -> date | None:
    try:
        found = date(int(text[:4]), int(text[4:6]), int(text[6:])) if len(text) == 8 else None
    except ValueError:
        return None
    return found if found and 1900 <= found.year <= 2100 else None


#: Classes of numerals: name → reading of a string of digits, or None.
NUMERALS: Final[dict[str, Callable[[str], Any]]] = {
    "int": _within(0, 9999, (1, 2, 3, 4)),
    "digits": lambda text: text if len(text) <= 6 else None,
    "h24": lambda text: (int(text), len(text) == 2 and text[0] == "0") if len(text) <= 2 and int(text) <= 24 else None,
    "h12": lambda text: int(text) if len(text) <= 2 and 1 <= int(text) <= 12 and text[0] != "0" else None,
    "mm": _within(0, 59, (2,)),
    "dom": _within(1, 31, (1, 2)),
    "mon": _within(1, 12, (1, 2)),
    "y4": _within(1900, 2100, (4,)),
    "y2": _within(0, 99, (2,)),
    "hmm": lambda text: (
        _hour_and_minute(text, range(1, 13)) if text[0] != "0" and not 1900 <= int(text) <= 2100 else None
    ),
    "hhmm": lambda text: _hour_and_minute(text, range(24)) if len(text) == 4 else None,
    "ymd": _compact_date,
}


def in_century(year: int) -> int:
    """The year that digits mean; two of them until 39 one of this century, from 40 on of the last."""
    return year if year > 99 else year + (2000 if year < 40 else 1900)


RULES: Final = (
    # words
    Rule("tens-and-digit", "smallword", "<ten> -? <digit>", lambda t, d: t + d),
    Rule("number-word", "number", "<smallword>", Fraction),
    Rule("numerals", "number", "<int>", Fraction),
    Rule("decimal", "number", "<int> (.|point) <digits>", lambda n, d: n + Fraction(int(d), 10 ** len(d))),
    Rule(
        "decimal-comma", "number", "<int> , <digits>",
        lambda n, d: n + Fraction(int(d), 10 ** len(d)) if d in ("5", "25", "75") else None,
        {"1,5 hours": "PT1H30M"}, cost=1,
    ),
    Rule("fraction", "number", "<int>? <int> / <int>", lambda w, n, d: (w or 0) + Fraction(n, d) if 0 < n < d < 10 else None),
    Rule("vague", "number", "<vague>", Fraction),
    Rule("article", "number", "(a|an|another|one more)", lambda: Fraction(1)),
    Rule("part-of-one", "part_of_one", "(half|1 / 2|a half|one half|½)", lambda: Fraction(1, 2)),
    Rule("quarter-of-one", "part_of_one", "(a quarter|one quarter|quarter|1 / 4|¼)", lambda: Fraction(1, 4)),
    Rule("three-quarters", "part_of_one", "(three -? quarters|3 / 4|¾)", lambda: Fraction(3, 4)),
    # ordinals
    Rule("ordinal-tens", "ordinal", "<ten> -? <ordinaldigit>", lambda t, d: t + d),
    Rule("ordinal-suffix", "ordinal", "<int> (st|nd|rd|th)", lambda n: n or None),
    Rule("day-of-month", "domth", "<ordinal>", lambda n: n if n <= 31 else None),
    # years
    Rule("year", "year", "<y4>", lambda y: y),
    Rule("fiscal-year", "year", "(fy|cy) (<y4>|<y2>)", in_century, cost=2),
    Rule("year-thousand", "year", "two thousand (and? <smallword>)?", lambda n: 2000 + (n or 0)),
    Rule(
        "year-pairs", "year", "(<teen>|<ten>) <smallword>",
        lambda a, b: a * 100 + b if (a == 19 and b > 59) or (a == 20 and b > 9) else None,
    ),
    Rule(
        "year-hundreds", "year", "<teen> hundred (and? <smallword>)?",
        lambda a, b: a * 100 + (b or 0) if a in (18, 19) else None,
    ),
    Rule("two-digit-year", "shortyear", "<y2>", lambda y: None if 10 <= y <= 12 else in_century(y)),  # "3 June 10" is at ten
    Rule("two-digit-year-marked", "markedyear", "' <y2>", in_century),
)  # fmt: skip


def _length(n: Fraction, unit: Unit) -> Length | None:
    return length_of(n, unit) if n <= 9999 else None


LENGTHS: Final = (
    Rule(
        "length", "length1", "<number> (more|full|whole|long|straight|solid|consecutive|good)? -? <unit>",
        _length,
        {"45 minutes": "PT45M", "two hours": "PT2H", "2.5 hours": "PT2H30M", "ten days": "P10D",
         "a couple of weeks": "P14D"},
    ),
    Rule("hour-letter", "hourletter", "h", lambda: "hour"),
    Rule("a-ten-minute", "length1", "a <int> -? <unit>", _length, {"a 10 minute": "PT10M"}, cost=3),
    Rule(
        "nights", "length1", "<number> nights",
        lambda n: _length(n, "day") if n > 1 else None,
        {"3 nights": "P3D"}, cost=-1,
    ),
    Rule(
        "half-length", "length1", "another? <part_of_one> -? (a|an|of an|of a)? <period>",
        _length,
        {"half an hour": "PT30M", "three quarters of an hour": "PT45M", "a quarter of an hour": "PT15M",
         "half a year": "P6M", "a half-day": "PT12H", "a half hour": "PT30M", "another half hour": "PT30M"},
    ),
    Rule(
        "and-a-half-unit", "length1", "<number> -? and? -? (a|an)? -? <part_of_one> -? (<period>|<hourletter>)",
        lambda n, p, u: _length(n + p, u),
        {"two and a half hours": "PT2H30M", "one and a half years": "P1Y6M", "1½ hours": "PT1H30M"},
    ),
    Rule(
        "unit-and-a-half", "length1", "<number>? <unit> (and|&) (a|an)? <part_of_one>",
        lambda n, u, p: _length((n or 1) + p, u),
        {"an hour and a half": "PT1H30M", "a year and a half": "P1Y6M", "hour and a half": "PT1H30M"},
    ),
    Rule("hours-minutes", "length1", "<int> h <mm> m?", lambda h, m: length_of(Fraction(h * 60 + m), "minute"), cost=2),
    Rule(
        "hour-twenty", "length1", "<number> (hour|hours|hr|hrs) (<mm>|<smallword>)",
        lambda h, m: length_of(h * 60 + m, "minute") if 10 <= m < 60 and h < 100 else None,
        {"an hour twenty": "PT1H20M", "2 hours 45": "PT2H45M"}, cost=2,
    ),
    Rule(
        "1:15-hours", "length1", "<h24> : <mm> (hr|hrs|hours)",
        lambda h, m: length_of(Fraction(h[0] * 60 + m), "minute") if h[0] < 3 and not h[1] else None,
        {"1:15 hours": "PT1H15M"}, cost=-1,
    ),
    Rule("one-night", "length1", "(one|1|a single) night", lambda: _length(Fraction(1), "day"), {"one night": "P1D"}),
    Rule(
        "length-one", "length",
        "<length1> (straight|in a row|on end|solid|in total|total|altogether|or so|or thereabouts|max|maximum|tops|"
        "at most|at least|minimum|each)?",
        lambda a: a,
        {"8 straight hours": "PT8H", "8 hours straight": "PT8H", "three days in a row": "P3D"},
    ),
    Rule(
        "from-number", "length", "(between|from)? <number> (to|-|or|and) <number> -? <unit>",
        lambda a, b, u: range_of(length_of(a, u), length_of(b, u)) if max(a, b) <= 9999 else None,
        {"2-3 weeks": "P21D", "an hour or two": "PT2H", "half an hour to an hour": "PT1H"}, cost=1,
    ),
    Rule(
        "from-length", "length", "(between|from)? <length1> (to|-|or|and) <length1>",
        lambda a, b: range_of(a, b) if a.sub_day == b.sub_day else None, cost=1,
    ),
    Rule(
        "unit-or-two", "length", "<number> <unit> or <number>",
        lambda a, u, b: range_of(length_of(a, u), length_of(b, u)) if max(a, b) <= 9999 else None,
    ),
    Rule(
        "length-more", "length", "<length1> (,|and|, and)? <length>",
        add_lengths,
        {"2 hours and 15 minutes": "PT2H15M", "1h 30m": "PT1H30M", "2 weeks 3 days": "P17D"},
    ),
    Rule(
        "about", "length",
        "(about|around|approximately|roughly|approx|approx .|some|almost|nearly|at least|at most|up to|exactly|"
        "more than|less than|over|under|just over|just under|a little over|a little under|a bit over|a bit under|"
        "no more than|no less than|max|max .|maximum|a good|a solid|~|about ~|around ~) <length>",
        lambda a: a,
        {"about two hours": "PT2H", "just under an hour": "PT1H"},
    ),
)  # fmt: skip
