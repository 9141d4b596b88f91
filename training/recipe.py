"""Every number of a training run, read from ``training/recipes/*.toml``; the fields say what each one does.

A recipe says only what happens. What it leaves out has the value that stands here, and a course that it leaves out is not run.
"""

import dataclasses
import tomllib
import types
import typing
from pathlib import Path
from typing import Any, Literal


@dataclasses.dataclass(frozen=True)
class Sampling:
    """How sentences are drawn from the bank; all are shares of 1."""

    kept_sentences: float = 0.15  #: written sentences that stay as they are
    kept_values: float = 0.35  #: of the slot values in the others, those that stay
    joined: float = 0.02  #: lines made of two sentences
    prefixed: float = 0.12  #: lines with a greeting or polite words before
    suffixed: float = 0.10  #: lines with thanks or a short reason after
    nones: float = 0.15  #: lines that ask for nothing the app can do
    known: float = (
        1.0  #: of its weight, what is left to a phrase that a student which goes on reads rightly as it is written
    )
    world: float = 0.0  #: lines placed in a simulated world and executed there; what contradicts itself is drawn anew


@dataclasses.dataclass(frozen=True)
class Noise:
    """What the student reads instead of the clean line; shares of 1."""

    clean: float = 0.35  #: lines left as they are
    typo: float = 0.10  #: of the words of the others, those with a typing mistake
    shorten: float = 0.15  #: of the words that have one, those written as their abbreviation
    unpunctuated: float = 0.40  #: of the lines, those without any punctuation
    apostrophes: float = 0.40  #: of the apostrophes, those left out
    glued: float = 0.004  #: of the blanks, those left out
    asides: float = 0.08  #: of the lines that order or ask, those with a remark before or after that is no part of it


@dataclasses.dataclass(frozen=True)
class Corpus:
    """The training lines and what is held out of the bank."""

    lines: int  #: sampled lines for training
    held_out: float = 0.06  #: share of the bank's phrases (by hash of the skeleton) kept for validation
    held_out_lines: int = 5_000  #: lines for measuring: those phrases as written, then sampled ones up to this number
    sampling: Sampling = Sampling()
    noise: Noise = Noise()


@dataclasses.dataclass(frozen=True)
class Course:
    """A run of an optimizer."""

    steps: int
    batch: int  #: lines a step
    rate: float  #: highest learning rate
    head_rate: float  #: highest learning rate of the heads
    warmup: float  #: share of the steps in which the rate rises
    average: float  #: decay of the moving average of the weights that is kept in the end
    decay: float = 0.0  #: weight decay
    dropout: float = 0.0
    checkpoint: int = 500  #: steps between checkpoints


@dataclasses.dataclass(frozen=True)
class ShapeNumbers:
    """Sizes of an encoder without its vocabulary."""

    layers: int
    hidden: int
    heads: int
    intermediate: int


@dataclasses.dataclass(frozen=True)
class Teacher:
    """The network whose parameters and scores the student gets. `source`: an installed package, a folder or a hub id; empty: random
    weights of `shape`. Without a course it is taken as it is; of a student that goes on it is the one before, that it is held against."""

    source: str = ""
    shape: ShapeNumbers | None = None
    course: Course | None = None


@dataclasses.dataclass(frozen=True)
class Student:
    """The network that ships. `start`: "teacher" copies and projects the first teacher's layers, "sheared" learns which parts of it
    stay (course `pruning`), "random" takes nothing over. `continues`: instead of that, folders of students of ours, from the mean of whose
    weights it goes on, with their shape and vocabulary (Wortsman et al. 2022, "Model soups"), or with fewer inner units (`trimming`)."""

    start: Literal["teacher", "sheared", "random"] = "teacher"
    continues: tuple[str, ...] = ()
    shape: ShapeNumbers | None = None
    intermediate: int | None = None  #: inner units a layer that stay of those it continues; all without it
    vocabulary: int = 8_000
    unread: float = 0.0  #: share of the pieces that it does not get to read, so that it hangs on no single word
    blend: float = (
        1.0  #: share in each weight of what was learnt, against what it began with ("Robust fine-tuning", by the same)
    )
    course: Course | None = None


