"""Dates, times and counts in a few plain words, for questions, answers, warnings and previews. Local time of the person's zone."""

import re
from collections.abc import Sequence
from contextvars import ContextVar
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from assistant import wording
from assistant.timespan import elapsed, instant, is_all_day, occupied, start_of
from models.rows import Event, Task, When

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:days?)?"
MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
NAMED = re.compile(rf"\b(?:{WEEKDAY}|{MONTH})\b", re.I)
#: What a time phrase begins with → what is said before it; the first that fits. Phrases with a preposition of their own get none.
PLACES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(rf"(?:{pattern})(?!\w)", re.I), before)
    for pattern, before in (
        (
            rf"in|on|at|by|for|from|before|after|since|{wording.UNTIL_WHEN}|between|during|within|around|about|over|through|as of",
            "",
        ),
        (r"this|that|next|last|coming|past|today|tonight|tomorrow|yesterday|now|every|each|all|any|later|earlier", ""),
        (r"the (?:next|last|past|coming|whole|rest|day)", ""),
        (r"week of", "in the "),
        (r"weekend", "on the "),
        (r"the \d+(?:st|nd|rd|th)", "on "),
        (r"\d+(?:st|nd|rd|th)", "on the "),
        (
            rf"\d{{1,2}}(?: ?(?:-|–|to|and|&) ?\d{{1,2}})* {MONTH}|\d{{4}}-\d+|\d+[/.]\d+[/.]\d+|\d+/\d+|{MONTH} \d{{1,2}}",
            "on ",
        ),
        (r"\d+ (?:day|week|month|hour|minute)s?", ""),
        (rf"{MONTH}|\d{{4}}|spring|summer|autumn|winter|q[1-4]", "in "),
        (r"\d{1,2}(?:[:.]\d\d)?(?: ?[ap]\.?m)?", "at "),
        (r"noon|midday|midnight|half past|quarter (?:to|past)|night|lunchtime|(?:easter|christmas|xmas)$", "at "),
        (WEEKDAY, "on "),
        (r"morning|afternoon|evening", "in the "),
        (r"day$", "to"),
        (r"week|month|quarter|year", "this "),
        (r"[\w'’ ]+ (?:day|eve)$", "on "),
    )
)
#: Days for which the distance from today is said as well.
NEAR_DAYS = 14


#: Whether hours are written "3 pm" in what is said in this context (PEP 567), as decimal keeps its precision: the window sets it as its person
#: has it, and hands it on to its jobs; what other programs read is of 24 hours.
TWELVE_HOURS: ContextVar[bool] = ContextVar("twelve_hours", default=False)


def say_date(day: date, today: date | None = None) -> str:
    """ "Fri 6 Mar", with the year where it is another one than today's."""
    year = f" {day.year}" if today and day.year != today.year else ""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}{year}"


def say_distance(day: date, today: date) -> str:
    """ "today", "tomorrow", "in 3 days", "2 days ago"; empty where it is far."""
    days = (day - today).days
    known = {0: "today", 1: "tomorrow", -1: "yesterday"}
    if days in known:
        return known[days]
    if abs(days) > NEAR_DAYS:
        return ""
    return f"in {days} days" if days > 0 else f"{-days} days ago"


def say_time(at: time | datetime, twelve_hours: bool | None = None) -> str:
    """ "15:00", or "3 pm"; as this context has it, where it is not said how."""
    if not (TWELVE_HOURS.get() if twelve_hours is None else twelve_hours):
        return f"{at.hour}:{at.minute:02d}"
    minutes = f":{at.minute:02d}" if at.minute else ""
    return f"{at.hour % 12 or 12}{minutes} {'am' if at.hour < 12 else 'pm'}"


def say_day(row: Event | Task, zone: ZoneInfo) -> str:
    """The day on which a row begins or is due."""
    start = occupied(row, zone).start
    return say_date(start.date()) if start else "no day"


def say_span(row: Event | Task, zone: ZoneInfo) -> str:
    """The hours of a row: "15:00–16:00", "all day", "due 17:00"; empty where it has none."""
    time = occupied(row, zone)
    if time.start is None:
        return ""
    if isinstance(row, Task):
        return "" if is_all_day(row.due or row.start) else say_time(time.start)
    if is_all_day(row.start):
        return "all day"
    assert time.end is not None
    if time.end == time.start:
        return say_time(time.start)
    next_day = f" ({say_date(time.end.date())})" if time.end.date() != time.start.date() else ""
    return f"{say_time(time.start)}–{say_time(time.end)}{next_day}"


def say_when(row: Event | Task, now: datetime, zone: ZoneInfo) -> str:
    """ "Fri 6 Mar (in 2 days), 15:00–16:00"; "Fri 6 – Sun 8 Mar" for several days; "no date". What keeps another zone's time is said
    in that too: "Wed 10 Feb, 13:30–15:30 (19:30 in London)"."""
    start, today = occupied(row, zone).start, now.astimezone(zone).date()
    near = say_distance(start.date(), today) if start and not takes_days(row) else ""
    day, comma, hours = say_when_short(row, now, zone).partition(", ")
    return day + (f" ({near})" if near else "") + comma + hours + say_elsewhere(row, zone)


