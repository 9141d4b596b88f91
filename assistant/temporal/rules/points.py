"""How pieces come together: points in free order, bounds, spans, and what a whole phrase may be."""

import dataclasses
from fractions import Fraction
from typing import Final

from assistant.temporal.chart import Rule
from assistant.temporal.expressions import (
    Around,
    Cycle,
    Day,
    Edge,
    Either,
    Feast,
    Length,
    Now,
    Point,
    Shifted,
    Span,
    Unit,
    Weekday,
    Within,
)
from assistant.temporal.expressions import Date as DateValue
from assistant.temporal.hours import PARTS, TONIGHT, overnight, settle
from assistant.temporal.lengths import length_of
from assistant.temporal.merging import bounded, chosen, corrected, merge_points, since
from assistant.temporal.rules.parts import single
from assistant.temporal.rules.steps import WEEK, unit_step

POINTS: Final = (
    Rule("day-piece", "piece", "<lead>? (the|a)? <day> <hedge>?", lambda _, d, __: Point(day=d)),
    Rule("period-piece", "piece", "<lead>? <period_day> <hedge>?", lambda _, d, __: Point(day=d)),
    Rule(
        "date-1930", "piece", "<day> <evening>",
        lambda d, c: Point(day=d, clock=c) if single(d) else None,
        {"next Friday 1930": "2026-03-13T19:30"}, cost=2,
    ),
    Rule(
        "lead-vague", "lead",
        "((sometime|some time|anytime|any time|around|about) (on|in|during)|(sometime|some time) (over|around|about)|"
        "(one day|some day|any day|at some point) (on|in|during)?)",
        lambda: True,
    ),
    Rule(
        "feast-year-weekend", "piece", "<feast> <year> (weekend|week - end)",
        lambda f, y: Point(day=Around("weekend", Within(Feast(f), DateValue(y)))),
    ),
    Rule("for-length", "piece", "(for|lasting|and lasting|during) (the)? <length>", lambda n: Point(length=n)),
    Rule(
        "bare-length", "piece", "<length>",
        lambda n: Point(length=n) if n.sub_day and not (n.unit == "minute" and n.delta.hours > 2) else None,
        {"30 min tomorrow at 2": "2026-03-05T14:00/2026-03-05T14:30", "Friday 2pm, 30 min": "2026-03-06T14:00/2026-03-06T14:30"},
        cost=3,
    ),
    Rule("bare-days", "piece", "<length>", lambda n: Point(length=n) if n.unit == "day" and not n.sub_day else None, cost=4),
    Rule(
        "all-day", "piece", "(all|whole|the whole|all the|full|all -) day long?",
        lambda: Point(length=length_of(Fraction(1), "day")), cost=1,
    ),
    Rule(
        "length-from", "piece", "<length> <startword> the? <point>",
        lambda n, _, p: merge_points(p, Point(length=n)),
        {"3 days starting next Monday": "2026-03-09/2026-03-12"}, cost=1,
    ),
    Rule(
        "nights-from", "piece", "<number> nights from the? <point>",
        lambda n, p: merge_points(p, Point(length=length_of(n, "day"))) if 1 < n < 1000 else None,
        {"4 nights from Friday": "2026-03-06/2026-03-10"}, cost=-2,
    ),
    Rule(  # the hour of what is spoken of, which stays as it does unsaid
        "same-time", "piece", "at? the? same time (on|in)? the? (<day>|<period_day>)",
        lambda d: Point(day=d),
        {"same time on Friday": "2026-03-06/2026-03-07", "same time next week": "2026-03-09/2026-03-16"},
    ),
    Rule(
        "same-time-behind", "piece", "<day> (at|,)? the? same time",
        lambda d: Point(day=d),
        {"Friday same time": "2026-03-06/2026-03-07"},
    ),
    Rule("asap", "piece", "(asap|as soon as possible|a . s . a . p .)", lambda: Point(day=Now(), bound="from")),
    Rule("one", "point", "<piece>", lambda p: p),
    Rule(
        "more", "point", "<piece> <joint>? <point>",
        lambda a, _, b: merge_points(a, b),
        {"Friday at 3pm": "2026-03-06T15:00", "3pm on Friday": "2026-03-06T15:00",
         "tomorrow from 3 to 5pm": "2026-03-05T15:00/2026-03-05T17:00",
         "Thursday of next week": "2026-03-12/2026-03-13", "8 tomorrow evening": "2026-03-05T20:00",
         "Friday the 13th at noon": "2026-03-13T12:00"},
    ),
)  # fmt: skip

