"""Events and tasks in sentences: what there is, when, where, with whom, for how long."""

import itertools
import re
from collections.abc import Callable, Hashable, Mapping, Sequence
from datetime import date, timedelta
from types import MappingProxyType

from assistant.commands import Command, Status
from assistant.lazy import Lazy
from assistant.nouns import looks_plural, singular
from assistant.phrasing import (
    and_more,
    join,
    say_count,
    say_date,
    say_day,
    say_distance,
    say_hours,
    say_many,
    say_phrase,
    say_row_length,
    say_span,
    say_when,
    say_when_short,
)
from assistant.plan import Answer
from assistant.recurrence_words import say_rhythm
from assistant.resolution.context import Context
from assistant.temporal.values import Purpose
from assistant.timespan import elapsed, is_all_day, later, occupied
from models.occurrence import Occurrence
from models.rows import Event, Task, When
from models.timeline import finish

#: Rows that are named in a sentence; the rest is counted.
NAMED = 5
NO_RHYTHMS: Mapping[str, str] = MappingProxyType({})
#: "Lunch with | Ana |", "1:1 | Priya |", "Meet | Joe and Kim |".
WITH_WHOM = re.compile(
    r"(?:\b(?:[Ww]ith|[Mm]eet)|1:1)\s+(?:(?:the|my)\s+)?([^\W\da-z_][\w'’-]*(?:\s+(?:(?:and|&)\s+)?[^\W\da-z_][\w'’-]*)*)"
)


def say_what(rows: Sequence[Event | Task], context: Context, rhythms: Mapping[str, str] = NO_RHYTHMS) -> str:
    """What there is, with its time; a day that all of it is on is said once. `rhythms`: how often what is shown once comes, by its uid."""

    def often(row: Event | Task) -> str:
        return f", {rhythms[row.uid]}" if row.uid in rhythms else ""

    day = day_named(rows[0], context) if len(rows) > 1 and not rhythms else None
    if day is not None and all(day_named(row, context) == day for row in rows):
        return f"{day}: {and_more(Lazy(rows, lambda row: with_hours(row, context)), NAMED)}."
    if len(rows) == 1:
        return f"{rows[0].summary}, {say_when(rows[0], context.now, context.zone)}{often(rows[0])}."
    named = Lazy(rows, lambda row: f"{row.summary} ({say_when_short(row, context.now, context.zone)}{often(row)})")
    return f"{and_more(named, NAMED)}."


def rhythms_of(command: Command, occurrences: Sequence[Occurrence]) -> Mapping[str, str]:
    """How often each series comes of which a list without a time shows but the next one: "everything with Chris"."""
    selector = command.selector
    told = selector.whens or selector.past or selector.referent or selector.picked or selector.ordinal
    singled = selector.names or selector.attendees or selector.places or selector.kind not in (None, "event")
    once = len({o.row.uid for o in occurrences}) == len(occurrences)
    if told or selector.takes_place or command.asks != "what" or not (singled and once):
        return NO_RHYTHMS
    series = (o.series for o in occurrences if o.series is not None)
    return {row.uid: often for row in series if (often := say_rhythm(row.rrule or ""))}


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
    """When each is, or was done."""
    return each(
        rows, hours, lambda row: f"{row.summary}: {say_done(row, context) or say_when(row, context.now, context.zone)}."
    )


def say_done(row: Event | Task, context: Context) -> str:
    """ "done Sat 24 Oct": when a task was ticked off; empty where it wasn't, or nobody knows when."""
    if not isinstance(row, Task) or row.is_open or row.completed is None:
        return ""
    return f"done {say_date(row.completed.astimezone(context.zone).date(), context.now.date())}"


def say_where(rows: Sequence[Event | Task], context: Context) -> str:
    """Where each is; of a task without a place on which list."""
    lists = {c.id: c.name for c in context.queries.calendars()}

    def place(row: Event | Task) -> str:
        if row.location or isinstance(row, Event):
            return f"is at {row.location}" if row.location else ""
        return f"is on the {lists[row.calendar_id]} list"

    return noted(rows, place, "{} {}.", "No place is noted for {}.", context)


def people_of(row: Event | Task) -> str:
    """Who comes to it: who is noted, else whom its name says: Ana of "Lunch with Ana", Priya of "1:1 Priya"."""
    named = None if row.attendees else WITH_WHOM.search(row.summary)
    return named[1] if named else join([a.name for a in row.attendees])


def say_who(rows: Sequence[Event | Task], context: Context) -> str:
    """Who comes to each."""
    return noted(rows, people_of, "{}: {}.", "Nobody is noted for {}.", context)


def noted(
    rows: Sequence[Event | Task], about: Callable[[Event | Task], str], said: str, missing: str, context: Context
) -> str:
    """What is noted of each row, then in one sentence of which nothing is; those of one name that differ in it are told apart by their day."""
    known: dict[str, set[str]] = {}
    for row in rows:
        known.setdefault(row.summary, set()).add(about(row))

    def title(row: Event | Task) -> str:
        return row.summary if len(known[row.summary]) == 1 else f"{row.summary} on {say_day(row, context.zone)}"

    told = each([row for row in rows if about(row)], about, lambda row: said.format(title(row), about(row)))
    bare = list(dict.fromkeys(title(row) for row in rows if not about(row)))
    return " ".join([*([told] if told else []), *([missing.format(and_more(bare, NAMED))] if bare else [])])


