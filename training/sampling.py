"""Bank → endless sentences: slots swapped, polite words and reasons around, several sentences joined into one.

Everything is drawn from one `random.Random`, so that a seed gives the same lines everywhere.
"""

import dataclasses
import random
import re
from collections.abc import Container, Sequence
from itertools import accumulate

from training.bank import Command, Sentence, Span
from training.lexicon import Lexicon
from training.recipe import Sampling
from training.substitution import Context, Substitution

QUESTION = frozenset(
    str.split("what what's whats when when's where where's who who's how which do does did is are am was will")
)
IMPERATIVE = frozenset(
    str.split(
        "add put move cancel delete remove create schedule make set remind change show reschedule book clear mark tick invite list "
        "check rename push give tell read plan drop erase update extend shorten find look start note get pencil block postpone"
    )
)

SLOT = re.compile(r"<\w+>")

#: Weight of a phrase with so many words besides its slots.
COMMON = (60.0, 6.0, 2.5, 1.6, 1.2)

#: The bank's file of the shortest forms, and the weight of each of them.
SHORTEST, OFTEN = "common", 80.0

#: Weight of a title alone, the commonest of all: it is one phrase, however many different things stand in it.
BARE = 250.0

#: How the names of the bank's files begin whose phrases count as so many: plain sentences, the odd lines' families, what ordinary people say,
#: what many people would say who were asked to, what they would say next, how they tell it, and what they type over a fortnight.
OFTENER = {
    "plainly": 5.0,
    "families": 10.0,
    "natural": 8.0,
    "asked": 6.0,
    "fragments": 4.0,
    "followed": 10.0,
    "told": 10.0,
    "typed": 10.0,
}

#: Share of its weight that a phrase of several commands keeps: the bank has many for what they teach, people type few.
SEVERAL = 1.0


class Sampler:
    """Draws sentences from a bank; those that are `known` already less often (Jiang et al. 2019, "Accelerating deep learning by focusing on the
    biggest losers")."""

    def __init__(
        self, bank: Sequence[Sentence], lexicon: Lexicon, settings: Sampling, known: Container[Sentence] = ()
    ) -> None:
        self.bank, self.lexicon, self.settings = bank, lexicon, settings

        def weigh(sentence: Sentence) -> float:
            return weight(sentence) * (settings.known if sentence in known else 1.0)

        kinds = [[s for s in bank if (s.commands[0].frame.operation == "none") == nothing] for nothing in (False, True)]
        self.pools = [(found, list(accumulate(map(weigh, found)))) for found in kinds if found]
        self.substitution = Substitution(lexicon)
        self.joinable = [s for s in bank if len(s.commands) == 1 and is_joinable(s)]

    def draw(self, rng: random.Random) -> Sentence:
        """One sentence: of the bank with changes, or two joined."""
        if self.joinable and rng.random() < self.settings.joined:
            first, second = (self.vary(rng.choice(self.joinable), rng) for _ in range(2))
            return join(first, second, rng)
        found, weights = self.pools[-1 if rng.random() < self.settings.nones else 0]
        (sentence,) = rng.choices(found, cum_weights=weights)
        return self.wrap(self.vary(sentence, rng), rng)

    def vary(self, sentence: Sentence, rng: random.Random) -> Sentence:
        """The sentence with some of its slot values swapped; a share of sentences stays as written."""
        if rng.random() < self.settings.kept_sentences:
            return sentence
        values: dict[Span, str] = {}
        terse = not any(map(str.isalnum, SLOT.sub("", sentence.skeleton)))
        for command in sentence.commands:
            listed = any(span.label == "list" for span in command.spans)
            for span in command.spans:
                if rng.random() >= self.settings.kept_values:
                    written = sentence.text[span.start : span.end]
                    left, right = neighbours(sentence.text, span)
                    context = Context(span.label, command.frame, left, right, listed, terse)
                    values[span] = self.substitution.draw(written, context, rng)
        return replace_values(sentence, values)

    def wrap(self, sentence: Sentence, rng: random.Random) -> Sentence:
        """Perhaps a greeting or polite word before, thanks or a reason after."""
        first = sentence.text.split()[0].lower().strip(",.")
        operation = sentence.commands[-1].frame.operation
        if rng.random() < self.settings.prefixed:
            name = (
                "prefix_question" if first in QUESTION else "prefix_imperative" if first in IMPERATIVE else "prefix_any"
            )
            sentence = prepend(sentence, self.lexicon.draw(name, rng))
        if rng.random() < self.settings.suffixed and not sentence.text.endswith((".", "!")):
            changes = operation in ("create", "update", "delete", "complete")
            sentence = append(sentence, self.lexicon.draw("suffix_change" if changes else "suffix_any", rng))
        return sentence


