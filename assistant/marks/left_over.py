"""Words of a change that no slot holds: a day, a limit, a further order, the reason. They are taken, asked about or told, never passed over."""

import dataclasses
import re
from itertools import pairwise
from typing import Final

from assistant import wording
from assistant.marks.slots import Pieces
from assistant.schema import CHANGES
from assistant.tagging import TaggedCommand, TaggedSlot, joined, spanning
from assistant.temporal.expressions import Point
from assistant.temporal.reading import find_times
from assistant.temporal.reading import values_of as times_of
from assistant.temporal.shifts import read_length

#: "make it | Wednesday again but at | 1": before the day that is new.
TO_DAY = re.compile(r"\b(?:make (?:it|that|them)|to|it['’]?s)\s+(?:the\s+)?$", re.I)
#: Months whose names are nothing else.
MONTH = "(?:january|february|april|june|july|august|september|october|november|december)"
A_DAY = re.compile(rf"\b(?:today|tomorrow|(?:(?:this|next) )?{wording.WEEKDAY}s?|(?:in )?{MONTH})\b(?!['’]s)", re.I)
#: "till the cruise is over", "on rehearsal days".
LIMIT = re.compile(
    rf"\b(?:(?:{wording.UNTIL_WHEN}|during|as long as)\b|(?:before|after|while|when)\s+(?=(?:the|my|our|we)\b))[^|,.;?!]*\w"
    r"|\b(?:the|those)\s+(?:days?|weeks?|weekends?)\s+(?:(?:that|when)\s+)?(?:i|we|he|she|they|(?:(?:the|my|our)\s+)?\w+(?:['’]s|\s+(?:is|are)))\b[^|,.;?!]*\w"
    r"|\bon\s+(?!(?:the|that|those|these|which|all|both|any|other|same|my|a)\b)\w+\s+days\b",
    re.I,
)
#: "tick strings, untick the rider".
UNTICKS: Final = frozenset({"untick", "uncheck", "unmark", "uncross", "reopen"})
#: What may stand between things to which the same happens.
JOINING: Final = frozenset(
    ["and", "the", "our", "with", "but", "not", "nor", "only", "just", "actually", "also", "then", "plus", "for", "well", "both", "his", "her", "their", "off", "from", "after", "all", "too", "please"]
)  # fmt: skip
#: "the offsite is off, delete it and | the prep": what goes is off, too.
GOING: Final = frozenset(
    [
        "off",
        "called",
        "cancelled",
        "canceled",
        "delete",
        "cancel",
        "remove",
        "bin",
        "drop",
        "scrap",
        "axe",
        "was",
        "along",
    ]
)
#: What stands before the time that is asked about.
AT_TIME = re.compile(r"\b(?:on|at|in|over|during|for)\s+(?:the\s+)?$", re.I)
#: Words by which no further thing is meant.
NO_THING: Final = frozenset(
    ["thank", "thanks", "you", "let", "know", "each", "every", "those", "these", "them", "that", "this", "following", "later", "future", "ones", "others",
     "time", "times", "day", "days", "week", "weeks", "same", "best", "rest", "lot", "thing", "things"]
)  # fmt: skip
#: "| and rename it Eyes", but not "| and move it".
FURTHER = re.compile(
    r"\|[^|]*(?:\band\b|[,;])\s*(?:(?:then|also|please)\s+)*((?:(?:rename|retitle|name)\s+(?!(?:it|them|that|this)\W*$)"
    r"|(?:call|move|invite|uninvite|tell|remind|add|put|email|text|message|ask)\s+(?!(?:it|them|that|this|me|him|her|as|on|away)\b))[^|]*\w[^|]*)$",
    re.I,
)
#: "|, keep it private", of what is new.
OF_NEW = re.compile(
    r"\|[^|]*[,;.]\s*(?:(?:and|please|then)\s+)*((?:keep|mark|show|make|set|flag|tag|colou?r)\s+(?:it|that|this|me)\s+(?!tentative)[^|,;]*\w)[\s.!]*$",
    re.I,
)
#: "… and email Tom about it": more that is wanted, though nothing that the program does; "and thank you" is not.
FURTHER_ORDER = re.compile(
    r"\W*(?:and|then|plus)\s+(?:then\s+|also\s+|please\s+)*((?!(?:thanks?|cheers|ta|please|ok(?:ay)?|yes|no|so|but|hi|hey|hello|bye|i|i['’]\w+|it|it['’]?s|that|that['’]?s|"
    r"this|we|he|she|they|you|there|let (?:me|us)|hope|have|enjoy|love|see|be|because|if|when|what|why|how)\b)[^\W\d_]+\s+[^.!?;]*\w)",
    re.I,
)
#: "| and both lots of roses", "| and also Åre with both trains": a further thing, though nothing of it is marked; "and all the following" is none.
AND_MORE = re.compile(
    r"\|\s*,?\s*(?:and|plus|&)\s+((?:also|as well|the|my|our|both|all|those|each)\s+[^|.!?;]*\w)[\s.!]*$", re.I
)
#: "|, no two days".
SAID_LAST = re.compile(
    r"\|\s*[,;–-]?\s*(?:no|sorry|wait|i mean|make that|rather)\b\W*(?:no\W+|by\s+)*([^|]*\w)\W*$", re.I
)
#: "cancel yoga on Monday | and fencing on | Friday": what is on the second day is another thing, which was left out.
OTHER_THING = re.compile(
    r"\band\s+(?:the\s+|my\s+)?((?!(?:one|ones|also|again|then|maybe|perhaps|every|each|only|just|even|this|that|next|last|following|early|late|sometime)\b"
    r"|\w+ly\b)[^\W\d_]{4,})\s+(?:(?:on|at|in|this|next)\s+)*(?:the\s+)?$",
    re.I,
)
#: An order, and one that begins a further sentence. Of the verbs some are orders to the calendar alone; one brings wine, and takes a bus.
SURE_VERBS = r"(?:cancel|delete|drop|scrap|skip|move|push|postpone|reschedule|shift)"
VERBS = rf"(?:{SURE_VERBS}|remove|take|bring|rename|invite)"
LINKS = r"(?:(?:so|and|then|please|can you|could you|just|let['’]?s)\s+)*"
ORDER = re.compile(rf"{wording.POLITE}{VERBS}\b", re.I)
ORDERED = re.compile(rf"[.;!]\s+{LINKS}{VERBS}\b", re.I)
GUESTS: Final = re.compile(r"(?:everyone|everybody|all) from (?:(?:the|my|our) )?", re.I)
#: What a call is held by, and what turns something into one.
MEDIUM: Final = re.compile(rf"(?:{wording.CALL_PROGRAMS}|video|phone|conference|online|web)", re.I)
CALL: Final = re.compile(r"\s+(?:calls?|chat|conference|meeting)\b", re.I)
HELD_BY: Final = re.compile(MEDIUM.pattern + CALL.pattern, re.I)
TO_A: Final = re.compile(r"\b(?:(?:change|turn|switch|convert|make|move)\b.*|is now )\ban?\s+$", re.I)
FOUND_BY: Final = frozenset({"summary", "attendee", "location"})
#: "at a fair on Thursday so move the |".
SO = re.compile(r"[^|]*\bso\b", re.I)
#: "Helen's in court till 4, | can we do our", "school's out after the 27th so | no": somebody's limit, told before the order.
TOLD_LIMIT = re.compile(
    rf"[^|,;.]*(?:['’](?:s|m|re)|\b(?:is|are|am|was|were|has|have|can['’]?t))\b[^|,;.]*?\b(?:{wording.UNTIL_WHEN}|before|after)\b[^|]*?"
    r"(?:[,;.]\s|\bso\b)(?=[^|]*\w[^|]*\|)",
    re.I,
)
#: Why something is wanted: its days are no times of the thing.
WHY = re.compile(
    r"\b(?:because|cos|cause|since|as|so|if|in case|when|while)\b"
    r"|[,;.–—]\s*(?:im|ive|hes|shes|theyre|theyve|weve|were|youre|cant|(?:i|we|he|she|they)\s+(?!(?:want|meant?|said|prefer|think)\b)\w+|need(?:ing)?|no)\b(?!\s+(?:wait|sorry|make|i)\b)"
    r"|[,;.–—]\s*(?!it\b)(?:\w+\s+){0,3}\w+(?:['’](?:m|re|s|ve|ll)|\s+(?:am|are|is|was|were|have|has|had|can['’]?t|won['’]?t|will))\b",
    re.I,
)

