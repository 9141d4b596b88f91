"""Slips of the finger, mended for the student's eyes only: what the person typed stays in titles, names and previews.

A word that is not known is read as the likeliest known word that is one slip away: a letter left out, added, exchanged, or two
swapped (Damerau 1964; the search after Norvig 2007, "How to Write a Spelling Corrector"; likelier are frequent words, the same first
letter, and keys side by side, after Kernighan, Church & Gale 1990). Known are all words of the phrase bank, the
lexicons and the teacher's vocabulary, so that rare words and names stay as they are.

Feasts of which the student has read too little ("dussehra", "rosh hashanah") are read as one that it knows well.
"""

import re
import string
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from assistant.temporal.feasts import MOON_NAMES

#: Feasts that follow the moon, "post lunch", and runs of letters, that stand alone: no digits, apostrophes or signs beside them, so no address
#: and no "o'clock".
WORD = re.compile(
    rf"(?<![\w'’@./+-])(?:(?P<feast>(?i:{MOON_NAMES}))|(?P<post>(?i:post)(?= (?:breakfast|lunch|dinner|supper)\b))|[A-Za-z]{{3,20}})"
    r"(?![\w'’@/+-]|\.\w)"
)
#: What the student knows instead.
READ_AS = {"feast": "easter", "post": "after"}

#: Keys beside each key of a QWERTY board.
NEAR = {
    "q": "wa", "w": "qes", "e": "wrd", "r": "etf", "t": "ryg", "y": "tuh", "u": "yij", "i": "uok", "o": "ipl", "p": "ol",
    "a": "qsz", "s": "awdx", "d": "sefc", "f": "drgv", "g": "fthb", "h": "gyjn", "j": "hukm", "k": "jil", "l": "kop",
    "z": "asx", "x": "zsdc", "c": "xdfv", "v": "cfgb", "b": "vghn", "n": "bhjm", "m": "njk",
}  # fmt: skip

#: A frequent word's rank counts as if so many stood before it; a slip on the first letter, or to a key that is not beside it, counts as so many ranks.
HEAD, FIRST, FAR = 20, 8, 20

#: Capital letters in the middle of a sentence begin names, save for these.
CALENDAR = frozenset(
    str.split(
        "monday tuesday wednesday thursday friday saturday sunday january february march april june july august september "
        "october november december today tomorrow tonight"
    )
)


class Speller:
    """Knows words. `common`: those that a slip may stand for, the most frequent first; `others`: further words that are no slips."""

    def __init__(self, common: Sequence[str], others: Iterable[str] = ()) -> None:
        self.ranks = {word: rank for rank, word in enumerate(common)}
        self.others = frozenset(others)

    def mend(self, text: str) -> tuple[str, list[int]]:
        """The text as it was meant, and for each of its characters and its end the index in `text` of what it stands for."""
        origins: list[int] = []
        mended, at = "", 0
        for found in WORD.finditer(text):
            known = READ_AS.get(found.lastgroup or "")
            word = known or self.meant(found[0], found.start() == 0 or text.isupper())
            if word == found[0]:
                continue
            mended += text[at : found.start()] + word
            origins += range(at, found.start())
            last = found.end() - 1
            origins += [*(min(found.start() + n, last) for n in range(len(word) - 1)), last]
            at = found.end()
        return mended + text[at:], [*origins, *range(at, len(text) + 1)]

    def meant(self, word: str, may_begin: bool) -> str:
        """The word that a typed one stands for: itself where it is known, a name, or like nothing known."""
        lower = word.lower()
        if self.knows(lower) or (lower.endswith("s") and self.knows(lower[:-1])):  # a plural, or an apostrophe left out
            return word
        near = {n for n in one_slip(lower) if len(n) > 2 and n in self.ranks}
        if not may_begin and word != lower:
            near &= CALENDAR
        return min(near, key=lambda n: self.strangeness(n, lower), default=word)

    def knows(self, word: str) -> bool:
        """Whether a word, in lower case, is no slip."""
        return word in self.ranks or word in self.others

    def strangeness(self, word: str, typed: str) -> int:
        """How far-fetched it is that `word` became `typed`: its rank, times what the slip costs."""
        exchanged = [(a, b) for a, b in zip(word, typed, strict=False) if a != b] if len(word) == len(typed) else []
        far = len(exchanged) == 1 and exchanged[0][1] not in NEAR[exchanged[0][0]]
        return (self.ranks[word] + HEAD) * (FIRST if word[0] != typed[0] else 1) * (FAR if far else 1)


def one_slip(word: str) -> Iterator[str]:
    """Every string that is one slip away from `word`."""
    for i in range(len(word) + 1):
        head, tail = word[:i], word[i:]
        if tail:
            yield head + tail[1:]
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        for letter in string.ascii_lowercase:
            yield head + letter + tail
            if tail:
                yield head + letter + tail[1:]


def read_words(path: Path) -> Speller:
    """Reads ``words.txt``: a common word a line, a blank line, then the others; raises OSError, UnicodeDecodeError."""
    common, _, others = path.read_text(encoding="utf-8").partition("\n\n")
    return Speller(common.split(), others.split())


def write_words(common: Iterable[str], others: Iterable[str], path: Path) -> None:
    """Writes what `read_words` reads."""
    path.write_text("\n".join(common) + "\n\n" + "\n".join(others) + "\n", encoding="utf-8")
