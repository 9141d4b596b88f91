"""The larger network: a pretrained encoder that learns the heads from the corpus, then scores every line once for the student."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy
import numpy.typing
import torch
from torch import Tensor
from tqdm import tqdm

from assistant.decoding import Temperatures
from training import parallel
from training.dataset import Batch, Dataset, plan_batches
from training.encoder import HEAD_SIZES, Encoder
from training.objective import at_anchors, at_places, label_loss
from training.optimization import autocast, run_course
from training.recipe import Course

#: Lines that are scored at once.
SCORED = 256

Logits = numpy.typing.NDArray[numpy.float16]


def train_teacher(encoder: Encoder, dataset: Dataset, course: Course, seed: int, checkpoint: Path) -> Encoder:
    """Learns the labels of the clean lines; returns the averaged network."""

    def loss(batch: Batch, done: float) -> Tensor:
        with autocast():
            scores = encoder(batch.ids, batch.mask)
        return label_loss(at_anchors(scores, batch.places), batch)

    def batches(skip: int) -> Iterator[Batch]:
        return parallel.batches(dataset, course.batch, seed, skip)

    return run_course(encoder, loss, batches, course, checkpoint, "teacher")


@torch.no_grad()
def fold_temperatures(encoder: Encoder, temperatures: Temperatures) -> None:
    """Divides the heads by their temperatures, so that the network's own probabilities are the calibrated ones."""
    found = (temperatures.tags, temperatures.opens, temperatures.frames, temperatures.asks)
    scale = torch.cat([torch.full((size,), 1 / tau) for size, tau in zip(HEAD_SIZES, found, strict=True)])
    encoder.scores.weight.mul_(scale[:, None])
    encoder.scores.bias.mul_(scale)


@torch.no_grad()
def score_lines(encoders: Sequence[Encoder], datasets: Sequence[Dataset], count: int, path: Path) -> None:
    """Writes the teachers' mean logits of the first `count` lines, one row an anchor in their order, as a float16 array that can be mapped. Each
    teacher reads them in a dataset of its own pieces; the anchors are words, the same in all."""
    first = datasets[0]
    width = encoders[0].scores.out_features
    partial = path.with_suffix(".part.npy")
    lengths = first.lengths[:count]
    anchors = int(first.anchor_starts[len(lengths)])
    rows = numpy.lib.format.open_memmap(partial, mode="w+", dtype=numpy.float16, shape=(anchors, width))
    steps = -(-len(lengths) // SCORED)
    for lines in tqdm(plan_batches(lengths, SCORED, 0), "scores", total=steps, unit=" batches", mininterval=5):
        each = [score(encoder, data.collate(lines)) for encoder, data in zip(encoders, datasets, strict=True)]
        found = torch.stack(each).float().mean(0).half().numpy()
        for line, row in zip(lines, found, strict=True):
            start, end = first.anchor_starts[line], first.anchor_starts[line + 1]
            rows[start:end] = row[: end - start]
    rows.flush()
    partial.replace(path)


def score(encoder: Encoder, batch: Batch) -> Tensor:
    """[B, anchors, width]: a teacher's logits."""
    with autocast():
        found: Tensor = encoder.scores(at_places(encoder.hidden_states(batch.ids, batch.mask)[-1], batch.places))
    return found


class TeacherScores:
    """The teacher's logits of a corpus or of its first lines, mapped from disk."""

    def __init__(self, path: Path, dataset: Dataset) -> None:
        self.rows: Logits = numpy.load(path, mmap_mode="r")
        self.starts = dataset.anchor_starts

    def of(self, batch: Batch) -> Tensor:
        """[B, anchors, width] in fp32 for the anchors of a (noised) batch; where an anchor has no source, those of [CLS]; NaN where the
        line was not scored."""
        index = self.starts[batch.lines][:, None] + batch.sources.clamp(min=0).numpy()
        found = torch.from_numpy(self.rows[numpy.minimum(index, len(self.rows) - 1)].astype(numpy.float32))
        return found.masked_fill(torch.from_numpy(index >= len(self.rows))[..., None], torch.nan)
