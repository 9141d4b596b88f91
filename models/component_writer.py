"""From rows to content lines: the other side of ``component_reader``. Same rows, same bytes: no clock, no chance."""

import datetime as dt
import functools
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final
from zoneinfo import ZoneInfo

from icalendar.prop import vDuration

from models.component_reader import COMPANIONS, FIELDS, SHARED, UNSAID, Field, is_parent, lasts, stamp
from models.content import Property, escaped, parameter, read_property
from models.property_values import Reader, Unreadable, bare
from models.rows import Alarm, Attendee, Event, Task, When
from models.zones import UTC


def clock(when: When) -> str:
    """A date or date-time without its zone; UTC with its Z."""
    text = f"{when.year:04d}{when.month:02d}{when.day:02d}"
    if isinstance(when, dt.datetime):
        text += f"T{when.hour:02d}{when.minute:02d}{when.second:02d}"
        text += "Z" if when.tzinfo in (UTC, dt.UTC) else ""
    return text


def placed(when: When) -> When:
    """A time as iCalendar can say it: the second of two equal wall times only in UTC (3.3.5)."""
    if isinstance(when, dt.datetime) and when.tzinfo and (when.fold or not isinstance(when.tzinfo, ZoneInfo)):
        return when.astimezone(UTC)
    return when


def time_lines(name: str, whens: Sequence[When]) -> Iterator[str]:
    """Times as lines, those of one form and zone together."""
    forms: dict[str, list[str]] = {}
    for when in map(placed, whens):
        if not isinstance(when, dt.datetime):
            form = ";VALUE=DATE"
        elif isinstance(when.tzinfo, ZoneInfo) and when.tzinfo != UTC:
            form = parameter("TZID", when.tzinfo.key)
        else:
            form = ""
        forms.setdefault(form, []).append(clock(when))
    for form, values in forms.items():
        yield f"{name}{form}:{','.join(values)}"


def lasting(value: dt.timedelta) -> str:
    """A duration (3.3.6)."""
    written: bytes = vDuration(value).to_ical()  # type: ignore[no-untyped-call]
    return written.decode()


def person(name: str, who: Attendee) -> str:
    """An attendee or organizer."""
    line = name
    if who.name != bare(who.address):
        line += parameter("CN", who.name)
    for key, value in (("ROLE", who.role), ("PARTSTAT", who.partstat), *who.parameters):
        line += "" if value is None else f";{key}={value}"
    return f"{line}:{who.address}"


def one_time(name: str, value: When) -> Iterator[str]:
    """A single time."""
    return time_lines(name, [value])


def several(write: Callable[[str, Any], str]) -> Callable[[str, Any], Iterator[str]]:
    """A line for each value."""
    return lambda name, values: (write(name, value) for value in values)


#: How a field is written; the others as plain text.
WRITERS: Final[dict[str, Callable[[str, Any], Iterator[str]]]] = {
    **dict.fromkeys(("start", "end", "due", "recurrence_id", "completed"), one_time),
    **dict.fromkeys(("rdates", "exdates"), time_lines),
    **dict.fromkeys(
        ("uid", "rrule", "status", "url", "klass", "priority", "percent", "transparency"),
        lambda name, value: iter([f"{name}:{value}"]),
    ),
    "sequence": lambda name, value: iter([f"{name}:{value}"] if value else []),
    "attendees": several(person),
    "organizer": lambda name, who: iter([person(name, who)]),
    "categories": lambda name, values: iter([f"{name}:{','.join(map(escaped, values))}"]),
}


def plain_text(name: str, value: str) -> Iterator[str]:
    """A text; nothing for an empty one."""
    return iter([f"{name}:{escaped(value)}"] if value else [])


def component_lines(row: Event | Task, calendar: str) -> Iterator[str]:
    """A row as unfolded lines, with the name of its calendar."""
    kind = "VEVENT" if isinstance(row, Event) else "VTODO"
    loose, inner = split_extra(row.extra)
    gone = outgrown(row, loose)
    loose = [line for line in loose if line.text not in gone]
    yield f"BEGIN:{kind}"
    yield next((line.text for line in loose if line.name == "DTSTAMP"), f"DTSTAMP:{stamp(loose)}")
    for name, field in FIELDS[kind].items():
        kept = [line for line in loose if line.name == name and not is_other(line)]
        yield from field_lines(row, name, field, kept, loose)
    yield f"X-PLAINDAY-CALENDAR:{escaped(calendar)}"
    written = FIELDS[kind].keys() | {"DTSTAMP"} | ({"DURATION"} if ends(row) else set())
    yield from (line.text for line in loose if line.name not in written or is_other(line))
    yield from inner
    for alarm in row.alarms:
        yield from alarm_lines(alarm, row)
    yield f"END:{kind}"


