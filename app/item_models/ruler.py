"""Where the minutes of a day stand, from the top down: hours of one height, and those of the night folded into strips."""

import dataclasses
from datetime import MAXYEAR, MINYEAR, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from assistant.timespan import elapsed, later

DAY, QUARTER = 24 * 60, 15
#: Height of hours that are folded away.
STRIP = 20.0
#: A night that is shorter is not worth a strip.
LEAST = 60

#: Stretches of a day, in minutes of the wall clock.
Folds = tuple[tuple[int, int], ...]


@dataclasses.dataclass(frozen=True)
class Ruler:
    """Pixels of a minute and back; `folds` in order, none touching another."""

    hour_height: float
    folds: Folds = ()

    def y_of(self, minute: float) -> float:
        """How far down a minute is."""
        gone = 0.0
        for first, last in self.folds:
            if minute <= first:
                break
            inside = min(minute, last) - first
            gone += inside * self.hour_height / 60 - inside / (last - first) * STRIP
        return minute * self.hour_height / 60 - gone

    def minute_at(self, y: float) -> float:
        """The minute that is so far down."""
        before = 0
        for first, last in self.folds:
            top = self.y_of(first)
            if y <= top:
                break
            if y < top + STRIP:
                return first + (y - top) / STRIP * (last - first)
            before = last
        return before + (y - self.y_of(before)) * 60 / self.hour_height

    def is_folded(self, minute: float) -> bool:
        """Whether a minute is in a strip."""
        return any(first <= minute < last for first, last in self.folds)

    @property
    def height(self) -> float:
        """Height of the whole day."""
        return self.y_of(DAY)


def folds_of(night: tuple[time, time]) -> Folds:
    """The hours from one time to another, which may lie past midnight."""
    start, end = (side.hour * 60 + side.minute for side in night)
    spans = ((start, end),) if start <= end else ((0, end), (start, DAY))
    return tuple(span for span in spans if span[1] - span[0] >= LEAST)


@lru_cache(maxsize=400)
def skipped(day: date, zone: ZoneInfo) -> tuple[int, int] | None:
    """The minutes, first and last (exclusive), that a change of the clock leaves out on a day of `zone`, to the quarter; None where none."""
    midnight = datetime.combine(day, time(), zone)
    if day.year in (MINYEAR, MAXYEAR) or elapsed(midnight, midnight + timedelta(days=1)) >= timedelta(days=1):
        return None
    times = [later(midnight, timedelta(minutes=n)) for n in range(0, DAY, QUARTER)]
    shown = {at.hour * 60 + at.minute for at in times if at.date() == day}
    gone = [minute for minute in range(0, DAY, QUARTER) if minute not in shown]
    return gone[0], gone[-1] + QUARTER


def widened(top: int, bottom: int, folds: Folds) -> tuple[int, int]:
    """A stretch of minutes that goes over the whole of each strip in which it begins or ends: a strip has room for no less."""
    for first, last in folds:
        top = first if first <= top < last else top
        bottom = last if first < bottom <= last else bottom
    return top, bottom