def say_how_long(rows: Sequence[Event | Task], context: Context) -> str:
    """How long it takes; of several the whole length, then that of all of each name."""
    events = [row for row in rows if isinstance(row, Event)]
    if not events:
        return f"No length is noted for {and_more(Lazy(rows, lambda row: row.summary), NAMED)}."
    if len(events) == 1:
        row = events[0]
        return f"{row.summary} takes {say_row_length(row, context.zone)}, {say_when(row, context.now, context.zone)}."
    named = dict[str, list[Event]]()
    for row in events:
        named.setdefault(row.summary, []).append(row)
    if len(named) == 1:
        lengths = {say_row_length(row, context.zone) for row in events}
        one = f" takes {lengths.pop()} each time" if len(lengths) == 1 else ""
        return f"{events[0].summary}{one or ' takes'}{', ' if one else ' '}{say_total(events, context)} in all."
    each_name = [f"{name} ({say_total(same, context)})" for name, same in named.items()]
    return f"{say_total(events, context)} in all: {and_more(each_name, NAMED)}."


def say_total(events: Sequence[Event], context: Context) -> str:
    """The lengths of events added up: hours of those that have an hour, the days that the others take."""
    days, hours = set[date](), timedelta()
    for event in events:
        time = occupied(event, context.zone)
        assert time.start is not None and time.end is not None
        if is_all_day(event.start):
            days |= {time.start.date() + timedelta(n) for n in range((time.end.date() - time.start.date()).days)}
        else:
            hours += elapsed(time.start, time.end)
    whole = say_count(len(days), "day") if days else ""
    return " and ".join(part for part in (whole, say_hours(hours) if hours or not days else "") if part)


SAYERS: dict[str, Callable[[Sequence[Event | Task], Context], str]] = {
    "what": say_what,
    "exists": say_what,
    "when": say_when_each,
    "where": say_where,
    "who": say_who,
    "how_long": say_how_long,
}


#: How many times something is: "how many times is the vet coming" asks for no people, as "how many are coming" does.
HOW_OFTEN = r"\bhow (?:many (?:more )?(?:times|days|mornings|afternoons|evenings|nights|weeks)|often)\b"
PEOPLE = re.compile(
    rf"^(?!.*{HOW_OFTEN}).*\b(?:people|persons?|guests|attend(?:ees|ing)|invited|participants|coming)\b", re.I | re.S
)


def nothing_of(command: Command) -> str:
    """What there is none of: "nothing", "no meetings with Ben"."""
    selector = command.selector
    kind = f"no {say_many(selector.kind)}" if selector.kind not in (None, "event") else "nothing"
    home = f" in {selector.list_name}" if selector.list_name and not selector.names else ""
    return f"{kind}{home}{with_whom_and_where(command)}"


def with_whom_and_where(command: Command) -> str:
    """The people and places of the question, to be repeated in the answer."""
    selector = command.selector
    whom = " or ".join(selector.attendees) if selector.either else join(list(selector.attendees))
    people = f" with {whom}" if whom else ""
    inside = selector.places and re.search(rf"\bin (?:the )?{re.escape(selector.places[0])}", command.text, re.I)
    return people + (f" {'in' if inside else 'at'} {join(list(selector.places))}" if selector.places else "")


def how_many(command: Command, rows: Sequence[Event | Task], context: Context) -> Answer:
    """A count of things, or of the people who come to the one found; of a season with its days, which not everybody counts alike."""
    if rows and PEOPLE.search(command.text):
        row = rows[0]
        count = len(row.attendees)
        return Answer(f"{count} other {'person' if count == 1 else 'people'} at {row.summary}.", (row,), count)
    counted = counted_words(command, len(rows))
    said = context.read_time(" ".join(command.selector.whens), Purpose.SELECT)
    if said is not None and said.grain == "season" and said.start and said.end:
        counted += f" ({say_date(said.start.date())} to {say_date(said.end.date() - timedelta(days=1))})"
    return Answer(f"{counted if rows else counted.replace('0 ', 'No ', 1)}.", rows, len(rows))


def counted_words(command: Command, count: int) -> str:
    """A count of the things asked about, with their name and time."""
    noun = "task" if command.object == "task" else command.selector.kind or "event"
    names = command.selector.names
    many = names[0] if len(names) == 1 and looks_plural(names[0]) else ""
    if many and command.selector.kind:  # "10 kids events"
        counted = say_count(count, f"{many} {noun}")
    elif many:  # "2 piano lessons"
        *before, last = many.split()
        counted = f"{count} {many if count != 1 else ' '.join([*before, singular(last)])}"
    else:
        state = {Status.OVERDUE: "overdue ", Status.DONE: "done "}.get(command.selector.status or Status.OPEN, "")
        counted = f"{say_count(count, state + noun)}{f' named {join(list(names))}' if names else ''}"
    return f"{counted}{with_whom_and_where(command)}{said_time(command)}"


def said_time(command: Command) -> str:
    """The time words of the question, to be repeated in the answer."""
    return "".join(f" {say_phrase(words)}" for words in command.selector.whens)
