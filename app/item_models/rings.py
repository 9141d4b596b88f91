"""When alarms ring (RFC 5545 3.6.6): the absolute time, or so long before or after the start, the end, the due of a thing."""

import dataclasses
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from assistant.resolution.series import carried
from assistant.timespan import instant
from models.changes import ChangeSet
from models.queries import Queries
from models.rows import Alarm, Event, Task, When

#: How far from the time that it replaces an occurrence is looked for: zones lie less than a day apart.
NEAR = timedelta(days=1)


@dataclasses.dataclass(frozen=True)
class Ring:
    """An alarm of a thing, as it stands that time; `at` is aware."""

    at: datetime
    row: Event | Task


@dataclasses.dataclass(frozen=True)
class Held:
    """A ring that no one has answered yet, as it is kept over the end of the program: when it rings (again), aware, and its thing."""

    at: datetime
    uid: str
    #: Which occurrence, as `recurrence_text` writes it.
    recurrence_id: str = ""


def held_of(ring: Ring) -> Held:
    """What is kept of a ring."""
    return Held(ring.at, ring.row.uid, recurrence_text(ring.row.recurrence_id))


def recurrence_text(when: When | None) -> str:
    """A RECURRENCE-ID in ISO 8601, in UTC where it has a zone; empty for none."""
    if when is None:
        return ""
    return (when.astimezone(UTC) if isinstance(when, datetime) and when.tzinfo else when).isoformat()


def may_ring(row: Event | Task) -> bool:
    """What is done or cancelled does not ring."""
    return row.status != "CANCELLED" and (isinstance(row, Event) or row.is_open)


def anchor_of(row: Event | Task, alarm: Alarm) -> When | None:
    """What a relative trigger counts from: the end where it says so, a task's due, else the start."""
    if isinstance(row, Task):
        return row.due if row.due is not None else row.start
    return row.end if alarm.related_end and row.end is not None else row.start


def ring_of(row: Event | Task, alarm: Alarm, zone: ZoneInfo) -> Ring | None:
    """When an alarm rings; None where its thing has no time. Leads are elapsed time; an all-day thing counts from local midnight."""
    if isinstance(alarm.trigger, datetime):
        return Ring(instant(alarm.trigger, zone), row)
    anchor = anchor_of(row, alarm)
    if anchor is None:
        return None
    return Ring((instant(anchor, zone).astimezone(UTC) + alarm.trigger).astimezone(zone), row)


def rings_between(rows: Iterable[Event | Task], after: datetime, until: datetime, zone: ZoneInfo) -> tuple[Ring, ...]:
    """The rings in (after, until], in order of time; what is done or cancelled does not ring."""
    found = set()
    for row in rows:
        if not may_ring(row):
            continue
        for alarm in row.alarms:
            ring = ring_of(row, alarm, zone)
            if ring is not None and after < ring.at <= until:
                found.add(ring)
    return tuple(sorted(found, key=lambda ring: (ring.at, ring.row.summary)))


def row_of(queries: Queries, held: Held) -> Event | Task | None:
    """The thing of a ring that was kept, as it stands now; None where it is gone, or rings no more."""
    family = queries.family(held.uid)
    row = next((row for row in family if recurrence_text(row.recurrence_id) == held.recurrence_id), None)
    if row is None and held.recurrence_id:
        near = instant(recurrence_of(held.recurrence_id), queries.zone)
        span, masters = (near - NEAR, near + NEAR), {row.id for row in family if row.is_series}
        found = (*queries.event_occurrences(*span, masters), *queries.task_occurrences(*span, masters))
        row = next((o.row for o in found if recurrence_text(o.row.recurrence_id) == held.recurrence_id), None)
    return row if row is not None and may_ring(row) else None


def moved_with(change_set: ChangeSet, uid: str, at: When) -> When:
    """The RECURRENCE-ID of an occurrence after a change: where its series moved it went along."""
    for change in change_set.changes:
        before, after = change.before, change.after
        if (
            isinstance(before, Event | Task)
            and isinstance(after, Event | Task)
            and before.uid == uid
            and before.is_series
        ):
            return carried(at, before, after)
    return at


def recurrence_of(text: str) -> When:
    """The date or date-time that `recurrence_text` wrote."""
    return date.fromisoformat(text) if len(text) == len("2026-03-04") else datetime.fromisoformat(text)