#: "for the | week | Dad's away", but not "Friday | I'm away", which says why.
#: "move fridays meeting to | Monday |": the day of what moves.
DAYS_ONE = re.compile(rf"({wording.WEEKDAY})['’]?s\s+(?:meeting|call|appointment|event|one)\b", re.I)
A_TIME = re.compile(rf"(?:day|week|weekend|month|night|evening|morning|afternoon|{wording.WEEKDAY})s?", re.I)
THE = re.compile(r"(?<!\bin )\b(?:the|that|those)\s+$", re.I)
THEN_IS = re.compile(
    r"\s+(?!ones?\b)(?:(?:that|when|where)\s+)?(?:(?:i|we|he|she|they|it|you)(?:['’]\w+)?\s+|(?:(?:the|my|our)\s+)?\w+(?:\s+(?:and|&)\s+\w+)?"
    r"(?:['’]s|\s+(?:is|are|go(?:es)?|comes?|gets?|leaves?))\s+)\w[^,.;!?]*?(?=\s+(?:and|but|so|please)\b|[\s,.;!?]*$|[,.;!?])",
    re.I,
)


def unread(operation: str, rest: str) -> str | None:
    """Words of a change that say how long or when, and stand in no slot: "bowls is off | till the cruise is over"."""
    said = LIMIT.search(rest) if operation in CHANGES else None
    if said and WHY.search(rest[: said.start()]):
        return None
    return said[0].strip() if said and set(said[0].lower().split()[1:]) - {"the", "my", "our"} else None


