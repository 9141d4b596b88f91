"""iCalendar files in and out (RFC 5545).

Importing makes a change set, which the caller shows and commits as one undo entry; importing again finds what is there by uid
and recurrence-id, and takes what is not older (`versions`). Exporting the same rows gives the same bytes.
"""

import dataclasses
import functools
import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Final, Literal
from zoneinfo import ZoneInfo

from models.calendar_lines import (
    MARK,
    Piece,
    is_property,
    kept_pieces,
    leftover_lines,
    merged,
    named_zones,
    pieces,
    property_lines,
    respelled_lines,
    unshown,
)
from models.changes import ChangeSet, RowChange, one_a_row
from models.colors import next_color
from models.component_reader import read_component
from models.component_writer import component_lines, zones_of
from models.content import Block, decoded, escaped, is_readable, read_components, unescaped, write_lines
from models.errors import CalendarFileError, StoreError
from models.header_zone import placed_block, stated_zone, zone_of_local_times
from models.history import pasts
from models.merge import merge
from models.periods import split_periods
from models.property_values import Reader, Unreadable
from models.queries import Queries
from models.range_override import is_ranged, split_ranges
from models.recurrence_ids import Key, key_of, like_masters
from models.rows import Calendar, Event, Task
from models.scheduling import ANSWERS, CANCEL, REPLY, Messages, cancelled, method_of, name_of
from models.timeline import LEAST, anchor, position
from models.versions import same, stamped
from models.vtimezone import defined_zones, spoken_year, zone_lines

PRODID: Final = "-//Plainday//Plainday//EN"
KINDS: Final[dict[str, Literal["event", "task"]]] = {"VEVENT": "event", "VTODO": "task"}
#: What only vCalendar 1.0 writes, the format before iCalendar: its texts, rules and alarms would be taken for something else, or for nothing.
VCALENDAR: Final = re.compile(r"[\w-]+;[^:]*QUOTED-PRINTABLE|RRULE:(?:[DW]|M[DP]|Y[DM])\d|[AD]ALARM[:;]")
#: Characters of a component that can't be a row, up to which it is kept all the same.
LARGEST_KEPT: Final = 2**16


@dataclasses.dataclass(frozen=True)
class Import:
    """What a file would change. `unchanged` rows are there already, of `older` ones a newer version; `removed` are overrides of a series
    that the file has newer and without them; `away` are those that a file brought before and a person cancelled since; `skipped` are components that can't be rows, which the calendar keeps as they are, and
    messages that change nothing; `warnings` are sentences that name a line or a thing."""

    change_set: ChangeSet
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    older: int = 0
    removed: int = 0
    away: int = 0
    skipped: int = 0
    warnings: tuple[str, ...] = ()


