"""What one has to do for a new thing, told in a sentence of its own behind it: "We must leave at half past eight." It is a note, and no time of it."""

import re
from typing import Final

from assistant.tagging import TaggedCommand, marking, outside

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
