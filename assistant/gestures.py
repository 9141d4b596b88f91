"""What a hand does (a drag, a tick, a form) as plans: the same effects as a sentence makes, so that preview, commit and undo are the same."""

import dataclasses
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Literal

from dateutil.tz import UTC

from assistant.commands import Scope
from assistant.plan import Effect, Plan
from assistant.preview import say_verb, verb_of
from assistant.resolution import series
from assistant.resolution.context import Context, Target
from assistant.resolution.creation import created, new_calendar
from assistant.resolution.naming import capital
from assistant.resolution.removal import held_by
from assistant.resolution.warnings import warned
from assistant.timespan import wall
from models.changes import RowChange
from models.errors import StaleChange
from models.queries import Queries
from models.rows import Calendar, Event, Task, When
from models.timeline import aligned, at_position, length, position

NewId = Callable[[], str]
Row = Event | Task


def create_event(queries: Queries, start: When, end: When, summary: str, *, new_id: NewId, **fields: Any) -> Plan:
    """A new event; `fields` are those of :class:`models.rows.Event`, the calendar is the default one unless given."""
    home = fields.pop("calendar_id", None) or queries.default_calendar("event").id
    row = Event(id=new_id(), uid=new_id(), calendar_id=home, summary=capital(summary), start=start, end=end, **fields)
    return planned((created(row),), queries, new_id)


def create_task(queries: Queries, summary: str, *, new_id: NewId, **fields: Any) -> Plan:
    """A new task; `fields` are those of :class:`models.rows.Task`, the list is the default one unless given."""
    home = fields.pop("calendar_id", None) or queries.default_calendar("task").id
    given = {"status": "NEEDS-ACTION"} | fields
    row = Task(id=new_id(), uid=new_id(), calendar_id=home, summary=capital(summary), **given)
    return planned((created(row),), queries, new_id)


def edit(queries: Queries, row: Row, fields: Mapping[str, Any], scope: Scope, *, new_id: NewId) -> Plan:
    """A row with other fields: one occurrence, this and the following, or the whole series. Times of a whole series are those of
    the occurrence that was edited: the series moves by the same step."""

    def change(stored: Row) -> Row:
        given = dict(fields)
        if stored.recurrence_id is None and row.recurrence_id is not None:
            given |= moved_alike(stored, row, given)
        return dataclasses.replace(stored, **given)

    context = context_of(queries, new_id)
    return planned(series.alter(target_of(queries, row, scope), change, context), queries, new_id)


def moved_alike(stored: Row, row: Row, given: Mapping[str, Any]) -> dict[str, When]:
    """The times of a series that correspond to new times of one of its occurrences: moved by the same step, as much longer or shorter."""
    made = {
        n: step_alike(getattr(stored, n), getattr(row, n), given[n])
        for n in ("start", "due")
        if given.get(n) is not None
    }
    if given.get("end") is not None and stored.start is not None:
        edited = dataclasses.replace(row, **{n: given[n] for n in ("start", "end") if n in given})
        longer = length(edited) - length(row)
        made["end"] = at_position(position(made.get("start", stored.start)) + length(stored) + longer, given["end"])
    return made


def step_alike(own: When | None, now: When | None, value: When) -> When:
    """The time of a series that goes with one of its occurrences from `now` to `value`, in the form and zone of `value`."""
    if own is None or now is None:
        return value
    if not isinstance(value, datetime):
        return wall(own).date() + (value - wall(now).date())
    return aligned(wall(own) + (wall(value) - wall(now)), value)


def move(queries: Queries, row: Event, start: When, end: When, scope: Scope, *, new_id: NewId) -> Plan:
    """An event at other times."""
    return edit(queries, row, {"start": start, "end": end}, scope, new_id=new_id)


def remove(queries: Queries, row: Row, scope: Scope, *, new_id: NewId) -> Plan:
    """A row, an occurrence or a series that goes."""
    return planned((series.remove(target_of(queries, row, scope), context_of(queries, new_id)),), queries, new_id)


