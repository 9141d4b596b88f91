"""Effects on series: one occurrence, this and the following, all. Cancelling an occurrence is an EXDATE, changing one an override
(RECURRENCE-ID, RFC 5545 3.8.4.4), and what follows gets a uid of its own.
"""

import dataclasses
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from assistant.commands import Scope
from assistant.plan import Effect
from assistant.resolution import rules
from assistant.resolution.context import Context, Target
from assistant.timespan import stepped, wall
from models.changes import RowChange
from models.rows import Event, Task, When

Change = Callable[[Event | Task], Event | Task]


def overrides_of(series: Event | Task, context: Context) -> list[Event | Task]:
    """The overrides of a series, as stored."""
    return [
        row
        for row in context.queries.family(series.uid)
        if row.recurrence_id is not None and row.calendar_id == series.calendar_id
    ]


def same_moment(one: When | None, other: When | None) -> bool:
    """Two RECURRENCE-IDs name one occurrence."""
    return one is not None and other is not None and wall(one) == wall(other)


def override_at(series: Event | Task, at: When | None, context: Context) -> Event | Task | None:
    """The stored override of one occurrence, if there is one."""
    return next((row for row in overrides_of(series, context) if same_moment(row.recurrence_id, at)), None)


def remove(target: Target, context: Context) -> Effect:
    """Deletes a single thing, one occurrence, this and the following, or the whole series with its overrides."""
    row, series = target.row, target.series
    if series is None:
        return Effect(row, None, (RowChange(row, None),), reasons=target.reasons)
    if target.scope is Scope.ALL or (row.recurrence_id is None and target.scope is Scope.ONE):
        overrides = overrides_of(series, context)
        return Effect(
            series, None, (*(RowChange(o, None) for o in overrides), RowChange(series, None)), reasons=target.reasons
        )
    assert row.recurrence_id is not None
    if target.scope is Scope.FUTURE:
        return end_series(target, row.recurrence_id, context)
    override = override_at(series, row.recurrence_id, context)
    writes = (RowChange(override, None),) if override else ()
    return Effect(row, None, writes, (series, row.recurrence_id), reasons=target.reasons)


def end_series(target: Target, boundary: When, context: Context) -> Effect:
    """The series stops before `boundary`; later overrides go."""
    series = target.series
    assert series is not None and series.start is not None and series.rrule is not None
    if wall(boundary) <= wall(series.start):
        return remove(dataclasses.replace(target, scope=Scope.ALL), context)
    ended = ended_before(series, boundary)
    gone = [
        RowChange(o, None)
        for o in overrides_of(series, context)
        if o.recurrence_id and wall(o.recurrence_id) >= wall(boundary)
    ]
    return Effect(series, ended, (RowChange(series, ended), *gone), reasons=target.reasons, warnings=("series ends",))


def ended_before(series: Event | Task, boundary: When) -> Event | Task:
    """The series with its rule ended, and without the exceptions and extra dates that lie later."""
    assert series.start is not None and series.rrule is not None
    limit = wall(boundary)
    return dataclasses.replace(
        series,
        rrule=rules.ended_before(series.rrule, series.start, boundary),
        rdates=tuple(d for d in series.rdates if wall(d) < limit),
        exdates=tuple(d for d in series.exdates if wall(d) < limit),
        sequence=series.sequence + 1,
    )


def alter(target: Target, change: Change, context: Context) -> tuple[Effect, ...]:
    """Changes a single thing, one occurrence, this and the following, or the whole series."""
    row, series = target.row, target.series
    if series is None:
        after = bumped(row, change(row))
        return (Effect(row, after, (RowChange(row, after),), reasons=target.reasons),)
    if row.recurrence_id is None or target.scope is Scope.ALL:
        return (alter_all(series, change(series), target, context),)
    if target.scope is Scope.FUTURE:
        return split(target, change, context)
    override = override_at(series, row.recurrence_id, context)
    after = dataclasses.replace(
        change(row), id=override.id if override else context.new_id(), rrule=None, rdates=(), exdates=()
    )
    if after == dataclasses.replace(row, id=after.id):
        return ()
    after = bumped(row, after)
    return (Effect(row, after, (RowChange(override, after),), reasons=target.reasons),)


