"""A file that comes again: what is newer, what its author dropped, what a person changed meanwhile, what a message asks for."""

import dataclasses
import datetime as dt
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import history
from models.database import open_database
from models.errors import CalendarFileError
from models.ics import read_calendar, write_calendar
from models.property_values import bare
from models.queries import Queries
from models.rows import Attendee, Event
from models.versions import is_older
from tests.models.calendar_files import Take, file, row, vevent

Change = Callable[..., int]
WEEKLY = ("SUMMARY:Tennis", "RRULE:FREQ=WEEKLY;COUNT=3")
SECOND = vevent("SUMMARY:Tennis moved", "RECURRENCE-ID:20260312T170000Z", start="DTSTART:20260313T170000Z")


def stamped(stamp: str, *lines: str, start: str = "DTSTART:20260305T140000Z") -> bytes:
    """A file of one event, written at `stamp`."""
    return file("BEGIN:VEVENT", "UID:u1", f"DTSTAMP:{stamp}T000000Z", start, *lines, "END:VEVENT")


def edited(queries: Queries, change: Change, **fields: object) -> None:
    """Changes the row as a person does here: SEQUENCE is raised."""
    before = row(queries)
    change(before, dataclasses.replace(before, **({"sequence": before.sequence + 1} | fields)))  # type: ignore[arg-type]


def test_an_own_change_outlives_the_same_file_and_not_a_changed_one(
    queries: Queries, take: Take, change: Change
) -> None:
    take(stamped("20260101", "SUMMARY:Dentist"))
    edited(queries, change, location="Hall")
    assert take(stamped("20260301", "SUMMARY:Dentist")).older == 1  # made anew, with nothing new in it
    assert row(queries).location == "Hall"
    found = take(stamped("20260302", "SUMMARY:Dentist", start="DTSTART:20260305T170000Z"))
    assert found.updated == 1 and row(queries).start == dt.datetime(2026, 3, 5, 17, tzinfo=dt.UTC)
    assert found.warnings == ("“Dentist” was changed here; the newer version of the file replaced that.",)
    assert take(stamped("20260303", "SUMMARY:Dentist")).updated == 1  # moved back by its author
    assert not take(stamped("20260303", "SUMMARY:Dentist")).change_set


def test_an_own_exception_without_a_new_sequence_is_not_taken_back(
    queries: Queries, take: Take, change: Change
) -> None:
    take(file(*vevent(*WEEKLY)))
    edited(queries, change, sequence=0, exdates=(dt.datetime(2026, 3, 12, 17, tzinfo=dt.UTC),))
    found = take(file(*vevent(*WEEKLY)))
    assert (found.older, found.updated, len(row(queries).exdates)) == (1, 0, 1)


def test_an_older_export_of_what_was_made_here_changes_nothing(
    queries: Queries, take: Take, change: Change, create: Change, event: Callable[..., Event]
) -> None:
    create(event("Tea", dt.datetime(2026, 3, 5, 9), uid="u1"))
    old = write_calendar(queries)
    edited(queries, change, summary="Tea and cake")
    assert take(old).older == 1 and row(queries).summary == "Tea and cake"
    assert take(old.replace(b"SUMMARY:Tea", b"SEQUENCE:2\r\nSUMMARY:Coffee")).updated == 1


def test_what_was_cancelled_here_stays_away_until_it_is_brought_back(
    queries: Queries, take: Take, change: Change, create: Change, event: Callable[..., Event], now: dt.datetime
) -> None:
    data = file(*vevent("SUMMARY:Tennis"), *vevent("SUMMARY:Choir", uid="u2"))
    take(data, "club")
    change(row(queries), None)
    again = take(data, "club")
    assert (again.away, again.created, again.unchanged) == (1, 0, 1) and not again.change_set
    assert not queries.family("u1")
    with open_database(None) as other:  # elsewhere nothing was cancelled
        assert take(data, "club", into=Queries(other, queries.zone)).created == 2
    assert take(data, "club", calendar="Other").created == 2
    back = read_calendar(data, "club", queries, now, lambda: "back", brings_back=True)
    assert (back.created, back.away) == (1, 0)
    history.commit(queries.database, back.change_set, now)
    assert take(data, "club").unchanged == 2, "it is no longer cancelled"


