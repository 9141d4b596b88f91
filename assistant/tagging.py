"""What the student makes of a sentence: commands with their frame and marked spans, before any of it is interpreted."""

import dataclasses
from typing import Protocol


@dataclasses.dataclass(frozen=True)
class TaggedSlot:
    """A span of the sentence: ``text == sentence[start:end]`` (Python string offsets); ``name`` is one of `schema.LABELS`."""

    name: str
    start: int
    end: int
    text: str
    confidence: float


@dataclasses.dataclass(frozen=True)
class TaggedCommand:
    """One command of a sentence, whose words are ``sentence[start:end]``.

    ``confidence`` is the least of the probabilities of its frame and of the tag of each of its words, in 0…1.
    """

    operation: str
    object: str | None
    asks: str | None
    confidence: float
    slots: tuple[TaggedSlot, ...]
    start: int
    end: int


@dataclasses.dataclass(frozen=True)
class Tagging:
    """A sentence and its commands in order; there is at least one (``none`` where nothing can be done)."""

    text: str
    commands: tuple[TaggedCommand, ...]


class Tagger(Protocol):
    """Whatever turns a sentence into a `Tagging`: the bundled student, or a hand-written one in tests."""

    def tag(self, text: str) -> Tagging:
        """Tags any text; never raises on what a person typed."""
        ...
