"""Forms in which people jot down new things, whatever the student makes of them: numbered lines, tickets ("dep 7:33 arr 9:48"), "x6 weekly",
dates with a dash before what is on them."""

import dataclasses
import re
from itertools import pairwise

from assistant import wording
from assistant.marks.seams import ends
from assistant.tagging import TaggedCommand, TaggedSlot, joined, spanning
from assistant.temporal.expressions import Point, Span
from assistant.temporal.reading import find_times, values_of

#: The border of two lines, and what stands before an item.
LINE = re.compile(r"\s*\n\s*(?:[-*•–]\s+|\d{1,2}[.)]\s+)?")
CLOCK = r"\d{1,2}(?:[:.]?\d\d)?(?:\s*[ap]m)?"
#: "1. call the bank 2. email Raj": the numbers of the items.
NUMBERS = re.compile(r"(?:^|(?<=\s))(\d{1,2})[.)]\s+(?=\S)")
#: "call mum, then book the vet".
THEN = re.compile(r"(?:\s*,\s*|\s+)(?:and\s+)?then\s+", re.I)
THEN_FIRST = re.compile(r"then\s+", re.I)
#: A name that ends in a departure, of which the arrival is the time that follows.
DEPARTURE = re.compile(rf"\s*,?\s*\bdep(?:art\w*)?\.?\s+({CLOCK})\s*,?\s*(?:-\s*)?arr(?:iv\w*)?\.?\s*$", re.I)
#: "physio x6 | weekly".
SO_OFTEN = re.compile(r"\s+(?:x\s?(\d{1,2})|(\d{1,2})\s?x)$", re.I)
#: "list for the party with | candles |, cups".
FIRST_ITEM = re.compile(
    r"\s*(?:list)?\s*(?:with|containing|including|of|:|-|–)?\s*((?!and\b)[^,:;|]*\w)\s*(?:,|\band\b|&)\s*(?:and\s+)?(?:the\s+)?",
    re.I,
)
FILLING = re.compile(r"(?:please|it|to|on|in|for|add|put|called|named|list|calendar|the|my|our|new|a|an)\b.*", re.I)
DASH = re.compile(r"\s*[-–—:]\s*")
#: "on the 8th, drop off | by 8:30".
BY_THEN = re.compile(r"(?:by|before|no later than)\s+\S", re.I)
BARE_NUMBER, FOR = re.compile(r"\d{1,2}"), re.compile(r"\bfor\s+$", re.I)
#: "EMI 5th | every month": the day of each.
DAY_LEFT, MONTHLY = re.compile(r"\s+(\d{1,2}(?:st|nd|rd|th))$", re.I), re.compile(r"(?:every|each) month|monthly", re.I)
#: "on | or before the 5th".
OR_BEFORE = re.compile(r"or before\b", re.I)
FIELD = re.compile(wording.FIELD_WORD, re.I)
CAPITALS = re.compile(r"(?:\s+(?!(?:I|And|Please|Remind)\b)[A-Z][\w'’]+)+")
IS, GAP = re.compile(r"\s+(?:is|are|will be)(?:\s+on)?\s+", re.I), re.compile(r"\s+")
ARTICLE_LAST, SIZE = re.compile(r"\s(?:the|my)$", re.I), re.compile(r"size \w+$", re.I)
SO_MUCH = re.compile(
    r"(?:\d+|an?|half a|one|two|three|four|six) ?(?:pints?|kgs?|kilos?|g|grams?|l|litres?|liters?|ml|lbs?|pounds?|oz|packs?|bags?|boxes|bottles?|tins?|cans?|loaves|dozen)",
    re.I,
)
DOES = re.compile(r"(\s+(?:is |will be )?\w+ing\b[^,;]*?)[\s.!]*", re.I)
FURTHER = re.compile(
    r"\s*[,;]\s*(?:and\s+|then\s+)?((?:back|return(?:ing)?|home|return flight|flying back|coming back|back home))\s+(?:on\s+|at\s+)?",
    re.I,
)
BESIDE, LEADING = re.compile(r"\s+(?:the\s+)?"), re.compile(r"\b(?:before|after)$", re.I)
REASON = re.compile(r"\b((?:for|because of|regarding|about|re:?) (?:the |my |our )?)$", re.I)
REST_OF_NAME = re.compile(r"(?: [\w'’]+)+(?=[\s.!]*$)")
KIND_WORDS = frozenset({"meeting", "appointment", "event", "reminder", "session"})
TOPIC = re.compile(r"\b(?:re|about|regarding):?\s+$", re.I)
HYPHEN = re.compile(r"\w[-–/]\w")
ERRAND = re.compile(
    r"(?:^|\s)((?!(?:with|for|and|plus|from|including|invit\w*|meet\w*|see\w*|visit\w*|the|our|his|her|also|are|will|join\w*|coming)\b)[a-z]{3,}\s+)$"
)
COMMA = re.compile(r"\s*,\s*")
BE_THERE = re.compile(r"[\s,;]*\b((?:arrive|be there|get there)(?: (?:at|by|for))?) $", re.I)
TOLD_BY = re.compile(r"\s*[,;(–-]\s*(?:and\s+)?([^\W\d_][^,;()|]*?)\s+$")
#: "the day before | mum's party | to bake a cake".
COUNTED_FROM = re.compile(r"\b(?:before|after|ahead of)\s+(?:the\s+|my\s+|our\s+)?$", re.I)


