"""A process that dies at any moment, a disk that is full, a folder that may only be read: every commit is there altogether or not at all.

``PLAINDAY_KILLS=200 pytest tests/models/test_crashes.py -s`` tries more of each and prints what happened. The disk is a small one in
memory, which only root can mount; without that right those tests are skipped.
"""

import datetime as dt
import os
import random
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from models import history
from models.changes import ChangeSet, RowChange
from models.database import open_database
from models.errors import StoreError
from models.occurrence_index import families, lines_of, window
from models.queries import Queries
from models.reading import rows_where
from models.rows import Event, Row
from models.tables import SHELVES

KILLS = int(os.environ.get("PLAINDAY_KILLS", "6"))
UTC = ZoneInfo("UTC")
AT = dt.datetime(2026, 3, 4, 9, tzinfo=dt.UTC)

#: Commits of all kinds, undoes and redoes: pairs of rows are made, changed and deleted together. Arguments: file, name, how many, "mixed" or "add".
WRITER = """
import contextlib, dataclasses, datetime as dt, pathlib, sys, zoneinfo
from models import history
from models.changes import ChangeSet, RowChange
from models.database import open_database
from models.errors import StaleChange, StoreError
from models.queries import Queries
from models.rows import Event
path, name, count, mode = sys.argv[1:]
at = dt.datetime(2026, 3, 4, 9, tzinfo=dt.UTC)
with open_database(pathlib.Path(path)) as database:
    queries = Queries(database, zoneinfo.ZoneInfo("UTC"))
    print("ready", flush=True)
    for n in range(int(count)):
        day = at + dt.timedelta(days=n % 300)
        made = [Event(id=f"{name}-{n}-{i}", uid=f"{name}-{n}-{i}", calendar_id="personal", summary=f"pair {n}", start=day, end=day + dt.timedelta(hours=1), rrule=rule) for i, rule in enumerate((None, "FREQ=WEEKLY;COUNT=20"))]
        changes = [RowChange(None, row) for row in made]
        there = queries.rows([f"{name}-{n - 2}-0", f"{name}-{n - 2}-1"]) if mode == "mixed" else ()
        if n % 4 == 2:
            changes += [RowChange(row, dataclasses.replace(row, summary=f"renamed {n}", start=row.start + dt.timedelta(hours=2), end=row.end + dt.timedelta(hours=2))) for row in there]
        elif n % 4 == 3:
            changes += [RowChange(row, None) for row in there]
        waits = True
        while waits:
            waits = False
            try:
                history.commit(database, ChangeSet(tuple(changes), f"pair {n}"), at)
            except StaleChange:  # the other one took back what made these rows
                print("stale", flush=True)
            except StoreError as told:
                if "please try again" not in str(told):
                    raise
                print("busy", flush=True)
                waits = True
        print("done", flush=True)
        with contextlib.suppress(StoreError):  # nothing to undo, stale, busy
            if mode == "mixed" and n % 3 == 0:
                history.undo(database, at)
            if mode == "mixed" and n % 6 == 0:
                history.redo(database, at)
"""


def written_by(path: Path, *arguments: str) -> "subprocess.Popen[str]":
    return subprocess.Popen([sys.executable, "-c", WRITER, path, *arguments], stdout=subprocess.PIPE, text=True)


def test_killed_writers_leave_a_whole_file(path: Path) -> None:
    open_database(path).close()
    pick, left = random.Random(1), Counter[str]()
    for kill in range(KILLS):
        writer = written_by(path, str(kill), "1000000000", "mixed")
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
        for _ in range(pick.randrange(6)):
            assert writer.stdout.readline() == "done\n"
        time.sleep(pick.uniform(0, 0.01))
        writer.send_signal(signal.SIGKILL)
        writer.wait()
        writer.stdout.close()
        left["write-ahead log left"] += path.with_name(path.name + "-wal").stat().st_size > 0
        check_whole(path)
    with open_database(path) as database:
        left["commits"] = len(history.entries(database, 10**6))
    print(f"\nkilled {KILLS} times: {dict(left)}, each whole")


