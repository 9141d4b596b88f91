"""What is asked of the store."""

import dataclasses
import datetime as dt
from collections.abc import Callable
from zoneinfo import ZoneInfo

import pytest

from models.database import Database, open_database
from models.queries import Queries
from models.rows import Alarm, Attendee, Calendar, Event, Task

Make = Callable[..., Event]
NOON = dt.datetime(2026, 3, 5, 12)


def test_names_are_light_and_follow_changes(
    queries: Queries,
    create: Callable[..., int],
    change: Callable[..., int],
    event: Make,
    override: Callable[..., Event],
) -> None:
    assert queries.names("event") == () and not queries.has_any()
    series = event(
        "Yoga", NOON, rrule="FREQ=WEEKLY", location="Gym", attendees=(Attendee(name="Ana"), Attendee(name="Kim"))
    )
    assert isinstance(series.start, dt.datetime)
    moved = override(series, "o", series.start + dt.timedelta(days=7))
    create(series, moved)
    first, second = queries.names("event")
    assert (first.id, first.uid, first.summary, first.location, first.attendees) == (
        series.id,
        series.uid,
        "Yoga",
        "Gym",
        ("Ana", "Kim"),
    )
    assert (first.calendar_id, first.is_series, first.recurrence_id) == ("personal", True, None)
    assert (second.id, second.is_series, second.recurrence_id) == ("o", False, moved.recurrence_id)
    assert queries.names("event") is queries.names("event")
    change(moved, None)
    assert queries.names("event") == (first,)
    assert queries.names("task") == () and queries.has_any()


def test_a_family_is_its_master_and_its_overrides_in_order(
    queries: Queries, create: Callable[..., int], event: Make, override: Callable[..., Event]
) -> None:
    series = event("Yoga", NOON, rrule="FREQ=WEEKLY")
    assert isinstance(series.start, dt.datetime)
    late, early = (
        override(series, number, series.start + dt.timedelta(weeks=weeks))
        for number, weeks in (("late", 3), ("early", 1))
    )
    create(late, event("Other", NOON), early, series)
    assert queries.family(series.uid) == (series, early, late)
    assert queries.family("unknown") == ()


def test_rows_come_in_the_order_asked_for(
    queries: Queries, create: Callable[..., int], event: Make, task: Callable[..., Task]
) -> None:
    lunch, milk = event("Lunch", NOON), task("Milk")
    create(lunch, milk)
    assert queries.rows([milk.id, "gone", "tasks", lunch.id]) == (milk, queries.default_calendar("task"), lunch)
    many = [event(str(n), NOON) for n in range(1200)]
    create(*many)
    assert queries.rows([row.id for row in reversed(many)]) == tuple(reversed(many))


def test_the_first_of_each_are_the_first_in_order_where_several_begin_at_once(
    queries: Queries, create: Callable[..., int], event: Make, override: Callable[..., Event]
) -> None:
    series = event("Yoga", NOON, rrule="FREQ=DAILY;COUNT=4")
    day, first = dt.timedelta(days=1), dt.datetime(2026, 3, 5, 12)
    here = dataclasses.replace(override(series, "z", first + 2 * day), summary="Yoga there")
    moved = dataclasses.replace(override(series, "a", first + day), summary="Yoga here", start=here.start, end=here.end)
    create(series, here, moved)
    begin, end = (moment.replace(tzinfo=dt.UTC) for moment in (first - day, first + 9 * day))
    named = {series.id, "z", "a"}
    told = [o.row.id for o in queries.event_occurrences(begin, end, named)]
    for each in (1, 2, 3):
        assert [o.row.id for o in queries.event_occurrences(begin, end, named, each)] == told[:each]
    assert told[1:3] == ["a", "z"]


