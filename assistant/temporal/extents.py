"""Days and longer stretches of the calendar, anchored: each expression of `expressions.Day` → the dates that it means.

One function a type, chosen by a table. `Frame.floor` is the earliest day that an open reading ("the 3rd", "March", "Easter") may take;
inside another period it is that period's first day.
"""

import dataclasses
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final

from dateutil.relativedelta import relativedelta

from assistant.temporal.calendar_units import end_of, start_of, step, units_within, week_start
from assistant.temporal.expressions import (
    Around,
    Cycle,
    Date,
    Day,
    DaySpan,
    Decade,
    Edge,
    Feast,
    Nth,
    Now,
    NumericDate,
    Point,
    Quarter,
    Season,
    Shifted,
    Unit,
    Weekday,
    WeekNumber,
    Within,
)
from assistant.temporal.feasts import feast_day
from assistant.temporal.values import Grain, Purpose, Setting

DAY: Final = timedelta(days=1)
#: Month and day on which each season begins (north of the equator), and how the years of a season run on.
SEASONS: Final = {"spring": ((3, 20), (6, 21)), "summer": ((6, 21), (9, 23)), "autumn": ((9, 23), (12, 21)), "winter": ((12, 21), (3, 20))}
GRAINS: Final[dict[Unit, Grain]] = {
    "business_day": "day", "workweek": "week", "fortnight": "week", "decade": "year", "century": "year",
}  # fmt: skip


@dataclasses.dataclass(frozen=True, slots=True)
class Frame:
    """What an expression is anchored in. `now` is local and naive (its `fold` kept)."""

    now: datetime
    setting: Setting
    floor: date
    #: An expression inside a period takes its first coming there, the period's own first day included.
    inside: bool = False
    #: Anchors a point ("two hours after noon"), given so that days need not know of clocks.
    anchor_point: Callable[[Point, "Frame"], "Extent | None"] | None = None

    @property
    def today(self) -> date:
        """The local day of `now`."""
        return self.now.date()


@dataclasses.dataclass(frozen=True, slots=True)
class Extent:
    """``[start, end)``, or a moment where `end` is None; `past`: the words look back; `others`: other days that could be meant."""

    start: datetime
    end: datetime | None
    grain: Grain
    past: bool = False
    others: tuple["Extent", ...] = ()


def midnight(day: date) -> datetime:
    """The start of a day."""
    return datetime.combine(day, time())


def days(start: date, end: date, grain: Grain, *, past: bool = False) -> Extent:
    """A stretch of whole days."""
    return Extent(midnight(start), midnight(end), grain, past)


def one_day(day: date, *, past: bool = False) -> Extent:
    """A single day."""
    return days(day, day + DAY, "day", past=past)


def extent(day: Day, frame: Frame) -> Extent | None:
    """The dates of an expression; None where it has none (the 31st of April, year 10000)."""
    try:
        found: Extent | None = ANCHORS[type(day)](day, frame)
    except (ValueError, OverflowError):  # beyond the calendar's years 1 to 9999
        return None
    return found


def _now(_: Now, frame: Frame) -> Extent:
    return Extent(frame.now, None, "second")


def _cycle(cycle: Cycle, frame: Frame) -> Extent:
    unit, n, today = cycle.unit, cycle.n, frame.today
    grain, past = GRAINS.get(unit, unit), n < 0
    if unit in ("hour", "minute", "second"):
        return _short_cycle(cycle, frame)
    if unit == "business_day":
        first = step(unit, today, n if n > 0 else n) if n else today
        return days(first, step(unit, first, cycle.count - 1) + DAY, "day", past=past)
    if unit == "season":
        return _season_cycle(cycle, frame)
    if cycle.rolling:
        begin, end = (today + DAY, step(unit, today + DAY, cycle.count)) if n > 0 else (step(unit, today, n), today)
        return days(begin, end, "day", past=past)
    base = start_of(unit, today, frame.setting.first_weekday)
    if unit == "weekend" and n < 0 and base <= today:  # today is in it: the last one is a week before
        base = start_of(unit, today)
    first = step(unit, base, n)
    return days(first, end_of(unit, step(unit, first, cycle.count - 1)), grain, past=past)  # type: ignore[arg-type]


