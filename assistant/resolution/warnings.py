"""What to look out for before a plan is confirmed: overlaps, duplicate, past, early, late, people (policy 25)."""

import dataclasses
import heapq
import itertools
from collections.abc import Iterator, Sequence
from datetime import datetime

from assistant.phrasing import say_date, say_distance, say_time
from assistant.plan import Effect
from assistant.resolution.context import Context
from assistant.resolution.matching import words_of
from assistant.timespan import Timespan, elapsed, instant, is_all_day, later, occupied, start_of
from models.occurrence import Occurrence
from models.recurrence import by_rule
from models.rows import Calendar, Event, Row, Task
from models.timeline import MOST, aligned, at_position, position

EARLY, LATE = 6, 23
#: Dates of a new or moved series that are looked at, and overlaps of a row that are named.
DATES, NAMED = 4, 3


@dataclasses.dataclass(frozen=True)
class Touched:
    """What a plan changes: whole series by uid, and single things and occurrences."""

    series: frozenset[str]
    things: frozenset[tuple[str, object]]

    def holds(self, row: Event | Task) -> bool:
        """The row as it stands goes or moves, so that nothing can be in its way."""
        return row.uid in self.series or (row.uid, row.recurrence_id) in self.things


def warned(effects: Sequence[Effect], context: Context) -> tuple[Effect, ...]:
    """The effects with their warnings."""
    rows = [row for e in effects for row in (e.before, e.after) if isinstance(row, Event | Task)]
    touched = Touched(
        frozenset(row.uid for row in rows if row.is_series), frozenset((row.uid, row.recurrence_id) for row in rows)
    )
    return tuple(
        dataclasses.replace(e, warnings=tuple(dict.fromkeys((*said(e, context), *warnings_of(e, touched, context)))))
        for e in effects
    )


def said(effect: Effect, context: Context) -> Iterator[str]:
    """The warnings that an effect has already; the past one with its time."""
    start = None if isinstance(effect.row, Calendar) else start_of(effect.row)
    for warning in effect.warnings:
        yield (
            warning
            if warning != "past" or start is None
            else f"past: {say_past(instant(start, context.zone), context)}"
        )


def say_past(at: datetime, context: Context) -> str:
    """ "yesterday", "3 days ago", "Mon 2 Feb"; of today the hour."""
    today = context.now.date()
    if at.date() == today:
        return f"today, {say_time(at)}"
    return say_distance(at.date(), today) or say_date(at.date(), today)


def warnings_of(effect: Effect, touched: Touched, context: Context) -> list[str]:
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
            hour = say_time(start)
            found += [f"early: {hour}"] if start.hour < EARLY else [f"late: {hour}"] if start.hour >= LATE else []
            found += overlaps(after, touched, context)
        if effect.before is None:
            found += duplicate(after, touched, context)
    if isinstance(after, Task) and effect.before is None:
        found += duplicate_task(after, touched, context)
    return found


def people_of(row: Row | None) -> list[str]:
    """Names of those invited."""
    return [] if row is None or isinstance(row, Calendar) else [a.name for a in row.attendees]


def times_changed(effect: Effect) -> bool:
    """New, or at another time than before, on other days too; a series that only ends earlier is at no new time."""
    before, after = effect.before, effect.after
    if not isinstance(before, Event) or not isinstance(after, Event):
        return before is None
    return (before.start, before.end, days_said(before)) != (after.start, after.end, days_said(after))


def days_said(row: Event) -> list[str]:
    """The parts of a rule that say on which days it comes."""
    return [part for part in (row.rrule or "").split(";") if not part.startswith(("UNTIL", "COUNT"))]


def overlaps(row: Event, touched: Touched, context: Context) -> list[str]:
    """Other busy events at that time, in order; of a series on its first dates. Three are named, the others counted."""
    found = dict[tuple[str, str], str]()
    first, *others = list(dates_of(row, context)) or [occupied(row, context.zone)]
    for time in (first, *others):
        for other in busy_in(time, row, touched, context):
            at = occupied(other.row, context.zone)
            assert at.start is not None and at.end is not None
            hours = f"{say_time(at.start)}–{say_time(at.end)}"
            day = "" if time is first else f" on {say_date(at.start.date(), context.now.date())}"
            found.setdefault((other.row.summary, hours), f"overlaps {other.row.summary}, {hours}{day}")
    named = list(found.values())
    more = len(named) - NAMED
    return [*named[:NAMED], *([f"overlaps: and {more} more"] if more > 0 else [])]


def busy_in(time: Timespan, row: Event, touched: Touched, context: Context) -> Iterator[Occurrence]:
    """Timed events that take some of a time, but for the row itself and what the plan moves away."""
    for other in context.queries.event_occurrences(time.start, time.end):
        own = other.row.uid == row.uid and (row.is_series or other.row.recurrence_id == row.recurrence_id)
        if own or touched.holds(other.row) or is_all_day(other.row.start) or other.row.status == "CANCELLED":
            continue
        if getattr(other.row, "transparency", None) == "TRANSPARENT":
            continue
        at = occupied(other.row, context.zone)
        if at.start and at.end and time.start and time.end and at.start < time.end and time.start < at.end:
            yield other


def dates_of(row: Event, context: Context) -> Iterator[Timespan]:
    """The time that a row takes; of a series those of its first dates that lie ahead."""
    time, start = occupied(row, context.zone), row.start
    if not row.is_series or start is None:
        yield time
        return
    assert time.start is not None and time.end is not None
    length = elapsed(time.start, time.end)
    least = max(position(start), position(aligned(context.now, start)))
    named = by_rule(row.rrule, start, least, MOST) if row.rrule else iter(())
    extra = sorted(position(aligned(when, start)) for when in row.rdates)
    gone = {position(aligned(when, start)) for when in row.exdates}
    places = (place for place in heapq.merge(named, extra) if place not in gone and place >= least)
    for place in itertools.islice(places, DATES):
        begin = instant(at_position(place, start), context.zone)
        yield Timespan(begin, later(begin, length))


def duplicate(row: Event, touched: Touched, context: Context) -> list[str]:
    """The same name on the same day already."""
    time = occupied(row, context.zone)
    assert time.start is not None
    day = time.start.replace(hour=0, minute=0)
    others = context.queries.event_occurrences(day, day.replace(hour=23, minute=59))
    same = [o for o in others if words_of(o.row.summary) == words_of(row.summary) and not touched.holds(o.row)]
    return [f"duplicate: {row.summary} is there on {say_date(time.start.date())} already"] if same else []


def duplicate_task(row: Task, touched: Touched, context: Context) -> list[str]:
    """The same open task in the same list already."""
    same = [
        n
        for n in context.queries.names("task")
        if n.calendar_id == row.calendar_id and words_of(n.summary) == words_of(row.summary)
    ]
    tasks = context.queries.tasks([n.id for n in same]) if same else ()
    there = any(t.is_open and not touched.holds(t) for t in tasks)
    return [f"duplicate: {row.summary} is on the list already"] if there else []