def jotted(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """The marks of a new thing as such a form means them."""
    slots = tagged.in_order
    for read in FORMS:
        slots = read(text, tagged, slots)
    return dataclasses.replace(tagged, slots=tuple(slots))


def within_lines(text: str, tagged: TaggedCommand, slots: list[TaggedSlot]) -> list[TaggedSlot]:
    """Names that end with their line; what goes on in the next is one of its own."""
    made = list[TaggedSlot]()
    for slot in slots:
        begin = slot.start
        for border in LINE.finditer(text, slot.start, slot.end) if slot.name == "summary" else ():
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


def then_apart(text: str, tagged: TaggedCommand, slots: list[TaggedSlot]) -> list[TaggedSlot]:
    """Tasks that are to be done one then another are one each."""
    made = list[TaggedSlot]()
    for slot in slots:
        if tagged.object != "task" or slot.name != "summary" or re.search(r"\b(?:if|when)\b", slot.text, re.I):
            made.append(slot)
            continue
        begin = slot.start + (first.end() if (first := THEN_FIRST.match(slot.text)) else 0)
        for border in THEN.finditer(text, begin, slot.end):
            made.append(spanning(text, slot, start=begin, end=border.start()))
            begin = border.end()
        made.append(spanning(text, slot, start=begin))
    return made


def with_departure(text: str, tagged: TaggedCommand, slots: list[TaggedSlot]) -> list[TaggedSlot]:
    """A name and the time after it, "train dep 7:33 arr | 9:48 Friday": from the one to the other."""
    made = [*slots]
    for at, (name, when) in enumerate(pairwise(slots)):
        beside = (name.name, when.name) == ("summary", "when")
        found = DEPARTURE.search(text[name.start : when.start]) if beside else None
        if found and found.start():
            made[at] = spanning(text, name, end=name.start + found.start())
            made[at + 1] = dataclasses.replace(when, text=f"from {found[1]} to {when.text}")
    return made


def with_count(text: str, tagged: TaggedCommand, slots: list[TaggedSlot]) -> list[TaggedSlot]:
    """ "physio x6 weekly" ends after six times."""
    name = next((s for s in slots if s.name == "summary" and SO_OFTEN.search(s.text)), None)
    rule = next((s for s in slots if s.name == "recurrence"), None)
    found = SO_OFTEN.search(name.text) if name and rule else None
    if not (name and rule and found):
        return slots
    whole = {
        name: spanning(text, name, end=name.start + found.start()),
        rule: dataclasses.replace(rule, text=f"{rule.text} for {found[1] or found[2]} times"),
    }
    return [whole.get(s, s) for s in slots]


def with_first_item(text: str, tagged: TaggedCommand, slots: list[TaggedSlot]) -> list[TaggedSlot]:
    """The items of a new list with the first, which no slot holds: "a list for the party with | candles |, cups, straws"."""
    for at, (home, item) in enumerate(pairwise(slots)):
        if (tagged.object, home.name, item.name) != ("list", "list", "summary"):
            continue
        found = FIRST_ITEM.fullmatch(text, home.end, item.start)
        if found and not FILLING.fullmatch(found[1]):
            lost = spanning(text, item, start=found.start(1), end=found.end(1))
            return [*slots[: at + 1], lost, *slots[at + 1 :]]
    return slots


def with_dashed_names(text: str, tagged: TaggedCommand, slots: list[TaggedSlot]) -> list[TaggedSlot]:
    """ "6 March - hens, 7 March - brunch": what stands behind a dash after its day is no place, where the other day has a name there."""
    if [s.name for s in slots] != ["when", "location", "when", "summary"]:
        return slots
    dashed = all(DASH.fullmatch(text[a.end : b.start]) for a, b in (slots[:2], slots[2:]))
    return [dataclasses.replace(s, name="summary") if dashed and s.name == "location" else s for s in slots]


def with_told_hour(text: str, tagged: TaggedCommand, slots: list[TaggedSlot]) -> list[TaggedSlot]:
    """ "service on the 8th, drop off by 8:30", "dinner at 8, table for 6": beside a time of its own, what is told behind a comma is a note."""
    if tagged.object != "event" or any(s.name == "description" for s in slots):
        return slots
    for at, (before, when) in enumerate(pairwise(slots)):
        told = TOLD_BY.fullmatch(text, before.end, when.start) or BE_THERE.fullmatch(text, before.end, when.start)
        number = BARE_NUMBER.fullmatch(when.text) and FOR.search(text[: when.start])  # "table booked for 6"
        timed = when.name == "when" and any(s.name == "when" for s in slots[: at + 1])
        early = BE_THERE.fullmatch(told[0]) and not ends(told[0], when, before) if told else False
        days = told and timed and is_of_days(text, slots[: at + 1])
        if told and timed and (number or early or days or BY_THEN.match(when.text)):
            note = spanning(text, when, start=told.start(1), name="description")
            return [note if s is when else s for s in slots]
    return slots


def with_day_of_month(text: str, tagged: TaggedCommand, slots: list[TaggedSlot]) -> list[TaggedSlot]:
    """ "EMI 5th | every month": on the 5th of each, and no part of the name."""
    made = [*slots]
    for at, (name, rule) in enumerate(pairwise(slots)):
        found = DAY_LEFT.search(name.text) if (name.name, rule.name) == ("summary", "recurrence") else None
        if found and MONTHLY.fullmatch(rule.text):
            made[at] = spanning(text, name, end=name.start + found.start())
            made[at + 1] = dataclasses.replace(rule, text=f"{rule.text} on the {found[1]}")
    return made


def with_told_check(text: str, tagged: TaggedCommand, slots: list[TaggedSlot]) -> list[TaggedSlot]:
    """ "ferry 8.15, check | in | by 7.30": a second name with nothing but an hour by which it is to be done is a note."""
    if tagged.object != "event" or any(s.name == "description" for s in slots):
        return slots
    for at, (name, when) in enumerate(pairwise(slots)):
        timed = any(s.name == "when" for s in slots[:at]) and any(s.name == "summary" for s in slots[:at])
        behind = COMMA.fullmatch(text[: name.start][-2:]) is not None
        if timed and behind and (name.name, when.name) == ("summary", "when") and BY_THEN.match(when.text):
            note = spanning(text, name, end=when.end, name="description")
            return [note if s is name else s for s in slots if s is not when]
    return slots


def with_further_name(text: str, tagged: TaggedCommand, slots: list[TaggedSlot]) -> list[TaggedSlot]:
    """ "flying out 11/12 at 6, back | 14/12 at 9": a word behind a comma, before another day, names what is then; of days alone it ends there."""
    if tagged.object != "event" or sum(s.name == "summary" for s in slots) != 1:
        return slots
    for at, (before, when) in enumerate(pairwise(slots)):
        found = FURTHER.fullmatch(text, before.end, when.start)
        earlier = [s for s in slots[: at + 1] if s.name == "when"]
        if found and when.name == "when" and earlier and says_day(when) and says_day(earlier[0]):
            likeliest = (next(iter(values_of(s.text)), None) for s in (earlier[0], when))
            if not any(isinstance(v, Point) and v.clock for v in likeliest):
                there = dataclasses.replace(earlier[0], text=f"from {earlier[0].text} to {when.text}")
                return [there if s is earlier[0] else s for s in slots if s is not when]
            name = spanning(text, when, start=found.start(1), end=found.end(1), name="summary")
            return [*slots[: at + 1], name, *slots[at + 1 :]]
    return slots


def says_day(slot: TaggedSlot) -> bool:
    """Whether a time is of a day: "6 March", but not "at 4"."""
    return any(isinstance(value, Point) and value.day is not None for value in values_of(slot.text))


def is_of_days(text: str, slots: list[TaggedSlot]) -> bool:
    """The times are several days: "Sat 4 - Mon 6 March"."""
    times = [s for s in slots if s.name in ("when", "recurrence")]
    values = values_of(text[times[0].start : times[-1].end]) if times else ()
    return any(isinstance(v, Span) and v.start.day and v.end.day for v in values)


def with_told_thing(text: str, tagged: TaggedCommand, slots: list[TaggedSlot]) -> list[TaggedSlot]:
    """ "wedding 22nd 7 am, reception 23rd": behind a comma what ends in a time of its own is no place, but the next thing."""
    made = list[TaggedSlot]()
    for slot in slots:
        last = made[-1] if made else None
        times = find_times(slot.text) if slot.name == "location" and last and last.name == "when" else []
        begin = slot.start + times[-1][0] if times and times[-1][1] == len(slot.text) else slot.start
        if last and begin > slot.start and COMMA.fullmatch(text[last.end : slot.start]):
            named = slot.start + len(text[slot.start : begin].rstrip())
            made.append(spanning(text, slot, end=named, name="summary"))
            made.append(spanning(text, slot, start=begin, name="when"))
        else:
            made.append(slot)
    return made


def without_fields(text: str, tagged: TaggedCommand, slots: list[TaggedSlot]) -> list[TaggedSlot]:
    """Without names that are the word for a field ("When: ..."), and with "on or before" as what it says."""
    kept = (
        s for s in slots if not (s.name == "summary" and FIELD.fullmatch(s.text) and text[s.end : s.end + 1] == ":")
    )
    return [dataclasses.replace(s, text=OR_BEFORE.sub("by", s.text)) if s.name == "when" else s for s in kept]


def without_counted_from(text: str, tagged: TaggedCommand, slots: list[TaggedSlot]) -> list[TaggedSlot]:
    """ "the day before mum's party on 20 Dec, bake a cake": of two names the one from which the time is counted is told, and no task."""
    names = [s for s in slots if s.name == "summary"]
    if tagged.object != "task" or len(names) < 2 or any(s.name == "description" for s in slots):
        return slots
    from_it = next((s for s in names if COUNTED_FROM.search(text[: s.start]) and find_times(text[: s.start])), None)
    return [dataclasses.replace(s, name="description") if s is from_it else s for s in slots]


def with_hyphens(text: str, tagged: TaggedCommand, slots: list[TaggedSlot]) -> list[TaggedSlot]:
    """ "flight SYD-|MEL": what a hyphen ties to a name is a part of it."""

    def name_of(last: TaggedSlot, slot: TaggedSlot) -> str | None:
        tied = last.name == "summary" and slot.name in ("attendee", "location", "summary")
        return "summary" if tied and HYPHEN.fullmatch(text, last.end - 1, slot.start + 1) else None

    return joined(text, slots, name_of)


def with_lead_of_day(text: str, tagged: TaggedCommand, slots: list[TaggedSlot]) -> list[TaggedSlot]:
    """ "cancel the trial 2 days before | 15 December": so long before a day is that day, and no alarm."""

    def name_of(last: TaggedSlot, slot: TaggedSlot) -> str | None:
        beside = (last.name, slot.name) == ("alarm", "when") and BESIDE.fullmatch(text, last.end, slot.start)
        value = next(iter(values_of(slot.text)), None) if beside and tagged.object == "task" else None
        dated = isinstance(value, Point) and value.day is not None and not value.clock
        return "when" if dated and LEADING.search(last.text) and values_of(text[last.start : slot.end]) else None

    return joined(text, slots, name_of)


def with_reason(text: str, tagged: TaggedCommand, slots: list[TaggedSlot]) -> list[TaggedSlot]:
    """ "drinks on Friday at 5 for Jo's last day": behind a time what it is for is no second event, but a note."""
    names = [s for s in slots if s.name == "summary"]
    if tagged.object != "event" or len(names) != 2 or any(s.name == "description" for s in slots):
        return slots
    first, second = names
    begun = REASON.search(text, first.end, second.start)
    last = slots[-1] is second and slots[-2].name in ("when", "duration", "location")
    if not begun or not last or first.text.casefold() in KIND_WORDS:
        return slots
    rest = REST_OF_NAME.match(text, second.end, tagged.end)
    note = spanning(text, second, start=begun.start(1), end=rest.end() if rest else second.end, name="description")
    return [note if s is second else s for s in slots]


def with_topic(text: str, tagged: TaggedCommand, slots: list[TaggedSlot]) -> list[TaggedSlot]:
    """ "1h with Asha re | perf |": what something is about is nobody."""
    made = list[TaggedSlot]()
    for slot in slots:
        topic = slot.name == "attendee" and slot.text.islower() and TOPIC.search(text[: slot.start])
        named = any(s.name == "summary" for s in slots)
        made.append(dataclasses.replace(slot, name="description" if named else "summary") if topic else slot)
    return made


def with_torn_names(text: str, tagged: TaggedCommand, slots: list[TaggedSlot]) -> list[TaggedSlot]:
    """ "Ines | is | away", "swap the | car battery", "2 pints | milk": one name, torn at a little word."""

    def name_of(last: TaggedSlot, slot: TaggedSlot) -> str | None:
        tied = ARTICLE_LAST.search(last.text) or SO_MUCH.fullmatch(last.text) or SIZE.match(slot.text)
        border = IS if tagged.object == "event" else GAP if tied else None
        names = border and last.name == slot.name == "summary"
        return "summary" if border and names and border.fullmatch(text, last.end, slot.start) else None

    return joined(text, slots, name_of)


def with_told_company(text: str, tagged: TaggedCommand, slots: list[TaggedSlot]) -> list[TaggedSlot]:
    """ "plane lands 6:20pm, Tess picking me up": what somebody does, told at the end behind a comma, is a note."""
    last = slots[-1] if slots else None
    if tagged.object != "event" or not last or last.name != "attendee" or len(slots) < 2:
        return slots
    told = DOES.fullmatch(text, last.end, tagged.end)
    if slots[-2].name in ("attendee", "summary") or not told or not COMMA.fullmatch(text, slots[-2].end, last.start):
        return slots
    return [*slots[:-1], spanning(text, last, end=told.end(1), name="description")]


def with_whole_place(text: str, tagged: TaggedCommand, slots: list[TaggedSlot]) -> list[TaggedSlot]:
    """ "at PSK | Saket |": words with capitals right behind a place, which no slot holds, are a part of it."""
    made = [*slots]
    for at, slot in enumerate(slots):
        begin = slots[at + 1].start if at + 1 < len(slots) else tagged.end
        found = CAPITALS.match(text, slot.end, begin) if slot.name == "location" and not slot.text.islower() else None
        if found and not find_times(found[0]):
            made[at] = spanning(text, slot, end=found.end())
    return made


def with_told_errand(text: str, tagged: TaggedCommand, slots: list[TaggedSlot]) -> list[TaggedSlot]:
    """ "passport office 9:45, Main Street, carry | originals": behind a verb that nobody is met by, they are no people but a note."""
    if tagged.object != "event" or any(s.name == "description" for s in slots):
        return slots
    for before, slot in pairwise(slots):
        found = ERRAND.search(text, before.end, slot.start) if slot.name == "attendee" and slot.text.islower() else None
        if found and before.name in ("when", "location", "duration"):
            note = spanning(text, slot, start=found.start(1), name="description")
            return [note if s is slot else s for s in slots]
    return slots


FORMS = (
    within_lines,
    with_hyphens,
    with_lead_of_day,
    with_reason,
    with_topic,
    with_torn_names,
    with_told_company,
    without_numbers,
    then_apart,
    with_departure,
    with_count,
    with_first_item,
    with_dashed_names,
    with_told_hour,
    with_told_thing,
    with_told_check,
    with_further_name,
    with_day_of_month,
    without_fields,
    with_whole_place,
    with_told_errand,
    without_counted_from,
)