def _short_cycle(cycle: Cycle, frame: Frame) -> Extent:
    length = timedelta(**{f"{cycle.unit}s": cycle.count})
    if cycle.n > 0:
        return Extent(frame.now, elapsed(frame, length), cycle.unit)  # type: ignore[arg-type]
    if cycle.n < 0:
        return Extent(elapsed(frame, -length), frame.now, cycle.unit, past=True)  # type: ignore[arg-type]
    start = frame.now.replace(microsecond=0, second=0, minute=frame.now.minute if cycle.unit == "minute" else 0)
    return Extent(start, start + length, cycle.unit)  # type: ignore[arg-type]


def _season_cycle(cycle: Cycle, frame: Frame) -> Extent:
    starts = sorted((_season_days(name, year), name) for year in range(frame.floor.year - 2, frame.floor.year + 3) for name in SEASONS)
    here = max(i for i, ((start, _), _name) in enumerate(starts) if start <= frame.floor)
    start, end = starts[max(0, min(here + cycle.n, len(starts) - 1))][0]
    return days(start, end, "season", past=cycle.n < 0)


def _weekday(weekday: Weekday, frame: Frame) -> Extent:
    today, wanted = frame.floor, weekday.weekday
    on_or_after = today + timedelta(days=(wanted - today.weekday()) % 7)
    if frame.inside:
        return one_day(on_or_after)
    this_week = week_start(today, frame.setting.first_weekday)
    of_this_week = this_week + timedelta(days=(wanted - this_week.weekday()) % 7)
    strictly_after = on_or_after if on_or_after > today else today + timedelta(days=7)
    strictly_before = today - timedelta(days=(today.weekday() - wanted - 1) % 7 + 1)
    nearest = on_or_after if frame.setting.purpose is Purpose.SELECT else strictly_after
    choices = {
        "bare": nearest,
        "this": on_or_after,
        "coming": strictly_after,
        "next": of_this_week + timedelta(days=7),
        "after_next": of_this_week + timedelta(days=14),
        "last": strictly_before,
        "previous": of_this_week - timedelta(days=7),
    }
    found = one_day(choices[weekday.which], past=weekday.which in ("last", "previous"))
    if weekday.which == "next" and of_this_week > today:
        return dataclasses.replace(found, others=(one_day(of_this_week),))
    return found


def _date(date_: Date, frame: Frame) -> Extent | None:
    year, month, day = date_.year, date_.month, date_.day
    if year and not month:
        return _past_aware(days(date(year, 1, 1), date(year + 1, 1, 1), "year"), frame)
    if year and month:
        first = date(year, month, day if day and day > 0 else 1)
        return _past_aware(one_day(first) if day else days(first, step("month", first, 1), "month"), frame)
    candidates = list(_occurrences(date_, frame))
    chosen = _choose(candidates, date_, frame)
    return chosen


def _past_aware(found: Extent, frame: Frame) -> Extent:
    return dataclasses.replace(found, past=True) if found.end and found.end <= midnight(frame.today) else found


def _occurrences(wanted: Date, frame: Frame) -> Iterator[Extent]:
    """Every day or month near the floor that fits what was said, in order of time."""
    floor = frame.floor
    if wanted.month:
        for year in range(floor.year - 8, floor.year + 9):
            if wanted.day is None:
                first = date(year, wanted.month, 1)
                yield days(first, step("month", first, 1), "month")
            elif valid(year, wanted.month, wanted.day):
                yield one_day(date(year, wanted.month, wanted.day))
        return
    for n in range(-12, 100):
        first = step("month", floor.replace(day=1), n)
        number = wanted.day or 1
        if number < 0:
            number = (step("month", first, 1) - DAY).day
        if valid(first.year, first.month, number):
            yield one_day(first.replace(day=number))


def valid(year: int, month: int, day: int) -> bool:
    """Whether there is such a date."""
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _choose(candidates: list[Extent], wanted: Date, frame: Frame) -> Extent | None:
    floor = midnight(frame.floor)
    coming = [e for e in candidates if e.end and e.end > floor]
    if wanted.weekday is not None:
        near = [e for e in coming if e.start.weekday() == wanted.weekday]
        limit = floor + timedelta(days=731 if wanted.month else 366 * 5)
        if near and near[0].start < limit:
            return near[0]
    if wanted.which == "last":
        before = [e for e in candidates if e.end and e.end <= floor]
        return dataclasses.replace(before[-1], past=True) if before else None
    if wanted.which == "this" and wanted.month:
        same = [e for e in candidates if e.start.year == frame.floor.year]
        return _past_aware(same[0], frame) if same else None
    if wanted.which == "next":
        coming = [e for e in coming if e.start > floor]
    return coming[0] if coming else None


