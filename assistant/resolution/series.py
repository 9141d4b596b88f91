"""Effects on series: one occurrence, this and the following, all. Cancelling an occurrence is an EXDATE, changing one an override
(RECURRENCE-ID, RFC 5545 3.8.4.4), and what follows gets a uid of its own.
"""

import dataclasses
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from assistant.commands import Scope
from assistant.plan import Effect
from assistant.resolution import rules
from assistant.resolution.context import Context, Target
from assistant.timespan import is_all_day, stepped, wall
from models.changes import RowChange
from models.rows import Event, Task, When
from models.timeline import aligned, anchor, at_position, length, position

Row = Event | Task
Change = Callable[[Row], Row]
#: By how many days the occurrences of each weekday move under a new rule by the week; None: all by the step of the start.
Steps = Mapping[int, timedelta] | None
#: What an override never takes over from its series: what names it, when it is, and how far it is done.
OWN: Final = frozenset(
    {"id", "uid", "recurrence_id", "start", "end", "due", "rrule", "rdates", "exdates", "sequence", "status", "completed", "percent"}
)  # fmt: skip


def start_of(series: Row) -> When:
    """The time on which a series is built: its start, of a task without one its due."""
    start = anchor(series)
    assert start is not None
    return start


def place(when: When, series: Row) -> int:
    """The position of an occurrence's RECURRENCE-ID, EXDATE or RDATE, whatever its form."""
    return position(aligned(when, start_of(series)))


def overrides_of(series: Row, context: Context) -> list[Row]:
    """The overrides of a series, as stored: those of its uid in its calendar, and those in a calendar without such a series."""
    if series.uid not in context.index("event" if isinstance(series, Event) else "task").overridden:
        return []
    family = context.queries.family(series.uid)
    masters = [row for row in family if row.recurrence_id is None]
    homes = {row.calendar_id for row in masters}
    adopts = not masters or masters[0].id == series.id
    return [
        row
        for row in family
        if row.recurrence_id is not None
        and (row.calendar_id == series.calendar_id or (adopts and row.calendar_id not in homes))
    ]


def stored_override(row: Row, series: Row) -> Row | None:
    """The override that an occurrence is, None where the series itself stands there: then its row is a copy of the master."""
    return None if row.id == series.id else row


def replaced(override: Row) -> When:
    """The time that an override replaces."""
    assert override.recurrence_id is not None
    return override.recurrence_id


def from_on(series: Row, boundary: When, context: Context) -> list[Row]:
    """The overrides of the occurrences from `boundary` on."""
    limit = place(boundary, series)
    return [o for o in overrides_of(series, context) if place(replaced(o), series) >= limit]


def remove(target: Target, context: Context) -> Effect:
    """Deletes a single thing, one occurrence, this and the following, or the whole series with its overrides."""
    row, series = target.row, target.series
    if series is None:
        return Effect(row, None, (RowChange(row, None),), reasons=target.reasons)
    if target.scope is Scope.ALL or (row.recurrence_id is None and target.scope is Scope.ONE):
        gone = (*(RowChange(o, None) for o in overrides_of(series, context)), RowChange(series, None))
        return Effect(series, None, gone, reasons=target.reasons)
    assert row.recurrence_id is not None
    if target.scope is Scope.FUTURE:
        return end_series(target, row.recurrence_id, context)
    override = stored_override(row, series)
    writes = (RowChange(override, None),) if override else ()
    return Effect(row, None, writes, (series, row.recurrence_id), reasons=target.reasons)


def end_series(target: Target, boundary: When, context: Context) -> Effect:
    """The series stops before `boundary`; later overrides go."""
    series = target.series
    assert series is not None
    if place(boundary, series) <= position(start_of(series)):
        return remove(dataclasses.replace(target, scope=Scope.ALL), context)
    ended = ended_before(series, boundary)
    gone = [RowChange(o, None) for o in from_on(series, boundary, context)]
    return Effect(series, ended, (RowChange(series, ended), *gone), reasons=target.reasons, warnings=("series ends",))


def ended_before(series: Row, boundary: When) -> Row:
    """The series with its rule ended, and without the exceptions and extra dates that lie later."""
    limit = place(boundary, series)
    return dataclasses.replace(
        series,
        rrule=series.rrule and rules.ended_before(series.rrule, start_of(series), boundary),
        rdates=tuple(d for d in series.rdates if place(d, series) < limit),
        exdates=tuple(d for d in series.exdates if place(d, series) < limit),
    )


