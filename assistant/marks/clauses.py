"""The slots of a clause before they are read: exclusions told from names, several events in a row parted."""

import dataclasses
import itertools
import re
from collections.abc import Iterable
from typing import Final

from assistant import wording
from assistant.marks.jottings import says_day
from assistant.marks.people import of_two_times
from assistant.schema import CHANGES, EXCLUDED
from assistant.tagging import TaggedCommand, TaggedSlot, residue, spanning
from assistant.temporal.expressions import Repetition
from assistant.temporal.reading import values_of

#: Ends with words of exclusion, perhaps an article or possessive after them.
AFTER_EXCEPT = re.compile(
    rf"(?:{wording.EXCEPT_WORDS}|{wording.NOT_SO}|\b(?:except|other than|apart from|aside from) (?:on|at|in))"
    r"\s*(?:for\s+)?(?:(?:what(?:['’]s|\s+is|ever\s+is)|(?:the\s+)?(?:things|events|stuff|ones|those)(?:\s+that\s+are)?"
    r"|anything|everything)\s+(?:in|on|at)\s+(?:at\s+)?)?"
    r"(?:(?:the|my|our|a|an)\s+)?[\"“]?$",
    re.I,
)
#: "keep the last one", "except the first two".
KEPT_PLACE = re.compile(
    rf"{wording.EXCEPT_WORDS}\s+(?:for\s+)?(?:only\s+|just\s+)?(?:the\s+|my\s+)?"
    rf"((?:first|last|second|third|fourth|next)(?:\s+(?:ones?|two|three|four))?)(?=\W*(?:$|[,;.!]|\band\b))",
    re.I,
)
NOT_IN = re.compile(r"\s*not (?:in|on|at|part of)\s*", re.I)
AND_LAST = re.compile(r"\s*(?:\band|,|&)$", re.I)
AND_FIRST = re.compile(r"^(?:and|,|&)\s+", re.I)
ENUMERATED = re.compile(r"\s*(?:,|and|or|nor|&|with|, and)\s*(?:again\s+)?(?:(?:the|my|our|a|an|with)\s+)?[\"“]?", re.I)
#: Between two times of what is to be twice.
ANOTHER: Final = re.compile(
    r"\s*(?:,|and|&|,\s*and|then)\s+(?:again|another(?:\s+one)?|(?:a|the)\s+(?:second|other|next)(?:\s+one)?|one)\s+(?:(?:on|at|in)\s+)?(?:the\s+)?",
    re.I,
)
#: "party at |", "- team lunch on |".
NAMED_KIND = re.compile(
    rf"\W*(?:(?:and|then|the|an?)\s+)*((?:\w+ )?(?:{'|'.join((*wording.NOT_MEETINGS, *map(re.escape, wording.MEETING_NAMES)))}))(?:\s+(?:at|on|from))?\s*",
    re.I,
)
#: What each of several things has that are told in a row.
TIMED = [
    set(names.split())
    for names in (
        "summary when", "summary new_when", "summary when new_when", "summary attendee", "summary new_attendee", "summary removed_attendee",
        "summary new_alarm", "summary when new_alarm",
    )
]  # fmt: skip
#: All that may stand beside what has no verb.
LITTLE = re.compile(r"(?:\W|\b(?:the|my|our|on|at|in|of|and)\b)*", re.I)
#: What comes between a thing that is spared and its day or company.
QUALIFIED = re.compile(r"(?:['’]s)?\s+(?:(?:on|at|in|from|with|of|for)\s+)?(?:(?:the|my)\s+)?", re.I)
#: "cancel choir on Monday, Thursday as usual": nothing is said of Thursday.
STAYS = re.compile(
    r"\s+(?:(?:is|are|stays?|goes on|remains?)\s+)?(?:as (?:usual|normal|planned|before|is)|unchanged|still on)\b", re.I
)
#: "leave the plumber until Wednesday": not spared, but put off.
LEAVING = re.compile(
    r"\W*(?:(?:and|but|oh|then|also|please|can you|could you|let['’]?s|just)\s+)*(?:leave|keep)\b", re.I
)


def going_on(text: str, commands: Iterable[TaggedCommand]) -> list[TaggedCommand]:
    """ "cancel gym on Wednesday | and yoga on Tuesday": things with their times and no verb of their own go as the one before does."""
    made = list[TaggedCommand]()
    for tagged in commands:
        bare = {slot.name for slot in tagged.slots} == {"summary", "when"} and LITTLE.fullmatch(residue(text, tagged))
        leads = made[-1].named("new_alarm") if made else []
        goes_on = made and (made[-1].operation == "delete" or (leads and tagged.object == made[-1].object))
        if goes_on and tagged.operation == "create" and bare:
            again = (dataclasses.replace(s, start=tagged.start, end=tagged.start) for s in leads)
            tagged = tagged.with_slots((*again, *tagged.slots), operation=made[-1].operation, object=made[-1].object)
        made.append(tagged)
    return made


