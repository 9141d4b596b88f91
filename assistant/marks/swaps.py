"""Swaps: which two things change places."""

import dataclasses
import re

from assistant import wording
from assistant.tagging import TaggedCommand, TaggedSlot

#: The slots of an update as what finds a thing.
FINDING = {
    "new_summary": "summary", "new_attendee": "attendee", "new_when": "when", "new_list": "summary", "location": "summary",
    "new_location": "location", "removed_attendee": "attendee",
}  # fmt: skip
#: "switch the vet to Friday": moved, not swapped.
GOES_TO = re.compile(r"\bto\s+(?:the\s+)?$", re.I)
CHANGING_PLACES = re.compile(r"(?:^|\s)(?:and|with|for|&)(?:\s+(?:my|the|our))?(?:\s|$)", re.I)
#: Of several such words the likelier border between the two: "lunch with Sam and lunch with Jo".
RANKED = ("and", "&", "for", "with")
HOUR = re.compile(r"\d|\bnoon\b|o'clock", re.I)


def sides_of(text: str, tagged: TaggedCommand) -> tuple[TaggedCommand, ...]:
    """ "swap the dentist and Friday's gym": the two things that change places, each with what finds it; () where the words say no swap."""
    if tagged.frame != ("update", "event") or not wording.SWAP.match(text[tagged.start :]):
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
    at = border(text, slots)
    if at is None:
        return ()
    middle = slots[at].start
    return (
        dataclasses.replace(tagged, slots=tuple(slots[:at]), end=middle),
        dataclasses.replace(tagged, slots=tuple(slots[at:]), start=middle),
    )


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


def finds(slots: list[TaggedSlot]) -> bool:
    """Slots that single a thing out: a name, a person, or an hour."""
    return any(s.name in ("summary", "attendee") or (s.name == "when" and HOUR.search(s.text)) for s in slots)
