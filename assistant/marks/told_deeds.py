"""What somebody is said to do, from when until when they stay, and whom one calls: a new thing that is named by all words up to its time ("Tom's
picking Finn up from football | on Thursday"), whatever was marked in them.
"""

import dataclasses
import re

from assistant import wording
from assistant.marks.left_over import VERBS
from assistant.marks.openings import OPENING, is_said
from assistant.marks.stories import KNOWN_DEED, NOBODY
from assistant.marks.told_names import end_before
from assistant.resolution.coming_and_going import AWAY, BEING, KIN, MOVING
from assistant.resolution.matching import words_of
from assistant.resolution.name_index import NameIndex
from assistant.schema import TIMES
from assistant.tagging import Certainty, TaggedCommand, TaggedSlot, residue
from assistant.temporal.carried import ANY_TIME
from assistant.temporal.reading import find_times, read_time

#: Who does it: "Tom", "my sister", "Ruby and Finn", "Tom's mum"; nobody who types, and no day.
SOMEBODY = (
    rf"(?!{NOBODY}|\w+ing\b|(?:i|he|she|they|today|tonight|tomorrow|next|last|every|each|{wording.WEEKDAY_OR_SHORT})\b)"
    r"[^\W\d_][\w-]*(?:(?:['’]s)?\s+(?!(?:is|are|will|can|has|have|got|going)\b)[^\W\d_][\w-]*)??"
)
WHO = rf"\W*{wording.THE}(?P<name>(?P<who>{SOMEBODY}(?:\s*(?:,|and|&)\s+{SOMEBODY})?)"
IS = r"(?:['’]s|['’]re|\s+is|\s+are)"
#: What is no deed: it says of a thing when it is, or leads to whom is met and where one goes, which is told elsewhere.
NO_DEED = (
    r"(?:meet|see|call|speak|talk|go|com|leav|arriv|stay|visit|fly|land|return|start|begin|end|finish|open|clos|happen|mov|chang|runn|be|gett|hav)"
    r"ing\b"
)
DOING = rf"\s+(?:(?P<sure>{KNOWN_DEED})|(?!{NO_DEED})\w{{2,}}ing\b)(?:\s+in\b(?!\s+the\b))?"
#: What is done with somebody or something, behind "will", and behind a name; whom one has is looked at.
ERRAND = r"(?:pick|collect|drop|take|drive|walk|bring|mind|babysit|feed|fetch|watch|look after|work|cover)\b"
DOES = r"(?:picks|collects|drops|takes|brings|minds|babysits|fetches|looks after)\b(?=\s+\w)"
REST = r"(?P<rest>[^,;.:()?!]*))"
DEED = re.compile(
    rf"{WHO}(?:(?P<bare>\s+{KNOWN_DEED}|\s+{DOES})|(?P<is>{IS}){DOING}"
    rf"|(?P<away>{IS}\s+(?:(?=on\b){AWAY}|(?:on|at|in)\b(?!\s+(?:the\s+)?\d)))|(?:['’]ll|\s+will|\s+can)\s+{ERRAND}"
    rf"|(?P<off>{IS}\s+off\b(?!\s+to\b))"
    rf"|(?P<has>{IS}\s+having|['’](?:s|ve)\s+got|(?:['’]ll|\s+will|\s+can)?\s+(?:has|have))\b){REST}",
    re.I,
)
IS_THERE = re.compile(rf"{IS}(?=\s+(?:on|at|in|off)\b)", re.I)
GONE = re.compile(rf"\s{AWAY}", re.I)
#: What one does oneself: "I'm | picking up Finn | on Thursday".
OURS = re.compile(rf"\W*(?P<is>(?:i|we)(?:['’](?:m|re)|\s+(?:am|are)))(?P<name>{DOING}{REST}", re.I)
ONES = re.compile(
    rf"\s+(?:(?:the|my|our|his|her|their)\s+)?(?:{KIN.pattern}|baby|little ones?|him|her\b(?!\s\w)|them)\b", re.I
)
#: "Tom's working | late | on Monday": how it is done, and no hour.
LATE = re.compile(r"(?:late|early)\b\s*(?:on\s+)?(?=\S)", re.I)
#: Whom the deed is for: those who type are there.
OF_US = re.compile(r"\b(?:me|us)\b", re.I)
#: "Grandma's coming | Friday | and leaving | Sunday".
STAY = re.compile(rf"{WHO}(?:{IS}|\s+will(?: be)?)?\s+(?:{MOVING}|{BEING})[^,;.:()?!]*?)\W*", re.I)
FROM = re.compile(r"from\s+", re.I)
COMING = re.compile(r"(?:coming|arriving)\s+", re.I)
LEAVING = re.compile(
    rf"[\s,]*(?:(?:and|then|but)\s+)*(?:(?:he|she|they){IS}?\s+)?(?:(?:leav|depart|return|go|com|fl|head|driv)(?:e?s|ies|ying|ing|e|y)?"
    r"(?:\s+(?:again|home|back|off))?|back|home)\s+(?:(?:on|the)\s+)*",
    re.I,
)
#: "call mum | on Monday", "text Jo the address | tomorrow", "pay the vet $80 | on Friday"; nobody is called "off", and "call me" asks for something else.
CALLING = re.compile(
    rf"{wording.POLITE}(?P<name>(?:call|ring|phone|text|e-?mail|message|pay)\s+(?!(?:me|us|it|this|that|off|on|in|for|an?|attention)\b)[^\W\d_][\w'’-]*"
    rf"(?:\s+(?!(?:for|about|of|off|with|from|to|if|when|{VERBS})\b)[\w'’$£€.-]+){{0,3}}?)(?:\s+(?:on|by|at|this|the))*\s*",
    re.I,
)
LITTLE = re.compile(r"(?:[\W_]|(?<=['’])s\b|\b(?:the|my|our|a|an|is|are|on|at|in|from|to|for|of|and)\b)*", re.I)


