"""Confidence is honest on commands it was not fitted on, and thresholds keep what they promise."""

import math
import random

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as some

from assistant.decoding import UNMEASURED, Bars, Doubts, Weights, read_calibration
from assistant.schema import OPERATIONS
from assistant.tagging import Certainty
from training.bank import Frame, Sentence, parse_sentence
from training.calibration import (
    FOLDS,
    Outcome,
    assign_folds,
    calibration_error,
    cross_fit,
    fit_bars,
    fit_weights,
    interval,
    reliability,
)
from training.evaluation import mistype
from training.refusal import auroc


def make_outcomes(count: int, spoiled: bool = False) -> list[Outcome]:
    """Commands whose chance to be right falls with their doubts; `spoiled` ones are right by chance alone."""
    rng = random.Random(5)
    found = []
    for number in range(count):
        doubts = Doubts(rng.expovariate(8), rng.expovariate(4), rng.expovariate(40))
        chance = 0.5 if spoiled else 1 / (1 + math.exp(-9 + 2.5 * sum(doubts.terms())))
        found.append(Outcome(rng.choice(("update", "delete", "create")), doubts, rng.random() < chance, number % FOLDS))
    return found


def test_confidence_is_honest_on_other_folds() -> None:
    measured = cross_fit(make_outcomes(6_000))
    right = [o.right for o in measured.outcomes]
    assert calibration_error(measured.confidences, right) < 0.03
    products = [numpy.exp(-o.doubts.frame - o.doubts.tags - o.doubts.opens) for o in measured.outcomes]
    assert calibration_error(products, right) > 0.06


def test_more_doubt_never_makes_surer() -> None:
    rng = random.Random(1)
    odd = [
        Outcome("update", d, d.tags > 1 or rng.random() < 0.3, 0)
        for d in (Doubts(rng.random(), 2 * rng.random(), rng.random()) for _ in range(500))
    ]
    weights = fit_weights(odd)
    assert max(weights.frame, weights.tags, weights.opens) <= 0
    assert weights.confidence("update", Doubts(0, 0, 0)) >= weights.confidence("update", Doubts(3, 3, 3))


def test_one_enter_keeps_its_promise() -> None:
    outcomes = make_outcomes(8_000)
    measured = cross_fit(outcomes)
    changes = [
        (bars.judge(c), o.right)
        for o, c, bars in zip(measured.outcomes, measured.confidences, measured.bars, strict=True)
        if o.operation in ("update", "delete")
    ]
    sure = [right for certainty, right in changes if certainty is Certainty.ENTER]
    asked = [right for certainty, right in changes if certainty is Certainty.ASK]
    assert len(sure) > 200 and sum(not r for r in sure) / len(sure) < 0.015
    assert asked and sum(asked) / len(asked) < 0.5


def test_few_right_ones_prove_nothing() -> None:
    few = [Outcome("delete", Doubts(0, 0, 0), True, 0)] * 20
    assert fit_bars(few, [0.99] * 20)["delete"].enter == 1.0
    assert fit_bars(few * 10, [0.99] * 200)["delete"].judge(0.995) is Certainty.ENTER
    chance = cross_fit(make_outcomes(500, spoiled=True))
    assert chance.all_bars["update"].judge(0.999_999) is not Certainty.ENTER
    assert fit_bars([], [])["update"] == Bars(1.0, 0.0)


def test_what_changes_nothing_needs_no_threshold() -> None:
    bars = fit_bars(make_outcomes(100), [0.5] * 100)
    assert set(bars) == set(OPERATIONS)
    assert bars["read"].judge(0.01) is Certainty.ENTER
    assert UNMEASURED.judge(0.999) is Certainty.LOOK


@pytest.mark.parametrize(
    ("hits", "count", "low", "high"),
    [(0, 100, 0.0, 0.037), (5, 10, 0.2366, 0.7634), (10, 10, 0.7225, 1.0), (0, 0, 0, 1)],
)
def test_interval_is_wilsons(hits: int, count: int, low: float, high: float) -> None:
    assert interval(hits, count) == pytest.approx((low, high), abs=1e-3)


def test_reliability_counts_everything_once() -> None:
    bins = reliability([0.0, 0.04, 0.5, 1.0], [False, True, True, True])
    assert [count for count, _, _ in bins] == [2, 1, 1]
    assert calibration_error([1.0, 1.0], [True, False]) == pytest.approx(0.5)
    assert calibration_error([], []) == 0.0


def test_folds_keep_a_phrase_together() -> None:
    frames = (Frame("update", "event"),)
    lines = [f"move [summary {name}] to {day}" for name in ("lunch", "yoga") for day in "abcdefgh"]
    sentences = [parse_sentence(line, frames, "family") for line in lines]
    folds = assign_folds(sentences)
    assert len(folds) == 8 and set(folds.values()) == set(range(FOLDS))


def test_damaged_calibration_is_refused() -> None:
    whole = {
        "temperatures": {"tags": 1.0},
        "confidence": {"frame": -1.0, "tags": -1.0, "opens": 0.0, "offsets": {"read": 2.0}},
    }
    assert read_calibration(whole).weights == Weights(-1.0, -1.0, 0.0, {"read": 2.0})
    with pytest.raises(KeyError):
        read_calibration({})
    for change in ({"confidence": {"frame": 1.0}}, {"thresholds": {"update": {"above": 1}}}):
        with pytest.raises(TypeError):
            read_calibration(whole | change)


def sentence() -> Sentence:
    """Two commands, with slots at both ends."""
    frames = (Frame("update", "event"), Frame("delete", "task"))
    return parse_sentence("move [summary lunch] to [new_when Friday] || and drop [summary buy milk]", frames, "several")


@given(some.integers(0, 5_000), some.integers(0, 12))
def test_mistyped_sentences_keep_their_marks(seed: int, count: int) -> None:
    clean = sentence()
    typed = mistype(clean, count, random.Random(seed))
    changed = sum(a != b for a, b in zip(clean.text.split(), typed.text.split(), strict=True))
    assert changed == min(count, 7)
    for before, after in zip(clean.commands, typed.commands, strict=True):
        assert after.frame == before.frame
        assert len(typed.text[: after.start].split()) == len(clean.text[: before.start].split())
        for one, two in zip(before.spans, after.spans, strict=True):
            word, found = clean.text[one.start : one.end], typed.text[two.start : two.end]
            assert len(found.split()) == len(word.split()) and abs(len(found) - len(word)) <= len(word.split())


def test_auroc() -> None:
    scores, wanted = numpy.array([0.1, 0.2, 0.3, 0.4]), numpy.array([0.0, 1.0, 0.0, 1.0])
    assert auroc(scores, wanted) == 0.75
    assert auroc(-scores, wanted) == 0.25
