"""How many events there are on each day: counted in the occurrence index, so that no row of a whole year is read."""

import itertools
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

from models.occurrence_index import window
from models.occurrence_search import MANY, OccurrenceSearch
from models.queries import Queries
from models.reading import current
from models.tables import DENSE, EVENTS, LONG
from models.timeline import instant, length, position, spans, wall


def count_days(queries: Queries, start: datetime, end: datetime) -> dict[str, Counter[date]]:
    """For each calendar's id how many of its events stand on each local day of [start, end), which are aware; one of several days
    counts on each."""
    database, zone = queries.database, queries.zone
    current(database)
    within, table = spans(start, end, zone), EVENTS.occurrences.name
    parts = []
    for lane, (first, last) in enumerate((*within, *within)):
        back = f" AND o.first > {first - LONG}" if lane < 2 else ""
        parts.append(
            f"SELECT r.calendar_id, o.lane, o.first, o.last FROM {table} o JOIN {EVENTS.rows.name} r ON r.key = o.row"
            f" WHERE o.lane = {lane}{back} AND o.first < {last} AND o.last > {first}"
        )
    midnights = [datetime.combine(day, time(), zone) for day in days_of(start.astimezone(zone), end.astimezone(zone))]
    instants, walls = [position(m) for m in midnights], [position(wall(m)) for m in midnights]
    counts: dict[str, list[int]] = defaultdict(lambda: [0] * len(midnights))
    for calendar, lane, first, last in database.connection.exec_driver_sql(" UNION ALL ".join(parts)).all():
        count(counts[calendar], walls if lane & 1 else instants, first, last)
    search = OccurrenceSearch(database, EVENTS, zone)
    dense = database.connection.exec_driver_sql(f"SELECT DISTINCT owner FROM {table} WHERE lane = {DENSE}").scalars()
    for _, _, occurrence in itertools.islice(search.expanded(within, window(database), False, set(dense)), MANY):
        row = occurrence.row
        if row.start is not None:
            first = instant(row.start, zone)
            count(counts[row.calendar_id], instants, first, first + length(row))
    return {
        calendar: Counter({m.date(): n for m, n in zip(midnights, numbers, strict=True) if n})
        for calendar, numbers in counts.items()
    }


def days_of(start: datetime, end: datetime) -> Iterator[date]:
    """The days that [start, end) touches."""
    last = (end - timedelta(microseconds=1)).date()
    return (start.date() + timedelta(days=n) for n in range((last - start.date()).days + 1))


def count(numbers: list[int], midnights: Sequence[int], first: int, last: int) -> None:
    """Counts one thing at [first, last), positions of one line, on each of the days that begin at `midnights`."""
    begin = max(bisect_right(midnights, first) - 1, 0)
    for day in range(begin, max(bisect_left(midnights, last), begin + 1)):
        numbers[day] += 1
