"""A remark beside a change says why, in a clause of its own: "cancel the call on 25 November, it's Thanksgiving", "push it to 2, lunch may take longer". It goes
before the student reads the sentence, so that no name, place or hour of it is taken for what is changed, or for how."""

import re
from collections.abc import Iterator
from typing import Final

from assistant import wording
from assistant.asides import ORDER, TO_TELL
from assistant.resolution.kinds import is_feast
from assistant.resolution.matching import EMPTY, words_of
from assistant.resolution.name_index import NameIndex
from assistant.schema import CHANGES, TIMES
from assistant.tagging import TaggedCommand, Tagger
from assistant.temporal.carried import ANY_TIME
from assistant.temporal.reading import find_times, read_time

SIGN: Final = r"\s*(?:[,;!?–—]|\.(?!\d)|\s-(?=\s))\s*(?:(?:because|cos|coz|since|as)\s+)?"
#: Where one is: "I'm in Leeds", "i'll be in user interviews", "she's away", "we've got the vet then", "got physio till 5"; "we're at Kit's" says where it is.
BUSY: Final = (
    r"(?!we(?:['’]?re|['’]?ll be|\s+(?:are|will be))\s+(?:all\s+|both\s+)?at\b)(?:(?:i|we|he|she|they)(?:['’]?(?:m|re|ll be|s)|\s+(?:am|are|is|will be|was|were))\s+(?:(?:already|still|probably|all|both)\s+)?"
    r"(?:in|at|on|away|off|out|with|home|back|busy|sick|ill|poorly|stuck|not (?:in|here|free|back|around|well)|(?!(?:able|going|free|fine|happy|sure|coming|late)\b)\w+ing)\b"
    r"|(?:(?:(?:i|we|he|she|they)(?:['’]?ve|['’]s)?\s+)?(?:have\s+|has\s+)?got|(?:i|we|he|she|they)\s+(?:have|has))\s+(?!(?:to|time|it|room|until|till|up|from|the whole)\b))"
)
#: What usually happens, or may: "all hands always overruns", "lunch may take longer".
OFTEN: Final = (
    r"(?:(?:the|my|our|his|her|their)\s+)?(?!(?:it|that|this|there|which|what|who|when|where|why|how|i|we|you|he|she|they|please|and|or|but|so)\b)(?:[\w'’-]+\s+){1,3}?"
    r"(?:(?:always|usually|often|sometimes|normally|never|tends? to)\s+\w+|(?:may|might|could|will probably|is going to|is gonna)\s+(?:well\s+)?"
    r"(?:take|run|go|be|last|start|finish|end|over\w+|drag|need)\b)"
)
#: "careers talk is then", "that's when Ana comes": what stands at that time already.
THEN: Final = (
    r"(?:(?!(?:it|that|this|there|which|what|who)\b)(?:[\w'’-]+\s+){1,4}?(?:is|are)\s+(?:on\s+)?(?:then|that (?:day|time|morning|afternoon|evening|night))"
    r"|that['’]?s when\s+\w)"
)
#: "the oat stuff will do", "we've got enough rye": what stays is why the other one goes.
ENOUGH: Final = (
    r"(?P<enough>(?:(?:the|my|our|his|her|their)\s+)?(?!(?:it|that|this|what|who|i|we|you)\b)(?:[\w'’-]+\s+){1,4}?(?:(?:will|should|['’]ll)\s+(?:do|be (?:enough|fine|plenty)|suffice)"
    r"|(?:is|are)\s+(?:enough|fine|plenty|ok(?:ay)?|all (?:we|i) need))|(?:we|i)(?:['’]ve|\s+have)?\s+(?:still\s+)?(?:got|have)\s+(?:enough|plenty|loads|lots)\b)"
)
#: "it's | Thanksgiving", "thats | roadmap review": a day's name, or one that is there.
IT_IS: Final = (
    r"(?:(?:it|that)['’]?s|it is|that is)\s+(?:(?:the|a|an|my|our|his|her|their)\s+)?(?P<what>[^\W\d][\w'’ -]*)"
)
REMARK: Final = re.compile(
    rf"{SIGN}(?P<why>(?:{IT_IS}|{BUSY}|{OFTEN}|{THEN}|{ENOUGH})(?:[^,;.!?]|\.(?=\d))*)[.!\s]*(?:$|(?=(?<=[.!]\s)(?:please\s+)?(?:{ORDER})))",
    re.I,
)
#: Words with which the clause says more than why.
SAYS_MORE: Final = re.compile(
    rf"\b(?:too|also|as well|either|instead|rather|so|but|and|unless|if|only|now|need(?:s|ed)?|until then|invite|bring\w*|coming|{wording.EXCEPT_WORDS})\b",
    re.I,
)
REFERS: Final = re.compile(r"\b(?:it|that|this|them|those|these|ones?|all|everything)\b", re.I)
NEW: Final = re.compile(r"new_\w+|shift")


def without_remarks(text: str, tagger: Tagger, events: NameIndex) -> str:
    """The sentence without why something that is there is to change, or go; whole where that alone says which, or to what."""
    for found in REMARK.finditer(text):
        before, why, after = text[: found.start()], found["why"], text[found.end() :]
        if SAYS_MORE.search(why) or TO_TELL.search(before) or names_somebody(why, events):
            continue
        if found["enough"] and not takes_away(before, tagger):
            continue
        if found["what"] and not is_occasion(found["what"].strip(), events):
            continue
        if is_day(why) and not is_day(before) and not is_day(after):  # "skip yoga, I'm away on Friday"
            continue
        if changes(before, tagger, whole=not after):
            return before + (f". {after}" if after else "")
    return text


def changes(text: str, tagger: Tagger, whole: bool) -> bool:
    """These words change what is there, or take it away; with all that has to be said of it, where nothing else does (`whole`)."""
    orders = tagger.tag(text).commands
    return all(order.operation in CHANGES and (not whole or is_whole(text, order)) for order in orders)


def takes_away(text: str, tagger: Tagger) -> bool:
    """These words take something away: to what else something is changed may be fine, too."""
    return all(order.operation == "delete" for order in tagger.tag(text).commands)


def is_whole(text: str, order: TaggedCommand) -> bool:
    """A change says what is new, and what goes is named, or was talked of."""
    if order.operation == "update":
        return any(NEW.fullmatch(slot.name) for slot in order.slots)
    named = any(slot.name not in TIMES for slot in order.slots)
    return named or bool(REFERS.search(text, order.start, order.end))


def is_occasion(what: str, events: NameIndex) -> bool:
    """A feast, or something that is called so."""
    said = [word for word in words_of(what) if word not in EMPTY]
    return is_feast(what) or bool(events.titles(said))


def names_somebody(why: str, events: NameIndex) -> bool:
    """Somebody of the calendar, who may tell which thing is meant."""
    return any(events.people(word) for word in words_in(why))


def words_in(text: str) -> Iterator[str]:
    """Its words, as they may name somebody."""
    return (re.sub(r"['’]s$", "", word) for word in re.findall(r"[^\W\d_][\w’'-]+", text) if len(word) > 1)


def is_day(text: str) -> bool:
    """It says a day."""
    said = (read_time(text[start:end], ANY_TIME) for start, end in find_times(text))
    return any(time is not None and time.day_said for time in said)
