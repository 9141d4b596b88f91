"""A second look at what the student says: what the calendar holds is evidence too.

A sentence that it takes for nothing it knows: "how long is the flight to Lisbon" is a question to a travel agent, unless a Flight to Lisbon stands in the calendar. Only the next
likeliest reading is looked at, only where it is not far-fetched, and only where the whole name of a thing stands in the sentence.

A new thing's words that a dash holds together, "renovation - 2nd floor bath": a title, unless what stands before it is a list that is there.
"""

import dataclasses
import re
from typing import Literal

from assistant.resolution.matching import words_of
from assistant.resolution.name_index import Indexes
from assistant.resolution.selection import find_list
from assistant.tagging import TaggedCommand, TaggedSlot, Tagging
from models.queries import Queries

#: How likely the other reading must at least be: a question costs nothing, a change is looked at and confirmed, a new thing has no name yet.
LEAST = {"read": 0.005, "update": 0.1, "delete": 0.1, "complete": 0.1}

#: A dash between words, and what it may seem to part.
DASH = re.compile(r"\s+[-–—]\s+")
PARTED = frozenset({"summary", "list", "location", "description"})


def recognize(tagging: Tagging, queries: Queries, indexes: Indexes) -> Tagging:
    """The tagging by its other reading where the sentence names a thing that is there, else as it is."""
    other, text = tagging.other, tagging.text
    if other is None or other.confidence < LEAST.get(other.operation, 1.0) or other.object == "list":
        return tagging
    kind: Literal["event", "task"] = "task" if other.object == "task" else "event"
    named = indexes.of(kind, queries.names(kind)).said_whole(set(words_of(text)))
    for name in sorted(named, key=len, reverse=True):
        found = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE)
        if found:
            slot = TaggedSlot("summary", found.start(), found.end(), found.group(), other.confidence)
            return Tagging(text, (dataclasses.replace(other, slots=(slot,)),))
    return tagging


def hold_together(tagging: Tagging, queries: Queries) -> Tagging:
    """The tagging with the new things' titles whole across dashes."""
    commands = tuple(
        with_dashes(command, tagging.text, queries) if command.operation == "create" else command
        for command in tagging.commands
    )
    return dataclasses.replace(tagging, commands=commands)


def with_dashes(command: TaggedCommand, text: str, queries: Queries) -> TaggedCommand:
    """A command whose names on both sides of a dash are one."""
    slots: list[TaggedSlot] = []
    for slot in command.slots:
        last = slots[-1] if slots else None
        parted = last and {last.name, slot.name} <= PARTED and DASH.fullmatch(text[last.end : slot.start])
        if last and parted and not is_list(last, queries):
            whole = text[last.start : slot.end]
            confidence = min(last.confidence, slot.confidence)
            slots[-1] = TaggedSlot("summary", last.start, slot.end, whole, confidence)
        else:
            slots.append(slot)
    return dataclasses.replace(command, slots=tuple(slots))


def is_list(slot: TaggedSlot, queries: Queries) -> bool:
    """Whether words name a list that is there."""
    return slot.name == "list" and find_list(slot.text, queries.calendars()) is not None
