"""RECURRENCE-ID (RFC 5545 3.8.4.4): which occurrence of a series a row replaces. It is a time, not a text: in the zone of its series, in
another, in UTC or as a date, it names one occurrence."""

import dataclasses
from collections.abc import Iterable, Mapping

from models.range_override import is_ranged
from models.rows import Event, Task, When
from models.timeline import aligned, anchor, is_floating, position

#: Calendar, uid, and what occurrence of it.
Key = tuple[str, str, str | None]


def key_of(row: Event | Task) -> Key:
    """What tells a row from the others of its calendar: its uid and the time that it replaces."""
    return row.calendar_id, row.uid, None if row.recurrence_id is None else time_key(row.recurrence_id)


def time_key(when: When) -> str:
    """A time as it is compared: the instant of a zoned one, else what the clock on the wall shows."""
    return f"{'local' if is_floating(when) else 'instant'} {position(when)}"


def like_masters(rows: Iterable[Event | Task], masters: Mapping[Key, Event | Task]) -> dict[Key, Event | Task]:
    """Rows by key, overrides with a RECURRENCE-ID in the form of their master's start, which `masters` has by its own key; of two that
    name one occurrence then, the one of the higher SEQUENCE."""
    found: dict[Key, Event | Task] = {}
    for row in rows:
        master = masters.get((row.calendar_id, row.uid, None))
        start = anchor(master) if master else None
        if row.recurrence_id is not None and start is not None and not is_ranged(row):
            row = dataclasses.replace(row, recurrence_id=aligned(row.recurrence_id, start))
        key = key_of(row)
        if key not in found or found[key].sequence <= row.sequence:
            found[key] = row
    return found
