"""Other people's calendar files, there and back: ``python -m tests.benchmarks.round_trips FOLDER …`` prints what became of each.

A file is imported, exported, and the export imported elsewhere. It is equal if both places then hold the same rows and write the same
bytes, if the file itself changes nothing where it is brought in again, and if icalendar can read the export. `lost` names what
icalendar reads in the file and not, or not with the same value, in the export.
"""

import dataclasses
import datetime as dt
import itertools
import sys
import warnings
from collections import Counter
from pathlib import Path
from typing import Any, Final

import icalendar

from models import history
from models.database import open_database
from models.errors import StoreError
from models.ics import Import, read_calendar, write_calendar
from models.images import encode
from models.queries import Queries
from models.rows import Component
from tests.benchmarks.calendar import NOW, ZONE

#: What icalendar raises for files that it can't read.
UNREADABLE: Final = (
    ValueError,
    TypeError,
    KeyError,
    AttributeError,
    IndexError,
    OverflowError,
    OSError,
    RecursionError,
)
#: Components that hold what a person would miss.
HELD: Final = ("VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY")
#: Properties that a program writes of its own.
OWN: Final = frozenset({"X-PLAINDAY-CALENDAR", "DTSTAMP"})

State = tuple[list[str], list[str]]


@dataclasses.dataclass(frozen=True)
class Trip:
    """What became of a file."""

    refused: str = ""
    found: Import | None = None
    written: bytes = b""
    unequal: tuple[str, ...] = ()
    #: Components and properties by name, with how many of them were lost.
    lost: tuple[tuple[str, int], ...] = ()


def state(queries: Queries) -> State:
    """Every row as text, its calendar by name, and what the calendars keep."""
    calendars = {calendar.id: calendar for calendar in queries.calendars()}
    rows = [row for kind in ("event", "task") for row in queries.rows(name.id for name in queries.names(kind))]  # type: ignore[arg-type]
    images = [encode(row) | {"id": "", "calendar_id": calendars[row.calendar_id].name} for row in rows if isinstance(row, Component)]  # fmt: skip
    kept = [f"{calendar.name}: {calendar.extra}" for calendar in calendars.values() if calendar.extra]
    return sorted(map(repr, images)), sorted(kept)


def take(data: bytes, name: str, queries: Queries) -> Import:
    """Imports and commits."""
    numbers = itertools.count()
    found = read_calendar(data, name, queries, NOW, lambda: f"{name}-{len(data)}-{next(numbers)}")
    if found.change_set:
        history.commit(queries.database, found.change_set, NOW)
    return found


def trip(data: bytes) -> Trip:
    """Brings a file in, out, and in elsewhere."""
    with open_database(None) as here, open_database(None) as there:
        first, second = Queries(here, ZONE), Queries(there, ZONE)
        try:
            found = take(data, "file", first)
        except StoreError as told:
            return Trip(refused=str(told))
        written = write_calendar(first)
        take(written, "other", second)
        unequal = []
        for held, again, what in zip(state(first), state(second), ("rows", "kept lines"), strict=True):
            unequal += [what] if held != again else []
        unequal += ["bytes"] if write_calendar(second) != written else []
        unequal += ["imported again"] if take(data, "file", first).change_set else []
        unequal += ["export not readable"] if components(written) is None else []
        return Trip("", found, written, tuple(unequal), tuple(sorted(losses(data, written).items())))


def components(data: bytes) -> list[icalendar.Component] | None:
    """Every component that icalendar reads in a file; None where it can't read it."""
    try:
        with warnings.catch_warnings(action="ignore"):
            return [part for calendar in icalendar.Calendar.from_ical(data, multiple=True) for part in calendar.walk()]
    except UNREADABLE:
        return None


def losses(data: bytes, written: bytes) -> Counter[str]:
    """What icalendar reads in a file and not in the export, by component and property."""
    before, after = components(data), components(written)
    if before is None or after is None:
        return Counter()
    given, back = Counter(map(facts, before)), Counter(map(facts, after))
    missing = Counter[str]()
    for known, wanted in given.items():
        name, *said = known
        if name not in HELD or back[known] >= wanted:
            continue
        twin = [other for other in back if other[:2] == known[:2]]
        rest = set(said) - set(twin[0]) if twin else {(("", ""),)}
        for one in rest:
            missing[f"{name} {one[0]}".strip() if twin else str(name)] += wanted
    return missing


def facts(part: icalendar.Component) -> tuple[Any, ...]:
    """A component as values that can be compared: name, which one it is, and its properties."""
    said: dict[str, Any] = {}
    for name, value in part.property_items(recursive=False, sorted=False):
        if name not in OWN and name not in ("BEGIN", "END"):
            said.setdefault(name, []).extend(plain(value))
    which = ("", *(part.get(name) and str(plain(part[name])) for name in ("UID", "RECURRENCE-ID")))
    return (part.name, which, *sorted((name, tuple(sorted(values))) for name, values in said.items()))


def plain(value: Any) -> list[str]:
    """A property's values as text: times by their instant, all else as it is written."""
    for several in (list, icalendar.vDDDLists, icalendar.vCategory):
        if isinstance(value, several):
            listed = getattr(value, "dts", getattr(value, "cats", value))
            return [text for one in listed for text in plain(one)]
    try:
        time = getattr(value, "dt", None)
    except UNREADABLE:  # kept as text by icalendar
        time = None
    if isinstance(time, tuple):
        return [" / ".join(text for one in time for text in plain(icalendar.vDDDTypes(one)))]
    if isinstance(time, dt.datetime):
        return [str(time.astimezone(dt.UTC) if time.tzinfo else time)]
    if time is not None:
        return [str(time)]
    return [value.to_ical().decode() if isinstance(value, icalendar.vRecur) else str(value)]


def main(folders: list[str]) -> int:
    """Prints a line for each file that is refused, unequal or loses something, and the sums."""
    sums = Counter[str]()
    for path in sorted(found for folder in folders for found in Path(folder).rglob("*.ics")):
        data = path.read_bytes()
        done, known = trip(data), components(data) is not None
        sums += Counter(files=1, refused=bool(done.refused), unequal=bool(done.unequal), lossy=bool(done.lost))
        sums += Counter(refused_though_icalendar_reads=bool(done.refused) and known, imported=not done.refused)
        if done.found:
            sums += Counter(rows=done.found.created, kept_but_not_shown=done.found.skipped)
        if done.refused or done.unequal or done.lost:
            told = done.refused or "; ".join((*done.unequal, *(f"{name} × {count}" for name, count in done.lost)))
            print(f"{path.name}: {told}", flush=True)
    print(", ".join(f"{name.replace('_', ' ')} {count:,}" for name, count in sums.items()))
    return int(bool(sums["unequal"]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
