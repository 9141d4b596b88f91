"""Words with which people fill up what they call a thing: "the knife guy" is the knife sharpening, "the Leeds Uni do" what is called Leeds Uni. They are
forgiven where nothing is called so, whatever is wanted of it, and never go from what is new."""

import re
from collections.abc import Collection, Iterator
from typing import Final

from assistant.plan import Answer, Clarification, NotUnderstood, Outcome, Plan
from assistant.resolution.matching import EMPTY, words_of
from assistant.resolution.name_index import NameIndex

#: Who comes, what one does there ("the MOT drop off"), or what is held; the second sort are other words as well, unless an article or an owner stands before the name.
WHO: Final = r"guys?|man|men|blokes?|chaps?|lad(?:y|ies)|woman|women|girls?|lads?|people|ppl|peeps|folks?|crowd|gang|crew|thingy|(?:drop|pick)[- ]?(?:offs?|ups?)"
WHAT: Final = r"lot|stuff|business|do|bash|malarkey"
FILLER: Final = re.compile(rf"(?<=[\w'’]\s)(?:(?P<who>{WHO})|(?P<what>{WHAT}))(?![\w'’-])", re.I)
OWNED: Final = re.compile(r"\b(?:the|my|our|his|her|their|that|this)\b|['’]s\b|\w[sS]\b", re.I)
#: From as many letters on a word says what is meant.
SHORTEST: Final = 3
#: A name has so many words before the filler, at most.
MOST: Final = 4


def without_fillers(text: str, indexes: Collection[NameIndex]) -> Iterator[str]:
    """The sentence without such a word, and with "thing" for it, where something is called by the words before it, and nothing by all of them."""
    for filler in FILLER.finditer(text):
        before = text[: filler.start()].split()[-MOST:]
        name = words_of(before[-1])
        if (
            len("".join(name)) < SHORTEST
            or not set(name).isdisjoint(EMPTY)
            or (filler["what"] and not OWNED.search(" ".join(before)))
        ):
            continue
        whole = (*name, *words_of(filler[0]))
        if not any(index.holding(name) for index in indexes) or any(index.holding(whole) for index in indexes):
            continue
        yield text[: filler.start()].rstrip() + text[filler.end() :]
        yield f"{text[: filler.start()]}thing{text[filler.end() :]}"


def is_lost(outcome: Outcome) -> bool:
    """Words led nowhere, or to a question."""
    return isinstance(outcome, NotUnderstood | Clarification)


def is_found(outcome: Outcome) -> bool:
    """What was said is of rows that are there, and makes none; or asks which of them."""
    if isinstance(outcome, Answer):
        return bool(outcome.items)
    if isinstance(outcome, Clarification):
        return any(choice.commands and choice.commands[0].selector.picked for choice in outcome.question.choices)
    return isinstance(outcome, Plan) and all(effect.before is not None for effect in outcome.effects)
