"""The student's card: what it is, what it was made of, how good it is on phrases it never saw, and where it ends.

Written from the manifest, and from ``training/results/`` where these are: ``ablation.json`` (`ablation`), ``shapes.json`` (`shapes`), and
``trained.json``, a list of ``{"shape": {"layers", "hidden"}, "lines", "frame", "slot_f1", "exact"}`` of students that were trained.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from training.folders import RESULTS
from training.recipe import Recipe

CARD, DIAGRAM = "CARD.md", "reliability.png"

SCORES = ("operation", "frame", "slot_f1", "exact", "none_f1", "asks")
SLICES = ("n", "frame", "slot_f1", "exact")

#: Published teachers, by the end of the name that a recipe gives: how they are noticed.
NOTICES = {
    "all-minilm-l6-v2": "MiniLM: sentence-transformers/all-MiniLM-L6-v2 (after microsoft/MiniLM-L12-H384-uncased), Apache-2.0.",
    "all-mpnet-base-v2": "MPNet: sentence-transformers/all-mpnet-base-v2 (after microsoft/mpnet-base), Apache-2.0.",
}

LIMITS = (
    "English only, one person's calendar and tasks; other languages come out as `none` or wrong.",
    "It reads 128 word pieces; what comes after is not read.",
    "It marks words and computes nothing: dates, rows and conflicts are found by code, and every change is shown before it is made.",
    "It was trained on text written and sampled here. Held-out lines are other phrases by the same hands, so figures on people's own sentences are lower "
    "or higher, and are what counts; they are told in the README.",
    "Confidence is honest on average over such lines, not for each kind of sentence.",
)


def describe(manifest: Mapping[str, Any], recipe: Recipe) -> str:
    """The whole card."""
    parts = (about, quality, typing, calibration, refusal, cost, ablation, families, limits)
    return "\n".join(line for part in parts for line in part(manifest, recipe)) + "\n"


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """A table of Markdown, with a blank line after it."""
    yield "| " + " | ".join(head) + " |"
    yield "|" + " --- |" * len(head)
    for row in rows:
        yield "| " + " | ".join(f"{v:.3f}" if isinstance(v, float) else str(v) for v in row) + " |"
    yield ""


def about(manifest: Mapping[str, Any], recipe: Recipe) -> Iterator[str]:
    """What it is and what it was made of."""
    shape, origin = manifest["shape"], manifest["made_of"]
    yield "# The bundled student\n"
    yield "It reads a typed sentence and marks which commands it holds, what each does to what, and which words say so."
    yield "Written by the training package; do not edit by hand.\n"
    yield (
        f"- Network: BERT encoder, {shape['layers']} layers of {shape['hidden']}, {shape['heads']} heads, {shape['intermediate']} inner"
        f" units, {shape['vocabulary']} word pieces, {manifest['parameters'] / 1e6:.1f} M parameters; int8, dynamic, per channel."
    )
    before = " beside those of the students that it goes on from" if recipe.student.continues else ""
    yield f"- Data: this repository's phrase bank and lexicons, {recipe.corpus.lines} sampled lines{before}, nothing else."
    yield f"- Recipe `{recipe.name}`, seed {recipe.seed}: {'; '.join(steps(manifest, recipe))}."
    yield f"- Phrases {origin['phrases'][:12]}, lexicons {origin['lexicons'][:12]}, recipe {origin['recipe'][:12]}.\n"


def steps(manifest: Mapping[str, Any], recipe: Recipe) -> Iterator[str]:
    """How it was made, from its teacher on."""
    student, numbers = recipe.student, recipe.distillation
    yield f"teacher {manifest['made_of']['teacher_source'] or 'of random weights'}"
    if student.continues:
        folders = " and ".join(f"`{folder}`" for folder in student.continues)
        yield f"it goes on from {'the mean of ' * (len(student.continues) > 1)}{folders}"
    else:
        yield f"it starts from `{student.start}`"
    if student.course:
        beside = [f"soft targets {numbers.soft:g} at temperature {numbers.temperature:g}"] * bool(numbers.soft)
        beside += [f"the teacher's hidden states {numbers.hidden:g}"] * bool(numbers.hidden)
        taught = ", ".join((f"labels {numbers.hard:g}", *beside)) if beside else "labels alone"
        yield f"{student.course.steps} steps of {student.course.batch} lines, {taught}"
        if student.blend < 1:
            yield f"each weight is {student.blend:g} of what came of that and {1 - student.blend:g} of what it began as"
    if recipe.rounding:
        yield f"{recipe.rounding.steps} steps of {recipe.rounding.batch} lines under the rounding of int8"


def quality(manifest: Mapping[str, Any], recipe: Recipe) -> Iterator[str]:
    """Scores of what ships, of the same network before int8, and of the teacher."""
    metrics = manifest["metrics"]
    yield f"## Quality\n\nOn {metrics['held_out']['n']} sentences of phrases that were held out, one at a time as it ships.\n"
    named = (
        ("student, int8", metrics["held_out"]),
        ("student, fp32", metrics["fp32"]),
        ("teacher, fp32" if recipe.distillation.soft else "what it began as, fp32", metrics["teacher_held_out"]),
    )
    yield from table(("", *SCORES), ([name, *(float(found[s]) for s in SCORES)] for name, found in named if found))
    lost = metrics["lost_to_int8"]
    yield f"On the same lines int8 loses {100 * lost['difference']:.2f} ± {100 * lost['reach']:.2f} points of exact (95 %; below 0 it gains).\n"


def typing(manifest: Mapping[str, Any], recipe: Recipe) -> Iterator[str]:
    """Scores with typing mistakes, and with remarks around what is said."""
    yield "The same sentences with typing mistakes (keys beside, swapped, dropped, doubled, added), in words of three letters or more:\n"
    found = manifest["metrics"]["typos"]
    yield from table(
        ("mistakes a sentence", *SCORES[:5]), ([n, *(float(row[s]) for s in SCORES[:5])] for n, row in found.items())
    )
    remarked = manifest["metrics"]["remarked"]
    yield "Those that order or ask, alone and with a remark before or after (why, who said so) that it never read:\n"
    yield from table(
        ("remark", *SCORES[:5]), ([n, *(float(row[s]) for s in SCORES[:5])] for n, row in remarked.items())
    )


def calibration(manifest: Mapping[str, Any], recipe: Recipe) -> Iterator[str]:
    """How honest confidence is, and what it is good for."""
    found, bars = manifest["metrics"]["calibration"], manifest["thresholds"]
    yield "## Confidence\n"
    yield "The probability that a command's frame and all its slots are right: a logistic regression on how unlikely frame, tags and bounds are,"
    yield "after temperature scaling. Fitted on four fifths of the held-out phrases and measured on the fifth, five times.\n"
    yield f"- Calibration error {found['error']:.3f} (15 bins, of whole sentences; the bare product of probabilities: {found['product_error']:.3f})."
    yield (
        "- "
        + "; ".join(f"{name} ÷ {value:g}" for name, value in manifest["temperatures"].items())
        + " (temperatures).\n"
    )
    yield f"![Reliability]({DIAGRAM})\n"
    yield "One Enter will do above the first threshold, at the second and below the person is asked, between them the preview must be looked at."
    yield "Aim: of updates and deletes 0.5 % wrong, of the others 2 %; where that can't be shown the threshold is 1, which none reaches."
    yield "Wrong: any slot or the frame. Asked is where a wrong preview is likelier than a right one.\n"
    head = (
        "",
        "enter",
        "ask",
        "commands",
        "one Enter",
        "of these wrong",
        "looked at",
        "of these wrong",
        "asked",
        "of these wrong",
    )
    yield from table(head, (zone_row(name, zones, bars) for name, zones in found["zones"].items()))
    yield "The surest updates and deletes, and how many of them are wrong:\n"
    yield from table(
        ("share", *(f"{share:.0%}" for share, _ in found["curve"])), [["wrong", *(w for _, w in found["curve"])]]
    )


def zone_row(name: str, zones: Mapping[str, Any], bars: Mapping[str, Any]) -> list[object]:
    """One line of the table of thresholds."""
    own: list[object] = [f"{bars[name][side]:.3f}" if name in bars else "" for side in ("enter", "ask")]
    row = [name, *own, zones["n"]]
    for zone in ("enter", "look", "ask"):
        found = zones[zone]
        low, high = found["coverage_interval"]
        row.append(f"{found['coverage']:.1%} ({low:.1%}–{high:.1%})")
        low, high = found["wrong_interval"]
        row.append(
            f"{found['wrong']} = {found['wrong'] / found['n']:.2%} ({low:.2%}–{high:.2%})" if found["n"] else "–"
        )
    return row


def refusal(manifest: Mapping[str, Any], recipe: Recipe) -> Iterator[str]:
    """What was tried to see what the app can't do."""
    found = manifest["metrics"]["refusal"]
    if not found:
        return
    yield "## What it can't do\n"
    yield "`none` is the softmax of its class. Distances were tried beside it on the held-out sentences of one command (each score fitted on"
    yield "four fifths, measured on the fifth) and are not shipped, since they would need another output for what they add:\n"
    yield from table(
        ("score of `none`", "AUROC", "F1"), ([n, row["auroc"], row.get("f1", "")] for n, row in found.items())
    )


