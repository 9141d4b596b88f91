"""Random calendars, changed by sentences and by hand: plan → commit → undo leaves everything as it was, and only what was named changes.

``PLAINDAY_PLANS=300 pytest tests/assistant/test_plan_properties.py`` runs more of them.
"""

import dataclasses
import os
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from assistant import gestures
from assistant.commands import Scope
from assistant.conversation import Conversation
from assistant.fake_tagger import FakeTagger, tagging_of
from assistant.pipeline import Assistant
from assistant.plan import Answer, Plan
from assistant.preview import preview
from models import history
from models.changes import ChangeSet, RowChange
from models.database import Database, open_database
from models.ics import read_calendar, write_calendar
from models.queries import Queries
from models.rows import Alarm, Attendee, Calendar, Event, Row, Task, When
from models.timeline import at_position, position

MANY = int(os.environ.get("PLAINDAY_PLANS", "25"))
PROFILE = settings(max_examples=MANY, deadline=None, suppress_health_check=list(HealthCheck))
ZONES = ("America/New_York", "Europe/London", "America/Santiago", "Australia/Lord_Howe", "Africa/Cairo")
#: The days around which the clocks of these zones change; now is a few days before one of them.
TURNS = (date(2026, 3, 8), date(2026, 3, 29), date(2026, 4, 5), date(2026, 4, 24), date(2026, 11, 1))
NAMES = ("Choir", "Budget review", "Standup", "Lunch with Mira", "Dentist", "Book club")
TASKS = ("Water the ferns", "Pay the rent", "Call the plumber")
RULES = (
    "FREQ=DAILY",
    "FREQ=DAILY;INTERVAL=2;COUNT=9",
    "FREQ=WEEKLY",
    "FREQ=WEEKLY;BYDAY=MO,WE,FR",
    "FREQ=MONTHLY",
    "FREQ=MONTHLY;BYDAY=-1FR",
)
CALENDARS = (
    Calendar(id="home", name="Home", kind="event"),
    Calendar(id="office", name="Office", kind="event"),
    Calendar(id="errands", name="Errands", kind="task"),
)
#: Bookkeeping that goes with a change, and what a series needs to follow a new time.
KEPT_COUNT = {"sequence"}
TIMES = {"start", "end", "rrule", "exdates", "rdates", "recurrence_id"}
#: What is its own of a row that was made for an occurrence or for the rest of a series.
MADE = {"id", "uid", "start", "end", "due", "rrule", "rdates", "exdates", "recurrence_id", "related_to"}

#: (frames, sentence, the fields that it names). {name} is one of the calendar's.
UPDATES = (
    ("update event", "move [summary {name}] to [new_when friday]", TIMES),
    ("update event", "move [summary {name}] to [new_when 3pm]", TIMES),
    ("update event", "move [quantity next] [summary {name}] to [new_when tomorrow at 9:30am]", TIMES),
    ("update event", "push [when tomorrow]'s [summary {name}] back [shift 45 minutes]", TIMES),
    ("update event", "move the whole [summary {name}] series [shift an hour earlier]", TIMES),
    ("update event", "from now on [summary {name}] is at [new_when 11am]", TIMES),
    ("update event", "make [quantity next] [summary {name}] [shift half an hour longer]", {"end"}),
    ("update event", "rename the [summary {name}] series to [new_summary Something else]", {"summary"}),
    ("update event", "[quantity all] [summary {name}] is at [new_location the barn]", {"location"}),
    ("update event", "from now on [summary {name}] is at [new_location the barn]", {"location"}),
    ("update event", "invite [new_attendee Zoe Park] to [quantity next] [summary {name}]", {"attendees"}),
    ("update event", "uninvite [removed_attendee Mira] from [quantity next] [summary {name}]", {"attendees"}),
    ("update event", "remind me [new_alarm an hour before] every [summary {name}]", {"alarms"}),
    ("update event", "put the note [new_description bring cake] on [quantity next] [summary {name}]", {"description"}),
    ("update event", "move [quantity all] [summary {name}] to my [new_list office] calendar", {"calendar_id"}),
    ("update event", "make [summary {name}] [new_recurrence every two weeks]", TIMES),
    ("update event", "push [quantity everything] [when tomorrow] back [shift 2 hours]", TIMES),
    ("update task", "make [summary {task}] [new_priority urgent]", {"priority"}),
    ("update task", "move [summary {task}] to [new_when monday]", {"due", "start", "alarms", "rrule"}),
    ("complete task", "tick off [summary {task}]", {"status", "completed", "percent"}),
)
OTHERS = (
    ("delete event", "cancel [summary {name}] [when tomorrow]"),
    ("delete event", "cancel [quantity next] [summary {name}]"),
    ("delete event", "delete the whole [summary {name}] series"),
    ("delete event", "cancel [summary {name}] from now on"),
    ("delete event", "clear [when tomorrow]"),
    ("delete event", "cancel [quantity all] my meetings [when this week] except [excluded {name}]"),
    ("delete task", "delete [summary {task}]"),
    ("delete list", "delete the list [list errands]"),
    ("create event", "[summary {name}] [when tomorrow at 4pm]"),
    ("create event", "[summary rowing] [recurrence every tuesday] at [when 6am]"),
    ("create task", "add [summary oat milk] and [summary salt] to my [list pantry] list"),
    ("update event + delete event", "move [quantity next] [summary {name}] to [new_when 5pm] || and cancel [summary {name}] [when tomorrow]"),
)  # fmt: skip


