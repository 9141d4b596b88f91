"""Times that show what they are by how they are written: "kl 18", "on 10.11", "mo we fr", and what behind a day is no time, but a place."""

import dataclasses
import re
from typing import Final

from assistant.schema import PLACES, TIMES, WHENS
from assistant.tagging import TaggedCommand, marking, outside, spanning
from assistant.temporal.expressions import Point, Repetition
from assistant.temporal.reading import values_of

#: "kl 18", "klo 9.30": at that hour, in the north.
NORTHERN: Final = re.compile(r"\bkl(?:o|okka|okken)?\.?\s?\d{1,2}(?:[:.]\d\d)?(?![\w:])", re.I)
#: Day and month, and what leads to them outside of their slot; behind a bound a full stop tells them from an hour.
DOTTED: Final = re.compile(
    r"(?:(by|before|until|till|after|from)\s+)?(?:the\s+)?\d{1,2}\.(?:0?[1-9]|1[0-2])(?![\d:]|\.\d)", re.I
)
ON: Final = re.compile(r"\bon\s+$", re.I)
BOUND: Final = re.compile(r"\b(?:by|before|until|till|after|from)\s+$", re.I)
STOP: Final = re.compile(r"\.(?=\s*$|\s*[,;])")
SHORT: Final = r"(?:mo|tu|we|th|fr|sa|su)"
DAY_LETTERS: Final = re.compile(rf"(?<![\w/.'’-]){SHORT}(?:(?:\s*[,/&+-]\s*|\s+){SHORT}){{1,6}}(?![\w/'’])", re.I)
#: "6 | till late"; "till late afternoon" says when.
LATE_END: Final = re.compile(
    r"(?:,?\s+(?:and\s+)?(?:go(?:es|ing)\s+on\s+)?(?:['’]?till?|until)|\s*[-–])\s*late\b(?!\s+(?:morning|afternoon|evening|on|in|lunch|january|february|march"
    r"|april|may|june|july|august|september|october|november|december)\b)",
    re.I,
)
#: "friday 8pm til" of "til late".
DANGLING: Final = re.compile(r"(?:\s+(?:['’]?till?|until)|\s*[-–])?\s*$", re.I)
#: "31st | at first": the day, and what leads to a place.
DAY_AT: Final = re.compile(r"(.*\S)\s+(?:at|in)\s+(?:the\s+)?(\S.*)", re.I)
#: Further words of the place: none that lead on to something else.
OF_PLACE: Final = re.compile(
    r"(?:\s+(?!(?:on|at|in|by|for|from|to|with|and|or|but|so|until|till|before|after|every|each|next|this|please)\b)[^\W\d_][\w'’&-]*){1,3}",
    re.I,
)


def with_northern_hours(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "call carl friday | kl 18 |": an hour, and no place."""
    name = "new_when" if tagged.operation == "update" else "when"
    for found in NORTHERN.finditer(text, tagged.start, tagged.end):
        over = tagged.over(*found.span())
        times = [s for s in over if s.name in TIMES]  # "meeting kl | 14 tomorrow"
        kept = [s for s in tagged.slots if s not in over]
        cut = (piece for s in over if s not in times for piece in outside(text, s, *found.span()))
        whole = [spanning(text, s, start=min(s.start, found.start())) for s in times]
        tagged = tagged.with_slots((*kept, *cut, *(whole or marking(text, tagged.confidence, (name, *found.span())))))
    return tagged


def with_dotted_dates(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "on | 10.11", "before | 9.10 |.": with the word that no hour has before it, and with its full stop, a date."""
    for slot in tagged.named(*WHENS):
        date = DOTTED.match(slot.text)
        if date is None:
            continue
        before = text[tagged.start : slot.start]
        bound = None if date[1] else BOUND.search(before)
        lead = None if date[1] else ON.search(before)
        stop = STOP.match(text, slot.end) if date.end() == len(slot.text) and (date[1] or bound) else None
        begin = tagged.start + (lead or bound).start() if lead or (bound and stop) else slot.start  # type: ignore[union-attr]
        tagged = tagged.with_slot(slot, spanning(text, slot, start=begin, end=stop.end() if stop else slot.end))
    return tagged


def with_day_letters(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "jog | mo | we fr": of a new thing the days on which it is, whatever a part of them was taken for."""
    found = DAY_LETTERS.search(text, tagged.start, tagged.end) if tagged.operation == "create" else None
    if found is None or not any(isinstance(v, Repetition) for v in values_of(found[0])):
        return tagged
    begin, end = found.span()
    over = tagged.over(begin, end)
    if any(s.name in TIMES and s.start <= begin and end <= s.end and values_of(s.text) for s in over):
        return tagged
    cut = (piece for s in over for piece in outside(text, s, begin, end))
    kept = (s for s in tagged.slots if s not in over)
    return tagged.with_slots((*kept, *cut, *marking(text, tagged.confidence, ("recurrence", begin, end))))


def with_place_behind_day(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "on the | 31st at first | watch": where the whole is no time, and its beginning is one, the rest with the words behind it is a place."""
    if tagged.operation not in ("create", "update") or tagged.named(*PLACES):
        return tagged
    for slot in tagged.named(*WHENS):
        found = None if values_of(slot.text) else DAY_AT.fullmatch(slot.text)
        stop = min((s.start for s in tagged.slots if s.start >= slot.end), default=tagged.end)
        more = OF_PLACE.match(text, slot.end, stop) if found else None
        if found is None or more is None or not values_of(found[1]) or values_of(f"at {found[2]}{more[0]}"):
            continue
        day = spanning(text, slot, end=slot.start + found.end(1))
        where = "new_location" if tagged.operation == "update" else "location"
        return tagged.with_slot(
            slot, day, *marking(text, tagged.confidence, (where, slot.start + found.start(2), more.end()))
        )
    return tagged


def with_open_end(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "staff party | mon 10 jan 6 | till late", "gig | friday 8 - late |": until it is late by what the calendar calls so, eleven."""
    time = next(iter(tagged.named("when")), None) if tagged.frame == ("create", "event") else None
    found = LATE_END.search(text, time.start, tagged.end) if time else None
    if time is None or found is None:
        return tagged
    core = DANGLING.sub("", text[time.start : min(time.end, found.start())])
    over = [s for s in tagged.over(*found.span()) if s is not time]
    clock = any(isinstance(v, Point) and v.clock for v in values_of(core))
    if (
        not clock
        or not values_of(f"{core} till 11pm{text[found.end() : time.end]}")
        or any(s.name not in TIMES for s in over)
    ):
        return tagged
    beside, rest = not text[time.end : found.start()].strip(), text[found.end() : time.end]
    end = max(time.end, found.end()) if beside else time.end
    ended = dataclasses.replace(time, end=end, text=f"{core} till 11pm{rest}")
    return tagged.with_slots((ended, *(s for s in tagged.slots if s is not time and s not in over)))


#: In this order, before anything else is mended.
SHOWN: Final = (with_northern_hours, with_dotted_dates, with_day_letters, with_place_behind_day, with_open_end)
