"""Calendar files: in and out equal, again without doubling, and bounded whatever they hold."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import pytest

from models import history
from models.changes import ChangeSet, RowChange
from models.database import Database, open_database
from models.errors import CalendarFileError, StoreError
from models.ics import write_calendar
from models.queries import Queries
from models.rows import Alarm, Attendee, Calendar, Event, Task
from tests.models.calendar_files import HEAD, Take, assert_equal_again, file, images, row, vevent

Make = Callable[..., Event]
CALENDARS = Path(__file__).parents[1] / "corpus" / "calendars"


@pytest.mark.parametrize("source", sorted(CALENDARS.glob("*.ics")), ids=lambda source: source.stem)
def test_whole_calendars_come_in_and_go_out_equal(queries: Queries, take: Take, source: Path) -> None:
    data = source.read_bytes()
    known = [part for part in icalendar.Calendar.from_ical(data).walk() if part.name in ("VEVENT", "VTODO")]
    found = take(data, source.stem)
    assert (found.created, found.skipped, found.warnings) == (len(known), 0, ())
    written = write_calendar(queries)
    there = {
        (part.name, str(part["UID"]), str(part.get("RECURRENCE-ID") and part["RECURRENCE-ID"].dt)): part
        for part in icalendar.Calendar.from_ical(written).walk()
        if part.name in ("VEVENT", "VTODO")
    }
    assert len(there) == len(known)
    for part in known:
        other = there[part.name, str(part["UID"]), str(part.get("RECURRENCE-ID") and part["RECURRENCE-ID"].dt)]
        for name in part.keys() - {"DTSTAMP", "DURATION"}:
            assert str(part.get(name)) == str(other.get(name)) or part[name].dt == other[name].dt
        assert [a["TRIGGER"].dt for a in part.walk("VALARM")] == [a["TRIGGER"].dt for a in other.walk("VALARM")]


@pytest.fixture
def full(event: Make, task: Callable[..., Task], override: Callable[..., Event]) -> tuple[Event | Task, ...]:
    """A series and a task with every field set, an override, and rows with as few as can be."""
    berlin, utc = ZoneInfo("Europe/Berlin"), ZoneInfo("UTC")
    start = dt.datetime(2026, 3, 5, 9, tzinfo=berlin)
    series = event(
        "Tea, cake; and \\ more\nlines", start, uid="full", rrule="FREQ=WEEKLY;COUNT=9", exdates=(start + dt.timedelta(weeks=2),), rdates=(dt.datetime(2026, 7, 1, 9, tzinfo=berlin),),
        location="Café “Ö”", description="x" * 300, status="CONFIRMED", priority=1, categories=("A, b", "c"), url="https://example.org/?a=b;c,d", klass="PRIVATE", related_to="parent",
        sequence=3, transparency="TRANSPARENT", organizer=Attendee(name="Lea: boss", address="mailto:lea@example.org"), extra=("X-COLOR;X-A=\"q;:\":blau", "BEGIN:VLOCATION", "NAME:Hall", "END:VLOCATION"),
        attendees=(Attendee(name='Kim "K"'), Attendee(name="sam@example.org", address="mailto:sam@example.org", role="CHAIR", partstat="ACCEPTED", parameters=(("RSVP", "TRUE"),))),
        alarms=(Alarm(trigger=dt.timedelta(minutes=-10), description="Tea"), Alarm(trigger=dt.timedelta(0), related_end=True, action="AUDIO", repeat=2, repeat_every=dt.timedelta(minutes=5), extra=("X-B:c",)), Alarm(trigger=dt.datetime(2026, 3, 1, 9, tzinfo=utc))),
    )  # fmt: skip
    moved = override(
        series, "o", start + dt.timedelta(weeks=1), start=start + dt.timedelta(weeks=1, hours=2), summary="Later"
    )
    due = dt.datetime(2026, 3, 6, 17, tzinfo=berlin)
    todo = task(
        "Report",
        due,
        uid="todo",
        start=due - dt.timedelta(days=1),
        completed=dt.datetime(2026, 3, 6, 12, tzinfo=utc),
        percent=100,
        status="COMPLETED",
        alarms=(Alarm(trigger=dt.timedelta(hours=-1)),),
    )
    return (
        series,
        moved,
        todo,
        event("Day", dt.date(2026, 3, 5)),
        event("Floating", dt.datetime(2026, 3, 5, 8), floating=True),
        task("Someday"),
        task("Dated", dt.date(2026, 3, 9)),
    )


def test_a_full_event_and_a_full_task_go_out_and_come_in_equal(
    queries: Queries, create: Callable[..., int], take: Take, full: tuple[Event | Task, ...]
) -> None:
    create(*full)
    written = write_calendar(queries)
    assert max(map(len, written.split(b"\r\n"))) <= 75
    assert (
        b"""CN="Kim ^'K^'":invalid:nomail""" in written
        and b"X-PLAINDAY-CALENDAR:Personal" in written
        and b"TZID:Europe/Berlin" in written
    )
    assert b"TRIGGER;RELATED=END:-PT1H" in written  # of the task: before it is due
    assert_equal_again(written, queries, take)
    with open_database(None) as other:
        there = Queries(other, queries.zone)
        take(written, into=there)
        assert images(there) == images(queries)


def test_the_same_rows_give_the_same_bytes(database: Database, queries: Queries, take: Take, now: dt.datetime) -> None:
    for path in sorted(CALENDARS.glob("*.ics")):
        take(path.read_bytes(), path.stem)
    before = write_calendar(queries)
    rows = [r for r in queries.rows(name.id for name in queries.names("event")) if isinstance(r, Event)][::2]
    history.commit(database, ChangeSet(tuple(RowChange(r, None) for r in rows)), now)
    assert write_calendar(queries) != before
    history.undo(database, now)
    assert write_calendar(queries) == before


def test_import_is_one_undo_entry(database: Database, queries: Queries, take: Take, now: dt.datetime) -> None:
    take(file("X-WR-CALNAME:Choir", *vevent("SUMMARY:Concert"), *vevent("SUMMARY:Rehearsal", uid="u2")))
    assert [c.name for c in queries.calendars()] == ["Personal", "Tasks", "Choir"]
    assert history.undo(database, now).text == "Import file"
    assert [c.name for c in queries.calendars()] == ["Personal", "Tasks"] and not queries.has_any()


def test_the_calendar_of_a_component(queries: Queries, take: Take) -> None:
    marked = vevent("X-PLAINDAY-CALENDAR:Marked", uid="m")
    todo = ["BEGIN:VTODO", "UID:t", "SUMMARY:Milk", "END:VTODO"]
    take(file("X-WR-CALNAME:Named", *marked, *vevent(uid="n"), *todo))
    take(file(*vevent(uid="s")), "stem")
    take(file(*vevent(uid="o"), *vevent("X-PLAINDAY-CALENDAR:Marked", uid="p")), "stem", "Personal")
    names = {calendar.id: (calendar.name, calendar.kind) for calendar in queries.calendars()}
    assert {uid: names[row(queries, uid).calendar_id] for uid in "mntsop"} == {
        "m": ("Marked", "event"), "n": ("Named", "event"), "t": ("Named", "task"), "s": ("stem", "event"), "o": ("Personal", "event"), "p": ("Personal", "event"),
    }  # fmt: skip
    assert write_calendar(queries, "named").count(b"BEGIN:VEVENT") == 1 and b"X-WR-CALNAME:Named" in write_calendar(
        queries, "named"
    )
    with pytest.raises(StoreError, match="no calendar or list named “Nowhere”"):
        write_calendar(queries, "Nowhere")


def test_importing_again_updates_by_sequence_and_never_doubles(queries: Queries, take: Take) -> None:
    take(file(*vevent("SUMMARY:One", "SEQUENCE:2")))
    first = row(queries)
    assert take(file(*vevent("SUMMARY:Older", "SEQUENCE:1"))).older == 1
    assert take(file(*vevent("SUMMARY:One", "SEQUENCE:2"))).unchanged == 1
    assert row(queries) == first
    found = take(file(*vevent("SUMMARY:Two", "SEQUENCE:3")))
    assert (found.created, found.updated) == (0, 1)
    assert (row(queries).id, row(queries).summary) == (first.id, "Two")


def test_uids_given_to_different_things_and_missing_ones(queries: Queries, take: Take) -> None:
    unnamed = ["BEGIN:VEVENT", "DTSTART:20260305T170000Z", "SUMMARY:No uid", "END:VEVENT"]
    data = file(
        *vevent("SUMMARY:a"),
        *vevent("SUMMARY:a"),
        *vevent("SUMMARY:b"),
        *vevent("SUMMARY:newer", "SEQUENCE:1", uid="v"),
        *vevent("SUMMARY:old", uid="v"),
        *unnamed,
    )
    found = take(data)
    assert found.created == 4 and len(found.warnings) == 2
    assert sorted(name.summary for name in queries.names("event")) == ["No uid", "a", "b", "newer"]
    assert not take(data).change_set


def test_what_a_field_can_not_hold_is_given_back(queries: Queries, take: Take, change: Callable[..., int]) -> None:
    lines = ("SUMMARY;LANGUAGE=de:Besprechung", "RRULE:RSCALE=CHINESE;FREQ=YEARLY;SKIP=FORWARD", "RELATED-TO;RELTYPE=CHILD:kid", "X-OWN;A=b:c", "GEO:48.2;16.3", "ATTACH;FMTTYPE=a/b:https://example.org")  # fmt: skip
    data = file(*vevent(*lines))
    found = take(data)
    assert len(found.warnings) == 1 and "RSCALE" in found.warnings[0]
    written = assert_equal_again(data, queries, take).replace(b"\r\n ", b"").decode()
    for line in lines:
        assert written.count(line) == 1
    before = row(queries)
    change(before, __import__("dataclasses").replace(before, summary="Meeting", rdates=()))
    written = write_calendar(queries).decode()
    assert "SUMMARY:Meeting" in written and "LANGUAGE" not in written and "X-OWN;A=b:c" in written


@pytest.mark.parametrize(
    "data",
    [
        HEAD.encode() + b"BEGIN:VEVENT\nDTSTART:20260305\nSUMMARY:Gr\xfc\xdfe\nUID:u1\nEND:VEVENT\nEND:VCALENDAR",
        "\ufeffBEGIN:VCALENDAR\rBEGIN:VEVENT\rUID:u1\rDTSTART:20260305\rSUMMARY:Grüße\rEND:VEVENT\rEND:VCALENDAR".encode(),
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:u1\nDTSTART:20260305\nSUMMARY:Grüße\nEND:VEVENT\nEND:VCALENDAR".encode("utf-16"),
        "BEGIN:VEVENT\r\nUID:u1\r\n\r\nDTSTART\r\n :20260305\r\nSUMMARY:Gr\r\n üß\r\n\te\r\nEND:VEVENT\r\n".encode(),
        "begin:vcalendar\nBEGIN:VEVENT\nUID:u1\nDTSTART:20260305\nSUMMARY:Grüße\nEND:VEVENT\n".encode(),
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:u1\nDTSTART:20260305\nSUMMARY:Grüße\nBEGIN:VEVENT\nUID:u2\nDTSTART:20260305\nEND:VEVENT\nEND:VCALENDAR".encode(),
        "BEGIN:VCALENDAR\nBEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:u1\nDTSTART:20260305\nSUMMARY:Gr\0üße\x07\nEND:VEVENT\nEND:X\nEND:VCALENDAR".encode(),
    ],
    ids=["windows-1252", "bom-cr", "utf-16", "bare-folded", "unclosed", "end-missing", "nested-control"],
)  # fmt: skip
def test_files_as_they_come(queries: Queries, take: Take, data: bytes) -> None:
    take(data)
    assert (row(queries).summary, row(queries).start) == ("Grüße", dt.date(2026, 3, 5))
    assert_equal_again(data, queries, take)


def test_a_broken_fold_stays_in_its_text(queries: Queries, take: Take) -> None:
    data = file(*vevent("DESCRIPTION:first", "second line without a blank", "SUMMARY:s"))
    take(data)
    assert (row(queries).description, row(queries).summary) == ("first\nsecond line without a blank", "s")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "not an iCalendar file"), (b"\r\n\r\n", "not an iCalendar file"), (b"<html>\n<body>", "Line 1 is not iCalendar"), (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "Line 1 is not iCalendar"),
        (b"SUMMARY:x", "not an iCalendar file"), (b"BEGIN:A\n" * 100, "stands inside too many"), (b"BEGIN:VCALENDAR\nX:" + b"\n " + b"y" * 9_000_000, "too large|too long"), (b"x" * (33 << 20), "too large"),
    ],
)  # fmt: skip
def test_what_is_no_calendar_is_refused_in_one_sentence(
    queries: Queries, take: Take, data: bytes, sentence: str
) -> None:
    with pytest.raises(CalendarFileError, match=sentence) as told:
        take(data)
    assert len(str(told.value)) < 150 and not queries.has_any()


@pytest.mark.parametrize(
    "line",
    ["SUMMARY;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Gr=C3=BC=C3=9Fe", "RRULE:MP1 1+ TU #0", "DALARM:20260305T165000Z;PT5M;2;Tea"],
)  # fmt: skip
def test_the_format_before_icalendar_is_read_as_far_as_it_says_the_same(
    queries: Queries, take: Take, line: str
) -> None:
    older = file(*vevent("SUMMARY:Tea")).replace(b"VERSION:2.0", b"VERSION:1.0")
    assert take(older).created == 1
    with pytest.raises(
        CalendarFileError, match=r"vCalendar 1\.0 file, which can't be read \(line 8\): save it as iCal"
    ):
        take(older.replace(b"SUMMARY:Tea", f"SUMMARY:Tea\r\n{line}".encode()))
    assert take(file(*vevent("SUMMARY:Tea", line, uid="u2"))).created == 1


def test_a_component_that_can_not_be_a_row_is_left_out_with_its_line(queries: Queries, take: Take) -> None:
    found = take(
        file(*vevent("SUMMARY:good"), "BEGIN:VEVENT", "UID:bad", "END:VEVENT", *vevent(uid="b", start="DTSTART:soon"))
    )
    assert (found.created, found.skipped) == (1, 2)
    assert found.warnings[0] == "Line 9: an event without a start was kept for export, but not shown."


def test_a_million_exceptions_are_left_out(queries: Queries, take: Take) -> None:
    dates = ",".join(["20260305T170000Z"] * 1_000_000)
    with pytest.raises(CalendarFileError, match="too long"):
        take(file(*vevent(f"EXDATE:{dates}")))
    found = take(file(*vevent(*[f"EXDATE:{dates[:160_000]}" for _ in range(100)])))
    assert found.skipped == 1 and "more than 20,000 values of EXDATE" in found.warnings[0]


def test_an_empty_store_writes_an_empty_file(queries: Queries, take: Take) -> None:
    assert icalendar.Calendar.from_ical(write_calendar(queries)).walk()
    assert not take(write_calendar(queries)).change_set


def test_an_all_day_calendar_of_a_new_kind_is_made_once(
    queries: Queries, take: Take, create: Callable[..., int]
) -> None:
    create(Calendar(id="work", name="Work", kind="event", position=5))
    take(
        file("X-WR-CALNAME:Work", *vevent(), "BEGIN:VTODO", "UID:t", "END:VTODO", "BEGIN:VTODO", "UID:t2", "END:VTODO")
    )
    assert [(c.name, c.kind, c.position) for c in queries.calendars()][2:] == [
        ("Work", "event", 5),
        ("Work", "task", 6),
    ]
