"""Weekdays of one week, listed beside what changes: "move yoga to 8 on Monday and Wednesday next week" moves it to no other day."""

import dataclasses
import re

from assistant import wording
from assistant.tagging import TaggedCommand, TaggedSlot, Tagging, spanning

#: "Tuesday and Thursday", "mon, wed and fri".
DAYS = rf"{wording.WEEKDAY_OR_SHORT}(?:(?:\s*,\s*|\s+)(?:(?:and|&)\s+)?(?:on\s+)?{wording.WEEKDAY_OR_SHORT})+"
WEEK = r"(?:this|next)\s+week"
LISTED = re.compile(rf"\s*\b(?:on\s+)?(?:({DAYS})\s+({WEEK})|({WEEK})\s*,?\s+(?:on\s+)?({DAYS}))\b\s*", re.I)
#: What leads to another day, or says from when to when.
LEADS = re.compile(r"\b(?:to|from|until|till?|for)$", re.I)
TIMES = frozenset({"when", "new_when", "recurrence", "new_recurrence"})


def with_listed_days(tagging: Tagging) -> Tagging:
    """The sentence with such days as those of what is there, whatever they were taken for."""
    commands = tuple(finding_days(tagging.text, tagged) for tagged in tagging.commands)
    return dataclasses.replace(tagging, commands=commands)


def finding_days(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """A change of something else than the day, with the days on which it is."""
    found = LISTED.search(text, tagged.start, tagged.end) if tagged.operation == "update" else None
    if found is None or LEADS.search(text[: found.start()]):
        return tagged
    kept = [part for slot in tagged.in_order for part in outside(text, slot, found)]
    if not any(slot.name == "shift" or slot.name.startswith("new_") for slot in kept):
        return tagged
    often = f"every {found[1] or found[4]} {found[2] or found[3]}"
    slot = TaggedSlot("recurrence", found.start(), found.end(), often, tagged.confidence)
    return dataclasses.replace(tagged, slots=(*kept, slot))


def outside(text: str, slot: TaggedSlot, found: re.Match[str]) -> list[TaggedSlot]:
    """What of a time lies before or behind the days: the hour of "8 on Monday and Wednesday next week"."""
    begin, end = found.span()
    if slot.name not in TIMES or slot.end <= begin or slot.start >= end:
        return [slot]
    parts = ((slot.start, begin), (end, slot.end))
    return [spanning(text, slot, start=start, end=stop) for start, stop in parts if start < stop]
