"""No sentence that measures us stands in the phrase bank, nor one that differs from it in slot values alone."""

import importlib.util
from pathlib import Path

import pytest

from training import bank

PATH = Path(__file__).with_name("evaluation_hashes.py")
SPEC = importlib.util.spec_from_file_location("evaluation_hashes", PATH)
assert SPEC is not None and SPEC.loader is not None
hashes = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(hashes)

#: Short common forms: with their slots named they have at most this many other words, and everybody writes them.
COMMON_WORDS = 4


def common(skeleton: str) -> bool:
    """ "remind me to <summary> <when>", "delete my <summary> <when>": a form, not a sentence."""
    others = [w for w in hashes.words(skeleton) if not w.startswith("<")]
    return len(others) <= COMMON_WORDS


def test_no_evaluation_sentence_stands_in_the_bank() -> None:
    known = set(hashes.FILE.read_text(encoding="utf-8").split())
    found = []
    for sentence in bank.load():
        same = len(hashes.words(sentence.text)) >= hashes.WORDS and hashes.digest(hashes.words(sentence.text)) in known
        alike = not common(sentence.skeleton) and hashes.digest(hashes.words(sentence.skeleton)) in known
        if same or alike:
            found.append(f"{sentence.family}: {sentence.text}")
    assert found == []


def test_the_hashes_are_those_of_the_evaluation() -> None:
    if not hashes.PEOPLE.exists():
        pytest.skip("the evaluation data is not on this machine")
    assert hashes.FILE.read_text(encoding="utf-8").split() == hashes.current()
