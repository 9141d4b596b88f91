"""What begins late or ends early: one hour of a thing moves, and the day beside it finds the thing: "Paul can't be there till 10 tomorrow", "end the
call early tomorrow"."""

import dataclasses
import re

from assistant import wording
from assistant.commands import Command, with_selector, with_values
from assistant.tagging import TaggedCommand, TaggedSlot, marking
from assistant.temporal.carried import ANY_TIME, day_words
from assistant.temporal.reading import read_time

#: "the photographer | isn't free |".
WHO = rf"\W*(?:(?:and|so|sorry|but)\s+)*{wording.THE}(?P<who>(?:[\w'’-]+\s+){{0,3}}?[\w-]+)(?:['’](?:s|re|m))?\s+"
CANNOT = rf"{WHO}{wording.UNABLE}\b"
#: "| till half 10 tomorrow", with all of a time behind it.
TILL = (
    rf"\s+(?:(?:{wording.UNTIL_WHEN}|['’]til)|before)\s+(?:after\s+)?(?P<time>\S[^,;.:]*(?:[.:]\d\d[^,;.:]*)?)[.!\s]*$"
)
LATE = re.compile(rf"{CANNOT}[^,;]*?{TILL}", re.I)
#: "the recital | isn't | until 2", "Gran and Pa | aren't leaving | until the 14th".
NOT_BEFORE = re.compile(rf"{WHO}{wording.NOT_BEFORE}{TILL}", re.I)
#: "Tom can't make it | Friday", and no more.
ABSENT = re.compile(
    rf"{CANNOT}(?:\s+it)?(?!.*\b(?:{wording.UNTIL_WHEN}|before|after|but|so)\b)\s+(?!to\b)[^,;.!?]*\W*", re.I
)
OF_ABSENT = frozenset({"removed_attendee", "new_when"})
#: Who and what: marks by which it is found.
FOUND_BY = {"attendee": "attendee", "removed_attendee": "attendee", "summary": "summary"}
#: Who types says of which thing it is, and "she" of whom was told.
PRONOUN = re.compile(r"(?:i|we|you|he|she|it|they|that|this|there|who)", re.I)
BEFORE_DAY = re.compile(r"(?:\s+(?:on|the))*\s*$", re.I)
#: "early", and "short" of "cut it short", that say when it ends, and are no part of what is called "the early shift".
EARLY = re.compile(
    rf"\s*\b(?:early|short)\b(?=\W*$|,|\s+(?:at|on|by|to|today|tonight|tomorrow|this|next|{wording.WEEKDAY_OR_SHORT})\b)\s*",
    re.I,
)
ENDS_EARLY = re.compile(
    rf"(?:{wording.POLITE}(?:end|finish|stop|wrap up|cut)\b.*?|\b(?:ends|finishes|stops|ending|finishing))(?:{EARLY.pattern})",
    re.I,
)
TO = re.compile(rf"\b(?:to|{wording.UNTIL_WHEN})\s+(?:the\s+)?$", re.I)


def held_up(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "Paul can't be there till half 10 tomorrow": what is with him tomorrow begins at half ten; "the recital isn't until 2": then; "Tom can't
    make it Friday" moves nothing there."""
    if {s.name for s in tagged.slots} == OF_ABSENT and ABSENT.fullmatch(text, tagged.start, tagged.end):
        return tagged.with_slots(
            dataclasses.replace(s, name="when") if s.name == "new_when" else s for s in tagged.slots
        )
    ways = (LATE, NOT_BEFORE) if tagged.operation != "read" else ()
    found = next((way for words in ways if (way := words.match(text[: tagged.end], tagged.start))), None)
    said = read_time(found["time"], ANY_TIME) if found else None
    if found is None or said is None:
        return tagged
    begins = found.re is LATE and said.time_said  # else only whoever or whatever "isn't until" then gets that time
    before = found.start("time") - 1
    kept = (s for s in tagged.slots if s.end < before and (s.name in FOUND_BY or day_words(s.text) == s.text))
    slots = [dataclasses.replace(s, name=FOUND_BY.get(s.name, "when")) for s in kept] if begins else []
    if not any(s.name in FOUND_BY for s in slots):
        if PRONOUN.fullmatch(found["who"]) or not (begins or NOT_BEFORE.match(found[0])):
            return tagged
        slots += marking(text, tagged.confidence, ("summary", *found.span("who")))
    times = times_apart(found.start("time"), found["time"].rstrip(), tagged.confidence)
    return tagged.with_slots((*slots, *times), operation="update", object="event", asks=None)


def times_apart(start: int, time: str, sure: float) -> tuple[TaggedSlot, ...]:
    """The hour of "half 10 tomorrow" as what is new, and the day as what finds the thing; all of a time that ends in no day is new."""
    day = day_words(time)
    hour = BEFORE_DAY.sub("", time[: -len(day)]) if day and time.endswith(day) else time
    hour = hour or time
    new = TaggedSlot("new_when", start, start + len(hour), hour, sure)
    end = start + len(time)
    return (new, TaggedSlot("when", end - len(day), end, day, sure)) if day and hour != time else (new,)


def ending_early(command: Command) -> Command:
    """ "end the call early tomorrow", of which something called "call early", or a time "early tomorrow", was made; "cut it short to an hour on
    Monday", of which a move to Monday was."""
    early = ENDS_EARLY.search(command.text)
    if command.object != "event" or command.operation not in ("update", "delete"):
        return command
    return of_its_day(without_early(command) if early else command, says_end=bool(early))


def without_early(command: Command) -> Command:
    """The change of an end, without the word in what is called so, or in a time."""
    selector, values = command.selector, command.values
    names, whens, new = (
        tuple(kept for words in said if (kept := re.sub(r"\b(?:early|short)\b\s*", "", words, flags=re.I).strip()))
        for said in (selector.names, selector.whens, values.when)
    )
    meant = with_values(with_selector(command, names=names, whens=whens), when=new)
    return dataclasses.replace(meant, operation="update", end_alone=True, lead=-1)


def of_its_day(command: Command, says_end: bool) -> Command:
    """A day beside a new length, or no new end, is that of the thing."""
    phrase, ends = " ".join(command.values.when), command.values.duration or says_end
    if not (command.operation == "update" and command.end_alone and phrase and ends) or command.selector.whens:
        return command
    if day_words(phrase) != phrase or TO.search(command.text[: command.text.find(phrase)]):
        return command
    return with_values(with_selector(command, whens=(phrase,)), when=())
