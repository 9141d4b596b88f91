"""Frozen rows: what is stored, in RFC 5545 words. Reading gives these, a change set holds these; no ORM object leaves `models`.

Times are iCalendar's: a ``date`` is all-day, a naive ``datetime`` floating, an aware one zoned by ``zoneinfo`` (or UTC).
Ends are exclusive (RFC 5545 3.6.1). Rows have surrogate ids, since moving a series changes RECURRENCE-IDs.
"""

import dataclasses
from datetime import date, datetime, timedelta
from typing import Literal

#: A DTSTART, DTEND, DUE, RECURRENCE-ID, EXDATE: date, floating or zoned date-time.
When = date | datetime


@dataclasses.dataclass(frozen=True, kw_only=True)
class Calendar:
    """A named collection of events, or of tasks (the window calls that a list)."""

    id: str
    name: str
    kind: Literal["event", "task"]
    color: str = "#3584e4"
    position: int = 0
    visible: bool = True
    is_default: bool = False
    #: What a file says of it, and its components that are no rows (VJOURNAL, VFREEBUSY), as unfolded iCalendar content lines.
    extra: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True, kw_only=True)
class Attendee:
    """ATTENDEE (3.8.4.1). `address` is the calendar address, ``invalid:nomail`` where only a name is known."""

    name: str
    address: str = "invalid:nomail"
    role: str | None = None
    partstat: str | None = None
    #: Other parameters as they came: (name, value) pairs.
    parameters: tuple[tuple[str, str], ...] = ()


@dataclasses.dataclass(frozen=True, kw_only=True)
class Alarm:
    """VALARM (3.6.6). `trigger` is relative to the start (an event's DTSTART, a task's DUE else DTSTART) or absolute."""

    trigger: timedelta | datetime
    related_end: bool = False
    action: str = "DISPLAY"
    description: str | None = None
    repeat: int = 0
    repeat_every: timedelta | None = None
    #: Properties that the program does not know, as iCalendar content lines.
    extra: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True, kw_only=True)
class Component:
    """What events and tasks share. A row is a single thing, the master of a series (`rrule` or `rdates`), or an override
    (`recurrence_id` set, same `uid` as its master)."""

    id: str
    calendar_id: str
    uid: str
    summary: str
    recurrence_id: When | None = None
    start: When | None = None
    rrule: str | None = None
    rdates: tuple[When, ...] = ()
    exdates: tuple[When, ...] = ()
    location: str | None = None
    description: str | None = None
    status: str | None = None
    priority: int | None = None
    attendees: tuple[Attendee, ...] = ()
    organizer: Attendee | None = None
    categories: tuple[str, ...] = ()
    url: str | None = None
    klass: str | None = None
    related_to: str | None = None
    sequence: int = 0
    alarms: tuple[Alarm, ...] = ()
    #: Properties that the program does not know, as unfolded iCalendar content lines; given back on export.
    extra: tuple[str, ...] = ()

    @property
    def is_series(self) -> bool:
        """True for the master of a series."""
        return self.recurrence_id is None and bool(self.rrule or self.rdates)


@dataclasses.dataclass(frozen=True, kw_only=True)
class Event(Component):
    """VEVENT (3.6.1). `start` is always set; `end` is exclusive and always set (DURATION is folded into it)."""

    end: When | None = None
    #: "TRANSPARENT" does not block time.
    transparency: str | None = None


@dataclasses.dataclass(frozen=True, kw_only=True)
class Task(Component):
    """VTODO (3.6.2)."""

    due: When | None = None
    completed: datetime | None = None
    percent: int | None = None

    @property
    def is_open(self) -> bool:
        """Neither completed nor cancelled."""
        return self.status not in ("COMPLETED", "CANCELLED")


Row = Calendar | Event | Task
