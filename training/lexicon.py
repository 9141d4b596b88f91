"""Lexicons: values that the sampler puts into slots, one a line in ``training/lexicons/*.txt``.

A line may hold ``{name}``, which stands for a line of ``name.txt``, and ``{3-17}``, which stands for a number of that range:
small grammars, so that times, addresses and rooms need not be listed. Lines that begin with ``#`` are comments.
"""

import dataclasses
import random
import re
from pathlib import Path

LEXICONS = Path(__file__).parent / "lexicons"

PLACE = re.compile(r"\{(?:(\d+)-(\d+)|(\w+))\}")


class LexiconError(ValueError):
    """A lexicon names another that does not exist."""


@dataclasses.dataclass(frozen=True)
class Lexicon:
    """Every lexicon by name; read-only."""

    lines: dict[str, tuple[str, ...]]
    members: dict[str, frozenset[str]]

    def draw(self, name: str, rng: random.Random) -> str:
        """A value of lexicon `name`, each line equally likely."""
        return self.fill(rng.choice(self.lines[name]), rng)

    def fill(self, pattern: str, rng: random.Random) -> str:
        """`pattern` with every ``{name}`` and ``{low-high}`` replaced by a drawn value."""

        def value(place: re.Match[str]) -> str:
            low, high, name = place.groups()
            return self.draw(name, rng) if name else str(rng.randint(int(low), int(high)))

        return PLACE.sub(value, pattern) if "{" in pattern else pattern

    def has(self, name: str, value: str) -> bool:
        """Whether `value` is, whatever its case, literally a line of lexicon `name`."""
        return value.lower() in self.members[name]


def load_lexicon(folder: Path = LEXICONS) -> Lexicon:
    """Reads every lexicon of a folder; raises LexiconError where a place names no lexicon."""
    lines = {path.stem: read_lines(path) for path in sorted(folder.glob("*.txt"))}
    for name, values in lines.items():
        for value in values:
            for place in PLACE.finditer(value):
                if place[3] and not lines.get(place[3]):
                    raise LexiconError(f"{name}.txt: {value!r} names no lexicon")
    return Lexicon(lines, {name: frozenset(value.lower() for value in values) for name, values in lines.items()})


def read_lines(path: Path) -> tuple[str, ...]:
    """The values of one file, in order."""
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    return tuple(line for line in lines if line and not line.startswith("#"))
