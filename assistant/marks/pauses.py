"""Series that rest for a while: "pause yoga until May", "no yoga for two weeks". The times before then go, the series goes on."""

import dataclasses
import re

from assistant import wording
from assistant.marks.slots import Pieces
from assistant.tagging import TaggedCommand

#: "no yoga for | two weeks", where the slot is cut out.
FOR_LENGTH = re.compile(r"\bfor\s+(?:the\s+)?(?:next\s+)?\|", re.I)
#: "skip lunch on Friday" leaves that one out; "skip lunch until Friday" is a pause.
UNTIL = re.compile(rf"^{wording.UNTIL_WHEN}\b", re.I)
UNTIL_LEADS = re.compile(rf"\b{wording.UNTIL_WHEN}\s+(?:the\s+)?\|", re.I)
#: "before after Easter", what "until after Easter" comes to: Easter itself included.
TO_AFTER = re.compile(r"^before\s+after\b", re.I)
#: "choir is off until |", whatever it was taken for.
OFF_UNTIL = re.compile(
    rf"(?:\b(?:is|are)|['’]s)\s+(?:cancell?ed|off|on hold|suspended|paused)\s+(?:{wording.UNTIL_WHEN}\s+)?(?:the\s+)?\|",
    re.I,
)
LENGTHS = ("duration", "new_duration", "shift")
LASTING = re.compile(r"\b(?:until|till|til|for (?:the next )?(?:an?|one|two|three|\d+)) ", re.I)


def is_pause(tagged: TaggedCommand, pieces: Pieces, clause: str, rest: str) -> bool:
    """Whether a series shall rest for a while: "pause yoga", "skip yoga until May", "no yoga for two weeks"."""
    verb = wording.PAUSED.match(clause) if tagged.operation in ("update", "delete") else None
    length = any(pieces.get(name) for name in LENGTHS)
    whens = (*pieces.get("when", ()), *pieces.get("new_when", ()))
    lasts = length or any(UNTIL.match(when) for when in whens) or LASTING.search(rest)
    named = pieces.get("summary") or pieces.get("attendee")
    # "no gym until the 8th": then it is back
    back = named and (any(map(UNTIL.match, whens)) or UNTIL_LEADS.search(rest))
    off = back and tagged.operation == "update" and OFF_UNTIL.search(rest)
    rests = tagged.operation == "delete" and (back or (length and FOR_LENGTH.search(rest)))
    return bool(off or rests or (verb and (lasts or not verb[0].lower().endswith("skip"))))


def paused(tagged: TaggedCommand, pieces: Pieces, rest: str) -> tuple[TaggedCommand, Pieces]:
    """ "pause yoga until May", "no yoga for two weeks": the times before then go, the series goes on."""
    lengths = tuple(f"within {length}" for name in LENGTHS for length in pieces.get(name, ()))[:1]
    whens = (*pieces.get("when", ()), *pieces.get("new_when", ())) or lengths
    if len(whens) == 1:  # "from May until June" says when it begins, too
        led = "before " if UNTIL_LEADS.search(rest) else ""
        whens = (TO_AFTER.sub("through", UNTIL.sub("before", whens[0]) if UNTIL.match(whens[0]) else led + whens[0]),)
    kept = {name: texts for name, texts in pieces.items() if name not in ("new_when", *LENGTHS)}
    return dataclasses.replace(tagged, operation="delete"), kept | ({"when": whens} if whens else {})
