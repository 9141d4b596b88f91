"""What in the calendar bears the name that was said, in all its words or at its end."""

import re
from collections.abc import Sequence

from assistant.commands import Command
from assistant.resolution.context import Context
from assistant.resolution.matching import content, words_of


def titled(name: str, command: Command, context: Context) -> str | None:
    """What is called by these words, if all of that is called the same: "1:1 with Hannah", and "Call with Olivia" by "Olivia's call"."""
    words = set(content(name))
    titles = {t for t in context.index(command.object).titles(words) if set(content(t)) == words}
    return titles.pop() if len(titles) == 1 else None


def is_called(name: str, command: Command, context: Context) -> bool:
    """Whether one thing, and no other, bears just that name."""
    return len(called(name, command, context)) == 1


def is_meant(name: str, command: Command, context: Context) -> bool:
    """Whether one thing bears just that name; where "the" stands before it, any may whose name begins or ends so, of which one is meant."""
    the = re.search(rf"\b(?:the|my|our|his|her|their)\s+{re.escape(name)}\b", command.text, re.I)
    words = words_of(name)
    near = context.index(command.object).titles(words) if the else ()
    return is_called(name, command, context) or any(at_an_end(words, words_of(title)) for title in near)


def called(name: str, command: Command, context: Context) -> set[str]:
    """The uids of the things that bear just that name."""
    index, words = context.index(command.object), words_of(name)
    return {index.rows[id_].uid for id_ in index.holding(words) if words_of(index.rows[id_].summary) == words}


def at_an_end(name: Sequence[str], title: Sequence[str]) -> bool:
    """Whether a title begins or ends with a name: "school starts again" speaks of no "Lotte on school camp"."""
    return name in (title[: len(name)], title[-len(name) :])
