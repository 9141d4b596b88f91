"""One command → what it makes, an answer or a question. `sequence` makes one plan of several."""

import dataclasses
import re
from collections.abc import Sequence
from typing import Literal

from assistant import wording
from assistant.carried_times import day_words
from assistant.commands import Command, Number, Scope, Selector, Values
from assistant.continuations import THOSE_DAYS
from assistant.plan import Answer, Choice, Clarification, Question
from assistant.resolution.alteration import NO_ALARM, complete, update, update_list
from assistant.resolution.answering import answer
from assistant.resolution.asking import shared_names
from assistant.resolution.context import Context, Target
from assistant.resolution.counted import from_events
from assistant.resolution.creation import Creation, create
from assistant.resolution.exclusion import ENUMERATION
from assistant.resolution.explanation import explained
from assistant.resolution.matching import words_of
from assistant.resolution.naming import capital
from assistant.resolution.removal import delete, delete_list
from assistant.resolution.repetition import ADDED, ended_on, from_then_on, of_series, until_that_hour, until_then
from assistant.resolution.selection import find_list, select_events
from assistant.resolution.swapping import swap, swaps_both
from assistant.resolution.task_selection import occurrences_due, select_tasks
from assistant.resolution.titles import (
    as_name,
    called_by_kind,
    telling_unmet,
    unmet_names,
    with_day_of_name,
    with_mentioned,
    with_parts,
    with_rule_of_name,
)
from assistant.resolution.weekdays import by_weekday
from assistant.temporal.values import Purpose
from assistant.timespan import elapsed, occupied
from models.rows import Event, Task

CHANGING = re.compile(r"^\W*(?:please |can you |could you )?(?:make|change|mark|set(?=.*\bdue\b))\b", re.I)
REMINDING = re.compile(r"\b(?:reminders?|alarms?|alerts?|notifications?)\b", re.I)
#: "another haircut" is a new one.
ANOTHER = re.compile(r"\b(?:another|new|second|extra|further|one more|an?)\b", re.I)

EVERY_SECOND = Question("I can't pick every second one of a series. Which dates do you mean?")

Result = Creation | Answer | Clarification


def resolve(command: Command, context: Context) -> Result:
    """What one command leads to."""
    meant = from_events(command, context, in_selector=command.operation != "create")
    if isinstance(meant, Clarification):
        return meant
    command = meant
    if command.operation == "read":
        return answer(command, context)
    if command.operation == "create":
        known = as_update(command, context)
        return resolve(known, context) if known else with_change_offered(create(command, context), command, context)
    if command.object == "list":
        return delete_list(command, context) if command.operation == "delete" else update_list(command, context)
    if command.unheard and (command.selector.number is Number.ALL or len(command.selector.names) > 1):
        return Clarification(Question("I can't tell which ones those are. Name them, or say when they are."))
    if THOSE_DAYS.search(command.text) and not (
        command.selector.whens or any(map(THOSE_DAYS.search, command.values.when))
    ):
        return Clarification(Question("I can't tell which days those are. Which ones?"))
    if command.other is not None or swaps_both(command):
        return swap(command, context)
    if is_alternating(command):
        return Clarification(EVERY_SECOND)
    command = from_an_hour(command, context)
    for reworded in (ended_on, from_then_on, until_then, until_that_hour, by_weekday, of_series):
        command = reworded(command, context)
    command = with_rule_of_name(with_mentioned(called_by_kind(command, context), context), context)
    targets = select(command, context)
    if isinstance(targets, Clarification) and (silenced := without_alarm(command, context)):
        return silenced
    if isinstance(targets, Clarification):
        return of_list(targets, command, context) or explained(targets, command, context)
    if alternates(command, targets):
        return Clarification(EVERY_SECOND)
    made = applied(command, context.effort.first(targets), context)
    question = shared_names(command, targets) or telling_unmet(command, targets)
    if isinstance(made, Creation) and question and made.question is None:
        return dataclasses.replace(made, question=question)
    return made


def from_an_hour(command: Command, context: Context) -> Command:
    """ "move piano from 4 to 5 on the 16th": the day is that of both hours, where it is there then."""
    selector, phrase = command.selector, " ".join(command.values.when)
    hour = selector.whens[0] if len(selector.whens) == 1 and command.operation == "update" else ""
    said = context.read_time(hour, Purpose.SELECT) if hour and phrase else None
    if said is None or said.day_said or not re.search(rf"\bfrom\s+{re.escape(hour)}\s+to\b", command.text, re.I):
        return command
    day = day_words(phrase)
    new = re.sub(rf"\s*(?:\bon\s+)?(?:\bthe\s+)?{re.escape(day)}\s*", " ", phrase).strip() if day else ""
    if not new:
        return command
    found = dataclasses.replace(selector, whens=(f"{day} at {hour}",))
    meant = dataclasses.replace(command, selector=found, values=dataclasses.replace(command.values, when=(new,)))
    return command if isinstance(select_events(meant, context), Clarification) else meant


