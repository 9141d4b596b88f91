"""Of whom something is told beside a new thing: who has it, who asks for it, or why it has to be. They are no guests of it."""

import dataclasses
import re
from itertools import pairwise

from assistant import wording
from assistant.marks.openings import NO_NAME, OPENING, SAID, is_said
from assistant.marks.told_deeds import SOMEBODY
from assistant.marks.told_names import named
from assistant.resolution.coming_and_going import KIN
from assistant.resolution.naming import TO_DO
from assistant.schema import TIMES
from assistant.tagging import TaggedCommand, TaggedSlot, instead, spanning
from assistant.temporal.reading import find_times

#: "Nina", "and my mum", "since Theo and Emil", "the kids"; "the dentist" is somebody else's.
TELLER = (
    r"\W*(?:(?:and|but|since|as|because|cos)\s+)*"
    rf"(?P<whose>(?:(?:my|our)\s+|the\s+(?={KIN.pattern}\b))?(?!(?:every|some|any|no)(?:one|body)\b)"
    rf"(?P<who>{SOMEBODY}(?:\s*(?:,|and|&)\s+{SOMEBODY})?))"
)
#: "the bowling team", "the church council", of whom is said what they do.
WHO_IS = r"(?:\W*the(?=\s))?" + TELLER.replace(r"\w+ing\b|", "").replace("<whose>", "<whose_is>").replace(
    "<who>", "<who_is>"
)
#: "Nina has her | late shift |", "the church council is having a special | meeting |", "the bowling team is going to Superior for a | tournament |".
HAS = re.compile(
    rf"(?:{TELLER}(?:\s+(?:has|have)\s+(?:got\s+)?|['’]s\s+got\s+)"
    rf"|{WHO_IS}(?:['’](?:s|re)|\s+(?:is|are))\s+"
    r"(?:(?:having|holding|hosting|throwing|putting\s+on)\s+|(?:going|off|travell?ing|driving|flying)\s+(?:(?:up|down|over|out|off)\s+)?"
    r"(?:to\s+(?:[\w'’.-]+\s+){1,3}?)?(?:for|on)\s+))(?:(?:an?|his|her|their|some)\s+)?",
    re.I,
)
#: "can you put down that |", "just so you know |": what is told comes behind.
TOLD_THAT = re.compile(
    r"\W*(?:(?:please|pls|can you|could you|ok|okay|so|also|and|just|oh|right)\W+)*(?:(?:put|note|mark|write|jot|pop|stick|get|enter|add|log|remember)\s+(?:it\s+)?(?:(?:down|in)\s+)?that\s+"
    r"|(?:just\s+)?so\s+(?:you|i|we)\s+(?:know|remember)(?:\s+that)?,?\s+|fyi,?\s+)",
    re.I,
)
MONTH = re.compile(wording.MONTH, re.I)
#: "haircut | for June on the | 7th": of a date neither "on" nor "the" would be said between.
FOR_MONTH = re.compile(rf"\s+for\s+({wording.MONTH})\s+on\s+(?:the\s+)?", re.I)
WITH_US = re.compile(r"\bwith (?:me|us)\b", re.I)
#: "Fiona asked me to |", "Gerard rang, he wants me to |", "Fiona says can I |".
ASKED = re.compile(
    rf"{TELLER}(?:\s|['’])[^.;?!\d]*?\b(?:(?:ask(?:s|ed|ing)?|want(?:s|ed)?|need(?:s|ed)?|like|tells?|told|begs?|begged|expects?|sa(?:ys|id))"
    r"\s+(?:for\s+)?(?:me|us)\s+to|(?:ask(?:s|ed|ing)?|sa(?:ys|id)|wonder(?:s|ed|ing)|texted|rang|called|messaged),?\s+"
    r"(?:(?:me|if|whether)\s+)*(?:(?:can|could)\s+(?:i|we)|(?:i|we)\s+(?:can|could)))\s+",
    re.I,
)
#: "Nina is working late Thursday so I'm |", "Nina has a late shift on Friday, so I have to |"; "I have to |", where it is no word to the program.
SO_I = re.compile(
    rf"(?:(?:{TELLER}(?:['’]|\s+(?:is|are|has|have|ca|wo|works?|needs?|got|was|had|does|did)n?)\b[^;?!]*?)?"
    r"(?:\W|\b)so\s+(?:(?:now|then)\s+)?(?:i|we)"
    rf"|\W*(?:i|we)(?=(?:['’]ve|\s+(?:have|need|must|got|gotta))\b.{{,9}}?\b(?:to|must|gotta)\s+(?!(?:{'|'.join(OPENING)})\b)))"
    r"(?:['’](?:m|re)\s+(?=\w+ing\b)|(?:['’]ll|['’]ve got to|\s+(?:will|must|should|need to|have to|(?:have )?got to|gotta))\s+)"
    rf"(?:(?:have to|going to|gonna)\s+)?(?:do(?:ing)?\s+{wording.THE})?",
    re.I,
)
#: What one is asked to come to, or does in company, where who asks is met; and a verb, by what stands behind it.
IN_COMPANY = re.compile(
    r"(?:an?|the|his|her|their|our|my|be|being|come|coming|go|going|join\w*|meet\w*|see|seeing|visit\w*|attend\w*|hav(?:e|ing)|talk\w*|speak\w*"
    rf"|(?:{'|'.join((*wording.MEETING_NAMES, *wording.NOT_MEETINGS))})\b(?!\s+(?:the|an?|my|our|his|him|her|their|them)\b))\b",
    re.I,
)
DEED = re.compile(
    rf"{TO_DO.pattern}|\w+\s+(?:the|an?|my|our|his|her|their|him|them|up|off|out|down|over|after|at|in|on|for|some|both|(?-i:[A-Z]))",
    re.I,
)
#: "Breda to | collect Oisin |", and words before "to" that are nobody.
DOER = re.compile(rf"(?:\W*the(?=\s))?{TELLER}\s+to\s+", re.I)
WILLING = frozenset(
    ["forget", "supposed", "like", "love", "ought", "used", "meant", "able", "chance", "wanna", "decided", "intend", "mean", "agreed", "promised",
     "allowed", "expected", "required", "invited", "ready", "happy", "willing", "keen", "trying", "wish", "offered", "prefer", "manage",
     "plans", "flight", "trip", "drive", "train", "bus", "taxi", "ride", "ticket", "tickets", "deadline", "reminds", "back", "how", "way"]
)  # fmt: skip
#: Whom or whose such words mean: "drive | her | to Mallow", "cover | his | shift".
HER = re.compile(
    r"\b(?:him|her(?=\s+(?:to|at|from|in|on|up|off|over|back|there|home|out|with|for|and)\b|$))(?!\w)", re.I
)
HERS = re.compile(r"\b(?:his|her)\b", re.I)


