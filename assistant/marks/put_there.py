"""Where what was told goes, and how long it is, said behind it: "…, so can you put that on the studio calendar for two hours"."""

import re
from typing import Final

from assistant.tagging import TaggedCommand, marking
from assistant.temporal.shifts import read_length

PUT_THAT: Final = re.compile(
    r"(?:[,;.–—]|\b(?:so|and|then))\s*(?:(?:so|and|then|can|could|would|you|please|just|also)\s+)*(?:put|add|pop|stick|book|get|pencil)\s+(?:it|that|this)\b"
    r"(?:\s+(?:down|in))?(?:\s+(?:on|onto|in|into|to|under)\s+(?:(?:the|my|our)\s+)?(?P<list>[^\W\d_][\w'’-]*(?:\s+[\w'’-]+)?)\s+(?:calendar|cal|diary))?"
    r"(?:\s+for\s+(?P<length>[^,;.]*?\w))?(?:\s+(?:please|for me|thanks))*[\s.!?]*$",
    re.I,
)


def put_there(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """The new event with the calendar and the length that are said so, where no mark holds them."""
    found = PUT_THAT.search(text[: tagged.end], tagged.start) if tagged.frame == ("create", "event") else None
    if found is None or not tagged.slots or tagged.over(*found.span()):
        return tagged
    named = found["list"] is not None and not tagged.named("list")
    long = found["length"] is not None and read_length(found["length"]) is not None and not tagged.named("duration")
    spans = [("list", *found.span("list"))] * named + [("duration", *found.span("length"))] * long
    return tagged.with_slots((*tagged.slots, *marking(text, tagged.confidence, *spans)))
