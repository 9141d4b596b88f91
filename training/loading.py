"""Dynamic batch loading: kinds of sentences on which the student is still far from the teacher are drawn more often.

From Sheared LLaMA (Xia et al. 2023): every so often `w ← w · exp(max(loss − reference, 0))`, normalized, where the reference is the
teacher's loss on the same lines. A kind is a frame, by the number of commands of its line.
"""

from collections.abc import Callable, Iterator

import numpy
import numpy.typing
import torch
from torch import Tensor, nn

from training.dataset import POOL, Batch, Dataset
from training.labels import IGNORED

Lines = numpy.typing.NDArray[numpy.int64]

#: Lines a kind on which losses are measured.
WATCHED = 48
#: Kinds rarer than this share of the lines are taken together.
SMALLEST = 0.002


def kinds_of(dataset: Dataset) -> Lines:
    """The kind of each line, counted from 0."""
    frames = numpy.asarray(dataset.columns["frames"])
    counts = numpy.add.reduceat((frames != IGNORED).astype(int), dataset.anchor_starts[:-1])
    found = frames[dataset.anchor_starts[:-1]].astype(numpy.int64) * 2 + (counts > 1)
    _, kinds, sizes = numpy.unique(found, return_inverse=True, return_counts=True)
    kinds[sizes[kinds] < SMALLEST * len(found)] = len(sizes)
    return numpy.unique(kinds, return_inverse=True)[1].astype(numpy.int64)


class Loading(nn.Module):
    """Weights of the kinds; they are a buffer, so that they stand in the checkpoint.

    `measure` gives the losses of student and teacher on a batch.
    """

    weights: Tensor

    def __init__(self, dataset: Dataset, seed: int, measure: Callable[[Batch], tuple[float, float]]) -> None:
        super().__init__()
        self.dataset, self.seed, self.measure, self.kinds = dataset, seed, measure, kinds_of(dataset)
        self.sizes = numpy.bincount(self.kinds)
        self.register_buffer("weights", torch.from_numpy(self.sizes / len(self.kinds)))

    def update(self) -> None:
        """Raises the weights of the kinds on which the student lies behind, measured on the same few lines every time."""
        rng, ahead = numpy.random.default_rng(self.seed), []
        for kind, size in enumerate(self.sizes):
            chosen = rng.choice(numpy.flatnonzero(self.kinds == kind), min(WATCHED, size), replace=False)
            mine, reference = self.measure(self.dataset.collate(chosen))
            ahead.append(max(0.0, mine - reference))
        grown = self.weights * torch.tensor(ahead, dtype=torch.float64).exp()
        self.weights.copy_(grown / grown.sum())

    def batches(self, size: int, skip: int) -> Iterator[Batch]:
        """Endless batches, a pool at a time by the weights of the moment, lines of like length together; `skip` are not read."""
        pool = 0
        while True:
            if pool and pool * POOL >= skip:
                self.update()
            rng = numpy.random.default_rng((self.seed, pool))
            share = self.weights.numpy() / self.sizes
            lines = rng.choice(len(self.kinds), size * POOL, p=share[self.kinds])
            lines = lines[numpy.argsort(self.dataset.lengths[lines], kind="stable")]
            for number, cut in enumerate(rng.permutation(POOL)):
                if pool * POOL + number >= skip:
                    yield self.dataset.collate(lines[cut * size : (cut + 1) * size])
            pool += 1
