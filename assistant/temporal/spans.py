"""Spans anchored: from one point to another, where each may leave out what the other says ("Nov-Feb 2017", "May 3 to the 5th")."""

import dataclasses
from collections.abc import Callable
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from assistant.temporal.calendar_units import DAY
from assistant.temporal.dates import as_date, valid
from assistant.temporal.expressions import Cycle, Date, Day, Edge, Feast, Now, NumericDate, Point, Span, Weekday
from assistant.temporal.frames import midnight
from assistant.temporal.values import Anchored, Purpose, Setting

Anchor = Callable[[Point, Setting], Anchored | None]


def anchor_span(span: Span, setting: Setting, anchor: Anchor) -> Anchored | None:
    """A span as dates; each end takes from the other what it leaves out."""
    start, end = _filled(*_agreeing(span.start, span.end, setting))
    borrowed = span.start.day is None and start.day is not None
    night = _overnight(anchor(start, setting), anchor(end, setting)) if borrowed else None
    left, right = night or containing_now(start, end, setting, anchor) or _ends(start, end, setting, anchor)
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
    from_part = left.grain == "part_of_day" and right.kind == "moment"  # "Friday night till 2am" ends at an hour
    return dataclasses.replace(
        left, kind="interval", grain=right.grain if from_part else left.grain, start=first, end=last, all_day=all_day,
        tz=left.tz or right.tz, day_said=left.day_said or right.day_said, time_said=left.time_said or right.time_said,
        past_said=left.past_said and right.past_said, bare_weekday=None, next_weekday=False, alternatives=(),
    )  # fmt: skip


def _overnight(left: Anchored | None, right: Anchored | None) -> tuple[Anchored, Anchored] | None:
    """Both ends where the one day that was said is the end's, the start the evening before: "10pm to 6 tomorrow morning"."""
    if left is None or right is None or left.start is None or right.start is None or right.start > left.start:
        return None
    return dataclasses.replace(left, start=left.start - DAY), right


def _ends(start: Point, end: Point, setting: Setting, anchor: Anchor) -> tuple[Anchored | None, Anchored | None]:
    """Both ends, the second the first such time after the start: the Friday of "Monday 9am to Friday 5pm"."""
    left = anchor(start, setting)
    right = None
    if left and left.start and start.day == end.day and left.day_said and not end.until:  # "Friday 9am to Friday 5pm"
        right = _right(dataclasses.replace(end, day=None), left, setting, anchor)
        right = right if right and right.start and right.start.date() == left.start.date() else None
    right = right or (_right(end, left, setting, anchor) if left and left.start else None)
    if left and left.start and right and right.start and right.start <= left.start:
        return _in_order(start, end, (left, right), setting, anchor)
    return left, right


def _in_order(
    start: Point, end: Point, ends: tuple[Anchored, Anchored], setting: Setting, anchor: Anchor
) -> tuple[Anchored | None, Anchored | None]:
    """Of ends the wrong way round the one that is counted from the other: "the next morning" is that after the start, of "last Monday
    to last Thursday" the Monday is that before the Thursday."""
    left, right = ends
    assert left.start and right.start
    following = isinstance(end.day, Weekday) and end.day.which in ("next", "coming")  # "Tuesday to next Tuesday"
    if isinstance(end.day, Weekday) and following:
        end = dataclasses.replace(end, day=dataclasses.replace(end.day, which="coming"))
    if following or (isinstance(end.day, Cycle) and end.day.n >= 0):
        return left, anchor(end, dataclasses.replace(setting, now=left.start.replace(tzinfo=setting.zone)))
    if isinstance(start.day, Weekday) and start.day.which == "last" and right.start < left.start:
        return anchor(start, dataclasses.replace(setting, now=right.start.replace(tzinfo=setting.zone))), right
    return ends


