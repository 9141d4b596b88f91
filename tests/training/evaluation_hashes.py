"""The evaluation's sentences as SHA-256, so that the bank can be held against them without their standing here.

``python tests/training/evaluation_hashes.py`` writes ``evaluation_hashes.txt`` anew from ``../shared/evaluation``.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PEOPLE = ROOT.parent / "shared/evaluation/people/dev.jsonl"
SCENARIOS = ROOT.parent / "shared/evaluation/scenarios/scenarios.jsonl"
FILE = Path(__file__).with_name("evaluation_hashes.txt")
#: Shorter sentences are common property ("what's on tomorrow").
WORDS = 5


def words(text: str) -> list[str]:
    """Words of a sentence or skeleton, case and punctuation aside."""
    return re.findall(r"<\w+>|\w+", text.lower())


def digest(parts: Iterable[str]) -> str:
    """SHA-256 of words."""
    return hashlib.sha256(" ".join(parts).encode()).hexdigest()


def skeleton(text: str, slots: Iterable[tuple[str, str]]) -> str:
    """A sentence with each slot's text replaced by the slot's name."""
    for name, value in sorted(slots, key=lambda s: -len(s[1])):
        text = text.replace(value, f"<{name}>", 1)
    return text


def evaluation_texts() -> Iterator[tuple[str, str]]:
    """(sentence, skeleton) of every evaluation sentence."""
    for line in PEOPLE.read_text(encoding="utf-8").splitlines():
        sentence = json.loads(line)
        slots = [(name, value) for command in sentence["commands"] for name, value in command["slots"]]
        yield sentence["text"], skeleton(sentence["text"], slots)
    for line in SCENARIOS.read_text(encoding="utf-8").splitlines():
        for turn in json.loads(line)["turns"]:
            yield turn["text"], turn["text"]


def current() -> list[str]:
    """Digests of the sentences and skeletons of five words or more, sorted."""
    found = set()
    for text, frame in evaluation_texts():
        if len(words(text)) >= WORDS:
            found |= {digest(words(text)), digest(words(frame))}
    return sorted(found)


if __name__ == "__main__":
    FILE.write_text("\n".join(current()) + "\n", encoding="utf-8")
