"""The day, week, weekend, month or year next to a time that was said: "and the week after", "the Friday after that"."""

import re
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from assistant.commands import Command
from assistant.temporal.calendar_units import week_start
from assistant.temporal.carried import ANY_TIME
from assistant.temporal.exact import exact_day
from assistant.temporal.reading import read_time
from assistant.temporal.values import Setting
from assistant.wording import MONTH, WEEKDAY, WEEKDAY_OR_SHORT

#: The day of "next Friday evening", "Friday 24 September in the morning", "Thurs the 20th evening".
NAMED_DAY = re.compile(
    rf"(?:(?:this|next|coming) )*\b({WEEKDAY_OR_SHORT})\b(?:,? \d+ {MONTH}(?: \d{{4}})?|,? (?:the )?(?P<date>\d+)(?:st|nd|rd|th)?\b(?!:|\.\d| ?[ap]\.?m))?",
    re.I,
)
NEXT_WEEK = re.compile(r"next week", re.I)
WEEK_AFTER = re.compile(
    rf"(?:the )?(?:(?:week(?:end)?|(?P<day>{WEEKDAY})) after(?: that| this)?|following (?:week(?:end)?|(?P<on>{WEEKDAY})))",
    re.I,
)
PERIODS = ("day", "week", "weekend", "month", "year")


def period_of(last: Command, setting: Setting) -> str | None:
    """The period that a question was about, where it named nothing else."""
    selector = last.selector
    if not selector.whens or selector.names or selector.attendees or selector.takes_place or selector.ordinal:
        return None
    asked = read_time(" ".join(selector.whens), setting)
    return asked.grain if asked is not None and asked.grain in PERIODS and not asked.time_said else None


def weeks_on(last: Command, steps: int, setting: Setting) -> str | None:
    """The Friday after the one that was asked about, its morning where that was: "and the one after"; None where no weekday was named."""
    selector, phrase = last.selector, " ".join(last.selector.whens)
    named = selector.names or selector.attendees or selector.places or selector.takes_place or selector.ordinal
    day, asked = NAMED_DAY.search(phrase), read_time(phrase, setting)
    one = not named and asked is not None and not asked.bound and asked.kind != "recurrence"
    if not (one and day and asked and asked.start):
        return None
    then = f"{day[1]} {near_day(asked.start.date() + timedelta(weeks=steps), setting)}"
    hour = day["date"] if day["date"] and int(day["date"]) != asked.start.day else ""  # "Friday 5" is at 5
    return phrase.replace(day[0], f"{then} {hour}".rstrip(), 1)


def same_part(last: Command, said: re.Match[str], setting: Setting) -> str | None:
    """ "week after?" after "am I free on Thursday evening": the Thursday evening then, and not all of that week."""
    asked = read_time(" ".join(last.selector.whens), setting)
    part = asked is not None and (asked.time_said or last.asks in ("free", "exists"))
    if not part or (said["unit"] or said["of"]).lower() != "week":
        return None
    return weeks_on(last, -1 if (said["way"] or said["to"]).lower() in ("before", "previous") else 1, setting)


def step(unit: str, steps: int, before: tuple[str, ...], setting: Setting) -> str | None:
    """The day, week, weekend, month or year next to a time that was said, as words that can be read in one way only."""
    asked = read_time(" ".join(before), setting)
    if asked is None or asked.start is None:
        return None
    first = asked.start.date()
    last = max(first, (asked.end - timedelta(microseconds=1)).date()) if asked.end else first
    near = first if steps < 0 else last
    monday = week_start(near, setting.first_weekday)
    if unit == "day":
        return near_day(near + timedelta(days=steps), setting)
    if unit == "week":
        return f"week of {near_day(monday + timedelta(weeks=steps), setting)}"
    if unit == "weekend":
        saturday = near - timedelta(days=(near.weekday() - 5) % 7)
        behind = steps > 0 or near.weekday() >= 5  # the Saturday before a weekday is not yet the one asked for
        return f"weekend of {near_day(saturday + timedelta(weeks=steps if behind else 0), setting)}"
    if unit == "month":
        return f"{near.replace(day=1) + relativedelta(months=steps):%B %Y}"
    return str(near.year + steps)


def near_day(day: date, setting: Setting) -> str:
    """A date that can be read in one way only; without the year where it is the next such date."""
    near = timedelta(0) < day - setting.now.date() < timedelta(days=300)
    return f"{day.day} {day:%B}" if near else exact_day(day)


def weeks_between(day: date, phrase: str, setting: Setting) -> int:
    """How many weeks after a day "next week", "the week after" is, which is another one; 0 where the phrase is no such week."""
    if not NEXT_WEEK.fullmatch(phrase):
        after = WEEK_AFTER.fullmatch(phrase)
        named = read_time(after["day"] or after["on"], ANY_TIME) if after and (after["day"] or after["on"]) else None
        return 1 if after and (named is None or named.bare_weekday == day.weekday()) else 0
    this, near = (week_start(each, setting.first_weekday) for each in (setting.now.date(), day))
    return max(1, (this + timedelta(weeks=1) - near).days // 7)
