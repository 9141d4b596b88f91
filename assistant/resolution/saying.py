"""Events and tasks in sentences: what there is, when, where, with whom, for how long."""

import itertools
from collections.abc import Callable, Hashable, Sequence
from datetime import timedelta

from assistant.phrasing import (
    and_more,
    join,
    say_count,
    say_date,
    say_distance,
    say_hours,
    say_row_length,
    say_span,
    say_when,
    say_when_short,
)
from assistant.resolution.context import Context
from assistant.sequences import Lazy
from assistant.timespan import elapsed, is_all_day, later, occupied
from models.rows import Event, Task, When
from models.timeline import finish

#: Rows that are named in a sentence; the rest is counted.
NAMED = 5


def say_what(rows: Sequence[Event | Task], context: Context) -> str:
    """What there is, with its time; a day that all of it is on is said once."""
    day = day_named(rows[0], context) if len(rows) > 1 else None
    if day is not None and all(day_named(row, context) == day for row in rows):
        return f"{day}: {and_more(Lazy(rows, lambda row: with_hours(row, context)), NAMED)}."
    if len(rows) == 1:
        return f"{rows[0].summary}, {say_when(rows[0], context.now, context.zone)}."
    named = Lazy(rows, lambda row: f"{row.summary} ({say_when_short(row, context.now, context.zone)})")
    return f"{and_more(named, NAMED)}."


def day_named(row: Event | Task, context: Context) -> str | None:
    """The day of a row that lies on one day."""
    time = occupied(row, context.zone)
    if time.start is None or (time.end is not None and time.end > later(time.start, timedelta(hours=25))):
        return None
    near = say_distance(time.start.date(), context.now.date())
    return say_date(time.start.date(), context.now.date()) + (f" ({near})" if near else "")


def with_hours(row: Event | Task, context: Context) -> str:
    """A row with its hours."""
    hours = say_span(row, context.zone)
    return f"{row.summary} {hours}" if hours else row.summary


def each(
    rows: Sequence[Event | Task], about: Callable[[Event | Task], Hashable], say: Callable[[Event | Task], str]
) -> str:
    """A sentence for each row, once for those with the same name of which it says the same, what it is `about`; what is cut is counted."""
    told: dict[Hashable, Event | Task] = {}
    for row in rows:
        told.setdefault((row.summary, about(row)), row)
    more = len(told) - NAMED
    sentences = [say(row) for row in itertools.islice(told.values(), NAMED)]
    return " ".join([*sentences, *([f"And {more} more."] if more > 0 else [])])


def hours(row: Event | Task) -> tuple[When | None, When | None]:
    """When a row begins and ends, or is due."""
    return row.start, finish(row)


def say_when_each(rows: Sequence[Event | Task], context: Context) -> str:
    """When each is."""
    return each(rows, hours, lambda row: f"{row.summary}: {say_when(row, context.now, context.zone)}.")


def say_where(rows: Sequence[Event | Task], context: Context) -> str:
    """Where each is; of a task without a place on which list."""
    lists = {c.id: c.name for c in context.queries.calendars()}

    def place(row: Event | Task) -> str:
        if row.location or isinstance(row, Event):
            return f"at {row.location}" if row.location else ""
        return f"on the {lists[row.calendar_id]} list"

    return each(
        rows,
        place,
        lambda row: f"{row.summary} is {at}." if (at := place(row)) else f"No place is noted for {row.summary}.",
    )


def say_who(rows: Sequence[Event | Task], context: Context) -> str:
    """Who comes to each."""
    return each(
        rows,
        lambda row: tuple(a.name for a in row.attendees),
        lambda row: (
            f"{row.summary}: {join([a.name for a in row.attendees])}."
            if row.attendees
            else f"Nobody is noted for {row.summary}."
        ),
    )


def say_how_long(rows: Sequence[Event | Task], context: Context) -> str:
    """How long each takes; of several the whole length first."""
    events = [row for row in rows if isinstance(row, Event)]
    total = f"{say_total(events, context)} in all. " if len(events) > 1 else ""
    return total + each(
        events,
        hours,
        lambda row: (
            f"{row.summary} takes {say_row_length(row, context.zone)}, {say_when(row, context.now, context.zone)}."
            if isinstance(row, Event)
            else ""
        ),
    )


def say_total(events: Sequence[Event], context: Context) -> str:
    """The lengths of events added up: hours of those that have an hour, days of the others."""
    days, hours = 0, timedelta()
    for event in events:
        time = occupied(event, context.zone)
        assert time.start is not None and time.end is not None
        if is_all_day(event.start):
            days += (time.end.date() - time.start.date()).days
        else:
            hours += elapsed(time.start, time.end)
    whole = say_count(days, "day") if days else ""
    return " and ".join(part for part in (whole, say_hours(hours) if hours or not days else "") if part)


SAYERS: dict[str, Callable[[Sequence[Event | Task], Context], str]] = {
    "what": say_what,
    "exists": say_what,
    "when": say_when_each,
    "where": say_where,
    "who": say_who,
    "how_long": say_how_long,
}
