"""Duties and errands as people tell them: what needs doing, who is fetched, at what hour of which day. Such a sentence is the name of a new
thing, up to its time, whatever pieces of it were marked."""

import dataclasses
import re

from assistant.marks.list_items import with_left_item, with_number
from assistant.marks.openings import DOUBT, SPOKEN
from assistant.marks.seams import LITTLE, WHENS
from assistant.tagging import TaggedCommand, TaggedSlot, residue, spanning
from assistant.temporal.expressions import Point, Span
from assistant.temporal.reading import find_times, values_of
from assistant.temporal.shifts import read_length

#: What ends a name that is told: times, and what is said to the program of it.
ENDING = frozenset({*WHENS, "alarm", "duration", "priority", "list", "description"})
#: "the hedge needs cutting", where nobody speaks of themselves, nor says only that there is something to do.
NEEDS = re.compile(
    r"(?:^\W*|\band\s+)(?:(?:the|my|our)\s+)?"
    r"((?!(?:i|we|you|it|they|he|she|this|that|there|who|what|someone|everyone|also|still|just|really|so|and)\b)[^\W\d_][^,;.:()]*?\s+needs?\s+"
    r"(?!(?:doing|reminding|waking|telling|sorting|adding|putting|noting|listing|ticking|removing|(?:some|any|no|every)thing|string)\b)"
    r"([a-z]+ing)\b)",
    re.I,
)
FURTHER_NEED = re.compile(r"\s+(?:and|&)\s+(?=[^,;.]*\bneeds?\b)", re.I)
#: "pick up Owen from", "drop Lily off at", "collect Ruby from".
ERRAND = re.compile(
    r"\W*(?:(?:please|add|i|we|['’]?ll|['’]?ve|have|has|got|need|must|to|and|then)\s+)*"
    r"((?:(?:pick|drop)\b(?=(?:\s+[^\W\d_]['’\w-]*){0,3}?\s+(?:up|off)\b)|collect|fetch|drive|walk)\s+)",
    re.I,
)
WHOM = re.compile(r"(?:(?:up|off)\s+)?(?:(?:my|our|the|his|her)\s+)?", re.I)
#: "on the way to rehearsal", "on my way home".
ON_THE_WAY = re.compile(
    r"\s+on\s+(?:the|my|our)\s+way\s+(?:home|back|there|out|in|(?:to|from)\s+(?:(?:the|my|our)\s+)?\S.*)", re.I
)
#: What stands between such a name and its time.
BEFORE_TIME = re.compile(r"(?:[\s,;:–-]|\b(?:on|at|by|for|from|the|this|is|are)\b|\bin(?=\s+the\b))*$", re.I)
#: Whom an errand is for, without what follows: "Owen | from soccer".
FROM_THERE = re.compile(r"\s+(?:from|to|at|off|up|for|in)\b.*$", re.I)
#: "remind me at 7 to take my passport | on dec 18".
TAIL = re.compile(r"\s+((?:on|this|next)\s+(?:the\s+)?\S.*|today|tomorrow)$", re.I)
TO, AND = re.compile(r"\bto\s+$", re.I), re.compile(r"\s*(?:,|\band\b)\s*", re.I)
#: "every day, take vitamin D | for 30 days": of what comes daily, how long it goes on.
DAILY = re.compile(r"(?:every|each)\s+(?:day|morning|afternoon|evening|night)|daily|nightly", re.I)
RUN = re.compile(r"\s+((?:for|until|till)\s+(\S.*))$", re.I)
#: Where the day may as well be that of what is spoken of: "to ask about the meeting on Friday", "to book a table on Friday".
OF_THING = re.compile(
    r"\b(?:about|for|of|regarding|that|which|whether|if|who|is|are|was|due|['’]s on)\b"
    r"|^(?:switch|swap|move|change|cancel|confirm|reschedule|postpone|book|reserve|check|find|order)\b",
    re.I,
)
#: "| put | laundry".
SAID = re.compile(r"(?:put|add|book|schedule|pencil)$", re.I)
TITLED = re.compile(r"\W*(?:(?:please|add|create|an?|new)\s+)*(?:event|appointment|entry):\s*(?=\w)", re.I)
#: "| schedule a ride |".
SCHEDULE = re.compile(r"\W*(?:please\s+|(?:can|could) you\s+)*(schedule\s+(?:an?|another)\s+)(?=\w)", re.I)
#: "5 to 4" is an hour.
MINUTES_TO = re.compile(r"(?:5|10|20|25) to \d", re.I)


