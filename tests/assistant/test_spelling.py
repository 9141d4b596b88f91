"""Slips are mended for the student's eyes; what was typed stays."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import resources
from assistant.spelling import Speller, read_words, write_words
from assistant.tagger import WORDS, OnnxTagger

STUDENT = Path(resources.__path__[0]) / "student"

COMMON = ("the", "move", "lunch", "tomorrow", "cancel", "friday", "form", "from", "meeting")
SPELLER = Speller(COMMON, ("anya", "mover"))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("cancle teh luch", "cancel the lunch"),
        ("Cancle lunch", "cancel lunch"),
        ("CANCLE LUNCH", "cancel LUNCH"),
        ("move lunch fron firday", "move lunch from friday"),
        ("lunch on Firday", "lunch on friday"),
        ("mover anya", "mover anya"),  # known, if rare
        ("with Luch", "with Luch"),  # a name
        ("see luch.com or luch@x or x/luch or luch's", "see luch.com or luch@x or x/luch or luch's"),
        ("xyzzy", "xyzzy"),
        ("anyas lunchs", "anyas lunchs"),
        ("lunch on Rosh Hashanah", "lunch on easter"),
        ("lunch on eid al-adha, friday", "lunch on easter, friday"),
        ("move holiday lunch", "move holiday lunch"),
    ],
)
def test_slips(typed: str, meant: str) -> None:
    assert SPELLER.mend(typed)[0] == meant


def test_likelier_slips_win() -> None:
    assert SPELLER.mend("fromm")[0] == "from"
    speller = Speller(("bed", "red", "bad"))
    assert speller.mend("ted")[0] == "red"  # the key beside it
    assert Speller(("cat", "bar")).mend("baf")[0] == "bar"


@given(st.text() | st.lists(st.sampled_from([*COMMON, "luch", "fridya", "eid al-adha", " ", "é", "'"])).map("".join))
def test_every_character_knows_what_it_stands_for(text: str) -> None:
    mended, origins = SPELLER.mend(text)
    assert len(origins) == len(mended) + 1
    assert origins == sorted(origins)
    assert all(0 <= n <= len(text) for n in origins)
    assert origins[-1] == len(text)
    assert all(mended[n] == text[o] for n, o in enumerate(origins[:-1]) if not mended[n].isalpha())


def test_words_are_read_as_written(tmp_path: Path) -> None:
    write_words(COMMON, ("anya",), tmp_path / WORDS)
    speller = read_words(tmp_path / WORDS)
    assert list(speller.ranks) == list(COMMON)
    assert speller.others == {"anya"}


def test_slots_keep_what_was_typed() -> None:
    tagger = OnnxTagger(STUDENT)
    (command,) = tagger.tag("cancle my luncch tomorow").commands
    assert (command.operation, command.object) == ("delete", "event")
    assert {(s.name, s.text) for s in command.slots} == {("summary", "luncch"), ("when", "tomorow")}


def test_feast_that_is_read_as_another_keeps_its_name() -> None:
    (command,) = OnnxTagger(STUDENT).tag("add pooja on Dussehra at 10 am").commands
    assert {(s.name, s.text) for s in command.slots} == {("summary", "pooja"), ("when", "Dussehra at 10 am")}