@dataclasses.dataclass
class Importer:
    """Gathers the changes of one file."""

    queries: Queries
    new_id: Callable[[], str]
    reader: Reader
    calendars: dict[tuple[str, str], Calendar] = dataclasses.field(default_factory=dict)
    made: list[Calendar] = dataclasses.field(default_factory=list)
    stored: dict[Key, Event | Task] = dataclasses.field(default_factory=dict)
    taken: dict[Key, Event | Task] = dataclasses.field(default_factory=dict)
    kept: list[tuple[str, Piece]] = dataclasses.field(default_factory=list)
    counts: Counter[str] = dataclasses.field(default_factory=Counter)
    lacks: str | None = None
    brings_back: bool = False

    @functools.cached_property
    def messages(self) -> Messages:
        """What replies and cancellations change."""
        return Messages(self.queries, self.reader, self.new_id)

    def calendar(self, name: str, kind: Literal["event", "task"]) -> Calendar:
        """The calendar of a name and kind, made where it is missing."""
        found = self.calendars.get((name.strip().casefold(), kind))
        if found is None:
            position = max((calendar.position for calendar in self.calendars.values()), default=-1) + 1
            color = next_color({known.id: known for known in self.calendars.values()}.values())
            found = Calendar(id=self.new_id(), name=name, kind=kind, color=color, position=position)
            self.calendars[name.strip().casefold(), kind] = found
            self.made.append(found)
        return found

    def receive(self, method: str, block: Block, named: str, stem: str) -> None:
        """Takes a component as a file's METHOD asks: a message changes what stands in the calendar that is `named`, else in any; what is
        none, or cancels what is not here, comes into a calendar."""
        if method in (REPLY, CANCEL):
            homes = [home.id for (name, _), home in self.calendars.items() if name == named.strip().casefold()]
            try:
                fates = self.messages.take(method, block, frozenset(homes) if named else None)
            except Unreadable as problem:
                self.reader.warn(block.line, f"{problem}; the message was left out")
                self.counts["skipped"] += 1
                return
            self.counts.update(fates)
            if fates:
                return
        if method in ANSWERS:
            self.reader.warn(block.line, f"{name_of(block, self.reader)} {ANSWERS[method]}")
            self.counts["skipped"] += 1
            return
        self.take(cancelled(block) if method == CANCEL else block, named or stem)

    def take(self, block: Block, name: str) -> None:
        """Reads a component into its calendar."""
        kind = KINDS[block.name]
        home = self.calendars.get((name.strip().casefold(), kind))
        try:
            row = read_component(block, self.reader, self.new_id(), home.id if home else "")
        except Unreadable as problem:
            piece = tuple(respelled_lines(block, self.reader))
            kept = sum(map(len, piece)) <= LARGEST_KEPT and is_readable(block.lines())
            self.reader.warn(block.line, f"{problem} was {'kept for export, but not shown' if kept else 'left out'}")
            self.kept += [(name, piece)] if kept else []
            self.counts["skipped"] += 1
            self.reader.subject = ""
            return
        if home is None:
            row = dataclasses.replace(row, calendar_id=self.calendar(name, kind).id)
        key = self.settled(row, block)
        if key is not None:
            self.taken[key] = row if row.uid == key[1] else dataclasses.replace(row, uid=key[1])

    def settled(self, row: Event | Task, block: Block) -> Key | None:
        """Under which key a row is taken: its own, unless the file gives that to different things; None to leave it out."""
        key, count = key_of(row), 1
        while (other := self.taken.get(key)) is not None:
            if row.sequence != other.sequence:
                self.reader.warn(block.line, f"“{row.summary}” stands twice under one uid; the newer one was taken")
                return key if row.sequence > other.sequence else None
            if same(dataclasses.replace(row, id=other.id, uid=key[1]), other):
                return None
            count += 1
            key = (key[0], f"{row.uid}-{count}", key[2])
        if count > 1:
            self.reader.warn(block.line, f"“{row.summary}” has the uid of another thing; it was given its own")
        return key

    def calendar_changes(self) -> list[RowChange]:
        """Calendars that are made, and those that keep other lines than before. What a file says of itself as a calendar is kept by
        one that it made, or that has been kept in files before, not by one of the person's own that it is brought into."""
        brought: dict[str, list[Piece]] = {}
        homes: dict[str, Calendar] = {}
        for name, piece in sorted(self.kept, key=lambda item: is_property(item[1])):
            named = name.strip().casefold()
            home = self.calendars.get((named, "event")) or self.calendars.get((named, "task"))
            if is_property(piece) and not (home and (home in self.made or any(map(is_property, pieces(home.extra))))):
                continue
            home = home or self.calendar(name, "event")
            homes[home.id] = home
            brought.setdefault(home.id, []).append(piece)
        after = {id_: dataclasses.replace(home, extra=merged(home.extra, brought[id_])) for id_, home in homes.items()}
        made = {calendar.id for calendar in self.made}
        changes = [RowChange(None, after.get(calendar.id, calendar)) for calendar in self.made]
        return changes + [
            RowChange(homes[id_], row) for id_, row in after.items() if id_ not in made and row != homes[id_]
        ]

    def result(self, text: str) -> Import:
        """The changes against what is stored."""
        self.split_ranged()
        self.find_stored()
        self.align()
        told = self.messages.settled(self.taken)
        found = merge(self.taken, self.stored, self.queries, self.lacks is None, self.brings_back)
        changes = one_a_row((*self.calendar_changes(), *found.changes, *told))
        warnings = tuple(
            dict.fromkeys((*self.reader.warnings, *found.notes, *(() if self.lacks is None else (self.lacks,))))
        )
        return Import(
            ChangeSet(changes, text, brought=bool(found.changes)), **(self.counts + found.counts), warnings=warnings
        )

    def split_ranged(self) -> None:
        """Makes series of the overrides that stand for all that follows."""
        for calendar_id, uid in {key[:2] for key, row in self.taken.items() if is_ranged(row)}:
            family = [key for key in self.taken if key[:2] == (calendar_id, uid)]
            rows = split_ranges([self.taken.pop(key) for key in family])
            self.taken |= {key_of(row): row for row in rows}

    def align(self) -> None:
        """Says in one form which occurrence a row replaces, so that what the file brings again is found, those of periods among it."""
        masters = {key: row for key, row in (self.stored | self.taken).items() if key[2] is None}
        self.taken = split_periods(
            like_masters(self.taken.values(), masters).values(), self.new_id, self.reader.warnings
        )
        self.stored = {
            key_of(like): row for row in self.stored.values() for like in like_masters([row], masters).values()
        }

    def find_stored(self) -> None:
        """Looks up the rows that the file may bring again."""
        uids = {key[1] for key in self.taken}
        for kind in KINDS.values():
            ids = [name.id for name in self.queries.names(kind) if name.uid in uids]
            for row in self.queries.rows(ids):
                if isinstance(row, Event | Task):
                    self.stored[key_of(row)] = row