def cost(manifest: Mapping[str, Any], recipe: Recipe) -> Iterator[str]:
    """Size, latency and memory, of this shape and others."""
    yield "## Size, latency, memory\n"
    yield "int8, one thread, 16 word pieces; memory of the loaded engine over a bare interpreter; the best of three processes. Shapes beside it have"
    yield "random weights; quality stands where a student of the shape was trained. On a processor with VNNI; without it 896 inner units took 1.86 ms (p99 2.25), 1,536 took 2.79 (3.1).\n"
    own = {"shape": manifest["shape"], "parameters": manifest["parameters"], **manifest["metrics"]["engine"]}
    lines = {} if recipe.student.continues else {"lines": recipe.corpus.lines}
    score = lines | manifest["metrics"]["held_out"]
    trained = [{"shape": row["shape"], **row} for row in load("trained.json") or []]
    rows = [("this one", own, score)]
    for row in load("shapes.json") or []:
        of_shape = [t for t in trained if t["shape"].items() <= row["shape"].items()]
        rows.append(("", row, of_shape[0] if of_shape else {}))
    head = (
        "",
        "shape",
        "parameters",
        "file MB",
        "forward p50 ms",
        "p99",
        "memory MB",
        "lines",
        "frame",
        "slot F1",
        "exact",
    )
    yield from table(head, (cost_row(*row) for row in rows))


