"""Words beside the times of a new thing that were taken for something else, or for none: a month in the name of a place, a number of the title,
a correction, whose clock it is, how often on a day, what somebody does before."""

import re
from typing import Final

from assistant import wording
from assistant.marks.openings import SPOKEN
from assistant.schema import PLACES, TIMES
from assistant.tagging import TaggedCommand, TaggedSlot, marking, spanning
from assistant.temporal.expressions import Point
from assistant.temporal.lexicon import ZONE_PLACES
from assistant.temporal.reading import find_times, values_of
from assistant.temporal.shifts import read_length

#: "fri 9 | april market lane |".
DAY_LAST: Final = re.compile(r"\d{1,2}(?:st|nd|rd|th)?$", re.I)
MONTH_FIRST: Final = re.compile(rf"{wording.MONTH}\.?(?!['’])(?:\s+|$)", re.I)
#: "viewing | 2br sat 3pm", "park run | 5k |": no hour, no length, no "3x".
NUMBER_OF_NAME: Final = re.compile(
    r"(\d+(?!(?:st|nd|rd|th|[ap]m?|h|hrs?|hours?|m|mins?|x|d|w|wks?|days?|weeks?)\b)[a-z]{1,8})(?:\s+|$)", re.I
)
#: "9 to | 11 no wait | 2 to 4".
CORRECTED: Final = re.compile(r"\b(?:no|sorry|wait|actually|rather|oops|i mean|make that|scratch that)\b", re.I)
#: "11am | LA time |".
PLACE_TIME: Final = re.compile(rf"[\s,(]*(?:{'|'.join(ZONE_PLACES.values())})\s+(?:local )?time\b", re.I)
#: "four times today", of which the hours are listed.
TIMES_ON: Final = re.compile(
    rf"(?P<count>twice|thrice|(?:{'|'.join(wording.CARDINALS)}|\d)\s*(?:times|x))(?:\s+(?:on\s+)?(?P<day>\S.*))?", re.I
)
COUNTS: Final = {"twice": 2, "thrice": 3, **wording.CARDINALS}
CLOCK: Final = re.compile(r"\b(?:noon|midnight|\d{1,2}(?:[:.]\d\d)?\s*(?:[ap]m)?)(?=\W|$)", re.I)
#: What somebody does then, of which nobody knows when it is: "before he lands", "once the guests are gone".
CLAUSE: Final = re.compile(
    r"(?:(?:right|just|shortly)\s+)?(?:before|after|when|once|while|as soon as|by the time|until|till?)\s+"
    r"(?:(?:he|she|they|we|i|it|you)(?:['’]\w+)?\s+\w+.*"
    r"|(?:(?:the|my|our|his|her|their)\s+)?[\w'’-]+(?:\s+[\w'’-]+)?\s+"
    r"(?:gets?|comes?|leaves?|arrives?|lands?|goes|go|is|are|wakes?|starts?|finish(?:es)?|ends?|returns?|closes?|opens?|moves?|runs?)"
    r"(?:\s+(?:back|home|in|up|out|over|off|away|here|there|gone|asleep|ready))*)",
    re.I,
)
#: "bib pickup | for the 10k | sat 29th".
FOR_WHAT: Final = re.compile(
    r"\s+for\s+(?:the|my|our|his|her|their)\s+[^\W_][\w'’-]*(?:\s+(?!(?:on|at|in|from|to|with|by|and|this|next)\b)[\w'’-]+){0,2}(?=\s+(?:(?:on|at|in)\s+)?$)",
    re.I,
)
#: "bangor | on dee", "newcastle upon | tyne"; "on payday" is a time.
RIVER: Final = re.compile(r"\s+(?:on|upon)\s+(?!\w+(?:day|eve|night|morning)\b)[^\W\d_]{3,}(?=\s|$)", re.I)
RIVER_LEFT: Final = re.compile(r"\s+(?!\w+(?:day|eve|night|morning)\b)[^\W\d_]{3,}(?=\s|$)", re.I)
ON_AT_END: Final = re.compile(r"\b(?:on|upon)$", re.I)
#: "zoom | w bree |".
WITH: Final = re.compile(r"\s+w/?\s+(?=[^\W\d_]{2,})")
#: "walk w | leila |".
WITH_AT_END: Final = re.compile(r"(?<=\w)\s+w/?$")


