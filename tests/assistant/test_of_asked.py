"""What is said of what was asked, shown or refused before, in plainer words; and sentences that are no such."""

import pytest

from assistant.commands import Command, Selector
from assistant.conversation import Conversation
from assistant.follow_ups.paraphrases import in_plain_words

SEEN = Command("read", "event", "when", selector=Selector(attendees=("Jess Tran",)))
ASKED = Conversation(commands=(SEEN,), answered=True, list_name="Groceries")


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("add her to the houston bout", "invite Jess Tran to the houston bout"),
        ("and put him on the tuesday call", "invite Jess Tran to the tuesday call"),
        ("add her to it", "add her to it"),
        ("ok read me the whole list", "show me the Groceries list"),
        ("what's on the list now", "show me the Groceries list"),
        ("read me the whole day", "read me the whole day"),
        ("probe thing ive done", "i've done probe"),
        ("the fridge one we've sorted", "i've done fridge"),
        ("what i've done", "what i've done"),
        ("everything i've done", "everything i've done"),
    ],
)
def test_of_asked(text: str, plain: str) -> None:
    assert in_plain_words(text, ASKED) == plain


@pytest.mark.parametrize(
    ("refused", "text", "plain"),
    [
        (
            "can you email Ana the contract for me",
            "fine just remind me to do it tonight",
            "remind me to email Ana the contract tonight",
        ),
        ("order a pizza please", "remind me at 6 to do that then", "remind me to order a pizza at 6"),
        ("ring Ben for me", "remind me tomorrow lunchtime 12 then", "remind me to ring Ben tomorrow lunchtime 12"),
        ("text Ana", "ok just remind me tonight", "remind me to text Ana tonight"),
        ("text Ana", "remind me about the vet", "remind me about the vet"),
        ("what's the weather", "remind me tonight then", "remind me tonight then"),
        ("what's the weather", "remind me to do it tonight", "remind me to do it tonight"),
        ("order a pizza", "remind me to call mum tonight", "remind me to call mum tonight"),
        (None, "remind me to do it tonight", "remind me to do it tonight"),
    ],
)
def test_what_was_refused(refused: str | None, text: str, plain: str) -> None:
    assert in_plain_words(text, Conversation(refused=refused)) == plain
