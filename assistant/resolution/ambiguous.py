"""Several things named one by one, of which one name could mean several things: "the haircut and physio"."""

import dataclasses
import itertools
import re
from collections.abc import Sequence

from assistant.commands import Command, Number, with_selector
from assistant.nouns import looks_plural
from assistant.plan import Clarification, ask
from assistant.resolution.asking import CHOICES, all_of, each_of, narrowed
from assistant.resolution.context import Context, key
from assistant.resolution.exact_names import called_so, same_words
from assistant.resolution.exclusion import Placed, texts_of
from assistant.resolution.matching import best, words_of
from models.occurrence import Occurrence

#: What stands between two names of an enumeration.
AND = re.compile(r",|&|\band\b", re.I)


def ask_ambiguous(command: Command, found: Sequence[Placed], context: Context) -> Clarification | None:
    """ "the haircut and physio", where two things are called Physio: as it stood alone, one is meant, unless it is a plural ("the haircut and
    physios"). The others go with the one chosen. None where each name means one thing."""
    selector = command.selector
    if selector.number is not Number.ONE or selector.ordinal or not is_enumeration(command) or is_either(command):
        return None
    called_by = {name: best(name, found, texts_of) for name in selector.names}
    meant_by = {name: {thing.row.uid: thing.row for thing in called} for name, called in called_by.items()}
    for name, called in called_by.items():
        others_own = {uid for n, own in meant_by.items() if n != name and len(own) == 1 for uid in own}
        rows = [
            row for uid, row in meant_by[name].items() if uid not in others_own
        ]  # "the offsite and the prep" for it
        exact = [row for row in rows if words_of(row.summary) == words_of(name)]
        if len(rows) < 2 or len(exact) == 1 or (looks_plural(name) and not called_so((name,), called)):
            continue
        alone = with_selector(command, names=(name,))
        others = with_selector(command, names=tuple(other for other in selector.names if other != name))
        choices = [*each_of(alone, rows[:CHOICES], context)]
        choices.append(all_of(alone, rows, narrowed(alone, *map(key, rows)), context.zone))
        meant = (dataclasses.replace(choice, commands=(*choice.commands, others)) for choice in choices)
        return ask(f"Which “{name}”? I found {len(rows)}.", tuple(meant))
    return None


def of_same_words(things: list[Occurrence], command: Command) -> list[Occurrence]:
    """As `same_words`; "the offsite and the prep" are two things, though one is called Offsite prep."""
    exact = same_words(things, command.selector)
    apart = len(exact) < len(things) and is_enumeration(command) and not AND.search(exact[0].row.summary)
    return things if apart else exact


def is_enumeration(command: Command) -> bool:
    """An "and" or a comma stands between each name and the next; "Ben's | roadmap" is one thing."""
    ends = [(at, at + len(name)) for name in command.selector.names if (at := command.text.find(name)) >= 0]
    between = [command.text[end:begin] for (_, end), (begin, _) in itertools.pairwise(sorted(ends))]
    return bool(between) and all(map(AND.search, between))


def is_either(command: Command) -> bool:
    """ "the coffee or the lunch with Priya": one of them is meant."""
    first, *others = command.selector.names or ("",)
    return bool(others) and bool(re.search(rf"{re.escape(first)}\s*,?\s+or\b", command.text, re.I))
