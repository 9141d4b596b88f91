"""The phrase bank: sentences with marked slots, read from ``training/phrases/*.txt`` (format: ``training/phrases/README.md``).

``python -m training.bank [FILE...]`` checks the bank and prints what it covers; exit status 1 when a line is wrong.
"""

import collections
import dataclasses
import hashlib
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from assistant.schema import ASKS, FRAMES, LABELS

PHRASES = Path(__file__).parent / "phrases"

MARK = re.compile(r"\[(\w+) ([^\[\]]+)\]")
SPLIT = re.compile(r"\s*\|\|\s*")


@dataclasses.dataclass(frozen=True)
class Span:
    """A slot of a sentence: half-open ``[start, end)`` in characters of the sentence."""

    label: str
    start: int
    end: int


@dataclasses.dataclass(frozen=True)
class Frame:
    """What a command does to what, and for reads what is asked."""

    operation: str
    object: str | None
    asks: str | None = None

    def __str__(self) -> str:
        return " ".join(filter(None, dataclasses.astuple(self)))


@dataclasses.dataclass(frozen=True)
class Command:
    """One command of a sentence: its frame, where its words begin (in characters), and its spans in order."""

    frame: Frame
    start: int
    spans: tuple[Span, ...]


@dataclasses.dataclass(frozen=True)
class Sentence:
    """A sentence of the bank with its meaning; ``family`` is the stem of the file that holds it."""

    text: str
    commands: tuple[Command, ...]
    family: str
    before: Frame | None = None  #: of the command said just before, where the sentence goes on from one

    @property
    def said(self) -> str | None:
        """The words of the frame said just before, as a tagger takes them."""
        return str(self.before) if self.before else None

    @property
    def skeleton(self) -> str:
        """The sentence in lower case with each span replaced by its label: equal skeletons are the same phrase."""
        spans = sorted((s for c in self.commands for s in c.spans), key=lambda s: s.start, reverse=True)
        text = self.text
        for span in spans:
            text = f"{text[: span.start]}<{span.label}>{text[span.end :]}"
        return " ".join(re.findall(r"<\w+>|\w+|[✓✔☑✅]", text.lower()))


class BankError(ValueError):
    """A line of the bank is not well formed; the message names file, line and what is wrong."""


def parse_frame(text: str) -> Frame:
    """``"read event when"`` → Frame; raises :class:`BankError` for what the schema does not know."""
    operation, *rest = text.split()
    thing = rest[0] if rest else None
    asks = rest[1] if len(rest) > 1 else None
    if (operation, thing) not in FRAMES or len(rest) > 2:
        raise BankError(f"unknown frame {text!r}")
    if (operation == "read") != (asks is not None) or (asks and asks not in ASKS):
        raise BankError(f"a read, and only a read, asks for one of {', '.join(ASKS)}: {text!r}")
    return Frame(operation, thing, asks)


def whole_frames() -> Iterator[Frame]:
    """Every frame, reads with all that can be asked."""
    for operation, thing in FRAMES:
        for asks in ASKS if operation == "read" else (None,):
            yield Frame(operation, thing, asks)


def parse_header(text: str) -> tuple[tuple[Frame, ...], Frame | None]:
    """``"update event + read event when after create event"`` → the frames of the lines below and of what was said before them."""
    frames, _, before = text.partition(" after ")
    return tuple(map(parse_frame, frames.split(" + "))), parse_frame(before) if before else None


def parse_sentence(marked: str, frames: tuple[Frame, ...], family: str = "", before: Frame | None = None) -> Sentence:
    """A marked line and its frames → :class:`Sentence`; raises :class:`BankError`."""
    parts = SPLIT.split(marked.strip())
    if len(parts) != len(frames):
        raise BankError(f"{len(frames)} frames but {len(parts)} commands")
    text, commands = "", []
    for part, frame in zip(parts, frames, strict=True):
        start, spans, at = len(text) + bool(text), [], 0
        text += " " if text else ""
        for mark in MARK.finditer(part):
            text += part[at : mark.start()]
            label, words = mark[1], mark[2]
            check_span(label, words, frame)
            spans.append(Span(label, len(text), len(text) + len(words)))
            text, at = text + words, mark.end()
        text += part[at:]
        commands.append(Command(frame, start, tuple(spans)))
    if "[" in text or "]" in text:
        raise BankError("a bracket that marks nothing")
    return Sentence(text, tuple(commands), family, before)


def check_span(label: str, words: str, frame: Frame) -> None:
    """Raises :class:`BankError` where a span can't stand in a command of this frame."""
    if label not in LABELS:
        raise BankError(f"unknown slot {label!r}")
    if words != words.strip():
        raise BankError(f"blank at the edge of [{label} {words}]")
    if frame.operation in ("undo", "redo", "none"):
        raise BankError(f"{frame.operation} has no slots")
    if (label.startswith("new_") or label in ("removed_attendee", "shift")) and frame.operation != "update":
        raise BankError(f"{label} is for updates only")


def read_file(path: Path) -> Iterator[tuple[int, Sentence | BankError]]:
    """Line number and sentence, or what is wrong with it, of each sentence of a file."""
    frames, before = tuple[Frame, ...](), None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        try:
            if line.startswith("= "):
                frames, before = parse_header(line[2:])
            else:
                yield number, parse_sentence(line, frames, path.stem, before)
        except BankError as problem:
            yield number, problem


def files(folder: Path = PHRASES) -> list[Path]:
    """The bank's files, in order of name."""
    return sorted(folder.glob("*.txt"))


def load(folder: Path = PHRASES) -> list[Sentence]:
    """Every sentence of the bank; raises :class:`BankError` at the first line that is wrong."""
    sentences = []
    for path in files(folder):
        for number, found in read_file(path):
            if isinstance(found, BankError):
                raise BankError(f"{path.name}:{number}: {found}")
            sentences.append(found)
    return sentences


def fingerprint(folder: Path = PHRASES) -> str:
    """SHA-256 over the bank's files, names and bytes, for the manifest."""
    digest = hashlib.sha256()
    for path in files(folder):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


#: Files that begin so hold what people type in few words: where a title ends and a place begins is the lesson, so that a phrase with other
#: values is another one.
VALUES_TELL = "typed"


def check(paths: Iterable[Path]) -> int:
    """Prints every wrong or repeated line of these files (repeats are sought in the whole bank); returns their number."""
    seen: dict[object, str] = {}
    chosen, wrong = {p.resolve() for p in paths}, 0
    counts: collections.Counter[str] = collections.Counter()
    for path in sorted(files(), key=lambda p: p.resolve() in chosen):
        for number, found in read_file(path):
            if isinstance(found, BankError):
                problem: str | None = str(found)
            else:
                words = found.text.casefold() if path.name.startswith(VALUES_TELL) else found.skeleton
                phrase = (words, tuple(command.frame for command in found.commands))
                here, before = f"{path.name}:{number}", seen.get(phrase)
                seen.setdefault(phrase, here)
                problem = f"same phrase as {before}" if before else None
                counts[" + ".join(str(c.frame) for c in found.commands)] += not problem
            if problem and path.resolve() in chosen:
                wrong += 1
                print(f"{path.name}:{number}: {problem}")
    for frame, n in counts.most_common():
        print(f"{n:6d}  {frame}")
    print(f"{sum(counts.values())} distinct phrases, {wrong} lines to mend")
    return wrong


if __name__ == "__main__":
    sys.exit(bool(check([Path(a) for a in sys.argv[1:]] or files())))
