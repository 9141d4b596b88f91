"""What is said: answers, questions back, warnings, over one small calendar. A Monday morning."""

import dataclasses
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import count
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from assistant.conversation import Conversation
from assistant.fake_tagger import FakeTagger, tagging_of
from assistant.phrasing import say_phrase
from assistant.pipeline import Assistant
from assistant.plan import Answer, Clarification, Outcome, Plan
from assistant.resolution.saying import people_of
from models import history
from models.changes import ChangeSet, RowChange
from models.database import Database, open_database
from models.queries import Queries
from models.rows import Attendee, Calendar, Event, Task

CORPUS = Path(__file__).parent.parent / "corpus/answers.txt"
ZONE = ZoneInfo("Europe/Oslo")
NOW = datetime(2026, 9, 7, 8, tzinfo=ZONE)
PIA, TOM = Attendee(name="Pia Lund"), Attendee(name="Tom Berg")


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 9, day, hour, minute, tzinfo=ZONE)


def event(uid: str, summary: str, start: datetime, minutes: int = 60, **more: object) -> Event:
    end = start + timedelta(minutes=minutes)
    return Event(id=uid, uid=uid, calendar_id="home", summary=summary, start=start, end=end, **more)  # type: ignore[arg-type]


ROWS = (
    Calendar(id="home", name="Home", kind="event", is_default=True),
    Calendar(id="todo", name="Chores", kind="task", is_default=True),
    event("sync", "Crew sync", at(7, 9, 30), 15, rrule="FREQ=WEEKLY;BYDAY=MO,WE,FR"),
    event("plan", "Budget planning", at(8, 10), 90, attendees=(PIA,), location="Room 4"),
    event("talk", "Site review", at(8, 13), attendees=(PIA, TOM)),
    event("call", "Supplier call", at(8, 15), 30),
    event("demo", "Boiler demo", at(9, 14), 45, location="Hall", description="bring the key"),
    event("check", "Roof review", at(10, 11), 60, attendees=(TOM,)),
    event("swim", "Swimming", at(7, 18), rrule="FREQ=WEEKLY;BYDAY=MO,TH", exdates=(at(14, 18),)),
    event("quiz", "Pub quiz", at(8, 20), 120),
    event("tea", "Tea at aunt's", at(20, 15)),
    event(
        "walk",
        "Hill walk",
        datetime(2026, 10, 3, 9, tzinfo=ZONE),
        300,
        description="coach 8:15 from the mill, bring boots and a map",
    ),
    event(
        "meal",
        "Barn supper",
        datetime(2026, 10, 2, 19, tzinfo=ZONE),
        description="serving: first Pia, then Tom",
        attendees=(PIA,),
    ),
    Event(
        id="fair", uid="fair", calendar_id="home", summary="Boat fair", start=date(2026, 9, 11), end=date(2026, 9, 13)
    ),
    Task(id="paint", uid="paint", calendar_id="todo", summary="Paint the fence", status="COMPLETED"),
    Task(
        id="bulbs", uid="bulbs", calendar_id="todo", summary="Order bulbs", due=date(2026, 9, 8), status="NEEDS-ACTION"
    ),
)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with open_database(tmp_path / "calendar.sqlite") as opened:
        initial = Queries(opened, ZONE).calendars()
        changes = (*(RowChange(c, None) for c in initial), *(RowChange(None, row) for row in ROWS))
        history.commit(opened, ChangeSet(changes, "fill"), NOW)
        yield opened


def outcome(database: Database, frames: str, marked: str, now: datetime = NOW) -> Outcome:
    fresh = (f"new-{n}" for n in count(1))
    assistant = Assistant(FakeTagger({marked: frames}), ZONE, lambda: next(fresh))
    text = tagging_of(frames, marked).text
    return assistant.understand(text, now, Queries(database, ZONE), Conversation()).outcome


def cases(section: str) -> list[tuple[str, str, tuple[str, ...]]]:
    """The sentences of a section of the corpus, each with its frames and what is said of it."""
    found: list[tuple[str, str, tuple[str, ...]]] = []
    table = CORPUS.read_text(encoding="utf-8").split(f"## {section}\n")[1].split("\n\n## ")[0]
    for line in table.strip().splitlines():
        if line.startswith("    "):
            frames, marked, said = found[-1]
            found[-1] = (frames, marked, (*said, line.strip()))
        else:
            frames, marked = line.split(" : ", 1)
            found.append((frames, marked, ()))
    return found


@pytest.mark.parametrize(("frames", "marked", "said"), cases("answers"))
def test_a_question_is_answered_in_these_words(
    frames: str, marked: str, said: tuple[str, ...], database: Database
) -> None:
    made = outcome(database, frames, marked)
    assert isinstance(made, Answer)
    assert (made.text,) == said


@pytest.mark.parametrize(("frames", "marked", "said"), cases("questions"))
def test_what_can_not_be_done_is_explained(frames: str, marked: str, said: tuple[str, ...], database: Database) -> None:
    made = outcome(database, frames, marked)
    assert isinstance(made, Clarification)
    assert (made.question.text,) == said


@pytest.mark.parametrize(("frames", "marked", "said"), cases("warnings"))
def test_a_plan_warns_of_these_things(frames: str, marked: str, said: tuple[str, ...], database: Database) -> None:
    made = outcome(database, frames, marked)
    assert isinstance(made, Plan), made
    assert made.warnings == said


