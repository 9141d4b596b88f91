"""From where to where something was moved, in few words: for what is told right after it, and for the history."""

from collections.abc import Sequence
from datetime import date, datetime

from app.formatting import Formatter
from assistant.plan import Effect
from assistant.timespan import instant, is_block
from models.changes import RowChange
from models.rows import Event, Row, Task, When


def step_of(change: Effect | RowChange, formatter: Formatter, today: date) -> str:
    """ "Mon 30 Nov, 15:00 → 16:15"; of what starts when it did and ends otherwise "Mon 30 Nov, 16:00 – 17:00 → 17:30". Empty where nothing
    is moved. Of a series, where the rows are those of the whole, its first time says less than nothing."""
    before, after = sides(change.before, change.after), sides(change.after, change.after)
    if before is None or after is None or before == after or is_series(change.before) or is_series(change.after):
        return ""
    (start, end), (new_start, new_end) = before, after
    if start is None:
        return f"{formatter.moment(new_start, today)}" if new_start is not None else ""
    was = formatter.moment(start, today)
    if new_start is None:
        return f"{was} → –"
    if start != new_start:
        return f"{was} → {said_after(start, new_start, formatter, today)}"
    if end is None or new_end is None:
        return ""
    return f"{was} – {said_after(start, end, formatter, today)} → {said_after(start, new_end, formatter, today)}"


def with_step(sentence: str, changes: Sequence[Effect | RowChange], formatter: Formatter, today: date) -> str:
    """A sentence that tells a change, with from where to where, if it is of one thing alone."""
    step = step_of(changes[0], formatter, today) if len(changes) == 1 else ""
    return f"{sentence}: {step}" if step else sentence


def said_after(first: When, then: When, formatter: Formatter, today: date) -> str:
    """The second of two times: its hour alone where both are hours of one day."""
    one, other = instant(first, formatter.zone), instant(then, formatter.zone)
    if isinstance(first, datetime) and isinstance(then, datetime) and one.date() == other.date():
        return formatter.clock(other)
    return formatter.moment(then, today)


def sides(row: Row | None, other: Row | None) -> tuple[When | None, When | None] | None:
    """Start and end of an event and of a task that stands in hours, of another task when it is due; None of all else. One time of a series that stands alone from now on was where
    the series had it."""
    if isinstance(row, Event):
        return row.start, row.end
    if isinstance(row, Task):
        if is_block(row):
            return row.start, row.due
        return (row.due if row.due is not None else row.start), None
    if row is None and isinstance(other, Event | Task) and other.recurrence_id is not None:
        return other.recurrence_id, None
    return None


def is_series(row: Row | None) -> bool:
    """Whether a row stands for all times of a series."""
    return isinstance(row, Event | Task) and row.is_series