def weight(sentence: Sentence) -> float:
    """How often a phrase is drawn: each stands once in the bank, but people say the common forms ("[summary] [when]") far more."""
    plain = next((times for name, times in OFTENER.items() if sentence.family.startswith(name)), 1.0)
    if not any(command.spans for command in sentence.commands):
        return plain
    if sentence.skeleton == "<summary>":
        return BARE
    if sentence.family == SHORTEST:
        return OFTEN
    if len(sentence.commands) > 1:
        return SEVERAL * plain
    words = sum(not word.startswith("<") for word in sentence.skeleton.split())
    return max(plain, COMMON[words] if words < len(COMMON) else 1.0)


def is_joinable(sentence: Sentence) -> bool:
    """Whether another command can follow or precede: a plain order or short question."""
    first = sentence.text.split()[0].lower().strip(",.")
    ordered = first in IMPERATIVE or (first in QUESTION and sentence.commands[0].frame.operation == "read")
    return ordered and len(sentence.text.split()) <= 12 and sentence.commands[0].frame.operation != "none"


def neighbours(text: str, span: Span) -> tuple[str, str]:
    """The word before and the word after a span, in lower case, empty at an end."""
    before, after = text[: span.start].split(), text[span.end :].split()
    return before[-1].lower().strip(",\"“'") if before else "", after[0].lower() if after else ""


def replace_values(sentence: Sentence, values: dict[Span, str]) -> Sentence:
    """The sentence with these spans' words replaced and everything else moved accordingly."""
    text, at, commands = "", 0, []
    for command in sentence.commands:
        text += sentence.text[at : command.start]
        start, at, spans = len(text), command.start, []
        for span in command.spans:
            text += sentence.text[at : span.start]
            value = values.get(span, sentence.text[span.start : span.end])
            spans.append(Span(span.label, len(text), len(text) + len(value)))
            text, at = text + value, span.end
        commands.append(Command(command.frame, start, tuple(spans)))
    return dataclasses.replace(sentence, text=text + sentence.text[at:], commands=tuple(commands))


def shifted(command: Command, by: int, start: int | None = None) -> Command:
    """The command's offsets moved to the right; its own start moved alike, or to `start`."""
    spans = tuple(Span(s.label, s.start + by, s.end + by) for s in command.spans)
    return Command(command.frame, command.start + by if start is None else start, spans)


def prepend(sentence: Sentence, words: str) -> Sentence:
    """Words before the sentence; the first command begins with them."""
    by = len(words) + 1
    first, *rest = sentence.commands
    commands = (shifted(first, by, 0), *(shifted(c, by) for c in rest))
    return dataclasses.replace(sentence, text=f"{words} {sentence.text}", commands=commands)


def append(sentence: Sentence, words: str) -> Sentence:
    """Words after the sentence, before its question mark; a comma or full stop that they begin with touches it."""
    text = sentence.text.rstrip()
    mark = "?" if text.endswith("?") else ""
    gap = "" if words[0] in ",.!?" else " "
    return dataclasses.replace(sentence, text=f"{text.removesuffix('?')}{gap}{words}{mark}")


def join(first: Sentence, second: Sentence, rng: random.Random) -> Sentence:
    """Two commands as one sentence; the second one begins with the connecting words."""
    end, words = rng.choice(CONNECTIONS)
    last = max((span.end for command in first.commands for span in command.spans), default=0)
    head = first.text[:last] + first.text[last:].rstrip(" .?!") + end
    tail = f"{words} {second.text}" if words else second.text
    start = len(head) + 1
    moved = shifted(second.commands[0], start + len(tail) - len(second.text), start)
    return Sentence(f"{head} {tail}", (*first.commands, moved), f"{first.family}+{second.family}")


#: How the first sentence ends, and the words before the second.
CONNECTIONS = (
    ("", "and"), ("", "and"), ("", "and"), (",", "and"), ("", "and then"), (",", "then"), ("", "then"), ("", "and also"),
    (",", "also"), (";", ""), (".", ""), (".", "Also"), (".", "Then"), ("", "and please"), (",", "and then"), (".", "And"), (",", "plus"),
)  # fmt: skip
