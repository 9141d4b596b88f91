"""What to look out for before a plan is confirmed: overlaps, duplicate, past, early, late, people (policy 25)."""

import dataclasses
import heapq
import itertools
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from assistant.commands import Command, Selector
from assistant.phrasing import and_more, say_count, say_date, say_distance, say_time
from assistant.plan import Effect
from assistant.resolution.availability import is_busy
from assistant.resolution.context import Context
from assistant.resolution.matching import words_of
from assistant.resolution.task_selection import candidates
from assistant.resolution.windows import windows_for
from assistant.timespan import Timespan, elapsed, instant, is_all_day, later, occupied, start_of
from models.recurrence import by_rule
from models.rows import Calendar, Event, Row, Task, When
from models.timeline import MOST, aligned, at_position, position

EARLY, LATE = 6, 23
#: Dates of a new or moved series that are looked at, and overlaps of a row that are named.
DATES, NAMED = 4, 3
PEOPLE = "people:"


@dataclasses.dataclass(frozen=True)
class Touched:
    """What a plan changes: whole series by uid, and single things and occurrences."""

    series: frozenset[str]
    things: frozenset[tuple[str, object]]
    #: What earlier commands of the plan make, by uid: "and again on Monday" is no duplicate of that.
    made: frozenset[str]

    def holds(self, row: "Event | Task | Busy") -> bool:
        """The row as it stands goes or moves, so that nothing can be in its way."""
        return row.uid in self.series or (row.uid, row.recurrence_id) in self.things


@dataclasses.dataclass(frozen=True, slots=True)
class Busy:
    """A timed event that takes the time [start, end), aware and local."""

    summary: str
    uid: str
    recurrence_id: When | None
    start: datetime
    end: datetime


def warned(effects: Sequence[Effect], context: Context, earlier: Sequence[Effect] = ()) -> tuple[Effect, ...]:
    """The effects with their warnings; behind those of earlier commands of the plan."""
    context.index("event")  # lets go of the busy days, where a row changed since
    rows = [row for e in effects for row in (e.before, e.after) if isinstance(row, Event | Task)]
    touched = Touched(
        frozenset(row.uid for row in rows if row.is_series),
        frozenset((row.uid, row.recurrence_id) for row in rows),
        frozenset(e.after.uid for e in earlier if e.before is None and isinstance(e.after, Event | Task)),
    )
    return tuple(with_warnings(e, touched, context) for e in context.effort.each(effects))


def with_warnings(effect: Effect, touched: Touched, context: Context) -> Effect:
    """An effect with its warnings."""
    found = tuple(dict.fromkeys((*said(effect, context), *warnings_of(effect, touched, context))))
    return effect if found == effect.warnings else dataclasses.replace(effect, warnings=found)


def without_freed(effects: Sequence[Effect], context: Context) -> tuple[Effect, ...]:
    """The effects without overlaps with what a later command of the sentence takes away or moves."""
    gone = (e.before for e in effects if isinstance(e.before, Event) and (e.after is None or times_changed(e)))
    freed = {f"overlaps {row.summary}, {hours_of(occupied(row, context.zone))}" for row in gone if not row.is_series}
    return tuple(dataclasses.replace(e, warnings=tuple(w for w in e.warnings if w not in freed)) for e in effects)


def told(effects: Sequence[Effect]) -> tuple[str, ...]:
    """What to look out for in a whole plan, each thing once; all who are invited to any of it are one warning: "people: 4 invited (Ana …)"."""
    invited = [e for e in effects if any(w.startswith(PEOPLE) for w in e.warnings)]
    names = list(dict.fromkeys(name for e in invited for name in people_of(e.before) or people_of(e.after)))
    together = say_invited(names)
    return tuple(dict.fromkeys(together if w.startswith(PEOPLE) and names else w for e in effects for w in e.warnings))


