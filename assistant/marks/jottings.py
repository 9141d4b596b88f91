"""Forms in which people jot down new things, whatever the student makes of them: lines, numbers before them, notes behind a comma, names that
end in a part of their time ("x6 | weekly", "dep 7:33 arr | 9:48"), names that were torn."""

import dataclasses
import re
from collections.abc import Iterable
from itertools import pairwise

from assistant import wording
from assistant.marks.people import is_nobody
from assistant.marks.seams import LITTLE, ends, value_of
from assistant.marks.told_names import end_before, is_word_to_program
from assistant.marks.torn_names import with_torn_names
from assistant.resolution.coming_and_going import KIN
from assistant.schema import TIMES
from assistant.tagging import TaggedCommand, TaggedSlot, instead, marking, mend, residue, spanning
from assistant.temporal.carried import not_before
from assistant.temporal.expressions import Point, Span
from assistant.temporal.reading import find_times, values_of

#: The border of two lines, and what stands before an item.
LINE = re.compile(r"\s*\n\s*(?:[-*•–]\s+|\d{1,2}[.)]\s+)?")
#: "1. call the bank 2. email Raj": the numbers of the items.
NUMBERS = re.compile(r"(?:^|(?<=\s))(\d{1,2})[.)]\s+(?=\S)")
#: "on the 8th, drop off | by 8:30".
BY_THEN = re.compile(r"(?:by|before|no later than)\s+\S", re.I)
#: "call mum, then book the vet".
THEN = re.compile(r"(?:\s*,\s*|\s+)(?:and\s+)?then\s+(?!.*\b(?:if|when)\b)", re.I)
THEN_FIRST = re.compile(r"then\s+", re.I)
CLOCK, NTH = r"\d{1,2}(?:[:.]?\d\d)?(?:\s*[ap]m)?", r"\d{1,2}(?:st|nd|rd|th)"
#: How a name ends in a part of the time behind it ("|"), and what that time then is.
NAME_ENDS = tuple(
    (re.compile(rf"\s+{words}", re.I), time)
    for words, time in (
        (rf"(\d{{1,2}}|{NTH})\s*\|({wording.MONTH}\b(?!\s*\d).*)", r"\1 \2"),  # "holiday 20 | dec - 2 jan"
        # "exams 11 |, 14 and 19 May"
        (rf"({NTH}|\d{{1,2}})\s*,\s*\|((?:[\d\s,&]|and|st|nd|rd|th|of)+\b{wording.MONTH}\b.*)", r"\1, \2"),
        (r"(TTh|TR|MWF|MW|WF)\s*\|(\d.*)", r"\1 \2"),  # "class TTh | 2-3:15"
        (rf"({NTH})\s*\|((?:every|each) month|monthly)", r"\2 on the \1"),  # "EMI 5th | every month"
        (rf"({NTH})\s*\|({wording.WEEKDAY_OR_SHORT}\b.*)", r"\1 \2"),
        (
            r"(?:x\s?(\d{1,2})|(\d{1,2})\s?x)\s*\|((?!july)(?:(?:every|each)\b|\w+ly\b).*)",
            r"\3 for \1\2 times",
        ),  # "physio x6 | weekly"
        (rf"dep(?:art\w*)?\.?\s+({CLOCK})[\s,-]*arr(?:iv\w*)?\.?\s*\|(.*)", r"from \1 to \2"),
        (r"week commencing\s*\|(.*)", r"week commencing \1"),
    )
)
OR_BEFORE = re.compile(r"or before\b", re.I)
#: "the day before | mum's party | to bake a cake".
COUNTED_FROM = re.compile(r"\b(?:before|after|ahead of)\s+(?:the\s+|my\s+|our\s+)?$", re.I)
#: "list for the party with | candles |, cups".
FIRST_ITEM = re.compile(
    r"\s*(?:list)?\s*(?:with|containing|including|of|:|-|–)?\s*((?!and\b)[^,:;|]*\w)\s*(?:,|\band\b|&)\s*(?:and\s+)?(?:the\s+)?",
    re.I,
)
FILLING = re.compile(r"(?:please|it|to|on|in|for|add|put|called|named|list|calendar|the|my|our|new|a|an)\b.*", re.I)
DASH, COMMA = re.compile(r"\s*[-–—:]\s*"), re.compile(r"\s*,\s*")
#: What stands before a slot behind a time (its first group begins the note), and after it, where the slot is told only.
FOR_IT = re.compile(r".*\b((?:for|because of|regarding|about|re:?) (?:the |my |our )?)", re.I)
REST_OF_NAME = re.compile(r"((?: [\w'’]+)*)[\s.!]*")
CARRY = re.compile(
    r"(?:.*\s|)((?!(?:with|for|and|plus|from|including|invit\w*|meet\w*|see\w*|visit\w*|the|our|his|her|also|are|will|join\w*|coming)\b)[a-z]{3,}\s+)"
)
DOES = re.compile(r"(\s+(?:is |will be )?\w+ing\b[^,;]*?)[\s.!]*", re.I)
TOPIC = re.compile(r"\b(?:re|about|regarding):?\s+(?:(?:the|our|my|an?)\s+)?$", re.I)
WHAT_FOR = re.compile(r"\s*(?=(for)\s+(?:(?:the|our|my|his|her|their)\s+)?)for\b.*", re.I)
SOMEBODYS = re.compile(r"\S+['’]s?\s+\w")
#: "| vet | Friday 2pm | for | vaccinations |", of which words to the program are none.
NAME_LEFT = re.compile(r"\W*([^\W\d_][\w'’&-]*(?:\s+[\w'’&-]+){0,2})\s+(?:(?:on|at)\s+)?(?:the\s+)?", re.I)
KIND_WORDS = frozenset({"meeting", "appointment", "event", "reminder", "session"})
FURTHER = re.compile(
    r"\s*[,;]\s*(?:and\s+|then\s+)?(back home|back|returning|return flight|return|home|flying back|coming back)\s+(?:(?:on|at|the)\s+)*",
    re.I,
)
OWN_SIGN = re.compile(r"['’]s(?=\W|$)")
#: "viewing | 9 | Grosvenor Square", but no "flat 9".
NUMBERED = (
    "room", "flat", "unit", "no", "number", "round", "grade", "part", "phase", "week", "day", "level", "year", "stage", "lesson", "team",
)  # fmt: skip
HOUSE = re.compile("".join(rf"(?<!\b{word})" for word in NUMBERED) + r"\s+(\d{1,4}[a-z]?)\s+$", re.I)
STREET = re.compile(rf"\b{wording.STREET}\b", re.I)
#: "at the | very long named | cafe": all that stands before a place is of it.
AT_PLACE = re.compile(
    r"\s+at\s+(?:(?:the|a|an|my|our)\s+)?((?:(?!(?:the|and|with|for|from|to|at|on|in|by)\b)[a-z][\w'’-]*\s+){1,4})",
    re.I,
)
CAPITALS = re.compile(r"(?:\s+(?!(?:I|And|Please|Remind)\b)[A-Z][\w'’]+)+")
BARE_NUMBER, FOR = re.compile(r"\d{1,2}"), re.compile(r"\bfor\s+$", re.I)
BE_THERE = re.compile(r"[\s,;]*\b((?:arrive|be there|get there)(?: (?:at|by|for))?) $", re.I)
#: "| , be there at | 6:45": the hour of what has no other.
THERE_AT = re.compile(r"\W*\b(?:and\s+)?(?:(?:be|get) there|arrive)(?:\s+(?:at|for|by))?\s+", re.I)
TOLD_BY = re.compile(r"\s*[,;(–-]\s*(?:and\s+)?([^\W\d_][^,;()|]*?)\s+$")
#: "on the way to rehearsal", "on my way home".
ON_THE_WAY = re.compile(
    rf"\s+on\s+(?:the|my|our)\s+way\s+(?:home|back|there|out|in|(?:to|from)\s+{wording.THE}\S.*)", re.I
)
#: Where the day may as well be that of what is spoken of: "to ask about the meeting on Friday", "to book a table on Friday".
OF_THING = re.compile(
    r"\b(?:about|for|of|regarding|that|which|whether|if|who|is|are|was|due|['’]s on)\b"
    r"|^(?:switch|swap|move|change|cancel|confirm|reschedule|postpone|book|reserve|check|find|order)\b",
    re.I,
)
TO = re.compile(r"\bto\s+$", re.I)
#: "remind me at 7 to take my passport | on dec 18".
TAIL = re.compile(r"\s+((?:on|this|next)\s+(?:the\s+)?\S.*|today|tomorrow)$", re.I)
AND = re.compile(r"\s*(?:,|\band\b)\s*", re.I)
#: "5 to 4" is an hour.
MINUTES_TO = re.compile(r"(?:5|10|20|25) to \d", re.I)


