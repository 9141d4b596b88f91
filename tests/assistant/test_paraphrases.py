"""Follow-ups that are said otherwise, in plainer words; and sentences that are no such, which stay as they are."""

import pytest

from assistant.commands import Command, Selector, Values
from assistant.conversation import Conversation
from assistant.follow_ups.paraphrases import in_plain_words
from assistant.plan import Plan

MOVED = Command("update", "event", selector=Selector(names=("vet",)), values=Values(when=("friday",)))
SERIES = Command("create", "event", values=Values(names=("chess",), recurrence="every monday"))
PLANNED = Conversation(commands=(MOVED,), plan=Plan("", ()), focus=("vet\n",))


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("or actually can he do it the 8th instead", "move it to the 8th"),
        ("Could she make it Friday at 6?", "move it to Friday at 6"),
        ("maybe they can do tomorrow", "maybe they can do tomorrow"),  # says who can, and asks nothing
        ("no wait he moved it to the 18th same time", "move it to the 18th same time"),
        ("they've pushed it back to Friday", "move it to Friday"),
        ("the clinic have rescheduled it to 3pm", "move it to 3pm"),
        ("he moved it to the kitchen", "he moved it to the kitchen"),
        ("Give them Friday at six instead.", "move it to Friday at six"),
        ("give her a call on Friday", "give her a call on Friday"),
        ("shit i have lab then. day after", "make it the day after"),
        ("she's at the rink then, Thursday at 5", "make it Thursday at 5"),
        ("cancel the dentist. Thursday", "cancel the dentist. Thursday"),
        ("ugh and the one after", "and the one after"),
        ("damn, wrong week its the 23rd", "wrong week its the 23rd"),
        ("am obv", "am"),
        ("not on Thursday of course", "not on Thursday"),
        ("of course", "of course"),
        ("shoot the promo video on Friday", "shoot the promo video on Friday"),
        ("shoot thats hair day. the week after instead", "make it the week after"),
        ("blast, she's away then. make it the day after", "make it the day after"),
        ("darn it wrong week", "wrong week"),
        ("oh bother i forgot the vet", "i forgot the vet"),
        ("bother Ben about it", "bother Ben about it"),
        ("sugar, that's the 9th", "that's the 9th"),
        ("sugar and eggs too", "sugar and eggs too"),
        ("make it 3:30 i'll be at piano by 4", "make it 3:30"),
        ("can you move it to friday im at the dentist all thursday", "can you move it to friday"),
        ("push it to 5, nora has swimming till half 4", "push it to 5"),
        ("make it 3:30 its at the gym", "make it 3:30 its at the gym"),  # where it is
        ("make it 3:30 she's bringing tom", "make it 3:30 she's bringing tom"),  # and who comes along
        ("make it 3:30 and call mum", "make it 3:30 and call mum"),
        ("still ends at 11 though", "ends at 11"),
        ("but it still starts at 9", "starts at 9"),
        ("does it still end at 11", "does it still end at 11"),
        ("start in april", "start in april"),  # of what does not repeat
    ],
)
def test_plain_words(text: str, plain: str) -> None:
    assert in_plain_words(text, PLANNED) == plain


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Not on Good Friday of course, start in April.", "from April"),
        ("so it starts in May", "from May"),
        ("begin from the 15th please", "from the 15th"),
        ("start at 7", "start at 7"),
        ("not on Good Friday", "not on Good Friday"),
    ],
)
def test_since_when_it_repeats(text: str, plain: str) -> None:
    assert in_plain_words(text, Conversation(commands=(SERIES,), plan=Plan("", ()))) == plain


def test_opened_again() -> None:
    done = Command("complete", "task", selector=Selector(names=("deposit",)))
    said = "Oh, the deposit did not go through. Open that one again."
    assert in_plain_words(said, Conversation(done=(done,))) == "Oh, the deposit did not go through. reopen that."
    assert in_plain_words(said, Conversation()) == said


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Take the sim card off again.", "Take the sim card off"),
        ("take it off again", "take it off again"),
        ("and drop darts", "and cancel darts"),
        ("also bin the pub quiz too", "also cancel the pub quiz"),
        ("and drop megan at her mates", "and drop megan at her mates"),
        ("and drop it", "and drop it"),
        ("drop darts", "drop darts"),
    ],
)
def test_taken_off_and_dropped(text: str, plain: str) -> None:
    assert in_plain_words(text, PLANNED) == plain


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("airbed, spare keys and oyster cards on it", "put airbed, spare keys and oyster cards on it"),
        ("tent & torch on there please", "put tent & torch on it"),
        ("two tents, a torch and gas on that list", "put two tents, a torch and gas on it"),
        ("put a tent on it", "put a tent on it"),
        ("what's on it", "what's on it"),
        ("the tent is on it", "the tent is on it"),
        ("is the tent on it", "is the tent on it"),
        ("tent on Friday", "tent on Friday"),
    ],
)
def test_on_the_list_that_is_new(text: str, plain: str) -> None:
    new = Command("create", "list", values=Values(names=("camping",)))
    assert in_plain_words(text, Conversation(commands=(new,), plan=Plan("", ()))) == plain
    assert in_plain_words(text, PLANNED) == text


REMINDER = Command(
    "create",
    "task",
    values=Values(names=("check bags",), when=("friday at 6",)),
    text="remind me friday at 6 to check bags",
)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("and every wednesday night to charge the tablet", "and remind me every wednesday night to charge the tablet"),
        ("also to water the ferns", "also remind me to water the ferns"),
        ("n at 8 to ring Greg", "and remind me friday at 8 to ring Greg"),
        ("and to the dentist", "and to the dentist"),
        ("and on the way home to get milk", "and on the way home to get milk"),
    ],
)
def test_reminded_of_that_too(text: str, plain: str) -> None:
    assert in_plain_words(text, Conversation(commands=(REMINDER,), plan=Plan("", ()))) == plain


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("n stockfish", "and stockfish"),
        ("+ eggs", "and eggs"),
        ("an yam", "and yam"),
        ("an hour", "an hour"),
        ("an apple", "an apple"),
        ("nuts", "nuts"),
    ],
)
def test_and_in_short(text: str, plain: str) -> None:
    assert in_plain_words(text, PLANNED) == plain
