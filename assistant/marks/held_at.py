"""Where a thing that is there is said to be held: "the physio's at the clinic on Monday", "choir on Sunday is online"."""

import dataclasses
import re
from typing import Final

from assistant import wording
from assistant.marks.orders_behind import moved
from assistant.resolution.matching import words_of
from assistant.resolution.name_index import NameIndex
from assistant.tagging import TaggedCommand, TaggedSlot, Tagger, Tagging

#: "the physio|'s at| the clinic"; an hour, and a time to come ("in an hour"), is no place.
CONTRACTED: Final = re.compile(
    rf"\W*(?P<the>(?:the|my|our)\s+)?(?P<name>[^\W\d_][\w-]*(?:\s+[\w-]+){{0,2}}?)(?P<is>['’]s)\s+(?:at|in|online|on (?:{wording.CALL_PROGRAMS}))\b"
    rf"(?!\s+(?:\d|an?\b|half\b|noon\b|midnight\b|{wording.MONTH}\b))",
    re.I,
)
#: A place that is no room: "choir is | online |".
ONLINE: Final = re.compile(
    r"(?:['’]s|\b(?:is|are|will be))\s+(?:now\s+|also\s+)?(online|virtual|remote|in person)\b(?!\s+\w+ing\b)", re.I
)
PLACES: Final = frozenset({"location", "new_location"})


def tagged_there(text: str, tagger: Tagger, events: NameIndex) -> Tagging:
    """The tagging of a sentence; one that says with "'s" where a thing that is there is held is read as if it said "is"."""
    found, tagging = CONTRACTED.match(text), tagger.tag(text)
    if found is None or not is_thing(found["name"], bool(found["the"]), events):
        return tagging
    at = found.start("is")
    full = with_online(tagger.tag(f"{text[:at]} is{text[found.end('is') :]}"))
    command, names = full.commands[0], {s.name for s in full.commands[0].slots}
    across = any(s.start <= at < s.end for s in command.slots)
    if len(full.commands) > 1 or command.operation not in ("create", "update") or across or names.isdisjoint(PLACES):
        return tagging
    before = tuple(s for s in command.slots if s.end <= at)
    behind = moved(dataclasses.replace(command, slots=tuple(s for s in command.slots if s.start > at)), text, -1)
    whole = dataclasses.replace(command, slots=(*before, *behind.slots), start=0, end=len(text))
    return Tagging(text, (whole,))


def is_thing(name: str, has_article: bool, events: NameIndex) -> bool:
    """Whether something, and nobody, is called so: "the physio", and without an article what is a whole title or ends one as a noun
    ("squad" of Swimming squad, not "Tom" of Orthodontist Tom)."""
    titles = [events.rows[id_].summary for id_ in events.holding(words_of(name))]
    noun = f" {name.casefold()}"
    called = has_article or any(title.casefold() == name.casefold() or title.endswith(noun) for title in titles)
    return bool(titles) and called and not events.people(name)


def with_online(tagging: Tagging) -> Tagging:
    """ "choir on Sunday is | online |", of which that was left out: a place, and where it was taken for a question the change of it."""
    command, text = tagging.commands[0], tagging.text
    found = ONLINE.search(text)
    named = any(found and s.name == "summary" and s.end <= found.start() for s in command.slots)
    taken = any(found and s.start < found.end(1) and s.end > found.start(1) for s in command.slots)
    if found is None or len(tagging.commands) > 1 or command.object != "event" or not named or taken or "?" in text:
        return tagging
    if command.operation not in ("create", "update", "read") or any(s.name in PLACES for s in command.slots):
        return tagging
    made = command.operation == "create"
    place = TaggedSlot("location" if made else "new_location", *found.span(1), found[1], command.confidence)
    slots = tuple(sorted((*command.slots, place), key=lambda s: s.start))
    changed: TaggedCommand = dataclasses.replace(
        command, operation="create" if made else "update", asks=None, slots=slots
    )
    return dataclasses.replace(tagging, commands=(changed,))