def jotted(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """The marks of a new thing as such a form means them."""
    tagged = mend(text, tagged, (with_the_way, with_day_at_tail, as_event))
    slots = tagged.in_order
    for read in FORMS:
        slots = read(text, tagged, slots)
    return tagged.with_slots(slots)


def within_lines(text: str, tagged: TaggedCommand, slots: list[TaggedSlot]) -> list[TaggedSlot]:
    """Names that end with their line, and tasks before a "then"; what goes on behind is one of its own."""
    made = list[TaggedSlot]()
    for slot in slots:
        if slot.name != "summary":
            made.append(slot)
            continue
        then = THEN_FIRST.match(slot.text) if tagged.object == "task" else None
        begin = slot.start + (then.end() if then else 0)
        further = THEN.finditer(text, begin, slot.end) if tagged.object == "task" else ()
        for border in sorted((*LINE.finditer(text, begin, slot.end), *further), key=lambda m: m.start()):
            bare = border[0].strip().lower() in ("then", "and then") and " " not in text[begin : border.start()]
            if bare:  # "wash then dry the sheets": of one word alone nothing is to be done
                continue
            made.append(spanning(text, slot, start=begin, end=border.start()))
            begin = border.end()
        made.append(spanning(text, slot, start=begin) if begin > slot.start else slot)
    return [s for s in made if s.text.strip()]


def without_numbers(text: str, tagged: TaggedCommand, slots: list[TaggedSlot]) -> list[TaggedSlot]:
    """Slots without the numbers of lines, which count up from one."""
    found = list(NUMBERS.finditer(text))
    if len(found) < 2 or [int(m[1]) for m in found] != list(range(1, len(found) + 1)):
        return slots
    return [s for s in slots if not any(m.start(1) <= s.start and s.end <= m.end() for m in found)]


def with_ends_of_names(text: str, tagged: TaggedCommand, slots: list[TaggedSlot]) -> list[TaggedSlot]:
    """ "holiday 20 | dec - 2 jan", "EMI 5th | every month": what a name ends in belongs to the time behind it. "on | or before 5th" is by then."""
    made = [dataclasses.replace(s, text=OR_BEFORE.sub("by", s.text)) if s.name == "when" else s for s in slots]
    for at, (name, when) in enumerate(pairwise(slots)):
        if name.name != "summary" or when.name not in ("when", "recurrence"):
            continue
        line = f"{name.text}{text[name.end : when.start]}|{when.text}"
        ways = ((form.search(line), time) for form, time in NAME_ENDS)
        found = next(((m, m.expand(time)) for m, time in ways if m and m.end() == len(line)), None)
        if found and found[0].start() and (values_of(found[1]) or "," in found[1]):
            border = name.start + min(found[0].start(), len(name.text))
            made[at] = spanning(text, name, end=border)
            made[at + 1] = dataclasses.replace(when, start=border + 1, text=found[1])
    return made


def with_first_item(text: str, tagged: TaggedCommand, slots: list[TaggedSlot]) -> list[TaggedSlot]:
    """The items of a new list with the first, which no slot holds: "a list for the party with | candles |, cups, straws"."""
    for home, item in pairwise(slots):
        if (tagged.object, home.name, item.name) == ("list", "list", "summary"):
            found = FIRST_ITEM.fullmatch(text, home.end, item.start)
            if found and not FILLING.fullmatch(found[1]):
                return instead(slots, item, spanning(text, item, start=found.start(1), end=found.end(1)), item)
    return slots


def begun_with(text: str, commands: Iterable[TaggedCommand]) -> list[TaggedCommand]:
    """ "a list called packing with parka | gifts and socks": items right behind a new list are what it begins with."""
    made = list[TaggedCommand]()
    for tagged in commands:
        last = made[-1] if made else None
        items = (tagged.frame, {s.name for s in tagged.slots}) == (("create", "task"), {"summary"})
        new = last and (last.frame, [s.name for s in last.slots]) == (("create", "list"), ["list"])
        if last and items and new and FIRST_ITEM.fullmatch(text, last.slots[0].end, tagged.slots[0].start):
            made[-1] = last.with_slots((*last.slots, *tagged.slots), end=tagged.end)
        else:
            made.append(tagged)
    return made


def with_further_things(text: str, tagged: TaggedCommand, slots: list[TaggedSlot]) -> list[TaggedSlot]:
    """ "wedding 22nd 7 am, reception 23rd", "6 March - hens, 7 March - brunch": what has a time of its own is no place, but the next thing."""
    made = list[TaggedSlot]()
    dashed = [s.name for s in slots] == ["when", "location", "when", "summary"]
    dashed = dashed and all(DASH.fullmatch(text[a.end : b.start]) for a, b in (slots[:2], slots[2:]))
    for slot in slots:
        place = slot.name == "location" and made and made[-1].name == "when"
        behind = place and COMMA.fullmatch(text[made[-1].end : slot.start])
        start, end = find_times(slot.text)[-1] if behind and find_times(slot.text) else (0, 0)
        if start and end == len(slot.text):
            made.append(spanning(text, slot, end=slot.start + len(slot.text[:start].rstrip()), name="summary"))
            made.append(spanning(text, slot, start=slot.start + start, name="when"))
        else:
            made.append(dataclasses.replace(slot, name="summary") if dashed and place else slot)
    return made


def with_way_back(text: str, tagged: TaggedCommand, slots: list[TaggedSlot]) -> list[TaggedSlot]:
    """ "flying out 11/12 at 6, back | 14/12 at 9": a way back on another day is one more; of days alone it ends there."""
    if tagged.object != "event" or sum(s.name == "summary" for s in slots) != 1:
        return slots
    for at, (before, when) in enumerate(pairwise(slots)):
        found = FURTHER.fullmatch(text, before.end, when.start)
        first = next((s for s in slots[: at + 1] if s.name == "when"), None)
        if found and first and when.name == "when" and says_day(when) and says_day(first):
            back = dataclasses.replace(when, text=not_before(when.text, first.text))
            if any(isinstance(v, Point) and v.clock for s in (first, when) for v in values_of(s.text)[:1]):
                name = spanning(text, when, start=found.start(1), end=found.end(1), name="summary")
                return instead(slots, when, name, back)
            there = dataclasses.replace(first, text=f"from {first.text} to {back.text}")
            return instead(instead(slots, first, there), when)
    return slots


def without_counted_from(text: str, tagged: TaggedCommand, slots: list[TaggedSlot]) -> list[TaggedSlot]:
    """ "the day before mum's party on 20 Dec, bake a cake": of two names the one from which the time is counted is told, and no task."""
    names = [s for s in slots if s.name == "summary"]
    if tagged.object != "task" or len(names) < 2 or any(s.name == "description" for s in slots):
        return slots
    from_it = next((s for s in names if COUNTED_FROM.search(text[: s.start]) and find_times(text[: s.start])), None)
    return [dataclasses.replace(s, name="description") if s is from_it else s for s in slots]


def with_told_slot(text: str, tagged: TaggedCommand, slots: list[TaggedSlot]) -> list[TaggedSlot]:
    """ "drinks on Friday at 5 for Jo's last day", "…, carry | originals", "…, Tess picking me up": behind its time what an event is for is no
    second one, and what is to be done nobody, but a note; "1h with Asha re | perf" is named so."""
    names = [s for s in slots if s.name == "summary"]
    if tagged.object != "event" or any(s.name == "description" for s in slots):
        return slots
    for before, slot in pairwise(slots):
        lead, low = text[before.end : slot.start], slot.text.islower()
        placed, is_last = before.name in ("when", "duration", "location"), slot is slots[-1]
        rest = found = None
        if slot.name == "summary" and [slot] == names[1:] and placed and names[0].text.casefold() not in KIND_WORDS:
            found = FOR_IT.fullmatch(text, names[0].end, slot.start) if is_last else None
            rest = REST_OF_NAME.fullmatch(text, slot.end, tagged.end)
        elif slot.name in ("attendee", "location") and low and TOPIC.search(lead):
            return instead(slots, slot, dataclasses.replace(slot, name="description" if names else "summary"))
        elif slot.name == "attendee" and placed and is_last and COMMA.fullmatch(lead):
            found = rest = DOES.fullmatch(text, slot.end, tagged.end)
        elif slot.name == "attendee" and placed and low:
            found = CARRY.fullmatch(lead)
        if found:
            begin = slot.start if found is rest else slot.start - len(found[1])
            end = rest.end(1) if rest else slot.end
            return instead(slots, slot, spanning(text, slot, start=begin, end=end, name="description"))
    return slots


def with_told_purpose(text: str, tagged: TaggedCommand, slots: list[TaggedSlot]) -> list[TaggedSlot]:
    """ "vet Friday 2pm for | Molly's teeth |": behind its time what an event is for is no place, nor anybody, and not what it is called where
    that stands before the time ("| vet | Friday 2pm for | vaccinations |"), but a note."""
    if tagged.object != "event" or any(s.name == "description" for s in slots):
        return slots
    lasts = bool(slots) and slots[0].name == "duration"  # "two hour | study block | sunday at 1"
    begin, first = (slots[0].end if lasts else tagged.start), slots[lasts] if slots[lasts:] else None
    left = NAME_LEFT.fullmatch(text, begin, first.start) if first and first.name in TIMES else None
    said = left and any(map(is_word_to_program, re.split(r"\s+|ing\b", left[1])[: 1 if lasts else None]))
    for before, slot in pairwise(slots):
        found = WHAT_FOR.fullmatch(text, before.end, slot.start) if before.name in TIMES else None
        thing = is_nobody(slot) or slot.name == "location" or (SOMEBODYS.match(slot.text) and not KIN.search(slot.text))
        name = [spanning(text, slot, *left.span(1))] if left and not said and tagged.named("summary") == [slot] else []
        if found and (name or (thing and slot.name != "summary")):
            return [*name, *instead(slots, slot, spanning(text, slot, start=found.start(1), name="description"))]
    return slots


def with_whole_place(text: str, tagged: TaggedCommand, slots: list[TaggedSlot]) -> list[TaggedSlot]:
    """ "at PSK | Saket |": words with capitals right behind a place, which no slot holds, are a part of it, as are its sign ("at Harlow | 's"), the
    number of the house, "viewing 9 | Grosvenor Square", and what stands between it and its "at"."""
    made = [*slots]
    for at, slot in enumerate(slots):
        if slot.name != "location":
            continue
        begin = slots[at + 1].start if at + 1 < len(slots) else tagged.end
        sign = OWN_SIGN.match(text, slot.end, begin)
        led = AT_PLACE.fullmatch(text, slots[at - 1].end if at else tagged.start, slot.start)
        first = led.start(1) if led and not find_times(led[1]) else slot.start
        place = spanning(text, slot, start=first, end=sign.end() if sign else slot.end)
        found = None if place.text.islower() else CAPITALS.match(text, place.end, begin)
        made[at] = spanning(text, place, end=found.end()) if found and not find_times(found[0]) else place
        name = made[at - 1] if at and made[at - 1].name == "summary" and STREET.search(place.text) else None
        house = HOUSE.search(text, name.start, slot.start) if name else None
        if name and house and name.end in (house.start(), house.end(1)):
            made[at - 1] = spanning(text, name, end=house.start())
            made[at] = spanning(text, made[at], start=house.start(1))
    return made


def with_told_hour(text: str, tagged: TaggedCommand, slots: list[TaggedSlot]) -> list[TaggedSlot]:
    """ "service on the 8th, drop off by 8:30", "dinner at 8, table for 6": beside a time of its own, what is told behind a comma is a note."""
    slots = with_hour_there(text, tagged, slots)
    if tagged.object != "event" or any(s.name == "description" for s in slots):
        return slots
    for at, (before, when) in enumerate(pairwise(slots)):
        told = TOLD_BY.fullmatch(text, before.end, when.start) or BE_THERE.fullmatch(text, before.end, when.start)
        number = BARE_NUMBER.fullmatch(when.text) and FOR.search(text[: when.start])  # "table booked for 6"
        timed = when.name == "when" and any(s.name == "when" for s in slots[: at + 1])
        early = BE_THERE.fullmatch(told[0]) and not ends(told[0], when, before) if told else False
        if THERE_AT.match(text, before.end) and not any(map(says_hour, slots[: at + 1])):
            continue
        if told and timed and (number or early or BY_THEN.match(when.text)):
            return instead(slots, when, spanning(text, when, start=told.start(1), name="description"))
    return slots


def with_hour_there(text: str, tagged: TaggedCommand, slots: list[TaggedSlot]) -> list[TaggedSlot]:
    """ "Carol's cataract on the 19th, be there by 6:45", whatever that was taken for: the hour of a day of which no other is said."""
    there = THERE_AT.search(text, tagged.start, tagged.end) if tagged.object == "event" else None
    start, end = next(iter(find_times(text[there.end() : tagged.end])), (1, 0)) if there else (1, 0)
    kept = [s for s in slots if there and s.end <= there.start()]
    whens = [s for s in kept if s.name in TIMES]
    if there is None or start or len(kept) + 1 < len(slots) or [s.name for s in whens] != ["when"]:
        return slots
    day, said = whens[0], text[there.end() : there.end() + end]
    hour = dataclasses.replace(day, end=there.end() + end, text=f"{day.text} at {said}")
    fits = says_day(day) and not says_hour(day) and says_hour(dataclasses.replace(day, text=said))
    return instead(kept, day, hour) if fits and kept[-1] is day else slots


def says_day(slot: TaggedSlot) -> bool:
    """Whether a time is of a day: "6 March", but not "at 4"."""
    return any(isinstance(value, Point) and value.day is not None for value in values_of(slot.text))


def says_hour(slot: TaggedSlot) -> bool:
    """Whether a time is of an hour, too: "6 March at 4", and not "oct 19", which could be one."""
    said = value_of(slot.text)
    return isinstance(said, Point) and said.clock is not None


def with_the_way(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "pick up the cake | on the way to rehearsal tomorrow": a part of what is to be done, up to its time, and nothing of its own."""
    found = ON_THE_WAY.search(text, tagged.start, tagged.end)
    first = min((s.start for s in tagged.named("summary")), default=tagged.end)
    if found is None or tagged.object != "task" or first >= found.start():
        return tagged
    times = [(found.start() + start, found.start() + end) for start, end in find_times(found[0])]
    stop = times[0][0] if times else found.end()
    name = ("summary", first, end_before(text, len(text[:stop].rstrip(" .!"))))
    kept = (s for s in tagged.slots if s.end <= first or s.name not in ("summary", *TIMES))
    whens = (("when", *span) for span in times[:1])
    return tagged.with_slots((*kept, *marking(text, tagged.confidence, name, *whens)))


def with_day_at_tail(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "remind me at 7am to take my passport | on dec 18": where the reminder has an hour and no day, the day at its end is that."""
    name = tagged.slots[-1] if tagged.slots else None
    if tagged.object != "task" or name is None or name.name != "summary" or not TO.search(text[: name.start]):
        return tagged
    tail = day_at_tail(name.text, tuple(s.text for s in tagged.named("when")))
    if tail is None or OF_THING.search(name.text[: tail.start()]):
        return tagged
    when = spanning(text, name, start=name.start + tail.start(1), name="when")
    return tagged.with_slot(name, spanning(text, name, end=name.start + tail.start()), when)


def day_at_tail(name: str, whens: tuple[str, ...]) -> re.Match[str] | None:
    """The day with which the name of a reminder ends that has but an hour, or several; its first group is the day as it was said."""
    tail = TAIL.search(name) if whens else None
    hours = [value_of(hour) for when in whens for hour in AND.split(when)] if tail else []
    day = value_of(tail[1]) if tail and find_times(tail[1]) else None
    timed = hours and all(isinstance(hour, Point) and hour.clock and hour.day is None for hour in hours)
    return tail if timed and isinstance(day, Point) and day == Point(day=day.day) else None


def as_event(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "clean the studio from 2 to 4 tomorrow": with a beginning and an end by the clock, and no word of reminding, it is an event."""
    if tagged.frame != ("create", "task") or sorted(s.name for s in tagged.slots) != ["summary", "when"]:
        return tagged
    when = tagged.named("when")[0].text
    value = value_of(when)
    ranged = isinstance(value, Point) and value.clock and value.until
    several = isinstance(value, Span) and value.start.clock and value.end.clock
    plain = LITTLE.fullmatch(residue(text, tagged)) and not MINUTES_TO.match(when)
    return dataclasses.replace(tagged, object="event") if plain and (ranged or several) else tagged


FORMS = (
    within_lines,
    with_torn_names,
    with_told_slot,
    with_told_purpose,
    without_numbers,
    with_first_item,
    with_ends_of_names,
    with_told_hour,
    with_further_things,
    with_way_back,
    with_whole_place,
    without_counted_from,
)
