"""What the student says, mended where it can't be so."""

import dataclasses

import pytest

from assistant.fake_tagger import tagging_of
from assistant.marks.spans import mended
from assistant.marks.unmarked import taken_in


@pytest.mark.parametrize(
    ("frames", "marked", "operations"),
    [
        ("delete task + delete task", "no [summary milk] any more; || take it off", ["delete"]),
        ("delete task + delete task", "no [summary milk], || no [summary eggs]", ["delete", "delete"]),
        ("update event + delete event", "move [summary lunch] to [new_when 3], || no cancel it", ["update", "delete"]),
        ("read event what + read event when", "what's [when today] || and when", ["read", "read"]),
        ("none + none", "play music || and dim the lights", ["none"]),
    ],
)
def test_what_is_said_twice_is_one_command(frames: str, marked: str, operations: list[str]) -> None:
    tagging = mended(tagging_of(frames, marked))
    assert [c.operation for c in tagging.commands] == operations
    assert tagging.commands[-1].end == len(tagging.text)


@pytest.mark.parametrize(
    ("marked", "whens"),
    [
        ("[summary call the printer] [when 9am] || [when tokyo time] [when tue]", ["9am tokyo time tue"]),
        ("[summary call the printer] [when 9am], || and again [when tue]", ["9am", "tue"]),
    ],
)
def test_a_time_is_of_one_command(marked: str, whens: list[str]) -> None:
    commands = mended(tagging_of("create task + create event", marked)).commands
    assert [s.text for c in commands for s in c.slots if s.name == "when"] == whens
    assert len(commands) == len(whens)


@pytest.mark.parametrize(
    ("marked", "when"),
    [
        ("move [when tomorrows] meeting to [new_when 3]", "tomorrow"),
        ("cancel [when Todays] lunch", "Today"),
        ("cancel lunch [when tomorrows]", "tomorrows"),
        ("cancel [when mondays] lunch", "mondays"),
    ],
)
def test_days_own_the_next_word(marked: str, when: str) -> None:
    operation = "update" if "new_when" in marked else "delete"
    (command,) = mended(tagging_of(f"{operation} event", marked)).commands
    assert [s.text for s in command.slots if s.name == "when"] == [when]


@pytest.mark.parametrize(
    ("marked", "names"),
    [
        ("add [summary bags] (the [summary big ones]) and [summary tape]", ["bags (the big ones)", "tape"]),
        ("[summary call dad (about the roof] ) [when tomorrow]", ["call dad (about the roof"]),
        ("[summary call dad (about the roof]) [when tomorrow]", ["call dad (about the roof)"]),
        ("[summary call] ([attendee Al]) [when at 3]", ["call"]),
    ],
)
def test_brackets_belong_to_the_name_before_them(marked: str, names: list[str]) -> None:
    (command,) = mended(tagging_of("create task", marked)).commands
    assert [s.text for s in command.slots if s.name == "summary"] == names


def test_a_new_name_loses_no_bracket() -> None:
    (command,) = mended(tagging_of("update event", "rename [summary gym] to [new_summary Gym (Mr Oduya])")).commands
    assert [s.text for s in command.slots] == ["gym", "Gym (Mr Oduya)"]


def test_a_second_name_in_brackets_is_a_note_of_the_one_thing() -> None:
    (command,) = mended(tagging_of("create event", "[summary film] [when friday 8pm] ([summary Dune])")).commands
    assert [(s.name, s.text) for s in command.slots] == [
        ("summary", "film"),
        ("when", "friday 8pm"),
        ("description", "Dune"),
    ]


@pytest.mark.parametrize(
    ("sure", "items"), [(0.7, ["red wine vinegar", "rice"]), (0.97, ["red wine", "vinegar", "rice"])]
)
def test_an_item_that_is_doubted_is_the_end_of_the_one_beside_it(sure: float, items: list[str]) -> None:
    tagging = tagging_of("create task", "buy [summary red wine] [summary vinegar] and [summary rice]")
    second = tagging.commands[0].slots[1]
    command = tagging.commands[0].with_slot(second, dataclasses.replace(second, confidence=sure))
    assert [s.text for s in taken_in(tagging.text, command).named("summary")] == items
