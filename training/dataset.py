"""Rows on disk → batches of tensors: memory-mapped, shuffled by seed, lines of like length together so that little is padded."""

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy
import numpy.typing
import torch
from torch import Tensor

from training.labels import IGNORED

#: Batches whose lines are sorted by length together before they are cut apart and shuffled again.
POOL = 64


@dataclasses.dataclass(frozen=True)
class Batch:
    """Lines side by side. Rows over pieces: `ids`, `mask`; rows over anchors: the rest (padding IGNORED, in `places` 0).

    `lines` are the numbers of the lines in the corpus; `sources` the anchors of the clean line that the anchors stand for.
    """

    lines: numpy.typing.NDArray[numpy.int64]
    ids: Tensor
    mask: Tensor
    places: Tensor
    tags: Tensor
    opens: Tensor
    frames: Tensor
    asks: Tensor
    sources: Tensor


class Dataset:
    """Lines of a corpus as one side (``clean`` or ``noisy``) reads them."""

    def __init__(self, folder: Path) -> None:
        columns = ("ids", "places", "tags", "opens", "frames", "asks", "sources")
        self.columns: dict[str, Any] = {name: numpy.load(folder / f"{name}.npy", mmap_mode="r") for name in columns}
        self.piece_starts = numpy.load(folder / "piece_starts.npy")
        self.anchor_starts = numpy.load(folder / "anchor_starts.npy")
        self.lengths = numpy.diff(self.piece_starts)

    def __len__(self) -> int:
        return len(self.lengths)

    def collate(self, lines: numpy.typing.NDArray[numpy.int64]) -> Batch:
        """These lines as one batch."""
        pieces = rectangle(self.columns["ids"], self.piece_starts, lines, 0)
        mask = numpy.arange(pieces.shape[1])[None, :] < self.lengths[lines][:, None]
        columns = {
            name: torch.from_numpy(
                rectangle(self.columns[name], self.anchor_starts, lines, 0 if name == "places" else IGNORED)
            )
            for name in ("places", "tags", "opens", "frames", "asks", "sources")
        }
        return Batch(lines, torch.from_numpy(pieces), torch.from_numpy(mask), **columns)


def plan_batches(
    lengths: numpy.typing.NDArray[numpy.int64], size: int, seed: int
) -> Iterator[numpy.typing.NDArray[numpy.int64]]:
    """Line numbers of each batch of one pass."""
    rng = numpy.random.default_rng(seed)
    order = rng.permutation(len(lengths))
    for start in range(0, len(order), size * POOL):
        pool = order[start : start + size * POOL]
        pool = pool[numpy.argsort(lengths[pool], kind="stable")]
        cuts = [pool[at : at + size] for at in range(0, len(pool), size)]
        for number in rng.permutation(len(cuts)):
            yield cuts[number]


def rectangle(
    column: numpy.typing.NDArray[Any],
    starts: numpy.typing.NDArray[numpy.int64],
    lines: numpy.typing.NDArray[numpy.int64],
    fill: int,
) -> numpy.typing.NDArray[numpy.int64]:
    """Rows of a flat column side by side, padded with `fill`."""
    counts = starts[lines + 1] - starts[lines]
    inside = numpy.arange(counts.max())[None, :] < counts[:, None]
    result = numpy.full(inside.shape, fill, dtype=numpy.int64)
    result[inside] = numpy.concatenate([column[starts[line] : starts[line + 1]] for line in lines])
    return result


def endless(dataset: Dataset, size: int, seed: int, skip: int) -> Iterator[Batch]:
    """Batches of pass after pass, the first `skip` left out without being read (a run that is taken up again)."""
    number, epoch = 0, 0
    while True:
        for lines in plan_batches(dataset.lengths, size, seed + epoch):
            if number >= skip:
                yield dataset.collate(lines)
            number += 1
        epoch += 1
