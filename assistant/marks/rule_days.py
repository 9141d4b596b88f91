"""Days of a repetition in words of their own, whatever they were taken for: those that a new one leaves out ("yoga every Tuesday at 6 but not the
30th"), those of one week on which it changes ("move yoga to 8 on Monday and Wednesday next week"), and those on which it rests ("pause yoga until
May", "no yoga for two weeks"): the times before then go, the series goes on."""

import dataclasses
import re

from assistant import wording
from assistant.commands import Values
from assistant.marks.seams import LITTLE
from assistant.marks.slots import Pieces, without
from assistant.marks.verbless import DOUBTFUL, as_new
from assistant.schema import LENGTHS, RULES, TIMES
from assistant.tagging import TaggedCommand, TaggedSlot, Tagging, outside, residue
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
#: "Tuesday and Thursday", "mon, wed and fri".
DAYS = rf"{wording.WEEKDAY_OR_SHORT}(?:(?:\s*,\s*|\s+)(?:(?:and|&)\s+)?(?:on\s+)?{wording.WEEKDAY_OR_SHORT})+"
WEEK = r"(?:this|next)\s+week"
LISTED = re.compile(rf"\s*\b(?:on\s+)?(?:({DAYS})\s+({WEEK})|({WEEK})\s*,?\s+(?:on\s+)?({DAYS}))\b\s*", re.I)
#: What leads to another day, or says from when to when.
LEADS = re.compile(rf"\b(?:to|from|{wording.UNTIL_WHEN}|for)$", re.I)
#: "no yoga for | two weeks", where the slot is cut out.
FOR_LENGTH = re.compile(r"\bfor\s+(?:the\s+)?(?:next\s+)?\|", re.I)
#: "skip lunch on Friday" leaves that one out; "skip lunch until Friday" is a pause.
UNTIL = re.compile(rf"^{wording.UNTIL_WHEN}\b", re.I)
UNTIL_LEADS = re.compile(rf"\b{wording.UNTIL_WHEN}\s+(?:the\s+)?\|", re.I)
#: "before after Easter", what "until after Easter" comes to: Easter itself included.
TO_AFTER = re.compile(r"^before\s+after\b", re.I)
#: "choir is off until |", whatever it was taken for.
OFF_UNTIL = re.compile(
    rf"(?:\b(?:is|are)|['’]s)\s+(?:cancell?ed|off|on hold|suspended|paused)\s+(?:{wording.UNTIL_WHEN}\s+)?(?:the\s+)?\|",
    re.I,
)
LASTING = re.compile(rf"\b(?:{wording.UNTIL_WHEN}|for (?:the next )?(?:an?|one|two|three|\d+)) ", re.I)


def with_spared(tagging: Tagging) -> Tagging:
    """The sentence with such days as a part of the repetition before them, whatever they were taken for."""
    tagged = tagging.commands[0]
    rule = next((slot for slot in tagged.in_order if slot.name in RULES), None)
    found = SPARED.search(tagging.text, rule.end) if rule is not None else None
    if (
        rule is None
        or found is None
        or tagged.operation not in ("create", "update")
        or any(slot.name == "attendee" for slot in tagged.over(*found.span()))  # "with | miss may |"
        or not is_of_days(found[1], rule.text)
    ):
        return tagging
    kept = [s for s in tagged.in_order if s.end <= found.start()]
    spared = TaggedSlot(rule.name, *found.span(1), f"except {found[1]}", rule.confidence)
    made = tagged.with_slots((*kept, spared), end=max(tagged.end, found.end()))
    return tagging.with_commands((newly(tagging.text, made, found.start()),))


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


def with_listed_days(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """A change of something else than the day, with the days on which it is, whatever they were taken for."""
    found = LISTED.search(text, tagged.start, tagged.end) if tagged.operation == "update" else None
    if found is None or LEADS.search(text[: found.start()]):
        return tagged
    left = tagged
    for slot in tagged.named(*TIMES):
        left = left.with_slot(slot, *outside(text, slot, *found.span()))
    if not any(slot.name == "shift" or slot.name.startswith("new_") for slot in left.slots):
        return tagged
    often = f"every {found[1] or found[4]} {found[2] or found[3]}"
    return left.with_slots((*left.slots, TaggedSlot("recurrence", *found.span(), often, tagged.confidence)))


def weekly(values: Values) -> Values:
    """ "physio Thursday at 4 for the next three weeks", a new thing of one weekday and hour and some weeks: every Thursday of those."""
    said = FOR_WEEKS.fullmatch(" ".join(values.when) + f" {values.recurrence or ''}".rstrip())
    if said is None:
        return values
    long = "a month" if said[3].lower() == "month" else said[3]
    often, hour = f"every {said[1]}", said[2]
    times = f"{often} {hour} for {long}"
    return dataclasses.replace(values, when=(hour.removeprefix("at "),), recurrence=f"{often} for {long}", times=times)


def is_pause(tagged: TaggedCommand, pieces: Pieces, clause: str, rest: str) -> bool:
    """Whether a series shall rest for a while: "pause yoga", "skip yoga until May", "no yoga for two weeks"."""
    verb = wording.PAUSED.match(clause) if tagged.operation in ("update", "delete") else None
    length = any(pieces.get(name) for name in LENGTHS)
    whens = (*pieces.get("when", ()), *pieces.get("new_when", ()))
    lasts = length or any(UNTIL.match(when) for when in whens) or LASTING.search(rest)
    named = pieces.get("summary") or pieces.get("attendee")
    # "no gym until the 8th": then it is back
    back = named and (any(map(UNTIL.match, whens)) or UNTIL_LEADS.search(rest))
    off = back and tagged.operation == "update" and OFF_UNTIL.search(rest)
    rests = tagged.operation == "delete" and (back or (length and FOR_LENGTH.search(rest)))
    return bool(off or rests or (verb and (lasts or not verb[0].lower().endswith("skip"))))


def paused(tagged: TaggedCommand, pieces: Pieces, rest: str) -> tuple[TaggedCommand, Pieces]:
    """ "pause yoga until May", "no yoga for two weeks": the times before then go, the series goes on."""
    lengths = tuple(f"within {length}" for name in LENGTHS for length in pieces.get(name, ()))[:1]
    whens = (*pieces.get("when", ()), *pieces.get("new_when", ())) or lengths
    if len(whens) == 1:  # "from May until June" says when it begins, too, in one piece or two
        led = "before " if UNTIL_LEADS.search(rest) and not wording.UNTIL.search(whens[0]) else ""
        whens = (TO_AFTER.sub("through", UNTIL.sub("before", whens[0]) if UNTIL.match(whens[0]) else led + whens[0]),)
    kept = without(pieces, "new_when", *LENGTHS)
    return dataclasses.replace(tagged, operation="delete"), kept | ({"when": whens} if whens else {})
