"""From what was said to dates: points, spans and lengths anchored at a `Setting` (policies 1 to 7 of ``contract/policies.md``).

Everything is local wall-clock time of the setting's zone, or of the zone that the phrase names. A local time that a clock change
skips is read with the offset from before the change, one that comes twice is its first (RFC 5545 3.3.5).
"""

import dataclasses
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from assistant.temporal.calendar_units import DAY, step
from assistant.temporal.expressions import (
    Clock,
    Cycle,
    DaySpan,
    Edge,
    Either,
    Length,
    Point,
    Repetition,
    Span,
    Value,
    Weekday,
    Within,
)
from assistant.temporal.extents import extent
from assistant.temporal.frames import GRAINS, Extent, Frame, elapsed, midnight
from assistant.temporal.hours import (
    LATE,
    MEALS,
    PARTS,
    at,
    clock_on,
    in_part,
    next_coming,
    other_half,
    settle,
    settle_range,
)
from assistant.temporal.series import anchor_repetition
from assistant.temporal.spans import anchor_span
from assistant.temporal.values import Anchored, Purpose, Setting
from assistant.temporal.zoned import in_zone, with_zone


def frame_of(setting: Setting) -> Frame:
    """The frame of a setting's now."""
    now = setting.now.astimezone(setting.zone).replace(tzinfo=None)
    return Frame(now, setting, now.date(), anchor_point=_base)


def anchor(value: Value, setting: Setting) -> Anchored | None:
    """A value as dates, None where it has none. `alternatives` holds the other readings of its own words."""
    try:
        found: Anchored | None = ANCHORS[type(value)](value, setting)
    except (ValueError, OverflowError):  # beyond the calendar's years 1 to 9999
        return None
    return found


def existing(moment: datetime, setting: Setting) -> datetime:
    """The moment, or where a clock change skips it, the one that the old offset gives (02:30 becomes 03:30)."""
    aware = moment.replace(tzinfo=setting.zone)
    back = aware.astimezone(UTC).astimezone(setting.zone).replace(tzinfo=None)
    return back if back != moment else moment


def _base(point: Point, frame: Frame) -> Extent | None:
    """A point that another is counted from."""
    setting = frame.setting  # a week from Friday is counted from the person's Friday, not from that of the event's week
    if setting.purpose is Purpose.CHANGE and isinstance(point.day, Weekday):
        setting = dataclasses.replace(setting, purpose=Purpose.CREATE)
    found = anchor(point, setting)
    if found is None or found.start is None:
        return None
    return Extent(found.start, None if found.kind == "moment" else found.end, found.grain, found.past_said)


def _point(point: Point, setting: Setting) -> Anchored | None:
    if point.zone:
        setting = in_zone(point, ZoneInfo(point.zone), setting)
    bare = dataclasses.replace(point, bound=None, zone=None)
    found = _unbound(bare, setting)
    if found is not None and point.bound == "before" and (over := _ends_if_begun(found, setting)):
        found = _unbound(bare, dataclasses.replace(setting, now=over))
    if found is None:
        return None
    if point.bound:
        found = _bounded(found, point, setting)
    return with_zone(found, point.zone) if found and point.zone else found


def _ends_if_begun(found: Anchored, setting: Setting) -> datetime | None:
    """ "before winter", said in winter of what is still to come, is before the next one: when this one ends; None of a period that lies ahead."""
    named = found.grain in ("month", "season") and setting.purpose in (Purpose.CREATE, Purpose.CHANGE)
    if not named or found.start is None or found.end is None:
        return None
    now = setting.now.astimezone(setting.zone).replace(tzinfo=None)
    return found.end.replace(tzinfo=setting.zone) if found.start <= now < found.end else None


def _unbound(point: Point, setting: Setting) -> Anchored | None:
    frame = frame_of(setting)
    if point.clock and point.clock.named == "now":
        point = dataclasses.replace(point, clock=Clock(frame.now.hour, frame.now.minute, grain="minute"))
    if (
        point.length
        and point.length.sub_day is False
        and point.day is None
        and point.clock is None
        and point.part is None
    ):
        end = _after(frame.now, point.length)
        return Anchored("interval", "day", frame.now, end)
    if point.day is None:
        return _dayless(point, frame)
    days = extent(point.day, frame)
    if days is None:
        return None
    flags = _flags(point, days)
    found = _on(point, days, frame, flags)
    others = tuple(o for d in days.others if (o := _on(point, d, frame, flags | {"next_weekday": False})))
    if found and others:
        found = dataclasses.replace(found, alternatives=(*others, *found.alternatives), undecided=days.undecided)
    return _lasting(found, point.length, frame) if point.length else found


