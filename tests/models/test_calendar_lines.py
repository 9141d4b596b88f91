"""What a calendar file says beside its rows is kept and given back, and overrides of all that follows become series."""

import datetime as dt
from collections.abc import Callable

import icalendar
import pytest
import recurring_ical_events
from dateutil.rrule import rrulestr

from models import content, history
from models.database import open_database
from models.errors import CalendarFileError
from models.ics import read_calendar, write_calendar
from models.images import Image, encode
from models.queries import Queries
from models.rows import Calendar, Component, Event
from tests.models.calendar_files import HEAD, TAIL, Take, file, vevent

JOURNAL = ["BEGIN:VJOURNAL", "UID:j1", "DTSTAMP:20260102T000000Z", "DTSTART;TZID=Europe/Berlin:20260101T100000", "SUMMARY:Dear diary", "END:VJOURNAL"]  # fmt: skip
BUSY = ["BEGIN:VFREEBUSY", "DTSTAMP:20260102T000000Z", "FREEBUSY;FBTYPE=BUSY:20260101T100000Z/PT1H", "END:VFREEBUSY"]
OTHER = ["BEGIN:X-PROGRAM", "X-STATE:open", "END:X-PROGRAM"]


def state(queries: Queries) -> tuple[list[Image], list[tuple[str, tuple[str, ...]]]]:
    """Every row with its calendar by name, and what the calendars keep."""
    names = {calendar.id: calendar.name for calendar in queries.calendars()}
    ids = [name.id for kind in ("event", "task") for name in queries.names(kind)]  # type: ignore[arg-type]
    rows = [encode(row) | {"id": "", "calendar_id": names[row.calendar_id]} for row in queries.rows(ids) if isinstance(row, Component)]  # fmt: skip
    kept = [(calendar.name, calendar.extra) for calendar in queries.calendars() if calendar.extra]
    return sorted(rows, key=repr), sorted(kept)


def given_back(data: bytes, queries: Queries, take: Take) -> str:
    """What is written after an import: elsewhere it reads equal, here the file changes nothing more, and icalendar can read it."""
    take(data)
    assert not take(data).change_set
    written = write_calendar(queries)
    with open_database(None) as other:
        there = Queries(other, queries.zone)
        take(written, "elsewhere", into=there)
        assert state(there) == state(queries)
        assert write_calendar(there) == written
    assert icalendar.Calendar.from_ical(written).walk()
    return written.replace(b"\r\n ", b"").decode()


def test_components_that_are_no_rows_and_properties_of_the_calendar_are_given_back(
    queries: Queries, take: Take
) -> None:
    properties = ["X-WR-CALNAME:Diary", "X-WR-TIMEZONE:Europe/Berlin", "X-APPLE-CALENDAR-COLOR:#FF0000", "REFRESH-INTERVAL;VALUE=DURATION:P1W"]  # fmt: skip
    written = given_back(file(*properties, *JOURNAL, *BUSY, *OTHER, *vevent("SUMMARY:x")), queries, take)
    for line in (*properties, *JOURNAL, *BUSY, *OTHER):
        assert line in written
    assert "TZID:Europe/Berlin" in written  # the journal speaks of it


def test_a_file_of_journals_alone_makes_a_calendar_that_keeps_them(
    database: object, queries: Queries, take: Take, now: dt.datetime
) -> None:
    assert "SUMMARY:Dear diary" in given_back(file(*JOURNAL), queries, take)
    changed = [line.replace("Dear", "My") for line in JOURNAL]
    take(file(*changed))
    written = write_calendar(queries)
    assert b"My diary" in written and b"Dear diary" not in written and written.count(b"BEGIN:VJOURNAL") == 1
    history.undo(queries.database, now)
    assert b"Dear diary" in write_calendar(queries)


