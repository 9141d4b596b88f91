"""Titles that look like times, numbers or commands are kept whole, when they are given and when they are sought."""

import importlib.util
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from app.student import load_tagger
from assistant.conversation import Conversation
from assistant.fake_tagger import FakeTagger, tagging_of
from assistant.pipeline import Assistant
from assistant.plan import Plan
from assistant.tagging import Tagger
from models import history
from models.changes import ChangeSet, RowChange
from models.database import Database, open_database
from models.queries import Queries
from models.rows import Calendar, Event, Task

SPEC = importlib.util.spec_from_file_location("test_resolution", Path(__file__).with_name("test_resolution.py"))
assert SPEC and SPEC.loader
SMALL = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(SMALL)

NUMBERS = count(1)
#: (frames, sentence, title, when it is).
TITLES = (
    ("create task", "add [summary The 5th Wave] to my [list reading] list", "The 5th Wave", None),
    ("create task", "[summary check money]", "Check money", None),
    ("create task", "[summary renovation - 2nd floor bath]", "Renovation - 2nd floor bath", None),
    ("create task", "[summary call Mark about the May budget]", "Call Mark about the May budget", None),
    ("create event", '"[summary Prepare Friday demo]" [when tomorrow]', "Prepare Friday demo", "2026-03-05"),
    ("create task", "[summary read The 9/11 Report]", "Read The 9/11 Report", None),
    ("create event", "[summary Julian's recital] on the [when 4th]", "Julian's recital", "2026-03-04"),
    (
        "create event",
        "[summary 24 Hours at Noon] [when friday] at [when 8pm]",
        "24 Hours at Noon",
        "2026-03-06T20:00:00-05:00",
    ),
    ("create task", "add [summary cancel the gym] to my [list errands]", "Cancel the gym", None),
)
#: Those that the bundled student keeps whole: all but one.
TAGGED = tuple(case for case in TITLES if case[2] != "24 Hours at Noon")


@pytest.fixture
def database() -> Iterator[Database]:
    with open_database(None) as opened:
        rows = (row for row in SMALL.ROWS if isinstance(row, Calendar))
        history.commit(opened, ChangeSet(tuple(RowChange(None, row) for row in rows), "fill"), SMALL.NOW)
        yield opened


@pytest.fixture(scope="module")
def student() -> Tagger:
    return load_tagger()


def planned(tagger: Tagger, text: str, database: Database) -> Plan:
    assistant = Assistant(tagger, SMALL.ZONE, lambda: f"new-{next(NUMBERS)}")
    outcome = assistant.understand(text, SMALL.NOW, Queries(database, SMALL.ZONE), Conversation()).outcome
    assert isinstance(outcome, Plan), outcome
    return outcome


def made(plan: Plan) -> list[tuple[str, str | None]]:
    """Title and time of the things that a plan makes."""
    rows = [effect.after for effect in plan.effects if isinstance(effect.after, Event | Task)]
    times = [row.start if isinstance(row, Event) else row.due for row in rows]
    return [(row.summary, time.isoformat() if time else None) for row, time in zip(rows, times, strict=True)]


@pytest.mark.parametrize(("frames", "marked", "title", "when"), TITLES, ids=[case[2] for case in TITLES])
def test_a_title_is_kept_whole(frames: str, marked: str, title: str, when: str | None, database: Database) -> None:
    plan = planned(FakeTagger({marked: frames}), tagging_of(frames, marked).text, database)
    assert made(plan) == [(title, when)]


@pytest.mark.parametrize(("frames", "marked", "title", "when"), TAGGED, ids=[case[2] for case in TAGGED])
def test_the_student_keeps_a_title_whole(
    frames: str, marked: str, title: str, when: str | None, student: Tagger, database: Database
) -> None:
    assert made(planned(student, tagging_of(frames, marked).text, database)) == [(title, when)]


@pytest.mark.parametrize(("frames", "marked", "title", "when"), TITLES, ids=[case[2] for case in TITLES])
def test_a_title_finds_its_thing(frames: str, marked: str, title: str, when: str | None, database: Database) -> None:
    for also, sentence, _, _ in TITLES:
        plan = planned(FakeTagger({sentence: also}), tagging_of(also, sentence).text, database)
        history.commit(database, plan.change_set(), SMALL.NOW)
    sought = f"rename [summary {title}] to [new_summary Something else]"
    plan = planned(FakeTagger({sought: frames.replace("create", "update")}), tagging_of("none", sought).text, database)
    assert [(e.before.summary, e.after.summary) for e in plan.effects if e.before and e.after] == [
        (title, "Something else")
    ]  # type: ignore[union-attr]
