"""Parts of the day: mornings, evenings, tonight, alone and beside a day."""

from fractions import Fraction
from typing import Final

from assistant.temporal.chart import Rule
from assistant.temporal.expressions import Cycle, Date, Day, Feast, NumericDate, Point, Shifted, Weekday
from assistant.temporal.hours import PARTS
from assistant.temporal.lengths import length_of
from assistant.temporal.lexicon import PART_PLURALS

#: Parts of the day that a half of it stands for.
HALF_PARTS: Final = {"am": "morning", "pm": "afternoon"}
PARTS_OF_DAY: Final = (
    Rule(
        "part-of-day", "piece", "(in|during|at|all|over|around|about|the whole|the entire|sometime in|some time in|any time in|anytime in)? the? <part>",
        lambda p: Point(part=p),
        {"in the evening": "2026-03-04T18:00/2026-03-04T22:00"},
    ),
    Rule(
        "right-after-work", "piece", "(right|straight|just|soon|shortly|immediately) <part>",
        lambda p: Point(part=p) if p.startswith("after ") else None,
        {"straight after work": "2026-03-04T17:00/2026-03-04T20:00"}, cost=-1,
    ),
    Rule("parts-of-day", "piece", "(in|during|at|on)? the? <parts>", lambda p: Point(part=p), cost=2),
    Rule("in-daytime", "piece", "(during|in) the day", lambda: Point(part="daytime")),
    Rule(
        "friday-eve", "piece", "(<dayname>|this|<date>) eve",
        lambda d: Point(day=d or Cycle("day"), part="evening"),
        {"Friday eve": "2026-03-06T18:00/2026-03-06T22:00"},
    ),
    Rule(
        "friday-aft", "piece", "(<dayname>|this|<date>) aft .?",
        lambda d: Point(day=d or Cycle("day"), part="afternoon"),
        {"Friday aft": "2026-03-06T12:00/2026-03-06T18:00"},
    ),
    Rule(
        "friday-am", "piece", "(<dayname>|this) <half>",
        lambda d, half: Point(day=d or Cycle("day"), part=HALF_PARTS[half]) if half else None,
        {"tomorrow pm": "2026-03-05T12:00/2026-03-05T18:00"},
    ),
    Rule(
        "date-am", "piece", "<date> <half>",
        lambda d, half: Point(day=d, part=HALF_PARTS[half]) if half else None,
        {"14 May pm": "2026-05-14T12:00/2026-05-14T18:00"}, cost=1,
    ),
    Rule(
        "part-before", "piece", "the? <part> before the? <day>",
        lambda p, d: _beside(p, d, -1),
        {"the night before Christmas": "2026-12-24T20:00/2026-12-25T00:00"}, cost=-1,
    ),
    Rule(
        "part-after", "piece", "the? <part> (after|following) the? <day>",
        lambda p, d: _beside(p, d, 1),
        {"the morning after Halloween": "2026-11-01T06:00/2026-11-01T12:00"}, cost=-1,
    ),
    Rule(
        "part-before-last", "piece", "the? <part> before last",
        lambda p: Point(day=Cycle("day", -2), part=p) if p in PART_PLURALS else None,
        {"the night before last": "2026-03-02T20:00/2026-03-03T00:00"},
    ),
    Rule(
        "this-part", "piece", "(sometime|some time|anytime|any time|all)? (this|today) <part>",
        lambda p: Point(day=Cycle("day"), part=p),
        {"this afternoon": "2026-03-04T12:00/2026-03-04T18:00"},
    ),
    Rule(
        "last-part", "piece", "(last|yesterday|previous) <part>",
        lambda p: Point(day=Cycle("day", -1), part=p),
        {"last night": "2026-03-03T20:00/2026-03-04T00:00"},
    ),
    Rule(
        "late-last-night", "piece", "late (last|yesterday) (night|evening)",
        lambda: Point(day=Cycle("day", -1), part="late night"),
    ),
    Rule(
        "next-part", "piece", "(next|the following) <part>",
        lambda p: Point(day=Cycle("day", 1), part=p),
        {"next morning": "2026-03-05T06:00/2026-03-05T12:00"},
    ),
    Rule(
        "tonight", "piece", "(tonight|tonite|this night|2 nite|tonights)",
        lambda: Point(day=Cycle("day"), part="tonight"),
        {"tonight": "2026-03-04T18:00/2026-03-05T00:00", "tonight at 8": "2026-03-04T20:00",
         "tonight at 1": "2026-03-05T01:00"},
    ),
    Rule(
        "last-thing", "piece", "last thing (on? <dayname>|tonight)",
        lambda d: Point(day=d or Cycle("day"), part="late night"), cost=3,
    ),
    Rule(
        "late-tonight", "piece", "(late|later) (tonight|this evening)",
        lambda: Point(day=Cycle("day"), part="late tonight"),
    ),
    Rule(
        "earlier-part", "piece", "earlier (this|today in the|in the|on in the) <part>",
        lambda p: Point(day=Cycle("day"), part=p),
        {"earlier this morning": "2026-03-04T06:00/2026-03-04T12:00"},
    ),
    Rule("late-day-part", "piece", "(late|later) (<day>|this) <part>", lambda d, p: _qualified("late", d, p)),
    Rule(
        "early-day-part", "piece", "early (<day>|this) <part>",
        lambda d, p: _qualified("early", d, p),
        {"early tomorrow morning": "2026-03-05T06:00/2026-03-05T09:00"},
    ),
    Rule(
        "early-tomorrow", "piece", "early (in the day|on)? the? <day>",
        lambda d: Point(day=d, part="early morning") if single(d) else None,
        {"early on Friday": "2026-03-06T06:00/2026-03-06T09:00"}, cost=-1,
    ),
)  # fmt: skip


def single(day: Day) -> bool:
    """Whether the words name one day."""
    named = isinstance(day, Weekday | NumericDate | Feast) or day in (Cycle("day"), Cycle("day", 1), Cycle("day", -1))
    return named or (isinstance(day, Date) and day.day is not None)


def _beside(part: str, day: Day, sign: int) -> Point | None:
    """ "The night before Christmas": a part of the day beside a day."""
    if part not in PART_PLURALS:
        return None
    return Point(day=Shifted(length_of(Fraction(1), "day"), sign, Point(day=day)), part=part)


def _qualified(how: str, day: Day | None, part: str) -> Point | None:
    """ "late Friday afternoon"."""
    name = f"{how} {part}"
    return Point(day=day or Cycle("day"), part=name) if name in PARTS else None
