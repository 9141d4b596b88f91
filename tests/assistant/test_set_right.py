"""A sentence that sets itself right is what was said, and what it is to be rather; others stay whole."""

import pytest

from assistant.follow_ups.set_right import in_two


@pytest.mark.parametrize(
    ("text", "said", "rather"),
    [
        ("shoot sunday 13 june 10 am wait im in perth make it the 20th", "shoot sunday 13 june 10 am", "the 20th"),
        ("remind me on monday to pay the gas nah make it tuesday", "remind me on monday to pay the gas", "tuesday"),
        ("gym tomorrow 6pm, hang on thats footy night, make it 7", "gym tomorrow 6pm", "7"),
        ("coffee with dom saturday 10, actually make it sunday", "coffee with dom saturday 10", "sunday"),
        ("yoga tuesday 6pm for an hour no make it 90 minutes", "yoga tuesday 6pm for an hour", "90 minutes"),
        ("call ines at 3, no wait, she works then, make that for half 5", "call ines at 3", "half 5"),
    ],
)
def test_set_right(text: str, said: str, rather: str) -> None:
    assert in_two(text) == (said, f"make it {rather}")


@pytest.mark.parametrize(
    "text",
    [
        "remind me at 5 to tell jo actually make it 6",
        "remind me on friday to text mum sorry i cant make it thursday",
        "remind me wednesday to tell matty no i wont make it to band friday",
        "remind me friday to bring oh so nice cake to make it 5",
        "drinks friday 7pm, no, make it dinner at 8",
        "no, make it 8",
        "remind me Friday to hold on to the receipts, make it 9am",
        "Saturday 5 June clay shoot, make it 2pm",
        "dinner Saturday at 7, oh Kim will only make it for 8",
        "dinner Saturday at 7, oh and she'll make it 8 if the train is late",
        "gym friday at 6, wait, make it 7 if it rains",
        "see if i can make it thursday",
    ],
)
def test_whole(text: str) -> None:
    assert in_two(text) is None
