"""Sums of money without their sign: "pay Nora | 1200 | friday", "studio rent | 900". A number beside what is paid is no hour."""

import re
from typing import Final

from assistant.marks.told_names import end_before
from assistant.schema import ABOUT_TIME, TIMES
from assistant.tagging import TaggedCommand, TaggedSlot, marking, outside, spanning
from assistant.temporal.reading import find_times

#: What one does with money, before whom or what it is for and how much it is.
PAYING: Final = (
    r"(?:pay|repay|owe|refund|reimburse|lend|venmo|zelle|paypal|wire|(?:e-?)?transfer|invoice|quote|bill|tip)"
)
#: What has a price, right before it.
PAID: Final = (
    r"(?:rent|deposits?|fees?|invoices?|bills?|quotes?|balance|tuition|dues|subs|wages?|salary|payments?|instal+ments?|mortgage|premium|refund|budget"
    r"|retainer|bond|allowance|pocket money|council tax|taxe?s?|owed|owing)"
)
#: "1200", "42.50", but no "9", no "12.30", no "930am", no "10 to 11", no "12 may" and no "3 weeks".
SUM: Final = (
    r"(?<![\w.,:/£$€-])(?P<sum>(?:2[4-9]|[3-9]\d|[1-9]\d{2,5})\.\d\d|(?:[1-9]\d{2,5}|1[3-9]|[2-9]\d))(?![\w:/%-]|[.,]\d|\s*[-–]\s*\d|\s+(?:to|till?|until)\s+\d"
    r"|\s+(?:[ap]\.?m|hrs?|hours?|mins?|minutes?|days?|weeks?|months?|years?|times|of|people|percent"
    r"|jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec|january|february|march|april|june|july|august|september|october|november|december)\b)"
)
#: Words between that lead to an hour, or say when.
TO_HOUR: Final = r"(?:at|by|from|before|after|around|about|until|till?|@|on|for|due)"
WORD: Final = rf"(?!{TO_HOUR}\b)[^\W\d_][\w'’&-]*"
#: What ends the name.
BESIDE: Final = (*TIMES, "alarm", "list", "priority", "duration")
#: What may stand before the verb: one's own part in it, and words to the program.
ONES: Final = (
    r"\W*(?:(?:and|also|then|oh|ok|please|just|so|i|we|need|have|has|got|must|should|gotta|want|to|remind me|remember|don['’]?t forget|add|new|an?|todo|to-do"
    r"|task|reminder)\W+)*"
)
#: "pay Nora | 1200 |", "invoice the Ruiz family | 300 |", "i owe Jess | 85 |", "transfer | 600 | to savings".
PAYS: Final = re.compile(rf"{ONES}(?P<name>{PAYING}\s+(?:{WORD}\s+){{0,4}}?{SUM})", re.I)
#: "studio rent | 900 |", "deposit to Jess | 500 |".
HAS_PRICE: Final = re.compile(rf"\b{PAID}\s+(?:(?:to|from|of)\s+(?:{WORD}\s+){{1,2}}?)?{SUM}", re.I)
CLAUSE: Final = re.compile(r"[,;!?]|\.(?!\d)|\b(?:and\s+)?remind\b", re.I)
#: "invoice Ruiz 300 | due | the 20th".
DUE: Final = re.compile(r"\s+due$", re.I)
#: "pay rent 1500 | and | call the bank |".
FURTHER: Final = re.compile(r"\s*(?:[,;&]|\band\b|\bthen\b).*", re.I)


def with_bare_sum(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """What is to be paid with how much in its name, and no hour: a task, unless something of that name takes place."""
    if tagged.operation not in ("create", "none"):
        return tagged
    found = PAYS.match(text, tagged.start, tagged.end)
    # "pay review 1030 monday", "bill smith 730 friday" take place
    held = found and tagged.object == "event" and tagged.over(found.start("name"), found.start("name") + 1)
    if found and not held and not find_times(text[found.start("name") : found.start("sum")]):
        return paying(text, tagged, found)
    found = HAS_PRICE.search(text, tagged.start, tagged.end) if tagged.frame == ("create", "task") else None
    if found is None or find_times(text[found.start() : found.start("sum")]):
        return tagged
    begin, end = found.span("sum")
    tagged = tagged.with_slots(without_sum(text, tagged, begin, end))
    name = next((s for s in tagged.named("summary") if s.end <= begin and text[s.end : begin].isspace()), None)
    return tagged.with_slot(name, spanning(text, name, end=end)) if name else tagged


def without_sum(text: str, tagged: TaggedCommand, begin: int, end: int) -> list[TaggedSlot]:
    """The marks of the command of which those of a time hold no sum."""
    return [piece for s in tagged.slots for piece in (outside(text, s, begin, end) if s.name in ABOUT_TIME else (s,))]


def paying(text: str, tagged: TaggedCommand, found: re.Match[str]) -> TaggedCommand:
    """The task that is called by all from its verb to its time."""
    begin, end = found.start("name"), found.end("sum")
    slots = without_sum(text, tagged, *found.span("sum"))
    times = [(end + first, end + last) for first, last in find_times(text[end : tagged.end])]
    if not any(s.name in TIMES for s in slots) and times:
        slots += marking(text, tagged.confidence, ("when", *times[-1]))
    further = [s for s in slots if s.name == "summary" and s.start > end and FURTHER.fullmatch(text, end, s.start)]
    after = [s for s in slots if s.start >= end and (s in further or s.name in BESIDE)]
    stop = min((s.start for s in after), default=len(text[: tagged.end].rstrip(" .!?")))
    if border := CLAUSE.search(text, end, stop):  # "i owe the glazier 80, remind me | friday"
        stop = border.start()
    named = len(DUE.sub("", text[: end_before(text, stop)]))
    stop = end if after and after[0] in further else max(end, named)
    name = marking(text, tagged.confidence, ("summary", begin, stop))
    kept = (s for s in slots if s in after or s.end <= begin)
    return tagged.with_slots((*name, *kept), operation="create", object="task", asks=None)
