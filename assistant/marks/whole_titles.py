"""Titles of new events keep all their words, and no word of one is somebody: "Mr Doyle's horse", "vet for Biscuit rabies shot", "hockey wrap up"."""

import dataclasses
import re
from itertools import pairwise
from typing import Final

from assistant import wording
from assistant.marks.openings import CALL_IT, SPOKEN
from assistant.marks.told_names import end_before
from assistant.resolution.coming_and_going import KIN
from assistant.resolution.matching import words_of
from assistant.resolution.name_index import Indexes
from assistant.tagging import TaggedCommand, TaggedSlot, Tagging, mend, spanning
from models.queries import Queries

#: "Mrs Pavlovic's | cat", but not "Ana's mum", who is met herself.
WHOSE: Final = re.compile(
    rf"\S.*['’]s\s+(?!(?:{KIN.pattern}|boss|assistant|lawyer|teacher|friends?|mates?|team|class|family|people|manager|doctor|nurse|agent|neighbours?)\b)"
    r"[a-z][\w-]*",
)
#: "Mrs Pavlovic|'|s cat".
OWNS: Final = re.compile(r"['’](?:s\s+)?")
#: "collection | from | Tunde |", but "a call from Tunde", who is there.
FROM: Final = re.compile(r"\s+from\s+(?:(?:the|my|our)\s+)?", re.I)
MET: Final = re.compile(
    rf"\b(?:{'|'.join((*wording.MEETING_NAMES, *wording.NOT_MEETINGS))}|visit|visitors?|friends?|guests?|people|someone)s?\b",
    re.I,
)
#: "| iains | mum and dad |", "Ella's | parents |": whose they are, where it is no lesson and no drinks.
OWNER: Final = re.compile(r"[^\W\d_][\w-]*(?:['’]s|s['’]?)", re.I)
HAVE: Final = re.compile(r"\s+(?:have|has)\s+(?:got\s+)?(?:(?:an?|his|her|their|some)\s+)?", re.I)
#: "| new kp Jaz starts | mon 4pm | induction |": who begins or ends something, and when.
BEGINS: Final = re.compile(
    r"\W*(?P<said>(?P<who>(?:[^\W\d_][\w'’-]*\s+){1,4}?)(?:starts?|starting|begins?|joins?|joining|leaves?|finish(?:es)?))\s+(?:(?:on|at|from)\s+)?(?:the\s+)?",
    re.I,
)
#: "a todo for | their | deposit", "book | her | haircut in".
HERS: Final = re.compile(
    r"\b(?:(?:to-?do|task|reminder|event|appointment|appt|entry|slot|time|booking)\s+for|add|book|schedule|pencil in|note)\s+((?:his|her|their)\s+)$",
    re.I,
)
FOR: Final = re.compile(r"\s+(?:for|of)\s+(?:the\s+|my\s+|our\s+)?", re.I)
#: "vet | for | biscuit | rabies shot |", "vet for lola | second | vaccination".
BESIDE: Final = re.compile(r"\s+(?:(?!and\b|at\b|on\b|in\b)[a-z]+\s+)?")
#: ", her name is | fiona adair |", of whom it was said before that it is with "a second | locum candidate |".
NAME_IS: Final = re.compile(r"\b(?:his|her|their|the)\s+names?(?:['’]?s|\s+is|\s+are)\s+$", re.I)
WITH_A: Final = re.compile(r"\s+with\s+(?:an?|another|the|my|our|one of the|some)\s+(?:\w+\s+)?", re.I)
#: "debrief | on | Ana and Bo": what it is about.
ABOUT: Final = re.compile(r"\s+(?:on|about|re|regarding|concerning)\s+", re.I)
ABOUT_IN: Final = re.compile(rf"\w{ABOUT.pattern}\w", re.I)
AND: Final = re.compile(r"\s*(?:,|&|,?\s+and)\s+", re.I)
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
#: "Tibby goes to the cattery | on Friday".
GOES: Final = re.compile(
    rf"\W*(?:(?:and|so|also)\s+)*{wording.THE}(?P<who>(?!(?:i|we|you|he|she|they|it|that|this|there|who|everyone|everything)\b)[^\W\d_][\w-]*)(?:['’]s|\s+is|\s+are)?\s+"
    r"(?:goes|go|going)\s+(?:(?:back|off|in)\s+)?(?P<to>to\s+(?:the|his|her|their|an?)\s+(?:(?!(?:on|at|for|with|from|and|this|next|in)\b)[^\W\d_][\w'’-]*\s+){0,2}?[^\W\d_][\w'’-]*)"
    r"(?=\s+(?:(?:on|at|for|from|this|next)\s+)*(?:the\s+)?(?:\d|today|tonight|tomorrow|half|quarter|(?:mon|tue|wed|thu|fri|sat|sun)))",
    re.I,
)
#: "book | lola | in for her | grooming |".
BOOK: Final = re.compile(
    r"(?:book|get|put|pop|squeeze|slot|fit|pencil|take)\s+(?P<led>(?:the|my|our)\s+|(?P<all>(?:both|all)\s+(?:of\s+)?(?:(?:the|my|our)\s+)?))?$",
    re.I,
)
IN_FOR: Final = re.compile(
    r"\s+(?:back\s+)?in\s+(?:for|to have)\s+(?:an?\s+|the\s+|his\s+|her\s+|its\s+|their\s+|some\s+)?", re.I
)

