"""Who is said not to come to what there is: taken off the guests, rather than a reason to cancel it."""

import dataclasses
import re
from collections.abc import Sequence

from assistant.commands import Command, with_values
from assistant.plan import Clarification
from assistant.resolution import matching
from assistant.resolution.context import Context
from assistant.resolution.selection import select_events

#: "Frank's not coming", "Sam and Jo can't make it", "Theo will miss | the meeting |", but no order beside it.
NOT_COMING = (
    r"(?:(?:(?:['’]s|['’]re|\s+(?:is|are|will|can|could))?\s+(?:not|no longer)|\s+(?:isn|aren|can|won|couldn)['’]?t|\s+cannot|\s+will not)"
    r"\s+(?:be\s+)?(?:(?:be )?able to\s+)?(?:come|coming|here|there|join|joining|make|making|attend|attending|around|available|free|with us)"
    r"|(?:['’](?:s|ll|re)|\s+(?:is|are|will|can|may|has to|have to|should|must|wants to))?(?:\s+be"
    r"|\s+going to)?\s+(?:miss(?:es|ing)?|skip(?:s|ping)?))\b"
)
ORDER = re.compile(r"\b(?:cancel|delete|drop|scrap|call off|remove|move|postpone|so)\b", re.I)


def without_absent(command: Command, context: Context) -> Command:
    """ "Frank's not coming tomorrow": it goes on without him, if others are invited; else it is cancelled, where the words were taken so."""
    people, values = command.selector.attendees, command.values
    named = r"(?:\s*(?:,|and|&)\s*)".join(map(re.escape, people))
    absent = people and re.match(rf"\W*(?:(?:and|so|oh|let|please)\s+)*{named}{NOT_COMING}", command.text, re.I)
    of_thing = people and command.selector.names
    taken_off = of_thing and re.match(rf"\W*cancel\s+{named}\s+(?:for|from)\b", command.text, re.I)
    said = (absent and not ORDER.search(command.text)) or taken_off
    if not said or command.operation not in ("update", "delete") or not values.is_empty:
        return command
    meant = with_values(dataclasses.replace(command, operation="update", object="event"), removed=people)
    found = select_events(meant, context) if command.operation == "delete" else ()
    if isinstance(found, Clarification):
        return meant
    alone = any(all(is_person(guest.name, people) for guest in target.row.attendees) for target in found)
    return command if alone else meant


def is_person(guest: str, people: Sequence[str]) -> bool:
    """A guest is one of those who are named."""
    return any(matching.is_person(person, (guest,)) for person in people)
