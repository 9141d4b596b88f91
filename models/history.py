"""The only door for writes: commit, undo, redo, each one transaction over rows, indexes and the journal.

The journal keeps row images, so that an entry can be taken back after a restart, by any later version of the program.
"""

import contextlib
import dataclasses
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Row as Line
from sqlalchemy import Select, delete, select, update

from models.changes import ChangeSet, RowChange
from models.database import Database
from models.errors import NothingToUndo
from models.images import KINDS, Image, decode, encode
from models.occurrence_index import follow
from models.reading import current
from models.tables import JOURNAL
from models.writing import apply


@dataclasses.dataclass(frozen=True)
class UndoEntry:
    """One commit: when (aware, UTC), in which words, what it changed, and whether it is taken back at present."""

    id: int
    at: datetime
    text: str
    undone: bool
    change_set: ChangeSet


def commit(database: Database, change_set: ChangeSet, at: datetime) -> int:
    """Writes a change set as one transaction and one undo entry, whose id it gives; what had been undone can't be redone any more.

    `at` is aware. Raises :class:`StaleChange` where a row is no longer as the change set saw it, ``ValueError`` for an empty set or a
    naive `at`, :class:`StoreError` where the file can't be written; then nothing is written.
    """
    if not change_set:
        raise ValueError("an empty change set can't be committed")
    with writing(database, at) as connection:
        apply(database, change_set)
        connection.execute(delete(JOURNAL).where(JOURNAL.c.undone))
        entry = {"at": at.isoformat(), "text": change_set.text, "changes": encode_changes(change_set), "undone": False}
        key = connection.execute(JOURNAL.insert(), entry).inserted_primary_key
        assert key is not None
        return int(key[0])


def undo(database: Database, at: datetime) -> UndoEntry:
    """Takes back the newest entry that stands. Raises :class:`NothingToUndo`, and what :func:`commit` raises."""
    last = select(JOURNAL).where(~JOURNAL.c.undone).order_by(JOURNAL.c.id.desc()).limit(1)
    return turn(database, at, last, undone=True, missing="There is nothing to undo.")


def redo(database: Database, at: datetime) -> UndoEntry:
    """Repeats the entry that was taken back last. Raises :class:`NothingToUndo`, and what :func:`commit` raises."""
    last = select(JOURNAL).where(JOURNAL.c.undone).order_by(JOURNAL.c.id).limit(1)
    return turn(database, at, last, undone=False, missing="There is nothing to redo.")


def turn(database: Database, at: datetime, query: Select[Any], undone: bool, missing: str) -> UndoEntry:
    """Takes back or repeats the entry that `query` finds."""
    with writing(database, at) as connection:
        line = connection.execute(query).first()
        if line is None:
            raise NothingToUndo(missing)
        entry = read(line)
        apply(database, entry.change_set.inverted() if undone else entry.change_set)
        connection.execute(update(JOURNAL).where(JOURNAL.c.id == entry.id).values(undone=undone))
    return dataclasses.replace(entry, undone=undone)


def entries(database: Database, limit: int = 200) -> tuple[UndoEntry, ...]:
    """The newest entries, newest first, those that are taken back at present among them."""
    query = select(JOURNAL).order_by(JOURNAL.c.id.desc()).limit(limit)
    return tuple(read(line) for line in database.connection.execute(query))


@contextlib.contextmanager
def writing(database: Database, at: datetime) -> Iterator[Any]:
    """A transaction with the occurrence index around `at`."""
    if at.tzinfo is None:
        raise ValueError("the time of a commit needs a zone")
    with database.writing() as connection:
        current(database)
        follow(database, at)
        yield connection


def encode_changes(change_set: ChangeSet) -> list[tuple[str, Image | None, Image | None]]:
    """A change set as JSON values: kind, image before, image after."""
    return [
        (KINDS[type(c.row)], encode(c.before) if c.before else None, encode(c.after) if c.after else None)
        for c in change_set.changes
    ]


def read(line: Line[Any]) -> UndoEntry:
    """A line of the journal."""
    changes = [
        RowChange(decode(kind, before) if before else None, decode(kind, after) if after else None)
        for kind, before, after in line.changes
    ]
    return UndoEntry(
        line.id, datetime.fromisoformat(line.at), line.text, line.undone, ChangeSet(tuple(changes), line.text)
    )
