"""Why nothing was found: the thing is at another time, the task is done or open already, an event isn't ticked off."""

import dataclasses

from assistant.commands import Command, Referent, Status, Values
from assistant.phrasing import say_day, say_phrase, say_when
from assistant.plan import Choice, Clarification, Question
from assistant.resolution.asking import CHOICES, narrowed, replaced
from assistant.resolution.context import Context, key
from assistant.resolution.selection import find_events
from assistant.resolution.task_selection import find_tasks
from assistant.timespan import occupied
from models.rows import Event, Task


def explained(problem: Clarification, command: Command, context: Context) -> Clarification:
    """The question, or the reason that makes it needless, where one thing of that name is there."""
    selector, reopens = command.selector, command.values.status is Status.OPEN
    found_some = any(c.commands and c.commands[0].selector.picked for c in problem.question.choices)
    if found_some or not selector.names or selector.referent is Referent.OTHER:
        return problem
    if command.operation == "complete":
        done = dataclasses.replace(selector, status=Status.DONE)
        if rows := tasks_found(dataclasses.replace(command, selector=done), context):
            return said(rows[0], "done already")
        if rows := events_found(command, context):
            return said(rows[0], "an event; only tasks are ticked off")
    if command.operation in ("update", "delete") and (other := elsewhen(command, context)):
        return other
    if reopens and (rows := tasks_found(dataclasses.replace(command, values=Values()), context)):
        return said(rows[0], "open already")
    return problem


def elsewhen(command: Command, context: Context) -> Clarification | None:
    """What is named is there, but not then: its next time is offered, or those of several things of that name."""
    selector, phrase = command.selector, " ".join(command.selector.whens)
    always = dataclasses.replace(command, selector=dataclasses.replace(selector, whens=()))
    if not (soonest := at_other_times(command, context)):
        return None
    words = f"the {phrase}" if f"the {phrase}" in command.text else phrase
    choices = []
    for row in soonest[:CHOICES]:
        meant = narrowed(always, key(row)) if command.operation != "read" else always
        text = replaced(command, words, say_day(row, context.zone))
        choices.append(Choice(f"{row.summary}, {say_when(row, context.now, context.zone)}", text, (meant,)))
    name = soonest[0].summary if len(soonest) == 1 else f"“{selector.names[0]}”"
    next_one = f"The next is {say_when(soonest[0], context.now, context.zone)}."
    question = (
        f"There is no {name} {say_phrase(phrase)}. {next_one if len(soonest) == 1 else 'Did you mean one of these?'}"
    )
    return Clarification(Question(question, tuple(choices)))


def at_other_times(command: Command, context: Context) -> list[Event | Task]:
    """The next of each thing that is named, where it is not there at the time said, the soonest first."""
    if not command.selector.whens or not command.selector.names:
        return []
    always = dataclasses.replace(command, selector=dataclasses.replace(command.selector, whens=()))
    rows = {row.uid: row for row in reversed(events_found(always, context))}
    return sorted(rows.values(), key=lambda row: occupied(row, context.zone).start or context.now)


def other_state(command: Command, context: Context) -> str | None:
    """ "is still open", "is done": of one task of that name, where it was asked whether it is in the other state."""
    done = command.selector.status is Status.DONE
    if command.asks != "exists" or not command.selector.names:
        return None
    selector = dataclasses.replace(command.selector, status=None if done else Status.DONE)
    rows = tasks_found(dataclasses.replace(command, selector=selector), context)
    return f"“{rows[0].summary}” is {'still open' if done else 'done'}" if rows else None


def said(row: Event | Task, state: str) -> Clarification:
    """What is to be said of a row."""
    return Clarification(Question(f"“{row.summary}” is {state}."))


def tasks_found(command: Command, context: Context) -> list[Event | Task]:
    """The tasks that the selector describes."""
    found = find_tasks(command, context)
    return [] if isinstance(found, Clarification) else [target.row for target in found[0]]


def events_found(command: Command, context: Context) -> list[Event | Task]:
    """The events that the selector describes."""
    found = find_events(command, context)
    return [] if isinstance(found, Clarification) else [occurrence.row for occurrence in found.occurrences]
