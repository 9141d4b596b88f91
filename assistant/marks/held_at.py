"""Where a thing that is there is said to be held: "the physio's at the clinic on Monday", "choir on Sunday is online"."""

import re
from typing import Final

from assistant import wording
from assistant.marks.orders_behind import moved
from assistant.resolution.matching import words_of
from assistant.resolution.name_index import NameIndex
from assistant.schema import PLACES
from assistant.tagging import Tagger, Tagging, marking

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
#: "prayer meeting Friday at 7 | online".
ONLINE_LAST: Final = re.compile(
    rf"[\s,]+(?:(?:on|via|over|by)\s+)?(online|virtually|remotely|in person|{wording.CALL_PROGRAMS})[\s.!]*$", re.I
)


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
    before = (s for s in command.slots if s.end <= at)
    behind = moved(command.with_slots(s for s in command.slots if s.start > at), text, -1)
    return Tagging(text, (command.with_slots((*before, *behind.slots), start=0, end=len(text)),))


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
    found = ONLINE.search(text) or (ONLINE_LAST.search(text) if command.operation == "create" else None)
    if found is None or len(tagging.commands) > 1 or command.object != "event" or "?" in text:
        return tagging
    named = any(s.end <= found.start() for s in command.named("summary"))
    if command.operation not in ("create", "update", "read") or not named or command.named(*PLACES):
        return tagging
    if command.over(*found.span(1)):
        return tagging
    operation, name = ("create", "location") if command.operation == "create" else ("update", "new_location")
    place = marking(text, command.confidence, (name, *found.span(1)))
    changed = command.with_slots((*command.slots, *place), operation=operation, asks=None)
    return tagging.with_commands((changed,))
