"""Time zones by the names that other programs give them, with and without a definition in the file."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from models.queries import Queries
from models.zone_names import known, named_zone
from tests.models.calendar_files import Take, assert_equal_again, file, row, vevent
from tests.models.test_ics_times import zone_block

US = ("FREQ=YEARLY;BYMONTH=11;BYDAY=1SU", "FREQ=YEARLY;BYMONTH=3;BYDAY=2SU")
EUROPE = ("FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU")


def two_halves(tzid: str, winter: str, summer: str, rules: tuple[str, str]) -> list[str]:
    return zone_block(
        tzid,
        ("STANDARD", "19701101T020000", summer, winter, rules[0]),
        ("DAYLIGHT", "19700301T020000", winter, summer, rules[1]),
    )


@pytest.mark.parametrize(
    ("tzid", "utc"),
    [
        ("Eastern Time (US & Canada)", 18), ("Pacific Time (US & Canada)", 21), ("EDT", 18), ("PST", 21), ("CEST", 12), ("BST", 13),
        ("GMT+2", 12), ("GMT+0200", 12), ("UTC+2", 12), ("UTC+02:00", 12), ("GMT-05:00", 19), ("-0500", 19), ("US-Eastern", 18),
        ("Kamchatka Standard Time", 2), ('"(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna"', 12), ("Berlin", 12),
        ('"(GMT-05.00) Eastern Time (US & Canada)"', 18), ('"(UTC+10:00) Canberra, Melbourne, Sydney"', 4), ("(UTC) Coordinated Universal Time", 14),
        ('"tzone://Microsoft/Utc"', 14), ("tzone://Microsoft/Utc", 14), ("europe/berlin", 12), ("Mitteleuropäische Zeit", 12), ("New York", 18),
    ],
)  # fmt: skip
def test_names_without_a_definition(queries: Queries, take: Take, tzid: str, utc: int) -> None:
    data = file(*vevent("SUMMARY:Webinar", start=f"DTSTART;TZID={tzid}:20260715T140000"))
    assert take(data).warnings == ()
    start = row(queries).start
    assert isinstance(start, dt.datetime) and start.astimezone(dt.UTC).hour == utc
    assert_equal_again(data, queries, take)


@pytest.mark.parametrize(
    "name", ["IST", "CST", "Nowhere", "America", "(UTC+02:00) Nowhere", "Custom/nothing", "GMT+99", "Local"]
)
def test_what_no_one_can_know_is_not_guessed(name: str) -> None:
    assert named_zone(name) is None


def test_every_iana_name_is_itself_in_any_letters() -> None:
    for name in sorted(known()):
        for found in (named_zone(name), named_zone(name.lower()), named_zone(f"/x.org/1/{name}")):
            january = dt.datetime(2026, 1, 1), dt.datetime(2026, 7, 1)
            assert found, name
            assert [found.utcoffset(at) for at in january] == [ZoneInfo(name).utcoffset(at) for at in january], name


def test_a_zone_that_nothing_explains_is_the_persons_and_is_told(queries: Queries, take: Take) -> None:
    lines = ("RRULE:FREQ=WEEKLY;COUNT=3", "SUMMARY:Choir", "EXDATE:20260312T200000Z")
    found = take(file(*vevent(*lines, start="DTSTART;TZID=Parish Time:20260305T160000")))
    assert found.warnings == (
        "Line 6, “Choir”: the time zone “Parish Time” is not known; its times are taken as America/New_York.",
    )
    assert [o.start.day for o in queries.event_occurrences(None, None) if o.start] == [
        5,
        19,
    ]  # as 12 March, 16:00, is 20:00 in UTC


def test_a_zone_that_nothing_explains_is_that_of_the_calendar(queries: Queries, take: Take) -> None:
    head = ("X-WR-TIMEZONE:Asia/Kolkata",)
    found = take(
        file(
            *head,
            *vevent(start="DTSTART;TZID=Parish Time:20260305T160000"),
            *vevent(uid="i", start="DTSTART;TZID=IST:20260305T160000"),
        )
    )
    assert [w for w in found.warnings if "Asia/Kolkata" in w] == list(found.warnings) and len(found.warnings) == 1
    for uid in ("u1", "i"):
        assert row(queries, uid).start == dt.datetime(2026, 3, 5, 10, 30, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("tzid", "block", "utc"),
    [
        ("GMT", two_halves("GMT", "+0000", "+0100", EUROPE), 13),
        ("EST", two_halves("EST", "-0500", "-0400", US), 18),
        ("GMT", zone_block("GMT", ("STANDARD", "19700101T000000", "+0000", "+0000", "")), 14),
        ("tzone://Microsoft/Custom", two_halves("tzone://Microsoft/Custom", "+0100", "+0200", EUROPE), 12),
        ("Eastern Time (US & Canada)", two_halves("Eastern Time (US & Canada)", "+0100", "+0200", EUROPE), 12),
        ("America/New_York", two_halves("America/New_York", "+0100", "+0200", EUROPE), 18),
    ],
)
def test_a_definition_holds_where_the_name_is_short(
    queries: Queries, take: Take, tzid: str, block: list[str], utc: int
) -> None:
    data = file(*block, *vevent(start=f"DTSTART;TZID={tzid}:20260715T140000"))
    take(data)
    start = row(queries).start
    assert isinstance(start, dt.datetime) and start.astimezone(dt.UTC).hour == utc
    assert_equal_again(data, queries, take)


def test_a_zone_is_known_by_its_clock_of_today_too(queries: Queries, take: Take) -> None:
    tzid = "(GMT+04:00) Gulf"  # as Moscow's was, in the years of the start alone
    block = zone_block(tzid, ("STANDARD", "19700101T000000", "+0400", "+0400", ""))
    take(file(*block, *vevent("RRULE:FREQ=WEEKLY", start=f'DTSTART;TZID="{tzid}":20120102T090000')))
    start = row(queries).start
    assert isinstance(start, dt.datetime) and start.replace(year=2026).utcoffset() == dt.timedelta(hours=4)


def test_the_calendars_zone_is_that_of_times_without_one(queries: Queries, take: Take) -> None:
    lines = (
        "DTEND:20260715T150000",
        "RRULE:FREQ=DAILY;COUNT=3",
        "EXDATE:20260716T140000",
        "RDATE;VALUE=PERIOD:20260720T140000/PT1H",
    )
    data = file(
        "X-WR-TIMEZONE:Europe/Berlin",
        *vevent(*lines, start="DTSTART:20260715T140000"),
        *vevent(uid="day", start="DTSTART:20260715"),
    )
    take(data)
    assert row(queries).start == dt.datetime(2026, 7, 15, 12, tzinfo=dt.UTC)
    times = [o.start for o in queries.event_occurrences(None, None, {row(queries).id})]
    assert [time.astimezone(dt.UTC).day for time in times if isinstance(time, dt.datetime)] == [15, 17, 20]
    assert row(queries, "day").start == dt.date(2026, 7, 15)
    assert_equal_again(data, queries, take)


@pytest.mark.parametrize(
    ("head", "start"),
    [
        (("X-WR-TIMEZONE:UTC",), "DTSTART:20260715T140000"),
        (("PRODID:-//Apple Inc.//macOS 15//EN", "X-WR-TIMEZONE:Europe/Berlin"), "DTSTART:20260715T140000"),
        (("X-WR-TIMEZONE:somewhere",), "DTSTART:20260715T140000"),
    ],
)
def test_times_that_float_on_purpose_do(queries: Queries, take: Take, head: tuple[str, ...], start: str) -> None:
    data = file(*head, *vevent(start=start))
    take(data)
    assert row(queries).start == dt.datetime(2026, 7, 15, 14)
    assert_equal_again(data, queries, take)
