"""The artefact: network, tokenizer, manifest and card in one folder, checked by loading them as the app does."""

import dataclasses
import hashlib
import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import tokenizers

from assistant.decoding import Temperatures
from assistant.tagger import MANIFEST, MODEL, TOKENIZER, OnnxTagger, describe_schema
from training.bank import Sentence
from training.calibration import fit_temperatures
from training.encoder import Encoder
from training.evaluation import evaluate, evaluate_families
from training.quantization import write_int8
from training.recipe import Recipe

CARD = "CARD.md"

#: Sentences on which temperatures are fitted.
CALIBRATION = 2_000


@dataclasses.dataclass(frozen=True)
class Origin:
    """What a student was made of, for the manifest: digests of bank, lexicons, recipe and teacher, and the teacher's scores."""

    phrases: str
    lexicons: str
    recipe: str
    teacher_source: str
    teacher: str
    teacher_metrics: dict[str, Any]


def file_digest(path: Path) -> str:
    """SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def write_artefact(
    encoder: Encoder,
    tokenizer: tokenizers.Tokenizer,
    sentences: Sequence[Sentence],
    origin: Origin,
    recipe: Recipe,
    folder: Path,
) -> dict[str, Any]:
    """Writes the artefact of a student into `folder`, calibrated and measured on held-out sentences; returns its manifest."""
    folder.mkdir(parents=True, exist_ok=True)
    write_int8(encoder, folder / MODEL)
    tokenizer.save(str(folder / TOKENIZER), pretty=False)
    manifest: dict[str, Any] = {
        "name": recipe.name,
        "schema": describe_schema(),
        "sha256": {name: file_digest(folder / name) for name in (MODEL, TOKENIZER)},
        "temperatures": dataclasses.asdict(Temperatures()),
        "made_of": {f.name: getattr(origin, f.name) for f in dataclasses.fields(origin) if f.name != "teacher_metrics"},
        "shape": dataclasses.asdict(encoder.shape),
        "parameters": sum(p.numel() for p in encoder.parameters()),
    }
    write_manifest(manifest, folder)
    tagger = OnnxTagger(folder)
    chosen = sentences[:: max(1, len(sentences) // CALIBRATION)]
    tagger.temperatures = fit_temperatures([tagger.read(s.text) for s in chosen], chosen)
    manifest["temperatures"] = dataclasses.asdict(tagger.temperatures)
    manifest["metrics"] = {"held_out": evaluate(tagger.tag, sentences), "teacher_held_out": origin.teacher_metrics}
    manifest["families"] = evaluate_families(tagger.tag, sentences)
    write_manifest(manifest, folder)
    (folder / CARD).write_text(describe(manifest, recipe), encoding="utf-8")
    return manifest


def write_manifest(manifest: dict[str, Any], folder: Path) -> None:
    """Writes ``manifest.json``."""
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def install(folder: Path, target: Path) -> None:
    """Copies the artefact to where the app looks for it."""
    target.mkdir(parents=True, exist_ok=True)
    for name in (MODEL, TOKENIZER, MANIFEST, CARD):
        shutil.copyfile(folder / name, target / name)


def describe(manifest: dict[str, Any], recipe: Recipe) -> str:
    """The card: what the student is, what it was made of, and how good it is on phrases it never saw."""
    shape, origin = manifest["shape"], manifest["made_of"]
    names = ("operation", "frame", "slot_f1", "exact", "none_f1", "asks", "calibration_error")
    metrics = manifest["metrics"]
    lines = [
        "# The bundled student",
        "",
        "It reads a typed sentence and marks which commands it holds, what each does to what, and which words say so.",
        "Written by the training package; do not edit by hand.",
        "",
        f"- Network: BERT encoder, {shape['layers']} layers of {shape['hidden']}, {shape['heads']} heads, {shape['intermediate']} inner"
        f" units, {shape['vocabulary']} word pieces, {manifest['parameters'] / 1e6:.1f} M parameters; int8, dynamic, per channel.",
        f"- Data: this repository's phrase bank and lexicons, {recipe.corpus.lines} sampled lines, nothing else.",
        f"- Teacher: {origin['teacher_source'] or 'random weights'}; recipe `{recipe.name}`, seed {recipe.seed}.",
        f"- Phrases {origin['phrases'][:12]}, lexicons {origin['lexicons'][:12]}, recipe {origin['recipe'][:12]}.",
        "",
        f"Measured on {metrics['held_out']['n']} sentences of held-out phrases, one at a time as it ships:",
        "",
        "| | " + " | ".join(names) + " |",
        "| --- |" + " --- |" * len(names),
        "| student, int8 | " + " | ".join(f"{metrics['held_out'][n]:.3f}" for n in names) + " |",
    ]
    if teacher := metrics["teacher_held_out"]:
        lines.append("| teacher, fp32 | " + " | ".join(f"{teacher[n]:.3f}" for n in names) + " |")
    lines += ["", "| family | sentences | frame | slot F1 | exact |", "| --- | --- | --- | --- | --- |"]
    for family, found in manifest["families"].items():
        lines.append(
            f"| {family} | {found['n']} | {found['frame']:.3f} | {found['slot_f1']:.3f} | {found['exact']:.3f} |"
        )
    return "\n".join([*lines, ""])