def say_invited(names: Sequence[str]) -> str:
    """ "people: 2 invited (Ana Cole, Ben)", of many the first."""
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return f"{PEOPLE} {len(names)} invited ({', '.join(names[:NAMED])}{more})"


def tasks_left(commands: Sequence[Command], context: Context) -> tuple[str, ...]:
    """ "2 tasks stay: Ring Bo and Chase Jo": what stands at an hour of the time of which all events change (policy 9)."""
    said = (tasks_at(command, context) for command in commands if is_of_everything(command))
    left = list(dict.fromkeys(task.summary for tasks in said for task in tasks))
    stay = f"{say_count(len(left), 'task')} {'stays' if len(left) == 1 else 'stay'}"
    return (f"{stay}: {and_more(left, NAMED)}",) if left else ()


def is_of_everything(command: Command) -> bool:
    """ "push everything on Thursday back an hour": a change of all that is on then, by no name or kind."""
    selector = command.selector
    plain = Selector(whens=selector.whens, kind=selector.kind, number=selector.number, everything=selector.everything)
    whole = selector.whens and selector == plain and (selector.everything or selector.kind is None)
    return bool(whole) and command.object == "event" and command.operation in ("update", "delete")


def tasks_at(command: Command, context: Context) -> list[Event | Task]:
    """The open tasks that are due at an hour of a command's time, from now on."""
    window = next(iter(windows_for(command, context) or ()), None)
    if window is None:
        return []
    rows = (target.row for target in candidates(window, dataclasses.replace(command, object="task"), context))
    return [
        row for row in rows if isinstance(at := start_of(row), datetime) and instant(at, context.zone) > context.now
    ]


def hours_of(time: Timespan | Busy) -> str:
    """ "8:30–9:30"."""
    return f"{say_time(time.start)}–{say_time(time.end)}" if time.start and time.end else ""


def said(effect: Effect, context: Context) -> list[str]:
    """The warnings that an effect has already; the past one with its time."""
    start = start_of(effect.row)
    past = "past" if start is None else f"past: {say_past(instant(start, context.zone), context)}"
    return [past if warning == "past" else warning for warning in effect.warnings]


def say_past(at: datetime, context: Context) -> str:
    """ "yesterday", "3 days ago", "Mon 2 Feb"; of today the hour."""
    today = context.now.date()
    if at.date() == today:
        return f"today, {say_time(at)}"
    return say_distance(at.date(), today) or say_date(at.date(), today)


def warnings_of(effect: Effect, touched: Touched, context: Context) -> list[str]:
    """The warnings of one effect."""
    found = []
    if effect.before is not None and (met := people_of(effect.before) or people_of(effect.after)):
        found.append(say_invited(met))
    after = effect.after
    if isinstance(after, Event) and times_changed(effect):
        if not is_all_day(after.start):
            start = occupied(after, context.zone).start
            assert start is not None
            hour = say_time(start)
            found += [f"early: {hour}"] if start.hour < EARLY else [f"late: {hour}"] if start.hour >= LATE else []
            found += overlaps(after, overrides_of(after, effect), touched, context)
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


def overrides_of(row: Event, effect: Effect) -> list[Event]:
    """The overrides that go along with a series, as they will stand."""
    made = [write.after for write in effect.writes if isinstance(write.after, Event)]
    return [other for other in made if other.recurrence_id is not None and other.uid == row.uid and row.is_series]


def overlaps(row: Event, overrides: Sequence[Event], touched: Touched, context: Context) -> list[str]:
    """Other busy events at that time, in order; of a series on its first dates. Three are named, the others counted."""
    found = dict[tuple[str, str], str]()
    first, *others = list(dates_of(row, overrides, context)) or [occupied(row, context.zone)]
    for time in (first, *others):
        for other in busy_in(time, row, touched, context):
            hours = hours_of(other)
            day = "" if time is first else f" on {say_date(other.start.date(), context.now.date())}"
            found.setdefault((other.summary, hours), f"overlaps {other.summary}, {hours}{day}")
    named = list(found.values())
    more = len(named) - NAMED
    return [*named[:NAMED], *([f"overlaps: and {more} more"] if more > 0 else [])]