def test_what_was_not_cancelled_by_a_person_comes_again(
    queries: Queries, take: Take, change: Change, create: Change, event: Callable[..., Event], now: dt.datetime
) -> None:
    data = file(*vevent("SUMMARY:Tennis"))
    take(data, calendar="Personal")
    history.undo(queries.database, now)  # the import itself was taken back
    assert take(data, calendar="Personal").created == 1
    history.revert(queries.database, history.entries(queries.database, 1)[0].id, now)
    assert take(data, calendar="Personal").created == 1
    change(row(queries), None)
    history.undo(queries.database, now)  # it was cancelled, and is not any more
    assert take(data, calendar="Personal").unchanged == 1
    create(event("Tea", dt.datetime(2026, 3, 5, 9), uid="u3"))
    written = write_calendar(queries, "Personal")
    change(row(queries, "u3"), None)
    assert take(written).created == 1, "what was made here no file brought before"


def test_of_equal_sequence_the_later_change_holds(queries: Queries, take: Take) -> None:
    take(stamped("20260401", "SUMMARY:New", "SEQUENCE:1", "LAST-MODIFIED:20260301T000000Z"))
    assert take(stamped("20260501", "SUMMARY:Old", "SEQUENCE:1", "LAST-MODIFIED:20250101T000000Z")).older == 1
    assert take(stamped("20260101", "SUMMARY:Newer", "SEQUENCE:1", "LAST-MODIFIED:20260302T000000Z")).updated == 1
    assert take(stamped("20250101", "SUMMARY:Lower", "LAST-MODIFIED:20270101T000000Z")).older == 1


DAYS = st.sampled_from(["", "20260101T000000Z", "20260102T000000Z"])
VERSIONS = st.builds(
    lambda sequence, *stamps: Event(
        id="e", calendar_id="c", uid="u", summary="s", sequence=sequence,
        extra=tuple(f"{name}:{at}" for name, at in zip(("DTSTAMP", "LAST-MODIFIED"), stamps, strict=True) if at),
    ),
    st.integers(0, 2), DAYS, DAYS,
)  # fmt: skip


@given(VERSIONS, VERSIONS)
def test_of_two_versions_at_most_one_is_older(one: Event, other: Event) -> None:
    assert not (is_older(one, other) and is_older(other, one))
    assert not is_older(one, one)


def test_changed_dates_that_a_newer_file_dropped_go(
    database: object, queries: Queries, take: Take, now: dt.datetime
) -> None:
    take(file(*vevent(*WEEKLY), *SECOND))
    newer = file(*vevent(*WEEKLY, "EXDATE:20260312T170000Z", "SEQUENCE:1"))
    found = take(newer)
    assert (found.updated, found.removed) == (1, 1)
    assert found.warnings == ("“Tennis moved” on 2026-03-13 is no longer in the file and was removed.",)
    assert [r.summary for r in queries.family("u1")] == ["Tennis"] and not take(newer).change_set
    history.undo(queries.database, now)
    assert [r.summary for r in queries.family("u1")] == ["Tennis", "Tennis moved"]


def test_changed_dates_stay_where_the_master_is_no_newer_or_absent(queries: Queries, take: Take) -> None:
    take(file(*vevent(*WEEKLY, "SEQUENCE:1"), *SECOND))
    assert not take(file(*vevent(*WEEKLY, "SEQUENCE:1"))).change_set
    assert take(file(*vevent("SUMMARY:Older", "RRULE:FREQ=WEEKLY"))).removed == 0
    third = vevent("SUMMARY:Third", "RECURRENCE-ID:20260319T170000Z", start="DTSTART:20260320T170000Z")
    take(file(*third))
    assert len(queries.family("u1")) == 3