def alter(target: Target, change: Change, context: Context) -> tuple[Effect, ...]:
    """Changes a single thing, one occurrence, this and the following, or the whole series."""
    row, series = target.row, target.series
    if series is None:
        after = change(row)
        return (Effect(row, after, (RowChange(row, after),), reasons=target.reasons),)
    if row.recurrence_id is None or target.scope is Scope.ALL:
        return (altered(series, series, change, overrides_of(series, context), target, context),)
    if target.scope is Scope.FUTURE:
        return split(target, row.recurrence_id, change, context)
    override = stored_override(row, series)
    after = dataclasses.replace(
        change(row), id=override.id if override else context.new_id(), rrule=None, rdates=(), exdates=()
    )
    if after == dataclasses.replace(row, id=after.id):
        return ()
    return (Effect(row, after, (RowChange(override, after),), reasons=target.reasons),)


def altered(
    stored: Row | None, series: Row, change: Change, overrides: list[Row], target: Target, context: Context
) -> Effect:
    """A whole series, `stored` or made just now: rule days, exceptions and overrides move by the same step as the start (policy 13)."""
    changed = change(series)
    steps = steps_by_weekday(series, changed, context)
    after = with_dates(series, changed, steps)
    followers = following(overrides, series, after, changed.rrule != series.rrule, steps)
    return Effect(stored, after, (RowChange(stored, after), *followers), reasons=target.reasons)


def steps_by_weekday(before: Row, after: Row, context: Context) -> Steps:
    """ "yoga moves to Mondays", on Thursdays till now: under another weekly rule each date goes to the new day of its week; None else."""
    held, new = (rules.weekdays_of(row.rrule or "", start_of(row)) for row in (before, after))
    if after.rrule == before.rrule or not (held and new):
        return None
    return rules.exchanged(before.rrule or "", held - new, new - held, context.first_weekday)


def with_dates(before: Row, after: Row, steps: Steps = None) -> Row:
    """A changed series whose rule, exceptions and extra dates follow its start, or the days of a new rule."""
    rule, ruled = after.rrule, after.rrule != before.rrule
    if rule and not ruled:
        rule = rules.moved(rule, start_of(before), start_of(after))

    def excepted(day: When) -> When:
        kept = on_its_day(day, before, after) if ruled else None
        return kept if kept is not None else carried(day, before, after, steps)

    return dataclasses.replace(
        after,
        rrule=rule,
        exdates=tuple(excepted(d) if d in before.exdates else d for d in after.exdates),
        rdates=tuple(carried(d, before, after, steps) for d in after.rdates),
    )


def on_its_day(when: When, before: Row, after: Row) -> When | None:
    """An EXDATE at the new hour of the same day, where a new rule still gives that day."""
    new = start_of(after)
    at = aligned(datetime.combine(wall(rules.nominal(when, start_of(before))).date(), wall(new).time()), new)
    return at if occurs(at, after) else None


def carried(when: When, before: Row, after: Row, steps: Steps = None) -> When:
    """The RECURRENCE-ID, EXDATE or RDATE of an occurrence once its series moved: the same step on the wall clock as the start, or as its
    weekday, in the form and zone of the new start."""
    old, new = start_of(before), start_of(after)
    step = step_of(when, old, new, steps)
    if same_form(old, new) and not step:
        return when
    if is_all_day(when) and not is_all_day(old) and not is_all_day(new):  # a whole day of a timed series
        return along(when, old, new, step)
    said = {position(day) for day in before.rdates}  # no rule names these
    named = aligned(when, old) if position(when) in said else rules.nominal(when, old)
    return aligned(wall(named) + step, new)


def step_of(when: When, old: When, new: When, steps: Steps) -> timedelta:
    """By how much an occurrence moves on the wall clock whose series goes from `old` to `new`: as its start, or its weekday, does."""
    if steps is None:
        return wall(new) - wall(old)
    same_day = datetime.combine(wall(old).date(), wall(new).time())
    return steps.get(wall(rules.nominal(when, old)).weekday(), timedelta()) + (same_day - wall(old))


def same_form(one: When, other: When) -> bool:
    """Both dates, or date-times of one zone."""
    return is_all_day(one) == is_all_day(other) and getattr(one, "tzinfo", None) == getattr(other, "tzinfo", None)


