"""What a form holds, as the fields of a row that change."""

import dataclasses
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from app.item_models.blocks import there
from assistant.temporal.values import Anchored
from assistant.timespan import instant
from models.rows import Alarm, Attendee, Component, Event, Task, When

#: Lead times that the forms offer, with their words.
LEADS: tuple[tuple[timedelta | datetime | None, str], ...] = (
    (None, "None"),
    (timedelta(0), "At the time"),
    (timedelta(minutes=-5), "5 minutes before"),
    (timedelta(minutes=-10), "10 minutes before"),
    (timedelta(minutes=-15), "15 minutes before"),
    (timedelta(minutes=-30), "30 minutes before"),
    (timedelta(hours=-1), "1 hour before"),
    (timedelta(hours=-2), "2 hours before"),
    (timedelta(days=-1), "1 day before"),
    (timedelta(days=-2), "2 days before"),
    (timedelta(weeks=-1), "1 week before"),
)
#: Priorities that a form and a menu offer (RFC 5545 3.8.1.9).
PRIORITIES: tuple[tuple[str, int | None], ...] = (("None", None), ("High", 1), ("Medium", 5), ("Low", 9))
#: Whether an event takes place (RFC 5545 3.8.1.11), with the words of a form and a menu; one that says nothing does.
STATUSES: tuple[tuple[str, str], ...] = (
    ("Confirmed", "CONFIRMED"),
    ("Tentative", "TENTATIVE"),
    ("Cancelled", "CANCELLED"),
)
#: Colours that an event may have of its own, by the names that COLOR takes (RFC 7986 5.9), which are those of CSS.
COLORS: tuple[tuple[str, str | None], ...] = (
    ("As its calendar", None), ("Blue", "royalblue"), ("Gold", "goldenrod"), ("Purple", "darkorchid"), ("Green", "seagreen"),
    ("Orange", "darkorange"), ("Pink", "hotpink"), ("Red", "crimson"), ("Teal", "darkcyan"), ("Violet", "slateblue"), ("Brown", "sienna"),
    ("Grey", "slategray"),
)  # fmt: skip

#: When a thing begins that had no hour.
NINE = time(9)


def changed_fields(row: Component, values: Mapping[str, Any]) -> dict[str, Any]:
    """Those of `values` that differ from the row's."""
    return {name: value for name, value in values.items() if getattr(row, name) != value}


def attendees_of(text: str, known: tuple[Attendee, ...]) -> tuple[Attendee, ...]:
    """Names between commas; those that were there before keep their address."""
    by_name = {attendee.name.casefold(): attendee for attendee in known}
    names = [name.strip() for name in text.split(",")]
    return tuple(by_name.get(name.casefold(), Attendee(name=name)) for name in names if name)


def first_trigger(row: Event | Task) -> timedelta | datetime | None:
    """When the row's first alarm rings, None where it has none."""
    return row.alarms[0].trigger if row.alarms else None


def alarms_of(trigger: timedelta | datetime | None, known: tuple[Alarm, ...]) -> tuple[Alarm, ...]:
    """One alarm with that trigger (negative is before); further ones of the row stay as they are."""
    rest = known[1:]
    if trigger is None:
        return rest
    first = dataclasses.replace(known[0], trigger=trigger) if known else Alarm(trigger=trigger)
    return (first, *rest)


def zone_of(when: When) -> str:
    """The place by whose clock a time is stored; empty where that is none: days, floating times and UTC, in which others write what is
    of no place."""
    key = getattr(when.tzinfo, "key", "") if isinstance(when, datetime) else ""
    return key if "/" in key and not key.startswith("Etc/") else ""


def event_times(start: Anchored, end: Anchored | None, was: Event, all_day: bool, zone: ZoneInfo) -> dict[str, When]:
    """Start and end as they are stored. `end` is a time, a last day or a length; None keeps the length that the event had.

    A start without an hour keeps the event's hour; one that is timed no longer, or now, lasts a day, or begins at nine for an hour.
    Raises ``ValueError`` where `start` is no point in time.
    """
    if start.start is None or was.start is None or was.end is None:
        raise ValueError("a start is needed")
    length = instant(was.end, zone) - instant(was.start, zone)
    was_all_day = not isinstance(was.start, datetime)
    if all_day:
        first = start.start.date()
        return {"start": first, "end": last_day_after(end, first, length if was_all_day else timedelta(days=1))}
    said = start.start
    if not start.time_said and start.part_of_day is None:
        said = datetime.combine(said.date(), NINE if was_all_day else instant(was.start, zone).time())
    begin = in_zone(said, start, zone)
    return {"start": begin, "end": end_after(end, begin, timedelta(hours=1) if was_all_day else length, zone)}


def last_day_after(end: Anchored | None, first: date, length: timedelta) -> date:
    """The exclusive end of days: the day after the one said, or as long as said."""
    if end is None:
        return first + max(length, timedelta(days=1))
    if end.duration is not None:
        return max(first + end.duration, first + timedelta(days=1))
    said = end.start or end.end
    return max(said.date() if said else first, first) + timedelta(days=1)


def end_after(end: Anchored | None, begin: datetime, length: timedelta, zone: ZoneInfo) -> datetime:
    """The end said; an hour before the start is the next day's. Lengths are elapsed time."""
    if end is None:
        return (begin.astimezone(UTC) + length).astimezone(begin.tzinfo)
    if end.duration is not None:
        return (begin.astimezone(UTC) + end.duration).astimezone(begin.tzinfo)
    said = end.start or end.end
    stop = in_zone(said, end, zone) if said else begin + length
    return stop if stop > begin else max(stop + timedelta(days=1), begin)


def stored_due(anchored: Anchored, zone: ZoneInfo) -> When | None:
    """A due date: a day, or an instant where an hour was said."""
    said = anchored.start or anchored.end
    if said is None:
        return None
    return in_zone(said, anchored, zone) if anchored.time_said else said.date()


def in_zone(local: datetime, anchored: Anchored, zone: ZoneInfo) -> datetime:
    """A local time of the phrase's zone, or of `zone`."""
    if local.tzinfo is not None:
        return local
    return there(local.replace(tzinfo=ZoneInfo(anchored.tz) if anchored.tz else zone))
