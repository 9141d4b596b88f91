"""Copies of the file, damage, and the way back."""

import datetime as dt
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from models import history
from models.backup import back_up, back_up_daily, backups, restore, taken
from models.changes import ChangeSet, RowChange
from models.database import Database, open_database
from models.errors import DamagedFile, StoreError
from models.queries import Queries
from models.rows import Event

Make = Callable[..., Event]
NOON = dt.datetime(2026, 3, 5, 12)


def test_a_copy_is_whole_and_opens(
    database: Database, create: Callable[..., int], event: Make, now: dt.datetime, queries: Queries
) -> None:
    row = event("Lunch", NOON)
    create(row)
    copy = back_up(database, now)
    assert copy is not None and copy.name == "calendar-2026-03-04T140000Z.db"
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert taken(copy) == now
    create(event("Later", NOON))
    with open_database(copy) as old:
        there = Queries(old, queries.zone)
        assert there.rows([row.id]) == (row,) and len(there.names("event")) == 1
        assert history.undo(old, now).text == "add"


def test_one_a_day_and_ten_are_kept(database: Database, path: Path, now: dt.datetime) -> None:
    assert back_up_daily(database, now) is not None
    assert back_up_daily(database, now + dt.timedelta(hours=14)) is None
    for day in range(1, 15):
        assert back_up_daily(database, now + dt.timedelta(days=day)) is not None
    kept = backups(path)
    assert [taken(copy).day for copy in kept] == list(range(18, 8, -1))
    assert not list(path.parent.glob("backups/*.part"))


def test_no_copy_of_what_is_in_memory(now: dt.datetime) -> None:
    with open_database(None) as database:
        assert back_up_daily(database, now) is None


def test_a_folder_that_can_not_be_written_is_said(database: Database, path: Path, now: dt.datetime) -> None:
    (path.parent / "backups").write_text("in the way")
    with pytest.raises(StoreError, match="No backup of"):
        back_up(database, now)


def damage(path: Path) -> None:
    """Overwrites everything but the first page, as a failing disk might."""
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xa5" * (len(content) - 4096)
    path.write_bytes(content)


def test_damage_after_an_unclean_end_is_recognised_and_the_newest_copy_brings_the_rows_back(
    database: Database, path: Path, create: Callable[..., int], event: Make, now: dt.datetime, queries: Queries
) -> None:
    row = event("Lunch", NOON)
    create(row)
    back_up(database, now)
    database.close()
    damage(path)
    path.with_name("calendar.db-wal").write_bytes(b"left by a crash")
    before = path.read_bytes()
    with pytest.raises(DamagedFile, match=r"calendar\.db is damaged; it was left as it is"):
        open_database(path)
    assert path.read_bytes() == before
    aside = restore(path, backups(path)[0], now)
    assert aside.read_bytes() == before
    with open_database(path) as again:
        assert Queries(again, queries.zone).rows([row.id]) == (row,)


def test_damage_met_while_reading_is_said(
    database: Database, path: Path, create: Callable[..., int], event: Make, zone: dt.tzinfo
) -> None:
    create(*(event(f"x{n}", NOON, description="y" * 500) for n in range(200)))
    database.close()
    damage(path)
    with pytest.raises(DamagedFile, match="is damaged"), open_database(path) as again:
        Queries(again, zone).names("event")  # type: ignore[arg-type]


def test_a_full_disk_loses_nothing(
    database: Database, queries: Queries, create: Callable[..., int], event: Make, now: dt.datetime
) -> None:
    kept = event("Kept", NOON)
    create(kept)
    pages = database.connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    database.connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 2}")
    many = ChangeSet(tuple(RowChange(None, event(f"x{n}", NOON, description="y" * 500)) for n in range(300)))
    with pytest.raises(StoreError, match=r"The disk is full; nothing was written to calendar\.db"):
        history.commit(database, many, now)
    assert [name.id for name in queries.names("event")] == [kept.id] and len(history.entries(database)) == 1
    database.connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    history.commit(database, many, now)


def test_a_file_that_may_only_be_read_is_said(
    database: Database, queries: Queries, event: Make, now: dt.datetime
) -> None:
    database.connection.exec_driver_sql("PRAGMA query_only = ON")
    with pytest.raises(StoreError, match="may only be read here; nothing was written"):
        history.commit(database, ChangeSet((RowChange(None, event("x", NOON)),)), now)
    assert not queries.has_any()
