"""Whose thing is meant: "her interview" is hers who was named, where the calendar has one of hers; other words stay."""

import pytest

from assistant.resolution.name_index import NameIndex
from assistant.whose import with_whose
from models.queries import Name

ROWS = (
    ("Interview: Sophie Marsh", ("Sophie Marsh",)),
    ("Interview: Jamal Edwards", ("Jamal Edwards", "Tom Hughes")),
    ("Call with Tunde", ("Tunde Ade",)),
    ("1:1 Tom Hughes", ("Tom Hughes",)),
    ("Meet Sophie at the station", ("Sophie Marsh",)),
    ("Ring back Sophie", ("Sophie Marsh",)),
    ("Roadmap review", ("Tom Hughes", "Sophie Marsh")),
    ("Kitchen fitting - Brooks", ("Sharon Brooks",)),
)
INDEX = NameIndex().following([Name(s, s, s, None, people, "home", False, None) for s, people in ROWS])


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("coffee with sophie marsh straight after her interview", "coffee with sophie marsh straight after sophie marsh's interview"),
        ("send Sophie the notes before her interview", "send Sophie the notes before Sophie's interview"),
        ("jamal emailed, move his interview to 11", "jamal emailed, move jamal's interview to 11"),
        ("lunch with tom after his 1:1", "lunch with tom after tom's 1:1"),
        ("swap the roadmap review and sophies interview", "swap the roadmap review and sophie's interview"),
        ("remind me to ring tunde the day before our call", "remind me to ring tunde the day before the call with tunde"),
        (
            "tunde just texted he cant do wednesday anymore can you move our call to thursday same time",
            "can you move the call with tunde on wednesday to thursday same time",
        ),
        ("tunde can't do it on the 4th, so could we push our call a day", "could we push the call with tunde on the 4th a day"),
        ("email sophie about her coat", "email sophie about her coat"),
        ("move her interview to 11", "move her interview to 11"),  # nobody was named
        ("tell tom and sophie about their interview", "tell tom and sophie about their interview"),
        ("tunde and our review", "tunde and our review"),  # he comes to none
        ("two interviews interview", "two interviews interview"),
        ("Sophie's in on Friday, meet her at the station", "Sophie's in on Friday, meet her at the station"),
        ("let sophie know and ring her back", "let sophie know and ring her back"),
        ("marks interview", "marks interview"),
        ("brooks kitchen tiles friday", "brooks kitchen tiles friday"),  # called so, and no Brook
        ("tunde called, our call is now at 3", "tunde called, the call with tunde is now at 3"),
        ("sophie marsh is here, when is her interview", "sophie marsh is here, when is sophie marsh's interview"),
        # something new is told
        ("jamal has his interview friday at 2", "jamal has his interview friday at 2"),
        ("wish sophie luck for her interview friday", "wish sophie luck for her interview friday"),
        ("ask tunde about our call", "ask tunde about our call"),
    ],
)  # fmt: skip
def test_whose(said: str, read: str) -> None:
    assert with_whose(said, INDEX) == read
