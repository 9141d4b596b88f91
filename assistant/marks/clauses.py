"""The slots of a clause before they are read: exclusions told from names, several events in a row parted."""

import dataclasses
import itertools
import re
from collections.abc import Iterable

from assistant import wording
from assistant.marks.jottings import says_day
from assistant.marks.owners import of_two_times
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
#: "party at |", "- team lunch on |".
NAMED_KIND = re.compile(
    rf"\W*(?:(?:and|then|the|an?)\s+)*((?:\w+ )?(?:{'|'.join((*wording.NOT_MEETINGS, *map(re.escape, wording.MEETING_NAMES)))}))(?:\s+(?:at|on|from))?\s*",
    re.I,
)
#: What each of several things has that are told in a row.
TIMED = (
    {"summary", "when"},
    {"summary", "new_when"},
    {"summary", "when", "new_when"},
    {"summary", "attendee"},
    {"summary", "new_attendee"},
    {"summary", "removed_attendee"},
    {"summary", "new_alarm"},
    {"summary", "when", "new_alarm"},
)
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
        leads = tuple(s for s in made[-1].slots if s.name == "new_alarm") if made else ()
        goes_on = made and (made[-1].operation == "delete" or (leads and tagged.object == made[-1].object))
        if goes_on and tagged.operation == "create" and bare:
            slots = (*(dataclasses.replace(s, start=tagged.start, end=tagged.start) for s in leads), *tagged.slots)
            tagged = dataclasses.replace(tagged, operation=made[-1].operation, object=made[-1].object, slots=slots)
        made.append(tagged)
    return made


def by_line(text: str, tagged: TaggedCommand) -> tuple[TaggedCommand, ...]:
    """Things on lines of their own as a command each; what the lines before the first say is said of all."""
    lines, at = list[tuple[int, int]](), tagged.start
    for line in text[tagged.start : tagged.end].splitlines(keepends=True):
        lines.append((at, at + len(line)))
        at += len(line)
    parts = [(start, end, tuple(s for s in tagged.slots if start <= s.start < end)) for start, end in lines]
    if tagged.operation == "create" and len(parts) > 1:
        parts = [(start, end, with_kind_named(text, start, own)) for start, end, own in parts]
        tagged = dataclasses.replace(tagged, slots=tuple(s for _, _, own in parts for s in own))
    named = [n for n, (_, _, own) in enumerate(parts) if any(s.name == "summary" for s in own)]
    if tagged.operation != "create" or tagged.object == "list" or len(named) < 2:
        return (tagged,)
    shared = tuple(s for _, _, own in parts[: named[0]] for s in own)
    borders = [*(parts[n][0] for n in named[1:]), tagged.end]
    made, begin = list[TaggedCommand](), tagged.start
    for n, end in zip(named, borders, strict=True):
        own = tuple(s for s in tagged.slots if parts[n][0] <= s.start < end)
        made.append(dataclasses.replace(tagged, start=begin, end=end, slots=(*shared, *own)))
        begin = end
    return tuple(made)


def with_kind_named(text: str, start: int, slots: tuple[TaggedSlot, ...]) -> tuple[TaggedSlot, ...]:
    """ "| party | at 7" on a line of its own, of which only the time was marked: that is what it is called."""
    led = NAMED_KIND.fullmatch(text[start : slots[0].start]) if slots and slots[0].name == "when" else None
    if led is None or any(s.name == "summary" for s in slots):
        return slots
    begin, end = (start + at for at in led.span(1))
    return (TaggedSlot("summary", begin, end, text[begin:end], slots[0].confidence), *slots)


