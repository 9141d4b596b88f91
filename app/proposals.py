"""What the hand asks for (a drag, a tick, a form), as plans: each function gives a `Gesture` that is run where the calendar is read."""

import dataclasses
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, Literal
from zoneinfo import ZoneInfo

from app.item_models.blocks import Move
from app.item_models.tasks import Place
from app.student import new_uid
from app.workspace import Gesture
from assistant import gestures, task_gestures
from assistant.commands import Scope
from assistant.plan import Plan
from assistant.preview import say_verb, verb_of
from assistant.timespan import day_of, stepped
from models.colors import own_color, with_own_color
from models.queries import Queries
from models.rows import Calendar, Event, Task
from models.timeline import aligned

#: What a copy of an event keeps besides its name, and what one of a task keeps.
COPIED = ("calendar_id", "location", "description", "attendees", "categories", "alarms", "transparency", "url")
COPIED_TASK = ("calendar_id", "description", "categories", "alarms", "priority", "related_to")
#: What a task may be told where it is typed.
TYPED = ("calendar_id", "related_to", "start", "due", "rrule", "priority", "alarms")


def new_event(calendars: Mapping[str, Calendar], start: datetime, end: datetime, all_day: bool) -> Event:
    """An empty event for the form, in the default calendar; not stored."""
    homes = [c for c in calendars.values() if c.kind == "event"]
    home = next((c.id for c in homes if c.is_default), homes[0].id if homes else "")
    span = (start.date(), end.date()) if all_day else (start, end)
    return Event(id=new_uid(), uid=new_uid(), calendar_id=home, summary="", start=span[0], end=span[1])


def next_hour(now: datetime, day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """An hour of `day`: today the coming one, else nine o'clock; of the next day where today has none left."""
    local = now.astimezone(zone)
    if day == local.date() and local.hour < 23:
        start = local.replace(hour=local.hour + 1, minute=0, second=0, microsecond=0)
    else:
        start = datetime.combine(day + timedelta(days=day == local.date()), time(9), zone)
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


def adding_task(read: Callable[[Queries], Task]) -> Gesture:
    """The quick field over the task lists: the task that it reads."""

    def plan(queries: Queries) -> Plan:
        task = read(queries)
        fields = {name: getattr(task, name) for name in TYPED}
        return gestures.create_task(queries, task.summary, new_id=new_uid, **fields)

    return plan


def placing(task: Task, place: Place) -> Gesture:
    """A task at another place of the lists."""
    return lambda queries: task_gestures.place(
        queries, task, place.parent, place.neighbours, place.list_id, new_id=new_uid
    )


def ordering_by_date(list_id: str) -> Gesture:
    """A list that a hand ordered, by date again."""
    return lambda queries: task_gestures.forget_order(queries, list_id, new_id=new_uid)


def ticking_with(task: Task, parts: tuple[Task, ...], now: datetime) -> Gesture:
    """A task and its parts, done."""
    return lambda queries: task_gestures.complete_with(queries, task, parts, now, new_id=new_uid)


def timing(task: Task, start: datetime, end: datetime) -> Gesture:
    """A task that was put on the calendar."""
    return lambda queries: task_gestures.give_time(queries, task, start, end, new_id=new_uid)


def dating(task: Task, day: date, zone: ZoneInfo) -> Gesture:
    """A task that was put on a day of `zone`; the hour that it had stays."""
    due = task.due if task.due is not None else task.start
    step = day - day_of(due, zone) if due is not None else timedelta()
    sides = {name: stepped(side, step) for name in ("start", "due") if (side := getattr(task, name)) is not None}
    return lambda queries: gestures.edit(queries, task, sides or {"due": day}, Scope.ONE, new_id=new_uid)


def freeing(task: Task) -> Gesture:
    """A task that is to be done at no time of its own."""
    return lambda queries: gestures.edit(queries, task, {"start": None, "due": None}, Scope.ALL, new_id=new_uid)


def together(deeds: Iterable[Gesture]) -> Gesture:
    """What several gestures do, as one change; nothing that goes along is in the way of another of them."""
    each = tuple(deeds)

    def whole(queries: Queries) -> Plan:
        alone = (effect for deed in each for effect in deed(queries).effects)
        effects = tuple(dataclasses.replace(effect, warnings=()) for effect in alone)
        plan = gestures.planned(effects, queries, new_uid)
        return dataclasses.replace(plan, text=say_verb(verb_of(effects[0]), effects)[-1]) if effects else plan

    return whole


def alone(row: Event | Task) -> Scope:
    """The scope of a thing that was chosen among others: of a series that one time."""
    return Scope.ALL if row.recurrence_id is None else Scope.ONE


def moving(move: Move, scope: Scope) -> Gesture:
    """A drag of what stands on the calendar, or of its lower edge."""
    return lambda queries: gestures.edit(queries, move.block.row, stored_span(move), scope, new_id=new_uid)


def copying(move: Move) -> Gesture:
    """A drag that leaves the event where it is, and puts another one where it ends; that one does not repeat."""
    row, span = move.block.row, stored_span(move)
    if isinstance(row, Task):
        own = {name: getattr(row, name) for name in COPIED_TASK} | span
        return lambda queries: gestures.create_task(queries, row.summary, new_id=new_uid, **own)
    plain = dataclasses.replace(row, extra=())
    kept = {name: getattr(row, name) for name in COPIED} | span | {"extra": with_own_color(plain, own_color(row)).extra}
    return lambda queries: gestures.create_event(queries, summary=row.summary, new_id=new_uid, **kept)


def stored_span(move: Move) -> dict[str, Any]:
    """Start and end, or due, as they are stored: days or hours where the drag makes them that, else each side that is there, in the form
    and zone that it has. A task that came from the hours has no start."""
    row, first = move.block.row, move.start.date()
    if isinstance(row, Event):
        days, hours = {"start": first, "end": move.end.date()}, {"start": move.start, "end": move.end}
    else:
        last = max(move.end.date() - timedelta(days=1), first)  # it is due that whole day
        days, hours = {"start": first, "due": last}, {"start": move.start, "due": move.end}
    if move.all_day is None:
        sides = {name: side for name in hours if (side := getattr(row, name)) is not None}
        return {n: aligned(hours[n], s) if isinstance(s, datetime) else days[n] for n, s in sides.items()}
    return hours if not move.all_day else days if isinstance(row, Event) else days | {"start": None}


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