@pytest.mark.parametrize(("until", "stays"), [("COUNT=5", True), ("COUNT=1", False)])
def test_a_date_changed_here_stays_while_its_series_has_it(
    queries: Queries, take: Take, create: Change, override: Callable[..., Event], until: str, stays: bool
) -> None:
    take(file(*vevent(*WEEKLY)))
    at = dt.datetime(2026, 3, 12, 17, tzinfo=dt.UTC)
    create(override(row(queries), "own", at, start=at + dt.timedelta(hours=1)))
    found = take(file(*vevent("SUMMARY:Tennis", f"RRULE:FREQ=WEEKLY;{until}", "SEQUENCE:1")))
    assert found.updated == 1 and (len(queries.family("u1")) == 2) is stays and found.removed == (not stays)


def test_no_method_stands_before_an_export(queries: Queries, take: Take) -> None:
    take(file("METHOD:REQUEST", "X-OWN:a", *vevent("SUMMARY:Budget")), "invite")
    take(file("METHOD:CANCEL", *vevent("SUMMARY:Other", uid="u2")), "cancel")
    written = write_calendar(queries)
    assert b"METHOD" not in written and b"X-OWN" in written
    assert row(queries, "u2").status == "CANCELLED"


MEETING = (
    "SUMMARY:Budget",
    "LOCATION:Room 1",
    "ORGANIZER:mailto:o@x.org",
    "ATTENDEE:mailto:zoe@x.org",
    "ATTENDEE:mailto:bob@x.org",
)


def test_a_reply_changes_one_answer_alone(queries: Queries, take: Take) -> None:
    take(file("METHOD:REQUEST", *vevent(*MEETING)), "invite")
    before = row(queries)
    reply = file("METHOD:REPLY", *vevent("SUMMARY:Accepted: Budget", "ATTENDEE;PARTSTAT=ACCEPTED:MAILTO:Zoe@x.org"))
    assert take(reply, "reply").updated == 1

    def answering(who: Attendee) -> Attendee:
        return dataclasses.replace(who, partstat="ACCEPTED") if bare(who.address) == "zoe@x.org" else who

    assert row(queries) == dataclasses.replace(before, attendees=tuple(map(answering, before.attendees)))
    assert take(reply, "reply").unchanged == 1


@pytest.mark.parametrize("method", ["REPLY", "CANCEL"])
def test_a_message_is_no_version_of_what_it_changes(queries: Queries, take: Take, change: Change, method: str) -> None:
    invitation = file("METHOD:REQUEST", *vevent(*MEETING))
    take(invitation, "invite")
    edited(queries, change, location="Hall")
    take(file(f"METHOD:{method}", *vevent("ATTENDEE;PARTSTAT=ACCEPTED:mailto:zoe@x.org")), "message")
    told = row(queries)
    assert take(invitation, "invite").older == 1  # neither the own change nor the message is lost
    assert row(queries) == told and told.location == "Hall"
    assert (told.attendees[0].partstat, told.status) == (
        ("ACCEPTED", None) if method == "REPLY" else (None, "CANCELLED")
    )


@pytest.mark.parametrize("method", ["REPLY", "COUNTER", "REFRESH", "DECLINECOUNTER"])
def test_a_message_about_what_is_not_here_is_told(queries: Queries, take: Take, method: str) -> None:
    found = take(file(f"METHOD:{method}", *vevent("SUMMARY:Budget", "ATTENDEE;PARTSTAT=ACCEPTED:mailto:z@x.org")))
    assert not found.change_set and found.skipped == 1 and "“Budget”" in found.warnings[0]


