"""Calendar periods: this and next week, the last three days, n-th of a period, its ends."""

from fractions import Fraction
from typing import Final

from assistant.temporal.chart import Rule
from assistant.temporal.expressions import (
    Around,
    Cycle,
    Date,
    Day,
    DaySpan,
    Edge,
    Feast,
    Nth,
    Point,
    Unit,
    Weekday,
    Within,
)


def cycles(number: Fraction, unit: Unit, sign: int, *, rolling: bool = False) -> Cycle | None:
    """The next or last `number` units."""
    count = int(number)
    if number.denominator != 1 or not 1 <= count <= 999:
        return None
    return Cycle(unit, 1 if sign > 0 else -count, count, rolling)


#: Units that are counted from today in "in the next two weeks", "the past week"; "the next two weeks", "last week" are pages of the calendar.
ROLLING: Final = ("week", "fortnight", "month", "year")
CYCLES: Final = (
    Rule(
        "this", "period_day",
        "(this|the current|current|this current|the present|all|all this|whole|the whole|the entire|entire|"
        "all of this|my) <cyclic>",
        lambda u: Cycle(u) if u != "day" else None,
        {"this week": "2026-03-02/2026-03-09", "this month": "2026-03-01/2026-04-01",
         "this weekend": "2026-03-07/2026-03-09"},
    ),
    Rule("the", "period_day", "the <cyclic>", lambda u: Cycle(u, open=True) if u != "day" else None),
    Rule("bare", "period_day", "<cyclic>", Cycle, {"week": "2026-03-02/2026-03-09"}, cost=3),
    Rule(
        "next", "period_day",
        "(next|the next|coming|the coming|this coming|the following|following|upcoming|the upcoming) <unit>",
        lambda u: Cycle(u, 1) if u != "fortnight" else Cycle("week", 1, 2),
        {"next week": "2026-03-09/2026-03-16", "next month": "2026-04-01/2026-05-01",
         "next weekend": "2026-03-14/2026-03-16", "next year": "2027-01-01/2028-01-01"},
    ),
    Rule(
        "coming-weekend", "period_day",
        "(coming|the coming|this coming|upcoming|the upcoming|this upcoming) (weekend|week - end)",
        lambda: Cycle("weekend"), cost=-1,
    ),
    Rule("entirety", "period_day", "(all of|the entire|the whole|whole of|the whole of|entire) <whole>", lambda d: d, cost=1),
    Rule(
        "whole-period", "period_day", "(whole|the? full) <whole>",
        lambda d: d if not isinstance(d, Cycle) or d.unit != "day" else None,
        {"whole month of October": "2026-10-01/2026-11-01"}, cost=1,
    ),
    Rule(
        "throughout", "period_day", "(all|all through|throughout) <whole> long?",
        lambda d: d if d != Cycle("day") else None,
        {"all November": "2026-11-01/2026-12-01"}, cost=1,
    ),
    Rule(
        "last", "period_day", "((last|the last|past|the past|previous|the previous|this past|prior) <unit>|the? <period> just (gone|past))",
        lambda u: Cycle(u, -1, rolling=u == "fortnight"),
        {"last week": "2026-02-23/2026-03-02", "last month": "2026-02-01/2026-03-01"},
    ),
    Rule(
        "this-and-next", "period_day", "(this (and|&) next <unit>|this <unit> (and|&) the? next (one|<period>)?)",
        lambda u, _: Cycle(u, 0, 2),
        {"this and next week": "2026-03-02/2026-03-16"},
    ),
    Rule(
        "unit-then", "period_day", "the? <unit> <unitthen>",
        Cycle,
        {"the week after next": "2026-03-16/2026-03-23", "the week after this": "2026-03-09/2026-03-16",
         "the week before last": "2026-02-16/2026-02-23"},
    ),
    Rule(
        "next-n", "period_day", "the? <ahead> <number> <unit>",
        lambda sign, n, u: cycles(n, u, sign),
        {"the next 3 days": "2026-03-05/2026-03-08", "next two weeks": "2026-03-09/2026-03-23",
         "next 2 hours": "2026-03-04T09:00/2026-03-04T11:00", "the last 2 weeks": "2026-02-16/2026-03-02",
         "past 3 days": "2026-03-01/2026-03-04"},
    ),
    Rule("rolling-on", "rolling", "(in|over|during|across|any time in|anytime in|sometime in|at some point in) the (next|coming)", lambda: 1),
    Rule("rolling-back", "rolling", "((in|over|during|across|at some point in) the (last|past)|the past)", lambda: -1),
    Rule(
        "rolling-n", "period_day", "<rolling> <number>? <unit>",
        lambda sign, n, u: cycles(n or Fraction(1), u, sign, rolling=True) if u in ROLLING else None,
        {"over the next two weeks": "2026-03-05/2026-03-19", "in the next month": "2026-03-05/2026-04-05",
         "the past fortnight": "2026-02-18/2026-03-04"}, cost=-1,
    ),
    Rule("n-next", "period_day", "<number> <ahead> <plural>", lambda n, sign, u: cycles(n, u, sign, rolling=True)),
    Rule(
        "next-couple", "period_day", "the? <ahead> (couple|couple of) <unit>",
        lambda sign, u: cycles(Fraction(2), u, sign, rolling=True), cost=-1,
    ),
    Rule(
        "next-few", "period_day", "the? <ahead> <plural>",
        lambda sign, u: cycles(Fraction(3), u, sign),
        {"the coming days": "2026-03-05/2026-03-08"}, cost=-1,
    ),
    Rule(
        "next-length", "period_day", "the? <ahead> <length1>",
        lambda sign, n: cycles(Fraction(n.delta.hours * 60 + n.delta.minutes), "minute", sign) if n.sub_day and n.delta.minutes else None,
        {"the next half hour": "2026-03-04T09:00/2026-03-04T09:30"}, cost=1,
    ),
    Rule("cyclic", "cyclic", "<period>", lambda u: u if u not in ("second", "minute", "business_day") else None),
)  # fmt: skip