def check_whole(path: Path) -> None:
    """The rows are those of the journal's entries that stand, one after the other; the index is what it would be if made anew."""
    with open_database(path) as database:
        assert database.connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
        assert database.connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
        rows = rows_where(database, SHELVES["event"])
        expected: dict[str, Row | None] = {}
        for entry in reversed(history.entries(database, 10**6)):
            if not entry.undone:
                expected |= {change.row.id: change.after for change in entry.change_set.changes}
        assert {row.id: row for row in rows.values()} == {id_: row for id_, row in expected.items() if row is not None}
        pairs = Counter((row.id.rpartition("-")[0], row.summary) for row in rows.values())
        assert set(pairs.values()) <= {2}
        span = window(database)
        lines = sorted(line for family in families(rows.items()) for line in lines_of(family, span)) if span else []
        held = database.connection.exec_driver_sql("SELECT owner, row, lane, first, last FROM event_occurrence")
        assert sorted(tuple(line) for line in held) == lines
        database.connection.exec_driver_sql("INSERT INTO event_search (event_search) VALUES ('integrity-check')")


@pytest.mark.parametrize("mode", ["add", "mixed"])
def test_two_writers_at_once_lose_nothing(path: Path, mode: str) -> None:
    open_database(path).close()
    count = 10 * KILLS
    writers = [written_by(path, name, str(count), mode) for name in ("a", "b")]
    told = Counter(line for writer in writers for line in writer.communicate()[0].split())
    assert [writer.returncode for writer in writers] == [0, 0]
    check_whole(path)
    with open_database(path) as database:
        entries = len(history.entries(database, 10**6))
        print(
            f"\ntwo writers, {mode}: {2 * count} commits, {entries} entries in the journal, each whole; {told['busy']} waited too long and tried again"
        )
        if mode == "add":
            assert len(Queries(database, UTC).names("event")) == 2 * 2 * count and entries == 2 * count
            assert history.undo(database, AT).text == f"pair {count - 1}"


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 12 MB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", folder], capture_output=True).returncode:
        pytest.skip("a disk can't be mounted here")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


def pair(number: int, words: int) -> ChangeSet:
    rows = [
        Event(id=f"p-{number}-{i}", uid=f"p-{number}-{i}", calendar_id="personal", summary=f"pair {number}", start=AT, end=AT, description="word " * words)
        for i in range(2)
    ]  # fmt: skip
    return ChangeSet(tuple(RowChange(None, row) for row in rows), f"pair {number}")


def test_a_full_disk_is_said_and_loses_nothing(disk: Path) -> None:
    path, filler, pick, told = disk / "calendar.db", disk / "filler", random.Random(1), Counter[str]()
    with open_database(path) as database:
        stand: list[int] = []
        for number in range(KILLS):
            free = os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize
            filler.write_bytes(b"x" * max(free - pick.randrange(0, 80_000), 0))
            try:
                history.commit(database, pair(number, pick.randrange(1, 1_500)), AT)
                stand.append(number)
            except StoreError as problem:
                told[str(problem)] += 1
            assert {name.id for name in Queries(database, UTC).names("event")} == {f"p-{n}-{i}" for n in stand for i in range(2)}  # fmt: skip
            filler.unlink()
        history.commit(database, pair(KILLS, 10), AT)
    check_whole(path)
    print(f"\nfull {KILLS} times, {sum(told.values())} commits refused: {dict(told)}")
    assert told and all(re.search("disk is full|is the disk full", sentence) for sentence in told)


def test_a_folder_that_may_only_be_read_is_said_and_stays_as_it_is(disk: Path) -> None:
    path = disk / "calendar.db"
    with open_database(path) as database:
        history.commit(database, pair(1, 10), AT)
    before = path.read_bytes()
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    with pytest.raises(StoreError) as told, open_database(path) as database:
        history.commit(database, pair(2, 10), AT)
    subprocess.run(["mount", "-o", "remount,rw", disk], check=True)
    print(f"\nread only: {told.value}")
    assert len(str(told.value)) < 150 and str(told.value).endswith(".")
    assert path.read_bytes() == before
    check_whole(path)
