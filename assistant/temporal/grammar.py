"""The grammar of time: every lexicon and every rule, compiled once."""

import functools
from collections.abc import Iterator
from typing import Final

from assistant.temporal.chart import Grammar, Rule
from assistant.temporal.lexicon import LEXICONS
from assistant.temporal.rules import (
    clocks,
    days,
    lists,
    numbers,
    parts,
    periods,
    points,
    ranges,
    repetitions,
    restrictions,
    shifts,
    steps,
    zones,
)


def entries() -> Iterator[Rule]:
    """Each word of each lexicon as a rule with a constant value."""
    for head, lexicon in {**LEXICONS, **lists.LEXICONS, **repetitions.LEXICONS, **shifts.LEXICONS}.items():
        for meaning, words in lexicon.items():
            for word in words.split("|"):
                yield Rule(word, head, word, lambda meaning=meaning: meaning)


RULES: Final = (
    *numbers.RULES,
    *numbers.LENGTHS,
    *clocks.CLOCKS,
    *clocks.CLOCK_PIECES,
    *parts.PARTS_OF_DAY,
    *zones.ZONES,
    *days.DATES,
    *days.DAYS,
    *ranges.RANGES,
    *periods.CYCLES,
    *periods.NTHS,
    *periods.EDGES,
    *steps.STEPS,
    *points.POINTS,
    *points.BOUNDS,
    *points.SPANS,
    *points.PHRASES,
    *lists.LISTS,
    *repetitions.OFTEN,
    *restrictions.RESTRICTIONS,
    *shifts.SHIFTS,
    *shifts.ASKED,
    *shifts.LEADS,
)
#: Words without which a phrase is no repetition, no span.
NEEDS: Final = {
    "rep": repetitions.SIGNS,
    "choice": frozenset({"or", "alternatively"}),
    "time1": points.CORRECTIONS,
    "span": points.SIGNS,
    "span1": points.SIGNS,
}


@functools.cache
def grammar() -> Grammar:
    """The grammar, compiled when the first phrase is read: programs that read none start the sooner."""
    return Grammar((*entries(), *RULES), numbers.NUMERALS, NEEDS)
