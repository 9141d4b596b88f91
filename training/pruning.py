"""Structured pruning to a target shape: which layers, heads, inner and hidden units stay is learnt.

Every structure has a hard-concrete mask (Louizos et al. 2018); Lagrange multipliers, raised by gradient ascent, press the expected
number of kept ones to the target shape, which is approached over the first part of the course (Sheared LLaMA, Xia et al. 2023;
CoFi, Xia et al. 2022). Norms take mean and variance over the kept units. Afterwards the masks are folded into the weights and what
is masked is cut out.
"""

import math

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.encoder import Encoder, Layer, Shape
from training.transfer import best, copy_maps

TEMPERATURE, LOW, HIGH = 2 / 3, -0.1, 1.1
#: Share of the course over which the target falls from everything to the target shape.
RAMP = 0.2
#: Masks begin nearly open.
OPEN = 2.5


class HardConcrete(nn.Module):
    """A mask of values in [0, 1], most of them at an end; drawn in training, expected otherwise."""

    def __init__(self, *size: int) -> None:
        super().__init__()
        self.openness = nn.Parameter(torch.full(size, OPEN))

    def forward(self) -> Tensor:
        """The mask."""
        noise = torch.zeros(())
        if self.training:
            drawn = torch.rand_like(self.openness).clamp(1e-6, 1 - 1e-6)
            noise = torch.log(drawn / (1 - drawn))
        return (torch.sigmoid((self.openness + noise) / TEMPERATURE) * (HIGH - LOW) + LOW).clamp(0, 1)

    def expected(self) -> Tensor:
        """The probability that each is not zero."""
        return torch.sigmoid(self.openness - TEMPERATURE * math.log(-LOW / HIGH))


class Masks(nn.Module):
    """Masks over all structures of an encoder, and the multipliers that press them to `target`."""

    #: Learning rate: masks have a long way to go in few steps.
    RATE = 2e-2

    def __init__(self, shape: Shape, target: Shape) -> None:
        super().__init__()
        self.target = target
        self.layers = HardConcrete(shape.layers)
        self.heads = HardConcrete(shape.layers, shape.heads)
        self.units = HardConcrete(shape.layers, shape.intermediate)
        self.hidden = HardConcrete(shape.hidden)
        self.linear, self.square = (nn.Parameter(torch.zeros(4)) for _ in range(2))
        for multiplier in (self.linear, self.square):
            multiplier.register_hook(torch.neg)  # type: ignore[no-untyped-call] # an optimizer that descends then raises them

    def gaps(self, done: float) -> Tensor:
        """[4]: expected share of kept layers, hidden units, and of heads and inner units in kept layers, less what is wanted."""
        layers, hidden = self.layers.expected(), self.hidden.expected()
        kept = layers / layers.sum()
        found = [
            layers.mean(),
            hidden.mean(),
            (self.heads.expected().mean(1) * kept).sum(),
            (self.units.expected().mean(1) * kept).sum(),
        ]
        goal, full = self.target, (len(layers), len(hidden), self.heads.openness.shape[1], self.units.openness.shape[1])
        sizes = (goal.layers, goal.hidden, goal.heads, goal.intermediate)
        ramp = min(1.0, done / RAMP)
        wanted = [1 - ramp * (1 - size / whole) for size, whole in zip(sizes, full, strict=True)]
        return torch.stack(found) - torch.tensor(wanted)

    def penalty(self, done: float) -> Tensor:
        """`λ₁(s − t) + λ₂(s − t)²` over the four kinds; the masks make it small, the multipliers large."""
        gaps = self.gaps(done)
        return (self.linear * gaps + self.square * gaps.pow(2)).sum()


def masked_norm(norm: nn.LayerNorm, x: Tensor, mask: Tensor) -> Tensor:
    """LayerNorm over the kept units alone; masked ones come out as zero."""
    total = mask.sum().clamp(min=1e-6)
    centred = x - (x * mask).sum(-1, keepdim=True) / total
    variance = (centred.pow(2) * mask).sum(-1, keepdim=True) / total
    return (centred * torch.rsqrt(variance + norm.eps) * norm.weight + norm.bias) * mask


def masked_states(encoder: Encoder, masks: Masks, ids: Tensor, mask: Tensor | None = None) -> list[Tensor]:
    """What `Encoder.hidden_states` gives, under masks."""
    hidden, layers, heads, units = masks.hidden(), masks.layers(), masks.heads(), masks.units()
    states = [masked_norm(encoder.norm, encoder.pieces(ids) + encoder.places.weight[: ids.shape[1]], hidden)]
    keys = None if mask is None else torch.zeros(mask.shape).masked_fill(~mask, -1e4)[:, None, None, :]
    for number, layer in enumerate(encoder.layers):
        assert isinstance(layer, Layer)
        x = states[-1]
        mixed = layer.out(layer.attend(x, keys, heads[number]))
        middle = masked_norm(layer.attention_norm, x + mixed, hidden)
        inner = functional.gelu(layer.up(middle)) * units[number]
        found = masked_norm(layer.output_norm, middle + layer.down(inner), hidden)
        states.append(x + layers[number] * (found - x))  # a layer that goes takes its norms along
    return states


@torch.no_grad()
def cut(encoder: Encoder, masks: Masks) -> tuple[Encoder, Tensor]:
    """The encoder in the target shape, masks folded in, and the axes [old hidden, new hidden] that say which units stayed."""
    masks.eval()
    target, hidden = masks.target, best(masks.hidden.openness, masks.target.hidden)
    axes, gain = torch.eye(encoder.shape.hidden)[:, hidden], masks.hidden()[hidden]
    heads, units = masks.heads(), masks.units()
    small = Encoder(target)
    small.pieces.weight.copy_(encoder.pieces.weight[:, hidden])
    small.places.weight.copy_(encoder.places.weight[: target.positions, hidden])
    fold_norm(encoder.norm, small.norm, hidden, gain)
    for new, number in zip(small.layers, best(masks.layers.openness, target.layers).tolist(), strict=True):
        old = encoder.layers[number]
        assert isinstance(old, Layer) and isinstance(new, Layer)
        chosen = best(masks.heads.openness[number], target.heads)
        inner = best(masks.units.openness[number], target.intermediate)
        copy_maps(old, new, axes, chosen, inner)
        new.out.weight.mul_(heads[number][chosen].repeat_interleave(old.out.in_features // old.heads))
        new.down.weight.mul_(units[number][inner])
        fold_norm(old.attention_norm, new.attention_norm, hidden, gain)
        fold_norm(old.output_norm, new.output_norm, hidden, gain)
    small.scores.weight.copy_(encoder.scores.weight[:, hidden])
    small.scores.bias.copy_(encoder.scores.bias)
    return small, axes


def fold_norm(old: nn.LayerNorm, new: nn.LayerNorm, hidden: Tensor, gain: Tensor) -> None:
    """The norm of the kept units, times their masks."""
    new.weight.copy_(old.weight[hidden] * gain)
    new.bias.copy_(old.bias[hidden] * gain)
