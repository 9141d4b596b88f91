"""An index over the names of all rows of a kind: which could be meant by a name, typos forgiven, without looking at each.

An index is a value over a listing of names; from one listing to the next only what changed is indexed anew.
"""

import dataclasses
import functools
import heapq
import re
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence, Sized
from datetime import date
from typing import Any, Literal, TypeVar, cast

from rapidfuzz import process
from rapidfuzz.distance import OSA

from assistant.resolution import matching
from models.queries import Name, Queries

#: From this many changed names on it is built from the beginning.
MANY = 500
#: How alike a summary has to be to be offered, and a word to count, from 0 to 1.
NEAR, FAR, SHORTENED = 0.6, 0.1, 0.9
#: How alike one of its words has to be to one that was said, the same letter first, and another: no Movie night for a flight.
ALIKE, CLOSE = 0.66, 0.75
#: How alike it has to be where nothing is and it holds a word that was said: "the zoo trip" offers Zoo with Callum.
HALF = 0.5
#: So many findings are kept, of those that are longer than `LONG` one.
KEPT, LONG = 8, 3000
#: So many days are.
DAYS = 400

#: What parts the name of a thing from more about it: "Coach party, Elgin WI", "Interview Roddy (gardener)".
SIGN = re.compile(r"\s*[,:;(/]\s*|\s+[-–—]\s+")

T = TypeVar("T")


def texts_of(name: Name) -> matching.Texts:
    """What a row can be named by."""
    return matching.Texts(name.summary, name.attendees, name.location or "")


def words_in(name: Name) -> set[str]:
    """The words under which a row is found, those that are written short also whole; a summary of two words also written together."""
    summary = matching.words_of(name.summary)
    together = {"".join(summary)} if len(summary) == 2 else set[str]()
    words = matching.everything(texts_of(name))
    return {*words, *(long for word in words for long in matching.SAID_FOR.get(word, ())), *together}


@dataclasses.dataclass(frozen=True, eq=False)
class NameIndex:
    """The words of a listing of names, each with the rows that hold it."""

    listing: Sequence[Name] = ()
    rows: Mapping[str, Name] = dataclasses.field(default_factory=dict)
    words: Mapping[str, frozenset[str]] = dataclasses.field(default_factory=dict)
    vocabulary: Sequence[str] = ()
    #: What was asked of it, kept while the person types on.
    known: dict[tuple[str, str], frozenset[str]] = dataclasses.field(default_factory=dict)
    near: dict[str, int | None] = dataclasses.field(default_factory=dict)

    def following(self, listing: Sequence[Name]) -> "NameIndex":
        """The index of another listing."""
        gone, come = changed(self.listing, listing)
        if len(gone) + len(come) > MANY or not self.listing:
            gone, come, rows, words = (), listing, dict[str, Name](), dict[str, frozenset[str]]()
        else:
            rows, words = dict(self.rows), dict(self.words)
        touched: dict[str, set[str]] = {}
        for names, add in ((gone, False), (come, True)):
            for name in names:
                for word in words_in(name):
                    held = touched.setdefault(word, set(words.get(word, ())))
                    (held.add if add else held.discard)(name.id)
                if add:
                    rows[name.id] = name
                else:
                    rows.pop(name.id, None)
        words.update((word, frozenset(held)) for word, held in touched.items())
        for word in [word for word, held in touched.items() if not held]:
            del words[word]
        return NameIndex(listing, rows, words, tuple(words))

    def like(self, word: str) -> set[str]:
        """Ids of the rows that hold this word, typos forgiven."""
        found = (
            process.extract(form, self.vocabulary, scorer=OSA.distance, score_cutoff=2, limit=None)
            for form in {word, matching.stem(word)}
        )
        near = {known for matches in found for known, _, _ in matches if matching.same_word(word, known, typos=True)}
        return set().union(*map(self.words.__getitem__, near))

    @functools.cached_property
    def overridden(self) -> frozenset[str]:
        """The uids of which some times are replaced by rows of their own."""
        return frozenset(name.uid for name in self.listing if name.recurrence_id is not None)

    def holding(self, words: Iterable[str]) -> set[str]:
        """Ids of the rows that hold all of these words; none where there are no words."""
        held = [self.words.get(word, frozenset()) for word in words]
        return set(frozenset.intersection(*held)) if held else set()

    def titles(self, words: Iterable[str]) -> set[str]:
        """What the things are called that hold all of these words."""
        return {self.rows[id_].summary for id_ in self.holding(words)}

    def candidates(self, name: str) -> frozenset[str]:
        """Ids of the rows that `matching.best` could choose for a name."""
        return self.kept(("candidates", name), lambda: self.find_candidates(name))

    def kept(self, asked: tuple[str, str], find: Callable[[], Iterable[str]]) -> frozenset[str]:
        """What is known for a question, or what `find` gives."""
        if asked not in self.known:
            self.known[asked] = frozenset(find())
        return self.known[asked]

    def find_candidates(self, name: str) -> set[str]:
        """As :meth:`candidates`, looked up anew."""
        said = tuple(w for w in matching.content(name) if w not in matching.GENERIC) or matching.content(name)
        together = self.words.get("".join(matching.content(name)), frozenset())
        if not said:
            return set()
        found = set.intersection(*(self.like(word) | self.apart(word) for word in said)) | together
        return found or self.broken_off(matching.content(name))

    def broken_off(self, asked: Sequence[str]) -> set[str]:
        """Ids of the rows of which one word breaks off in a name ("pharm exam"), where no other is like it."""
        rows = {id_ for word in asked for id_ in self.words.get(word, ())} if len(asked) > 1 else set[str]()
        return {id_ for id_ in rows if matching.breaks_off(asked, matching.words_of(self.rows[id_].summary))}

    def apart(self, word: str) -> set[str]:
        """Ids of the rows that hold this word as two ("stand up" for "standup")."""
        cuts = ((self.words.get(word[:at]), self.words.get(word[at:])) for at in range(1, len(word)))
        return {id_ for first, second in cuts if first and second for id_ in first & second}

    def nearness(self, name: str) -> int | None:
        """`matching.nearness` of the name to all rows."""
        if name not in self.near:
            self.near[name] = matching.nearness(name, {texts_of(self.rows[id_]) for id_ in self.candidates(name)})
        return self.near[name]

    def nearest(self, name: str, limit: int) -> list[str]:
        """Other summaries that share words with the name, typos forgiven, the most alike first."""
        asked, whole = matching.content(name), matching.words_of(name)
        alike = [self.alike(word) for word in asked]
        near = {
            word
            for said, scores in zip(asked, alike, strict=True)
            for word, score in scores.items()
            if score >= (ALIKE if word[0] == said[0] else CLOSE)
        }
        scored = []
        for summary in frozenset[str]().union(*map(self.summaries, near)):
            found = matching.words_of(summary)
            score = sum(max((scores.get(word, 0.0) for word in found), default=0.0) for scores in alike) / len(asked)
            held = not set(asked).isdisjoint(matching.content(summary))
            if score >= (HALF if held else NEAR) and found != whole:
                scored.append((-score, summary))
        nearer = [(score, summary) for score, summary in scored if -score >= NEAR]
        return [summary for _, summary in heapq.nsmallest(limit, nearer or scored)]

    def summaries(self, word: str) -> frozenset[str]:
        """The summaries of the rows that hold a word."""
        return self.kept(("summaries", word), lambda: self.titles((word,)))

    def said_whole(self, said: set[str]) -> set[str]:
        """The summaries all of whose words are said."""
        near = frozenset[str]().union(*map(self.summaries, said))
        return {summary for summary in near if set(matching.words_of(summary)) <= said}

    def said_before_sign(self, said: set[str]) -> set[str]:
        """The summaries whose words before a comma, a colon or the like are all said, two of them at least: "coach party" of Coach party, Elgin WI."""
        near = frozenset[str]().union(*map(self.summaries, said))
        heads = {summary: matching.words_of(SIGN.split(summary)[0]) for summary in near}
        return {summary for summary, head in heads.items() if len(head) > 1 and set(head) <= said}

    def alike(self, word: str) -> dict[str, float]:
        """How alike each word of the listing is to a word, from 0 to 1; "physio" is short for "physiotherapy"."""
        found = process.extract(word, self.vocabulary, scorer=OSA.normalized_similarity, score_cutoff=FAR, limit=None)
        begun = {known: SHORTENED for known in self.vocabulary if len(word) > 2 and known.startswith(word)}
        return {known: max(score, begun.get(known, FAR)) for known, score, _ in found} | {
            known: score for known, score in begun.items() if len(known) > len(word)
        }

    def people(self, name: str) -> frozenset[str]:
        """The full names of those who are called so."""

        def find() -> Iterable[str]:
            said = set(matching.content(name))
            met = (person for id_ in self.holding(said) for person in self.rows[id_].attendees)
            return (person for person in met if said <= set(matching.words_of(person)))

        return self.kept(("people", name), find)


