"""What days are anchored in (`Frame`) and what they become (`Extent`)."""

import dataclasses
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from dateutil.relativedelta import relativedelta

from assistant.temporal.calendar_units import DAY
from assistant.temporal.expressions import Point, Unit
from assistant.temporal.values import Grain, Setting

GRAINS: Final[dict[Unit, Grain]] = {
    "second": "second", "minute": "minute", "hour": "hour", "day": "day", "business_day": "day", "week": "week", "workweek": "week",
    "fortnight": "week", "weekend": "weekend", "month": "month", "quarter": "quarter", "season": "season", "year": "year",
    "decade": "year", "century": "year",
}  # fmt: skip


@dataclasses.dataclass(frozen=True)
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


@dataclasses.dataclass(frozen=True)
class Extent:
    """``[start, end)``, or a moment where `end` is None; `past`: the words look back; `others`: other days that could be meant;
    `undecided`: the words contradict each other, so that the first of those is as likely."""

    start: datetime
    end: datetime | None
    grain: Grain
    past: bool = False
    others: tuple["Extent", ...] = ()
    undecided: bool = False


def midnight(day: date) -> datetime:
    """The start of a day."""
    return datetime.combine(day, time())


def days(start: date, end: date, grain: Grain, *, past: bool = False) -> Extent:
    """A stretch of whole days."""
    return Extent(midnight(start), midnight(end), grain, past)


def one_day(day: date, *, past: bool = False) -> Extent:
    """A single day."""
    return days(day, day + DAY, "day", past=past)


def past_aware(found: Extent, frame: Frame) -> Extent:
    return dataclasses.replace(found, past=True) if found.end and found.end <= midnight(frame.today) else found


def elapsed(frame: Frame, delta: timedelta | relativedelta, base: datetime | None = None) -> datetime:
    """The local time a length of real time after `base` (now), clock changes counted; `fold` tells a repeated hour's second half."""
    zone = frame.setting.zone
    moment = (base or frame.now).replace(tzinfo=zone)
    if isinstance(delta, relativedelta):
        moment += relativedelta(years=delta.years, months=delta.months)
        delta = timedelta(days=delta.days, hours=delta.hours, minutes=delta.minutes, seconds=delta.seconds)
    return (moment.astimezone(UTC) + delta).astimezone(zone).replace(tzinfo=None)
