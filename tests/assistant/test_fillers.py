"""Words that fill up a name are forgiven where nothing is called so, in whatever is wanted of it, and never go from what is new."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from app.cli.sessions import Turn, take_turn
from assistant.conversation import Conversation
from assistant.fake_tagger import FakeTagger
from assistant.fillers import without_fillers
from assistant.pipeline import Assistant
from assistant.resolution.name_index import NameIndex
from models import history
from models.changes import ChangeSet, RowChange
from models.database import open_database
from models.queries import Name, Queries
from models.rows import Calendar, Event

ZONE = ZoneInfo("Europe/London")
NOW = datetime(2026, 3, 4, 10, tzinfo=ZONE)
TITLES = (
    "Boiler service",
    "Private party Acme",
    "Supplier meeting Green Farm",
    "Old man of Hoy",
    "Consult with the Nakamuras",
)
INDEX = NameIndex().following([Name(s, s, s, None, (), "home", False, None) for s in TITLES])


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("boiler guy cancelled", ["boiler cancelled", "boiler thing cancelled"]),
        ("when is the boiler lady coming", ["when is the boiler coming", "when is the boiler thing coming"]),
        ("when does the acme do finish", ["when does the acme finish", "when does the acme thing finish"]),
        ("move the meeting with the green farm people to 4", ["move the meeting with the green farm to 4", "move the meeting with the green farm thing to 4"]),
        ("push the nakamura folks an hour", ["push the nakamura an hour", "push the nakamura thing an hour"]),
        ("acme's bash is off", ["acme's is off", "acme's thing is off"]),
        ("acme drop off is 8 now", ["acme is 8 now", "acme thing is 8 now"]),
        ("move the boiler pick-up to 4", ["move the boiler to 4", "move the boiler thing to 4"]),
        ("kids drop off is 8 now", []),
        # nothing is called so without it, or something is with it, or it is another word
        ("window guy cancelled", []),
        ("cancel the old man", []),
        ("what do i do on friday", []),
        ("boiler business", []),
        ("cancel acme's thing", []),  # that word is none that has to be found
        ("the people", []),
        ("the new guy cancelled", []),
    ],
)  # fmt: skip
def test_without_fillers(said: str, read: list[str]) -> None:
    assert list(without_fillers(said, (INDEX,))) == read


TURNS = {
    "[summary boiler guy] cancelled bin it": "delete event",
    "[summary boiler] cancelled bin it": "delete event",
    "when is the [summary boiler guy] coming": "read event when",
    "when is the [summary boiler] coming": "read event when",
    "is the boiler crew still on": "none",
    "is the [summary boiler] still on": "read event exists",
    "lunch with the [attendee boiler guy]": "create event",
    "when is the [summary window guy] coming": "read event when",
}


@pytest.mark.parametrize(
    ("said", "status", "text"),
    [
        ("boiler guy cancelled bin it", "plan", ""),
        ("when is the boiler guy coming", "answer", "Boiler service"),
        ("is the boiler crew still on", "answer", "Boiler service"),
        ("lunch with the boiler guy", "clarification", "When"),
        ("when is the window guy coming", "clarification", "window guy"),
    ],
)
def test_a_filler_is_forgiven_in_whatever_is_wanted(said: str, status: str, text: str) -> None:
    home = Calendar(id="home", name="Home", kind="event", is_default=True)
    start = datetime(2026, 3, 6, 9, tzinfo=ZONE)
    boiler = Event(
        id="boiler",
        calendar_id="home",
        uid="boiler",
        summary="Boiler service",
        start=start,
        end=start + timedelta(hours=1),
    )
    assistant = Assistant(FakeTagger(TURNS), ZONE, lambda: "new")
    with open_database(None) as database:
        history.commit(database, ChangeSet((RowChange(None, home), RowChange(None, boiler)), "fill"), NOW)
        reply = take_turn(Turn(said, NOW), Conversation(), assistant, database, Queries(database, ZONE))
    told = (reply.json["answer"] or reply.json["question"] or {}).get("text", "")
    assert (reply.json["status"], text in told) == (status, True), reply.json
