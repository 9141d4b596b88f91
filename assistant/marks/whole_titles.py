"""Titles of new events keep all their words, and no word of one is somebody: "Mrs Pavlovic's cat", "the kids have a day off", "hockey wrap up"."""

import dataclasses
import re
from itertools import pairwise
from typing import Final

from assistant import wording
from assistant.marks.openings import CALL_IT, SPOKEN
from assistant.marks.told_names import end_before
from assistant.resolution.coming_and_going import KIN
from assistant.tagging import TaggedCommand, mend, spanning

#: "Mrs Pavlovic's | cat", but not "Ana's mum", who is met herself.
WHOSE: Final = re.compile(
    rf"\S.*['’]s\s+(?!(?:{KIN.pattern}|boss|assistant|lawyer|teacher|friends?|mates?|team|class|family|people|manager|doctor|nurse|agent|neighbours?)\b)"
    r"[a-z][\w-]*",
)
HAVE: Final = re.compile(r"\s+(?:have|has)\s+(?:got\s+)?(?:(?:an?|his|her|their|some)\s+)?", re.I)
#: "| new kp Jaz starts | mon 4pm | induction |": who begins or ends something, and when.
BEGINS: Final = re.compile(
    r"\W*(?P<said>(?P<who>(?:[^\W\d_][\w'’-]*\s+){1,4}?)(?:starts?|starting|begins?|joins?|joining|leaves?|finish(?:es)?))\s+(?:(?:on|at|from)\s+)?(?:the\s+)?",
    re.I,
)
#: "book the | dog in for a | groom".
IN_FOR: Final = re.compile(
    r"\b(?:book(?:ed)?|tak(?:e|ing)|put|got|get|getting|having)\s+(?:the|my|our|his|her)\s+(?P<who>(?:(?!table|room|desk|seat)[\w'’-]+\s+){1,2})in\s+for\s+"
    r"(?:(?:an?|its|it['’]s|his|her|their|the|some)\s+)?$",
    re.I,
)
#: "a todo for | their | deposit", "book | her | haircut in".
HERS: Final = re.compile(
    r"\b(?:(?:to-?do|task|reminder|event|appointment|appt|entry|slot|time|booking)\s+for|add|book|schedule|pencil in|note)\s+((?:his|her|their)\s+)$",
    re.I,
)
#: "the gas man coming round to read the meter".
COMING_TO: Final = re.compile(
    r"\W*(?:(?:and|so|also|the|an?|my|our)\s+)*(?P<name>(?:(?!(?:i|we|he|she|they|it|is|are|and|for|with|to|on|at)\b)[\w'’-]+\s+){1,3}?)"
    r"(?P<who>(?<=\s)(?:people|men|man|guys?|lady|lads?|team|folks?|engineers?|fitters?|inspectors?|surveyors?|movers|cleaners|plumbers?|builders?|electricians?)\s+)?"
    r"(?:(?:is|are)\s+)?(?P<to>coming\s+(?:(?:round|over|out|in|back|by)\s+)?to\s+)(?!(?:the|my|our|an?|us|me)\b)[a-z]+\b",
    re.I,
)
#: "hockey wrap | up | at the pub".
PARTICLE: Final = re.compile(
    r"\s+(?:up|off|out|down|over|away|round|together)(?=\s+(?:at|in|on|with|for|from)\b)", re.I
)
NOTHING_BEFORE: Final = re.compile(rf"\W*(?:(?:and|so|then|also|there['’]?s|there is)\s+)*{wording.THE}", re.I)
#: "block out 10 to 15 june as | no | pupils".
AS_CALLED: Final = re.compile(
    r"\b(?:block|mark|book|put|set|pencil|keep|hold|reserve|add)\b.*\sas\s+(?:an?\s+|the\s+|my\s+|our\s+)?(?P<lead>(?!(?:soon|well|usual|a|an|the|my|our)\b)[a-z'’-]+\s+(?:[a-z'’-]+\s+)?)$",
    re.I,
)
#: "put | jollof in | at eight": the little word is the verb's; a check in is one, and before a day it may be of the title ("put the weigh in on Thursday").
PUT: Final = re.compile(r"\b(?:put|pop|stick|pencil|slot|squeeze)\s+(?:(?:the|an?|my|our|some)\s+)?$", re.I)
PUT_WHERE: Final = re.compile(r"(?<!\bcheck)(?<!\bsign)(?<!\bweigh)(?<!\bhand)\s+in$", re.I)
AT_HOUR: Final = re.compile(r"\s+(?:at|for)\b", re.I)


