"""Time kept free before or after a thing: a new event, whatever the thing beside it made the student think."""

import dataclasses
import re

from assistant import wording
from assistant.tagging import Tagging, marking

#: What people put beside an event; of these words none is a thing that is there.
MARGINS = r"(?:buffer|travel(?:ling)?|travel time|commut(?:e|ing)|driv(?:e|ing)(?: time)?|prep(?:aration)?(?: time)?|break|gap|cushion|set[- ]?up(?: time)?)"
LENGTH = r"(?:an?|one|half an?|\d+(?:[.,]\d+)?|[a-z]+)[ -]?(?:hours?|hrs?|h|minutes?|mins?|min)"
KEPT = re.compile(
    rf"{wording.POLITE}(?:add|put|block(?: off| out)?|keep|leave|insert|schedule|book|create|fit)\s+(?:in\s+)?(?:an?\s+|some\s+)?"
    rf"({LENGTH})\s+(?:of\s+|for\s+)?(?:an?\s+)?({MARGINS}|\w+\s+{MARGINS})\s+(?:in\s+)?((?:right\s+|straight\s+)?(?:before|after)\s+(?!and\b)\S.*?)[\s.!]*$",
    re.I,
)


def with_margins(tagging: Tagging) -> Tagging:
    """ "add a 30 min buffer before the kickoff": half an hour called Buffer that ends where the kickoff begins; other sentences as they are."""
    commands = tagging.commands
    found = KEPT.match(tagging.text) if len(commands) == 1 and commands[0].operation != "none" else None
    if found is None:
        return tagging
    named = (("duration", 1), ("summary", 2), ("when", 3))
    slots = marking(tagging.text, commands[0].confidence, *((name, *found.span(at)) for name, at in named))
    made = dataclasses.replace(commands[0], operation="create", object="event", asks=None, slots=slots)
    return dataclasses.replace(tagging, commands=(made,))
