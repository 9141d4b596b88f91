"""The parser by itself, on a grammar of fruit."""

import pytest

from assistant.temporal.chart import Chart, Grammar, Rule, expand

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


@pytest.mark.parametrize(
    ("head", "pattern", "complaint"),
    [
        ("a", "b?", "may be empty"),
        ("a", "<a> b", "begins with itself"),
        ("a", "b <c>", "unknown heads"),
        ("a", "x? <a> y", "begins with itself"),
    ],
)
def test_an_unsound_grammar_is_named(head: str, pattern: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        Grammar((Rule("r", head, pattern, lambda *_: 1),), {}, {}).check()


def test_an_unbalanced_pattern_is_named() -> None:
    with pytest.raises(ValueError, match="unbalanced"):
        expand("a (b")
