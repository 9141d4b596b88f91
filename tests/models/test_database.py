"""The file: made, opened, recognised, migrated; never touched when it is not ours."""

import datetime as dt
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

from models import history
from models.backup import backups
from models.changes import ChangeSet, RowChange
from models.database import Database, connect, create_file, open_database
from models.errors import DamagedFile, NewerFile, StoreError
from models.migration import upgrade
from models.occurrence_index import families, lines_of, window
from models.queries import Queries
from models.reading import rows_where
from models.rows import Event
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


def test_a_file_of_the_first_schema_keeps_everything(path: Path, now: dt.datetime) -> None:
    """Rows, journal and text index stay, the occurrence index becomes what would be made anew."""
    create_file(path)
    with connect(path) as old:
        upgrade(old, "", "0001")
        day = 86_400 * 20_516  # 2026-03-04
        for statement in (
            "INSERT INTO calendar VALUES ('work', 'Work', 'event', '#112233', 2, 1, 0)",
            """INSERT INTO event (key, id, calendar_id, uid, summary, sequence, start, "end", rrule, extra) VALUES
               (1, 'e1', 'work', 'u1', 'Standup', 0, '2026-03-04T09:00:00[Europe/Berlin]', '2026-03-04T09:15:00[Europe/Berlin]', 'FREQ=MONTHLY;COUNT=3', '["X-A:b"]'),
               (2, 'e2', 'work', 'u2', 'Holiday', 0, '2026-03-04', '2026-03-14', NULL, NULL)""",
            "INSERT INTO task (key, id, calendar_id, uid, summary, sequence, due) VALUES (1, 't1', 'tasks', 'u3', 'Milk', 0, '2026-03-04')",
            f"INSERT INTO window VALUES (1, {day - 366 * 86_400}, {day + 731 * 86_400})",
            f"INSERT INTO event_occurrence VALUES (2, 2, 1, {day}, {day + 10 * 86_400})",
            *(f"INSERT INTO event_occurrence VALUES (1, 1, 0, {first}, {first + 900})" for first in (day + 28_800, day + 28_800 + 31 * 86_400 - 3600, day + 28_800 + 61 * 86_400 - 3600)),
            f"INSERT INTO task_occurrence VALUES (1, 1, 1, {day}, {day + 86_400})",
            "INSERT INTO event_search (rowid, summary) VALUES (1, 'Standup'), (2, 'Holiday')",
            "INSERT INTO task_search (rowid, summary) VALUES (1, 'Milk')",
            """INSERT INTO journal (at, text, changes, undone) VALUES ('2026-03-04T09:00:00+00:00', 'milk', '[["task", null, {"id": "t1", "calendar_id": "tasks", "uid": "u3", "summary": "Milk", "due": "2026-03-04", "sequence": 0}]]', 0)""",
        ):  # fmt: skip
            old.connection.exec_driver_sql(statement)
    with open_database(path) as database:
        queries = Queries(database, ZoneInfo("Europe/Berlin"))
        assert [calendar.name for calendar in queries.calendars()] == ["Personal", "Tasks", "Work"]
        series, holiday = queries.rows(["e1", "e2"])
        assert isinstance(series, Event) and series.extra == ("X-A:b",) and series.rrule == "FREQ=MONTHLY;COUNT=3"
        first, last = dt.datetime(2026, 3, 13, tzinfo=dt.UTC), dt.datetime(2026, 5, 1, tzinfo=dt.UTC)
        assert [found.row.summary for found in queries.event_occurrences(first, last)] == ["Holiday", "Standup"]
        assert [row.id for row in queries.search("milk")] == ["t1"]
        span = window(database)
        assert span is not None
        for shelf in SHELVES.values():
            lines = [
                line for family in families(rows_where(database, shelf).items()) for line in lines_of(family, span)
            ]
            held = database.connection.exec_driver_sql(
                f"SELECT owner, row, lane, first, last FROM {shelf.occurrences.name}"
            )
            assert sorted(map(tuple, held)) == sorted(lines)
        assert history.undo(database, now).text == "milk" and not queries.tasks()
        assert history.commit(database, ChangeSet((RowChange(holiday, None),), "no holiday"), now)
    (copy,) = backups(path)
    with sqlite3.connect(copy) as kept:
        assert kept.execute("SELECT version_num FROM alembic_version").fetchone() == ("0001",)
    kept.close()


def test_an_older_journal_says_which_entries_files_brought(path: Path, now: dt.datetime) -> None:
    """As their words tell; a typed sentence begins otherwise. What was done can be taken back as before."""
    create_file(path)
    with connect(path) as old:
        upgrade(old, "", "0002")
        row = '{"id": "t1", "calendar_id": "tasks", "uid": "u1", "summary": "Vet", "sequence": 0%s}'
        made, changed = row % "", row % ', "location": "Barn"'
        old.connection.exec_driver_sql(
            "INSERT INTO task (id, calendar_id, uid, summary, sequence, location) VALUES ('t1', 'tasks', 'u1', 'Vet', 0, 'Barn')"
        )
        for text, changes in (
            ("Import basic", f'[["task", null, {made}]]'),
            ("import the vet's place: Barn", f'[["task", {made}, {changed}]]'),
        ):
            entry = (now.isoformat(), text, changes, False)
            old.connection.exec_driver_sql("INSERT INTO journal (at, text, changes, undone) VALUES (?, ?, ?, ?)", entry)
        old.connection.exec_driver_sql("INSERT INTO task_search (rowid, summary, location) VALUES (1, 'Vet', 'Barn')")
    with open_database(path) as database:
        assert [(entry.brought, entry.change_set.brought) for entry in history.entries(database)] == [
            (False, False),
            (True, True),
        ]
        queries = Queries(database, ZoneInfo("UTC"))
        (past,) = history.pasts(database, ["t1"]).values()
        assert past.is_brought and [image.location for image in past.images] == [None] and past.changed == now
        history.undo(database, now)
        assert queries.tasks()[0].location is None and history.pasts(database, ["t1"])["t1"] == history.Past(True)
        history.undo(database, now)
        assert not queries.tasks()
        history.redo(database, now)
        assert [entry.brought for entry in history.entries(database) if not entry.undone] == [True]
    (copy,) = backups(path)
    with sqlite3.connect(copy) as kept:
        assert kept.execute("SELECT version_num FROM alembic_version").fetchone() == ("0002",)
    kept.close()


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