@dataclasses.dataclass(frozen=True)
class Distillation:
    """Soft targets of the teacher beside the labels (Hinton et al. 2015)."""

    temperature: float
    soft: float  #: weight of the soft losses
    scored: int  #: lines, the first ones, that the teacher scores; the others have labels alone
    hard: float  #: weight of the labels
    marked: float  #: weight of words that the teacher marks as part of a slot, against 1 for the others
    hidden: float = 0.0  #: weight of the distance between hidden states at the start
    relation: float = 0.0  #: weight of the distance between attention relations at the start
    hidden_share: float = 0.0  #: share of the steps over which both fade to nothing
    dynamic: bool = False  #: whether kinds of sentences on which the student lies behind are drawn more often


#: What a student learns by that has no teacher.
LABELS_ALONE = Distillation(temperature=1.0, soft=0.0, scored=0, hard=1.0, marked=1.0)


@dataclasses.dataclass(frozen=True)
class Recipe:
    """A whole run."""

    name: str
    seed: int
    corpus: Corpus
    teachers: tuple[Teacher, ...]  #: their scores are averaged; the first one's parameters are transferred
    student: Student
    distillation: Distillation = LABELS_ALONE
    pruning: Course | None = None  #: of a student that starts "sheared"
    rounding: Course | None = None  #: of the student in the end, under the rounding of int8


class RecipeError(ValueError):
    """A recipe has a missing, unknown or ill-typed entry, or two that don't go together; the message names it."""


def load_recipe(path: Path) -> Recipe:
    """Reads a recipe; raises RecipeError naming the first entry that is wrong."""
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as problem:
        raise RecipeError(f"{path.name} is not TOML: {problem}.") from problem
    recipe: Recipe = build(Recipe, {"name": path.stem, **found}, path.name)
    if not recipe.student.continues and recipe.student.shape is None:
        raise RecipeError(f"{path.name}: student needs a shape, or others that it continues.")
    if recipe.student.start == "sheared" and recipe.pruning is None:
        raise RecipeError(f"{path.name}: a student that starts sheared needs the course pruning.")
    if any(not teacher.source and teacher.shape is None for teacher in recipe.teachers):
        raise RecipeError(f"{path.name}: teachers need a source, or the shape of random weights.")
    return recipe


def build(kind: Any, entries: dict[str, Any], where: str) -> Any:
    """A dataclass of `kind` from a table: every field without a default must be there, and nothing that is no field."""
    fields = {field.name: field for field in dataclasses.fields(kind)}
    needed = {name for name, field in fields.items() if field.default is dataclasses.MISSING}
    if missing := sorted(needed - entries.keys()):
        raise RecipeError(f"{where} lacks {', '.join(missing)}.")
    if unknown := sorted(entries.keys() - fields.keys()):
        raise RecipeError(f"{where} knows no {', '.join(unknown)}.")
    return kind(**{name: convert(fields[name].type, entry, f"{where}: {name}") for name, entry in entries.items()})


def convert(expected: Any, entry: Any, where: str) -> Any:
    """An entry as a value of the type that its field has."""
    if isinstance(expected, types.UnionType):
        expected, _ = typing.get_args(expected)  # what may be left out is never written as nothing
    if dataclasses.is_dataclass(expected):
        if not isinstance(entry, dict):
            raise RecipeError(f"{where} must be a table.")
        return build(expected, entry, where)
    if typing.get_origin(expected) is tuple:
        if not isinstance(entry, list) or not entry:
            raise RecipeError(f"{where} must be a list that holds something.")
        return tuple(convert(typing.get_args(expected)[0], one, where) for one in entry)
    if typing.get_origin(expected) is Literal:
        if entry not in typing.get_args(expected):
            raise RecipeError(f"{where} must be one of {', '.join(typing.get_args(expected))}, not {entry!r}.")
        return entry
    value = float(entry) if expected is float and type(entry) is int else entry
    if type(value) is not expected:
        raise RecipeError(f"{where} must be {expected.__name__}, not {entry!r}.")
    return value
