"""Temperatures that make a tagger's probabilities honest, and how honest they are."""

from collections.abc import Sequence

import numpy
import numpy.typing

from assistant.decoding import Scores, Temperatures, softmax
from assistant.tokenization import Tokens
from training.bank import Sentence
from training.labels import IGNORED, label_words

Float = numpy.typing.NDArray[numpy.float32]

#: Temperatures that are tried.
GRID = numpy.geomspace(0.4, 4.0, 49)


def fit_temperatures(read: Sequence[tuple[Tokens, Scores]], sentences: Sequence[Sentence]) -> Temperatures:
    """The temperatures under which the labels of these sentences are likeliest."""
    rows: dict[str, list[tuple[Float, int]]] = {"tags": [], "opens": [], "frames": [], "asks": []}
    for (tokens, scores), sentence in zip(read, sentences, strict=True):
        labels = label_words(sentence, tokens)
        opens = numpy.stack([numpy.zeros_like(scores.opens), scores.opens], axis=1)
        for name, logits, wanted in (
            ("tags", scores.tags, labels.tags[1:]),
            ("opens", opens, labels.opens[1:]),
            ("frames", scores.frames, labels.frames),
            ("asks", scores.asks, labels.asks),
        ):
            rows[name] += [(row, label) for row, label in zip(logits, wanted, strict=True) if label != IGNORED]
    return Temperatures(**{name: fit(found) for name, found in rows.items()})


def fit(rows: list[tuple[Float, int]]) -> float:
    """The temperature of one head; 1 where there is nothing to learn from."""
    if not rows:
        return 1.0
    logits, labels = numpy.stack([row for row, _ in rows]), numpy.array([label for _, label in rows])
    likelihoods = [
        float(numpy.log(numpy.maximum(softmax(logits / tau)[numpy.arange(len(labels)), labels], 1e-9)).mean())
        for tau in GRID
    ]
    return round(float(GRID[int(numpy.argmax(likelihoods))]), 4)


def calibration_error(confidences: Sequence[float], right: Sequence[bool], bins: int = 15) -> float:
    """Expected calibration error: how far confidence and share of right ones are apart, over bins of equal width."""
    said, was = numpy.array(confidences), numpy.array(right, dtype=float)
    index = numpy.minimum((said * bins).astype(int), bins - 1)
    apart = [
        abs(said[index == n].mean() - was[index == n].mean()) * (index == n).mean()
        for n in range(bins)
        if (index == n).any()
    ]
    return float(sum(apart))
