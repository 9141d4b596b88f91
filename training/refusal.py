"""Does a distance help to see what the app can't do? Scores of `none` beside its softmax, tried on held-out sentences.

Energy of the frame logits (Liu et al. 2020) and the Mahalanobis distance of the [CLS] state to each frame's mean under one covariance
(Lee et al. 2018), as what `none` gains over the nearest frame that is something. Each joins the softmax in a logistic regression; means,
covariance and weights are fitted on four folds and measured on the fifth.
"""

from collections.abc import Sequence

import numpy
import torch

from assistant.decoding import Scores, softmax
from assistant.schema import FRAMES
from assistant.tokenization import Tokens
from training.bank import Sentence
from training.calibration import FOLDS, Double, regress
from training.encoder import Encoder

NONE = FRAMES.index(("none", None))

#: Share of the identity in the covariance, so that few sentences will do.
SHRINKAGE = 0.1


def compare_refusals(
    encoder: Encoder, read: Sequence[tuple[Tokens, Scores]], sentences: Sequence[Sentence], folds: Sequence[int]
) -> dict[str, dict[str, float]]:
    """AUROC and F1 of `none` a score, for sentences of one command."""
    chosen = [n for n, s in enumerate(sentences) if len(s.commands) == 1 and read[n][0].words]
    frames = numpy.array(
        [FRAMES.index((f.operation, f.object)) for n in chosen for f in [sentences[n].commands[0].frame]]
    )
    wanted, fold = (frames == NONE).astype(float), numpy.array([folds[n] for n in chosen])
    if not 1 < wanted.sum() < len(wanted) - 1:
        return {}
    logits = numpy.stack([read[n][1].frames[0] for n in chosen]).astype(float)
    chance = numpy.clip(softmax(logits.astype(numpy.float32))[:, NONE].astype(float), 1e-7, 1 - 1e-7)
    odds = numpy.log(chance / (1 - chance))
    energy = numpy.log(numpy.exp(logits).sum(axis=1))
    distance = gain_of_none(states_of(encoder, [read[n][0] for n in chosen]), frames, fold)
    columns = {"softmax": [odds], "softmax and energy": [odds, energy], "softmax and Mahalanobis": [odds, distance]}
    found = {name: score(join(numpy.stack(parts, axis=1), wanted, fold), wanted) for name, parts in columns.items()}
    return found | {
        "energy alone": {"auroc": auroc(-energy, wanted)},
        "Mahalanobis alone": {"auroc": auroc(distance, wanted)},
    }


@torch.no_grad()
def states_of(encoder: Encoder, tokens: Sequence[Tokens]) -> Double:
    """The last state at [CLS] of each sentence."""
    encoder.eval()
    return numpy.stack([encoder.hidden_states(torch.tensor([t.ids]))[-1][0, 0].double().numpy() for t in tokens])


def gain_of_none(
    states: Double, frames: numpy.typing.NDArray[numpy.int64], fold: numpy.typing.NDArray[numpy.int64]
) -> Double:
    """Distance to the nearest frame that is something, less that to `none`."""
    gain = numpy.zeros(len(states))
    for out in range(FOLDS):
        inside = fold != out
        present = sorted(set(frames[inside].tolist()))
        means = {k: states[inside & (frames == k)].mean(axis=0) for k in present}
        spread = states[inside] - numpy.stack([means[int(k)] for k in frames[inside]])
        covariance = spread.T @ spread / max(1, len(spread))
        covariance += numpy.eye(len(covariance)) * (SHRINKAGE * numpy.trace(covariance) / len(covariance) + 1e-9)
        inverse, left = numpy.linalg.inv(covariance), states[~inside]
        apart = {k: numpy.einsum("nd,de,ne->n", left - mean, inverse, left - mean) for k, mean in means.items()}
        others = [apart[k] for k in present if k != NONE]
        if NONE in apart and others:
            gain[~inside] = numpy.min(others, axis=0) - apart[NONE]
    return gain


def join(columns: Double, wanted: Double, fold: numpy.typing.NDArray[numpy.int64]) -> Double:
    """Probability of `none` by a logistic regression on scores, each fold from the others."""
    scaled = (columns - columns.mean(axis=0)) / (columns.std(axis=0) + 1e-9)
    scaled = numpy.concatenate([scaled, numpy.ones((len(scaled), 1))], axis=1)
    chance = numpy.zeros(len(scaled))
    for out in range(FOLDS):
        weights = regress(scaled[fold != out], wanted[fold != out])
        chance[fold == out] = 1 / (1 + numpy.exp(-scaled[fold == out] @ weights))
    return chance


def score(chance: Double, wanted: Double) -> dict[str, float]:
    """AUROC, and F1 where one half decides."""
    taken = (chance > 0.5).astype(float)
    f1 = 2 * (taken * wanted).sum() / max(1.0, taken.sum() + wanted.sum())
    return {"auroc": auroc(chance, wanted), "f1": round(float(f1), 4)}


def auroc(scores: Double, wanted: Double) -> float:
    """How often a wanted one scores higher than another (ties count as they fall)."""
    ranks = numpy.empty(len(scores))
    ranks[numpy.argsort(scores, kind="stable")] = numpy.arange(1, len(scores) + 1)
    hits = wanted.sum()
    return round(float((ranks[wanted == 1].sum() - hits * (hits + 1) / 2) / max(1.0, hits * (len(wanted) - hits))), 4)
