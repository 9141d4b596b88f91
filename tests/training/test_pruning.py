"""Masks reach their target, cutting changes nothing that the masks did not, relations and loading do what they say."""

from collections.abc import Callable
from pathlib import Path

import numpy
import pytest
import torch

from training.dataset import POOL, Batch
from training.encoder import Encoder, Shape
from training.loading import Loading
from training.pruning import Masks, cut, masked_states
from training.relations import relation_loss

SHAPE = Shape(vocabulary=50, layers=3, hidden=32, heads=4, intermediate=48)
TARGET = Shape(vocabulary=50, layers=2, hidden=16, heads=2, intermediate=24)


@pytest.fixture
def encoder(grown: Callable[[Shape, float], Encoder]) -> Encoder:
    """A network whose parts matter."""
    return grown(SHAPE, 0.2)


def open_only(masks: Masks) -> None:
    """Opens the wanted number of each structure wholly and shuts the others."""
    with torch.no_grad():
        for part, size in (
            (masks.layers, TARGET.layers),
            (masks.heads, TARGET.heads),
            (masks.units, TARGET.intermediate),
            (masks.hidden, TARGET.hidden),
        ):
            part.openness.fill_(-9.0)
            order = torch.randperm(part.openness.shape[-1])
            part.openness[..., order[:size]] = 9.0


def test_open_masks_change_nothing(encoder: Encoder) -> None:
    masks = Masks(SHAPE, TARGET).eval()
    with torch.no_grad():
        for part in (masks.layers, masks.heads, masks.units, masks.hidden):
            part.openness.fill_(9.0)
    ids = torch.arange(20).view(2, 10)
    for found, wanted in zip(masked_states(encoder, masks, ids), encoder.hidden_states(ids), strict=True):
        assert torch.allclose(found, wanted, atol=1e-4)


def test_cutting_keeps_what_the_masks_leave(encoder: Encoder) -> None:
    masks = Masks(SHAPE, TARGET).eval()
    open_only(masks)
    ids = torch.arange(20).view(2, 10)
    mask = torch.ones_like(ids, dtype=torch.bool)
    mask[1, 7:] = False
    with torch.no_grad():
        wanted = encoder.score(masked_states(encoder, masks, ids, mask)[-1]).tags
        small, axes = cut(encoder, masks)
        found = small.eval()(ids, mask).tags
    assert small.shape == TARGET
    assert axes.shape == (SHAPE.hidden, TARGET.hidden)
    assert torch.allclose(found[mask], wanted[mask], atol=1e-3)


def test_multipliers_press_to_the_target() -> None:
    torch.manual_seed(1)
    masks = Masks(SHAPE, TARGET)
    optimizer = torch.optim.AdamW(masks.parameters(), lr=Masks.RATE, weight_decay=0.0)
    assert masks.gaps(1.0).min() > 0.2
    for step in range(800):
        masks.penalty(step / 800).backward()
        optimizer.step()
        optimizer.zero_grad()
    assert masks.linear.abs().min() > 0
    assert masks.gaps(1.0).abs().max() < 0.05


def test_relations_are_equal_only_for_equal_attention() -> None:
    generator = torch.Generator().manual_seed(2)
    wide, other = (torch.randn(2, 5, 3 * 32, generator=generator) for _ in range(2))
    known = torch.ones(2, 5, dtype=torch.bool)
    known[1, 3:] = False
    assert relation_loss(wide, wide, known).item() == pytest.approx(0, abs=1e-6)
    assert relation_loss(other, wide, known).item() > 0.01
    changed = wide.clone()
    changed[1, 4] += 5  # no known word
    assert relation_loss(changed, wide, known).item() == pytest.approx(0, abs=1e-6)


class Lines:
    """Rows of a corpus as `Loading` reads them: two thirds of the lines are of one frame."""

    def __init__(self) -> None:
        self.columns = {"frames": numpy.array([0, -100, 0, -100, 3, -100] * 200)}
        self.anchor_starts = numpy.arange(0, 1201, 2)
        self.lengths = numpy.full(600, 2)

    def collate(self, lines: numpy.ndarray) -> Batch:
        nothing = torch.zeros(len(lines), 2, dtype=torch.long)
        return Batch(lines, nothing, nothing.bool(), *[nothing] * 6)


def test_what_lies_behind_is_drawn_more_often() -> None:
    def measure(batch: Batch) -> tuple[float, float]:
        return (1.5 if (batch.lines % 3 == 2).all() else 0.5), 0.5

    loading = Loading(Lines(), 1, measure)  # type: ignore[arg-type]
    shares = []
    batches = loading.batches(8, 0)
    for _ in range(3):
        drawn = numpy.concatenate([next(batches).lines for _ in range(POOL)])
        shares.append((drawn % 3 == 2).mean())
    assert shares[0] == pytest.approx(1 / 3, abs=0.07)
    assert shares[0] < shares[1] < shares[2]


def test_loading_goes_on_in_the_middle_of_a_pool(tmp_path: Path) -> None:
    def measure(batch: Batch) -> tuple[float, float]:
        return float(batch.lines[0] % 3), 0.0

    whole = Loading(Lines(), 1, measure)  # type: ignore[arg-type]
    batches = whole.batches(8, 0)
    for _ in range(POOL + 10):
        next(batches)
    taken_up = Loading(Lines(), 1, measure)  # type: ignore[arg-type]
    taken_up.load_state_dict(whole.state_dict())
    again = taken_up.batches(8, POOL + 10)
    for _ in range(2 * POOL):
        assert (next(batches).lines == next(again).lines).all()
