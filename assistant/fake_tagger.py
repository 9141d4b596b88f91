"""A tagger that is told what sentences mean, in the phrase bank's notation. For tests of everything behind the student."""

import re
from collections.abc import Mapping

from assistant.tagging import Certainty, TaggedCommand, TaggedSlot, Tagging

MARK = re.compile(r"\[(\w+) ([^\[\]]+)\]")


def tagging_of(frames: str, marked: str) -> Tagging:
    """The tagging of a marked sentence: ``tagging_of("update event", "move [summary lunch] to [new_when 3pm]")``.

    Several commands: frames joined by " + ", and " || " before the words that begin the next one. A frame that ends in "?" is doubted.
    """
    commands, text = [], ""
    parts = re.split(r"\s*\|\|\s*", marked)
    for frame, part in zip(frames.split(" + "), parts, strict=True):
        text += " " if text else ""
        start, slots, at = len(text), [], 0
        for mark in MARK.finditer(part):
            text += part[at : mark.start()]
            slots.append(TaggedSlot(mark[1], len(text), len(text) + len(mark[2]), mark[2], 1.0))
            text, at = text + mark[2], mark.end()
        text += part[at:]
        operation, thing, asks = (*frame.removesuffix("?").split(), None, None)[:3]
        confidence, certainty = (0.3, Certainty.ASK) if frame.endswith("?") else (1.0, Certainty.ENTER)
        span = start, len(text)
        commands.append(TaggedCommand(operation or "none", thing, asks, confidence, tuple(slots), *span, certainty))
    return Tagging(text, tuple(commands))


class FakeTagger:
    """Tags the sentences it was told, and takes every other for `none`."""

    def __init__(self, told: Mapping[str, str]) -> None:
        """`told`: marked sentence → frames."""
        taggings = [tagging_of(frames, marked) for marked, frames in told.items()]
        self.taggings = {tagging.text: tagging for tagging in taggings}

    def tag(self, text: str, before: str | None = None) -> Tagging:
        """What was told of this sentence, the spaces at its end aside; of any other nothing, and that on no confidence."""
        nothing = TaggedCommand("none", None, None, 0.0, (), 0, len(text))
        return self.taggings.get(text.rstrip()) or Tagging(text, (nothing,))
