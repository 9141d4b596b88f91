"""What is taken back within a sentence, what is put off, and names written together or apart."""

import pytest

from assistant.conversation import Conversation
from assistant.fake_tagger import tagging_of
from assistant.follow_ups.second_thoughts import put_off
from assistant.marks.corrected import with_last_value, with_month_kept
from assistant.resolution.matching import content, holds, words_of
from assistant.tagging import mend


@pytest.mark.parametrize(
    ("frames", "marked", "slots"),
    [
        ("create list", "new list [list communion]... sorry [list confirmation]", ["confirmation"]),
        ("create event", "[summary gym], no wait, [summary yoga] [when friday]", ["yoga", "friday"]),
        ("create event", "[summary gala] fri 17th july... no the [when 24th]", ["gala", "24th july"]),
        ("create event", "[summary gala] on July 17, sorry, the [when 24th at 5]", ["gala", "24th July at 5"]),
        ("create event", "[summary gala] [when friday 17th july], no, the [when 24th]", ["gala", "24th july"]),
        ("create event", "[summary gala] 17th july... no the [when 24th of june]", ["gala", "24th of june"]),
        ("create event", "[summary gala] [when friday] no wait [when 6pm]", ["gala", "friday", "6pm"]),
        ("create task", "add [summary milk] and [summary eggs]", ["milk", "eggs"]),
    ],
)
def test_the_last_value_counts(frames: str, marked: str, slots: list[str]) -> None:
    tagging = tagging_of(frames, marked)
    made = mend(tagging.text, tagging.commands[0], (with_month_kept, with_last_value))
    assert [slot.text for slot in made.in_order] == slots


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("snooze it till tomorrow morning", "move it to tomorrow morning"),
        ("ok snooze that for 20 minutes", "push it back 20 minutes"),
        ("snooze this to Friday please", "move it to Friday"),
        ("snooze the alarm", "snooze the alarm"),
    ],
)
def test_what_was_talked_of_is_snoozed(said: str, meant: str) -> None:
    assert put_off(said, Conversation(focus=("a",))) == meant
    assert put_off(said, Conversation()) == said


@pytest.mark.parametrize(
    ("asked", "title", "found"),
    [
        ("pearson pickup", "Pick up Tom from Pearson", True),
        ("school dropoff", "Drop off at school", True),
        ("pickup", "Pick the room up", False),
        ("niamh o shea", "Visit Niamh O'Shea", True),
        ("niamh oshea", "Visit Niamh O'Shea", True),
    ],
)
def test_words_written_together_or_apart_are_alike(asked: str, title: str, found: bool) -> None:
    assert holds(content(asked), words_of(title)) is found
