"""The artefact: network, tokenizer, manifest and card in one folder, checked by loading them as the app does."""

import dataclasses
import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import tokenizers

from assistant.decoding import Temperatures, read_calibration
from assistant.tagger import MANIFEST, MODEL, TOKENIZER, WORDS, OnnxTagger, describe_schema
from training.bank import Sentence
from training.card import CARD, DIAGRAM, describe, draw_reliability
from training.encoder import Encoder
from training.engine import measure_apart
from training.measurement import calibrate, folds_of, measure_student
from training.quantization import write_fp32, write_int8
from training.recipe import Recipe
from training.refusal import compare_refusals


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


def write_network(
    encoder: Encoder,
    tokenizer: tokenizers.Tokenizer,
    words: Path,
    folder: Path,
    write: Callable[[Encoder, Path], None] = write_int8,
) -> dict[str, Any]:
    """Writes what a tagger loads (`words`: the file that its speller reads), not yet calibrated; returns its manifest."""
    folder.mkdir(parents=True, exist_ok=True)
    write(encoder, folder / MODEL)
    tokenizer.save(str(folder / TOKENIZER), pretty=False)
    shutil.copyfile(words, folder / WORDS)
    manifest = {
        "schema": describe_schema(),
        "sha256": {name: file_digest(folder / name) for name in (MODEL, TOKENIZER, WORDS)},
        "temperatures": dataclasses.asdict(Temperatures()),
    }
    write_manifest(manifest, folder)
    return manifest


def write_artefact(
    encoder: Encoder,
    tokenizer: tokenizers.Tokenizer,
    words: Path,
    sentences: Sequence[Sentence],
    origin: Origin,
    recipe: Recipe,
    folder: Path,
) -> dict[str, Any]:
    """Writes the artefact of a student into `folder`, calibrated and measured on held-out sentences; returns its manifest."""
    made_of = dataclasses.asdict(origin)
    teacher_metrics = made_of.pop("teacher_metrics")
    manifest = write_network(encoder, tokenizer, words, folder) | {
        "name": recipe.name,
        "made_of": made_of,
        "shape": dataclasses.asdict(encoder.shape),
        "parameters": sum(p.numel() for p in encoder.parameters()),
    }
    tagger = OnnxTagger(folder)
    read, folds = [tagger.read(s.text, s.said) for s in sentences], folds_of(sentences)
    shipped, measured = calibrate(read, sentences, folds)
    manifest |= shipped
    tagger.calibration = read_calibration(manifest)
    with tempfile.TemporaryDirectory() as plain:
        write_network(encoder, tokenizer, words, Path(plain), write_fp32)
        metrics = measure_student(tagger, OnnxTagger(Path(plain)), sentences, recipe.seed)
    manifest["metrics"] = metrics | {
        "teacher_held_out": teacher_metrics,
        "calibration": measured,
        "refusal": compare_refusals(encoder, read, sentences, folds),
    }
    write_manifest(manifest, folder)  # other processes load it to measure what it costs
    manifest["metrics"]["engine"] = measure_apart(folder)
    write_manifest(manifest, folder)
    draw_reliability(measured["reliability"], folder / DIAGRAM)
    (folder / CARD).write_text(describe(manifest, recipe), encoding="utf-8")
    return manifest


def write_manifest(manifest: dict[str, Any], folder: Path) -> None:
    """Writes ``manifest.json``."""
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def install(folder: Path, target: Path) -> None:
    """Copies the artefact to where the app looks for it."""
    target.mkdir(parents=True, exist_ok=True)
    for name in (MODEL, TOKENIZER, WORDS, MANIFEST, CARD, DIAGRAM):
        shutil.copyfile(folder / name, target / name)