BOUNDS: Final = (
    Rule("through-to", "bound", "(through|thru) to", lambda: "until", cost=3),
    Rule("past", "bound", "(past|following)", lambda: "after", cost=1),
    Rule("beginning", "bound", "beginning", lambda: "from", cost=1),
    Rule("since-point", "point", "since the? <point>", since, {"since 8 this morning": "2026-03-04T08:00/…"}, cost=1),
    Rule(
        "bounded", "piece", "<bound> the? <piece> (at the latest)?",
        bounded,
        {"by Friday": "…/2026-03-07", "before noon": "…/2026-03-04T12:00", "after 3pm": "2026-03-04T15:00/…",
         "until June": "…/2026-06-01"},
    ),
    Rule(
        "bounded-hour", "piece", "<bound> <loosely>",
        lambda b, c: bounded(b, Point(clock=c)),
        {"by 5": "…/2026-03-04T17:00", "tomorrow after 4": "2026-03-05T16:00/2026-03-06"},
    ),
    Rule(
        "on", "point", "from the? <point> (on|onwards|onward|forward|and later|or later|and after|and on|and beyond)",
        lambda p: bounded("from", p),
        {"from Monday on": "2026-03-09/…", "from Friday 5pm on": "2026-03-06T17:00/…"}, cost=1,
    ),
    Rule(
        "or-later", "point", "<piece> (onwards|onward|or later|and later|and after|and on|and beyond|or after|at the earliest)",
        lambda p: bounded("from", p),
        {"May 5 or later": "2026-05-05/…"}, cost=1,
    ),
    Rule(
        "or-earlier", "point", "<piece> (or earlier|and earlier|or before|at the latest|or sooner)",
        lambda p: bounded("by", p), cost=1,
    ),
    Rule(
        "within", "piece",
        "(within|in the space of|in less than|in under|inside|inside of) the? (next|coming)? <length> (from now)?",
        lambda n: Point(length=n, bound="within"),
        {"within 2 hours": "2026-03-04T09:00/2026-03-04T11:00"},
    ),
    Rule(
        "through-period", "piece", "(through|thru) the? (<period_day>|<date>)",
        lambda d: _through(d),
        {"through June": "…/2026-07-01"}, cost=-1,
    ),
    Rule("within-period", "piece", "(within|inside) the? (<period_day>|<day>)", lambda d: Point(day=d)),
)  # fmt: skip


#: Words of which a self-correction has one.
CORRECTIONS: Final = frozenset(
    ["no", "sorry", "mean", "make", "actually", "rather", "wait", "scratch", "oops", "er", "uh", "correction"]
)
#: Words of which a span has one.
SIGNS: Final = frozenset(
    ["to", "-", "until", "till", "thru", "through", "~", "up", "and", "&", "between", "btw", "btwn", "betw", "far", "ytd"]
)  # fmt: skip


def _through(day: Day) -> Point | None:
    """ "Through June" holds June, while "until June" ends before it; a day is within either."""
    long = (isinstance(day, DateValue) and day.day is None) or (
        isinstance(day, Cycle) and day.unit not in ("day", "weekend")
    )
    return bounded("until", Point(day=Edge("end", day))) if long else None


def span(start: Point, end: Point) -> Span | Point | None:
    """A span between points that are no spans or bounds themselves; of two clocks on one day a range of that day."""
    if start.until or end.until or start.bound or end.bound or start.length or end.length:
        return None
    if start.clock and start.part and start.clock.bare:  # "from 3 in the morning until 5pm"
        start = dataclasses.replace(start, clock=settle(start.clock, PARTS[start.part].half), part=None)
    if start.clock and isinstance(end.day, DateValue) and not end.day.month and end.day.year:
        return None  # "Friday 1900 - 2030" is no span from an hour to a year
    if end.clock and end.day is None and start == Point(day=start.day) and not isinstance(start.day, Now):
        return None  # "5 November 14 to 15h" is no span from a day to an hour
    one_day = end.day is None or (start.day is None and not start.part and not start.zone)
    if start.clock and end.clock and not end.part and not end.zone and one_day:
        # "5pm until tomorrow 9am" begins today
        if end.day and not start.day and (until := overnight(start.clock, end.clock)):
            return Span(start, dataclasses.replace(end, clock=until))
        return dataclasses.replace(start, day=start.day or end.day, until=end.clock)
    if start == Point(part=start.part) and start.part not in TONIGHT and (end.clock or end.part):
        start = dataclasses.replace(start, day=end.day)  # "between lunch and 5 on Thursday" is of that day
    return Span(start, end)


