"""Applies a change set to the tables, and with it to what is derived from them: text index, occurrences, snapshot.

Only ``models.history`` and the dry runs of ``models.queries`` call this, inside a transaction.
"""

import itertools
import json
from collections.abc import Sequence

from sqlalchemy import JSON, Table, bindparam, exc, select

from models import text_index
from models.changes import ChangeSet, RowChange
from models.database import Database
from models.errors import StaleChange
from models.images import FIELDS, KINDS, Image, encode
from models.occurrence_index import refresh
from models.reading import batches, keys_of
from models.rows import Calendar, Event, Row, Task
from models.tables import CALENDAR, SHELVES, Shelf

TABLES: dict[str, Table] = {"calendar": CALENDAR} | {kind: shelf.rows for kind, shelf in SHELVES.items()}
#: Which fields of a row stand in their table as JSON.
LISTED = {kind: tuple(isinstance(table.c[name].type, JSON) for name in FIELDS[kind]) for kind, table in TABLES.items()}


def apply(database: Database, change_set: ChangeSet) -> None:
    """Writes the rows of a change set and refreshes what depends on them.

    Raises :class:`StaleChange` where a row is not what the change set saw as its `before`.
    """
    refuse_stale(database, change_set)
    for shelf in SHELVES.values():
        forget(database, shelf, change_set)
    try:
        for (kind, operation), changes in itertools.groupby(change_set.changes, kind_and_operation):
            write(database, kind, operation, list(changes))
    except exc.IntegrityError as problem:
        raise StaleChange("What these rows belong to has changed in the meantime; nothing was written.") from problem
    database.snapshot.follow(change_set)
    for shelf in SHELVES.values():
        remember(database, shelf, change_set)


def kind_and_operation(change: RowChange) -> tuple[str, str]:
    """Which table a change goes to, and what it does there."""
    operation = "insert" if change.before is None else "delete" if change.after is None else "update"
    return KINDS[type(change.row)], operation


def refuse_stale(database: Database, change_set: ChangeSet) -> None:
    """Raises :class:`StaleChange` unless every `before` is what is stored, and what is created is not there yet."""
    for kind, table in TABLES.items():
        changes = {change.row.id: change for change in change_set.changes if KINDS[type(change.row)] == kind}
        stored: dict[str, Image] = {}
        for batch in batches(changes):
            for line in database.connection.execute(select(table).where(table.c.id.in_(batch))).mappings():
                stored[line["id"]] = {name: line[name] for name in FIELDS[kind] if line[name] is not None}
        for id_, change in changes.items():
            if stored.get(id_) != (encode(change.before) if change.before else None):
                raise StaleChange(f"“{title(change.row)}” has changed in the meantime; nothing was written.")


def title(row: Row) -> str:
    """What a person calls a row."""
    return row.name if isinstance(row, Calendar) else row.summary


def write(database: Database, kind: str, operation: str, changes: Sequence[RowChange]) -> None:
    """Changes of one sort on one table, some at a time, so that the lines of a large import do not stand in memory at once."""
    for batch in batches(changes):
        write_some(TABLES[kind], kind, operation, batch, database)


def write_some(table: Table, kind: str, operation: str, changes: Sequence[RowChange], database: Database) -> None:
    """A batch of them."""
    if operation == "delete":
        database.connection.execute(
            table.delete().where(table.c.id == bindparam("gone")), [{"gone": c.row.id} for c in changes]
        )
        return
    # By the driver's own means: SQLAlchemy's take as long again for each line, and an import is thousands.
    names, lines = FIELDS[kind], [values(table, encode(change.row)) for change in changes]
    if operation == "insert":
        marks = ", ".join("?" * len(names))
        statement = f"INSERT INTO {table.name} ({', '.join(map(quoted, names))}) VALUES ({marks})"
    else:
        statement = f"UPDATE {table.name} SET {', '.join(f'{quoted(name)} = ?' for name in names)} WHERE id = ?"
        lines = [(*line, change.row.id) for line, change in zip(lines, changes, strict=True)]
    database.connection.exec_driver_sql(statement, lines)


def values(table: Table, image: Image) -> tuple[object, ...]:
    """An image as values of a table's columns, in the order of the fields."""
    listed, found = LISTED[table.name], map(image.get, FIELDS[table.name])
    return tuple(
        [
            json.dumps(value) if is_list and value is not None else value
            for value, is_list in zip(found, listed, strict=True)
        ]
    )


def quoted(name: str) -> str:
    """A column's name as SQL writes it: “end” is a word of its own there."""
    return f'"{name}"'


def release(database: Database, change_sets: Sequence[ChangeSet]) -> None:
    """Makes the snapshot forget change sets that are about to be taken back with their transaction."""
    for change_set in reversed(change_sets):
        for kind, shelf in SHELVES.items():
            ids = [change.row.id for change in change_set.changes if KINDS[type(change.row)] == kind]
            for key in keys_of(database, shelf, ids).values():
                database.snapshot.rows[kind].pop(key, None)
        database.snapshot.follow(change_set.inverted())


def rows_of(shelf: Shelf, change_set: ChangeSet) -> tuple[list[Event | Task], list[Event | Task]]:
    """The rows of one kind before and after."""
    changes = [change for change in change_set.changes if KINDS[type(change.row)] == shelf.kind]
    before = [change.before for change in changes if isinstance(change.before, Event | Task)]
    after = [change.after for change in changes if isinstance(change.after, Event | Task)]
    return before, after


def forget(database: Database, shelf: Shelf, change_set: ChangeSet) -> None:
    """Lets go of what is derived from the rows before they change."""
    before, _ = rows_of(shelf, change_set)
    keys = keys_of(database, shelf, [row.id for row in before]).values()
    text_index.remove(database, shelf, keys)
    for key in keys:
        database.snapshot.rows[shelf.kind].pop(key, None)


def remember(database: Database, shelf: Shelf, change_set: ChangeSet) -> None:
    """Derives anew what depends on the rows."""
    before, after = rows_of(shelf, change_set)
    for batch in batches(after):
        keys = keys_of(database, shelf, [row.id for row in batch])
        keyed = {keys[row.id]: row for row in batch}
        for key in keyed:
            database.snapshot.rows[shelf.kind].pop(key, None)
        text_index.add(database, shelf, keyed)
    refresh(database, shelf, {row.uid for row in (*before, *after)})
