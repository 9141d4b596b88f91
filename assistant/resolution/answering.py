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
    say_length,
    say_many,
    say_phrase,
    say_when_short,
)
from assistant.plan import Answer, Clarification
from assistant.resolution.asking import ask_which, nothing_found
from assistant.resolution.availability import answer_free
from assistant.resolution.clashes import asks_for_clashes, clashing
from assistant.resolution.context import Context, Target, key
from assistant.resolution.explanation import at_other_times, elsewhen, other_state
from assistant.resolution.list_answers import answer_lists
from assistant.resolution.reference import is_of_those, is_reference, referred
from assistant.resolution.rhythm import answer_how_often
from assistant.resolution.saying import NAMED, SAYERS, say_what
from assistant.resolution.selection import Found, distinct, find_events
from assistant.resolution.task_selection import find_tasks, occurrences_due
from assistant.resolution.waiting import UNTIL, asks_wait, say_waits
from assistant.sequences import Lazy
from assistant.timespan import elapsed, is_all_day, occupied
from models.occurrence import Occurrence
from models.rows import Event, Task

PEOPLE = re.compile(r"\b(?:people|persons?|guests|attend(?:ees|ing)|invited|participants|coming)\b", re.I)
#: "is anyone coming to the review".
ANYBODY = re.compile(r"\b(?:any|some)(?:one|body)\b", re.I)
#: "what else is on that day": but what was talked of.
ELSE = re.compile(r"\belse\b", re.I)
#: The person is in the name of the thing.
WHOSE = re.compile(r"\bwhose\b", re.I)
#: "what are the notes on the review".
NOTES = re.compile(r"\b(?:notes?|description|details)\b", re.I)
#: "did my gym get cancelled": it is there, so no.
CALLED_OFF = re.compile(r"\b(?:cancell?ed|off)\b", re.I)
BETWEEN = re.compile(r"\bbetween\b", re.I)
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
    command = still_ahead(command, context)
    selector = command.selector
    if not may_be_cut(command):
        context = dataclasses.replace(context, effort=context.effort.whole())
    pointed = selector.referent or command.asks in ABOUT_ONE or PEOPLE.search(command.text)
    if not context.focus and not selector.picked and (speaks_of_one(command) or is_of_those(command)):
        return ask_which(command, (), context)
    if (context.focus and selector.is_empty and pointed) or selector.picked or is_counted(command, context):
        targets = referred(
            dataclasses.replace(command, selector=dataclasses.replace(selector, referent=Referent.THEM)), context
        )
        occurrences = [Occurrence(t.row, t.series) for t in targets] if isinstance(targets, tuple) else []
        return spoken(command, occurrences, context)
    found = find_events(command, context)
    if isinstance(found, Clarification):
        return found
    if selector.referent is Referent.THEM:  # "how many of those are with Ben"
        found = dataclasses.replace(
            found, occurrences=tuple(o for o in found.occurrences if key(o.row) in context.focus)
        )
    occurrences = numbered(command, found, context)
    if (between := time_between(command, found)) is not None:
        return Answer(f"{say_length(between)}{said_time(command)}.")
    if not occurrences and selector.names and command.asks != "how_many":
        tasks = find_tasks(command, context)  # "when is the rent due" may be a task
        if not isinstance(tasks, Clarification) and tasks[0]:
            return answer_tasks(command, context)
        if occurrences := over(command, context):
            return spoken(command, occurrences, context)
        return absent(command, context)
    if ELSE.search(command.text) and command.asks in ("what", "exists"):
        occurrences = [o for o in occurrences if key(o.row) not in context.focus]
    if asks_for_clashes(command):
        occurrences = clashing(command, occurrences, context)
        if not occurrences and command.asks != "how_many":
            return Answer(f"No, nothing overlaps{said_time(command)}.")
    return answer_how_often(command, occurrences, context) or spoken(command, occurrences, context)


def speaks_of_one(command: Command) -> bool:
    """ "when do I fly", "where is it": about one thing, and no word says which."""
    return command.selector.is_empty and bool(command.selector.referent or command.asks in ABOUT_ONE)


def asks_whether_off(command: Command) -> bool:
    """Whether it was asked if something is cancelled; "off" in a name ("day off") asks nothing."""
    names = (*command.selector.names, *command.selector.places)
    return bool(CALLED_OFF.search(command.text)) and not any(map(CALLED_OFF.search, names))


def still_ahead(command: Command, context: Context) -> Command:
    """ "did the dentist get cancelled" is about the one to come, if there is one."""
    if not command.selector.past or not asks_whether_off(command):
        return command
    ahead = dataclasses.replace(command, selector=dataclasses.replace(command.selector, past=False))
    found = find_events(ahead, context)
    return command if isinstance(found, Clarification) or not found.occurrences else ahead


def over(command: Command, context: Context) -> list[Occurrence]:
    """What was asked about without a time and lies behind: "when's the dentist again" on the day after."""
    selector = command.selector
    if command.asks == "exists" or selector.whens or selector.past or selector.number is not Number.ONE:
        return []
    looked = dataclasses.replace(command, selector=dataclasses.replace(selector, past=True))
    found = find_events(looked, context)
    return [] if isinstance(found, Clarification) else numbered(looked, found, context)


