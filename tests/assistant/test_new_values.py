"""What is new: quoted names are whole, what is taken away leaves the rest, a choice says its time once."""

from datetime import datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

import pytest

from assistant.conversation import Conversation
from assistant.fake_tagger import FakeTagger, tagging_of
from assistant.pipeline import Assistant
from assistant.plan import Outcome, Plan
from assistant.resolution.alteration import without_fields
from models.database import open_database
from models.queries import Queries
from models.rows import Alarm, Event, Task

ZONE = ZoneInfo("America/New_York")
NOW = datetime(2026, 3, 4, 9, tzinfo=ZONE)


def meant(frames: str, marked: str) -> Outcome:
    """What a marked sentence leads to in a new file."""
    fresh = count(1)
    assistant = Assistant(FakeTagger({marked: frames}), ZONE, lambda: f"new-{next(fresh)}")
    with open_database(None) as database:
        queries = Queries(database, ZONE)
        return assistant.understand(tagging_of(frames, marked).text, NOW, queries, Conversation()).outcome


def added(frames: str, marked: str) -> list[str]:
    """The names of what it makes."""
    outcome = meant(frames, marked)
    assert isinstance(outcome, Plan)
    return [effect.row.summary for effect in outcome.effects if isinstance(effect.row, Task)]


def test_a_quoted_name_keeps_its_last_word() -> None:
    assert added("create task", 'add "[summary fish and]" to my tasks') == ["Fish and"]
    assert added("create task", "add [summary fish and] to my tasks") == ["Fish"]


def test_without_a_due_date_an_alarm_at_a_moment_stays() -> None:
    counted, at = Alarm(trigger=timedelta(minutes=-10)), Alarm(trigger=NOW)
    row = Task(id="a", uid="a", calendar_id="t", summary="Pay rent", due=NOW, alarms=(counted, at))
    assert without_fields(row, ("due",)).alarms == (at,)


def test_the_earlier_hour_of_an_alarm_is_said_once() -> None:
    outcome = meant("create task", "set an alarm at [when 4:30 tomorrow]")
    assert isinstance(outcome, Plan) and outcome.question is not None
    assert [choice.text for choice in outcome.question.choices] == ["set an alarm at 4:30 am tomorrow"]


@pytest.mark.parametrize(
    ("marked", "note"),
    [
        ("[summary dinner] [when saturday 8pm], take [description wine]", "take wine"),
        ("[summary vet] [when friday at 10am] and bring the [description card]", "bring the card"),
        ("[summary vet] [when friday at 10am], note: [description bring the card]", "bring the card"),
        ("[summary vet] [when friday at 10am] and in the notes put [description the card]", "the card"),
        ("[summary ladies' night] [when 7.15 for] [when 7.45 friday]", "7.15 for 7.45"),
        ("[summary gala] [when friday at 7pm], dress code: [description black tie]", "dress code: black tie"),
        (
            "[summary scan] [when friday at 10am]. We must leave at [when half past eight].",
            "We must leave at half past eight",
        ),
        ("[summary vet] [when friday at 10am]. Bring the letter.", "Bring the letter"),
        ("[summary the second instalment] [when 14 june], £2,000", "£2,000"),
        ("[summary vet] [when friday at 10am], I'll have to set off [when by 9]", "I'll have to set off by 9"),
        ("[summary vet] [when friday at 10am]. She must see Otto.", None),
    ],
)
def test_a_note_keeps_its_verb(marked: str, note: str) -> None:
    outcome = meant("create event", marked)
    assert isinstance(outcome, Plan)
    assert [effect.row.description for effect in outcome.effects if isinstance(effect.row, Event)] == [note]
