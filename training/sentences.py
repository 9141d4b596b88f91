"""Marked sentences as JSON lines: text, family, perhaps the frame said before, and commands with frame, start and ``[label, start, end]`` slots."""

import dataclasses
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from training.bank import Command, Frame, Sentence, Span, parse_frame


def write_sentences(sentences: Iterable[Sentence], path: Path) -> None:
    """One JSON object a line."""
    with path.open("w", encoding="utf-8") as file:
        for sentence in sentences:
            commands = [
                {**dataclasses.asdict(c.frame), "start": c.start, "slots": [[s.label, s.start, s.end] for s in c.spans]}
                for c in sentence.commands
            ]
            entry: dict[str, Any] = {"text": sentence.text, "family": sentence.family, "commands": commands}
            entry |= {"before": sentence.said} if sentence.before else {}
            print(json.dumps(entry, ensure_ascii=False), file=file)


def read_sentences(path: Path) -> list[Sentence]:
    """The sentences that `write_sentences` wrote."""
    return [build_sentence(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]


def build_sentence(entry: dict[str, Any]) -> Sentence:
    """One of them."""
    commands = tuple(
        Command(Frame(c["operation"], c["object"], c["asks"]), c["start"], tuple(Span(*slot) for slot in c["slots"]))
        for c in entry["commands"]
    )
    before = parse_frame(entry["before"]) if "before" in entry else None
    return Sentence(entry["text"], commands, entry["family"], before)
