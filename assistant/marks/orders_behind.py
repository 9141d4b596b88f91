"""Orders behind a story: "I'm in Leeds on Friday, cancel my meetings that day", of which all was taken for one new thing.

An order is never a note. Its clause is read by itself; what the story says of the day is the day of what it orders. Clearing up is none.
"""

import dataclasses
import re
from typing import Final

from assistant import wording
from assistant.continuations import THOSE_DAYS
from assistant.marks.left_over import FOUND_BY, LINKS, SURE_VERBS
from assistant.marks.told_deeds import time_at_end
from assistant.marks.told_names import end_before
from assistant.schema import CHANGES, EXCLUDED, TIMES
from assistant.tagging import TaggedCommand, TaggedSlot, Tagger, Tagging, marking
from assistant.temporal.carried import ANY_TIME, day_words
from assistant.temporal.reading import find_times, read_time
from assistant.temporal.shifts import read_length

#: "drop it off", "cancel within a week", "clear up on Sunday" order nothing of the calendar.
BEHIND: Final = re.compile(
    rf"(?:[,;.–—]\s+|\s+(?=so\s))(?={LINKS}(?:{SURE_VERBS}|clear|call off|free up)\s+"
    r"(?!(?:it|that|this|them|by|before|if|unless|until|within|up|for free|online)\b)\w)",
    re.I,
)
#: "party on Saturday at 7, | clear up | sunday", but not "clear up my friday".
TIDYING: Final = re.compile(
    r"[,;.–—]\s+(?:(?:and|then)\s+)?(?=(?P<verb>(?:clear|tidy)\s+up)\b(?!\s+(?:my|our)\b)[^,;]*$)", re.I
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
#: "so | im working", before what is new, on a day that is still to come.
SO_DOING: Final = re.compile(
    r"\W*\bso\s+(?:(?:then|now|that means)\s+)?(?=(?:i['’]?m|(?:i|we)\s+(?:am|are)|we['’]re)\s+(?!going\s+to\b)\w+ing\b)",
    re.I,
)
GONE: Final = re.compile(r"(?:yesterday|last|past)\b", re.I)


def with_tidying(tagging: Tagging) -> Tagging:
    """ "party saturday at 7, | clear up sunday |", "…, clear up after the party": a thing to do, whatever it was taken for, and a story before it
    is none."""
    text, *earlier, last = tagging.text, *tagging.commands
    found = TIDYING.search(text, earlier[-1].start if earlier else last.start)
    if found is None or last.object != "event":
        return tagging
    own = [s for s in last.slots if s.end <= found.start()]
    if last.operation == "create" and len(own) < len(last.slots) and last.start < found.start():
        earlier.append(last.with_slots(own, end=found.start()))
    elif not earlier and last.operation != "delete":  # a note of what is new
        return tagging
    end = len(text.rstrip(" .!"))
    begin = time_at_end(text, found.end("verb"), last)
    spans = [("summary", found.end(), end_before(text, begin or end))]
    spans += [("when", begin, end)] if begin else []
    slots = marking(text, last.confidence, *spans)
    tidying = last.with_slots(slots, operation="create", object="task", start=found.end(), end=len(text))
    return tagging.with_commands((*earlier, tidying))


def doing_then(tagging: Tagging, tagger: Tagger) -> Tagging:
    """ "jess is giving me her sunday so im | working | 12 to 6 |", "the school is shut on monday so I'm minding the | kids | 9 to 3 |": what is told is
    no part of what is new, but for its day, where none is said of that."""
    text, told = tagging.text, tagging.commands[0]
    so = SO_DOING.search(text, told.start, told.end) if len(tagging.commands) == 1 and told.object == "event" else None
    named = so and any(s.end <= so.start() for s in told.named("summary"))
    if so is None or named or told.operation not in ("create", "update") or not is_story(text[told.start : so.start()]):
        return tagging
    read = tagging if told.operation == "create" and told.named("summary") else None
    first, *rest = read.commands if read else (moved(c, text, so.end()) for c in tagger.tag(text[so.end() :]).commands)
    day = day_told(text, told.start, so.start())
    if first.frame != ("create", "event") or not first.slots:
        return tagging
    times = (read_time(s.text, ANY_TIME) for s in first.named(*TIMES))
    if day is not None and not GONE.match(day.text) and not any(time and time.day_said for time in times):
        at = max(first.start, so.end())
        first = first.with_slots((dataclasses.replace(day, start=at, end=at), *first.slots))
    return tagging.with_commands((first, *rest))


def with_order(tagging: Tagging, tagger: Tagger) -> Tagging:
    """The tagging with such an order as a command of its own: in the place of a story, behind what is new."""
    tagging = with_story_spared(with_tidying(doing_then(tagging, tagger)))
    text, made = tagging.text, tagging.commands[0]
    found = BEHIND.search(text, made.start, made.end) if len(tagging.commands) == 1 else None
    if found is None or made.object != "event":
        return tagging
    told = is_story(text[made.start : found.start()])
    day = day_told(text, made.start, found.start())
    if told and made.operation in CHANGES and day:  # "the truck's in the shop | Tuesday |, cancel the oil change"
        return tagging.with_commands((with_day(text, made, day),))
    own = [s for s in made.slots if s.end <= found.start()]
    if made.operation != "create" or not (told or any(s.name == "summary" for s in own)):
        return tagging
    first, *rest = (moved(command, text, found.end()) for command in tagger.tag(text[found.end() :]).commands)
    if any(command.operation not in CHANGES for command in (first, *rest)):
        return tagging
    if day and (told or THOSE_DAYS.search(text, found.end())):
        at = first.start  # no word of the story is one of the order
        first = with_day(text, first, dataclasses.replace(day, start=at, end=at))
    new = [] if told and not wording.ALL_ELSE.search(text, found.end()) else [made.with_slots(own, end=found.start())]
    return tagging.with_commands((*new, first, *rest))


def with_story_spared(tagging: Tagging) -> Tagging:
    """ "I'm out with | Hannah | on Saturday so clear everything else": what the story names is what stays."""
    made, text = tagging.commands[0], tagging.text
    found = wording.ALL_ELSE.search(text, made.start, made.end) if made.operation in CHANGES else None
    if found is None or not is_story(text[made.start : found.start()]):
        return tagging
    for slot in made.named(*FOUND_BY):
        if slot.end <= found.start():
            made = made.with_slot(slot, dataclasses.replace(slot, name=EXCLUDED))
    return tagging.with_commands((made, *tagging.commands[1:]))


def is_story(clause: str) -> bool:
    """ "I'm in Leeds on Friday" is told, "I have a dentist appointment Tuesday at 3" is something new."""
    return bool(STORY.match(clause)) and not NEW_THING.match(clause)


def moved(command: TaggedCommand, text: str, by: int) -> TaggedCommand:
    """A command of a clause, where that stands in the whole sentence."""
    slots = (dataclasses.replace(s, start=s.start + by, end=s.end + by) for s in command.slots)
    return command.with_slots(slots, start=command.start + by, end=min(command.end + by, len(text)))


def day_told(text: str, start: int, end: int) -> TaggedSlot | None:
    """The day that a story tells, without its hours, as what finds things."""
    said = [text[start + begin : start + stop] for begin, stop in find_times(text[start:end])]
    dated = (day_words(phrase) for phrase in reversed(said) if read_length(phrase) is None)
    day = next(filter(None, dated), None)
    at = text.find(day, start, end) if day else -1
    return TaggedSlot("when", at, at + len(day), day, 1.0) if day and at >= 0 else None


def with_day(text: str, command: TaggedCommand, day: TaggedSlot) -> TaggedCommand:
    """An order that says no day of its own, or "that day", with the one of the story."""
    those = [s for s in command.named("when") if THOSE_DAYS.search(s.text)]
    if any(s not in those and day_words(s.text) for s in command.named("when")):
        return command
    those += [s for s in command.named("quantity") if BOTH.match(text, s.start)]
    return command.with_slots((day, *(s for s in command.slots if s not in those)))
