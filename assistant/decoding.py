"""Scores → `Tagging`: which commands a sentence holds, and the spans of their slots, always legal ones.

The student gives each word a row of logits. Arg-max is kept where it is a legal sequence of BIO tags; only where it is not, the
best legal sequence is searched for (Viterbi). Tags that a command of that operation can't have are ruled out before.
"""

import dataclasses
import math
import re
from collections.abc import Mapping
from typing import Any, Final

import numpy
import numpy.typing

from assistant.schema import ASKS, BARE, FRAMES, LABELS, OPERATIONS, TAGS
from assistant.tagging import Certainty, TaggedCommand, TaggedSlot, Tagging

Array = numpy.typing.NDArray[numpy.float32]


@dataclasses.dataclass(frozen=True)
class Scores:
    """Logits of one sentence: row 0 of `frames` and `asks` is the [CLS] piece, row n + 1 word n; `tags` and `opens` run over words."""

    tags: Array
    opens: Array
    frames: Array
    asks: Array


@dataclasses.dataclass(frozen=True)
class Temperatures:
    """What each head's logits are divided by so that probabilities are honest (the manifest holds them)."""

    tags: float = 1.0
    opens: float = 1.0
    frames: float = 1.0
    asks: float = 1.0


@dataclasses.dataclass(frozen=True)
class Doubts:
    """How unlikely a command's parts are, in nats (0: certain): its frame, the tags of its words, and where it begins and ends."""

    frame: float
    tags: float
    opens: float

    def terms(self) -> tuple[float, float, float]:
        """What confidence is linear in: small doubts apart, large ones alike."""
        return math.log1p(10 * self.frame), math.log1p(10 * self.tags), math.log1p(10 * self.opens)


@dataclasses.dataclass(frozen=True)
class Weights:
    """Logistic regression of "this command is right" on the terms of its doubts, with an offset an operation (the manifest holds it)."""

    frame: float
    tags: float
    opens: float
    offsets: Mapping[str, float]

    def confidence(self, operation: str, doubts: Doubts) -> float:
        """The probability that frame and all slots are right."""
        pairs = zip((self.frame, self.tags, self.opens), doubts.terms(), strict=True)
        return 1 / (1 + math.exp(-self.offsets[operation] - sum(weight * term for weight, term in pairs)))


@dataclasses.dataclass(frozen=True)
class Bars:
    """Thresholds of an operation: one Enter will do above `enter` (1: never), the person is asked at `ask` and below."""

    enter: float = 1.0
    ask: float = 0.0

    def judge(self, confidence: float) -> Certainty:
        """What a confidence is good for."""
        if confidence > self.enter:
            return Certainty.ENTER
        return Certainty.LOOK if confidence > self.ask else Certainty.ASK


#: For operations without measured thresholds.
UNMEASURED: Final = Bars()


@dataclasses.dataclass(frozen=True)
class Calibration:
    """What was learnt about a student's honesty. Without `weights` confidence is the product of all probabilities."""

    temperatures: Temperatures = dataclasses.field(default_factory=Temperatures)
    weights: Weights | None = None
    bars: Mapping[str, Bars] = dataclasses.field(default_factory=dict)

    def confidence(self, operation: str, doubts: Doubts) -> float:
        """The probability that a command with these doubts is right."""
        if self.weights:
            return self.weights.confidence(operation, doubts)
        return math.exp(-doubts.frame - doubts.tags - doubts.opens)


def read_calibration(manifest: Mapping[str, Any]) -> Calibration:
    """The calibration that a manifest holds; raises KeyError or TypeError where it is damaged."""
    weights, bars = manifest.get("confidence"), manifest.get("thresholds", {})
    return Calibration(
        Temperatures(**manifest["temperatures"]),
        Weights(**weights) if weights else None,
        {operation: Bars(**found) for operation, found in bars.items()},
    )


def allow(operation: str) -> Array:
    """0 for the tags that a command of this operation can have, minus infinity for the others."""
    of_update = [label for label in LABELS if label.startswith("new_") or label in ("removed_attendee", "shift")]
    others = [label for label in LABELS if operation == "update" or label not in of_update]
    labels = [] if operation in BARE else others
    return numpy.array([0.0 if t == "O" or t[2:] in labels else -numpy.inf for t in TAGS], dtype=numpy.float32)


def follow() -> Array:
    """[from, to]: 0 where tag `to` may follow tag `from`, minus infinity where it may not (an I- after anything but its own label)."""
    legal = [[not to.startswith("I-") or (fro != "O" and fro[2:] == to[2:]) for to in TAGS] for fro in TAGS]
    return numpy.where(numpy.array(legal), 0.0, -numpy.inf).astype(numpy.float32)


ALLOWED: Final = {operation: allow(operation) for operation in OPERATIONS}
FOLLOWS: Final = follow()


def softmax(logits: Array) -> Array:
    """Probabilities along the last axis."""
    powers = numpy.exp(logits - logits.max(axis=-1, keepdims=True))
    return numpy.asarray(powers / powers.sum(axis=-1, keepdims=True), dtype=numpy.float32)


def settle(logits: Array) -> Array:
    """The probability of each yes-or-no choice as it was made."""
    return numpy.asarray(1 / (1 + numpy.exp(-numpy.abs(logits))), dtype=numpy.float32)