def as_date(numeric: NumericDate, *, day_first: bool) -> Date | None:
    """The date in one order of month and day."""
    month, day = (numeric.second, numeric.first) if day_first else (numeric.first, numeric.second)
    if not 1 <= month <= 12 or not valid(numeric.year or 2024, month, day):
        return None
    return Date(numeric.year, month, day, numeric.weekday, numeric.which)


def _numeric(numeric: NumericDate, frame: Frame) -> Extent | None:
    readings = [as_date(numeric, day_first=order) for order in (frame.setting.day_first, not frame.setting.day_first)]
    found = [e for r in readings if r and (e := _date(r, frame))]
    if numeric.weekday is not None:
        limit = midnight(frame.floor) + timedelta(days=45 if numeric.loose else 10**4)
        agreeing = [e for e in found if e.start.weekday() == numeric.weekday and e.start < limit]
        found = agreeing or ([] if numeric.loose else found)
    if not found:
        return None
    return dataclasses.replace(found[0], others=tuple(found[1:])) if numeric.first != numeric.second else found[0]


def _quarter(quarter: Quarter, frame: Frame) -> Extent:
    year = quarter.year or frame.floor.year
    first = date(year, quarter.number * 3 - 2, 1)
    if not quarter.year and step("month", first, 3) <= frame.floor:
        first = first.replace(year=year + 1)
    return _past_aware(days(first, step("quarter", first, 1), "quarter"), frame)


def _season_days(name: str, year: int) -> tuple[date, date]:
    (start, end) = SEASONS[name]
    return date(year, *start), date(year + (end < start), *end)


def _season(season: Season, frame: Frame) -> Extent:
    years = range(frame.floor.year - 2, frame.floor.year + 3)
    found = [days(*_season_days(season.name, year), "season") for year in years]
    floor = midnight(frame.floor)
    if frame.inside:
        return next(e for e in found if e.start >= floor)
    if season.which == "last":
        return dataclasses.replace([e for e in found if e.end and e.end <= floor][-1], past=True)
    if season.which == "next":
        return next(e for e in found if e.start > floor)
    return next(e for e in found if e.end and e.end > floor)


def _week_number(week: WeekNumber, frame: Frame) -> Extent | None:
    for year in range(frame.floor.isocalendar().year, frame.floor.year + 3):
        try:
            first = date.fromisocalendar(year, week.number, 1)
        except ValueError:
            continue
        if first + timedelta(days=6) >= frame.floor:
            return days(first, first + timedelta(days=7), "week")
    return None


def _decade(decade: Decade, frame: Frame) -> Extent:
    return _past_aware(days(date(decade.year, 1, 1), date(decade.year + 10, 1, 1), "year"), frame)


def _feast(feast: Feast, frame: Frame) -> Extent:
    year = frame.floor.year
    found = [feast_day(feast.name, y) for y in range(max(1900, year - 2), year + 3)]
    if feast.which == "last":
        return one_day([d for d in found if d < frame.floor][-1], past=True)
    if feast.which == "this" and not frame.inside:
        return _past_aware(one_day(feast_day(feast.name, year)), frame)
    return one_day(next(d for d in found if d > frame.floor or (d == frame.floor and feast.which != "next")))


def _nth(nth: Nth, frame: Frame) -> Extent | None:
    if nth.of is None:
        return _nth_of_month(nth, frame)
    outer = extent(nth.of, frame)
    found = outer and _nth_within(nth, outer, frame)
    open_year = isinstance(nth.of, Date) and nth.of.year is None
    if open_year and outer and outer.end and (found is None or (found.end and found.end <= midnight(frame.floor))):
        later = extent(nth.of, dataclasses.replace(frame, floor=outer.end.date()))
        found = later and _nth_within(nth, later, frame)
    return dataclasses.replace(found, past=found.past or bool(outer and outer.past)) if found else None


def _nth_of_month(nth: Nth, frame: Frame) -> Extent | None:
    for n in range(3):
        first = step("month", frame.floor.replace(day=1), n)
        found = _nth_within(nth, days(first, step("month", first, 1), "month"), frame)
        if found and found.end and found.end > midnight(frame.floor):
            return found
    return None


