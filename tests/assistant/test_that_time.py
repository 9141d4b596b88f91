""" "Isn't that when I ring my mother?" asks whether what was talked of clashes with that; a question about anything else stays as it is."""

import pytest

from assistant.conversation import Conversation
from assistant.follow_ups.that_time import asked_as_clash
from assistant.resolution.name_index import NameIndex
from models.queries import Name

SUMMARIES = ("Call Mamá", "Choir", "Dentist Rees", "School fair")
INDEX = NameIndex().following([Name(s, s, s, None, (), "home", False, None) for s in SUMMARIES])


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("Isn't that when I ring my mother?", "does that clash with mama"),
        ("isnt that when i have choir", "does that clash with choir"),
        ("oh wait, is that when I'm at the dentist?", "does that clash with dentist"),
        ("isn't that the same time as choir", "does that clash with choir"),
        ("isn't it during choir?", "does that clash with choir"),
        ("isn't that when choir is on", "does that clash with choir"),
        ("isn't that the day of the school fair?", "do I have school fair that day"),
        ("that's the school fair isnt it", "do I have school fair that day"),
        ("oh no thats choir, isn't it?", "do I have choir that day"),
        ("so do i miss choir", "does that clash with choir"),
        ("do we miss the moon", "do we miss the moon"),
        ("can I still make it to choir", "will I be in time for choir"),
        ("do we still have time for the dentist then?", "will I be in time for dentist"),
        ("does that leave me time for choir", "will I be in time for choir"),
        ("will that leave me enough time to get to choir", "will I be in time for choir"),
        ("is that in choir", "does that fall in choir"),
        ("is that in the school", "is that in the school"),
        ("will I be done before choir", "will I be in time for choir"),
        ("will i make choir after", "will I be in time for choir"),
        ("can we get to the dentist after that?", "will I be in time for dentist"),
        ("can I still make it to the moon", "can I still make it to the moon"),
        ("can I make choir earlier", "can I make choir earlier"),
        ("isn't that when it rains", "isn't that when it rains"),
        ("is that when?", "is that when?"),
        ("when is choir", "when is choir"),
    ],
)
def test_what_was_talked_of_may_be_then(said: str, read: str) -> None:
    assert asked_as_clash(said, Conversation(focus=("lunch",)), INDEX) == read


def test_nothing_was_talked_of() -> None:
    said = "isn't that when I have choir"
    assert asked_as_clash(said, Conversation(), INDEX) == said