def say_elsewhere(row: Event | Task, zone: ZoneInfo) -> str:
    """ " (19:30 in London)" of what begins by the clock of a place where it is another hour then, " (until 8:10 in Madrid)" of what ends by
    another; empty of all else."""
    start, city = start_of(row), own_city(row, zone)
    if city and isinstance(start, datetime):
        return f" ({say_time(start)} in {city})"
    end = row.end if isinstance(row, Event) else None
    there = city_of(end, zone)
    if there is None or not isinstance(end, datetime):
        return ""
    day = f" on {say_date(end.date())}" if end.date() != end.astimezone(zone).date() else ""
    return f" (until {say_time(end)} in {there}{day})"


def own_city(row: Event | Task, zone: ZoneInfo) -> str | None:
    """ "London", where a row begins by its clock, and that is not the person's; None of all others."""
    return city_of(start_of(row), zone)


def city_of(start: When | None, zone: ZoneInfo) -> str | None:
    """The city by whose clock a time goes, where it is another hour than the person's; None of all others."""
    if not isinstance(start, datetime) or not isinstance(start.tzinfo, ZoneInfo):
        return None
    name, same = start.tzinfo.key, start.utcoffset() == start.astimezone(zone).utcoffset()
    return None if same or "/" not in name or name.startswith("Etc/") else name.rpartition("/")[2].replace("_", " ")


def say_when_short(row: Event | Task, now: datetime, zone: ZoneInfo) -> str:
    """ "Fri 6 Mar, 15:00–16:00": without the distance, for use in brackets."""
    time, today = occupied(row, zone), now.astimezone(zone).date()
    if time.start is None:
        return "no date"
    said = say_date(time.start.date(), today)
    if takes_days(row) and time.end is not None:
        return f"{said} – {say_date(time.end.date() - timedelta(1), today)}"
    hours = say_span(row, zone)
    return said + (f", {hours}" if hours and hours != "all day" else "")


def say_named(row: Event | Task, now: datetime, zone: ZoneInfo) -> str:
    """ "Gym (Fri 12 Feb, 7:30–8:30)"."""
    return f"{row.summary} ({say_when_short(row, now, zone)})"


def takes_days(row: Event | Task) -> bool:
    """An all-day event of several days."""
    if not isinstance(row, Event) or row.start is None or row.end is None:
        return False
    return is_all_day(row.start) and row.end - row.start > timedelta(days=1)


def say_stored(when: When, now: datetime, zone: ZoneInfo) -> str:
    """One stored time: "Fri 6 Mar, 15:00"."""
    at = instant(when, zone)
    day = say_date(at.date(), now.astimezone(zone).date())
    return day if is_all_day(when) else f"{day}, {say_time(at)}"


def say_length(length: timedelta) -> str:
    """ "1 hour 30 minutes", "3 days"."""
    minutes = int(length.total_seconds() // 60)
    parts = []
    for size, name in ((1440, "day"), (60, "hour"), (1, "minute")):
        count, minutes = divmod(minutes, size)
        if count:
            parts.append(say_count(count, name))
    return " ".join(parts) or "0 minutes"


def say_step(length: timedelta) -> str:
    """By how much: "an hour", "a day", "30 minutes"."""
    return {timedelta(hours=1): "an hour", timedelta(days=1): "a day"}.get(length) or say_length(length)


def say_hours(length: timedelta) -> str:
    """A sum of lengths, never in days: "26 hours 30 minutes"."""
    hours, minutes = divmod(int(length.total_seconds() // 60), 60)
    parts = [say_count(count, name) for count, name in ((hours, "hour"), (minutes, "minute")) if count]
    return " ".join(parts) or "0 minutes"


def say_row_length(row: Event, zone: ZoneInfo) -> str:
    """How long an event takes; all-day events in days."""
    time = occupied(row, zone)
    assert time.start and time.end
    if is_all_day(row.start):
        return say_count((time.end.date() - time.start.date()).days, "day")
    return say_length(elapsed(time.start, time.end))


def say_count(count: int, noun: str) -> str:
    """ "1 meeting", "3 meetings", "2 entries"."""
    return f"{count} {noun if count == 1 else say_many(noun)}"


def say_many(name: str) -> str:
    """The plural of a name: "gigs", "lunches with Sam", "entries"; what ends like one stays as it is."""
    head = re.split(r"\s+(?:with|at|in|on|for|from|to|of|about|and)\s", name, maxsplit=1)[0]
    if not head[-1:].isalnum() or re.search(r"(?<![su])s$", head, re.I):
        return name
    if re.search(r"[^aeiou]y$", head, re.I):
        return f"{head[:-1]}ies{name[len(head) :]}"
    return f"{head}{'es' if re.search(r'(?:s|x|z|ch|sh)$', head, re.I) else 's'}{name[len(head) :]}"


def join(words: list[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else ""


def and_more(words: Sequence[str], limit: int) -> str:
    """ "a, b and 3 more" of a list that is cut after `limit`."""
    rest = len(words) - limit
    return join([*words[:limit], *([f"{rest} more"] if rest > 0 else [])])


def say_phrase(phrase: str) -> str:
    """A person's time words with the preposition that they need in a sentence: "2" → "at 2", "20th" → "on the 20th"."""
    before = next((before for pattern, before in PLACES if pattern.match(phrase)), "")
    return before + NAMED.sub(lambda word: word[0][0].upper() + word[0][1:], phrase)
