"""The other half of the day and the other clock that an hour may mean, said in the words in which the hour was said."""

from datetime import datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

import pytest

from assistant.conversation import Conversation
from assistant.fake_tagger import FakeTagger, tagging_of
from assistant.phrasing import say_when
from assistant.pipeline import Assistant
from assistant.plan import Plan
from assistant.resolution.halves import clock_in
from models import history
from models.changes import ChangeSet, RowChange
from models.database import open_database
from models.queries import Queries
from models.rows import Attendee, Event

ZONE, LONDON = ZoneInfo("America/New_York"), ZoneInfo("Europe/London")
NOW = datetime(2026, 3, 2, 9, tzinfo=ZONE)


def event(uid: str, summary: str, start: datetime, *people: str) -> Event:
    attendees = tuple(Attendee(name=name) for name in people)
    hour = timedelta(hours=1)
    return Event(id=uid, uid=uid, calendar_id="", summary=summary, start=start, end=start + hour, attendees=attendees)


ROWS = (
    event("dinner", "Supper with Fay", datetime(2026, 3, 4, 19, 30, tzinfo=LONDON), "Fay Ames"),
    event("club", "Book club", datetime(2026, 3, 5, 14, tzinfo=ZONE), "Ida Roy", "Lou"),
    event("visit", "Site visit", datetime(2026, 3, 6, 15, tzinfo=ZONE), "Ida Roy"),
)


def planned(frames: str, marked: str) -> Plan:
    """The plan that a marked sentence leads to."""
    fresh = count(1)
    assistant = Assistant(FakeTagger({marked: frames}), ZONE, lambda: f"new-{next(fresh)}")
    with open_database(None) as database:
        home = Queries(database, ZONE).default_calendar("event").id
        rows = (Event(**{**{f: getattr(r, f) for f in r.__dataclass_fields__}, "calendar_id": home}) for r in ROWS)
        history.commit(database, ChangeSet(tuple(RowChange(None, row) for row in rows), "fill"), NOW)
        text = tagging_of(frames, marked).text
        outcome = assistant.understand(text, NOW, Queries(database, ZONE), Conversation()).outcome
    assert isinstance(outcome, Plan)
    return outcome


@pytest.mark.parametrize(
    ("phrase", "hour", "minute", "words"),
    [
        ("tuesday 8.30", 8, 30, "8.30"),
        ("monday at half 8", 8, 30, "half 8"),
        ("quarter to nine on friday", 8, 45, "quarter to nine"),
        ("the 9th at 9", 9, 0, "9"),
        ("around 8ish", 8, 0, "8ish"),
        ("9 o'clock", 9, 0, "9 o'clock"),
        ("the 9th", 9, 0, None),
    ],
)
def test_the_hour_of_a_phrase_is_found_in_its_words(phrase: str, hour: int, minute: int, words: str | None) -> None:
    found = clock_in(phrase, [datetime(2026, 3, 3, hour, minute)], f"{hour}:{minute:02d} pm")
    assert (phrase[slice(*found)] if found else None) == words


@pytest.mark.parametrize(
    ("frames", "marked", "asked", "sentence"),
    [
        ("create event", "[summary yoga] [when monday 8.30]", "In the morning? Or at 8:30 pm?", "yoga monday 8:30 pm"),
        ("create event", "[summary yoga] [when monday 8-10]", "In the morning? Or from 8 pm to 10 pm?", "yoga monday 8 pm to 10 pm"),
        ("create event", "[summary job] [when monday 9-5]", None, None),
        ("create event", "[summary brunch] [when sunday at 11]", None, None),
        ("create event", "[summary choir] [recurrence every friday at 7.15]", "In the morning? Or at 7:15 pm?", "choir every friday at 7:15 pm"),
        ("create task", "set an alarm for [when 5 tomorrow]", "In the afternoon? Or at 5 am?", "set an alarm for 5 am tomorrow"),
        (
            "create task",
            "set alarms for [when 5 and 5.20 tomorrow]",
            "In the afternoon? Or at 5 am and 5:20 am?",
            "set alarms for 5 am and 5:20 am tomorrow",
        ),
        (
            "update event",
            "move [summary supper with Fay] to [new_when 5]",
            "By your own clock? Or by that of London?",
            "move supper with Fay to 5 London time",
        ),
        ("update event", "move the [summary book club] to [new_when 7]", None, None),
    ],
)  # fmt: skip
def test_the_other_reading_is_offered_in_a_sentence(
    frames: str, marked: str, asked: str | None, sentence: str | None
) -> None:
    question = planned(frames, marked).question
    assert (question.text if question else None) == asked
    assert [choice.text for choice in question.choices] == [sentence] if question else sentence is None


def test_what_goes_by_another_clock_is_said_in_both() -> None:
    assert say_when(ROWS[0], NOW, ZONE) == "Wed 4 Mar (in 2 days), 14:30–15:30 (19:30 in London)"
    assert say_when(ROWS[0], NOW, ZoneInfo("Europe/Lisbon")).endswith("19:30–20:30")


def test_all_who_are_invited_are_one_warning() -> None:
    plan = planned("delete event", "cancel the [summary book club] and the [summary site visit]")
    assert plan.warnings == ("people: 2 invited (Ida Roy, Lou)",)
