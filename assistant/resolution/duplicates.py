"""Events that stand in the calendar twice, of one name at one time: "delete the duplicate dentist", "are there any duplicates"."""

import dataclasses
import re

from assistant.commands import Command, Number, with_selector
from assistant.phrasing import and_more, say_named
from assistant.plan import Answer, Choice, Clarification, Question, ask
from assistant.resolution.asking import CHOICES, each_of, narrowed
from assistant.resolution.context import Context, key
from assistant.resolution.matching import words_of
from assistant.resolution.saying import NAMED, said_time
from assistant.resolution.selection import occurrences_found
from models.occurrence import Occurrence
from models.rows import Event, Task

DUPLICATE = re.compile(r"\b(?:duplicate[sd]?|dupes?)\b\s*(?:of\s+(?:the\s+)?)?", re.I)
TASKS = re.compile(r"\b(?:tasks?|to-?dos?|items?|lists?|reminders?|alarms?)\b", re.I)
PLURAL = re.compile(r"s\b", re.I)


def twice(command: Command, context: Context) -> list[tuple[Occurrence, ...]] | None:
    """Of what the words name each that is there several times, the ones with most details first; None where no duplicates are spoken of."""
    known, text = context.index("event").words, command.text
    in_name = any(map(known.get, ("duplicate", "dupe")))
    if in_name or not DUPLICATE.search(text) or TASKS.search(text) or command.selector.list_name:
        return None
    names = tuple(name for said in command.selector.names if (name := DUPLICATE.sub("", said).strip()))
    meant = with_selector(command, names=names, number=Number.ALL, count=None, ordinal=None)
    meant = dataclasses.replace(meant, object="event")
    there = occurrences_found(meant, context)
    if not there and names:
        return None
    alike = dict[tuple[object, ...], list[Occurrence]]()
    for one in there:
        alike.setdefault((words_of(one.row.summary), context.held(one).start), []).append(one)
    return [tuple(sorted(several, key=details, reverse=True)) for several in alike.values() if len(several) > 1]


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
    if len(found) > 1 and not (said and PLURAL.search(said[0])):
        return ask("Which duplicate?", each_of(command, copies[:CHOICES], context))
    command = dataclasses.replace(command, object="event")
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
    """What is in the calendar twice; None where something else is asked."""
    found = twice(command, context) if command.operation == "read" else None
    if not found:
        return Answer(f"No, I see no duplicates{said_time(command)}.") if found is not None else None
    firsts = [several[0].row for several in found]
    named = [say_named(row, context.now, context.zone) for row in firsts]
    return Answer(f"Yes: {and_more(named, NAMED)}.", tuple(one.row for several in found for one in several))
