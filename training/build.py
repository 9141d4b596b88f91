"""The whole chain: ``python -m training.build --recipe training/recipes/student.toml [--work DIR] [--out DIR] [--teacher ID] [--threads N]``.

Stages: corpus → teacher → scores → student → artefact. Each writes a folder under the work folder and, when it is whole, a key
made of what went into it; a stage whose key is there is not run again, one that was interrupted goes on from its checkpoint.
"""

import argparse
import dataclasses
import hashlib
import json
import logging
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import tokenizers
import torch

from training import bank
from training.corpus import build_corpus
from training.dataset import Dataset
from training.distillation import Distiller, build_link, distill
from training.encoder import Encoder, Shape
from training.evaluation import TorchTagger, evaluate, read_sentences
from training.export import Origin, file_digest, install, write_artefact
from training.lexicon import LEXICONS, load_lexicon
from training.pretrained import Pretrained, build_encoder, load_pretrained
from training.recipe import Recipe, load_recipe
from training.teacher import TeacherScores, score_lines, train_teacher
from training.transfer import observe, transfer

log = logging.getLogger("training.build")

ROOT = Path(__file__).parent.parent

KEY = "key.txt"

#: In the corpus' folder: digests of the bank and the lexicons that it was sampled from.
SOURCES = "sources.json"

#: Batches on which the teacher is watched before its parameters are transferred.
WATCHED = 40


@dataclasses.dataclass(frozen=True)
class Run:
    """A recipe at work: its folder, its phrases and its teacher's pretrained weights (None: random ones)."""

    recipe: Recipe
    work: Path
    phrases: Path
    lexicons: Path
    pretrained: Pretrained | None

    def stage(self, name: str, inputs: list[object], make: Callable[[Path], None]) -> str:
        """Runs a stage unless it is done with these inputs; returns its key, an input of later stages."""
        key = hashlib.sha256(json.dumps(inputs, sort_keys=True, default=str).encode()).hexdigest()
        folder = self.work / name
        begun = folder / "begun.txt"
        if read(folder / KEY) == key:
            log.info("%s: done before", name)
            return key
        if read(begun) != key:
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
            begun.write_text(key, encoding="utf-8")
        log.info("%s: begins", name)
        make(folder)
        (folder / KEY).write_text(key, encoding="utf-8")
        return key

    def make_corpus(self, folder: Path) -> None:
        """Samples and noises the lines."""
        pieces = self.pretrained.pieces if self.pretrained else None
        sources = {"phrases": bank.fingerprint(self.phrases), "lexicons": bank.fingerprint(self.lexicons)}
        build_corpus(self.recipe, bank.load(self.phrases), load_lexicon(self.lexicons), pieces, folder)
        (folder / SOURCES).write_text(json.dumps(sources), encoding="utf-8")

    def new_teacher(self) -> Encoder:
        """The teacher before it has learnt anything."""
        numbers = self.recipe.teacher
        if self.pretrained:
            return build_encoder(self.pretrained, numbers.course.dropout)
        return Encoder(
            Shape(self.tokenizer("teacher").get_vocab_size(), **dataclasses.asdict(numbers.shape)),
            numbers.course.dropout,
        )

    def make_teacher(self, folder: Path) -> None:
        """Fine-tunes the teacher and measures it."""
        torch.manual_seed(self.recipe.seed)
        course = self.recipe.teacher.course
        teacher = train_teacher(
            self.new_teacher(), self.dataset("clean"), course, self.recipe.seed, folder / "checkpoint.pt"
        )
        metrics = evaluate(TorchTagger(teacher, self.tokenizer("teacher")).tag, self.held_out())
        log.info("teacher: %s", metrics)
        (folder / "metrics.json").write_text(json.dumps(metrics), encoding="utf-8")
        torch.save(teacher.state_dict(), folder / "teacher.pt")

    def load_teacher(self) -> Encoder:
        """The teacher after its stage."""
        teacher = self.new_teacher()
        teacher.load_state_dict(torch.load(self.work / "teacher" / "teacher.pt", weights_only=True))
        return teacher.eval()

    def make_scores(self, folder: Path) -> None:
        """Scores every line."""
        score_lines(self.load_teacher(), self.dataset("clean"), folder / "scores.npy")

    def new_student(self, teacher: Encoder) -> tuple[Encoder, torch.Tensor | None]:
        """The student before it has learnt anything, and the axes that link it to the teacher."""
        numbers, dropout = self.recipe.student, self.recipe.distillation.course.dropout
        tokenizer = self.tokenizer("student")
        shape = Shape(tokenizer.get_vocab_size(), **dataclasses.asdict(numbers.shape))
        if numbers.start == "random":
            return Encoder(shape, dropout), None
        ids = self.tokenizer("teacher").get_vocab()
        pieces = [ids[piece] for piece in sorted(tokenizer.get_vocab(), key=tokenizer.get_vocab().__getitem__)]
        batches = self.dataset("clean").batches(64, self.recipe.seed)
        watched = [batch for _, batch in zip(range(WATCHED), batches, strict=False)]
        return transfer(teacher, shape, pieces, observe(teacher, watched), dropout)

    def make_student(self, folder: Path) -> None:
        """Transfers and distils."""
        torch.manual_seed(self.recipe.seed)
        teacher, clean = self.load_teacher(), self.dataset("clean")
        student, axes = self.new_student(teacher)
        scores = TeacherScores(self.work / "scores" / "scores.npy", clean)
        link = build_link(teacher.shape.hidden, student.shape.hidden, axes)
        distiller = Distiller(student, teacher, clean, scores, link, self.recipe.distillation)
        student = distill(distiller, self.dataset("noisy"), self.recipe.seed, folder / "checkpoint.pt")
        metrics = evaluate(TorchTagger(student, self.tokenizer("student")).tag, self.held_out())
        log.info("student, fp32: %s", metrics)
        (folder / "metrics.json").write_text(json.dumps(metrics), encoding="utf-8")
        torch.save({"shape": dataclasses.asdict(student.shape), "weights": student.state_dict()}, folder / "student.pt")

    def make_artefact(self, folder: Path) -> None:
        """Quantizes, calibrates, measures and writes what ships."""
        saved = torch.load(self.work / "student" / "student.pt", weights_only=True)
        student = Encoder(Shape(**saved["shape"]), 0.0)
        student.load_state_dict(saved["weights"])
        manifest = write_artefact(
            student, self.tokenizer("student"), self.held_out(), self.origin(), self.recipe, folder
        )
        log.info("student, int8: %s", manifest["metrics"]["held_out"])

    def origin(self) -> Origin:
        """What the student was made of: the texts as they were when the corpus was sampled, whatever became of them since."""
        metrics: dict[str, Any] = json.loads((self.work / "teacher" / "metrics.json").read_text(encoding="utf-8"))
        sources: dict[str, str] = json.loads((self.work / "corpus" / SOURCES).read_text(encoding="utf-8"))
        return Origin(
            sources["phrases"],
            sources["lexicons"],
            hashlib.sha256(json.dumps(dataclasses.asdict(self.recipe), sort_keys=True).encode()).hexdigest(),
            self.recipe.teacher.source,
            file_digest(self.work / "teacher" / "teacher.pt"),
            metrics,
        )

    def dataset(self, side: str) -> Dataset:
        """The lines as teacher (``clean``) or student (``noisy``) reads them."""
        return Dataset(self.work / "corpus" / side)

    def tokenizer(self, name: str) -> tokenizers.Tokenizer:
        """The tokenizer of ``teacher`` or ``student``."""
        return tokenizers.Tokenizer.from_file(str(self.work / "corpus" / f"{name}.json"))

    def held_out(self) -> list[bank.Sentence]:
        """Sentences of held-out phrases."""
        return read_sentences(self.work / "corpus" / "held_out.jsonl")


