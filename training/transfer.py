"""Teacher's parameters → student's: layers copied, heads and units chosen by importance, hidden states projected.

The student's hidden space is that of the teacher's first principal axes, so a student state is (nearly) a rotated teacher state
and every matrix can be rotated along. One direction is left empty: LayerNorm takes the mean away, so the axes are laid out such
that the direction of equal values carries nothing.
"""

import dataclasses

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.dataset import Batch
from training.encoder import Encoder, Layer, Shape
from training.optimization import autocast
from training.recipe import RecipeError


@dataclasses.dataclass(frozen=True)
class Observed:
    """What the teacher did on some lines: second moments of its states [H, H], and importance of heads and units a layer."""

    moments: Tensor
    heads: list[Tensor]
    units: list[Tensor]


def choose_layers(teacher: int, student: int) -> list[int]:
    """Which teacher layers become the student's: first and last, and evenly between."""
    return [round(n * (teacher - 1) / max(1, student - 1)) for n in range(student)]


@torch.no_grad()
def observe(teacher: Encoder, batches: list[Batch]) -> Observed:
    """Runs the teacher over some batches."""
    size = teacher.shape.hidden
    moments = torch.zeros(size, size)
    heads = [torch.zeros(teacher.shape.heads) for _ in teacher.layers]
    units = [torch.zeros(teacher.shape.intermediate) for _ in teacher.layers]
    watched: dict[nn.Module, Tensor] = {}

    def keep(module: nn.Module, inputs: tuple[Tensor, ...]) -> None:
        watched[module] = inputs[0]

    layers = [layer for layer in teacher.layers if isinstance(layer, Layer)]
    hooks = [part.register_forward_pre_hook(keep) for layer in layers for part in (layer.out, layer.down)]
    for batch in batches:
        with autocast():
            states = teacher.hidden_states(batch.ids, batch.mask)
        for state in states:
            real = state[batch.mask].float()
            moments += real.T @ real / len(real)
        for number, layer in enumerate(layers):
            mixed, inner = (watched[part][batch.mask].float() for part in (layer.out, layer.down))
            heads[number] += (
                (mixed.pow(2).mean(0) * layer.out.weight.pow(2).sum(0)).view(teacher.shape.heads, -1).sum(1)
            )
            units[number] += inner.pow(2).mean(0) * layer.down.weight.pow(2).sum(0)
    for hook in hooks:
        hook.remove()
    return Observed(moments, heads, units)


def principal_axes(moments: Tensor, size: int) -> Tensor:
    """[H, size] with orthogonal columns: the main axes of the states, turned so that each row of it sums to zero."""
    if size >= len(moments):
        return torch.eye(len(moments), size)
    axes = torch.linalg.eigh(moments.double()).eigenvectors[:, -(size - 1) :]
    ones = torch.full((size, 1), size**-0.5, dtype=torch.double)
    frame = torch.linalg.qr(torch.cat([ones, torch.eye(size, dtype=torch.double)[:, 1:]], 1)).Q[:, 1:]
    turned: Tensor = (axes @ frame.T).float()
    return turned


@torch.no_grad()
def transfer(teacher: Encoder, shape: Shape, pieces: list[int], observed: Observed) -> tuple[Encoder, Tensor]:
    """A student of `shape` made of the teacher, and the axes [teacher hidden, student hidden] that link their states.

    `pieces` gives for each of the student's pieces the teacher's id. Raises RecipeError where the size of a head differs.
    """
    if teacher.shape.hidden // teacher.shape.heads != shape.hidden // shape.heads:
        raise RecipeError("Teacher and student need attention heads of one size.")
    axes = principal_axes(observed.moments, shape.hidden)
    student = Encoder(shape)
    student.pieces.weight.copy_(teacher.pieces.weight[pieces] @ axes)
    student.places.weight.copy_(teacher.places.weight[: shape.positions] @ axes)
    copy_norm(teacher.norm, student.norm, axes)
    for number, chosen in enumerate(choose_layers(teacher.shape.layers, shape.layers)):
        old, new = teacher.layers[chosen], student.layers[number]
        assert isinstance(old, Layer) and isinstance(new, Layer)
        heads = best(observed.heads[chosen], shape.heads)
        units = best(observed.units[chosen], shape.intermediate)
        copy_maps(old, new, axes, heads, units)
        copy_norm(old.attention_norm, new.attention_norm, axes)
        copy_norm(old.output_norm, new.output_norm, axes)
    student.scores.weight.copy_(teacher.scores.weight @ axes)
    student.scores.bias.copy_(teacher.scores.bias)
    return student, axes


def best(importance: Tensor, count: int) -> Tensor:
    """Indices of the most important ones, in their order."""
    return importance.topk(count).indices.sort().values


def copy_maps(old: Layer, new: Layer, axes: Tensor, heads: Tensor, units: Tensor) -> None:
    """The linear maps of the chosen heads and units, rotated."""
    size = old.out.in_features // old.heads
    rows = (heads[:, None] * size + torch.arange(size)).flatten()
    three = torch.cat([part * old.out.in_features + rows for part in range(3)])
    new.qkv.weight.copy_(old.qkv.weight[three] @ axes)
    new.qkv.bias.copy_(old.qkv.bias[three])
    new.out.weight.copy_(axes.T @ old.out.weight[:, rows])
    new.out.bias.copy_(axes.T @ old.out.bias)
    new.up.weight.copy_(old.up.weight[units] @ axes)
    new.up.bias.copy_(old.up.bias[units])
    new.down.weight.copy_(axes.T @ old.down.weight[:, units])
    new.down.bias.copy_(axes.T @ old.down.bias)


def copy_norm(old: nn.LayerNorm, new: nn.LayerNorm, axes: Tensor) -> None:
    """A norm over fewer units gives shorter states: the gain makes up for it; of the rotated gain the diagonal is kept."""
    grown = (axes.shape[0] / axes.shape[1]) ** 0.5
    lengths = axes.pow(2).sum(0)
    gain = (axes.pow(2) * old.weight[:, None]).sum(0) / lengths
    new.weight.copy_(grown * gain)
    new.bias.copy_(axes.T @ old.bias)


def match_states(student: list[Tensor], teacher: list[Tensor], link: nn.Linear, chosen: list[int]) -> Tensor:
    """How far the student's states, brought into the teacher's space, are from the teacher's; 0 where alike, about 1 for unlike.

    Both lists hold the states at anchors after the embeddings and each layer, of like shape [N, hidden].
    """
    pairs = [(student[0], teacher[0]), *((student[n + 1], teacher[c + 1]) for n, c in enumerate(chosen))]
    apart = [functional.mse_loss(link(mine), theirs) / theirs.pow(2).mean() for mine, theirs in pairs]
    return torch.stack(apart).mean()
