"""Days and longer stretches of the calendar, anchored: each expression of `expressions.Day` → the dates that it means.

One function a type, chosen by a table; those of plain dates and periods are in `dates`.
"""

import dataclasses
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, Final

from dateutil.relativedelta import relativedelta

from assistant.temporal.calendar_units import DAY, end_of, start_of, step, units_within, week_start
from assistant.temporal.dates import (
    cycle_extent,
    date_extent,
    decade_extent,
    feast_extent,
    now_extent,
    numeric_extent,
    quarter_extent,
    season_extent,
    week_number_extent,
    weekday_extent,
)
from assistant.temporal.expressions import (
    Around,
    Cycle,
    Date,
    Day,
    DaySpan,
    Decade,
    Edge,
    Feast,
    Now,
    Nth,
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
from assistant.temporal.frames import GRAINS, Extent, Frame, days, elapsed, midnight, one_day, past_aware
from assistant.temporal.values import Purpose


def extent(day: Day, frame: Frame) -> Extent | None:
    """The dates of an expression; None where it has none (the 31st of April, year 10000)."""
    try:
        found: Extent | None = ANCHORS[type(day)](day, frame)
    except (ValueError, OverflowError):  # beyond the calendar's years 1 to 9999
        return None
    return found


def _nth(nth: Nth, frame: Frame) -> Extent | None:
    if nth.of is None:
        return _nth_of_month(nth, frame)
    outer = extent(nth.of, frame)
    found = outer and _nth_within(nth, outer, frame)
    weekday = isinstance(nth.what, int)
    is_day = weekday or nth.what in ("day", "business_day")
    if outer and _is_gone(found, frame) and (later := _next_such(nth.of, outer, frame, never_past=is_day)):
        coming = _nth_within(nth, later, frame)
        # as a period, "the first Friday of the month" is that of this month, and the one to come the other reading
        shown = found and coming and weekday and isinstance(nth.of, Cycle) and frame.setting.purpose is Purpose.PERIOD
        found = dataclasses.replace(found, others=(coming,)) if shown and found and coming else coming
    return dataclasses.replace(found, past=found.past or bool(outer and outer.past)) if found else None


def _is_gone(found: Extent | None, frame: Frame) -> bool:
    return found is None or (found.end is not None and found.end <= midnight(frame.floor))


def _nth_of_month(nth: Nth, frame: Frame) -> Extent | None:
    own = frame.setting.day if frame.setting.purpose is Purpose.CHANGE else None
    begin = max(own or frame.floor, frame.floor)  # "the second Monday" of what is in January is that January's
    for n in range(3):
        first = step("month", begin.replace(day=1), n)
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
    return days(*inside, GRAINS[nth.what]) if inside else None


def _next_such(of: Day, gone: Extent, frame: Frame, *, never_past: bool = False) -> Extent | None:
    """Policy 4: what is gone in "June" is of the next one, and so is what is gone in "the month" where it is a day, as the first Friday, or
    where something is to be written."""
    if isinstance(of, Date) and of.year is None and of.which == "bare" and gone.end:
        return extent(of, dataclasses.replace(frame, floor=gone.end.date()))
    if isinstance(of, Cycle) and of.open and (never_past or frame.setting.purpose in (Purpose.CREATE, Purpose.CHANGE)):
        return cycle_extent(dataclasses.replace(of, n=1), frame)
    return None


def _edge(edge: Edge, frame: Frame) -> Extent | None:
    whole = extent(edge.of, frame)
    found = whole and _edge_of(edge, whole, frame)
    if whole and found and found.end and edge.which not in ("rest", "later", "earlier") and _is_gone(found, frame):
        later = _next_such(edge.of, whole, frame)
        found = _edge_of(edge, later, frame) if later else found
    return found


def _edge_of(edge: Edge, whole: Extent, frame: Frame) -> Extent | None:
    if whole.end is None:
        return None
    start, end = whole.start, whole.end
    which = "begin" if edge.which == "early" else edge.which
    if end - start < DAY:
        return None
    if edge.which in ("rest", "later", "earlier"):
        return _around_now(edge.which, whole, frame)
    length = (end - start).days
    if edge.which in ("first half", "second half"):
        half = start + (relativedelta(months=round(length / 60)) if length > 100 else (end - start) / 2)
        half = midnight(half.date()) if length > 27 else half
        return Extent(
            *((start, half) if edge.which == "first half" else (half, end)),
            "day" if length < 40 else "month",
            whole.past,
        )
    if length <= 2:
        moments = {"begin": start, "middle": start + timedelta(hours=12), "end": end - timedelta(hours=7)}
        return Extent(moments[which], None, "hour", whole.past)
    if length <= 10:
        third: timedelta | relativedelta = timedelta(days=min(3, length // 2))
    elif length < 40:
        third = timedelta(days=10)
    else:
        third = relativedelta(months=max(1, round(length / 120)))
        if which == "end" and end - third <= frame.now < end:  # of a year, asked in October: its last month
            third = relativedelta(months=1)
    parts = {
        "begin": (start, start + third),
        "middle": (start + third, end - third) if length > 10 else (start + 2 * DAY, end - 2 * DAY),
        "end": (start + 2 * third if 27 < length < 40 else end - third, end),
    }
    begin, finish = parts[which]
    if finish <= begin:
        return None
    return Extent(begin, finish, "day" if length < 40 else "month", whole.past)


def _around_now(which: str, whole: Extent, frame: Frame) -> Extent | None:
    assert whole.end is not None
    now, tomorrow, today = frame.now, midnight(frame.today + DAY), midnight(frame.today)
    if which == "earlier" and whole.end - whole.start <= DAY:
        return Extent(whole.start, now, "minute", past=True) if now > whole.start else None
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
        outer = days(first, end_of(unit, first), GRAINS[unit])
    if outer is None or outer.end is None:
        return None
    inner = extent(within.inner, dataclasses.replace(frame, floor=outer.start.date(), inside=True))
    if inner is None or inner.start >= outer.end:
        return None
    return dataclasses.replace(past_aware(inner, frame), others=())


def _shifted(shifted: Shifted, frame: Frame) -> Extent | None:
    if shifted.length.least is not None:
        return _shifted_range(shifted, shifted.length.least, frame)
    delta, past = shifted.length.delta * shifted.sign, shifted.sign < 0 and shifted.base is None
    business = shifted.length.unit == "business_day"
    base: Extent | None = Extent(frame.now, None, "second")
    if shifted.base:
        base = frame.anchor_point(shifted.base, frame) if frame.anchor_point else None
    if base is None:
        return None
    if shifted.base in (None, Point(day=Now())) and shifted.length.unit == "weekend":
        return _weekends_on(shifted, frame)
    if base.end is None and (shifted.length.sub_day or shifted.base):
        moved = elapsed(frame, delta, base.start) if shifted.length.sub_day else base.start + delta
        return Extent(moved, None, "minute" if shifted.length.sub_day else base.grain, past)
    if shifted.length.sub_day:
        moved = (base.end if shifted.sign > 0 and base.end else base.start) + delta
        return Extent(moved, None, "minute", past)
    first = _counted_from(shifted, base)
    day = step("business_day", first, int(delta.days)) if business else (midnight(first) + delta).date()
    if (
        base.end and base.grain in ("week", "weekend") and shifted.length.unit == "week"
    ):  # "two weeks from this weekend"
        return days(day, (base.end + delta).date(), base.grain, past=past)
    if shifted.weekday is not None:
        day = _weekday_of_step(shifted, day, frame)
    return one_day(day, past=past or (shifted.sign < 0 and day < frame.today))


def _counted_from(shifted: Shifted, base: Extent) -> date:
    """The day from which days are counted: the last of a period behind it ("two days after June"), and before its end."""
    day = shifted.base.day if shifted.base else None
    ends = isinstance(day, Edge) and day.which == "end"
    behind = shifted.sign > 0 and shifted.length.unit in ("day", "business_day")
    return (base.end - DAY if base.end and (ends or behind) else base.start).date()


def _weekends_on(shifted: Shifted, frame: Frame) -> Extent | None:
    """So many weekends on, the one that is coming being the first, or back."""
    count = shifted.length.delta.days // 2
    if shifted.sign > 0 and frame.today.weekday() < 5:
        count -= 1
    return cycle_extent(Cycle("weekend", shifted.sign * count), frame)


def _shifted_range(shifted: Shifted, least: relativedelta, frame: Frame) -> Extent | None:
    """ "In 2-3 weeks": from the nearer of both to the farther."""
    lengths = (dataclasses.replace(shifted.length, delta=d, least=None) for d in (least, shifted.length.delta))
    first, last = (_shifted(dataclasses.replace(shifted, length=n), frame) for n in lengths)
    if first is None or last is None:
        return None
    if first.start > last.start:
        first, last = last, first
    return Extent(first.start, last.end or last.start, first.grain, first.past)


def _weekday_of_step(shifted: Shifted, day: date, frame: Frame) -> date:
    """ "in two weeks on Friday" is that week's Friday, "in two months on Friday" the first one from there."""
    wanted = shifted.weekday or 0
    if shifted.length.unit in ("month", "year", "quarter"):
        return day + timedelta(days=(wanted - day.weekday()) % 7)
    first = week_start(day, frame.setting.first_weekday)
    return first + timedelta(days=(wanted - first.weekday()) % 7)


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
    further = timedelta(days=7 * (around.n - 1))
    if around.what == "after":
        return one_day((after if after > day else after + timedelta(days=7)) + further)
    if around.what == "before":
        return one_day(after - timedelta(days=7) - further)
    nearest = sorted(
        (after + timedelta(days=7 * n) for n in range(-around.n, around.n)), key=lambda d: abs((d - day).days)
    )
    return one_day(nearest[around.n - 1])


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


#: How long a span may be in which now lies: "the 10th to the 12th" is of one month.
LONGEST_RUN: Final = timedelta(days=32)


def _day_span(span: DaySpan, frame: Frame) -> Extent | None:
    if span.listed and frame.setting.purpose in (Purpose.CREATE, Purpose.CHANGE):
        return None
    start = extent(span.start, frame)
    earlier = span.start
    if isinstance(earlier, Date) and not earlier.year and earlier.which == "bare" and not frame.inside:
        begun = extent(dataclasses.replace(earlier, which="last"), frame)
        running = begun and _span_from(begun, span, frame)
        if running and running.end and midnight(frame.floor) < running.end < running.start + LONGEST_RUN:
            return running
    return _span_from(start, span, frame) if start else None


def _span_from(start: Extent, span: DaySpan, frame: Frame) -> Extent | None:
    if start.end is None:
        return None
    # "Saturday to Saturday" is a week
    week = isinstance(span.end, Weekday) and span.end.weekday == start.start.weekday()
    after = dataclasses.replace(frame, floor=start.start.date() + week * DAY, inside=True)
    end = extent(span.end, after)
    if end is None or end.end is None or end.end < start.start:
        return None
    return Extent(start.start, end.end, start.grain, start.past and end.past)


ANCHORS: Final[dict[type, Callable[[Any, Frame], Extent | None]]] = {
    Now: now_extent,
    Cycle: cycle_extent,
    Weekday: weekday_extent,
    Date: date_extent,
    NumericDate: numeric_extent,
    Quarter: quarter_extent,
    Season: season_extent,
    WeekNumber: week_number_extent,
    Decade: decade_extent,
    Feast: feast_extent,
    Nth: _nth,
    Edge: _edge,
    Within: _within,
    Shifted: _shifted,
    Around: _around,
    DaySpan: _day_span,
}
