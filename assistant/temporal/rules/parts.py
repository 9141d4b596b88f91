"""Parts of the day: mornings, evenings, tonight, alone and beside a day."""

from typing import Final

from assistant.temporal.chart import Rule
from assistant.temporal.expressions import Cycle, Date, Day, Feast, NumericDate, Point, Shifted, Weekday
from assistant.temporal.hours import PARTS
from assistant.temporal.lexicon import PART_PLURALS
from assistant.temporal.rules.steps import DAY

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
    Rule("this-am", "piece", "this <shortpart>", lambda p: Point(day=Cycle("day"), part=p)),
    Rule(
        "friday-am", "piece", "<day> <shortpart>",
        lambda d, p: Point(day=d, part=p),
        {"tomorrow pm": "2026-03-05T12:00/2026-03-05T18:00", "Friday eve": "2026-03-06T18:00/2026-03-06T22:00",
         "next Friday aft": "2026-03-13T12:00/2026-03-13T18:00", "14 May pm": "2026-05-14T12:00/2026-05-14T18:00"}, cost=1,
    ),
    Rule(
        "part-beside", "piece", "the? <part> <side> the? <day>",
        lambda p, side, d: Point(day=Shifted(DAY, side, Point(day=d)), part=p) if p in PART_PLURALS else None,
        {"the night before Christmas": "2026-12-24T20:00/2026-12-25T00:00",
         "the morning after Halloween": "2026-11-01T06:00/2026-11-01T12:00"}, cost=-1,
    ),
    Rule(
        "part-before-last", "piece", "the? <part> before last",
        lambda p: Point(day=Cycle("day", -2), part=p) if p in PART_PLURALS else None,
        {"the night before last": "2026-03-02T20:00/2026-03-03T00:00"},
    ),
    Rule(
        "this-part", "piece", "(sometime|some time|anytime|any time|all)? <partday> <part>",
        lambda n, p: Point(day=Cycle("day", n), part=p),
        {"this afternoon": "2026-03-04T12:00/2026-03-04T18:00", "last night": "2026-03-03T20:00/2026-03-04T00:00",
         "next morning": "2026-03-05T06:00/2026-03-05T12:00"},
    ),
    Rule("late-last-night", "piece", "late (last|yesterday) (night|evening)", lambda: Point(day=Cycle("day", -1), part="late night")),
    Rule(
        "tonight", "piece", "(tonight|tonite|this night|2 nite|tonights)",
        lambda: Point(day=Cycle("day"), part="tonight"),
        {"tonight": "2026-03-04T18:00/2026-03-05T00:00", "tonight at 8": "2026-03-04T20:00",
         "tonight at 1": "2026-03-05T01:00"},
    ),
    Rule(
        "late-tonight", "piece", "(late|later) (tonight|this evening)",
        lambda: Point(day=Cycle("day"), part="late tonight"),
    ),
    Rule("last-thing", "piece", "last thing (on? <dayname>|tonight)", lambda d: Point(day=d or Cycle("day"), part="late night"), cost=3),
    Rule(
        "earlier-part", "piece", "earlier (this|today in the|in the|on in the) <part>",
        lambda p: Point(day=Cycle("day"), part=p),
        {"earlier this morning": "2026-03-04T06:00/2026-03-04T12:00"},
    ),
    Rule(
        "late-day-part", "piece", "<howlate> (<day>|this) <part>",
        lambda how, d, p: Point(day=d or Cycle("day"), part=f"{how} {p}") if f"{how} {p}" in PARTS else None,
        {"early tomorrow morning": "2026-03-05T06:00/2026-03-05T09:00"},
    ),
    Rule(
        "early-tomorrow", "piece", "early (in the day|on)? the? <day>",
        lambda d: Point(day=d, part="early morning") if single(d) and d != Feast("may bank holiday") else None,  # the early one is a day
        {"early on Friday": "2026-03-06T06:00/2026-03-06T09:00"}, cost=-1,
    ),
)  # fmt: skip


def single(day: Day) -> bool:
    """Whether the words name one day."""
    named = isinstance(day, Weekday | NumericDate | Feast) or day in (Cycle("day"), Cycle("day", 1), Cycle("day", -1))
    return named or (isinstance(day, Date) and day.day is not None)