def changed(before: Sequence[Name], after: Sequence[Name]) -> tuple[Sequence[Name], Sequence[Name]]:
    """(names gone, names come) from one listing to another; names that stay are the same objects in the same order."""
    short = min(len(before), len(after))
    first = next((i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a is not b), short)
    backwards = enumerate(zip(reversed(before), reversed(after), strict=False))
    last = min(next((i for i, (a, b) in backwards if a is not b), short), short - first)
    return before[first : len(before) - last], after[first : len(after) - last]


@dataclasses.dataclass(eq=False)
class Indexes:
    """The indexes last used, one a kind, and what was last found: while a sentence is typed, most keys ask for the same again."""

    held: dict[str, NameIndex] = dataclasses.field(default_factory=dict)
    found: dict[Hashable, object] = dataclasses.field(default_factory=dict)
    #: What takes time on a day, of the days last looked at.
    busy: dict[date, tuple[Any, ...]] = dataclasses.field(default_factory=dict)

    def of(self, kind: str, listing: Sequence[Name]) -> NameIndex:
        """The index of a listing. Any change of a row is another listing, and lets go of what was found."""
        index = self.held.get(kind)
        if index is None or index.listing is not listing:
            index = self.held[kind] = (index or NameIndex()).following(listing)
            self.found.clear()
            self.busy.clear()
        return index

    def named(self, thing: str | None, queries: Queries) -> NameIndex:
        """The index over the names of tasks, or of events for any other thing."""
        kind: Literal["event", "task"] = "task" if thing == "task" else "event"
        return self.of(kind, queries.names(kind))

    def busy_on(self, day: date, read: Callable[[], Iterable[T]]) -> tuple[T, ...]:
        """What takes time on a day, or what `read` gives, kept until a row changes."""
        if day not in self.busy:
            if len(self.busy) >= DAYS:
                self.busy.clear()
            self.busy[day] = tuple(read())
        return self.busy[day]

    def remembered(self, asked: Hashable, find: Callable[[], T]) -> T:
        """What was found for a question, or what `find` gives, kept until a row changes or others have been asked since."""
        if asked in self.found:
            result = cast(T, self.found.pop(asked))
        else:
            result = find()
            if isinstance(result, Sized) and len(result) > LONG:
                self.found = {a: r for a, r in self.found.items() if not isinstance(r, Sized) or len(r) <= LONG}
            while len(self.found) >= KEPT:
                del self.found[next(iter(self.found))]
        self.found[asked] = result
        return result
