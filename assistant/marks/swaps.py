"""Swaps: which two things change places."""

import dataclasses
import re

from assistant import wording
from assistant.nouns import singular
from assistant.tagging import TaggedCommand, TaggedSlot

#: The slots of an update as what finds a thing.
FINDING = {
    "new_summary": "summary",
    "new_attendee": "attendee",
    "new_when": "when",
    "new_list": "summary",
    "location": "summary",
    "new_location": "location",
    "removed_attendee": "attendee",
}
#: "switch the vet to Friday": moved, not swapped.
GOES_TO = re.compile(r"\bto\s+(?:the\s+)?$", re.I)
CHANGING_PLACES = re.compile(r"(?:^|\s)(?:and|with|for|&)(?:\s+(?:my|the|our))?(?:\s|$)", re.I)
#: Of several such words the likelier border between the two: "lunch with Sam and lunch with Jo".
RANKED = ("and", "&", "for", "with")
HOUR = re.compile(r"\d|\bnoon\b|o'clock", re.I)


def sides_of(text: str, tagged: TaggedCommand) -> tuple[TaggedCommand, ...]:
    """ "swap the dentist and Friday's gym": the two things that change places, each with what finds it; () where the words say no swap."""
    if (tagged.operation, tagged.object) != ("update", "event") or not wording.SWAP.match(text[tagged.start :]):
        return ()
    if any(s.name in ("new_when", "shift") and GOES_TO.search(text[: s.start]) for s in tagged.slots):
        return ()
    if {s.name for s in tagged.slots} >= {
        "removed_attendee",
        "new_attendee",
        "summary",
    }:  # "swap Sam for Kofi at lunch"
        return ()
    slots = [dataclasses.replace(s, name=FINDING.get(s.name, s.name)) for s in tagged.in_order]
    if len(slots) == 1 and slots[0].name == "summary":
        slots = halves(slots[0])
    at = border(text, slots)
    if at is None:
        return on_two_days(text, tagged, slots)
    middle = slots[at].start
    return (
        dataclasses.replace(tagged, slots=tuple(slots[:at]), end=middle),
        dataclasses.replace(tagged, slots=tuple(slots[at:]), start=middle),
    )


def on_two_days(text: str, tagged: TaggedCommand, slots: list[TaggedSlot]) -> tuple[TaggedCommand, ...]:
    """ "swap my shifts on Friday and Sunday": one name, two times, each finds one; () where that is not what stands there."""
    if [s.name for s in slots] != ["summary", "when", "when"]:
        return ()
    name, *times = slots
    if not CHANGING_PLACES.search(text[times[0].end : times[1].start]):
        return ()
    *before, last = name.text.split()
    one = dataclasses.replace(name, text=" ".join([*before, singular(last)]))
    return tuple(dataclasses.replace(tagged, slots=(one, when)) for when in times)


def border(text: str, slots: list[TaggedSlot]) -> int | None:
    """The number of the slot with which the second of two things begins: company goes with the first, and both have rather a name."""
    ranks = dict[int, tuple[bool, bool, int, int]]()
    for n in range(1, len(slots)):
        found = CHANGING_PLACES.search(text[slots[n - 1].end : slots[n].start])
        if found and finds(slots[:n]) and finds(slots[n:]):
            word = found[0].split()[0].lower()
            company = word == "with" and (slots[n - 1].name, slots[n].name) == ("summary", "attendee")
            named = all(any(s.name == "summary" for s in side) for side in (slots[:n], slots[n:]))
            ranks[n] = company, not named, RANKED.index(word), -n
    return min(ranks, key=lambda n: ranks[n], default=None)


def halves(slot: TaggedSlot) -> list[TaggedSlot]:
    """A name that holds both things ("dentist and gym")."""
    cut = CHANGING_PLACES.search(slot.text)
    if cut is None:
        return [slot]
    end, start = slot.start + cut.start(), slot.start + cut.end()
    first, second = slot.text[: cut.start()], slot.text[cut.end() :]
    return [dataclasses.replace(slot, end=end, text=first), dataclasses.replace(slot, start=start, text=second)]


def finds(slots: list[TaggedSlot]) -> bool:
    """Slots that single a thing out: a name, a person, or an hour."""
    return any(s.name in ("summary", "attendee") or (s.name == "when" and HOUR.search(s.text)) for s in slots)