def following(overrides: list[Row], before: Row, after: Row, ruled: bool, steps: Steps = None) -> list[RowChange]:
    """What becomes of the overrides of a series that changed: they follow. Where the change said a new rule (`ruled`), those go whose
    occurrence it does not give; what is done stays."""
    made = []
    for override in overrides:
        follower = follow(override, before, after, steps)
        kept = not ruled or override.status == "COMPLETED" or occurs(replaced(follower), after)
        made.append(RowChange(override, follower if kept and after.is_series else None))
    return made


def occurs(at: When, series: Row) -> bool:
    """Whether a series gives this time, exceptions aside."""
    start = start_of(series)
    given = {position(start), *(place(d, series) for d in series.rdates)}
    return place(at, series) in given or (series.rrule is not None and rules.names(series.rrule, start, at))


def follow(override: Row, before: Row, after: Row, steps: Steps = None) -> Row:
    """An override after its series changed: moved along, and with the fields that it had from the series as they are now."""
    changed: dict[str, Any] = {
        field.name: getattr(after, field.name)
        for field in dataclasses.fields(before)
        if field.name not in OWN
        and getattr(before, field.name) != getattr(after, field.name)
        and getattr(override, field.name) == getattr(before, field.name)
    }
    step = step_of(replaced(override), start_of(before), start_of(after), steps)
    times: dict[str, Any] = times_along(override, before, after, step)
    times["recurrence_id"] = carried(replaced(override), before, after, steps)
    return dataclasses.replace(override, **changed, **times, uid=after.uid)


def times_along(override: Row, before: Row, after: Row, step: timedelta) -> dict[str, When]:
    """The times of an override once its series moved: the step of its occurrence on the wall clock, its own length (as long as the series
    where it was as long), and all-day or timed as the series is now."""
    old, new = start_of(before), start_of(after)
    times = {
        name: along(when, old, new, step)
        for name in ("start", "due")
        if (when := getattr(override, name, None)) is not None
    }
    if isinstance(override, Event) and override.end is not None and override.start is not None:
        as_series = length(override) == length(before) or is_all_day(old) != is_all_day(new)
        start = times["start"]
        like = start if same_form(override.start, override.end) else override.end
        times["end"] = at_position(position(start) + length(after if as_series else override), like)
    return times


def along(when: When, old: When, new: When, step: timedelta) -> When:
    """A time of an override moved as its series was, from `old` to `new`, by the step of its occurrence."""
    if is_all_day(old) != is_all_day(new):
        return aligned(when, new)
    if not isinstance(when, datetime):
        return when + ((wall(old) + step).date() - wall(old).date())
    return aligned(wall(when) + step, new) if same_form(when, old) else stepped(when, step)


def split(target: Target, boundary: When, change: Change, context: Context) -> tuple[Effect, ...]:
    """What comes from `boundary` on: the old series ends, the rest is created under a new uid with the change; overrides go along."""
    series = target.series
    assert series is not None
    if place(boundary, series) <= position(start_of(series)):
        return (altered(series, series, change, overrides_of(series, context), target, context),)
    ended, rest = ended_before(series, boundary), rest_of(series, boundary, context)
    overrides = from_on(series, boundary, context)
    begun = altered(None, rest, change, overrides, target, context)
    if begun.after == rest and not overrides:
        return ()  # no series is parted for nothing
    return (Effect(series, ended, (RowChange(series, ended),), reasons=target.reasons), begun)


def rest_of(series: Row, boundary: When, context: Context) -> Row:
    """What a series still gives from `boundary` on, as a series of its own that is related to it (RFC 5545 3.8.4.5)."""
    limit, start = place(boundary, series), start_of(series)
    first = rules.first_from(series, boundary) if series.rrule else None
    begin = first if first is not None else aligned(boundary, start)
    ruled = series.rrule if first is not None else None
    rule = rules.continued(ruled, start, boundary) if ruled else "FREQ=DAILY;COUNT=1"
    times: dict[str, Any] = {"start": begin} if series.start is not None else {}
    end = getattr(series, "end", None)
    if end is not None:
        times["end"] = at_position(position(begin) + length(series), end)
    due = getattr(series, "due", None)
    if due is not None:
        times["due"] = stepped(due, wall(begin) - wall(start))
    return dataclasses.replace(
        series,
        id=context.new_id(),
        uid=context.new_id(),
        rrule=rule,
        rdates=tuple(d for d in series.rdates if place(d, series) >= limit and place(d, series) != position(begin)),
        exdates=tuple(d for d in series.exdates if place(d, series) >= limit),
        related_to=series.related_to or series.uid,
        sequence=0,
        **times,
    )