def test_several_calendars_of_one_file_keep_what_is_theirs(queries: Queries, take: Take) -> None:
    first = file("X-WR-CALNAME:A", "X-MORE:a", "X-OWN:a", *vevent("SUMMARY:a"))
    second = file("X-WR-CALNAME:B", "X-MORE:b", *vevent("SUMMARY:b", uid="u2"), *JOURNAL)
    given_back(first + second, queries, take)
    extra = {calendar.name: calendar.extra for calendar in queries.calendars()}
    assert extra["A"] == ("X-MORE:a", "X-OWN:a") and extra["B"][0] == "X-MORE:b"
    alone = write_calendar(queries, "A")
    assert b"X-MORE:a" in alone and b"X-OWN:a" in alone and b"VJOURNAL" not in alone


def test_the_properties_of_a_file_are_not_put_on_a_calendar_of_ones_own(
    queries: Queries, take: Take, create: Callable[..., int]
) -> None:
    create(Calendar(id="work", name="Work", kind="event"))
    take(file("X-MORE:a", *vevent("SUMMARY:x"), *JOURNAL), calendar="Work")
    (work,) = (calendar for calendar in queries.calendars() if calendar.id == "work")
    assert work.extra == tuple(JOURNAL)


@pytest.mark.parametrize(
    ("start", "lines"),
    [
        ("SUMMARY:no start", []),
        ("DUE;TZID=Europe/Berlin:20260101T100000", []),
        ("DTSTART:soon", ["SUMMARY:when?"]),
        ("DTSTART:20260230T100000Z", []),
    ],
)
def test_what_can_not_be_shown_is_kept_where_others_can_read_it(
    queries: Queries, take: Take, start: str, lines: list[str]
) -> None:
    written = given_back(file(*vevent(*lines, start=start), *vevent("SUMMARY:good", uid="g")), queries, take)
    assert [name.summary for name in queries.names("event")] == ["good"] and start in written


def test_the_stamp_is_kept_and_makes_nothing_newer(queries: Queries, take: Take) -> None:
    assert "DTSTAMP:20260101T000000Z" in given_back(file(*vevent("SUMMARY:x")), queries, take)
    again = file(*vevent("SUMMARY:x")).replace(b"DTSTAMP:20260101", b"DTSTAMP:20270707")
    assert take(again).unchanged == 1


KEPT = [
    "SUMMARY:  blanks around  ", "DESCRIPTION:a \\\"quoted\\\" word", "SEQUENCE:0", "PRIORITY:0", "PRIORITY:high", "LOCATION:", "RELATED-TO;RELTYPE=SIBLING:other",
    "RRULE:FREQ=WEEKLY;BYDAY=MO;BYDAY=TU;SKIP=OMIT", "EXRULE:FREQ=WEEKLY", "GEO:48.2;16.3", "X_UNDER.SCORE:1", "ATTACH;ENCODING=BASE64;VALUE=BINARY:QUJD", "COMMENT;LANGUAGE=en:a\\, b",
    'ATTENDEE;CN="Doe; John";RSVP=TRUE;X-A=1,"2,3":MAILTO:a@example.org', "DURATION:P15DT", "X-A:b\r\nDURATION:PT1H", "CLASS:", "ATTENDEE:", "BEGIN:VALARM\r\nACTION:DISPLAY\r\nEND:VALARM",
]  # fmt: skip


@pytest.mark.parametrize("line", KEPT)
def test_odd_lines_come_back_as_they_were(queries: Queries, take: Take, line: str) -> None:
    written = given_back(file(*vevent(line)), queries, take)
    assert all(f"\r\n{part}\r\n" in written for part in line.split("\r\n"))


