"""Times, alarms and zones of calendar files, as other programs write them."""

import datetime as dt
from zoneinfo import ZoneInfo

import icalendar
import pytest

from models.queries import Queries
from models.rows import Event
from tests.models.calendar_files import Take, assert_equal_again, file, row, vevent


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("DTSTART:20260305T170000Z", dt.datetime(2026, 3, 5, 17, tzinfo=dt.UTC)),
        ("DTSTART;TZID=Europe/Berlin:20260305T170000", dt.datetime(2026, 3, 5, 17, tzinfo=ZoneInfo("Europe/Berlin"))),
        ('DTSTART;TZID="Europe/Berlin":20260305T170000', dt.datetime(2026, 3, 5, 17, tzinfo=ZoneInfo("Europe/Berlin"))),
        ("DTSTART;TZID=/mozilla.org/20050126_1/Europe/Berlin:20260305T170000", dt.datetime(2026, 3, 5, 17, tzinfo=ZoneInfo("Europe/Berlin"))),
        ("DTSTART;TZID=W. Europe Standard Time:20260305T170000", dt.datetime(2026, 3, 5, 17, tzinfo=ZoneInfo("Europe/Berlin"))),
        ("DTSTART;TZID=Nowhere:20260305T170000", dt.datetime(2026, 3, 5, 17, tzinfo=ZoneInfo("America/New_York"))),
        ("DTSTART:20260305T170000", dt.datetime(2026, 3, 5, 17)),
        ("DTSTART;VALUE=DATE:20260305", dt.date(2026, 3, 5)),
        ("DTSTART;VALUE=DATE:20260305T000000", dt.date(2026, 3, 5)),
        ("dtstart;value=date : 20260305", dt.date(2026, 3, 5)),
        ("DTSTART:2026-03-05", dt.date(2026, 3, 5)),
        ("DTSTART:2026-03-05T17:00:00.5", dt.datetime(2026, 3, 5, 17)),
        ("DTSTART:2026-03-05T18:00:00.5+01:00", dt.datetime(2026, 3, 5, 17, tzinfo=dt.UTC)),
    ],
)  # fmt: skip
def test_times_of_ordinary_files(queries: Queries, take: Take, line: str, expected: dt.date) -> None:
    data = file(*vevent(start=line))
    take(data)
    found = row(queries).start
    assert (found, str(getattr(found, "tzinfo", None))) == (
        expected,
        str(getattr(expected, "tzinfo", None)).replace("datetime.timezone.utc", "UTC"),
    )
    assert_equal_again(data, queries, take)


@pytest.mark.parametrize(
    ("lines", "end"),
    [
        (["DURATION:PT90M"], dt.datetime(2026, 3, 5, 18, 30, tzinfo=dt.UTC)),
        (["DURATION:P1W"], dt.datetime(2026, 3, 12, 17, tzinfo=dt.UTC)),
        (["DURATION:soon"], dt.datetime(2026, 3, 5, 17, tzinfo=dt.UTC)),
        ([], dt.datetime(2026, 3, 5, 17, tzinfo=dt.UTC)),
        (["DTEND:20260305T160000Z"], dt.datetime(2026, 3, 5, 17, tzinfo=dt.UTC)),
        (["DTEND:never"], dt.datetime(2026, 3, 5, 17, tzinfo=dt.UTC)),
        (["DTEND;VALUE=DATE:20260306"], dt.datetime(2026, 3, 6, tzinfo=dt.UTC)),
    ],
)  # fmt: skip
def test_an_event_always_has_an_end(queries: Queries, take: Take, lines: list[str], end: dt.datetime) -> None:
    data = file(*vevent(*lines))
    take(data)
    found = row(queries)
    assert isinstance(found, Event) and found.end == end
    assert (b"DURATION" in assert_equal_again(data, queries, take)) == ("P" in "".join(lines[:1]))