def without_limit(operation: str, rest: str) -> str:
    """The words of a change without what is told before it of somebody's time: "can we do our |", not "she's in court till 4 so can we …"."""
    told = TOLD_LIMIT.match(rest) if operation in CHANGES else None
    return rest[told.end() :] if told else rest


def with_lost_day(tagged: TaggedCommand, pieces: Pieces, rest: str) -> tuple[Pieces, str | None]:
    """ "make it | Wednesday again but at | 1": the hour is of that day. Beside them a day that may be either, stands in no slot, and says more
    than why; "went on Friday, tick it" says when it was done."""
    said = A_DAY.finditer(rest) if tagged.operation in ("update", "delete") else ()
    found = [m[0] for m in said if not (WHY.search(rest[: m.start()]) or SO.match(rest, m.end()))]
    day, new = found[0] if len(found) == 1 else None, pieces.get("new_when", ())
    if day and (one := DAYS_ONE.match(rest, rest.index(day))):
        return pieces | {"when": (*pieces.get("when", ()), one[1])}, None
    if day is None or len(new) > 1 or not TO_DAY.search(rest[: rest.index(day)]):
        return pieces, day
    hour = times_of(new[0]) if new else ()
    if new and not (hour and isinstance(hour[0], Point) and hour[0].day is None):
        return pieces, day
    at = " at " if new and new[0][:1].isdigit() else " "
    return pieces | {"new_when": (f"{day}{at}{' '.join(new)}".strip(),)}, None


def is_mixed(text: str, tagged: TaggedCommand) -> bool:
    """Before a further name of a change stands a word that joins no names: something else was said of the one before."""
    first = min((s.start for s in tagged.named("summary")), default=tagged.end)
    gaps = list[str]()
    for last, slot in pairwise(tagged.in_order):
        gap = text[last.end : slot.start]
        if slot.name == "summary" and slot.start > first:
            gaps.append(gap)
        elif slot.name == last.name == "when" and (other := OTHER_THING.search(gap)):
            gaps.append(other[1])
    words = {word for gap in gaps for word in re.findall(r"[^\W\d_]{3,}", gap.casefold())}
    if tagged.operation == "complete":  # "strings are bought, rider sent" says the same of both
        return not words.isdisjoint(UNTICKS)
    same = GOING if tagged.operation == "delete" else frozenset[str]()
    return tagged.operation in CHANGES and bool(words - JOINING - wording.HEARD - same)


