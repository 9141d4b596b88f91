"""The network in torch, as a graph, and cut to another shape."""

import dataclasses
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import numpy
import onnx
import pytest
import torch

from assistant.tagger import MODEL, OUTPUTS, open_session
from training.bank import PHRASES
from training.dataset import Batch
from training.distillation import build_link, soft_loss, without_some
from training.encoder import Encoder, Scores, Shape
from training.folders import STUDENT
from training.labels import IGNORED
from training.objective import at_anchors, divergence
from training.quantization import write_fp32, write_int8
from training.recipe import Distillation, load_recipe
from training.rounding import round_activations, round_rows, set_rounding
from training.teacher import TeacherScores
from training.transfer import choose_layers, match_states, observe, principal_axes, transfer

RECIPES = PHRASES.parent / "recipes"

SHAPE = Shape(vocabulary=200, layers=3, hidden=96, heads=3, intermediate=128)


@pytest.fixture
def encoder(grown: Callable[[Shape, float], Encoder]) -> Encoder:
    """A network whose parts matter."""
    return grown(SHAPE, 0.08)


def make_batch(count: int) -> Batch:
    """Random lines of twelve pieces."""
    ids = torch.randint(0, SHAPE.vocabulary, (count, 12), generator=torch.Generator().manual_seed(count))
    nothing = torch.zeros_like(ids)
    return Batch(numpy.arange(count), ids, torch.ones_like(ids, dtype=torch.bool), *[nothing] * 6)


def run(path: Path, ids: torch.Tensor) -> dict[str, numpy.ndarray]:
    """The outputs of a graph."""
    return dict(zip(OUTPUTS, open_session(path).run(OUTPUTS, {"ids": ids.numpy()}), strict=True))


def apart(found: dict[str, numpy.ndarray], wanted: Scores) -> float:
    """Mean distance of logits."""
    return float(numpy.mean([numpy.abs(found[name] - getattr(wanted, name).numpy()).mean() for name in OUTPUTS]))


def test_pieces_that_are_not_read_are_words_alone() -> None:
    batch = make_batch(64)
    batch.mask[:32, 7:] = False
    for share in (0.0, 0.3, 1.0):
        found = without_some(batch, share, 1).ids
        hidden = found != batch.ids
        ends = torch.cat([hidden[:, 0], hidden[:32, 6], hidden[32:, 11]])
        assert not ends.any() and not hidden[:32, 7:].any()
        assert (found[hidden] == 1).all()
        inner = torch.cat([(found == 1)[:32, 1:6].flatten(), (found == 1)[32:, 1:11].flatten()])
        assert inner.float().mean().item() == pytest.approx(share, abs=0.1)


def test_rounding_is_that_of_int8(encoder: Encoder, tmp_path: Path) -> None:
    write_int8(encoder, tmp_path / "b.onnx")
    ids = torch.randint(0, SHAPE.vocabulary, (1, 12), generator=torch.Generator().manual_seed(3))
    found = run(tmp_path / "b.onnx", ids)
    with torch.no_grad():
        plain = encoder(ids)
        set_rounding(encoder, True)
        rounded = encoder(ids)
        set_rounding(encoder, False)
        again = encoder(ids)
    assert apart(found, rounded) < 0.2 * apart(found, plain)
    assert torch.equal(again.tags, plain.tags)


def test_gradients_pass_through_rounding() -> None:
    x = torch.tensor([[[0.3, -0.7, 0.11], [0.9, 0.2, 0.5]]], requires_grad=True)
    for rounded in (round_rows(x, 127), round_activations(x)):
        assert not torch.equal(rounded, x)
        assert torch.allclose(rounded, x, atol=0.9 / 127)
        (slope,) = torch.autograd.grad(rounded.sum(), x)
        assert torch.equal(slope, torch.ones_like(x))


def test_products_fit_where_processors_add_two_of_them_in_16_bits() -> None:
    constants = onnx.load(STUDENT / MODEL).graph.initializer
    weights = [onnx.numpy_helper.to_array(c) for c in constants if c.name.endswith("weight_quantized")]
    assert weights and all(2 * 255 * numpy.abs(w.astype(int)).max() < 2**15 for w in weights)


@pytest.mark.parametrize("length", [2, 12, 128])
def test_graph_computes_what_torch_does(encoder: Encoder, tmp_path: Path, length: int) -> None:
    write_fp32(encoder, tmp_path / "a.onnx")
    ids = torch.randint(0, SHAPE.vocabulary, (1, length), generator=torch.Generator().manual_seed(length))
    with torch.no_grad():
        wanted = encoder(ids)
    for name, found in run(tmp_path / "a.onnx", ids).items():
        assert numpy.allclose(found, getattr(wanted, name).numpy(), atol=2e-4), name


def test_int8_is_close_and_small(encoder: Encoder, tmp_path: Path) -> None:
    write_fp32(encoder, tmp_path / "a.onnx")
    write_int8(encoder, tmp_path / "b.onnx")
    ids = make_batch(1).ids
    exact, packed = run(tmp_path / "a.onnx", ids), run(tmp_path / "b.onnx", ids)
    for name in OUTPUTS:
        assert numpy.abs(exact[name] - packed[name]).mean() < 0.1 * exact[name].std(), name
    assert (tmp_path / "b.onnx").stat().st_size < 0.5 * (tmp_path / "a.onnx").stat().st_size


