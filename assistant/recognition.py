"""A second look at a sentence that the student takes for nothing it knows: what the calendar holds is evidence too.

"how long is the flight to Lisbon" is a question to a travel agent, unless a Flight to Lisbon stands in the calendar. Only the next
likeliest reading is looked at, only where it is not far-fetched, and only where the whole name of a thing stands in the sentence.
"""

import dataclasses
import re
from typing import Literal

from assistant.resolution.matching import words_of
from assistant.resolution.name_index import Indexes
from assistant.tagging import TaggedSlot, Tagging
from models.queries import Queries

#: How likely the other reading must at least be: a question costs nothing, a change is looked at and confirmed, a new thing has no name yet.
LEAST = {"read": 0.03, "update": 0.1, "delete": 0.1, "complete": 0.1}


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
