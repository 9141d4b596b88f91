"""Does a name in the sentence mean this thing? Policy 11: every content word found, case, accents and plural forgiven,
exact before partial, one typo a word of four letters or more where nothing matches exactly.
"""

import functools
import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple, TypeVar

from rapidfuzz.distance import OSA

from assistant.nouns import singular

WORD = re.compile(r"\d+[:.]\d+|[^\W_]+")
#: "check-ins", "1:1s": plurals too short for a word of their own.
PARTICLES = re.compile(r"(?<=-)(in|on|up|off|out|over)s\b|(?<=\d[:.]\d)s\b")
#: Words that are typed short and mean one thing, in a sentence as in a title: "mtg" is a meeting.
SHORT_FOR = {
    "mtg": "meeting", "mtng": "meeting", "appt": "appointment", "mktg": "marketing", "bday": "birthday", "xmas": "christmas", "grp": "group",
    "op": "operation",
}  # fmt: skip
#: Words that titles write short, and what is said for them: Dr. Hagen is doctor Hagen.
SAID_FOR = {"dr": ("doctor",), "prof": ("professor",), "st": ("saint", "street"), "rd": ("road",), "ave": ("avenue",)}
#: What is written as several words, or as a number, and is one: nobody is called who is on call.
ONE_WORD = (
    (re.compile(r"\bon[ -]calls?\b(?! (?:with|to|from)\b)"), "oncall"),
    (re.compile(r"\bo (?=[a-z]{3,}\b)"), "o"),  # "niamh o shea", of Niamh O'Shea
    (re.compile(r"\bone[ -](?:on|to)[ -]ones?\b|\b1(?:-| ?on ?|-on-)1s?\b|(?<![\w.:])121s?\b"), "1:1"),
)
ABBREVIATED = re.compile(rf"(?<![\w-])({'|'.join(SHORT_FOR)})s?(?![\w-])")
#: "Mira's", and not O'Shea.
OWNED = re.compile(r"'s(?!\w)")
#: So many letters begin no other name of a place.
BEGUN = 5
VOWEL = re.compile(r"[aeiouy]")
#: Words that carry no content of their own in a name.
EMPTY = frozenset([
    "a", "an", "the", "my", "our", "your", "his", "her", "their", "of", "for", "with", "at", "in", "on", "to", "and",
    "or", "from", "about", "that", "this", "thing", "things", "event", "events", "appointment", "appointments",
    "meeting", "meetings", "task", "tasks", "reminder", "reminders", "one", "ones", "new", "called", "named",
    "please", "session",
    "mr", "mrs", "ms", "miss", "dr",
])  # fmt: skip
#: Those of them that say that the name is a person's: Mrs Harmon is no place.
TITLES = frozenset({"mr", "mrs", "ms", "miss", "dr"})
#: Those of them that are long enough to be known with a typo.
LONG_EMPTY = tuple(w for w in EMPTY if len(w) >= 8)
#: Words that people add to a name: "yoga classes" is Yoga where nothing is called so.
GENERIC = frozenset([
    "class", "lesson", "session", "practice", "practise", "training", "course", "appointment", "visit", "match",
    "game", "shift", "lecture", "group",
    "normal", "usual", "regular", "ordinary", "standing",
])  # fmt: skip
#: Verbs that are typed so often that they are no slip of another word: who plays pays nobody.
DEEDS = frozenset(
    str.split(
        "bake bring call clean cook dance drink drive finish give land learn leave make meet play read rest ride sail sing skate sleep start study swim "
        "take talk teach train travel visit wait wake walk wash watch wear work write"
    )
)
#: Those of them, and of the empty ones, that say what sort of thing is meant, and words for other sorts: no netball training is a Netball game,
#: no piano lesson a Piano exam, no team meeting one of the Team photos.
LESSON = frozenset({"class", "lesson", "practice", "practise", "training", "course", "lecture", "rehearsal"})
SORTS = (
    LESSON, frozenset({"match", "game", "tournament"}), frozenset({"exam", "test"}), frozenset({"meeting"}),
    frozenset({"party"}), frozenset({"concert", "recital"}), frozenset({"photo"}), frozenset({"trip"}),
)  # fmt: skip
#: Empty words that a title may hold all the same.
KIND_WORDS = frozenset({"meeting", "session", "appointment"})
#: Letters from which a word may hold one typo, and from which two; and with which it may break off.
FUZZY_LENGTH, SHORT, LONG, BROKEN_OFF = 4, 6, 9, 3
Item = TypeVar("Item")