def without_tellers(text: str, tagged: TaggedCommand, slots: list[TaggedSlot]) -> list[TaggedSlot]:
    """The marks of a new thing without those of whom something is told: "| Nina | has night shift on Friday" is called "Nina night shift", and
    "| Fiona | asked me to mind Aoife" is "Mind Aoife"; a time may lead ("on Friday Nina has …")."""
    begin = slots[0].end if slots and slots[0].name in TIMES else tagged.start
    told = TOLD_THAT.match(text, begin, tagged.end)
    begin = told.end() if told else begin
    if any(s.name == "list" for s in slots) or WITH_US.search(text, tagged.start, tagged.end):
        return slots
    if found := SO_I.match(text, begin, tagged.end) or ASKED.match(text, begin, tagged.end):
        return doing(text, tagged, slots, found)
    if doer := with_doer(text, begin, slots):
        return doer
    return of_its_owner(text, begin, slots) if tagged.object == "event" else slots


def of_its_owner(text: str, begin: int, slots: list[TaggedSlot]) -> list[TaggedSlot]:
    """ "Nina has a | late shift |", "Theo and Emil have | swimming |": what is theirs is called so, whether or not they were taken for guests."""
    name = next((s for s in slots if s.name == "summary"), None)
    found = HAS.fullmatch(text, begin, name.start) if name else None
    who = (found["who"] or found["who_is"]) if found else ""
    if name is None or found is None or says_time(who):
        return slots
    people = [s for s in slots if s.start < name.start and s.name == "attendee"]
    if not people and any(is_said(word.casefold(), SAID) for word in who.split()):
        return slots
    again = any(word.casefold() in name.text.casefold() for word in who.split())
    # "April has April's braces off"
    whole = name if again else dataclasses.replace(name, text=f"{who} {name.text}")
    return instead([s for s in slots if s not in people], name, whole)