@st.composite
def whens(draw: st.DrawFn, around: date) -> When:
    """All-day, floating or zoned, near a day."""
    day = around + timedelta(days=draw(st.integers(-6, 12)))
    form = draw(st.sampled_from(("zoned", "zoned", "zoned", "floating", "all-day")))
    if form == "all-day":
        return day
    local = datetime.combine(day, draw(st.sampled_from((time(0, 30), time(2, 30), time(9), time(15), time(23, 30)))))
    zone = ZoneInfo(draw(st.sampled_from(ZONES)))
    return local if form == "floating" else local.replace(tzinfo=zone).astimezone(UTC).astimezone(zone)


@st.composite
def families(draw: st.DrawFn, number: int, around: date) -> list[Event]:
    """A single event, or a series with an override and an exception."""
    start = draw(whens(around))
    seconds = draw(st.sampled_from((1800, 3600, 7 * 3600))) if isinstance(start, datetime) else 86_400
    row = Event(
        id=f"row-{number}", uid=f"row-{number}", calendar_id=draw(st.sampled_from(("home", "office"))), summary=draw(st.sampled_from(NAMES)),
        start=start, end=at_position(position(start) + seconds, start), location=draw(st.sampled_from((None, "Hall"))),
        description=draw(st.sampled_from((None, "bring cups"))), alarms=draw(st.sampled_from(((), (Alarm(trigger=-timedelta(minutes=10)),)))),
        attendees=draw(st.sampled_from(((), (Attendee(name="Mira Holt"),), (Attendee(name="Mira Holt"), Attendee(name="Ben Cole"))))),
        extra=("X-COLOUR:blue",),
    )  # fmt: skip
    rule = draw(st.sampled_from((None, None, *RULES)))
    if rule is None:
        return [row]
    day, floor = 86_400, position(start)
    exdates = tuple(
        at_position(floor + day * n, start) for n in draw(st.lists(st.integers(1, 14), max_size=2, unique=True))
    )
    master = dataclasses.replace(row, rrule=rule, exdates=exdates)
    if draw(st.booleans()):
        return [master]
    at = at_position(floor, start)
    begin = at_position(
        floor + draw(st.sampled_from((0, 1, 2))) * (3600 if isinstance(start, datetime) else day), start
    )
    return [
        master,
        dataclasses.replace(
            row, id=f"own-{number}", recurrence_id=at, start=begin, end=at_position(position(begin) + seconds, begin)
        ),
    ]


@dataclasses.dataclass(frozen=True)
class World:
    """A calendar, when and where it is looked at."""

    now: datetime
    rows: tuple[Row, ...]


@st.composite
def worlds(draw: st.DrawFn) -> World:
    around = draw(st.sampled_from(TURNS)) - timedelta(days=2)
    zone = ZoneInfo(draw(st.sampled_from(ZONES)))
    events = [row for number in range(draw(st.integers(2, 7))) for row in draw(families(number, around))]
    tasks = []
    for number in range(draw(st.integers(0, 3))):
        due = draw(whens(around))
        rule = draw(st.sampled_from((None, None, "FREQ=WEEKLY")))
        tasks.append(Task(
            id=f"task-{number}", uid=f"task-{number}", calendar_id="errands", summary=TASKS[number], status="NEEDS-ACTION",
            start=due if rule else None, due=None if rule else due, rrule=rule,
        ))  # fmt: skip
    return World(datetime.combine(around, time(8), zone), (*CALENDARS, *events, *tasks))


