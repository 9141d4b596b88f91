"""Hours of each day of a period: "anything after 6 this week", "what's on before 9 next week". Only questions are asked so."""

import dataclasses
import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from assistant import wording
from assistant.commands import Command, with_selector
from assistant.plan import Clarification
from assistant.resolution.context import Context
from assistant.resolution.selection import Found, find_events, occurrences_found
from assistant.resolution.windows import windows
from assistant.temporal.values import Purpose
from assistant.timespan import is_all_day
from models.occurrence import Occurrence

BOUND = re.compile(
    rf"\b(before|after)\s+(noon|midday|\d{{1,2}}(?:[:.]\d\d)?(?:\s*[ap]\.?m\b\.?)?(?! (?:days?|weeks?|months?)))(?![\d/.]|(?:st|nd|rd|th)\b|\s+(?:of\s+)?{wording.MONTH}\b)",
    re.I,
)
#: "my latest finish next week": by the clock, on whichever day.
BY_CLOCK = re.compile(r"\b(earliest|latest) (?:(?:do |will )?(?:i|we) (?:will )?)?(start|finish|end)\b", re.I)
#: Tonight, for those who are up in it.
UNTIL_FIVE = "from tonight until 5am tomorrow"
LITTLE = re.compile(
    r"^(?:(?:on|in|of|any day|every day|each day)\s+)+|\s+(?:on|in|of|any day|every day|each day)$", re.I
)


def in_hours(command: Command, context: Context) -> Found | Clarification | None:
    """What lies before or after an hour on the days of a period; None where the time is no such one."""
    phrase = " ".join(command.selector.whens)
    bound = BOUND.search(phrase)
    if bound is None:
        return None
    period = LITTLE.sub("", f"{phrase[: bound.start()].strip()} {phrase[bound.end() :].strip()}".strip())
    found = windows((period,), context, command.selector.past) if period else None
    hour = context.read_time(f"tomorrow at {bound[2]}", Purpose.SELECT)  # no matter how late it is now
    if not found or found[0].single_day or found[0].anchored.time_said or hour is None or hour.start is None:
        return None
    inside = find_events(with_selector(command, whens=(period,)), context)
    if isinstance(inside, Clarification):
        return inside
    at, earlier = hour.start.time(), bound[1].lower() == "before"

    def lies(start: time, end: time) -> bool:
        return start < at if earlier else end > at or end <= start

    times = [(o, context.held(o)) for o in inside.occurrences if not is_all_day(o.row.start)]
    there = tuple(o for o, t in times if lies(t.start.time(), t.end.time()))
    return dataclasses.replace(inside, occurrences=there)


def into_night(command: Command, found: Found, context: Context) -> Found:
    """ "any night feed tonight", where nothing comes before midnight: what comes before five."""
    tonight = [when.lower() for when in command.selector.whens] == ["tonight"]
    if found.occurrences or not tonight or command.asks not in ("what", "when", "exists"):
        return found
    later = occurrences_found(with_selector(command, whens=(UNTIL_FIVE,)), context)
    return dataclasses.replace(found, occurrences=later)


def at_hour(occurrences: Sequence[Occurrence], said: re.Match[str], context: Context) -> list[Occurrence]:
    """By the clock, of the things with which the days begin, or end: the earliest or the latest, whichever was said."""
    starts = said[2].lower() == "start"

    def hour(occurrence: Occurrence) -> timedelta:
        time = context.held(occurrence)
        at = time.start if starts else time.end
        return at.replace(tzinfo=None) - datetime.combine(time.start.date(), datetime.min.time())

    days = dict[date, list[Occurrence]]()
    for one in occurrences:
        if not is_all_day(one.row.start):
            days.setdefault(context.held(one).start.date(), []).append(one)
    edges = [(min if starts else max)(those, key=hour) for those in days.values()]
    return [(min if said[1].lower() == "earliest" else max)(edges, key=hour)] if edges else []