def with_whole_title(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """The marks of a new event with such words in its title, those of a new task with whose it is."""
    if tagged.operation != "create":
        return tagged
    tagged = with_hers(text, tagged)
    return mend(text, tagged, OF_EVENT) if tagged.object == "event" else tagged


def called_it(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "6 month thing with Maya, call it “6 MONTHS!!”": one event, and the last name is its."""
    names = tagged.named("summary")
    if len(names) != 2 or not CALL_IT.search(text[names[0].end : names[1].start]):
        return tagged
    return tagged.with_slots(s for s in tagged.slots if s is not names[0])


def of_owned(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "saw | Mrs Pavlovic's cat |": what is somebody's is no guest."""
    who = next((s for s in tagged.named("attendee") if WHOSE.fullmatch(s.text)), None)
    if who is None or tagged.named("summary"):
        return tagged
    return tagged.with_slot(who, dataclasses.replace(who, name="summary"))


def of_haver(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "the | kids | have a | day off |", taken for two things: one, of which it is said who has it."""
    for who, thing in pairwise(tagged.in_order):
        if who.name == thing.name == "summary" and HAVE.fullmatch(text, who.end, thing.start):
            whole = dataclasses.replace(who, end=thing.end, text=f"{who.text} {thing.text}")
            return tagged.with_slots(whole if s is who else s for s in tagged.slots if s is not thing)
    return tagged


def taken_in(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "book the | van | in for a | service |", "book the dog in for a | groom |": one event, what is brought and what for, unless it is somebody."""
    name = next(iter(tagged.named("summary")[-1:]), None)
    found = IN_FOR.search(text, tagged.start, name.start) if name else None
    over = [s for s in tagged.slots if found and found.start("who") <= s.start < found.end()]
    if name is None or found is None or any(s.name != "summary" for s in over):
        return tagged
    whole = spanning(text, name, start=found.start("who"))
    return tagged.with_slots(whole if s is name else s for s in tagged.slots if s not in over)


def with_beginner(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "new kp | Jaz | starts | mon 4pm | induction |": all of it is the title, and who begins is no guest."""
    when = next(iter(tagged.named("when")), None)
    found = BEGINS.fullmatch(text, tagged.start, when.start) if when else None
    before = tagged.over(*found.span("who")) if found else []
    names = [s for s in tagged.named("summary") if s not in before]
    if not found or not when or SPOKEN.search(found["who"]) or [s.name for s in before] != ["attendee"]:
        return tagged
    if len(names) > 1 or any(s.start < when.end for s in names) or found["who"].strip() == before[0].text:
        return tagged
    title = " ".join([found["said"], *(s.text for s in names)])
    begin, end = found.span("said")
    whole = dataclasses.replace(before[0], name="summary", start=begin, end=end, text=title)
    return tagged.with_slots((whole, *(s for s in tagged.slots if s not in (*before, *names))))


def with_hers(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "a todo for their | deposit |": whose it is, which the calendar does not know, is a part of the name."""
    first = next(iter(tagged.in_order), None)
    led = HERS.search(text, tagged.start, first.start) if first and first.name == "summary" else None
    return tagged.with_slot(first, spanning(text, first, start=led.start(1))) if first and led else tagged


def coming_to(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "| curtain | people coming to measure up | Saturday 9 to 10 |": who comes to do something, and what, is the title up to the time."""
    first = next(iter(tagged.in_order), None)
    found = COMING_TO.match(text, tagged.start, tagged.end)
    if first is None or found is None or first.name not in ("summary", "attendee") or first.start < found.start("name"):
        return tagged
    if first.start >= found.start("to") or (first.name == "attendee" and not found["who"]):
        return tagged
    end = min(
        (s.start for s in tagged.slots if s.name not in ("summary", "attendee") and s.start > found.end()),
        default=tagged.end,
    )
    end = end_before(text, end)
    inside = tagged.over(found.start("name"), end)
    if end <= found.end() or any(s.name not in ("summary", "attendee") for s in inside):
        return tagged
    whole = spanning(text, first, start=found.start("name"), end=end, name="summary")
    return tagged.with_slots((whole, *(s for s in tagged.slots if s not in inside)))


def with_particle(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "hockey wrap | up at the pub": of a title before which no verb stands the little word is its own."""
    first = next(iter(tagged.in_order), None)
    if first is None or first.name != "summary" or not NOTHING_BEFORE.fullmatch(text, tagged.start, first.start):
        return tagged
    found = PARTICLE.match(text, first.end, tagged.end)
    return tagged.with_slot(first, spanning(text, first, end=found.end())) if found else tagged


def as_called(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "block out 10 to 15 june as no | pupils |": all that stands behind "as" is what it is called."""
    names = tagged.named("summary")
    led = AS_CALLED.search(text, tagged.start, names[0].start) if len(names) == 1 else None
    if led is None or tagged.over(led.start("lead"), names[0].start):
        return tagged
    return tagged.with_slot(names[0], spanning(text, names[0], start=led.start("lead")))


def without_put_in(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "put | jollof in | at eight": that is jollof."""
    for name in tagged.named("summary"):
        put = PUT.search(text, tagged.start, name.start) and AT_HOUR.match(text, name.end)
        where = PUT_WHERE.search(name.text) if put else None
        if where:
            tagged = tagged.with_slot(name, spanning(text, name, end=name.start + where.start()))
    return tagged


#: In this order.
OF_EVENT: Final = (
    as_called,
    without_put_in,
    called_it,
    with_beginner,
    of_owned,
    of_haver,
    taken_in,
    coming_to,
    with_particle,
)
