"""From when until when something goes, told in clauses of their own: "the trip is on Wednesday, they leave at nine and are back at three"."""

import dataclasses
import re
from collections.abc import Iterator
from typing import Final

from assistant.marks.seams import value_of
from assistant.tagging import TaggedCommand, TaggedSlot, instead
from assistant.temporal.expressions import Point

#: What is said of the first hour, and of the last.
BEGINS: Final = (
    r"(?:leav(?:es?|ing)|departs?|departing|(?:sets?|setting|heads?|heading) off|starts?|starting|begins?|beginning|kicks? off|kicking off|opens?|opening"
    r"|doors(?: open)?|on|meet(?:ing|s)?(?: up)?)"
)
ENDS: Final = r"(?:back|home|returns?|returning|ends?|ending|finish(?:es|ing|ed)?|done|over|out|clos(?:es?|ing)|wraps? up|wrapping up|winds? up)"
FROM: Final = re.compile(
    rf"\b{BEGINS}\s+(?:(?:again|there|home|here|from\s+(?:(?:the|our|my)\s+)?[^\W\d_]+)\s+)?(?P<at>(?:at|from|around|about|@)\s+)(?=\S)",
    re.I,
)
UNTIL: Final = re.compile(
    rf"(?P<between>[^.;?!\d]{{0,60}}?)\b{ENDS}\s+(?:(?:again|home|here|there|up)\s+)*(?:for\s+)?(?P<at>(?:at|by|around|about|@)\s+)(?=\S)",
    re.I,
)
#: An hour in so many words at most: "quarter past 3 pm", "half past eight".
WORDS: Final = re.compile(r"\S+")
MOST: Final = 5
#: What leads to such a clause: who or what leaves, no order.
SUBJECT: Final = re.compile(
    r"(?:\b(?:i|we|he|she|they|it|everyone|the\s+[^\W\d_]+)(?:['’]?(?:re|s|ll|m|d))?\s+(?:(?:all|will|is|are|be|both|then|also)\s+)*|[,;–-]\s*(?:it\s+)?|\band\s+)$",
    re.I,
)


def with_told_span(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """The new event with such hours as its own, where it says no other; "starts at 7" alone is its first."""
    times = tagged.named("when")
    if tagged.frame != ("create", "event") or tagged.named("recurrence"):
        return tagged
    for begins in FROM.finditer(text, tagged.start, tagged.end):
        first = hour_at(text, begins.end("at"), tagged.end)
        behind = next((s for s in times if not text[s.end : begins.start()].strip(" ,;–-")), None)
        if first is None or not (behind or SUBJECT.search(text[: begins.start()], tagged.start)):
            continue
        found = UNTIL.match(text, first, tagged.end)
        last = hour_at(text, found.end("at"), tagged.end) if found else None
        end = last or first
        over = tagged.over(begins.start(), end)
        days = [s for s in times if s not in over]
        of_it = all(s.name == "when" and s.start >= begins.start() for s in over)
        if not of_it or any(map(has_hour, days)) or (last is None and over):
            continue
        said = text[begins.end("at") : first]
        hours = f"from {said} to {text[found.end('at') : last]}" if found and last else f"at {said}"
        kept = [s for s in tagged.slots if s not in over]
        if behind in kept:  # else all that was typed there would be read as one time
            return tagged.with_slots(
                instead(kept, behind, dataclasses.replace(behind, end=end, text=f"{behind.text} {hours}"))
            )
        return tagged.with_slots((*kept, TaggedSlot("when", begins.start(), end, hours, tagged.confidence)))
    return tagged


def has_hour(slot: TaggedSlot) -> bool:
    """The time says an hour."""
    value = value_of(slot.text)
    return not isinstance(value, Point) or value.clock is not None or value.part is not None


def hour_at(text: str, begin: int, stop: int) -> int | None:
    """Where the hour ends that begins there, the longest way in which it can be read; None where there is none."""
    ends = [word.end() for word in WORDS.finditer(text, begin, stop)][:MOST]
    return next((end for end in reversed(ends) for end in trimmed(text, begin, end)), None)


def trimmed(text: str, begin: int, end: int) -> Iterator[int]:
    """The end of such words without the signs behind them, where they are an hour and nothing else."""
    words = text[begin:end].rstrip(",.;!?")
    value = value_of(words)
    if isinstance(value, Point) and dataclasses.replace(value, clock=None) == Point() and value.clock is not None:
        yield begin + len(words)
