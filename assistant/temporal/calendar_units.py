"""Arithmetic on calendar units: where one begins, the n-th from here, the units inside a period."""

from calendar import monthrange
from datetime import date, timedelta
from typing import Final, TypeVar

from dateutil.relativedelta import relativedelta

from assistant.temporal.expressions import Unit
from assistant.temporal.lengths import PARTS

D = TypeVar("D", bound=date)
DAY: Final = timedelta(days=1)
#: Months that a unit spans; a season is a quarter here, `extents` knows the named ones.
MONTHS: Final = {unit: each for unit, (name, each) in PARTS.items() if name == "months"}
#: Days that a unit spans, counted from its first.
DAYS: Final = {unit: each for unit, (name, each) in PARTS.items() if name == "days" and unit != "business_day"}


def real(month: int, day: int) -> bool:
    """Whether some year has the day, counted from the month's end where negative."""
    return abs(day) <= monthrange(2024, month)[1]


def week_start(day: D, first_weekday: int) -> D:
    """The first day of a day's week; of an instant at the same hour."""
    return day - timedelta(days=(day.weekday() - first_weekday) % 7)


def start_of(unit: Unit, day: date, first_weekday: int = 0) -> date:
    """The first day of the unit that holds `day`; a weekend is the one of, or after, the day; a working week is the week's Monday."""
    if unit in MONTHS:
        first = day.year * 12 + day.month - 1
        first -= first % MONTHS[unit]
        return date(first // 12, first % 12 + 1, 1)
    if unit == "weekend":
        return day - DAY if day.weekday() == 6 else day + timedelta(days=5 - day.weekday())
    if unit == "workweek":
        return week_start(day, 0)
    return week_start(day, first_weekday) if unit in ("week", "fortnight") else day


def step(unit: Unit, start: date, n: int) -> date:
    """`n` units on."""
    if unit in MONTHS:
        return start + relativedelta(months=MONTHS[unit] * n)
    if unit in ("workweek", "weekend"):
        return start + timedelta(days=7 * n)
    if unit == "business_day":
        return step_business_days(start, n)
    return start + timedelta(days=DAYS[unit] * n)


def end_of(unit: Unit, start: date) -> date:
    """The day after the last of the unit that starts on `start`."""
    return start + timedelta(days=DAYS[unit]) if unit in DAYS else step(unit, start, 1)


def step_business_days(day: date, n: int) -> date:
    """`n` working days (Monday to Friday) on."""
    sign = 1 if n > 0 else -1
    for _ in range(min(abs(n), 5000)):
        day += sign * DAY
        while day.weekday() > 4:
            day += sign * DAY
    return day


def units_within(
    unit: Unit, start: date, end: date, n: int, count: int, first_weekday: int
) -> tuple[date, date] | None:
    """The n-th unit (from the end where negative) of ``[start, end)`` and `count - 1` more. A week belongs to the period that holds
    most of its days (ISO 8601 for years)."""
    if unit in ("week", "workweek"):
        first, last = (
            week_start(start + timedelta(days=3), first_weekday),
            week_start(end - timedelta(days=4), first_weekday),
        )
    elif unit == "weekend":
        first, last = start_of(unit, start), start_of(unit, end - timedelta(days=6))
        first = first if first >= start else first + timedelta(days=7)
    elif unit == "business_day":
        first, last = step_business_days(start - DAY, 1), step_business_days(end, -1)
    else:
        first, last = start_of(unit, start, first_weekday), start_of(unit, end - DAY, first_weekday)
    begin = step(unit, first, n - 1) if n > 0 else step(unit, last, n + 1)
    finish = (
        end_of(unit, step(unit, begin, count - 1)) if unit != "business_day" else step(unit, begin, count - 1) + DAY
    )
    inside = first <= begin and step(unit, begin, count - 1) <= last
    return (begin, finish) if inside else None
