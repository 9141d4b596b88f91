"""What may be done with words that no command was found in."""

import pytest

from assistant.offers import offers


@pytest.mark.parametrize(
    ("text", "names", "sentences"),
    [
        ("call mum", ("call mum",), ['add "call mum" to my tasks', "search for call mum"]),
        (
            "boiler at noon tomorrow, the cellar",
            ("boiler, the cellar",),
            [
                'add "boiler, the cellar" to my tasks noon tomorrow', 'put "boiler, the cellar" on my calendar noon tomorrow',
                "search for boiler, the cellar",
            ],
        ),
        ('the "old" one', ('the "old" one',), ['add "the old one" to my tasks', 'search for the "old" one']),
    ],
)  # fmt: skip
def test_words_may_be_a_task_an_event_or_sought(text: str, names: tuple[str, ...], sentences: list[str]) -> None:
    offered = offers(text, searches=True)
    assert offered is not None and [choice.text for choice in offered.choices] == sentences
    assert [choice.commands[0].values.names for choice in offered.choices if choice.commands] == [names] * (
        len(sentences) - 1
    )


def test_what_was_found_is_not_sought_again() -> None:
    offered = offers("call mum", searches=False)
    assert offered is not None and [choice.label for choice in offered.choices] == ["Note it as a task"]


@pytest.mark.parametrize(
    "text", ["", "?!", "12", "on friday", "hm", "yes", "no", "thanks", "who won the game", "is it raining?"]
)
def test_what_names_nothing_is_offered_nothing(text: str) -> None:
    assert offers(text, searches=True) is None
