"""The only door for writes: commit, undo, redo, each one transaction over rows, indexes and the journal.

The journal keeps row images, so that an entry can be taken back after a restart, by any later version of the program.
"""

import contextlib
import dataclasses
import functools
import json
import sqlite3
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, Final, Literal

from sqlalchemy import Row as Line
from sqlalchemy import Text, delete, select, type_coerce, update

from models.changes import ChangeSet, RowChange
from models.database import Database
from models.errors import NothingToUndo, StaleChange, StoreError
from models.images import KINDS, decode, encode
from models.occurrence_index import follow
from models.reading import current, rows_where
from models.rows import Calendar, Row
from models.tables import JOURNAL, SHELVES
from models.writing import apply


@dataclasses.dataclass(frozen=True)
class UndoEntry:
    """One commit: when (aware, UTC), in which words, what it changed, and whether it is taken back at present."""

    id: int
    at: datetime
    text: str
    undone: bool
    #: [kind, image before, image after] of each row, as JSON.
    images: str = dataclasses.field(repr=False)
    brought: bool = False

    @functools.cached_property
    def change_set(self) -> ChangeSet:
        """What it changed; read from the images when it is asked for, since an import's entry is long."""
        changes = [
            RowChange(decode(kind, before) if before else None, decode(kind, after) if after else None)
            for kind, before, after in json.loads(self.images)
        ]
        return ChangeSet(tuple(changes), self.text, self.brought)


@dataclasses.dataclass(frozen=True)
class Past:
    """What the journal knows of a row: whether a calendar file brought it, how it stood before each change made here since then, oldest
    first, and when (aware) the last of these was made."""

    is_brought: bool = False
    images: tuple[Row, ...] = ()
    changed: datetime | None = None


#: The journal with the images as text.
ENTRIES: Final = select(
    JOURNAL.c.id,
    JOURNAL.c.at,
    JOURNAL.c.text,
    JOURNAL.c.undone,
    JOURNAL.c.brought,
    type_coerce(JOURNAL.c.changes, Text).label("images"),
)

#: (whether by a file, when, row's id, its kind, image before) of every change to some rows that stands, oldest first.
CHANGES: Final = """
    SELECT journal.brought, journal.at, coalesce(change.value ->> '$[2].id', change.value ->> '$[1].id') AS row,
        change.value ->> '$[0]', change.value -> '$[1]'
    FROM journal, json_each(journal.changes) AS change
    WHERE NOT journal.undone AND row IN (SELECT value FROM json_each(?1)) ORDER BY journal.id
"""

#: (whether by a file, the entry's words, kind, image before, image after) of every change to rows of some uids that stands, oldest first.
CHANGES_OF_UIDS: Final = """
    SELECT journal.brought, journal.text, change.value ->> '$[0]', change.value -> '$[1]', change.value -> '$[2]'
    FROM journal, json_each(journal.changes) AS change
    WHERE NOT journal.undone
        AND coalesce(change.value ->> '$[2].uid', change.value ->> '$[1].uid') IN (SELECT value FROM json_each(?1))
    ORDER BY journal.id
"""
#: How the words of an entry begin that takes back another one.
TAKEN_BACK: Final = "Undo: "

#: The entry that is taken back, or repeated, next; what is said where there is none, and where it is another than was expected.
NEXT: Final = {
    "undo": ENTRIES.where(~JOURNAL.c.undone).order_by(JOURNAL.c.id.desc()).limit(1),
    "redo": ENTRIES.where(JOURNAL.c.undone).order_by(JOURNAL.c.id).limit(1),
}
MISSING: Final = {"undo": "There is nothing to undo.", "redo": "There is nothing to redo."}
OVERTAKEN: Final = {
    "undo": "The calendar was changed meanwhile, so nothing was taken back.",
    "redo": "The calendar was changed meanwhile, so nothing was done again.",
}
Direction = Literal["undo", "redo"]

#: Why the file can't be overwritten, where SQLite's own words are none for a person.
REASONS: Final = {
    sqlite3.SQLITE_FULL: "the disk is full",
    sqlite3.SQLITE_BUSY: "another program is using the calendar",
    sqlite3.SQLITE_LOCKED: "another program is using the calendar",
}


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
        entry = (at.isoformat(), change_set.text, encode_changes(change_set), False, change_set.brought)
        written = connection.exec_driver_sql(
            f"INSERT INTO {JOURNAL.name} (at, text, changes, undone, brought) VALUES (?, ?, ?, ?, ?)", entry
        )
        return int(written.lastrowid)


