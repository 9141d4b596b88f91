"""Words with which a command opens: those said to the program, and those of a name that were left before its mark."""

import dataclasses
import re

from rapidfuzz.distance import OSA

from assistant import wording
from assistant.schema import TIMES
from assistant.tagging import TaggedCommand, TaggedSlot, instead, spanning
from assistant.temporal.expressions import Feast, Point
from assistant.temporal.reading import find_times, values_of

#: Words that are said to the program, or lead on, and are of no name.
SPOKEN = re.compile(
    r"\b(?:please|pls|thanks?|thank|cheers|ok|okay|yes|no|not|i|you|me|we|us|it|its|that|this|them|and|or|so|but|if|then|can|could|would|will|"
    r"should|is|are|was|were|im|ive|be$|do|don['’]?t|add|put|make|set|remind|reminder|alarm|alert|notify|invite|calendar|list|urgent|important|priority|again|"
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
    "hey", "hello", "yo", "hiya", "fyi", "dear", "today", "tomorrow", "tonight", "another", "some", "any", "one", "two", "three", "other",
    "more", "all", "the", "a", "an", "my", "our", "your", "his", "her", "their", "of", "on", "in", "at", "by", "for", "from",
    "to", "with", "up", "hopefully", "definitely", "absolutely", "tentatively", "provisionally", "apparently", "eventually", "everything",
    "prioritise", "prioritize", "reschedule", "gonna", "gotta",
])  # fmt: skip
#: Further words of which the first of a sentence is none of the name, where the student is sure of the rest.
SAID = OPENING | frozenset([
    "append", "approved", "assistant", "calendarize", "hav", "repeat", "rewatch", "rota", "yay", "setup", "sooo", "attend", "bang", "begin",
    "booked", "bung", "celebrate", "enrolled", "finna", "joined", "pitch", "chuck", "drop", "file", "grab", "include", "ink", "input",
    "insert", "jam", "join", "lob", "nail", "place", "planned", "play", "plonk", "post", "register", "scrawl", "scribble", "sched",
    "shoehorn", "shove", "slap", "slate", "sling", "sneak", "squeeze", "squish", "start", "tag", "timetable", "try", "type", "watch",
    "wedge", "whack", "write", "do", "go", "see", "theres", "im", "ive", "well", "um", "uh", "oh", "ooh", "ugh",
    "btw", "ps", "nb", "bro", "lol", "omg", "alright", "right", "cool", "sure", "possible", "poss", "usual",
    "both", "those", "these", "next", "last", "appt", "mtg", "diary", "call", "cal", "title", "subject", "summary", "re", "plz",
    "bk", "gimme", "lemme", "say", "looks", "going", "off", "out", "back", "still", "already", "really", "only", "self", "he", "she", "they",
    "everyone", "everybody", "someone", "who", "what", "when", "where", "how", "why",
])  # fmt: skip
#: Words that are of no name: of what it does, little ones, adverbs, kinds, spoken signs and ends of numbers ("7 pm", "3 hr").
DOES = (
    r"\w+ed comes? coming meets? runs? running goes going go arriv\w+ leav\w+ depart\w+ is are was be will due starts? starting begins? beginning set "
    r"held takes? happens? happening needs? wants? gets? adding repeats? recurs? reoccurs? ready"
)
LITTLE_WORDS = (
    r"on at in by for from of to the a an my our and or with this next last every each as it me us we he if so all half some any about around not "
    r"into onto under(?:neath)? across over out off down up back round against like either no same one more"
)
ADVERBS = r"only just instead sometime anytime possibly hopefully later now also then maybe please here there together somewhere once itself"
KINDS = r"event thing task todo job date"
SIGNS = r"comma period full dep lol haha yay ok oh hi re im am pm hr st nd rd th"
OF_NO_NAME = "|".join(f"{DOES} {LITTLE_WORDS} {ADVERBS} {KINDS} {SIGNS}".split())
#: "right | eye laser": of the eye on that side.
SIDED = re.compile(rf"right\s+{wording.SIDED}\b.*", re.I)
#: The word with which a sentence opens: "flatmates | dinner".
FIRST_WORD = re.compile(r"\W*([^\W\d_][\w-]{2,}|[A-Z]{2})\s+")
#: "| sing at | Nina's recital |", "i'm | covering for the | tutor |", "| pay the | hay man |": its last word but those that lead on to the mark.
LEAD = re.compile(
    r"(?:(.*?[^\w'’-])??)([^\W\d_][\w'’&-]+)\s+(?:(at|for|with|about|from|of)\s+)?(?:(?:the|a|an|my|our|his|her|their)\s+)?",
    re.I | re.S,
)
#: What one makes or keeps for something, and is no part of its name: "make time for", "put me down for".
NO_NAME = frozenset(
    ["time", "room", "space", "down", "aside", "away", "together", "over", "along", "entry", "memo", "something", "anything", "due", "instead", "except"]
)  # fmt: skip
#: "put | extra | physio |": of one more the name says so.
ONE_MORE = frozenset(["extra", "additional", "spare", "bonus"])
#: "book the | arena | for | Sarah |".
BOOKED = re.compile(r"\W*(?:(?:please|can|could|you)\s+)*(?:book|reserve|hire|rent)\s+(?:(?:the|an?|our|my)\s+)?", re.I)
#: "Interview | Jo Reed | for the | driver role |".
FOR_IT = re.compile(r"\s+(?:for|about|on|re)\s+(?:(?:the|a|an|our)\s+)?", re.I)
PUT_IN = re.compile(r"\s+in(?:to)?(?:\s|$)", re.I)
#: "pd scanning | at | Jock's |": of what is somewhere the words before are the name.
BEFORE_PLACE = re.compile(r"\W*(?P<name>[^\W\d_].*?)\s+(?P<at>(?:at|in|@)\s+(?:the\s+)?)?", re.I | re.S)
#: In so many words at most.
LONG_NAME = 5
#: "call it |", before what it is called.
CALL_IT = re.compile(r"\b(?:call(?:ed)?|name|title)\s+(?:it\s+|that\s+|this\s+)?[\"“]?$", re.I)
LEFT_BEFORE = re.compile(r"[^\w,]*((?:[^\W_][\w'’&-]*\s+){1,3}?)(?:(?:at|on|from)\s+)?")


