"""Calendar files of a few lines, and what is asked of every one that comes in: it goes out, and comes in again, equal."""

from collections.abc import Callable

import icalendar

from models.database import open_database
from models.history import pasts
from models.ics import Import, write_calendar
from models.images import Image, encode
from models.queries import Queries
from models.rows import Event, Task
from models.versions import stamped

Take = Callable[..., Import]
HEAD, TAIL = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", "END:VCALENDAR\r\n"


def file(*lines: str) -> bytes:
    return (HEAD + "".join(f"{line}\r\n" for line in lines) + TAIL).encode()


def vevent(*lines: str, uid: str = "u1", start: str = "DTSTART:20260305T170000Z") -> list[str]:
    return ["BEGIN:VEVENT", f"UID:{uid}", "DTSTAMP:20260101T000000Z", start, *lines, "END:VEVENT"]


def row(queries: Queries, uid: str = "u1") -> Event | Task:
    (found,) = queries.family(uid)
    return found


def images(queries: Queries) -> list[Image]:
    """Every row as it goes out, its calendar by name, its id left out."""
    names = {calendar.id: (calendar.name, calendar.kind) for calendar in queries.calendars()}
    ids = [name.id for name in (*queries.names("event"), *queries.names("task"))]
    known = pasts(queries.database, ids)
    found = [stamped(r, known[r.id]) for r in queries.rows(ids) if isinstance(r, Event | Task)]
    return sorted((encode(r) | {"id": "", "calendar_id": names[r.calendar_id]} for r in found), key=repr)  # type: ignore[arg-type]


def assert_equal_again(data: bytes, queries: Queries, take: Take) -> bytes:
    """What was imported exports, and imports elsewhere equal; the file again changes nothing; icalendar can read what is written."""
    written = write_calendar(queries)
    with open_database(None) as other:
        there = Queries(other, queries.zone)
        take(written, "other", into=there)
        assert images(there) == images(queries)
        assert write_calendar(there) == written
    assert not take(data).change_set
    assert icalendar.Calendar.from_ical(written).walk()
    return written