def undo(database: Database, at: datetime) -> UndoEntry:
    """Takes back the newest entry that stands. Raises :class:`NothingToUndo`, and what :func:`commit` raises."""
    return turn(database, at, "undo")


def redo(database: Database, at: datetime) -> UndoEntry:
    """Repeats the entry that was taken back last. Raises :class:`NothingToUndo`, and what :func:`commit` raises."""
    return turn(database, at, "redo")


def turn(database: Database, at: datetime, direction: Direction, expected: int | None = None) -> UndoEntry:
    """Takes back or repeats the next entry; where one is `expected` (an id), since a person was shown it, that one and no other: else
    raises :class:`StaleChange`."""
    undone = direction == "undo"
    with writing(database, at) as connection:
        line = connection.execute(NEXT[direction]).first()
        if expected is not None and (line is None or line.id != expected):
            raise StaleChange(OVERTAKEN[direction])
        if line is None:
            raise NothingToUndo(MISSING[direction])
        entry = read(line)
        apply(database, entry.change_set.inverted() if undone else entry.change_set)
        connection.execute(update(JOURNAL).where(JOURNAL.c.id == entry.id).values(undone=undone))
    return dataclasses.replace(entry, undone=undone)


def upcoming(database: Database, direction: Direction) -> UndoEntry | None:
    """The entry that undo would take back, or redo repeat; None where there is none."""
    line = database.connection.execute(NEXT[direction]).first()
    return read(line) if line else None


def entry(database: Database, entry_id: int) -> UndoEntry | None:
    """The entry of that id; None where it is not there any more."""
    line = database.connection.execute(ENTRIES.where(JOURNAL.c.id == entry_id)).first()
    return read(line) if line else None


def revert(database: Database, entry_id: int, at: datetime) -> int:
    """Takes back one entry, also an older one, as a new entry, whose id it gives.

    Raises :class:`StaleChange` where a later entry changed the same rows, naming it, and :class:`NothingToUndo` where the entry is
    not there or is taken back already.
    """
    line = database.connection.execute(ENTRIES.where(JOURNAL.c.id == entry_id, ~JOURNAL.c.undone)).first()
    if line is None:
        raise NothingToUndo("There is no such entry to undo.")
    entry = read(line)
    newer = ENTRIES.where(JOURNAL.c.id > entry_id, ~JOURNAL.c.undone).order_by(JOURNAL.c.id)
    for later in database.connection.execute(newer):
        if depends(read(later).change_set, entry.change_set):
            raise StaleChange(f"“{later.text}” changed the same things later; undo that first.")
    return commit(database, ChangeSet(entry.change_set.inverted().changes, f"{TAKEN_BACK}{entry.text}"), at)


def depends(later: ChangeSet, earlier: ChangeSet) -> bool:
    """Whether `later` touched rows of `earlier`, calendars that these stand in, rows in its calendars, or overrides of its series."""
    (rows, homes, uids, _), (own, own_homes, _, masters) = reach(later), reach(earlier)
    return bool(rows & (own | own_homes) or homes & own or uids & masters)


def reach(change_set: ChangeSet) -> tuple[set[str], set[str], set[str], set[str]]:
    """Ids of the rows of a change set, ids of their calendars, their uids, and the uids of those that are no overrides."""
    rows = [row for change in change_set.changes for row in (change.before, change.after) if row is not None]
    placed = [row for row in rows if not isinstance(row, Calendar)]
    masters = {row.uid for row in placed if row.recurrence_id is None}
    return {row.id for row in rows}, {row.calendar_id for row in placed}, {row.uid for row in placed}, masters


def entries(database: Database, limit: int = 200) -> tuple[UndoEntry, ...]:
    """The newest entries, newest first, those that are taken back at present among them."""
    query = ENTRIES.order_by(JOURNAL.c.id.desc()).limit(limit)
    return tuple(read(line) for line in database.connection.execute(query))


def pasts(database: Database, ids: Iterable[str]) -> dict[str, Past]:
    """What the journal knows of rows, by id: of those whose entries were dropped, that nothing happened to them."""
    found = dict.fromkeys(ids, Past())
    if not found:
        return found
    for brought, at, id_, kind, image in database.connection.exec_driver_sql(CHANGES, (json.dumps([*found]),)):
        if brought:
            found[id_] = Past(True)
            continue
        before = (decode(kind, json.loads(image)),) if image and image != "null" else ()
        known = found[id_]
        found[id_] = Past(known.is_brought, (*known.images, *before), datetime.fromisoformat(at))
    return found


