"""Single days and calendar periods, anchored: weekdays, dates, months, quarters, seasons, holidays, this and next.

`Frame.floor` is the earliest day that an open reading ("the 3rd", "March", "Easter") may take.
"""

import dataclasses
import itertools
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from assistant.temporal.calendar_units import DAY, end_of, start_of, step, week_start
from assistant.temporal.countries import place_of
from assistant.temporal.expressions import (
    Cycle,
    Date,
    Decade,
    Feast,
    Now,
    NumericDate,
    Quarter,
    Season,
    Weekday,
    WeekNumber,
)
from assistant.temporal.feasts import feast_days, rule_in
from assistant.temporal.frames import GRAINS, Extent, Frame, days, elapsed, midnight, one_day, past_aware
from assistant.temporal.values import Purpose

#: Within this time a date that falls on the weekday said is meant, though an earlier one bears its number.
SOON: Final = timedelta(days=62)
#: From which month and day to which each season is by the sun, and with which month it begins in what people say.
SEASONS: Final = {
    "spring": ((3, 20), (6, 21)), "summer": ((6, 21), (9, 23)), "autumn": ((9, 23), (12, 21)), "winter": ((12, 21), (3, 20)),
}  # fmt: skip
FIRST_MONTHS: Final = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}


def now_extent(_: Now, frame: Frame) -> Extent:
    return Extent(frame.now, None, "second")


def cycle_extent(cycle: Cycle, frame: Frame) -> Extent:
    unit, n, today = cycle.unit, cycle.n, frame.today
    grain, past = GRAINS[unit], n < 0
    if unit in ("hour", "minute", "second"):
        return _short_cycle(cycle, frame)
    if unit == "business_day":
        first = step(unit, today, n)
        return days(first, step(unit, first, cycle.count - 1) + DAY, "day", past=past)
    if unit == "season":
        return _season_cycle(cycle, frame)
    if cycle.rolling:
        if n < 0:
            return days(step(unit, today, n), today, grain, past=past)
        select = frame.setting.purpose is Purpose.SELECT  # policy 1: what is left of today too
        return days(today if select else today + DAY, step(unit, today + DAY, cycle.count), grain)
    base = start_of(unit, today, frame.setting.first_weekday)
    if unit == "weekend" and n < 0 and base <= today:  # today is in it: the last one is a week before
        base = start_of(unit, today)
    first = step(unit, base, n)
    if unit != "weekend" and n == 1 and cycle.count > 1 and frame.setting.purpose is Purpose.SELECT:
        return days(today, step(unit, today + DAY, cycle.count), grain)  # policy 1: what is left of today too
    return days(first, end_of(unit, step(unit, first, cycle.count - 1)), grain, past=past)


def _short_cycle(cycle: Cycle, frame: Frame) -> Extent:
    length = timedelta(**{f"{cycle.unit}s": cycle.count})
    if cycle.n > 0:
        return Extent(frame.now, elapsed(frame, length), GRAINS[cycle.unit])
    if cycle.n < 0:
        return Extent(elapsed(frame, -length), frame.now, GRAINS[cycle.unit], past=True)
    start = frame.now.replace(microsecond=0, second=0, minute=frame.now.minute if cycle.unit == "minute" else 0)
    return Extent(start, start + length, GRAINS[cycle.unit])


def _season_cycle(cycle: Cycle, frame: Frame) -> Extent:
    starts = sorted(
        (_season_days(name, year, frame), name)
        for year in range(frame.floor.year - 2, frame.floor.year + 3)
        for name in SEASONS
    )
    here = max(i for i, ((start, _), _name) in enumerate(starts) if start <= frame.floor)
    start, end = starts[max(0, min(here + cycle.n, len(starts) - 1))][0]
    return days(start, end, "season", past=cycle.n < 0)


