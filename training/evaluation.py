"""How well a tagger understands: what ships is what is scored, one sentence at a time."""

import collections
import dataclasses
import functools
import math
import random
import re
from collections.abc import Callable, Iterable, Sequence

from assistant.schema import BORDER_NAMES
from assistant.tagging import Tagger, Tagging
from training.bank import Sentence, Span
from training.calibration import calibration_error
from training.noise import WORDS, misspell
from training.recipe import Noise

#: What is compared of a sentence: (operation, object) of each command, and (slot, text) of all.
Frames = list[tuple[str, str | None]]
Slots = collections.Counter[tuple[str, str]]

#: A typing mistake in every word that is asked for, and nothing else.
SLIPS = Noise(clean=0.0, typo=1.0, shorten=0.0, unpunctuated=0.0, apostrophes=0.0, glued=0.0)


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


@dataclasses.dataclass(frozen=True)
class Verdict:
    """How a sentence was understood: what it wants, what it got, and how sure the tagger was."""

    sentence: Sentence
    tagging: Tagging

    @functools.cached_property
    def wanted(self) -> tuple[Frames, Slots]:
        """Gold frames and slots."""
        return wanted_of(self.sentence)

    @functools.cached_property
    def found(self) -> tuple[Frames, Slots]:
        """Frames and slots of the answer."""
        return found_of(self.tagging)

    @property
    def exact(self) -> bool:
        """Whether all frames and all slots are right."""
        return self.wanted == self.found

    @property
    def confidence(self) -> float:
        """That all its commands are right."""
        return math.prod(c.confidence for c in self.tagging.commands)

    def rights(self) -> list[bool]:
        """Of each found command, whether frame and slots are right; none is where there are too many or too few."""
        gold, got = self.sentence.commands, self.tagging.commands
        if len(gold) != len(got):
            return [False] * len(got)
        return [
            wanted_of(dataclasses.replace(self.sentence, commands=(want,))) == found_of(Tagging("", (command,)))
            for want, command in zip(gold, got, strict=True)
        ]


def judge(tagger: Tagger, sentences: Iterable[Sentence]) -> list[Verdict]:
    """Each sentence as a tagger understands it, after what was said before it."""
    return [Verdict(s, tagger.tag(s.text, s.said)) for s in sentences]


def evaluate(tagger: Tagger, sentences: Iterable[Sentence]) -> dict[str, float]:
    """The scores of a tagger, see `summarize`."""
    return summarize(judge(tagger, sentences))


def summarize(verdicts: Sequence[Verdict]) -> dict[str, float]:
    """Shares of 1: operation, frame, exact (frames and all slots), asks (of reads with a right frame); F1 of slots and of `none`;
    calibration error of "exact"; and the number of sentences."""
    tally: collections.Counter[str] = collections.Counter()
    for verdict in verdicts:
        (want, want_slots), (got, got_slots) = verdict.wanted, verdict.found
        none_want, none_got = want[0][0] == "none", got[0][0] == "none"
        reads = [
            (c.frame.asks, f.asks)
            for c, f in zip(verdict.sentence.commands, verdict.tagging.commands, strict=False)
            if want == got and c.frame.asks
        ]
        tally.update(
            n=1,
            operation=[o for o, _ in want] == [o for o, _ in got],
            frame=want == got,
            exact=verdict.exact,
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
    shares["calibration_error"] = calibration_error([v.confidence for v in verdicts], [v.exact for v in verdicts])
    return {name: round(value, 4) for name, value in shares.items()} | {"n": tally["n"]}


def slices(verdicts: Sequence[Verdict], name: Callable[[Verdict], str]) -> dict[str, dict[str, float]]:
    """The scores of each part that `name` tells apart."""
    parts: dict[str, list[Verdict]] = {}
    for verdict in verdicts:
        parts.setdefault(name(verdict), []).append(verdict)
    return {part: summarize(found) for part, found in sorted(parts.items())}


def family_of(verdict: Verdict) -> str:
    """The family of its phrase, "joined" where it is made of two."""
    return "joined" if "+" in verdict.sentence.family else verdict.sentence.family


def operation_of(verdict: Verdict) -> str:
    """What it wants done, "several" where it wants several things."""
    frames, _ = verdict.wanted
    return frames[0][0] if len(frames) == 1 else "several"


def mistype(sentence: Sentence, count: int, rng: random.Random) -> Sentence:
    """The sentence with a typing mistake in `count` of its words (fewer where it has no more words of three letters), as gold text."""
    words = [
        w for w in WORDS.finditer(sentence.text) if len(w[0]) >= 3 and w[0].isalpha() and len(set(w[0].lower())) > 1
    ]
    chosen = {w.start() for w in rng.sample(words, min(count, len(words)))}
    marks: list[tuple[str, int]] = []
    at = 0
    for word in words:
        marks += [(letter, n) for n, letter in enumerate(sentence.text[at : word.start()], at)]
        typed = [(letter, n) for n, letter in enumerate(word[0], word.start())]
        while word.start() in chosen and "".join(letter for letter, _ in typed) == word[0]:
            typed = misspell(word[0], word.start(), SLIPS, rng)
        marks, at = marks + typed, word.end()
    marks += [(letter, n) for n, letter in enumerate(sentence.text[at:], at)]
    return retold(sentence, "".join(letter for letter, _ in marks), [origin for _, origin in marks])


def retold(sentence: Sentence, text: str, origins: Sequence[int]) -> Sentence:
    """The sentence as `text` says it, of whose characters `origins` names those of the sentence that they stand for, in order, or `NOWHERE`."""

    def place(span: Span) -> Span:
        inside = [n for n, origin in enumerate(origins) if span.start <= origin < span.end]
        return Span(span.label, inside[0], inside[-1] + 1)

    def begin(start: int) -> int:
        return next(n for n, origin in enumerate(origins) if origin >= start) if start else 0

    commands = (
        dataclasses.replace(c, start=begin(c.start), spans=tuple(map(place, c.spans))) for c in sentence.commands
    )
    return dataclasses.replace(sentence, text=text, commands=tuple(commands))