def test_a_duration_of_a_day_is_a_day_by_the_calendar(queries: Queries, take: Take) -> None:
    take(file(*vevent("DURATION:P1DT1H", start="DTSTART;TZID=America/New_York:20260307T120000")))
    found = row(queries)
    assert isinstance(found, Event)
    assert found.end == dt.datetime(2026, 3, 8, 13, tzinfo=ZoneInfo("America/New_York"))


def test_alarms_of_tasks_are_relative_to_their_due(queries: Queries, take: Take) -> None:
    def alarm(trigger: str) -> list[str]:
        return ["BEGIN:VALARM", "ACTION:DISPLAY", trigger, "END:VALARM"]

    todo = ["BEGIN:VTODO", "UID:u1", "DTSTART:20260305T100000Z", "DUE:20260305T120000Z"]
    data = file(
        *todo,
        *alarm("TRIGGER:-PT15M"),
        *alarm("TRIGGER;RELATED=END:-PT5M"),
        *alarm("TRIGGER;VALUE=DATE-TIME:20260305T090000Z"),
        *alarm("TRIGGER:whenever"),
        "END:VTODO",
    )
    found = take(data)
    assert "whenever" in found.warnings[0]
    before_due = [
        dt.timedelta(hours=-2, minutes=-15),
        dt.timedelta(minutes=-5),
        dt.datetime(2026, 3, 5, 9, tzinfo=dt.UTC),
    ]
    assert [a.trigger for a in row(queries).alarms] == before_due
    assert_equal_again(data, queries, take)


def zone_block(tzid: str, *halves: tuple[str, str, str, str, str]) -> list[str]:
    lines = ["BEGIN:VTIMEZONE", f"TZID:{tzid}"]
    for name, begin, before, after, rule in halves:
        lines += [
            f"BEGIN:{name}",
            f"DTSTART:{begin}",
            f"TZOFFSETFROM:{before}",
            f"TZOFFSETTO:{after}",
            *([f"RRULE:{rule}"] if rule else []),
            f"END:{name}",
        ]
    return [*lines, "END:VTIMEZONE"]


def test_a_zone_of_another_programs_name_is_found_by_what_its_clock_shows(queries: Queries, take: Take) -> None:
    block = zone_block("Mitteleuropa", ("STANDARD", "19701025T030000", "+0200", "+0100", "FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU"), ("DAYLIGHT", "19700329T020000", "+0100", "+0200", "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU"))  # fmt: skip
    data = file(*block, *vevent(start="DTSTART;TZID=Mitteleuropa:20260705T170000"))
    take(data)
    assert row(queries).start.tzinfo == ZoneInfo("Europe/Berlin")  # type: ignore[union-attr]
    assert_equal_again(data, queries, take)


def test_a_zone_that_no_one_has_keeps_its_own_rule(queries: Queries, take: Take, zone: ZoneInfo) -> None:
    block = zone_block("Nowhere, really", ("STANDARD", "20001001T030000", "+0545", "+0515", "FREQ=YEARLY;BYMONTH=10;BYDAY=1SU"), ("DAYLIGHT", "20000402T020000", "+0515", "+0545", "FREQ=YEARLY;BYMONTH=4;BYDAY=1SU"))  # fmt: skip
    data = file(*block, *vevent("RRULE:FREQ=MONTHLY;COUNT=12", start='DTSTART;TZID="Nowhere, really":20260115T120000'))
    take(data)
    offsets = [o.start.utcoffset() for o in queries.event_occurrences(None, None) if isinstance(o.start, dt.datetime)]
    winter, summer = dt.timedelta(hours=5, minutes=15), dt.timedelta(hours=5, minutes=45)
    assert offsets == [winter] * 3 + [summer] * 6 + [winter] * 3
    written = assert_equal_again(data, queries, take)
    again = icalendar.Calendar.from_ical(written).events[0].start
    assert again.astimezone(dt.UTC) == dt.datetime(2026, 1, 15, 6, 45, tzinfo=dt.UTC)
