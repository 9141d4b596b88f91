"""Why nothing was found: the thing is at another time, the task is done or open already, an event isn't ticked off."""

import dataclasses
import re
from collections.abc import Sequence

from assistant import wording
from assistant.commands import Command, Number, Referent, Status, Values, with_selector
from assistant.phrasing import join, say_date, say_day, say_phrase, say_when
from assistant.plan import Answer, Choice, Clarification, Question, ask
from assistant.resolution.asking import CHOICES, WHOSE, narrowed, replaced
from assistant.resolution.context import Context, Target, key
from assistant.resolution.exact_names import cancelled
from assistant.resolution.exclusion import DAY_OF_MONTH
from assistant.resolution.matching import content, words_of
from assistant.resolution.new_times import is_part_of_day
from assistant.resolution.retiming import is_in_part
from assistant.resolution.saying import SAYERS
from assistant.resolution.saying_free import say_taken
from assistant.resolution.selection import Found, occurrences_found, select_events
from assistant.resolution.task_selection import find_tasks
from assistant.resolution.windows import THIS_WEEK, windows_for
from assistant.temporal.carried import day_words
from assistant.temporal.values import Purpose
from assistant.timespan import is_all_day, occupied
from models.rows import Event, Task

#: What is asked of one thing.
ABOUT_ONE = ("when", "where", "who", "how_long")

#: "is the | match |", and no "is there a | match |".
IS_IT = r"\W*(?:and |so |hey )?(?:is|are|isn['’]?t|was|does|did|will)\s+(?:(?:the|my|our|this|today['’]s|tomorrow['’]s)\s+)?"
#: What asks for no end, and not whether it goes on.
OF_BEGINNING = rf"(?!.*\b(?:on at|over|end|finish|{wording.UNTIL_WHEN})\b)"


def explained(problem: Clarification, command: Command, context: Context) -> Clarification:
    """The question, or the reason that makes it needless, where one thing of that name is there."""
    selector, reopens = command.selector, command.values.status is Status.OPEN
    picked = any(c.commands and c.commands[0].selector.picked for c in problem.question.choices)
    found_some = picked or problem.question.text == WHOSE
    if found_some or not selector.names or selector.excluded or selector.referent is Referent.OTHER:
        return problem
    if command.operation == "complete":
        done = dataclasses.replace(selector, status=Status.DONE)
        if rows := tasks_found(dataclasses.replace(command, selector=done), context):
            return say_state(rows[0], "done already")
        if rows := events_found(command, context):
            return say_state(rows[0], "an event; only tasks are ticked off")
    if command.operation in ("update", "delete") and (
        other := as_event(command, context)
        or elsewhen(command, context)
        or with_others(command, context)
        or bygone(command, context)
        or called_off(command, context)
    ):
        return other
    if reopens and (rows := tasks_found(dataclasses.replace(command, values=Values()), context)):
        return say_state(rows[0], "open already")
    return problem


def as_event(command: Command, context: Context) -> Clarification | None:
    """What was to be deleted as a task is an event, then: no task was meant, and no event goes unasked."""
    meant = dataclasses.replace(command, object="event")
    if (command.operation, command.object) != ("delete", "task") or not events_found(meant, context):
        return None
    found = select_events(meant, context)
    if isinstance(found, Clarification):
        return found
    row = found[0].row
    label = f"{row.summary}, {say_when(row, context.now, context.zone)}"
    choice = Choice(label, f"{command.text}, the event", (meant,))
    return ask(f"“{row.summary}” is an event. Did you mean that?", (choice,))


