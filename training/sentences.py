"""Marked sentences as JSON lines, read again by `evaluation.read_sentences`."""

import dataclasses
import json
from collections.abc import Iterable
from pathlib import Path

from training.bank import Sentence


def write_sentences(sentences: Iterable[Sentence], path: Path) -> None:
    """One JSON object a line: text, family, commands with frame, start and ``[label, start, end]`` slots."""
    with path.open("w", encoding="utf-8") as file:
        for sentence in sentences:
            commands = [
                {**dataclasses.asdict(c.frame), "start": c.start, "slots": [[s.label, s.start, s.end] for s in c.spans]}
                for c in sentence.commands
            ]
            print(
                json.dumps(
                    {"text": sentence.text, "family": sentence.family, "commands": commands}, ensure_ascii=False
                ),
                file=file,
            )
