"""Who else comes: a name that is a verb, too, behind somebody's ("dinner with Sue and | mark | on the 13th")."""

import dataclasses
import re
from itertools import pairwise
from typing import Final

from assistant.marks.seams import WHENS
from assistant.tagging import TaggedCommand, TaggedSlot, spanning

#: Somebody else, whose name is a verb or another word as well, and what may stand between it and the next mark.
AND_NAME: Final = re.compile(
    r"\s*(?:,?\s*\band\b|,|&)\s+(mark|bill|will|drew|grant|chase|pat|rob|nick|skip|chuck|frank|art|jack|rich|ray|grace|hope|rose|dawn)\b"
    r"(?P<to>\s+to)?(?:\s+(?:on|at|for|in|from|by|around|the|my|our|this))*[\s,.!?]*",
    re.I,
)
#: "and mark Friday | as a holiday": the verb.
MARKED: Final = re.compile(r"\b(?:as|off|down|done|out|up)\b", re.I)
PEOPLE: Final = frozenset({"attendee", "new_attendee"})


def with_companions(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "lunch with Ana and | mark | on Friday", "invite Sue and | mark | to brunch": somebody more, where nothing was marked of the name and
    what follows is none of what one marks; of "Ana and | mark | Olsen" the whole name."""
    slots = list[TaggedSlot]()
    for slot, after in pairwise([*tagged.in_order, None]):
        if slot is None or (slots and slots[-1].end >= slot.end):  # taken into the name before
            continue
        slots.append(slot)
        stop = after.start if after else tagged.end
        found = AND_NAME.fullmatch(text, slot.end, stop) if slot.name in PEOPLE else None
        if found is None or MARKED.search(text, found.end(), tagged.end):
            continue
        if after is None or after.name in (*WHENS, "location", "duration", "alarm") or found["to"]:
            slots.append(spanning(text, slot, start=found.start(1), end=found.end(1)))
        elif after.name == slot.name and found.end(1) + 1 == after.start:
            slots.append(spanning(text, slot, start=found.start(1), end=after.end))
    return dataclasses.replace(tagged, slots=tuple(slots))
