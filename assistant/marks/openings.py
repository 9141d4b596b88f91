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
    "to", "with", "up", "hopefully", "definitely", "absolutely", "tentatively", "provisionally", "apparently", "eventually", "everything",
    "prioritise", "prioritize", "reschedule",
])  # fmt: skip
#: Further words of which the first of a sentence is none of the name, where the student is sure of the rest.
SAID = OPENING | frozenset([
    "append", "approved", "assistant", "calendarize", "hav", "repeat", "rewatch", "rota", "yay", "setup", "sooo", "attend", "bang", "begin",
    "booked", "bung", "celebrate", "enrolled", "finna", "joined", "pitch", "chuck", "drop", "file", "grab", "include", "ink", "input",
    "insert", "jam", "join", "lob", "nail", "place", "planned", "play", "plonk", "post", "register", "scrawl", "scribble", "sched",
    "shoehorn", "shove", "slap", "slate", "sling", "sneak", "squeeze", "squish", "start", "tag", "timetable", "try", "type", "watch",
    "wedge", "whack", "write", "do", "go", "see", "gonna", "gotta", "need", "theres", "im", "ive", "well", "um", "uh", "oh", "ooh", "ugh",
    "btw", "ps", "nb", "bro", "lol", "omg", "alright", "right", "great", "good", "cool", "sure", "possible", "poss", "usual", "whole",
    "both", "those", "these", "first", "next", "last", "appt", "mtg", "diary", "call", "cal", "title", "subject", "summary", "re", "plz",
    "bk", "gimme", "lemme", "say", "looks", "going", "off", "out", "back", "still", "he", "she", "they", "everyone", "everybody", "someone",
    "who", "what", "when", "where", "how", "why",
])  # fmt: skip
PUT_IN = re.compile(r"\s+in(?:to)?(?:\s|$)", re.I)
FIRST_WORD = re.compile(r"\W*([^\W\d_][\w-]{2,})\s+")
#: "Lily has a | math test", and who is nobody.
HAS = re.compile(
    r"\W*((?!(?:the|my|our|a|an)\b)[^\W\d_][\w’'-]*(?:\s+[^\W\d_][\w’'-]*)?)\s+(?:has|have|has got|have got)\s+(?:(?:a|an|his|her|their|some)\s+)?",
    re.I,
)
NOBODY = OPENING | frozenset([
    "he", "she", "they", "everyone", "everybody", "someone", "who", "still", "already", "really", "only", "what", "self",
])  # fmt: skip
#: "then put | gym at | 4".
THEN_PUT = re.compile(r"\W*(?:(?:ok|okay|great|good|right|so|and|yes)\W+)*then\s+(?:put|add|stick|pop)\s+", re.I)
AT = re.compile(r"\s+(?:at|on|for|in)?\s*(?:the\s+)?", re.I)
LEFT_BEFORE = re.compile(r"[^\w,]*((?:[^\W_][\w'’&-]*\s+){1,3}?)(?:(?:at|on|from)\s+)?")


def with_left_before(text: str, tagged: TaggedCommand, slots: list[TaggedSlot]) -> list[TaggedSlot]:
    """The first name, if doubted, with the words that open the command: "hol | request deadline"; if sure, with one: "flatmates | dinner"."""
    if tagged.confidence >= DOUBT:
        return with_first_word(text, tagged, with_owner(text, tagged, slots))
    found = LEFT_BEFORE.fullmatch(text, tagged.start, slots[0].start) if slots else None
    at = next((n for n, s in enumerate(slots) if s.name == "summary"), None)
    if found is None or at is None or (at and slots[0].name not in WHENS) or (at == 0 and found.end(1) < found.end()):
        return with_owner(text, tagged, slots)
    words = found[1].casefold().replace("’", "'").split()
    after = slots[at + 1].start if at + 1 < len(slots) else tagged.end
    said_again = not set(words).isdisjoint(slots[at].text.casefold().split())
    if said_again or any(is_said(word, OPENING) for word in words) or PUT_IN.match(text, slots[at].end, after):
        return with_owner(text, tagged, slots)  # "whack | dentist in on Friday"
    if find_times(found[1]):  # "arvo | tea on Thursday"
        return [
            spanning(text, slots[0], start=found.start(1), end=found.start(1) + len(found[1].strip()), name="when"),
            *slots,
        ]
    named = dataclasses.replace(slots[at], text=f"{found[1].strip()} {slots[at].text}")
    return [*slots[:at], named, *slots[at + 1 :]]


def is_said(word: str, known: frozenset[str]) -> bool:
    """A word is said to the program, or is one of these, a slip of the fingers forgiven."""
    slips = min(1, len(word) // SLIP)
    return bool(SPOKEN.search(word)) or any(OSA.distance(word, o, score_cutoff=1) <= slips for o in known)


def with_first_word(text: str, tagged: TaggedCommand, slots: list[TaggedSlot]) -> list[TaggedSlot]:
    """ "flatmates | dinner", "guest | lecture on bees": the word with which an event opens belongs to its name, unless it tells to make one."""
    name = slots[0] if slots else None
    found = FIRST_WORD.fullmatch(text, tagged.start, name.start) if name and name.name == "summary" else None
    begins = not text[: tagged.start].strip() and not any(s.name == "list" for s in slots)
    if not name or found is None or tagged.object != "event" or not begins:
        return slots
    after = slots[1].start if len(slots) > 1 else tagged.end
    said = found[1].endswith("ing") or is_said(found[1].casefold(), SAID)
    if said or find_times(found[1]) or PUT_IN.match(text, name.end, after) or '"' in name.text:
        return slots
    return [dataclasses.replace(name, text=f"{found[1]} {name.text}"), *slots[1:]]


def with_owner(text: str, tagged: TaggedCommand, slots: list[TaggedSlot]) -> list[TaggedSlot]:
    """ "Lily has a | math test on Friday", where no slot holds whose it is: "Lily math test"."""
    name = slots[0] if slots else None
    found = HAS.fullmatch(text, tagged.start, name.start) if name and name.name == "summary" else None
    owner = found[1].split() if found else []
    if any(word.casefold() in name.text.casefold() for word in owner if name):  # "April has April's braces off"
        return slots
    if not name or not found or tagged.object != "event" or any(is_said(word.casefold(), NOBODY) for word in owner):
        return slots
    return [dataclasses.replace(name, text=f"{found[1]} {name.text}"), *slots[1:]]


def with_medium(text: str, tagged: TaggedCommand, slots: list[TaggedSlot]) -> list[TaggedSlot]:
    """ "skype with | dad on Sunday": what an event without a name opens with is what it is called, no place."""
    if tagged.object != "event" or len(slots) < 2 or any(s.name == "summary" for s in slots):
        return slots
    first, second = slots[:2]
    begins = not text[tagged.start : first.start].strip() and (first.name, second.name) == ("location", "attendee")
    with_them = text[first.end : second.start].strip().casefold() in ("with", "w/")
    return [dataclasses.replace(first, name="summary"), *slots[1:]] if begins and with_them else slots


def then_put(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "then put gym at 4" makes one as "put gym at 4" does, whatever it was taken for."""
    slots = tagged.in_order
    if tagged.operation != "update" or [s.name for s in slots] != ["summary", "new_when"]:
        return tagged
    name, when = slots
    begun = THEN_PUT.fullmatch(text, tagged.start, name.start) and AT.fullmatch(text, name.end, when.start)
    if not begun or text[when.end : tagged.end].strip(" .!?"):
        return tagged
    made = (name, dataclasses.replace(when, name="when"))
    return dataclasses.replace(tagged, operation="create", object="event", slots=made)
