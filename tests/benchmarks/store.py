"""The store at 100,000 events, 1,000 of them series: ``python -m tests.benchmarks.store``, and a part of ``make bench``."""

import contextlib
import dataclasses
import gc
import itertools
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Final

from app.garbage import MANY
from models import history
from models.changes import ChangeSet, RowChange
from models.database import Database, open_database
from models.ics import read_calendar, write_calendar
from models.occurrence import Occurrence
from models.queries import Queries
from models.rows import Event
from tests.benchmarks.calendar import NOW, ZONE, filled

EVENTS, SERIES, YEARS, IMPORTED = 99_000, 1_000, 5, 10_000
#: What is typed into the search, letter by letter: names that 10,000 rows bear, and words in 40,000 of them.
TYPED: Final = ("dentist", "lunch with ana", "budget review 12", "raj patel")

Figures = Iterator[tuple[str, list[float]]]


def milliseconds(work: Callable[[], object], runs: int) -> list[float]:
    """How long each run took."""
    found = []
    for _ in range(runs):
        begin = time.perf_counter()
        work()
        found.append((time.perf_counter() - begin) * 1000)
    return found


@contextlib.contextmanager
def collector_of_the_window() -> Iterator[None]:
    """The collector of reference cycles as the window sets it (``app.garbage``); the command line leaves it as Python does."""
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(MANY, *before[1:])
    yield
    gc.set_threshold(*before)
    gc.unfreeze()


def reading_times(database: Database) -> Figures:
    """A month: rows read from the file, rows held, and with every occurrence's own row made, the last two also with the collector of
    the window; a search at each letter typed."""
    queries = Queries(database, ZONE)
    first = NOW.replace(day=1, hour=0)
    last = first.replace(month=4)

    def month() -> tuple[Occurrence, ...]:
        return queries.event_occurrences(first, last)

    def every_row() -> object:
        return [found.row for found in month()]

    def fresh_month() -> object:
        database.snapshot.clear()
        return queries.event_occurrences(first, last)

    yield "store_month_first_ms", milliseconds(fresh_month, 10)
    yield "store_month_ms", milliseconds(month, 50)
    yield "store_month_every_row_ms", milliseconds(every_row, 50)
    with collector_of_the_window():
        yield "store_month_in_window_ms", milliseconds(month, 50)
        yield "store_month_every_row_in_window_ms", milliseconds(every_row, 50)
    yield "store_month_occurrences_n", [float(len(queries.event_occurrences(first, last)))]
    letters = [text[:end] for text in TYPED for end in range(1, len(text) + 1)]
    yield "store_search_ms", [t for text in letters for t in milliseconds(lambda text=text: queries.search(text), 3)]  # type: ignore[misc]


def writing_times(database: Database) -> Figures:
    """One change and its undo: of single events and of series."""
    rows = Queries(database, ZONE).rows(f"row-{number}" for number in range(0, EVENTS, EVENTS // 200))
    changes = [
        ChangeSet((RowChange(row, dataclasses.replace(row, summary=row.summary + "!")),), "change")
        for row in rows
        if isinstance(row, Event)
    ]
    yield "store_commit_ms", [t for c in changes for t in milliseconds(lambda c=c: history.commit(database, c, NOW), 1)]  # type: ignore[misc]
    yield "store_undo_ms", milliseconds(lambda: history.undo(database, NOW), 100)


def import_times(database: Database) -> Figures:
    """A file of 10,000 events, each thirtieth a series, into the full store: seconds to read it, seconds to commit it."""
    rows = [
        Event(
            id=f"new-{number}", uid=f"new-{number}", calendar_id="personal", summary=f"Imported {number}", description="Bring it. " * 5,
            start=NOW + timedelta(hours=number), end=NOW + timedelta(hours=number + 1), rrule="FREQ=WEEKLY" if number % 30 == 0 else None,
        )
        for number in range(IMPORTED)
    ]  # fmt: skip
    with open_database(None) as other:
        history.commit(other, ChangeSet(tuple(RowChange(None, row) for row in rows)), NOW)
        data = write_calendar(Queries(other, ZONE))
    numbers, steps = itertools.count(), itertools.count()
    begin = time.perf_counter()
    found = read_calendar(data, "new", Queries(database, ZONE), NOW, lambda: f"made-{next(numbers)}", step=lambda: next(steps))  # fmt: skip
    read = time.perf_counter()
    history.commit(database, found.change_set, NOW)
    assert (found.created, next(steps)) == (IMPORTED, IMPORTED)
    yield "store_import_read_s", [read - begin]
    yield "store_import_commit_s", [time.perf_counter() - read]


def store_times(folder: Path) -> Figures:
    """Every figure of the store, in a file of its own in `folder`."""
    path = folder / "store.db"
    with open_database(path) as database:
        filled(database, events=EVENTS, series=SERIES, years=YEARS)
    with open_database(path) as database:
        yield "store_file_mb", [path.stat().st_size / 1e6]
        yield from reading_times(database)
        yield from writing_times(database)
        yield from import_times(database)


def main() -> int:
    """Prints the least, the middle and the 95th percentile of each."""
    with tempfile.TemporaryDirectory() as folder:
        for name, values in store_times(Path(folder)):
            ordered = sorted(values)
            found = (ordered[0], ordered[len(ordered) // 2], ordered[int(0.95 * (len(ordered) - 1))])
            print(f"{name:28s}" + "".join(f"{value:10.2f}" for value in found), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
