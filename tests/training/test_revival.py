"""A student that ships can learn on: its weights come back out of the artefact."""

import copy
from collections.abc import Callable
from pathlib import Path

import pytest
import torch

from training.encoder import Encoder, Shape
from training.graph import array
from training.quantization import write_fp32, write_int8
from training.revival import mean, read_weights, with_pieces
from training.rounding import WEIGHT_STEPS
from training.vocabulary import AFTER

SHAPE = Shape(60, 2, 32, 4, 48)


@pytest.mark.parametrize(("write", "steps"), [(write_fp32, 0.0), (write_int8, 1.0)])
def test_weights_come_back(
    grown: Callable[[Shape, float], Encoder], tmp_path: Path, write: Callable[[Encoder, Path], None], steps: float
) -> None:
    encoder = grown(SHAPE, 0.3)
    write(encoder, tmp_path / "x.onnx")
    found = read_weights(tmp_path / "x.onnx", SHAPE.layers)
    wanted = encoder.state_dict()
    assert found.keys() == wanted.keys()
    for name, tensor in wanted.items():
        furthest = abs(array(tensor)).max() / WEIGHT_STEPS * steps
        assert torch.allclose(found[name], tensor, atol=float(furthest), rtol=1e-6), name


def ids_of(pieces: list[str]) -> dict[str, int]:
    return {piece: number for number, piece in enumerate(pieces)}


def test_the_mean_knows_pieces_by_their_names(grown: Callable[[Shape, float], Encoder]) -> None:
    encoder, pieces = grown(SHAPE, 0.3), ["[CLS]", *map(str, range(1, SHAPE.vocabulary))]
    wanted, other = {name: tensor.clone() for name, tensor in encoder.state_dict().items()}, copy.deepcopy(encoder)
    with torch.no_grad():
        other.pieces.weight.copy_(other.pieces.weight.flip(0))
        other.scores.bias.add_(1.0)
    found, names = mean([(encoder, pieces), (other, pieces[::-1])])
    assert names == pieces
    for name, tensor in found.state_dict().items():
        assert torch.allclose(tensor, wanted[name] + 0.5 * (name == "scores.bias"), atol=1e-6), name
    later, all_pieces = with_pieces(encoder, pieces, ids_of([*pieces, *AFTER])), [*pieces, *AFTER]
    found, names = mean([(encoder, pieces), (later, all_pieces)])
    assert names == all_pieces
    assert torch.equal(found.pieces.weight[len(pieces)], found.pieces.weight[pieces.index("[CLS]")])
    assert torch.equal(found.pieces.weight[: len(pieces)], encoder.pieces.weight)
    with pytest.raises(ValueError, match="other pieces"):
        mean([(encoder, pieces), (other, [*pieces[1:], "new"])])
