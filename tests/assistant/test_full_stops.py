"""The full stop behind a sentence changes nothing that is told in it."""

import pytest

from assistant.fake_tagger import FakeTagger
from assistant.marks.full_stops import tagged_plain

TAGGER = FakeTagger(
    {
        "[attendee Nina] has an [summary eye test] at [location Oak House] on [when friday at 3]": "create event",
        "[summary eye test] [when friday].": "create event?",
        "[summary eye test] [when saturday].": "create event",
        "[summary no eye test] [when saturday]": "delete event",
    }
)


def test_what_reads_as_nothing_with_its_full_stop_is_read_without_it() -> None:
    text = "Nina has an eye test at Oak House on friday at 3. "
    (command,) = tagged_plain(text, TAGGER).commands
    assert command.frame == ("create", "event")
    assert [text[s.start : s.end] for s in command.slots] == ["Nina", "eye test", "Oak House", "friday at 3"]
    assert command.end == len(text)


@pytest.mark.parametrize("text", ["eye test friday.", "eye test saturday.", "thank you very much.", "wait ...", ""])
def test_all_else_stays_as_it_was_read(text: str) -> None:
    assert tagged_plain(text, TAGGER) == TAGGER.tag(text)
