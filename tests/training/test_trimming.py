"""Units that others can stand for go without a trace; of the others go those that are missed least."""

from collections.abc import Callable

import numpy
import pytest
import torch

from training.dataset import Batch
from training.encoder import Encoder, Layer, Shape
from training.trimming import surgeon, trim

SHAPE = Shape(vocabulary=200, layers=2, hidden=32, heads=4, intermediate=48)


@pytest.fixture
def encoder(grown: Callable[[Shape, float], Encoder]) -> Encoder:
    """A network whose parts matter."""
    return grown(SHAPE, 0.2)


@pytest.fixture
def batches() -> list[Batch]:
    """Lines of any pieces, some shorter than others."""
    generator, nothing = torch.Generator().manual_seed(3), torch.zeros(8, 2, dtype=torch.long)
    found = []
    for _ in range(20):
        ids = torch.randint(1, SHAPE.vocabulary, (8, 12), generator=generator)
        mask = torch.arange(12) < torch.randint(4, 13, (8, 1), generator=generator)
        found.append(Batch(numpy.arange(8), ids, mask, *[nothing] * 6))
    return found


def apart(one: Encoder, other: Encoder, batch: Batch) -> float:
    """How far two networks' scores are from each other, as a share of the first one's spread."""
    with torch.no_grad():
        found, wanted = (net(batch.ids, batch.mask).tags[batch.mask] for net in (other, one))
    return float((found - wanted).std() / wanted.std())


def test_units_that_say_the_same_as_others_go_without_a_trace(encoder: Encoder, batches: list[Batch]) -> None:
    with torch.no_grad():
        for layer in encoder.layers:
            assert isinstance(layer, Layer)
            layer.up.weight[24:], layer.up.bias[24:] = layer.up.weight[:24], layer.up.bias[:24]
    small = trim(encoder, 24, batches[1:])
    assert small.shape.intermediate == 24
    assert apart(encoder, small, batches[0]) < 0.02


def test_what_is_left_is_fitted_to_what_the_whole_network_gave(encoder: Encoder, batches: list[Batch]) -> None:
    small, cut = trim(encoder, 32, batches[1:]), trim(encoder, 32, batches[1:])
    with torch.no_grad():
        for new, old in zip(cut.layers, encoder.layers, strict=True):
            assert isinstance(new, Layer) and isinstance(old, Layer)
            stay = [int((old.up.weight == row).all(1).nonzero()) for row in new.up.weight]
            new.down.weight.copy_(old.down.weight[:, stay])
    assert apart(encoder, small, batches[0]) < 0.6 * apart(encoder, cut, batches[0])


def test_what_is_read_or_made_up_for_least_goes() -> None:
    weight = torch.ones(3, 20)
    weight[:, 4] = 0.01
    moments = torch.eye(20, dtype=torch.double)
    moments[7, 8] = moments[8, 7] = 0.999  # one can stand for the other
    stay = surgeon(weight, moments, 12).tolist()
    assert len(stay) == 12 and 4 not in stay and (7 in stay) != (8 in stay)