def apart(text: str, tagged: TaggedCommand) -> tuple[TaggedCommand, ...]:
    """ "prep on Tuesday at 4, dentist on Wednesday at 8": events in a row, each with a time or people of its own, as a command each."""
    if twice := of_two_times(text, tagged):
        return twice
    slots = tagged.in_order
    names = [s.start for s in slots if s.name == "summary"]
    if len(names) >= 2 and (tagged.operation != "create") and tagged.object == "event":
        if wording.SWAP.match(text[tagged.start :]):  # "swap lunch with Ana and the call with Priya" is of both
            return (tagged,)
        return each_at_its_time(text, tagged, slots, len(names))
    if (tagged.operation, tagged.object) != ("create", "event") or len(names) < 2:
        return (tagged,)
    pairs = [s for s in slots if s.name in ("summary", "when")]
    day_first = [s.name for s in pairs] == ["when", "summary"] * len(names) and all(map(says_day, pairs[::2]))
    starts = [tagged.start, *([s.start for s in pairs[2::2]] if day_first else names[1:])]
    parts = [
        (start, end, tuple(s for s in slots if start <= s.start < end))
        for start, end in zip(starts, [*starts[1:], tagged.end], strict=True)
    ]
    kinds = [[s.name for s in own if s.name in ("summary", "when", "attendee")] for _, _, own in parts]
    times = tuple(s for s in slots if s.name == "when")
    timed = day_first or all([k for k in found if k != "attendee"] == ["summary", "when"] for found in kinds)
    people = ([k for k in found if k != "when"] for found in kinds)
    met = all(found[:2] == ["summary", "attendee"] for found in people) and len(times) == 1
    if not (timed or met):
        return (tagged,)
    return tuple(
        dataclasses.replace(
            tagged, start=start, end=end, slots=own if timed else (*(s for s in own if s not in times), *times)
        )
        for start, end, own in parts
    )


def each_at_its_time(
    text: str, tagged: TaggedCommand, slots: list[TaggedSlot], count: int
) -> tuple[TaggedCommand, ...]:
    """ "cancel gym on Wednesday and choir on Thursday": things that exist, each with its own time or company, as a command each."""
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
    slots = tagged.in_order
    pairs = [without_and(s) for s in slots if s.name in ("recurrence", "when")]
    kinds = [s.name for s in pairs]
    if tagged.operation != "create" or len(pairs) < 4 or len(pairs) % 2 or kinds != kinds[:2] * (len(pairs) // 2):
        return (tagged,)
    rest = tuple(s for s in slots if s.name not in ("recurrence", "when"))
    made = list(zip(pairs[::2], pairs[1::2], strict=True))
    own = all(rules(s.text) for s in pairs if s.name == "recurrence")
    together = all(a.end <= b.start and not any(a.end <= s.start < b.start for s in rest) for a, b in made)
    if len(set(kinds[:2])) < 2 or not own or not together:
        return (tagged,)
    return tuple(dataclasses.replace(tagged, slots=(*rest, *pair)) for pair in made)


def rules(phrase: str) -> bool:
    """Whether a phrase says how often by itself ("and Thursdays"), rather than since or until when."""
    return any(isinstance(v, Repetition) and v.freq for v in values_of(phrase))


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
            last = slots[-1]
            slots[-1] = spanning(text, last, end=slot.end)
        elif takes and slot.name in ("summary", "attendee", "list", *(of_times if excepted else ())):
            slots.append(dataclasses.replace(slot, name=EXCLUDED))
        else:
            slots.append(slot)
    return dataclasses.replace(tagged, slots=(*slots, *place_kept(text, tagged)))


def place_kept(text: str, tagged: TaggedCommand) -> list[TaggedSlot]:
    """ "delete the duties in April, keep | the last one": an exclusion by place of which nothing was marked."""
    found = KEPT_PLACE.search(text, tagged.start, tagged.end) if tagged.operation in CHANGES else None
    if found is None or any(s.start < found.end(1) and found.start(1) < s.end for s in tagged.slots):
        return []
    return [TaggedSlot(EXCLUDED, *found.span(1), found[1], tagged.confidence)]


def belongs(slots: list[TaggedSlot], slot: TaggedSlot) -> bool:
    """Whether a time or person after what is spared says more of it: "the one at 4", "lunch on Friday" where days were said before."""
    bare = slots[-1].text.casefold() in ("one", "ones", "those", "that")
    return bare or any(before.name == slot.name for before in slots[:-1])
