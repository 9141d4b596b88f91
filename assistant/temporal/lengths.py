"""Lengths of time from numbers and units."""

import dataclasses
from datetime import timedelta
from fractions import Fraction
from typing import Any, Final

from dateutil.relativedelta import relativedelta

from assistant.temporal.expressions import Length, Unit

#: What one of a unit is, from the finest on, in units of relativedelta; the rest of a fraction goes on in the next finer one.
PARTS: Final[dict[Unit, tuple[str, int]]] = {
    "second": ("seconds", 1), "minute": ("minutes", 1), "hour": ("hours", 1), "business_day": ("days", 1), "day": ("days", 1),
    "weekend": ("days", 2), "workweek": ("days", 5), "week": ("days", 7), "fortnight": ("days", 14), "month": ("months", 1),
    "quarter": ("months", 3), "season": ("months", 3), "year": ("months", 12), "decade": ("months", 120), "century": ("months", 1200),
}  # fmt: skip
FINER: Final = {"months": ("days", 30), "days": ("hours", 24), "hours": ("minutes", 60), "minutes": ("seconds", 60)}
FINENESS: Final = tuple(reversed(PARTS))


def length_of(number: Fraction, unit: Unit) -> Length:
    """`number` of a unit; fractions become finer units ("1.5 hours" is an hour and 30 minutes, half a month 15 days)."""
    name, each = PARTS[unit]
    rest, amounts = number * each, dict[str, Any]()
    while rest:
        whole = int(rest)
        amounts[name] = whole
        rest -= whole
        if name not in FINER:
            break
        name, each = FINER[name]
        rest *= each
    return Length(relativedelta(**amounts).normalized(), unit)


def range_of(least: Length, most: Length) -> Length | None:
    """ "2 to 3 weeks": the longer one, which keeps the shorter; None where they do not rise."""
    return dataclasses.replace(most, least=least.delta) if rough_time(least.delta) < rough_time(most.delta) else None


def rough_time(delta: relativedelta) -> timedelta:
    """A length as a time that passes, a month being 30 days."""
    days = (delta.years * 12 + delta.months) * 30 + delta.days
    return timedelta(days=days, hours=delta.hours, minutes=delta.minutes, seconds=delta.seconds)


def add_lengths(a: Length, b: Length) -> Length | None:
    """Both together; None unless the second is of a finer unit ("2 hours and 15 minutes", not "15 minutes 2 hours")."""
    if FINENESS.index(b.unit) <= FINENESS.index(a.unit):
        return None
    return Length(a.delta + b.delta, b.unit)
