"""What to look out for before a plan is confirmed: overlaps, duplicate, past, early, late, people (policy 25)."""

import dataclasses
from collections.abc import Sequence

from assistant.phrasing import say_date, say_time
from assistant.plan import Effect
from assistant.resolution.context import Context
from assistant.resolution.matching import words_of
from assistant.timespan import is_all_day, occupied
from models.rows import Calendar, Event, Row, Task

EARLY, LATE = 6, 23


def warned(effects: Sequence[Effect], context: Context) -> tuple[Effect, ...]:
    """The effects with their warnings."""
    going = {(e.before.uid, e.before.recurrence_id) for e in effects if isinstance(e.before, Event) and e.after is None}
    moving = {(e.row.uid, e.row.recurrence_id) for e in effects if isinstance(e.row, Event)}
    return tuple(
        dataclasses.replace(e, warnings=tuple(dict.fromkeys((*e.warnings, *warnings_of(e, going | moving, context)))))
        for e in effects
    )


def warnings_of(effect: Effect, touched: set[tuple[str, object]], context: Context) -> list[str]:
    """The warnings of one effect."""
    found = []
    if people_of(effect.before) or (effect.before is not None and people_of(effect.after)):
        names = people_of(effect.before) or people_of(effect.after)
        found.append(f"people: {len(names)} invited ({', '.join(names[:3])})")
    after = effect.after
    if isinstance(after, Event) and times_changed(effect):
        if not is_all_day(after.start):
            start = occupied(after, context.zone).start
            assert start is not None
            found += ["early"] if start.hour < EARLY else ["late"] if start.hour >= LATE else []
            found += overlaps(after, touched, context)
        if effect.before is None:
            found += duplicate(after, context)
    if isinstance(after, Task) and effect.before is None:
        found += duplicate_task(after, context)
    return found


def people_of(row: Row | None) -> list[str]:
    """Names of those invited."""
    return [] if row is None or isinstance(row, Calendar) else [a.name for a in row.attendees]


def times_changed(effect: Effect) -> bool:
    """New, or at another time than before."""
    before, after = effect.before, effect.after
    if not isinstance(before, Event) or not isinstance(after, Event):
        return before is None
    return (before.start, before.end) != (after.start, after.end)


def overlaps(row: Event, touched: set[tuple[str, object]], context: Context) -> list[str]:
    """Other busy events at that time."""
    time = occupied(row, context.zone)
    found = []
    for other in context.queries.event_occurrences(time.start, time.end):
        known = (other.row.uid, other.row.recurrence_id)
        same_series = other.row.uid == row.uid
        if same_series or known in touched or is_all_day(other.row.start) or other.row.status == "CANCELLED":
            continue
        if getattr(other.row, "transparency", None) == "TRANSPARENT":
            continue
        at = occupied(other.row, context.zone)
        if at.start and at.end and time.start and time.end and at.start < time.end and time.start < at.end:
            found.append(f"overlaps {other.row.summary}, {say_time(at.start)}–{say_time(at.end)}")
    return found


def duplicate(row: Event, context: Context) -> list[str]:
    """The same name on the same day already."""
    time = occupied(row, context.zone)
    assert time.start is not None
    day = time.start.replace(hour=0, minute=0)
    others = context.queries.event_occurrences(day, day.replace(hour=23, minute=59))
    same = [o for o in others if words_of(o.row.summary) == words_of(row.summary)]
    return [f"duplicate: {row.summary} is there on {say_date(time.start.date())} already"] if same else []


def duplicate_task(row: Task, context: Context) -> list[str]:
    """The same open task in the same list already."""
    same = [
        n
        for n in context.queries.names("task")
        if n.calendar_id == row.calendar_id and words_of(n.summary) == words_of(row.summary)
    ]
    open_ones = [t for t in context.queries.tasks([n.id for n in same]) if t.is_open] if same else []
    return [f"duplicate: {row.summary} is on the list already"] if open_ones else []