def test_a_cancellation_cancels_where_the_meeting_stands(queries: Queries, take: Take) -> None:
    take(file("METHOD:REQUEST", *vevent(*MEETING)), "invite")
    before = row(queries)
    sparse = file("METHOD:CANCEL", "BEGIN:VEVENT", "UID:u1", "SEQUENCE:2", "END:VEVENT")
    assert take(sparse, "cancel").updated == 1
    assert row(queries) == dataclasses.replace(before, status="CANCELLED", sequence=2)
    assert [c.name for c in queries.calendars()] == ["Personal", "Tasks", "invite"]


def test_a_cancellation_of_one_date_in_utc(queries: Queries, take: Take, change: Change) -> None:
    take(file(*vevent(*WEEKLY, start="DTSTART;TZID=Europe/Berlin:20260305T180000")), "club")
    lines = ("BEGIN:VEVENT", "UID:u1", "RECURRENCE-ID:20260312T170000Z", "END:VEVENT")
    assert take(file("METHOD:CANCEL", *lines), "cancel").updated == 1
    master, gone = queries.family("u1")
    assert (gone.status, gone.summary, gone.calendar_id, master.status) == (
        "CANCELLED",
        "Tennis",
        master.calendar_id,
        None,
    )
    assert take(file("METHOD:CANCEL", *lines), "cancel").unchanged == 1


def test_a_cancelled_series_is_cancelled_on_each_date(queries: Queries, take: Take) -> None:
    take(file(*vevent(*WEEKLY), *SECOND), "club")
    assert take(file("METHOD:CANCEL", *vevent("SEQUENCE:1")), "cancel").updated == 2
    assert [(r.summary, r.status) for r in queries.family("u1")] == [
        ("Tennis", "CANCELLED"),
        ("Tennis moved", "CANCELLED"),
    ]


@pytest.mark.parametrize("head", [(), ("METHOD:CANCEL", "X-WR-CALNAME:club"), ("METHOD:REPLY",)])
def test_a_date_that_can_not_be_read_is_not_the_whole_series(
    queries: Queries, take: Take, head: tuple[str, ...]
) -> None:
    take(file(*vevent(*WEEKLY)), "club")
    before = row(queries)
    found = take(file(*head, *vevent("SUMMARY:Moved", "SEQUENCE:2", "RECURRENCE-ID:soon")), "club")
    assert (found.skipped, found.updated, len(found.warnings)) == (1, 0, 1) and row(queries) == before


def test_a_date_that_one_file_brings_and_cancels_stands_once(queries: Queries, take: Take) -> None:
    take(file(*vevent(*WEEKLY)), "club")
    gone = ("BEGIN:VEVENT", "UID:u1", "RECURRENCE-ID:20260312T170000Z", "END:VEVENT")
    take(file(*SECOND) + file("METHOD:CANCEL", *gone), "mails", "club")
    assert [(r.summary, r.status) for r in queries.family("u1")] == [("Tennis", None), ("Tennis moved", "CANCELLED")]


def test_a_cancellation_reaches_what_was_changed_here(queries: Queries, take: Take, change: Change) -> None:
    take(file(*vevent(*MEETING)), "invite")
    edited(queries, change, location="Hall")
    assert take(file("METHOD:CANCEL", *vevent()), "cancel").updated == 1
    assert (row(queries).status, row(queries).location) == ("CANCELLED", "Hall")


def test_an_outdated_cancellation_changes_nothing(queries: Queries, take: Take) -> None:
    take(file(*vevent(*MEETING, "SEQUENCE:3")))
    assert take(file("METHOD:CANCEL", *vevent("SEQUENCE:2"))).older == 1 and row(queries).status is None


def test_an_earlier_backup_with_a_method_cancels_nothing(queries: Queries, take: Take) -> None:
    take(file("METHOD;X-PLAINDAY-CALENDAR=cancel:CANCEL", *vevent("SUMMARY:Dinner")))
    take(file("PRODID:-//Plainday//Plainday//EN", "METHOD:CANCEL", *vevent("SUMMARY:Tea", uid="u2")))
    assert (row(queries).status, row(queries, "u2").status) == (None, None)


