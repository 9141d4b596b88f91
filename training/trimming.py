"""Inner units taken out of a network that has learnt, without a course: which go, and what the others take over, is solved for.

A layer's map from its inner units is linear, so the least that its output can change on some lines when units go is known in closed form: the
optimal brain surgeon (Hassibi and Stork 1993), for whole units (ZipLM, Kurtic et al. 2023). Layer after layer, the map is then fitted
anew to give what the whole network gives there, from what the trimmed layers before it hand on; so errors don't add up.
"""

import dataclasses
from collections.abc import Iterable

import torch
from torch import Tensor
from torch.nn import functional

from training.dataset import Batch
from training.encoder import Encoder, Layer

#: Added to the diagonal of second moments, as a share of its mean, so that they have an inverse.
DAMPING = 1e-3


@dataclasses.dataclass(frozen=True)
class Inner:
    """One layer on one batch: states before its inner units [pieces, hidden], the units [pieces, intermediate]; padding is left out."""

    before: Tensor
    units: Tensor


@torch.no_grad()
def trim(encoder: Encoder, intermediate: int, batches: list[Batch]) -> Encoder:
    """The network with `intermediate` inner units a layer, which on `batches` gives about what it gave."""
    small = Encoder(dataclasses.replace(encoder.shape, intermediate=intermediate)).eval()
    kept = {
        name: value for name, value in encoder.state_dict().items() if ".up." not in name and ".down.weight" not in name
    }
    small.load_state_dict(kept, strict=False)
    keys = [torch.zeros(batch.mask.shape).masked_fill(~batch.mask, -1e4)[:, None, None, :] for batch in batches]
    wanted = [encoder.eval().hidden_states(batch.ids, batch.mask) for batch in batches]
    states = [all_states[0] for all_states in wanted]
    for number, (old, new) in enumerate(zip(encoder.layers, small.layers, strict=True)):
        assert isinstance(old, Layer) and isinstance(new, Layer)
        whole = [inner(old, w[number], key, b.mask) for w, key, b in zip(wanted, keys, batches, strict=True)]
        stay = surgeon(old.down.weight, sum_of_squares(i.units for i in whole), intermediate)
        new.up.weight.copy_(old.up.weight[stay])
        new.up.bias.copy_(old.up.bias[stay])
        cut = [inner(new, state, key, b.mask) for state, key, b in zip(states, keys, batches, strict=True)]
        new.down.weight.copy_(fitted(old, whole, cut))
        states = [new(state, key) for state, key in zip(states, keys, strict=True)]
    return small


def inner(layer: Layer, state: Tensor, keys: Tensor, mask: Tensor) -> Inner:
    """What a layer computes up to its inner units."""
    before = layer.attention_norm(state + layer.out(layer.attend(state, keys)))[mask]
    return Inner(before, functional.gelu(layer.up(before)))


def sum_of_squares(units: Iterable[Tensor]) -> Tensor:
    """Second moments [U, U] of several [pieces, U], damped."""
    total = torch.stack([part.double().T @ part.double() for part in units]).sum(0)
    return total + DAMPING * total.diagonal().mean() * torch.eye(len(total), dtype=torch.double)


def surgeon(weight: Tensor, moments: Tensor, count: int) -> Tensor:
    """Indices of the `count` units that stay, in their order: those go first whose loss the others make up for best. `weight` [out, U] reads
    units with second `moments` [U, U]."""
    weight, inverse = weight.double().clone(), torch.linalg.inv(moments)
    stay = torch.ones(len(moments), dtype=torch.bool)
    for _ in range(len(moments) - count):
        cost = (weight.square().sum(0) / inverse.diagonal()).masked_fill(~stay, torch.inf)
        gone = int(cost.argmin())
        made_up = inverse[gone] / inverse[gone, gone]
        weight -= torch.outer(weight[:, gone], made_up)
        inverse -= torch.outer(inverse[:, gone], made_up)
        inverse[gone, gone] = 1.0  # what is gone is never looked at again, and must not divide by nothing
        stay[gone] = False
    return stay.nonzero().flatten()


def fitted(old: Layer, whole: list[Inner], cut: list[Inner]) -> Tensor:
    """The map [hidden, U] from the units that stay to what the whole layer gave, less what the states before it bring along."""
    moments = sum_of_squares(part.units for part in cut)
    pairs = zip(whole, cut, strict=True)
    products = [
        c.units.double().T @ (old.down(w.units) - old.down.bias + w.before - c.before).double() for w, c in pairs
    ]
    found: Tensor = torch.linalg.solve(moments, torch.stack(products).sum(0)).T.float()
    return found
