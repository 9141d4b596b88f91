"""Days of a repetition in words of their own, whatever they were taken for: those that a new one leaves out ("yoga every Tuesday at 6 but not the
30th"), and those of one week on which it changes ("move yoga to 8 on Monday and Wednesday next week")."""

import dataclasses
import re

from assistant import wording
from assistant.commands import Values
from assistant.marks.seams import LITTLE, WHENS
from assistant.marks.verbless import DOUBTFUL, as_new
from assistant.tagging import TaggedCommand, TaggedSlot, Tagging, residue, spanning
from assistant.temporal.carried import ANY_TIME
from assistant.temporal.reading import read_time

#: Behind a repetition: what it is not on.
SPARED = re.compile(
    r"[\s,;–-]*\b(?:(?:but|and)\s+)?(?:not|skip(?:ping)?|leav(?:e|ing) out|miss(?:ing)?(?: out)?)\s+"
    r"(?:(?:on|in|during|over|at|the)\s+)*(\S.*?)[\s.!]*$",
    re.I,
)
#: "Thursday at 4 for the next three weeks": each Thursday of them.
FOR_WEEKS = re.compile(
    rf"({wording.WEEKDAY_OR_SHORT}),?\s+((?:at\s+)?\d\S*(?:\s*(?:[ap]\.?m|(?:-|–|to|till?|until)\s*\d\S*)\b\.?)*),?\s+(?:for\s+)?(?:the\s+)?"
    r"(?:next|coming)\s+(\S+\s+weeks|month)",
    re.I,
)
RULES = frozenset({"recurrence", "new_recurrence"})
#: "Tuesday and Thursday", "mon, wed and fri".
DAYS = rf"{wording.WEEKDAY_OR_SHORT}(?:(?:\s*,\s*|\s+)(?:(?:and|&)\s+)?(?:on\s+)?{wording.WEEKDAY_OR_SHORT})+"
WEEK = r"(?:this|next)\s+week"
LISTED = re.compile(rf"\s*\b(?:on\s+)?(?:({DAYS})\s+({WEEK})|({WEEK})\s*,?\s+(?:on\s+)?({DAYS}))\b\s*", re.I)
#: What leads to another day, or says from when to when.
LEADS = re.compile(r"\b(?:to|from|until|till?|for)$", re.I)


def with_spared(tagging: Tagging) -> Tagging:
    """The sentence with such days as a part of the repetition before them, whatever they were taken for."""
    tagged = tagging.commands[0]
    rule = next((slot for slot in tagged.in_order if slot.name in RULES), None)
    found = SPARED.search(tagging.text, rule.end) if rule is not None else None
    if rule is None or found is None or tagged.operation not in ("create", "update"):
        return tagging
    if not is_of_days(found[1], rule.text):
        return tagging
    kept = [s for s in tagged.in_order if s.end <= found.start()]
    hour = spanning(tagging.text, rule, end=found.start())  # "every Tuesday | at 6", of which the hour is in no slot
    if kept[-1:] == [rule] and (read := read_time(hour.text, ANY_TIME)) is not None and read.rrule:
        kept[-1] = hour
    spared = TaggedSlot(rule.name, *found.span(1), f"except {found[1]}", rule.confidence)
    made = dataclasses.replace(tagged, slots=(*kept, spared), end=max(tagged.end, found.end()))
    return dataclasses.replace(tagging, commands=(newly(tagging.text, made, found.start()),))


def is_of_days(phrase: str, rule: str) -> bool:
    """ "the 30th", "next week", "the 6th and 13th of April", and no hour: what a repetition may leave out."""
    said, whole = (read_time(words, ANY_TIME) for words in (phrase, f"{rule} except {phrase}"))
    if whole is None or not whole.rrule or phrase.isdigit():
        return False
    return bool(whole.exdates) if said is None else said.day_said and not said.time_said


def newly(text: str, tagged: TaggedCommand, end: int) -> TaggedCommand:
    """ "yoga every Tuesday at 6, not the 30th", taken with doubt for a change, without a verb: something new."""
    doubted = tagged.operation == "update" and tagged.confidence < DOUBTFUL
    bare = LITTLE.fullmatch(residue(text, dataclasses.replace(tagged, slots=tagged.slots[:-1], end=end)))
    return as_new(text, tagged) if doubted and bare else tagged


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
    if slot.name not in WHENS or slot.end <= begin or slot.start >= end:
        return [slot]
    parts = ((slot.start, begin), (end, slot.end))
    return [spanning(text, slot, start=start, end=stop) for start, stop in parts if start < stop]


def weekly(values: Values) -> Values:
    """ "physio Thursday at 4 for the next three weeks", a new thing of one weekday and hour and some weeks: every Thursday of those."""
    said = FOR_WEEKS.fullmatch(" ".join(values.when) + f" {values.recurrence or ''}".rstrip())
    if said is None:
        return values
    long = "a month" if said[3].lower() == "month" else said[3]
    often, hour = f"every {said[1]}", said[2]
    times = f"{often} {hour} for {long}"
    return dataclasses.replace(values, when=(hour.removeprefix("at "),), recurrence=f"{often} for {long}", times=times)
