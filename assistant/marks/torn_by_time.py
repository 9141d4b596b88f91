"""A name that its time tears: of "phone Raigmore | at 4 | about mum's tablets" what stands behind the time goes on with the name, and is no second
thing, nor a note."""

import dataclasses
import re
from typing import Final

from assistant.schema import TIMES
from assistant.tagging import TaggedCommand, TaggedSlot

WHOSE: Final = r"(?:(?:the|an?|my|our|his|her|their|some)\s+)?"
#: Words that go on with what was begun, never with a further thing; "with" and "for" lead to people of an event, and "for two hours" is a length.
TOPIC: Final = r"about|re|regarding|concerning"
GOES_ON: Final = {
    "task": re.compile(rf"\s+((?:{TOPIC}|for|with|to)\b:?\s+{WHOSE})", re.I),
    "event": re.compile(rf"\s+((?:{TOPIC}|for|to)\b:?\s+{WHOSE})", re.I),
}
#: All that may stand between the name and its time: no "and", no comma, and no further words of the one or the other.
LED: Final = re.compile(r"(?:\s+(?:on|at|by|in|for|around|about|before|after|due|from|the|this))*\s+", re.I)
#: What the end of such a name may have been taken for; of an event a note stays one.
ENDS: Final = {"task": frozenset({"summary", "description", "attendee", "location"}), "event": frozenset({"summary"})}

#: Between a note and what may stand behind it.
NOTHING_MORE: Final = re.compile(r"[\s,.!]*(?:(?:for|with|at|in)\s+(?:about\s+|the\s+)?)?")
BESIDE: Final = frozenset({"duration", "attendee", "location"})


def with_end_behind_time(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """The command with such a name in one piece; each piece is joined once, so that "at 4 | about | the hay | for | the ponies" is whole too."""
    if tagged.operation != "create" or tagged.object not in GOES_ON:
        return tagged
    slots = tagged.in_order
    for at, name in enumerate(slots):
        behind = next((n for n, s in enumerate(slots) if n > at and s.name not in TIMES), len(slots))
        times = slots[at + 1 : behind]
        if name.name != "summary" or not times or not LED.fullmatch(text, name.end, times[0].start):
            continue
        said = slots[behind] if behind < len(slots) else None
        whole = joined_behind(text, tagged.object, name, times[-1].end, said) if said else None
        if said and whole:
            return with_end_behind_time(
                text, tagged.with_slots(whole if s is name else s for s in slots if s is not said)
            )
    return tagged


def joined_behind(text: str, thing: str, name: TaggedSlot, begin: int, rest: TaggedSlot) -> TaggedSlot | None:
    """The name with what stands behind its time, which ends at `begin`; None where that is something else."""
    link = GOES_ON[thing].match(text, begin, rest.end)
    leads = link is not None and (rest.start >= link.end() or not text[begin : rest.start].strip())
    if link is None or not leads or rest.name not in ENDS[thing] or text[link.end() : rest.start].strip():
        return None
    return dataclasses.replace(name, text=f"{name.text} {text[link.start(1) : rest.end]}")


def with_note_behind_time(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "| barber | tues 18th 1pm | quick trim | 20 mins": what stands right behind the only time of a new event, with a length, people or a place
    behind it and nothing else, says more of it, and is no second thing at that hour."""
    names, times = tagged.named("summary"), tagged.named(*TIMES)
    if tagged.frame != ("create", "event") or len(names) != 2 or len(times) != 1 or tagged.named("description"):
        return tagged
    first, note = names
    beside = first.end <= times[0].start and text[times[0].end : note.start].isspace()
    behind = [s for s in tagged.slots if s.start >= note.end]
    if not beside or not behind or any(s.name not in BESIDE for s in behind):
        return tagged
    rest = text[note.end : behind[0].start if behind else tagged.end]
    if not NOTHING_MORE.fullmatch(rest):
        return tagged
    return tagged.with_slot(note, dataclasses.replace(note, name="description"))