def containing_now(start: Point, end: Point, setting: Setting, anchor: Anchor) -> tuple[Anchored, Anchored] | None:
    """Both ends of a span of dates without a year that has begun and not ended ("from May to September", said in June)."""
    if isinstance(end.day, Weekday) and end.day.which == "next":  # "from the 20th to the following Friday"
        return None
    begun = _begun(start.day, setting)
    left = anchor(dataclasses.replace(start, day=begun), setting) if begun else None
    right = _right(end, left, setting, anchor) if left and left.start else None
    now = setting.now.astimezone(setting.zone).replace(tzinfo=None)
    ahead = right and left and left.start and (right.end or right.start)
    if left is None or right is None or not ahead or not (ahead > now or isinstance(end.day, Now)):
        return None
    short = (isinstance(begun, Date) and not begun.month) or bool(start.clock and end.clock)
    longest = timedelta(days=31 if short else 366)  # "mon 14th to wed 16th" is within a month
    return (left, right) if left.start and ahead - left.start < longest else None


def _begun(said: Day | None, setting: Setting) -> Day | None:
    """The last such day or month, or the last such part of a month, of one that was said without a year; None for others."""
    day = as_date(said, day_first=setting.day_first or said.dotted) if isinstance(said, NumericDate) else said
    if isinstance(day, Edge) and isinstance(day.of, Date) and day.of.which == "bare" and not day.of.year:
        return dataclasses.replace(day, of=dataclasses.replace(day.of, which="since"))
    if not isinstance(day, Date | Feast) or day.which != "bare" or (isinstance(day, Date) and day.year):
        return None
    return dataclasses.replace(day, which="last")


def _opens(point: Point) -> bool:
    """ "To the start of June" ends where June starts."""
    return isinstance(point.day, Edge) and point.day.which == "begin"


def _right(end: Point, left: Anchored, setting: Setting, anchor: Anchor) -> Anchored | None:
    """The end of a span: the first such time after its start."""
    assert left.start is not None
    if end.day is None and left.day_said:
        setting = dataclasses.replace(setting, day=left.start.date())
    elif end.day is None or _is_bare(end.day):
        # a bare weekday is strictly after now: "Monday to Monday" is a week, "Monday to Wednesday" are three days; it is the start that
        # may be of an event's own week ("today through Thursday")
        setting = dataclasses.replace(
            setting,
            now=left.start.replace(tzinfo=ZoneInfo(left.tz) if left.tz else setting.zone),
            purpose=Purpose.CREATE if setting.purpose is Purpose.CHANGE and end.day else setting.purpose,
        )
    right = anchor(end, setting)
    if right and right.start and end.day and setting.meridiem == "pm" and right.start.date() > left.start.date():
        right = anchor(
            end, dataclasses.replace(setting, meridiem=None)
        )  # an evening says nothing of the next day's hour
    if right and right.start and right.start <= left.start and end.day is None:
        undecided = end.clock and end.clock.bare and not end.part  # "1 in the morning" is of one half of the day
        later = [right.start + step for step in (timedelta(hours=12), DAY)[not undecided :]]
        right = dataclasses.replace(right, start=next((t for t in later if t > left.start), later[-1]))
    return right


def _is_bare(day: Day) -> bool:
    """Whether a day may be any such day."""
    named = day.of if isinstance(day, Edge) else day
    return isinstance(named, Date | Feast | NumericDate | Weekday) and named.which == "bare"


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


def _agreeing(start: Point, end: Point, setting: Setting) -> tuple[Point, Point]:
    """Numeric dates of a span are in one order: the setting's, or the other where only that makes both real, or has their weekdays."""
    a, b = start.day, end.day
    if not (isinstance(a, NumericDate) and isinstance(b, NumericDate)):
        return start, end
    day_first = setting.day_first or a.dotted or b.dotted
    orders = [(as_date(a, day_first=order), as_date(b, day_first=order)) for order in (day_first, not day_first)]
    real = [(left, right) for left, right in orders if left and right]
    today = setting.now.astimezone(setting.zone).date()
    if not real:
        return start, end
    left, right = next((pair for pair in real if all(_has_its_weekday(d, today) for d in pair)), real[0])
    return dataclasses.replace(start, day=left), dataclasses.replace(end, day=right)


def _has_its_weekday(day: Date, today: date) -> bool:
    """Whether the next such date falls on the weekday that was said of it, if one was."""
    assert day.month and day.day
    years = (day.year,) if day.year else range(today.year, today.year + 9)
    coming = (date(year, day.month, day.day) for year in years if valid(year, day.month, day.day))
    first = next((d for d in coming if day.year or d >= today), None)
    return day.weekday is None or (first is not None and first.weekday() == day.weekday)
