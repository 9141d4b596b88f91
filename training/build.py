"""The whole chain: ``python -m training.build [--recipe FILE] [--work DIR] [--out DIR] [--teacher ID] [--seed N] [--threads N]``.

Stages: corpus → teachers → (scores) → (sheared) → student → (rounded) → artefact. Each writes a folder under the work folder and, when it is
whole, a key made of what went into it; a stage whose key is there is not run again, one that was interrupted goes on from its checkpoint.
Under torchrun several processes share the training (`parallel`).
"""

import argparse
import copy
import dataclasses
import functools
import hashlib
import itertools
import json
import logging
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import tokenizers
import torch

from assistant.errors import TaggerError
from assistant.spelling import read_words
from assistant.tagger import MANIFEST, WORDS, OnnxTagger, read_manifest
from training import bank, parallel
from training.bank import BankError, Sentence
from training.calibration import fit_temperatures
from training.corpus import build_corpus
from training.dataset import Dataset, endless
from training.distillation import Distiller, build_link, distill
from training.encoder import Encoder, Shape
from training.evaluation import evaluate, judge
from training.export import Origin, file_digest, install, write_artefact
from training.folders import ROOT, STUDENT
from training.lexicon import LEXICONS, LexiconError, load_lexicon
from training.measurement import CALIBRATION
from training.pretrained import (
    WEIGHTS,
    Pretrained,
    PretrainedError,
    build_encoder,
    keep_teacher,
    load_pretrained,
    read_teacher,
)
from training.pruning import Masks, cut
from training.recipe import Course, Recipe, RecipeError, ShapeNumbers, load_recipe
from training.revival import blend, is_artefact, mean, revive, with_pieces
from training.rounding import set_rounding
from training.sentences import read_sentences
from training.teacher import TeacherScores, fold_temperatures, score_lines, train_teacher
from training.torch_tagger import TorchTagger
from training.transfer import observe, transfer
from training.trimming import trim

log = logging.getLogger("training.build")

KEY = "key.txt"
#: In the folders of teachers and students, beside `WEIGHTS`.
METRICS = "metrics.json"

#: In the corpus' folder: digests of the bank and the lexicons that it was sampled from.
SOURCES = "sources.json"

#: Stages at which all processes work; the first one alone keeps what comes out.
SHARED = ("teacher", "sheared", "student", "rounded")

#: What a recipe, its teachers or the bank may have wrong; the message says it to whoever started the run.
FAULTS = (RecipeError, PretrainedError, TaggerError, BankError, LexiconError, OSError)

#: Batches of so many lines on which the teacher is watched before its parameters are transferred.
WATCHED, WATCHED_LINES = 40, 64
#: Such batches on which a student's units are weighed before some go: maps of a thousand units want a hundred thousand pieces.
FITTED = 100


