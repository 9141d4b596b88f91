"""The file: made, opened, recognised, migrated; never touched when it is not ours."""

import sqlite3
import stat
import subprocess
import sys
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.util import CommandError

from models.backup import backups
from models.database import Database, open_database
from models.errors import DamagedFile, NewerFile, StoreError
from models.migration import upgrade
from models.queries import Queries
from models.tables import METADATA, SEARCHED, SHELVES


def test_a_fresh_file_is_its_owners_alone_and_has_two_calendars(
    database: Database, queries: Queries, path: Path
) -> None:
    assert [(c.name, c.kind, c.is_default) for c in queries.calendars()] == [
        ("Personal", "event", True),
        ("Tasks", "task", True),
    ]
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    files = sorted(path.parent.iterdir())
    assert [file.name for file in files] == ["calendar.db", "calendar.db-shm", "calendar.db-wal"]
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


@pytest.mark.parametrize(
    ("pragma", "value"), [("journal_mode", "wal"), ("foreign_keys", 1), ("synchronous", 2), ("busy_timeout", 5000)]
)
def test_writes_are_durable(database: Database, pragma: str, value: object) -> None:
    assert database.connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value


def test_the_migrations_make_what_the_tables_say(database: Database) -> None:
    ours = compare_metadata(MigrationContext.configure(database.connection), METADATA)
    made = {difference[1].name for difference in ours if difference[0] == "remove_table"}
    own = {
        f"{shelf.search}{part}"
        for shelf in SHELVES.values()
        for part in ("", "_data", "_idx", "_content", "_docsize", "_config")
    }
    assert made == own and len(ours) == len(own)
    for shelf in SHELVES.values():
        columns = database.connection.exec_driver_sql(f"PRAGMA table_info({shelf.search})").scalars(1).all()
        assert tuple(columns) == SEARCHED


def test_an_existing_file_opens_without_alembic(database: Database, path: Path) -> None:
    database.close()
    code = "import sys, pathlib, models.database as d; d.open_database(pathlib.Path(sys.argv[1])).close(); print('alembic' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code, path], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_a_file_is_copied_before_it_is_migrated(database: Database, path: Path) -> None:
    upgrade(database, "0001")
    (copy,) = backups(path)
    with open_database(copy) as old:
        assert len(Queries(old, ZoneInfo("UTC")).calendars()) == 2


def test_a_migration_that_fails_leaves_the_file_as_it_was(database: Database, path: Path) -> None:
    with database.writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0000'")
    database.close()
    before = path.read_bytes()
    with pytest.raises(CommandError):
        open_database(path)
    assert path.read_bytes() == before


def test_a_newer_file_is_refused_and_stays_as_it_is(database: Database, path: Path) -> None:
    database.close()
    with sqlite3.connect(path) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9000'")
    raw.close()
    before = path.read_bytes()
    with pytest.raises(NewerFile, match=r"calendar\.db was written by a newer version of Plainday"):
        open_database(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"BEGIN:VCALENDAR\r\n" * 100, b"\0" * 4096, b"SQLite format 3\0" + b"x" * 4080])
def test_what_is_no_database_is_refused_and_stays_as_it_is(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    with pytest.raises(DamagedFile, match=r"calendar\.db"):
        open_database(path)
    assert path.read_bytes() == content


def test_another_programs_database_is_refused_and_stays_as_it_is(path: Path) -> None:
    path.parent.mkdir()
    with sqlite3.connect(path) as raw:
        raw.execute("CREATE TABLE event (id)")
    raw.close()
    before = path.read_bytes()
    with pytest.raises(DamagedFile, match="not a Plainday file"):
        open_database(path)
    assert path.read_bytes() == before


def test_a_folder_that_can_not_be_made_is_said_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="can't be opened"):
        open_database(tmp_path / "file" / "calendar.db")


def test_in_memory_needs_no_file() -> None:
    with open_database(None) as database:
        assert len(Queries(database, ZoneInfo("UTC")).calendars()) == 2
