"""What was done, by its verb: "rang the vet" ticks off Ring the vet, where Pay the vet is on the list, too."""

import re
from collections.abc import Sequence
from typing import Final

from assistant.commands import Command, Number
from assistant.resolution.context import Target
from assistant.resolution.matching import EMPTY, words_of

#: Verbs whose past is made in no regular way, and what they are on a list.
PASTS: Final = {
    "rang": "ring", "rung": "ring", "paid": "pay", "sent": "send", "bought": "buy", "made": "make", "did": "do", "done": "do", "got": "get",
    "cut": "cut", "wrote": "write", "written": "write", "read": "read", "built": "build", "took": "take", "taken": "take", "gave": "give",
    "given": "give", "put": "put", "fed": "feed", "found": "find", "told": "tell", "sold": "sell", "brought": "bring", "hung": "hang",
    "swept": "sweep", "threw": "throw", "thrown": "throw", "drove": "drive", "driven": "drive", "saw": "see", "seen": "see", "spoke": "speak",
    "spoken": "speak", "went": "go", "left": "leave", "lent": "lend", "met": "meet", "kept": "keep", "wound": "wind", "ran": "run", "dug": "dig",
    "chose": "choose", "chosen": "choose", "shut": "shut", "set": "set", "learnt": "learn", "taught": "teach", "sewn": "sew", "drew": "draw",
}  # fmt: skip
#: Things that are called like a verb, and are no deed.
THINGS: Final = frozenset(
    str.split(
        "book brush can dress hammer iron mop nail oil paint phone pin plant ring seed stamp tape train watch water"
    )
)
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
    """Of several tasks that a name finds those that begin with the verb of what was done; all where none does, or several are meant. None whose
    verb alone is the name: who finished "the book" has booked nothing."""
    if command.operation != "complete" or command.selector.number is not Number.ONE:
        return targets
    targets = [t for t in targets if not is_verb_of(command, words_of(t.row.summary))]
    alone = len(targets) > 1 and len(command.selector.names) < 2
    return begun_by(command, targets) or targets if alone else targets


def told_verbs(command: Command) -> frozenset[str]:
    """The verbs of which a sentence may begin with the past."""
    said = LED.match(command.text)
    return bases(said["verb"]) if said else frozenset()


def begun_by(command: Command, targets: Sequence[Target]) -> list[Target]:
    """Those that begin with the verb of what was done."""
    meant = told_verbs(command)
    return [t for t in targets if not meant.isdisjoint(words_of(t.row.summary)[:1])]


def is_verb_of(command: Command, title: Sequence[str]) -> bool:
    """ "the book", of Book car: a thing that is no deed, of a title that says a deed by that word, and to what."""
    name = next((name for name in command.selector.names if words_of(name) == title[:1]), None)
    if name is None or title[0] not in THINGS or title[1:2] == () or title[1] in EMPTY:
        return False
    return bool(re.search(rf"\b(?:the|my|our|his|her|their|an?|that)\s+{re.escape(name)}\b", command.text, re.I))
