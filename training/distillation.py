"""The student learns from the teacher's scores beside the labels, at first also from its hidden states."""

from collections.abc import Iterator
from pathlib import Path

import torch
from torch import Tensor, nn

from training.dataset import Batch, Dataset, endless
from training.encoder import Encoder, split_scores
from training.labels import IGNORED
from training.objective import AnchorScores, at_anchors, divergence, label_loss
from training.optimization import autocast, run_course
from training.recipe import Distillation
from training.teacher import TeacherScores
from training.transfer import choose_layers, match_states


def soft_loss(scores: AnchorScores, teacher: Tensor, batch: Batch, numbers: Distillation) -> Tensor:
    """Distance from the teacher's scores: frames and asks at the labelled anchors, openings and tags at all words that have a source."""
    found = split_scores(teacher)
    known = (batch.sources != IGNORED).float()
    commands = (batch.frames != IGNORED).float() * known
    words = (batch.opens != IGNORED).float() * known
    reads = commands * (batch.asks != IGNORED)
    tau = numbers.temperature
    marked = torch.where(found.tags.argmax(-1) == 0, 1.0, numbers.marked)
    return (
        divergence(scores.frames, found.frames, tau, commands)
        + 0.5 * divergence(scores.asks, found.asks, tau, reads)
        + divergence(both_ways(scores.opens), both_ways(found.opens), tau, words)
        + divergence(scores.tags, found.tags, tau, words * marked)
    )


def both_ways(logits: Tensor) -> Tensor:
    """A yes-or-no logit as two."""
    return torch.stack([torch.zeros_like(logits), logits], dim=-1)


class Distiller:
    """Holds what the loss needs: the teacher and the clean side of the lines, its stored scores, and the link between the spaces."""

    def __init__(
        self,
        student: Encoder,
        teacher: Encoder,
        clean: Dataset,
        scores: TeacherScores,
        link: nn.Linear,
        numbers: Distillation,
    ) -> None:
        self.student, self.teacher, self.clean, self.scores, self.link, self.numbers = (
            student,
            teacher,
            clean,
            scores,
            link,
            numbers,
        )
        self.chosen = choose_layers(teacher.shape.layers, student.shape.layers)

    def loss(self, batch: Batch, done: float) -> Tensor:
        """All losses of a batch when a share of `done` of the course lies behind."""
        numbers = self.numbers
        with autocast():
            states = self.student.hidden_states(batch.ids, batch.mask)
            found = self.student.score(states[-1])
        scores = at_anchors(found, batch.places)
        total = numbers.hard * label_loss(scores, batch)
        if numbers.soft:
            total = total + numbers.soft * soft_loss(scores, self.scores.of(batch), batch, numbers)
        fading = max(0.0, 1 - done / numbers.hidden_share) if numbers.hidden_share else 0.0
        if numbers.hidden and fading:
            total = total + numbers.hidden * fading * self.hidden_loss(states, batch)
        return total

    def hidden_loss(self, states: list[Tensor], batch: Batch) -> Tensor:
        """Distance from the teacher's states at the anchors that both have."""
        clean = self.clean.collate(batch.lines)
        with autocast(), torch.no_grad():
            theirs = self.teacher.hidden_states(clean.ids, clean.mask)
        rows, anchors = torch.nonzero(batch.sources != IGNORED, as_tuple=True)
        places, sources = batch.places[rows, anchors], clean.places[rows, batch.sources[rows, anchors]]
        mine = [state[rows, places].float() for state in states]
        return match_states(mine, [state[rows, sources].float() for state in theirs], self.link, self.chosen)


def distill(distiller: Distiller, noisy: Dataset, seed: int, checkpoint: Path) -> Encoder:
    """Runs the course; returns the averaged student."""
    course = distiller.numbers.course

    def batches(skip: int) -> Iterator[Batch]:
        return endless(noisy, course.batch, seed, skip)

    distiller.teacher.eval()
    return run_course(distiller.student, distiller.loss, batches, course, checkpoint, "student", distiller.link)


def build_link(teacher: int, student: int, axes: Tensor | None) -> nn.Linear:
    """The map from student states to teacher states, along the axes where the student was made of the teacher."""
    link = nn.Linear(student, teacher, bias=False)
    if axes is not None:
        with torch.no_grad():
            link.weight.copy_(axes)
    return link
