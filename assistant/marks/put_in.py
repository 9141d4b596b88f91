""" "put a taxi in for twenty past five that morning": of what was taken for nothing, something new at a time that is said."""

import re
from typing import Final

from assistant.resolution.context import THAT_DAY
from assistant.resolution.name_index import NameIndex
from assistant.tagging import Certainty, TaggedCommand, marking
from assistant.temporal.expressions import Point
from assistant.temporal.reading import values_of

THING: Final = r"[\w'’-]+(?:\s+[\w'’-]+){0,3}?"
#: "put in a taxi | for half past one that day |, they won't let me drive".
PUT_IN: Final = re.compile(
    r"\W*(?:(?:and|also|then|so|oh|ok|please|can you|could you|just)\W+)*(?:put|pop|stick|pencil|jot)\s+(?:(?:me|us)\s+)?"
    rf"(?:(?:in|down)\s+(?:an?|another|my)\s+(?P<thing>{THING})|(?:an?|another|my)\s+(?P<named>{THING})\s+(?:in|down))\s+"
    r"(?:for|at|on)\s+(?P<when>[^,;!?–—]+?)\s*(?:[,;.!–—].*)?",
    re.I,
)


def put_in(text: str, command: TaggedCommand, index: NameIndex) -> TaggedCommand | None:
    """Such an order as something new, of which the person is asked; None of all else, "put the oven on for 20 minutes" among it."""
    found = PUT_IN.fullmatch(text) if command.frame == ("none", None) else None
    if found is None or not says_when(found["when"]):
        return None
    spans = (("summary", *found.span("thing" if found["thing"] else "named")), ("when", *found.span("when")))
    return TaggedCommand("create", "event", None, 0.5, marking(text, 1.0, *spans), 0, len(text), Certainty.ASK)


def says_when(phrase: str) -> bool:
    """A day or an hour, perhaps of a day that was talked of."""
    values = values_of(phrase) or values_of(THAT_DAY.sub("", phrase).strip())
    return bool(THAT_DAY.fullmatch(phrase)) or any(
        isinstance(v, Point) and (v.clock or v.day or v.part) for v in values
    )
