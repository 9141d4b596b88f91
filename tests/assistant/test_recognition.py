"""What the calendar holds settles a sentence that the student takes for nothing it knows."""

import dataclasses
from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from assistant.fake_tagger import tagging_of
from assistant.marks.recognition import hold_together, recognize, with_plain_order
from assistant.marks.whole_names import with_whole_names
from assistant.resolution.name_index import Indexes
from assistant.tagging import TaggedCommand, Tagging
from models import history
from models.changes import ChangeSet, RowChange
from models.database import open_database
from models.queries import Queries
from models.rows import Attendee, Event

ZONE = ZoneInfo("America/New_York")
NOW = datetime(2026, 3, 4, 9, tzinfo=ZONE)
NOTHING = TaggedCommand("none", None, None, 0.9, (), 0, 0)


@pytest.fixture
def queries() -> Iterator[Queries]:
    """A calendar with one flight in it, a row with Nina and Ola, and a chat with Ola."""
    with open_database(None) as database:
        home = Queries(database, ZONE).default_calendar("event").id
        start = datetime(2026, 3, 9, 7, tzinfo=ZONE)
        row = Event(
            id="a", calendar_id=home, uid="a", summary="Flight to Lisbon", start=start, end=start.replace(hour=14)
        )
        rowing, chat = (
            dataclasses.replace(
                row, id=title, uid=title, summary=title, attendees=tuple(Attendee(name=name) for name in names)
            )
            for title, names in (("Rowing", ("Nina", "Ola")), ("Chat", ("Ola",)))
        )
        history.commit(database, ChangeSet(tuple(RowChange(None, each) for each in (row, rowing, chat)), "fill"), NOW)
        yield Queries(database, ZONE)


def reading(text: str, operation: str, chance: float) -> Tagging:
    """Nothing, with another reading that is so likely."""
    asks = "how_long" if operation == "read" else None
    other = TaggedCommand(operation, "event", asks, chance, (), 0, len(text))
    return Tagging(text, (NOTHING,), other)


@pytest.mark.parametrize(
    ("text", "operation", "chance", "expected"),
    [
        ("how long is the flight to Lisbon", "read", 0.04, "flight to Lisbon"),
        ("how long is the flight to Porto", "read", 0.04, None),
        ("how long is the flight to Lisbon", "read", 0.004, None),
        ("cancel the Flight to Lisbon", "delete", 0.2, "Flight to Lisbon"),
        ("cancel the flight to Lisbon", "delete", 0.05, None),
        ("book a flight to Lisbon", "create", 0.4, None),
        ("the flight to Lisbons", "read", 0.4, None),
    ],
)
def test_a_name_in_the_calendar_is_evidence(
    queries: Queries, text: str, operation: str, chance: float, expected: str | None
) -> None:
    found = recognize(reading(text, operation, chance), queries, Indexes()).commands[0]
    assert (found.slots[0].text if found.slots else None) == expected
    assert found.operation == (operation if expected else "none")


@pytest.mark.parametrize(
    ("text", "operation", "slots"),
    [
        ("stop the flight to Lisbon from April", "delete", ["flight to Lisbon", "from April"]),
        ("postpone flight to lisbon by two days", "update", ["flight to lisbon", "two days"]),
        ("please postpone the flight to Lisbon until Thursday.", "update", ["flight to Lisbon", "Thursday"]),
        ("drop the flight to Lisbon", "delete", ["flight to Lisbon"]),
        ("drop the flight on monday", "none", []),
        ("postpone the flight to Lisbon", "none", []),
        ("stop the flight to Lisbon from sinking", "none", []),
        ("cancel the flight to Lisbon insurance", "none", []),
        ("cancel the flight to Lisbon, we drive instead", "delete", ["flight to Lisbon"]),
        ("no flight to Lisbon on Monday it's a holiday", "delete", ["flight to Lisbon", "on Monday"]),
        ("cancel the flight to Lisbon, we delete the rest", "none", []),
        ("cancel the flight to Porto", "none", []),
        ("cancel the flight", "delete", ["flight"]),
        ("move my flight to Friday", "update", ["flight", "Friday"]),
        ("cancel the subscription", "none", []),
        ("when is the flight to Lisbon?", "read", ["flight to Lisbon"]),
        ("when's flight to Lisbon", "read", ["flight to Lisbon"]),
        ("when is the flight", "none", []),
        ("when is the world cup", "none", []),
        ("give me the address of the flight", "read", ["flight"]),
        ("what's the flight to lisbons address", "read", ["flight to lisbons"]),
        ("what's the email address of the flight", "none", []),
        ("what's the address of the palace", "none", []),
        ("where does Nina live", "none", []),
        ("where does Ola live", "read", ["Ola"]),
    ],
)
def test_a_sentence_of_verb_name_and_time_explains_itself(
    queries: Queries, text: str, operation: str, slots: list[str]
) -> None:
    found = with_plain_order(Tagging(text, (NOTHING,)), queries, Indexes()).commands[0]
    assert (found.operation, [slot.text for slot in found.slots]) == (operation, slots)


@pytest.mark.parametrize(
    ("frames", "marked", "slots"),
    [
        ("create task", "[list renovation] - [summary 2nd floor bath]", [("summary", "renovation - 2nd floor bath")]),
        (
            "create event",
            "[summary carpet fitting] – [location 4th floor] [when friday]",
            [("summary", "carpet fitting – 4th floor"), ("when", "friday")],
        ),
        ("create task", "[list tasks] - [summary milk]", [("list", "tasks"), ("summary", "milk")]),
        ("create event", "[summary lunch] - [when friday]", [("summary", "lunch"), ("when", "friday")]),
        ("create event", "[summary lunch]-[location Rome]", [("summary", "lunch"), ("location", "Rome")]),
        ("delete event", "[summary lunch] - [location Rome]", [("summary", "lunch"), ("location", "Rome")]),
    ],
)
def test_dashes_hold_titles_together(queries: Queries, frames: str, marked: str, slots: list[tuple[str, str]]) -> None:
    (command,) = hold_together(tagging_of(frames, marked), queries).commands
    assert [(s.name, s.text) for s in command.slots] == slots


@pytest.mark.parametrize(
    ("frames", "marked", "name"),
    [
        ("update event", "move my [summary flight] to Lisbon to [new_when friday]", "flight to Lisbon"),
        ("read event when", "when is the [summary flight] to Porto", "flight"),
        ("delete event", "drop the [summary flight to Lisbon] please", "flight to Lisbon"),
        ("update event", "move the [summary flight] to [new_location Lisbon]", "flight"),
        ("create event", "[summary flight] to Lisbon [when friday]", "flight"),
    ],
)
def test_a_name_is_as_long_as_what_is_called_so(queries: Queries, frames: str, marked: str, name: str) -> None:
    (command,) = with_whole_names(tagging_of(frames, marked), queries, Indexes()).commands
    assert next(s.text for s in command.slots if s.name == "summary") == name