def with_month_of_day(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "dinner fri 9 | april market lane | 8pm": the month is that of the day, the rest the place."""
    for when in tagged.named("when"):
        place = next(
            (s for s in tagged.slots if s.name in (*PLACES, "attendee", "description") and s.start > when.end), None
        )
        month = MONTH_FIRST.match(place.text) if place and DAY_LAST.search(when.text) else None
        if place is None or month is None or text[when.end : place.start].strip():
            continue
        dated = spanning(text, when, end=place.start + len(month[0].rstrip()))
        rest = [spanning(text, place, start=place.start + month.end())] if place.text[month.end() :] else []
        if any(isinstance(v, Point) and v.day for v in values_of(dated.text)):
            tagged = tagged.with_slot(when, dated).with_slot(place, *rest)
    return tagged


def with_number_of_name(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "viewing Roncesvalles | 2br sat 3pm": what is no time is the end of the name before it."""
    for name in tagged.named("summary"):
        when = next((s for s in tagged.named("when") if s.start >= name.end), None)
        number = NUMBER_OF_NAME.match(when.text) if when and not text[name.end : when.start].strip() else None
        if when is None or number is None or values_of(when.text) or values_of(number[1]):
            continue
        rest = [spanning(text, when, start=when.start + number.end())] if when.text[number.end() :] else []
        if all(values_of(s.text) for s in rest):
            return tagged.with_slot(name, spanning(text, name, end=when.start + number.end(1))).with_slot(when, *rest)
    return tagged


def with_correction(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "sunday 9 to | 11 no wait | 2 to 4": one time, with what takes its place."""
    whens = tagged.named("when")
    if len(whens) != 2 or len(tagged.over(whens[0].start, whens[1].end)) != 2:
        return tagged
    first, last = whens
    whole = spanning(text, first, end=last.end)
    if not CORRECTED.search(text[first.end : last.start]) or not values_of(whole.text):
        return tagged
    return tagged.with_slot(first, whole).with_slot(last)


def with_place_of_clock(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "wed june 2 11am | LA time |": whose clock it is belongs to the hour."""
    for when in tagged.named("when"):
        place = PLACE_TIME.match(text, when.end, tagged.end)
        whole = spanning(text, when, end=place.end()) if place else when
        if place and not tagged.over(when.end, whole.end) and values_of(whole.text):
            tagged = tagged.with_slot(when, whole)
    return tagged


def with_times_on_day(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "eye drops | four times today | at | noon | , | 3, 6 and 9 |": no repetition where each of the hours of that day is said."""
    rules, whens = tagged.named("recurrence"), tagged.named("when")
    found = TIMES_ON.fullmatch(rules[0].text) if len(rules) == 1 and whens else None
    day = found["day"] if found else None
    if found is None or (day and not all(isinstance(v, Point) and v.day for v in values_of(day) or (None,))):
        return tagged
    count = re.split(r"\s|x", found["count"].lower())[0]
    hours = spanning(text, whens[0], end=whens[-1].end)
    if len(CLOCK.findall(hours.text)) != (COUNTS.get(count) or int(count)):
        return tagged
    kept = [s for s in tagged.slots if s not in (*rules, *whens)]
    first = min(rules[0].start, hours.start)  # what stands between them is no word of the name
    start = hours.start if any(first <= s.start < hours.start for s in kept) else first
    one = TaggedSlot("when", start, hours.end, f"{day} at {hours.text}" if day else hours.text, hours.confidence)
    return tagged.with_slots((*kept, one))


def with_clause_of_name(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "get Tomás a card | before he lands |": nobody knows when that is, and it is a part of what is to be done."""
    for when in tagged.named("when") if tagged.object == "task" else ():
        name = next((s for s in tagged.named("summary") if not text[s.end : when.start].strip()), None)
        if name and name.end <= when.start and CLAUSE.fullmatch(when.text) and not find_times(when.text):
            return tagged.with_slot(name, spanning(text, name, end=when.end)).with_slot(when)
    return tagged


def with_purpose(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "bib pickup | for the 10k | sat 29th": what an event is for, right behind its name and before its time, is a part of that."""
    names = tagged.named("summary")
    after = next((s for s in tagged.in_order if names and s.start >= names[0].end), None)
    found = None
    if tagged.object == "event" and len(names) == 1 and after and after.name in TIMES:
        found = FOR_WHAT.match(text[: after.start], names[0].end)
    if (
        found is None
        or SPOKEN.search(found[0])
        or find_times(found[0])
        or read_length(found[0].strip()[4:]) is not None
    ):
        return tagged
    return tagged.with_slot(names[0], spanning(text, names[0], end=found.end()))


def with_company(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "zoom | w bree | wed 11am", all of it taken for the name: whom it is with; "walk w | leila", of which the "w" is none."""
    names = tagged.named("summary")
    cut = WITH_AT_END.search(names[0].text) if len(names) == 1 and tagged.named("attendee") else None
    if cut:
        return tagged.with_slot(names[0], spanning(text, names[0], end=names[0].start + cut.start()))
    found = WITH.search(names[0].text) if len(names) == 1 and not tagged.named("attendee") else None
    if found is None or tagged.object != "event" or not found.start():
        return tagged
    name, at = names[0], names[0].start
    person = marking(text, name.confidence, ("attendee", at + found.end(), name.end))
    return tagged.with_slot(name, spanning(text, name, end=at + found.start()), *person)


def with_river(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "at | bangor | on dee | 7pm", "at | newcastle upon | tyne 7pm |": what is no time behind "on" is how a place goes on."""
    for place in tagged.named(*PLACES):
        time = next((s for s in tagged.in_order if s.start >= place.end), None)
        river = RIVER.match(text, place.end) or (
            RIVER_LEFT.match(text, place.end) if ON_AT_END.search(place.text) else None
        )
        if river and "upon" in river[0].lower() and not tagged.over(place.end, river.end()):
            tagged = tagged.with_slot(place, spanning(text, place, end=river.end()))
            continue
        if time is None or river is None or time.name not in TIMES or not time.start < river.end() <= time.end:
            continue
        left = text[river.end() : time.end].strip()
        if (
            values_of(text[place.start : time.end])
            or values_of(time.text)
            or find_times(river[0])
            or (left and not values_of(left))
        ):
            continue
        rest = [spanning(text, time, start=time.end - len(left))] if left else []
        tagged = tagged.with_slot(place, spanning(text, place, end=river.end())).with_slot(time, *rest)
    return tagged


#: In this order.
MENDINGS: Final = (
    with_river, with_company, with_number_of_name, with_month_of_day, with_correction, with_place_of_clock, with_times_on_day, with_clause_of_name, with_purpose,
)  # fmt: skip


def beside_times(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """The new thing with each of these where it belongs; what makes nothing new is as it was."""
    for mending in MENDINGS if tagged.operation == "create" else ():
        tagged = mending(text, tagged)
    return tagged
