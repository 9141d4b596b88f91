"""Words that put something new where there is room, "in the first free slot", "whenever I'm free", and are no time; and room kept free before or
after a thing, "a 30 min buffer before the kickoff", a new event whatever the thing beside it made the student think."""

import dataclasses
import re
from typing import Final

from assistant import wording
from assistant.tagging import TaggedCommand, marking, outside

PUT = re.compile(
    r"(?:put|add|book|schedule|block|pencil|slot|squeeze|fit|stick|pop)\s+(?:in\s+)?(?!(?:the|my|our|his|her|their|it|that|this|them|these|those)\b)",
    re.I,
)
ORDER = re.compile(rf"{wording.POLITE}{PUT.pattern}", re.I)
ROOM = r"(?:slots?|gaps?|windows?|openings?|spaces?|spots?|moments?|room|time|(?:half[ -])?hours?)"
FREE = r"(?:free|available|open|empty|spare)"
#: The first place in the time that is free; a part of the day behind it is a time: "in my next free | evening".
FIRST_GAP = re.compile(
    rf"\b(?:(?:in(?:to)?|at|for|during)\s+)?(?:(?:the|my|our|an?|any)\s+)?(?:(?:very )?(?:next|first|earliest|soonest)\s+(?:possible\s+)?"
    rf"(?:{FREE}\s+(?:{ROOM}\b|(?=(?:morning|afternoon|evening|night|day|weekend)\b))|(?:slot|gap|opening)\b)"
    rf"|{FREE}\s+(?:slot|gap|window|opening|space)\b)(?: (?:that )?(?:i|we)(?:['’]ve| have)(?: got)?)?(?:\s+(?:on|in))?",
    re.I,
)
#: "whenever I'm free", "where there's room", "as soon as I have an hour free", "wherever it fits", "when free".
WHENEVER = re.compile(
    rf"\b(?:whenever|wherever|when|where|(?:at )?(?:any|some) ?time|as soon as|once)\s+(?:that\s+)?(?:it fits\b|{FREE}\b|"
    rf"(?:i|we|there|my (?:calendar|diary|day))\s*(?:['’]?m|am|['’]?re|are|['’]?s|is|['’]?ve|have)?(?:\s+(?:got|an?|some|next|both))*\s+"
    rf"(?:{FREE}\b(?:\s+{ROOM}\b)?|{ROOM}\b(?:\s+{FREE}\b)?|clear\b|not busy\b))(?:\s+(?:on|in))?",
    re.I,
)
GAP_SAID = (FIRST_GAP, WHENEVER)
#: What is fitted in does not lie on something else; the hour at which it would be is as good as any.
FITTED = re.compile(
    rf"{wording.POLITE}(?:(?:i|we) (?:need|want|have) to )?(?:fit|squeeze|slot)\b(?:\s+in\b|.*\bin"
    rf"(?=\s+(?:on|before|after|between|around|some|this|next|today|tonight|tomorrow|{wording.WEEKDAY})\b|\W*$))"
    r"|\b(?:some ?time|at some point|any ?time)\b(?! off)"
    rf"|{wording.POLITE}(?:(?:i|we) (?:need|want|have) to )?(?:block|set aside|carve out|reserve)(?: off| out)?\s+(?:\w+ )?(?:and )?(?:an? )?"
    r"(?:half )?(?:[\d.]+\s*)?(?:hours?|hrs?|h|minutes?|mins?)\b",
    re.I,
)
#: What people put beside an event; of these words none is a thing that is there.
MARGINS = r"(?:buffer|travel(?:ling)?|travel time|commut(?:e|ing)|driv(?:e|ing)(?: time)?|prep(?:aration)?(?: time)?|break|gap|cushion|set[- ]?up(?: time)?)"
LENGTH = r"(?:an?|one|half an?|\d+(?:[.,]\d+)?|[a-z]+)[ -]?(?:hours?|hrs?|h|minutes?|mins?|min)"
KEPT = re.compile(
    rf"{wording.POLITE}(?:add|put|block(?: off| out)?|keep|leave|insert|schedule|book|create|fit)\s+(?:in\s+)?(?:an?\s+|some\s+)?"
    rf"(?P<duration>{LENGTH})\s+(?:of\s+|for\s+)?(?:an?\s+)?(?P<summary>{MARGINS}|\w+\s+{MARGINS})\s+(?:in\s+)?"
    r"(?P<when>(?:right\s+|straight\s+)?(?:before|after)\s+(?!and\b)\S.*?)[\s.!]*$",
    re.I,
)

#: "book 15 min after it to write up notes": how long, beside what is talked of, and what for.
BLOCKED: Final = re.compile(
    r"\W*(?:(?:and|then|also|ok|so|please|can you|could you)\s+)*(?:book|block|hold|reserve|keep|set aside|pencil in|put in|schedule)\s+(?:(?:out|off|in|me|us|another|a further)\s+)*"
    rf"(?P<duration>{LENGTH})\s+(?:free\s+)?(?P<when>(?:(?:right|straight|just|immediately|directly)\s+)?(?:before|after)\s+(?:it|that|this|them))\s+(?:to\s+|for\s+(?:(?:the|an?|my|our)\s+)?)(?P<summary>\S.*?)[\s.!]*",
    re.I,
)


def with_blocked(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "book | 15 min | after it | to write up notes": an event of that length, and no thing to do so long after."""
    found = BLOCKED.fullmatch(text, tagged.start, tagged.end) if tagged.operation == "create" else None
    if found is None:
        return tagged
    slots = marking(text, tagged.confidence, *((name, *found.span(name)) for name in found.groupdict()))
    return tagged.with_slots(slots, object="event")


def with_gap(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "book an hour with Ana | when free |", an order and no question; the words for the gap stand in no slot of a new thing, so that
    "tomorrow" is left of "in my first gap tomorrow"."""
    clause = text[tagged.start : tagged.end]
    found = [match for words in GAP_SAID for match in words.finditer(clause)]
    if not found or not tagged.named("summary", "attendee"):
        return tagged
    ordered = ORDER.match(clause)
    asks_free = tagged.operation == "read" and tagged.asks == "free"
    changes = any(s.name.startswith(("new_", "removed_")) or s.name == "shift" for s in tagged.slots)
    if not ordered or changes or not (asks_free or tagged.operation in ("create", "update")):
        return tagged
    for match in found:
        start, end = (tagged.start + at for at in match.span())
        for slot in tagged.slots:
            if slot.name not in ("summary", "attendee", "duration"):
                tagged = tagged.with_slot(slot, *outside(text, slot, start, end))
    thing = "event" if tagged.operation != "create" else tagged.object
    return dataclasses.replace(tagged, operation="create", object=thing, asks=None)


def with_margin(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "add a 30 min buffer before the kickoff": half an hour called Buffer that ends where the kickoff begins."""
    found = KEPT.match(text, tagged.start, tagged.end) if tagged.operation != "none" else None
    if found is None:
        return tagged
    slots = marking(text, tagged.confidence, *((name, *found.span(name)) for name in found.groupdict()))
    return tagged.with_slots(slots, operation="create", object="event", asks=None)