SPANS: Final = (
    Rule(
        "from-to", "span",
        "(from|as from|beginning|starting|starting on)? the? <point> ,? <to> the? <point> (inclusive|included)?",
        lambda a, _, b: span(a, b),
        {"from Monday to Wednesday": "2026-03-09/2026-03-12", "10 May - 12 June": "2026-05-10/2026-06-13",
         "from 9am Monday until 5pm Tuesday": "2026-03-09T09:00/2026-03-10T17:00",
         "from June to August": "2026-06-01/2026-09-01"},
    ),
    Rule(
        "between-points", "span", "(the (week|weeks|days|time|period))? <betweens> the? <point> (and|to|-|&) the? <point>",
        lambda _, a, b: span(a, b),
        {"between Monday and Wednesday": "2026-03-09/2026-03-12",
         "between lunch and 5 tomorrow": "2026-03-05T12:00/2026-03-05T17:00"},
    ),
    Rule(
        "so-far", "span", "so far (<period_day>|today)",
        lambda d: span(Point(day=d or Cycle("day")), Point(day=Now())),
        {"so far this week": "2026-03-02/2026-03-04T09:00"},
    ),
    Rule(
        "to-date", "span",
        "(from|since)? <point> (to date|to now|until now|till now|up to now|to the present|to present)",
        lambda p: span(dataclasses.replace(begun, bound=None), Point(day=Now())) if (begun := since(p)) else None,
    ),
    Rule("ytd", "span", "ytd", lambda: span(Point(day=Cycle("year")), Point(day=Now()))),
)  # fmt: skip


def _next_one(said: Unit | int) -> Point:
    """The one after this one."""
    return Point(day=Shifted(WEEK, 1, Point(day=Weekday(said, "this"))) if isinstance(said, int) else Cycle(said, 1))


def _this_or_next(said: Unit | int) -> Either:
    return Either(Point(day=Weekday(said, "this") if isinstance(said, int) else Cycle(said)), _next_one(said))


def whole(value: Point) -> Point | Length | None:
    """A point that stands alone: a zone alone names no time, a length alone is one."""
    if value.day or value.clock or value.part or value.bound:
        return value
    return value.length


PHRASES: Final = (
    Rule("point", "time", "<point>", whole),
    Rule("span", "time", "<span>", lambda s: s),
    Rule("choice", "time", "<choice>", lambda c: c),
    Rule(
        "either", "choice", "either? <option> ,? (or|or else|or maybe|or perhaps|alternatively) <option>",
        lambda a, b: Either(*both) if (both := chosen(a, b)) else None,
        {"Monday or Wednesday": "2026-03-09/2026-03-10", "tomorrow at 3 or 4": "2026-03-05T15:00",
         "11 or 1pm": "2026-03-04T11:00"}, cost=1,
    ),
    Rule(
        "or-after", "choice", "<option> or the <period> after",
        lambda a, u: Either(a, b) if a.day and not a.clock and (b := unit_step(u, a.day, 1)) else None,
        {"tomorrow or the day after": "2026-03-05/2026-03-06"},
    ),
    Rule(
        "this-or-next", "choice", "either? this ((<cyclic>|<weekday>) or the? next one?|or next (<cyclic>|<weekday>))",
        lambda u: _this_or_next(u),
        {"this week or next": "2026-03-02/2026-03-09", "this Friday or next": "2026-03-06/2026-03-07"},
    ),
    Rule(
        "not-this-but-next", "point",
        "(not this (<cyclic>|<weekday>) ,? but the? next one?|next (<cyclic>|<weekday>) ,? not this (one|<period>|<weekday>))",
        lambda u, _: _next_one(u),
        {"not this Friday but next": "2026-03-13/2026-03-14"},
    ),
    Rule(
        "may-3-or-4", "choice", "<month> <dayno> or <dayno>",
        lambda m, a, b: Either(Point(day=DateValue(month=m, day=a)), Point(day=DateValue(month=m, day=b))),
        {"May 3 or 4": "2026-05-03/2026-05-04"},
    ),
    Rule(
        "3-or-4-may", "choice", "the? <dayno> or the? <dayno> of? <month>",
        lambda a, b, m: Either(Point(day=DateValue(month=m, day=a)), Point(day=DateValue(month=m, day=b))),
        {"3 or 4 May": "2026-05-03/2026-05-04"},
    ),
    Rule("option", "option", "the? <point>", lambda p: p),
    Rule("length", "time", "<length> long?", lambda n: n),
    Rule("repetition", "time", "<rep>", lambda r: r if r.freq else None),
    Rule(
        "phrase", "phrase",
        "(,|the|on|at|for|in|of|on the|for the|in the|at the|due|due on|to|to the|,? on|please|repeat|repeats|repeating|recurs|recurring)? <time> <end>?",
        lambda t, _: t,
    ),
    Rule("the-one", "phrase", "the <time> (one|ones)", lambda t: t, {"the 3pm one": "2026-03-04T15:00"}, cost=1),
    Rule(
        "corrected", "time", "<time1> <pause>? <correction> <pause>? <time1>",
        lambda a, *rest: corrected(a, rest[-1]),
        {"at 5, no, 6pm": "2026-03-04T18:00", "Friday at 5, sorry, 6": "2026-03-06T18:00"},
    ),
    Rule("correctable", "time1", "(on|at)? (<point>|<length>|<span>)", lambda v: v),
)  # fmt: skip
