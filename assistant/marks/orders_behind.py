"""Orders behind a story: "I'm in Leeds on Friday, cancel my meetings that day", of which all was taken for one new thing.

An order is never a note. Its clause is read by itself; what the story says of the day is the day of what it orders.
"""

import dataclasses
import re
from typing import Final

from assistant.continuations import THOSE_DAYS
from assistant.schema import CHANGES
from assistant.tagging import TaggedCommand, TaggedSlot, Tagger, Tagging
from assistant.temporal.carried import day_words
from assistant.temporal.reading import find_times
from assistant.temporal.shifts import read_length

LINKS: Final = r"(?:(?:so|and|then|please|just|can you|could you|let['’]?s)\s+)*"
VERBS: Final = r"(?:cancel|delete|clear|scrap|drop|skip|call off|free up|move|push|postpone|reschedule|shift)"
BEHIND: Final = re.compile(
    rf"[,;.–—]\s+(?={LINKS}{VERBS}\s+(?!(?:it|that|this|them|by|before|if|unless|until|within|up|for free|online)\b)\w)",
    re.I,
)
#: What is told of somebody or something, and is no thing of its own.
BEING: Final = (
    r"(?:in|at|on|away|off|out|sick|ill|stuck|busy|travell?ing|working|having|getting|going|not|down|home|back|late|closed"
    r"|(?:the|my|his|her|their|our)\b)"
)
STORY: Final = re.compile(
    rf"\W*(?:(?:i|we|he|she|they|it)"
    r"(?:['’](?:m|re|s|ve|ll|d)|\s+(?:am|are|is|was|have|has|had|can['’]?t|cannot|won['’]?t|will|got|caught|need|hurt|broke))\b"
    r"|(?:(?:the|my|our|his|her|their)\s+)?[\w'’]+?(?:\s\w+)??"
    rf"(?:['’](?:s|re)\s+{BEING}|\s+(?:is|are|was|were|has|have|can['’]?t|won['’]?t|will|got)\b)"
    r"|no\s)",
    re.I,
)
#: "I have a dentist appointment Tuesday at 3".
NEW_THING: Final = re.compile(r"\W*(?:i|we)(?:['’]ve|\s+have|\s+need)\s+(?:got\s+)?an?\b", re.I)
#: "cancel | both days |".
BOTH: Final = re.compile(r"both(?=\s+(?:of\s+)?(?:days|those|them)\b)", re.I)


def with_order(tagging: Tagging, tagger: Tagger) -> Tagging:
    """The tagging with such an order as a command of its own: in the place of a story, behind what is new."""
    text, made = tagging.text, tagging.commands[0]
    found = BEHIND.search(text, made.start, made.end) if len(tagging.commands) == 1 else None
    if found is None or made.object != "event":
        return tagging
    told = STORY.match(text, made.start, found.start()) and not NEW_THING.match(text, made.start)
    day = day_told(text, made.start, found.start())
    if told and made.operation in CHANGES and day:  # "the truck's in the shop | Tuesday |, cancel the oil change"
        return dataclasses.replace(tagging, commands=(with_day(text, made, day),))
    own = tuple(s for s in made.slots if s.end <= found.start())
    if made.operation != "create" or not (told or any(s.name == "summary" for s in own)):
        return tagging
    first, *rest = (moved(command, text, found.end()) for command in tagger.tag(text[found.end() :]).commands)
    if any(command.operation not in CHANGES for command in (first, *rest)):
        return tagging
    if day and (told or THOSE_DAYS.search(text, found.end())):
        at = first.start  # no word of the story is one of the order
        first = with_day(text, first, dataclasses.replace(day, start=at, end=at))
    new = () if told else (dataclasses.replace(made, slots=own, end=found.start()),)
    return dataclasses.replace(tagging, commands=(*new, first, *rest))


def moved(command: TaggedCommand, text: str, by: int) -> TaggedCommand:
    """A command of a clause, where that stands in the whole sentence."""
    slots = (dataclasses.replace(s, start=s.start + by, end=s.end + by) for s in command.slots)
    return dataclasses.replace(
        command, slots=tuple(slots), start=command.start + by, end=min(command.end + by, len(text))
    )


def day_told(text: str, start: int, end: int) -> TaggedSlot | None:
    """The day that a story tells, without its hours, as what finds things."""
    said = [text[start + begin : start + stop] for begin, stop in find_times(text[start:end])]
    dated = (day_words(phrase) for phrase in reversed(said) if read_length(phrase) is None)
    day = next(filter(None, dated), None)
    at = text.find(day, start, end) if day else -1
    return TaggedSlot("when", at, at + len(day), day, 1.0) if day and at >= 0 else None


def with_day(text: str, command: TaggedCommand, day: TaggedSlot) -> TaggedCommand:
    """An order that says no day of its own, or "that day", with the one of the story."""
    those = [s for s in command.slots if s.name == "when" and THOSE_DAYS.search(s.text)]
    if any(s.name == "when" and s not in those and day_words(s.text) for s in command.slots):
        return command
    both = [s for s in command.slots if s.name == "quantity" and BOTH.match(text, s.start)]
    kept = (s for s in command.slots if s not in those and s not in both)
    return dataclasses.replace(command, slots=(day, *kept))