def weekday_extent(weekday: Weekday, frame: Frame) -> Extent:
    today, wanted = frame.floor, weekday.weekday
    on_or_after = today + timedelta(days=(wanted - today.weekday()) % 7)
    if frame.inside:
        return one_day(on_or_after)
    this_week = week_start(today, frame.setting.first_weekday)
    of_this_week = this_week + timedelta(days=(wanted - this_week.weekday()) % 7)
    strictly_after = on_or_after if on_or_after > today else today + timedelta(days=7)
    strictly_before = today - timedelta(days=(today.weekday() - wanted - 1) % 7 + 1)
    nearest = on_or_after if frame.setting.purpose is Purpose.SELECT else strictly_after
    if (
        frame.setting.purpose is Purpose.CHANGE and frame.setting.day
    ):  # policy 15: of the event's own week, if that lies ahead
        own_week = week_start(frame.setting.day, frame.setting.first_weekday)
        own = own_week + timedelta(days=(wanted - own_week.weekday()) % 7)
        nearest = own if own > today else nearest
    choices = {
        "bare": nearest,
        "this": on_or_after,
        "coming": strictly_after + timedelta(days=7 * (weekday.n - 1)),
        "next": of_this_week + timedelta(days=7),
        "after_next": of_this_week + timedelta(days=14),
        "last": strictly_before - timedelta(days=7 * (weekday.n - 1)),
        "previous": of_this_week - timedelta(days=7),
    }
    found = one_day(choices[weekday.which], past=weekday.which in ("last", "previous"))
    if weekday.which == "next" and of_this_week > today:
        return dataclasses.replace(found, others=(one_day(of_this_week),))
    return found


def date_extent(date_: Date, frame: Frame) -> Extent | None:
    year, month, day = date_.year, date_.month, date_.day
    if year and not month:
        return past_aware(days(date(year, 1, 1), date(year + 1, 1, 1), "year"), frame)
    if year and month:
        first = date(year, month, day if day and day > 0 else 1)
        found = past_aware(one_day(first) if day else days(first, step("month", first, 1), "month"), frame)
        wrong = day and date_.weekday not in (None, first.weekday())
        return contradicting(found, date_, frame) if wrong else found
    return _choose(_occurrences(date_, frame), date_, frame)


def _occurrences(wanted: Date, frame: Frame) -> Iterator[Extent]:
    """Every day or month from the floor on that fits what was said, in order of time; before it too where the words look back."""
    floor, back = frame.floor, wanted.which in ("last", "this", "since")
    if wanted.month:
        for year in range(floor.year - 8 * back, floor.year + 9):
            if wanted.day is None:
                first = date(year, wanted.month, 1)
                yield days(first, step("month", first, 1), "month")
            elif valid(year, wanted.month, wanted.day):
                yield one_day(date(year, wanted.month, wanted.day))
        return
    for n in range(-12 * back, 72):
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


def _choose(candidates: Iterator[Extent], wanted: Date, frame: Frame) -> Extent | None:
    floor = midnight(frame.floor)
    if wanted.which == "last":
        before = [e for e in candidates if e.end and e.end <= floor]
        agreed = [e for e in before if e.start.weekday() == wanted.weekday] or before
        return dataclasses.replace(agreed[-1], past=True) if agreed else None
    if wanted.which == "since":  # the one that has begun
        begun = [e for e in itertools.takewhile(lambda e: e.start <= floor, candidates)]
        return dataclasses.replace(begun[-1], past=True) if begun else None
    if wanted.which == "this" and wanted.month:
        same = next((e for e in candidates if e.start.year == frame.floor.year), None)
        return past_aware(same, frame) if same else None
    coming = (e for e in candidates if e.end and e.end > floor and (wanted.which != "next" or e.start > floor))
    own = frame.setting.day if frame.setting.purpose is Purpose.CHANGE and not wanted.month else None
    if own is not None and wanted.which == "bare":  # "the 19th" of what is in December is that December's
        coming = (e for e in coming if (e.start.year, e.start.month) >= (own.year, own.month))
    first = next(coming, None)
    if wanted.weekday is None or first is None or first.start.weekday() == wanted.weekday:
        return first
    limit = floor + timedelta(days=731 if wanted.month else 366 * 5)  # a date whose weekday is wrong keeps its date
    near = itertools.takewhile(lambda e: e.start < limit, coming)
    agreeing = next((e for e in near if e.start.weekday() == wanted.weekday), None)
    soon = agreeing is not None and agreeing.start - first.start < SOON
    return agreeing if soon else contradicting(agreeing or first, wanted, frame, first)


def contradicting(found: Extent, wanted: Date, frame: Frame, named: Extent | None = None) -> Extent:
    """A date whose weekday is another one: as it was `found`, unless something is to be written. Then either the number is right or
    the weekday is, that of the days about the `named` one."""
    if wanted.weekday is None or frame.setting.purpose not in (Purpose.CREATE, Purpose.CHANGE):
        return found
    named = named or found
    near = named.start.date() + timedelta(days=(wanted.weekday - named.start.weekday() + 3) % 7 - 3)
    near += timedelta(days=7 if near < frame.floor and not named.past else 0)
    return dataclasses.replace(named, others=(one_day(near, past=named.past),), undecided=True)


