"""A read command → its answer: a sentence in plain words, and the rows (policies 2, 12, 23). Nothing changes."""

import dataclasses
import itertools
import re
from collections.abc import Callable, Sequence
from datetime import timedelta

from assistant.commands import Command, Number, Referent, Status
from assistant.phrasing import (
    and_more,
    join,
    say_count,
    say_date,
    say_distance,
    say_hours,
    say_length,
    say_phrase,
    say_row_length,
    say_span,
    say_when,
    say_when_short,
)
from assistant.plan import Answer, Clarification
from assistant.resolution.asking import nothing_found
from assistant.resolution.availability import answer_free
from assistant.resolution.clashes import asks_for_clashes, clashing
from assistant.resolution.context import Context, Target
from assistant.resolution.explanation import elsewhen
from assistant.resolution.matching import content, holds, words_of
from assistant.resolution.reference import referred
from assistant.resolution.selection import Found, distinct, find_events, find_list
from assistant.resolution.task_selection import find_tasks, occurrences_due
from assistant.sequences import Lazy
from assistant.timespan import elapsed, is_all_day, later, occupied
from models.occurrence import Occurrence
from models.rows import Calendar, Event, Task

#: Rows that are named in a sentence; the rest is counted.
NAMED = 5
PEOPLE = re.compile(r"\b(?:people|persons?|guests|attend(?:ees|ing)|invited|participants|coming)\b", re.I)
UNTIL = re.compile(r"\b(?:until|till|til|before|away|left to)\b", re.I)
BEGINNING = re.compile(r"\b(?:begin|start)(?:s|ning|ing)?\s+(?:with|in|by)\b", re.I)
ABOUT_ONE = ("when", "where", "who", "how_long")
#: Of these the first rows are an answer by themselves: "At least 24 meetings".
COUNTABLE = (None, "what", "how_many")


def answer(command: Command, context: Context) -> Answer | Clarification:
    """What a read command asks."""
    if command.object == "list":
        return answer_lists(command, context)
    if command.object == "task":
        return answer_tasks(command, context)
    if command.asks == "free":
        return answer_free(command, context)
    return answer_events(command, context)


def answer_events(command: Command, context: Context) -> Answer | Clarification:
    """Events asked about: what, when, where, who, how many, how long, whether."""
    selector = command.selector
    if not may_be_cut(command):
        context = dataclasses.replace(context, effort=context.effort.whole())
    if (
        context.focus
        and selector.is_empty
        and (selector.referent is Referent.IT or command.asks in ABOUT_ONE or PEOPLE.search(command.text))
    ):
        targets = referred(
            dataclasses.replace(command, selector=dataclasses.replace(selector, referent=Referent.THEM)), context
        )
        occurrences = [Occurrence(t.row, t.series) for t in targets] if isinstance(targets, tuple) else []
        return spoken(command, occurrences, context)
    found = find_events(command, context)
    if isinstance(found, Clarification):
        return found
    occurrences = numbered(command, found, context)
    if not occurrences and selector.names and command.asks != "how_many":
        tasks = find_tasks(command, context)  # "when is the rent due" may be a task
        if not isinstance(tasks, Clarification) and tasks[0]:
            return answer_tasks(command, context)
        return absent(command, context)
    if asks_for_clashes(command):
        occurrences = clashing(command, occurrences, context)
        if not occurrences and command.asks != "how_many":
            return Answer(f"No, nothing overlaps{said_time(command)}.")
    return spoken(command, occurrences, context)


def may_be_cut(command: Command) -> bool:
    """Whether a count of the first rows answers what is asked; neither one of them by its number, nor a wait, nor people."""
    counts_others = command.asks == "how_many" and (UNTIL.search(command.text) or PEOPLE.search(command.text))
    if asks_for_clashes(command):
        return False
    return command.asks in COUNTABLE and not command.selector.ordinal and not counts_others


def absent(command: Command, context: Context) -> Answer | Clarification:
    """Nothing of that name then: the next time of it is said; "No" where it was asked whether, else near names are offered."""
    other = elsewhen(command, context)
    if command.asks == "exists":
        no = f"No, I find no {join(list(command.selector.names))}{said_time(command)}."
        return Answer(f"No: {other.question.text[0].lower()}{other.question.text[1:]}" if other else no)
    return other or nothing_found(command, context)


