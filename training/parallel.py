"""Several processes, on one machine or more, train one network: ``torchrun --nproc-per-node N -m training.build …``.

Each process reads its part of every batch; gradients are averaged before each step (data parallelism, Li et al. 2020), so that a recipe
means the same whatever their number. Everything else is done by the first one while the others wait. Started without torchrun, there is
one process and nothing here does anything.
"""

import itertools
import os
from collections.abc import Iterable, Iterator

import torch
from torch import Tensor, distributed

from training.dataset import Batch, Dataset, endless
from training.recipe import RecipeError


def join() -> None:
    """Meets the other processes that torchrun started; call once, first of all."""
    if int(os.environ.get("WORLD_SIZE", "1")) > 1:
        distributed.init_process_group("gloo")


def leave() -> None:
    """Parts from the others once all are done; call once, last of all, and not after an error, when they may never come."""
    if count() > 1:
        wait()
        distributed.destroy_process_group()  # its threads hold tensors, and let go of while Python ends they abort the process


def count() -> int:
    """Processes that train together."""
    return distributed.get_world_size() if distributed.is_initialized() else 1


def number() -> int:
    """This one's number, from 0."""
    return distributed.get_rank() if distributed.is_initialized() else 0


def is_first() -> bool:
    """Whether this process does what only one may do."""
    return number() == 0


def wait() -> None:
    """Until all processes are here."""
    if count() > 1:
        distributed.barrier()


def agree(answer: bool) -> bool:
    """The first process's answer."""
    if count() == 1:
        return answer
    told = torch.tensor(int(answer))
    distributed.broadcast(told, 0)
    return bool(told.item())


def batches(dataset: Dataset, size: int, seed: int, skip: int) -> Iterator[Batch]:
    """This process's part of every batch of `size` lines from the `skip`-th on; raises RecipeError where they have no
    equal parts."""
    if size % count():
        raise RecipeError(f"A batch of {size} lines can't be shared by {count()} processes.")
    parts = endless(dataset, size // count(), seed, skip * count())
    return itertools.islice(parts, number(), None, count())


def average_gradients(parameters: Iterable[Tensor]) -> None:
    """The same gradients everywhere: their mean."""
    if count() == 1:
        return
    found = [p.grad for p in parameters if p.grad is not None]
    flat = torch.cat([g.flatten() for g in found])
    distributed.all_reduce(flat)
    flat /= count()
    for gradient, part in zip(found, torch.split(flat, [g.numel() for g in found]), strict=True):
        gradient.copy_(part.view_as(gradient))