def with_doer(text: str, begin: int, slots: list[TaggedSlot]) -> list[TaggedSlot] | None:
    """ "Breda to | collect Oisin |", "the lads to | bring boots |": who is to do it stands in its name, and is no guest; None of other words."""
    name = next((s for s in slots if s.name == "summary"), None)
    found = DOER.fullmatch(text, begin, name.start) if name else None
    if name is None or found is None or says_time(found["who"]):
        return None
    words = re.findall(r"(?!and\b)[\w'’-]+", found["who"].casefold())
    if any(is_said(word, SAID | NO_NAME) or word in WILLING for word in words) or not DEED.match(name.text):
        return None
    kept = [s for s in slots if s is name or not found.start() <= s.start < found.end()]
    return instead(kept, name, spanning(text, name, start=found.start("whose")))


def with_whom_for(text: str, tagged: TaggedCommand, slots: list[TaggedSlot]) -> list[TaggedSlot]:
    """ "haircut for | June on the 7th |", "… for | June | on the | 7th |": whom or what it is for belongs to its name, and is no part of the date."""
    for name, when in pairwise(slots):
        found = FOR_MONTH.match(text, name.end) if (name.name, when.name) == ("summary", "when") else None
        if found and when.start in (found.start(1), found.end()):
            left = [spanning(text, when, start=found.end())] if when.end > found.end() else []
            whole = dataclasses.replace(name, end=found.end(1), text=f"{name.text} for {found[1].capitalize()}")
            kept = (s for s in slots if s not in (name, when))
            return sorted((*kept, whole, *left), key=lambda s: s.start)
    return slots


def says_time(who: str) -> bool:
    """ "Christmas"; of "June and Tom" June may be somebody, too."""
    return any(not MONTH.fullmatch(who, *span) for span in find_times(who))


def doing(text: str, tagged: TaggedCommand, slots: list[TaggedSlot], found: re.Match[str]) -> list[TaggedSlot]:
    """ "Fiona asked me to | mind Aoife |", "Nina is away so I have to | bring Theo to day care |": called by all that is to be done, and with her
    only where that says so ("drive her to Mallow"); who asks for one's company ("asked me to lunch") is met."""
    asker = next((s for s in slots if s.name == "attendee" and s.end <= found.end()), None)
    mark = TaggedSlot("summary", found.end(), found.end(), "", tagged.confidence)
    own = [s for s in slots if s is not asker]
    made = named(text, tagged.with_slots((*own, mark)), found.end())
    name = next((s for s in made.named("summary") if s.text), None)
    asked = found.re is ASKED
    if name is None or IN_COMPANY.match(name.text) or (asked and not DEED.match(name.text)):
        return slots if asked else own
    named_own = made.slots if tagged.object == "event" or not any(s.name == "summary" for s in own) else own
    if found["who"] is None or not asked:
        return list(named_own)
    kept = (asker,) if asker and HER.search(name.text) else ()
    whose = (HERS.sub(f"{found['whose']}'s", HER.sub(found["whose"], s.text)) for s in named_own)
    pairs = zip(named_own, whose, strict=True)
    return [*kept, *(dataclasses.replace(s, text=said) if s.name == "summary" else s for s, said in pairs)]
