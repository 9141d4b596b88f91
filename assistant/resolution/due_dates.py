"""When a task is due instead: at a day, an hour, or both (policies 15 and 16)."""

import dataclasses
import re
from datetime import datetime, timedelta

from assistant import wording
from assistant.commands import Command
from assistant.resolution.context import Context
from assistant.resolution.ends import LATEST, LIMITS
from assistant.resolution.new_days import new_day
from assistant.resolution.new_times import DUE_ALARM, END_OF, PARTS_OF_DAY, due_in_part
from assistant.resolution.windows import aware
from assistant.temporal.values import Anchored
from assistant.timespan import begun_with, is_all_day, is_block, restated
from models.rows import Alarm, Task, When
from models.timeline import moved as carried

DAY = timedelta(days=1)
#: "the draft is due at five": then it is done, and does not begin.
DUE = re.compile(r"\b(?:due|deadline)\b", re.I)


def with_due(row: Task, when: When) -> Task:
    """The task due at another time; a repeating one begins then. An alarm on the day of a date stays on the hour."""
    alarms, present = row.alarms, row.due or row.start
    other_kind = present is not None and is_all_day(present) != is_all_day(when)
    if other_kind and len(alarms) == 1 and isinstance(alarms[0].trigger, timedelta):
        alarms = (dataclasses.replace(alarms[0], trigger=trigger_of(when)),)
    start, due = begun_with(row, when), None if row.rrule and row.due is None else when
    if row.rrule and (is_all_day(when) or not is_block(row)):
        start = when
    return dataclasses.replace(row, start=start, due=due, alarms=alarms)


def trigger_of(when: When) -> timedelta:
    """When the alarm of what is due then goes off: at that moment, or at nine of that date (policy 16)."""
    return timedelta(hours=DUE_ALARM.hour) if is_all_day(when) else timedelta(0)


def reminded(made: Task, row: Task, command: Command) -> Task:
    """ "remind me of the form tomorrow at 9", of a task that has no time yet: with an alarm then; another order gives it none (policy 15)."""
    first = (row.due or row.start) is None and not row.alarms and wording.REMIND.search(command.text)
    if not first or made.due is None:
        return made
    return dataclasses.replace(made, alarms=(Alarm(trigger=trigger_of(made.due)),))


def at_limit(anchored: Anchored) -> Anchored:
    """The latest time that a limit leaves, of a day the last one: "by Friday" and "before Saturday" are due Friday, "by Friday night" at its
    usual hour."""
    if anchored.end is None:
        return anchored
    if anchored.bound == "by" and (hour := PARTS_OF_DAY.get(anchored.part_of_day or "")):
        start = datetime.combine((anchored.end - timedelta.resolution).date(), hour)
        return dataclasses.replace(anchored, start=start, end=None, bare_weekday=None)
    latest = anchored.end if anchored.time_said else anchored.end - DAY
    return dataclasses.replace(anchored, start=latest, end=None, bare_weekday=None, part_of_day=None)


def nearer(anchored: Anchored, coming: Anchored | None, at: datetime) -> Anchored:
    """ "the VAT is due on the 30th", said in April of what was due on the 7th of May: of the 30th of its own month and the one that is coming
    the one that is nearer to that; a weekday stays that of its own week (policy 15), but "by Sunday" is by the one that is coming (policy 16)."""
    own, sooner = anchored.start or anchored.end, (coming.start or coming.end) if coming else None
    if coming is not None and anchored.bound in LIMITS and anchored.bare_weekday is not None:
        return coming
    dated = anchored.day_said and anchored.grain == "day" and anchored.bare_weekday is None
    if coming is None or own is None or sooner is None or not dated or sooner >= own:
        return anchored
    return coming if abs(sooner.date() - at.date()) < abs(own.date() - at.date()) else anchored


def placed_at(row: Task, anchored: Anchored, at: datetime | None, command: Command, context: Context) -> Task:
    """The task at a day, an hour, or both. What stands in hours begins at an hour that is said, as an event does, unless it is due then."""
    made, hour_said = due_at(row, anchored, at, context), anchored.time_said or anchored.part_of_day
    due_then = anchored.bound in LATEST or DUE.search(command.text)
    if not is_block(row) or made.due is None or not hour_said or due_then:
        return made
    assert row.start is not None and row.due is not None
    return with_due(row, carried(row.due, row.start, made.due))


def due_at(row: Task, anchored: Anchored, at: datetime | None, context: Context) -> Task:
    """The task due at a day, an hour, or both; a part of day as for new ones."""
    present, start = row.due or row.start, aware(anchored.start or anchored.end, anchored, context)
    assert start is not None
    if at is None and anchored.part_of_day not in (None, "noon"):
        return with_due(row, due_in_part(anchored, start, context))
    if at is None:
        return with_due(row, restated(None, start, context.zone) if anchored.time_said else start.date())
    day = new_day(anchored, at, context)
    if is_all_day(present) and not (anchored.part_of_day or anchored.time_said):
        return with_due(row, day)
    hour = start.time() if anchored.time_said else at.time()
    if anchored.part_of_day:
        hour = PARTS_OF_DAY.get(anchored.part_of_day, DUE_ALARM)
    like = None if anchored.part_of_day or is_all_day(present) else present
    return with_due(row, restated(like, datetime.combine(day, hour, context.zone), context.zone))


def is_due_at_end(phrase: str, anchored: Anchored) -> bool:
    """ "the end of the month" is its last day; that of a week is its Friday."""
    said = END_OF.search(phrase) if anchored.kind == "interval" else None
    return said is not None and not said[0].endswith("week")
