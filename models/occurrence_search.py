"""Finds occurrences: in the index within its window, by expanding the series outside it."""

import collections
import dataclasses
import functools
import itertools
import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy import or_, select

from models.database import Database
from models.occurrence import Occurrence, Repetition, place
from models.occurrence_index import AHEAD, Family, families, window
from models.reading import batches, keys_of, rows_by_key, rows_where
from models.tables import DENSE, LONG, Shelf
from models.timeline import DAY, LEAST, MOST, Span, Spans, anchor, at_position, instant, is_floating, position, spans

#: The most occurrences that are expanded in one search; a file full of series by seconds must not fill the memory.
MANY: Final = 100_000
#: What a search reads of a line of the index, and how many numbers that is.
COLUMNS: Final = "owner, row, lane, first"
WIDE: Final = 4
#: So few rows are looked up one by one whatever the time, as are many where the time is longer than that (seconds).
FEW: Final = 50
SOON: Final = 60 * DAY
#: Title, uid and at last the row: what orders occurrences of one start, the same in every calendar that holds the same.
Tie = tuple[str, str, str]


@dataclasses.dataclass(frozen=True)
class OccurrenceSearch:
    """A search on one shelf, seen from one zone, of all rows or of those with `ids`, of a series the first `each` alone."""

    database: Database
    shelf: Shelf
    zone: ZoneInfo
    ids: Collection[str] | None = None
    each: int | None = None

    def between(self, start: datetime | None, end: datetime | None) -> list[Occurrence]:
        """Occurrences that overlap [start, end), in order of start, then of title and uid; see ``models.queries``."""
        within, written = spans(start, end, self.zone), window(self.database)
        lines = self.indexed(within)
        lanes = lines[2::WIDE]
        dense = (
            {lines[WIDE * line] for line, lane in enumerate(lanes) if lane == DENSE} if DENSE in lanes else set[int]()
        )
        places, keys, found = self.read(lines)
        for at, key, occurrence in itertools.islice(self.expanded(within, written, end is None, dense), MANY):
            places.append(at)
            keys.append(key)
            found.append(occurrence)
        order = sorted(range(len(found)), key=keys.__getitem__)
        order.sort(key=places.__getitem__)
        return self.firsts(found[number] for number in order)

    def firsts(self, ordered: Iterable[Occurrence]) -> list[Occurrence]:
        """Of each series the first `each`, in the order given: those that begin at one time are told apart by it alone."""
        if self.each is None:
            return list(ordered)
        told = collections.Counter[str]()
        kept = list[Occurrence]()
        for occurrence in ordered:
            owner = occurrence.series.id if occurrence.series else occurrence.row.id
            told[owner] += 1
            if told[owner] <= self.each:
                kept.append(occurrence)
        return kept

    def indexed(self, within: Spans) -> list[int]:
        """The lines of the index that overlap, one after the other: row numbers of owner and row, lane, position of the start."""
        by_row = self.ids is not None and (len(self.ids) < FEW or within.instants.last - within.instants.first > SOON)
        query = self.row_by_row(within) if by_row else self.in_order(within)
        if self.each is not None:
            numbered = f"SELECT {COLUMNS}, rank() OVER (PARTITION BY owner ORDER BY first) AS number FROM ({query})"
            query = f"SELECT {COLUMNS} FROM ({numbered}) WHERE number <= {self.each}"
        if self.ids is None:
            return self.database.numbers(query)
        keys = f"SELECT key FROM {self.shelf.rows.name} WHERE id IN (SELECT value FROM json_each(?))"
        given = json.dumps(sorted(self.ids))
        return self.database.numbers(f"WITH asked(key) AS MATERIALIZED ({keys}) {query}", (given,))

    def in_order(self, within: Spans) -> str:
        """The lines by their time: what lies in the spans is little."""
        table = self.shelf.occurrences.name
        # The signs keep SQLite from going row by row after all.
        asked = "" if self.ids is None else " AND (+owner IN asked OR +row IN asked)"
        parts = []
        for lane, (first, last) in enumerate((*within, *within)):
            back = f" AND first > {first - LONG}" if lane < 2 else ""
            parts.append(f"lane = {lane}{back} AND first < {last} AND last > {first}")
        parts.append(f"lane = {DENSE} AND first < {within.instants.last + DAY}")
        return " UNION ALL ".join(f"SELECT {COLUMNS} FROM {table} WHERE {part}{asked}" for part in parts)

    def row_by_row(self, within: Spans) -> str:
        """The lines by their row: what is asked for is little, what lies ahead is much."""
        (first, last), (wall_first, wall_last) = within
        return (
            f"SELECT {COLUMNS} FROM {self.shelf.occurrences.name} WHERE (owner IN asked OR row IN asked) AND CASE lane"
            f" WHEN {DENSE} THEN first < {last + DAY} WHEN 0 THEN first < {last} AND last > {first}"
            f" WHEN 2 THEN first < {last} AND last > {first} ELSE first < {wall_last} AND last > {wall_first} END"
        )

    def read(self, lines: Sequence[int]) -> tuple[list[int], list[Tie], list[Occurrence]]:
        """Instants, titles with uids, and occurrences of the lines, side by side, those too dense for the index left out."""
        rows = rows_by_key(self.database, self.shelf, {*lines[::WIDE], *lines[1::WIDE]})
        repetition_of = functools.partial(self.database.snapshot.repetition, self.shelf.kind)
        series = {key: repetition_of(key, row) for key, row in rows.items() if row.is_series}
        places, keys, found = list[int](), list[Tie](), list[Occurrence]()
        for owner, key, lane, first in zip(*[iter(lines)] * WIDE, strict=True):
            if lane == DENSE:
                continue
            row, repetition = rows[key], series.get(owner)
            places.append(self.instant_of_wall(first) if lane & 1 else first)
            keys.append((row.summary, row.uid, row.id))
            if repetition is None:
                found.append(Occurrence(row))
            elif owner == key:
                found.append(Occurrence(repetition, row, first))
            else:
                found.append(Occurrence(row, repetition.series))
        return places, keys, found

    def instant_of_wall(self, first: int) -> int:
        """The instant of a position on the line of walls."""
        return instant(at_position(first, datetime.min), self.zone)

    def expanded(
        self, within: Spans, written: Span | None, endless: bool, dense: Collection[int]
    ) -> Iterator[tuple[int, Tie, Occurrence]]:
        """(instant, title with uid, occurrence) of what the index does not hold: series outside the window, and those that are too dense for it."""
        covered = written or Span(LEAST, LEAST)
        outside = any(span.first < covered.first or span.last > covered.last for span in within)
        if endless and written:
            within = Spans(*(Span(span.first, min(span.last, covered.last)) for span in within))
            outside = any(span.first < covered.first for span in within)
        if not outside and not dense:
            return
        keys = None if self.ids is None else set(keys_of(self.database, self.shelf, self.ids).values())
        # Each dense one has its share, so that a file full of them shows something of all.
        share = MANY // max(len(dense), 1)
        for family in self.series(None if outside else dense, keys):
            is_dense = family[0][0] in dense
            found = self.beyond(family, within, Span(LEAST, LEAST) if is_dense else covered, keys)
            most = share if is_dense else None
            yield from itertools.islice(found, most if self.each is None else self.each)

    def series(self, owners: Collection[int] | None, keys: AbstractSet[int] | None) -> Iterator[Family]:
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
        self, family: Family, within: Spans, covered: Span, keys: AbstractSet[int] | None
    ) -> Iterator[tuple[int, Tie, Occurrence]]:
        """The occurrences of a series within the spans that do not touch what is covered."""
        (owner, master), overrides = family
        numbers, repetition = {row.id: key for key, row in (family[0], *overrides)}, Repetition(master)
        start = anchor(master)
        assert start is not None
        if covered.last == LEAST and within.instants.last == MOST:  # nothing says where to end: two years of it
            within = Spans(*(Span(span.first, position(start) + AHEAD) for span in within))
        for side in (
            Spans(*(Span(span.first, min(span.last, covered.first)) for span in within)),
            Spans(*(Span(max(span.first, covered.last), span.last) for span in within)),
        ):
            for p in place(master, [row for _, row in overrides], side):
                if covered.meets(p.first, p.last) or (keys is not None and not {owner, numbers[p.row.id]} & keys):
                    continue
                start = anchor(p.row)
                floats = start is not None and is_floating(start)
                found = repetition.at(p.first) if p.row is master else Occurrence(p.row, master)
                yield (
                    (self.instant_of_wall(p.first) if floats else p.first),
                    (p.row.summary, p.row.uid, p.row.id),
                    found,
                )
