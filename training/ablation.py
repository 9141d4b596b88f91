"""What each method brings: ``python -m training.ablation [--recipe FILE] [--work DIR] [--steps N] [--seeds N] [--threads N]``.

The student's course is run at a small budget once with everything the recipe has and once for each change below, from the corpus,
teacher and scores that a run of the chain left in its work folder. Results are kept a variant and seed, so that an interrupted
run goes on; the table goes to ``training/results/ablation.json``, from which the card takes it.
"""

import argparse
import dataclasses
import json
import logging
import statistics
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import torch

from training import bank
from training.bank import Sentence
from training.build import METRICS, Run, open_run
from training.corpus import build_corpus
from training.folders import RESULTS, ROOT
from training.lexicon import load_lexicon
from training.recipe import Recipe, load_recipe

log = logging.getLogger("training.ablation")

TABLE = RESULTS / "ablation.json"

#: Phrases a frame that "templates only" leaves, the shortest ones.
TEMPLATES = 5

#: Networks that begin at random have not begun to learn slots in the steps that are enough for the others.
LONG = 2

Choose = Callable[[Sequence[Sentence]], list[Sentence]]


@dataclasses.dataclass(frozen=True)
class Variant:
    """A change of the recipe: tables and fields → values; `phrases` cuts the bank (then no teacher may help, it knows them all);
    `stretch` times the steps, for what learns nothing in fewer."""

    name: str
    changes: dict[str, dict[str, Any]] = dataclasses.field(default_factory=dict)
    phrases: Choose | None = None
    stretch: int = 1


def half(phrases: Sequence[Sentence]) -> list[Sentence]:
    """Every other phrase."""
    return list(phrases[::2])


def templates(phrases: Sequence[Sentence]) -> list[Sentence]:
    """The shortest phrases of each frame: what somebody would write who lists patterns."""
    frames: dict[object, list[Sentence]] = {}
    for sentence in phrases:
        frames.setdefault(tuple(command.frame for command in sentence.commands), []).append(sentence)
    return [s for found in frames.values() for s in sorted(found, key=lambda s: len(s.skeleton))[:TEMPLATES]]


LABELS_ONLY = {"soft": 0.0, "hard": 1.0, "hidden": 0.0, "relation": 0.0}
SCRATCH: dict[str, dict[str, Any]] = {"student": {"start": "random"}, "distillation": LABELS_ONLY}
SILENT = {"clean": 1.0, "typo": 0.0, "shorten": 0.0, "unpunctuated": 0.0, "apostrophes": 0.0, "glued": 0.0}

VARIANTS = (
    Variant("everything"),
    Variant("no transfer of parameters", {"student": {"start": "random"}}),
    Variant("no soft targets", {"distillation": {"soft": 0.0, "hard": 1.0}}),
    Variant("no hidden states", {"distillation": {"hidden": 0.0}}),
    Variant("attention relations too", {"distillation": {"relation": 1.0}}),
    Variant("sheared (masks) instead of projected", {"student": {"start": "sheared"}}),
    Variant("dynamic batch loading", {"distillation": {"dynamic": True}}),
    Variant("no noise", {"corpus": {"noise": SILENT}}),
    Variant("no distillation, transfer alone", {"distillation": LABELS_ONLY}),
    Variant(f"from scratch (no transfer, no distillation), {LONG} times the lines", SCRATCH, stretch=LONG),
    Variant(f"from scratch, half the bank, {LONG} times the lines", SCRATCH, half, LONG),
    Variant(f"from scratch, templates only ({TEMPLATES} a frame), {LONG} times the lines", SCRATCH, templates, LONG),
)


def change(record: Any, changes: dict[str, Any]) -> Any:
    """A copy of a dataclass with fields changed, tables within it too."""
    values = {n: change(getattr(record, n), v) if isinstance(v, dict) else v for n, v in changes.items()}
    return dataclasses.replace(record, **values)


