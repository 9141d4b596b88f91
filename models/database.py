"""The file: opened, brought to this program's schema, and its one connection.

A `Database` may be used from any thread, from one at a time. Reads see what is committed, also by other processes; writes
happen inside :meth:`Database.writing` alone.
"""

import contextlib
import dataclasses
import importlib
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Self

from sqlalchemy import Connection, StaticPool, create_engine, exc

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
        """The driver's connection, for the few statements that run thousands of times."""
        return self.connection.connection.dbapi_connection  # type: ignore[return-value]

    @contextlib.contextmanager
    def writing(self, keep: bool = True) -> Iterator[Connection]:
        """One transaction: kept at the end, or (`keep` False) taken back; on any error taken back whole. Inside another one it
        is part of that. Raises :class:`StoreError` with a sentence where the file can't be written.
        """
        begin, commit, rollback = NESTED if self.raw.in_transaction else WHOLE
        with sentences(self.path):
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


@contextlib.contextmanager
def sentences(path: Path | None) -> Iterator[None]:
    """Turns what SQLite says about the file into a sentence; programming errors pass as they are."""
    name = path.name if path else "The calendar"
    try:
        yield
    except exc.OperationalError as problem:
        code = getattr(problem.orig, "sqlite_errorcode", 0) & 0xFF
        if code not in SENTENCES:
            raise
        raise StoreError(SENTENCES[code].format(name=name)) from problem
    except exc.DatabaseError as problem:
        if getattr(problem.orig, "sqlite_errorcode", 0) & 0xFF not in DAMAGES:
            raise
        raise DamagedFile(f"{name} is damaged; nothing was changed in it.") from problem


SENTENCES = {
    sqlite3.SQLITE_BUSY: "{name} is being changed by another program; nothing was written, please try again.",
    sqlite3.SQLITE_LOCKED: "{name} is being changed by another program; nothing was written, please try again.",
    sqlite3.SQLITE_READONLY: "{name} may only be read here; nothing was written.",
    sqlite3.SQLITE_FULL: "The disk is full; nothing was written to {name}.",
    sqlite3.SQLITE_IOERR: "{name} could not be written (the disk may be full or gone); nothing was changed.",
    sqlite3.SQLITE_CANTOPEN: "{name} can't be opened; check that its folder exists and may be written to.",
}
DAMAGES = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


def open_database(path: Path | None) -> Database:
    """Opens a file, making it (and its folder) if it is not there, and migrating it if it is older; None: in memory.

    Raises :class:`NewerFile` or :class:`DamagedFile`, the file untouched, and :class:`StoreError` where it can't be opened.
    """
    if path is not None:
        create_file(path)
    database = connect(path)
    try:
        with sentences(path):
            prepare(database)
    except BaseException:
        database.close()
        raise
    return database


def create_file(path: Path) -> None:
    """Makes an empty file that only its owner can read; SQLite gives its companions the same rights."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as problem:
        raise StoreError(f"{path} can't be opened: {problem.strerror}.") from problem


def connect(path: Path | None) -> Database:
    """A connection in autocommit; transactions are begun by hand, so that a read never holds one open."""
    engine = create_engine(
        f"sqlite:///{path or ':memory:'}",
        poolclass=StaticPool,
        isolation_level="AUTOCOMMIT",
        connect_args={"check_same_thread": False, "timeout": PATIENCE / 1000},
    )
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
        with database.writing():
            if not tables:
                connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            # alembic takes as long to load as all the rest; a file of today's schema does without it.
            importlib.import_module("models.migration").upgrade(connection, REVISION)


def stored_revision(connection: Connection) -> str:
    """The schema of the file, as alembic keeps it."""
    return str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() or "")