@pytest.fixture(scope="module")
def database() -> Iterator[Database]:
    with open_database(None) as opened:
        yield opened


Work = Callable[[Queries], None]


def within(database: Database, world: World, work: Work) -> None:
    """Does the work over the stored world, then takes everything back."""
    zone = world.now.tzinfo
    assert isinstance(zone, ZoneInfo)
    with database.writing(keep=False):
        history.commit(database, ChangeSet(tuple(RowChange(None, row) for row in world.rows)), world.now)
        work(Queries(database, zone))
    database.snapshot.clear()


def everything(queries: Queries) -> list[Row]:
    events = queries.rows([n.id for n in queries.names("event")])
    return sorted((*queries.calendars(), *queries.tasks(), *events), key=lambda row: row.id)


def standing(queries: Queries, now: datetime) -> list[object]:
    return list(queries.event_occurrences(now - timedelta(days=60), now + timedelta(days=120)))


def understood(queries: Queries, world: World, frames: str, marked: str) -> object:
    fresh = count(1)
    assistant = Assistant(FakeTagger({marked: frames}), queries.zone, lambda: f"new-{next(fresh)}")
    return assistant.understand(tagging_of(frames, marked).text, world.now, queries, Conversation()).outcome


def filled(draw: st.DrawFn, frames: str, marked: str, world: World) -> tuple[str, str]:
    """A sentence with names of this calendar."""
    names = sorted({row.summary for row in world.rows if isinstance(row, Event)})
    tasks = sorted({row.summary for row in world.rows if isinstance(row, Task)}) or list(TASKS)
    return frames, marked.replace("{name}", draw(st.sampled_from(names))).replace(
        "{task}", draw(st.sampled_from(tasks))
    )


def assert_taken_back(queries: Queries, plan: Plan, world: World) -> None:
    """Plan → commit → undo is identity, and redo gives what commit gave; so is the file."""
    before, stood, file = everything(queries), standing(queries, world.now), write_calendar(queries)
    history.commit(queries.database, plan.change_set(), world.now)
    after, standing_after = everything(queries), standing(queries, world.now)
    assert after != before
    history.undo(queries.database, world.now)
    assert (everything(queries), standing(queries, world.now), write_calendar(queries)) == (before, stood, file)
    history.redo(queries.database, world.now)
    assert (everything(queries), standing(queries, world.now)) == (after, standing_after)
    assert_file_is_equal(queries, world)


def assert_file_is_equal(queries: Queries, world: World) -> None:
    """Export → import into an empty store → the same bytes again, when there is anything to export."""
    data = write_calendar(queries)
    with open_database(None) as fresh:
        numbers = count(1)
        other = Queries(fresh, queries.zone)
        found = read_calendar(data, "file", other, world.now, lambda: f"read-{next(numbers)}")
        assert not found.skipped and not found.warnings
        if found.change_set:
            history.commit(fresh, found.change_set, world.now)
        assert components(write_calendar(other)) == components(data)


def components(data: bytes) -> list[bytes]:
    """The components of a file; the calendars of an import stand in an order of their own."""
    return sorted(part.strip() for part in data.replace(b"END:VCALENDAR", b"").split(b"BEGIN:V"))


@given(data=st.data(), world=worlds())
@PROFILE
def test_a_sentence_is_taken_back_whole(data: st.DataObject, world: World, database: Database) -> None:
    sentence = data.draw(st.sampled_from((*((f, m) for f, m, _ in UPDATES), *OTHERS)))

    def work(queries: Queries) -> None:
        outcome = understood(queries, world, *filled(data.draw, *sentence, world))
        event(type(outcome).__name__)
        if isinstance(outcome, Plan) and outcome.change_set():
            preview(outcome, queries, world.now, queries.zone)
            assert_taken_back(queries, outcome, world)

    within(database, world, work)


