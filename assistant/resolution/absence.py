"""Who is said not to come to what there is: taken off the guests, rather than a reason to cancel it."""

import dataclasses
import re
from collections.abc import Sequence

from assistant.commands import Command, Values, with_selector, with_values
from assistant.phrasing import join
from assistant.plan import Clarification, ask
from assistant.resolution import matching
from assistant.resolution.context import Context, Target
from assistant.resolution.selection import select_events
from assistant.resolution.whereabouts import TITLES
from models.rows import Event, Task

#: "Frank's not coming", "Sam and Jo can't make it", "Theo will miss | the meeting |", "Jo is out on Friday", but no order beside it.
NOT_COMING = (
    r"(?:(?:(?:['’]s|['’]re|\s+(?:is|are|will|can|could))?\s+(?:not|no longer)|\s+(?:isn|aren|can|won|couldn)['’]?t|\s+cannot|\s+will not)"
    r"\s+(?:be\s+)?(?:(?:be )?able to\s+)?(?:com(?:e|ing)|here|there|join(?:ing)?|mak(?:e|ing)|do(?:ing)?|attend(?:ing)?|around|available|free|with us|at|in)"
    r"|(?:['’](?:s|ll|re)|\s+(?:is|are|will|can|may|has to|have to|should|must|wants to))?(?:\s+be"
    r"|\s+going to)?\s+(?:miss(?:es|ing)?|skip(?:s|ping)?)|(?:['’](?:s|re)|\s+(?:is|are|will be))\s+(?:out|away|off|sick|ill))\b"
)
ORDER = re.compile(r"\b(?:cancel|delete|drop|scrap|call off|remove|move|postpone|so)\b", re.I)


def without_absent(command: Command, context: Context) -> Command:
    """ "Frank's not coming tomorrow": it goes on without him, if others are invited; else it is cancelled, where the words were taken so, or it is
    called by him ("Lunch with Frank")."""
    values = command.values
    told = values.has_only("removed") and command.operation == "update"
    people = values.removed if told else command.selector.attendees
    named, absent = in_a_row(people), is_absent(people, command.text)
    of_thing = people and command.selector.names
    taken_off = of_thing and re.match(rf"\W*cancel\s+{named}\s+(?:for|from)\b", command.text, re.I)
    said = (absent and not ORDER.search(command.text)) or taken_off
    if said and told:
        alone = command.selector.is_empty and not context.focus  # "Marjan isn't coming": to what she would have come to
        command = with_selector(command, attendees=people) if alone else command
        return command if goes_on(command, context) else as_cancelled(command)
    if not said or command.operation not in ("update", "delete") or not values.is_empty:
        return command
    meant = with_values(dataclasses.replace(command, operation="update", object="event"), removed=people)
    found = select_events(meant, context) if command.operation == "delete" else ()
    if isinstance(found, Clarification):
        return meant
    alone = any(all(is_person(guest.name, people) for guest in target.row.attendees) for target in found)
    return command if alone else meant


def in_a_row(people: Sequence[str]) -> str:
    """A pattern of these people, one after the other: "Sam and Jo"."""
    return r"(?:\s*(?:,|and|&)\s*)".join(map(re.escape, people))


def is_absent(people: Sequence[str], text: str) -> bool:
    """The words begin with people, of whom they say that they don't come."""
    led = r"\W*(?:(?:and|so|oh|let|please)\s+)*"
    return bool(people and re.match(f"{led}{in_a_row(people)}{NOT_COMING}", text, re.I))


def ask_away(command: Command, targets: Sequence[Target]) -> Clarification | None:
    """ "Tom can't make it Friday", of whom nothing is found then but Tom off: that says so already, and no day of it goes."""
    people = command.values.removed or command.selector.attendees
    away = all(TITLES["off"].search(target.row.summary) and not target.row.attendees for target in targets)
    if command.selector.names or not (away and is_absent(people, command.text)) or ORDER.search(command.text):
        return None
    return ask(f"I find nothing of {join(list(people))} then but “{targets[0].row.summary}”. What shall change?")


def goes_on(command: Command, context: Context) -> bool:
    """What somebody is taken off is more than the time with them: "Lunch with Frank" is none without him."""
    found, people = select_events(command, context), command.values.removed
    if isinstance(found, Clarification) or not found:
        return True
    return not all(is_theirs(target.row, people) for target in found)


def is_theirs(row: Event | Task, people: Sequence[str]) -> bool:
    """Nobody else comes, and the title says whose it is, or with whom: "Finn football", "Lunch with Frank"."""
    names = (re.search(rf"\b{re.escape(person.split()[0])}\b", row.summary, re.I) for person in people)
    return all(is_person(guest.name, people) for guest in row.attendees) and any(names)


def as_cancelled(command: Command) -> Command:
    """The cancelling of what somebody would have come to."""
    people = command.values.removed
    return with_selector(dataclasses.replace(command, operation="delete", values=Values()), attendees=people)


def is_person(guest: str, people: Sequence[str]) -> bool:
    """A guest is one of those who are named."""
    return any(matching.is_person(person, (guest,)) for person in people)
