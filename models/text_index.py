"""The full-text index (SQLite FTS5) over what a person would search for: summary, location, description, attendees."""

import re
from collections.abc import Collection, Mapping
from typing import Final

from models.database import Database
from models.rows import Event, Task
from models.tables import SEARCHED, Shelf

WORD: Final = re.compile(r"\w+")
#: Of so many rows that hold the words, the newest, the best are found: a search for one letter must not weigh the whole file.
WEIGHED: Final = 2_000


def remove(database: Database, shelf: Shelf, keys: Collection[int]) -> None:
    """Takes rows out of the index."""
    statement = f"DELETE FROM {shelf.search} WHERE rowid = ?"
    if keys:
        database.connection.exec_driver_sql(statement, [(key,) for key in keys])


def add(database: Database, shelf: Shelf, rows: Mapping[int, Event | Task]) -> None:
    """Puts rows into the index."""
    statement = f"INSERT INTO {shelf.search} (rowid, {', '.join(SEARCHED)}) VALUES (?, ?, ?, ?, ?)"
    lines = [
        (key, row.summary, row.location, row.description, " ".join(attendee.name for attendee in row.attendees))
        for key, row in rows.items()
    ]
    if lines:
        database.connection.exec_driver_sql(statement, lines)


def find(database: Database, shelf: Shelf, text: str, limit: int) -> list[tuple[float, int]]:
    """(rank, row number) of rows that hold every word, the last one as the beginning of a word; the best come first.
    Where more than ``WEIGHED`` rows do, these are among the rows made last."""
    words = WORD.findall(text)
    if not words:
        return []
    match = " ".join(f'"{word}"' for word in words) + "*"
    newest = f"SELECT rank, rowid FROM {shelf.search} WHERE {shelf.search} MATCH ? ORDER BY rowid DESC LIMIT {WEIGHED}"
    query = f"SELECT rank, rowid FROM ({newest}) ORDER BY rank, rowid LIMIT ?"
    return [(rank, key) for rank, key in database.connection.exec_driver_sql(query, (match, limit))]
