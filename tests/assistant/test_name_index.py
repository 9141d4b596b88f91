"""The index of names follows them as they change, and never leaves out what a name could mean."""

from hypothesis import example, given
from hypothesis import strategies as st

from assistant.resolution.matching import best, nearness, same_word
from assistant.resolution.name_index import Indexes, NameIndex, texts_of
from models.queries import Name

WORDS = (
    "budget",
    "review",
    "stand",
    "up",
    "standup",
    "lunch",
    "Mira",
    "Mora",
    "dentist",
    "the",
    "call",
    "Zoë",
    "session",
    "reviews",
)


def named(number: int, summary: str, people: tuple[str, ...] = (), place: str | None = None) -> Name:
    return Name(f"row-{number}", f"row-{number}", summary, place, people, "home", False, None)


names = st.builds(
    named,
    st.integers(0, 12),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join),
    st.lists(st.sampled_from(("Mira Holt", "Zoë Park", "Ben")), max_size=2, unique=True).map(tuple),
    st.sampled_from((None, "Oak Street")),
)
listings = st.lists(names, max_size=10, unique_by=lambda name: name.id).map(tuple)


@given(st.lists(listings, min_size=1, max_size=5))
def test_following_gives_what_building_anew_gives(steps: list[tuple[Name, ...]]) -> None:
    index = NameIndex()
    for listing in steps:
        index = index.following(listing)
        anew = NameIndex().following(listing)
        assert (index.rows, index.words) == (anew.rows, anew.words)
        assert set(index.vocabulary) == set(anew.vocabulary)


@given(
    listings,
    st.lists(st.sampled_from((*WORDS, "budgte", "dentits", "street", "Ben", "oak")), min_size=1, max_size=3).map(
        " ".join
    ),
)
def test_candidates_hold_whatever_a_name_means(listing: tuple[Name, ...], said: str) -> None:
    index = NameIndex().following(listing)
    assert {name.id for name in best(said, listing, texts_of)} <= index.candidates(said)


@given(listings, st.integers(0, 9))
def test_a_listing_that_stands_is_not_indexed_again(listing: tuple[Name, ...], gone: int) -> None:
    indexes = Indexes()
    first = indexes.of("event", listing)
    assert indexes.of("event", listing) is first
    shorter = tuple(name for name in listing if name.id != f"row-{gone}")
    assert set(indexes.of("event", shorter).rows) == {name.id for name in shorter}


def test_nearest_names_are_offered_the_most_alike_first() -> None:
    index = NameIndex().following(
        (named(1, "Budget review"), named(2, "Badget revue"), named(3, "Lunch"), named(4, "Budget"))
    )
    assert index.nearest("budget reviewing", 3) == ["Budget review", "Badget revue"]
    assert index.nearest("budget", 3) == ["Budget review", "Badget revue"]
    assert index.nearest("zebra", 3) == []


def test_people_are_known_by_their_first_name() -> None:
    index = NameIndex().following((named(1, "Lunch", ("Mira Holt", "Ben")), named(2, "Call", ("Mira Adler",))))
    assert index.people("mira") == {"Mira Holt", "Mira Adler"}
    assert index.people("holt") == {"Mira Holt"}
    assert index.people("otto") == set()


@given(listings, st.lists(st.sampled_from((*WORDS, "budgte", "street", "Ben")), min_size=1, max_size=2).map(" ".join))
@example((named(0, "budget"), named(1, "budget stand up")), "budget standup")
def test_the_nearest_of_all_is_among_the_candidates(listing: tuple[Name, ...], said: str) -> None:
    index = NameIndex().following(listing)
    assert index.nearness(said) == nearness(said, [texts_of(name) for name in listing])
    found = [texts_of(name) for name in best(said, listing, texts_of)]
    assert nearness(said, found) == index.nearness(said)


def test_short_word_is_no_typo() -> None:
    assert not same_word("sat", "stat", typos=True)
    assert same_word("yogo", "yoga", typos=True)
