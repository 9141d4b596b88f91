"""Rounding as the int8 runtime does it, with gradients that pass through as if nothing had been rounded: a network that learns under it
learns weights that lose less (quantization-aware training, Jacob et al. 2018; straight-through estimator, Bengio et al. 2013)."""

import torch
from torch import Tensor, nn
from torch.nn import functional

#: Steps from zero to the largest value in a row of weights (see `quantization`) and of piece embeddings.
WEIGHT_STEPS, PIECE_STEPS = 64, 127


class Linear(nn.Linear):
    """A linear map that computes, where `rounds` is set, what the quantized one does: weights of 7 bits with one scale an output,
    activations in 256 steps between their least and greatest value in a line."""

    rounds = False

    def forward(self, x: Tensor) -> Tensor:
        if not self.rounds:
            return super().forward(x)
        return functional.linear(round_activations(x), round_rows(self.weight, WEIGHT_STEPS), self.bias)


class Embedding(nn.Embedding):
    """A table whose rows, where `rounds` is set, are what they are in the quantized one: int8 with a scale each."""

    rounds = False

    def forward(self, ids: Tensor) -> Tensor:
        found = super().forward(ids)
        return round_rows(found, PIECE_STEPS) if self.rounds else found


def round_rows(x: Tensor, steps: int) -> Tensor:
    """Each row as multiples of its largest absolute value, parted into so many steps."""
    with torch.no_grad():
        step = x.abs().amax(-1, keepdim=True).clamp(min=1e-9) / steps
        moved = (x / step).round() * step - x
    return x + moved


def round_activations(x: Tensor) -> Tensor:
    """Each line [length, width] of a batch in 256 even steps; zero is one of them."""
    with torch.no_grad():
        lowest, highest = x.amin((1, 2), keepdim=True).clamp(max=0), x.amax((1, 2), keepdim=True).clamp(min=0)
        step = (highest - lowest).clamp(min=1e-9) / 255
        moved = (x / step).round() * step - x
    return x + moved


def set_rounding(network: nn.Module, rounds: bool) -> None:
    """Lets all that will be int8 in a network round, or no longer."""
    for module in network.modules():
        if isinstance(module, Linear | Embedding):
            module.rounds = rounds
