"""What makes a tagger's probabilities honest, how honest they are, and what they are good for.

Temperatures of the heads (Guo et al. 2017), a logistic regression of "this command is right" on its doubts (Platt 1999), and of that
confidence the thresholds above which one Enter may confirm. Weights and thresholds are measured on folds that they were not fitted on.
"""

import dataclasses
import math
from collections.abc import Sequence

import numpy
import numpy.typing

from assistant.decoding import Bars, Doubts, Scores, Temperatures, Weights, softmax
from assistant.schema import OPERATIONS
from assistant.tokenization import Tokens
from training.bank import Sentence
from training.labels import IGNORED, label_words

Float = numpy.typing.NDArray[numpy.float32]
Double = numpy.typing.NDArray[numpy.float64]

#: Temperatures that are tried.
GRID = numpy.geomspace(0.4, 4.0, 49)

#: Operations that share thresholds, and the share of wrong commands that one Enter may confirm.
WRONG = ((("update", "delete"), 0.005), (("create",), 0.02), (("complete",), 0.02))

FOLDS = 5

#: Of the reliability diagram and of the calibration error.
BINS = 15

#: Strength of the pull of weights towards zero.
RIDGE = 0.1


@dataclasses.dataclass(frozen=True)
class Outcome:
    """A command that was understood: of which operation, with which doubts, whether it was right, and its fold."""

    operation: str
    doubts: Doubts
    right: bool
    fold: int


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


def assign_folds(sentences: Sequence[Sentence]) -> dict[tuple[str, str], int]:
    """(Family, phrase) → fold: a phrase's sentences stay together, and each family is spread over all folds."""
    phrases = sorted({(s.family, s.skeleton) for s in sentences})
    return {phrase: number % FOLDS for number, phrase in enumerate(phrases)}


def fit_weights(outcomes: Sequence[Outcome]) -> Weights:
    """Logistic regression; a weight that would make doubt a virtue is left out."""
    terms = numpy.array([o.doubts.terms() for o in outcomes])
    names = numpy.array([[o.operation == name for name in OPERATIONS] for o in outcomes], dtype=float)
    columns = numpy.concatenate([terms, names, numpy.ones((len(outcomes), 1))], axis=1)
    right = numpy.array([o.right for o in outcomes], dtype=float)
    used = numpy.ones(columns.shape[1], dtype=bool)
    found = regress(columns, right)
    while (found[:3] > 0).any():
        used[:3] &= found[:3] <= 0
        found = regress(columns * used, right)
    offsets = {name: round(float(found[3 + n] + found[-1]), 4) for n, name in enumerate(OPERATIONS)}
    frame, tags, opens = (round(float(value), 4) for value in found[:3])
    return Weights(frame, tags, opens, offsets)


def regress(columns: Double, right: Double) -> Double:
    """Weights of a logistic regression by Newton's steps."""
    found = numpy.zeros(columns.shape[1])
    for _ in range(30):
        chances = 1 / (1 + numpy.exp(-numpy.clip(columns @ found, -30, 30)))
        slope = columns.T @ (chances - right) + RIDGE * found
        bend = (columns.T * (chances * (1 - chances))) @ columns + RIDGE * numpy.eye(len(found))
        found = found - numpy.linalg.solve(bend, slope)
    return found


def fit_bars(outcomes: Sequence[Outcome], confidences: Sequence[float]) -> dict[str, Bars]:
    """Thresholds by operation; those that change nothing need none.

    `enter` is the lowest one that keeps the share of `WRONG`, half a wrong command more than was seen (Jeffreys' prior), so that a handful of
    right ones proves nothing. `ask` is where needless questions and wrong previews together are fewest.
    """
    bars = {name: Bars(0.0, 0.0) for name in OPERATIONS}
    for operations, wrong in WRONG:
        chosen = sorted((c, o.right) for c, o in zip(confidences, outcomes, strict=True) if o.operation in operations)
        right = numpy.cumsum([0, *(r for _, r in chosen)])
        above = len(chosen) - numpy.arange(len(chosen) + 1)
        wrong_above = above - (right[-1] - right)
        kept = numpy.flatnonzero((wrong_above + 0.5) <= wrong * (above + 1))
        values = [0.0, *(c for c, _ in chosen)]
        enter = round(values[int(kept[0])], 5) if len(kept) else 1.0
        ask = round(values[int(numpy.argmin(right + wrong_above))], 5)
        bars |= dict.fromkeys(operations, Bars(enter, min(enter, ask)))
    return bars


@dataclasses.dataclass(frozen=True)
class Measured:
    """Confidences and thresholds of commands, each from the folds that the command is not in; and those fitted on all, which ship."""

    outcomes: list[Outcome]
    confidences: list[float]
    bars: list[Bars]
    weights: Weights
    all_bars: dict[str, Bars]


def cross_fit(outcomes: Sequence[Outcome]) -> Measured:
    """Fits confidence and thresholds on each four folds for the fifth, and on all for what ships."""
    confidences = [0.0] * len(outcomes)
    for fold in range(FOLDS):
        weights = fit_weights([o for o in outcomes if o.fold != fold])
        for number, outcome in enumerate(outcomes):
            if outcome.fold == fold:
                confidences[number] = weights.confidence(outcome.operation, outcome.doubts)
    of_fold = []
    for fold in range(FOLDS):
        others = [(o, c) for o, c in zip(outcomes, confidences, strict=True) if o.fold != fold]
        of_fold.append(fit_bars([o for o, _ in others], [c for _, c in others]))
    bars = [of_fold[o.fold][o.operation] for o in outcomes]
    return Measured(list(outcomes), confidences, bars, fit_weights(outcomes), fit_bars(outcomes, confidences))


def interval(hits: int, count: int) -> tuple[float, float]:
    """95 % interval of a share (Wilson 1927)."""
    if not count:
        return 0.0, 1.0
    z, share = 1.96, hits / count
    middle, reach = share + z * z / (2 * count), z * math.sqrt(share * (1 - share) / count + z * z / (4 * count**2))
    scale = 1 + z * z / count
    return round(max(0.0, (middle - reach) / scale), 4), round(min(1.0, (middle + reach) / scale), 4)


def reliability(confidences: Sequence[float], right: Sequence[bool]) -> list[tuple[int, float, float]]:
    """(Number, mean confidence, share of right ones) of each bin of equal width that holds any."""
    said, was = numpy.array(confidences, dtype=float), numpy.array(right, dtype=float)
    index = numpy.minimum((said * BINS).astype(int), BINS - 1)
    return [
        (int((index == n).sum()), round(float(said[index == n].mean()), 4), round(float(was[index == n].mean()), 4))
        for n in range(BINS)
        if (index == n).any()
    ]


def calibration_error(confidences: Sequence[float], right: Sequence[bool]) -> float:
    """Expected calibration error: how far confidence and share of right ones are apart, over bins of equal width."""
    found = reliability(confidences, right)
    return sum(count * abs(said - was) for count, said, was in found) / max(1, len(confidences))