def nth(n: int, what: Unit | int, of: Day, count: int = 1) -> Nth | None:
    """Refuses what no period has: a century's third month is said otherwise, a month has no last year."""
    larger = isinstance(of, Date) and of.month is not None and what in ("month", "quarter", "year")
    if larger or what in ("second", "minute", "hour", "century", "decade", "season", "fortnight") or abs(n) >= 400:
        return None
    return Nth(n, what, of, count)


#: With a day that is free beside it.
LONG_WEEKEND: Final = "(next|coming|upcoming)? long (weekend|week - end|week end)"
NTHS: Final = (
    Rule("ordinal", "rank", "<ordinal>", lambda n: n),
    Rule("last", "rank", "(last|final|very last)", lambda: -1),
    Rule("ordinal-last", "rank", "<ordinal> -? (last|to - last|to last|to the last|from last)", lambda n: -n if n > 1 else None, cost=-1),
    Rule("penultimate", "rank", "(penultimate|next to last|last but one)", lambda: -2),
    Rule(
        "nth-weekday", "period_day", "<rank> (<weekday>|<weekdays>) (of|in|during|on)? <whole>",
        nth,
        {"first Monday of May": "2026-05-04/2026-05-05", "last Friday of next month": "2026-04-24/2026-04-25"},
    ),
    Rule(
        "nth-unit", "period_day", "<rank> <period> (of|in|during) <whole>",
        nth,
        {"last day of the month": "2026-03-31/2026-04-01", "third week of June": "2026-06-15/2026-06-22",
         "the last day of November": "2026-11-30/2026-12-01", "last year in May": "2025-05-01/2025-06-01"}, cost=-1,
    ),
    Rule("nth-day", "period_day", "<rank> day <period_day>", lambda n, of: nth(n, "day", of), {"last day next month": "2026-04-30/2026-05-01"}),
    Rule(
        "period-nth", "piece", "<period_day> 's <rank> (<weekday>|<period>)",
        lambda of, n, what: Point(day=found) if (found := nth(n, what, of)) else None,
        {"this month's last Friday": "2026-03-27/2026-03-28"},
    ),
    Rule("week-n", "period_day", "week <int> (of|in) <whole>", lambda n, of: nth(n, "week", of) if 0 < n < 6 else None, cost=-1),
    Rule(
        "nth-units", "period_day", "<rank> <number> <period> (of|in|during) <whole>",
        lambda r, n, u, of: _ranks(r, n, u, of),
        {"the first two weeks of 2027": "2027-01-04/2027-01-18", "last 3 months of 2026": "2026-10-01/2027-01-01"},
    ),
    Rule(
        "nth-weekday-alone", "period_day", "the? <rank> <weekday>",
        lambda r, w: Nth(r, w) if r > 0 else None,
        {"the first Monday": "2026-04-06/2026-04-07"},
    ),
    Rule("whole", "whole", "the? (<period_day>|<day>)", lambda d: d),
    Rule("whole-new-year", "whole", "the? new year", lambda: Cycle("year", 1), {"the first week of the new year": "2027-01-04/2027-01-11"}, cost=2),
    Rule("whole-unit", "whole", "the? <cyclic>", lambda u: Cycle(u, open=True), cost=0),
    Rule(
        "week-of", "period_day",
        "((the|in the)? (week|wk) (of|beginning|beginning on|starting|starting on|commencing|commencing on|from|that "
        "starts on|that starts|containing|that contains|including|with|around|ending|ending on)|w / c|w / b|wc|w / e) the? <day>",
        lambda d: Around("week", d),
        {"the week of May 12": "2026-05-11/2026-05-18"},
    ),
    Rule(
        "weekend-of", "period_day", "((the|on the)? (weekend|week - end) of the? <day>|the? <day> long? (weekend|week - end))",
        lambda d: _weekend_of(d) if not isinstance(d, Weekday | Cycle) else None,
        {"Easter weekend": "2026-04-04/2026-04-06", "the bank holiday weekend": "2026-04-04/2026-04-07"},
    ),
    Rule(
        "the-long-weekend", "period_day", f"(the|this|my|our) {LONG_WEEKEND}",
        lambda: Around("weekend", Feast("long weekend")),
        {"the long weekend": "2026-05-23/2026-05-26"}, cost=-1,
    ),
    Rule("long-weekend", "period_day", LONG_WEEKEND, lambda: Around("weekend", Feast("long weekend")), cost=3),  # a title often has it
    Rule(
        "month-long-weekend", "period_day", f"the? <month> {LONG_WEEKEND}",
        lambda m: Around("weekend", Within(Feast("long weekend"), Date(month=m))),
        {"the September long weekend": "2026-09-05/2026-09-08"}, cost=-2,
    ),
    Rule(
        "closest", "period_day", "the? <ordinal>? ((closest|nearest) <weekday>|<weekday> (closest|nearest)) to the? <day>",
        lambda n, w, d: Around("day", d, w, n or 1),
        {"the closest Friday to May 12": "2026-05-15/2026-05-16", "the second closest Friday to May 12": "2026-05-08/2026-05-09"},
    ),
    Rule(
        "day-all-week", "period_day", "the? <day> ,? all (the)? <period> long?",
        lambda d, u: Around(u, d) if u in ("week", "weekend") and not isinstance(d, Weekday | Cycle) else None,
        {"the 21st, all weekend": "2026-03-21/2026-03-23"},
    ),
    Rule("holy-week", "period_day", "holy week", lambda: Around("week", Feast("easter"))),
    Rule(
        "feast-week", "period_day", "<feast> week",
        lambda f: Around("week", Feast(f)),
        {"Christmas week": "2026-12-21/2026-12-28"},
    ),
)  # fmt: skip


