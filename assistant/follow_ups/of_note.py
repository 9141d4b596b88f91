"""The things that a note names which was just read out, where a sentence says "those": "add those to home"."""

import re
from typing import Final

from assistant import wording
from assistant.conversation import Conversation
from assistant.phrasing import join

THOSE: Final = re.compile(
    rf"({wording.POLITE}(?:(?:and|so|then|ok|okay|right|i need to)\s+)*(?:add|put|stick|pop|chuck)\s+)(?:(?:all|both)(?: of)?\s+)?(?:those|them|these|all|both)(?= (?:things |items )?(?:to|on|onto|in)\b)",
    re.I,
)
#: What is to be done with them.
TO_BRING: Final = re.compile(
    r"^\W*(?:please |don['’]?t forget (?:the )?|remember (?:the )?)?(?:(?:to )?(?:bring|take|pack|get|buy|wear|need)(?:ing)?\b:?\s*)?(?:(?:the|a|an|your|my|some)\s+)?",
    re.I,
)
BETWEEN: Final = re.compile(r"\s*(?:[,;.\n]|\band\b|&|\+)\s*", re.I)
#: More words say more than what it is called.
LONGEST: Final = 4


def with_noted_things(text: str, conversation: Conversation) -> str:
    """The order with what the note names in the place of "those"; as it is where no note was read out, or it tells more than names."""
    said = THOSE.match(text) if conversation.noted else None
    things = [TO_BRING.sub("", part).strip() for part in BETWEEN.split(conversation.noted) if part.strip()]
    if said is None or not things or any(not thing or len(thing.split()) > LONGEST for thing in things):
        return text
    return f"{said[1]}{join(things)}{text[said.end() :]}"