def bumped(before: Event | Task, after: Event | Task) -> Event | Task:
    """The next revision (SEQUENCE, 3.8.7.4) where anything changed."""
    return after if after == before else dataclasses.replace(after, sequence=before.sequence + 1)


def step_of(before: Event | Task, after: Event | Task) -> timedelta:
    """By how much a change moves the series on the wall clock."""
    return (
        wall(after.start) - wall(before.start) if before.start is not None and after.start is not None else timedelta(0)
    )


def alter_all(series: Event | Task, after: Event | Task, target: Target, context: Context) -> Effect:
    """The whole series: rule days, exceptions and overrides move by the same step as the start (policy 13)."""
    step = step_of(series, after)
    rule = after.rrule
    if rule and rule == series.rrule and step.days:
        rule = rules.shifted_days(rule, (wall(after.start).date() - wall(series.start).date()).days)  # type: ignore[arg-type]
    exdates, rdates = (tuple(stepped(d, step) for d in dates) for dates in (after.exdates, after.rdates))
    after = bumped(series, dataclasses.replace(after, rrule=rule, exdates=exdates, rdates=rdates))
    writes = [RowChange(series, after)]
    for override in overrides_of(series, context):
        writes.append(
            RowChange(override, follow(override, series, after, step) if after.rrule or after.rdates else None)
        )
    return Effect(series, after, tuple(writes), reasons=target.reasons)


def follow(override: Event | Task, before: Event | Task, after: Event | Task, step: timedelta) -> Event | Task:
    """An override after its series changed: moved along, and with the fields that it had from the series as they are now."""
    changed = {
        field.name: getattr(after, field.name)
        for field in dataclasses.fields(before)
        if field.name
        not in (
            "id",
            "uid",
            "recurrence_id",
            "start",
            "end",
            "due",
            "rrule",
            "rdates",
            "exdates",
            "sequence",
            "status",
            "completed",
            "percent",
        )
        and getattr(before, field.name) != getattr(after, field.name)
        and getattr(override, field.name) == getattr(before, field.name)
    }
    times = {
        name: stepped(value, step)
        for name in ("start", "end", "due", "recurrence_id")
        if (value := getattr(override, name, None)) is not None
    }
    fields: dict[str, Any] = {**changed, **times, "uid": after.uid, "calendar_id": after.calendar_id}
    return dataclasses.replace(override, **fields)


def split(target: Target, change: Change, context: Context) -> tuple[Effect, ...]:
    """This and the following: the old series ends, the rest is created under a new uid with the change; overrides go along."""
    series, boundary = target.series, target.row.recurrence_id
    assert series is not None and series.start is not None and boundary is not None and series.rrule is not None
    if wall(boundary) <= wall(series.start):
        return (alter_all(series, change(series), target, context),)
    ended, limit = ended_before(series, boundary), wall(boundary)
    to_start = wall(boundary) - wall(series.start)
    rest = dataclasses.replace(
        series,
        id=context.new_id(),
        uid=context.new_id(),
        start=stepped(series.start, to_start),
        rrule=rules.continued(series.rrule, series.start, boundary),
        rdates=tuple(d for d in series.rdates if wall(d) >= limit),
        exdates=tuple(d for d in series.exdates if wall(d) >= limit),
        sequence=0,
    )
    if isinstance(series, Event) and isinstance(rest, Event) and series.end is not None:
        rest = dataclasses.replace(rest, end=stepped(series.end, to_start))
    after = change(rest)
    step, rule = step_of(rest, after), after.rrule
    if rule and rule == rest.rrule and step:
        rule = rules.shifted_days(rule, (wall(after.start).date() - wall(rest.start).date()).days)  # type: ignore[arg-type]
    after = dataclasses.replace(
        after,
        rrule=rule,
        exdates=tuple(stepped(d, step) for d in after.exdates),
        rdates=tuple(stepped(d, step) for d in after.rdates),
    )
    moved = [
        RowChange(o, follow(o, rest, after, step))
        for o in overrides_of(series, context)
        if o.recurrence_id and wall(o.recurrence_id) >= limit
    ]
    return (
        Effect(series, ended, (RowChange(series, ended),), reasons=target.reasons),
        Effect(None, after, (RowChange(None, after), *moved), reasons=target.reasons),
    )