def cancelled(database: Database, uids: Iterable[str]) -> list[Row]:
    """Rows of these uids that a calendar file brought and that were deleted here since, as they stood then. What a file removed, and what went
    because an import was taken back, is none of them."""
    came, gone = set[tuple[str, ...]](), dict[tuple[str, ...], Row]()
    changes = database.connection.exec_driver_sql(CHANGES_OF_UIDS, (json.dumps([*uids]),))
    for brought, text, kind, before, after in changes:
        stays = after is not None and after != "null"
        image = json.loads(after if stays else before)
        which = (image["calendar_id"], image["uid"], image.get("recurrence_id", ""))
        gone.pop(which, None)
        if stays and brought:
            came.add(which)
        elif not stays and which in came:
            came.discard(which)
            if not brought and not text.startswith(TAKEN_BACK):
                gone[which] = decode(kind, image)
    return [*gone.values()]


def compact(database: Database, keep: int) -> int:
    """Forgets how to undo all but the newest `keep` entries; gives how many were dropped. The rows stay as they are, and what is
    taken back at present can still be repeated."""
    newest = select(JOURNAL.c.id).order_by(JOURNAL.c.id.desc()).limit(keep)
    with database.writing() as connection:
        return connection.execute(delete(JOURNAL).where(JOURNAL.c.id.not_in(newest), ~JOURNAL.c.undone)).rowcount


def forget(database: Database, uid: str, at: datetime) -> str | None:
    """Removes a thing for good: its rows, and its images in the journal, so that nothing brings it back.

    Entries that spoke of nothing else go too; others lose their words, which may name it. What is freed in the file is overwritten;
    where that can't be, the thing is gone all the same, and the words why are given. Backups keep it until they are replaced.
    Raises :class:`StoreError` where the file can't be written; then nothing is removed.
    """
    with writing(database, at) as connection:
        rows = [
            row for shelf in SHELVES.values() for row in rows_where(database, shelf, shelf.rows.c.uid == uid).values()
        ]
        apply(database, ChangeSet(tuple(RowChange(row, None) for row in rows)))
        written = json.dumps(uid)[1:-1]  # as the images spell it
        spoken = select(JOURNAL).where(JOURNAL.c.changes.cast(Text).contains(written, autoescape=True))
        for line in connection.execute(spoken).all():
            changes = [
                change for change in line.changes if uid not in {(image or {}).get("uid") for image in change[1:]}
            ]
            same = JOURNAL.c.id == line.id
            if not changes:
                connection.execute(delete(JOURNAL).where(same))
            elif len(changes) < len(line.changes):
                connection.execute(update(JOURNAL).where(same).values(changes=changes, text="…"))
    return overwrite_freed(database)


def overwrite_freed(database: Database) -> str | None:
    """Leaves nothing in the file of what was removed from it; where that can't be, says why."""
    try:
        for shelf in SHELVES.values():
            database.connection.exec_driver_sql(f"INSERT INTO {shelf.search} ({shelf.search}) VALUES ('optimize')")
        database.connection.exec_driver_sql("VACUUM")
        blocked = database.connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()[0]  # raises nothing then
        reason = REASONS[sqlite3.SQLITE_BUSY] if blocked else None
    except StoreError as problem:
        code = getattr(problem.__cause__, "sqlite_errorcode", 0) & 0xFF
        reason = REASONS.get(code, f"{problem.__cause__}")
    return f"what is left of it on the disk was not overwritten: {reason}" if reason else None


@contextlib.contextmanager
def writing(database: Database, at: datetime) -> Iterator[Any]:
    """A transaction with the occurrence index around `at`."""
    if at.tzinfo is None:
        raise ValueError("the time of a commit needs a zone")
    with database.writing() as connection:
        current(database)
        follow(database, at)
        yield connection


def encode_changes(change_set: ChangeSet) -> str:
    """A change set as JSON: kind, image before, image after of each. Row by row, since the images of a large import fill the memory."""
    images = (
        (KINDS[type(c.row)], encode(c.before) if c.before else None, encode(c.after) if c.after else None)
        for c in change_set.changes
    )
    return f"[{', '.join(map(json.dumps, images))}]"


def read(line: Line[Any]) -> UndoEntry:
    """A line of the journal."""
    return UndoEntry(line.id, datetime.fromisoformat(line.at), line.text, line.undone, line.images, line.brought)
