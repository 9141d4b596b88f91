"""The bundled student: any text is answered, exactly and quickly."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

import resources
from assistant.schema import FRAMES, LABELS
from assistant.tagger import OnnxTagger
from assistant.tokenization import MAX_PIECES

STUDENT = Path(resources.__path__[0]) / "student"


@pytest.fixture(scope="module")
def tagger() -> OnnxTagger:
    """The shipped student."""
    return OnnxTagger(STUDENT)


def understood(tagger: OnnxTagger, text: str) -> list[tuple[str, str | None, dict[str, str]]]:
    """Frames and slots."""
    return [(c.operation, c.object, {s.name: s.text for s in c.slots}) for c in tagger.tag(text).commands]


def test_plain_sentences(tagger: OnnxTagger) -> None:
    wanted = {"summary": "lunch", "attendee": "Ana", "new_when": "3pm"}
    assert understood(tagger, "move lunch with Ana to 3pm") == [("update", "event", wanted)]
    assert understood(tagger, "remind me to call the bank tomorrow at 9") == [
        ("create", "task", {"summary": "call the bank", "when": "tomorrow at 9"})
    ]
    assert understood(tagger, "undo that") == [("undo", None, {})]
    assert understood(tagger, "what's the weather like in Paris")[0][0] == "none"


def test_offsets_are_those_of_the_typed_text(tagger: OnnxTagger) -> None:
    text = "🎉🎉 Verschieb? no:  MOVE  café with Zoë   to   3pm  !!"
    for command in tagger.tag(text).commands:
        for slot in command.slots:
            assert text[slot.start : slot.end] == slot.text == slot.text.strip()


@settings(max_examples=150, deadline=None)
@given(some.text(max_size=60) | some.text("aeimortuv 3:p.,'’\n\ud800é😀", max_size=60))
def test_any_text_is_answered(tagger: OnnxTagger, text: str) -> None:
    tagging = tagger.tag(text)
    assert tagging.text == text and tagging.commands
    for command in tagging.commands:
        assert (command.operation, command.object) in FRAMES
        for slot in command.slots:
            assert slot.name in LABELS and text[slot.start : slot.end] == slot.text


@pytest.mark.parametrize("text", ["milk " * 5000, "x" * 100_000, "\n" * 9000, "a.b," * 3000])
def test_long_texts_are_cut(tagger: OnnxTagger, text: str) -> None:
    tokens, _ = tagger.read(text)
    assert len(tokens.ids) <= MAX_PIECES
    assert tagger.tag(text).commands[-1].end == len(text)