def with_left_before(text: str, tagged: TaggedCommand, slots: list[TaggedSlot]) -> list[TaggedSlot]:
    """The first name, if doubted or behind a time, with the words that open the command: "hol | request deadline", "hall enquiry | sat 2pm |
    christening"; if sure, with one: "flatmates | dinner"."""
    if (led := with_lead(text, tagged, slots)) is not slots:
        return led
    if tagged.confidence >= DOUBT and not (slots and slots[0].name in TIMES):
        return with_first_word(text, tagged, slots)
    found = LEFT_BEFORE.fullmatch(text, tagged.start, slots[0].start) if slots else None
    at = next((n for n, s in enumerate(slots) if s.name == "summary"), None)
    if found is None or at is None or (at and slots[0].name not in TIMES) or (at == 0 and found.end(1) < found.end()):
        return with_first_word(text, tagged, slots)
    if CALL_IT.search(text, tagged.start, slots[at].start):
        return slots  # "mini sessions may 8, call it | Mothers' minis"
    words = found[1].casefold().replace("’", "'").split()
    after = slots[at + 1].start if at + 1 < len(slots) else tagged.end
    said_again = not set(words).isdisjoint(slots[at].text.casefold().split())
    if said_again or any(is_said(word, OPENING) for word in words) or PUT_IN.match(text, slots[at].end, after):
        return slots  # "whack | dentist in on Friday"
    said = found[1].strip()
    if find_times(said):  # "arvo | tea on Thursday"
        begin = found.start(1)
        return [spanning(text, slots[0], start=begin, end=begin + len(said), name="when"), *slots]
    return instead(slots, slots[at], dataclasses.replace(slots[at], text=f"{said} {slots[at].text}"))


def with_name_before_place(text: str, tagged: TaggedCommand, slots: list[TaggedSlot]) -> list[TaggedSlot]:
    """ "pd scanning at | Jock's | thursday", "hand over | ward 12 | with | Jo |", of which no name was marked: what stands before the place is the name,
    without that; "| New Year's Eve | at | Catriona's |" is called by its day."""
    first = slots[0] if slots and tagged.object == "event" else None
    if first is None or any(s.name == "summary" for s in slots):
        return slots
    if first.name == "when" and any(isinstance(v, Point) and isinstance(v.day, Feast) for v in values_of(first.text)):
        return (
            [dataclasses.replace(first, name="summary"), *slots]
            if slots[1:2] and slots[1].name == "location"
            else slots
        )
    if first.name != "location":
        return slots
    found = BEFORE_PLACE.fullmatch(text, tagged.start, first.start)
    words = [*re.finditer(r"\S+", found["name"])] if found else []
    opened = bool(words) and is_said(words[0][0].casefold().strip(",:"), OPENING)
    while words and is_said(words[0][0].casefold().strip(",:"), OPENING):
        words.pop(0)
    if found is None or not 0 < len(words) <= LONG_NAME:
        return slots
    met = any(s.name == "attendee" for s in slots)
    if met if found["at"] else (opened or len(words) != 2 or not re.search(r"\d", first.text)):
        return slots  # "meet at | Jock's | with | Tom |"; only a ward that has a number stands bare behind a name
    begin = found.start("name") + words[0].start()
    said = text[begin : found.end("name")]
    if SPOKEN.search(said) or find_times(said):
        return slots
    return [TaggedSlot("summary", begin, begin + len(said), said, first.confidence), *slots]


