"""The file: opened, brought to this program's schema, and its one connection.

A `Database` may be used from any thread, from one at a time. Reads see what is committed, also by other processes; writes
happen inside :meth:`Database.writing` alone.
"""

import contextlib
import dataclasses
import functools
import importlib
import itertools
import os
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Self

from sqlalchemy import Connection, Executable, StaticPool, create_engine, event
from sqlalchemy.engine import ExceptionContext

from models.errors import DamagedFile, NewerFile, StoreError
from models.snapshot import Snapshot
from models.tables import APPLICATION_ID, REVISION

#: Milliseconds that a write waits for another process to finish its own.
PATIENCE = 5_000


@dataclasses.dataclass(eq=False)
class Database:
    """An open file, or one in memory (`path` None)."""

    connection: Connection
    path: Path | None
    #: What has been read and still holds.
    snapshot: Snapshot = dataclasses.field(default_factory=Snapshot)

    @property
    def raw(self) -> sqlite3.Connection:
        """The driver's connection."""
        return self.connection.connection.dbapi_connection  # type: ignore[return-value]

    def stamp(self) -> int:
        """SQLite's number of the data as other connections left it. Every question begins with it: it is asked of the driver."""
        try:
            return int(self.raw.execute("PRAGMA data_version").fetchone()[0])
        except sqlite3.Error as problem:
            raise sentence(self.path, problem) or problem from problem

    def numbers(self, query: str, given: Sequence[str] = ()) -> list[int]:
        """The numbers of all lines, one after the other. A month is thousands of lines: an object for each would keep the collector
        of cycles busy, whose passes take longer than the reading."""
        result = self.connection.exec_driver_sql(query, tuple(given))
        try:
            return list(itertools.chain.from_iterable(result.cursor))  # type: ignore[arg-type]
        except sqlite3.Error as problem:
            raise sentence(self.path, problem) or problem from problem
        finally:
            result.close()

    def lines(self, query: Executable) -> Iterator[Sequence[Any]]:
        """The lines of a query as the driver gives them, JSON as text."""
        result = self.connection.execute(query)
        try:
            yield from result.cursor  # type: ignore[misc]
        except sqlite3.Error as problem:
            raise sentence(self.path, problem) or problem from problem
        finally:
            result.close()

    @contextlib.contextmanager
    def writing(self, keep: bool = True) -> Iterator[Connection]:
        """One transaction: kept at the end, or (`keep` False) taken back; on any error taken back whole. Inside another one it
        is part of that. Raises :class:`StoreError` with a sentence where the file can't be written.
        """
        begin, commit, rollback = NESTED if self.raw.in_transaction else WHOLE
        self.connection.exec_driver_sql(begin)
        try:
            yield self.connection
            if keep:
                self.connection.exec_driver_sql(commit)
        except BaseException:
            self.snapshot.clear()
            keep = False
            raise
        finally:
            if not keep and self.raw.in_transaction:
                for statement in rollback:
                    self.connection.exec_driver_sql(statement)

    def close(self) -> None:
        """Closes the file; what has been written is in it."""
        engine = self.connection.engine
        self.connection.close()
        engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


WHOLE = ("BEGIN IMMEDIATE", "COMMIT", ("ROLLBACK",))
NESTED = ("SAVEPOINT part", "RELEASE part", ("ROLLBACK TO part", "RELEASE part"))

BUSY = "{name} is being changed by another program; nothing was written, please try again."
DAMAGED = "{name} is damaged; it was left as it is."
#: What SQLite says about a file, in a sentence.
SENTENCES: dict[int, tuple[type[StoreError], str]] = {
    sqlite3.SQLITE_BUSY: (StoreError, BUSY),
    sqlite3.SQLITE_LOCKED: (StoreError, BUSY),
    sqlite3.SQLITE_READONLY: (StoreError, "{name} may only be read here; nothing was written."),
    sqlite3.SQLITE_FULL: (StoreError, "The disk is full; nothing was written to {name}."),
    sqlite3.SQLITE_IOERR: (
        StoreError,
        "{name} could not be read or written (is the disk full, or gone?); nothing was changed.",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        StoreError,
        "{name} can't be opened; check that its folder exists and may be written to.",
    ),
    sqlite3.SQLITE_CORRUPT: (DamagedFile, DAMAGED),
    sqlite3.SQLITE_NOTADB: (DamagedFile, DAMAGED),
}


def say(path: Path | None, context: ExceptionContext) -> StoreError | None:
    """The sentence that takes the place of an error of the file; errors of the program stay what they are."""
    return sentence(path, context.original_exception)


def sentence(path: Path | None, problem: BaseException) -> StoreError | None:
    """What an error of the file is for a person; None for other errors."""
    code = getattr(problem, "sqlite_errorcode", 0) & 0xFF
    if code not in SENTENCES:
        return None
    kind, words = SENTENCES[code]
    return kind(words.format(name=path.name if path else "The calendar"))


def open_database(path: Path | None) -> Database:
    """Opens a file, making it (and its folder) if it is not there, and migrating it if it is older; None: in memory.

    Raises :class:`NewerFile` or :class:`DamagedFile`, the file untouched, and :class:`StoreError` where it can't be opened.
    """
    clean = path is None or create_file(path)
    database = connect(path)
    try:
        prepare(database)
        if not clean:
            check(database)
    except BaseException:
        database.close()
        raise
    return database


def create_file(path: Path) -> bool:
    """Makes an empty file that only its owner can read, where there is none; SQLite gives its companions the same rights.

    False where a write-ahead log lies beside it: whoever had it open last did not close it, or still has it open.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as problem:
        raise StoreError(f"{path} can't be opened: {problem.strerror}.") from problem
    log = path.with_name(path.name + "-wal")
    return not log.exists() or log.stat().st_size == 0


def check(database: Database) -> None:
    """Raises :class:`DamagedFile` where SQLite finds the file inconsistent."""
    if database.connection.exec_driver_sql("PRAGMA quick_check(1)").scalar() != "ok":
        raise DamagedFile(DAMAGED.format(name=database.path.name if database.path else "The calendar"))


def connect(path: Path | None) -> Database:
    """A connection in autocommit; transactions are begun by hand, so that a read never holds one open."""
    engine = create_engine(
        f"sqlite:///{path or ':memory:'}",
        poolclass=StaticPool,
        isolation_level="AUTOCOMMIT",
        connect_args={"check_same_thread": False, "timeout": PATIENCE / 1000},
    )
    event.listen(engine, "handle_error", functools.partial(say, path))
    return Database(engine.connect(), path)


def prepare(database: Database) -> None:
    """Checks whose file it is and of which schema, and migrates an older or empty one."""
    connection, name = database.connection, database.path.name if database.path else "The calendar"
    tables = set(connection.exec_driver_sql("SELECT name FROM sqlite_schema WHERE type = 'table'").scalars())
    if tables and connection.exec_driver_sql("PRAGMA application_id").scalar() != APPLICATION_ID:
        raise DamagedFile(f"{name} is not a Plainday file; it was left as it is.")
    found = stored_revision(connection) if tables else ""
    if found > REVISION:
        raise NewerFile(f"{name} was written by a newer version of Plainday; it was left as it is.")
    for pragma in ("journal_mode = WAL", "foreign_keys = ON", "synchronous = FULL"):
        connection.exec_driver_sql(f"PRAGMA {pragma}")
    if found < REVISION:
        # alembic takes as long to load as all the rest; a file of today's schema does without it.
        importlib.import_module("models.migration").upgrade(database, found)


def stored_revision(connection: Connection) -> str:
    """The schema of the file, as alembic keeps it."""
    return str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() or "")
