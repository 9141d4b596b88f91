"""Everything that is measured of a student, on held-out sentences and as it ships, for the manifest and the card."""

import dataclasses
import math
import random
from collections.abc import Sequence
from typing import Any, TypeVar

from assistant.decoding import Calibration, Doubts, Scores
from assistant.tagger import OnnxTagger, understand
from assistant.tagging import Certainty
from assistant.tokenization import Tokens
from training.asides import add_aside
from training.bank import Sentence
from training.calibration import (
    Measured,
    Outcome,
    assign_folds,
    calibration_error,
    cross_fit,
    fit_temperatures,
    interval,
    reliability,
)
from training.evaluation import Verdict, evaluate, family_of, judge, mistype, operation_of, retold, slices, summarize
from training.lexicon import LEXICONS, load_lexicon

Read = Sequence[tuple[Tokens, Scores]]
Row = TypeVar("Row", bound=tuple[Any, ...])

#: Sentences on which temperatures are fitted.
CALIBRATION = 2_000

#: Typing mistakes a sentence.
TYPOS = (1, 2)

#: Remarks that no student has read.
REMARKS = LEXICONS / "held_out"

#: Shares of the updates and deletes, the surest first, at which the share of wrong ones is told.
COVERAGES = (0.2, 0.4, 0.6, 0.8, 1.0)
CHANGES = ("update", "delete")


@dataclasses.dataclass(frozen=True)
class Watch(Calibration):
    """A calibration that keeps what it is asked."""

    seen: list[tuple[str, Doubts]] = dataclasses.field(default_factory=list)

    def confidence(self, operation: str, doubts: Doubts) -> float:
        """As without watching."""
        self.seen.append((operation, doubts))
        return super().confidence(operation, doubts)


def calibrate(read: Read, sentences: Sequence[Sentence], folds: Sequence[int]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What ships of a calibration, by the names of the manifest, and how well it did on folds that it was not fitted on."""
    step = max(1, len(sentences) // CALIBRATION)
    temperatures = fit_temperatures(read[::step], sentences[::step])
    outcomes, owners, exact = [], [], []
    for number, (sentence, (tokens, scores)) in enumerate(zip(sentences, read, strict=True)):
        watch = Watch(temperatures)
        verdict = Verdict(sentence, understand(sentence.text, tokens, scores, watch))
        exact.append(verdict.exact)
        for (operation, doubts), right in zip(watch.seen, verdict.rights(), strict=False):
            outcomes.append(Outcome(operation, doubts, right, folds[number]))
            owners.append(number)
    measured = cross_fit(outcomes)
    shipped = {
        "temperatures": dataclasses.asdict(temperatures),
        "confidence": dataclasses.asdict(measured.weights),
        "thresholds": {name: dataclasses.asdict(bars) for name, bars in measured.all_bars.items()},
    }
    confidences = [1.0] * len(sentences)
    for owner, confidence in zip(owners, measured.confidences, strict=True):
        confidences[owner] *= confidence
    products = [math.exp(-o.doubts.frame - o.doubts.tags - o.doubts.opens) for o in outcomes]
    return shipped, {
        "error": round(calibration_error(confidences, exact), 4),
        "product_error": round(calibration_error(products, [o.right for o in outcomes]), 4),
        "reliability": reliability(confidences, exact),
        "zones": {name: zones(measured, names) for name, names in groups().items()},
        "curve": curve(measured),
    }


def groups() -> dict[str, tuple[str, ...]]:
    """Operations whose zones are told, alone and updates with deletes."""
    return {"update and delete": CHANGES} | {name: (name,) for name in ("update", "delete", "create", "complete")}


def zones(measured: Measured, operations: Sequence[str]) -> dict[str, Any]:
    """Of the commands of some operations: number, wrong ones, and in each zone number and wrong ones, with 95 % intervals."""
    rows = [
        (bars.judge(confidence), outcome.right)
        for outcome, confidence, bars in zip(measured.outcomes, measured.confidences, measured.bars, strict=True)
        if outcome.operation in operations
    ]
    found: dict[str, Any] = {"n": len(rows), "wrong": sum(not right for _, right in rows)}
    for zone in Certainty:
        inside = [right for certainty, right in rows if certainty == zone]
        wrong = sum(not right for right in inside)
        found[zone.name.lower()] = {
            "n": len(inside),
            "wrong": wrong,
            "coverage": round(len(inside) / max(1, len(rows)), 4),
            "coverage_interval": interval(len(inside), len(rows)),
            "wrong_interval": interval(wrong, len(inside)),
        }
    return found


def curve(measured: Measured) -> list[tuple[float, float]]:
    """(Share of the updates and deletes, the surest first; share of wrong ones among these)."""
    rows = [
        (c, o.right) for o, c in zip(measured.outcomes, measured.confidences, strict=True) if o.operation in CHANGES
    ]
    taken = [(share, surest(rows, share)) for share in COVERAGES]
    return [(share, round(sum(not right for _, right in part) / max(1, len(part)), 4)) for share, part in taken]


def surest(rows: Sequence[Row], share: float) -> list[Row]:
    """The share of the rows, one at least, whose confidence, their first value, is highest."""
    return sorted(rows, reverse=True)[: max(1, round(share * len(rows)))]


def measure_student(tagger: OnnxTagger, plain: OnnxTagger, sentences: Sequence[Sentence], seed: int) -> dict[str, Any]:
    """Scores of the student as it ships, in slices, with typing mistakes and with remarks around, and of `plain`, the same network before int8."""
    verdicts = judge(tagger, sentences)
    whole = summarize(verdicts)
    rng = random.Random(seed)
    typos = {str(n): evaluate(tagger, [mistype(s, n, rng) for s in sentences]) for n in TYPOS}
    remarks = load_lexicon(REMARKS)
    spoken = [s for s in sentences if s.commands[-1].frame.operation != "none"]
    remarked = [retold(s, *add_aside(s, remarks, rng)) for s in spoken]
    plain.calibration = tagger.calibration
    others = judge(plain, sentences)
    return {
        "held_out": whole,
        "fp32": summarize(others),
        "lost_to_int8": paired([v.exact for v in others], [v.exact for v in verdicts]),
        "typos": {"0": whole, **typos},
        "remarked": {"without": evaluate(tagger, spoken), "with": evaluate(tagger, remarked)},
        "families": slices(verdicts, family_of),
        "operations": slices(verdicts, operation_of),
    }


def paired(before: Sequence[bool], after: Sequence[bool]) -> dict[str, float]:
    """How much less often the latter are right, on the same lines, with the half width of its 95 % interval."""
    steps = [a - b for a, b in zip(before, after, strict=True)]
    n = max(1, len(steps))
    mean = sum(steps) / n
    spread = math.sqrt(sum((s - mean) ** 2 for s in steps) / n / n)
    return {"difference": round(mean, 4), "reach": round(1.96 * spread, 4)}


def folds_of(sentences: Sequence[Sentence]) -> list[int]:
    """The fold of each sentence."""
    folds = assign_folds(sentences)
    return [folds[(s.family, s.skeleton)] for s in sentences]
