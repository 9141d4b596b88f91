"""A network whose parts matter, and how one is made."""

from collections.abc import Callable

import pytest
import torch

from training.encoder import Encoder, Shape


@pytest.fixture
def grown() -> Callable[[Shape, float], Encoder]:
    """Makes a network of a shape with weights so much larger than BERT's initial ones."""

    def make(shape: Shape, spread: float) -> Encoder:
        torch.manual_seed(0)
        found = Encoder(shape).eval()
        with torch.no_grad():
            for parameter in found.parameters():
                parameter.add_(torch.randn_like(parameter) * spread)
        return found

    return make
