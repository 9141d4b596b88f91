"""What one has to do for a new thing, told in a sentence of its own behind it: "We must leave at half past eight." It is a note, and no time of it.
What is due on a day is to be done by then."""

import dataclasses
import re
from typing import Final

from assistant import wording
from assistant.tagging import TaggedCommand, marking, outside
from assistant.temporal.carried import ANY_TIME
from assistant.temporal.reading import read_time

OUGHT: Final = (
    r"(?:(?:i|we|you|he|she|they)\s+)?(?:(?:really\s+)?(?:must|should|ought to|(?:have|has|need|needs|got) to|['’]?ll (?:have|need) to|will (?:have|need) to)"
    r"|(?:i|we|you|he|she|they)(?:['’](?:ve got|ll have|ll need|d better)|\s+had better)(?:\s+to)?)"
)
#: What one has to do then, and what is to be thought of, which nobody asks of a calendar.
THERE: Final = r"(?:leave|set (?:off|out)|head (?:off|out)|get (?:going|there|to)|be (?:there|at|in|out)|arrive|start (?:off|out)|go\b(?=\s+(?:at|by)\b))"
THOUGHT_OF: Final = (
    r"(?:bring|wear|take (?!off\b)|eat\b|drink\b|(?:do not|don['’]?t|not to) (?:eat|drink|forget|bring|wear))"
)
DUTY: Final = re.compile(
    rf"\s*(?:(?<=[\w)])[.;!]+|[,;–-])\s+(?:and\s+)?(?P<note>(?:{OUGHT}\s+(?:{THERE}|{THOUGHT_OF})|(?<=[.;!] )(?:please\s+)?{THOUGHT_OF})\b(?:[^.;!?]|\.(?=\d))*?)[.!\s]*$",
    re.I,
)
#: "the baby | is due | 3 march": who is born then is no duty.
BORN: Final = re.compile(
    r"\b(?:bab(?:y|ies)|twins|triplets|grand(?:child|son|daughter|children)|nephew|niece|pupp(?:y|ies)|kittens?|cal(?:f|ves)|lambs?|foals?|litter)$",
    re.I,
)
#: "put down for Sunday that the clocks go forward", and what stands so of something to do.
PUT_DOWN: Final = re.compile(
    r"\W*(?:(?:please|can you|could you|and|also|just)\s+)*(?:put|note|mark|write|jot|pop|stick|get|enter|pencil)\s+(?:it\s+)?(?:down\b|in\b|(?=(?:for|on)\b))[^,;.]*?\bthat\s+"
    r"(?!(?:i|we)(?:['’]ve|\s+(?:have|need|must|should|ought|want|owe|promised))\b|(?:day|week|evening|morning|afternoon|night)\b)",
    re.I,
)
OF_LIST: Final = re.compile(r"\blist\b|\btasks?\b|\bto-?dos?\b", re.I)
DUE_ON: Final = re.compile(rf"(?:['’]s|['’]re)?\s+{wording.IS_DUE}\s+(?:(?:on|by|the)\s+)*", re.I)


def with_duty(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """The new event with such a sentence at its end as its note; the times in it are none of the event's."""
    if tagged.frame != ("create", "event") or tagged.named("description"):
        return tagged
    first = min((s.end for s in tagged.named("when", "recurrence")), default=tagged.end)
    found = DUTY.search(text[: tagged.end], first)
    over = tagged.over(*found.span()) if found else []
    if found is None or any(s.name == "summary" for s in over):
        return tagged
    left = [piece for s in over for piece in outside(text, s, *found.span())]
    kept = [s for s in tagged.slots if s not in over]
    return tagged.with_slots((*kept, *left, *marking(text, tagged.confidence, ("description", *found.span("note")))))


def as_due(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "the roster | is due | feb 10", taken for something that takes place: a task; who or what is due at an hour ("the plumber is due at 3") comes
    then."""
    if tagged.frame != ("create", "event") or [s.name for s in tagged.in_order] != ["summary", "when"]:
        return tagged
    name, when = tagged.in_order
    said = read_time(when.text, ANY_TIME) if DUE_ON.fullmatch(text, name.end, when.start) else None
    dated = said is not None and said.day_said and not said.time_said and said.grain == "day"
    return dataclasses.replace(tagged, object="task") if dated and not BORN.search(name.text) else tagged


def put_down(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "put down for | Sunday the 26th | that | the clocks go forward |", taken for a thing to do, or for a note of nothing: what happens on that day."""
    found = PUT_DOWN.match(text, tagged.start, tagged.end)
    if found is None or OF_LIST.search(found[0]) or not tagged.named("when") or re.search(wording.IS_DUE, text, re.I):
        return tagged
    told = tagged.named("new_description") if tagged.operation == "update" and not tagged.named("summary") else []
    if tagged.frame != ("create", "task") and not told:
        return tagged
    slots = (dataclasses.replace(s, name="summary") if s in told else s for s in tagged.slots)
    return tagged.with_slots(slots, operation="create", object="event")
