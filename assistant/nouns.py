"""Words that name what kind of thing is meant ("meetings", "the appointment"), their plurals, and names without what stands around them."""

import re
from collections.abc import Iterable

from rapidfuzz.distance import OSA

from assistant import wording

WORD = re.compile(r"\d+(?:st|nd|rd|th)\b|\d+:\d+(?:s\b)?|[^\W_]+(?:['’-][^\W_]+)*")
ARTICLES = re.compile(r"^(?:(?:the|a|an|my|our|your|any|some|all|of|that|this)\s+)+(?=\S)", re.I)
#: Letters from which a kind word may hold a typo, and what is none of "reminder".
TYPO_LENGTH = 6
NO_TYPO = frozenset({"remainder"})


def singular(word: str) -> str:
    """A plain English singular, good enough to compare names ("standups" → "standup", "lunches" → "lunch")."""
    for ending, instead in (("ies", "y"), ("sses", "ss"), ("ches", "ch"), ("shes", "sh"), ("xes", "x")):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return word[: -len(ending)] + instead
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def kind_of(words: Iterable[str]) -> tuple[str | None, bool]:
    """The kind that these words name, and whether in the plural; (None, False) where no kind word stands."""
    for word in words:
        low = known_kind(word.lower())
        kind = wording.KINDS.get(low) or wording.KINDS.get(singular(low))
        if kind:
            return kind, low in wording.MASS or (low != singular(low))
    return None, False


def known_kind(word: str) -> str:
    """The word, or the long kind word that it is with a typo ("meetigns")."""
    if len(word) < TYPO_LENGTH or word in NO_TYPO or word in wording.KINDS or singular(word) in wording.KINDS:
        return word
    known = (k + plural for k in wording.KINDS if len(k) >= TYPO_LENGTH - 1 for plural in ("", "s"))
    return next((k for k in known if OSA.distance(word, k) == 1), word)


def is_kind_word(name: str, thing: str | None) -> bool:
    """The name is nothing but a word for its kind ("meetings", "the appointment"); "call" names a task, and one call of several."""
    words = WORD.findall(ARTICLES.sub("", name).lower())
    if len(words) != 1:
        return False
    kind = wording.KINDS.get(words[0]) or wording.KINDS.get(singular(words[0]))
    if kind in ("call", "birthday", "meeting") and thing == "task":
        return False
    return kind is not None and (kind != "call" or words[0] != singular(words[0]))


def looks_plural(name: str) -> bool:
    """The head noun, the last word before any preposition, is a plural; "Ben's" is one thing of his."""
    head = re.split(r"\s+(?:with|at|in|on|for|from|to|of|about|and)\s+|['’]s$", name.lower())[0]
    words = WORD.findall(head)
    return bool(words) and len(words[-1]) > 3 and words[-1] != singular(words[-1])


def clean_name(name: str) -> str:
    """A name without leading articles and possessives, quotes and a trailing possessive."""
    return ARTICLES.sub("", name.strip().strip("\"“”'‘’")).strip() or name


def unquoted(name: str) -> str:
    """A name without the quotation marks around it; those of a part of it (“The Wave” night) stay, and none stays alone."""
    name = name.strip()
    if name[:1] in '"“' and name[-1:] in '"”' and not re.search(r"[\"“”]", name[1:-1]):
        return name[1:-1]
    marks = re.findall(r"[\"“”]", name)
    return re.sub(r"[\"“”]", "", name) if len(marks) % 2 else name
