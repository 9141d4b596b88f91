"""Which events a kind word takes: meetings, calls, birthdays (policy 9)."""

import re
from collections.abc import Callable
from datetime import date, timedelta, tzinfo

from assistant import wording
from assistant.temporal.expressions import Date, Feast, Point
from assistant.temporal.feasts import feast_days, lasts_days
from assistant.temporal.reading import find_times, values_of
from assistant.timespan import is_all_day, start_of
from models.rows import Event, Task


def name_pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    """One of these names as whole words, plural forgiven; who is on call has none."""
    return re.compile(rf"(?<!\w)(?<!\bon[ -](?=call))(?:{'|'.join(map(re.escape, names))})(?:e?s)?(?!\w)", re.I)


MEETING = name_pattern(wording.MEETING_NAMES)
NOT_MEETING = name_pattern(wording.NOT_MEETINGS)
CALL = name_pattern(wording.CALL_NAMES)
HOLIDAY = name_pattern(("holiday", "bank holiday", "public holiday"))
BIRTHDAY = name_pattern(wording.BIRTHDAY_NAMES)


def is_meeting(row: Event | Task) -> bool:
    """Timed, with an attendee or a meeting's name, and not named after a meal or a party."""
    if is_all_day(row.start) or NOT_MEETING.search(row.summary):
        return False
    return bool(row.attendees) or bool(MEETING.search(row.summary))


def is_birthday(row: Event | Task) -> bool:
    """Named birthday."""
    return bool(BIRTHDAY.search(row.summary))


def is_holiday(row: Event | Task) -> bool:
    """Named or categorised as a holiday, or all day and called as one is: "Good Friday"."""
    said = any(HOLIDAY.search(words) for words in (row.summary, *row.categories))
    return said or (is_all_day(start_of(row)) and is_feast(row.summary))


def is_of_its_day(row: Event | Task, zone: tzinfo) -> bool:
    """All day, and called by the very day on which it lies, or the feast: "Shop closed Good Friday", "Inset day 26 March"."""
    start, end = start_of(row), row.end if isinstance(row, Event) else None
    if not is_all_day(start) or not isinstance(start, date) or not isinstance(end, date):
        return False
    words = (row.summary[begin:stop] for begin, stop in find_times(row.summary))
    days = [v.day for phrase in words for v in values_of(phrase) if isinstance(v, Point)]
    dated = any(isinstance(day, Date) and (day.month, day.day) == (start.month, start.day) for day in days)
    time = (start, end - timedelta(days=1))
    return dated or any(time in feast_days(day.name, start.year, zone) for day in days if isinstance(day, Feast))


def feasts_named(name: str) -> list[str]:
    """Holidays whose days are known without the calendar, which may have another of that name."""
    return [v.day.name for v in values_of(name) if isinstance(v, Point) and isinstance(v.day, Feast)]


def is_feast(name: str) -> bool:
    """A holiday, or several days of one."""
    return bool(feasts_named(name))


def is_long_feast(name: str) -> bool:
    """Several days of a holiday: "the Easter holidays"."""
    return any(map(lasts_days, feasts_named(name)))


KINDS: dict[str, Callable[[Event | Task], bool]] = {
    "meeting": is_meeting,
    "call": lambda row: bool(CALL.search(row.summary)),
    "birthday": is_birthday,
    "event": lambda row: True,
}
