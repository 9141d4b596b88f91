"""Recipe + bank + lexicons → what training reads: rows of piece ids and labels on disk, clean and noised side by side.

Folder layout: ``teacher0.json`` … and ``student.json`` (tokenizers), ``words.txt`` (what the student's speller knows), ``clean0/`` … (each teacher's
reading) and ``noisy/`` (arrays, one row a line, see `Rows`),
``held_out.jsonl`` (sentences of held-out phrases with their meaning: the first ones as written, then sampled).
"""

import array
import dataclasses
import hashlib
import logging
import random
import time
from collections.abc import Container, Iterable, Iterator, Sequence
from pathlib import Path

import numpy
import tokenizers
from tqdm import tqdm

from assistant.spelling import Speller, read_words, write_words
from assistant.tagger import WORDS
from assistant.tokenization import MAX_PIECES, Tokens, tokenize
from training.asides import add_aside
from training.bank import Frame, Sentence
from training.labels import Labels, carry_labels, label_words
from training.lexicon import Lexicon
from training.noise import SHORT, add_noise
from training.recipe import Noise, Recipe, Sampling
from training.sampling import SHORTEST, Sampler
from training.sentences import write_sentences
from training.vocabulary import AFTER, build_tokenizer, count_words, cut_pieces, invent_pieces
from training.world import kept, simulate

log = logging.getLogger(__name__)

#: Column and type of its array: pieces, anchors' places among them, and one value an anchor each.
PIECES = (("ids", "H"),)
ANCHORS = (("places", "B"), ("tags", "b"), ("opens", "b"), ("frames", "b"), ("asks", "b"), ("sources", "h"))


class Rows:
    """Columns that grow line by line and are saved as flat arrays with the offsets of their lines."""

    def __init__(self) -> None:
        self.columns = {name: array.array(kind) for name, kind in (*PIECES, *ANCHORS)}
        self.pieces, self.anchors = array.array("q", [0]), array.array("q", [0])

    def add(self, tokens: Tokens, labels: Labels, sources: Iterable[int]) -> None:
        """Appends a line."""
        values = (tokens.ids, (0, *tokens.firsts), labels.tags, labels.opens, labels.frames, labels.asks, sources)
        for column, value in zip(self.columns.values(), values, strict=True):
            column.extend(value)
        self.pieces.append(len(self.columns["ids"]))
        self.anchors.append(len(self.columns["places"]))

    def save(self, folder: Path) -> None:
        """Writes ``NAME.npy`` for each column and the two rows of offsets."""
        folder.mkdir(parents=True, exist_ok=True)
        for name, values in (*self.columns.items(), ("piece_starts", self.pieces), ("anchor_starts", self.anchors)):
            numpy.save(folder / f"{name}.npy", numpy.frombuffer(values, dtype=values.typecode))


#: Files of the bank that begin so hold slips of the fingers as they were typed: a speller learns no words from them.
SLIPPING = "asked"

#: Files of the bank that begin so hold sentences that say the same whatever was said before.
ALONE = ("plainly", "natural", "asked", "told")
#: Shares of the lines after others that are read as if nothing was said before, and of those that stand alone that are read after something.
UNHEARD, HEARD = 0.25, 0.3


def split_bank(bank: Iterable[Sentence], share: float) -> tuple[list[Sentence], list[Sentence]]:
    """(For training, held out): a phrase's side hangs on its skeleton's hash alone, so it never changes as the bank grows. The shortest
    forms, of which people type most, are always for training."""
    sides: tuple[list[Sentence], list[Sentence]] = ([], [])
    for sentence in bank:
        digest = hashlib.sha256(sentence.skeleton.encode()).digest()
        held = sentence.family != SHORTEST and int.from_bytes(digest[:8]) < share * 2**64
        sides[held].append(sentence)
    return sides


@dataclasses.dataclass(frozen=True)
class Readers:
    """The tokenizers of teachers and student, and the speller through which the student reads."""

    teachers: Sequence[tokenizers.Tokenizer]
    student: tokenizers.Tokenizer
    speller: Speller


def build_tokenizers(
    size: int, vocabularies: Sequence[list[str] | None], own: list[str] | None, lines: list[str]
) -> tuple[list[tokenizers.Tokenizer], tokenizers.Tokenizer]:
    """The tokenizers of teachers and student (see `build_corpus`), the latter's of at most `size` pieces unless they are its `own`."""
    lines = [*lines, *(short for forms in SHORT.values() for short in forms)]
    invented = [] if all(vocabularies) else invent_pieces(lines, size)
    first = vocabularies[0]
    read = own or (cut_pieces(first, lines, size) if first else invented)
    teachers = [build_tokenizer(pieces or invented) for pieces in vocabularies]
    return teachers, build_tokenizer(list(dict.fromkeys((*read, *AFTER))))


