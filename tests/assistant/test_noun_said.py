""" "the Berlin one" is the Berlin trip after the Paris trip was spoken of, and nothing else where the calendar knows no such thing."""

import pytest

from assistant.commands import Command, Selector
from assistant.conversation import Conversation
from assistant.follow_ups.noun_said import with_noun
from assistant.plan import Choice, Question
from assistant.resolution.name_index import NameIndex
from models.queries import Name

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


def test_one_of_those_offered_is_picked() -> None:
    offered = Question(
        "Which one?", (Choice("Trip to Berlin", "Trip to Berlin"), Choice("Vet check-up", "Vet check-up"))
    )
    assert with_noun("the berlin one", after("Paris trip", offered), (INDEX,)) == "the berlin one"


def test_one_stands_for_nothing_before_anything_was_named() -> None:
    assert with_noun("the berlin one", Conversation(), (INDEX,)) == "the berlin one"
