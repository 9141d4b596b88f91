"""Scores → commands: legal whatever the scores are, and spans that are exactly words of the text."""

import itertools

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as some

from assistant.decoding import ALLOWED, FOLLOWS, Calibration, Scores, Temperatures, best_tags, decode, trim
from assistant.schema import ASKS, FRAMES, TAGS

NEUTRAL = Calibration()


def words_of(text: str) -> tuple[tuple[int, int], ...]:
    """Blank-separated words."""
    at, found = 0, []
    for word in text.split():
        start = text.index(word, at)
        at = start + len(word)
        found.append((start, at))
    return tuple(found)


def scores_of(tags: list[str], frames: dict[int, tuple[str, str | None]], asks: str | None = None) -> Scores:
    """Certain scores; `frames` by anchor: 0 for the first command, n + 1 for one opened by word n."""
    count = len(tags)
    found = Scores(
        numpy.full((count, len(TAGS)), -9, dtype=numpy.float32),
        numpy.full(count, -9, dtype=numpy.float32),
        numpy.full((count + 1, len(FRAMES)), -9, dtype=numpy.float32),
        numpy.full((count + 1, len(ASKS)), -9, dtype=numpy.float32),
    )
    for n, tag in enumerate(tags):
        found.tags[n, TAGS.index(tag)] = 9
    for anchor, frame in frames.items():
        found.frames[anchor, FRAMES.index(frame)] = 9
        found.asks[anchor, ASKS.index(asks or "what")] = 9
        if anchor:
            found.opens[anchor - 1] = 9
    return found


def test_two_commands() -> None:
    text = "cancel yoga and move lunch to Friday at 3"
    tags = ["O", "B-summary", "O", "O", "B-summary", "O", "B-new_when", "I-new_when", "I-new_when"]
    tagging = decode(text, words_of(text), scores_of(tags, {0: ("delete", "event"), 3: ("update", "event")}), NEUTRAL)
    first, second = tagging.commands
    assert (first.operation, [(s.name, s.text) for s in first.slots]) == ("delete", [("summary", "yoga")])
    assert text[first.start : first.end] == "cancel yoga"
    assert text[second.start : second.end] == "and move lunch to Friday at 3"
    assert [(s.name, s.text) for s in second.slots] == [("summary", "lunch"), ("new_when", "Friday at 3")]
    assert first.confidence > 0.99


def test_slots_that_an_operation_cannot_have_are_not_given() -> None:
    text = "book lunch Friday"
    tags = ["O", "B-summary", "B-new_when"]
    (command,) = decode(text, words_of(text), scores_of(tags, {0: ("create", "event")}), NEUTRAL).commands
    assert [s.name for s in command.slots if s.name == "new_when"] == []
    (command,) = decode(text, words_of(text), scores_of(tags, {0: ("none", None)}), NEUTRAL).commands
    assert command.slots == () and command.object is None


def test_asks_for_reads_only() -> None:
    text = "when is lunch"
    tags = ["O", "O", "B-summary"]
    (read,) = decode(text, words_of(text), scores_of(tags, {0: ("read", "event")}, "when"), NEUTRAL).commands
    (create,) = decode(text, words_of(text), scores_of(tags, {0: ("create", "event")}, "when"), NEUTRAL).commands
    assert (read.asks, create.asks) == ("when", None)


def test_no_words_is_none() -> None:
    empty = scores_of([], {0: ("create", "event")})
    (command,) = decode("  ", (), empty, NEUTRAL).commands
    assert (command.operation, command.slots, command.start, command.end) == ("none", (), 0, 2)


def test_best_tags_is_the_best_of_all_legal_paths() -> None:
    rng = numpy.random.default_rng(1)
    chosen = [TAGS.index(t) for t in ("O", "B-summary", "I-summary", "B-when", "I-when")]
    for _ in range(50):
        logits = numpy.full((4, len(TAGS)), -99, dtype=numpy.float32)
        logits[:, chosen] = rng.normal(size=(4, len(chosen)))

        def value(path: tuple[int, ...], rows: numpy.ndarray = logits) -> float:
            steps = sum(FOLLOWS[a, b] for a, b in zip((0, *path), path, strict=False))
            return float(sum(rows[n, tag] for n, tag in enumerate(path)) + steps)

        wanted = max(value(path) for path in itertools.product(chosen, repeat=4))
        assert value(tuple(best_tags(logits))) == pytest.approx(wanted, abs=1e-5)


@given(some.integers(0, 10_000), some.integers(1, 12), some.floats(0.3, 4))
def test_any_scores_give_legal_commands(seed: int, count: int, temperature: float) -> None:
    rng = numpy.random.default_rng(seed)
    text = " ".join(f"word{n}." for n in range(count))
    draw = [rng.normal(size=s).astype(numpy.float32) * 3 for s in (len(TAGS), len(FRAMES), len(ASKS))]
    scores = Scores(
        rng.normal(size=(count, len(TAGS))).astype(numpy.float32) * 3,
        rng.normal(size=count).astype(numpy.float32) - 1,
        rng.normal(size=(count + 1, len(draw[1]))).astype(numpy.float32),
        rng.normal(size=(count + 1, len(draw[2]))).astype(numpy.float32),
    )
    tagging = decode(text, words_of(text), scores, Calibration(Temperatures(*[temperature] * 4)))
    assert tagging.commands[0].start == 0 and tagging.commands[-1].end == len(text)
    at = 0
    for command in tagging.commands:
        assert (command.operation, command.object) in FRAMES
        assert (command.asks is not None) == (command.operation == "read")
        assert 0 <= command.confidence <= 1 and at <= command.start < command.end
        for slot in command.slots:
            assert at <= slot.start < slot.end <= command.end
            assert slot.text == text[slot.start : slot.end] and not slot.text.endswith(".")
            assert ALLOWED[command.operation][TAGS.index(f"B-{slot.name}")] == 0
            at = slot.end


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("lunch.", "lunch"),
        ("“The Wave”", "The Wave"),
        ("10 a.m.", "10 a.m."),
        ("Dr.", "Dr."),
        ("(optional) run", "(optional) run"),
        ("(run", "run"),
        ("milk,", "milk"),
        ("don't", "don't"),
        ("- eggs", "eggs"),
        ("...", ""),
    ],
)
def test_edges_are_trimmed(text: str, kept: str) -> None:
    start, end = trim(text, 0, len(text))
    assert text[start:end] == kept
