"""A student that ships can learn on: its weights come back out of the artefact."""

from collections.abc import Callable
from pathlib import Path

import pytest
import torch

from training.encoder import Encoder, Shape
from training.graph import array
from training.quantization import write_fp32, write_int8
from training.revival import read_weights

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
        furthest = abs(array(tensor)).max() / 127 * steps
        assert torch.allclose(found[name], tensor, atol=float(furthest), rtol=1e-6), name
