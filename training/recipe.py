"""Every number of a training run, read from ``training/recipes/*.toml``; the fields say what each one does."""

import dataclasses
import tomllib
import typing
from pathlib import Path
from typing import Any


@dataclasses.dataclass(frozen=True)
class Sampling:
    """How sentences are drawn from the bank; all are shares of 1."""

    kept_sentences: float  #: written sentences that stay as they are
    kept_values: float  #: of the slot values in the others, those that stay
    joined: float  #: lines made of two sentences
    prefixed: float  #: lines with a greeting or polite words before
    suffixed: float  #: lines with thanks or a reason after
    nones: float  #: lines that ask for nothing the app can do
    world: (
        float  #: lines that are placed in a simulated world and executed there; what contradicts itself is drawn anew
    )


@dataclasses.dataclass(frozen=True)
class Noise:
    """What the student reads instead of the clean line; shares of 1."""

    clean: float  #: lines left as they are
    typo: float  #: of the words of the others, those with a typing mistake
    shorten: float  #: of the words that have one, those written as their abbreviation
    unpunctuated: float  #: of the lines, those without any punctuation
    apostrophes: float  #: of the apostrophes, those left out
    glued: float  #: of the blanks, those left out


@dataclasses.dataclass(frozen=True)
class Corpus:
    """The training lines and what is held out of the bank."""

    lines: int  #: sampled lines for training
    held_out: float  #: share of the bank's phrases (by hash of the skeleton) kept for validation
    held_out_lines: int  #: sampled lines of those phrases, for measuring
    sampling: Sampling
    noise: Noise


@dataclasses.dataclass(frozen=True)
class Course:
    """A run of an optimizer."""

    steps: int
    batch: int  #: lines a step
    rate: float  #: highest learning rate
    head_rate: float  #: highest learning rate of the heads
    warmup: float  #: share of the steps in which the rate rises
    decay: float  #: weight decay
    dropout: float
    average: float  #: decay of the moving average of the weights that is kept in the end
    checkpoint: int  #: steps between checkpoints


@dataclasses.dataclass(frozen=True)
class ShapeNumbers:
    """Sizes of an encoder without its vocabulary."""

    layers: int
    hidden: int
    heads: int
    intermediate: int


@dataclasses.dataclass(frozen=True)
class Teacher:
    """The larger network. `source`: an installed package, a folder or a hub id; empty: random weights of `shape`."""

    source: str
    shape: ShapeNumbers
    course: Course


@dataclasses.dataclass(frozen=True)
class Student:
    """The network that ships. `start`: "teacher" copies and projects the first teacher's layers, "sheared" learns which parts of it
    stay (course `pruning`), "random" takes nothing over; or the folder of a student of ours, which learns on with its shape and its
    vocabulary; of several (parted as in PATH), their mean. `blend`: in the end, the share of what was learnt in each weight, against what
    it began with: less than 1 keeps more of what a student that learns on could do before (Wortsman et al. 2022, "Robust fine-tuning")."""

    shape: ShapeNumbers
    vocabulary: int
    start: str
    blend: float


@dataclasses.dataclass(frozen=True)
class Distillation:
    """Soft targets of the teacher beside the labels (Hinton et al. 2015)."""

    temperature: float
    soft: float  #: weight of the soft losses
    scored: int  #: lines, the first ones, that the teacher scores; the others have labels alone
    hard: float  #: weight of the labels
    marked: float  #: weight of words that the teacher marks as part of a slot, against 1 for the others
    hidden: float  #: weight of the distance between hidden states at the start
    relation: float  #: weight of the distance between attention relations at the start
    hidden_share: float  #: share of the steps over which both fade to nothing
    unread: float  #: share of the pieces that the student does not get to read, so that it hangs on no single word (0.0: it reads all)
    dynamic: bool  #: whether kinds of sentences on which the student lies behind are drawn more often
    course: Course


@dataclasses.dataclass(frozen=True)
class Recipe:
    """A whole run."""

    name: str
    seed: int
    corpus: Corpus
    teachers: tuple[Teacher, ...]  #: their scores are averaged; the first one's parameters are transferred
    student: Student
    pruning: Course  #: of a student that starts "sheared"
    distillation: Distillation
    rounding: Course  #: of the student in the end, under the rounding of int8; none where it has no steps


class RecipeError(ValueError):
    """A recipe has a missing, unknown or ill-typed entry; the message names it."""


def load_recipe(path: Path) -> Recipe:
    """Reads a recipe; raises RecipeError naming the first entry that is wrong."""
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as problem:
        raise RecipeError(f"{path.name} is not TOML: {problem}") from problem
    built = build(Recipe, {"name": path.stem, **found}, path.name)
    assert isinstance(built, Recipe)
    return built


def build(kind: Any, entries: dict[str, Any], where: str) -> Any:
    """A dataclass of `kind` from a table; every field must be there, and nothing else."""
    fields = {field.name: field.type for field in dataclasses.fields(kind)}
    if missing := sorted(fields.keys() - entries.keys()):
        raise RecipeError(f"{where} lacks {', '.join(missing)}")
    if unknown := sorted(entries.keys() - fields.keys()):
        raise RecipeError(f"{where} knows no {', '.join(unknown)}")
    values = {}
    for name, entry in entries.items():
        expected: Any = fields[name]
        if dataclasses.is_dataclass(expected):
            if not isinstance(entry, dict):
                raise RecipeError(f"{where}: {name} must be a table")
            values[name] = build(expected, entry, f"{where}: {name}")
            continue
        if typing.get_origin(expected) is tuple:
            if not isinstance(entry, list) or not entry:
                raise RecipeError(f"{where}: {name} must be one or more tables")
            values[name] = tuple(build(typing.get_args(expected)[0], one, f"{where}: {name}") for one in entry)
            continue
        value = float(entry) if expected is float and isinstance(entry, int) and not isinstance(entry, bool) else entry
        if type(value) is not expected:
            raise RecipeError(f"{where}: {name} must be {expected.__name__}, not {entry!r}")
        values[name] = value
    return kind(**values)
