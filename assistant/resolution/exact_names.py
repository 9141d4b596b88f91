"""Which of the things found bear the very words that were said, and which only stand at a place that is called so (policy 11)."""

from collections.abc import Callable, Sequence

from assistant.commands import Number, Selector
from assistant.nouns import kind_of
from assistant.resolution import kinds, matching
from assistant.resolution.exclusion import Placed, texts_of
from models.occurrence import Occurrence

#: A kind word that makes another thing of a name: "the lab" is no nearer to Lab meeting than to TA lab.
MEETING = frozenset({"meeting"})


def same_words(things: list[Occurrence], selector: Selector) -> list[Occurrence]:
    """The one of several things that is called by exactly the words said ("the call with Priya"); all where none or many are."""
    said = {w for words in (*selector.names, *selector.attendees) for w in matching.words_of(words)}
    titles = [(o, set(matching.words_of(o.row.summary))) for o in things]
    exact = [
        o
        for o, title in titles
        if title - matching.EMPTY == said - matching.EMPTY and title & MEETING <= {*said, selector.kind}
    ]
    return exact if len(exact) == 1 and selector.number is Number.ONE and not selector.plural else things


def called_so(names: Sequence[str], things: Sequence[Placed]) -> bool:
    """The things bear these very words, "s" and all: "Pilates", "Drinks with Jo"."""
    return all(
        any(set(name.casefold().split()) <= set(o.row.summary.casefold().split()) for name in names) for o in things
    )


def in_title(name: str, thing: Placed) -> bool:
    """The words of content of a name are in what a thing is called, typos aside."""
    return matching.holds(matching.content(name), matching.words_of(texts_of(thing).summary))


def at_place_only(name: str, thing: Placed) -> bool:
    """A thing that nothing but its place lends a word of the name: a shift at Ward 5B, for "the ward meeting"."""
    texts = texts_of(thing)
    elsewhere = texts._replace(place="")
    return not any(way(elsewhere) for way in matching.ways_of(name)) and any(
        way(texts) for way in matching.ways_of(name)
    )


def without_places(name: str, found: list[Occurrence], ahead: Callable[[], Sequence[Occurrence]]) -> list[Occurrence]:
    """What a name found, without what only stands at such a place ("the ward meeting" is no shift at Ward 5B), where something else bears it."""
    if not any(at_place_only(name, o) for o in found):
        return found
    meets = kind_of(name.split())[0] == "meeting"
    taken = any(in_title(name, o) for o in ahead())
    return [o for o in found if not at_place_only(name, o) or not (taken or (meets and not kinds.is_meeting(o.stored)))]


def without_lesser(name: str, found: list[Occurrence], ahead: Callable[[], Sequence[Occurrence]]) -> list[Occurrence]:
    """What a name found, without what is called otherwise and bears but a part of it ("the team meeting" is not Team photos), where something
    else bears the whole; Dentist stays the "dentist appointment"."""
    said = set(matching.words_of(name))
    whole = [o for o in found if matching.bears(name, texts_of(o)) or said >= {*matching.content(o.row.summary)}]
    if len(whole) == len(found) or not any(matching.bears(name, texts_of(o)) for o in ahead()):
        return found
    return whole


def is_borne(names: Sequence[str], thing: Placed) -> bool:
    """A thing of the other kind bears one of the names whole: "netball training" is no task "Order netball bibs"."""
    return any(matching.bears(name, texts_of(thing)) for name in names)
