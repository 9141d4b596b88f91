"""Words of a new thing that the tagger left out, or put into the slot before, taken into the slot to which they belong."""

import dataclasses
import re
from itertools import pairwise

from assistant.seams import DUE, GAP, LITTLE, MONTH, WHENS, upto
from assistant.spans import ARTICLES
from assistant.tagging import TaggedCommand, TaggedSlot
from assistant.temporal.expressions import Repetition
from assistant.temporal.reading import find_times, values_of
from assistant.temporal.shifts import read_length

#: "holiday 20 | dec - 2 jan", but not "flight 42 | Nov 3".
LAST_NUMBER = re.compile(r"\s+(\d{1,2}(?:st|nd|rd|th)?)$", re.I)
MONTH_ALONE = re.compile(rf"{MONTH.pattern.removesuffix('$')}(?!\s*\d)", re.I)
#: Before a length that was taken for a calendar or a lead time: "for | 30 years".
LONG = re.compile(r"\bfor\s+$", re.I)
#: "jan 15 | and feb 15".
MORE = re.compile(r"\s*(?:,|&|\band\b)\s*(.*\w)", re.I)
#: As many words before a time may belong to it; each costs a reading.
FEW = 3
#: Words that begin a time, and nothing else does where a number follows.
AT = re.compile(r"(?:at|@|from|around|until|till|after|before|by)\b", re.I)
#: What a number says of the name before it: "dinner | for 4 |", "meeting | room 12 |".
NUMBERED = re.compile(r"((?:\s+(?!and\b|at\b|from\b|on\b)[A-Za-z.#]+)?\s+#?\d+)(?=\s*(?:\s(?:on|at|from)\s*)?$)", re.I)

ADDRESS = re.compile(r"(?:https?://|www\.)\S*[^\s.,;:!?)]", re.I)
#: A note at the end, and words of which none has one: those said to the program, verbs and links of a further clause.
NOTE = re.compile(r"(?:\s*[,;(–]\s*|\s+(?=for\s+\d))([^,;?()|]*\w)[.!)\s]*", re.I)
SPOKEN = re.compile(
    r"\b(?:please|pls|thanks?|thank|cheers|ok|okay|yes|no|not|i|you|me|we|us|it|its|that|this|them|and|or|so|but|if|then|can|could|would|will|"
    r"should|is|are|was|do|don['’]?t|add|put|make|set|remind|reminder|alarm|alert|notify|invite|calendar|list|urgent|important|priority|again|"
    r"actually|sorry|maybe|probably|every|each|all|always)\b",
    re.I,
)
PREPOSITION = re.compile(r"\s(?:in|to|at|around|through)$", re.I)
ON = re.compile(r"(?:\s+(?:on|at|by|for|from|in|this|the))*\s*$", re.I)
AND_ONE = re.compile(r"\s*(?:and|&|,)\s+([\w'’.-]+)\s+(?:(?:is|are)\s+)?", re.I)