def with_lead(text: str, tagged: TaggedCommand, slots: list[TaggedSlot]) -> list[TaggedSlot]:
    """ "sing at | Nina's recital |", "covering for | Tom |": the word before what leads to the first name begins it; if doubted, the one before an
    article, too ("pay the | hay man |")."""
    first = slots[0] if slots and slots[0].name in ("summary", "attendee") else None
    found = LEAD.fullmatch(text, tagged.start, first.start) if first else None
    names = [s for s in slots if s.name == "summary"]
    if first is None or found is None or len(names) > (first.name == "summary") or any(s.name == "list" for s in slots):
        return slots
    word, before = found[2].casefold(), (found[1] or "").casefold().split()
    doubted = first.name == "summary" and tagged.confidence < DOUBT and found.end(2) + 1 < found.end()
    said = NO_NAME | SAID
    leads = all(w.strip(",:") in said or SPOKEN.search(w) for w in before)
    named = not (SPOKEN.search(word) or find_times(word)) and said.isdisjoint({word, word.removesuffix("ing")})
    # "prep slides for | group meeting |"
    begins = found[3] and before and not any(is_said(w, SAID) or find_times(w) for w in before)
    if not ((leads or begins) and named and (found[3] or doubted or word in ONE_MORE)):
        return slots
    after = slots[1].start if len(slots) > 1 else tagged.end
    if word in first.text.casefold() or PUT_IN.match(text, first.end, after):
        return slots
    begin = found.start(2) if leads else found.start(1) + len(found[1]) - len(found[1].lstrip())
    whole = spanning(text, first, start=begin, name="summary")
    return [whole, *slots[1:]] if first.name == "summary" else [whole, *slots]


def is_said(word: str, known: frozenset[str]) -> bool:
    """A word is said to the program, or is one of these, a slip of the fingers forgiven."""
    slips = min(1, len(word) // SLIP)
    return bool(SPOKEN.search(word)) or any(OSA.distance(word, o, score_cutoff=1) <= slips for o in known)


def with_first_word(text: str, tagged: TaggedCommand, slots: list[TaggedSlot]) -> list[TaggedSlot]:
    """ "flatmates | dinner", "interview | Jo Reed | for the | driver role": what an event opens with belongs to its
    name, unless it tells to make one. "skype with | dad", "book the | arena | for | Sarah |" are called so, and no place."""
    first = slots[0] if slots and tagged.object == "event" and not text[: tagged.start].strip() else None
    if first is None or any(s.name == "list" for s in slots):
        return slots
    begun = FIRST_WORD.fullmatch(text, tagged.start, first.start) if first.name == "attendee" and slots[1:] else None
    if begun and slots[1].name == "summary" and FOR_IT.fullmatch(text, first.end, slots[1].start):
        whole = dataclasses.replace(slots[1], text=text[begun.start(1) : slots[1].end])
        return slots if is_said(begun[1].casefold(), SAID) else [first, whole, *slots[2:]]
    if first.name == "location" and not any(s.name == "summary" for s in slots):
        link = text[first.end : slots[1].start].strip() if slots[1:] and slots[1].name == "attendee" else ""
        begins = link in ("with", "w/") and not text[: first.start].strip()
        booked = link == "for" and BOOKED.fullmatch(text, 0, first.start)
        return [dataclasses.replace(first, name="summary"), *slots[1:]] if begins or booked else slots
    sure = tagged.confidence >= DOUBT
    found = FIRST_WORD.fullmatch(text, tagged.start, first.start) if sure and first.name == "summary" else None
    sided = found and SIDED.fullmatch(found[1] + text[found.end() - 1 : first.end])
    if found is None or find_times(found[1]) or (is_said(found[1].casefold(), SAID) and not sided):
        return slots
    after = slots[1].start if len(slots) > 1 else tagged.end
    put = found[1].endswith("ing") or PUT_IN.match(text, first.end, after) or '"' in first.text
    if put or found[1].casefold() in first.text.casefold():
        return slots
    return [dataclasses.replace(first, text=f"{found[1]} {first.text}"), *slots[1:]]
