"""Joining what a phrase says piece by piece: two points into one, two days into one, two pieces of a repetition into one."""

import dataclasses
from collections.abc import Callable
from typing import Any, Final

from assistant.temporal.calendar_units import real
from assistant.temporal.expressions import (
    Around,
    Bound,
    Cycle,
    Date,
    Day,
    DaySpan,
    Edge,
    Feast,
    Now,
    Nth,
    NumericDate,
    Point,
    Quarter,
    Repetition,
    Season,
    Shifted,
    Weekday,
    WeekNumber,
    Within,
)
from assistant.temporal.hours import PARTS, settle, settle_range

NOON: Final = 12


def bounded(bound: Bound, point: Point) -> Point | None:
    """The point as a bound; None where it is one already or is no time."""
    if (
        point.bound
        or point.length
        or point.until
        or isinstance(point.day, DaySpan)
        or not (point.day or point.clock or point.part)
    ):
        return None
    return dataclasses.replace(point, bound=bound)


def since(point: Point) -> Point | None:
    """ "Since Monday" looks back to the last one."""
    day = point.day
    if isinstance(day, Date) and day.which == "bare" and not day.year:
        point = dataclasses.replace(point, day=dataclasses.replace(day, which="since"))
    elif isinstance(day, Edge | Nth) and isinstance(day.of, Date) and day.of.which == "bare" and not day.of.year:
        point = dataclasses.replace(point, day=dataclasses.replace(day, of=dataclasses.replace(day.of, which="since")))
    elif isinstance(day, Weekday | Feast | Season) and day.which == "bare":
        point = dataclasses.replace(point, day=dataclasses.replace(day, which="last"))
    elif day is None and (point.clock or point.part):
        point = dataclasses.replace(point, day=Cycle("day"), clock=settle(point.clock, None) if point.clock else None)
    return bounded("from", point)


def merge_points(a: Point, b: Point) -> Point | None:
    """Both together, None where they say the same thing twice or are the two ends of a span."""
    if _are_ends(a, b):
        return None
    part = a.part or b.part
    if a.part and b.part:
        part = finer(a.part, b.part)
        if part is None:
            return None
    a, b = _from_first_day(a, b), _from_first_day(b, a)
    for name in ("clock", "until", "zone", "length", "bound"):
        if getattr(a, name) is not None and getattr(b, name) is not None:
            return None
    dated = b.day and (b == Point(b.day, bound=b.bound) or (isinstance(b.day, Date) and not b.day.day))
    if isinstance(a.day, Weekday) and b.bound and dated:  # "Monday on or after the 6th" is neither day
        return None
    bound = a.bound or b.bound
    if bound and (a.length or b.length):
        if bound != "from":  # "from 2pm for an hour": the length tells the end
            return None
        bound = None
    if bound == "from" and (a.until or b.until):  # "from Monday 6am to 9am" is closed
        bound = None
    day = merge_days(a.day, b.day) if a.day and b.day else a.day or b.day
    if day is None and (a.day or b.day):
        return None
    if isinstance(day, Now) and (a.clock or b.clock or part):
        return None
    return Point(
        day,
        a.clock or b.clock,
        a.until or b.until,
        part,
        a.zone or b.zone,
        a.length or b.length,
        bound,
    )


def _from_first_day(point: Point, beside: Point) -> Point:
    """ "from November | at 18:30", "starting next week | at 9": with an hour what begins with a period begins on its first day."""
    day = point.day
    long = (isinstance(day, Date) and day.day is None and day.weekday is None) or (
        isinstance(day, Cycle) and day.unit in ("week", "month")
    )
    if not long or point.bound != "from" or beside.day or not beside.clock:
        return point
    return dataclasses.replace(point, day=Nth(1, "day", day))


def _are_ends(first: Point, second: Point) -> bool:
    """Whether the second piece is of the end alone: "Friday night | till 2am", "10pm to 6 | tomorrow morning"."""
    if second.bound == "until":  # or "20 September | until the following Monday"
        numbered = isinstance(first.day, NumericDate) or (isinstance(first.day, Date) and first.day.day is not None)
        of_part = bool(first.part and second.clock and not first.clock)
        return of_part or (numbered and isinstance(second.day, Weekday))
    start, end = first.clock, first.until
    if start is None or end is None or not second.day or start.bare or start.hour <= NOON:
        return False
    morning = second.part and PARTS[second.part].half == "am" and settle(end, "am").hour < NOON
    return bool(morning) or (end.named == "noon" and not second.part)


