"""The same hours, or days, over and over in a period: "the evenings of next week", "weekends in November", "Tuesday and Thursday next week"."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from assistant.commands import Command, with_selector
from assistant.resolution.context import Context
from assistant.resolution.repetition import weekdays_named
from assistant.temporal.values import Anchored, Purpose
from assistant.timespan import Timespan, instant
from models.recurrence import by_rule
from models.timeline import at_position, position

#: More of them nobody asks for at once.
MOST = timedelta(days=400)
DAY = timedelta(days=1)
#: Of what goes on without an end so much is told.
SOON = "for 4 weeks"


def parts_of(reading: Anchored, context: Context) -> tuple[Timespan, ...]:
    """When each of them is, in order; none where the time is no such one, or goes on without an end."""
    ends = "UNTIL" in (reading.rrule or "") or "COUNT" in (reading.rrule or "")
    if not ends or reading.start is None or reading.rrule is None or reading.tz is not None:
        return ()
    if weekdays_named(reading) is None:
        return ()
    start = instant(reading.start, context.zone)
    length = reading.end - reading.start if reading.end is not None else None
    return tuple(
        Timespan(
            at,
            at + length
            if length is not None and reading.time_said
            else (at.replace(tzinfo=None) + DAY).replace(tzinfo=at.tzinfo),
        )
        for at in beginnings(reading.rrule, start, context)
    )


def beginnings(rule: str, start: datetime, context: Context) -> Iterator[datetime]:
    """When the rule gives one, by the clock on the wall."""
    for place in by_rule(rule, start, position(start), position(start + MOST)):
        yield instant(at_position(place, start), context.zone)


def by_parts(command: Command, context: Context) -> Command:
    """ "on weekday mornings | next week" as one time, where the first was taken for words of a series, and so "on Thursday evenings", asked of
    nothing that is named: those of the next weeks; else the command as it is."""
    selector, whens = command.selector, command.selector.whens
    bare = command.operation == "read" and not (whens or selector.names or selector.attendees or selector.places)
    period = SOON if bare else " ".join(whens)
    said = f"{selector.recurrence} {period}" if selector.recurrence and period else ""
    read = context.read_time(said, Purpose.SELECT) if said else None
    if read is None or not read.time_said or not parts_of(read, context):
        return command
    often = None if command.operation == "read" else selector.recurrence  # of a series it says which of its days
    return with_selector(command, whens=(said,), recurrence=often)
