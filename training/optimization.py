"""A course of an optimizer: warm-up and cosine, bf16 where the processor has it, a moving average of the weights, checkpoints."""

import copy
import ctypes
import functools
import logging
import math
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from tqdm import tqdm

from training import parallel
from training.dataset import Batch
from training.encoder import Encoder, set_dropout
from training.recipe import Course

log = logging.getLogger(__name__)

#: A batch and the share of the course that is done → the loss.
Loss = Callable[[Batch, float], Tensor]

M_TRIM_THRESHOLD, M_MMAP_THRESHOLD = -1, -3


def keep_memory() -> None:
    """Lets glibc keep freed memory for the next step; giving it back and asking again takes a fifth of the time."""
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        mallopt(M_MMAP_THRESHOLD, 1 << 25)
        mallopt(M_TRIM_THRESHOLD, (1 << 31) - 1)


@functools.cache
def has_bf16() -> bool:
    """Whether the processor says that bf16 products are faster than fp32 here."""
    path = Path("/proc/cpuinfo")
    flags = set(path.read_text(encoding="utf-8").split()) if path.exists() else set()
    return bool(flags & {"avx512_bf16", "amx_bf16"})


def autocast() -> torch.autocast:
    """bf16 where it pays, for the forward pass."""
    return torch.autocast("cpu", torch.bfloat16, enabled=has_bf16())


def rate_share(done: float, warmup: float) -> float:
    """The learning rate as a share of the highest: linear up, half a cosine down to a hundredth."""
    if done < warmup:
        return done / warmup
    return 0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * (done - warmup) / max(1e-9, 1 - warmup)))


def build_optimizer(encoder: Encoder, course: Course, extra: nn.Module | None = None) -> torch.optim.AdamW:
    """AdamW with a rate of its own for the heads; no decay on biases, norms and embeddings.

    Parts of `extra` are trained at the heads' rate unless they have a ``RATE`` of their own.
    """
    groups: dict[tuple[bool, bool], list[Tensor]] = {}
    for name, parameter in encoder.named_parameters():
        if not parameter.requires_grad:
            continue
        decays = parameter.dim() > 1 and not name.startswith(("pieces", "places"))
        groups.setdefault((name.startswith("scores"), decays), []).append(parameter)
    settings = [
        {
            "params": found,
            "weight_decay": course.decay if decays else 0.0,
            "peak": course.head_rate if head else course.rate,
        }
        for (head, decays), found in groups.items()
    ]
    for part in extra.children() if extra is not None else ():
        if others := list(part.parameters()):
            settings.append({"params": others, "weight_decay": 0.0, "peak": getattr(part, "RATE", course.head_rate)})
    return torch.optim.AdamW(settings, lr=course.rate, betas=(0.9, 0.98), eps=1e-6, fused=True)


def run_course(
    encoder: Encoder,
    loss: Loss,
    batches: Callable[[int], Iterable[Batch]],
    course: Course,
    checkpoint: Path,
    title: str,
    extra: nn.Module | None = None,
) -> Encoder:
    """Trains in place and returns the averaged network; goes on from `checkpoint` where there is one.

    `batches(n)` gives the batches from the n-th on. `extra` holds further parts that the loss or the batches use; their weights are
    trained along and stand in the checkpoint.
    """
    keep_memory()
    set_dropout(encoder, course.dropout)
    others: list[Tensor] = list(extra.parameters()) if extra is not None else []
    optimizer, average, start = build_optimizer(encoder, course, extra), copy.deepcopy(encoder), 0
    if checkpoint.exists():
        saved = torch.load(checkpoint, weights_only=True)
        for part, state in ((encoder, "encoder"), (average, "average"), (optimizer, "optimizer"), (extra, "extra")):
            if part is not None:
                part.load_state_dict(saved[state])
        start = saved["step"]
        torch.set_rng_state(saved["rng"])
    encoder.train()
    first = parallel.is_first()
    bar = tqdm(
        batches(start), title, total=course.steps, initial=start, unit=" steps", mininterval=5, disable=not first
    )
    began, lines, recent = time.perf_counter(), 0, 0.0
    for step, batch in enumerate(bar, start):
        if step >= course.steps:
            break
        value = take_step(encoder, average, optimizer, loss, batch, step, course, others)
        recent, lines = 0.98 * recent + 0.02 * value if recent else value, lines + len(batch.lines) * parallel.count()
        if step % 50 == 0:
            bar.set_postfix(loss=f"{recent:.4f}", per_s=f"{lines / (time.perf_counter() - began):.0f}", refresh=False)
        if first and (step + 1) % course.checkpoint == 0:
            save(checkpoint, encoder, average, optimizer, extra, step + 1)
    log.info("%s: %.0f lines/s, loss %.4f", title, lines / max(1e-9, time.perf_counter() - began), recent)
    return average.eval()


def take_step(
    encoder: Encoder,
    average: Encoder,
    optimizer: torch.optim.AdamW,
    loss: Loss,
    batch: Batch,
    step: int,
    course: Course,
    others: list[Tensor],
) -> float:
    """One step of the optimizer and of the average; returns the loss."""
    done = step / course.steps
    for group in optimizer.param_groups:
        group["lr"] = group["peak"] * rate_share(done, course.warmup)
    value = loss(batch, done)
    value.backward()  # type: ignore[no-untyped-call]
    parallel.average_gradients([*encoder.parameters(), *others])
    nn.utils.clip_grad_norm_([*encoder.parameters(), *others], 1.0)
    optimizer.step()
    optimizer.zero_grad()
    weight = 1 - min(course.average, (1 + step) / (10 + step))
    with torch.no_grad():
        torch._foreach_lerp_(list(average.parameters()), list(encoder.parameters()), weight)
    return value.item()


def save(
    path: Path, encoder: Encoder, average: Encoder, optimizer: torch.optim.AdamW, extra: nn.Module | None, step: int
) -> None:
    """Writes a checkpoint, whole or not at all."""
    state: dict[str, Any] = {
        "encoder": encoder.state_dict(),
        "average": average.state_dict(),
        "optimizer": optimizer.state_dict(),
    }
    state |= {"extra": extra.state_dict() if extra is not None else {}, "step": step, "rng": torch.get_rng_state()}
    partial = path.with_suffix(".part")
    torch.save(state, partial)
    partial.replace(path)
