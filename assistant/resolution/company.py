"""Who comes to an event after a change: those taken off, those invited, whom words for a group mean, and who is said not to come (policies 14, 19)."""

import dataclasses
import re
from collections.abc import Sequence

from assistant import wording
from assistant.commands import Command, Number, Selector, Values, with_selector, with_values
from assistant.marks.stories import TOLD_OF
from assistant.phrasing import join
from assistant.plan import Clarification, ask
from assistant.resolution.calendars import find_list, of_kind
from assistant.resolution.context import Context, Target
from assistant.resolution.exclusion import POSSESSIVE
from assistant.resolution.matching import content, holds, is_person, words_of
from assistant.resolution.naming import capital, known_name, side_by_side
from assistant.resolution.selection import occurrences_found, targets_found
from assistant.resolution.whereabouts import TITLES
from models.rows import Attendee, Event, Task

COMPANY = re.compile(r"\bwith .+$", re.I)
EVERYONE = re.compile(
    r"^(?:everyone|everybody|all|all (?:of )?them|(?:all )?(?:the )?(?:people|guests|attendees))$", re.I
)
#: Words for people of whom no name is said, and the event to which they come.
GROUP = (
    r"(?:(?:everyone|everybody|all)(?: of (?:them|us))?"
    r"|(?:all )?(?:of )?(?:(?:the|my|our) )?(?:(?:whole|entire) )?(?:team|staff|crew|gang|people))"
)
NOBODYS_NAME = re.compile(GROUP, re.I)
GUESTS_OF = re.compile(
    rf"{GROUP} (?:(?:from|in|at|on|of|who (?:is|are) (?:in|at|on|coming to)) )(?:(?:the|my|our) )?(\S.*)", re.I
)
#: "Grace's diary".
DIARY = r"['’]s? (?:calendar|diary|agenda|schedule)\b"
#: "Frank's not coming", "Sam and Jo can't make it", "Theo will miss | the meeting |", "Jo is out on Friday", but no order beside it.
NOT_COMING = (
    r"(?:(?:(?:['’]s|['’]re|\s+(?:is|are|will|can|could))?\s+(?:not|no longer)|\s+(?:isn|aren|can|won|couldn)['’]?t|\s+cannot|\s+will not)"
    r"\s+(?:be\s+)?(?:(?:be )?able to\s+)?(?:com(?:e|ing)|here|there|join(?:ing)?|mak(?:e|ing)|do(?:ing)?|attend(?:ing)?|around|available|free|with us|at|in)"
    r"|(?:['’](?:s|ll|re)|\s+(?:is|are|will|can|may|has to|have to|should|must|wants to))?(?:\s+be"
    r"|\s+going to)?\s+(?:miss(?:es|ing)?|skip(?:s|ping)?)|(?:['’](?:s|re)|\s+(?:is|are|will be))\s+(?:out|away|off|sick|ill)"
    r"|\s+(?:(?:has|have)\s+)?(?:just\s+)?(?:bailed|flaked|backed out|pulled out|dropped out))\b"
)
ORDER = re.compile(r"\b(?:cancel|delete|drop|scrap|call off|remove|move|postpone|so)\b", re.I)
Row = Event | Task


def with_guests(command: Command, context: Context) -> Command | Clarification:
    """ "everyone from the staff meeting": those who come to it; "both Priyas": the two; who "the team" are is asked, if nobody is called so."""
    met, index, new = list[str](), context.index("event"), command.operation == "create"
    for name in command.values.attendees:
        words, guests = words_of(name), GUESTS_OF.fullmatch(name)
        known = index.people(words[-1]) if words else frozenset()
        twice = words and re.search(rf"\bboth (?:the |my |our )?{re.escape(name)}\b", command.text, re.I)
        both = index.people(words[0]) if twice else ()
        called = guests and (not new or index.said_whole(set(words_of(guests[1]))))  # "drinks with everyone from work"
        people = guests_of(guests[1], command, context) if guests and called else ()
        if not new and not people and not known and (guests or NOBODYS_NAME.fullmatch(name)):
            return ask(f"I don't know who “{name}” is. Say it again with their names.")
        met += people or (
            sorted(both) if not new and len(both) == 2 else [name] if new else side_by_side(name, context)
        )
    return with_values(command, attendees=tuple(met))


def owner_invited(command: Command, context: Context) -> Command:
    """ "put the concert in Grace's diary", where she is known and no calendar is called so: she comes, too."""
    values = command.values
    owner = POSSESSIVE.sub("", values.list_name or values.location or "")  # a diary may be taken for a place
    words = words_of(owner)
    diary = words and re.search(rf"\b{re.escape(owner)}{DIARY}", command.text, re.I)
    if not diary or command.object != "event" or find_list(owner, of_kind("event", context)):
        return command
    if not context.index("event").people(words[-1]):
        return command
    place = None if values.list_name is None else values.location
    return with_values(command, list_name=None, location=place, attendees=(*values.attendees, owner))