def test_occurrences_of_some_ids(
    queries: Queries, create: Callable[..., int], event: Make, override: Callable[..., Event], zone: ZoneInfo
) -> None:
    series, single = event("Yoga", NOON, rrule="FREQ=DAILY;COUNT=3"), event("Lunch", NOON)
    assert isinstance(series.start, dt.datetime)
    moved = override(series, "o", series.start + dt.timedelta(days=1))
    create(series, moved, single)
    assert [o.row.id for o in queries.event_occurrences(None, None, ids=[series.id])] == [series.id, "o", series.id]
    assert [o.row.id for o in queries.event_occurrences(None, None, ids=["o"])] == ["o"]
    assert [o.row.id for o in queries.event_occurrences(None, None, ids=[single.id, "gone"])] == [single.id]
    assert queries.event_occurrences(None, None, ids=[]) == ()
    after = queries.event_occurrences(dt.datetime(2026, 3, 6, 12, 30, tzinfo=zone), None)
    assert [o.row.id for o in after] == ["o", series.id]


@pytest.mark.parametrize("days", [1, 9, 200])
def test_many_ids_give_what_each_of_them_gives(
    queries: Queries, create: Callable[..., int], event: Make, override: Callable[..., Event], days: int
) -> None:
    singles = [event(f"Call {n}", NOON + dt.timedelta(days=n % 30, hours=n % 7)) for n in range(80)]
    series = [event("Yoga", NOON, rrule="FREQ=WEEKLY"), event("Round", NOON, rrule="FREQ=MINUTELY;INTERVAL=90")]
    days_off = event("Days off", NOON.date(), end=NOON.date() + dt.timedelta(days=12))
    start = series[0].start
    assert isinstance(start, dt.datetime)
    moved = override(series[0], "moved", start + dt.timedelta(days=7), start=start + dt.timedelta(days=2))
    create(*singles, *series, days_off, moved)
    span = start, start + dt.timedelta(days=days)
    for left_out in ({"moved"}, {series[0].id}, {days_off.id, series[1].id}, {row.id for row in singles[:3]}):
        ids = {row.id for row in (*singles, *series, days_off, moved)} - left_out
        many = queries.event_occurrences(*span, ids)
        found = set(many)
        assert found == {o for id_ in ids for o in queries.event_occurrences(*span, {id_})}
        assert list(many) == [o for o in queries.event_occurrences(*span) if o in found]
        assert all(o.stored.id in ids | {"moved"} and o.stored.summary == o.row.summary for o in many)


def test_an_occurrence_is_of_its_series_as_it_stands(
    queries: Queries, create: Callable[..., int], change: Callable[..., int], event: Make
) -> None:
    series = event("Yoga", NOON, rrule="FREQ=WEEKLY")
    create(series)
    assert isinstance(series.start, dt.datetime)
    span = series.start, series.start + dt.timedelta(days=8)
    assert [o.row.summary for o in queries.event_occurrences(*span)] == ["Yoga", "Yoga"]
    renamed = dataclasses.replace(series, summary="Pilates", start=series.start + dt.timedelta(hours=1))
    change(series, renamed)
    found = queries.event_occurrences(*span)
    assert [(o.stored, o.row.summary, o.start) for o in found] == [
        (renamed, "Pilates", series.start + dt.timedelta(days=days, hours=1)) for days in (0, 7)
    ]


def test_rows_are_read_from_the_file_as_they_were_written(database: Database, create: Callable[..., int]) -> None:
    day, at = dt.date(2026, 3, 5), dt.datetime(2026, 3, 5, 12, tzinfo=ZoneInfo("Europe/Berlin"))
    shared = {"calendar_id": "personal", "summary": "Full", "start": at, "rrule": "FREQ=DAILY", "rdates": (at,)}
    shared |= {
        "exdates": (at + dt.timedelta(days=1),),
        "location": "Hall",
        "description": "long",
        "status": "TENTATIVE",
    }
    shared |= {
        "priority": 0,
        "categories": ("a", "b"),
        "url": "u",
        "klass": "PRIVATE",
        "related_to": "r",
        "sequence": 3,
    }
    shared |= {
        "attendees": (Attendee(name="Ana", parameters=(("X", "y"),)),),
        "organizer": Attendee(name="Kim", address="mailto:kim@example.org"),
        "alarms": (Alarm(trigger=dt.timedelta(minutes=-5), repeat=1, repeat_every=dt.timedelta(minutes=1)),),
        "extra": ("X-A:1",),
    }
    rows = (
        Event(id="e", uid="e", end=at + dt.timedelta(hours=1), transparency="TRANSPARENT", **shared),  # type: ignore[arg-type]
        Event(id="bare", uid="bare", calendar_id="personal", summary="Bare", start=day, recurrence_id=day),
        Task(id="t", uid="t", due=at, completed=at, percent=50, **shared | {"calendar_id": "tasks"}),  # type: ignore[arg-type]
    )
    create(*rows)
    assert database.path
    with open_database(database.path) as again:
        assert Queries(again, ZoneInfo("UTC")).rows(row.id for row in rows) == rows


