"""What is told beside a new thing and is in no mark of it: a note behind a comma, at the end or between two marks, and a word that belongs to neither
of the marks beside it. No word that was typed is lost."""

import re
from itertools import pairwise

from assistant.marks.openings import OF_NO_NAME, OPENING, SPOKEN, is_said
from assistant.resolution.naming import TO_DO
from assistant.tagging import TaggedCommand, TaggedSlot, spanning
from assistant.temporal.reading import find_times
from assistant.temporal.shifts import read_length

#: Times after which some words that are no time are a note without a comma: "Friday 10am | wear white".
TOLD = frozenset({"when", "recurrence", "duration"})
#: A note at the end, and words of which none has one: those said to the program, verbs and links of a further clause, and of how a time is meant.
NOTE = re.compile(r"(?:\s*[,;(–]\s*|\s+(?=for\s+\d))((?:[^,;?()|]|(?<=\d),(?=\d{3}))*\w)[.!)\s]*", re.I)
NO_NOTE = re.compile(
    r"(?:(?:at|on) )?(?:(?:the )?same (?:time|hour)s?|(?:both|each|every|all(?: of)?(?: the)?(?: two| three| four)?)(?: of (?:the|those))? (?:days?|nights?|evenings?|mornings?))"
    r"(?: please)?|(?:as well|after all|too|also|either)(?: please)?",
    re.I,
)
WORDS = re.compile(r"\s+([^,;?()|]*\w\s+[^,;?()|]*\w)[.!)\s]*")
AT_NAME = re.compile(r"at\s+(?:the\s+)?(?=[A-Z])")
#: A word among the marks that is of no name, and behind which marks it is looked for: what is beside a title is taken into that.
LOST = re.compile(
    rf"\s+((?!(?:{OF_NO_NAME})\b)[^\W\d_]{{4,}}(?:\s+(?!(?:{OF_NO_NAME})\b)[^\W\d_]{{3,}}){{0,2}})(?:\s+(?:on|at|for|from|in|the))*\s+",
    re.I,
)
BESIDE_LOST = frozenset({"location", "attendee"})


def with_told_between(text: str, tagged: TaggedCommand, slots: list[TaggedSlot]) -> list[TaggedSlot]:
    """What stands between two commas among the marks and is in none of them, as a note: "restaurant for Sat, | 7 people |, 8pm"; so is a word that
    belongs to neither of the marks beside it: "dinner at Nando's | upstairs | friday 7"."""
    noted = tagged.object != "event" or any(s.name == "description" for s in slots)
    for last, slot in pairwise([] if noted else slots):
        for piece in re.finditer(r"(?<=,)[^,;]+(?=,)", text[last.end : slot.start]):
            words = piece[0].strip()
            if re.search(r"[^\W\d_]{3}", words) and not SPOKEN.search(words) and not find_times(words):
                start = last.end + piece.start() + len(piece[0]) - len(piece[0].lstrip())
                return [spanning(text, last, start=start, end=start + len(words), name="description")]
        lost = LOST.fullmatch(text, last.end, slot.start) if last.name in BESIDE_LOST else None
        if lost and not SPOKEN.search(lost[1]) and not find_times(lost[1]) and not is_said(lost[1].casefold(), OPENING):
            return [spanning(text, last, start=lost.start(1), end=lost.end(1), name="description")]
    return []


def with_note(text: str, slots: list[TaggedSlot], end: int, is_timed: bool) -> list[TaggedSlot]:
    """What is told at the end, behind a comma, and in no slot: "pick up Bec at 6, | flight QF12", "dinner at 8 | for 12 people"; a place
    where it is one: "Friday | at Time Out Market"."""
    last = slots[-1]
    found = NOTE.fullmatch(text, last.end, end) or (last.name in TOLD and WORDS.fullmatch(text, last.end, end)) or None
    times = find_times(found[1]) if found else []
    told = (
        bool(times) and times[0][0] > 0 and (is_timed or TO_DO.match(found[1] if found else ""))
    )  # "gate closes 13:35", "ask about Sunday"
    if (
        found is None
        or SPOKEN.search(found[1])
        or NO_NOTE.fullmatch(found[1])
        or (times and not told)
        or read_length(found[1]) is not None
    ):
        return []
    place = None if any(s.name == "location" for s in slots) else AT_NAME.match(found[1])
    begin = found.start(1) + (place.end() if place else 0)
    return [spanning(text, last, start=begin, end=found.end(1), name="location" if place else "description")]