def test_padding_changes_nothing(encoder: Encoder) -> None:
    ids = make_batch(2).ids
    padded = torch.cat([ids, torch.zeros(2, 5, dtype=torch.long)], 1)
    mask = torch.arange(17)[None, :] < torch.tensor([[12], [12]])
    with torch.no_grad():
        alone, together = encoder(ids).tags, encoder(padded, mask).tags[:, :12]
    assert torch.allclose(alone, together, atol=1e-4)


def test_transfer_to_the_same_shape_is_the_teacher(encoder: Encoder) -> None:
    batch = make_batch(4)
    student, _ = transfer(encoder, SHAPE, list(range(SHAPE.vocabulary)), observe(encoder, [batch]))
    with torch.no_grad():
        assert torch.allclose(student.eval()(batch.ids).tags, encoder(batch.ids).tags, atol=1e-4)


def test_transfer_to_a_smaller_shape_keeps_more_than_chance(encoder: Encoder) -> None:
    batch = make_batch(64)
    smaller = Shape(SHAPE.vocabulary, 3, 64, 2, 96)
    observed = observe(encoder, [batch])
    student, axes = transfer(encoder, smaller, list(range(SHAPE.vocabulary)), observed)
    with torch.no_grad():
        wanted = encoder(batch.ids).tags.flatten()
        found = student.eval()(batch.ids).tags.flatten()
        chance = Encoder(smaller).eval()(batch.ids).tags.flatten()
    assert torch.corrcoef(torch.stack([wanted, found]))[0, 1] > 0.5
    assert abs(torch.corrcoef(torch.stack([wanted, chance]))[0, 1]) < 0.2
    assert axes.shape == (96, 64)


def test_axes_are_orthogonal_and_leave_the_mean_empty() -> None:
    states = torch.randn(500, 20, generator=torch.Generator().manual_seed(2)) @ torch.diag(torch.linspace(0.1, 3, 20))
    axes = principal_axes(states.T @ states, 12)
    assert torch.allclose(axes.sum(1), torch.zeros(20), atol=1e-5)
    assert numpy.linalg.matrix_rank((states @ axes).numpy(), tol=1e-3) == 11
    kept = (states @ axes).pow(2).sum() / states.pow(2).sum()
    assert kept > 0.8


def test_layers_are_spread() -> None:
    assert choose_layers(6, 4) == [0, 2, 3, 5]
    assert choose_layers(12, 6) == [0, 2, 4, 7, 9, 11]
    assert choose_layers(6, 6) == list(range(6))
    assert choose_layers(6, 1) == [0]


def test_divergence_is_zero_only_for_equal_scores() -> None:
    weight = torch.ones(1, 2)
    one = torch.tensor([[[1.0, 2.0], [0.0, 3.0]]])
    assert divergence(one, one + 5, 2.0, weight).item() == pytest.approx(0, abs=1e-6)
    assert divergence(one, -one, 2.0, weight).item() > 0.5


def distillation_batch(count: int) -> tuple[Batch, Distillation]:
    """A batch whose every place is labelled and stands for itself, and the numbers of the shipped recipe."""
    batch = make_batch(count)
    places = torch.arange(12).expand(count, 12)
    labelled = dataclasses.replace(batch, places=places, sources=places)
    return labelled, load_recipe(RECIPES / "student.toml").distillation


def test_soft_loss_is_zero_for_the_teacher_itself(encoder: Encoder) -> None:
    batch, numbers = distillation_batch(3)
    with torch.no_grad():
        found = encoder(batch.ids)
    rows = torch.cat([found.tags, found.opens[..., None], found.frames, found.asks], -1)
    scores = at_anchors(found, batch.places)
    assert soft_loss(scores, rows, batch, numbers).item() == pytest.approx(0, abs=1e-4)
    assert soft_loss(scores, rows.flip(1), batch, numbers).item() > 0.1
    unknown = dataclasses.replace(batch, sources=torch.full_like(batch.sources, IGNORED))
    assert soft_loss(scores, rows.flip(1), unknown, numbers).item() == 0


def test_lines_that_were_not_scored_have_no_soft_loss(encoder: Encoder, tmp_path: Path) -> None:
    batch, numbers = distillation_batch(3)
    with torch.no_grad():
        found = encoder(batch.ids)
    rows = torch.cat([found.tags, found.opens[..., None], found.frames, found.asks], -1).flip(1)
    scores = at_anchors(found, batch.places)
    numpy.save(tmp_path / "scores.npy", rows[:2].flatten(0, 1).numpy())
    starts = numpy.arange(4) * rows.shape[1]
    teacher = TeacherScores(tmp_path / "scores.npy", SimpleNamespace(anchor_starts=starts))  # type: ignore[arg-type]
    some = teacher.of(batch)
    assert some[2].isnan().all() and not some[:2].isnan().any()
    sources = batch.sources.clone()
    sources[2] = IGNORED
    wanted = soft_loss(scores, rows, dataclasses.replace(batch, sources=sources), numbers)
    assert soft_loss(scores, some, batch, numbers).item() == pytest.approx(wanted.item())


def test_states_match_along_the_axes(encoder: Encoder) -> None:
    batch = make_batch(8)
    axes = principal_axes(observe(encoder, [batch]).moments, 64)
    with torch.no_grad():
        states = [state.flatten(0, 1) for state in encoder.hidden_states(batch.ids)]
        link = build_link(96, 64, axes)
        near = match_states([state @ axes for state in states], states, link, [0, 1, 2])
        far = match_states([state.flip(0) @ axes for state in states], states, link, [0, 1, 2])
    assert near.item() < 0.3 * far.item()
