"""What is there twice, events of one name at one time, tasks of one name in one list: "delete the duplicate dentist", "are there any duplicates"."""

import dataclasses
import re
from collections.abc import Sequence
from datetime import datetime

from assistant.commands import Command, Number, Status, with_selector
from assistant.phrasing import and_more, say_named
from assistant.plan import Answer, Choice, Clarification, Question, ask
from assistant.resolution.asking import CHOICES, each_of, narrowed
from assistant.resolution.context import Context, key
from assistant.resolution.matching import words_of
from assistant.resolution.saying import NAMED, said_time
from assistant.resolution.selection import occurrences_found
from assistant.resolution.task_selection import find_tasks
from assistant.timespan import occupied
from models.occurrence import Occurrence
from models.rows import Event, Task

DUPLICATE = re.compile(r"\b(?:duplicate[sd]?|dupes?)\b\s*(?:of\s+(?:the\s+)?)?", re.I)
TASKS = re.compile(r"\b(?:tasks?|to-?dos?|items?|lists?|reminders?|alarms?)\b", re.I)
PLURAL = re.compile(r"s\b", re.I)


def twice(command: Command, context: Context) -> list[tuple[Occurrence, ...]] | None:
    """Of what the words name each that is there several times, the one that stays first; None where no duplicates are spoken of."""
    selector, text = command.selector, command.text
    kinds = ("task",) if TASKS.search(text) else ("event", "task")
    in_name = any(context.index(kind).words.get(word) for kind in kinds for word in ("duplicate", "dupe"))
    if command.object == "list" or not DUPLICATE.search(text) or (in_name and selector.names):
        return None
    names = tuple(name for said in selector.names if (name := DUPLICATE.sub("", said).strip()))
    meant = with_selector(command, names=names, number=Number.ALL, count=None, ordinal=None)
    known = [found for kind in kinds if (found := things(dataclasses.replace(meant, object=kind), context))]
    if not known and names:
        return None
    return next((several for found in known if (several := alike(found, context))), [])


def things(command: Command, context: Context) -> Sequence[Occurrence]:
    """The events, or open tasks, that the words name; of tasks those with a date first."""
    if command.object == "event":
        return occurrences_found(command, context)
    found, done = find_tasks(command, context), command.selector.status is Status.DONE
    targets = [] if isinstance(found, Clarification) else found[0]
    return [Occurrence(t.row, t.series) for t in targets if isinstance(t.row, Task) and (t.row.is_open or done)]


def alike(found: Sequence[Occurrence], context: Context) -> list[tuple[Occurrence, ...]]:
    """Those of one name: events at one time, tasks of one list that have no two dates. First comes the one with most details, else the oldest."""
    several, dates = dict[tuple[object, ...], list[Occurrence]](), dict[tuple[object, ...], datetime | None]()
    for one in found:
        called = words_of(one.row.summary), one.row.calendar_id if isinstance(one.row, Task) else None
        at = occupied(one.row, context.zone).start or dates.get(called)
        dates.setdefault(called, at)
        several.setdefault((*called, at), []).append(one)
    return [tuple(sorted(same, key=details, reverse=True)) for same in several.values() if len(same) > 1]


def details(occurrence: Occurrence) -> int:
    """How much is told about it; a series tells most."""
    row = occurrence.row
    told = (row.location, row.description, row.attendees, row.alarms, row.url)
    return sum(map(bool, told)) + len(told) * (occurrence.series is not None)


def of_copies(command: Command, context: Context) -> tuple[Command, Question | None] | Clarification:
    """ "delete the duplicate dentist": the one of the two of which less is told, and the question whether it is the other; a question alone where
    none is there twice, or several are. Any other command as it is."""
    found = twice(command, context) if command.operation == "delete" and not command.selector.picked else None
    if found is None:
        return command, None
    if not found:
        named = " or ".join(f"“{name}”" for name in command.selector.names if not DUPLICATE.search(name))
        return ask(f"I see no duplicate of {named or 'anything'}{said_time(command)}.")
    copies = [one.row for several in found for one in several[1:]]
    said = DUPLICATE.search(command.text)
    several = command.selector.number is Number.ALL or (said and PLURAL.search(said[0]))
    if len(found) > 1 and not several:
        return ask("Which duplicate?", each_of(command, copies[:CHOICES], context))
    command = dataclasses.replace(command, object="task" if isinstance(copies[0], Task) else "event")
    meant = narrowed(command, *(key(row) for row in copies))
    kept = found[0][0].row
    if len(copies) > 1:
        return meant, None
    other = dataclasses.replace(narrowed(command, key(kept)), text=f"delete the other {kept.summary}")
    label = f"Delete {told_by(kept, copies[0], context)}"
    return meant, Question("Or the other one of the two?", (Choice(label, other.text, (other,)),))


def told_by(row: Event | Task, other: Event | Task, context: Context) -> str:
    """What tells one of two from the other: "the other one, at Elm Road Dental", "the other one, in Family"."""
    homes = {c.id: c.name for c in context.queries.calendars()}
    place = f", at {row.location}" if row.location and row.location != other.location else ""
    home = f", in {homes[row.calendar_id]}" if row.calendar_id != other.calendar_id else ""
    return f"the other one{place or home}"


def answer_duplicates(command: Command, context: Context) -> Answer | None:
    """What is there twice; None where something else is asked."""
    found = twice(command, context) if command.operation == "read" else None
    if not found:
        return Answer(f"No, I see no duplicates{said_time(command)}.") if found is not None else None
    firsts = [several[0].row for several in found]
    named = [say_named(row, context.now, context.zone) for row in firsts]
    return Answer(f"Yes: {and_more(named, NAMED)}.", tuple(one.row for several in found for one in several))