#: "block out 10 to 15 june as | no | pupils".
AS_CALLED: Final = re.compile(
    r"\b(?:block|mark|book|put|set|pencil|keep|hold|reserve|add)\b.*\sas\s+(?:an?\s+|the\s+|my\s+|our\s+)?(?P<lead>(?!(?:soon|well|usual|a|an|the|my|our)\b)[a-z'’-]+\s+(?:[a-z'’-]+\s+)?)$",
    re.I,
)
#: "put | jollof in | at eight": the little word is the verb's; a check in is one, and before a day it may be of the title ("put the weigh in on Thursday").
PUT: Final = re.compile(r"\b(?:put|pop|stick|pencil|slot|squeeze)\s+(?:(?:the|an?|my|our|some)\s+)?$", re.I)
PUT_WHERE: Final = re.compile(r"(?<!\bcheck)(?<!\bsign)(?<!\bweigh)(?<!\bhand)\s+in$", re.I)
AT_HOUR: Final = re.compile(r"\s+(?:at|for)\b", re.I)
#: "at | Cadbury | sixth form"; "at | Marlowe then | gym" are two.
AT: Final = re.compile(r"\b(?:at|@)\s+(?:the\s+)?$", re.I)
NEXT: Final = re.compile(r"\b(?:then|and|plus|after|before|followed)\b", re.I)


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
    """ "saw | Mrs Pavlovic's cat |", "check-up for | Mr Doyle's horse |": what is somebody's is no guest."""
    names = tagged.named("summary")
    for who, thing in pairwise(tagged.in_order):
        torn = (who.name, thing.name) == ("attendee", "summary") and OWNS.fullmatch(text, who.end, thing.start)
        if torn and WHOSE.fullmatch(text, who.start, thing.end):
            return joined_over(text, tagged, dataclasses.replace(who, name="summary"), thing)
    for slot in tagged.named("attendee", "location"):
        if not WHOSE.fullmatch(slot.text) or len(names) > 1:
            continue
        if not names and slot.name == "attendee":
            return tagged.with_slot(slot, dataclasses.replace(slot, name="summary"))
        if names and FOR.fullmatch(text, names[0].end, slot.start):
            return joined_over(text, tagged, names[0], slot)
    return tagged