def cut(tagged: TaggedCommand, starts: Iterable[int]) -> list[TaggedCommand]:
    """The command as several, of which each but the first begins at one of these places."""
    borders = [tagged.start, *starts, tagged.end]
    return [
        dataclasses.replace(
            tagged, start=start, end=end, slots=tuple(s for s in tagged.in_order if start <= s.start < end)
        )
        for start, end in itertools.pairwise(borders)
    ]


def by_line(text: str, tagged: TaggedCommand) -> tuple[TaggedCommand, ...]:
    """Things on lines of their own as a command each; what the lines before the first say is said of all."""
    lengths = map(len, text[tagged.start : tagged.end].splitlines(keepends=True))
    starts = list(itertools.accumulate(lengths, initial=tagged.start))[1:-1]
    if tagged.operation != "create" or not starts:
        return (tagged,)
    lines = [with_kind_named(text, line) for line in cut(tagged, starts)]
    whole = tagged.with_slots(s for line in lines for s in line.slots)
    named = [line.start for line in lines if line.named("summary")]
    if tagged.object == "list" or len(named) < 2:
        return (whole,)
    shared = tuple(s for s in whole.slots if s.start < named[0])
    first, *others = cut(whole, named[1:])
    return (first, *(each.with_slots((*shared, *each.slots)) for each in others))


def with_kind_named(text: str, line: TaggedCommand) -> TaggedCommand:
    """ "| party | at 7" on a line of its own, of which only the time was marked: that is what it is called."""
    slots = line.slots
    led = NAMED_KIND.fullmatch(text[line.start : slots[0].start]) if slots and slots[0].name == "when" else None
    if led is None or line.named("summary"):
        return line
    begin, end = (line.start + at for at in led.span(1))
    return line.with_slots((TaggedSlot("summary", begin, end, text[begin:end], slots[0].confidence), *slots))


def apart(text: str, tagged: TaggedCommand) -> tuple[TaggedCommand, ...]:
    """ "prep on Tuesday at 4, dentist on Wednesday at 8": events in a row, each with a time or people of its own, as a command each."""
    if twice := of_two_times(text, tagged) or once_more(text, tagged):
        return twice
    names = [s.start for s in tagged.named("summary")]
    if tagged.object != "event" or len(names) < 2:
        return (tagged,)
    if tagged.operation != "create":  # "swap lunch with Ana and the call with Priya" is of both
        swaps = wording.SWAP.match(text[tagged.start :])
        return (tagged,) if swaps else each_at_its_time(text, tagged)
    pairs, times = tagged.named("summary", "when"), tagged.named("when")
    day_first = [s.name for s in pairs] == ["when", "summary"] * len(names) and all(map(says_day, pairs[::2]))
    parts = cut(tagged, [s.start for s in pairs[2::2]] if day_first else names[1:])
    kinds = [[s.name for s in part.named("summary", "when", "attendee")] for part in parts]
    timed = day_first or all([k for k in found if k != "attendee"] == ["summary", "when"] for found in kinds)
    people = ([k for k in found if k != "when"] for found in kinds)
    met = all(found[:2] == ["summary", "attendee"] for found in people) and len(times) == 1
    if timed:
        return tuple(parts)
    return tuple(p.with_slots({*p.slots, *times}) for p in parts) if met else (tagged,)


def once_more(text: str, tagged: TaggedCommand) -> tuple[TaggedCommand, ...]:
    """ "choir | Thursday 7 to 9 | and another one on the | Sunday |, same time", "gym | Friday at 6 | and | Saturday | same time": two of one name, and
    no time from the one to the other; () elsewhere."""
    names, times = tagged.named("summary"), tagged.named("when")
    if tagged.frame != ("create", "event") or len(names) != 1 or len(times) != 2 or tagged.named("recurrence"):
        return ()
    first, second = times
    between = text[first.end : second.start]
    same = wording.SAME_TIME.search(text, second.start, tagged.end) and ENUMERATED.fullmatch(between)
    if names[0].start > first.start or not (same or ANOTHER.fullmatch(between)):
        return ()
    shared = (s for s in tagged.slots if s not in times and s.start < first.end)
    again = (dataclasses.replace(s, start=first.end, end=first.end) for s in shared)
    one, other = cut(tagged, (first.end,))
    return one, other.with_slots((*again, *other.slots))


