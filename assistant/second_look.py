"""The full stop at the end of a sentence, which says nothing, though the student reads by it: what it doubts is read with and without."""

import dataclasses
import re
from typing import Final

from assistant.tagging import Certainty, Tagger, Tagging

STOP: Final = re.compile(r"(?<=[^\W_])[.!]\s*$")
#: A sentence to which one may be added.
BARE: Final = re.compile(r"[^\W_]\s*$")

#: A sentence in which nothing was found that could be done is doubted below that, though no order's confidence would be.
NOTHING: Final = 0.9


def tagged_plain(text: str, tagger: Tagger) -> Tagging:
    """The tagging of a sentence. One that is doubted is read once more with its full stop taken off or put there, and the surer reading
    stands, but for a question that was an order before: "Tom is away from the 3rd to the 9th."."""
    tagging = tagger.tag(text)
    stop, bare = STOP.search(text), BARE.search(text)
    if not is_doubted(tagging) or not (stop or bare):
        return tagging
    other = tagger.tag(text[: stop.start()] if stop else f"{text.rstrip()}.")
    if sureness(other) <= sureness(tagging) or (is_question(other) and not is_question(tagging)):
        return tagging
    *before, last = other.commands
    likely = other.other and tagging.other  # of words that are nothing either way, what they would be else
    return Tagging(text, (*before, dataclasses.replace(last, end=len(text))), likely)


def is_question(tagging: Tagging) -> bool:
    """Whether it is all questions, or nothing: neither comes of a full stop."""
    return all(command.operation in ("read", "none") for command in tagging.commands)


def is_doubted(tagging: Tagging) -> bool:
    """Whether another look is worth its time."""
    nothing = all(command.operation == "none" for command in tagging.commands)
    return tagging.certainty is Certainty.ASK or (nothing and sureness(tagging) < NOTHING)


def sureness(tagging: Tagging) -> float:
    """The confidence of the command that is least sure."""
    return min((command.confidence for command in tagging.commands), default=0.0)
