"""The student learns from the teacher's scores beside the labels, at first also from its hidden states and attention."""

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from training import parallel
from training.dataset import Batch, Dataset
from training.encoder import Encoder, Scores, split_scores
from training.labels import IGNORED
from training.loading import Loading
from training.objective import at_anchors, at_places, divergence, label_loss
from training.optimization import autocast, run_course
from training.pruning import Masks, masked_states
from training.recipe import Course, Distillation, RecipeError
from training.relations import last_projections, relation_loss
from training.teacher import TeacherScores
from training.transfer import choose_layers, match_states


def soft_loss(scores: Scores, teacher: Tensor, batch: Batch, numbers: Distillation) -> Tensor:
    """Distance from the teacher's scores, where there are some: frames and asks at the labelled anchors, openings and tags at all words that
    have a source."""
    found = split_scores(teacher.nan_to_num())
    known = ((batch.sources != IGNORED) & ~teacher[..., 0].isnan()).float()
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


def without_some(batch: Batch, share: float, unknown: int) -> Batch:
    """The batch with a share of its pieces, [CLS] and [SEP] never among them, as the `unknown` one: dropout of words (Iyyer et al. 2015, "Deep
    unordered composition")."""
    inner = batch.mask & functional.pad(batch.mask[:, 1:], (0, 1))
    inner[:, 0] = False
    hit = (torch.rand(batch.ids.shape) < share) & inner
    return dataclasses.replace(batch, ids=batch.ids.masked_fill(hit, unknown))


@dataclasses.dataclass(frozen=True)
class Distiller:
    """Holds what the loss needs: the teacher and the clean side of the lines, the stored scores, the link between the spaces of
    student and teacher, the share of pieces that are read as `unknown` ([UNK]), and masks while the student is being pruned."""

    student: Encoder
    teacher: Encoder
    clean: Dataset
    scores: TeacherScores | None
    link: nn.Linear
    numbers: Distillation
    unread: float
    unknown: int
    masks: Masks | None = None

    def loss(self, batch: Batch, done: float) -> Tensor:
        """All losses of a batch when a share of `done` of the course lies behind."""
        numbers = self.numbers
        if self.unread:
            batch = without_some(batch, self.unread, self.unknown)
        with autocast():
            states = self.states(batch)
            found = self.student.score(states[-1])
        scores = at_anchors(found, batch.places)
        total = numbers.hard * label_loss(scores, batch)
        if numbers.soft and self.scores:
            total = total + numbers.soft * soft_loss(scores, self.scores.of(batch), batch, numbers)
        fading = max(0.0, 1 - done / numbers.hidden_share) if numbers.hidden_share else 0.0
        if fading and (numbers.hidden or numbers.relation):
            total = total + fading * self.inner_loss(states, batch)
        return total if self.masks is None else total + self.masks.penalty(done)

    def states(self, batch: Batch) -> list[Tensor]:
        """The student's hidden states, under its masks where it has some."""
        if self.masks is None:
            return self.student.hidden_states(batch.ids, batch.mask)
        return masked_states(self.student, self.masks, batch.ids, batch.mask)

    def inner_loss(self, states: list[Tensor], batch: Batch) -> Tensor:
        """Distance from the teacher's states and attention relations at the anchors that both have."""
        clean, known = self.clean.collate(batch.lines), batch.sources != IGNORED
        places = at_places(clean.places, batch.sources.clamp(min=0))
        with autocast(), torch.no_grad():
            theirs = self.teacher.hidden_states(clean.ids, clean.mask)
            wanted = at_places(last_projections(self.teacher, theirs), places)
        mine = [at_places(state, batch.places)[known].float() for state in states]
        like = [at_places(state, places)[known].float() for state in theirs]
        chosen = choose_layers(self.teacher.shape.layers, self.student.shape.layers)
        apart = self.numbers.hidden * match_states(mine, like, self.link, chosen)
        if not self.numbers.relation:
            return apart
        with autocast():
            found = at_places(last_projections(self.student, states), batch.places)
        return apart + self.numbers.relation * relation_loss(found, wanted, known)

    @torch.no_grad()
    def measure(self, batch: Batch) -> tuple[float, float]:
        """The losses of student and teacher against the labels."""
        with autocast():
            mine = at_anchors(self.student.score(self.states(batch)[-1]), batch.places)
        assert self.scores, "dynamic loading holds the student against a teacher's scores"
        theirs = split_scores(self.scores.of(batch))
        return label_loss(mine, batch).item(), label_loss(theirs, batch).item()


def distill(distiller: Distiller, noisy: Dataset, course: Course, seed: int, checkpoint: Path) -> Encoder:
    """Runs a course; returns the averaged student. Dynamic loading follows one process's losses and the teacher's on every line, so it can be
    neither shared nor used with lines that were not scored (RecipeError)."""
    if distiller.numbers.dynamic and (parallel.count() > 1 or distiller.numbers.scored < len(noisy)):
        raise RecipeError("Dynamic loading runs in one process only, and on lines that are all scored.")
    loading = Loading(noisy, seed, distiller.measure) if distiller.numbers.dynamic else None
    parts = {"link": distiller.link, "masks": distiller.masks, "loading": loading}
    extra = nn.ModuleDict({name: part for name, part in parts.items() if part is not None})

    def batches(skip: int) -> Iterator[Batch]:
        return loading.batches(course.batch, skip) if loading else parallel.batches(noisy, course.batch, seed, skip)

    distiller.teacher.eval()
    return run_course(distiller.student, distiller.loss, batches, course, checkpoint, "student", extra)


def build_link(teacher: int, student: int, axes: Tensor | None) -> nn.Linear:
    """The map from student states to teacher states, along the axes where the student was made of the teacher."""
    link = nn.Linear(student, teacher, bias=False)
    if axes is not None:
        with torch.no_grad():
            link.weight.copy_(axes)
    return link
