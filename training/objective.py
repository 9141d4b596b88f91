"""What is learnt: the labels of a batch, and how far two sets of scores are apart."""

import dataclasses

import torch
from torch import Tensor
from torch.nn import functional

from training.dataset import Batch
from training.encoder import Scores
from training.labels import IGNORED


def at_places(values: Tensor, places: Tensor) -> Tensor:
    """[B, A, …]: the rows of [B, T, …] that stand at `places` [B, A]."""
    return values[torch.arange(len(places))[:, None], places]


def at_anchors(scores: Scores, places: Tensor) -> Scores:
    """The logits where they are read, in fp32."""
    return Scores(*(at_places(getattr(scores, f.name), places).float() for f in dataclasses.fields(Scores)))


def label_loss(scores: Scores, batch: Batch) -> Tensor:
    """Cross-entropy of the labels: frame, asks and openings a command, tags a word."""
    frames = cross_entropy(scores.frames, batch.frames)
    asks = cross_entropy(scores.asks, batch.asks)
    words = batch.opens != IGNORED
    opens = functional.binary_cross_entropy_with_logits(scores.opens[words], batch.opens[words].float())
    return frames + 0.5 * asks + opens + cross_entropy(scores.tags, batch.tags)


def cross_entropy(logits: Tensor, labels: Tensor) -> Tensor:
    """Mean over the places that have a label; zero where none has."""
    total = functional.cross_entropy(logits.flatten(0, 1), labels.flatten(), ignore_index=IGNORED, reduction="sum")
    return total / (labels != IGNORED).sum().clamp(min=1)


def divergence(student: Tensor, teacher: Tensor, temperature: float, weight: Tensor) -> Tensor:
    """`τ²·KL(teacher ‖ student)` at temperature τ (Hinton et al. 2015), averaged with `weight` [B, anchors]."""
    target = functional.log_softmax(teacher / temperature, dim=-1)
    found = functional.log_softmax(student / temperature, dim=-1)
    apart = (target.exp() * (target - found)).sum(-1)
    return temperature**2 * (apart * weight).sum() / weight.sum().clamp(min=1e-6)