@pytest.mark.parametrize(
    ("data", "summary"),
    [
        ((HEAD + "\r\n".join(vevent("SUMMARY:Köln")) + "\r\n" + TAIL).encode().replace("ö".encode(), b"\xc3\r\n \xb6"), "Köln"),
        (file(*vevent("SUMMARY:Köln")) + b"BEGIN:VCALENDAR\r\nX-A:caf\xe9\r\nEND:VCALENDAR\r\n", "Köln"),
        (file(*vevent("SUMMARY:Köln")).decode().encode("utf-16-le"), "Köln"),
        (file(*vevent("SUMMARY:Köln")).replace(b"\r\n", b"\r\r\n"), "Köln"),
        (file(*vevent("SUMMARY:koeln")).lower(), "koeln"),
        (file(*vevent("SUMMARY:Köln")) + b"<html> and more\r\n", "Köln"),
        (file(*vevent("SUMMARY:Köln"))[:-15], "Köln"),
    ],
    ids=["folded-in-a-letter", "two-encodings", "utf-16-unmarked", "cr-cr-lf", "lower-case", "rest", "cut-off"],
)  # fmt: skip
def test_encodings_and_lines_as_they_come(queries: Queries, take: Take, data: bytes, summary: str) -> None:
    given_back(data, queries, take)
    assert [name.summary for name in queries.names("event")] == [summary]


def test_a_zone_with_a_colon_that_should_stand_in_quotes(queries: Queries, take: Take) -> None:
    given_back(
        file(*vevent(start="DTSTART;TZID=(UTC-05:00) Eastern Time (US & Canada):20260305T170000")), queries, take
    )
    (row,) = queries.family("u1")
    assert row.start == dt.datetime(2026, 3, 5, 17, tzinfo=queries.zone)


def test_a_line_without_a_name_goes_on_with_text_only(queries: Queries, take: Take) -> None:
    take(file(*vevent("DESCRIPTION:first", "and second", start="DTSTART:20260305T170000Z\r\nSUMMARY=nothing")))
    (row,) = queries.family("u1")
    assert (row.start, row.description) == (dt.datetime(2026, 3, 5, 17, tzinfo=dt.UTC), "first\nand second")


@pytest.mark.parametrize(
    "rule", ["FREQ=DAILY;COUNT=9", "FREQ=DAILY;UNTIL=20260313T170000Z", "FREQ=DAILY;UNTIL=20260313"]
)
def test_this_and_future_becomes_a_series(queries: Queries, take: Take, rule: str) -> None:
    master = vevent("SUMMARY:old", f"RRULE:{rule}", "EXDATE:20260306T170000Z,20260310T170000Z")
    ranged = vevent(
        "RECURRENCE-ID;RANGE=THISANDFUTURE:20260309T170000Z", "SUMMARY:new", start="DTSTART:20260309T190000Z"
    )
    one = vevent("RECURRENCE-ID:20260312T170000Z", "SUMMARY:one", start="DTSTART:20260312T080000Z")
    given_back(file(*ranged, *one, *master), queries, take)
    found = [(o.row.summary, f"{o.start:%d %H}") for o in queries.event_occurrences(None, None)]
    assert found == [("old", "05 17"), ("old", "07 17"), ("old", "08 17"), ("new", "09 19"), ("new", "11 19"), ("one", "12 08"), ("new", "13 19")]  # fmt: skip


MOVED = [
    ("FREQ=WEEKLY;BYDAY=TH", 1, 2), ("FREQ=WEEKLY;BYDAY=TH;COUNT=7", 1, 2), ("FREQ=WEEKLY;BYDAY=TU,TH;INTERVAL=2;WKST=SU", 3, 4), ("FREQ=WEEKLY;UNTIL=20260601T170000Z", -2, 3),
    ("FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", 1, 3), ("FREQ=MONTHLY;BYDAY=1TH", 1, 2), ("FREQ=MONTHLY;BYDAY=1TH;COUNT=5", -1, 2), ("FREQ=MONTHLY;BYDAY=-1FR", -2, 2), ("FREQ=MONTHLY;BYMONTHDAY=5,20", 2, 3),
    ("FREQ=YEARLY;BYMONTH=3;BYDAY=1TH", 1, 1), ("FREQ=MONTHLY;BYDAY=5TH;COUNT=5", 4, 2), ("FREQ=MONTHLY;BYMONTHDAY=-1;UNTIL=20270101T000000Z", 1, 2), ("FREQ=WEEKLY;BYDAY=TH", 7, 2), ("FREQ=DAILY", 0, 0), ("FREQ=WEEKLY;BYDAY=TH", 1, 0),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "days", "number"), MOVED)
