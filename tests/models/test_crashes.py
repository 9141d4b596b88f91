"""A process that dies at any moment leaves a whole file: every commit is there altogether or not at all."""

import datetime as dt
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from zoneinfo import ZoneInfo

from models import history
from models.database import open_database
from models.occurrence_index import families, lines_of, window
from models.queries import Queries
from models.reading import rows_where
from models.tables import SHELVES

KILLS = int(os.environ.get("PLAINDAY_KILLS", "6"))

#: Commits, undoes and redoes without end, each change set with a pair of rows that must come and go together.
WRITER = """
import datetime as dt, pathlib, sys
from models import history
from models.changes import ChangeSet, RowChange
from models.database import open_database
from models.errors import NothingToUndo
from models.rows import Event, Task
at = dt.datetime(2026, 3, 4, 9, tzinfo=dt.UTC)
with open_database(pathlib.Path(sys.argv[1])) as database:
    print("ready", flush=True)
    for n in range(10**9):
        day = at + dt.timedelta(days=n % 300)
        rows = [Event(id=f"{sys.argv[2]}-{n}-{i}", uid=f"{sys.argv[2]}-{n}-{i}", calendar_id="personal", summary=f"pair {n}", start=day, end=day + dt.timedelta(hours=1), rrule=rule) for i, rule in enumerate((None, "FREQ=WEEKLY;COUNT=20"))]
        history.commit(database, ChangeSet(tuple(RowChange(None, row) for row in rows), f"pair {n}"), at)
        if n % 3 == 0:
            history.undo(database, at)
        if n % 6 == 0:
            history.redo(database, at)
"""


def test_killed_writers_leave_a_whole_file(path: Path) -> None:
    open_database(path).close()
    pick = random.Random(1)
    for kill in range(KILLS):
        writer = subprocess.Popen([sys.executable, "-c", WRITER, path, str(kill)], stdout=subprocess.PIPE, text=True)
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
        time.sleep(pick.uniform(0.005, 0.15))
        writer.send_signal(signal.SIGKILL)
        writer.wait()
        writer.stdout.close()
        check_whole(path)


def check_whole(path: Path) -> None:
    with open_database(path) as database:
        assert database.connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
        rows = rows_where(database, SHELVES["event"])
        expected: dict[str, bool] = {}
        for entry in reversed(history.entries(database, 10**6)):
            expected |= {change.row.id: not entry.undone for change in entry.change_set.changes}
        assert {row.id for row in rows.values()} == {id_ for id_, there in expected.items() if there}
        pairs = [row.id.rpartition("-")[0] for row in rows.values()]
        assert all(pairs.count(pair) == 2 for pair in set(pairs))
        span = window(database)
        lines = sorted(line for family in families(rows.items()) for line in lines_of(family, span)) if span else []
        held = database.connection.exec_driver_sql("SELECT owner, row, lane, first, last FROM event_occurrence")
        assert sorted(tuple(line) for line in held) == lines


def test_two_writers_at_once_lose_nothing(path: Path) -> None:
    open_database(path).close()
    code = WRITER.replace("10**9", "60").replace("if n % 3 == 0", "if False").replace("if n % 6 == 0", "if False")
    writers = [
        subprocess.Popen([sys.executable, "-c", code, path, name], stdout=subprocess.DEVNULL) for name in ("a", "b")
    ]
    assert [writer.wait() for writer in writers] == [0, 0]
    check_whole(path)
    with open_database(path) as database:
        queries = Queries(database, ZoneInfo("UTC"))
        assert len(queries.names("event")) == 2 * 2 * 60
        assert len(history.entries(database, 1000)) == 120
        assert history.undo(database, dt.datetime(2026, 3, 4, tzinfo=dt.UTC)).text == "pair 59"