def _weekend_of(day: Day) -> Around:
    """The weekend beside a day; "the bank holiday weekend" is one with a Monday."""
    return Around("weekend", Feast("bank holiday monday") if day == Feast("bank holiday") else day)


def _ranks(rank: int, number: Fraction, unit: Unit, of: Day) -> Nth | None:
    count = int(number)
    if abs(rank) != 1 or number.denominator != 1 or not 1 <= count <= 366:
        return None
    return nth(1 if rank == 1 else -count, unit, of, count)


EDGES: Final = (
    Rule(
        "edge", "period_day", "(the|at the|in the|around the|toward the|towards the)? <edge> of around? <whole>",
        lambda which, d: None if which == "end" and _is_numbered(d) else Edge(which, d),
        {"the beginning of next month": "2026-04-01/2026-04-11", "end of the month": "2026-03-21/2026-04-01",
         "end of next week": "2026-03-13/2026-03-16", "end of Friday": "2026-03-06T17:00"},
    ),
    Rule("middle", "period_day", "(the|at the|in the|around the)? (mid|middle) -? around? <whole>", lambda d: Edge("middle", d)),
    Rule(  # "until the end of August 10-11am": of the month, where the number can be an hour
        "end-of-date", "period_day", "the? (end|close) of <whole>",
        lambda d: Edge("end", d) if _is_numbered(d) else None,
        {"end of March 10": "2026-03-10T17:00"}, cost=2,
    ),
    Rule("half-year", "period_day", "h <int> (of|/|-)? <year>?", lambda n, y: _half_year(n, y), {"H1 2027": "2027-01-01/2027-07-01"}),
    Rule("year-half", "period_day", "<year> (of|-|/)? h <int>", lambda y, n: _half_year(n, y)),
    Rule(
        "half-of", "period_day", "the? <halfof> half of <whole>",
        Edge,
        {"the first half of 2027": "2027-01-01/2027-07-01"},
    ),
    Rule(
        "early", "period_day", "early (in|-)? <whole>",
        lambda d: _edge("early", d),
        {"early May": "2026-05-01/2026-05-11"},
    ),
    Rule(
        "late", "period_day", "late (in|on|-)? <whole>",
        lambda d: _edge("end", d),
        {"late May": "2026-05-21/2026-06-01"},
    ),
    Rule(
        "new-year", "period_day", "in the new year",
        lambda: Date(month=1),
        {"in the new year": "2027-01-01/2027-02-01"}, cost=-1,
    ),
    Rule(
        "later", "period_day", "<sooner> (in|this|in this)? the? <cyclic>",
        lambda which, u: Edge(which, Cycle(u)),
        {"later this week": "2026-03-05/2026-03-09"},
    ),
    Rule("later-in", "period_day", "<sooner> in <month>", lambda which, m: Edge(which, Date(month=m))),
    Rule("later-today", "period_day", "later (today|on today|in the day|on)", lambda: Edge("rest", Cycle("day"))),
    Rule("earlier-today", "period_day", "earlier (today|in the day)", lambda: Edge("earlier", Cycle("day"))),
    Rule(
        "rest", "period_day", "(the|for the)? (rest|remainder|remaining) of <whole>",
        lambda d: Edge("rest", d),
        {"the rest of the week": "2026-03-04T09:00/2026-03-09"},
    ),
    Rule("remaining", "period_day", "the? remaining <cyclic>", lambda u: Edge("rest", Cycle(u))),
    Rule("midweek", "period_day", "(midweek|mid week|mid - week)", lambda: Edge("middle", Cycle("week", open=True))),
    Rule("eom", "period_day", "the? <pageend>", lambda page: Edge(page[0], Cycle(page[1])), {"EOM": "2026-03-21/2026-04-01"}),
)  # fmt: skip


def _is_numbered(day: Day) -> bool:
    """A day by its number in a month, or several."""
    return isinstance(day, DaySpan) or (isinstance(day, Date) and day.month is not None and day.day is not None)


def _half_year(number: int, year: int | None) -> Edge | None:
    whole = Date(year) if year else Cycle("year")
    return Edge("first half" if number == 1 else "second half", whole) if number in (1, 2) else None


def _edge(which: str, day: Day) -> Edge | None:
    return None if isinstance(day, Cycle) and day.unit == "day" else Edge(which, day)  # type: ignore[arg-type]
