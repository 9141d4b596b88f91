"""What must be stored after each step of a store, and what its indexes must hold of that."""

import dataclasses

from models.changes import ChangeSet
from models.database import Database
from models.occurrence_index import families, lines_of, window
from models.reading import rows_where
from models.rows import Row
from models.tables import SHELVES


@dataclasses.dataclass
class Model:
    """What must be stored: rows by id at each point of history, and where in it we are."""

    states: list[dict[str, Row]]
    at: int = 0

    @property
    def rows(self) -> dict[str, Row]:
        return self.states[self.at]

    def push(self, change_set: ChangeSet) -> None:
        rows = dict(self.rows)
        for change in change_set.changes:
            rows.pop(change.row.id, None)
            if change.after:
                rows[change.after.id] = change.after
        del self.states[self.at + 1 :]
        self.states.append(rows)
        self.at += 1


def check_derived(database: Database, kind: str, rows: dict[str, Row]) -> None:
    """Index and text index are what they would be if made anew from the tables."""
    shelf = SHELVES[kind]
    stored = rows_where(database, shelf)
    assert {row.id: row for row in stored.values()} == rows
    span = window(database)
    lines = [line for family in families(stored.items()) for line in lines_of(family, span)] if span else []
    held = database.connection.exec_driver_sql(f"SELECT owner, row, lane, first, last FROM {shelf.occurrences.name}")
    assert sorted(tuple(line) for line in held) == sorted(lines)
    texts = database.connection.exec_driver_sql(f"SELECT rowid, summary FROM {shelf.search}")
    assert {key: text for key, text in texts} == {key: row.summary for key, row in stored.items()}
    database.connection.exec_driver_sql(f"INSERT INTO {shelf.search} ({shelf.search}) VALUES ('integrity-check')")
    assert database.connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