def read(path: Path) -> str | None:
    """The text of a file, None where there is none."""
    return path.read_text(encoding="utf-8") if path.exists() else None


def run_chain(run: Run) -> Path:
    """Runs all stages that are not done; returns the artefact's folder."""
    recipe = run.recipe
    texts = [bank.fingerprint(run.phrases), bank.fingerprint(run.lexicons)]
    numbers = dataclasses.asdict(recipe)
    size = recipe.student.vocabulary
    corpus = run.stage("corpus", [texts, recipe.seed, numbers["corpus"], size, recipe.teacher.source], run.make_corpus)
    teacher = run.stage("teacher", [corpus, numbers["teacher"]], run.make_teacher)
    scores = run.stage("scores", [teacher], run.make_scores)
    student = run.stage("student", [scores, numbers["student"], numbers["distillation"]], run.make_student)
    run.stage("artefact", [student, recipe.name], run.make_artefact)
    return run.work / "artefact"


def main(arguments: list[str]) -> int:
    """Reads the command line and runs the chain."""
    options = argparse.ArgumentParser(prog="python -m training.build", description="Train the bundled student.")
    options.add_argument("--recipe", type=Path, default=ROOT / "training" / "recipes" / "student.toml")
    options.add_argument("--work", type=Path, default=ROOT / "build" / "training", help="checkpoints and arrays")
    options.add_argument(
        "--out", type=Path, default=ROOT / "resources" / "student", help="where the artefact is installed"
    )
    options.add_argument("--teacher", help="installed package, folder or hub id instead of the recipe's")
    options.add_argument("--threads", type=int, default=torch.get_num_threads(), help="1 on a machine that others use")
    chosen = options.parse_args(arguments)
    torch.set_num_threads(chosen.threads)
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(message)s", datefmt="%H:%M:%S")
    logging.getLogger("training").setLevel(logging.INFO)
    recipe = load_recipe(chosen.recipe)
    if chosen.teacher:
        recipe = dataclasses.replace(recipe, teacher=dataclasses.replace(recipe.teacher, source=chosen.teacher))
    pretrained = load_pretrained(recipe.teacher.source) if recipe.teacher.source else None
    folder = run_chain(Run(recipe, chosen.work, bank.PHRASES, LEXICONS, pretrained))
    install(folder, chosen.out)
    log.info("installed in %s", chosen.out)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
