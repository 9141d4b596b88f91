"""Whose a thing is: "dad's | next | physio" is one name, and a noun that is said of one person is that of the others too."""

import dataclasses
import re
from typing import Final

from assistant.tagging import TaggedCommand, TaggedSlot

#: "Owen's" of "Owen's dentist", with what is his.
OWNED: Final = re.compile(r"([\w-]+(?:\s+[\w-]+)?['’]s?)\s+(\S.*)")
OWNER: Final = re.compile(r"[\w-]+(?:['’]s|s['’])")
SIGN: Final = re.compile(r"['’]s?(?=\s|\W*$)")
#: Between the two.
OWNS: Final = re.compile(r"['’]s?\s+")
AND: Final = re.compile(r"\s*(?:,|and|&|or|,\s*and)\s+(?:(?:the|my|our)\s+)?", re.I)
#: Marks that may say whose a thing is.
WHOSE: Final = frozenset({"summary", "attendee"})
#: Between two times of one thing.
THE_ONE: Final = re.compile(
    r"(?:['’]s)?\s*(?:,|and|&)\s+(?:the|that) one\s+(?:(?:on|at|in|from|of)\s+)?(?:the\s+)?", re.I
)
#: Behind "Lily's", where what is hers is not said.
UNSAID: Final = re.compile(
    r"\s*(?:$|[,.;!?]|(?:too|also|as well|to|on|at|for|by|from|until|till|instead|an?|half|please|and|back|next|this|tomorrow|today)\b)",
    re.I,
)


def with_owners(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """The command of what exists, whose names are whole: with their owner, and with what that one has, where it is said of another."""
    if tagged.operation == "create":
        return tagged
    slots = list[TaggedSlot]()
    for slot in tagged.in_order:
        before = slots[-2:]
        ranked = [s.name for s in (*before, slot)] == ["summary", "quantity", "summary"]
        whose = text[before[0].start : before[1].start].strip() if ranked else ""
        if OWNER.fullmatch(whose) and not text[before[1].end : slot.start].strip():
            slots.remove(before[0])
            slot = dataclasses.replace(slot, text=f"{whose} {slot.text}")
        last = slots[-1] if slots else None
        if last and last.name == slot.name == "summary" and OWNS.fullmatch(text, last.end, slot.start):
            slots.remove(last)  # "Tom|'s | interview": no two things, Tom and any interview
            slot = dataclasses.replace(slot, start=last.start, text=text[last.start : slot.end])
        slots.append(slot)
    for at, slot in enumerate(slots):
        if slot.name in WHOSE and (owner := bare_owner(text, slot)) and (noun := noun_of(slots, at)):
            slots[at] = dataclasses.replace(slot, name="summary", text=f"{owner} {noun}")
    return dataclasses.replace(tagged, slots=tuple(slots))


def bare_owner(text: str, slot: TaggedSlot) -> str | None:
    """ "Lily's", where nothing that is hers stands behind it: a mark that is only that, with its sign in it or right behind it."""
    if OWNER.fullmatch(slot.text):
        return slot.text if AND.match(text, slot.end) or UNSAID.match(text[slot.end :]) else None
    sign = SIGN.match(text, slot.end)
    return slot.text + sign[0] if sign and " " not in slot.text and UNSAID.match(text[sign.end() :]) else None


def noun_of(slots: list[TaggedSlot], at: int) -> str | None:
    """What another person has: in the name that an "and" joins to this one, the next before that of the one before."""
    names = [s for s in slots[at + 1 :] if s.name == "summary"][:1] + [s for s in slots[:at] if s.name == "summary"][
        ::-1
    ]
    return next((owned[2] for name in names if (owned := OWNED.fullmatch(name.text))), None)


def of_two_times(text: str, tagged: TaggedCommand) -> tuple[TaggedCommand, ...]:
    """ "cancel today's yoga and the one on the 27th", "Monday's standup and Tuesday's": one name, two times, as commands; () elsewhere."""
    slots = tagged.in_order
    if tagged.operation not in ("delete", "complete") or sorted(s.name for s in slots) != ["summary", "when", "when"]:
        return ()
    *first, last = slots
    one, sign = THE_ONE.fullmatch(text, first[1].end, last.start), SIGN.match(text, last.end)
    whose = one or (sign if AND.fullmatch(text, first[1].end, last.start) else None)
    if last.name != "when" or whose is None:
        return ()
    name = next(s for s in first if s.name == "summary")
    again = dataclasses.replace(name, start=whose.start(), end=whose.end())
    parts = ((tagged.start, first[1].end, tuple(first)), (first[1].end, tagged.end, (again, last)))
    return tuple(dataclasses.replace(tagged, start=start, end=end, slots=own) for start, end, own in parts)
