"""The parser: a grammar compiled into one trie a head, read top-down with a memo of every (head, place).

Why our own: rules are data with several readings a span and a cost each, phrases have free word order, and one phrase must take
less than a millisecond in Python. Parsing libraries were weighed: an Earley parser with ambiguity takes several milliseconds for ten
words, an LALR parser has no second reading. Here productions of a head share their beginnings in a trie (a literal word is one dict
look-up), a head is tried only where the word at hand can begin it, and each (head, place) is worked out once. Heads may
refer to each other freely except at their own left edge.
"""

import bisect
import dataclasses
import functools
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

SYMBOL = re.compile(r"<\w+>|[()|?]|[^\s()|?<>]+")
PLAIN = re.compile(r"[^()|?<>]+")
#: Readings kept of one head over one stretch of words, best first.
READINGS = 3


@dataclasses.dataclass(frozen=True)
class Rule:
    """A named production. `pattern`: words, ``<head>``, ``(a|b)``, ``x?``; `action` makes the value of its heads' values in
    order (None for one left out) and may refuse by giving None. `examples`: phrase → what it is at the examples' now.
    Of readings the one with the least `cost` wins, then the rule that stands first.
    """

    name: str
    head: str
    pattern: str
    action: Callable[..., Any]
    examples: Mapping[str, str] = dataclasses.field(default_factory=dict)
    cost: int = 0


class Reading(NamedTuple):
    """A value over words up to `end`."""

    end: int
    cost: int
    serial: int
    value: Any


class Node:
    """A state of a head's trie."""

    __slots__ = ("accepts", "heads", "words")

    def __init__(self) -> None:
        self.words: dict[str, Node] = {}
        self.heads: dict[str, Node] = {}
        self.accepts: list[tuple[int, Rule, tuple[int | None, ...]]] = []


Sequence = tuple[str | None, ...]  #: symbols of a flat production; None stands for a head left out


def expand(pattern: str) -> list[Sequence]:
    """Every flat sequence of a pattern; a head that is left out leaves None, so that actions count on their places."""
    if PLAIN.fullmatch(pattern):
        return [tuple(pattern.split())]
    symbols = SYMBOL.findall(pattern)
    flat, end = _alternatives(symbols, 0)
    if end != len(symbols):
        raise ValueError(f"unbalanced pattern {pattern!r}")
    return flat


def _alternatives(symbols: list[str], at: int) -> tuple[list[Sequence], int]:
    branches: list[list[Sequence]] = []
    while True:
        branch, at = _sequence(symbols, at)
        branches.append(branch)
        if at >= len(symbols) or symbols[at] != "|":
            break
        at += 1
    width = max(_captures(s) for branch in branches for s in branch)
    return [s + (None,) * (width - _captures(s)) for branch in branches for s in branch], at


def _sequence(symbols: list[str], at: int) -> tuple[list[Sequence], int]:
    flat: list[Sequence] = [()]
    while at < len(symbols) and symbols[at] not in "|)":
        if symbols[at] == "(":
            item, at = _alternatives(symbols, at + 1)
        else:
            item = [(symbols[at],)]
        at += 1
        if at < len(symbols) and symbols[at] == "?":
            item = [*item, (None,) * max(map(_captures, item))]
            at += 1
        flat = [a + b for a in flat for b in item]
    return flat, at


def _captures(sequence: Sequence) -> int:
    return sum(s is None or s.startswith("<") for s in sequence)


