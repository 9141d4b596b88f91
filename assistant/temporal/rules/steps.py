"""Steps: so long from now, ago, before or after another time."""

from fractions import Fraction
from typing import Final, Literal

from assistant.temporal.chart import Rule
from assistant.temporal.expressions import (
    Around,
    Clock,
    Cycle,
    Date,
    Day,
    Feast,
    Length,
    NumericDate,
    Point,
    Shifted,
    Unit,
    Weekday,
    Within,
)
from assistant.temporal.lengths import length_of

WEEK: Final = length_of(Fraction(1), "week")
DAY: Final = length_of(Fraction(1), "day")
BESIDE: Final[dict[int, Literal["after", "before"]]] = {1: "after", -1: "before"}
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
        "weeks-next", "piece", "(<length>|week) <whichday> <weekday>",
        lambda n, which, w: _weeks_on(n or WEEK, Weekday(w, which)),
        {"two weeks next Monday": "2026-03-23/2026-03-24", "week this Friday": "2026-03-13/2026-03-14"}, cost=1,
    ),
    Rule(
        "weeks-on-date", "piece", "<length> on the? <date>",
        lambda n, d: _weeks_on(n, d) if isinstance(d, NumericDate) or d.day else None,
        {"a week on the 14th": "2026-03-21/2026-03-22"}, cost=1,
    ),
    Rule(
        "ago-yesterday", "piece", "<length> ago yesterday",
        lambda n: shifted(n, -1, Point(day=Cycle("day", -1))),
        {"a week ago yesterday": "2026-02-24/2026-02-25"},
    ),
    Rule(
        "friday-two-weeks", "piece", "<dayname> <length>",
        lambda d, n: shifted(n, 1, Point(day=d)) if n.unit in ("week", "fortnight") else None,
        {"Friday two weeks": "2026-03-20/2026-03-21"}, cost=3,
    ),
    Rule(
        "friday-fortnight", "piece", "<dayname> <period>",
        lambda d, u: _week_on(u, d) if u == "fortnight" or isinstance(d, Cycle) else None,
        {"tomorrow week": "2026-03-12/2026-03-13", "Friday fortnight": "2026-03-20/2026-03-21"},
    ),
    Rule("fortnight-today", "piece", "fortnight <dayname>", lambda d: _week_on("fortnight", d)),
    Rule("week-today", "piece", "week <dayname>", lambda d: _week_on("week", d), {"week Tuesday": "2026-03-17/2026-03-18"}, cost=3),
    Rule(
        "week-on", "piece", "<period> (on|from) <dayname>",
        lambda u, d: _week_on(u, d),
        {"week on Friday": "2026-03-13/2026-03-14", "fortnight on Friday": "2026-03-20/2026-03-21"},
    ),
    Rule(
        "this-time", "piece", "(at|by)? this time on? <dayname>",
        lambda d: Point(day=d, clock=THIS_CLOCK),
        {"this time tomorrow": "2026-03-05T09:00"},
    ),
    Rule(
        "this-time-next", "piece", "(at|by)? this time <ahead> <period>",
        lambda sign, u: Point(day=Shifted(length_of(Fraction(1), u), sign), clock=THIS_CLOCK),
        {"this time next week": "2026-03-11T09:00", "this time last year": "2025-03-04T09:00"},
    ),
    Rule(
        "this-day-next", "piece", "this day <ahead> <period>",
        lambda sign, u: shifted(length_of(Fraction(1), u), sign),
        {"this day last year": "2025-03-04/2025-03-05"},
    ),
    Rule(
        "before", "piece", "<length> (before|prior to|ahead of|until) the? <point>",
        lambda n, p: shifted(n, -1, p),
        {"a week before Christmas": "2026-12-18/2026-12-19"},
    ),
    Rule(
        "the-days-beside", "piece", "the <length> <side> <day>",
        lambda n, side, d: _stretch(n, d, side),
        {"the two weeks after Easter": "2026-04-06/2026-04-20", "the 3 days before Christmas": "2026-12-22/2026-12-25"}, cost=-1,
    ),
    Rule(
        "day-beside", "piece", "the? (first|next|very first|last|very last)? <period> <side> <whole>",
        lambda u, side, d: unit_step(u, d, side),
        {"the day after Christmas": "2026-12-26/2026-12-27", "the day before Easter": "2026-04-04/2026-04-05"},
    ),
    Rule(
        "weekday-beside", "piece", "the? (last|<ordinal>)? <weekday> <side> <whole>",
        lambda n, w, side, d: Point(day=Around(BESIDE[side], d, w, n or 1)),
        {"the Monday after Easter": "2026-04-06/2026-04-07", "the second Monday after Easter": "2026-04-13/2026-04-14",
         "the Friday before Easter": "2026-04-03/2026-04-04", "the last Friday before Easter": "2026-04-03/2026-04-04"},
    ),
    Rule(
        "weekday-on-or-beside", "piece", "the? (first|last)? <weekday> on or <side> <whole>",
        lambda w, side, d: Point(day=Around(BESIDE[side], Shifted(DAY, -side, Point(day=d)), w)),
        {"the Monday on or after March 9": "2026-03-09/2026-03-10", "the last Friday on or before March 20": "2026-03-20/2026-03-21"},
    ),
    Rule(
        "weekdays-beside", "piece", "<count> (<weekday>|<weekdays>) <side> <whole>",
        lambda n, w, side, d: Point(day=Around(BESIDE[side], d, w, n)),
        {"two Mondays after Easter": "2026-04-13/2026-04-14", "two Fridays before Easter": "2026-03-27/2026-03-28"},
    ),
    Rule(
        "eve-of", "piece", "(<feast> eve|the? eve of the? <day>)",
        lambda d: unit_step("day", Feast(d) if isinstance(d, str) else d, -1),
        {"Thanksgiving eve": "2026-11-25/2026-11-26"},
    ),
    Rule(  # of a plain date it is short for evening
        "eve-of-date", "piece", "eve of the? <day>",
        lambda d: Point(day=d, part="evening") if isinstance(d, Date | NumericDate | Weekday) else None,
        {"eve of 24 Nov": "2026-11-24T18:00/2026-11-24T22:00"}, cost=-1,
    ),
    Rule("plus-length", "piece", "+ <length>", lambda n: shifted(n, 1), {"+15 minutes": "2026-03-04T09:15"}),
    Rule(
        "plus-minus", "piece", "<day> <plusminus> <length>",
        lambda d, sign, n: shifted(n, sign, Point(day=d)),
        {"2026-05-12 + 3 days": "2026-05-15/2026-05-16"},
    ),
    Rule(
        "month-in", "piece", "<day> in <length>",
        lambda d, n: shifted(n, 1, Point(day=d)) if isinstance(d, Cycle) else Point(day=Within(d, Shifted(n, 1))),
        {"June in 2 years": "2028-06-01/2028-07-01"},
    ),
    Rule("weekday-ago", "piece", "<weekday> <length> ago", lambda w, n: Point(day=Shifted(n, -1, weekday=w))),
)  # fmt: skip


def _in_minutes(n: int) -> Point | None:
    return Point(day=Shifted(length_of(Fraction(n), "minute"), 1)) if 1 <= n < 1900 else None


def _weeks_on(length: Length, day: Day) -> Point | None:
    """So many weeks after a day that is still to come."""
    gone = isinstance(day, Weekday) and day.which in ("last", "previous")
    return shifted(length, 1, Point(day=day)) if length.unit in ("week", "fortnight") and not gone else None


def _week_on(unit: Unit, day: Day) -> Point | None:
    return shifted(length_of(Fraction(1), unit), 1, Point(day=day)) if unit in ("week", "fortnight") else None


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
        return Point(day=Around(f"{unit} {BESIDE[sign]}", day))  # type: ignore[arg-type]
    return Point(day=Shifted(length_of(Fraction(1), unit), sign, Point(day=day)))
