"""A place that is told with "'s" is read as if "is" had been said."""

from datetime import datetime
from zoneinfo import ZoneInfo

from assistant.fake_tagger import FakeTagger
from assistant.marks.held_at import tagged_there
from assistant.resolution.name_index import Indexes
from models import history
from models.changes import ChangeSet, RowChange
from models.database import open_database
from models.queries import Queries
from models.rows import Event

ZONE = ZoneInfo("America/New_York")
NOW = datetime(2026, 3, 4, 9, tzinfo=ZONE)
TAGGER = FakeTagger(
    {
        "the [summary regatta] is at [location the lake] on [when sunday]": "create event",
        "[summary regatta] is at [when 5 on sunday]": "update event",
        "[attendee Nils] is at [location the lake] on [when sunday]": "create event",
    }
)


def test_the_marks_are_those_of_the_plain_sentence() -> None:
    with open_database(None) as database:
        home = Queries(database, ZONE).default_calendar("event").id
        start = datetime(2026, 3, 8, 12, tzinfo=ZONE)
        row = Event(id="a", calendar_id=home, uid="a", summary="Regatta", start=start, end=start.replace(hour=14))
        history.commit(database, ChangeSet((RowChange(None, row),), "fill"), NOW)
        events = Indexes().named("event", Queries(database, ZONE))
        tagging = tagged_there("the regatta's at the lake on sunday", TAGGER, events)
        for other in ("regatta's at 5 on sunday", "Nils's at the lake on sunday"):
            assert tagged_there(other, TAGGER, events).commands[0].operation == "none"
    command = tagging.commands[0]
    assert [(s.name, s.text) for s in command.slots] == [
        ("summary", "regatta"), ("location", "the lake"), ("when", "sunday"),
    ]  # fmt: skip
    assert all(tagging.text[s.start : s.end] == s.text for s in command.slots)
