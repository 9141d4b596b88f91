"""Finds occurrences: in the index within its window, by expanding the series outside it."""

import dataclasses
import itertools
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy import or_, select

from models.database import Database
from models.occurrence import Occurrence, occurrences, occurring, place
from models.occurrence_index import AHEAD, Family, families, window
from models.reading import BATCH, batches, keys_of, rows_by_key, rows_where
from models.tables import DENSE, LONG, Shelf
from models.timeline import LEAST, MOST, Span, Spans, anchor, at_position, instant, is_floating, position, spans

#: The most occurrences that are expanded in one search; a file full of series by seconds must not fill the memory.
MANY: Final = 200_000
#: A line of the index: row numbers of owner and row, the lane, and the position of the start.
Line = tuple[int, int, int, int]


@dataclasses.dataclass(frozen=True)
class OccurrenceSearch:
    """A search on one shelf, seen from one zone, of all rows or of those with `ids`."""

    database: Database
    shelf: Shelf
    zone: ZoneInfo
    ids: Collection[str] | None = None

    def between(self, start: datetime | None, end: datetime | None) -> list[Occurrence]:
        """Occurrences that overlap [start, end), in order of start; see ``models.queries``."""
        keys = None if self.ids is None else set(keys_of(self.database, self.shelf, self.ids).values())
        within, written = spans(start, end, self.zone), window(self.database)
        lines = self.indexed(within, keys)
        dense = {owner for owner, _, lane, _ in lines if lane == DENSE}
        found = self.read([line for line in lines if line[2] != DENSE] if dense else lines)
        found += itertools.islice(self.expanded(within, written, end is None, dense, keys), MANY)
        return [occurrence for _, _, occurrence in sorted(found, key=lambda item: item[:2])]

    def indexed(self, within: Spans, keys: Collection[int] | None) -> list[Line]:
        """The lines of the index that overlap."""
        only = ""
        if keys is not None and len(keys) <= BATCH:
            listed = ",".join(map(str, keys))
            only = f" AND (owner IN ({listed}) OR row IN ({listed}))"
        select_from = f"SELECT owner, row, lane, first FROM {self.shelf.occurrences.name} WHERE lane ="
        parts = []
        for lane, (first, last) in enumerate((*within, *within)):
            back = f" AND first > {first - LONG}" if lane < 2 else ""
            parts.append(f"{select_from} {lane}{back} AND first < {last} AND last > {first}{only}")
        parts.append(f"{select_from} {DENSE} AND first < {within.instants.last + 86_400}{only}")
        lines = [
            (o, r, lane, at) for o, r, lane, at in self.database.connection.exec_driver_sql(" UNION ALL ".join(parts))
        ]
        return lines if keys is None else [line for line in lines if line[0] in keys or line[1] in keys]

    def read(self, lines: Sequence[Line]) -> list[tuple[int, str, Occurrence]]:
        """(instant, row id, occurrence) of each line."""
        pairs = {(line[0], line[1]) for line in lines}
        rows = rows_by_key(self.database, self.shelf, {key for pair in pairs for key in pair})
        made = {}
        for owner, key in pairs:
            series = rows[owner] if rows[owner].is_series else None
            made[owner, key] = (rows[key].id, occurring(rows[key], series))
        found = []
        for owner, key, lane, first in lines:
            id_, at = made[owner, key]
            found.append((self.instant_of_wall(first) if lane & 1 else first, id_, at(first)))
        return found

    def instant_of_wall(self, first: int) -> int:
        """The instant of a position on the line of walls."""
        return instant(at_position(first, datetime.min), self.zone)

    def expanded(
        self, within: Spans, written: Span | None, endless: bool, dense: Collection[int], keys: Collection[int] | None
    ) -> Iterator[tuple[int, str, Occurrence]]:
        """As :meth:`read`, of what the index does not hold: series outside the window, and those that are too dense for it."""
        covered = written or Span(LEAST, LEAST)
        outside = any(span.first < covered.first or span.last > covered.last for span in within)
        if endless and written:
            within = Spans(*(Span(span.first, min(span.last, covered.last)) for span in within))
            outside = any(span.first < covered.first for span in within)
        if not outside and not dense:
            return
        for family in self.series(None if outside else dense, keys):
            yield from self.beyond(family, within, Span(LEAST, LEAST) if family[0][0] in dense else covered, keys)

    def series(self, owners: Collection[int] | None, keys: Collection[int] | None) -> Iterator[Family]:
        """Series with their overrides: those with these row numbers, else all that `keys` allows."""
        columns = self.shelf.rows.c
        if owners is None:
            owners = keys
        if owners is None:
            repeating = select(columns.uid).where(or_(columns.rrule.is_not(None), columns.rdates.is_not(None)))
            uids = set(self.database.connection.execute(repeating).scalars())
        else:
            uids = {row.uid for row in rows_by_key(self.database, self.shelf, owners).values()}
        for batch in batches(sorted(uids)):
            rows = rows_where(self.database, self.shelf, columns.uid.in_(batch))
            yield from (family for family in families(rows.items()) if family[0][1].is_series)

    def beyond(
        self, family: Family, within: Spans, covered: Span, keys: Collection[int] | None
    ) -> Iterator[tuple[int, str, Occurrence]]:
        """The occurrences of a series within the spans that do not touch what is covered."""
        (owner, master), overrides = family
        numbers = {row.id: key for key, row in (family[0], *overrides)}
        start = anchor(master)
        assert start is not None
        if covered.last == LEAST and within.instants.last == MOST:  # nothing says where to end: two years of it
            within = Spans(*(Span(span.first, position(start) + AHEAD) for span in within))
        for side in (
            Spans(*(Span(span.first, min(span.last, covered.first)) for span in within)),
            Spans(*(Span(max(span.first, covered.last), span.last) for span in within)),
        ):
            placed = [
                p for p in place(master, [row for _, row in overrides], side) if not covered.meets(p.first, p.last)
            ]
            if keys is not None and owner not in keys:
                placed = [p for p in placed if numbers[p.row.id] in keys]
            for p, found in zip(placed, occurrences(master, placed), strict=True):
                start = anchor(p.row)
                floats = start is not None and is_floating(start)
                yield (self.instant_of_wall(p.first) if floats else p.first), p.row.id, found
