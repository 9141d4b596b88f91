"""The day on which a phrase puts a thing that exists (policy 15)."""

import dataclasses
import re
from datetime import date, datetime, timedelta

from dateutil.relativedelta import relativedelta

from assistant import wording
from assistant.commands import Command
from assistant.resolution.context import Context
from assistant.temporal.calendar_units import week_start
from assistant.temporal.values import Anchored
from models.rows import Event

#: "is only one day now, | the 24th", "is just on | Saturday".
ALONE = re.compile(r"\b(?:only|just)\s+(?:(?:one|an?|1)\s+day\b\W*(?:now\W+)?)?(?:on\s+)?(?:the\s+)?$", re.I)

#: "the last Friday", and no month beside it.
LAST_DAY = re.compile(rf"^(?:the )?(last {wording.WEEKDAY_OR_SHORT})\b(?!\s+(?:of|in|before)\b)", re.I)


def day_in_week(of: date, weekday: int, context: Context) -> date:
    """The weekday in the week of a day."""
    return week_start(of, context.first_weekday) + timedelta(days=(weekday - context.first_weekday) % 7)


def in_week_of(first: date, anchored: Anchored, context: Context) -> Anchored:
    """The weekday that a series moves to, in the week in which it began: what it was before stays behind it."""
    if anchored.bare_weekday is None or anchored.start is None:
        return anchored
    step = day_in_week(first, anchored.bare_weekday, context) - anchored.start.date()
    return dataclasses.replace(
        anchored, start=anchored.start + step, end=anchored.end and anchored.end + step, bare_weekday=None
    )


def own_week(anchored: Anchored, present: date, context: Context) -> date:
    """A bare weekday as the new day: the one of the event's own week if that lies ahead, else the next one (policy 15)."""
    said = (anchored.start or anchored.end or context.now).date()
    if anchored.bare_weekday is None:
        return said
    day = day_in_week(present, anchored.bare_weekday, context)
    return day if day > context.now.date() else said


def new_day(anchored: Anchored, at: datetime | None, context: Context) -> date:
    """The day that a phrase puts a thing on: a whole week or month keeps the weekday or the day of the month."""
    start = anchored.start or anchored.end
    assert start is not None
    if at is not None and not anchored.day_said:  # from the evening to the small hours is the same night
        night = anchored.time_said and at.hour >= 18 and start.hour < 5
        return at.date() + timedelta(days=night)
    if at is not None and anchored.grain == "week":
        return start.date() + timedelta(days=(at.weekday() - start.weekday()) % 7)
    if at is not None and anchored.grain in ("month", "year"):
        months = (start.year - at.year) * 12 + (start.month - at.month if anchored.grain == "month" else 0)
        return at.date() + relativedelta(months=months)
    return own_week(anchored, at.date(), context) if at is not None else start.date()


def of_own_month(phrase: str, present: datetime, command: Command, context: Context) -> str:
    """ "to the last Friday", of what lies in a month to come: that month's; other phrases as they are."""
    ahead = (present.year, present.month) > (context.now.year, context.now.month)
    found = LAST_DAY.search(phrase) if ahead else None
    dated = found and re.search(rf"\bthe {re.escape(found[1])}", command.text, re.I)
    return f"{phrase[: found.end(1)]} of {present:%B %Y}{phrase[found.end(1) :]}" if found and dated else phrase


def day_alone(row: Event, phrase: str, anchored: Anchored, command: Command) -> date | None:
    """ "the offsite is only on the 24th now": of a stay of several days the one that is left; None where it goes to another day."""
    at, first, after = command.text.find(phrase), row.start, row.end
    if anchored.start is None or anchored.time_said or anchored.grain != "day" or not ALONE.search(command.text[:at]):
        return None
    if type(first) is not date or type(after) is not date:
        return None
    weekday, said = anchored.bare_weekday, anchored.start.date()
    days = (first + timedelta(days=n) for n in range((after - first).days))
    return next((day for day in days if day == said or day.weekday() == weekday), None)
