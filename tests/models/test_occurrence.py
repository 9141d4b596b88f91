"""When things happen: by rule, across clock changes, with exceptions and overrides; the index gives what expansion gives.

``PLAINDAY_RULES=2000 pytest tests/models/test_occurrence.py`` follows more random rules.
"""

import dataclasses
import datetime as dt
import os
import random
from collections.abc import Callable
from zoneinfo import ZoneInfo

import pytest
import recurring_ical_events
from dateutil.rrule import rrulestr
from dateutil.tz import resolve_imaginary
from icalendar import Calendar as File

from models import history
from models.changes import ChangeSet, RowChange
from models.database import Database
from models.ics import write_calendar
from models.occurrence import Occurrence, expand
from models.queries import Queries
from models.recurrence import STEPS, RuleError, check
from models.rows import Event, Task
from models.timeline import instant

Make = Callable[..., Event]
UTC = dt.UTC
RULES = int(os.environ.get("PLAINDAY_RULES", "150"))


def utc(*parts: int) -> dt.datetime:
    return dt.datetime(*parts, tzinfo=UTC)  # type: ignore[misc, arg-type]


def walls(found: list[Occurrence] | tuple[Occurrence, ...]) -> list[str]:
    return [f"{occurrence.start:%m-%d %H:%M}" for occurrence in found]


YEAR = (utc(2026, 1, 1), utc(2027, 1, 1))


def test_nine_o_clock_stays_nine_o_clock(event: Make, zone: ZoneInfo) -> None:
    series = event("Standup", dt.datetime(2026, 3, 6, 9), rrule="FREQ=DAILY;COUNT=4")
    found = expand(series, [], *YEAR, zone)
    assert walls(found) == ["03-06 09:00", "03-07 09:00", "03-08 09:00", "03-09 09:00"]
    assert [o.start.astimezone(UTC).hour for o in found if isinstance(o.start, dt.datetime)] == [14, 14, 13, 13]
    first = found[0]
    assert (
        first.series == series
        and first.row.rrule is None
        and first.row.recurrence_id == first.start
        and first.row.id == series.id
    )


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        (
            dt.datetime(2026, 3, 7, 2, 30),
            ["03-07 02:30", "03-08 03:30", "03-09 02:30"],
        ),  # the gap: by the offset before it
        (
            dt.datetime(2026, 10, 31, 1, 30),
            ["10-31 01:30", "11-01 01:30", "11-02 01:30"],
        ),  # the fold: the first of the two
    ],
)
def test_clock_changes(event: Make, zone: ZoneInfo, start: dt.datetime, expected: list[str]) -> None:
    found = expand(event("x", start, rrule="FREQ=DAILY;COUNT=3"), [], *YEAR, zone)
    assert walls(found) == expected
    assert all(instant(o.end, zone) - instant(o.start, zone) == 3600 for o in found if o.start and o.end)
    assert all(isinstance(o.start, dt.datetime) and o.start.fold == 0 for o in found)


def test_a_length_is_elapsed_time(event: Make, zone: ZoneInfo) -> None:
    night = event(
        "Night shift",
        dt.datetime(2026, 3, 7, 22),
        end=dt.datetime(2026, 3, 8, 6, tzinfo=zone),
        rrule="FREQ=DAILY;COUNT=2",
    )
    first, second = expand(night, [], *YEAR, zone)
    assert (f"{first.end:%H:%M}", f"{second.end:%H:%M}") == (
        "06:00",
        "05:00",
    )  # the first one has seven hours, so has the second


@pytest.mark.parametrize(
    ("rule", "last"),
    [
        ("FREQ=DAILY;UNTIL=20260311T130000Z", "03-11 09:00"),  # nine in New York is 13:00 UTC by then
        ("FREQ=DAILY;UNTIL=20260311T125959Z", "03-10 09:00"),
        ("FREQ=DAILY;UNTIL=20260311", "03-11 09:00"),
        ("FREQ=DAILY;UNTIL=20260311T090000", "03-11 09:00"),
        ("freq=daily;until=20260311T130000z;", "03-11 09:00"),
    ],
)
def test_until_is_an_instant_or_a_whole_day(event: Make, zone: ZoneInfo, rule: str, last: str) -> None:
    assert walls(expand(event("x", dt.datetime(2026, 3, 6, 9), rrule=rule), [], *YEAR, zone))[-1] == last