def told_deed(text: str, command: TaggedCommand, events: NameIndex) -> TaggedCommand | None:
    """The new event that a sentence is all about: "Mum will have Otis on Monday 9 to 12", "Otis is off Monday to Friday"; None where it tells no
    deed, was taken for another order, or has all its words marked."""
    told = DEED.match(text)
    found = told or OURS.match(text)
    off = told and told["off"]
    if told and off and is_called(told["who"], command, events):
        return None
    if command.frame not in (("create", "event"), ("none", None)) and not (
        off and command.frame == ("delete", "event")
    ):
        return None
    start = time_at_end(text, found.start("rest"), command) if found else None
    if found is None or start is None or OF_US.search(found["name"]):
        return None
    begin, stop = found.end("name") - len(found["name"].lstrip()), end_before(text, start)
    if stop > found.end("rest") or (found["is"] and not found["sure"] and command.operation == "none"):
        return None
    inside = [s for s in command.slots if begin <= s.start and s.end <= stop and s.name != "when"]
    if told is None:
        marked = any(s.name == "summary" for s in inside)  # "I'm doing the ironing"
    else:
        marked = bool(told["bare"] and is_said(told["who"].split()[0], OPENING))  # "add dog walking"
        whom = tuple(s.text for s in inside if s.name == "attendee")
        having = ONES.match(told["rest"]) or told["rest"].strip().startswith(whom)
        marked = marked or bool(told["has"] and not having)  # "Finn has football"
    beside = residue(text, command.with_slots(inside, start=begin, end=stop))
    if told and told["away"]:  # "the party's at Helen's"
        spent = any(s.name == "summary" and s.start > told.end("away") for s in inside)
        marked = not (spent or GONE.search(text, begin, stop))
    if marked or (command.operation == "create" and LITTLE.fullmatch(beside) and not (told and told["away"])):
        return None
    met = (s for s in inside if s.name == "attendee" and (told is None or text[: s.start].casefold().endswith("with ")))
    held = (s for s in inside if s.name == "location")
    repeats = tuple(s for s in command.slots if command.named("recurrence") and s.start >= start)
    made = new_event(text, command, (begin, stop), text[start : len(text.rstrip(" .!"))], (*met, *held), repeats)
    if not (told and (told["away"] or off)):
        return made
    name = made.named("summary")[0]
    return made.with_slot(name, dataclasses.replace(name, text=IS_THERE.sub("", name.text, count=1)))


