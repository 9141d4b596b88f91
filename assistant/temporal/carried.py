"""A time said in a follow-up, with the day or the hour that it takes from the time said before."""

import re
from calendar import month_name
from datetime import UTC, date, datetime, timedelta

from dateutil.relativedelta import relativedelta

from assistant import wording
from assistant.temporal.exact import exact_day
from assistant.temporal.reading import find_times, read_time
from assistant.temporal.values import Anchored, Setting

#: An hour does not depend on the day on which it is said.
ANY_TIME = Setting(datetime(2000, 1, 3, 12, tzinfo=UTC), UTC)
#: Hours that are in such a part of the day, whichever half of the day they would be in otherwise.
PART_HOURS = {"morning": range(6, 12), "evening": range(17, 24), "night": range(17, 24)}
HALF = re.compile(r"(?:half|quarter)\b", re.I)
#: "half past", "quarter to", of an hour that is not said.
PART_OF_HOUR = re.compile(r"(?:half|(?:a )?quarter|five|ten|twenty(?:[ -]five)?|5|10|20|25) (?:past|to)", re.I)
#: A quarter of an hour, and none of the year.
QUARTER = re.compile(r"\bquarter\s+(?=(?:past|to|till?|before|after|of)\s+(?!the\b|\d{3}))", re.I)
#: "16th", of which no month is said.
MONTH = re.compile(rf"\b{wording.MONTH}\b", re.I)
NTH = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th)(?!\s+(?:of\b|{wording.MONTH}\b))", re.I)


def read_whens(whens: tuple[str, ...]) -> Anchored | None:
    """Times that were said, whatever day it is; None where they are none."""
    return read_time(" ".join(whens), ANY_TIME)


def with_clock(phrase: str, before: tuple[str, ...]) -> str:
    """ "friday" after "tomorrow at 2pm" is friday at that hour, "in the afternoon" after "tomorrow morning" is tomorrow's."""
    old, new = read_time(" ".join(before), ANY_TIME), read_time(phrase, ANY_TIME)
    if old is None and new is not None and new.time_said and not new.day_said and new.kind != "recurrence":
        said = " ".join(before)  # which could not be read as a whole
        day = next((day for start, end in find_times(said) if (day := day_words(said[start:end]))), None)
        return at_hour_of(day, phrase) if day else phrase
    if old is None or new is None or old.start is None or not old.day_said:
        return phrase
    if new.time_said and not new.day_said and (day := day_words(" ".join(before))):
        return at_hour_of(day, phrase, old.part_of_day)
    if not old.time_said or new.time_said or not new.day_said:
        return phrase
    if old.part_of_day:
        return f"{phrase} {'evening' if old.part_of_day == 'tonight' else old.part_of_day}"
    start, end = (said_hour(at, old.meridiem_assumed) if at else "" for at in (old.start, old.end))
    return f"{phrase} from {start} to {end}" if end else f"{phrase} at {start}"


def said_hour(at: datetime, is_guessed: bool) -> str:
    """An hour in figures, "18:00"; "6:00" where nobody said which half of the day, which then is still guessed by what happens at it."""
    return f"{at:%I:%M}".lstrip("0") if is_guessed else f"{at:%H:%M}"


def part_of_hour(part: str, begins: datetime) -> datetime | None:
    """When "half past" is, "quarter to", of the hour at which something begins; None where the words are none of these."""
    of_two = read_time(f"{part} 14", ANY_TIME) if PART_OF_HOUR.fullmatch(part) else None
    if of_two is None or of_two.start is None:
        return None
    begins += timedelta(hours=begins.minute > 0 and of_two.start.hour < 14)  # "quarter to", of half past two
    return begins.replace(minute=0) + (of_two.start - of_two.start.replace(hour=14, minute=0))


def with_said(whens: tuple[str, ...], before: tuple[str, ...]) -> tuple[str, ...]:
    """A further time with the day or hour said before."""
    return (with_clock(whens[0], before),) if len(whens) == 1 and before else whens


def at_hour_of(day: str, phrase: str, part: str | None = None) -> str:
    """ "thursday at 7", of a day and an hour that were said apart; after an evening ("thursday evening") that of the evening."""
    hour = phrase.removeprefix("at ")
    in_part, by_clock = f"{day} {part} at {hour}", hour[:1].isdigit()  # "4 November 7" would be a year
    read = read_time(in_part, ANY_TIME) if part in PART_HOURS and (by_clock or HALF.match(hour)) else None
    if read is not None and read.start is not None and read.start.hour in PART_HOURS[part or ""]:
        return in_part
    return f"{day} at {hour}" if by_clock else f"{day} {phrase}"


def within(phrase: str, before: str) -> str:
    """ "from the 5th to the 9th", asked after "in September", is of that month; an hour alone is on the day of what could
    not be read as a whole; times that can't be of that week or month stay as they are."""
    old, day = read_time(before, ANY_TIME), day_words(phrase)
    if old is None:
        return with_clock(phrase, (before,))
    if day is None or old.time_said or old.grain not in ("week", "month"):
        return phrase
    inside = phrase.replace(day, f"{day} of {before.removeprefix('in ')}", 1)
    return inside if read_time(inside, ANY_TIME) is not None else phrase


def not_before(phrase: str, before: str) -> str:
    """ "16th at 5" that comes behind "July 14th at 9" is of July, and "2nd" behind "July 30th" of August; where no month is said it stays as
    it is."""
    day, first = NTH.match(phrase), read_time(before, ANY_TIME) if MONTH.search(before) else None
    if day is None or first is None or first.start is None:
        return phrase
    month = first.start.month + (int(day[1]) < first.start.day)
    return f"{phrase[: day.end()]} {month_name[month if month in range(13) else 1]}{phrase[day.end() :]}"


def of_month(phrase: str, near: date) -> str:
    """ "21st at 5" that is said of 20 November is of November, "2nd" that is said of the 28th of December; where a month or a weekday is said it
    stays as it is."""
    if MONTH.search(phrase) or re.search(rf"\b{wording.WEEKDAY_OR_SHORT}\b", phrase, re.I):
        return phrase

    def dated(said: re.Match[str]) -> str:
        months = (near.replace(day=1) + relativedelta(months=more) for more in (0, 1))
        days = [day for first in months if (day := first + timedelta(days=int(said[1]) - 1)).month == first.month]
        return exact_day(min(days, key=lambda day: abs(day - near))) if days else said[0]

    return NTH.sub(dated, phrase)


def day_words(phrase: str) -> str | None:
    """The longest part of a time phrase that says its day and no hour, not "March between 1 and 3" of "25 March between 1 and 3"; "today" where
    its part of day is of today; none of "quarter past 5"."""
    whole, found = read_time(phrase, ANY_TIME), list[tuple[str, Anchored]]()
    words = QUARTER.sub("quarter_", phrase).split()
    parts = (
        " ".join(words[at : at + length])
        for length in range(len(words), 0, -1)
        for at in range(len(words) - length + 1)
    )
    for part in parts:
        read = read_time(part, ANY_TIME)
        if read is not None and read.day_said and not read.time_said and read.kind == "interval":
            if (
                whole is None
                or read.start == whole.start
                or (read.start and whole.start and read.start.date() == whole.start.date())
            ):
                return part
            found.append((part, read))
    return found[0][0] if found else None