def build_corpus(
    recipe: Recipe,
    bank: list[Sentence],
    lexicon: Lexicon,
    vocabularies: Sequence[list[str] | None],
    folder: Path,
    own: list[str] | None = None,
    known: Container[Sentence] = (),
) -> None:
    """Writes the corpus of a recipe. `vocabularies` are those of the teachers (None, of one that is not pretrained: it reads one of our own words),
    the first one also the student's after a cut; `own` is that of a student that goes on, `known` the phrases that it reads rightly."""
    numbers = recipe.corpus
    ours, held_out = split_bank(bank, numbers.held_out)
    values = [line for lines in lexicon.lines.values() for line in lines]
    written = [*(s.text for s in bank), *values]
    teachers, student = build_tokenizers(recipe.student.vocabulary, vocabularies, own, written)
    folder.mkdir(parents=True, exist_ok=True)
    for number, teacher in enumerate(teachers):
        teacher.save(str(folder / f"teacher{number}.json"))
    student.save(str(folder / "student.json"))
    spelt = [*(s.text for s in bank if not s.family.startswith(SLIPPING)), *values]
    write_words(
        *count_words(spelt, (w for forms in SHORT.values() for w in forms), vocabularies[0] or ()), folder / WORDS
    )
    readers = Readers(teachers, student, read_words(folder / WORDS))
    rng = random.Random(recipe.seed)
    draw = Source(ours, lexicon, numbers.sampling, recipe.seed, known).draw
    clean, noisy, befores = [Rows() for _ in teachers], Rows(), [s.before for s in ours if s.before]
    began = time.perf_counter()
    for _ in tqdm(range(numbers.lines), "corpus", unit=" lines", mininterval=2):
        sentence = draw(rng)
        sentence = dataclasses.replace(sentence, before=heard_before(sentence, befores, rng))
        typed = type_line(sentence, numbers.noise, lexicon, rng)
        add_line(sentence, typed, readers, clean, noisy)
    log.info("%.0f lines/s", numbers.lines / max(1e-9, time.perf_counter() - began))
    for number, rows in enumerate(clean):
        rows.save(folder / f"clean{number}")
    noisy.save(folder / "noisy")
    write_sentences(hold_out(held_out, lexicon, recipe), folder / "held_out.jsonl")


class Source:
    """Where training lines come from: the sampler, and for a share of them a simulated world."""

    def __init__(
        self,
        phrases: list[Sentence],
        lexicon: Lexicon,
        settings: Sampling,
        seed: int,
        known: Container[Sentence] = (),
    ) -> None:
        self.sampler = Sampler(phrases, lexicon, settings, known)
        self.placed, self.share = kept(simulate(self.sampler.draw, lexicon, seed)), settings.world

    def draw(self, rng: random.Random) -> Sentence:
        """The next line; where no world is asked for, `rng` goes the way it goes without one."""
        return next(self.placed) if self.share and rng.random() < self.share else self.sampler.draw(rng)


def heard_before(sentence: Sentence, befores: Sequence[Frame], rng: random.Random) -> Frame | None:
    """What the student hears that was said before a line: a share of the times nothing; of what stands alone, a share of the times any frame."""
    if sentence.before:
        return None if rng.random() < UNHEARD else sentence.before
    alone = sentence.family.startswith(ALONE) and befores
    return rng.choice(befores) if alone and rng.random() < HEARD else None


def type_line(sentence: Sentence, noise: Noise, lexicon: Lexicon, rng: random.Random) -> tuple[str, list[int]]:
    """What the student reads of a line, and for each character the clean one that it stands for (`NOWHERE`: of a remark)."""
    text, origins = sentence.text, list(range(len(sentence.text)))
    if noise.asides and rng.random() < noise.asides:
        text, origins = add_aside(sentence, lexicon, rng)
    noisy, places = add_noise(text, noise, rng)
    return noisy, [origins[place] for place in places]


def add_line(
    sentence: Sentence, typed: tuple[str, list[int]], readers: Readers, clean: list[Rows], noisy: Rows
) -> None:
    """Appends one line, as the teachers and as the student reads it; a line too long for any is left out."""
    seen = [tokenize(sentence.text, reader, before=sentence.said) for reader in readers.teachers]
    text, origins = typed
    read = tokenize(text, readers.student, readers.speller, sentence.said)
    if max(len(tokens.ids) for tokens in (*seen, read)) >= MAX_PIECES or not read.words:
        return
    labels = [label_words(sentence, tokens) for tokens in seen]
    for rows, tokens, marks in zip(clean, seen, labels, strict=True):
        rows.add(tokens, marks, range(1 + len(tokens.words)))
    noisy.add(read, *carry_labels(labels[0], seen[0], read, origins))


def hold_out(bank: list[Sentence], lexicon: Lexicon, recipe: Recipe) -> Iterator[Sentence]:
    """The held-out sentences as written, then sampled ones of the same phrases up to the recipe's number."""
    rng = random.Random(recipe.seed + 1)
    sampler = Sampler(bank, lexicon, dataclasses.replace(recipe.corpus.sampling, kept_sentences=0.0))
    yield from bank
    for _ in range(recipe.corpus.held_out_lines - len(bank) if bank else 0):
        yield sampler.draw(rng)