def test_all_day_and_floating_times_are_the_viewers(event: Make) -> None:
    day = event("Holiday", dt.date(2026, 3, 10))
    floating = event("Pills", dt.datetime(2026, 3, 10, 8), floating=True, end=dt.datetime(2026, 3, 10, 8, 15))
    for name, hours in (("Asia/Tokyo", -9), ("America/Los_Angeles", 7)):
        zone = ZoneInfo(name)
        midnight = utc(2026, 3, 10) + dt.timedelta(hours=hours)
        assert expand(day, [], midnight, midnight + dt.timedelta(seconds=1), zone)
        assert not expand(day, [], midnight - dt.timedelta(hours=1), midnight, zone)
        assert expand(floating, [], midnight + dt.timedelta(hours=8), midnight + dt.timedelta(hours=9), zone)
        assert not expand(floating, [], midnight, midnight + dt.timedelta(hours=8), zone)


def test_exceptions_in_every_form(event: Make, zone: ZoneInfo) -> None:
    series = event(
        "x",
        dt.datetime(2026, 3, 2, 9),
        rrule="FREQ=DAILY;COUNT=6",
        exdates=(
            dt.datetime(2026, 3, 3, 9, tzinfo=zone),
            utc(2026, 3, 4, 14),
            dt.datetime(2026, 3, 5, 9),
            dt.date(2026, 3, 6),
        ),
        rdates=(dt.datetime(2026, 3, 7, 9, tzinfo=zone), utc(2026, 3, 20, 14), dt.datetime(2026, 2, 1, 8)),
    )
    assert walls(expand(series, [], *YEAR, zone)) == ["02-01 08:00", "03-02 09:00", "03-07 09:00", "03-20 10:00"]


def test_the_start_counts_even_where_the_rule_does_not_name_it(event: Make, zone: ZoneInfo) -> None:
    series = event("x", dt.datetime(2026, 3, 3, 9), rrule="FREQ=WEEKLY;BYDAY=WE;COUNT=2")
    assert walls(expand(series, [], *YEAR, zone)) == ["03-03 09:00", "03-04 09:00", "03-11 09:00"]


def test_an_override_replaces_and_may_leave_the_span(
    event: Make, override: Callable[..., Event], zone: ZoneInfo
) -> None:
    series = event("x", dt.datetime(2026, 3, 2, 9), rrule="FREQ=WEEKLY;COUNT=3")
    moved = override(
        series,
        "o",
        dt.datetime(2026, 3, 9, 9, tzinfo=zone),
        start=dt.datetime(2026, 4, 1, 15, tzinfo=zone),
        summary="y",
    )
    by_utc = override(series, "p", utc(2026, 3, 16, 13), start=dt.datetime(2026, 3, 16, 9, tzinfo=zone))
    found = expand(series, [moved, by_utc], *YEAR, zone)
    assert [(f"{o.start:%m-%d %H:%M}", o.row.id) for o in found] == [
        ("03-02 09:00", series.id),
        ("03-16 09:00", "p"),
        ("04-01 15:00", "o"),
    ]
    assert all(o.series == series for o in found)
    assert walls(expand(series, [moved], utc(2026, 4, 1), utc(2026, 4, 2), zone)) == ["04-01 15:00"]
    assert walls(expand(series, [moved], utc(2026, 3, 9), utc(2026, 3, 10), zone)) == []


def test_edges_are_half_open(event: Make, zone: ZoneInfo) -> None:
    row = event("x", dt.datetime(2026, 3, 5, 9, tzinfo=UTC))
    point = dataclasses.replace(row, end=row.start)
    for start, end, whole, empty in (
        (8, 9, False, False),
        (9, 10, True, True),
        (10, 11, False, False),
        (8, 10, True, True),
    ):
        span = (utc(2026, 3, 5, start), utc(2026, 3, 5, end))
        assert bool(expand(row, [], *span, zone)) == whole
        assert bool(expand(point, [], *span, zone)) == empty


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY", "FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=-30",
        "FREQ=DAILY;INTERVAL=7;BYDAY=TU", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=SECONDLY;COUNT=999999999", "FREQ=SECONDLY;BYYEARDAY=400",
        "FREQ=DAILY;INTERVAL=999999999", "FREQ=YEARLY;BYYEARDAY=366;BYMONTH=1",
    ],
)  # fmt: skip
@pytest.mark.parametrize("start", [dt.datetime(1, 1, 3, 9), dt.datetime(2026, 3, 2, 9), dt.datetime(9999, 12, 30)])
def test_bombs_are_bounded(event: Make, zone: ZoneInfo, rule: str, start: dt.datetime) -> None:
    try:
        series = event("x", start, floating=True, end=start, rrule=rule)
        found = expand(series, [], *YEAR, zone)
    except RuleError:
        return
    assert len(found) <= STEPS


