"""What is denied for a day is what goes, and never all of that day, nor the day itself."""

import pytest

from assistant.fake_tagger import FakeTagger
from assistant.marks.named_plainly import denied_thing


def denied(marked: str) -> str | None:
    """What a sentence says there is none of."""
    text = marked.replace("[when ", "").replace("]", "")
    (command,) = FakeTagger({marked: "delete event"}).tag(text).commands
    made = denied_thing(text, command)
    return made.slots[0].text if made else None


@pytest.mark.parametrize(
    ("marked", "thing"),
    [
        ("no teaching on [when labour day]", "teaching"),
        ("so there's no swimming [when this friday]", "swimming"),
        ("no meetings on [when friday]", None),
        ("no appointments [when tomorrow]", None),
        ("no more on [when friday]", None),
        ("clear [when friday]", None),
    ],
)
def test_what_there_is_none_of_on_a_day_is_named(marked: str, thing: str | None) -> None:
    assert denied(marked) == thing
