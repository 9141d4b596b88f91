"""Words that ask for a reminder, and when it is due and rings (policy 16)."""

import re
from datetime import datetime, timedelta

from rapidfuzz.distance import OSA

from assistant import wording
from assistant.commands import Command
from assistant.resolution.context import Context
from assistant.resolution.halves import hour_hint
from assistant.resolution.new_times import DUE_ALARM, HOUR, PARTS_OF_DAY, Times
from assistant.resolution.windows import aware
from assistant.temporal.shifts import read_leads
from assistant.temporal.values import Purpose
from assistant.timespan import counted_from, elapsed, instant, is_all_day, later, restated
from models.rows import Alarm, When

DAY_BEFORE = re.compile(r"\b(?:the )?day before\b", re.I)


def asks_to_be_reminded(text: str) -> bool:
    """ "remind me", "wake me", "set an alarm", a typo forgiven."""
    words = re.findall(r"[a-z]{5,}", text.lower())
    return bool(wording.REMIND.search(text)) or any(OSA.distance(w, "remind") <= 1 for w in words)


def reminds_self(people: tuple[str, ...]) -> bool:
    """ "remind me" names nobody else."""
    return all(p.lower() in ("me", "myself", "us") for p in people)


def lead_until(said: str, start: When, rrule: str | None, context: Context) -> timedelta | None:
    """How long before a thing an alarm rings of which a time is said ("at noon", "the day before at 6", "on Friday"); of a day at any hour of it.
    None where that is no time, is over, or comes later."""
    begins, day = instant(start, context.zone), timedelta(days=1)
    last = begins + day if is_all_day(start) else begins
    dated = DAY_BEFORE.sub((begins - day).date().isoformat(), said)
    found = context.read_time(dated, Purpose.CREATE, hour_hint(said), start) if "before" not in dated else None
    at = aware(found.start, found, context) if found and (found.time_said or found.day_said) else None
    if at is not None and found is not None and (found.part_of_day or not found.time_said):
        at = datetime.combine(at.date(), PARTS_OF_DAY.get(found.part_of_day or "", DUE_ALARM), context.zone)
    if at is None or not context.now < at <= last:
        return None
    return begins - at if rrule else elapsed(at, begins)


def reminder(
    times: Times, command: Command, context: Context
) -> tuple[When | None, tuple[Alarm, ...], tuple[str, ...]]:
    """(due, alarms, warnings) of a reminder: at its time, or at nine on its day; today after nine, in an hour (policy 16)."""
    counted = counted_from(times.start, times.rrule)
    several = bool(wording.SEVERAL_ALARMS.search(command.text))
    leads = read_leads(command.values.alarm or "", counted, several) or (timedelta(0),)
    start, warnings, hour = times.start, times.warnings, timedelta(0)
    if start is None:
        return None, (), warnings
    if start == context.now.date() and context.now.time() >= DUE_ALARM and not times.rrule:
        start = restated(None, later(context.now.replace(second=0, microsecond=0), HOUR), context.zone)
        warnings = (*warnings, "time assumed")
    elif not isinstance(start, datetime):
        hour = timedelta(hours=DUE_ALARM.hour)
    return start, tuple(Alarm(trigger=hour - lead) for lead in leads), warnings
