"""A store in memory for random and for written series."""

import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # tests are modules, not a package: they share what stands beside them

# isort: split
from random_series import LOOKER, NOW
from series_store import Store

from models import history
from models.changes import ChangeSet, RowChange
from models.database import Database, open_database
from models.queries import Queries
from models.rows import Event


@pytest.fixture(scope="module")
def database() -> Iterator[Database]:
    with open_database(None) as opened:
        history.commit(
            opened,
            ChangeSet(
                (RowChange(None, Event(id="x", uid="x", calendar_id="personal", summary="x", start=NOW, end=NOW)),)
            ),
            NOW,
        )
        history.undo(opened, NOW)
        yield opened


@pytest.fixture
def store(database: Database) -> Store:
    numbers = count(1)
    return Store(Queries(database, LOOKER), lambda: f"new-{next(numbers)}")
