"""The parser by itself, on a grammar of fruit."""

from collections.abc import Iterator

import pytest

from assistant.temporal.chart import Chart, Grammar, Node, Rule, expand
from assistant.temporal.grammar import grammar

FRUIT = (
    Rule("apple", "fruit", "apple", lambda: "apple"),
    Rule("pear", "fruit", "green? pear", lambda: "pear"),
    Rule("some", "phrase", "<int>? <fruit>", lambda n, f: (n or 1, f)),
    Rule("dear", "phrase", "<int> apple", lambda n: "dear", cost=1),
    Rule("both", "phrase", "<fruit> (and|,) <phrase>", lambda f, rest: [f, rest]),
    Rule("never", "phrase", "pear pear", lambda: None),
)
NUMERALS = {"int": lambda text: int(text) if len(text) < 3 else None}
GRAMMAR = Grammar(FRUIT, NUMERALS, {})


def read(text: str) -> list[object]:
    """Readings of a whole text, best first."""
    words = tuple(text.split())
    return [r.value for r in Chart(GRAMMAR, words).readings("phrase", 0) if r.end == len(words)]


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("apple", [(1, "apple")]),
        ("3 green pear", [(3, "pear")]),
        ("3 apple", [(3, "apple"), "dear"]),
        ("apple and pear , 2 apple", [["apple", ["pear", (2, "apple")]], ["apple", ["pear", "dear"]]]),
        ("pear pear", []),
        ("300 apple", []),
        ("green apple", []),
    ],
)
def test_readings(text: str, readings: list[object]) -> None:
    assert read(text) == readings


def test_patterns_expand_to_sequences() -> None:
    assert expand("a (b|<c> d)? e") == [("a", "b", None, "e"), ("a", "<c>", "d", "e"), ("a", None, "e")]


def test_a_head_that_needs_a_word_is_spared() -> None:
    grammar = Grammar(FRUIT, NUMERALS, {"fruit": frozenset({"pear"})})
    assert Chart(grammar, ("apple",)).readings("phrase", 0) == []


def nodes(root: Node) -> Iterator[Node]:
    """A node and all below it."""
    yield root
    for child in (*root.words.values(), *root.heads.values()):
        yield from nodes(child)


def faults(checked: Grammar) -> Iterator[str]:
    """Rules that may be empty, that begin with their own head, directly or not, or refer to a head that is none."""
    for head, root in checked.roots.items():
        if root.accepts:
            yield f"a rule of <{head}> may be empty"
        corners, waiting = set[str](), [head]
        while waiting:
            first = checked.roots.get(waiting.pop())
            waiting += (new := set(first.heads) - corners if first else set())
            corners |= new
        if head in corners:
            yield f"<{head}> begins with itself"
        unknown = {h for n in nodes(root) for h in n.heads} - checked.roots.keys() - checked.numerals.keys()
        if unknown:
            yield f"<{head}> refers to unknown heads {unknown}"


@pytest.mark.parametrize(
    ("head", "pattern", "complaint"),
    [
        ("a", "b?", "may be empty"),
        ("a", "<a> b", "begins with itself"),
        ("a", "b <c>", "unknown heads"),
        ("a", "x? <a> y", "begins with itself"),
    ],
)
def test_an_unsound_grammar_has_faults(head: str, pattern: str, complaint: str) -> None:
    (found,) = faults(Grammar((Rule("r", head, pattern, lambda *_: 1),), {}, {}))
    assert complaint in found


def test_the_grammar_of_time_is_sound() -> None:
    assert list(faults(grammar())) == []


def test_an_unbalanced_pattern_is_named() -> None:
    with pytest.raises(ValueError, match="unbalanced"):
        expand("a (b")
