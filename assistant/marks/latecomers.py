"""Who can't come until some hour: what they come to begins then, and is neither cancelled nor cut short, whatever the words were taken for."""

import dataclasses
import re

from assistant import wording
from assistant.tagging import TaggedCommand, TaggedSlot
from assistant.temporal.carried import ANY_TIME, day_words
from assistant.temporal.reading import read_time

#: "the photographer | isn't free |".
CANNOT = rf"\W*(?:(?:and|so|sorry|but)\s+)*(?:(?:the|my|our)\s+)?(?P<who>(?:[\w'’-]+\s+){{0,3}}?[\w-]+)(?:['’](?:s|re|m))?\s+{wording.UNABLE}\b"
#: "| till half 10 tomorrow", with all of a time behind it.
TILL = (
    rf"\s+(?:(?:{wording.UNTIL_WHEN}|['’]til)|before)\s+(?:after\s+)?(?P<time>\S[^,;.:]*(?:[.:]\d\d[^,;.:]*)?)[.!\s]*$"
)
LATE = re.compile(rf"{CANNOT}[^,;]*?{TILL}", re.I)
#: "Tom can't make it | Friday", and no more.
ABSENT = re.compile(rf"{CANNOT}(?:\s+it)?(?!.*\b(?:until|till?|before|after|but|so)\b)\s+(?!to\b)[^,;.!?]*\W*", re.I)
OF_ABSENT = frozenset({"removed_attendee", "new_when"})
#: Who and what: marks by which it is found.
FOUND_BY = {"attendee": "attendee", "removed_attendee": "attendee", "summary": "summary"}
#: Who types says of which thing it is, and "she" of whom was told.
PRONOUN = re.compile(r"(?:i|we|you|he|she|it|they|that|this|there|who)", re.I)
BEFORE_DAY = re.compile(r"(?:\s+(?:on|the))*\s*$", re.I)


def held_up(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "Paul can't be there till half 10 tomorrow": what is with him tomorrow begins at half ten; "Tom can't make it Friday" moves nothing there."""
    if {s.name for s in tagged.slots} == OF_ABSENT and ABSENT.fullmatch(text, tagged.start, tagged.end):
        then = (dataclasses.replace(s, name="when") if s.name == "new_when" else s for s in tagged.slots)
        return dataclasses.replace(tagged, slots=tuple(then))
    found = LATE.match(text[: tagged.end], tagged.start) if tagged.operation != "read" else None
    said = read_time(found["time"], ANY_TIME) if found else None
    if found is None or said is None or not said.time_said:
        return tagged
    before = found.start("time") - 1
    kept = (s for s in tagged.slots if s.end < before and (s.name in FOUND_BY or day_words(s.text) == s.text))
    slots = tuple(dataclasses.replace(s, name=FOUND_BY.get(s.name, "when")) for s in kept)
    if not any(s.name in FOUND_BY for s in slots):
        if PRONOUN.fullmatch(found["who"]):
            return tagged
        slots = (TaggedSlot("summary", *found.span("who"), found["who"], tagged.confidence), *slots)
    slots = (*slots, *times_apart(found.start("time"), found["time"].rstrip(), tagged.confidence))
    return dataclasses.replace(tagged, operation="update", object="event", asks=None, slots=slots)


def times_apart(start: int, time: str, sure: float) -> tuple[TaggedSlot, ...]:
    """The hour of "half 10 tomorrow" as what is new, and the day as what finds the thing; all of a time that ends in no day is new."""
    day = day_words(time)
    hour = BEFORE_DAY.sub("", time[: -len(day)]) if day and time.endswith(day) else time
    new = TaggedSlot("new_when", start, start + len(hour), hour, sure)
    if day is None or hour == time:
        return (new,)
    end = start + len(time)
    return (new, TaggedSlot("when", end - len(day), end, day, sure))
