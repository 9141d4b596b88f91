"""What a change made here says to other programs: which version is the newer, and nothing any more of what it was before."""

import dataclasses
import datetime as dt
from collections.abc import Callable

import pytest

from models import history
from models.changes import ChangeSet, RowChange
from models.database import open_database
from models.ics import write_calendar
from models.queries import Queries
from models.rows import Attendee, Event
from tests.models.calendar_files import Take, file, row, vevent

HOUR, WEEK = dt.timedelta(hours=1), dt.timedelta(weeks=1)
PLACE = 'X-APPLE-STRUCTURED-LOCATION;VALUE=URI;X-TITLE="Hall":geo:48.2,16.3'


def edited(queries: Queries, at: dt.datetime, **fields: object) -> None:
    """Changes the row as every plan does."""
    before = row(queries)
    change = RowChange(before, dataclasses.replace(before, **fields))  # type: ignore[arg-type]
    history.commit(queries.database, ChangeSet((change.revised(),), "change"), at)


def lines(queries: Queries) -> set[str]:
    """The unfolded lines of an export."""
    return set(write_calendar(queries).replace(b"\r\n ", b"").decode().splitlines())


def test_what_goes_along_with_a_place_goes_with_it(queries: Queries, take: Take, now: dt.datetime) -> None:
    beside = {"GEO:48.2;16.3", PLACE, "X-OWN:b"}
    take(file(*vevent("LOCATION:Hall\\, left", *beside)))
    before = write_calendar(queries)
    assert beside | {"LOCATION:Hall\\, left"} <= lines(queries)
    edited(queries, now, summary="Choir")
    assert beside <= lines(queries)
    edited(queries, now, location="Barn")
    assert beside & lines(queries) == {"X-OWN:b"} and "LOCATION:Barn" in lines(queries)
    edited(queries, now, location=None)
    assert beside & lines(queries) == {"X-OWN:b"} and not any(line.startswith("LOCATION") for line in lines(queries))
    for _ in range(3):
        history.undo(queries.database, now)
    assert write_calendar(queries) == before


@pytest.mark.parametrize(
    ("kept", "field", "companion"),
    [
        ((), "location", "GEO:48.2;16.3"),
        (("LOCATION:",), "location", PLACE),
        (('LOCATION;ALTREP="cid:a":Hall',), "location", "GEO:48.2;16.3"),
        (("DESCRIPTION:Bring cake",), "description", "X-ALT-DESC;FMTTYPE=text/html:<p>Bring cake</p>"),
        (("DESCRIPTION:Bring cake",), "description", "STYLED-DESCRIPTION;FMTTYPE=text/html:<p>Bring cake</p>"),
    ],
)
def test_each_holds_until_its_property_changes(
    queries: Queries, take: Take, now: dt.datetime, kept: tuple[str, ...], field: str, companion: str
) -> None:
    take(file(*vevent(*kept, companion)))
    written = lines(queries)
    assert {line for line in written if line.startswith((field.upper(), companion))} == {*kept, companion}
    with open_database(None) as other:
        there = Queries(other, queries.zone)
        take(write_calendar(queries), into=there)
        assert row(there).extra == row(queries).extra and lines(there) == written
    edited(queries, now, **{field: "other"})
    assert companion not in lines(queries) and f"{field.upper()}:other" in lines(queries)


@pytest.mark.parametrize("name", ["SUMMARY", "LOCATION", "DESCRIPTION"])
def test_another_representation_goes_with_the_text(queries: Queries, take: Take, now: dt.datetime, name: str) -> None:
    line = f'{name};ALTREP="cid:part1";LANGUAGE=de:Chor'
    take(file(*vevent(line)))
    assert line in lines(queries)
    edited(queries, now, **{name.lower(): "Choir"})
    assert f"{name}:Choir" in lines(queries) and not any("ALTREP" in written for written in lines(queries))


def test_a_changed_date_of_a_series_has_its_own_place(
    queries: Queries, take: Take, create: Callable[..., int], override: Callable[..., Event]
) -> None:
    take(file(*vevent("RRULE:FREQ=WEEKLY;COUNT=3", "LOCATION:Hall", "GEO:48.2;16.3")))
    series = row(queries)
    create(override(series, "o", series.start + WEEK, location="Barn"))  # type: ignore[operator]
    written = write_calendar(queries)
    assert (written.count(b"GEO:"), written.count(b"LOCATION:Hall"), written.count(b"LOCATION:Barn")) == (1, 1, 1)


def stamps(data: bytes) -> tuple[str, ...]:
    """What a file of one event says of its version."""
    found = (line.partition(":") for line in data.decode().splitlines())
    said = {name: value for name, _, value in found if name in ("DTSTAMP", "LAST-MODIFIED", "SEQUENCE")}
    return said["DTSTAMP"], said.get("LAST-MODIFIED", ""), said.get("SEQUENCE", "")


