"""What people say in one breath with what they want, as they do who dictate: why, and of whom. It gets the comma that was left out, or goes."""

import re
from collections.abc import Callable, Collection
from typing import Final

from assistant import wording
from assistant.marks.left_over import SURE_VERBS
from assistant.schema import ABOUT_TIME, EXCLUDED, PLACES
from assistant.tagging import Tagger
from assistant.temporal.reading import find_times

#: Who is spoken of: "I'm", "shes", "they have"; "its at 3" says a time or a place of the thing itself.
SOMEBODY: Final = (
    r"(?:i['’]?(?:m|ve)|(?:we|they)['’](?:re|ve|ll)|(?:he|she|i)['’]ll|(?:she|he)['’]?s|(?:we|they)ve|theyre|theyll"
    r"|(?:i|we|he|she|they|(?:every|no|some)(?:one|body))\s+(?:am|is|are|was|were|have(?!\s+to\b)|has|had|can['’]?t|cannot|won['’]?t|don['’]?t"
    r"|doesn['’]?t|didn['’]?t|shall|will)"
    r"|(?:next door|(?:the|my|our|his|her|their)\s+(?!name\b)\w+)\s+(?:is|are|has|have|was|were)"
    r"|it['’]?ll\s+take)\b"
    r"(?!\s+(?:to\s+(?:do|call|go)|bringing|coming|at\s+\d|now|moved|cancel+ed|off|not\s+(?:at|on))\b)"
)
CLAUSE: Final = re.compile(rf"\s+(?={SOMEBODY})", re.I)
#: "for a good cause | the 14th |", "root cause | the login bug |": behind "because" the boiler "leaks", or "is old".
NO_CLAUSE: Final = r"\s+(?:the|my|our|his|her|their)\s+(?![^\W\d]+\s+(?:[^\W\d]+\s+)?(?:are|were|have|had|can['’]?t|won['’]?t|need|want|said|got|broke|went|came|[^\W\d]+(?:s|ed))\b)"
#: "cos weve got the game", "because it's getting louder"; "because of the rain" is no clause.
REASON: Final = re.compile(
    rf"\s*[,;–—-]?\s+(?:because|['’]?(?:cos|coz|cuz)|['’]cause|cause(?!{NO_CLAUSE}))\s+(?:(?:i|we|he|she|they|it|that|there|you)(?:['’]?(?:m|s|ve|re|ll|d))?|the|my|our|his|her|their"
    r"|(?:every|no|some)(?:one|body)|next door|\w+['’]?s|\w+(?=\s+(?:is|are|was|were|has|have|had|can['’]?t|won['’]?t|needs?|wants?|says?|said|got)\b))\s+(?!of\b)\w",
    re.I,
)
#: Where what was wanted goes on behind it: "so put both in", "and then pick her up".
ORDER: Final = rf"(?:{SURE_VERBS}|put|pop|stick|add|book|make|remind|take|bring|pick|drop|collect|get|call|ring|clear|change|set|tell|invite|let)\b"
GOES_ON: Final = re.compile(
    rf"\s*[,;.–—]?\s+(?:(?P<so>so)\s+|(?:and|then)\s+)(?:(?:then|so|please|just|also)\s+)*"
    rf"(?={ORDER}|(?:can|could|would|will|shall|should)\s+(?:you|i|we)\s+(?!not\b|believe\b|imagine\b|see\b)\w"
    rf"|(?:i|we)\s+(?:can['’]?t\s+(?:do|make|get\s+to|come\s+to)\s+(?!(?:it|that|this|them|anything|much|any)\b)|(?:need|have)\s+to\s+{ORDER}))",
    re.I,
)
#: ", cancel yoga tomorrow": an order behind a comma alone.
ORDER_ALONE: Final = re.compile(rf"\s*[,;.–—]\s+(?:please\s+)?(?={ORDER})", re.I)
#: What leads a value of the order behind a reason: "except the | standup |", ", at | Nandos |", "to | next friday |", "and | bread |".
LED: Final = re.compile(
    rf"(?:(?P<but>\s*,?\s+{wording.EXCEPT_WORDS}\s+(?:for\s+)?)|(?P<comma>\s*[,;–—-]\s+(?:(?:at|in|on|by|from|for)\s+)?)|(?P<to>\s+to\s+)|(?P<and>\s+and\s+))"
    r"(?:(?:the|my|our)\s+)?$",
    re.I,
)
#: What is to be told goes on behind its time, and a question asks of all its words.
TO_TELL: Final = re.compile(
    r"\b(?:tell|text|e-?mail|message|let|ask|to say|explain|remember|note|hope|think|know|check|mean|if|whether|when|while|unless"
    r"|where|what|what['’]?s|whats|who|which|how|why)\b",
    re.I,
)
#: Before a time that is told of there is nothing yet that could be wanted: "on Friday I'm away".
NOTHING_YET: Final = re.compile(
    r"\W*(?:(?:and|so|oh|ok|okay|right|well|then|also|but|on|at|in|for|by|from|the|this|next|remind me|hey|hi|please|just|my|yes|no)\b\W*)*",
    re.I,
)
#: "the week she's away", "every day I'm there": which one it is.
WHICH: Final = re.compile(r"(?:.*\s)?(?:the|every|each|all|any|first|last|those)\s+(?:[^\W\d]+)?", re.I | re.S)
#: An hour that is no sure time of a sentence by itself: "to 4", "about 7".
HOUR: Final = re.compile(r"\b(?:at|to|till|until|about|around|by)\s+\d{1,2}(?:[:.]\d\d)?(?:\s?[ap]m)?\b", re.I)
#: "right so …", "right football on Saturday"; one's right knee is right.
RIGHT: Final = re.compile(
    rf"\W*(?:(?:ok(?:ay)?|oh|well)\W+)?right(?:\s+so)?\s+(?!(?:{wording.SIDED}|then|now|away|to|of|or|and|on|at|turn|angle|hook|after|before|up|down|here|there"
    r"|i|that|this|it|ok|okay|well|person|people|one|thing|time|way)\b)(?=\w)",
    re.I,
)
#: "| kevs | coming round": somebody is, and what; "bens drumming lesson" is Ben's.
DOING: Final = re.compile(
    r"(?<![\w'’])(?P<name>[^\W\d_]{2,})s(?=\s+(?:coming|going|staying|stopping|visiting|popping|picking|dropping|collecting|bringing|taking|driving|"
    r"arriving|leaving|flying|having|working|cooking|playing|moving|calling|helping|away|here|off|back|home|in|out|ill|sick|free|busy|not)\b)",
    re.I,
)
#: "Note to self: ask Margaret".
TO_SELF: Final = re.compile(r"\W*(?:note|memo|message) to (?:self|myself|me)\b\W*(?:to\s+)?(?=\w)", re.I)


