"""The full stop at the end of a sentence, which says nothing: what is told reads to the student as a story with it."""

import dataclasses
import re
from typing import Final

from assistant.tagging import Certainty, Tagger, Tagging

STOP: Final = re.compile(r"(?<=[^\W_])[.!]\s*$")


def tagged_plain(text: str, tagger: Tagger) -> Tagging:
    """The tagging of a sentence, that without its full stop where only that is not doubted: "George has an eye test on Friday at 3."."""
    tagging = tagger.tag(text)
    stop = STOP.search(text)
    doubted = tagging.certainty is Certainty.ASK or all(c.operation == "none" for c in tagging.commands)
    if stop is None or not doubted:
        return tagging
    plain = tagger.tag(text[: stop.start()])
    if plain.certainty is Certainty.ASK or any(c.operation == "none" for c in plain.commands):
        return tagging
    *before, last = plain.commands
    return Tagging(text, (*before, dataclasses.replace(last, end=len(text))))