def _on(point: Point, days: Extent, frame: Frame, flags: dict[str, Any]) -> Anchored | None:
    """What a point says besides its days, on these days."""
    if point.clock or point.part:
        return _timed(point, days, frame, flags)
    if days.end is None:
        return Anchored("moment", days.grain, days.start, **flags)
    return Anchored("interval", days.grain, days.start, days.end, all_day=_all_day(days), **flags)


def _all_day(days: Extent) -> bool:
    return days.end is not None and days.start == midnight(days.start.date()) and days.end == midnight(days.end.date())


def _flags(point: Point, days: Extent) -> dict[str, Any]:
    day = point.day
    return {
        "day_said": True,
        "time_said": bool(point.clock or point.part) or days.grain in ("hour", "minute", "second"),
        "past_said": days.past,
        "bare_weekday": day.weekday if isinstance(day, Weekday) and day.which == "bare" else None,
        "next_weekday": isinstance(day, Weekday) and day.which == "next",
    }


def _dayless(point: Point, frame: Frame) -> Anchored | None:
    """A clock time, range or part of day alone: the next coming one, or that of the setting's day."""
    setting = frame.setting
    found: Anchored | None
    if setting.day and (point.clock or point.part):
        found = _timed(
            point, Extent(midnight(setting.day), midnight(setting.day + DAY), "day"), frame, {"time_said": True}
        )
    elif point.part and not point.clock:
        found = _next_part(point.part, frame)
    elif point.part:
        days = (Extent(midnight(frame.today + DAY * n), midnight(frame.today + DAY * (n + 1)), "day") for n in (0, 1))
        timed = [_timed(point, d, frame, {"time_said": True}) for d in days]
        found = next((t for t in timed if t and t.start and t.start > frame.now), timed[-1])
    elif point.until and point.clock:
        found = _next_range(point.clock, point.until, frame)
    elif point.clock:
        found = _next_moment(point.clock, frame)
    elif point.length:  # "within two hours"
        return Anchored("interval", "minute", frame.now, elapsed(frame, point.length.delta), time_said=True)
    else:
        return None
    return _lasting(found, point.length, frame) if point.length else found


def _next_moment(clock: Clock, frame: Frame) -> Anchored:
    start, guessed = next_coming(clock, frame.now, frame.setting.meridiem)
    found = Anchored(
        "moment", clock.grain, existing(start, frame.setting), time_said=True, meridiem_assumed=guessed,
        part_of_day="noon" if clock.named == "noon" else None,
    )  # fmt: skip
    if not guessed or clock.hour == 12:
        return found
    other = clock_on(start.date(), other_half(dataclasses.replace(clock, hour=start.hour)))
    other = other if other > frame.now else other + DAY
    return dataclasses.replace(found, alternatives=(Anchored("moment", clock.grain, other, time_said=True),))


def _next_range(start: Clock, end: Clock, frame: Frame) -> Anchored:
    """A range of bare clocks takes the readings of policy 5 on the first day on which it has not begun."""
    guessed = start.bare and end.bare and frame.setting.meridiem is None
    begin, finish = settle_range(start, end, frame.setting.meridiem)
    day = frame.today if clock_on(frame.today, begin) > frame.now else frame.today + DAY
    found = _range_on(day, begin, finish, frame.setting)
    return dataclasses.replace(found, meridiem_assumed=guessed)


def _range_on(day: Any, begin: Clock, finish: Clock, setting: Setting) -> Anchored:
    first, last = clock_on(day, begin), clock_on(day, finish)
    last = last if last > first else last + DAY
    grain = "minute" if "minute" in (begin.grain, finish.grain) else "hour"
    return Anchored("interval", grain, existing(first, setting), existing(last, setting), time_said=True)  # type: ignore[arg-type]


def _next_part(part: str, frame: Frame) -> Anchored:
    day = frame.today
    if at(day, PARTS[part].end) <= frame.now:
        day += DAY
    return _part_on(day, part, {"time_said": True})


