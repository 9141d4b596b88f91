"""What a form holds, as the fields of a row that change."""

import dataclasses
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from assistant.temporal.values import Anchored
from models.rows import Alarm, Attendee, Component, Event, When

#: Lead times that the forms offer, with their words.
LEADS: tuple[tuple[timedelta | None, str], ...] = (
    (None, "None"),
    (timedelta(0), "At the time"),
    (timedelta(minutes=-5), "5 minutes before"),
    (timedelta(minutes=-10), "10 minutes before"),
    (timedelta(minutes=-30), "30 minutes before"),
    (timedelta(hours=-1), "1 hour before"),
    (timedelta(days=-1), "1 day before"),
)


def changed_fields(row: Component, values: Mapping[str, Any]) -> dict[str, Any]:
    """Those of `values` that differ from the row's."""
    return {name: value for name, value in values.items() if getattr(row, name) != value}


def attendees_of(text: str, known: tuple[Attendee, ...]) -> tuple[Attendee, ...]:
    """Names between commas; those that were there before keep their address."""
    by_name = {attendee.name.casefold(): attendee for attendee in known}
    names = [name.strip() for name in text.split(",")]
    return tuple(by_name.get(name.casefold(), Attendee(name=name)) for name in names if name)


def alarms_of(lead: timedelta | None, known: tuple[Alarm, ...]) -> tuple[Alarm, ...]:
    """One alarm with that lead (negative is before); further ones of the row stay as they are."""
    rest = known[1:]
    if lead is None:
        return rest
    first = dataclasses.replace(known[0], trigger=lead) if known else Alarm(trigger=lead)
    return (first, *rest)


def stored_start(anchored: Anchored, zone: ZoneInfo, all_day: bool) -> When | None:
    """A start as it is stored: a date, or an aware instant."""
    if anchored.start is None:
        return None
    return anchored.start.date() if all_day else in_zone(anchored.start, anchored, zone)


def stored_end(anchored: Anchored | None, start: When, length: timedelta, zone: ZoneInfo, all_day: bool) -> When:
    """An exclusive end: the one said (a time, a last day, or a length), else `length` after the start."""
    if all_day:
        day = start.date() if isinstance(start, datetime) else start
        if anchored is not None and anchored.duration is not None:
            return max(day + anchored.duration, day + timedelta(days=1))
        last = anchored.start.date() if anchored is not None and anchored.start is not None else day
        return max(last, day) + timedelta(days=1) if anchored is not None else day + max(length, timedelta(days=1))
    assert isinstance(start, datetime)
    if anchored is None:
        return start + length
    if anchored.duration is not None:
        return start + anchored.duration
    said = anchored.start or anchored.end
    end = in_zone(said, anchored, zone) if said is not None else start + length
    return end if end > start else end + timedelta(days=1) if end + timedelta(days=1) > start else start + length


def in_zone(local: datetime, anchored: Anchored, zone: ZoneInfo) -> datetime:
    """A local time of the phrase's zone, or of `zone`."""
    return local.replace(tzinfo=ZoneInfo(anchored.tz) if anchored.tz else zone) if local.tzinfo is None else local


def last_day(row: Event) -> date | None:
    """The last day of an all-day event; its stored end is the day after."""
    if row.end is None or isinstance(row.end, datetime):
        return None
    return row.end - timedelta(days=1)
