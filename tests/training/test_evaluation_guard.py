"""No sentence that measures us stands in the phrase bank, nor one that differs from it in slot values alone."""

import importlib.util
import json
from pathlib import Path

import pytest

from training import bank

PATH = Path(__file__).with_name("evaluation_hashes.py")
SPEC = importlib.util.spec_from_file_location("evaluation_hashes", PATH)
assert SPEC is not None and SPEC.loader is not None
hashes = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(hashes)

#: Our own sentences that only measure, and how many there are at least.
OWN = {"plain.jsonl": 800, "asked.jsonl": 900, "followed.jsonl": 300, "told.jsonl": 200, "strangers.jsonl": 1_000}
#: Of these the lines of few words ("how many left", "fri too") are anybody's.
FRAGMENTS = ("strangers.jsonl",)
CORPUS = Path(__file__).parents[1] / "corpus"

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


@pytest.mark.parametrize("name", OWN)
def test_no_sentence_of_ours_that_measures_stands_in_the_bank(name: str) -> None:
    texts = [json.loads(line)["text"] for line in (CORPUS / name).read_text(encoding="utf-8").splitlines()]
    own = {bare(text) for text in texts if name not in FRAGMENTS or len(text.split()) > hashes.WORDS}
    assert len(own) > OWN[name]
    assert [sentence.text for sentence in bank.load() if bare(sentence.text) in own] == []


def bare(text: str) -> str:
    """A sentence without what people leave out at will."""
    return text.casefold().strip(" .?!")


def test_the_hashes_are_those_of_the_evaluation() -> None:
    if not hashes.PEOPLE.exists():
        pytest.skip("the evaluation data is not on this machine")
    assert hashes.FILE.read_text(encoding="utf-8").split() == hashes.current()
