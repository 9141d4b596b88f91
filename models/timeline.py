"""Positions of iCalendar times on a line of whole seconds, so that they can be compared, stored and searched.

There are two lines. Zoned times lie on that of *instants* (seconds since 1970 in UTC). All-day and floating times have no
instant of their own (RFC 5545 3.3.5, form 1): they lie on that of *walls*, the seconds that a clock on the wall would have
counted since 1970, and a span of instants is laid on that line by the zone of whoever looks.
"""

import datetime as dt
from collections.abc import Callable
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from models.rows import Event, Task, When

EPOCH: Final = dt.datetime(1970, 1, 1)
EPOCH_UTC: Final = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
SECOND: Final = dt.timedelta(seconds=1)
DAY: Final = 86_400
#: The year 2200.
SAFE: Final = 230 * 365 * DAY
#: Where the lines end: years 1 and 9999, a day inside, so that no zone carries a time over the edge.
LEAST: Final = (dt.date.min.toordinal() + 1 - EPOCH.toordinal()) * DAY
MOST: Final = (dt.date.max.toordinal() - 1 - EPOCH.toordinal()) * DAY


class Span(NamedTuple):
    """Half-open [first, last) on one line."""

    first: int
    last: int

    def meets(self, first: int, last: int) -> bool:
        """Whether [first, last) overlaps it; a thing without length counts as one second long."""
        return self.first < self.last and first < self.last and max(last, first + 1) > self.first


class Spans(NamedTuple):
    """One span of time on both lines."""

    instants: Span
    walls: Span

    def of(self, when: When) -> Span:
        """The side on which `when` lies."""
        return self.walls if is_floating(when) else self.instants


def is_floating(when: When) -> bool:
    """True for a date and for a date-time without zone: it lies on the line of walls."""
    return not isinstance(when, dt.datetime) or when.tzinfo is None


def position(when: When) -> int:
    """Seconds since 1970 on the line of `when`; a wall time that a clock change skips is taken with the offset before it."""
    if not isinstance(when, dt.datetime):
        return (when.toordinal() - EPOCH.toordinal()) * DAY
    if when.tzinfo is None:
        return (when - EPOCH) // SECOND
    return (when - EPOCH_UTC) // SECOND


def at_position(seconds: int, like: When) -> When:
    """The time at a position, in the form (date, floating, zone) of `like`; held inside the years 1 to 9999."""
    seconds = min(max(seconds, LEAST), MOST)
    if not isinstance(like, dt.datetime):
        return dt.date.fromordinal(EPOCH.toordinal() + seconds // DAY)
    if like.tzinfo is None:
        return EPOCH + dt.timedelta(seconds=seconds)
    return (EPOCH_UTC + dt.timedelta(seconds=seconds)).astimezone(like.tzinfo)


def clock(like: When) -> Callable[[int], When]:
    """:func:`at_position` for many positions of one form."""
    zone = like.tzinfo if isinstance(like, dt.datetime) else None
    if zone is None:
        return lambda seconds: at_position(seconds, like)
    # The common case in one call of C; before 1970 and after 2200 some systems have no such call.
    quick = dt.datetime.fromtimestamp
    return lambda seconds: quick(seconds, zone) if 0 <= seconds < SAFE else at_position(seconds, like)


def wall(when: When) -> dt.datetime:
    """What a clock on the wall shows: midnight of a date, the local time of a zoned time."""
    if isinstance(when, dt.datetime):
        return when.replace(tzinfo=None, fold=0)
    return dt.datetime.combine(when, dt.time())


def aligned(when: When, like: When) -> When:
    """`when` in the form of `like`. Files mix forms: an EXDATE as a date of a timed series, a RECURRENCE-ID in UTC."""
    if not isinstance(like, dt.datetime):
        return when.date() if isinstance(when, dt.datetime) else when
    if not isinstance(when, dt.datetime):
        return dt.datetime.combine(when, like.time(), like.tzinfo)
    if like.tzinfo is None:
        return wall(when)
    return when.replace(tzinfo=like.tzinfo) if when.tzinfo is None else when.astimezone(like.tzinfo)


def instant(when: When, zone: ZoneInfo) -> int:
    """Seconds since 1970 in UTC; all-day and floating times are those of `zone`."""
    return position(wall(when).replace(tzinfo=zone) if is_floating(when) else when)


def spans(start: dt.datetime | None, end: dt.datetime | None, zone: ZoneInfo) -> Spans:
    """[start, end) of aware times on both lines, seen from `zone`; None is open."""
    sides = [(LEAST if start is None else position(start)), (MOST if end is None else position(end))]
    walls = [
        LEAST if start is None else position(wall(start.astimezone(zone))),
        MOST if end is None else position(wall(end.astimezone(zone))),
    ]
    return Spans(Span(*sides), Span(*walls))


def anchor(row: Event | Task) -> When | None:
    """The time by which a row stands in the calendar and on which its series is built: the start, of a task else its due."""
    return row.start if row.start is not None or isinstance(row, Event) else row.due


def finish(row: Event | Task) -> When | None:
    """The end of an event or the due of a task, as stored."""
    return row.end if isinstance(row, Event) else row.due


def length(row: Event | Task) -> int:
    """Seconds from the anchor to the end or due, never below 0. A date that is due counts to the end of its day."""
    first, last = anchor(row), finish(row)
    if first is None:
        return 0
    if last is None:
        return 0 if isinstance(first, dt.datetime) else DAY
    whole = DAY if isinstance(row, Task) and not isinstance(last, dt.datetime) else 0
    if is_floating(first) != is_floating(last):
        first, last = wall(first), wall(last)
    return max(position(last) + whole - position(first), 0)


def moved(when: When, before: When, after: When) -> When:
    """`when` carried along as `before` goes to `after`: by elapsed seconds on one line, else by what the clock on the wall shows."""
    if is_floating(when) == is_floating(before):
        return at_position(position(when) + position(after) - position(before), when)
    return aligned(wall(when) + (wall(after) - wall(before)), when)