def of_list(problem: Clarification, command: Command, context: Context) -> Creation | Clarification | None:
    """ "rename camping to trips": what no event or task is called may be a list."""
    name = command.selector.names[0] if len(command.selector.names) == 1 else ""
    renames = command.operation == "update" and command.values == Values(names=command.values.names)
    known = find_list(name, context.queries.calendars()) if name and renames and not has_candidates(problem) else None
    return update_list(command, context) if known and words_of(known.name) == words_of(name) else None


def is_alternating(command: Command) -> bool:
    """ "skip every second standup": neither all of them nor any that a rule of the series names."""
    said = command.selector.recurrence or command.values.recurrence
    return said is None and bool(wording.ALTERNATING.search(command.text))


def alternates(command: Command, targets: Sequence[Target]) -> bool:
    """ "cancel standup every second Friday", where standup is on every one."""
    said = command.selector.recurrence or ""
    rules = [t.series.rrule or "" for t in targets if t.series is not None]
    return bool(wording.ALTERNATING.search(said)) and any("INTERVAL" not in rule for rule in rules)


def as_update(command: Command, context: Context) -> Command | None:
    """ "remind me 10 minutes before the dentist", "put jazz night on my work calendar": without a time of their own, and about a
    thing that exists, these change it (policy 16)."""
    values = command.values
    if len(values.names) != 1:
        return None
    if changes_known(command, context) or (command.bare and is_called(values.names[0], command, context)):
        before = command.text[: command.text.find(values.names[0])]
        finding = tuple(
            w for w in values.when if len(values.when) > 1 and w in before
        )  # "next week's piano is on Thursday"
        selector = Selector(names=values.names, attendees=values.attendees, whens=finding)
        kept = dataclasses.replace(
            values, names=(), attendees=(), when=tuple(w for w in values.when if w not in finding)
        )
        return dataclasses.replace(command, operation="update", selector=selector, values=kept)
    if values == Values(names=values.names, recurrence=values.recurrence, times=values.times) and ADDED.search(
        command.text
    ):
        return with_more_days(command, context)
    if values.when or values.recurrence or values.duration:
        return None
    if (
        command.object == "event"
        and (values.location or values.attendees)
        and is_called(values.names[0], command, context)
    ):
        selector, kept = Selector(names=values.names), dataclasses.replace(values, names=())
        return dataclasses.replace(command, operation="update", selector=selector, values=kept)
    about_event = (
        values.alarm if command.object == "task" else (values.list_name if command.object == "event" else None)
    )
    if about_event is None:
        return None
    selector = Selector(names=values.names, attendees=values.attendees)
    kept = Values(alarm=values.alarm, list_name=None if command.object == "task" else values.list_name)
    meant = dataclasses.replace(command, operation="update", object="event", selector=selector, values=kept)
    found = select_events(meant, context)
    return None if isinstance(found, Clarification) and not found.question.choices else meant


def with_more_days(command: Command, context: Context) -> Command | None:
    """ "gym on Saturdays too", where the one gym there is comes by the week: it gets that day as well."""
    values, names = command.values, command.values.names
    meant = dataclasses.replace(
        command,
        operation="update",
        selector=Selector(names=names),
        values=Values(recurrence=values.recurrence),
        scope=Scope.ALL,
    )
    if command.object != "event" or not is_called(names[0], command, context):
        return None
    found = select_events(meant, context)
    series = [] if isinstance(found, Clarification) else [t.series for t in found]
    weekly = [row for row in series if row is not None and "FREQ=WEEKLY" in (row.rrule or "")]
    return meant if weekly and len(weekly) == len(series) else None


def with_change_offered(made: Result, command: Command, context: Context) -> Result:
    """ "haircut at noon", where a haircut lies ahead: beside the new one, that one is offered to be changed."""
    values = command.values
    if not isinstance(made, Creation) or made.question is not None or len(values.names) != 1:
        return made
    name = values.names[0]
    if command.object == "list" or ANOTHER.search(command.text) or not is_called(name, command, context):
        return made
    if called(name, command, context) & {
        each.split("\n")[0] for each in context.focus
    }:  # made a moment ago: "yoga Monday at 6, Wednesday at 7"
        return made
    kept = dataclasses.replace(values, names=(), list_name=None)
    selector = Selector(names=(name,))
    meant = dataclasses.replace(command, operation="update", selector=selector, values=kept, scope=None)
    ahead = select(meant, context)
    if isinstance(ahead, Clarification) and not has_candidates(ahead):
        return made
    question = Question(
        f"You have “{capital(name)}” already.", (Choice("Change that one", "change that one", (meant,)),)
    )
    return dataclasses.replace(made, question=question)


def is_called(name: str, command: Command, context: Context) -> bool:
    """Whether one thing, and no other, bears just that name."""
    return len(called(name, command, context)) == 1


