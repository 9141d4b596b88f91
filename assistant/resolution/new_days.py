"""The day on which a phrase puts a thing that exists (policy 15)."""

import dataclasses
import re
from calendar import monthrange
from datetime import date, datetime, timedelta

from dateutil.relativedelta import relativedelta

from assistant import wording
from assistant.commands import Command
from assistant.phrasing import WEEKDAYS
from assistant.resolution.context import Context
from assistant.temporal.calendar_units import week_start
from assistant.temporal.exact import exact_day
from assistant.temporal.values import Anchored
from assistant.timespan import is_all_day
from models.rows import Event, Task

#: "the Thursday after at 4", "the following Thursday", "the next morning at 10", "the day before at 3", "the weekend after".
NEAR_DAY = rf"({wording.WEEKDAY}|day|week|weekend|month|morning|afternoon|evening|night)"
DAY_BESIDE = re.compile(
    rf"(?:on )?(?:the )?(?:{NEAR_DAY}\s+(after|before)|(following|previous|preceding|next(?! (?:week|weekend|month|{wording.WEEKDAY})\b))\s+{NEAR_DAY})"
    r"((?:,?\s+(?:(?:at|from)\b.*|\d{1,2}(?:[:.]\d\d)? ?[ap]m))?)",
    re.I,
)
UNITS = {
    "day": relativedelta(days=1),
    "week": relativedelta(weeks=1),
    "weekend": relativedelta(weeks=1),
    "month": relativedelta(months=1),
}
SIDES = {1: "after", -1: "before"}
#: "3 to 5", "the 3rd till the 5th".
TWO_NUMBERS = re.compile(
    rf"(?:from )?(?:the )?(\d{{1,2}})(?:st|nd|rd|th)?\s*(?:[-–]|to|{wording.UNTIL_WHEN}|through)\s*(?:the )?(\d{{1,2}})(?:st|nd|rd|th)?",
    re.I,
)
SATURDAY = 5
#: Days of which "the" says the nearest one, of what is at a weekend: "the friday" may be that before it.
MIDWEEK = re.compile(r"mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?", re.I)
#: "is only one day now, | the 24th", "is just on | Saturday".
ALONE = re.compile(r"\b(?:only|just)\s+(?:(?:one|an?|1)\s+day\b\W*(?:now\W+)?)?(?:on\s+)?(?:the\s+)?$", re.I)

#: "the last Friday", and no month beside it.
LAST_DAY = re.compile(rf"^(?:the )?(last {wording.WEEKDAY_OR_SHORT})\b(?!\s+(?:of|in|before)\b)", re.I)


def day_in_week(of: date, weekday: int, context: Context) -> date:
    """The weekday in the week of a day."""
    return week_start(of, context.first_weekday) + timedelta(days=(weekday - context.first_weekday) % 7)


def in_week_of(first: date, anchored: Anchored, row: Event | Task, context: Context) -> Anchored:
    """The weekday that a series moves to, in the week in which it began: what it was before stays behind it. A reminder that is to come
    does so before its first day, if that lies ahead: "Sunday night", of one on Monday."""
    if anchored.bare_weekday is None or anchored.start is None:
        return anchored
    day = day_in_week(first, anchored.bare_weekday, context)
    sooner = day - timedelta(weeks=1)
    if isinstance(row, Task) and first < day and sooner > context.now.date():
        day = sooner
    step = day - anchored.start.date()
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


def beside_day(phrase: str, present: date) -> str:
    """ "the Thursday after", "the following day at 2", "the month before", "the weekend after": counted from the day of the thing; other phrases as they are."""
    found = DAY_BESIDE.fullmatch(phrase.strip())
    if found is None:
        return phrase
    way = 1 if (found[2] or found[3]).lower() in ("after", "following", "next") else -1
    said, days = (found[1] or found[4]).lower(), 1
    if said.endswith("day") and said != "day":
        days = (way * (WEEKDAYS.index(said[:3].capitalize()) - present.weekday()) - 1) % 7 + 1
    if said == "weekend" and present.weekday() < SATURDAY:
        return f"the weekend {SIDES[way]} {exact_day(present)}{found[5]}"
    part = "" if said.endswith(("day", "week", "weekend", "month")) else f" {said}"
    step = UNITS[said] if said in UNITS else UNITS["day"] * days
    return f"{exact_day(present + way * step)}{part}{found[5]}"


def behind_weekend(phrase: str, present: date, text: str) -> str:
    """ "the monday", of what is on a Saturday, as the date of the one behind it, which no earlier one is; other phrases as they are."""
    found = MIDWEEK.fullmatch(phrase.strip()) if present.weekday() >= SATURDAY else None
    if found is None or not re.search(rf"\bthe {re.escape(found[0])}", text, re.I):
        return phrase
    days = WEEKDAYS.index(found[0][:3].capitalize()) - present.weekday() + 7
    return exact_day(present + timedelta(days=days))


def days_before(phrase: str, present: date) -> str:
    """ "the Friday before" as so many days before a day; other phrases as they are."""
    found = DAY_BESIDE.fullmatch(phrase.strip())
    weekday = (found[1] or "").lower() if found and (found[2] or "").lower() == "before" and not found[5] else ""
    if not weekday.endswith("day") or weekday == "day":
        return phrase
    return f"{(present.weekday() - WEEKDAYS.index(weekday[:3].capitalize()) - 1) % 7 + 1} days before"


def among_days(phrase: str, row: Event | Task) -> str:
    """ "3 to 5", of a visit from 2 to 5 April: days of that month, as all that lasts whole days has; other phrases as they are."""
    found = TWO_NUMBERS.fullmatch(phrase.strip())
    if found is None or not isinstance(row, Event) or row.start is None or row.end is None or not is_all_day(row.start):
        return phrase
    first, last, begins = int(found[1]), int(found[2]), row.start
    days = 0 < first < last <= monthrange(begins.year, begins.month)[1]
    return f"{first} to {last} {begins:%B %Y}" if days and row.end - begins > timedelta(days=1) else phrase
