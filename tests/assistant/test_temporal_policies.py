"""The time policies, row by row (``docs/time.md`` names each case): what a phrase means at a fixed now for a purpose.

Now is Wednesday, 4 March 2026, 09:00 in New York unless a case says otherwise.
"""

import dataclasses
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from assistant.temporal.reading import read_time
from assistant.temporal.series import merge
from assistant.temporal.values import Anchored, Purpose, Setting

ZONE = ZoneInfo("America/New_York")
PERIOD = Setting(datetime(2026, 3, 4, 9, tzinfo=ZONE), ZONE)
CREATE = dataclasses.replace(PERIOD, purpose=Purpose.CREATE)
SELECT = dataclasses.replace(PERIOD, purpose=Purpose.SELECT)
CHANGE = dataclasses.replace(PERIOD, purpose=Purpose.CHANGE)
AFTERNOON = dataclasses.replace(CREATE, now=datetime(2026, 3, 4, 16, 30, tzinfo=ZONE))
OWN_WEEK = dataclasses.replace(CHANGE, day=date(2026, 3, 17))
SUNDAY_FIRST = dataclasses.replace(PERIOD, first_weekday=6)
DAY_FIRST = dataclasses.replace(PERIOD, day_first=True)

#: (policy, setting, phrase, start, end); a moment has no end, "…" is an open side.
TABLE: list[tuple[str, Setting, str, str, str | None]] = [
    ("1 week", PERIOD, "this week", "2026-03-02", "2026-03-09"),
    ("1 week", SUNDAY_FIRST, "this week", "2026-03-01", "2026-03-08"),
    ("1 week", PERIOD, "next week", "2026-03-09", "2026-03-16"),
    ("1 weekend", PERIOD, "this weekend", "2026-03-07", "2026-03-09"),
    ("1 next days", PERIOD, "the next 3 days", "2026-03-05", "2026-03-08"),
    ("1 next days", SELECT, "the next 3 days", "2026-03-04", "2026-03-08"),
    ("2 containing now", SELECT, "this month", "2026-03-01", "2026-04-01"),
    ("2 containing now", SELECT, "from March 2 to March 6", "2026-03-02", "2026-03-07"),
    ("3 bare weekday", CREATE, "Friday", "2026-03-06", "2026-03-07"),
    ("3 own name", CREATE, "Wednesday", "2026-03-11", "2026-03-12"),
    ("3 this", CREATE, "this Wednesday", "2026-03-04", "2026-03-05"),
    ("3 selecting", SELECT, "Wednesday", "2026-03-04", "2026-03-05"),
    ("3 next", CREATE, "next Friday", "2026-03-13", "2026-03-14"),
    ("3 next", CREATE, "next Monday", "2026-03-09", "2026-03-10"),
    ("4 no year", CREATE, "March 3", "2027-03-03", "2027-03-04"),
    ("4 no year", CREATE, "March 4", "2026-03-04", "2026-03-05"),
    ("4 day of month", CREATE, "the 2nd", "2026-04-02", "2026-04-03"),
    ("4 past words", CREATE, "last Tuesday", "2026-03-03", "2026-03-04"),
    ("4 full date", CREATE, "March 3, 2026", "2026-03-03", "2026-03-04"),
    ("5 afternoon", CREATE, "tomorrow at 3", "2026-03-05T15:00", None),
    ("5 morning", CREATE, "tomorrow at 8", "2026-03-05T08:00", None),
    ("5 noon", CREATE, "tomorrow at 12", "2026-03-05T12:00", None),
    ("5 cue", dataclasses.replace(CREATE, meridiem="pm"), "tomorrow at 8", "2026-03-05T20:00", None),
    ("5 event says", dataclasses.replace(CHANGE, meridiem="pm", day=date(2026, 3, 6)), "5", "2026-03-06T17:00", None),
    ("5 no day", CREATE, "at 10", "2026-03-04T10:00", None),
    ("5 no day", CREATE, "at 8", "2026-03-04T20:00", None),
    ("5 no day", AFTERNOON, "at 4", "2026-03-05T16:00", None),
    ("5 no day", AFTERNOON, "at 9", "2026-03-04T21:00", None),
    ("5 today", AFTERNOON, "today at 9", "2026-03-04T21:00", None),
    ("5 day given", OWN_WEEK, "at 10", "2026-03-17T10:00", None),
    ("6 morning", CREATE, "tomorrow morning", "2026-03-05T06:00", "2026-03-05T12:00"),
    ("6 noon", CREATE, "tomorrow at noon", "2026-03-05T12:00", None),
    ("6 afternoon", CREATE, "tomorrow afternoon", "2026-03-05T12:00", "2026-03-05T18:00"),
    ("6 evening", CREATE, "tomorrow evening", "2026-03-05T18:00", "2026-03-05T22:00"),
    ("6 tonight", CREATE, "tonight", "2026-03-04T18:00", "2026-03-05"),
    ("6 night", CREATE, "Friday night", "2026-03-06T20:00", "2026-03-07"),
    ("6 end of day", CREATE, "end of day tomorrow", "2026-03-05T17:00", None),
    ("6 small hours", CREATE, "tonight at 1", "2026-03-05T01:00", None),
    ("7 several days", CREATE, "from the 10th to the 12th", "2026-03-10", "2026-03-13"),
    ("7 meals", CREATE, "Friday at lunch", "2026-03-06T12:00", "2026-03-06T13:00"),
    ("15 own month", dataclasses.replace(CHANGE, day=date(2026, 5, 4)), "the second Monday", "2026-05-11", "2026-05-12"),
    ("15 own month gone", dataclasses.replace(CHANGE, day=date(2026, 3, 30)), "first Monday", "2026-04-06", "2026-04-07"),
    ("15 own week", OWN_WEEK, "Friday", "2026-03-20", "2026-03-21"),
    ("15 own week gone", dataclasses.replace(CHANGE, day=date(2026, 3, 5)), "Monday", "2026-03-09", "2026-03-10"),
    ("order", PERIOD, "12/5", "2026-12-05", "2026-12-06"),
    ("order", DAY_FIRST, "12/5", "2026-05-12", "2026-05-13"),
    ("order", DAY_FIRST, "2026-05-12", "2026-05-12", "2026-05-13"),
    ("by", CREATE, "by Friday", "…", "2026-03-07"),
    ("before", CREATE, "before Friday", "…", "2026-03-06"),
    ("until", CREATE, "until June", "…", "2026-06-01"),
    ("after", CREATE, "after Friday", "2026-03-07", "…"),
    ("from", CREATE, "from Friday", "2026-03-06", "…"),
]  # fmt: skip