def each_at_its_time(text: str, tagged: TaggedCommand) -> tuple[TaggedCommand, ...]:
    """ "cancel gym on Wednesday and choir on Thursday": things that exist, each with its own time or company, as a command each."""
    slots, count = tagged.in_order, len(tagged.named("summary"))
    length, kinds = len(slots) // count, [s.name for s in slots]
    leads = [at for at, kind in enumerate(kinds) if kind == "new_alarm"]
    # "remind me an hour before the vet and the dentist, a day before choir on Sunday"
    apart = len(leads) > 1 and not leads[0]
    cuts = leads if apart else range(0, len(slots), length)
    parts = [slots[begin:end] for begin, end in itertools.pairwise((*cuts, len(slots)))]
    own = (apart or kinds == kinds[:length] * count) and tagged.asks not in ("how_long", "free")
    own = own and all({s.name for s in part} in TIMED for part in parts)
    borders = (text[a[-1].end : b[0].start] for a, b in itertools.pairwise(parts))
    if not own or not all(ENUMERATED.fullmatch(border) for border in borders):
        return (tagged,)
    starts = [tagged.start, *(part[0].start for part in parts[1:])]
    ends = [*(part[-1].end for part in parts[:-1]), tagged.end]
    return tuple(
        dataclasses.replace(tagged, start=start, end=end, slots=tuple(part))
        for start, end, part in zip(starts, ends, parts, strict=True)
    )


def by_rule(tagged: TaggedCommand) -> tuple[TaggedCommand, ...]:
    """ "Mon-Thu at 9:30, Fridays at 10": repetitions with an hour each are a new series each, the rest is said of all."""
    pairs = [without_and(s) for s in tagged.named("recurrence", "when")]
    kinds = [s.name for s in pairs]
    if tagged.operation != "create" or len(pairs) < 4 or len(pairs) % 2 or kinds != kinds[:2] * (len(pairs) // 2):
        return (tagged,)
    rest = [s for s in tagged.slots if s.name not in ("recurrence", "when")]
    made = list(zip(pairs[::2], pairs[1::2], strict=True))
    phrases = (values_of(s.text) for s in pairs if s.name == "recurrence")  # "and Thursdays", not since or until when
    own = all(any(isinstance(v, Repetition) and v.freq for v in values) for values in phrases)
    together = all(a.end <= b.start and not any(a.end <= s.start < b.start for s in rest) for a, b in made)
    if len(set(kinds[:2])) < 2 or not own or not together:
        return (tagged,)
    return tuple(tagged.with_slots((*rest, *pair)) for pair in made)


def without_and(slot: TaggedSlot) -> TaggedSlot:
    """The slot without an "and" at either end."""
    text = AND_FIRST.sub("", slot.text)
    start, kept = slot.end - len(text), AND_LAST.sub("", text)
    return dataclasses.replace(slot, start=start, end=start + len(kept), text=kept)


def with_exclusions(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """What is named after "except" and the like is excluded, whatever its label was."""
    slots: list[TaggedSlot] = []
    out = False
    puts_off = tagged.operation == "update" and bool(LEAVING.match(text[tagged.start : tagged.end]))
    for slot in tagged.in_order:
        if slots and slot.name == "when" and tagged.operation in CHANGES and STAYS.match(text, slot.end):
            continue
        before = text[slots[-1].end if slots else tagged.start : slot.start]
        excepted = AFTER_EXCEPT.search(before) and not (puts_off and not slots)
        if slots and (slots[-1].name, slot.name) == ("attendee", "when") and NOT_IN.fullmatch(before):
            excepted = None  # "which meetings is Wei not in | this week"
        goes_on = out and bool(slots) and slots[-1].name == EXCLUDED and bool(QUALIFIED.fullmatch(before))
        out = bool(excepted) or (out and (goes_on or bool(ENUMERATED.fullmatch(before))))
        repeats = tagged.operation == "create" and any(s.name == "recurrence" for s in slots)
        ruled = any(s.name in ("recurrence", "new_recurrence") for s in slots)
        of_times = ("when",) if ruled else ("when", "recurrence", "new_recurrence")
        takes = out and (repeats or tagged.operation in ("delete", "update", "complete", "read"))
        if takes and goes_on and slot.name in ("when", "attendee") and belongs(slots, slot):
            slots[-1] = spanning(text, slots[-1], end=slot.end)
        elif takes and slot.name in ("summary", "attendee", "list", *(of_times if excepted else ())):
            slots.append(dataclasses.replace(slot, name=EXCLUDED))
        else:
            slots.append(slot)
    return tagged.with_slots((*slots, *place_kept(text, tagged)))


def place_kept(text: str, tagged: TaggedCommand) -> list[TaggedSlot]:
    """ "delete the duties in April, keep | the last one": an exclusion by place of which nothing was marked."""
    found = KEPT_PLACE.search(text, tagged.start, tagged.end) if tagged.operation in CHANGES else None
    if found is None or tagged.over(*found.span(1)):
        return []
    return [TaggedSlot(EXCLUDED, *found.span(1), found[1], tagged.confidence)]


def belongs(slots: list[TaggedSlot], slot: TaggedSlot) -> bool:
    """Whether a time or person after what is spared says more of it: "the one at 4", "lunch on Friday" where days were said before."""
    bare = slots[-1].text.casefold() in ("one", "ones", "those", "that")
    return bare or any(before.name == slot.name for before in slots[:-1])