def elsewhen(command: Command, context: Context) -> Clarification | None:
    """What is named is there, but not then: its next time is offered, or those of several things of that name."""
    selector, phrase = command.selector, " ".join(command.selector.whens)
    always = with_selector(command, whens=())
    if not (soonest := at_other_times(command, context)):
        return None
    words = f"the {phrase}" if f"the {phrase}" in command.text else phrase
    choices = []
    for row in soonest[:CHOICES]:
        meant = narrowed(always, key(row)) if command.operation != "read" else always
        text = replaced(command, words, say_day(row, context.zone))
        choices.append(Choice(f"{row.summary}, {say_when(row, context.now, context.zone)}", text, (meant,)))
    if is_of_one_name(soonest):
        next_one = say_when(soonest[0], context.now, context.zone)
        over = (occupied(soonest[0], context.zone).start or context.now) < context.now
        question = f"There is no {soonest[0].summary} {say_phrase(phrase)}. The {'last was' if over else 'next is'} {next_one}."
    else:
        question = f"I found no “{selector.names[0]}” {say_phrase(phrase)}. Did you mean one of these?"
    return ask(question, choices)


def is_of_one_name(rows: Sequence[Event | Task]) -> bool:
    """All of them are called the same, as the times of a series and the shifts of a month are."""
    return len({row.summary for row in rows}) == 1


def elsewhere(command: Command, unmet: Sequence[str], context: Context) -> Question | None:
    """What of several things was not found is told, not passed over, and offered where it is at another time."""
    if not unmet:
        return None
    there = tuple(name for name in command.selector.names if name not in unmet)
    choices = []
    for name in unmet:
        alone = with_selector(command, names=(name,), number=Number.ONE)
        if command.selector.attendees and not at_other_times(alone, context):  # they may come to the other thing
            alone = with_selector(alone, attendees=())
        for row in at_other_times(alone, context)[:CHOICES]:
            label = f"{row.summary}, {say_when(row, context.now, context.zone)}, too"
            also = narrowed(with_selector(alone, whens=()), key(row))
            text = f"{command.text} ({row.summary} {say_day(row, context.zone)})"
            choices.append(Choice(label, text, (with_selector(command, names=there), also)))
    when = " ".join(say_phrase(words) for words in command.selector.whens)
    return Question(f"I found no {join([f'“{name}”' for name in unmet])}{when and f' {when}'}.", tuple(choices))


def with_others(command: Command, context: Context) -> Clarification | None:
    """What is named is there then, but not with those, or at the place, that were named beside it."""
    people, places = command.selector.attendees, command.selector.places
    anybody = with_selector(command, attendees=(), places=())
    found = events_found(anybody, context)[::-1] if people or places else []
    rows = list({row.uid: row for row in found}.values())[::-1]
    if not rows:
        return None
    beside = f"{' with ' if people else ''}{join(list(people))}{' at ' if places else ''}{join(list(places))}"
    return ask(
        f"I found no “{command.selector.names[0]}”{beside}. Did you mean this?",
        offered(rows, command, anybody, context),
    )


def offered(rows: Sequence[Event | Task], command: Command, found_by: Command, context: Context) -> list[Choice]:
    """The first few of such things, each by when it is."""
    said = [(row, say_when(row, context.now, context.zone)) for row in rows[:CHOICES]]
    text, picked = command.text, {row.uid: (narrowed(found_by, key(row)),) for row, _ in said}
    return [Choice(f"{row.summary}, {when}", f"{text} ({when})", picked[row.uid]) for row, when in said]


def called_off(command: Command, context: Context) -> Clarification | None:
    """What is named is there, but cancelled; None where it is not."""
    found = cancelled(command.selector.names[0], context)
    return say_state(found[0].row, "cancelled") if found else None


def falls_then(command: Command, row: Event | Task, context: Context) -> bool:
    """ "is the gala on a Saturday", "is it a Saturday", "is the dinner on the 22nd", "is it in the morning": the weekday, date or part of day is that of the next
    one, however far ahead it is."""
    phrase, start = " ".join(command.selector.whens), occupied(row, context.zone).start
    day, said = DAY_OF_MONTH.fullmatch(phrase), context.read_time(phrase, Purpose.SELECT)
    if start is not None and said is not None and is_part_of_day(said) and not said.day_said:
        return is_in_part(start, said)
    if start is None or said is None or said.time_said:
        return False
    any_one = re.search(rf"\ban? {re.escape(phrase)}\b|\bfalls? on\b", command.text, re.I)
    return bool(day and int(day[1]) == start.day) or bool(any_one and said.bare_weekday == start.weekday())