@dataclasses.dataclass(frozen=True)
class Run:
    """A recipe at work: its folder, its phrases and lexicons, and its teachers' pretrained weights (None: random ones)."""

    recipe: Recipe
    work: Path
    phrases: Path
    lexicons: Path
    pretrained: list[Pretrained | None]

    def stage(self, name: str, inputs: list[object], make: Callable[[Path], None]) -> str:
        """Runs a stage unless it is done with these inputs; returns its key, an input of later stages."""
        key = hashlib.sha256(json.dumps(inputs, sort_keys=True, default=str).encode()).hexdigest()
        folder = self.work / name
        begun = folder / "begun.txt"
        if parallel.agree(read(folder / KEY) == key):
            log.info("%s: done before", name)
            return key
        if parallel.is_first() and read(begun) != key:
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
            begun.write_text(key, encoding="utf-8")
        parallel.wait()
        log.info("%s: begins", name)
        if parallel.is_first() or name.startswith(SHARED):
            make(folder)
        if parallel.is_first():
            (folder / KEY).write_text(key, encoding="utf-8")
        parallel.wait()
        return key

    def make_corpus(self, folder: Path) -> None:
        """Samples and noises the lines."""
        sources = {"phrases": bank.fingerprint(self.phrases), "lexicons": bank.fingerprint(self.lexicons)}
        own = self.begun[1] if self.begun else None
        phrases = bank.load(self.phrases)
        build_corpus(
            self.recipe, phrases, load_lexicon(self.lexicons), self.vocabularies, folder, own, self.known(phrases)
        )
        (folder / SOURCES).write_text(json.dumps(sources), encoding="utf-8")

    @property
    def vocabularies(self) -> list[list[str] | None]:
        """The teachers' pieces, None of one that begins with random weights."""
        return [found.pieces if found else None for found in self.pretrained]

    def known(self, phrases: list[Sentence]) -> frozenset[Sentence]:
        """The phrases that the student which goes on reads rightly, where they are to be drawn less often."""
        begun = self.recipe.student.continues
        if not begun or self.recipe.corpus.sampling.known == 1:
            return frozenset()
        found = frozenset(v.sentence for v in judge(OnnxTagger(Path(begun[0])), phrases) if v.exact)
        log.info("of %d phrases %d are known", len(phrases), len(found))
        return found

    @functools.cached_property
    def begun(self) -> tuple[Encoder, list[str]] | None:
        """The student of ours that goes on, or the mean of several, and its pieces; None where a new one begins. Raises TaggerError where one
        is not whole."""
        students = [revive(Path(folder)) for folder in self.recipe.student.continues]
        return mean(students) if students else None

    def new_teacher(self, number: int) -> Encoder:
        """A teacher before it has learnt anything."""
        pretrained = self.pretrained[number]
        if pretrained:
            return build_encoder(pretrained)
        return Encoder(self.shape(self.recipe.teachers[number].shape, f"teacher{number}"))

    def shape(self, numbers: ShapeNumbers | None, name: str) -> Shape:
        """Sizes of the recipe with the vocabulary of ``teacher0`` … or ``student``."""
        assert numbers, "what brings no weights along has a shape"
        return Shape(self.tokenizer(name).get_vocab_size(), **dataclasses.asdict(numbers))

    def make_teacher(self, number: int, folder: Path) -> None:
        """Fine-tunes a teacher that has a course, calibrates and measures it; one beside the first that has none is kept as it is."""
        torch.manual_seed(self.recipe.seed + number)
        course, teacher = self.recipe.teachers[number].course, self.new_teacher(number)
        if course:
            seed, checkpoint = self.recipe.seed + number, folder / "checkpoint.pt"
            teacher = train_teacher(teacher, self.dataset(f"clean{number}"), course, seed, checkpoint)
        if parallel.is_first() and (course or number == 0):
            sentences, tagger = self.held_out(), TorchTagger(teacher, self.tokenizer(f"teacher{number}"))
            chosen = sentences[:: max(1, len(sentences) // CALIBRATION)]
            fold_temperatures(teacher, fit_temperatures([tagger.read(s.text, s.said) for s in chosen], chosen))
            metrics = evaluate(tagger, sentences)
            log.info("teacher: %s", metrics)
            (folder / METRICS).write_text(json.dumps(metrics), encoding="utf-8")
        if parallel.is_first():
            keep_teacher(teacher, self.tokenizer(f"teacher{number}"), folder)

    def load_teacher(self, number: int = 0) -> Encoder:
        """A teacher after its stage."""
        return build_encoder(read_teacher(self.work / f"teacher{number}")).eval()

    def make_scores(self, folder: Path) -> None:
        """Scores every line by all teachers."""
        numbers = range(len(self.recipe.teachers))
        teachers, read = [self.load_teacher(n) for n in numbers], [self.dataset(f"clean{n}") for n in numbers]
        score_lines(teachers, read, self.recipe.distillation.scored, folder / "scores.npy")

    def new_student(self, teacher: Encoder, shape: Shape) -> tuple[Encoder, torch.Tensor]:
        """A student of a shape that takes over the teacher's parameters, and the axes that link it to the teacher."""
        student, ids = self.tokenizer("student").get_vocab(), self.tokenizer("teacher0").get_vocab()
        pieces = [ids.get(piece, ids["[CLS]"]) for piece in sorted(student, key=student.__getitem__)]
        batches = endless(self.dataset("clean0"), WATCHED_LINES, self.recipe.seed, 0)
        observed = observe(teacher, list(itertools.islice(batches, WATCHED)))
        return transfer(teacher, shape, pieces, observed)

    def begin_student(self, teacher: Encoder) -> tuple[Encoder, torch.Tensor | None]:
        """The student before its course, and the axes that link it to the teacher where it was made of that."""
        numbers = self.recipe.student
        if self.begun:
            student = with_pieces(*self.begun, self.tokenizer("student").get_vocab())
            if numbers.intermediate:
                batches = endless(self.dataset("noisy"), WATCHED_LINES, self.recipe.seed, 0)
                student = trim(student, numbers.intermediate, list(itertools.islice(batches, FITTED)))
            size = student.shape.hidden  # a teacher of that size is of the same line, and its states have the same axes
            return student, torch.eye(size) if teacher.shape.hidden == size else None
        shape = self.shape(numbers.shape, "student")
        if numbers.start == "random":
            return Encoder(shape), None
        if numbers.start == "teacher":
            return self.new_student(teacher, shape)
        saved, student = torch.load(self.work / "sheared" / WEIGHTS, weights_only=True), Encoder(shape)
        student.load_state_dict(saved["weights"])
        return student, saved["axes"]

    def distiller(self, student: Encoder, teacher: Encoder, axes: torch.Tensor | None) -> Distiller:
        """What teaches a student."""
        clean, numbers = self.dataset("clean0"), self.recipe.distillation
        scores = TeacherScores(self.work / "scores" / "scores.npy", clean) if numbers.soft else None
        link = build_link(teacher.shape.hidden, student.shape.hidden, axes)
        unknown = self.tokenizer("student").get_vocab()["[UNK]"]
        return Distiller(student, teacher, clean, scores, link, numbers, self.recipe.student.unread, unknown)

    def make_sheared(self, folder: Path) -> None:
        """Learns which parts of the teacher stay, and cuts the rest away."""
        torch.manual_seed(self.recipe.seed)
        teacher, course, target = (
            self.load_teacher(),
            self.recipe.pruning,
            self.shape(self.recipe.student.shape, "student"),
        )
        assert course, "a student that starts sheared has a course of pruning"
        whole, axes = self.new_student(
            teacher, dataclasses.replace(teacher.shape, vocabulary=target.vocabulary, buckets=0)
        )
        masks = Masks(whole.shape, target)
        distiller = self.distiller(whole, teacher, axes)
        numbers = dataclasses.replace(distiller.numbers, hidden_share=1.0)
        distiller = dataclasses.replace(distiller, masks=masks, numbers=numbers)
        pruned = distill(distiller, self.dataset("noisy"), course, self.recipe.seed, folder / "checkpoint.pt")
        if not parallel.is_first():
            return
        log.info("sheared: gaps to the target shape %s", masks.gaps(1.0).tolist())
        student, axes = cut(pruned, masks)
        torch.save({"weights": student.state_dict(), "axes": axes}, folder / WEIGHTS)

    def make_student(self, folder: Path) -> None:
        """Makes the student of what it begins with, and lets it learn where it has a course."""
        torch.manual_seed(self.recipe.seed)
        teacher, numbers = self.load_teacher(), self.recipe.student
        student, axes = self.begin_student(teacher)
        if numbers.course:
            distiller, began = self.distiller(student, teacher, axes), copy.deepcopy(student.state_dict())
            checkpoint = folder / "checkpoint.pt"
            student = distill(distiller, self.dataset("noisy"), numbers.course, self.recipe.seed, checkpoint)
            student.load_state_dict(blend(began, student.state_dict(), numbers.blend))
        self.keep_student(student, folder)

    def make_rounded(self, course: Course, folder: Path) -> None:
        """Lets the student learn a little more under the rounding of int8."""
        torch.manual_seed(self.recipe.seed)
        student = self.load_student("student")
        set_rounding(student, True)
        distiller = self.distiller(student, self.load_teacher(), None)
        numbers = dataclasses.replace(distiller.numbers, hidden_share=0.0)
        distiller = dataclasses.replace(distiller, numbers=numbers, unread=0.0)
        student = distill(distiller, self.dataset("noisy"), course, self.recipe.seed + 1, folder / "checkpoint.pt")
        set_rounding(student, False)
        self.keep_student(student, folder)

    def keep_student(self, student: Encoder, folder: Path) -> None:
        """Measures a student before int8 and writes it, the first process alone."""
        if not parallel.is_first():
            return
        metrics = evaluate(TorchTagger(student, self.tokenizer("student"), read_words(self.words)), self.held_out())
        log.info("%s, fp32: %s", folder.name, metrics)
        (folder / METRICS).write_text(json.dumps(metrics), encoding="utf-8")
        torch.save({"shape": dataclasses.asdict(student.shape), "weights": student.state_dict()}, folder / WEIGHTS)

    def load_student(self, stage: str) -> Encoder:
        """A student after its stage."""
        saved = torch.load(self.work / stage / WEIGHTS, weights_only=True)
        student = Encoder(Shape(**saved["shape"]))
        student.load_state_dict(saved["weights"])
        return student

    def make_artefact(self, folder: Path) -> None:
        """Quantizes, calibrates, measures and writes what ships."""
        student = self.load_student("rounded" if self.recipe.rounding else "student")
        manifest = write_artefact(
            student, self.tokenizer("student"), self.words, self.held_out(), self.origin(), self.recipe, folder
        )
        log.info("student, int8: %s", manifest["metrics"]["held_out"])

    def origin(self) -> Origin:
        """What the student was made of: the texts as they were when the corpus was sampled, whatever became of them since."""
        metrics: dict[str, Any] = json.loads((self.work / "teacher0" / METRICS).read_text(encoding="utf-8"))
        sources: dict[str, str] = json.loads((self.work / "corpus" / SOURCES).read_text(encoding="utf-8"))
        return Origin(
            sources["phrases"],
            sources["lexicons"],
            hashlib.sha256(json.dumps(dataclasses.asdict(self.recipe), sort_keys=True).encode()).hexdigest(),
            " and ".join(lineage(teacher.source) for teacher in self.recipe.teachers),
            file_digest(self.work / "teacher0" / WEIGHTS),
            metrics,
        )

    def dataset(self, side: str) -> Dataset:
        """The lines as a teacher (``clean0`` …) or the student (``noisy``) reads them."""
        return Dataset(self.work / "corpus" / side)

    def tokenizer(self, name: str) -> tokenizers.Tokenizer:
        """The tokenizer of ``teacher0`` … or ``student``."""
        return tokenizers.Tokenizer.from_file(str(self.work / "corpus" / f"{name}.json"))

    @property
    def words(self) -> Path:
        """The student's known words."""
        return self.work / "corpus" / WORDS

    def held_out(self) -> list[bank.Sentence]:
        """Sentences of held-out phrases."""
        return read_sentences(self.work / "corpus" / "held_out.jsonl")


def lineage(source: str) -> str:
    """A teacher's source; of a student of ours also the one that it goes back to, however often it has learnt on since."""
    if not is_artefact(Path(source)):
        return source
    before: str = read_manifest(Path(source))["made_of"]["teacher_source"]
    while before.startswith(f"{source} (of ") and " and " not in before:
        before = before.removeprefix(f"{source} (of ").removesuffix(")")
    return f"{source} (of {before})"


def read(path: Path) -> str | None:
    """The text of a file, None where there is none."""
    return path.read_text(encoding="utf-8") if path.exists() else None


def run_chain(run: Run) -> Path:
    """Runs all stages that are not done; returns the artefact's folder."""
    recipe, numbers = run.recipe, dataclasses.asdict(run.recipe)
    texts = [bank.fingerprint(run.phrases), bank.fingerprint(run.lexicons)]
    student, sources = recipe.student, [teacher.source for teacher in recipe.teachers]
    ours = [read(Path(folder) / name) for folder in (*student.continues, *sources) for name in (MANIFEST, KEY)]
    sampled = [texts, recipe.seed, numbers["corpus"], student.vocabulary, student.continues, sources, ours]
    corpus = run.stage("corpus", sampled, run.make_corpus)
    teachers = [
        run.stage(f"teacher{n}", [corpus, n, numbers["teachers"][n]], functools.partial(run.make_teacher, n))
        for n in range(len(recipe.teachers))
    ]
    last = teachers[0]
    if recipe.distillation.soft:
        last = run.stage("scores", [*teachers, recipe.distillation.scored], run.make_scores)
    if not student.continues and student.start == "sheared":
        last = run.stage("sheared", [last, numbers["student"], numbers["pruning"]], run.make_sheared)
    last = run.stage("student", [last, numbers["student"], numbers["distillation"]], run.make_student)
    if recipe.rounding:
        make = functools.partial(run.make_rounded, recipe.rounding)
        last = run.stage("rounded", [last, numbers["rounding"]], make)
    run.stage("artefact", [last, recipe.name], run.make_artefact)
    return run.work / "artefact"


def open_run(recipe: Recipe, work: Path) -> Run:
    """A recipe at work on the repository's own phrases and lexicons; raises PretrainedError or OSError where a teacher can't be had."""
    pretrained = [load_pretrained(teacher.source) if teacher.source else None for teacher in recipe.teachers]
    return Run(recipe, work, bank.PHRASES, LEXICONS, pretrained)


def main(arguments: list[str]) -> int:
    """Reads the command line and runs the chain."""
    options = argparse.ArgumentParser(prog="python -m training.build", description="Train the bundled student.")
    options.add_argument("--recipe", type=Path, default=ROOT / "training" / "recipes" / "student.toml")
    options.add_argument("--work", type=Path, default=ROOT / "build" / "training", help="checkpoints and arrays")
    options.add_argument("--out", type=Path, default=STUDENT, help="where the artefact is installed")
    options.add_argument("--teacher", help="installed package, folder or hub id instead of the recipe's first")
    options.add_argument("--seed", type=int, help="instead of the recipe's, for students that are to learn apart")
    options.add_argument("--threads", type=int, default=torch.get_num_threads(), help="1 on a machine that others use")
    chosen = options.parse_args(arguments)
    torch.set_num_threads(chosen.threads)
    parallel.join()
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(message)s", datefmt="%H:%M:%S")
    logging.getLogger("training").setLevel(logging.INFO if parallel.is_first() else logging.WARNING)
    try:
        recipe = load_recipe(chosen.recipe)
        if chosen.seed is not None:
            recipe = dataclasses.replace(recipe, seed=chosen.seed)
        if chosen.teacher:
            first = dataclasses.replace(recipe.teachers[0], source=chosen.teacher)
            recipe = dataclasses.replace(recipe, teachers=(first, *recipe.teachers[1:]))
        folder = run_chain(open_run(recipe, chosen.work))
    except FAULTS as fault:
        print(fault, file=sys.stderr)
        return 1
    if parallel.is_first():
        install(folder, chosen.out)
    log.info("installed in %s", chosen.out)
    parallel.leave()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