def numbered(command: Command, found: Found, context: Context) -> list[Occurrence]:
    """The occurrences that number words leave; a question about one thing of a series is about its next (or last) time."""
    selector, occurrences = command.selector, list(found.occurrences)

    def timed(occurrence: Occurrence) -> bool:
        # "my next" thing is none that lasts all day, unless it is named
        return bool(selector.names) or not is_all_day(occurrence.row.start)

    def ahead(occurrence: Occurrence) -> bool:
        return (occupied(occurrence.row, context.zone).start or context.now) >= context.now

    if selector.ordinal:
        return occurrences[selector.ordinal - 1 : selector.ordinal]
    if selector.number in (Number.NEXT, Number.FIRST):
        return first_of(occurrences, (lambda o: timed(o) and ahead(o), timed, ahead), selector.count or 1)
    if selector.number is Number.LAST:
        return first_of(occurrences[::-1], (timed,), selector.count or 1)[::-1]
    singled = selector.names or selector.attendees or selector.places or selector.kind not in (None, "event")
    if found.window is None and (command.asks in ABOUT_ONE or (singled and command.asks != "how_many")):
        if selector.past:
            return occurrences[-1:]
        return distinct(occurrences)
    return occurrences


def first_of(
    things: Sequence[Occurrence], tests: Sequence[Callable[[Occurrence], bool]], count: int
) -> list[Occurrence]:
    """The first ones that pass the first test that any passes; without such a test the first ones. Of thousands only those are looked at."""
    for test in tests:
        if found := list(itertools.islice(filter(test, things), count)):
            return found
    return list(things[:count])


def spoken(command: Command, occurrences: Sequence[Occurrence], context: Context) -> Answer:
    """The sentence for what was found."""
    rows = Lazy(occurrences, lambda o: o.row)
    if context.effort.is_cut:
        return Answer(f"At least {counted_words(command, len(rows))}.", rows)
    if rows and command.asks in ("how_long", "how_many") and UNTIL.search(command.text):
        return Answer(" ".join(say_wait(row, context) for row in rows[:NAMED]), rows)
    if command.asks == "how_many":
        return how_many(command, rows)
    if not rows:
        return Answer(
            f"No, nothing{said_time(command)}." if command.asks == "exists" else f"Nothing{said_time(command)}."
        )
    say = SAYERS.get(command.asks or "what", say_what)
    text = say(rows, context)
    return Answer(f"Yes: {text}" if command.asks == "exists" else text, rows)


def say_wait(row: Event | Task, context: Context) -> str:
    """How long it is until a thing: in days, on the day itself in hours."""
    start = occupied(row, context.zone).start
    if start is None:
        return f"No date is noted for {row.summary}."
    days = (start.date() - context.now.date()).days
    wait = say_count(days, "day") if days or is_all_day(row.start) else say_length(elapsed(context.now, start))
    return f"{wait} until {row.summary}, {say_when_short(row, context.now, context.zone)}."


def how_many(command: Command, rows: Sequence[Event | Task]) -> Answer:
    """A count of things, or of the people who come to the one found."""
    if rows and PEOPLE.search(command.text):
        row = rows[0]
        return Answer(
            f"{say_count(len(row.attendees), 'other person')} at {row.summary}.".replace("persons", "people"),
            (row,),
            len(row.attendees),
        )
    return Answer(f"{counted_words(command, len(rows))}.", rows, len(rows))


def counted_words(command: Command, count: int) -> str:
    """A count of the things asked about, with their name and time."""
    kind = {"meeting": "meeting", "call": "call", "birthday": "birthday", "task": "task"}.get(
        command.selector.kind or "", "event"
    )
    noun = "task" if command.object == "task" else kind
    named = f" named {join(list(command.selector.names))}" if command.selector.names else ""
    return f"{say_count(count, noun)}{named}{said_time(command)}"


def said_time(command: Command) -> str:
    """The time words of the question, to be repeated in the answer."""
    return "".join(f" {say_phrase(words)}" for words in command.selector.whens)


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


def each(rows: Sequence[Event | Task], say: Callable[[Event | Task], str]) -> str:
    """A sentence for each row, the same one once; what is cut is counted."""
    sentences = list(dict.fromkeys(say(row) for row in rows))
    more = len(sentences) - NAMED
    return " ".join([*sentences[:NAMED], *([f"And {more} more."] if more > 0 else [])])


def say_when_each(rows: Sequence[Event | Task], context: Context) -> str:
    """When each is."""
    return each(rows, lambda row: f"{row.summary}: {say_when(row, context.now, context.zone)}.")


