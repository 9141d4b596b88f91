"""Repetitions of calendar files: rules that are nearly right, several of them, and occurrences that go by more than one name."""

import datetime as dt
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events
from hypothesis import given, settings
from hypothesis import strategies as st

from models.database import open_database
from models.ics import write_calendar
from models.queries import Queries
from models.rows import Event, Task
from models.timeline import length
from tests.benchmarks.calendar import ZONE
from tests.benchmarks.round_trips import take as take_in
from tests.models.calendar_files import Take, assert_equal_again, file, row, vevent

BERLIN = "DTSTART;TZID=Europe/Berlin:20260303T100000"


def days(queries: Queries, uid: str = "u1") -> list[tuple[int, int]]:
    """Month and day of each time of a series, by its own clock, in order."""
    times = [o.start for o in queries.event_occurrences(None, None, {row.id for row in queries.family(uid)})]
    return [(time.month, time.day) for time in times if time]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (r"FREQ=WEEKLY;COUNT=3;BYDAY=TU\,TH", [(3, 3), (3, 5), (3, 10)]),
        ("FREQ=WEEKLY;BYDAY=;COUNT=2", [(3, 3), (3, 10)]),
        ("FREQ=WEEKLY;INTERVAL=;WKST=;UNTIL=;COUNT=2", [(3, 3), (3, 10)]),
        ("FREQ=WEEKLY;BYDAY=TUESDAY,;COUNT=2", [(3, 3), (3, 10)]),
        ("FREQ=DAILY;UNTIL=2026-03-05T09:00:00Z", [(3, 3), (3, 4), (3, 5)]),
        ("FREQ=DAILY;UNTIL=20260304T100000+0100", [(3, 3), (3, 4)]),
        ("FREQ=DAILY;UNTIL=2026-03-04", [(3, 3), (3, 4)]),
        ("FREQ=DAILY;X-FOO=1;COUNT=2", [(3, 3), (3, 4)]),
    ],
)
def test_rules_that_are_nearly_right_are_followed(
    queries: Queries, take: Take, rule: str, expected: list[tuple[int, int]]
) -> None:
    data = file(*vevent(f"RRULE:{rule}", "SUMMARY:Course", start=BERLIN))
    found = take(data)
    assert [w for w in found.warnings if "Course" in w and "X-FOO" in w] == list(found.warnings) and bool(
        found.warnings
    ) == ("X-" in rule)
    assert days(queries) == expected
    assert_equal_again(data, queries, take)


def test_a_rule_that_can_not_be_followed_names_its_event(queries: Queries, take: Take) -> None:
    found = take(file(*vevent("RRULE:FREQ=WEEKLY;INTERVAL=0", "SUMMARY:Course", start=BERLIN)))
    assert found.warnings == ("Line 7, “Course”: FREQ=WEEKLY;INTERVAL=0 is not a recurrence rule; it is shown once.",)


def test_a_second_rule_is_named_by_dates(queries: Queries, take: Take) -> None:
    data = file(*vevent("RRULE:FREQ=WEEKLY;BYDAY=TU;COUNT=3", "RRULE:FREQ=WEEKLY;BYDAY=FR;COUNT=3", start=BERLIN))
    assert take(data).warnings == ()
    assert days(queries) == [(3, 3), (3, 6), (3, 10), (3, 13), (3, 17), (3, 20)]
    assert assert_equal_again(data, queries, take).count(b"RRULE") == 1


@pytest.mark.parametrize(
    ("rule", "without"),
    [("FREQ=DAILY;COUNT=14", "FREQ=WEEKLY;BYDAY=SA,SU"), ("FREQ=DAILY", "FREQ=DAILY;COUNT=400;BYDAY=SA,SU")],
)
def test_an_exrule_is_named_by_dates(queries: Queries, take: Take, rule: str, without: str) -> None:
    data = file(*vevent(f"RRULE:{rule}", f"EXRULE:{without}", start=BERLIN))
    assert take(data).warnings == ()
    assert days(queries)[:6] == [(3, 3), (3, 4), (3, 5), (3, 6), (3, 9), (3, 10)]
    assert b"EXRULE" not in assert_equal_again(data, queries, take)


def test_rules_without_end_are_kept_and_told(queries: Queries, take: Take) -> None:
    lines = ("RRULE:FREQ=WEEKLY;BYDAY=TU", "RRULE:FREQ=WEEKLY;BYDAY=FR", "EXRULE:FREQ=YEARLY", "SUMMARY:Gym")
    data = file(*vevent(*lines, start=BERLIN))
    found = take(data)
    assert len(found.warnings) == 2 and all("“Gym”" in warning for warning in found.warnings)
    written = assert_equal_again(data, queries, take)
    assert all(line.encode() in written for line in lines)