def read_calendar(
    data: bytes,
    name: str,
    queries: Queries,
    at: datetime,
    new_id: Callable[[], str],
    calendar: str | None = None,
    step: Callable[[], None] = lambda: None,
    brings_back: bool = False,
) -> Import:
    """The change set that brings a file into the store. `name` is the file's stem: the calendar of components that name none;
    `calendar` overrides what they name. What was brought before and cancelled here stays away, unless this `brings_back` what was. The file is read twice: for what stands around its components, then for these, one at a
    time. `step` is called once for each of them, evenly from the first moment on; what it raises ends the reading. Raises
    :class:`CalendarFileError`, and leaves out with a warning what can't be a row."""
    text = decoded(data)
    root, zones = read_surroundings(text, step, at.year)
    importer = Importer(queries, new_id, Reader(zones, own=queries.zone), brings_back=brings_back)
    importer.calendars = {(found.name.strip().casefold(), found.kind): found for found in reversed(queries.calendars())}
    names = {block.line: calendar or text_of(block, "X-WR-CALNAME") for block in root.walk()}
    stated = {block.line: stated_zone(block, MARK) for block in root.walk()}
    methods = {block.line: method_of(block, MARK, PRODID) for block in root.walk()}
    local = {block.line: zone_of_local_times(block, stated[block.line]) for block in root.walk()}
    for block in root.walk():
        if block is root or block.name == "VCALENDAR":
            importer.reader.stated = stated[block.line]
            kept = kept_pieces(block, importer.reader)
            importer.kept += ((calendar or marked or names[block.line] or name, piece) for marked, piece in kept)
    importer.lacks = root.lacks
    importer.reader.warnings += unshown(piece for _, piece in importer.kept)
    rows = ((parent, block) for parent, block in read_components(text, Block("", 0)) if block.name in KINDS)
    for number, (parent, block) in enumerate(rows):
        if number % 2:
            step()
        importer.reader.stated = stated[parent.line]
        named = calendar or text_of(block, MARK) or names[parent.line]
        importer.receive(methods[parent.line], placed_block(block, local[parent.line]), named, name)
    return importer.result(f"Import {name}")


