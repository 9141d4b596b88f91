"""Reading time phrases: `read_time` for a phrase by itself, `find_times` for the phrases of a sentence."""

import dataclasses
import functools
from typing import Final

from assistant.temporal.anchoring import anchor
from assistant.temporal.chart import Chart, Reading
from assistant.temporal.expressions import Nth, Point, Value
from assistant.temporal.grammar import grammar
from assistant.temporal.hours_like_years import chosen_first
from assistant.temporal.tokens import tokenize
from assistant.temporal.values import Anchored, Setting

#: No one says a time in more words than this.
LONGEST: Final = 40
#: Readings that a phrase by itself may have, but no stretch of a sentence ("7", "May").
DOUBTFUL: Final = 3
#: Words of time that are other words as well: alone they are no time in a sentence.
AMBIGUOUS: Final = frozenset({"may", "march", "mar", "sat", "sun", "fall", "spring", "second", "now", "present", "z", "eve", "lunch", "dinner",
                              "breakfast", "brunch", "supper", "just", "weekly", "daily", "monthly", "tom", "boy", "lent", "mo", "wed", "st", "tr", "mw", "wf"})  # fmt: skip
ALTERNATIVES: Final = 3


@functools.lru_cache(maxsize=256)
def values_of(phrase: str) -> tuple[Value, ...]:
    """What a whole phrase may say, likeliest first; empty where it is not a time phrase. Kept: a change of many rows reads one often."""
    tokens = tokenize(phrase, grammar().vocabulary)
    if not 0 < len(tokens.words) <= LONGEST:
        return ()
    return tuple(r.value for r in Chart(grammar(), tokens.words).readings("phrase", 0) if r.end == len(tokens.words))


def begins_with_period(phrase: str) -> bool:
    """An hour from the beginning of a month or a week on, of which no day is said: "at 7 from next week"."""
    said = values_of(phrase)[:1]
    return any(
        isinstance(v, Point)
        and v.bound == "from"
        and v.clock is not None
        and isinstance(v.day, Nth)
        and v.day == Nth(1, "day", v.day.of)
        for v in said
    )


def read_time(phrase: str, setting: Setting) -> Anchored | None:
    """The phrase as dates, None where it is not a time phrase. Never raises, whatever the text.

    The whole phrase is read; leading prepositions and fillers may stand. `alternatives` holds the other readings that a person
    could mean, best first.
    """
    best = chosen_first(values_of(phrase), setting, anchor)
    if best is None:
        return None
    others: list[Anchored] = []
    for other in best.alternatives:
        if all(_dates(other) != _dates(known) for known in (best, *others)):
            others.append(dataclasses.replace(other, alternatives=()))
    return dataclasses.replace(best, alternatives=tuple(others[:ALTERNATIVES]))


def _dates(value: Anchored) -> tuple[object, ...]:
    return value.kind, value.start, value.end, value.duration, value.rrule


def find_times(text: str) -> list[tuple[int, int]]:
    """Places ``[start, end)`` of the time phrases of a sentence, in order; of overlapping ones the longest that begins first.

    A leading "on", "at" or "the" stays outside; words with a meaning (by, before, from, next) are inside.
    """
    tokens = tokenize(text, grammar().vocabulary)
    chart, base, at, found = Chart(grammar(), tokens.words[:LONGEST]), 0, 0, list[tuple[int, int]]()
    while at < len(tokens.words):
        if at >= base + LONGEST // 2 and base + LONGEST < len(tokens.words):  # a long text is read through a window
            chart, base = Chart(grammar(), tokens.words[at : at + LONGEST]), at
        length = _longest(chart, at - base)
        if length:
            found.append((tokens.starts[at], tokens.ends[at + length - 1]))
        at += length or 1
    return found


def _longest(chart: Chart, at: int) -> int:
    """The number of words of the longest sure time phrase from a word on, 0 where there is none."""
    if "time" not in chart.beginnings[at][0] or chart.words[at] in LEADING:
        return 0
    return max((r.end - at for r in chart.readings("time", at) if _sure(r, chart.words, at)), default=0)


#: Words after which an ambiguous word is a time.
LED: Final = frozenset(
    {"on", "at", "in", "by", "until", "till", "since", "from", "before", "after", "for", "this", "every", "during", "over"}
)  # fmt: skip
PAGES: Final = frozenset({"week", "weekend", "month", "quarter", "year"})
#: Words that lead a time phrase and are no part of it.
MEALS: Final = frozenset({"breakfast", "brunch", "lunch", "dinner", "supper"})
LEADING: Final = MEALS | frozenset(
    {"on", "at", "for", "the", "of", ",", "-", "a", "an", "during", "over", "and", "to", "'s", "'", "@"}
)


def _sure(reading: Reading, words: tuple[str, ...], at: int) -> bool:
    single = reading.end == at + 1
    led = at > 0 and words[at - 1] in LED
    meal = words[reading.end - 1] in MEALS and words[reading.end - 2] not in LED  # "tomorrow lunch" is a lunch
    if at > 0 and words[at - 1] == "the" and words[at] in PAGES:  # "for the week"
        return True
    return reading.cost < DOUBTFUL and not meal and not (single and words[at] in AMBIGUOUS and not led)
