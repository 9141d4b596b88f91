"""Which words confirm the plan on the table, and which say something else of it."""

import pytest

from assistant.commands import Command, Selector
from assistant.conversation import Conversation
from assistant.follow_ups.agreeing import agrees
from assistant.plan import Plan

AWAY = Conversation(commands=(Command("delete", "event", Selector(names=("yoga",))),))


@pytest.mark.parametrize(
    ("text", "does"),
    [
        ("yes that'll do", True),
        ("yes please do", True),
        ("yep that's right", True),
        ("lovely yes go on", True),
        ("oh go on then", True),
        ("that's the one, thank you dear", True),
        ("fine by me", True),
        ("yes all of them", True),
        ("yeah the whole lot please", True),
        ("yes, delete it", True),
        ("yes, move it", False),  # it goes, and nothing moves
        ("yes both", False),
        ("lovely", False),
        ("go on Friday", False),
        ("that's good but at 5", False),
        ("yes but only the first", False),
        ("that'll do for Friday", False),
        ("yes all of them except Friday's", False),
    ],
)
def test_agrees(text: str, does: bool) -> None:
    assert agrees(text, AWAY, Plan("", ())) is does