def guests_of(name: str, command: Command, context: Context) -> list[str]:
    """Those who come to the next event of that name; none where there is no such event."""
    found = occurrences_found(dataclasses.replace(command, selector=Selector(names=(name,))), context)
    return [person.name for occurrence in found[:1] for person in occurrence.row.attendees]


def with_company(name: str, row: Row) -> str:
    """ "rename Lunch with Jo to dinner": another word for the kind leaves the people in the name."""
    company = COMPANY.search(row.summary) if isinstance(row, Event) and row.attendees else None
    is_kind = name.lower() in (*wording.MEETING_NAMES, *wording.NOT_MEETINGS)
    return f"{name} {company[0]}" if company and is_kind else name


def with_other_company(row: Row, command: Command, context: Context) -> str:
    """The name of a row; where one person takes another's place "Lunch with Sara" is "Lunch with Jen"."""
    gone, new = command.values.removed, command.values.attendees
    company = COMPANY.search(row.summary) if len(gone) == len(new) == 1 else None
    if company is None or words_of(company[0])[1:] != words_of(gone[0]):
        return row.summary
    return f"{row.summary[: company.start()]}with {capital(known_name(new[0], context))}"


def people(row: Row, command: Command, context: Context) -> tuple[Attendee, ...]:
    """The attendees, without those taken off and with those invited; "everyone but Jo" takes off the others."""
    gone, new = command.values.removed, command.values.attendees
    everyone = any(EVERYONE.match(name) for name in gone)
    stays = (a for a in row.attendees if not everyone or is_one_of(new, a))
    kept = [a for a in stays if not is_one_of(gone, a)]
    for name in new:
        if not any(holds(content(name), words_of(a.name)) for a in kept):
            kept.append(Attendee(name=known_name(name, context)))
    return tuple(kept)


def without_absent(command: Command, context: Context) -> Command:
    """ "Frank's not coming tomorrow": it goes on without him, if others are invited; else it is cancelled, where the words were taken so, or it is
    called by him ("Lunch with Frank")."""
    values = command.values
    told = bool(values.removed) and values.has_only("removed") and command.operation == "update"
    people = values.removed if told else command.selector.attendees
    named, absent = in_a_row(people), is_absent(people, command.text)
    of_thing = people and command.selector.names
    taken_off = of_thing and re.match(rf"\W*cancel\s+{named}\s+(?:for|from)\b", command.text, re.I)
    said = (absent and not ORDER.search(command.text)) or taken_off
    if said and told:
        alone = command.selector.is_empty and not context.focus  # "Marjan isn't coming": to what she would have come to
        command = with_selector(command, attendees=people) if alone else command
        theirs = [is_theirs(target.row, people) for target in targets_found(command, context)]
        return as_cancelled(command) if theirs and all(theirs) else command
    if not said or command.operation not in ("update", "delete") or not values.is_empty:
        return command
    meant = with_values(dataclasses.replace(command, operation="update", object="event"), removed=people)
    found = targets_found(meant, context)
    if command.operation == "update":  # "Nina bailed on Saturday"
        return as_cancelled(meant) if found and all(is_theirs(target.row, people) for target in found) else meant
    alone = any(all(is_one_of(people, guest) for guest in target.row.attendees) for target in found)
    return command if alone else meant


def of_those_told(command: Command, context: Context) -> Command:
    """ "Amira's sick so the consult needs to be on Monday", "Kim isn't coming to the fitting": of several things of that name the one of whom
    something is told, or who comes no more."""
    selector = command.selector
    one = selector.number is Number.ONE and not (selector.plural or selector.attendees or selector.picked)
    people = {*command.values.removed, *(told[1] for told in TOLD_OF.finditer(command.text))}
    if command.object != "event" or not (one and selector.names and people):
        return command

    def found(meant: Command) -> set[str]:
        return {o.row.uid for o in occurrences_found(meant, context)}

    every = found(command)
    ways = [with_selector(command, attendees=(person,)) for person in people if len(every) > 1]
    fewer = [way for way in ways if 0 < len(found(way)) < len(every)]
    return fewer[0] if len(fewer) == 1 else command


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


def is_theirs(row: Row, people: Sequence[str]) -> bool:
    """Nobody else comes, and the title says whose it is, or with whom: "Finn football", "Lunch with Frank" is none without him."""
    names = (re.search(rf"\b{re.escape(person.split()[0])}\b", row.summary, re.I) for person in people)
    return all(is_one_of(people, guest) for guest in row.attendees) and any(names)


def as_cancelled(command: Command) -> Command:
    """The cancelling of what somebody would have come to."""
    people = command.values.removed
    return with_selector(dataclasses.replace(command, operation="delete", values=Values()), attendees=people)


def is_one_of(people: Sequence[str], guest: Attendee) -> bool:
    """A guest is one of those who are named."""
    return any(is_person(person, (guest.name,)) for person in people)