def test_what_happens_once_is_not_taken_away_by_a_rule(queries: Queries, take: Take) -> None:
    data = file(*vevent("EXRULE:FREQ=WEEKLY", start=BERLIN))
    take(data)
    assert days(queries) == [(3, 3)] and b"EXRULE" in assert_equal_again(data, queries, take)


PLAIN = st.tuples(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY"]), st.integers(1, 3), st.integers(1, 30))
RULES = PLAIN.map(lambda rule: "FREQ={};INTERVAL={};COUNT={}".format(*rule))


@settings(max_examples=25, deadline=None)
@given(
    st.lists(RULES, min_size=1, max_size=3),
    st.lists(RULES, max_size=2),
    st.sampled_from([BERLIN, "DTSTART:20260303T100000Z", "DTSTART:20260329T023000", "DTSTART;VALUE=DATE:20260331"]),
)
def test_several_rules_are_read_as_others_read_what_is_written(
    rules: list[str], without: list[str], start: str
) -> None:
    lines = [*(f"RRULE:{rule}" for rule in rules), *(f"EXRULE:{rule}" for rule in without)]
    data = file(*vevent(*lines, start=start))
    with open_database(None) as database:
        queries = Queries(database, ZONE)
        assert take_in(data, "file", queries).warnings == ()
        own = {o.start for o in queries.event_occurrences(None, dt.datetime(2027, 1, 1, tzinfo=dt.UTC))}
        calendar = icalendar.Calendar.from_ical(write_calendar(queries))
        others = {part["DTSTART"].dt for part in recurring_ical_events.of(calendar).between((2026, 1, 1), (2027, 1, 1))}
    assert {str(time)[:16] for time in own} == {str(time)[:16] for time in others}


@pytest.mark.parametrize(
    "name",
    [
        "RECURRENCE-ID:20260310T090000Z", "RECURRENCE-ID;TZID=America/New_York:20260310T050000", "RECURRENCE-ID;TZID=Europe/Vienna:20260310T100000",
        "RECURRENCE-ID:20260310T100000", "RECURRENCE-ID;VALUE=DATE:20260310",
    ],
)  # fmt: skip
def test_one_occurrence_by_another_name_is_that_one(queries: Queries, take: Take, name: str) -> None:
    rule = "RRULE:FREQ=WEEKLY;COUNT=3"
    moved = vevent(
        "RECURRENCE-ID;TZID=Europe/Berlin:20260310T100000", "SUMMARY:Hall 1", start="DTSTART:20260310T120000Z"
    )
    take(file(*vevent(rule, start=BERLIN), *moved))
    data = file(*vevent(name, "SEQUENCE:2", "SUMMARY:Hall 2", start="DTSTART:20260310T140000Z"))
    found = take(data)
    assert (found.created, found.updated) == (0, 1)
    _, override = queries.family("u1")
    assert (override.summary, override.recurrence_id) == (
        "Hall 2",
        dt.datetime(2026, 3, 10, 10, tzinfo=ZoneInfo("Europe/Berlin")),
    )
    assert len(days(queries)) == 3
    assert not take(data).change_set
    assert b"RECURRENCE-ID;TZID=Europe/Berlin:20260310T100000" in assert_equal_again(data, queries, take)


def test_two_names_of_one_occurrence_in_one_file(queries: Queries, take: Take) -> None:
    names = ("RECURRENCE-ID;VALUE=DATE:20260310", "RECURRENCE-ID:20260310T090000Z")
    overrides = [vevent(name, f"SEQUENCE:{n}", start="DTSTART:20260310T140000Z") for n, name in enumerate(names)]
    take(file(*overrides[0], *vevent("RRULE:FREQ=WEEKLY;COUNT=3", start=BERLIN), *overrides[1]))
    assert [found.sequence for found in queries.family("u1")] == [0, 1]


@pytest.mark.parametrize(
    ("lines", "status"),
    [
        (["COMPLETED:20260228T100000Z"], "COMPLETED"), (["PERCENT-COMPLETE:100"], "COMPLETED"), (["PERCENT-COMPLETE:40"], None),
        (["COMPLETED:20260228T100000Z", "STATUS:NEEDS-ACTION"], "NEEDS-ACTION"), (["RRULE:FREQ=WEEKLY", "COMPLETED:20260228T100000Z"], None),
    ],
)  # fmt: skip
def test_a_task_is_done_that_says_when_it_was(
    queries: Queries, take: Take, lines: list[str], status: str | None
) -> None:
    data = file("BEGIN:VTODO", "UID:u1", "DUE;VALUE=DATE:20260301", *lines, "END:VTODO")
    take(data)
    assert row(queries).status == status
    assert_equal_again(data, queries, take)


@pytest.mark.parametrize("trigger", ["TRIGGER:-PT30M", "TRIGGER;RELATED=END:-PT30M"])
def test_the_alarm_of_a_task_with_only_a_due_is_before_it(queries: Queries, take: Take, trigger: str) -> None:
    alarm = ["BEGIN:VALARM", "ACTION:DISPLAY", trigger, "END:VALARM"]
    data = file("BEGIN:VTODO", "UID:u1", "DUE;TZID=Europe/Berlin:20260310T170000", *alarm, "END:VTODO")
    take(data)
    assert [found.trigger for found in row(queries).alarms] == [dt.timedelta(minutes=-30)]
    assert b"TRIGGER;RELATED=END:-PT30M" in assert_equal_again(data, queries, take)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("DTSTART:20260310T240000Z", "DTEND:20260311T010000Z", dt.datetime(2026, 3, 11, tzinfo=dt.UTC)),
        ("DTSTART:20260310T230000Z", "DTEND:20260310T240000Z", dt.datetime(2026, 3, 10, 23, tzinfo=dt.UTC)),
        ("DTSTART:20260310T090060Z", "DTEND:20260310T100000Z", dt.datetime(2026, 3, 10, 9, 0, 59, tzinfo=dt.UTC)),
    ],
)
def test_midnight_as_24_and_leap_seconds(
    queries: Queries, take: Take, start: str, end: str, expected: dt.datetime
) -> None:
    data = file(*vevent(end, start=start))
    assert take(data).warnings == ()
    found = row(queries)
    assert isinstance(found, Event) and found.start == expected and found.end and found.end > expected
    assert_equal_again(data, queries, take)


