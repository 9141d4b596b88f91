"""A second look at a sentence that the student takes for nothing it knows: what the calendar holds is evidence too.

"how long is the flight to Lisbon" is a question to a travel agent, unless a Flight to Lisbon stands in the calendar. Only the next
likeliest reading is looked at, only where it is not far-fetched, and only where the whole name of a thing stands in the sentence.
"""

import re

from assistant.tagging import TaggedCommand, TaggedSlot, Tagging
from models.queries import Queries

#: How likely the other reading must at least be: a question costs nothing, a change is looked at and confirmed, a new thing has no name yet.
LEAST = {"read": 0.03, "update": 0.1, "delete": 0.1, "complete": 0.1}


def recognize(tagging: Tagging, queries: Queries) -> Tagging:
    """The tagging by its other reading where the sentence names a thing that is there, else as it is."""
    other = tagging.other
    if other is None or other.confidence < LEAST.get(other.operation, 1.0) or other.object not in ("event", "task"):
        return tagging
    text = tagging.text
    names = {name.summary for name in queries.names("task" if other.object == "task" else "event") if name.summary}
    for name in sorted(names, key=len, reverse=True):
        found = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE)
        if found:
            slot = TaggedSlot("summary", found.start(), found.end(), found.group(), other.confidence)
            command = TaggedCommand(
                other.operation, other.object, other.asks, other.confidence, (slot,), 0, len(text), other.certainty
            )
            return Tagging(text, (command,))
    return tagging
