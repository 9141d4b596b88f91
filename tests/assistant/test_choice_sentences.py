"""Each choice of a question says in a sentence what it does: typed anew, that sentence leads to the same."""

import importlib.util
import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from app.student import load_tagger
from assistant.contract import outcome_json
from assistant.conversation import Conversation
from assistant.pipeline import Assistant
from assistant.plan import Answer, Choice, Clarification, Outcome, Plan
from assistant.tagging import Tagger
from models import history
from models.changes import ChangeSet, RowChange
from models.database import Database, open_database
from models.queries import Queries

SPEC = importlib.util.spec_from_file_location("test_resolution", Path(__file__).with_name("test_resolution.py"))
assert SPEC and SPEC.loader
SMALL = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(SMALL)

#: Sentences with a question: hours of either half of the day, however they are written, series, several of a name.
SENTENCES = (
    "piano lesson tuesday at 8.30",
    "plumber thursday 9.45",
    "choir outing on the 14th at half 8",
    "swimming on friday at quarter to nine",
    "car wash on saturday at ten past 10",
    "italian class every wednesday at 7.30 until june",
    "gym mondays and thursdays at 8.15",
    "revision tomorrow 7 to 9",
    "badminton saturday 9-11",
    "quiz every tuesday 8 to 10",
    "New Year's Day swim at 10",
    "remind me to ring the garage at 10.15 tomorrow",
    "alarm for 5:45 tomorrow",
    "alarm 6 every weekday",
    "move the vet to 9.20",
    "cancel lunch with Mira. And put shopping on saturday at 11.",
    "meeting with Ben tomorrow at 9.15 in Room 4",
    "dentist next friday at 8pm",
    "cancel pilates",
    "move pilates to 7pm",
    "move pilates to saturday",
    "push pilates back an hour",
    "remind me 5 minutes before pilates",
    "cancel the vet and pilates",
    "delete the review",
)
#: Turns of which the last leads to a question.
CONVERSATIONS = (
    ("add a call with Ana", "friday at 10.30"),
    ("add zumba on saturday at 10", "at the park"),
    ("piano lesson tuesday at 8.30", "every tuesday until june"),
)


@pytest.fixture(scope="module")
def student() -> Tagger:
    return load_tagger()


@pytest.fixture(scope="module")
def database() -> Iterator[Database]:
    with open_database(None) as opened:
        initial = Queries(opened, SMALL.ZONE).calendars()
        changes = (*(RowChange(c, None) for c in initial), *(RowChange(None, row) for row in SMALL.ROWS))
        history.commit(opened, ChangeSet(changes, "fill"), SMALL.NOW)
        yield opened


def told(outcome: Outcome, database: Database) -> str:
    """What an outcome changes or asks, whatever the names of its new rows."""
    if not isinstance(outcome, Plan | Answer | Clarification):
        return type(outcome).__name__
    calendars = {c.id: c for c in Queries(database, SMALL.ZONE).calendars()}
    json = outcome_json("", outcome, calendars)
    return re.sub(r"new-\d+", "new", repr([json[k] for k in ("created", "deleted", "updated")]))


def asked(outcome: Outcome) -> tuple[Choice, ...]:
    """The choices of its question."""
    question = outcome.question if isinstance(outcome, Plan | Clarification) else None
    return question.choices if question is not None else ()


@pytest.mark.parametrize("turns", [*((sentence,) for sentence in SENTENCES), *CONVERSATIONS], ids=" / ".join)
def test_a_choice_typed_anew_does_what_it_says(turns: tuple[str, ...], student: Tagger, database: Database) -> None:
    fresh, queries = count(1), Queries(database, SMALL.ZONE)
    assistant, conversation = Assistant(student, SMALL.ZONE, lambda: f"new-{next(fresh)}"), Conversation()
    for turn in turns:
        understood = assistant.understand(turn, SMALL.NOW, queries, conversation)
        conversation = understood.conversation
    choices = asked(understood.outcome)
    assert choices
    for choice in choices:
        picked = assistant.resolved(choice.commands, choice.text, SMALL.NOW, queries, conversation, understood.tagging)
        for table in (conversation, Conversation()) if len(turns) == 1 else (conversation,):
            typed = assistant.understand(choice.text, SMALL.NOW, queries, table)
            assert told(typed.outcome, database) == told(picked.outcome, database), choice.text
