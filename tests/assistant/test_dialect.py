"""Words of time as they are said in Scotland and Ireland; what only looks so stays as it is."""

import pytest

from assistant.dialect import in_common_words


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("and the morn?", "and tomorrow?"),
        ("dentist the morn at 4", "dentist tomorrow at 4"),
        ("the equine dental the morns off", "the equine dental tomorrow's off"),
        ("what's on the morn's night", "what's on tomorrow night"),
        ("ring mum the morn's morn", "ring mum tomorrow morning"),
        ("darts the morra at hauf 8", "darts tomorrow at half 8"),
        ("tmrws swim is off", "tomorrow's swim is off"),
        ("give me a shout at 4", "remind me at 4"),
        ("can you give me a shout an hour before the vet", "can you remind me an hour before the vet"),
        ("so im off friday night yeah?", "am i free friday night?"),
        ("im off to Leeds on friday yeah?", "im off to Leeds on friday yeah?"),
        ("im off friday, tell Jo yeah", "im off friday, tell Jo yeah"),
        ("give bob a shout about the van", "give bob a shout about the van"),
        ("whats on the night", "whats on tonight"),
        ("dinner with Iain the night at 8", "dinner with Iain tonight at 8"),
        ("am I free the noo", "am I free now"),
        ("ping me 2 hrs b4 the match", "ping me 2 hrs before the match"),
        ("anything b4 10", "anything before 10"),
        # no such time
        ("physics in B4", "physics in B4"),
        ("move it to b4", "move it to b4"),
        ("order b4 paper", "order b4 paper"),
        ("in the morn", "in the morn"),
        ("the morn of the fair", "the morn of the fair"),
        ("the morning after", "the morning after"),
        ("who sings on the night", "who sings on the night"),
        ("we stay for the night", "we stay for the night"),
        ("the night before the ceilidh", "the night before the ceilidh"),
        ("the day after", "the day after"),
        ("call it “The morn”", "call it “The morn”"),
    ],
)
def test_words_of_time_of_the_north(said: str, read: str) -> None:
    assert in_common_words(said) == read
