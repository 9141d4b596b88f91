"""Scores → `Tagging`: which commands a sentence holds, and the spans of their slots, always legal ones.

The student gives each word a row of logits. Arg-max is kept where it is a legal sequence of BIO tags; only where it is not, the
best legal sequence is searched for (Viterbi). Tags that a command of that operation can't have are ruled out before.
"""

import dataclasses
import re
from typing import Final

import numpy
import numpy.typing

from assistant.schema import ASKS, FRAMES, LABELS, OPERATIONS, TAGS
from assistant.tagging import TaggedCommand, TaggedSlot, Tagging

Array = numpy.typing.NDArray[numpy.float32]

#: Operations without slots.
BARE: Final = frozenset({"undo", "redo", "none"})


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


def is_update_only(label: str) -> bool:
    """Whether only an update can have this slot."""
    return label.startswith("new_") or label in ("removed_attendee", "shift")


def allow(operation: str) -> Array:
    """0 for the tags that a command of this operation can have, minus infinity for the others."""
    labels = (
        () if operation in BARE else [label for label in LABELS if operation == "update" or not is_update_only(label)]
    )
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


def decode(text: str, words: tuple[tuple[int, int], ...], scores: Scores, temperatures: Temperatures) -> Tagging:
    """What the scores of a sentence say. Words that were not read (a very long text) belong to the last command, without slots."""
    if not words:
        return Tagging(text, (TaggedCommand("none", None, None, 1.0, (), 0, len(text)),))
    opens = scores.opens / temperatures.opens
    first = [0, *(n for n in range(1, len(words)) if opens[n] > 0.0)]
    ends = [*first[1:], len(words)]
    commands = []
    for number, (begin, end) in enumerate(zip(first, ends, strict=True)):
        anchor = 0 if number == 0 else begin + 1
        rows = softmax(scores.frames[anchor] / temperatures.frames)
        frame = int(rows.argmax())
        operation, thing = FRAMES[frame]
        asks = ASKS[int(scores.asks[anchor].argmax())] if operation == "read" else None
        slots, least = decode_slots(text, words[begin:end], scores.tags[begin:end] / temperatures.tags, operation)
        stop = words[end - 1][1] if end < len(words) else len(text)
        start = words[begin][0] if number else 0
        confidence = min(float(rows[frame]), least)
        commands.append(TaggedCommand(operation, thing, asks, confidence, slots, start, stop))
    return Tagging(text, tuple(commands))


def decode_slots(
    text: str, words: tuple[tuple[int, int], ...], logits: Array, operation: str
) -> tuple[tuple[TaggedSlot, ...], float]:
    """The slots of one command in order, and the least probability among all its words' tags."""
    if operation in BARE:
        return (), 1.0
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
    return tuple(slots), float(of_word.min())


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