class Grammar:
    """Rules and classes of numerals, compiled; `needs` spares the heads that a phrase can't have."""

    def __init__(
        self, rules: Iterable[Rule], numerals: Mapping[str, Callable[[str], Any]], needs: Mapping[str, frozenset[str]]
    ) -> None:
        self.rules = tuple(rules)
        self.numerals = numerals
        self.needs = needs  #: heads that no phrase has without one of these words
        self.roots: dict[str, Node] = {}
        self._words: set[str] = set()
        for serial, rule in enumerate(self.rules):
            for sequence in expand(rule.pattern):
                self._add(serial, rule, sequence)
        self.vocabulary = frozenset(self._words)
        self._beginners = self._first_words()
        self.beginning = functools.lru_cache(maxsize=4096)(self._beginning)

    def _add(self, serial: int, rule: Rule, sequence: Sequence) -> None:
        node, count = self.roots.setdefault(rule.head, Node()), 0
        places: list[int | None] = []
        for symbol in sequence:
            if symbol is None:
                places.append(None)
            elif symbol.startswith("<"):
                places.append(count)
                count += 1
                node = node.heads.get(symbol[1:-1]) or node.heads.setdefault(symbol[1:-1], Node())
            else:
                self._words.add(symbol)
                node = node.words.get(symbol) or node.words.setdefault(symbol, Node())
        node.accepts.append((serial, rule, tuple(places)))

    def _first_words(self) -> dict[str, frozenset[str]]:
        """For each word, and each class of numerals as ``<class>``, the heads that it can begin."""
        first = {head: set(root.words) for head, root in self.roots.items()}
        referring = {head: root.heads.keys() for head, root in self.roots.items() if root.heads}
        changed = True
        while changed:
            changed = False
            for head, others in referring.items():
                size = len(first[head])
                first[head].update(*(first.get(other, (f"<{other}>",)) for other in others))
                changed |= len(first[head]) != size
        heads: dict[str, set[str]] = {}
        for head, words in first.items():
            for word in words:
                heads.setdefault(word, set()).add(head)
        return {word: frozenset(found) for word, found in heads.items()}

    def _beginning(self, word: str) -> tuple[frozenset[str], dict[str, Any]]:
        """The heads that `word` can begin, and its value in each class of numerals that it belongs to."""
        values = {}
        if word.isascii() and word.isdigit():
            values = {name: v for name, read in self.numerals.items() if (v := read(word)) is not None}
        heads = set(self._beginners.get(word, ())) | values.keys()
        for name in values:
            heads |= self._beginners.get(f"<{name}>", frozenset())
        return frozenset(heads), values


class Chart:
    """One phrase being read."""

    def __init__(self, grammar: Grammar, words: tuple[str, ...]) -> None:
        self.grammar = grammar
        self.words = words
        self.beginnings = [grammar.beginning(word) for word in words]
        present = set(words)
        self.absent = {head for head, needed in grammar.needs.items() if needed.isdisjoint(present)}
        self.memo: dict[tuple[str, int], list[Reading]] = {}

    def readings(self, head: str, at: int) -> list[Reading]:
        """Every reading of `head` from the word at `at` on, each stretch's best first."""
        key = (head, at)
        known = self.memo.get(key)
        if known is None:
            known = self.memo[key] = self._work_out(head, at)
        return known

    def _work_out(self, head: str, at: int) -> list[Reading]:
        root = self.grammar.roots.get(head)
        if root is None:
            return [Reading(at + 1, 0, 0, self.beginnings[at][1][head])]
        found: dict[int, list[Reading]] = {}
        words, beginnings, size = self.words, self.beginnings, len(self.words)
        stack: list[tuple[Node, int, tuple[Any, ...], int]] = [(root, at, (), 0)]
        while stack:
            node, here, values, cost = stack.pop()
            for serial, rule, places in node.accepts:
                value = rule.action(*[None if p is None else values[p] for p in places])
                if value is not None:
                    _keep(found.setdefault(here, []), Reading(here, cost + rule.cost, serial, value))
            if here == size:
                continue
            child = node.words.get(words[here])
            if child is not None:
                stack.append((child, here + 1, values, cost))
            if node.heads:
                can_begin = beginnings[here][0]
                for other, child in node.heads.items():
                    if other in can_begin and other not in self.absent:
                        for r in reversed(self.readings(other, here)):  # the best is taken up first
                            stack.append((child, r.end, (*values, r.value), cost + r.cost))
        return [r for stretch in found.values() for r in stretch]


def _keep(stretch: list[Reading], new: Reading) -> None:
    """Puts a reading in its place among those of the same stretch, best first, and drops what is one too many."""
    rank = (new.cost, new.serial)
    for i, old in enumerate(stretch):
        if old.value == new.value:
            if (old.cost, old.serial) <= rank:
                return
            del stretch[i]
            break
    bisect.insort(stretch, new, key=lambda r: (r.cost, r.serial))
    del stretch[READINGS:]