def time_between(command: Command, found: Found) -> timedelta | None:
    """ "how long between the sync and lunch": the time itself; None where what happens in it is asked about."""
    window, selector = found.window, command.selector
    if command.asks != "how_long" or not BETWEEN.search(command.text) or selector.kind or selector.names:
        return None
    if window is None or window.anchored.all_day or window.span.start is None or window.span.end is None:
        return None
    return elapsed(window.span.start, window.span.end)


def is_counted(command: Command, context: Context) -> bool:
    """ "which one is first", "the later one": one of those that were answered."""
    selector = command.selector
    picks = selector.number in (Number.FIRST, Number.LAST) or (selector.ordinal and selector.number is Number.ONE)
    return bool(picks) and is_reference(command, context)


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
        people = f" with {join(list(command.selector.attendees))}" if command.selector.attendees else ""
        no = f"No, I find no {join(list(command.selector.names))}{people}{said_time(command)}."
        if other is None:
            return Answer(no)
        rows = at_other_times(command, context)
        text = f"No: {other.question.text[0].lower()}{other.question.text[1:]}"
        return Answer(text, instead=rows if len(rows) == 1 else ())
    return other or nothing_found(command, context)


def numbered(command: Command, found: Found, context: Context) -> list[Occurrence]:
    """The occurrences that number words leave; a question about one thing of a series is about its next (or last) time."""
    selector, occurrences = command.selector, list(found.occurrences)

    def timed(occurrence: Occurrence) -> bool:
        # "my next" thing is none that lasts all day, unless it is named
        return bool(selector.names) or not is_all_day(occurrence.row.start)

    def ahead(occurrence: Occurrence) -> bool:
        return (occupied(occurrence.row, context.zone).start or context.now) >= context.now

    if selector.number in (Number.NEXT, Number.FIRST):
        most = selector.ordinal or selector.count or 1
        found_first = first_of(occurrences, (lambda o: timed(o) and ahead(o), timed, ahead), most)
        return found_first[selector.ordinal - 1 :] if selector.ordinal else found_first
    if selector.ordinal:
        return occurrences[selector.ordinal - 1 : selector.ordinal]
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
    if rows and asks_wait(command):
        return Answer(say_waits(command, rows[:NAMED], context), rows)
    if command.asks == "how_many":
        return how_many(command, rows)
    if not rows:
        nothing = f"{nothing_of(command)}{said_time(command)}."
        whether = "Yes" if asks_whether_off(command) else "No"  # "am I off on Friday"
        return Answer(f"{whether}, {nothing}" if command.asks == "exists" else nothing[0].upper() + nothing[1:])
    if command.asks == "exists" and command.selector.names and ANYBODY.search(command.text):
        people = list(dict.fromkeys(a.name for row in rows for a in row.attendees))
        return Answer(f"Yes: {join(people)}." if people else f"No, nobody is noted for {rows[0].summary}.", rows)
    if NOTES.search(command.text) and len(rows) == 1 and rows[0].description and command.asks == "what":
        return Answer(f"{rows[0].summary}: {rows[0].description.strip().rstrip('.')}.", rows)
    say = SAYERS.get("what" if WHOSE.search(command.text) else command.asks or "what", say_what)
    text = say(rows, context)
    so = "No" if asks_whether_off(command) else "Yes"
    return Answer(f"{so}: {text}" if command.asks == "exists" else text, rows)


def nothing_of(command: Command) -> str:
    """What there is none of: "nothing", "no meetings with Ben"."""
    selector = command.selector
    kind = f"no {say_many(selector.kind)}" if selector.kind not in (None, "event") else "nothing"
    return f"{kind}{with_whom_and_where(command)}"


def with_whom_and_where(command: Command) -> str:
    """The people and places of the question, to be repeated in the answer."""
    selector = command.selector
    people = f" with {join(list(selector.attendees))}" if selector.attendees else ""
    inside = selector.places and re.search(rf"\bin (?:the )?{re.escape(selector.places[0])}", command.text, re.I)
    return people + (f" {'in' if inside else 'at'} {join(list(selector.places))}" if selector.places else "")


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
    return f"{say_count(count, noun)}{named}{with_whom_and_where(command)}{said_time(command)}"


def said_time(command: Command) -> str:
    """The time words of the question, to be repeated in the answer."""
    return "".join(f" {say_phrase(words)}" for words in command.selector.whens)


def answer_tasks(command: Command, context: Context) -> Answer | Clarification:
    """Tasks asked about: by list, state, time, name."""
    found = find_tasks(command, context)
    if isinstance(found, Clarification):
        return found
    targets, window = found
    if not targets and (state := other_state(command, context)):
        return Answer(f"No, {state}.")
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
    if command.asks == "how_long":
        return Answer(say_waits(command, rows[:NAMED], context), tuple(rows))
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
