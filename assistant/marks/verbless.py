"""Commands that no verb says to change or ask anything: they make a new thing, whatever the tagger took them for."""

import dataclasses
import re

from assistant import wording
from assistant.marks.left_over import VERBS
from assistant.marks.seams import DUE, LITTLE
from assistant.resolution.name_index import Indexes
from assistant.schema import TIMES
from assistant.tagging import TaggedCommand, Tagging, residue, spanning
from assistant.temporal.expressions import Point
from assistant.temporal.reading import values_of
from models.queries import Queries

FROM = re.compile(r"\b(?:from|between)(?:\s+\S+)?$", re.I)
#: Below this "call at 12" is no sure change of a call.
DOUBTFUL = 0.5
#: "dentist tomorrow -> Thursday": from one to the other.
ARROW = re.compile(r"[-=]>|→")
#: "maid leave til Friday", "dentist to 3".
TO = re.compile(rf"\b(?:to|{wording.UNTIL_WHEN})\b", re.I)
#: "boiler service maybe on the 9th".
MAYBE = re.compile(r"\b(?:maybe|perhaps|possibly|tentatively|provisionally)\b", re.I)

#: "| cpd | webinar on warfarin | thursday week 7 | to | half 8": a word of the name before it, and no order.
OF_NAME = re.compile(
    rf"\W*(?!(?:{VERBS}|change|make|extend|set|put|bump|swap|get|have|amend|alter|edit|adjust|update|correct|fix|modify|switch|rearrange|the|my|our|and|but|so|ok|no)\b)[^\W\d_]+\s+(?=\|)",
    re.I,
)

#: "dinner | with | Bob", and what one has with somebody.
WITH = re.compile(r"\s+(?:with|w/?)\s+(?:(?:the|my|our)\s+)?", re.I)
MEET = re.compile(rf"(?:\w+ )?(?:{'|'.join(map(re.escape, (*wording.MEETING_NAMES, *wording.NOT_MEETINGS)))})", re.I)


def is_bare(text: str, tagged: TaggedCommand) -> bool:
    """ "trip to Rome from March 3 to March 10", "gym tomorrow at 3", "Lily ballet on Friday": a change or a question by its word, of which no
    verb or sign says so."""
    names = [slot.name for slot in tagged.slots]
    kinds = set(names)
    asked = tagged.operation == "read" and ("?" in text or not {"summary", "when"} <= kinds)
    if asked or tagged.operation not in ("read", "update", "delete"):
        return False
    if names.count("summary") != 1 or kinds & {"shift", "new_summary"}:
        return False
    if any(
        wording.ALL_WORDS.intersection(s.text.lower().split()) - {"every", "each", "any"}
        for s in tagged.named("quantity")
    ):
        return False  # "all the Thursday pianos to half 4": of what is there
    outside = residue(text, tagged)
    if ARROW.search(outside):
        return False
    from_to = any(s.name == "new_when" and FROM.search(text[: s.start] + s.text.split()[0]) for s in tagged.slots)
    if one_span(text, tagged):
        outside = OF_NAME.sub("", outside, count=1)
    found = kinds <= {"summary", "attendee", "location", "when"} and "when" in kinds
    due = kinds & TIMES and DUE.search(outside)
    doubted = tagged.confidence < DOUBTFUL and kinds <= {"summary", "attendee", "location", "new_when"}
    doubted = doubted and not TO.search(outside)
    unsure = kinds <= {"summary", "new_when"} and MAYBE.search(outside)
    timed = from_to or found or due or doubted or unsure or {"when", "new_when"} <= kinds
    return bool(timed) and bool(LITTLE.fullmatch(MAYBE.sub(" ", DUE.sub(" ", outside) if due else outside)))


def one_span(text: str, tagged: TaggedCommand) -> bool:
    """ "| thursday week 7 | to | half 8 in the evening |": from one hour to another, which is no change."""
    times = tagged.named("when", "new_when")
    if [s.name for s in times] != ["when", "new_when"]:
        return False
    return any(isinstance(v, Point) and v.until for v in values_of(text[times[0].start : times[1].end])[:1])


def with_new_company(tagging: Tagging, queries: Queries, indexes: Indexes) -> Tagging:
    """ "dinner with Bob", taken for a look-up, where nothing is called so with him: a new thing, of which it is asked when."""

    def mended(command: TaggedCommand) -> TaggedCommand:
        names = [s.name for s in command.in_order]
        if command.frame != ("read", "event") or names not in (
            ["summary", "attendee"],
            ["summary", "attendee", "attendee"],
        ):
            return command
        name, *people = command.in_order
        bare = WITH.fullmatch(tagging.text, name.end, people[0].start) and not tagging.text[: name.start].strip()
        rest = tagging.text[people[0].start :].rstrip(" .!")
        index = indexes.named("event", queries)
        if not bare or not rest.endswith(people[-1].text) or not MEET.fullmatch(name.text):
            return command
        known = any(index.candidates(f"{name.text} {person.text}") for person in people)
        return command if known else command.with_slots(command.slots, operation="create", asks=None)

    return tagging.with_commands(map(mended, tagging.commands))


def as_new(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """Such a command as one that makes a new thing: its times from the first to the last are one, where they are one phrase."""
    slots = [dataclasses.replace(s, name=s.name.removeprefix("new_")) for s in tagged.in_order]
    lead_in = text[tagged.start : slots[0].start] if slots and one_span(text, tagged) else ""
    if slots and slots[0].name == "summary" and OF_NAME.match(f"{lead_in}|"):
        slots[0] = spanning(text, slots[0], start=slots[0].start - len(lead_in.lstrip()))
    times = [s for s in slots if s.name == "when"]
    if not times:
        return tagged.with_slots(slots, operation="create")
    lead = re.search(r"\b(?:from|between)\s+$", text[: times[0].start], re.I)
    begin = lead.start() if lead else times[0].start
    whole = text[begin : times[-1].end]
    inside = [s for s in slots if begin <= s.start < times[-1].end and s.name != "when"]
    if not inside and values_of(whole):
        one = dataclasses.replace(times[0], start=begin, end=times[-1].end, text=whole)
        slots = [*(s for s in slots if s.name != "when"), one]
    return tagged.with_slots(slots, operation="create", object=tagged.object or "event", asks=None)