def at_another_hour(command: Command, found: Found, context: Context) -> Answer | None:
    """ "is the match at 12 on Sunday", which goes on then, but began at eleven: no, and when on that day it is. An hour asked of a named thing
    is that of its beginning."""
    names, window = command.selector.names, found.window
    if window is None or not window.point or len(names) != 1 or command.asks != "exists":
        return None
    if not re.match(rf"{IS_IT}{re.escape(names[0])}\b{OF_BEGINNING}", command.text, re.I):
        return None
    rows, day = [o.row for o in found.occurrences], day_words(" ".join(command.selector.whens))
    if any(occupied(row, context.zone).start == window.span.start for row in rows):
        return None
    if not rows and day:
        rows = events_found(with_selector(command, whens=(day,)), context)
    if not rows or any(is_all_day(row.start) for row in rows):
        return None
    said = join([f"{row.summary}, {say_when(row, context.now, context.zone)}" for row in rows[:CHOICES]])
    return Answer(f"No: {said}.", instead=tuple(rows))


def held_otherwise(command: Command, context: Context) -> Answer | None:
    """ "is practice on Feb 3 in the main gym", "is the review with Ben", where it is then, but elsewhere, or with others: no, and where it is, or
    who comes."""
    selector, about = command.selector, "where" if command.selector.places else "who"
    asked = len(selector.names) == 1 and (selector.places or selector.attendees)
    then = selector.places and selector.whens  # "is there practice on Feb 3 in the main gym"
    if not asked or not (then or re.match(rf"{IS_IT}{re.escape(selector.names[0])}\b", command.text, re.I)):
        return None
    rows = events_found(with_selector(command, places=(), attendees=()), context)
    rows = rows if selector.whens else rows[:1]
    if not rows:
        return None
    return Answer(f"No: {SAYERS['what'](rows, context)} {SAYERS[about](rows, context)}", instead=tuple(rows))


def bygone(command: Command, context: Context) -> Clarification | None:
    """What is named is over: only what lies ahead is changed unasked (policy 11)."""
    past = with_selector(command, past=True, whens=())
    rows = list({row.uid: row for row in events_found(past, context)}.values())
    if not rows or events_found(with_selector(command, whens=()), context):
        return None
    over = f"“{rows[0].summary}” is over" if len(rows) == 1 else f"Every “{command.selector.names[0]}” is over"
    return ask(
        f"{over}. Did you mean {'that one' if len(rows) == 1 else 'one of these'}?",
        offered(rows[::-1], command, past, context),
    )


def at_other_times(command: Command, context: Context) -> list[Event | Task]:
    """The next of each thing that is named, where it is not there at the time said, the soonest first; of "Thursday this week", which is over,
    the next Thursday's."""
    whens = command.selector.whens
    if not whens or not command.selector.names or windows_for(command, context) is None:
        return []
    days = tuple(day for when in whens if (day := THIS_WEEK.sub("", when).strip()))
    then = events_found(with_selector(command, whens=days), context) if days and days != whens else []
    rows = {row.uid: row for row in reversed(then or events_found(with_selector(command, whens=()), context))}
    return sorted(rows.values(), key=lambda row: occupied(row, context.zone).start or context.now)