def finer(first: str, second: str) -> str | None:
    """Of two parts of one day that overlap the shorter ("late morning" in "the morning", "after dinner" in "tonight"); no meal, which is a thing."""
    pairs = ((first, second), (second, first))
    longer = next((x for x, y in pairs if x.endswith(y)), None)  # "first thing Monday morning"
    if longer:
        return longer
    a, b = PARTS[first], PARTS[second]
    apart = a.end <= b.start or b.end <= a.start or a.end - a.start == b.end - b.start
    if apart or a.name is None or b.name is None:
        return None
    return min((first, second), key=lambda name: PARTS[name].end - PARTS[name].start)


def corrected(said: Any, instead: Any) -> Any:
    """A self-correction: the last word counts, what it leaves out stands ("Friday at 5, no, 6pm")."""
    if not (isinstance(said, Point) and isinstance(instead, Point)):
        return instead
    timed = instead.clock or instead.part
    return Point(
        instead.day or said.day,
        instead.clock if timed else said.clock,
        instead.until if timed else said.until,
        instead.part if timed or instead.day else said.part,
        instead.zone or said.zone,
        instead.length or (None if timed else said.length),
        instead.bound or said.bound,
    )


def chosen(first: Point, second: Point) -> tuple[Point, Point] | None:
    """Two times of which one is to be taken, each with what only the other says: "Monday or Wednesday at 3", "11 or 1pm"."""
    alike = (
        (first.until is None) == (second.until is None)
        and first.length == second.length
        and not (first.zone and second.zone)
    )
    if not alike or first.until or not (first.day or first.clock or first.part):
        return None
    if first.clock and second.clock and first.clock.bare and not second.clock.bare:
        first = dataclasses.replace(first, clock=settle_range(first.clock, second.clock, None)[0])
    if isinstance(second.day, Within) and type(first.day) is type(second.day.inner):  # "Thursday or Friday next week"
        first = dataclasses.replace(first, day=Within(first.day, second.day.outer))
    timed = (first.clock or first.part) and (second.clock or second.part)
    day, zone, bound = first.day or second.day, first.zone or second.zone, first.bound or second.bound
    a = dataclasses.replace(first, day=day, zone=zone, bound=bound)
    b = dataclasses.replace(second, day=second.day or day, zone=zone, bound=second.bound or bound)
    if not timed:
        a = dataclasses.replace(a, clock=first.clock or second.clock, part=first.part or second.part)
        b = dataclasses.replace(b, clock=a.clock, part=a.part)
    return (a, b) if a != b else None


def merge_days(a: Day, b: Day) -> Day | None:
    """One day of two pieces in either order, None where they don't go together."""
    joined = MERGES.get((type(a), type(b)))
    if joined:
        return joined(a, b)
    joined = MERGES.get((type(b), type(a)))
    return joined(b, a) if joined else None


def _dates(a: Date, b: Date) -> Date | None:
    """ "3rd" and "May", "May 3" and "2027": no field twice."""
    fields = {}
    for name in ("year", "month", "day", "weekday"):
        x, y = getattr(a, name), getattr(b, name)
        if x is not None and y is not None:
            return None
        fields[name] = x if y is None else y
    month, day = fields["month"], fields["day"]
    if day and (not real(month, day) if month else fields["year"]):
        return None
    return Date(**fields, which=a.which if a.which != "bare" else b.which)


def _weekday_date(weekday: Weekday, date: Date) -> Day | None:
    if date.day is None:
        return Within(weekday, date) if weekday.which == "bare" and date.month else None
    which = "last" if weekday.which in ("last", "previous") else date.which  # "last Friday the 13th"
    return dataclasses.replace(date, weekday=weekday.weekday, which=which) if date.weekday is None else None


def _weekday_numeric(weekday: Weekday, date: NumericDate) -> Day | None:
    other = date.weekday not in (None, weekday.weekday) or (date.loose and weekday.which != "bare")
    return None if other else dataclasses.replace(date, weekday=weekday.weekday)


def _weekday_cycle(weekday: Weekday, cycle: Cycle) -> Day | None:
    if cycle.unit == "day":
        return Within(weekday, cycle) if cycle.count == 1 and weekday.which == "bare" else None
    return (
        Within(weekday, cycle)
        if weekday.which in ("bare", "this") and cycle.unit not in ("second", "minute", "hour")
        else None
    )


def _weekday_shifted(weekday: Weekday, shifted: Shifted) -> Day | None:
    return (
        dataclasses.replace(shifted, weekday=weekday.weekday)
        if shifted.weekday is None and weekday.which == "bare" and not shifted.length.sub_day
        else None
    )


def _weekday_around(weekday: Weekday, around: Around) -> Day | None:
    return Within(weekday, around) if around.what.startswith("week") else None


def _weekday_in(weekday: Weekday, outer: Day) -> Day | None:
    return Within(weekday, outer) if weekday.which == "bare" else None


