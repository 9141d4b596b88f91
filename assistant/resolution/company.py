"""Who comes to an event after a change: those taken off, those invited, and whom words for a group mean (policies 14, 19)."""

import dataclasses
import re

from assistant import wording
from assistant.commands import Command, Selector, with_values
from assistant.plan import Clarification, ask
from assistant.resolution.calendars import find_list, of_kind
from assistant.resolution.context import Context
from assistant.resolution.exclusion import POSSESSIVE
from assistant.resolution.matching import content, holds, is_person, words_of
from assistant.resolution.naming import capital, known_name
from assistant.resolution.selection import find_events
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
        met += people or (sorted(both) if not new and len(both) == 2 else [name])
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
    found = find_events(dataclasses.replace(command, selector=Selector(names=(name,))), context)
    occurrences = () if isinstance(found, Clarification) else found.occurrences
    return [person.name for occurrence in occurrences[:1] for person in occurrence.row.attendees]


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
    stays = (a for a in row.attendees if not everyone or any(is_person(name, (a.name,)) for name in new))
    kept = [a for a in stays if not any(is_person(name, (a.name,)) for name in gone)]
    for name in new:
        if not any(holds(content(name), words_of(a.name)) for a in kept):
            kept.append(Attendee(name=known_name(name, context)))
    return tuple(kept)