@functools.lru_cache(maxsize=65536)
def words_of(text: str) -> tuple[str, ...]:
    """Lower-case words without accents, possessives and plurals, each written out: "Board mtgs" is a board meeting."""
    plain = unicodedata.normalize("NFKD", OWNED.sub("", text.casefold().replace("’", "'")).replace("s' ", "s "))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).replace("'", "")
    for written, word in ONE_WORD:
        plain = written.sub(word, plain)
    plain = ABBREVIATED.sub(lambda m: SHORT_FOR[m[1]], PARTICLES.sub(r"\1", plain))
    return tuple(singular(w) for w in WORD.findall(plain))


@functools.lru_cache(maxsize=4096)
def content(name: str) -> tuple[str, ...]:
    """The words of a name that must be found; all of them where none has content."""
    words = words_of(name)
    return (
        tuple(w for w in words if w not in EMPTY and not any(same_word(w, e, typos=True) for e in LONG_EMPTY)) or words
    )


@functools.lru_cache(maxsize=65536)
def same_word(asked: str, found: str, typos: bool) -> bool:
    """Equal, written together or apart alike, or one typo away where that is allowed."""
    if asked == found:
        return True
    length = max(len(asked), len(found))
    if not typos or len(asked) < FUZZY_LENGTH or asked.isdigit() or found.isdigit():
        return False
    if asked in SAID_FOR.get(found, ()):
        return True
    if stem(asked) == stem(found):  # "painting the hall" is to paint it
        return True
    if asked in DEEDS or (length < SHORT and asked[0] != found[0]):  # "tent" is no typo of "rent"
        return False
    allowed = 1 if length < LONG else 2
    return OSA.distance(asked, found, score_cutoff=allowed) <= allowed


