"""The code of a booking, "confirmation | 83AB2", which is a note, and neither an hour nor a place or somebody."""

import dataclasses
import re

from assistant.tagging import TaggedCommand, marking, spanning

OF_BOOKING = r"(?:booking|confirmation|reservation|order|ticket|record)"
CODE = re.compile(
    rf"(?i:\b(?:{OF_BOOKING}\s+)?(?:{OF_BOOKING}|ref(?:erence)?|conf|code|pnr|locator)(?:\s+(?:code|number|no|nr|ref(?:erence)?|is))*)"
    r"[.:]?\s*#?\s*(?=[A-Z-]*\d)(?=[\d-]*[A-Z])[A-Z\d-]{4,}(?![\w-])"
)


def with_code(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "flight on Friday at 9, confirmation | 83AB2": noted with the word before it, whatever it was taken for; in a name it stays."""
    found = CODE.search(text, tagged.start, tagged.end) if tagged.operation == "create" else None
    if found is None or tagged.object != "event":
        return tagged
    begin, end = found.span()
    over = [s for s in tagged.slots if s.start < end and begin < s.end]
    if not over or any(s.name == "summary" or (s.end > end and s.name != "description") for s in over):
        return tagged
    others = [s for s in tagged.slots if s not in over and s.name != "description"]
    cut = [(s, text[s.start : begin].rstrip(" ,;(")) for s in over if s.start < begin and s.name != "description"]
    left = [spanning(text, s, end=s.start + len(words)) for s, words in cut]
    notes = [s for s in tagged.slots if s.name == "description"]
    span = min([begin, *(s.start for s in notes)]), max([end, *(s.end for s in notes)])
    return dataclasses.replace(
        tagged, slots=(*others, *left, *marking(text, tagged.confidence, ("description", *span)))
    )
