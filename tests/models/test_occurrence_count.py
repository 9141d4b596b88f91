"""The events of each day are as many as the occurrences that a search finds there, in the index and outside its window."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from models import history
from models.changes import ChangeSet, RowChange
from models.database import open_database
from models.occurrence_count import count_days
from models.queries import Queries
from models.rows import Event, When

ZONE = ZoneInfo("America/New_York")
NOW = datetime(2026, 3, 4, 9, 0, tzinfo=ZONE)


def event(name: str, start: When, end: When, rrule: str | None = None) -> RowChange:
    """A new event in the first calendar."""
    return RowChange(
        None, Event(id=name, uid=name, calendar_id="personal", summary=name, start=start, end=end, rrule=rrule)
    )


def in_zone(day: int, hour: int, month: int = 3) -> datetime:
    """A local time of 2026."""
    return datetime(2026, month, day, hour, tzinfo=ZONE)


@pytest.mark.parametrize("year", [2026, 2027, 2029, 2023])
def test_counts_are_those_of_a_search(tmp_path: Path, year: int) -> None:
    rows = (
        event("one", in_zone(5, 10), in_zone(5, 11)),
        event("over midnight", in_zone(6, 23), in_zone(7, 1)),
        event("until midnight", in_zone(8, 20), in_zone(8, 20) + timedelta(hours=4)),
        event("holiday", date(2026, 7, 1), date(2026, 7, 15)),
        event("floating", datetime(2026, 3, 5, 23, 30), datetime(2026, 3, 6)),
        event("utc", datetime(2026, 3, 9, 2, tzinfo=UTC), datetime(2026, 3, 9, 3, tzinfo=UTC)),
        event("weekly", datetime(2022, 1, 4, 18, tzinfo=ZONE), datetime(2022, 1, 4, 19, tzinfo=ZONE), "FREQ=WEEKLY"),
        event("dense", in_zone(1, 0, 9), in_zone(1, 1, 9), "FREQ=HOURLY;COUNT=3000"),
    )
    with open_database(tmp_path / "c.sqlite") as database:
        history.commit(database, ChangeSet(rows, "rows"), NOW)
        queries = Queries(database, ZONE)
        start, end = datetime(year, 1, 1, tzinfo=ZONE), datetime(year + 1, 1, 1, tzinfo=ZONE)
        found: Counter[date] = Counter()
        for day in (date(year, 1, 1) + timedelta(days=n) for n in range((end.date() - start.date()).days)):
            midnight = datetime.combine(day, datetime.min.time(), ZONE)
            after = datetime.combine(day + timedelta(days=1), datetime.min.time(), ZONE)
            found[day] = len(queries.event_occurrences(midnight, after))
        counted = count_days(queries, start, end).get("personal", Counter())
        assert {day: number for day, number in counted.items() if day.year == year} == dict(+found)
