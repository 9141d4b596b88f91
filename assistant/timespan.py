"""Stored times and instants: half-open timespans, and moving a stored time without changing what kind of time it is.

Stored times are iCalendar's (``models.rows.When``): a date, a floating or a zoned date-time. `zone` is the person's.
"""

import dataclasses
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta
from dateutil.tz import UTC

from models import timeline
from models.rows import Calendar, Event, Row, Task, When


@dataclasses.dataclass(frozen=True)
class Timespan:
    """Half-open ``[start, end)`` of aware instants; None is an open side."""

    start: datetime | None
    end: datetime | None

    def overlaps(self, other: "Timespan | Slot") -> bool:
        """They share time; a point in time (start equal to end) lies in a span that begins with it."""
        after = other.end is None or self.start is None or self.start < other.end or self.start == other.start
        before = self.end is None or other.start is None or self.end > other.start or self.start == other.start
        return after and before

    def contains(self, at: datetime) -> bool:
        """The instant lies in the span."""
        return (self.start is None or self.start <= at) and (self.end is None or at < self.end)


class Slot(NamedTuple):
    """A stretch of time of which both ends are known."""

    start: datetime
    end: datetime

    def overlaps(self, other: "Timespan | Slot") -> bool:
        """As of a :class:`Timespan`."""
        return Timespan(*self).overlaps(other)


def instant(when: When, zone: ZoneInfo) -> datetime:
    """The aware instant of a stored time, in `zone`: a date begins at its local midnight, a floating time is local."""
    if not isinstance(when, datetime):
        return datetime.combine(when, time(), zone)
    return when.astimezone(zone) if when.tzinfo else when.replace(tzinfo=zone)


def is_all_day(when: When | None) -> bool:
    """A date, not a date-time."""
    return when is not None and not isinstance(when, datetime)


def start_of(row: Row) -> When | None:
    """When a row begins, or a task is due."""
    if isinstance(row, Calendar):
        return None
    return (row.due or row.start) if isinstance(row, Task) else row.start


def is_block(row: Row) -> bool:
    """A task with hours of its own in the calendar: it begins at one, and is due at a later one within a day."""
    if not isinstance(row, Task) or not isinstance(row.start, datetime) or not isinstance(row.due, datetime):
        return False
    return 0 < timeline.length(row) <= timeline.DAY


def begun_with(row: Task, due: When) -> When | None:
    """When a task begins that is due at another time: what stands in hours goes along, on a day without an hour it has none; a day from
    which on it may be done stays, unless that were after it is due."""
    start, present = row.start, row.due
    if start is None or present is None:
        return start
    if isinstance(start, datetime) and isinstance(present, datetime):
        return timeline.moved(start, present, due) if isinstance(due, datetime) else None
    return start if wall(start) <= wall(due) else timeline.moved(start, present, due)


def occupied(row: Event | Task, zone: ZoneInfo) -> Timespan:
    """The time a row takes; a task is a point, a task or event without time lies nowhere (both sides open)."""
    start = start_of(row)
    if start is None:
        return Timespan(None, None)
    begins = instant(start, zone)
    if isinstance(row, Task):
        return Timespan(begins, instant(start + timedelta(1), zone) if is_all_day(start) else begins)
    return Timespan(begins, instant(row.end, zone) if row.end is not None else begins)


def elapsed(first: datetime, second: datetime) -> timedelta:
    """Time that really passes between two aware instants, a clock change counted."""
    return second.astimezone(UTC) - first.astimezone(UTC)


def counted_from(when: When | None, rrule: str | None) -> When | None:
    """What an alarm's lead is counted from: each time of a series meets its own clock changes, so that those of the first do not count."""
    return when.replace(tzinfo=None) if rrule and isinstance(when, datetime) else when


def later(at: datetime, length: timedelta) -> datetime:
    """The aware instant after an elapsed length, in the zone of `at`."""
    return (at.astimezone(UTC) + length).astimezone(at.tzinfo)


def restated(like: When | None, local: datetime, zone: ZoneInfo) -> datetime:
    """A local date-time of the person's zone, in the zone of the stored time `like` (floating stays floating)."""
    if isinstance(like, datetime) and like.tzinfo is None:
        return local.replace(tzinfo=None)
    aware = local if local.tzinfo else local.replace(tzinfo=zone)
    aware = aware.astimezone(UTC).astimezone(
        aware.tzinfo
    )  # a local time that a clock change skips moves on (RFC 5545 3.3.5)
    return aware.astimezone(like.tzinfo) if isinstance(like, datetime) and like.tzinfo else aware


def moved(when: When, delta: relativedelta) -> When:
    """A stored time moved by days (on the wall clock) and then by hours and minutes (elapsed)."""
    days = relativedelta(years=delta.years, months=delta.months, days=delta.days)
    length = timedelta(hours=delta.hours, minutes=delta.minutes, seconds=delta.seconds)
    if not isinstance(when, datetime):
        return when + days + timedelta(days=int(length / timedelta(days=1)))  # a date has no hour to move, either way
    if when.tzinfo is None:
        return when + days + length
    return later(when + days, length)


def wall(when: When) -> datetime:
    """The wall-clock reading of a stored time, without a zone; a date is its midnight."""
    return when.replace(tzinfo=None) if isinstance(when, datetime) else datetime.combine(when, time())


def stepped(when: When, step: timedelta) -> When:
    """A stored time moved by a step on the wall clock: how EXDATEs and overrides follow their series."""
    if not isinstance(when, datetime):
        return when + timedelta(days=step.days)
    return (when.replace(tzinfo=None) + step).replace(tzinfo=when.tzinfo)


def day_of(when: When, zone: ZoneInfo) -> date:
    """The local day of a stored time."""
    return instant(when, zone).date()