def test_what_stands_in_another_calendar_already_is_told(queries: Queries, take: Take) -> None:
    data = file(*vevent("SUMMARY:a"), *vevent("SUMMARY:b", uid="u2"))
    take(data, "basic")
    assert take(data, "basic (1)").warnings == ("2 of these stand in “basic” already, under the same uid.",)


def test_another_thing_under_a_uid_is_told(queries: Queries, take: Take) -> None:
    take(file(*vevent("SUMMARY:Choir")), calendar="Club")
    found = take(file(*vevent("SUMMARY:Swimming", start="DTSTART:20260401T100000Z")), calendar="Club")
    assert found.warnings == ("“Swimming” replaced “Choir”, which has the same uid.",)


@pytest.mark.parametrize("left", ["DTSTART:20260311", "DTSTART:20260311T090000Z\r\nDTEND:2026", ""])
def test_an_event_that_is_cut_off_is_left_out(queries: Queries, take: Take, left: str) -> None:
    take(file(*vevent("SUMMARY:a", "LOCATION:Room")))
    whole = file(*vevent("SUMMARY:b", uid="u2")).removesuffix(b"END:VCALENDAR\r\n")
    found = take(whole + f"BEGIN:VEVENT\r\nUID:u1\r\nSUMMARY:a\r\n{left}".encode())
    assert (len(found.change_set.changes), found.created, found.updated, found.removed) == (1, 1, 0, 0)
    assert found.warnings[0].startswith("The file was cut off within what begins in line ")
    assert (row(queries).location, row(queries, "u2").summary) == ("Room", "b")


def test_a_file_without_its_end_removes_nothing(queries: Queries, take: Take) -> None:
    take(file(*vevent(*WEEKLY), *SECOND))
    cut = file(*vevent("SUMMARY:Renamed", "RRULE:FREQ=WEEKLY;COUNT=3", "SEQUENCE:1")).removesuffix(b"END:VCALENDAR\r\n")
    found = take(cut)
    assert (found.updated, found.removed) == (1, 0) and "may have been cut off" in found.warnings[0]


def test_running_text_that_was_not_folded_stays_in_its_text(queries: Queries, take: Take) -> None:
    lines = ("Join", "https://zoom.us/j/1", "Meeting ID: 123", "Passcode:99", "BEGIN: 9 Uhr", "end")
    take(file(*vevent(f"DESCRIPTION:{lines[0]}", *lines[1:], "X-OWN:b", "location:here", "STYLED-DESCRIPTION:c")))
    assert (row(queries).description, row(queries).location) == ("\n".join(lines), "here")
    assert {"X-OWN:b", "STYLED-DESCRIPTION:c"} <= set(row(queries).extra)


def test_a_large_attachment_does_not_refuse_its_file(queries: Queries, take: Take) -> None:
    attached = "ATTACH;ENCODING=BASE64;VALUE=BINARY:" + "QUJD" * 2_300_000
    take(file(*vevent("SUMMARY:Photo", attached), *vevent("SUMMARY:Tea", uid="u2")))
    assert attached in row(queries).extra and row(queries, "u2").summary == "Tea"
    with open_database(None) as other:
        there = Queries(other, queries.zone)
        take(write_calendar(queries), into=there)
        assert row(there).extra == row(queries).extra


def test_what_stands_before_the_first_line(queries: Queries, take: Take) -> None:
    data = file(*vevent("SUMMARY:a"))
    take(b"\0" + data)
    take(b"\xef\xbb\xbf" + data)
    assert row(queries).summary == "a"
    with pytest.raises(CalendarFileError, match="a zip archive: unpack it"):
        take(b"PK\x03\x04" + data)


def test_components_that_are_not_shown_are_told(queries: Queries, take: Take) -> None:
    journal = ("BEGIN:VJOURNAL", "UID:j", "DTSTAMP:20260101T000000Z", "SUMMARY:Dear diary", "END:VJOURNAL")
    assert take(file(*journal)).warnings == ("1 VJOURNAL is kept for export, but not shown.",)