def _nth_within(nth: Nth, outer: Extent, frame: Frame) -> Extent | None:
    if outer.end is None:
        return None
    first, last = outer.start.date(), outer.end.date()
    if isinstance(nth.what, int):
        if nth.n > 0:
            day = first + timedelta(days=(nth.what - first.weekday()) % 7 + 7 * (nth.n - 1))
        else:
            day = last - DAY - timedelta(days=((last - DAY).weekday() - nth.what) % 7 + 7 * (-nth.n - 1))
        return one_day(day) if first <= day < last else None
    inside = units_within(nth.what, first, last, nth.n, nth.count, frame.setting.first_weekday)
    return days(*inside, GRAINS.get(nth.what, nth.what)) if inside else None  # type: ignore[arg-type]


def _edge(edge: Edge, frame: Frame) -> Extent | None:
    whole = extent(edge.of, frame)
    if whole is None or whole.end is None:
        return None
    start, end = whole.start, whole.end
    if edge.which in ("rest", "later", "earlier"):
        return _around_now(edge.which, whole, frame)
    length = (end - start).days
    if length <= 2:
        moments = {"begin": start, "middle": start + timedelta(hours=12), "end": end - timedelta(hours=7)}
        return Extent(moments[edge.which], None, "hour", whole.past)
    if length <= 10:
        third: timedelta | relativedelta = timedelta(days=min(3, length // 2))
    elif length < 40:
        third = timedelta(days=10)
    else:
        third = relativedelta(months=max(1, round(length / 120)))
    half = midnight(start.date()) + (relativedelta(months=round(length / 60)) if length > 27 else timedelta(days=length // 2))
    if edge.which in ("first half", "second half"):
        return Extent(*((start, half) if edge.which == "first half" else (half, end)), "day" if length < 40 else "month", whole.past)
    parts = {"begin": (start, start + third), "middle": (start + third, end - third) if length > 10 else (start + 2 * DAY, end - 2 * DAY), "end": (start + 2 * third if 27 < length < 40 else end - third, end)}
    return Extent(*parts[edge.which], "day" if length < 40 else "month", whole.past)


def _around_now(which: str, whole: Extent, frame: Frame) -> Extent | None:
    assert whole.end is not None
    now, tomorrow, today = frame.now, midnight(frame.today + DAY), midnight(frame.today)
    if which == "earlier":
        return Extent(whole.start, max(today, whole.start), "day", past=True) if today > whole.start else whole
    single = whole.end - whole.start <= DAY
    begin = max(whole.start, tomorrow if which == "later" and not single else now)
    return Extent(begin, whole.end, "day" if begin != now else "minute") if begin < whole.end else None


def _within(within: Within, frame: Frame) -> Extent | None:
    outer = extent(within.outer, frame)
    if isinstance(within.outer, Shifted) and outer and within.outer.length.unit in ("year", "month", "week"):
        unit: Unit = within.outer.length.unit
        first = start_of(unit, outer.start.date(), frame.setting.first_weekday)
        outer = days(first, end_of(unit, first), GRAINS.get(unit, unit))  # type: ignore[arg-type]
    if outer is None or outer.end is None:
        return None
    inner = extent(within.inner, dataclasses.replace(frame, floor=outer.start.date(), inside=True))
    if inner is None or inner.start >= outer.end:
        return None
    return dataclasses.replace(_past_aware(inner, frame), others=())


def _shifted(shifted: Shifted, frame: Frame) -> Extent | None:
    delta, past = shifted.length.delta * shifted.sign, shifted.sign < 0 and shifted.base is None
    business = shifted.length.unit == "business_day"
    base: Extent | None = Extent(frame.now, None, "second")
    if shifted.base:
        base = frame.anchor_point(shifted.base, frame) if frame.anchor_point else None
    if base is None:
        return None
    if base.end is None and (shifted.length.sub_day or shifted.base):
        moved = elapsed(frame, delta, base.start) if shifted.length.sub_day else base.start + delta
        return Extent(moved, None, "minute" if shifted.length.sub_day else base.grain, past)
    if shifted.length.sub_day:
        moved = (base.end if shifted.sign > 0 and base.end else base.start) + delta
        return Extent(moved, None, "minute", past)
    day = step("business_day", base.start.date(), int(delta.days)) if business else base.start.date() + delta
    if shifted.weekday is not None:
        day = _weekday_of_step(shifted, day, frame)
    return one_day(day, past=past or (shifted.sign < 0 and day < frame.today))


def _weekday_of_step(shifted: Shifted, day: date, frame: Frame) -> date:
    """"in two weeks on Friday" is that week's Friday, "in two months on Friday" the first one from there."""
    wanted = shifted.weekday or 0
    if shifted.length.unit in ("month", "year", "quarter"):
        return day + timedelta(days=(wanted - day.weekday()) % 7)
    first = week_start(day, frame.setting.first_weekday)
    return first + timedelta(days=(wanted - first.weekday()) % 7)


def elapsed(frame: Frame, delta: timedelta | relativedelta, base: datetime | None = None) -> datetime:
    """The local time a length of real time after `base` (now), clock changes counted; `fold` tells a repeated hour's second half."""
    zone = frame.setting.zone
    moment = (base or frame.now).replace(tzinfo=zone)
    if isinstance(delta, relativedelta):
        whole_days = relativedelta(years=delta.years, months=delta.months, days=delta.days)
        moment = (moment + whole_days) if whole_days else moment
        delta = timedelta(hours=delta.hours, minutes=delta.minutes, seconds=delta.seconds)
    return (moment.astimezone(UTC) + delta).astimezone(zone).replace(tzinfo=None)


#: Days from the week that holds a day to the one meant.
WEEKS: Final = {"week": 0, "week after": 7, "week before": -7}


def _around(around: Around, frame: Frame) -> Extent | None:
    base = extent(around.day, frame)
    if base is None:
        return None
    day = base.start.date()
    if around.what in WEEKS:
        first = week_start(day, frame.setting.first_weekday) + timedelta(days=WEEKS[around.what])
        return days(first, first + timedelta(days=7), "week", past=base.past)
    if around.what.startswith("weekend"):
        return _weekend_around(around, day, base.past)
    wanted = around.weekday or 0
    after = day + timedelta(days=(wanted - day.weekday()) % 7)
    if around.what == "after":
        return one_day(after if after > day else after + timedelta(days=7))
    before = after - timedelta(days=7)
    if around.what == "before":
        return one_day(before)
    return one_day(after if after - day <= day - before else before)


def _weekend_around(around: Around, day: date, past: bool) -> Extent:
    saturday = start_of("weekend", day)
    if around.what == "weekend after":
        saturday = saturday if saturday > day else saturday + timedelta(days=7)
    elif around.what == "weekend before":
        saturday = day - timedelta(days=(day.weekday() - 5) % 7 or 7)
    elif day.weekday() == 0:  # a Monday's weekend is the one before, with the day
        saturday = day - timedelta(days=2)
        return days(saturday, day + DAY, "weekend", past=past)
    elif day.weekday() in (3, 4):
        return days(day, saturday + timedelta(days=2), "weekend", past=past)
    return days(saturday, saturday + timedelta(days=2), "weekend", past=past)


def _day_span(span: DaySpan, frame: Frame) -> Extent | None:
    start = extent(span.start, frame)
    earlier = span.start
    if isinstance(earlier, Date) and not earlier.year and earlier.which == "bare" and not frame.inside:
        begun = _date(dataclasses.replace(earlier, which="last"), frame)
        running = begun and _span_from(begun, span, frame)
        if running and running.end and midnight(frame.floor) < running.end < running.start + timedelta(days=32):
            return running
    return _span_from(start, span, frame) if start else None


def _span_from(start: Extent, span: DaySpan, frame: Frame) -> Extent | None:
    if start.end is None:
        return None
    after = dataclasses.replace(frame, floor=start.start.date(), inside=True)
    end = extent(span.end, after)
    if end is None or end.end is None or end.end < start.start:
        return None
    return Extent(start.start, end.end, start.grain, start.past and end.past)


ANCHORS: Final[dict[type, Callable[[Any, Frame], Extent | None]]] = {
    Now: _now,
    Cycle: _cycle,
    Weekday: _weekday,
    Date: _date,
    NumericDate: _numeric,
    Quarter: _quarter,
    Season: _season,
    WeekNumber: _week_number,
    Decade: _decade,
    Feast: _feast,
    Nth: _nth,
    Edge: _edge,
    Within: _within,
    Shifted: _shifted,
    Around: _around,
    DaySpan: _day_span,
}
