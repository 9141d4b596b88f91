"""People in a follow-up: who "her" is, whom the plan on the table is to invite ("not Tom, Helen", "no, Lee"), whose thing it is about (policy 24)."""

import dataclasses
import re

from assistant import wording
from assistant.commands import Command, Referent, Selector, Values, with_one, with_selector, with_values
from assistant.conversation import Conversation
from assistant.follow_ups import cues
from assistant.resolution.matching import content, holds, is_person, words_of
from assistant.schema import CHANGES
from models.rows import Event, Row

#: "and bring the card", "take a cake": a note of what is planned; "bring the kids", "bring Emma" says who comes.
BROUGHT = cues.led(
    r"(?:(?:don['’]?t forget|remember) to )?(?P<note>(?:bring|take)(?: along)? "
    r"(?:(?P<one>the|an?|some) )?(?P<thing>(?!(?:kids?|children|boys?|girls?|twins|family|parents|grandparents|in-laws|others?|baby|"
    r"neighbou?rs?|team|gang|friends?|guests?|plus)\b)[^\W\d_].*?))[\s.!]*"
)
#: "note: | bring the wagon", "make a note that | I'm bringing cake"; a note "to call Jo" is to be done.
NOTED = cues.led(
    r"(?:(?:please )?(?:make|add|take|leave|put|write) (?:an?|another) )?note(?:\s*[:,–—-]+| that\b)?\s+(?!(?:to|of|about|on|for)\b)(?P<note>\S.*?)[\s.!]*"
)
#: "Gus needs | me an hour earlier", "Rhonda wants to move | it to Friday", "Miles says make | it 9".
ASKS_FOR = re.compile(
    r"\W*(?:(?:and|but|so|oh|actually|now)\b\W*)*(?P<who>\S+(?: \S+)??)(?: (?:now|just|only))?"
    r" (?:needs?|wants?|prefers?|would (?:like|prefer)|ask(?:s|ed) for|said|says?)(?: to)?(?: (?:move|push|bring|make|have|start))? (?:me|us|it|that)\b",
    re.I,
)
HER = re.compile(r"\b(?:her|him|she|he)\b", re.I)
#: "drop the Saturday | one with her |".
ONE_WITH_HER = re.compile(r"\bones? with (?:her|him)\b", re.I)
WITH_HER = re.compile(r"\bwith (?:her|him)\b", re.I)
#: "take her off again".
TAKES_OFF = cues.led(r"(?:(?:uninvite|disinvite|remove|drop) (?:her|him)|(?:take|leave) (?:her|him) (?:off|out))\b")


def with_brought(command: Command, text: str, last: Command) -> Command:
    """ "and bring the card" after "lunch with Kim on Friday": a note of that, and nobody to be invited."""
    said, values = BROUGHT.fullmatch(text), command.values
    its = last.object == "event" and last.operation in ("create", *CHANGES) and command.operation == "update"
    thing = values.description or " and ".join(values.attendees)
    bare = values.has_only("description") or (values.has_only("attendees") and said and said["one"])
    if said is None or not (its and bare) or said["thing"].casefold() != thing.casefold() or said["thing"][0].isupper():
        return command
    return dataclasses.replace(command, values=Values(description=said["note"]))


def told_of_it(command: Command, text: str, last: Command | None, conversation: Conversation) -> Command:
    """What is asked for, or noted, of the one thing that was last talked of."""
    if len(conversation.focus) != 1:
        return command
    waits = conversation.question is not None and conversation.plan is None
    asked = asked_by(command, text)
    return asked if last is None or waits else noted(asked, text, last)


def noted(command: Command, text: str, last: Command) -> Command:
    """ "note: bring the wagon", "make a note that I'm bringing cake", after an event was made, changed or told: a note of that, and no task."""
    said = NOTED.fullmatch(text) if last.object == "event" else None
    tells = command.makes("task") or command.operation == "update"
    dated = command.whens or command.values.recurrence or command.values.list_name
    if said is None or dated or not tells or last.operation not in ("create", "read", *CHANGES):
        return command
    it = Selector(referent=Referent.IT)
    return dataclasses.replace(
        command, operation="update", object="event", selector=it, values=Values(description=said["note"])
    )