@pytest.mark.parametrize(
    "rule",
    [
        "",
        "FREQ=",
        "FREQ=DAILY;UNTIL=tomorrow",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;BYDAY=XX",
        "INTERVAL=2",
        "FREQ=DAILY;COUNT=x",
        "FREQ=DAILY;UNTIL=20269999",
    ],
)
def test_what_is_no_rule(rule: str) -> None:
    with pytest.raises(RuleError, match="is not a"):
        check(rule, dt.datetime(2026, 3, 2, 9))


ZONES = ("America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "Asia/Kolkata", "America/Sao_Paulo")


def random_rule(pick: random.Random) -> str:
    frequency = pick.choice(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"])
    parts = [f"FREQ={frequency}"]
    if pick.random() < 0.5:
        parts.append(f"INTERVAL={pick.randint(1, 4)}")
    if frequency == "WEEKLY" and pick.random() < 0.6:
        parts.append("BYDAY=" + ",".join(pick.sample(["MO", "TU", "WE", "TH", "FR", "SA", "SU"], pick.randint(1, 3))))
        parts.append(f"WKST={pick.choice(['MO', 'SU'])}")
    if frequency == "MONTHLY" and pick.random() < 0.6:
        parts.append(
            pick.choice(
                ["BYDAY=1MO", "BYDAY=-1FR", "BYMONTHDAY=31", "BYMONTHDAY=-1,15", "BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"]
            )
        )
    if frequency == "YEARLY" and pick.random() < 0.6:
        parts.append(
            pick.choice(["BYMONTH=3,10;BYDAY=2SU", "BYMONTH=2;BYMONTHDAY=29", "BYYEARDAY=100", "BYWEEKNO=20;BYDAY=MO"])
        )
    ends = pick.random()
    if ends < 0.3:
        parts.append(f"COUNT={pick.randint(1, 400)}")
    elif ends < 0.6:
        parts.append(
            f"UNTIL={pick.randint(2024, 2028)}{pick.randint(1, 12):02}{pick.randint(1, 28):02}T{pick.randint(0, 23):02}0000Z"
        )
    return ";".join(parts)


@pytest.mark.parametrize("seed", range(RULES))
def test_expansion_equals_dateutil_on_the_written_rule(event: Make, seed: int) -> None:
    pick = random.Random(seed)
    zone = ZoneInfo(pick.choice(ZONES))
    start = dt.datetime(
        pick.randint(2000, 2026),
        pick.randint(1, 12),
        pick.randint(1, 28),
        pick.choice([0, 1, 2, 3, *range(24)]),
        pick.choice([0, 30]),
        tzinfo=zone,
    )
    start = resolve_imaginary(start)
    rule = random_rule(pick)
    low = dt.datetime(2026, pick.randint(1, 12), 1, tzinfo=zone)
    high = low + dt.timedelta(days=pick.randint(1, 800))
    hour = dt.timedelta(hours=1)
    ours = [o.start.astimezone(UTC) for o in expand(event("x", start, rrule=rule), [], low, high, zone)]  # type: ignore[union-attr]
    named = rrulestr(rule, dtstart=start).between(low - 2 * hour, high, inc=True)
    theirs = {resolve_imaginary(at) for at in named} | {start}  # what the clock skips, it takes with the offset before
    inside = {
        at.astimezone(UTC)
        for at in theirs
        if at.astimezone(UTC) < high.astimezone(UTC) and at.astimezone(UTC) + hour > low.astimezone(UTC)
    }
    assert ours == sorted(inside)


def random_calendar(pick: random.Random, event: Make, override: Callable[..., Event]) -> list[Event]:
    rows: list[Event] = []
    for _ in range(12):
        zone = ZoneInfo(pick.choice(ZONES))
        day = dt.date(2025, 1, 1) + dt.timedelta(days=pick.randrange(900))
        start: dt.date = (
            dt.datetime(day.year, day.month, day.day, pick.randrange(4, 24), tzinfo=zone)
            if pick.random() < 0.7
            else day
        )
        rule = random_rule(pick) if pick.random() < 0.7 else None
        if rule and not isinstance(start, dt.datetime):
            rule = rule.partition(";UNTIL")[0]
        row = event("x", start, rrule=rule)
        assert row.start is not None
        row = dataclasses.replace(
            row,
            end=row.start + dt.timedelta(days=pick.choice([1, 1, 3, 40]))
            if not isinstance(start, dt.datetime)
            else row.end,
        )
        rows.append(row)
        later = [o.start for o in expand(row, [], utc(2025, 6, 1), utc(2027, 6, 1), zone)] if rule else []
        for at in pick.sample(later, min(len(later), 3)):
            assert at is not None
            if pick.random() < 0.5:
                rows[-1] = dataclasses.replace(row, exdates=(at,)) if rows[-1] is row else rows[-1]
            elif rows[-1] is row:
                rows.insert(
                    -1,
                    override(row, f"o{len(rows)}-{row.id}", at, start=at + dt.timedelta(days=pick.randrange(-20, 20))),
                )
    return rows


@pytest.mark.parametrize("seed", range(8))
def test_the_index_gives_what_expansion_and_another_library_give(
    database: Database,
    queries: Queries,
    create: Callable[..., int],
    event: Make,
    override: Callable[..., Event],
    seed: int,
    zone: ZoneInfo,
) -> None:
    pick = random.Random(seed)
    rows = random_calendar(pick, event, override)
    create(*rows)
    file = recurring_ical_events.of(File.from_ical(write_calendar(queries)))
    for start, days in (
        (utc(2026, 3, 1), 31),
        (utc(2025, 2, 20), 30),
        (utc(2028, 2, 20), 40),
        (utc(2024, 6, 1), 1500),
        (utc(2026, 3, 8), 1),
    ):
        end = start + dt.timedelta(days=days)
        found = [(o.row.uid, o.start, o.row.id) for o in queries.event_occurrences(start, end)]
        whole: list[tuple[str, dt.date | None, str]] = []
        for master in (row for row in rows if row.recurrence_id is None):
            overrides = [row for row in rows if row.uid == master.uid and row.recurrence_id is not None]
            whole += [(o.row.uid, o.start, o.row.id) for o in expand(master, overrides, start, end, zone)]
        assert sorted(map(str, found)) == sorted(map(str, whole))
        assert [instant(at, zone) for _, at, _ in found if at] == sorted(instant(at, zone) for _, at, _ in found if at)
        theirs = [(str(c["UID"]), c["DTSTART"].dt) for c in file.between(start.astimezone(zone), end.astimezone(zone))]
        assert sorted((uid, str(instant(at, zone))) for uid, at, _ in found if at) == sorted(
            (uid, str(instant(at, zone))) for uid, at in theirs
        )


def test_a_series_too_dense_for_the_index_is_still_found(
    queries: Queries, create: Callable[..., int], event: Make
) -> None:
    create(event("tick", dt.datetime(2026, 1, 1, tzinfo=UTC), end=utc(2026, 1, 1), rrule="FREQ=MINUTELY"))
    assert len(queries.event_occurrences(utc(2026, 3, 5), utc(2026, 3, 6))) == 1440
    assert len(queries.event_occurrences(utc(2040, 3, 5), utc(2040, 3, 6))) == 1440
    assert queries.event_occurrences(utc(2025, 3, 5), utc(2025, 3, 6)) == ()


def test_the_window_follows_the_clock(
    database: Database, queries: Queries, create: Callable[..., int], event: Make
) -> None:
    create(event("x", dt.datetime(2026, 1, 1, 9, tzinfo=UTC), rrule="FREQ=WEEKLY"))
    count = "SELECT count(*), min(first), max(first) FROM event_occurrence"
    before = database.connection.exec_driver_sql(count).one()
    far = (utc(2030, 1, 1), utc(2030, 2, 1))
    expected = queries.event_occurrences(*far)
    assert len(expected) == 5
    history.commit(database, ChangeSet((RowChange(None, event("y", dt.datetime(2029, 1, 1, 9))),)), utc(2029, 1, 1))
    assert database.connection.exec_driver_sql(count).one()[2] > before[2] + 2 * 365 * 86_400
    assert queries.event_occurrences(*far) == expected


def test_tasks_happen_when_they_start_or_are_due(
    queries: Queries, create: Callable[..., int], task: Callable[..., Task], zone: ZoneInfo
) -> None:
    nine = dt.datetime(2026, 3, 9, 9, tzinfo=zone)
    create(
        task("dated", dt.date(2026, 3, 10)),
        task("timed", dt.datetime(2026, 3, 10, 17, tzinfo=zone)),
        task("begun", dt.date(2026, 3, 20), start=dt.date(2026, 3, 10)),
        task("around", dt.date(2026, 3, 20), start=dt.date(2026, 3, 1)),
        task("pills", nine, start=nine, rrule="FREQ=DAILY"),
        task("bins", start=dt.date(2026, 3, 3), rrule="FREQ=WEEKLY"),
        task("someday"),
    )
    day = (dt.datetime(2026, 3, 10, tzinfo=zone), dt.datetime(2026, 3, 11, tzinfo=zone))
    found = queries.task_occurrences(*day)
    assert [o.row.summary for o in found] == ["begun", "bins", "dated", "pills", "timed"]
    pills = next(o for o in found if o.row.summary == "pills")
    assert isinstance(pills.row, Task)
    assert pills.row.due == pills.row.start == pills.row.recurrence_id == nine + dt.timedelta(days=1)
    assert [t.summary for t in queries.tasks()] == ["dated", "timed", "begun", "around", "pills", "bins", "someday"]