def moment(text: str | None) -> datetime | None:
    """A time of the table."""
    return None if text in (None, "…") else datetime.fromisoformat(str(text))


def read(phrase: str, setting: Setting) -> Anchored:
    """A phrase that is one."""
    found = read_time(phrase, setting)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("policy", "setting", "phrase", "start", "end"), TABLE, ids=lambda v: v if isinstance(v, str) else ""
)
def test_policy(policy: str, setting: Setting, phrase: str, start: str, end: str | None) -> None:
    found = read(phrase, setting)
    assert (found.kind == "moment") is (end is None)
    assert (found.start, found.end) == (moment(start), moment(end)), policy


#: (phrase, field, value): what the words said is kept beside what was filled in.
SAID: list[tuple[str, str, Any]] = [
    ("Friday", "bare_weekday", 4),
    ("this Friday", "bare_weekday", None),
    ("next Friday", "next_weekday", True),
    ("Friday", "day_said", True),
    ("Friday", "time_said", False),
    ("Friday at 3", "time_said", True),
    ("at 3pm", "day_said", False),
    ("at 3pm", "meridiem_assumed", False),
    ("Friday at 8", "meridiem_assumed", True),
    ("Friday", "all_day", True),
    ("Friday at 3", "all_day", False),
    ("tomorrow morning", "part_of_day", "morning"),
    ("noon", "part_of_day", "noon"),
    ("tonight", "part_of_day", "tonight"),
    ("Friday at 9am", "part_of_day", None),
    ("yesterday", "past_said", True),
    ("two days ago", "past_said", True),
    ("March 3, 2026", "past_said", True),
    ("last Tuesday", "past_said", True),
    ("Friday", "past_said", False),
    ("by Friday", "bound", "by"),
    ("before noon", "bound", "before"),
    ("after 5", "bound", "after"),
    ("from April", "bound", "from"),
    ("until 5", "bound", "until"),
    ("within two hours", "bound", "within"),
    ("3pm London time", "tz", "Europe/London"),
    ("every Monday at 9", "time_said", True),
    ("every Monday", "time_said", False),
]


@pytest.mark.parametrize(("phrase", "field", "value"), SAID)
def test_what_was_said_is_kept(phrase: str, field: str, value: object) -> None:
    assert getattr(read(phrase, CREATE), field) == value


#: (phrase, setting, other readings): what else a person could mean.
OTHERS: list[tuple[str, Setting, list[str]]] = [
    ("next Friday", CREATE, ["2026-03-06"]),
    ("next Monday", CREATE, []),
    ("Friday at 8", CREATE, ["2026-03-06T20:00"]),
    ("Friday at 3", CREATE, []),
    ("Friday at 3pm", CREATE, []),
    ("at 3", CREATE, ["2026-03-05T03:00"]),
    ("12/5", PERIOD, ["2026-05-12"]),
    ("25/5", PERIOD, []),
]


@pytest.mark.parametrize(("phrase", "setting", "others"), OTHERS)
def test_other_readings(phrase: str, setting: Setting, others: list[str]) -> None:
    assert [a.start for a in read(phrase, setting).alternatives] == [moment(text) for text in others]


def test_merge_of_a_recurrence_and_a_time() -> None:
    merged = merge(read("every Monday", CREATE), read("at 9", CREATE), CREATE)
    assert (merged.rrule, merged.start, merged.all_day) == ("FREQ=WEEKLY;BYDAY=MO", datetime(2026, 3, 9, 9), False)
    ranged = merge(read("every day", CREATE), read("from 7 to 8", CREATE), CREATE)
    assert (ranged.start, ranged.end) == (datetime(2026, 3, 5, 7), datetime(2026, 3, 5, 8))
    later = merge(read("every Tuesday", CREATE), read("April 7 at 3pm", CREATE), CREATE)
    assert later.start == datetime(2026, 4, 7, 15)
