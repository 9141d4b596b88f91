"""Sentences as the network sees them: a tag a word, an opening a command, frame and asks at [CLS] and at the openings.

An *anchor* is a place where scores are read: [CLS] first, then the first piece of each word. All label rows run over anchors.
"""

import dataclasses

from assistant.schema import ASKS, FRAMES, TAGS
from assistant.tokenization import Tokens
from training.bank import Frame, Sentence

#: Label of an anchor where there is nothing to learn.
IGNORED = -1

TAG_IDS = {tag: number for number, tag in enumerate(TAGS)}


@dataclasses.dataclass(frozen=True)
class Labels:
    """Rows over anchors: tag ids, whether the word opens a further command, frame ids, asks ids."""

    tags: list[int]
    opens: list[int]
    frames: list[int]
    asks: list[int]


def label_words(sentence: Sentence, tokens: Tokens) -> Labels:
    """The labels of a tokenized sentence."""
    count = 1 + len(tokens.words)
    tags, opens = [IGNORED] + [0] * (count - 1), [IGNORED] + [0] * (count - 1)
    frames, asks = [IGNORED] * count, [IGNORED] * count
    starts = [start for start, _ in tokens.words]
    for number, command in enumerate(sentence.commands):
        anchor = 0 if number == 0 else next((n for n, s in enumerate(starts, 1) if s >= command.start), None)
        if anchor is None:
            continue
        if anchor:
            opens[anchor] = 1
        frames[anchor], asks[anchor] = frame_ids(command.frame)
        for span in command.spans:
            inside = [n for n, s in enumerate(starts, 1) if span.start <= s < span.end]
            for n in inside:
                tags[n] = TAG_IDS[f"{'B' if n == inside[0] else 'I'}-{span.label}"]
    return Labels(tags, opens, frames, asks)


def frame_ids(frame: Frame) -> tuple[int, int]:
    """Indices in `FRAMES` and `ASKS`; the latter IGNORED where nothing is asked."""
    return FRAMES.index((frame.operation, frame.object)), ASKS.index(frame.asks) if frame.asks else IGNORED


def carry_labels(clean: Labels, clean_tokens: Tokens, noisy: Tokens, origins: list[int]) -> tuple[Labels, list[int]]:
    """Labels of a noised line, and for each of its anchors the clean anchor that it stands for (IGNORED: part of one).

    `origins` gives for each character of the noised line the clean character, or -1 where it stands for none; a word that was torn in two keeps
    its label on both parts, two words that were glued take that of the first.
    """
    owner = {}
    for number, (start, end) in enumerate(clean_tokens.words, 1):
        owner.update(dict.fromkeys(range(start, end), number))
    sources, tags, opens, frames, asks = [0], [IGNORED], [IGNORED], [clean.frames[0]], [clean.asks[0]]
    used: set[int] = set()
    for start, _ in noisy.words:
        source = owner.get(origins[start], 0)
        torn = source in used
        tag = TAGS[clean.tags[source]] if source else "O"
        tags.append(TAG_IDS["I" + tag[1:]] if torn and tag != "O" else TAG_IDS[tag])
        opens.append(0 if torn or not source else clean.opens[source])
        frames.append(IGNORED if torn or not source else clean.frames[source])
        asks.append(IGNORED if torn or not source else clean.asks[source])
        sources.append(IGNORED if torn or not source else source)
        used.add(source)
    return Labels(tags, opens, frames, asks), sources
