"""Times of which a mark holds too little or too much: "4:15 on | tuesday", "this | morning", "…, | 10:30pm | to | 7am", "same | time on | Tuesday"."""

import re
from typing import Final

from assistant.schema import WHENS
from assistant.tagging import TaggedCommand, TaggedSlot, spanning
from assistant.temporal.expressions import Point
from assistant.temporal.reading import find_times, values_of

#: The word that leads to a day, at the end of a mark, and one that is a time only with the next.
ON_AT_END: Final = re.compile(r"\s+(?:on|at)$", re.I)
LEADING: Final = re.compile(r"this|next|last", re.I)
COMMA: Final = re.compile(r",\s+(?:from\s+)?$", re.I)
#: "to the | same | time on | Tuesday |".
SAME, TIME_ON = re.compile(r"same", re.I), re.compile(r"\s+(?:time|hour)\s+(?:on\s+|the\s+)*", re.I)
TO: Final = re.compile(r"\s+(?:to|until|till|-|–)\s+", re.I)


def with_whole_marks(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """The command with such times whole."""
    slots = list[TaggedSlot]()
    for slot in tagged.in_order:
        if slot.name in WHENS and LEADING.fullmatch(slot.text):
            slot = to_its_end(text, slot, tagged)
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


def is_clock(phrase: str) -> bool:
    """An hour of no day, and not "from now"."""
    value = next(iter(values_of(phrase)), None)
    return isinstance(value, Point) and bool(value.clock) and not value.day
