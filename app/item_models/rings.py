"""When alarms ring (RFC 5545 3.6.6): the absolute time, or so long before or after the start, the end, the due of a thing."""

import dataclasses
from collections.abc import Iterable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from assistant.timespan import instant
from models.rows import Alarm, Event, Task, When


@dataclasses.dataclass(frozen=True)
class Ring:
    """An alarm of a thing, as it stands that time; `at` is aware."""

    at: datetime
    row: Event | Task


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
        if row.status == "CANCELLED" or (isinstance(row, Task) and not row.is_open):
            continue
        for alarm in row.alarms:
            ring = ring_of(row, alarm, zone)
            if ring is not None and after < ring.at <= until:
                found.add(ring)
    return tuple(sorted(found, key=lambda ring: (ring.at, ring.row.summary)))