def outgrown(row: Event | Task, loose: Sequence[Property]) -> set[str]:
    """The kept lines that are not written: ``COMPANIONS`` of what was changed since, and what is ``UNSAID``."""
    gone = set[str]()
    for name, companions in COMPANIONS.items():
        own, field = [line for line in loose if line.name == name], SHARED[name]
        if own and not means(functools.partial(field.read, Reader(), own), getattr(row, field.name)):
            gone |= {line.text for line in loose if line.name in companions}
        gone.add(UNSAID.format(name))
    return gone


def field_lines(
    row: Event | Task, name: str, field: Field, kept: Sequence[Property], loose: Sequence[Property]
) -> Iterator[str]:
    """The lines of a field: those that were kept, as long as they still mean its value, else made from the value."""
    value = getattr(row, field.name)
    if name in ("DTEND", "DUE") and row.start is not None and value is not None:
        length = next((line for line in loose if line.name == "DURATION"), None)
        if length is not None and lasts(length, row.start, value):
            yield length.text
            return
    if kept and (means(lambda: field.read(Reader(), kept), value) or not (value or any(line.value for line in kept))):
        yield from (line.text for line in kept)
    elif value is not None and value != () and not (name == "DTEND" and is_moment(row)):
        yield from WRITERS.get(field.name, plain_text)(name, value)


def is_moment(row: Event | Task) -> bool:
    """Whether an event has a time and no length: that is said by having no end, since an end is later than the start (3.8.2.2)."""
    return isinstance(row, Event) and isinstance(row.start, dt.datetime) and row.start == row.end


def is_other(line: Property) -> bool:
    """Whether a line is a relation to something else than the parent, for which there is no field."""
    return line.name == "RELATED-TO" and not is_parent(line)


def ends(row: Event | Task) -> bool:
    """Whether an end or due is written, by itself or by a DURATION."""
    return row.end is not None if isinstance(row, Event) else row.due is not None


def means(read: Callable[[], Any], value: Any) -> bool:
    """Whether lines still say what the field holds; lines that can't be read say nothing."""
    try:
        found = read()
        return bool(found == value or not (found or value))
    except Unreadable:
        return value is None or value == () or value == "" or value == 0


def split_extra(extra: Sequence[str]) -> tuple[list[Property], list[str]]:
    """The kept lines of the component itself, as properties, and those of components inside it."""
    loose: list[Property] = []
    inner: list[str] = []
    depth = 0
    for line in extra:
        depth += line.startswith("BEGIN:")
        found = None if depth else read_property(line, 0)
        if found is None:
            inner.append(line)
        else:
            loose.append(found)
        depth -= line.startswith("END:")
    return loose, inner


def alarm_lines(alarm: Alarm, row: Event | Task) -> Iterator[str]:
    """A VALARM. That of a task is relative to its due, which iCalendar calls its end (3.8.6.3)."""
    yield "BEGIN:VALARM"
    yield f"ACTION:{alarm.action}"
    if isinstance(alarm.trigger, dt.datetime):
        yield f"TRIGGER;VALUE=DATE-TIME:{clock(alarm.trigger.astimezone(UTC))}"
    else:
        due = isinstance(row, Task) and row.due is not None
        end = ";RELATED=END" if alarm.related_end or due else ""
        yield f"TRIGGER{end}:{lasting(alarm.trigger)}"
    if alarm.description is not None:
        yield f"DESCRIPTION:{escaped(alarm.description)}"
    if alarm.repeat:
        yield f"REPEAT:{alarm.repeat}"
    if alarm.repeat_every is not None:
        yield f"DURATION:{lasting(alarm.repeat_every)}"
    yield from alarm.extra
    yield "END:VALARM"


def zones_of(row: Event | Task) -> set[ZoneInfo]:
    """The zones that a row's lines name."""
    times = [row.recurrence_id, row.start, row.end if isinstance(row, Event) else row.due, *row.rdates, *row.exdates]
    timed = [placed(when) for when in times if when is not None]
    return {
        w.tzinfo for w in timed if isinstance(w, dt.datetime) and isinstance(w.tzinfo, ZoneInfo) and w.tzinfo != UTC
    }
