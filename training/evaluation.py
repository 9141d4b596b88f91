"""How well a tagger understands: what ships is what is scored, one sentence at a time."""

import collections
import json
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import tokenizers
import torch

from assistant.decoding import Scores, Temperatures, decode
from assistant.schema import BORDER_NAMES
from assistant.tagging import Tagging
from assistant.tokenization import Tokens, tokenize
from training.bank import Command, Frame, Sentence, Span
from training.calibration import calibration_error
from training.encoder import Encoder

#: What is compared of a command: operation, object, asks.
Frames = list[tuple[str, str | None]]
Slots = collections.Counter[tuple[str, str]]


class TorchTagger:
    """A network in torch behind the same decoding, to compare teacher and student."""

    def __init__(self, encoder: Encoder, tokenizer: tokenizers.Tokenizer) -> None:
        self.encoder, self.tokenizer = encoder.eval(), tokenizer

    def tag(self, text: str) -> Tagging:
        """The commands of a sentence."""
        tokens, scores = self.read(text)
        return decode(text, tokens.words, scores, Temperatures())

    @torch.no_grad()
    def read(self, text: str) -> tuple[Tokens, Scores]:
        """Words and logits."""
        tokens = tokenize(text, self.tokenizer)
        found = self.encoder(torch.tensor([tokens.ids]))
        words, anchors = list(tokens.firsts), [0, *tokens.firsts]
        tags, opens, frames, asks = (part[0].numpy() for part in (found.tags, found.opens, found.frames, found.asks))
        return tokens, Scores(tags[words], opens[words], frames[anchors], asks[anchors])


def read_sentences(path: Path) -> list[Sentence]:
    """The sentences that `corpus.write_sentences` wrote."""
    return [build_sentence(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]


def build_sentence(entry: dict[str, Any]) -> Sentence:
    """One of them."""
    commands = tuple(
        Command(Frame(c["operation"], c["object"], c["asks"]), c["start"], tuple(Span(*slot) for slot in c["slots"]))
        for c in entry["commands"]
    )
    return Sentence(entry["text"], commands, entry["family"])


def plain(text: str) -> str:
    """A slot's text for comparison: lower case, words and numbers only, without a leading article or possessive."""
    words = re.findall(r"[\w:/.'’+-]*\w", text.casefold())
    while len(words) > 1 and words[0] in ("a", "an", "the", "my", "our"):
        words = words[1:]
    return " ".join(words)


def wanted_of(sentence: Sentence) -> tuple[Frames, Slots]:
    """Frames and slots of the gold sentence."""
    slots = ((BORDER_NAMES[s.label], plain(sentence.text[s.start : s.end])) for c in sentence.commands for s in c.spans)
    return [(c.frame.operation, c.frame.object) for c in sentence.commands], collections.Counter(slots)


def found_of(tagging: Tagging) -> tuple[Frames, Slots]:
    """Frames and slots of an answer."""
    slots = ((BORDER_NAMES[s.name], plain(s.text)) for c in tagging.commands for s in c.slots)
    return [(c.operation, c.object) for c in tagging.commands], collections.Counter(slots)


def evaluate(tag: Callable[[str], Tagging], sentences: Iterable[Sentence]) -> dict[str, float]:
    """Shares of 1: operation, frame, exact (frames and all slots), asks (of reads with a right frame); F1 of slots and of `none`;
    calibration error of "exact"; and the number of sentences."""
    tally: collections.Counter[str] = collections.Counter()
    confidences, right = [], []
    for sentence in sentences:
        tagging = tag(sentence.text)
        (want, want_slots), (got, got_slots) = wanted_of(sentence), found_of(tagging)
        exact = want == got and want_slots == got_slots
        confidences.append(min(c.confidence for c in tagging.commands))
        right.append(exact)
        none_want, none_got = want[0][0] == "none", got[0][0] == "none"
        reads = [
            (c.frame.asks, f.asks)
            for c, f in zip(sentence.commands, tagging.commands, strict=False)
            if want == got and c.frame.asks
        ]
        tally.update(
            n=1,
            operation=[o for o, _ in want] == [o for o, _ in got],
            frame=want == got,
            exact=exact,
            hit=(want_slots & got_slots).total(),
            slots=want_slots.total() + got_slots.total(),
            none_hit=none_want and none_got,
            nones=none_want + none_got,
            reads=len(reads),
            asks=sum(a == b for a, b in reads),
        )
    n = max(1, tally["n"])
    shares = {name: tally[name] / n for name in ("operation", "frame", "exact")}
    shares["asks"] = tally["asks"] / max(1, tally["reads"])
    shares["slot_f1"] = 2 * tally["hit"] / max(1, tally["slots"])
    shares["none_f1"] = 2 * tally["none_hit"] / max(1, tally["nones"])
    shares["calibration_error"] = calibration_error(confidences, right) if right else 0.0
    return {name: round(value, 4) for name, value in shares.items()} | {"n": tally["n"]}


def evaluate_families(tag: Callable[[str], Tagging], sentences: Sequence[Sentence]) -> dict[str, dict[str, float]]:
    """The same a family of phrases."""
    families: dict[str, list[Sentence]] = {}
    for sentence in sentences:
        families.setdefault(sentence.family, []).append(sentence)
    return {family: evaluate(tag, found) for family, found in sorted(families.items()) if "+" not in family}
