"""How a student does on people's own sentences, with 95 % intervals: ``python -m training.people GOLD.jsonl SCORER.py [--student DIR]``.

GOLD and SCORER are the evaluation's; nothing of either is kept. Printed as JSON: shares with their Wilson intervals, the calibration error with
a bootstrap interval, how wrong the updates and deletes are above the threshold of one Enter and among the surest.
"""

import argparse
import importlib.util
import json
import math
import random
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from assistant.schema import BORDER_NAMES
from assistant.tagger import OnnxTagger
from assistant.tagging import Certainty, TaggedCommand
from training.calibration import calibration_error, interval
from training.folders import STUDENT
from training.measurement import CHANGES, COVERAGES, surest

#: Samples of the bootstrap.
SAMPLES = 2_000


def load_scorer(path: Path) -> Any:
    """The evaluation's own module, whose rules for equal slots count."""
    spec = importlib.util.spec_from_file_location("scorer", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def at_border(command: TaggedCommand) -> dict[str, Any]:
    """A command as the command line gives it."""
    slots = [[BORDER_NAMES[s.name], s.text] for s in command.slots]
    return {"operation": command.operation, "object": command.object, "slots": slots}


def share(right: Sequence[bool]) -> dict[str, Any]:
    """A share and its interval."""
    low, high = interval(sum(right), len(right))
    return {"n": len(right), "share": round(sum(right) / max(1, len(right)), 4), "low": low, "high": high}


def bootstrap(
    rows: Sequence[tuple[float, bool]], score: Callable[[Sequence[tuple[float, bool]]], float]
) -> list[float]:
    """95 % interval of a score over lines drawn anew (Efron 1979)."""
    rng = random.Random(7)
    found = sorted(score(rng.choices(rows, k=len(rows))) for _ in range(SAMPLES))
    return [round(found[SAMPLES // 40], 4), round(found[-SAMPLES // 40], 4)]


def error(rows: Sequence[tuple[float, bool]]) -> float:
    """Calibration error of (confidence, right)."""
    return calibration_error([c for c, _ in rows], [right for _, right in rows])


def measure(tagger: OnnxTagger, gold: Sequence[dict[str, Any]], scorer: Any) -> dict[str, Any]:
    """All figures of a student."""
    frames, exact, changes = [], [], []
    for line in gold:
        tagging = tagger.tag(line["text"])
        found = [at_border(c) for c in tagging.commands]
        frames.append(scorer.frames(found) == scorer.frames(line["commands"]))
        right = frames[-1] and scorer.slots_of(found) == scorer.slots_of(line["commands"])
        confidence = math.prod(c.confidence for c in tagging.commands)
        exact.append((confidence, right))
        if any(c.operation in CHANGES for c in tagging.commands):
            changes.append((confidence, right, tagging.certainty))
    entered = [not right for _, right, certainty in changes if certainty == Certainty.ENTER]
    return {
        "frame": share(frames),
        "exact": share([right for _, right in exact]),
        "calibration_error": {"value": round(error(exact), 4), "interval": bootstrap(exact, error)},
        "changes": len(changes),
        "one_enter": {"coverage": share([c == Certainty.ENTER for _, _, c in changes]), "wrong": share(entered)},
        "wrong_among_surest": {
            f"{part:.0%}": share([not right for _, right, _ in surest(changes, part)]) for part in COVERAGES if changes
        },
    }


def main(arguments: list[str]) -> int:
    """Reads the command line and prints the figures."""
    options = argparse.ArgumentParser(prog="python -m training.people", description="Measure on people's sentences.")
    options.add_argument("gold", type=Path)
    options.add_argument("scorer", type=Path)
    options.add_argument("--student", type=Path, default=STUDENT)
    chosen = options.parse_args(arguments)
    gold = [json.loads(line) for line in chosen.gold.read_text(encoding="utf-8").splitlines() if line.strip()]
    print(json.dumps(measure(OnnxTagger(chosen.student), gold, load_scorer(chosen.scorer)), indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