def without_asides(text: str, tagger: Tagger) -> str:
    """The sentence with a comma before what is told of somebody behind its time ("skip yoga on Friday, I'm away"), and without why it is wanted
    ("cos we've got the game"), and with what the person begins to speak ("right so"). The tagger says where a reason is over."""
    said = RIGHT.sub("", text, count=1) if RIGHT.match(text) else text
    said = TO_SELF.sub("Note: ", said, count=1) if TO_SELF.match(said) else said
    return without_reason(with_commas(said), tagger)


def with_apostrophes(text: str, people: Callable[[str], Collection[str]]) -> str:
    """ "kevs coming round" is "kev's coming round" where the calendar knows a Kev, and nobody called Kevs."""

    def read(found: re.Match[str]) -> str:
        known = people(found["name"])
        plain = known and not any(found[0].casefold() in person.casefold().split() for person in known)
        return f"{found['name']}'s" if plain else found[0]

    return DOING.sub(read, text)


def value_behind(text: str, begin: int, end: int, tagger: Tagger) -> int:
    """Where behind a reason (its words from `begin` to `end` are sure) what leads a further value of the order before it stands: an exception, a
    time or a place behind a comma, what it does not say yet behind "to", a thing of a list that is named only there. Else where the text ends."""
    order, *_ = tagger.tag(text).commands
    said = {slot.name for slot in order.slots if slot.end <= begin}
    later = [slot for slot in order.in_order if slot.start >= end]
    for slot in later:
        led = LED.search(text, end - 1, slot.start)
        if led is None or CLAUSE.match(text, slot.end):
            continue
        goes_on = {
            "but": slot.name == EXCLUDED,
            "comma": slot.name in PLACES.union(ABOUT_TIME),
            "to": slot.name in {"summary", "new_when", "list", "new_list"} - said,
            "and": slot.name == "summary" and "list" in {s.name for s in later} - said,
        }
        if goes_on[str(led.lastgroup)]:
            return led.start()
    return len(text)


def without_reason(text: str, tagger: Tagger) -> str:
    """The sentence without its reason, up to where an order or a value of the order goes on; whole where it is what somebody is to be told."""
    why = REASON.search(text)
    if why is None or not text[: why.start()].strip() or TO_TELL.search(text, 0, why.start()) or '"' in text:
        return text
    orders = (found.start() for words in (GOES_ON, ORDER_ALONE) if (found := words.search(text, why.end())))
    return text[: why.start()] + text[min((*orders, value_behind(text, why.start(), why.end(), tagger))) :]


def with_commas(text: str) -> str:
    """The sentence with a comma behind a time, where a clause of somebody follows; without that clause, where "and then pick her up" does."""
    for start, end in sorted({*find_times(text), *(hour.span() for hour in HOUR.finditer(text))}):
        clause = CLAUSE.match(text, end)
        if clause is None or NOTHING_YET.fullmatch(text, 0, start) or TO_TELL.search(text, 0, start):
            continue
        if WHICH.fullmatch(text, 0, end):
            continue
        on = GOES_ON.search(text, clause.end())
        goes = on and not on["so"] and not find_times(text[clause.end() : on.start()])
        return text[:end] + (text[on.start() :] if on and goes else f", {text[clause.end() :]}")
    return text
