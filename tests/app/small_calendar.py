"""The calendar and the sentences that the window's tests share: it is Wednesday 4 March 2026, 9:00, in New York."""

import contextlib
from collections.abc import Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

from models.database import Database, open_database
from models.queries import Queries
from models.rows import Attendee, Calendar, Event, Task

ZONE = ZoneInfo("America/New_York")
NOW = datetime(2026, 3, 4, 9, 0, tzinfo=ZONE)

#: What the sentences of these tests mean, in the phrase bank's notation.
TOLD = {
    "[summary dinner] with her on [when friday at 7pm]": "create event",
    "[summary brunch] with her on [when sunday at 11am]": "create event",
    "cancel my meetings for the [when week]": "delete event",
    "move [summary haircut] to [new_when friday at 4pm]": "update event",
    "[summary lunch] with [attendee Kim] [when tomorrow at 1pm]": "create event",
    "[summary lunch] with [attendee Kim] [when on friday at noon]": "create event",
    "cancel [summary yoga]": "delete event",
    "cancel the [summary haircut]": "delete event",
    "move [summary haircut] to [new_when 25:00]": "update event",
    "[new_when 3pm]": "update event",
    "what's on [when tomorrow]": "read event what",
    "make it [shift an hour later]": "update event",
    "[list haircut]": "read task what",
    "[list taxes]": "read task what",
    "[when 12 march]": "read event what",
    "undo": "undo",
    "add task [summary call mom] [when friday at 5pm]": "create task",
    "add task [summary water plants] [recurrence every 3 days]": "create task",
    "add task [summary eggs] and [summary ham] [when friday]": "create task",
}


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A time of March 2026, local."""
    return datetime(2026, 3, day, hour, minute, tzinfo=ZONE)


def first_rows() -> tuple[Calendar | Event | Task, ...]:
    """A small calendar: three meetings, a haircut, a series, a birthday, and a list."""
    work = Calendar(id="work", name="Work", kind="event", color="#0c8599", position=5)
    groceries = Calendar(id="groceries", name="Groceries", kind="task", color="#2f9e44", position=6)

    def event(name: str, day: int, hour: int, hours: int = 1, home: str = "work", **more: object) -> Event:
        return Event(
            id=name,
            uid=f"{name}@test",
            calendar_id=home,
            summary=name,
            start=at(day, hour),
            end=at(day, hour + hours),
            **more,
        )  # type: ignore[arg-type]

    return (
        work,
        groceries,
        event("Budget meeting", 4, 14, attendees=(Attendee(name="Sam Ortiz"),)),
        event("Design meeting", 5, 10),
        event("Hiring meeting", 6, 11),
        event("Haircut", 5, 16),
        event("Yoga", 3, 18, rrule="FREQ=WEEKLY"),
        Event(
            id="bday",
            uid="bday@test",
            calendar_id="work",
            summary="Ana's birthday",
            start=date(2026, 3, 7),
            end=date(2026, 3, 8),
        ),
        Task(
            id="rent",
            uid="rent@test",
            calendar_id="groceries",
            summary="Pay rent",
            status="NEEDS-ACTION",
            start=date(2026, 2, 1),
            due=date(2026, 2, 1),
            rrule="FREQ=MONTHLY",
        ),
        Task(id="milk", uid="milk@test", calendar_id="groceries", summary="Milk", status="NEEDS-ACTION"),
        Task(
            id="passport", uid="passport@test", calendar_id="groceries", summary="Renew passport", due=date(2026, 3, 2)
        ),
    )


@contextlib.contextmanager
def stored(database: Database) -> Iterator[Queries]:
    """What is in the file, seen over a connection of its own: the window's belongs to its worker."""
    with open_database(database.path) as other:
        yield Queries(other, ZONE)