def of_done(command: Command, targets: Sequence[Target], context: Context) -> Clarification | None:
    """ "delete the milk", where Milk is done and Milk powder is not: the nearer name is asked about rather than the other one taken."""
    names = command.selector.names
    if len(names) != 1 or command.selector.list_name or any(isinstance(t.row, Event) for t in targets):
        return None
    if any(words_of(t.row.summary) == words_of(names[0]) for t in targets):
        return None
    done = with_selector(command, status=Status.DONE)
    called = [row for row in tasks_found(done, context) if words_of(row.summary) == words_of(names[0])]
    rows = [t.row for t in targets[:CHOICES]] + (called[:1] if command.operation == "delete" else [])
    choices = [Choice(r.summary, replaced(command, names[0], r.summary), (narrowed(command, key(r)),)) for r in rows]
    return ask(f"“{called[0].summary}” is done already. Did you mean {'this' if len(rows) == 1 else 'one of these'}?", choices) if called else None  # fmt: skip


def other_state(command: Command, context: Context) -> Answer | None:
    """ "No, it is still open", "is done": of one task of that name, where it was asked whether it is in the other state."""
    selector, done = command.selector, command.selector.status is Status.DONE
    if command.asks != "exists" or not selector.names:
        return None
    if selector.priority and (rows := tasks_found(with_selector(command, priority=None), context)):
        state = f"not marked {selector.priority.lower()}"
    else:
        rows = tasks_found(with_selector(command, status=None if done else Status.DONE), context)
        state = "still open" if done else "done"
    return Answer(f"No, “{rows[0].summary}” is {state}.", instead=rows[:1]) if rows else None


def not_yet(command: Command, context: Context) -> Answer | None:
    """ "when did I last see the dentist", before the first time: when that is."""
    coming = with_selector(command, past=False, number=Number.ONE)
    ahead = events_found(coming, context) if command.selector.past else []
    if not ahead:
        return None
    next_one = f"The next is {say_when(ahead[0], context.now, context.zone)}."
    return Answer(f"I find no {join(list(command.selector.names))} before now. {next_one}", instead=ahead[:1])


def of_shorter_name(command: Command, context: Context) -> Answer | None:
    """ "when's my flight back to Toronto", where one thing is called Flight to Toronto and nothing so: what is asked of that one."""
    said, names = words_of(" ".join(command.selector.names)), len(command.selector.names)
    titles = [t for t in context.index("event").said_whole(set(said)) if len(content(t)) > 1]
    if names != 1 or len(titles) != 1 or command.asks not in ABOUT_ONE:
        return None
    rows = events_found(with_selector(command, names=tuple(titles)), context)
    if not rows:
        return None
    told = SAYERS[command.asks](rows[:1], context)
    return Answer(f"I find no “{command.selector.names[0]}”. {told}", tuple(rows[:1]))


def say_state(row: Event | Task, state: str) -> Clarification:
    """What is to be said of a row."""
    return ask(f"“{row.summary}” is {state}.")


def tasks_found(command: Command, context: Context) -> list[Event | Task]:
    """The tasks that the selector describes."""
    found = find_tasks(command, context)
    return [] if isinstance(found, Clarification) else [target.row for target in found[0]]


def events_found(command: Command, context: Context) -> list[Event | Task]:
    """The events that the selector describes."""
    return [occurrence.row for occurrence in occurrences_found(command, context)]


def nothing_called(command: Command, context: Context) -> str | None:
    """ "do I have class on Easter Monday", where nothing is called so at any time: that is said, and what there is on that day, which may be it;
    None where something is called so, where nothing is there, or another time is asked about."""
    selector = command.selector
    name = selector.names[0] if len(selector.names) == 1 and not (selector.attendees or selector.places) else ""
    if not name or command.object != "event" or context.index("event").candidates(name):
        return None
    window = next(iter(windows_for(command, context) or ()), None) if selector.whens else None
    if window is None or not window.single_day or window.timed or window.past or window.span.start is None:
        return None
    there = occurrences_found(with_selector(command, names=(), kind=None, plural=False), context)
    if not there:
        return None
    day = say_date(window.span.start.date(), context.now.date())
    return f"No, nothing is called “{name}”. On {day} you have {say_taken(there, context)}."