def cost_row(name: str, row: Mapping[str, Any], score: Mapping[str, Any]) -> list[object]:
    """One line of the table of shapes."""
    figures = [f"{row[n]:g}" for n in ("file_mb", "forward_p50_ms", "forward_p99_ms", "memory_mb")]
    quality = [score.get(n, "") for n in ("lines", "frame", "slot_f1", "exact")]
    shape = f"{row['shape']['layers']}×{row['shape']['hidden']}×{row['shape']['intermediate']}, {row['shape']['vocabulary']} pieces"
    return [name, shape, f"{row['parameters'] / 1e6:.1f} M", *figures, *quality]


def ablation(manifest: Mapping[str, Any], recipe: Recipe) -> Iterator[str]:
    """What each method brings."""
    found = load("ablation.json")
    if not found:
        return
    shape = found["shape"]
    yield "## What each method brings\n"
    yield f"The student's course of {shape['layers']}×{shape['hidden']} at a small budget of {found['lines']} lines, each method switched once;"
    yield "the mean over the seeds, and the spread of exact over them where there was more than one.\n"
    names = ("frame", "slot_f1", "exact", "none_f1")
    rows = (
        [
            row["name"],
            row["seeds"],
            *(float(row[n]) for n in names),
            "" if row["exact_spread"] is None else float(row["exact_spread"]),
        ]
        for row in found["rows"]
    )
    yield from table(("", "seeds", *names, "spread"), rows)


def families(manifest: Mapping[str, Any], recipe: Recipe) -> Iterator[str]:
    """Scores by what is wanted and by source."""
    for title, name in (("operation", "operations"), ("family of phrases", "families")):
        yield f"## By {title}\n"
        found = manifest["metrics"][name]
        yield from table(
            (title, "sentences", *SLICES[1:]), ([key, *(row[s] for s in SLICES)] for key, row in found.items())
        )


def limits(manifest: Mapping[str, Any], recipe: Recipe) -> Iterator[str]:
    """Where it ends, and whose work it stands on."""
    yield "## Limits\n"
    yield from (f"- {limit}" for limit in LIMITS)
    yield "\n## Licences\n"
    yield "Network, phrases and lexicons: Apache-2.0, as the rest of this repository. Learnt from, or begun with the parameters of:\n"
    source = manifest["made_of"]["teacher_source"].lower()
    notices = [notice for name, notice in NOTICES.items() if name in source]
    yield from (f"- {notice}" for notice in notices or ["nothing published."])


def load(name: str) -> Any:
    """A table of ``training/results``, None where there is none."""
    path = RESULTS / name
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None


def draw_reliability(bins: Sequence[tuple[int, float, float]], path: Path) -> None:
    """The share of right sentences against their confidence, and how many sentences stand behind each point."""
    figure = Figure(figsize=(4.2, 4.2), layout="constrained")
    FigureCanvasAgg(figure)
    axes, count = figure.subplots(2, 1, sharex=True, height_ratios=(3, 1))
    axes.plot((0, 1), (0, 1), color="0.7", linewidth=1)
    axes.plot([said for _, said, _ in bins], [was for _, _, was in bins], marker="o", color="#2f6f8f")
    axes.set(ylabel="right", xlim=(0, 1), ylim=(0, 1))
    count.bar([said for _, said, _ in bins], [number for number, _, _ in bins], width=0.04, color="#2f6f8f")
    count.set(xlabel="confidence", ylabel="sentences")
    figure.savefig(path, dpi=110, metadata={"Software": None})
