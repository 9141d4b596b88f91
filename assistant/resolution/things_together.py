"""Several things named together, and what is said of one of them or of each: "the Acme and Zenith invoices", "the dentist and lunch with Ana"."""

import re
from collections.abc import Sequence

from assistant.commands import Command, Number, with_selector
from assistant.nouns import is_kind_word, looks_plural, singular
from assistant.resolution.context import Context
from assistant.resolution.exclusion import ENUMERATION
from assistant.resolution.explanation import events_found
from assistant.resolution.matching import words_of

#: By the first of these ways a name is the whole title, by the first three it is in the title (`matching.ways_of`).
EXACT, IN_TITLE = 0, 2
WITH = re.compile(r"\s+(?:with|for)\s+(?:the\s+|my\s+)?$", re.I)
#: A thing that only its kind and company name: "the meeting | with Ana".
KIND_WITH = re.compile(r"(?:^|\s)(?:meetings?|calls?|appointments?|events?)$", re.I)


def with_shared_noun(command: Command, context: Context) -> Command:
    """ "the Acme and Zenith invoices": of a plural behind the last of several names each has a part, where something is called so."""
    names = parts_of(command, context)
    *others, last = names or ("",)
    words = last.split()
    if not others or len(words) < 2 or not looks_plural(last):
        return command
    noun, meant = words[-1], list[str]()
    for name in others:
        alone = singular(noun.lower()) in words_of(name) or not joined(name, names, command.text)
        taken = alone or nearness(name, command, context) == EXACT
        meant.append(name if taken or not in_title(f"{name} {noun}", command, context) else f"{name} {noun}")
    return with_selector(command, names=(*meant, last)) if meant != others else command


def in_title(name: str, command: Command, context: Context) -> bool:
    """Something bears all words of a name in its title."""
    found = nearness(name, command, context)
    return found is not None and found <= IN_TITLE


def parts_of(command: Command, context: Context) -> tuple[str, ...]:
    """The names of a command, one that nothing bears cut where an "and" stands in it."""
    names = command.selector.names
    return tuple(
        part
        for name in names
        for part in (ENUMERATION.split(name) if nearness(name, command, context) is None else (name,))
        if part
    )


def joined(name: str, names: Sequence[str], text: str) -> bool:
    """No more than a comma or an "and" stands between a name and the next."""
    after = names[names.index(name) + 1]
    return bool(re.search(rf"{re.escape(name)}(?:{ENUMERATION.pattern}){re.escape(after)}", text, re.I))


def nearness(name: str, command: Command, context: Context) -> int | None:
    """By how near a way a name finds anything, among what the command is about or else among the rest."""
    kinds = ("task", "event") if command.object == "task" else ("event", "task")
    found = (context.index(kind).nearness(name) for kind in kinds)
    return min((way for way in found if way is not None), default=None)


def by_company(command: Command, context: Context) -> tuple[Command, ...]:
    """ "cancel the flu jab and the meeting with Gordon", who comes to no jab: one command for what he comes to, one for the rest."""
    people = command.selector.attendees
    if command.operation == "create" or command.object != "event" or not people or command.selector.excluded:
        return (command,)
    if len(people) > 1:
        return beside_company(command, context) or of_each(command, context)
    company = accompanied(command, parts_of(command, context))
    if company is None:
        return (command,)
    alone, met = company
    apart = with_selector(command, names=alone, attendees=(), kind=None, number=Number.ONE, plural=False)
    each = [with_selector(apart, names=(name,)) for name in alone]
    with_them = (with_selector(one, attendees=people) for one in each)
    if any(events_found(one, context) for one in with_them) or not all(events_found(one, context) for one in each):
        return (command,)
    return (apart, with_selector(command, names=met, number=Number.ONE, plural=False))


def beside_company(command: Command, context: Context) -> tuple[Command, ...]:
    """ "cancel coffee with Ana and the plumber", where nobody but a thing is called so: that is a command of its own; () where all are people."""
    first, *others = command.selector.attendees
    things = tuple(
        name
        for name in others
        if re.search(rf"\band (?:the|my|our) {re.escape(name)}\b", command.text, re.I)
        and not context.index("event").people(name)
        and (found := context.index("event").nearness(name)) is not None
        and found <= IN_TITLE
    )
    if not things:
        return ()
    people = tuple(name for name in (first, *others) if name not in things)
    alone = with_selector(command, names=things, attendees=(), kind=None, number=Number.ONE, plural=False)
    return (with_selector(command, attendees=people), alone)


def of_each(command: Command, context: Context) -> tuple[Command, ...]:
    """ "cancel the dentist for Owen and Lily", "cancel Ava and Bo on Monday", who have none together: one command for each of them."""
    selector, people = command.selector, command.selector.attendees
    led = re.search(rf"\bfor\s+{re.escape(people[0])}\b", command.text, re.I)
    of_all = led if selector.names else command.operation == "delete" and not selector.kind
    each = tuple(with_selector(command, attendees=(person,)) for person in people) if of_all else ()
    if not each or events_found(command, context) or not all(events_found(one, context) for one in each):
        return (command,)
    return each


def accompanied(command: Command, names: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """(names of what is met with nobody, the name of what is met with somebody, or none where its kind alone is said); None where that is
    one and the same."""
    text, person = command.text, command.selector.attendees[0]
    at = text.find(person)
    lead = WITH.search(text[:at]) if at > 0 else None
    if lead is None:
        return None
    before = text[: lead.start()]
    met = tuple(name for name in names if before.endswith(name))
    alone = tuple(name for name in names if name not in met and not is_kind_word(name, "event"))
    if not alone or not (met or KIND_WITH.search(before)):
        return None
    return alone, met