def is_called(who: str, command: TaggedCommand, events: NameIndex) -> bool:
    """Who is said to be off is a thing that is there ("yoga is off on Friday"), and nobody who comes to one."""
    known = words_of(who) in map(words_of, events.said_whole(set(words_of(who))))
    return known or (command.operation == "delete" and bool(command.named("summary")) and not events.people(who))


def called_then(text: str, command: TaggedCommand, _: NameIndex) -> TaggedCommand | None:
    """ "call mum | on Monday", taken for nothing, since nobody is called by the program: on a day that lies ahead it is a thing to do."""
    verb = CALLING.match(text) if command.operation == "none" else None
    begin = time_at_end(text, verb.end("name"), command) if verb else None
    named = CALLING.fullmatch(text, 0, begin) if begin is not None else None
    last = len(text.rstrip(" .!"))
    said = read_time(text[begin:last], ANY_TIME) if named else None
    if named is None or said is None or said.past_said:
        return None
    made = new_event(text, command, named.span("name"), text[begin:last])
    return dataclasses.replace(made, object="task", certainty=Certainty.LOOK)


def time_at_end(text: str, least: int, command: TaggedCommand) -> int | None:
    """Where the time begins with which a sentence ends and which says a day; "late" right behind the deed says how it is done."""
    last = len(text.rstrip(" .!"))
    marked = [s.start for s in command.slots if s.name in TIMES]
    begin = min((b for b in marked or (b for b, _ in find_times(text)) if b >= least), default=last)
    late = LATE.match(text, begin) if begin == least + 1 else None
    begin = late.end() if late else begin
    said = read_time(text[begin:last], ANY_TIME) if begin < last else None
    return begin if said is not None and said.day_said else None


def told_stay(text: str, command: TaggedCommand, _: NameIndex) -> TaggedCommand | None:
    """ "Grandma's coming Friday and leaving Sunday": one event from day to day, and no two, nor every week; None where it is something else."""
    times = find_times(text)
    if len(times) != 2 or times[1][1] != len(text.rstrip(" .!")):
        return None
    (start, end), (until, last) = times
    coming = COMING.match(text, start, end)
    start = coming.end() if coming else start
    stop = end_before(text, start)
    found = STAY.fullmatch(text, 0, stop) if LEAVING.fullmatch(text, end, until) else None
    days = (read_time(text[a:b], ANY_TIME) for a, b in ((start, end), (until, last)))
    if found is None or any(day is None or not day.day_said or day.time_said for day in days):
        return None
    stay = f"from {FROM.sub('', text[start:end])} to {text[until:last]}"
    return new_event(text, command, (found.start("name"), stop), stay)


def new_event(
    text: str,
    command: TaggedCommand,
    name: tuple[int, int],
    when: str,
    beside: tuple[TaggedSlot, ...] = (),
    repeats: tuple[TaggedSlot, ...] = (),
) -> TaggedCommand:
    """The making of an event that is called so, at that time, which stands at the end, or as often as was marked."""
    last, sure = len(text.rstrip(" .!")), command.confidence
    named = TaggedSlot("summary", *name, text[slice(*name)], sure)
    timed = TaggedSlot("when", last - len(when) if text[:last].endswith(when) else name[1], last, when, sure)
    made = command.with_slots((named, *beside, *(repeats or (timed,))), operation="create", object="event")
    return dataclasses.replace(made, asks=None, start=0, end=len(text))
