"""A drag under way: what it holds, and the times that it comes to; along days in the all-day lane and the month, else over the hours."""

import dataclasses
from datetime import date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from app.item_models.blocks import Block, midnight, there
from assistant.timespan import elapsed, later

#: Over the hours a drag goes by so many minutes.
SNAP = 15


@dataclasses.dataclass(frozen=True)
class Pull:
    """A drag under way, or the days chosen by keys: it began on `day`, and holds a block unless it makes a new one."""

    deed: Literal["create", "move", "resize"]
    day: date
    block: Block | None = None

    def span(self, over: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
        """Start and end (aware, half-open) where the drag is over a day. An event that gets shorter keeps its first day."""
        step = over - self.day
        if self.block is None:
            first, last = sorted((self.day, over))
            return midnight(first, zone), midnight(last + timedelta(days=1), zone)
        if self.deed == "move":
            return carried(self.block, step)
        return self.block.start, max(self.block.end + step, self.block.start + timedelta(days=1))


@dataclasses.dataclass(frozen=True)
class Grip:
    """A drag over the hours: what it does (create, move, resize, lower), the block it holds, if any, and the minute and day of its start."""

    deed: str
    block: Block | None
    minute: int
    day: date

    def span(self, day: date, minute: int, zone: ZoneInfo) -> tuple[datetime, datetime]:
        """Start and end (aware) where the drag is at a minute of a day."""
        snapped = round(minute / SNAP) * SNAP
        if self.block is None:
            first, last = sorted((moment(self.day, self.minute, zone), moment(day, snapped, zone)))
            return first, max(last, later(first, timedelta(minutes=SNAP)))
        if self.deed == "resize":
            return self.block.start, max(moment(day, snapped, zone), later(self.block.start, timedelta(minutes=SNAP)))
        step = timedelta(days=(day - self.day).days, minutes=round((minute - self.minute) / SNAP) * SNAP)
        return carried(self.block, step)


def carried(block: Block, step: timedelta) -> tuple[datetime, datetime]:
    """Start and end (aware) of a block that goes by a step on the wall clock: what has hours lasts as long as before, a clock change
    counted; days stay days."""
    start = there((block.start + step).replace(fold=block.start.fold))
    return start, block.end + step if block.all_day else later(start, elapsed(block.start, block.end))


def moment(day: date, minute: int, zone: ZoneInfo) -> datetime:
    """The wall clock's `minute` of `day`, 24:00 included."""
    return there((datetime.combine(day, time()) + timedelta(minutes=minute)).replace(tzinfo=zone))
