"""What is meant by words that nothing is called: work where there are shifts, the children who are "here", what is cancelled already."""

import dataclasses
from datetime import date

import pytest
from test_resolution import NOW, at, database, event, said, told

from assistant import wording
from assistant.fake_tagger import tagging_of
from assistant.marks.torn_names import joined_pieces
from models import history
from models.changes import ChangeSet, RowChange
from models.database import Database
from models.rows import Calendar

__all__ = ["database"]
SHIFTS = (
    event("late", "Closing shift", at(6, 17), 300, location="Brew Dock"),
    event("early", "Opening shift", at(7, 6), 360, location="Brew Dock"),
)
GALA = event("gala", "Swimming gala", at(8, 10), status="CANCELLED")
GIRLS = Calendar(id="girls", name="Girls", kind="event")
HERE = event("here", "Girls here", date(2026, 3, 5))


def kept(database: Database, *rows: Calendar | object) -> Database:
    history.commit(database, ChangeSet(tuple(RowChange(None, row) for row in rows), "more"), NOW)  # type: ignore[arg-type]
    return database


@pytest.mark.parametrize(
    ("frames", "marked", "expected"),
    [
        ("read event when", "when do I work [when this week]", ["answer late early"]),
        ("read event exists", "am I working [when on saturday]", ["answer early"]),
        ("delete event", "clear [when friday] except [excluded work]", ["- hiring", "- scrum@03-06T09:30:00", "- vet"]),
        ("delete event", "cancel [summary work] [when on saturday]", ["- early"]),
    ],
)
def test_work_is_the_shifts_where_nothing_is_called_work(
    frames: str, marked: str, expected: list[str], database: Database
) -> None:
    assert sorted(told(said(kept(database, *SHIFTS), (frames, marked))[0], database)) == expected


def test_work_is_what_is_called_so(database: Database) -> None:
    rows = (*SHIFTS, event("trip", "Work trip", at(6, 19)))
    understood = said(kept(database, *rows), ("delete event", "clear [when friday] except [excluded work]"))[0]
    assert "- late" in told(understood, database) and "- trip" not in told(understood, database)


def test_what_is_cancelled_can_be_deleted_and_not_cancelled(database: Database) -> None:
    kept(database, GALA)
    assert told(said(database, ("delete event", "delete the [summary swimming gala]"))[0], database) == ["- gala"]
    assert told(said(database, ("delete event", "cancel the [summary swimming gala]"))[0], database) == ["asks:"]


def test_whoever_is_here_is_no_calendar(database: Database) -> None:
    kept(database, GIRLS, HERE, event("match", "Match", at(6, 10)))
    asked = "have I got the [attendee girls] [when tomorrow]"
    assert told(said(database, ("read event exists", asked))[0], database) == ["answer here"]


@pytest.mark.parametrize(
    ("marked", "items"),
    [
        ("put [summary milk] [summary bread] and [summary jam] on the [list shopping] list", ["milk", "bread", "jam"]),
        ("put [summary rice] [summary vinegar] and [summary jam] on the [list shopping] list", ["rice vinegar", "jam"]),
    ],
)
def test_goods_side_by_side_are_items_though_they_are_doubted(marked: str, items: list[str]) -> None:
    tagging = tagging_of("create task", marked)
    command = tagging.commands[0]
    doubted = [dataclasses.replace(slot, confidence=0.5) for slot in command.slots]
    made = joined_pieces(tagging.text, command, doubted)
    assert [slot.text for slot in made if slot.name == "summary"] == items


@pytest.mark.parametrize(
    ("text", "overdue"),
    [
        ("move the late ones to friday", True),
        ("what's overdue", True),
        ("he is running late", False),
        ("running 45 late but still done by 1230", False),
        ("30 mins late", False),
    ],
)
def test_who_comes_late_is_no_overdue_task(text: str, overdue: bool) -> None:
    assert bool(wording.OVERDUE.search(text)) == overdue


def test_what_is_on_now_besides_is_nothing_that_is_over(database: Database) -> None:
    understood = said(database, ("read event exists", "anything else on [when today] now"), now=at(4, 13))[0]
    assert told(understood, database) == ["answer lunch"]