@functools.lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A verb without its -ing or -ed, a doubled consonant and a silent e."""
    base = next(
        (word[: -len(end)] for end in ("ing", "ed") if word.endswith(end) and VOWEL.search(word[: -len(end)])), word
    )
    if base != word and len(base) > 2 and base[-1] == base[-2] and base[-1] not in "ls":
        base = base[:-1]
    return base.removesuffix("e") if len(base) > 3 else base


def holds(asked: Sequence[str], found: Sequence[str], typos: bool = False) -> bool:
    """Every word asked for is among the words found; "stand up" finds "standup"."""
    if all(a in found or (typos and any(same_word(a, f, typos) for f in found)) for a in asked):
        return True
    together = {first + second for first, second in pairwise(found)}
    if together and all(a in found or a in together for a in asked):  # "pearson pickup", of Pick up Tom from Pearson
        return True
    return (len(asked) > 1 and not typos and "".join(asked) in found) or "".join(asked) == "".join(found)


class Texts(NamedTuple):
    """What a thing can be named by: its summary first, then people and place."""

    summary: str
    people: tuple[str, ...] = ()
    place: str = ""


def best(
    name: str, things: Iterable[Item], texts: Callable[[Item], Texts], typos: bool = True, each: bool = False
) -> list[Item]:
    """The things that a name means, in their order, by the first of these ways that finds any: the summary exactly, unless `each` of a kind is
    meant, all words or those of content in the summary, the words in summary, people and place together, and at last the same with one typo a
    word."""
    if not content(name):
        return []
    called = [(texts(thing), thing) for thing in things]
    known = {words for words, _ in called}
    ways = ways_of(name, typos)[each:]
    chosen = next((held for way in ways if (held := {t for t in known if way(t)})), set())
    chosen = chosen or (shortened(content(name), known) if typos else set())
    return [thing for words, thing in called if words in chosen]


def ways_of(name: str, typos: bool = True) -> list[Callable[[Texts], bool]]:
    """The ways by which a name finds things, the nearest first."""
    asked, whole = content(name), words_of(name)
    core = tuple(w for w in asked if w not in GENERIC)
    words = everything if TITLES.isdisjoint(whole) else lambda t: everything(t._replace(place=""))

    def title(texts: Texts) -> tuple[str, ...]:
        return words_of(texts.summary)

    def held(said: Sequence[str], where: Callable[[Texts], Sequence[str]], typos: bool) -> Callable[[Texts], bool]:
        return lambda t: holds(said, where(t), typos) and not is_other_sort(whole, t)

    ways = [
        lambda t: title(t) == whole,
        lambda t: holds(whole, title(t)),
        held(asked, title, False),
        held(asked, words, False),
    ]
    ways += [held(asked, title, True), held(asked, words, True)] if typos else []
    return [*ways, held(core, words, True)] if typos and core and core != asked else ways


def shortened(asked: Sequence[str], known: Collection[Texts]) -> set[Texts]:
    """The things of the one title that a name means of which one word breaks off, and the others are there whole: Pharmacology exam for
    "pharm exam", and nothing for "car service", nor for "pharm" alone."""
    held = {t for t in known if breaks_off(asked, words_of(t.summary))}
    return held if len({words_of(t.summary) for t in held}) == 1 else set()


def breaks_off(asked: Sequence[str], found: Sequence[str]) -> bool:
    """One word alone is not among the words found, and begins one of them."""
    cut = [word for word in asked if word not in found]
    return len(cut) == 1 < len(asked) and len(cut[0]) >= BROKEN_OFF and any(f.startswith(cut[0]) for f in found)


def is_other_sort(said: Sequence[str], texts: Texts) -> bool:
    """A title that says that it is something else than what was said: Netball game for "netball training", Driving test for "driving lesson"."""
    title = words_of(texts.summary)
    sort = next((sort for sort in SORTS for word in said[-1:] if word in sort and word not in title), None)
    other = {word for word in title for sort_ in SORTS if word in sort_} - set(said)
    return sort is not None and bool(other) and other.isdisjoint(sort)


def bears(name: str, texts: Texts) -> bool:
    """All words of a name but the little ones are found, typos forgiven, no "training" or "meeting" left out."""
    said = [word for word in words_of(name) if word not in EMPTY or word in KIND_WORDS]
    return holds(said, everything(texts), typos=True)


def nearness(name: str, texts: Collection[Texts]) -> int | None:
    """By the how manieth way a name finds the nearest of these, from 0; None where it finds none."""
    return next((number for number, way in enumerate(ways_of(name)) if any(map(way, texts))), None)


def everything(texts: Texts) -> tuple[str, ...]:
    """All words that a thing can be found by."""
    return (*words_of(texts.summary), *(w for p in texts.people for w in words_of(p)), *words_of(texts.place))


def is_person(asked: str, people: Iterable[str]) -> bool:
    """One of these people is meant: a first name finds the full name, and so does one with an initial ("Jen K")."""
    words = content(asked)
    *first, last = words or ("",)
    initial = bool(first) and len(last) == 1
    return any(
        holds(words, found) or (initial and found[-1].startswith(last) and holds(first, found[:-1]))
        for found in map(words_of, people)
    )


def begins(title: str, words: tuple[str, ...]) -> bool:
    """A title begins with these words."""
    return words_of(title)[: len(words)] == words


def only(titles: Collection[str]) -> str | None:
    """The one of them; None where there is none, or several."""
    return next(iter(titles)) if len(titles) == 1 else None


def is_there(asked: str, place: str) -> bool:
    """This place is meant, by its words or by so much of their beginnings that no other is: "the brude" of Brudenell club."""
    said, words = content(asked), words_of(place)
    return holds(said, words) or all(any(len(s) >= BEGUN and w.startswith(s) for w in words) for s in said)


def is_said_there(asked: str, title: str) -> bool:
    """A title says that it is held there: Sunday dinner at Steve's."""
    said, words = content(asked), tuple(w for w in words_of(title) if w not in ("the", "my", "our"))
    return any(w in ("at", "in") and words[n : n + len(said)] == said for n, w in enumerate(words, 1))


def nearest(name: str, summaries: Iterable[str], limit: int = 3) -> list[str]:
    """Summaries that share a word with the name, typos forgiven, the most alike first."""
    asked, scores = content(name), dict[str, float]()
    for summary in summaries:
        alike = (max((OSA.normalized_similarity(a, f) for f in words_of(summary)), default=0.0) for a in asked)
        scores[summary] = sum(alike) / max(1, len(asked))
    near = sorted((-score, summary) for summary, score in scores.items() if score >= 0.6)
    return [summary for _, summary in near[:limit]]
