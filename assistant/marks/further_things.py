"""A further thing at the end of what is ticked off or deleted, of which nothing is marked: "got the eucalyptus | and both lots of roses", "cancel physio | and
also the dinner". Where all of it is there it goes the same way; what is not there is told (`left_over`)."""

import re
from collections.abc import Iterator
from typing import Final

from assistant.marks.left_over import AND_MORE, FOUND_BY, and_more
from assistant.resolution.name_index import Indexes, NameIndex
from assistant.tagging import Certainty, TaggedCommand, Tagging, marking, residue
from models.queries import Queries

TAKEN: Final = frozenset({"complete", "delete"})
#: What parts several of them: a link, or "with" before the next ("Åre with both trains").
PARTS: Final = re.compile(r"\s*(?:,|&|\band\b)\s*(?:also\s+)?|\s+with\s+(?=(?:the|my|our|both|all)\b)", re.I)
#: How many of it, and the name: "both lots of | roses |".
THING: Final = re.compile(
    r"(?:(?:also|as well)\s+)?(?:(?P<many>both|all)\s+(?:of\s+)?)?(?:(?:the|my|our|those)\s+)?"
    r"(?:(?:lots?|kinds?|sorts?|sets?|types?|bunch(?:es)?|packs?|bags?)\s+of\s+(?:the\s+)?)?(?P<name>\S.*)",
    re.I,
)


def with_further_things(tagging: Tagging, queries: Queries, indexes: Indexes) -> Tagging:
    """The tagging with a command for each of them."""
    text = tagging.text
    kept = (each for c in tagging.commands for each in apart(text, c, indexes.named(c.object, queries)))
    return tagging.with_commands(kept)


def apart(text: str, command: TaggedCommand, index: NameIndex) -> Iterator[TaggedCommand]:
    """The command, and those of the further things behind it, if all of them are there."""
    named = command.operation in TAKEN and command.named(*FOUND_BY)
    more = and_more(residue(text, command)) if named else None
    end = max((s.end for s in command.slots), default=command.start)
    found = AND_MORE.search(f"|{text[end : command.end]}") if more else None
    at = end - 1
    spans = list(pieces(text, at + found.start(1), at + found.end(1))) if found else []
    things = [THING.fullmatch(text, *span) for span in spans]
    if not things or any(thing is None or not index.candidates(thing["name"]) for thing in things):
        yield command
        return
    yield command.with_slots(command.slots, end=end)
    for number, thing in enumerate(thing for thing in things if thing):
        many = [("quantity", *thing.span("many"))] if thing["many"] else []
        slots = marking(text, command.confidence, *many, ("summary", *thing.span("name")))
        last = command.end if number == len(things) - 1 else thing.end()
        made = command.with_slots(slots, start=thing.start(), end=last)
        yield made.with_slots(slots, certainty=Certainty.ASK)


def pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where in a stretch of the text each of several things stands."""
    for part in PARTS.finditer(text, start, end):
        yield start, part.start()
        start = part.end()
    yield start, end