def _date_cycle(date: Date | NumericDate, cycle: Cycle) -> Day | None:
    if cycle.unit == "day":
        named = not date.loose if isinstance(date, NumericDate) else date.day  # "tomorrow 9-17" are hours
        return date if cycle.count == 1 and named else None
    year_free = isinstance(date, NumericDate) or date.month is not None
    fits = cycle.unit in (("year", "decade") if year_free else ("month", "quarter"))
    return Within(date, cycle) if fits and getattr(date, "year", None) is None else None


def _cycles(a: Cycle, b: Cycle) -> Cycle | None:
    """ "All week next week"."""
    plain, said = (a, b) if a == Cycle(a.unit) else (b, a)
    return said if a.unit == b.unit != "day" and plain == Cycle(a.unit) else None


def _in_year(inner: Day, outer: Date | Cycle) -> Day | None:
    """ "Easter 2027", "summer of last year"."""
    if isinstance(outer, Cycle):
        return Within(inner, outer) if outer.unit == "year" else None
    return Within(inner, outer) if outer.year and not outer.month and not outer.day else None


def _nth_of(nth: Nth, outer: Day) -> Day | None:
    if isinstance(outer, Cycle) and outer.unit in ("day", "hour", "minute", "second"):
        return None
    of = merge_days(nth.of, outer) if nth.of else outer  # "the last day of February next year"
    return dataclasses.replace(nth, of=of) if of else None


def _span_in(span: DaySpan, outer: Day) -> Day | None:
    if isinstance(outer, Cycle) and outer.unit == "day":
        return None
    this_page = isinstance(outer, Cycle) and outer.unit in ("week", "weekend", "workweek")
    # of "Monday to Friday in June" the Friday is that after the first Monday
    behind = isinstance(span.end, Weekday) and not this_page
    start, end = merge_days(span.start, outer), span.end if behind else merge_days(span.end, outer)
    return dataclasses.replace(span, start=start, end=end) if start and end else None


def _spans(a: DaySpan, b: DaySpan) -> Day | None:
    """ "Sat & Sun, Oct 24-25"."""
    start, end = merge_days(a.start, b.start), merge_days(a.end, b.end)
    return DaySpan(start, end) if start and end else None


def _around_year(around: Around, outer: Date | Cycle) -> Day | None:
    inner = merge_days(around.day, outer)
    return dataclasses.replace(around, day=inner) if inner else None


def _edge_cycle(edge: Edge, cycle: Cycle) -> Day | None:
    """ "Midweek next week", "at the end of the month next month": a border of such a page, and which page."""
    return dataclasses.replace(edge, of=cycle) if edge.of == Cycle(cycle.unit) and cycle.unit != "day" else None


def _shifted_date(shifted: Shifted, date: Date) -> Day | None:
    """ "Two days before Christmas 2027"; "in two months on the 5th"."""
    if date.day and not date.month and shifted.length.unit == "month" and shifted.base is None:
        return Within(date, shifted)
    base = merge_points(shifted.base, Point(day=date)) if shifted.base else None
    return dataclasses.replace(shifted, base=base) if base else None


MERGES: Final[dict[tuple[type, type], Callable[[Any, Any], Day | None]]] = {
    (Date, Date): _dates,
    (Cycle, Cycle): _cycles,
    (Weekday, Date): _weekday_date,
    (Weekday, NumericDate): _weekday_numeric,
    (Weekday, Cycle): _weekday_cycle,
    (Weekday, Shifted): _weekday_shifted,
    (Weekday, Around): _weekday_around,
    **{(Weekday, outer): _weekday_in for outer in (WeekNumber, Nth, Edge)},
    **{(date, Cycle): _date_cycle for date in (Date, NumericDate)},
    **{(inner, outer): _in_year for inner in (Feast, Season, WeekNumber, Quarter) for outer in (Date, Cycle)},
    **{(Nth, outer): _nth_of for outer in (Date, Cycle)},
    (DaySpan, DaySpan): _spans,
    **{(DaySpan, outer): _span_in for outer in (Date, Cycle, Around, Nth, WeekNumber)},
    (Edge, Cycle): _edge_cycle,
    **{(Around, outer): _around_year for outer in (Date, Cycle)},
    (Shifted, Date): _shifted_date,
}


def merge_repetitions(a: Repetition, b: Repetition) -> Repetition | None:
    """Both pieces of a rule together, None where they say the same thing twice."""
    if a.freq and b.freq:
        return None
    fields: dict[str, Any] = {"freq": a.freq or b.freq, "interval": max(a.interval, b.interval)}
    for field in dataclasses.fields(Repetition):
        if field.name in fields:
            continue
        x, y = getattr(a, field.name), getattr(b, field.name)
        if x and y and field.name != "end_inclusive":
            if field.name != "time":
                return None
            x, y = merge_points(x, y), None
            if x is None:
                return None
        fields[field.name] = x or y
    return Repetition(**fields)
