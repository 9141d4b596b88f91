"""Clock changes: local times that do not exist or come twice, lengths of real time, series and whole days (RFC 5545 3.3.5)."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

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