def test_this_and_future_moves_all_that_follow_by_as_much(
    queries: Queries, take: Take, rule: str, days: int, number: int
) -> None:
    """Another library, which follows such overrides by itself, finds the same times in the file."""
    master = vevent("SUMMARY:x", f"RRULE:{rule}", "DTEND:20260305T180000Z")
    times = [dt.datetime(2026, 3, 5, 17, tzinfo=dt.UTC), *rrulestr(rule, dtstart=dt.datetime(2026, 3, 5, 17, tzinfo=dt.UTC)).xafter(dt.datetime(2026, 3, 5, 17, tzinfo=dt.UTC), count=9)]  # fmt: skip
    at, start = times[number], times[number] + dt.timedelta(days=days, hours=1)
    ranged = vevent(f"RECURRENCE-ID;RANGE=THISANDFUTURE:{at:%Y%m%dT%H%M%SZ}", "SUMMARY:x", f"DTEND:{start + dt.timedelta(hours=2):%Y%m%dT%H%M%SZ}", start=f"DTSTART:{start:%Y%m%dT%H%M%SZ}")  # fmt: skip
    data = file(*master, *ranged)
    given_back(data, queries, take)
    span = (dt.datetime(2026, 1, 1, tzinfo=dt.UTC), dt.datetime(2028, 1, 1, tzinfo=dt.UTC))
    expected = sorted((e.start, e.end) for e in recurring_ical_events.of(icalendar.Calendar.from_ical(data)).between(*span))  # fmt: skip
    assert [(o.start, o.end) for o in queries.event_occurrences(*span)] == expected and len(expected) > 1


def test_this_and_future_of_named_dates(queries: Queries, take: Take) -> None:
    master = vevent("SUMMARY:old", "RDATE:20260306T170000Z,20260310T170000Z,20260320T170000Z")
    ranged = vevent("RECURRENCE-ID;RANGE=THISANDFUTURE:20260310T170000Z", "SUMMARY:new", start="DTSTART:20260311T170000Z")  # fmt: skip
    given_back(file(*master, *ranged), queries, take)
    found = [(o.row.summary, f"{o.start:%d}") for o in queries.event_occurrences(None, None)]
    assert found == [("old", "05"), ("old", "06"), ("new", "11"), ("new", "21")]


def test_this_and_future_that_no_rule_can_follow_stands_once_and_keeps_its_line(queries: Queries, take: Take) -> None:
    master = vevent("SUMMARY:old", "RRULE:FREQ=MONTHLY;BYMONTHDAY=31", start="DTSTART:20260331T170000Z")
    line = "RECURRENCE-ID;RANGE=THISANDFUTURE:20260531T170000Z"
    ranged = vevent(line, "SUMMARY:new", start="DTSTART:20260603T170000Z")
    assert line in given_back(file(*master, *ranged), queries, take)
    found = [(o.row.summary, f"{o.start:%m-%d}") for o in queries.event_occurrences(None, None)]
    assert found[:4] == [("old", "03-31"), ("new", "06-03"), ("old", "07-31"), ("old", "08-31")]


def test_progress_is_told_evenly_from_the_first_component_on(
    queries: Queries, new_id: Callable[[], str], now: dt.datetime
) -> None:
    data = file(*(line for number in range(9) for line in vevent("SUMMARY:x", uid=str(number))))
    made: list[str] = []
    told: list[int] = []

    def numbered() -> str:
        made.append(new_id())
        return made[-1]

    read_calendar(data, "file", queries, now, numbered, step=lambda: told.append(len(made)))
    assert len(told) == 9 and told[:5] == [0] * 5 and told[5:] == sorted(told[5:])


def test_an_import_that_is_stopped_leaves_nothing(
    queries: Queries, new_id: Callable[[], str], now: dt.datetime
) -> None:
    data = file(*(line for number in range(9) for line in vevent("SUMMARY:x", uid=str(number))))
    steps = iter(range(9))

    def step() -> None:
        if next(steps) == 5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read_calendar(data, "file", queries, now, new_id, step=step)
    assert not queries.has_any() and len(queries.calendars()) == 2 and not history.entries(queries.database)
    assert next(steps) == 6