def _part_on(day: Any, name: str, flags: dict[str, Any]) -> Anchored:
    part = PARTS[name]
    start, end = at(day, part.start), at(day, part.end)
    if start == end:
        return Anchored("moment", "hour", start, **flags)
    return Anchored("interval", "part_of_day", start, end, part_of_day=part.name, **flags)


def _timed(point: Point, days: Extent, frame: Frame, flags: dict[str, Any]) -> Anchored | None:
    """A clock, range or part on a day; over several days it runs from the first day's clock to the last day's."""
    day, last = days.start.date(), (days.end - timedelta(microseconds=1)).date() if days.end else days.start.date()
    clock, setting = point.clock, frame.setting
    first = point.day.start if isinstance(point.day, DaySpan) else None
    weekdays = isinstance(first.inner if isinstance(first, Within) else first, Weekday | Cycle)
    if (
        last > day
        and isinstance(point.day, DaySpan)
        and point.day.paired
        and setting.purpose in (Purpose.CREATE, Purpose.CHANGE)
    ):
        return None
    if last > day and (weekdays or (isinstance(point.day, DaySpan) and (point.until or point.day.paired))):
        return _each_day(point, days, frame, flags)
    if last > day and days.grain == "weekend" and clock and not point.until:
        return _either_day(point, days, frame, flags)
    if last > day and not isinstance(point.day, DaySpan) and days.grain != "weekend":
        return None
    if clock is None:
        found = _part_on(day, point.part or "", flags)
        return (
            dataclasses.replace(found, end=at(last, PARTS[point.part or ""].end)) if last > day and found.end else found
        )
    if point.until:
        found = _range_in(day, clock, point.until, point.part, frame)
        if last > day:
            return None
        return dataclasses.replace(found, **flags)
    start, assumed = _moment_on(day, clock, point.part, frame)
    if last > day:
        return Anchored("interval", clock.grain, start, _moment_on(last, clock, point.part, frame)[0], **flags)
    found = Anchored(
        "moment",
        clock.grain,
        existing(start, setting),
        meridiem_assumed=assumed,
        part_of_day="noon" if clock.named == "noon" else None,
        **flags,
    )
    if assumed and 7 <= start.hour <= 11:
        evening = dataclasses.replace(found, start=start + timedelta(hours=12), meridiem_assumed=False)
        return dataclasses.replace(found, alternatives=(evening,))
    return found


def _either_day(point: Point, days: Extent, frame: Frame, flags: dict[str, Any]) -> Anchored | None:
    """A clock on a weekend: on its first day that is not gone, the other one is the other reading."""
    first, second = (
        _timed(point, Extent(start, start + DAY, "day"), frame, flags) for start in (days.start, days.start + DAY)
    )
    if first is None or second is None:
        return None
    gone = first.start is not None and first.start <= frame.now and not days.past
    return second if gone else dataclasses.replace(first, alternatives=(second, *first.alternatives))


def _each_day(point: Point, days: Extent, frame: Frame, flags: dict[str, Any]) -> Anchored | None:
    """A clock on each of several days ("Thursday and Friday at 3"); a range of three weekdays and more is a habit, which repeats."""
    assert isinstance(point.day, DaySpan) and days.end is not None
    count = (days.end - days.start).days
    if isinstance(point.day.start, Weekday) and count > 2:
        return None
    first = _timed(point, Extent(days.start, days.start + DAY, "day"), frame, flags)
    if first is None:
        return None
    return dataclasses.replace(first, kind="recurrence", rrule=f"FREQ=DAILY;COUNT={count}", alternatives=())


def _moment_on(day: Any, clock: Clock, part: str | None, frame: Frame) -> tuple[datetime, bool]:
    """The clock on the day, and whether its half of the day was a guess; on today the reading that still lies ahead."""
    if part:
        return in_part(day, clock, part), False
    if clock.named == "midnight":
        return at(day, 24) if day >= frame.today else at(day, 0), False
    half = frame.setting.meridiem
    start = clock_on(day, settle(clock, half))
    if clock.bare and day == frame.today and start <= frame.now < start + timedelta(hours=12) < at(day, 24):
        return start + timedelta(hours=12), True
    return start, clock.bare and half is None


