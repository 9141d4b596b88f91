"""A real file for every test, and short ways to make rows."""

import dataclasses
import datetime as dt
import itertools
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from models import history
from models.changes import ChangeSet, RowChange
from models.database import Database, open_database
from models.ics import Import, read_calendar
from models.queries import Queries
from models.rows import Event, Row, Task

sys.path.insert(0, str(Path(__file__).parents[2]))  # tests.benchmarks

NEW_YORK = ZoneInfo("America/New_York")
NOW = dt.datetime(2026, 3, 4, 9, tzinfo=NEW_YORK)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "plainday" / "calendar.db"


@pytest.fixture
def database(path: Path) -> Iterator[Database]:
    with open_database(path) as opened:
        yield opened


@pytest.fixture
def queries(database: Database) -> Queries:
    return Queries(database, NEW_YORK)


@pytest.fixture
def new_id() -> Callable[[], str]:
    numbers = itertools.count(1)
    return lambda: f"id-{next(numbers)}"


@pytest.fixture
def event(new_id: Callable[[], str]) -> Callable[..., Event]:
    """event("Lunch", dt.datetime(...)) is an hour long, in New York unless the start has a zone; a date is one day long."""

    def make(summary: str, start: dt.date, **fields: object) -> Event:
        if isinstance(start, dt.datetime) and not start.tzinfo and not fields.pop("floating", False):
            start = start.replace(tzinfo=NEW_YORK)
        length = dt.timedelta(hours=1) if isinstance(start, dt.datetime) else dt.timedelta(days=1)
        number = new_id()
        given = {"id": number, "uid": f"uid-{number}", "calendar_id": "personal", "end": start + length} | fields
        return Event(summary=summary, start=start, **given)  # type: ignore[arg-type]

    return make


@pytest.fixture
def task(new_id: Callable[[], str]) -> Callable[..., Task]:
    def make(summary: str, due: dt.date | None = None, **fields: object) -> Task:
        number = new_id()
        given = {"id": number, "uid": f"uid-{number}", "calendar_id": "tasks", "due": due} | fields
        return Task(summary=summary, **given)  # type: ignore[arg-type]

    return make


@pytest.fixture
def override() -> Callable[..., Event]:
    """override(series, "o", at) replaces the occurrence at `at`; it is moved where `start` is given."""

    def make(series: Event, number: str, at: dt.date, **fields: object) -> Event:
        assert series.start is not None and series.end is not None
        start = fields.pop("start", at)
        assert isinstance(start, dt.date)
        plain = dataclasses.replace(series, id=number, rrule=None, rdates=(), exdates=(), recurrence_id=at)
        return dataclasses.replace(plain, **{"start": start, "end": start + (series.end - series.start)} | fields)  # type: ignore[arg-type]

    return make


@pytest.fixture
def create(database: Database) -> Callable[..., int]:
    """Commits new rows."""

    def commit(*rows: Row, text: str = "add") -> int:
        return history.commit(database, ChangeSet(tuple(RowChange(None, row) for row in rows), text), NOW)

    return commit


@pytest.fixture
def change(database: Database) -> Callable[..., int]:
    """Commits one change: change(before, after), change(None, after), change(before, None)."""

    def commit(before: Row | None, after: Row | None, text: str = "change") -> int:
        return history.commit(database, ChangeSet((RowChange(before, after),), text), NOW)

    return commit


@pytest.fixture
def now() -> dt.datetime:
    return NOW


@pytest.fixture
def zone() -> ZoneInfo:
    return NEW_YORK


@pytest.fixture
def take(queries: Queries, new_id: Callable[[], str], now: dt.datetime) -> Callable[..., Import]:
    """Imports and commits."""

    def importing(data: bytes, name: str = "file", calendar: str | None = None, into: Queries = queries) -> Import:
        found = read_calendar(data, name, into, now, new_id, calendar)
        if found.change_set:
            history.commit(into.database, found.change_set, now)
        return found

    return importing