def left_out(operation: str, pieces: Pieces, rest: str) -> str | None:
    """A further order at the end of a change, of which the tagger marked nothing ("add Frank to | and rename it Eyes"), or a second new name; at that
    of something new how it shall be, which is no field of it ("|, keep it private")."""
    if len(pieces.get("new_summary", ())) > 1:
        return pieces["new_summary"][1]
    found = FURTHER.search(rest) if operation in CHANGES else OF_NEW.search(rest) if operation == "create" else None
    if found is None and operation in CHANGES and any(pieces.get(name) for name in FOUND_BY):
        found = and_more(rest)
    return found[1].rstrip(" .!") if found else None


def and_more(rest: str) -> re.Match[str] | None:
    """What ends a change as a further thing of which nothing is marked."""
    found = AND_MORE.search(rest)
    words = set(re.findall(r"[^\W\d_]+", found[1].casefold())) if found else set()
    scope = found and (
        wording.SCOPE_FUTURE.search(found[0]) or wording.SCOPE_ALL.search(found[0]) or wording.REST.search(found[0])
    )
    return found if words - NO_THING - JOINING - wording.HEARD and not scope else None


def as_corrected(pieces: Pieces, rest: str) -> Pieces:
    """ "a day later |, no two days": a length that is said last is the one that counts, whichever way."""
    shift, said = pieces.get("shift", ()), SAID_LAST.search(rest)
    last = shift[-1] if len(shift) > 1 else said[1] if shift and said else ""
    if read_length(last) is None:
        return pieces
    way = re.search(r"\b(?:later|earlier|longer|shorter|back|forward)\b", shift[0], re.I)
    return pieces | {"shift": (f"{last} {way[0]}" if way else last,)}


def with_clause(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "for the | week | Dad's away", "the | Sunday | we're in Rome": a time by what is then, which no other is taken for."""
    for slot in tagged.named("when", "new_when"):
        said = THEN_IS.match(text, slot.end) if A_TIME.fullmatch(slot.text) and THE.search(text[: slot.start]) else None
        if said:
            inside = tagged.over(slot.end, said.end())
            whole = spanning(text, slot, end=said.end())
            return tagged.with_slots(whole if s is slot else s for s in tagged.slots if s is slot or s not in inside)
    return tagged


def with_medium(text: str, slot: TaggedSlot) -> TaggedSlot:
    """ "change the dentist to a | video | call", "make it a | phone call |": how it is held, all of its words."""
    call = CALL.match(text, slot.end) if MEDIUM.fullmatch(slot.text) else None
    whole = spanning(text, slot, end=call.end()) if call else slot
    if slot.name == "new_location":
        return whole
    held = slot.name == "new_summary" and HELD_BY.fullmatch(whole.text) and TO_A.search(text[: slot.start])
    return dataclasses.replace(whole, name="new_location") if held else slot


def with_company(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "invite Nils to | dinner | with | mum": whom it is with; "invite | everyone | from the | gala": the guests of that; "| choir | moves to |
    town | hall |": where to."""
    invited = any(s.name == "new_attendee" for s in tagged.in_order[:-2])

    def name_of(last: TaggedSlot, slot: TaggedSlot) -> str | None:
        between, names = text[last.start : slot.start], (last.name, slot.name)
        if names == ("new_attendee", "summary") and GUESTS.fullmatch(between):
            return "new_attendee"
        if names == ("new_location", "summary") and not text[last.end : slot.start].strip():
            return "new_location" if tagged.in_order[0].name == "summary" else None
        with_it = names == ("summary", "new_attendee") and between.casefold().endswith(" with ")
        return "summary" if with_it and invited else None

    tagged = tagged.with_slots(with_medium(text, slot) for slot in tagged.slots)
    return tagged.with_slots(joined(text, tagged.slots, name_of))


def with_time_asked(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "is nursery | on good friday": the one time of a question that no slot holds is the time that it asks about."""
    asks = tagged.operation == "read" and tagged.object == "event" and tagged.asks in ("exists", "what", "who", "where")
    if not asks or not tagged.named("summary") or tagged.named("when", "quantity", "duration", "recurrence"):
        return tagged
    found = find_times(text[tagged.start : tagged.end])
    times = [(tagged.start + a, tagged.start + b) for a, b in found]
    if len(times) != 1 or not AT_TIME.search(text, tagged.start, times[0][0]):
        return tagged
    start, end = times[0]
    when = spanning(text, tagged.slots[0], start=start, end=end, name="when")
    return tagged if tagged.over(start, end) else tagged.with_slots((*tagged.slots, when))
