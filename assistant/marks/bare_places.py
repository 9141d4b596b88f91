"""A word right behind the name of a new event that was taken for its place, though nothing says where: "standup | kite | Tuesday 9:45"."""

import re
from itertools import pairwise
from typing import Final

from assistant import wording
from assistant.resolution.matching import words_of
from assistant.resolution.name_index import Indexes, NameIndex
from assistant.tagging import TaggedCommand, TaggedSlot, Tagging, spanning
from models.queries import Queries

#: Behind a meeting stands what it is about, behind a meal where it is.
MEETING, MEAL = (
    re.compile(rf"(?:.*\s)?(?:{'|'.join(map(re.escape, names))})", re.I)
    for names in (wording.MEETING_NAMES, wording.NOT_MEETINGS)
)
#: What is a place whatever stands before it.
SOMEWHERE: Final = re.compile(
    rf"\b(?:{wording.CALL_PROGRAMS}|online|virtual|remote|in person|(?:on|off)site|home|work|office|hq|room|hall|studio|library|school|lab|"
    r"church|cafe|café|pub|bar|upstairs|downstairs|downtown|outside|here|there)\b|\d",
    re.I,
)


def with_bare_places(tagging: Tagging, queries: Queries, indexes: Indexes) -> Tagging:
    """The tagging with such words in the name, where a list or a calendar is called so, or something else that is there, and no place."""
    text = tagging.text

    def mended(command: TaggedCommand) -> TaggedCommand:
        slots = command.in_order
        for name, place in pairwise(slots):
            beside = (name.name, place.name) == ("summary", "location") and text[name.end : place.start].isspace()
            if beside and is_of_name(name, place, queries, indexes.named("event", queries)):
                whole = spanning(text, name, end=place.end)
                return command.with_slots(whole if s is name else s for s in slots if s is not place)
        return command

    return tagging.with_commands(mended(c) if c.frame == ("create", "event") else c for c in tagging.commands)


def is_of_name(name: TaggedSlot, place: TaggedSlot, queries: Queries, events: NameIndex) -> bool:
    """Whether the word, in small letters, says what it is about, as what else is there shows, and nothing is held at such a place."""
    words = words_of(place.text)
    if not (words and place.text.islower()) or SOMEWHERE.search(place.text):
        return False
    if any(words == words_of(calendar.name) for calendar in queries.calendars()):
        return True
    rows = [events.rows[id_] for id_ in events.holding(words)]
    if MEAL.fullmatch(name.text) or any(set(words) <= set(words_of(row.location or "")) for row in rows):
        return False
    return bool(MEETING.fullmatch(name.text)) or any(set(words) <= set(words_of(row.summary)) for row in rows)