@pytest.mark.parametrize(
    ("phrase", "said"),
    [
        ("2", "at 2"),
        ("3 pm on friday", "at 3 pm on Friday"),
        ("20th", "on the 20th"),
        ("the 20th", "on the 20th"),
        ("june", "in June"),
        ("may 2027", "in May 2027"),
        ("june 5", "on June 5"),
        ("friday afternoon", "on Friday afternoon"),
        ("evening", "in the evening"),
        ("noon", "at noon"),
        ("week", "this week"),
        ("in june", "in June"),
        ("the next 3 days", "the next 3 days"),
        ("tomorrow", "tomorrow"),
        ("marathon weekend", "marathon weekend"),
    ],
)
def test_time_words_get_their_preposition(phrase: str, said: str) -> None:
    assert say_phrase(phrase) == said


def test_what_is_left_is_not_what_was_asked_before(database: Database) -> None:
    turns = {"what's on [when today]": "read event what", "what's left [when today]": "read event what"}
    assistant = Assistant(FakeTagger(turns), ZONE, lambda: "new")
    noon, queries = NOW.replace(hour=12), Queries(database, ZONE)
    texts = [tagging_of(frames, marked).text for marked, frames in turns.items()]
    outcomes = [assistant.understand(text, noon, queries, Conversation()).outcome for text in texts]
    assert [len(o.items) for o in outcomes if isinstance(o, Answer)] == [2, 1]


def test_what_was_done_is_told_from_the_journal(database: Database) -> None:
    before = outcome(database, "delete event", "cancel the [summary boiler demo]")
    assert isinstance(before, Plan)
    later = NOW + timedelta(days=1)
    history.commit(database, before.change_set(), later)
    told = outcome(database, "read event what", "what have I deleted [when today]", later + timedelta(hours=2))
    assert isinstance(told, Answer)
    assert told.text == "Deleted: Boiler demo (Wed 9 Sep, 14:00–14:45)."
    last = outcome(database, "read event what", "what did I cancel", later + timedelta(days=3))
    assert isinstance(last, Answer)
    assert last.text == told.text


def test_who_was_not_met_is_not_known(database: Database) -> None:
    assert isinstance(outcome(database, "read event who", "who have I not met [when this month]"), Clarification)


@pytest.mark.parametrize(
    ("title", "people"),
    [
        ("Supper with Ivo and Mia", "Ivo and Mia"),
        ("1:1 Noor", "Noor"),
        ("Walk with the dog", ""),
        ("Meet the rest", ""),
    ],
)
def test_a_name_says_whom_it_is_with(title: str, people: str) -> None:
    assert people_of(event("new", title, at(8, 10))) == people


def test_what_is_called_off_is_told_as_that(database: Database) -> None:
    (demo,) = Queries(database, ZONE).rows(["demo"])
    off = dataclasses.replace(demo, status="CANCELLED")  # type: ignore[arg-type]
    history.commit(database, ChangeSet((RowChange(demo, off),), "called off"), NOW)
    held = outcome(database, "read event exists", "is the [summary boiler demo] still happening")
    assert isinstance(held, Answer)
    assert held.text == "No, “Boiler demo” is cancelled."
    again = outcome(database, "delete event", "cancel the [summary boiler demo]")
    assert isinstance(again, Clarification)
    assert again.question.text == "“Boiler demo” is cancelled."


@pytest.mark.parametrize(
    ("frames", "marked", "begins"),
    [
        ("read event exists", "is [attendee ida] off on [when wednesday]", "Yes: Ida off"),
        ("read event exists", "is [attendee ida] off on [when thursday]", "No: there is no Ida off"),
        ("read event exists", "is [attendee Ida] working on [when wednesday]", "No: Ida off"),
        ("read event exists", "is [attendee Ida] working on [when thursday]", "Yes, as far as I see"),
        ("read event how_long", "how long is [attendee Ida] away for", "Ida off takes"),
    ],
)
def test_whoever_is_off_is_not_called_off(database: Database, frames: str, marked: str, begins: str) -> None:
    off = event("off", "Ida off", at(9, 9), 60 * 8)
    history.commit(database, ChangeSet((RowChange(None, off),), "off"), NOW)
    said = outcome(database, frames, marked)
    assert isinstance(said, Answer)
    assert said.text.startswith(begins), said.text


def test_a_part_of_today_that_is_over_is_next_week_s(database: Database) -> None:
    evening = NOW.replace(hour=21)
    coming = outcome(database, "read event exists", "is there a [summary sync] [when on monday morning]", evening)
    gone = outcome(database, "read event what", "what did I have [when on monday morning]", evening)
    assert isinstance(coming, Answer) and isinstance(gone, Answer)
    assert (coming.text, gone.text) == (
        "Yes: Crew sync, Mon 14 Sep (in 7 days), 9:30–9:45.",
        "Crew sync, Mon 7 Sep (today), 9:30–9:45.",
    )


def test_the_next_empty_day_is_sought_beyond_a_full_week(database: Database) -> None:
    trip = Event(
        id="trip", uid="trip", calendar_id="home", summary="Trip", start=date(2026, 9, 8), end=date(2026, 9, 21)
    )
    history.commit(database, ChangeSet((RowChange(None, trip),), "trip"), NOW)
    said = outcome(database, "read event free", "when's my [quantity next] day with nothing on it")
    assert isinstance(said, Answer)
    assert said.text.startswith("Tue 22 Sep")


def test_those_of_a_note_that_was_read_out_are_what_it_names(database: Database) -> None:
    turns = {
        "what are the notes on the [summary demo]": "read event what",
        "put [summary key] on [list chores]": "create task",
    }
    fresh = (f"new-{n}" for n in count(1))
    assistant = Assistant(FakeTagger(turns), ZONE, lambda: next(fresh))
    queries = Queries(database, ZONE)
    told = assistant.understand("what are the notes on the demo", NOW, queries, Conversation())
    made = assistant.understand("put those on chores", NOW, queries, told.conversation).outcome
    assert isinstance(made, Plan)
    assert [effect.row.summary for effect in made.effects if isinstance(effect.row, Task)] == ["Key"]