def of_kin(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "| iains | mum | and | dad | staying": whose mother and father come stands with them, and nobody is asked."""
    names, slots = tagged.named("summary"), tagged.in_order
    at = next((n for n, s in enumerate(slots) if s.name == "summary"), None)
    if at is None or len(names) != 1 or not OWNER.fullmatch(names[0].text) or MET.fullmatch(names[0].text):
        return tagged
    last = names[0]
    for who in slots[at + 1 :]:
        link = text[last.end : who.start]
        goes_on = link.isspace() if last is names[0] else AND.fullmatch(link)
        if who.name != "attendee" or not goes_on or not KIN.fullmatch(who.text.split()[0]):
            break
        last = who
    return joined_over(text, tagged, names[0], last) if last is not names[0] else tagged


def of_haver(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "the | kids | have a | day off |", taken for two things: one, of which it is said who has it."""
    for who, thing in pairwise(tagged.in_order):
        if who.name == thing.name == "summary" and HAVE.fullmatch(text, who.end, thing.start):
            whole = dataclasses.replace(who, end=thing.end, text=f"{who.text} {thing.text}")
            return tagged.with_slots(whole if s is who else s for s in tagged.slots if s is not thing)
    return tagged


def for_whom(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "vet for | biscuit | rabies shot", where nothing parts the three: one event, and whom it is for is no guest."""
    slots = tagged.in_order
    for name, who, last in zip(slots, slots[1:], slots[2:], strict=False):
        if (name.name, who.name, last.name) != ("summary", "attendee", "summary") or len(tagged.named("summary")) > 2:
            continue
        if FOR.fullmatch(text, name.end, who.start) and BESIDE.fullmatch(text, who.end, last.start):
            return joined_over(text, tagged, name, last)
    return tagged


def from_whom(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "baby clothes collection from | Tunde |", "delivery from the | butchers |": from where something comes is in its title, and nobody is asked."""
    for name, who in pairwise(tagged.in_order):
        between = (name.name, who.name) == ("summary", "attendee") and FROM.fullmatch(text, name.end, who.start)
        if between and len(tagged.named("summary")) == 1 and not MET.search(name.text):
            return joined_over(text, tagged, name, who)
    return tagged


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


def whose_name_is(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "interview with a second | locum candidate | …, her name is | fiona adair |": who comes is called so, and what was said of them is of the
    title."""
    people, names = tagged.named("attendee"), tagged.named("summary")
    told = next((s for s in people if NAME_IS.search(text[: s.start])), None)
    if told is None or len(people) != 2 or len(names) != 1 or people[0] is told:
        return tagged
    if not WITH_A.fullmatch(text, names[0].end, people[0].start):
        return tagged
    return joined_over(text, tagged, names[0], people[0])


def about_both(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "| debrief on daniel | and | grace | Monday at 2", "catch-up re | Ana | and | Bo |": what it is about is of its title, and nobody who comes.
    Behind the comma of "film on netflix, | Ana | and | Bo |" people come."""
    first, begun = next(iter(tagged.named("summary")), None), False
    while first is not None:
        behind = next((s for s in tagged.in_order if s.start >= first.end), None)
        if behind is None or behind.name not in ("attendee", "summary"):
            return tagged
        link = text[first.end : behind.start]
        goes_on = AND.fullmatch(link) if begun or (ABOUT_IN.search(first.text) and "," not in link) else None
        if not goes_on and not (behind.name == "attendee" and ABOUT.fullmatch(link)):
            return tagged
        begun, tagged = True, joined_over(text, tagged, first, behind)
        first = next(s for s in tagged.named("summary") if s.start == first.start)
    return tagged


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


def joined_over(text: str, tagged: TaggedCommand, first: TaggedSlot, last: TaggedSlot) -> TaggedCommand:
    """The command with all from one mark to another as its title."""
    whole = spanning(text, first, end=last.end)
    return tagged.with_slots((whole, *(s for s in tagged.slots if not first.start <= s.start < last.end)))


def with_goer(tagging: Tagging, queries: Queries, indexes: Indexes) -> Tagging:
    """ "| Tibby | goes to the | cattery | on Friday": who goes there is no guest and no second thing, where nobody known is called so."""
    text, events = tagging.text, indexes.named("event", queries)

    def mended(command: TaggedCommand) -> TaggedCommand:
        found = GOES.match(text, command.start, command.end) if command.frame == ("create", "event") else None
        who = found["who"] if found else ""
        if (
            found is None
            or KIN.fullmatch(who)
            or events.people(who)
            or words_of(who) in map(words_of, events.titles(words_of(who)))
        ):
            return command
        inside = command.over(found.start("who"), found.end("to"))
        if not inside or any(
            s.name not in ("summary", "attendee", "location") or s.end > found.end("to") for s in inside
        ):
            return command
        title = dataclasses.replace(
            inside[0], name="summary", start=found.start("who"), end=found.end("to"), text=f"{who} {found['to']}"
        )
        return command.with_slots((title, *(s for s in command.slots if s not in inside)))

    return tagging.with_commands(map(mended, tagging.commands))


def with_booked_in(tagging: Tagging, queries: Queries, indexes: Indexes) -> Tagging:
    """ "book | lola | in for | grooming |", "book the | van | in for a | service |": called "lola grooming", "van service", and nobody comes, where
    other titles speak of Lola and she is no guest of any; a van is none either."""
    text, events = tagging.text, indexes.named("event", queries)

    def mended(command: TaggedCommand) -> TaggedCommand:
        people, names = command.named("attendee"), command.named("summary")
        if command.frame != ("create", "event") or len(people) != 1 or len(names) != 1:
            return command
        booked = BOOK.search(text, command.start, people[0].start)
        who = people[0].text
        if not booked or not IN_FOR.fullmatch(text, people[0].end, names[0].start) or events.people(who):
            return command
        thing = booked["led"] and not KIN.fullmatch(who)
        if not thing and not events.titles(words_of(who)):  # a customer, who comes
            return command
        title = dataclasses.replace(names[0], text=f"{booked['all'] or ''}{people[0].text} {names[0].text}")
        others = (
            s
            for s in command.slots
            if s not in (people[0], names[0]) and not people[0].start > s.start >= booked.start()
        )
        return command.with_slots((title, *others))

    return tagging.with_commands(map(mended, tagging.commands))


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


def with_end_of_place(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "open day at | Cadbury | sixth form | for Chidi": where it is goes on with the words that were taken for a second thing."""
    slots = tagged.in_order
    for place, thing in pairwise(slots):
        names = [s for s in slots if s.name == "summary"]
        one = len(names) == 2 and names[1] is thing and names[0].end < place.start
        beside = place.name == "location" and text[place.end : thing.start].isspace()
        if one and beside and AT.search(text, names[0].end, place.start) and not NEXT.search(place.text):
            return joined_over(text, tagged, place, thing)
    return tagged


#: In this order.
OF_EVENT: Final = (
    as_called,
    without_put_in,
    with_end_of_place,
    called_it,
    with_beginner,
    of_owned,
    of_kin,
    of_haver,
    for_whom,
    from_whom,
    whose_name_is,
    about_both,
    coming_to,
    with_particle,
)