def test_a_day_as_the_end_of_a_time_ends_before_that_day(queries: Queries, take: Take) -> None:
    data = file(*vevent("DTEND;VALUE=DATE:20260312", start="DTSTART;TZID=Europe/Berlin:20260310T200000"))
    take(data)
    found = row(queries)
    assert isinstance(found, Event) and found.end == dt.datetime(2026, 3, 12, tzinfo=ZoneInfo("Europe/Berlin"))
    assert_equal_again(data, queries, take)


def test_a_period_keeps_its_own_end(queries: Queries, take: Take) -> None:
    periods = "RDATE;VALUE=PERIOD;TZID=Europe/Berlin:20260312T140000/20260312T170000,20260317T080000/PT30M,20260318T080000/PT1H"
    moved = vevent("RECURRENCE-ID:20260317T070000Z", "SUMMARY:Oral exam", start="DTSTART:20260317T120000Z")
    data = file(*vevent("DTEND;TZID=Europe/Berlin:20260303T110000", periods, "SUMMARY:Exam", start=BERLIN), *moved)
    assert take(data).warnings == ()
    shown = [(o.row.summary, length(o.row) // 60) for o in queries.event_occurrences(None, None)]
    assert shown == [("Exam", 60), ("Exam", 180), ("Oral exam", 0), ("Exam", 60)]
    assert b"RDATE;TZID=Europe/Berlin:20260312T140000,20260317T080000,20260318T080000" in assert_equal_again(
        data, queries, take
    )


def test_a_period_that_can_not_be_read_is_told(queries: Queries, take: Take) -> None:
    data = file(*vevent("SUMMARY:Exam", "RDATE;VALUE=PERIOD:20260312T140000Z/-PT3H"))
    found = take(data)
    assert len(found.warnings) == 1 and found.warnings[0].startswith("“Exam”: its extra times")
    assert b"/-PT3H" in assert_equal_again(data, queries, take)


def test_of_a_repeating_task_the_next_open_time_stands(queries: Queries, take: Take) -> None:
    def todo(*lines: str) -> list[str]:
        return ["BEGIN:VTODO", "UID:u1", *lines, "END:VTODO"]

    done = [
        todo(f"RECURRENCE-ID;VALUE=DATE:202603{day}", f"DUE;VALUE=DATE:202603{day}", "STATUS:COMPLETED")
        for day in ("02", "09")
    ]
    take(file(*todo("DUE;VALUE=DATE:20260302", "RRULE:FREQ=WEEKLY;COUNT=4"), *done[0]))
    series = queries.family("u1")[0]
    assert isinstance(series, Task)

    def due(day: int) -> dt.date | None:
        standing = queries.open_occurrence(series, dt.datetime(2026, 3, day, 23, 59, tzinfo=queries.zone))
        return standing.due if standing else None

    assert (due(4), due(9), due(20)) == (dt.date(2026, 3, 9), dt.date(2026, 3, 9), dt.date(2026, 3, 16))
    take(file(*done[1]))
    assert due(4) == dt.date(2026, 3, 16)