def say_where(rows: Sequence[Event | Task], context: Context) -> str:
    """Where each is."""
    return each(
        rows,
        lambda row: f"{row.summary} is at {row.location}." if row.location else f"No place is noted for {row.summary}.",
    )


def say_who(rows: Sequence[Event | Task], context: Context) -> str:
    """Who comes to each."""
    return each(
        rows,
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


def answer_tasks(command: Command, context: Context) -> Answer | Clarification:
    """Tasks asked about: by list, state, time, name."""
    found = find_tasks(command, context)
    if isinstance(found, Clarification):
        return found
    targets, window = found
    targets = list(occurrences_due(targets, context)) if window is None else targets
    selector = command.selector
    if selector.number in (Number.NEXT, Number.FIRST) and not selector.ordinal:
        dated = [t for t in targets if (at := occupied(t.row, context.zone).start) is not None and at >= context.now]
        targets = (dated or targets)[: selector.count or 1]
    elif selector.number is Number.LAST:
        targets = targets[-(selector.count or 1) :]
    elif selector.ordinal:
        targets = targets[selector.ordinal - 1 : selector.ordinal]
    return tasks_spoken(command, targets, context)


def tasks_spoken(command: Command, targets: Sequence[Target], context: Context) -> Answer:
    """The sentence for the tasks found."""
    rows = [t.row for t in targets]
    if command.asks == "how_many":
        return how_many(command, rows)
    place = f" on the {command.selector.list_name} list" if command.selector.list_name else ""
    state = {Status.OVERDUE: " overdue", Status.DONE: " done"}.get(command.selector.status or Status.OPEN, "")
    if not rows:
        named = f" {join(list(command.selector.names))}" if command.selector.names else ""
        nothing = (
            f"no{named}{state}{place}{said_time(command)}." if named else f"nothing{state}{place}{said_time(command)}."
        )
        return Answer(f"No, {nothing}" if command.asks == "exists" else nothing[0].upper() + nothing[1:])
    if command.asks in ("when", "where", "who"):
        return Answer(SAYERS[command.asks](rows, context), tuple(rows))
    named_rows = [row.summary + (f" ({due})" if (due := due_said(row, context)) else "") for row in rows]
    text = f"{and_more(named_rows, NAMED)}."
    return Answer(f"Yes: {text}" if command.asks == "exists" else text, tuple(rows))


def due_said(row: Event | Task, context: Context) -> str:
    """When a task is due, in words; empty where it is not."""
    start = occupied(row, context.zone).start
    if start is None:
        return ""
    day = say_date(start.date(), context.now.date())
    late = start < (
        context.midnight if is_all_day(getattr(row, "due", None) or row.start) else context.now - timedelta(0)
    )
    return f"was due {day}" if late else f"due {say_when_short(row, context.now, context.zone)}"


def answer_lists(command: Command, context: Context) -> Answer:
    """Which lists and calendars there are: all, or those of a name."""
    calendars = context.queries.calendars()
    name = command.selector.list_name or next(iter(command.selector.names), None)
    if re.search(r"\bcalendars?\b", command.text, re.I) and not re.search(r"\blists?\b", command.text, re.I):
        calendars = tuple(c for c in calendars if c.kind == "event")
    elif command.asks != "exists":
        calendars = tuple(c for c in calendars if c.kind == "task")
    if name is not None:
        calendars = lists_called(name, calendars, bool(BEGINNING.search(command.text)))
        if command.asks == "exists":
            found = f"Yes, there is “{calendars[0].name}”." if calendars else f"No, there is no “{name}”."
            return Answer(found, calendars[:1])
    names = join([c.name for c in calendars])
    if command.asks == "how_many":
        count = say_count(len(calendars), "list")
        return Answer(f"{count}: {names}." if names else f"{count}.", calendars, len(calendars))
    return Answer(f"{names}." if names else f"There is no list “{name}”." if name else "No lists yet.", calendars)


def lists_called(name: str, calendars: Sequence[Calendar], begins: bool) -> tuple[Calendar, ...]:
    """Those whose names hold these words, or begin with these letters; else the one that is called so but for a typo."""
    if begins:
        return tuple(c for c in calendars if c.name.casefold().startswith(name.casefold()))
    asked = content(name)
    held = tuple(c for c in calendars if holds(asked, words_of(c.name)))
    known = None if held else find_list(name, calendars)
    return held or ((known,) if known else ())
