"""Where a series begins once its rule is said anew: in its own week, from the day said on, on the first date that the rule names."""

import dataclasses
import itertools
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from assistant.commands import Command
from assistant.resolution import rules, series
from assistant.resolution.context import Context
from assistant.temporal.carried import NTH
from assistant.temporal.values import Purpose, Setting
from assistant.timespan import stepped, wall
from models.recurrence import by_rule, parts, starts
from models.rows import Event, Task
from models.timeline import anchor, at_position, position

WEEK, MONTH, YEAR = timedelta(weeks=1), timedelta(days=31), timedelta(days=366)
#: So many times of a series are looked at for a day that is said.
MOST_TIMES = 400
Row = Event | Task


def since_then(row: Row, command: Command, context: Context) -> Row:
    """ "from January choir is on Mondays": the row as if it began on that day, so that no week is left out; every second week, and where times
    after that day were left out already, in the week of the first that there is."""
    start, selector = anchor(row), command.selector
    said = context.read_time(" ".join(selector.whens), Purpose.SELECT) if selector.whens else None
    if said is None or said.start is None or start is None:
        return from_first(row)
    step = said.start.date() - wall(start).date()
    period = MONTH if "FREQ=MONTHLY" in (row.rrule or "") else WEEK
    if "INTERVAL" in parts(row.rrule or "") or step <= -period:
        step = max(step, -timedelta(days=(wall(start).weekday() - context.first_weekday) % 7))
    return from_first(stepped_row(row, step) if -period < step < timedelta() else row)


def from_own_week(before: Row, after: Row, context: Context) -> Row:
    """A series with a new rule, beginning in the week in which it began: what it was before stays behind it. One that has not begun does
    so if that day lies ahead, else on the next that its rule names (policy 15); a reminder in the week up to its first day, "Sunday night
    would be better" of what was to come on Monday."""
    start = anchor(after)
    assert start is not None
    day = wall(start).date()
    steps = series.steps_by_weekday(before, after, context)
    if day < context.now.date() and steps is not None:
        return from_moved_dates(before, after, steps)
    if day < context.now.date() or "FREQ=WEEKLY" not in (after.rrule or ""):
        return from_first(after)
    earlier = timedelta(days=6 if isinstance(after, Task) else (day.weekday() - context.first_weekday) % 7)
    begun = anchor(made := from_first(stepped_row(after, -earlier)))
    return made if begun is not None and wall(begun).date() > context.now.date() else from_first(after)


def from_moved_dates(before: Row, after: Row, steps: Mapping[int, timedelta]) -> Row:
    """A series with a new rule, beginning with the first of the dates of its first week, each moved by the step of its weekday."""
    start = series.start_of(after)
    week = by_rule(before.rrule or "", start, position(start), position(start) + round(WEEK.total_seconds()) - 1)
    held = [wall(at_position(place, start)) for place in week] or [wall(start)]
    first = min(at + steps.get(at.weekday(), timedelta()) for at in held)
    return from_first(stepped_row(after, first - wall(start)))


def from_first(row: Row) -> Row:
    """The series beginning on the first date that its rule names."""
    start = anchor(row)
    assert start is not None
    first = rules.first_from(row, start)
    if first is None or wall(first) == wall(start):
        return row
    return stepped_row(row, wall(first) - wall(start))


def stepped_row(row: Row, step: timedelta) -> Row:
    """A row with its times moved by a step on the wall clock."""
    present = {name: getattr(row, name, None) for name in ("start", "end", "due")}
    times: dict[str, Any] = {name: stepped(when, step) for name, when in present.items() if when is not None}
    return dataclasses.replace(row, **times)


def its_own(phrase: str, made: Event, setting: Setting) -> date | None:
    """ "the 30th" as the first such day of a series, which may not have one this month."""
    said = NTH.fullmatch(phrase)
    if said is None or made.start is None:
        return None
    first = position(made.start)
    places = itertools.islice(starts(made, first, position(stepped(made.start, YEAR))), MOST_TIMES)
    days = (wall(at_position(place, made.start)).date() for place in places)
    return next((day for day in days if day.day == int(said[1]) and day >= setting.now.date()), None)