def doubt_of(chances: Array) -> float:
    """How unlikely choices of these probabilities are together, in nats."""
    return float(-numpy.log(numpy.maximum(chances, 1e-9)).sum())


def best_tags(logits: Array) -> list[int]:
    """The best legal sequence of tags for rows of logits, one row a word."""
    path: list[int] = logits.argmax(axis=1).tolist()
    steps = zip([0, *path], path, strict=False)
    if all(FOLLOWS[before, after] == 0.0 for before, after in steps):
        return path
    best, back = logits[0] + FOLLOWS[0], []
    for row in logits[1:]:
        ways = best[:, None] + FOLLOWS
        back.append(ways.argmax(axis=0))
        best = ways.max(axis=0) + row
    path = [int(best.argmax())]
    for pointers in reversed(back):
        path.append(int(pointers[path[-1]]))
    return path[::-1]


def decode(text: str, words: tuple[tuple[int, int], ...], scores: Scores, calibration: Calibration) -> Tagging:
    """What the scores of a sentence say. Words that were not read (a very long text) belong to the last command, without slots."""
    if not words:
        return Tagging(text, (TaggedCommand("none", None, None, 1.0, (), 0, len(text)),))
    first = [0, *(n for n in range(1, len(words)) if scores.opens[n] > 0.0)]
    commands = []
    for number, (begin, end) in enumerate(zip(first, [*first[1:], len(words)], strict=True)):
        anchor = 0 if number == 0 else begin + 1
        frame = int(scores.frames[anchor].argmax())
        operation, thing = FRAMES[frame]
        asks = ASKS[int(scores.asks[anchor].argmax())] if operation == "read" else None
        logits = scores.tags[begin:end] / calibration.temperatures.tags
        slots, doubt = decode_slots(text, words[begin:end], logits, operation)
        doubts = Doubts(
            doubt_of(softmax(scores.frames[anchor] / calibration.temperatures.frames)[frame]),
            doubt,
            doubt_of(settle(scores.opens[max(begin, 1) : end] / calibration.temperatures.opens)),
        )
        confidence = calibration.confidence(operation, doubts)
        certainty = calibration.bars.get(operation, UNMEASURED).judge(confidence)
        stop = words[end - 1][1] if end < len(words) else len(text)
        start = words[begin][0] if number else 0
        commands.append(TaggedCommand(operation, thing, asks, confidence, slots, start, stop, certainty))
    other = other_reading(text, scores, calibration) if [c.operation for c in commands] == ["none"] else None
    return Tagging(text, tuple(commands), other)


def other_reading(text: str, scores: Scores, calibration: Calibration) -> TaggedCommand:
    """The likeliest reading of a whole sentence besides `none`, without slots."""
    chances = softmax(scores.frames[0] / calibration.temperatures.frames)
    frame = max((n for n, (operation, _) in enumerate(FRAMES) if operation != "none"), key=chances.__getitem__)
    operation, thing = FRAMES[frame]
    asks = ASKS[int(scores.asks[0].argmax())] if operation == "read" else None
    return TaggedCommand(operation, thing, asks, float(chances[frame]), (), 0, len(text), Certainty.ASK)


def decode_slots(
    text: str, words: tuple[tuple[int, int], ...], logits: Array, operation: str
) -> tuple[tuple[TaggedSlot, ...], float]:
    """The slots of one command in order, and the doubt about all its words' tags."""
    if operation in BARE:
        return (), 0.0
    chances = softmax(logits + ALLOWED[operation])
    tags = best_tags(logits + ALLOWED[operation])
    of_word = chances[numpy.arange(len(tags)), tags]
    slots = []
    at = 0
    while at < len(tags):
        begin = at
        at += 1
        if tags[begin] == 0:
            continue
        label = TAGS[tags[begin]][2:]
        while at < len(tags) and TAGS[tags[at]] == f"I-{label}":
            at += 1
        start, end = trim(text, words[begin][0], words[at - 1][1])
        if start < end:
            slots.append(TaggedSlot(label, start, end, text[start:end], float(of_word[begin:at].min())))
    return tuple(slots), doubt_of(of_word)


EDGES: Final = " \t\n\r\"“”„'‘’`,.;:!?()[]{}<>-–—"

#: A full stop that belongs to what it ends: "p.m.", "S.O.S.", "Dr.".
ABBREVIATION: Final = re.compile(r"(?:\b\w\.\w|\b(?:Dr|Mr|Mrs|Ms|St|Jr|Sr|Inc|Ave|Rd|etc))\.$", re.IGNORECASE)


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without blanks and punctuation at its edges; brackets that close inside, "p.m." and "kids'" stay whole."""
    while start < end and text[start] in EDGES and not (text[start] in "([" and has_partner(text, start, end)):
        start += 1
    while start < end and text[end - 1] in EDGES:
        last = text[end - 1]
        if last == "." and ABBREVIATION.search(text[start:end]):
            break
        if last in ")]" and has_partner(text, start, end):
            break
        end -= 1
    return start, end


def has_partner(text: str, start: int, end: int) -> bool:
    """Whether the span has as many opening as closing brackets, and some."""
    span = text[start:end]
    opening, closing = sum(map(span.count, "([")), sum(map(span.count, ")]"))
    return opening == closing > 0
