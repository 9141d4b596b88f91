"""Four digits that are a year or an hour of the evening: "12 April 1930", "Friday 1900-2030".

The grammar reads both; which one is meant depends on now, so that it is chosen here. A year that is long gone is hardly ever meant.
"""

import dataclasses
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from assistant.temporal.expressions import Clock, Date, Point, Span, Value
from assistant.temporal.rules.clocks import like_a_year
from assistant.temporal.values import Anchored, Purpose, Setting

#: So many years back people look things up, or date an anniversary.
LOOKED_BACK: Final = 20
#: Minutes at which nearly everything begins, in steps.
QUARTER: Final = 15
WRITING: Final = (Purpose.CREATE, Purpose.CHANGE)


def chosen_first(
    values: Sequence[Value], setting: Setting, anchor: Callable[[Value, Setting], Anchored | None]
) -> Anchored | None:
    """The likeliest reading that has dates; where a year in it may be an hour ("12 April 1930") the likelier of both, the other behind it."""
    read = ((value, dates) for value in values if (dates := anchor(value, setting)))
    said, by_year = next(read, (None, None))
    if said is None or by_year is None:
        return None
    years = _years_of(said)
    if not years:
        return by_year
    by_hour = next((dates for value, dates in read if years <= _hours_of(value) and not years & _years_of(value)), None)
    if by_hour is None:
        return by_year
    if _is_year_impossible(said, by_year, by_hour, setting):
        return by_hour
    likely, other = (by_hour, by_year) if _is_hour_meant(years, by_year, by_hour, setting) else (by_year, by_hour)
    return dataclasses.replace(likely, alternatives=(other, *likely.alternatives))


def _years_of(value: Value) -> set[int]:
    """The years of a time that is no repetition whose digits are an hour of the evening at which things begin."""
    years = {date.year for date in _parts_of(value, Date) if date.year} if isinstance(value, Point | Span) else set()
    return {year for year in years if like_a_year(divmod(year, 100))}


def _hours_of(value: Value) -> set[int]:
    """The clocks of a reading, as the digits of a year."""
    return {clock.hour * 100 + clock.minute for clock in _parts_of(value, Clock)}


def _parts_of(value: Any, kind: type) -> Iterator[Any]:
    """Every part of a kind in an expression."""
    if isinstance(value, kind):
        yield value
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from _parts_of(getattr(value, field.name), kind)


def _is_year_impossible(said: Value, by_year: Anchored, by_hour: Anchored, setting: Setting) -> bool:
    """Whether the hour alone can be meant: behind an hour that was said, where the weekday is that of the day without the year, and of what is
    to be written where years are gone that no day was said of ("1930-2100")."""
    if by_year.start is None or by_hour.start is None:
        return False
    weekdays = {date.weekday for date in _parts_of(said, Date)} - {None}
    agrees = by_hour.start.weekday() in weekdays and by_year.start.weekday() not in weekdays
    gone = setting.purpose in WRITING and _years_gone(by_year, setting) > 0
    return by_year.time_said or agrees or (gone and (not by_hour.day_said or by_hour.kind == "interval"))


def _is_hour_meant(years: set[int], by_year: Anchored, by_hour: Anchored, setting: Setting) -> bool:
    """Whether the hour is the likelier: of what is to be written, a quarter of an hour, the year gone; "12 May 1950" is a birthday."""
    if setting.purpose not in WRITING:
        return False
    back = LOOKED_BACK if by_hour.day_said else 0
    return all(year % 100 % QUARTER == 0 for year in years) and _years_gone(by_year, setting) > back


def _years_gone(dates: Anchored, setting: Setting) -> int:
    """How many years ago something begins."""
    return setting.now.year - dates.start.year if dates.start else 0
