"""Spans anchored: from one point to another, where each may leave out what the other says ("Nov-Feb 2017", "May 3 to the 5th")."""

import dataclasses
from collections.abc import Callable
from datetime import timedelta
from zoneinfo import ZoneInfo

from assistant.temporal.dates import as_date
from assistant.temporal.expressions import Cycle, Date, Edge, Feast, Now, NumericDate, Point, Span, Weekday
from assistant.temporal.frames import DAY, midnight
from assistant.temporal.values import Anchored, Purpose, Setting

Anchor = Callable[[Point, Setting], Anchored | None]


def anchor_span(span: Span, setting: Setting, anchor: Anchor) -> Anchored | None:
    """A span as dates; each end takes from the other what it leaves out."""
    start, end = _filled(*_agreeing(span.start, span.end, day_first=setting.day_first))
    left = anchor(start, setting)
    right = None
    if left and left.start and start.day == end.day and left.day_said and not end.until:  # "Friday 9am to Friday 5pm"
        right = _right(dataclasses.replace(end, day=None), left, setting, anchor)
        right = right if right and right.start and right.start.date() == left.start.date() else None
    right = right or (_right(end, left, setting, anchor) if left and left.start else None)
    if left and left.start and right and right.start and right.start <= left.start and isinstance(end.day, Cycle):
        then = dataclasses.replace(setting, now=left.start.replace(tzinfo=setting.zone))
        right = anchor(end, then)  # "the next morning" is that after the start
    earlier = containing_now(start, end, setting, anchor)
    left, right = earlier or (left, right)
    if left is None or left.start is None or right is None or right.start is None:
        return None
    first, last = left.start, right.end if right.end and not _opens(end) else right.start
    both_days = (left.all_day or isinstance(start.day, Now)) and right.all_day
    if isinstance(start.day, Now) and right.all_day and setting.purpose is Purpose.PERIOD:
        first = midnight(first.date())
    if isinstance(end.day, Now):
        last = right.start
    if last <= first:
        return None
    all_day = both_days and first == midnight(first.date())
    return dataclasses.replace(
        left, kind="interval", start=first, end=last, all_day=all_day, tz=left.tz or right.tz, day_said=left.day_said or right.day_said,
        time_said=left.time_said or right.time_said, past_said=left.past_said and right.past_said, bare_weekday=None, next_weekday=False,
        alternatives=(),
    )  # fmt: skip


def containing_now(start: Point, end: Point, setting: Setting, anchor: Anchor) -> tuple[Anchored, Anchored] | None:
    """Both ends of a span of dates without a year that has begun and not ended ("from May to September", said in June)."""
    day = as_date(start.day, day_first=setting.day_first) if isinstance(start.day, NumericDate) else start.day
    if not isinstance(day, Date | Feast) or day.which != "bare" or (isinstance(day, Date) and day.year):
        return None
    left = anchor(dataclasses.replace(start, day=dataclasses.replace(day, which="last")), setting)
    right = _right(end, left, setting, anchor) if left and left.start else None
    now = setting.now.astimezone(setting.zone).replace(tzinfo=None)
    ahead = right and left and left.start and (right.end or right.start)
    if left is None or right is None or not ahead or not (ahead > now or isinstance(end.day, Now)):
        return None
    short = (isinstance(day, Date) and not day.month) or bool(start.clock and end.clock)
    longest = timedelta(days=31 if short else 366)  # "mon 14th to wed 16th" is within a month
    return (left, right) if left.start and ahead - left.start < longest else None


def _opens(point: Point) -> bool:
    """ "To the start of June" ends where June starts."""
    return isinstance(point.day, Edge) and point.day.which == "begin"


def _right(end: Point, left: Anchored, setting: Setting, anchor: Anchor) -> Anchored | None:
    """The end of a span: the first such time after its start."""
    assert left.start is not None
    if end.day is None and left.day_said:
        setting = dataclasses.replace(setting, day=left.start.date())
    elif end.day is None or (isinstance(end.day, Date | Feast | NumericDate | Weekday) and end.day.which == "bare"):
        # a bare weekday is strictly after now: "Monday to Monday" is a week, "Monday to Wednesday" are three days
        setting = dataclasses.replace(
            setting, now=left.start.replace(tzinfo=ZoneInfo(left.tz) if left.tz else setting.zone)
        )
    right = anchor(end, setting)
    if right and right.start and right.start <= left.start and end.day is None:
        half_day = timedelta(hours=12)
        right = dataclasses.replace(right, start=right.start + (half_day if end.clock and end.clock.bare else DAY))
    return right


def _filled(start: Point, end: Point) -> tuple[Point, Point]:
    """Each side takes from the other what only one of them says: "Nov-Feb 2017", "3pm to 5pm tomorrow"."""
    a, b = start.day, end.day
    if isinstance(a, Date) and isinstance(b, Date):
        a, b = _filled_dates(a, b)
        return dataclasses.replace(start, day=a), dataclasses.replace(end, day=b)
    if isinstance(a, Edge) and isinstance(b, Edge) and isinstance(a.of, Date) and isinstance(b.of, Date):
        first, last = _filled_dates(a.of, b.of)
        return dataclasses.replace(start, day=Edge(a.which, first)), dataclasses.replace(end, day=Edge(b.which, last))
    if a is None and b is not None and start.clock and end.clock:
        return dataclasses.replace(start, day=b), end
    return start, end


def _filled_dates(a: Date, b: Date) -> tuple[Date, Date]:
    if a.month and b.month and b.year and a.year is None and a.which == "bare":
        later = (a.month, a.day or 1) > (b.month, b.day or 31)
        return dataclasses.replace(a, year=b.year - later), b
    if a.day and not a.month and b.month:
        return dataclasses.replace(a, month=b.month, year=b.year), b
    if a.month and b.day and not b.month:
        return a, dataclasses.replace(b, month=a.month, year=a.year)
    return a, b


def _agreeing(start: Point, end: Point, *, day_first: bool) -> tuple[Point, Point]:
    """Numeric dates of a span are in one order: the setting's, or the other where only that makes both real."""
    a, b = start.day, end.day
    if isinstance(a, NumericDate) and isinstance(b, NumericDate):
        for order in (day_first, not day_first):
            left, right = as_date(a, day_first=order), as_date(b, day_first=order)
            if left and right:
                return dataclasses.replace(start, day=left), dataclasses.replace(end, day=right)
    return start, end