def asked_by(command: Command, text: str) -> Command:
    """ "Gus needs me an hour earlier" after "when's my next shift": of that, whoever it is that asks for it; no other thing with Gus."""
    said, selector, values = ASKS_FOR.match(text), command.selector, command.values
    alone = selector == Selector(attendees=selector.attendees) and values.has_only("when", "shift", "duration")
    asks = said and [word.casefold() for word in selector.attendees] == [said["who"].casefold()]
    if command.operation != "update" or values.is_empty or not (alone and asks):
        return command
    return dataclasses.replace(command, selector=Selector(referent=Referent.IT))


def without_guests(values: Values, earlier: tuple[Command, ...]) -> tuple[Command, ...]:
    """ "not Tom", "not Tom, Helen": of those whom the plan was to invite, with another in their place; none where it invites no such person."""
    if not values.has_only("attendees", "removed"):
        return ()
    left = [words_of(name) for name in values.removed]
    kept = [tuple(n for n in c.values.attendees if words_of(n) not in left) for c in earlier]
    at = next((at for at, c in enumerate(earlier) if kept[at] != c.values.attendees), None)
    if at is None:
        return ()
    made = with_values(earlier[at], attendees=tuple(dict.fromkeys((*kept[at], *values.attendees))))
    bare = made.operation == "update" and made.values.is_empty and len(earlier) > 1
    return (*earlier[:at], *earlier[at + 1 :]) if bare else with_one(earlier, at, made)


def only_guests(words: str, earlier: tuple[Command, ...]) -> tuple[Command, ...]:
    """ "no, just Hannah" after "invite Hannah and Derek": of those whom the plan invites these; none where it is no choice among them."""
    met = next((c.values.attendees for c in reversed(earlier) if c.values.attendees), ())
    parts = cues.enumerated(words)
    kept = tuple(name for name in met if any(holds(content(part), words_of(name)) for part in parts))
    return with_others(earlier, kept) if len(parts) == len(kept) < len(met) else ()


def with_others(earlier: tuple[Command, ...], people: tuple[str, ...]) -> tuple[Command, ...]:
    """ "invite Lee instead", "no, Lee": nobody of those who were last to be invited."""
    at = max(at for at, command in enumerate(earlier) if command.values.attendees)
    return with_one(earlier, at, with_values(earlier[at], attendees=people))


def of_other_person(command: Command, last: Command) -> Command | None:
    """ "not that Ben, Ben Tran" after "cancel dinner with Ben": the same order about what is with him."""
    said, met = command.values, last.selector.attendees
    gone = [words_of(name) for name in said.removed]
    kept = tuple(name for name in met if words_of(name) not in gone)
    if not (said.removed and said.attendees and said.has_only("attendees", "removed")) or kept == met:
        return None
    return with_selector(last, attendees=(*kept, *said.attendees), picked=(), untouched=())


def with_person(command: Command, text: str, last: Command) -> Command:
    """ "when am I next seeing her" after "am I seeing Priya": the one person last talked of."""
    known = {*last.selector.attendees, *last.values.attendees}
    selector, values = command.selector, command.values
    said = (*selector.attendees, *values.attendees)
    if len(known) != 1 or not HER.search(text) or (said and not any(map(HER.fullmatch, said))):
        return command
    people = tuple(known)
    if command.operation == "update" and values.is_empty and TAKES_OFF.match(text):
        return with_values(command, removed=people)
    if values.attendees or (command.makes("event") and WITH_HER.search(text)):
        return with_values(command, attendees=people)
    if command.operation in CHANGES and not selector.attendees and ONE_WITH_HER.search(text):
        return with_selector(command, attendees=people)
    theirs = wording.THEIR_THINGS.search(text) and command.operation in CHANGES
    if selector.attendees or ((command.operation == "read" or theirs) and not selector.names):
        return with_selector(command, attendees=people)
    return command


def is_guest_still(words: str, before: Row, after: Row) -> bool:
    """Somebody so called came to it before the change, and comes still."""
    if not (isinstance(before, Event) and isinstance(after, Event)) or before == after:
        return False
    guests = {a.name or "" for a in before.attendees} & {a.name or "" for a in after.attendees}
    return is_person(words, sorted(guests))
