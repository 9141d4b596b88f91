"""Times of which a mark holds too little or too much: "4:15 on | tuesday", "this | morning", "…, | 10:30pm | to | 7am", "same | time on | Tuesday"."""

import dataclasses
import re
from typing import Final

from assistant.schema import WHENS
from assistant.tagging import TaggedCommand, TaggedSlot, spanning
from assistant.temporal.expressions import Point, Repetition
from assistant.temporal.reading import find_times, values_of
from assistant.wording import MONTH

#: The word that leads to a day, at the end of a mark, and one that is a time only with the next ("half 3 that | day").
ON_AT_END: Final = re.compile(r"\s+(?:on|at)$", re.I)
LEADING: Final = re.compile(r"this|next|last", re.I)
THAT: Final = re.compile(r"(?<=\bthat)\s+(?:day|morning|afternoon|evening|night|week(?:end)?|month)\b", re.I)
COMMA: Final = re.compile(r",\s+(?:from\s+)?$", re.I)
#: "to the | same | time on | Tuesday |", "| same | day at | 11 |".
SAME = re.compile(r"same", re.I)
TIME_ON: Final = re.compile(r"\s+(?:(?:time|hour)\s+(?:on\s+|the\s+)*|(?:day|date)\s+(?:(?:at|from)\s+)?)", re.I)
TO: Final = re.compile(r"\s+(?:to|until|till|-|–)\s+", re.I)
#: "fri 6pm | till sat | 10am", the end of a time that was taken for that of a repetition.
TILL: Final = re.compile(r"(?:till?|until|thru|through)\s", re.I)
#: "and the way back 4 | jan 11.40 |": the day of a month that was left out before it.
MONTH_FIRST: Final = re.compile(rf"{MONTH}\b", re.I)
DAY_BEFORE: Final = re.compile(r"(?<![\w:./-])\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?$", re.I)
#: "what's on | in the evenings | next week |", "| next week | evenings", of which only the week was marked.
PARTS: Final = r"(?:(?:in|on|at)\s+)?(?:the\s+)?(?:(?:week(?:day|end)|[a-z]+day)\s+)?(?:mornings|lunchtimes|afternoons|evenings|nights|weekends)"
PARTS_BEFORE: Final = re.compile(rf"(?<!\w){PARTS}\s+(?:(?:of|in|for)\s+)?(?:the\s+)?$", re.I)
#: "which | evenings | have I got something on | next week |".
WHICH_PARTS: Final = re.compile(
    r"\W*(?:which|what)\s+(mornings|lunchtimes|afternoons|evenings|nights|weekends)\b", re.I
)
PARTS_BEHIND: Final = re.compile(rf"\s+{PARTS}(?!\w)", re.I)


def with_parts_of_period(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """The command with the parts of each day of a period that is marked, where these are not."""
    for slot in tagged.named("when") if tagged.operation != "create" else ():
        before, behind = PARTS_BEFORE.search(text[tagged.start : slot.start]), PARTS_BEHIND.match(text, slot.end)
        begin = tagged.start + before.start() if before else slot.start
        whole = spanning(text, slot, start=begin, end=slot.end if before or not behind else behind.end())
        said = whole != slot and any(isinstance(value, Repetition) for value in values_of(whole.text))
        if said and tagged.over(whole.start, whole.end) == [slot]:
            tagged = tagged.with_slot(slot, whole)
    which = WHICH_PARTS.match(text, tagged.start, tagged.end)
    whens = tagged.named("when")
    if which and tagged.asks in ("what", "when", "exists") and len(whens) == 1 and whens[0].start > which.end():
        parts = f"{which[1]} {whens[0].text}"
        if any(isinstance(value, Repetition) for value in values_of(parts)):
            return tagged.with_slot(whens[0], dataclasses.replace(whens[0], text=parts))
    return tagged


def with_whole_marks(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """The command with such times whole."""
    slots = list[TaggedSlot]()
    for slot in with_till(text, tagged):
        if slot.name in WHENS and LEADING.fullmatch(slot.text):
            slot = to_its_end(text, slot, tagged)
        if slot.name in WHENS and (day := THAT.match(text, slot.end)) and len(tagged.over(slot.start, day.end())) == 1:
            slot = spanning(text, slot, end=day.end())
        if slot.name in WHENS and MONTH_FIRST.match(slot.text):
            slot = from_its_day(text, slot, tagged)
        last = slots[-1] if slots else None
        if last is not None and slot.name in WHENS and last.name in WHENS and is_torn(text, last, slot):
            name = "new_when" if "new_when" in (last.name, slot.name) else last.name
            slots[-1] = spanning(text, last, end=slot.end, name=name)
        else:
            slots.append(slot)
    ends = [
        ON_AT_END.search(s.text) if s.name in WHENS and is_clock(ON_AT_END.sub("", s.text)) else None for s in slots
    ]
    cut = [spanning(text, s, end=s.start + e.start()) if e else s for s, e in zip(slots, ends, strict=True)]
    return tagged.with_slots(cut)


def with_till(text: str, tagged: TaggedCommand) -> list[TaggedSlot]:
    """The slots in order, what is no repetition but the end of the time before it in one with that, and with its hour behind it."""
    slots, rules = list(tagged.in_order), tagged.named("recurrence")
    if tagged.operation != "create" or len(rules) != 1 or not TILL.match(rules[0].text):
        return slots
    at = slots.index(rules[0])
    begin = (
        at - 1 if at and slots[at - 1].name == "when" and not text[slots[at - 1].end : rules[0].start].strip() else at
    )
    end = at
    while (
        end + 1 < len(slots)
        and slots[end + 1].name == "when"
        and not text[slots[end].end : slots[end + 1].start].strip()
    ):
        end += 1
    whole = spanning(text, slots[begin], end=slots[end].end)
    return [*slots[:begin], whole, *slots[end + 1 :]] if begin < at and values_of(whole.text) else slots


def is_torn(text: str, last: TaggedSlot, slot: TaggedSlot) -> bool:
    """Two marks are of one time: an hour and the day to which it leads, or both ends of hours behind a comma."""
    between = text[last.end : slot.start]
    if SAME.fullmatch(last.text) and TIME_ON.fullmatch(between):
        return True
    if ON_AT_END.search(last.text):
        return not between.strip() and bool(values_of(text[last.start : slot.end]))
    return (
        is_clock(last.text) and is_clock(slot.text) and bool(COMMA.search(text[: last.start]) and TO.fullmatch(between))
    )


def to_its_end(text: str, slot: TaggedSlot, tagged: TaggedCommand) -> TaggedSlot:
    """The mark over all of the time that begins with it, if no other mark is in that."""
    end = next((stop for begin, stop in find_times(text) if begin == slot.start), slot.end)
    return spanning(text, slot, end=end) if tagged.over(slot.start, end) == [slot] else slot


def from_its_day(text: str, slot: TaggedSlot, tagged: TaggedCommand) -> TaggedSlot:
    """The mark with the number of the day right before its month, if that is in no other mark, and both are one time."""
    day = DAY_BEFORE.search(text[tagged.start : slot.start])
    whole = spanning(text, slot, start=tagged.start + day.start()) if day else slot
    return whole if tagged.over(whole.start, whole.end) == [slot] and values_of(whole.text) else slot


def is_clock(phrase: str) -> bool:
    """An hour of no day, and not "from now"."""
    value = next(iter(values_of(phrase)), None)
    return isinstance(value, Point) and bool(value.clock) and not value.day