def read_surroundings(text: str, step: Callable[[], None], this_year: int) -> tuple[Block, dict[str, ZoneInfo]]:
    """What stands around the events and tasks of a file, without them, and the zones that it defines, as clocks go `this_year`. `step` is
    called for every other one of them."""
    root, zones, years, number = Block("", 0), list[Block](), set[int](), 0
    for parent, block in read_components(text, root):
        if block.name not in KINDS:
            parent.blocks.append(block)
            zones += [block] if block.name == "VTIMEZONE" else []
            continue
        refuse_older_format(parent, block)
        if number % 2 == 0:
            step()
        number += 1
        year = spoken_year(block)
        years |= {year} if year is not None else set()
        if parent is not root and parent.name != "VCALENDAR":
            parent.blocks.append(Block(block.name, block.line))  # says that it holds some
    return root, defined_zones(zones, years, this_year)


def refuse_older_format(calendar: Block, block: Block) -> None:
    """Raises :class:`CalendarFileError` for a component that vCalendar 1.0 writes in its own way; what says the same in both is read."""
    version = calendar.first("VERSION")
    if version is None or version.value.strip() != "1.0":
        return
    for line in block.properties:
        if VCALENDAR.match(line.text.upper()):
            raise CalendarFileError(
                f"This is a vCalendar 1.0 file, which can't be read (line {line.line}): save it as iCalendar (.ics)."
            )


def text_of(block: Block, name: str) -> str:
    """The text of a property, empty where there is none."""
    found = block.first(name)
    return unescaped(found.value).strip() if found else ""


def write_calendar(queries: Queries, calendar: str | None = None) -> bytes:
    """Every row, or those of the calendars with a name, as one iCalendar file; the same bytes for the same rows and changes.

    Raises :class:`StoreError` where no calendar has that name.
    """
    calendars = [
        found for found in queries.calendars() if calendar is None or found.name.casefold() == calendar.casefold()
    ]
    if not calendars:
        raise StoreError(f"There is no calendar or list named “{calendar}”.")
    rows = {found.id: [] for found in calendars}  # type: dict[str, list[Event | Task]]
    for kind in KINDS.values():
        ids = [name.id for name in queries.names(kind) if name.calendar_id in rows]
        known = pasts(queries.database, ids)
        for row in queries.rows(ids):
            if isinstance(row, Event | Task):
                rows[row.calendar_id].append(stamped(row, known[row.id]))
    full = {found.name for found in calendars if rows[found.id] or found.extra}
    named = calendars[0].name if calendar is not None else full.pop() if len(full) == 1 else None
    return write_lines(calendar_lines(calendars, rows, named))


def calendar_lines(calendars: list[Calendar], rows: dict[str, list[Event | Task]], name: str | None) -> Iterator[str]:
    """The file's lines, unfolded."""
    listed = [(found.name, row) for found in calendars for row in sorted(rows[found.id], key=order)]
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODID}", "CALSCALE:GREGORIAN")
    if name is not None:
        yield f"X-WR-CALNAME:{escaped(name)}"
    yield from property_lines(calendars, marked=name is None)
    zones = {zone for _, row in listed for zone in zones_of(row)} | named_zones(calendars)
    years = [start.year for _, row in listed if (start := anchor(row)) is not None]
    yield from zone_lines(zones, min(max(min(years, default=1970) - 1, 1900), 2030))
    for calendar, row in listed:
        yield from component_lines(row, calendar)
    yield from leftover_lines(calendars)
    yield "END:VCALENDAR"


def order(row: Event | Task) -> tuple[int, str, int, str]:
    """By time, those of one uid side by side where they begin together, the same on every run."""
    start = anchor(row)
    replaced = row.recurrence_id
    own = LEAST if replaced is None else position(replaced)
    return (LEAST if start is None else position(start)), row.uid, own, row.id