def busy_in(time: Timespan, row: Event, touched: Touched, context: Context) -> Iterator[Busy]:
    """Timed events that take some of a time, but for the row itself and what the plan moves away."""
    if time.start is None or time.end is None or time.start >= time.end:
        return
    first, last = time.start.date(), (time.end - timedelta(microseconds=1)).date()
    for day in (first + timedelta(days=n) for n in range((last - first).days + 1)):
        for other in context.indexes.busy_on(day, lambda day=day: busy_on(day, context)):  # type: ignore[misc]
            begun = day > first and other.start.date() < day  # what began on a day before was met there
            if begun or not (other.start < time.end and time.start < other.end):
                continue
            own = other.uid == row.uid and (row.is_series or other.recurrence_id == row.recurrence_id)
            if not own and not touched.holds(other):
                yield other


def busy_on(day: date, context: Context) -> Iterator[Busy]:
    """The timed events that take some of a local day."""
    start = datetime.combine(day, datetime.min.time(), context.zone)
    end = datetime.combine(day + timedelta(days=1), datetime.min.time(), context.zone)
    for found in context.queries.event_occurrences(start, end):
        row, at = found.row, occupied(found.row, context.zone)
        if is_busy(found) and at.start and at.end:
            yield Busy(row.summary, row.uid, row.recurrence_id, at.start, at.end)


def dates_of(row: Event, overrides: Sequence[Event], context: Context) -> Iterator[Timespan]:
    """The time that a row takes; of a series those of its first dates that lie ahead, each as its override has it."""
    time, start = occupied(row, context.zone), row.start
    if not row.is_series or start is None:
        yield time
        return
    assert time.start is not None and time.end is not None
    length = elapsed(time.start, time.end)
    least = max(position(start), position(aligned(context.now, start)))
    named = by_rule(row.rrule, start, least, MOST) if row.rrule else iter(())
    extra = sorted(position(aligned(when, start)) for when in row.rdates)
    replaced = (o.recurrence_id for o in overrides if o.recurrence_id is not None)
    gone = {position(aligned(when, start)) for when in (*row.exdates, *replaced)}
    places = (place for place in heapq.merge(named, extra) if place not in gone and place >= least)
    ruled = (instant(at_position(place, start), context.zone) for place in places)
    own = [occupied(o, context.zone) for o in overrides if not is_all_day(o.start)]
    moved = sorted((t.start, t.end) for t in own if t.start and t.end and t.start >= context.now)
    for begin, end in itertools.islice(heapq.merge(((at, later(at, length)) for at in ruled), moved), DATES):
        yield Timespan(begin, end)


def duplicate(row: Event, touched: Touched, context: Context) -> list[str]:
    """The same name on the same day already."""
    time = occupied(row, context.zone)
    assert time.start is not None
    day = time.start.replace(hour=0, minute=0)
    others = context.queries.event_occurrences(day, day.replace(hour=23, minute=59))
    alike = [o.row for o in others if words_of(o.stored.summary) == words_of(row.summary)]
    same = [o for o in alike if not (touched.holds(o) or (o.uid in touched.made and o.start != row.start))]
    return [f"duplicate: {row.summary} is there on {say_date(time.start.date())} already"] if same else []


def duplicate_task(row: Task, touched: Touched, context: Context) -> list[str]:
    """The same open task in the same list already."""
    listed = (n for n in context.queries.names("task") if n.calendar_id == row.calendar_id)
    same = [n.id for n in listed if words_of(n.summary) == words_of(row.summary)]
    tasks = context.queries.tasks(same) if same else ()
    there = any(t.is_open and not (touched.holds(t) or (t.uid in touched.made and t.due != row.due)) for t in tasks)
    return [f"duplicate: {row.summary} is on the list already"] if there else []
