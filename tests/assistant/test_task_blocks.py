"""A task that stands in hours (DTSTART and DUE) is moved as one block, by words as by hand, and the preview says so."""

import importlib.util
from datetime import date, datetime
from pathlib import Path

import pytest

from assistant.plan import Plan
from assistant.preview import preview
from models import history
from models.changes import ChangeSet, RowChange
from models.database import Database
from models.queries import Queries
from models.rows import Task

SPEC = importlib.util.spec_from_file_location("test_resolution", Path(__file__).with_name("test_resolution.py"))
assert SPEC and SPEC.loader
SMALL = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(SMALL)
NOW, ZONE, at, database, said, task = (
    getattr(SMALL, name) for name in ("NOW", "ZONE", "at", "database", "said", "task")
)
BLOCK = task("draft", "Draft the letter", start=at(5, 15), due=at(5, 16))


def changed(database: Database, row: Task, frames: str, marked: str) -> Task:
    """The row as the sentence would leave it."""
    history.commit(database, ChangeSet((RowChange(None, row),), "planned"), NOW)
    (understood,) = said(database, (frames, marked))
    assert isinstance(understood.outcome, Plan), understood.outcome
    (effect,) = understood.outcome.effects
    assert isinstance(effect.after, Task)
    return effect.after


@pytest.mark.parametrize(
    ("marked", "start", "due"),
    [
        ("move [summary draft the letter] to [new_when saturday]", at(7, 15), at(7, 16)),
        ("move [summary draft the letter] to [new_when sunday] please", at(8, 15), at(8, 16)),
        ("move [summary draft the letter] [shift an hour later]", at(5, 16), at(5, 17)),
        ("push [summary draft the letter] back [shift a day]", at(6, 15), at(6, 16)),
        ("move [summary draft the letter] to [new_when saturday at 10]", at(7, 10), at(7, 11)),
        ("move [summary draft the letter] to [new_when 5pm]", at(5, 17), at(5, 18)),
        ("move [summary draft the letter] to [new_when saturday morning]", at(7, 9), at(7, 10)),
        ("[summary draft the letter] is due [new_when saturday at 5pm]", at(7, 16), at(7, 17)),
        ("do [summary draft the letter] [new_when by 5pm on saturday]", at(7, 16), at(7, 17)),
    ],
)
def test_what_stands_in_hours_moves_as_a_block(marked: str, start: datetime, due: datetime, database: Database) -> None:
    made = changed(database, BLOCK, "update task", marked)
    assert (made.start, made.due) == (start, due)


def test_a_repeating_block_stays_one(database: Database) -> None:
    weekly = task("draft", "Draft the letter", start=at(5, 15), due=at(5, 16), rrule="FREQ=WEEKLY;BYDAY=TH")
    made = changed(
        database, weekly, "update task", "move [quantity every] [summary draft the letter] to [new_when 5pm]"
    )
    assert (made.start, made.due) == (at(5, 17), at(5, 18))


@pytest.mark.parametrize(("day", "start"), [("9 march", date(2026, 3, 5)), ("4 march", date(2026, 3, 3))])
def test_a_day_to_begin_on_stays_unless_it_would_be_after_the_due(day: str, start: date, database: Database) -> None:
    report = task("draft", "Draft the letter", start=date(2026, 3, 5), due=date(2026, 3, 6))
    made = changed(database, report, "update task", f"move [summary draft the letter] to [new_when {day}]")
    assert made.start == start


def test_the_preview_says_the_hours_of_a_block(database: Database) -> None:
    history.commit(database, ChangeSet((RowChange(None, BLOCK),), "planned"), NOW)
    (understood,) = said(database, ("update task", "move [summary draft the letter] to [new_when saturday]"))
    assert isinstance(understood.outcome, Plan)
    (row,) = preview(understood.outcome, Queries(database, ZONE), NOW, ZONE).rows
    assert [(c.name, c.before, c.after) for c in row.changes] == [
        ("when", "Thu 5 Mar (tomorrow), 15:00–16:00", "Sat 7 Mar (in 3 days), 15:00–16:00")
    ]


@pytest.mark.parametrize(
    ("frames", "marked", "warnings"),
    [
        ("update event", "push everything [when thursday] back [shift an hour]", ["1 task stays: Draft the letter"]),
        ("delete event", "cancel everything on [when thursday]", ["1 task stays: Draft the letter"]),
        ("delete event", "cancel my [when thursday]", ["1 task stays: Draft the letter"]),
        ("delete event", "clear [when thursday morning]", []),
        ("delete event", "cancel my [summary meetings] on [when thursday]", []),
        ("delete event", "cancel everything on [when friday]", []),
    ],
)
def test_a_change_of_everything_says_which_tasks_it_leaves(
    frames: str, marked: str, warnings: list[str], database: Database
) -> None:
    history.commit(database, ChangeSet((RowChange(None, BLOCK),), "planned"), NOW)
    (understood,) = said(database, (frames, marked))
    told = getattr(understood.outcome, "warnings", ())
    assert [words for words in told if "stay" in words] == warnings
