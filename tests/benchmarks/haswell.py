"""Is the student the same without VNNI? ``python -m tests.benchmarks.haswell [--sentences 300]`` (needs Debian's qemu-user).

Sentences of the bank are tagged here and, in a second process, by an emulated Haswell, which has AVX2 and no VNNI; exit status 1 where more than 1 % of
them are understood differently.
"""

import argparse
import json
import random
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from assistant.tagger import OnnxTagger
from assistant.tagging import Tagging
from training import bank

ROOT = Path(__file__).parents[2]
STUDENT = ROOT / "resources" / "student"
EMULATOR = "qemu-x86_64"
ALLOWED = 0.01


def plain(tagging: Tagging) -> list[Any]:
    """What was understood: frames and slots, and apart from them the confidence."""
    return [
        [[c.operation, c.object, c.asks, [[s.name, s.start, s.end] for s in c.slots]], c.confidence]
        for c in tagging.commands
    ]


def answer(student: Path, texts: Sequence[str]) -> list[list[Any]]:
    """The answers of a processor without VNNI, as the tagger runs there."""
    tagger = OnnxTagger(student)
    return [plain(tagger.tag(text)) for text in texts]


def emulate(student: Path, texts: Sequence[str]) -> list[list[Any]]:
    """The same by an emulated Haswell."""
    command = [EMULATOR, "-cpu", "Haswell", sys.executable, "-m", "tests.benchmarks.haswell", "--answer"]
    done = subprocess.run(
        [*command, "--student", str(student)],
        input=json.dumps(list(texts)),
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=True,
    )
    found: list[list[Any]] = json.loads(done.stdout)
    return found


def main() -> int:
    """Compares and prints."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.haswell", description="Emulate a processor without VNNI."
    )
    parser.add_argument("--sentences", type=int, default=300)
    parser.add_argument("--student", type=Path, default=STUDENT)
    parser.add_argument("--answer", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.answer:
        print(json.dumps(answer(chosen.student, json.load(sys.stdin))))
        return 0
    if not shutil.which(EMULATOR):
        print(f"{EMULATOR} is not installed (Debian: qemu-user).", file=sys.stderr)
        return 2
    texts = random.Random(7).sample([s.text for s in bank.load(bank.PHRASES)], chosen.sentences)
    tagger = OnnxTagger(chosen.student)
    here, there = [plain(tagger.tag(text)) for text in texts], emulate(chosen.student, texts)
    other = [t for t, a, b in zip(texts, here, there, strict=True) if [x for x, _ in a] != [x for x, _ in b]]
    apart = [abs(x - y) for a, b in zip(here, there, strict=True) for (_, x), (_, y) in zip(a, b, strict=False)]
    print(
        f"{len(texts)} sentences; understood differently on Haswell: {len(other)};"
        f" confidence apart by {sum(apart) / len(apart):.4f} on average, {max(apart):.4f} at most"
    )
    return int(len(other) > ALLOWED * len(texts))


if __name__ == "__main__":
    sys.exit(main())
