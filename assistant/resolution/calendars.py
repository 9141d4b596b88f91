"""Calendars and lists by their names (policy 17)."""

from collections.abc import Callable, Iterable

from assistant.resolution import matching
from assistant.resolution.context import Context
from models.rows import Calendar

ANY_LIST = frozenset({"to", "do", "todo", "task", "my", "list", "reminder"})


def find_list(name: str, calendars: Iterable[Calendar]) -> Calendar | None:
    """The calendar or list of this name or part of it, but for case, plural, "list" and a typo; "Saturday errands" is not "Errands"."""
    spared = matching.EMPTY | {"list", "calendar"}
    asked = tuple(w for w in matching.words_of(name) if w not in spared) or matching.words_of(name)
    known = list(calendars)
    tests: tuple[Callable[[tuple[str, ...]], bool], ...] = (
        lambda words: words == asked,
        lambda words: "".join(words) == "".join(asked),
        lambda words: matching.holds(asked, words),
        lambda words: matching.holds(asked, words, typos=True),
    )
    return next((c for test in tests for c in known if test(matching.words_of(c.name))), None)


def of_kind(kind: str, context: Context) -> list[Calendar]:
    """The calendars, or the lists."""
    return [c for c in context.queries.calendars() if c.kind == kind]


def called(name: str, kind: str, context: Context) -> Calendar | None:
    """The calendar or list of just this name."""
    words = matching.words_of(name)
    return next((c for c in of_kind(kind, context) if matching.words_of(c.name) == words), None)


def is_default_list(name: str) -> bool:
    """ "my to-do list": words that any list of tasks may be meant by."""
    return set(matching.words_of(name)) <= ANY_LIST


def list_named(name: str, context: Context) -> Calendar | None:
    """The list of this name; "to-do list" is the default one where no list is called so."""
    if is_default_list(name):
        return called(name, "task", context) or context.queries.default_calendar("task")
    return find_list(name, of_kind("task", context))