@pytest.mark.parametrize(
    ("bound", "value", "lines", "sentence"),
    [
        ("LARGEST", 200, ["X-A:" + "x" * 200], "too large"),
        ("LONGEST", 300, ["X-A:" + "x" * 300], "Line 3 is too long to be read"),
        ("LONGEST", 300, ["X-A:x", *[" y"] * 400], "Line 3 is too long to be read"),
        ("WIDEST", 100, ["X-A" + ";B=C" * 100 + ":x"], "Line 3 has more parameters than can be read"),
        ("DEEPEST", 5, ["BEGIN:X"] * 9, "stands inside too many other components"),
    ],
)  # fmt: skip
def test_files_beyond_a_bound_are_refused_in_a_sentence(
    queries: Queries,
    take: Take,
    monkeypatch: pytest.MonkeyPatch,
    bound: str,
    value: int,
    lines: list[str],
    sentence: str,
) -> None:
    monkeypatch.setattr(content, bound, value)
    with pytest.raises(CalendarFileError, match=sentence):
        take(file(*lines, *vevent("SUMMARY:x")))
    assert not queries.has_any()


def test_a_zone_by_the_second_is_not_followed(queries: Queries, take: Take) -> None:
    half = ["BEGIN:STANDARD", "DTSTART:16010101T000000", "TZOFFSETFROM:+0545", "TZOFFSETTO:+0515", "RRULE:FREQ=SECONDLY", "END:STANDARD"]  # fmt: skip
    take(file("BEGIN:VTIMEZONE", "TZID:Odd", *half, "END:VTIMEZONE", *vevent(start="DTSTART;TZID=Odd:20260305T170000")))
    (row,) = queries.family("u1")
    assert isinstance(row, Event) and row.start == dt.datetime(2026, 3, 5, 11, 45, tzinfo=dt.UTC)


def test_a_folder_of_zones_is_no_zone(queries: Queries, take: Take) -> None:
    america = "TZID=America:20260305T170000"
    take(
        file(
            *vevent(start=f"DTSTART;{america}"), *vevent(start=f"DUE;{america}", uid="u2"), *vevent("X-OWN:c", uid="u3")
        )
    )
    (row,) = queries.family("u1")
    assert row.start == dt.datetime(2026, 3, 5, 17, tzinfo=queries.zone) and b"X-OWN:c" in write_calendar(queries)


def test_a_component_that_is_never_closed_takes_none_with_it(queries: Queries, take: Take) -> None:
    cut = vevent("SUMMARY:cut", "BEGIN:VALARM", "TRIGGER:-PT5M")[:-1]
    given_back(file(*cut, *vevent("SUMMARY:whole", uid="u2")), queries, take)
    assert [name.summary for name in queries.names("event")] == ["cut", "whole"]


def test_components_that_other_programs_refuse_are_left_out_with_a_warning(queries: Queries, take: Take) -> None:
    box = ["BEGIN:X-BOX", "DTSTART:soon", "END:X-BOX"]
    alarm = ["BEGIN:VALARM", "TRIGGER:-PT5M", *box, "END:VALARM"]
    found = take(file(*vevent("SUMMARY:whole", *box, *alarm), *box))
    lines = ("8, “whole”", "13, “whole”", "18")
    assert set(found.warnings) == {f"Line {line}: X-BOX can't be read and was left out." for line in lines}
    assert b"X-BOX" not in write_calendar(queries) and b"TRIGGER:-PT5M" in write_calendar(queries)


def test_a_second_stamp_or_duration_says_nothing(queries: Queries, take: Take) -> None:
    written = given_back(file(*vevent("DTSTAMP:20270101T000000Z", "DURATION:PT1H", "DURATION:PT2H")), queries, take)
    assert written.count("DTSTAMP") == 1 and written.count("DURATION") == 1