def test_a_change_made_here_is_dated_and_taken_back_whole(queries: Queries, take: Take, now: dt.datetime) -> None:
    take(file(*vevent("SUMMARY:Tea", "LAST-MODIFIED:20250601T000000Z")))
    brought = write_calendar(queries)
    assert stamps(brought) == ("20260101T000000Z", "20250601T000000Z", "")
    edited(queries, now, summary="Cake")
    assert stamps(write_calendar(queries)) == ("20260304T140000Z", "20260304T140000Z", "")
    start, end = row(queries).start, row(queries).end  # type: ignore[union-attr]
    edited(queries, now + HOUR, start=start + HOUR, end=end + HOUR)  # type: ignore[operator]
    late = write_calendar(queries)
    assert stamps(late) == ("20260304T150000Z", "20260304T150000Z", "1")
    history.undo(queries.database, now + 2 * HOUR)
    history.undo(queries.database, now + 2 * HOUR)
    assert write_calendar(queries) == brought
    history.redo(queries.database, now + 3 * HOUR)
    history.redo(queries.database, now + 3 * HOUR)
    assert write_calendar(queries) == late


def test_what_is_made_here_is_dated_and_a_newer_file_dates_it_anew(
    queries: Queries, take: Take, create: Callable[..., int], event: Callable[..., Event]
) -> None:
    create(event("Tea", dt.datetime(2026, 3, 5, 9), uid="u1"))
    written = write_calendar(queries)
    assert stamps(written) == ("20260304T140000Z", "20260304T140000Z", "")
    assert take(written).unchanged == 1
    newer = written.replace(b"LAST-MODIFIED:20260304T140000Z", b"LAST-MODIFIED:20260401T000000Z\r\nLOCATION:Barn")
    assert take(newer).updated == 1 and stamps(write_calendar(queries))[1] == "20260401T000000Z"


@pytest.mark.parametrize("fields", [{"location": "Barn"}, {"start": dt.datetime(2026, 3, 5, 9, tzinfo=dt.UTC)}])
def test_elsewhere_an_export_after_a_change_is_the_newer(
    queries: Queries, take: Take, now: dt.datetime, fields: dict[str, object]
) -> None:
    take(file(*vevent("SUMMARY:Tea", "DTEND:20260305T180000Z")))
    first = write_calendar(queries)
    edited(queries, now, **fields)
    second = write_calendar(queries)
    with open_database(None) as other:
        there = Queries(other, queries.zone)
        take(first, into=there)
        assert take(second, into=there).updated == 1
        assert take(second, into=there).unchanged == 1
        assert take(first, into=there).older == 1
        assert write_calendar(there) == second
    assert take(second).unchanged == 1 and take(first).older == 1 and write_calendar(queries) == second


@pytest.mark.parametrize(
    ("fields", "organizer", "sequence"),
    [
        ({"summary": "Cake"}, None, 3),
        ({"end": dt.datetime(2026, 3, 5, 20, tzinfo=dt.UTC)}, None, 4),
        ({"rrule": "FREQ=WEEKLY"}, None, 4),
        ({"exdates": (dt.datetime(2026, 3, 5, 17, tzinfo=dt.UTC),)}, None, 4),
        ({"end": dt.datetime(2026, 3, 5, 20, tzinfo=dt.UTC)}, Attendee(name="Lea"), 3),
    ],
)
def test_another_time_of_ones_own_is_another_revision(
    queries: Queries, create: Callable[..., int], event: Callable[..., Event], now: dt.datetime,
    fields: dict[str, object], organizer: Attendee | None, sequence: int,
) -> None:  # fmt: skip
    create(event("Tea", dt.datetime(2026, 3, 5, 17, tzinfo=dt.UTC), uid="u1", sequence=3, organizer=organizer))
    edited(queries, now, **fields)
    assert row(queries).sequence == sequence


def test_a_sentence_that_begins_as_an_import_is_none(queries: Queries, take: Take, now: dt.datetime) -> None:
    take(file(*vevent("SUMMARY:Vet", "DTEND:20260305T180000Z")), "Import of the vet")
    before = row(queries)
    after = dataclasses.replace(before, location="Barn")
    history.commit(queries.database, ChangeSet((RowChange(before, after),), "Import the vet's address: Barn"), now)
    assert [(entry.text[:12], entry.brought) for entry in history.entries(queries.database)] == [
        ("Import the v", False),
        ("Import Impor", True),
    ]
    assert take(file(*vevent("SUMMARY:Vet", "DTEND:20260305T180000Z")), "Import of the vet").older == 1
    assert row(queries).location == "Barn"


def test_an_import_stays_one_when_it_is_repeated_and_taking_it_back_is_none(
    queries: Queries, take: Take, now: dt.datetime
) -> None:
    first, second = file(*vevent("SUMMARY:Tea")), file(*vevent("SUMMARY:Cake", "SEQUENCE:1"))
    take(first)
    take(second)
    history.undo(queries.database, now)
    history.redo(queries.database, now)
    latest = history.entries(queries.database)[0]
    assert latest.brought and latest.change_set.brought and not latest.change_set.inverted().brought
    history.revert(queries.database, latest.id, now)
    assert not history.entries(queries.database)[0].brought and row(queries).summary == "Tea"
    assert take(second).older == 1  # it was taken back by hand
    assert take(first).unchanged == 1


def test_what_is_forgotten_beside_it_leaves_an_import_one(queries: Queries, take: Take, now: dt.datetime) -> None:
    take(file(*vevent("SUMMARY:Tea"), *vevent("SUMMARY:Secret", uid="u2")))
    history.forget(queries.database, "u2", now)
    (left,) = history.entries(queries.database)
    assert (left.text, left.brought) == ("…", True)
