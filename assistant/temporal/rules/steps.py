"""Steps: so long from now, ago, before or after another time."""

from fractions import Fraction
from typing import Final

from assistant.temporal.chart import Rule
from assistant.temporal.expressions import (
    Around,
    Clock,
    Cycle,
    Day,
    Feast,
    Length,
    Point,
    Shifted,
    Unit,
    Weekday,
    Within,
)
from assistant.temporal.lengths import length_of

WEEK: Final = length_of(Fraction(1), "week")
DAY: Final = length_of(Fraction(1), "day")
THIS_CLOCK: Final = Clock(0, grain="minute", named="now")  #: that of now: "this time tomorrow"


def shifted(length: Length, sign: int, base: Point | None = None) -> Point | None:
    """A step from a base that is a plain time of its own."""
    if base and (base.length or base.bound or base.until):
        return None
    return Point(day=Shifted(length, sign, base))


STEPS: Final = (
    Rule(
        "in", "piece", "(in|after) <length> (time|'|' time|from now|'s time|or so|or less)?",
        lambda n: shifted(n, 1),
        {"in 2 hours": "2026-03-04T11:00", "in 3 days": "2026-03-07/2026-03-08",
         "in half an hour": "2026-03-04T09:30"},
    ),
    Rule(
        "in-hours-minutes", "piece", "in <int> h <mm> m?",
        lambda h, m: shifted(length_of(Fraction(h * 60 + m), "minute"), 1),
        {"in 1h30": "2026-03-04T10:30"}, cost=-1,
    ),
    Rule(
        "in-a-bit", "piece", "in a (bit|little|little bit|little while)",
        lambda: shifted(length_of(Fraction(15), "minute"), 1),
        {"in a bit": "2026-03-04T09:15"},
    ),
    Rule(
        "in-minutes", "piece", "in (<int>|<smallword>)",
        lambda n: _in_minutes(n),
        {"in 20": "2026-03-04T09:20"}, cost=2,
    ),
    Rule(
        "from-now", "piece", "<length> (from now|hence|later|out)",
        lambda n: shifted(n, 1),
        {"20 minutes from now": "2026-03-04T09:20", "two weeks later": "2026-03-18/2026-03-19"},
    ),
    Rule(
        "ago", "piece", "<length> (ago|ago today|earlier|back|before now|prior)",
        lambda n: shifted(n, -1),
        {"2 days ago": "2026-03-02/2026-03-03", "an hour ago": "2026-03-04T08:00"},
    ),
    Rule(
        "after", "piece", "<length> (after|from|following|since) the? <point>",
        lambda n, p: shifted(n, 1, p),
        {"3 weeks from Friday": "2026-03-27/2026-03-28", "two days after Easter": "2026-04-07/2026-04-08",
         "2 hours after noon": "2026-03-04T14:00"},
    ),
    Rule(
        "weeks-on", "piece", "<length> on? <dayname>",
        lambda n, d: shifted(n, 1, Point(day=d)) if n.unit in ("week", "fortnight") or (n.unit in ("month", "year") and isinstance(d, Cycle)) else None,
        {"two weeks on Friday": "2026-03-20/2026-03-21", "a week tomorrow": "2026-03-12/2026-03-13"}, cost=1,
    ),
    Rule(
        "weeks-last", "piece", "<length> last <weekday>",
        lambda n, w: shifted(n, -1, Point(day=Weekday(w, "last"))) if n.unit in ("week", "fortnight") else None,
        {"a week last Tuesday": "2026-02-24/2026-02-25"},
    ),
    Rule(
        "friday-two-weeks", "piece", "<dayname> <length>",
        lambda d, n: shifted(n, 1, Point(day=d)) if n.unit in ("week", "fortnight") else None,
        {"Friday two weeks": "2026-03-20/2026-03-21"}, cost=3,
    ),
    Rule(
        "tomorrow-week", "piece", "<dayname> week",
        lambda d: shifted(WEEK, 1, Point(day=d)) if isinstance(d, Cycle) else None,
        {"tomorrow week": "2026-03-12/2026-03-13"},
    ),
    Rule("week-on", "piece", "week on <dayname>", lambda d: shifted(WEEK, 1, Point(day=d)), {"week on Friday": "2026-03-13/2026-03-14"}),
    Rule(
        "friday-fortnight", "piece", "(<dayname> fortnight|fortnight (on|from)? <dayname>)",
        lambda d: shifted(length_of(Fraction(1), "fortnight"), 1, Point(day=d)),
        {"Friday fortnight": "2026-03-20/2026-03-21", "fortnight on Friday": "2026-03-20/2026-03-21"},
    ),
    Rule(
        "ago-yesterday", "piece", "<length> ago yesterday",
        lambda n: shifted(n, -1, Point(day=Cycle("day", -1))),
        {"a week ago yesterday": "2026-02-24/2026-02-25"},
    ),
    Rule(
        "this-time", "piece", "(at|by)? this time <dayname>",
        lambda d: Point(day=d, clock=THIS_CLOCK),
        {"this time tomorrow": "2026-03-05T09:00"},
    ),
    Rule(
        "this-time-next", "piece", "(at|by)? this time next <period>",
        lambda u: Point(day=Shifted(length_of(Fraction(1), u), 1), clock=THIS_CLOCK),
        {"this time next week": "2026-03-11T09:00"},
    ),
    Rule(
        "this-time-last", "piece", "(at|by)? this time last <period>",
        lambda u: Point(day=Shifted(length_of(Fraction(1), u), -1), clock=THIS_CLOCK),
        {"this time last year": "2025-03-04T09:00"},
    ),
    Rule("this-day-next", "piece", "this day next <period>", lambda u: shifted(length_of(Fraction(1), u), 1)),
    Rule(
        "this-day-last", "piece", "this day last <period>",
        lambda u: shifted(length_of(Fraction(1), u), -1),
        {"this day last year": "2025-03-04/2025-03-05"},
    ),
    Rule("past", "piece", "<length> past the? <point>", lambda n, p: shifted(n, 1, p), cost=2),
    Rule(
        "before", "piece", "<length> (before|prior to|ahead of|until) the? <point>",
        lambda n, p: shifted(n, -1, p),
        {"a week before Christmas": "2026-12-18/2026-12-19"},
    ),
    Rule(
        "the-days-before", "piece", "the <length> (before|leading up to|prior to) <day>",
        lambda n, d: _stretch(n, d, -1),
        {"the 3 days before Christmas": "2026-12-22/2026-12-25"}, cost=-1,
    ),
    Rule(
        "the-days-after", "piece", "the <length> (after|following) <day>",
        lambda n, d: _stretch(n, d, 1),
        {"the two weeks after Easter": "2026-04-06/2026-04-20"}, cost=-1,
    ),
    Rule(
        "day-after", "piece", "the? (first|next|very first)? <period> (after|following) <whole>",
        lambda u, d: unit_step(u, d, 1),
        {"the day after Christmas": "2026-12-26/2026-12-27"},
    ),
    Rule(
        "day-before", "piece", "the? (last|very last)? <period> (before|prior to|preceding) <whole>",
        lambda u, d: unit_step(u, d, -1),
        {"the day before Easter": "2026-04-04/2026-04-05"},
    ),
    Rule(
        "weekday-after", "piece", "the? <ordinal>? <weekday> (after|following) <whole>",
        lambda n, w, d: Point(day=Around("after", d, w, n or 1)),
        {"the Monday after Easter": "2026-04-06/2026-04-07", "the second Monday after Easter": "2026-04-13/2026-04-14"},
    ),
    Rule(
        "weekday-before", "piece", "the? (last|<ordinal>)? <weekday> (before|preceding) <whole>",
        lambda n, w, d: Point(day=Around("before", d, w, n or 1)),
        {"the Friday before Easter": "2026-04-03/2026-04-04", "the last Friday before Easter": "2026-04-03/2026-04-04"},
    ),
    Rule(
        "weekday-on-or-after", "piece", "the? first? <weekday> on or after <whole>",
        lambda w, d: Point(day=Around("after", Shifted(DAY, -1, Point(day=d)), w)),
        {"the Monday on or after March 9": "2026-03-09/2026-03-10"},
    ),
    Rule(
        "weekday-on-or-before", "piece", "the? last? <weekday> on or before <whole>",
        lambda w, d: Point(day=Around("before", Shifted(DAY, 1, Point(day=d)), w)),
        {"the last Friday on or before March 20": "2026-03-20/2026-03-21"},
    ),
    Rule(
        "weekdays-after", "piece", "<count> (<weekday>|<weekdays>) (after|following) <whole>",
        lambda n, w, d: Point(day=Around("after", d, w, n)) if 0 < n < 100 else None,
        {"two Mondays after Easter": "2026-04-13/2026-04-14"},
    ),
    Rule(
        "weekdays-before", "piece", "<count> (<weekday>|<weekdays>) before <whole>",
        lambda n, w, d: Point(day=Around("before", d, w, n)) if 0 < n < 100 else None,
        {"two Fridays before Easter": "2026-03-27/2026-03-28"},
    ),
    Rule(
        "eve-of", "piece", "(<feast> eve|the? eve of the? <day>)",
        lambda d: unit_step("day", Feast(d) if isinstance(d, str) else d, -1),
        {"Thanksgiving eve": "2026-11-25/2026-11-26"}, cost=1,
    ),
    Rule("plus-length", "piece", "+ <length>", lambda n: shifted(n, 1), {"+15 minutes": "2026-03-04T09:15"}),
    Rule("minus-length", "piece", "- <length>", lambda n: shifted(n, -1), cost=3),
    Rule(
        "plus", "piece", "<day> + <length>",
        lambda d, n: shifted(n, 1, Point(day=d)),
        {"2026-05-12 + 3 days": "2026-05-15/2026-05-16"},
    ),
    Rule("minus", "piece", "<day> - <length>", lambda d, n: shifted(n, -1, Point(day=d))),
    Rule(
        "month-in", "piece", "<day> in <length>",
        lambda d, n: shifted(n, 1, Point(day=d)) if isinstance(d, Cycle) else Point(day=Within(d, Shifted(n, 1))),
        {"June in 2 years": "2028-06-01/2028-07-01"},
    ),
    Rule("weekday-ago", "piece", "<weekday> <length> ago", lambda w, n: Point(day=Shifted(n, -1, weekday=w))),
)  # fmt: skip


def _in_minutes(n: int) -> Point | None:
    return Point(day=Shifted(length_of(Fraction(n), "minute"), 1)) if 1 <= n < 1900 else None


def _stretch(length: Length, day: Day, sign: int) -> Point | None:
    """The days up to, or from the morrow of, a day."""
    if length.sub_day:
        return None
    return Point(
        day=Shifted(length if sign < 0 else length_of(Fraction(1), "day"), sign, Point(day=day)), length=length
    )


def unit_step(unit: Unit, day: Day, sign: int) -> Point | None:
    if unit not in ("day", "business_day", "week", "month", "year", "weekend"):
        return None
    if unit in ("weekend", "week"):
        return Point(day=Around(f"{unit} {'after' if sign > 0 else 'before'}", day))  # type: ignore[arg-type]
    return Point(day=Shifted(length_of(Fraction(1), unit), sign, Point(day=day)))
