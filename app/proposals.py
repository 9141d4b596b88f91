"""What the hand asks for (a drag, a tick, a form), as plans: each function gives a `Gesture` that is run where the calendar is read."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, Literal
from zoneinfo import ZoneInfo

from app.student import new_uid
from app.workspace import Gesture
from assistant import gestures
from assistant.commands import Scope
from models.rows import Calendar, Event, Task


def new_event(calendars: Mapping[str, Calendar], start: datetime, end: datetime, all_day: bool) -> Event:
    """An empty event for the form, in the default calendar; not stored."""
    homes = [c for c in calendars.values() if c.kind == "event"]
    home = next((c.id for c in homes if c.is_default), homes[0].id if homes else "")
    span = (start.date(), end.date()) if all_day else (start, end)
    return Event(id=new_uid(), uid=new_uid(), calendar_id=home, summary="", start=span[0], end=span[1])


def next_hour(now: datetime, day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """An hour of `day`: today the coming one, else nine o'clock."""
    local = now.astimezone(zone)
    if day == local.date() and local.hour < 23:
        start = local.replace(hour=local.hour + 1, minute=0, second=0, microsecond=0)
    else:
        start = datetime.combine(day, time(9), zone)
    return start, start + timedelta(hours=1)


def saving(row: Event | Task, fields: Mapping[str, Any], scope: Scope, is_new: bool) -> Gesture:
    """A form that was saved."""
    if not is_new:
        return lambda queries: gestures.edit(queries, row, fields, scope, new_id=new_uid)
    if isinstance(row, Event):
        rest = {name: value for name, value in fields.items() if name not in ("start", "end", "summary")}
        return lambda queries: gestures.create_event(
            queries, fields["start"], fields["end"], fields["summary"], new_id=new_uid, **rest
        )
    return lambda queries: gestures.create_task(queries, new_id=new_uid, **fields)


def adding_task(words: str, list_id: str) -> Gesture:
    """The quick field over the task lists."""
    return lambda queries: gestures.create_task(queries, words, calendar_id=list_id, new_id=new_uid)


def moving(row: Event, start: datetime, end: datetime, scope: Scope) -> Gesture:
    """A drag of an event, or of its lower edge; an all-day one keeps to days."""
    span = (start, end) if isinstance(row.start, datetime) else (start.date(), end.date())
    return lambda queries: gestures.move(queries, row, *span, scope, new_id=new_uid)


def making_calendar(name: str, kind: Literal["event", "task"]) -> Gesture:
    """A new calendar or list."""
    return lambda queries: gestures.create_calendar(queries, name, kind, new_id=new_uid)


def changing_calendar(calendar: Calendar, fields: Mapping[str, Any]) -> Gesture:
    """A calendar's form that was saved."""
    return lambda queries: gestures.edit_calendar(queries, calendar.id, fields, new_id=new_uid)


def removing_calendar(calendar: Calendar) -> Gesture:
    """A calendar that is to go, with all that it holds."""
    return lambda queries: gestures.remove_calendar(queries, calendar.id, new_id=new_uid)


def removing(row: Event | Task, scope: Scope) -> Gesture:
    """A thing that is to go."""
    return lambda queries: gestures.remove(queries, row, scope, new_id=new_uid)


def ticking(task: Task, now: datetime) -> Gesture:
    """A circle that was clicked: done, or open again."""
    if task.is_open:
        return lambda queries: gestures.complete(queries, task, now, new_id=new_uid)
    return lambda queries: gestures.reopen(queries, task, new_id=new_uid)
