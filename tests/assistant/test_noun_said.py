""" "the Berlin one" is the Berlin trip after the Paris trip was spoken of, and nothing else where the calendar knows no such thing."""

from datetime import UTC, datetime, timedelta

import pytest

from assistant.commands import Command, Selector
from assistant.conversation import Conversation
from assistant.follow_ups.noun_said import with_kin, with_noun
from assistant.plan import Choice, Effect, Plan, Question
from assistant.resolution.name_index import NameIndex
from models.queries import Name
from models.rows import Event

SUMMARIES = ("Paris trip", "Trip to Berlin", "Vet check-up", "First aid course", "Swimming course", "Big band")
INDEX = NameIndex().following([Name(s, s, s, None, (), "home", False, None) for s in SUMMARIES])


def after(name: str, question: Question | None = None) -> Conversation:
    command = Command("read", "event", "when", Selector(names=(name,)), text=f"when is {name}")
    return Conversation(commands=(command,), answered=question is None, question=question)


@pytest.mark.parametrize(
    ("before", "said", "read"),
    [
        ("Paris trip", "and the Berlin one?", "and the Berlin trip?"),
        ("the paris trip", "push the berlin one back a day", "push the berlin trip back a day"),
        ("Paris trip", "the vet one too", "the vet too"),
        ("Paris trip", "and the London one?", "and the London one?"),
        ("Paris trip", "the paris one to Friday", "the paris one to Friday"),
        ("swimming course", "and the first one", "and the first one"),
        ("Paris trip", "and the 3pm one", "and the 3pm one"),
        ("Paris trip", "the vet one-to-one", "the vet one-to-one"),
    ],
)
def test_noun_stands_for_one(before: str, said: str, read: str) -> None:
    assert with_noun(said, after(before), (INDEX,)) == read


READS = (
    "TB test Urquhart",
    "TB test MacRae",
    "TB read Urquhart",
    "TB read MacRae",
    "Book club",
    "Walk",
    "Walk with Sam",
)
KIN = NameIndex().following([Name(s, s, s, None, (), "home", False, None) for s in READS])


@pytest.mark.parametrize(
    ("before", "said", "read"),
    [
        ("TB test Urquhart", "and the read as well", "and “TB read Urquhart” as well"),
        ("TB test Urquhart", "plus the read too", "plus “TB read Urquhart” too"),
        ("TB test MacRae", "oh and the TB read", "oh and “TB read MacRae”"),
        ("TB read MacRae", "and the test too please", "and “TB test MacRae” too please"),
        ("Book club", "and the read too", "and the read too"),  # which shares nothing
        ("TB test Urquhart", "the read is at 3", "the read is at 3"),
        ("TB test Urquhart", "and the walk", "and the walk"),
        ("TB test Urquhart", "and the club too", "and the club too"),  # of which there is one
    ],
)
def test_of_several_the_one_of_the_same_name(before: str, said: str, read: str) -> None:
    start = datetime(2026, 3, 5, 9, tzinfo=UTC)
    row = Event(id="r", uid="r", calendar_id="home", summary=before, start=start, end=start + timedelta(hours=1))
    done = Plan("", (Effect(row, row, ()),))
    assert with_kin(said, Conversation(carried_out=done), KIN) == read
    assert with_kin(said, Conversation(), KIN) == said


def test_one_of_those_offered_is_picked() -> None:
    offered = Question(
        "Which one?", (Choice("Trip to Berlin", "Trip to Berlin"), Choice("Vet check-up", "Vet check-up"))
    )
    assert with_noun("the berlin one", after("Paris trip", offered), (INDEX,)) == "the berlin one"


def test_one_stands_for_nothing_before_anything_was_named() -> None:
    assert with_noun("the berlin one", Conversation(), (INDEX,)) == "the berlin one"
