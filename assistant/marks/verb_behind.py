"""A verb behind what it is done to: "Niamh Thursday move up half an hour", "the dentist on Friday push to 4", taken for something new."""

import re
from typing import Final

from assistant import wording
from assistant.resolution.name_index import NameIndex
from assistant.tagging import Certainty, TaggedCommand, marking
from assistant.temporal.reading import find_times, values_of
from assistant.temporal.shifts import read_length

#: The thing, and what is done to it.
MOVED: Final = re.compile(
    r"\W*(?:(?:the|my|our)\s+)?(?P<thing>\S.*?)\s+(?:please\s+)?(?:move|push|bring|pull|shift|put)\s+(?:(?:it|that)\s+)?"
    rf"(?:(?:up|back|forwards?|on|out|down|off)\s+)?(?:(?:to|{wording.UNTIL_WHEN})\s+(?P<to>\S.*?)"
    r"|(?:by\s+)?(?P<by>[^,;.]*?\w)(?:\s+(?:earlier|later|sooner))?)(?:\s+please)?[\s.!]*",
    re.I,
)
#: What stands between a name and its day.
LEADS: Final = re.compile(r"(?:['’]s?)?(?:\s+(?:on|at|in|of))?\s*$", re.I)


def moved_behind(text: str, command: TaggedCommand, index: NameIndex) -> TaggedCommand | None:
    """The change of something that is there, where such words were taken for something new, with doubt, or for nothing."""
    doubted = command.operation == "none" or (command.operation == "create" and command.certainty is Certainty.ASK)
    found = MOVED.fullmatch(text) if doubted else None
    if found is None:
        return None
    begin, end = found.span("thing")
    times = [(begin + a, begin + b) for a, b in find_times(found["thing"]) if begin + b == end]
    name_end = times[0][0] if times else end
    lead = LEADS.search(text, begin, name_end)
    name = text[begin : lead.start() if lead else name_end]
    to = found["to"] and values_of(found["to"])
    by = found["by"] and read_length(found["by"]) is not None
    if not (to or by) or not name or not index.candidates(name):
        return None
    new = ("new_when", *found.span("to")) if to else ("shift", *found.span("by"))
    whens = [("when", *times[0])] if times else []
    slots = marking(text, 0.5, ("summary", begin, begin + len(name)), *whens, new)
    return TaggedCommand("update", "event", None, 0.5, slots, 0, len(text), Certainty.ASK)