def create_calendar(queries: Queries, name: str, kind: Literal["event", "task"], *, new_id: NewId) -> Plan:
    """A new calendar or list, in a colour that is free."""
    return planned((created(new_calendar(name, kind, context_of(queries, new_id))),), queries, new_id)


def edit_calendar(queries: Queries, calendar_id: str, fields: Mapping[str, Any], *, new_id: NewId) -> Plan:
    """A calendar or list under another name, in another colour, or as the default of its kind, which the one before then is no more.
    Raises :class:`StaleChange` where it is gone."""
    known = stored_calendar(queries, calendar_id)
    after = dataclasses.replace(known, **fields)
    writes = [RowChange(known, after)]
    if after.is_default and not known.is_default:
        others = (c for c in queries.calendars() if c.kind == known.kind and c.is_default)
        writes += [RowChange(other, dataclasses.replace(other, is_default=False)) for other in others]
    return planned((Effect(known, after, tuple(writes)),), queries, new_id)


def remove_calendar(queries: Queries, calendar_id: str, *, new_id: NewId) -> Plan:
    """A calendar or list that goes, with all that it holds. Raises :class:`StaleChange` where it is gone."""
    known = stored_calendar(queries, calendar_id)
    rows = held_by(known.id, known.kind, context_of(queries, new_id))
    gone = tuple(Effect(row, None, (RowChange(row, None),)) for row in (*rows, known))
    return dataclasses.replace(planned(gone, queries, new_id), text=f"Deleted “{known.name}”")


def stored_calendar(queries: Queries, calendar_id: str) -> Calendar:
    """The calendar as it is stored now; raises :class:`StaleChange` where it is gone."""
    found = next((c for c in queries.calendars() if c.id == calendar_id), None)
    if found is None:
        raise StaleChange("That calendar is gone already.")
    return found


def complete(queries: Queries, task: Task, at: datetime, *, new_id: NewId) -> Plan:
    """A task ticked off at `at` (aware)."""
    fields = {"status": "COMPLETED", "completed": at.astimezone(UTC), "percent": 100}
    return edit(queries, task, fields, Scope.ONE, new_id=new_id)


def reopen(queries: Queries, task: Task, *, new_id: NewId) -> Plan:
    """A task that is to be done after all."""
    return edit(queries, task, {"status": "NEEDS-ACTION", "completed": None, "percent": None}, Scope.ONE, new_id=new_id)


def target_of(queries: Queries, row: Row, scope: Scope) -> Target:
    """The row as stored now, with its series."""
    family = queries.family(row.uid)
    masters = sorted((r for r in family if r.is_series), key=lambda r: r.calendar_id != row.calendar_id)
    master = next(iter(masters), None)
    if row.recurrence_id is None or master is None:
        stored = next((r for r in family if r.id == row.id), row)
        return Target(stored, master, Scope.ALL if master else Scope.ONE)
    at = series.place(row.recurrence_id, master)
    override = next(
        (r for r in family if r.recurrence_id is not None and series.place(r.recurrence_id, master) == at), None
    )
    return Target(override or dataclasses.replace(row, id=master.id), master, scope)


def context_of(queries: Queries, new_id: NewId) -> Context:
    """A context for changes that name no times of their own; its clock is never looked at."""
    return Context(queries, datetime.fromtimestamp(0, queries.zone), queries.zone, new_id)


def planned(effects: tuple[Effect, ...], queries: Queries, new_id: NewId) -> Plan:
    """The plan of these effects, with its warnings and its words for the journal."""
    kept = warned(tuple(e for e in effects if e.before != e.after), context_of(queries, new_id))
    warnings = tuple(dict.fromkeys(w for e in kept for w in e.warnings))
    return Plan(say_verb(verb_of(kept[0]), kept[:1])[-1] if kept else "", kept, warnings)