def plan(recipe: Recipe, variant: Variant, steps: int, seed: int) -> Recipe:
    """The recipe of a variant at the small budget; pruning takes a third of it."""
    changed: Recipe = change(recipe, variant.changes)
    steps *= variant.stretch
    sheared = changed.student.start == "sheared"
    budget: dict[str, Any] = {"seed": seed, "student": {"course": {"steps": steps - sheared * (steps // 3)}}}
    planned: Recipe = change(changed, budget | ({"pruning": {"steps": steps // 3}} if sheared else {}))
    return planned


def measure(base: Run, variant: Variant, steps: int, seed: int) -> dict[str, float]:
    """Trains the student of a variant; returns its scores on the held-out phrases of the base run."""
    work = base.work / "ablation" / f"{VARIANTS.index(variant):02d}-{seed}"
    done = work / "student" / METRICS
    if not done.exists():
        log.info("%s, seed %d", variant.name, seed)
        run = dataclasses.replace(base, recipe=plan(base.recipe, variant, steps, seed), work=work)
        work.mkdir(parents=True, exist_ok=True)
        link(work / "teacher0", base.work / "teacher0")
        make_lines(run, base, variant)
        for name, make in (("sheared", run.make_sheared), ("student", run.make_student)):
            if name == "student" or run.recipe.student.start == "sheared":
                (work / name).mkdir(exist_ok=True)
                make(work / name)
    found: dict[str, float] = json.loads(done.read_text(encoding="utf-8"))
    return found


def make_lines(run: Run, base: Run, variant: Variant) -> None:
    """The corpus of a variant and its scores: those of the base run where the lines are the same."""
    corpus, scores = run.work / "corpus", run.work / "scores"
    if run.recipe.corpus == base.recipe.corpus and variant.phrases is None:
        link(corpus, base.work / "corpus")
        link(scores, base.work / "scores")
        return
    phrases = bank.load(base.phrases)
    chosen = variant.phrases(phrases) if variant.phrases else phrases
    recipe = change(run.recipe, {"corpus": {"lines": min(run.recipe.corpus.lines, lines_of(run.recipe))}})
    if not (corpus / "held_out.jsonl").exists():
        build_corpus(recipe, chosen, load_lexicon(base.lexicons), base.vocabularies, corpus)
    if not (scores / "scores.npy").exists():
        scores.mkdir(exist_ok=True)
        run.make_scores(scores)
    (corpus / "held_out.jsonl").unlink()
    link(corpus / "held_out.jsonl", base.work / "corpus" / "held_out.jsonl")


def lines_of(recipe: Recipe) -> int:
    """Lines that the student's course reads."""
    assert recipe.student.course, "only a student that learns can be compared"
    return recipe.student.course.steps * recipe.student.course.batch


def link(path: Path, target: Path) -> None:
    """A symbolic link, unless it is there."""
    if not path.exists():
        path.symlink_to(target.resolve())


def compare(base: Run, steps: int, seeds: int) -> Iterator[dict[str, Any]]:
    """One row a variant: mean and spread over the seeds; more than one seed only where exact is within two points of the first."""
    reference = 0.0
    for variant in VARIANTS:
        runs = [measure(base, variant, steps, base.recipe.seed)]
        reference = reference or runs[0]["exact"]
        if abs(runs[0]["exact"] - reference) < 0.02:
            runs += [measure(base, variant, steps, base.recipe.seed + n) for n in range(1, seeds)]
        scores = {n: round(statistics.mean(r[n] for r in runs), 4) for n in ("frame", "slot_f1", "exact", "none_f1")}
        spread = round(statistics.stdev(r["exact"] for r in runs), 4) if len(runs) > 1 else None
        yield {"name": variant.name, "seeds": len(runs), **scores, "exact_spread": spread}


def main(arguments: list[str]) -> int:
    """Runs all variants and writes the table."""
    options = argparse.ArgumentParser(prog="python -m training.ablation", description="Switch each method once.")
    options.add_argument("--recipe", type=Path, default=ROOT / "training" / "recipes" / "ablation.toml")
    options.add_argument(
        "--work", type=Path, default=ROOT / "build" / "training", help="of a finished run of the chain"
    )
    options.add_argument("--steps", type=int, default=2_400)
    options.add_argument("--seeds", type=int, default=3)
    options.add_argument("--threads", type=int, default=torch.get_num_threads())
    chosen = options.parse_args(arguments)
    torch.set_num_threads(chosen.threads)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", datefmt="%H:%M:%S")
    base = open_run(load_recipe(chosen.recipe), chosen.work)
    table: dict[str, Any] = {
        "lines": lines_of(plan(base.recipe, VARIANTS[0], chosen.steps, 0)),
        "shape": dataclasses.asdict(base.recipe)["student"]["shape"],
        "rows": [],
    }
    for row in compare(base, chosen.steps, chosen.seeds):
        table["rows"].append(row)
        TABLE.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
