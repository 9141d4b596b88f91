"""Rows out of the tables, by number or id, through the snapshot."""

import itertools
import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TypeVar

from sqlalchemy import ColumnElement, func, literal, select

from models.database import Database
from models.images import decode, decode_line, decode_when
from models.rows import Calendar, Event, Task
from models.snapshot import Name
from models.tables import CALENDAR, Shelf

#: SQLite takes some thousands of values in one statement; this many are asked for at a time.
BATCH = 500

T = TypeVar("T")


def batches(values: Iterable[T]) -> Iterator[list[T]]:
    """The values in lists of at most ``BATCH``."""
    waiting = iter(values)
    while batch := list(itertools.islice(waiting, BATCH)):
        yield batch


def current(database: Database) -> None:
    """Lets go of what another process has changed."""
    database.snapshot.hold(database.stamp())


def calendars(database: Database) -> tuple[Calendar, ...]:
    """Every calendar, in order of position and name."""
    current(database)
    if database.snapshot.calendars is None:
        query = select(CALENDAR).order_by(CALENDAR.c.position, CALENDAR.c.name, CALENDAR.c.id)
        found = [decode("calendar", dict(line)) for line in database.connection.execute(query).mappings()]
        database.snapshot.calendars = tuple(row for row in found if isinstance(row, Calendar))
    return database.snapshot.calendars


def keys_of(database: Database, shelf: Shelf, ids: Iterable[str]) -> dict[str, int]:
    """The row numbers of those ids that exist, in order of the ids."""
    columns = select(shelf.rows.c.id, shelf.rows.c.key)
    found: dict[str, int] = {}
    for batch in batches(ids):
        some = {line.id: line.key for line in database.connection.execute(columns.where(shelf.rows.c.id.in_(batch)))}
        found |= {id_: some[id_] for id_ in batch if id_ in some}
    return found


def rows_by_key(database: Database, shelf: Shelf, keys: Collection[int]) -> Mapping[int, Event | Task]:
    """Rows by their number."""
    held = database.snapshot.rows[shelf.kind]
    if missing := [key for key in keys if key not in held]:
        listed = func.json_each(literal(json.dumps(missing))).table_valued("value")
        rows_where(database, shelf, shelf.rows.c.key.in_(select(listed.c.value)))
    return {key: held[key] for key in keys}


def rows_where(
    database: Database, shelf: Shelf, *conditions: ColumnElement[bool], hold: bool = True
) -> dict[int, Event | Task]:
    """Rows by their number, in that order, for which the conditions hold; held in the snapshot, or only taken from there."""
    held, found = database.snapshot.rows[shelf.kind], dict[int, Event | Task]()
    columns = tuple(shelf.rows.c.keys())[1:]
    query = select(shelf.rows).where(*conditions).order_by(shelf.rows.c.key)
    for line in database.lines(query):
        key = line[0]
        row = held.get(key) or decode_line(shelf.kind, columns, line[1:])
        found[key] = row
        if hold:
            held[key] = row
    return found


def names(database: Database, shelf: Shelf) -> tuple[Name, ...]:
    """The light names of a shelf, held until the data changes."""
    current(database)
    held, listed = database.snapshot.names, database.snapshot.listed
    if shelf.kind not in held:
        held[shelf.kind] = {name.id: name for name in read_names(database, shelf)}
    if shelf.kind not in listed:
        listed[shelf.kind] = tuple(held[shelf.kind].values())
    return listed[shelf.kind]


def read_names(database: Database, shelf: Shelf) -> Iterator[Name]:
    """The names in the table; the attendees, mostly none, are read as text since this runs once for every row."""
    query = (
        "SELECT id, uid, summary, location, attendees, calendar_id, rrule IS NOT NULL OR rdates IS NOT NULL, recurrence_id"
        f" FROM {shelf.rows.name} ORDER BY key"
    )
    for id_, uid, summary, location, attendees, calendar_id, repeats, replaced in database.connection.exec_driver_sql(
        query
    ):
        people = tuple(person["name"] for person in json.loads(attendees)) if attendees else ()
        time = decode_when(replaced) if replaced else None
        yield Name(id_, uid, summary, location, people, calendar_id, bool(repeats) and time is None, time)