def test_an_override_without_its_master_stands_alone(queries: Queries, create: Callable[..., int], event: Make) -> None:
    row = event("Invited once", NOON, recurrence_id=dt.datetime(2026, 3, 5, 9))
    create(row)
    (found,) = queries.event_occurrences(None, None)
    assert found.row == row and found.series is None


def test_an_override_in_another_calendar_still_replaces(
    queries: Queries, create: Callable[..., int], event: Make, override: Callable[..., Event]
) -> None:
    series = event("Yoga", NOON, rrule="FREQ=DAILY;COUNT=2")
    assert series.start is not None
    create(
        Calendar(id="work", name="Work", kind="event"), series, override(series, "o", series.start, calendar_id="work")
    )
    assert [o.row.id for o in queries.event_occurrences(None, None)] == ["o", series.id]


def test_without_end_singles_have_none_and_series_that_of_the_index(
    queries: Queries, create: Callable[..., int], event: Make
) -> None:
    create(
        event("Far", dt.datetime(2050, 1, 1, 9)),
        event("Old", dt.datetime(1950, 1, 1, 9)),
        event("Weekly", dt.datetime(2020, 1, 1, 9), rrule="FREQ=WEEKLY"),
    )
    found = queries.event_occurrences(None, None)
    assert found[0].row.summary == "Old" and found[-1].row.summary == "Far"
    last = found[-2].start
    assert found[1].start == dt.datetime(2020, 1, 1, 9, tzinfo=queries.zone)
    assert isinstance(last, dt.datetime) and last.year == 2028


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("uber", ["Überraschung"]), ("ÜBER", ["Überraschung"]), ("ana", ["Lunch"]), ("nan", ["Lunch"]), ("figures bring", ["Review"]), ("rev", ["Review"]),
        ("ana lunch", ["Lunch"]), ("ana review", []), ("milk", ["Buy milk"]), ('"', []), ("", []), ("OR", []), ("re* NEAR(", []), ("4", ["Lunch"]),
    ],
)  # fmt: skip
def test_search_finds_words_and_beginnings(
    queries: Queries, create: Callable[..., int], event: Make, task: Callable[..., Task], text: str, expected: list[str]
) -> None:
    create(
        event("Überraschung", NOON),
        event(
            "Lunch",
            NOON,
            attendees=(Attendee(name="Ana Torres", address="mailto:review@example.org"),),
            location="Nando's, room 4",
        ),
        event("Review", NOON, description="Bring the figures"),
        task("Buy milk"),
    )
    assert [row.summary for row in queries.search(text)] == expected


def test_search_follows_changes_and_its_limit(
    queries: Queries, create: Callable[..., int], change: Callable[..., int], event: Make
) -> None:
    rows = [event(f"Dentist {n}", NOON) for n in range(5)]
    create(*rows)
    assert len(queries.search("dentist", limit=3)) == 3
    for row in rows[:4]:
        change(row, None)
    assert queries.search("dentist") == (rows[4],)


def test_a_missing_kind_of_calendar_is_said(database: Database, queries: Queries, change: Callable[..., int]) -> None:
    change(queries.default_calendar("task"), None)
    with pytest.raises(LookupError, match="tasks"):
        queries.default_calendar("task")
