"""What was done, by its verb: "rang the vet" ticks off Ring the vet, where Pay the vet is on the list, too."""

import re
from typing import Final

from assistant.commands import Command, Number
from assistant.resolution.context import Target
from assistant.resolution.matching import words_of

#: Verbs whose past is made in no regular way, and what they are on a list.
PASTS: Final = {
    "rang": "ring", "rung": "ring", "paid": "pay", "sent": "send", "bought": "buy", "made": "make", "did": "do", "done": "do", "got": "get",
    "cut": "cut", "wrote": "write", "written": "write", "read": "read", "built": "build", "took": "take", "taken": "take", "gave": "give",
    "given": "give", "put": "put", "fed": "feed", "found": "find", "told": "tell", "sold": "sell", "brought": "bring", "hung": "hang",
    "swept": "sweep", "threw": "throw", "thrown": "throw", "drove": "drive", "driven": "drive", "saw": "see", "seen": "see", "spoke": "speak",
    "spoken": "speak", "went": "go", "left": "leave", "lent": "lend", "met": "meet", "kept": "keep", "wound": "wind", "ran": "run", "dug": "dig",
    "chose": "choose", "chosen": "choose", "shut": "shut", "set": "set", "learnt": "learn", "taught": "teach", "sewn": "sew", "drew": "draw",
}  # fmt: skip
#: Who did it, before the verb.
LED: Final = re.compile(
    r"\W*(?:(?:and|also|oh|ok(?:ay)?|so|then|plus|well|yes|just|already|finally|now|i['’]ve|we['’]ve|ive|weve|i|we|have|had)\b\W*)*(?P<verb>[^\W\d_]+)",
    re.I,
)


def bases(verb: str) -> frozenset[str]:
    """What a past form may be of: "rang" of ring, "booked" of book, "posted", "tidied", "dropped"."""
    word = verb.casefold()
    if word in PASTS:
        return frozenset({PASTS[word]})
    if not word.endswith("ed"):
        return frozenset()
    return frozenset({word[:-1], word[:-2], word[:-3] if word[-3:-2] == word[-4:-3] else word[:-2], f"{word[:-3]}y"})


def by_verb(command: Command, targets: list[Target]) -> list[Target]:
    """Of several tasks that a name finds those that begin with the verb of what was done; all where none does, or several are meant."""
    said = (
        LED.match(command.text) if command.operation == "complete" and command.selector.number is Number.ONE else None
    )
    if said is None or len(targets) < 2 or len(command.selector.names) > 1:
        return targets
    meant = bases(said["verb"])
    return [t for t in targets if not meant.isdisjoint(words_of(t.row.summary)[:1])] or targets
