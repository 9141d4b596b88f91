"""Clock changes: local times that do not exist or come twice, lengths of real time, series and whole days (RFC 5545 3.3.5)."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr

from assistant.temporal.anchoring import existing
from assistant.temporal.reading import read_time
from assistant.temporal.values import Anchored, Setting

#: (zone, now, phrase, start, end): now and the rest are local.
TABLE = [
    # spring forward: 02:00 becomes 03:00; a time in the gap takes the offset from before it
    ("America/New_York", "2026-03-07T12:00", "tomorrow at 2:30am", "2026-03-08T03:30", None),
    ("America/New_York", "2026-03-07T12:00", "tomorrow at 1:59am", "2026-03-08T01:59", None),
    ("America/New_York", "2026-03-07T12:00", "tomorrow at 3am", "2026-03-08T03:00", None),
    ("America/New_York", "2026-03-08T01:30", "in an hour", "2026-03-08T03:30", None),
    ("America/New_York", "2026-03-07T12:00", "in 24 hours", "2026-03-08T13:00", None),
    ("America/New_York", "2026-03-07T12:00", "in a day", "2026-03-08T00:00", "2026-03-09T00:00"),
    ("America/New_York", "2026-03-07T12:00", "tomorrow", "2026-03-08T00:00", "2026-03-09T00:00"),
    ("America/New_York", "2026-03-07T12:00", "tomorrow from 1am for 3 hours", "2026-03-08T01:00", "2026-03-08T05:00"),
    ("Europe/Berlin", "2026-03-28T12:00", "tomorrow at 2:15am", "2026-03-29T03:15", None),
    ("Europe/Berlin", "2026-03-29T01:30", "in 30 minutes", "2026-03-29T03:00", None),
    # fall back: an hour comes twice, a time in it is its first
    ("America/New_York", "2026-10-31T12:00", "tomorrow at 1:30am", "2026-11-01T01:30", None),
    ("America/New_York", "2026-10-31T12:00", "in 24 hours", "2026-11-01T11:00", None),
    ("Europe/Berlin", "2026-10-24T12:00", "tomorrow at 2:30am", "2026-10-25T02:30", None),
    ("Europe/Berlin", "2026-10-25T01:30", "in two hours", "2026-10-25T02:30", None),
    # half an hour
    ("Australia/Lord_Howe", "2026-10-03T12:00", "tomorrow at 2:10am", "2026-10-04T02:40", None),
    ("Australia/Lord_Howe", "2026-10-04T01:45", "in an hour", "2026-10-04T03:15", None),
    ("Australia/Lord_Howe", "2026-04-05T01:15", "in an hour", "2026-04-05T01:45", None),
    # a whole day that was left out
    ("Pacific/Apia", "2011-12-29T12:00", "tomorrow at noon", "2011-12-31T12:00", None),
    ("Pacific/Apia", "2011-12-29T12:00", "in 24 hours", "2011-12-31T12:00", None),
]


def read(zone: str, now: str, phrase: str) -> Anchored:
    """A phrase at a local now of a zone."""
    found = read_time(phrase, Setting(datetime.fromisoformat(now).replace(tzinfo=ZoneInfo(zone)), ZoneInfo(zone)))
    assert found is not None
    return found


@pytest.mark.parametrize(("zone", "now", "phrase", "start", "end"), TABLE)
def test_clock_change(zone: str, now: str, phrase: str, start: str, end: str | None) -> None:
    found = read(zone, now, phrase)
    assert found.start == datetime.fromisoformat(start)
    assert found.end == (datetime.fromisoformat(end) if end else None)


def test_the_second_half_of_a_repeated_hour_is_marked() -> None:
    found = read("America/New_York", "2026-11-01T01:30", "in an hour")
    assert found.start is not None
    assert (found.start.isoformat(), found.start.fold) == ("2026-11-01T01:30:00", 1)


def test_a_series_keeps_its_clock_across_the_change() -> None:
    found = read("America/New_York", "2026-03-07T12:00", "every day at 2:30am")
    assert (found.rrule, found.start) == ("FREQ=DAILY", datetime(2026, 3, 8, 2, 30))


def test_a_named_zone_has_its_own_clock_changes() -> None:
    found = read("America/New_York", "2026-03-07T12:00", "March 29 at 1:30am London time")
    assert (found.tz, found.start) == ("Europe/London", datetime(2026, 3, 29, 2, 30))


#: (zone, case, local now, phrase, what is shown of it): the table of ``docs/time.md``, printed by `tests.benchmarks.time_changes`.
SHOWN = [
    ("America/New_York", "skipped", "2026-03-07T12:00", "tomorrow at 2:30am", "08 03:30-04:00"),
    ("America/New_York", "twice", "2026-10-31T12:00", "tomorrow at 1:30am", "01 01:30-04:00"),
    ("America/New_York", "series", "2026-03-06T12:00", "every day at 2:30am", "07 02:30-05:00, 08 03:30-04:00, 09 02:30-04:00"),
    ("America/New_York", "series", "2026-10-30T12:00", "every day at 1:30am", "31 01:30-04:00, 01 01:30-04:00, 02 01:30-05:00"),
    ("America/New_York", "all day", "2026-03-07T12:00", "tomorrow", "2026-03-08 to 2026-03-09, 23 hours"),
    ("America/New_York", "all day", "2026-10-31T12:00", "tomorrow", "2026-11-01 to 2026-11-02, 25 hours"),
    ("Europe/Berlin", "skipped", "2026-03-28T12:00", "tomorrow at 2:30am", "29 03:30+02:00"),
    ("Europe/Berlin", "twice", "2026-10-24T12:00", "tomorrow at 2:30am", "25 02:30+02:00"),
    ("Europe/Berlin", "series", "2026-03-27T12:00", "every day at 2:30am", "28 02:30+01:00, 29 03:30+02:00, 30 02:30+02:00"),
    ("Europe/Berlin", "series", "2026-10-23T12:00", "every day at 9am", "24 09:00+02:00, 25 09:00+01:00, 26 09:00+01:00"),
    ("Europe/Berlin", "all day", "2026-03-28T12:00", "tomorrow", "2026-03-29 to 2026-03-30, 23 hours"),
    ("Europe/Berlin", "all day", "2026-10-24T12:00", "tomorrow", "2026-10-25 to 2026-10-26, 25 hours"),
    ("Australia/Lord_Howe", "skipped", "2026-10-03T12:00", "tomorrow at 2:10am", "04 02:40+11:00"),
    ("Australia/Lord_Howe", "twice", "2026-04-04T12:00", "tomorrow at 1:45am", "05 01:45+11:00"),
    ("Australia/Lord_Howe", "series", "2026-10-02T12:00", "every day at 2:10am", "03 02:10+10:30, 04 02:40+11:00, 05 02:10+11:00"),
    ("Australia/Lord_Howe", "all day", "2026-10-03T12:00", "tomorrow", "2026-10-04 to 2026-10-05, 23.5 hours"),
    ("Australia/Lord_Howe", "all day", "2026-04-04T12:00", "tomorrow", "2026-04-05 to 2026-04-06, 24.5 hours"),
    ("Pacific/Apia", "skipped", "2012-09-29T12:00", "tomorrow at 3:30am", "30 04:30+14:00"),
    ("Pacific/Apia", "twice", "2012-03-31T12:00", "tomorrow at 3:30am", "01 03:30+14:00"),
    ("Pacific/Apia", "series", "2011-12-28T12:00", "every day at 9am", "29 09:00-10:00, 31 09:00+14:00, 31 09:00+14:00"),
    ("Pacific/Apia", "all day", "2012-09-29T12:00", "tomorrow", "2012-09-30 to 2012-10-01, 23 hours"),
    ("Pacific/Apia", "all day", "2011-12-29T12:00", "tomorrow", "2011-12-30 to 2011-12-31, 0 hours"),
]  # fmt: skip


def shown(zone: str, now: str, phrase: str) -> str:
    """A phrase's day of the month, time and offset, the first three of a series, or a day with the hours that it really has."""
    found, place = read(zone, now, phrase), ZoneInfo(zone)
    setting = Setting(datetime.fromisoformat(now).replace(tzinfo=place), place)
    assert found.start is not None
    if found.kind == "interval" and found.end:
        first, last = (t.replace(tzinfo=place).astimezone(UTC) for t in (found.start, found.end))
        return f"{found.start:%Y-%m-%d} to {found.end:%Y-%m-%d}, {(last - first).total_seconds() / 3600:g} hours"
    starts = (
        list(rrulestr(found.rrule, dtstart=found.start).xafter(found.start, count=3, inc=True))
        if found.rrule
        else [found.start]
    )
    return ", ".join(existing(start, setting).replace(tzinfo=place).isoformat(" ", "minutes")[8:] for start in starts)


@pytest.mark.parametrize(("zone", "case", "now", "phrase", "expected"), SHOWN)
def test_what_the_table_shows(zone: str, case: str, now: str, phrase: str, expected: str) -> None:
    assert shown(zone, now, phrase) == expected
