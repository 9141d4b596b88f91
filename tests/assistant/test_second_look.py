"""The full stop behind a sentence changes nothing that is told in it."""

import pytest

from assistant.fake_tagger import FakeTagger
from assistant.second_look import tagged_plain
from assistant.tagging import TaggedCommand, Tagging

TAGGER = FakeTagger(
    {
        "[attendee Nina] has an [summary eye test] at [location Oak House] on [when friday at 3]": "create event",
        "Nina has an eye test at [location Oak House on friday at 3].": "create event?",
        "[summary eye test] [when saturday].": "create event",
        "[summary eye test saturday]": "create event?",
        "[summary choir] [when sunday].": "create event",
        "no [summary choir] [when sunday]": "delete event?",
        "no [summary choir] [when sunday].": "create event?",
        "is [summary choir] on [when sunday]?": "create event?",
        "new [summary job] for [attendee Carl]": "create event?",
        "new [summary job] for [attendee Carl].": "read event what",
    }
)


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("Nina has an eye test at Oak House on friday at 3. ", ["Nina", "eye test", "Oak House", "friday at 3"]),
        ("eye test saturday", ["eye test", "saturday"]),
    ],
)
def test_what_is_doubted_is_read_with_its_full_stop_or_without_as_it_is_surer(text: str, spans: list[str]) -> None:
    (command,) = tagged_plain(text, TAGGER).commands
    assert command.frame == ("create", "event")
    assert [text[s.start : s.end] for s in command.slots] == spans
    assert command.end == len(text)


@pytest.mark.parametrize(
    "text",
    ["choir sunday.", "no choir sunday", "no choir sunday.", "is choir on sunday?", "new job for Carl", "wait ...", ""],
)
def test_all_else_stays_as_it_was_read(text: str) -> None:
    assert tagged_plain(text, TAGGER) == TAGGER.tag(text)


class Unsure:
    """Takes everything for nothing, a little surer where it ends in a full stop, and else for a question."""

    def tag(self, text: str) -> Tagging:
        sure = 0.81 if text.endswith(".") else 0.8
        nothing, question = (TaggedCommand(op, None, None, sure, (), 0, len(text)) for op in ("none", "read"))
        return Tagging(text, (nothing,), question)


def test_what_is_nothing_either_way_keeps_what_it_would_be_else() -> None:
    found = tagged_plain("how long is the flight to Lisbon", Unsure())
    assert found.commands[0].confidence == pytest.approx(0.81) and found.other is not None
    assert found.other.end == len(found.text)
