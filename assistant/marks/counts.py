"""How many are meant: the number before a plural, "the | 30 | interviews", which is neither an hour nor a word of their name."""

import dataclasses
import re

from assistant.nouns import WORD, is_kind_word, looks_plural
from assistant.schema import CHANGES
from assistant.tagging import TaggedCommand, spanning

LED = re.compile(r"\b(?:the|my|our|these|those|all)\s+$", re.I)
NUMBER = re.compile(r"\d{1,2}(?=\s+[a-z])", re.I)


def with_count(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "cancel the 5 interviews on Friday", "the 30 interviews start an hour later": so many of them, and none at five or with that number."""
    if tagged.operation not in CHANGES or tagged.object != "event":
        return tagged
    slots = tagged.in_order
    for at, slot in enumerate(slots):
        number = NUMBER.match(text, slot.start) if slot.name in ("when", "summary") else None
        if number is None or not LED.search(text[: slot.start]) or (slot.name == "when" and slot.end > number.end()):
            continue
        begin = number.end() + 1
        name = next((s.text for s in slots[at + 1 :] if s.name == "summary" and s.start == begin), None)
        name = slot.text[begin - slot.start :] if slot.name == "summary" else name
        noun = WORD.match(text, begin)
        kind = noun[0] if noun and is_kind_word(noun[0], "event") else ""
        if looks_plural(name or kind):
            count = spanning(text, slot, end=number.end(), name="quantity")
            left = [spanning(text, slot, start=begin)] if slot.end > begin else []
            return dataclasses.replace(tagged, slots=(*slots[:at], count, *left, *slots[at + 1 :]))
    return tagged