def taken_in(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """The command with such words in its slots; one that makes nothing new is as it was."""
    if tagged.operation != "create":
        return tagged
    slots = list[TaggedSlot]()
    marked = with_addresses(text, tagged)
    ordered = (s for s in sorted(marked, key=lambda s: s.start) if s.text.casefold() not in ARTICLES)
    for slot in with_company(text, with_place_of_name(text, [*ordered])):
        begin = slots[-1].end if slots else tagged.start
        lost = slot.name == "list" or (slot.name == "alarm" and tagged.object == "event")
        if lost and LONG.search(text[begin : slot.start]) and read_length(slot.text) is not None:
            slot = dataclasses.replace(slot, name="duration")
        if slots and slots[-1].name == "duration" and slot.text.casefold() == "each":
            continue  # "45 minutes each"
        if slots and slot.name in WHENS and slots[-1].name == "summary":
            slots[-1], slot = parted(text, slots[-1], slot)
        if slot.name in WHENS:
            slot = back_to(text, slot, slots[-1].end if slots else tagged.start)
        if slots and slot.name in WHENS and slots[-1].name == "summary":
            more = NUMBERED.match(text[slots[-1].end : slot.start])
            slots[-1] = upto(text, slots[-1], slots[-1].end + (more.end(1) if more else 0))
        slots.append(slot)
    if slots and slots[-1].name == "summary" and not any(s.name in (*WHENS, "alarm", "duration") for s in slots):
        slots[-1:] = with_lost_time(text, slots[-1], tagged.end)
    whole = text[slots[-1].start : tagged.end].rstrip(" .!") if slots and slots[-1].name in WHENS else ""
    if whole and not values_of(slots[-1].text) and values_of(whole):  # "by | Friday"
        slots[-1] = upto(text, slots[-1], slots[-1].start + len(whole))
    if slots and slots[-1].name != "description" and not any(s.name == "description" for s in slots):
        slots += with_note(text, slots[-1], tagged.end)
    tail = MORE.match(text[slots[-1].end : tagged.end]) if slots and slots[-1].name in WHENS else None
    if tail and values_of(tail[1]):
        slots[-1] = upto(text, slots[-1], slots[-1].end + tail.end())
    return dataclasses.replace(tagged, slots=tuple(slots))


def with_note(text: str, last: TaggedSlot, end: int) -> list[TaggedSlot]:
    """What is told at the end, behind a comma, and in no slot: "pick up Bec at 6, | flight QF12", "dinner at 8 | for 12 people"."""
    found = NOTE.fullmatch(text, last.end, end)
    if found is None or SPOKEN.search(found[1]) or find_times(found[1]) or read_length(found[1]) is not None:
        return []
    return [dataclasses.replace(last, name="description", start=found.start(1), end=found.end(1), text=found[1])]


def with_addresses(text: str, tagged: TaggedCommand) -> list[TaggedSlot]:
    """The slots with each web address as one: where an event is held, or a part of the task or item in which it stands."""
    slots = list(tagged.slots)
    for found in ADDRESS.finditer(text, tagged.start, tagged.end):
        inside = sorted((s for s in slots if s.start < found.end() and found.start() < s.end), key=lambda s: s.start)
        if not inside:
            continue
        slots = [s for s in slots if s not in inside]
        if tagged.object != "event":
            start, end = min(inside[0].start, found.start()), max(inside[-1].end, found.end())
            slots.append(dataclasses.replace(inside[0], start=start, end=end, text=text[start:end]))
            continue
        if inside[0].start < found.start() and inside[0].name != "location":
            slots.append(upto(text, inside[0], found.start()))
        slots.append(
            dataclasses.replace(inside[0], name="location", start=found.start(), end=found.end(), text=found[0])
        )
    return slots


def with_lost_time(text: str, name: TaggedSlot, end: int) -> list[TaggedSlot]:
    """A name with the time that ends the command, which no slot holds, and the words between: "pay the cleaner | £20 on thursday"."""
    rest = text[name.end : end].rstrip(" .!")
    found = next((f for f in find_times(rest) if f[1] == len(rest)), None)
    between = ON.sub("", rest[: found[0]]) if found else ""
    if found is None or len(between.split()) > FEW or re.search(r"[^\w\s£$€%'’-]", between):
        return [name]
    begin = name.end + found[0]
    when = dataclasses.replace(
        name, name="when", start=begin, end=name.end + len(rest), text=text[begin : name.end + len(rest)]
    )
    return [upto(text, name, name.end + len(between.rstrip())), when]


def with_place_of_name(text: str, slots: list[TaggedSlot]) -> list[TaggedSlot]:
    """A name that ends in a preposition has the place after it in it, as "trip to Rome" has: "holiday in | Cornwall"."""
    named = [*slots]
    for at, (slot, after) in enumerate(pairwise(slots)):
        beside = (slot.name, after.name) == ("summary", "location") and not text[slot.end : after.start].strip()
        if beside and PREPOSITION.search(slot.text):
            named[at] = upto(text, slot, after.end)
    return named


def with_company(text: str, slots: list[TaggedSlot]) -> list[TaggedSlot]:
    """Between somebody and what is done, one more who does it: "mum | and dad | visiting"."""
    whole = list[TaggedSlot]()
    for slot in slots:
        last = whole[-1] if whole else None
        found = AND_ONE.fullmatch(text, last.end, slot.start) if last and last.name == "attendee" else None
        if found and slot.name == "summary":
            whole.append(
                dataclasses.replace(slot, name="attendee", start=found.start(1), end=found.end(1), text=found[1])
            )
        whole.append(slot)
    return whole


def parted(text: str, name: TaggedSlot, when: TaggedSlot) -> tuple[TaggedSlot, TaggedSlot]:
    """A name and the time after it, to which a number at the end of the name belongs: "20 | dec", "1st | tues 7pm"."""
    number = LAST_NUMBER.search(name.text)
    if number is None or not GAP.fullmatch(text[name.end : when.start]):
        return name, when
    if not (MONTH_ALONE.match(when.text) or (not number[1].isdigit() and values_of(f"{number[1]} {when.text}"))):
        return name, when
    begin = name.start + number.start(1)
    return upto(text, name, name.start + number.start()), dataclasses.replace(
        when, start=begin, text=text[begin : when.end]
    )


def back_to(text: str, slot: TaggedSlot, least: int) -> TaggedSlot:
    """A time with the words right before it that make it a repetition ("class | TTh | 2-3:15") or say its hour ("at 7 | friday")."""
    for found in [*re.finditer(r"\S+", text[least : slot.start])][-FEW:]:
        begin = least + found.start()
        if LITTLE.fullmatch(DUE.sub(" ", text[begin : slot.start])):
            continue
        values = values_of(text[begin : slot.end])
        if values and (AT.match(text[begin:]) or isinstance(values[0], Repetition)):
            return dataclasses.replace(slot, start=begin, text=text[begin : slot.end])
    return slot