def dutiful(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """The marks of a new thing with all words of such a sentence in its name."""
    tagged = dataclasses.replace(tagged, slots=tuple(tagged.in_order))
    for read in (without_verb, with_title, with_the_way, with_needs, with_errand, with_day_at_tail, with_run_at_tail,
                 with_left_item, with_number, as_event):  # fmt: skip
        tagged = read(text, tagged)
    return tagged


def end_of(text: str, tagged: TaggedCommand, begin: int) -> int:
    """Where a name that begins there ends: before its time, a comma, or the end of the clause."""
    stop = min((s.start for s in tagged.slots if s.name in ENDING and s.start > begin), default=tagged.end)
    mark = re.search(r"[,;:()!?]|\.(?:\s|$)", text[begin:stop])
    return begin + len(BEFORE_TIME.sub("", text[begin : begin + mark.start() if mark else stop]))


def named(text: str, tagged: TaggedCommand, spans: list[tuple[int, int]]) -> TaggedCommand:
    """The command with these spans as its names, and of the slots within them only who is met and where."""
    kept = ("attendee", "location")
    outside = [s for s in tagged.slots if s.name in kept or not any(start <= s.start < end for start, end in spans)]
    names = [TaggedSlot("summary", start, end, text[start:end], tagged.confidence) for start, end in spans]
    slots = sorted((*outside, *names), key=lambda s: (s.start, s.name == "attendee"))
    return dataclasses.replace(tagged, slots=tuple(slots))


def with_the_way(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "pick up the cake | on the way to rehearsal tomorrow": a part of what is to be done, up to its time, and nothing of its own."""
    found = ON_THE_WAY.search(text, tagged.start, tagged.end)
    first = min((s.start for s in tagged.slots if s.name == "summary"), default=tagged.end)
    if found is None or tagged.object != "task" or first >= found.start():
        return tagged
    times = [(found.start() + start, found.start() + end) for start, end in find_times(found[0])]
    stop = times[0][0] if times else found.end()
    name = TaggedSlot("summary", first, len(BEFORE_TIME.sub("", text[:stop].rstrip(" .!"))), "", tagged.confidence)
    kept = [s for s in tagged.slots if s.end <= first or s.name not in ("summary", *WHENS)]
    whens = [TaggedSlot("when", *span, text[slice(*span)], tagged.confidence) for span in times[:1]]
    return dataclasses.replace(tagged, slots=(*kept, spanning(text, name), *whens))


def with_title(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "new event: Sing It Loud | workshop |, Saturday": behind such a mark all words up to the comma or the time are the title."""
    found = TITLED.match(text, tagged.start, tagged.end)
    end = end_of(text, tagged, found.end()) if found and tagged.object == "event" else 0
    inside = [s for s in tagged.slots if found and found.end() <= s.start < end]
    told = inside and inside == [s for s in tagged.slots if s.name == "summary"]
    return named(text, tagged, [(found.end(), end)]) if found and told else tagged


def with_needs(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "the hedge needs cutting by Sunday": a thing to do that is called so, not the hedge alone, nor an appointment unless that is sure."""
    spans = list[tuple[int, int]]()
    for found in NEEDS.finditer(text[tagged.start : tagged.end]):
        begin = tagged.start + found.start(1)
        end = end_of(text, tagged, begin)
        further = FURTHER_NEED.search(text, begin, end)
        spans.append((begin, further.start() if further else end))
        done = tagged.start + found.start(2)
        if SPOKEN.search(text[begin:done]):  # "remind me the hedge needs cutting"
            return tagged
        if any(s.name == "summary" and s.start == done and s.end > done + len(found[2]) for s in tagged.slots):
            return tagged  # "the kids need swimming kit"
        if spans[-1][1] < done + len(found[2]):  # the time is in between
            return tagged
    inside = [s for s in tagged.slots if any(start <= s.start < end for start, end in spans)]
    if not inside or any(s.name == "list" or (s.name == "summary" and s not in inside) for s in tagged.slots):
        return tagged
    doubted = tagged.confidence < DOUBT
    return dataclasses.replace(named(text, tagged, spans), object="task" if doubted else tagged.object)


def with_errand(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "pick up Owen from soccer at 5", "drop Lily off at Zoe's": doubted, it is called so, and is about the one who is fetched."""
    found = ERRAND.match(text, tagged.start, tagged.end)
    met = [s for s in tagged.slots if s.name == "attendee"]
    if not found or len(met) != 1 or tagged.object != "event" or tagged.confidence >= DOUBT:
        return tagged
    begin = found.start(1)
    if not WHOM.fullmatch(text, found.end(1), met[0].start):  # "walk through of the flat with the agent"
        return tagged
    end = end_of(text, tagged, begin)
    if end < met[0].start + 1 or any(s.name == "summary" and s.start >= end for s in tagged.slots):
        return tagged  # "collect Grandma at 4, call it Grandma pickup"
    whom = spanning(text, met[0], end=met[0].start + len(FROM_THERE.sub("", met[0].text)))
    slots = tuple(whom if s is met[0] else s for s in tagged.slots)
    return named(text, dataclasses.replace(tagged, slots=slots), [(begin, end)])


def with_day_at_tail(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "remind me at 7am to take my passport | on dec 18": where the reminder has an hour and no day, the day at its end is that."""
    whens, name = [s for s in tagged.slots if s.name == "when"], tagged.slots[-1] if tagged.slots else None
    if tagged.object != "task" or name is None or name.name != "summary" or not TO.search(text[: name.start]):
        return tagged
    tail = day_at_tail(name.text, tuple(s.text for s in whens))
    if tail is None or OF_THING.search(name.text[: tail.start()]):
        return tagged
    when = spanning(text, name, start=name.start + tail.start(1), name="when")
    cut = spanning(text, name, end=name.start + tail.start())
    return dataclasses.replace(tagged, slots=(*tagged.slots[:-1], cut, when))


def day_at_tail(name: str, whens: tuple[str, ...]) -> re.Match[str] | None:
    """The day with which the name of a reminder ends that has but an hour, or several; its first group is the day as it was said."""
    tail = TAIL.search(name) if whens else None
    hours = [next(iter(values_of(hour)), None) for when in whens for hour in AND.split(when)] if tail else []
    day = next(iter(values_of(tail[1])), None) if tail and find_times(tail[1]) else None
    timed = hours and all(isinstance(hour, Point) and hour.clock and hour.day is None for hour in hours)
    return tail if timed and isinstance(day, Point) and day == Point(day=day.day) else None


def without_verb(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "| put | laundry at 4", "schedule a ride": the word to the program is no thing beside the one that it speaks of, nor to be done."""
    names = [s for s in tagged.slots if s.name == "summary"]
    told = SCHEDULE.match(text, tagged.start, tagged.end)
    if told and len(names) == 1 and names[0].start == told.start(1) and not any(s.name == "list" for s in tagged.slots):
        name = spanning(text, names[0], start=told.end())
        slots = tuple(name if s is names[0] else s for s in tagged.slots)
        return dataclasses.replace(tagged, object="event", slots=slots)
    if len(names) < 2 or not SAID.match(names[0].text) or text[names[0].end : names[1].start].strip():
        return tagged
    return dataclasses.replace(tagged, slots=tuple(s for s in tagged.slots if s is not names[0]))


def with_run_at_tail(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "every day at 9 take vitamin D for 30 days", "until Friday": at the end of the name of what comes daily that is how long it goes on."""
    names = [s for s in tagged.slots if s.name == "summary"]
    run = RUN.search(names[0].text) if len(names) == 1 else None
    daily = any(s.name == "recurrence" and DAILY.fullmatch(s.text) for s in tagged.slots)
    length = read_length(run[2]) if run and daily else None
    lasts = length is not None and (length.days or length.months)
    if run is None or not (lasts or (daily and run[1][0] in "uUtT" and values_of(run[2]))):
        return tagged
    name, begin = names[0], names[0].start + run.start(1)
    cut = spanning(text, name, end=names[0].start + run.start())
    goes_on = spanning(text, name, start=begin, name="recurrence")
    others = [s for s in tagged.slots if s is not name]
    return dataclasses.replace(tagged, slots=tuple(sorted((*others, cut, goes_on), key=lambda s: s.start)))


def as_event(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "clean the studio from 2 to 4 tomorrow": with a beginning and an end by the clock, and no word of reminding, it is an event (policy 7)."""
    names = [s.name for s in tagged.slots]
    if (tagged.operation, tagged.object) != ("create", "task") or not {"summary", "when"} >= set(names):
        return tagged
    if names.count("summary") != 1 or names.count("when") != 1:
        return tagged
    when = next(s for s in tagged.slots if s.name == "when")
    value = next(iter(values_of(when.text)), None)
    ranged = isinstance(value, Point) and value.clock and value.until
    several = isinstance(value, Span) and value.start.clock and value.end.clock
    plain = LITTLE.fullmatch(residue(text, tagged)) and not MINUTES_TO.match(when.text)
    return dataclasses.replace(tagged, object="event") if plain and (ranged or several) else tagged
