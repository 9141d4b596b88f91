"""What an iCalendar file says beside its events and tasks: properties of the calendar (X-WR-TIMEZONE, COLOR …) and components
that are no rows (VJOURNAL, VFREEBUSY, those of other programs). A calendar keeps them as lines and gives them back.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final
from zoneinfo import ZoneInfo

from models.component_reader import readable_lines, respelled
from models.content import Block, escaped, is_readable, parameter, read_property, unescaped
from models.property_values import Reader
from models.rows import Calendar
from models.zone_names import named_zone
from models.zones import UTC

#: On a component, or as a parameter of a property: the calendar that it belongs to, where a file holds several.
MARK: Final = "X-PLAINDAY-CALENDAR"
#: Properties that are written anew, that a calendar has a field for, or that are of the transfer: METHOD, before an export, would make a
#: meeting request or a cancellation of all that follows (3.7.2).
OWN: Final = frozenset({"VERSION", "PRODID", "CALSCALE", "X-WR-CALNAME", "METHOD"})
#: Components that are rows, that hold components, or that are written anew.
TAKEN: Final = frozenset({"VEVENT", "VTODO", "VCALENDAR", "VTIMEZONE"})

#: One property, or a component from its BEGIN to its END, as lines.
Piece = tuple[str, ...]


def kept_pieces(block: Block, reader: Reader) -> Iterator[tuple[str | None, Piece]]:
    """(calendar that it names, piece) of what a VCALENDAR holds beside rows."""
    for line in block.properties:
        if line.name not in OWN:
            marked = line.parameter(MARK)
            text = line.text.replace(parameter(MARK, marked), "", 1) if marked else respelled(line, reader)
            if is_readable([text]):
                yield marked, (text,)
            else:
                reader.warn(line.line, f"{line.name} can't be read and was left out")
    for inner in block.blocks:
        if inner.name and not any(part.name in TAKEN for part in inner.walk()) and readable_lines(inner, reader):
            named = inner.first(MARK)
            yield unescaped(named.value).strip() if named else None, tuple(respelled_lines(inner, reader))


def unshown(found: Iterable[Piece]) -> Iterator[str]:
    """What to say of components that no view shows: a diary that came in is not lost."""
    names = Counter(piece[0].removeprefix("BEGIN:") for piece in found if not is_property(piece))
    for name, count in names.items():
        yield f"{count} {name} {'is' if count == 1 else 'are'} kept for export, but not shown."


def respelled_lines(block: Block, reader: Reader) -> Iterator[str]:
    """A component as lines, its zones by the names that they have here."""
    yield f"BEGIN:{block.name}"
    yield from (respelled(line, reader) for line in block.properties if line.name != MARK)
    for inner in block.blocks:
        yield from respelled_lines(inner, reader)
    yield f"END:{block.name}"


def is_property(piece: Piece) -> bool:
    """Whether a piece is a property of the calendar itself."""
    return len(piece) == 1


def pieces(lines: Sequence[str]) -> list[Piece]:
    """The lines that a calendar keeps, apart."""
    found: list[list[str]] = []
    depth = 0
    for line in lines:
        if depth == 0:
            found.append([])
        found[-1].append(line)
        depth += line.startswith("BEGIN:") - line.startswith("END:")
    return [tuple(piece) for piece in found]


def merged(stored: Sequence[str], brought: Iterable[Piece]) -> tuple[str, ...]:
    """What a calendar keeps after a file brought these: they replace properties of the same name and components of the same uid."""
    new = list(dict.fromkeys(brought))
    replaced = {identity(piece) for piece in new}
    last = {identity(piece): piece for piece in new if not is_property(piece)}
    old = [piece for piece in pieces(stored) if identity(piece) not in replaced]
    new = [piece for piece in new if is_property(piece) or last[identity(piece)] == piece]
    ordered = sorted((*old, *new), key=lambda piece: not is_property(piece))
    return tuple(line for piece in ordered for line in piece)


def identity(piece: Piece) -> tuple[str, ...]:
    """By what a piece is known again: a property by its name, a component by its uid and recurrence-id, without one by all it says."""
    if is_property(piece):
        return (name_of(piece[0]),)
    own = {name_of(line): line for line in reversed(piece)}
    if "UID" in own:
        return piece[0], own["UID"], own.get("RECURRENCE-ID", "")
    return tuple(line for line in piece if name_of(line) != "DTSTAMP")


def name_of(line: str) -> str:
    """The name of a property."""
    return re.split("[;:]", line, maxsplit=1)[0]


def property_lines(calendars: Sequence[Calendar], marked: bool) -> Iterator[str]:
    """The properties of calendars in one file; `marked` with whose they are."""
    for found in calendars:
        for line in (piece[0] for piece in pieces(found.extra) if is_property(piece)):
            name = name_of(line)
            if name not in OWN:  # as METHOD is in calendars of earlier versions
                yield name + parameter(MARK, found.name) + line[len(name) :] if marked else line


def leftover_lines(calendars: Sequence[Calendar]) -> Iterator[str]:
    """The components of calendars that are no rows."""
    for found in calendars:
        for begin, *rest in (piece for piece in pieces(found.extra) if not is_property(piece)):
            yield from (begin, f"{MARK}:{escaped(found.name)}", *rest)


def named_zones(calendars: Sequence[Calendar]) -> set[ZoneInfo]:
    """The zones that these lines name."""
    lines = (line for found in calendars for line in found.extra)
    properties = (found for line in lines if ";TZID=" in line and (found := read_property(line, 0)))
    zones = {named_zone(tzid) for found in properties if (tzid := found.parameter("TZID"))}
    return {zone for zone in zones if zone is not None and zone != UTC}