def called(name: str, command: Command, context: Context) -> set[str]:
    """The uids of the things that bear just that name."""
    kind: Literal["event", "task"] = "task" if command.object == "task" else "event"
    index, words = context.index(kind), words_of(name)
    ids = set.intersection(*(set(index.words.get(word, ())) for word in words)) if words else set()
    return {index.rows[id_].uid for id_ in ids if words_of(index.rows[id_].summary) == words}


def changes_known(command: Command, context: Context) -> bool:
    """ "make renew passport due Friday": a verb of change, no "a" or "new", and something that is called just so."""
    name, thing = command.values.names[0], command.object
    is_told = re.search(rf"\b{re.escape(name)}\s+(?:is|are|will be|starts?|begins?)\b", command.text, re.I)
    if thing not in ("event", "task") or not (is_told or CHANGING.match(command.text)):
        return False
    if re.search(rf"\b(?:an?|another|new)\s+[\"“]?{re.escape(name)}", command.text, re.I):
        return False
    words = words_of(name)
    kind: Literal["event", "task"] = "task" if thing == "task" else "event"
    if is_told:
        for index in (context.index(kind), context.index("event" if kind == "task" else "task")):
            rows = [index.rows[id_] for id_ in set.intersection(*(set(index.words.get(word, ())) for word in words))]
            if rows:
                return len({row.summary for row in rows}) == 1 or len(command.values.when) > 1
        return False
    return any(words_of(summary) == words for summary in context.index(kind).said_whole(set(words)))


def by_list(command: Command) -> tuple[Command, ...]:
    """ "remove lyrics and caterer, both lists", "clear groceries and camping": one command for each list, of one plan."""
    selector = command.selector
    if command.object == "list" and command.operation == "delete" and selector.list_name is None and selector.names:
        selector = dataclasses.replace(selector, list_name=selector.names[0], more_lists=selector.names[1:], names=())
    if not selector.more_lists or selector.names or command.operation == "update":
        return (command,)
    lists = (selector.list_name, *selector.more_lists)
    each = (dataclasses.replace(selector, list_name=name, more_lists=()) for name in lists)
    return tuple(dataclasses.replace(command, selector=one) for one in each)


def without_alarm(command: Command, context: Context) -> Creation | Clarification | None:
    """ "no reminder for the demo": an event of that name keeps its time and loses its alarms."""
    if command.object != "task" or command.operation != "delete" or not REMINDING.search(command.text):
        return None
    meant = dataclasses.replace(command, operation="update", object="event", values=Values(alarm=NO_ALARM))
    found = select_events(meant, context)
    if isinstance(found, Clarification):
        return found if has_candidates(found) else None
    return applied(meant, found, context) if any(t.row.alarms for t in found) else None


def applied(command: Command, targets: tuple[Target, ...], context: Context) -> Creation | Clarification:
    """What a change does to the things found."""
    if command.operation == "complete":
        return complete(command, occurrences_due((t for t in targets if isinstance(t.row, Task)), context), context)
    if command.operation == "delete":
        return delete(command, targets, context)
    time = occupied(targets[0].row, context.zone)
    length = elapsed(time.start, time.end) if time.start and time.end and isinstance(targets[0].row, Event) else None
    meant = from_events(command, context, length=length)
    return meant if isinstance(meant, Clarification) else update(meant, targets, context)


def select(command: Command, context: Context) -> tuple[Target, ...] | Clarification:
    """The things meant, of the object said; where nothing there carries the name, of the other kind."""
    found = select_as_said(command, context)
    if not isinstance(found, Clarification) and (meant := with_parts(command, found)) != command:
        several = select_as_said(meant, context)
        return found if isinstance(several, Clarification) or len(several) <= len(found) else several
    if not isinstance(found, Clarification) or has_candidates(found) or len(command.selector.names) != 1:
        return found
    if (dated := with_day_of_name(command)) is not None:
        return select_as_said(dated, context)
    parts = tuple(part for part in ENUMERATION.split(command.selector.names[0]) if part)
    apart = dataclasses.replace(command, selector=dataclasses.replace(command.selector, names=parts))
    several = select_as_said(apart, context) if len(parts) > 1 else found
    return found if isinstance(several, Clarification) or unmet_names(apart, several) else several


def select_as_said(command: Command, context: Context) -> tuple[Target, ...] | Clarification:
    """The things of the names as they were marked."""
    if command.object == "task" and command.operation in ("delete", "complete"):
        return select_tasks(command, context)
    order = (select_tasks, select_events) if command.object == "task" else (select_events, select_tasks)
    first = order[0](command, context)
    named = as_name(command) if order[0] is select_events else command
    if (
        not isinstance(first, Clarification)
        or not named.selector.names
        or command.operation == "complete"
        or has_candidates(first)
    ):
        return first
    second = order[1](named, context)
    return first if isinstance(second, Clarification) and not has_candidates(second) else second


def has_candidates(problem: Clarification) -> bool:
    """The question offers things that were found, not just similar names."""
    return any(c.commands and c.commands[0].selector.picked for c in problem.question.choices)