def as_date(numeric: NumericDate, *, day_first: bool) -> Date | None:
    """The date in one order of month and day."""
    month, day = (numeric.second, numeric.first) if day_first else (numeric.first, numeric.second)
    if not 1 <= month <= 12 or not valid(numeric.year or 2024, month, day):
        return None
    return Date(numeric.year, month, day, numeric.weekday, numeric.which)


def numeric_extent(numeric: NumericDate, frame: Frame) -> Extent | None:
    day_first = frame.setting.day_first or numeric.dotted
    readings = [as_date(numeric, day_first=order) for order in (day_first, not day_first)]
    found = [e for r in readings if r and (e := date_extent(r, frame))]
    if numeric.weekday is not None:
        limit = midnight(frame.floor) + timedelta(days=45 if numeric.loose else 10**4)
        agreeing = [e for e in found if e.start.weekday() == numeric.weekday and e.start < limit]
        found = agreeing or ([] if numeric.loose else found)
    if not found:
        return None
    return dataclasses.replace(found[0], others=tuple(found[1:])) if numeric.first != numeric.second else found[0]


def quarter_extent(quarter: Quarter, frame: Frame) -> Extent:
    year = quarter.year or frame.floor.year
    first = date(year, quarter.number * 3 - 2, 1)
    if not quarter.year and step("month", first, 3) <= frame.floor:
        first = first.replace(year=year + 1)
    return past_aware(days(first, step("quarter", first, 1), "quarter"), frame)


def _season_days(name: str, year: int, frame: Frame) -> tuple[date, date]:
    """By the sun in the north; by the month in the south, as is usual there, and for whoever asks what is on "this summer"."""
    southern = place_of(frame.setting.zone).southern
    if not southern and frame.setting.purpose is not Purpose.SELECT:
        start, end = SEASONS[name]
        return date(year, *start), date(year + (end < start), *end)
    first = date(year, (FIRST_MONTHS[name] + 6 * southern - 1) % 12 + 1, 1)
    return first, step("month", first, 3)


def season_extent(season: Season, frame: Frame) -> Extent:
    years = range(frame.floor.year - 2, frame.floor.year + 3)
    found = [days(*_season_days(season.name, year, frame), "season") for year in years]
    floor = midnight(frame.floor)
    if frame.inside:
        return next(e for e in found if e.start >= floor)
    if season.which == "last":
        return dataclasses.replace([e for e in found if e.end and e.end <= floor][-1], past=True)
    if season.which == "next":
        return next(e for e in found if e.start > floor)
    return next(e for e in found if e.end and e.end > floor)


def week_number_extent(week: WeekNumber, frame: Frame) -> Extent | None:
    for year in range(frame.floor.isocalendar().year, frame.floor.year + 3):
        try:
            first = date.fromisocalendar(year, week.number, 1)
        except ValueError:
            continue
        if first + timedelta(days=6) >= frame.floor:
            return days(first, first + timedelta(days=7), "week")
    return None


def decade_extent(decade: Decade, frame: Frame) -> Extent:
    return past_aware(days(date(decade.year, 1, 1), date(decade.year + 10, 1, 1), "year"), frame)


def feast_extent(feast: Feast, frame: Frame) -> Extent | None:
    year, zone, floor = frame.floor.year, frame.setting.zone, midnight(frame.floor)
    rule = rule_in(feast.name, zone)
    several = len(rule.others) if rule.kind == "any" else 1
    years = range(max(1900, year - 2), year + 3)
    found = [days(first, last + DAY, "day") for y in years for first, last in feast_days(feast.name, y, zone)]
    if feast.which == "last":
        before = [e for e in found if e.end and e.end <= floor]
        return dataclasses.replace(before[-1], past=True) if before else None
    if feast.which == "this" and not frame.inside and several < 2:
        this = next((e for e in found if e.start.year == year), None)
        return past_aware(this, frame) if this else None
    whole = frame.inside or feast.which == "next"  # of a period that holds its first day
    coming = [
        e for e in found if (e.start >= floor + DAY * (feast.which == "next") if whole else e.end and e.end > floor)
    ]
    if not coming:
        return None
    others = coming[1:2] if several == 2 else []  # "the May bank holiday" may be the other one
    return dataclasses.replace(coming[0], others=tuple(e for e in others if e.start.year == coming[0].start.year))