@given(data=st.data(), world=worlds())
@PROFILE
def test_an_update_changes_only_the_fields_that_it_names(data: st.DataObject, world: World, database: Database) -> None:
    frames, marked, named = data.draw(st.sampled_from(UPDATES))

    def work(queries: Queries) -> None:
        before = {row.id: row for row in everything(queries)}
        outcome = understood(queries, world, *filled(data.draw, frames, marked, world))
        event(type(outcome).__name__)
        if not isinstance(outcome, Plan):
            return
        changes = outcome.change_set()
        assert changes
        ending = {"rrule", "exdates", "rdates", "uid"} if marked.startswith("from now on") else set[str]()
        for change in changes.changes:
            row = change.after
            assert isinstance(row, Event | Task) or named == {"calendar_id"}
            if change.before is not None and row is not None:
                assert differing(change.before, row) <= named | KEPT_COUNT | ending
            elif row is not None and not isinstance(row, Calendar):
                changed = [e for e in outcome.effects if e.before]
                own = [e for e in changed if e.after == row] or [e for e in changed if e.row.id in before]
                source = own[0].before
                assert source is not None
                assert differing(source, row) <= named | KEPT_COUNT | MADE

    within(database, world, work)


def differing(before: Row, after: Row) -> set[str]:
    """Names of the fields that differ."""
    return {f.name for f in dataclasses.fields(before) if getattr(before, f.name) != getattr(after, f.name)}


@given(data=st.data(), world=worlds())
@PROFILE
def test_what_a_hand_does_is_taken_back_whole(data: st.DataObject, world: World, database: Database) -> None:
    scope = data.draw(st.sampled_from(list(Scope)))
    step = timedelta(days=data.draw(st.integers(-3, 3)), minutes=data.draw(st.sampled_from((0, 30, -45, 600))))
    act = data.draw(st.sampled_from(("move", "edit", "remove", "form")))

    def work(queries: Queries) -> None:
        found = [
            o.row for o in queries.event_occurrences(world.now - timedelta(days=9), world.now + timedelta(days=20))
        ]
        if not found:
            return
        row, fresh = data.draw(st.sampled_from(found)), count(1)
        assert isinstance(row, Event) and row.start is not None and row.end is not None

        def new_id() -> str:
            return f"new-{next(fresh)}"

        if act == "move":
            seconds = int(step.total_seconds()) if isinstance(row.start, datetime) else 86_400 * (step.days or 1)
            start, end = (at_position(position(when) + seconds, when) for when in (row.start, row.end))
            plan = gestures.move(queries, row, start, end, scope, new_id=new_id)
        elif act == "edit":
            plan = gestures.edit(queries, row, {"summary": "Other", "location": "Barn"}, scope, new_id=new_id)
            assert all(
                differing(e.before, e.after)
                <= {"summary", "location", "rrule", "rdates", "exdates"} | KEPT_COUNT | MADE
                for e in plan.effects
                if e.before and e.after
            )
        elif act == "form":
            timed = isinstance(row.start, datetime)
            day = row.start.date() if isinstance(row.start, datetime) else row.start
            begin = day if timed else datetime.combine(day, time(10), queries.zone)
            plan = gestures.move(
                queries, row, begin, begin + (timedelta(days=1) if timed else timedelta(hours=1)), scope, new_id=new_id
            )
        else:
            plan = gestures.remove(queries, row, scope, new_id=new_id)
        event(f"{act} {scope.value}")
        if plan.change_set():
            assert_taken_back(queries, plan, world)

    within(database, world, work)


READS = (
    ("read event what", "what's on [when this week]"),
    ("read event when", "when is [summary {name}]"),
    ("read event free", "when am I free [when tomorrow] for [duration 45 minutes]"),
    ("read event how_many", "how many events do I have [when next week]"),
    ("read task what", "what are my tasks"),
)


@given(data=st.data(), world=worlds())
@PROFILE
def test_a_read_changes_nothing(data: st.DataObject, world: World, database: Database) -> None:
    sentence = data.draw(st.sampled_from(READS))

    def work(queries: Queries) -> None:
        before = everything(queries)
        outcome = understood(queries, world, *filled(data.draw, *sentence, world))
        assert not isinstance(outcome, Plan)
        if isinstance(outcome, Answer):
            known = {row.id for row in before}
            assert all(row.id in known for row in outcome.items)
        assert everything(queries) == before

    within(database, world, work)
