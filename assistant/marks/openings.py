"""Words with which a command opens: those said to the program, and those of a name that were left before its mark."""

import dataclasses
import re

from rapidfuzz.distance import OSA

from assistant.marks.seams import WHENS
from assistant.tagging import TaggedCommand, TaggedSlot, spanning
from assistant.temporal.reading import find_times

#: Words that are said to the program, or lead on, and are of no name.
SPOKEN = re.compile(
    r"\b(?:please|pls|thanks?|thank|cheers|ok|okay|yes|no|not|i|you|me|we|us|it|its|that|this|them|and|or|so|but|if|then|can|could|would|will|"
    r"should|is|are|was|do|don['’]?t|add|put|make|set|remind|reminder|alarm|alert|notify|invite|calendar|list|urgent|important|priority|again|"
    r"actually|sorry|maybe|probably|every|each|all|always)\b",
    re.I,
)
#: A reading less sure than this is doubted; else what is left out is a verb, known or not: "chuck | mulch | on the list".
DOUBT = 0.6
#: A word of so many letters may have a slip in it.
SLIP = 5
#: Words that open a command, before what it makes, and are no part of its name; what is left between them and the name or its time is.
OPENING = frozenset([
    "arrange", "arranging", "block", "book", "create", "diarise", "diarize", "enter", "fit", "fix", "get", "give", "hold", "hope",
    "jot", "keep", "kindly", "log", "mark", "new", "note", "organise", "organize", "pencil", "plan", "planning", "pop", "put",
    "record", "remember", "remind", "reserve", "save", "schedule", "slot", "stick", "task", "tasks", "throw", "todo", "to-do",
    "event", "events", "meeting", "appointment", "wake", "want", "meet", "need", "have", "has", "had", "got", "let", "lets",
    "let's", "i'm", "i've", "i'll", "we've", "we're", "we'll", "there", "there's", "also", "just", "quick", "quickly", "hi",
    "hey", "hello", "yo", "hiya", "fyi", "dear", "today", "tomorrow", "tonight", "another", "some", "any", "one", "two", "three", "extra", "other",
    "more", "all", "the", "a", "an", "my", "our", "your", "his", "her", "their", "of", "on", "in", "at", "by", "for", "from",
    "to", "with", "up",
])  # fmt: skip
PUT_IN = re.compile(r"\s+in(?:to)?(?:\s|$)", re.I)
LEFT_BEFORE = re.compile(r"[^\w,]*((?:[^\W_][\w'’&-]*\s+){1,3}?)(?:(?:at|on|from)\s+)?")


def with_left_before(text: str, tagged: TaggedCommand, slots: list[TaggedSlot]) -> list[TaggedSlot]:
    """The first name with the words before it, or before its time, with which the command opens, where the student doubts what it
    marked: "hol | request deadline", "kick off at | 3:10 v Bury"."""
    if tagged.confidence >= DOUBT:
        return slots
    found = LEFT_BEFORE.fullmatch(text, tagged.start, slots[0].start) if slots else None
    at = next((n for n, s in enumerate(slots) if s.name == "summary"), None)
    if found is None or at is None or (at and slots[0].name not in WHENS) or (at == 0 and found.end(1) < found.end()):
        return slots
    words = found[1].casefold().replace("’", "'").split()
    known = [
        w
        for w in words
        if SPOKEN.search(w) or any(OSA.distance(w, o, score_cutoff=1) <= len(w) // SLIP for o in OPENING)
    ]
    after = slots[at + 1].start if at + 1 < len(slots) else tagged.end
    if known or PUT_IN.match(text, slots[at].end, after):  # "whack | dentist in on Friday"
        return slots
    if find_times(found[1]):  # "arvo | tea on Thursday"
        return [
            spanning(text, slots[0], start=found.start(1), end=found.start(1) + len(found[1].strip()), name="when"),
            *slots,
        ]
    named = dataclasses.replace(slots[at], text=f"{found[1].strip()} {slots[at].text}")
    return [*slots[:at], named, *slots[at + 1 :]]
