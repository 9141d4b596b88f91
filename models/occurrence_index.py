"""The occurrence index: when every row happens, written out for a year back and two ahead, so that a month is one look-up.

A single row has its line whatever its time; a series has lines within the window alone, and is expanded outside it. The index
is refreshed for the touched series in the transaction that touches them, and made anew when the window moves.
"""

import datetime as dt
import itertools
from collections.abc import Collection, Iterable, Iterator
from typing import Final

from sqlalchemy import delete, or_, select

from models.database import Database
from models.occurrence import Placed, place
from models.reading import BATCH, batches, rows_where
from models.recurrence import SHORT, check, is_even, parts, until
from models.rows import Event, Task, When
from models.tables import DENSE, LONG, SHELVES, WINDOW, Shelf
from models.timeline import DAY, LEAST, MOST, Span, Spans, anchor, is_floating, position

BACK: Final = 366 * DAY
AHEAD: Final = 731 * DAY
#: The window moves when it is this far from where it should be.
DRIFT: Final = 30 * DAY
#: A series with more occurrences than this in the window (two a day) is not written out, nor one by minutes or seconds.
THICK: Final = 2_200

Family = tuple[tuple[int, Event | Task], tuple[tuple[int, Event | Task], ...]]


def families(rows: Iterable[tuple[int, Event | Task]]) -> Iterator[Family]:
    """Numbered rows as masters with their overrides. An override belongs to the master of its uid in its own calendar, else in
    another; without any it stands alone, and so does every single row."""
    by_uid = sorted(rows, key=lambda item: (item[1].uid, item[0]))
    for _, group in itertools.groupby(by_uid, key=lambda item: item[1].uid):
        members = list(group)
        masters = [item for item in members if item[1].recurrence_id is None]
        overrides = [item for item in members if item[1].recurrence_id is not None]
        if not masters:
            yield from ((item, ()) for item in overrides)
            continue
        home = {row.calendar_id: key for key, row in reversed(masters)}
        owners = [home.get(row.calendar_id, masters[0][0]) for _, row in overrides]
        for key, row in masters:
            yield (key, row), tuple(item for item, owner in zip(overrides, owners, strict=True) if owner == key)


def window(database: Database) -> Span | None:
    """The positions within which series are written out; None before the first commit."""
    line = database.connection.execute(select(WINDOW.c.first, WINDOW.c.last)).first()
    return Span(line.first, line.last) if line else None


def follow(database: Database, at: dt.datetime) -> None:
    """Moves the window to `at` (aware), if it has drifted away, and makes the index anew."""
    wanted = Span(position(at) - BACK, position(at) + AHEAD)
    found = window(database)
    if found is not None and abs(found.first - wanted.first) <= DRIFT:
        return
    database.connection.execute(delete(WINDOW))
    database.connection.execute(WINDOW.insert().values(first=wanted.first, last=wanted.last))
    for shelf in SHELVES.values():
        columns = shelf.rows.c
        uids = select(columns.uid).where(or_(columns.rrule.is_not(None), columns.rdates.is_not(None)))
        refresh(database, shelf, set(database.connection.execute(uids).scalars()))


def refresh(database: Database, shelf: Shelf, uids: Collection[str]) -> None:
    """Writes the lines of every row of these uids anew."""
    within = window(database) or Span(LEAST, LEAST)
    occurrences = shelf.occurrences
    statement = f"INSERT INTO {occurrences.name} (owner, row, lane, first, last) VALUES (?, ?, ?, ?, ?)"
    few = len(uids) <= BATCH  # those of a large import are not held: nobody looks at all of them
    for batch in batches(sorted(uids)):
        rows = rows_where(database, shelf, shelf.rows.c.uid.in_(batch), hold=few)
        for keys in batches(rows):
            stale = or_(occurrences.c.owner.in_(keys), occurrences.c.row.in_(keys))
            database.connection.execute(delete(occurrences).where(stale))
        lines = [line for family in families(rows.items()) for line in lines_of(family, within)]
        if lines:
            database.connection.exec_driver_sql(statement, lines)


def lines_of(family: Family, window: Span) -> list[tuple[int, int, int, int, int]]:
    """(owner, row, lane, first, last) of each time at which a family happens, a series within the window only."""
    (owner, master), overrides = family
    keys = {row.id: key for key, row in (family[0], *overrides)}
    within = Spans(window, window) if master.is_series else Spans(Span(LEAST, MOST), Span(LEAST, MOST))
    start = anchor(master)
    dense = start is not None and master.rrule is not None and is_dense(master.rrule, start, window)
    placed = [] if dense else list(itertools.islice(place(master, [row for _, row in overrides], within), THICK + 1))
    if start is not None and (dense or len(placed) > THICK):
        return [(owner, owner, DENSE, position(start), MOST)]
    return [(owner, keys[p.row.id], lane(p), p.first, p.last) for p in placed]


def is_dense(rule: str, start: When, window: Span) -> bool:
    """Whether a rule alone says, without being followed, that it is too dense for the window; it may be so even if this is False."""
    named = parts(rule)
    if named.get("FREQ") != "HOURLY" or not is_even(named):
        return named.get("FREQ") in SHORT
    check(rule, start)
    limit, count = until(rule, start), int(named.get("COUNT", MOST))
    lasting = min(window.last, MOST if limit is None else limit) - max(window.first, position(start))
    return min(lasting // (3600 * int(named.get("INTERVAL", "1"))), count) > THICK


def lane(placed: Placed) -> int:
    """Which line it lies on, and whether it is long."""
    start = anchor(placed.row)
    assert start is not None
    return is_floating(start) + 2 * (placed.last - placed.first > LONG)