def _range_in(day: Any, start: Clock, end: Clock, part: str | None, frame: Frame) -> Anchored:
    half = PARTS[part].half if part else frame.setting.meridiem
    begin, finish = settle_range(start, end, half)
    found = _range_on(day, begin, finish, frame.setting)
    guessed = start.bare and end.bare and half is None
    ahead = found.end and found.end <= frame.now < found.end + timedelta(hours=12)
    if guessed and day == frame.today and ahead and found.start and found.end and found.start.hour < 12:
        noon = timedelta(hours=12)
        return dataclasses.replace(found, start=found.start + noon, end=found.end + noon, meridiem_assumed=True)
    if part in LATE and begin.hour < 5 and found.start and found.end:
        return dataclasses.replace(found, start=found.start + DAY, end=found.end + DAY)
    return dataclasses.replace(found, meridiem_assumed=guessed)


def _after(start: datetime, length: Length) -> datetime:
    """So many days after; of working days those that come next."""
    if length.unit == "business_day":
        return datetime.combine(step("business_day", start.date(), length.delta.days), start.time())
    return start + length.delta


def _lasting(found: Anchored | None, length: Length, frame: Frame) -> Anchored | None:
    """From the start on for a length: of real time where it counts hours, of days otherwise."""
    if found is None or found.start is None:
        return None
    others = tuple(lasting for o in found.alternatives if (lasting := _lasting(o, length, frame)))
    if found.all_day and length.sub_day:  # "tomorrow for 2 hours": the day, and how long
        return dataclasses.replace(found, duration=length.delta, alternatives=others)
    end = elapsed(frame, length.delta, found.start) if length.sub_day else _after(found.start, length)
    if found.all_day and found.end and end < found.end:  # "all day from Monday to Wednesday"
        return found
    all_day = found.all_day and end == midnight(end.date())
    return dataclasses.replace(found, kind="interval", end=end, all_day=all_day, alternatives=others)


def _bounded(found: Anchored, point: Point, setting: Setting) -> Anchored | None:
    """A point as an end or a beginning: "by Friday" includes the day, "until June" does not, "after Friday" begins on Saturday."""
    bound, start, end = point.bound, found.start, found.end
    if bound == "within":
        return dataclasses.replace(found, bound=bound)
    days = (o for o in found.alternatives if point.day and o.start and start and o.start.date() != start.date())
    others = tuple(b for other in days if (b := _bounded(other, point, setting)))
    if start is None or found.rrule:
        return None
    day_grain = found.all_day and end is not None and (end - start) <= timedelta(days=9)
    first, last = start, end or start
    if bound == "from":
        first, last_ = start, None
    elif bound == "after":
        first, last_ = last if found.all_day else (end or start), None
    else:
        edge = point.day.which if isinstance(point.day, Edge) else None
        ending = edge == "end" or (edge not in (None, "begin") and bound == "until")
        inclusive = bound == "by" or ending or (bound == "until" and day_grain)
        first, last_ = None, last if inclusive else start  # type: ignore[assignment]
    of_its_day = (found.kind == "moment" and point.clock) or (bound == "before" and point.part in MEALS)
    if point.day and of_its_day and bound in ("before", "after"):
        day = midnight(start.date())
        first, last_ = (day, start) if bound == "before" else (start, day + DAY)
    return dataclasses.replace(
        found, kind="interval", start=first, end=last_, all_day=found.all_day, bound=bound, alternatives=others
    )


def _length(length: Length, setting: Setting) -> Anchored:
    shorter = dataclasses.replace(length, delta=length.least, least=None) if length.least else None
    return Anchored(
        "duration",
        GRAINS[length.unit],
        duration=length.delta,
        alternatives=(_length(shorter, setting),) if shorter else (),
    )


def _either(either: Either, setting: Setting) -> Anchored | None:
    first, second = _point(either.first, setting), _point(either.second, setting)
    if first is None or second is None:
        return first or second
    others = (second, *first.alternatives, *second.alternatives)
    return dataclasses.replace(first, alternatives=others, undecided=True)


def _repetition(repetition: Repetition, setting: Setting) -> Anchored | None:
    return anchor_repetition(repetition, setting, anchor)


ANCHORS: Final[dict[type, Callable[[Any, Setting], Anchored | None]]] = {
    Point: _point,
    Span: lambda span, setting: anchor_span(span, setting, _point),
    Either: _either,
    Length: _length,
    Repetition: _repetition,
}
