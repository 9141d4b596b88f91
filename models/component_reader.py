"""From the blocks of an iCalendar file to rows (RFC 5545 3.6.1, 3.6.2, 3.6.6).

What a row has a field for goes there; every other property, and every component inside, is kept in `extra` as it was
written. So are the lines of a property whose field can't hold all that they say (a SUMMARY with a language, an RDATE with periods, a
DURATION, a rule that can't be followed): on export they stand for the field as long as they still mean its value.
"""

import dataclasses
import datetime as dt
import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final
from zoneinfo import ZoneInfo

from icalendar.prop import vDDDTypes

from models.content import Block, Property, parameter, unescaped
from models.recurrence import RuleError, check
from models.rows import Alarm, Attendee, Event, Task, When
from models.timeline import aligned, at_position, is_floating, position, wall
from models.vtimezone import named_zone
from models.zones import UTC

#: The most exceptions and extra dates of one series that are read.
MANY: Final = 20_000
#: Properties that speak of the file, or are made anew on export.
DROPPED: Final = frozenset({"DTSTAMP", "X-PLAINDAY-CALENDAR"})
PARAMETER: Final = re.compile(r';([A-Za-z0-9-]+)=((?:[^";]|"[^"]*")*)')
DURATION: Final = re.compile(
    r"\s*([+-]?)P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?\s*", re.IGNORECASE
)


class Unreadable(ValueError):
    """A property or a component can't be read; the text completes "Line 12: …"."""


@dataclasses.dataclass
class Reader:
    """Reads values of one file: knows the zones that its VTIMEZONEs define, and gathers warnings."""

    zones: Mapping[str, ZoneInfo] = dataclasses.field(default_factory=dict)
    warnings: list[str] = dataclasses.field(default_factory=list)

    def warn(self, line: int, text: str) -> None:
        """Notes what was not taken as it stands."""
        self.warnings.append(f"Line {line}: {text}.")

    def zone_of(self, found: Property) -> ZoneInfo | None:
        """The zone of a property; None (floating) where it has none, or one that nothing explains."""
        tzid = found.parameter("TZID") if found.parameters else None
        return (self.zones.get(tzid) or named_zone(tzid)) if tzid else None

    def when(self, found: Property, value: str) -> When:
        """A date or date-time of a property, in the property's zone; raises :class:`Unreadable`."""
        try:
            time = vDDDTypes.from_ical(value.strip().upper())  # type: ignore[no-untyped-call]
        except (ValueError, TypeError, OverflowError) as problem:
            raise Unreadable(f"{found.name} is not a time: “{value[:40]}”") from problem
        if not isinstance(time, dt.date):
            raise Unreadable(f"{found.name} is not a time: “{value[:40]}”")
        if not isinstance(time, dt.datetime):
            return time
        if found.parameters and found.parameter("VALUE") == "DATE":
            return time.date()
        return time.replace(tzinfo=self.zone_of(found) if time.tzinfo is None else UTC)


def whens(reader: Reader, lines: Sequence[Property]) -> tuple[When, ...]:
    """The times of lines with many values each; of a period its start."""
    values = [(line, value.partition("/")[0]) for line in lines for value in line.value.split(",") if value.strip()]
    return tuple(dict.fromkeys(reader.when(line, value) for line, value in values))


def one_when(reader: Reader, lines: Sequence[Property]) -> When:
    """The time of a line."""
    return reader.when(lines[0], lines[0].value)


def instant_of(reader: Reader, lines: Sequence[Property]) -> dt.datetime:
    """A date-time in UTC; where none is given that of UTC's clock."""
    time = one_when(reader, lines)
    return aligned(time, dt.datetime.min.replace(tzinfo=UTC))  # type: ignore[return-value]


def words(_: Reader, lines: Sequence[Property]) -> str:
    """Text without its escapes (3.3.11)."""
    return unescaped(lines[0].value)


def title(reader: Reader, lines: Sequence[Property]) -> str:
    """A text without blanks around it."""
    return words(reader, lines).strip()


def keyword(_: Reader, lines: Sequence[Property]) -> str | None:
    """A value of a fixed vocabulary."""
    return lines[0].value.strip().upper() or None


def uri(_: Reader, lines: Sequence[Property]) -> str:
    """A value that is taken as it stands."""
    return lines[0].value.strip()


def number(_: Reader, lines: Sequence[Property]) -> int:
    """A whole number."""
    try:
        return int(lines[0].value)
    except ValueError as problem:
        raise Unreadable(f"{lines[0].name} is not a number: “{lines[0].value[:40]}”") from problem


def priority(reader: Reader, lines: Sequence[Property]) -> int | None:
    """1 to 9; 0 means none (3.8.1.9)."""
    return number(reader, lines) or None


def categories(_: Reader, lines: Sequence[Property]) -> tuple[str, ...]:
    """The categories of all lines."""
    pieces = (piece for line in lines for piece in re.split(r"(?<!\\),", line.value))
    return tuple(unescaped(piece).strip() for piece in pieces if piece.strip())


def rule(_: Reader, lines: Sequence[Property]) -> str:
    """A recurrence rule that can be followed."""
    text = re.sub(r"\s", "", lines[0].value).rstrip(";").upper()
    try:
        check(text, dt.datetime(2000, 1, 1))
    except RuleError as problem:
        raise Unreadable(str(problem)) from problem
    return text


def attendee(_: Reader, lines: Sequence[Property]) -> Attendee:
    """A person with the parameters of the line; those without a field as they are written."""
    line = lines[0]
    written = {name.upper(): value for name, value in PARAMETER.findall(line.parameters)}
    rest = tuple((name, value) for name, value in written.items() if name not in ("CN", "ROLE", "PARTSTAT"))
    address = line.value.strip()
    name = (line.parameter("CN") or "").strip() or bare(address)
    return Attendee(
        name=name, address=address, role=written.get("ROLE"), partstat=written.get("PARTSTAT"), parameters=rest
    )


def attendees(reader: Reader, lines: Sequence[Property]) -> tuple[Attendee, ...]:
    """The people of all lines."""
    return tuple(attendee(reader, [line]) for line in lines)


def bare(address: str) -> str:
    """A calendar address as a person writes it."""
    return address[7:] if address[:7].lower() == "mailto:" else address


def duration(value: str) -> dt.timedelta:
    """A duration (3.3.6); raises :class:`Unreadable`."""
    match = DURATION.fullmatch(value)
    if match is None or not any(match.groups()[1:]):
        raise Unreadable(f"“{value[:40]}” is not a duration")
    weeks, days, hours, minutes, seconds = (int(group or 0) for group in match.groups()[1:])
    try:
        found = dt.timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    except OverflowError as problem:
        raise Unreadable(f"“{value[:40]}” is too long a duration") from problem
    return -found if match[1] == "-" else found


@dataclasses.dataclass(frozen=True)
class Field:
    """How the lines of a property become a field: `plain` parameters are those that the field holds as well; `many` lines may stand."""

    name: str
    read: Callable[[Reader, Sequence[Property]], Any]
    plain: frozenset[str] = frozenset()
    many: bool = False


ZONED: Final = frozenset({"TZID", "VALUE"})
SHARED: Final[dict[str, Field]] = {
    "UID": Field("uid", uri),
    "SUMMARY": Field("summary", title),
    "DTSTART": Field("start", one_when, ZONED),
    "RECURRENCE-ID": Field("recurrence_id", one_when, ZONED),
    "RRULE": Field("rrule", rule),
    "RDATE": Field("rdates", whens, ZONED, many=True),
    "EXDATE": Field("exdates", whens, ZONED, many=True),
    "LOCATION": Field("location", words),
    "DESCRIPTION": Field("description", words),
    "STATUS": Field("status", keyword),
    "PRIORITY": Field("priority", priority),
    "ATTENDEE": Field("attendees", attendees, many=True),
    "ORGANIZER": Field("organizer", attendee),
    "CATEGORIES": Field("categories", categories, many=True),
    "URL": Field("url", uri, frozenset({"VALUE"})),
    "CLASS": Field("klass", keyword),
    "RELATED-TO": Field("related_to", words),
    "SEQUENCE": Field("sequence", number),
}
FIELDS: Final[dict[str, dict[str, Field]]] = {
    "VEVENT": SHARED | {"DTEND": Field("end", one_when, ZONED), "TRANSP": Field("transparency", keyword)},
    "VTODO": SHARED
    | {
        "DUE": Field("due", one_when, ZONED),
        "COMPLETED": Field("completed", instant_of, frozenset({"VALUE"})),
        "PERCENT-COMPLETE": Field("percent", number),
    },
}
#: Properties whose parameters the field takes over whatever they are.
PEOPLE: Final = frozenset({"ATTENDEE", "ORGANIZER"})


def read_component(block: Block, reader: Reader, id_: str, calendar_id: str) -> Event | Task:
    """The row of a VEVENT or VTODO; raises :class:`Unreadable` where there is no making a row of it."""
    fields, extra = read_fields(block, reader)
    settle(block, reader, fields, extra)
    fields["uid"] = fields.get("uid") or derived_uid(block)
    fields["summary"] = fields.get("summary") or ""
    alarms = [alarm for inner in block.blocks if inner.name == "VALARM" and (alarm := read_alarm(inner, reader))]
    extra += (line for inner in block.blocks if inner.name != "VALARM" for line in inner.lines())
    values = {name: value for name, value in fields.items() if value is not None}
    shared: dict[str, Any] = {"id": id_, "calendar_id": calendar_id, "extra": tuple(extra)}
    if block.name == "VEVENT":
        return Event(**values, **shared, alarms=tuple(alarms))
    task = Task(**values, **shared)
    return dataclasses.replace(task, alarms=tuple(from_due(alarm, task) for alarm in alarms))


def read_fields(block: Block, reader: Reader) -> tuple[dict[str, Any], list[str]]:
    """The fields of a component, and the lines to keep as they are."""
    known = FIELDS[block.name]
    groups: dict[str, list[Property]] = {}
    extra = []
    for line in block.properties:
        if line.name in DROPPED:
            continue
        if line.name not in known or (line.name == "RELATED-TO" and not is_parent(line)):
            extra.append(line.text)
        elif line.value:
            groups.setdefault(line.name, []).append(line)
    fields: dict[str, Any] = {}
    for name in known:
        lines = groups.get(name, [])
        if not lines:
            continue
        if sum(line.value.count(",") + 1 for line in lines) > MANY and known[name].read is whens:
            raise Unreadable(f"a series with more than {MANY:,} values of {name}")
        try:
            fields[known[name].name] = known[name].read(reader, lines)
            verbatim = not holds_all(known[name], lines, reader)
        except Unreadable as problem:
            reader.warn(lines[0].line, str(problem))
            verbatim = name == "RRULE"  # another program may follow it
        if verbatim:
            extra += (respelled(line, reader) for line in lines)
    return fields, extra


def respelled(line: Property, reader: Reader) -> str:
    """A line whose zone goes by the name that it has here, since the file's own definition of it is not kept."""
    found = reader.zone_of(line)
    if found is None or found == UTC:
        return line.text
    tzid = parameter("TZID", found.key)
    others = "".join(f";{name}={value}" for name, value in PARAMETER.findall(line.parameters) if name.upper() != "TZID")
    return f"{line.name}{tzid}{others}:{line.value}"


def holds_all(field: Field, lines: Sequence[Property], reader: Reader) -> bool:
    """Whether the field says all that the lines say."""
    if len(lines) > 1 and not field.many:
        return False
    if field.name == "rdates" and any("/" in line.value for line in lines):
        return False
    for line in lines:
        if not line.parameters or line.name in PEOPLE:
            continue
        names = {name.upper() for name, _ in PARAMETER.findall(line.parameters)}
        if names - field.plain or ("TZID" in names and reader.zone_of(line) is None):
            return False
    return True


def is_parent(line: Property) -> bool:
    """Whether a RELATED-TO names the parent, as one without a type does (3.8.4.5)."""
    return (line.parameter("RELTYPE") or "PARENT").upper() == "PARENT" and not line.parameter("VALUE")


def settle(block: Block, reader: Reader, fields: dict[str, Any], extra: list[str]) -> None:
    """What depends on several fields: the end by a DURATION or by default, its form, and a rule that does not fit its start."""
    name, start = ("end" if block.name == "VEVENT" else "due"), fields.get("start")
    if start is None and block.name == "VEVENT":
        raise Unreadable("an event without a start")
    end, length = fields.get(name), block.first("DURATION")
    if end is None and start is not None:
        end = default_end(start, length, reader, extra) if length or name == "end" else None
    if name == "end" and end is not None and start is not None:
        end = fitting_end(start, end)
    fields[name] = end
    anchor = start if start is not None else end
    if fields.get("rrule") and anchor is not None:
        try:
            check(fields["rrule"], anchor)
        except RuleError as problem:
            reader.warn(block.line, str(problem))
            extra += (line.text for line in block.each("RRULE"))
            fields["rrule"] = None


def default_end(start: When, length: Property | None, reader: Reader, extra: list[str]) -> When:
    """The end where only a DURATION, or nothing, gives it (3.6.1): the day of a date, the moment of a time."""
    if length is not None:
        try:
            return later(start, duration(length.value))
        except Unreadable as problem:
            reader.warn(length.line, str(problem))
            extra.remove(length.text)
    return start if isinstance(start, dt.datetime) else start + dt.timedelta(days=1)


def later(start: When, by: dt.timedelta) -> When:
    """A start and a duration: its days by the calendar, the rest by the clock (3.3.6)."""
    try:
        days = start + dt.timedelta(days=by.days)
    except OverflowError as problem:
        raise Unreadable("an event that ends after the year 9999") from problem
    return at_position(position(days) + by.seconds, days) if isinstance(days, dt.datetime) else days


def fitting_end(start: When, end: When) -> When:
    """The end in a form that goes with the start, and not before it."""
    timed = isinstance(start, dt.datetime)
    if timed != isinstance(end, dt.datetime) or is_floating(start) != is_floating(end):
        end = aligned(end, start)
    if position(end) < position(start) + (not timed):
        return start if timed else start + dt.timedelta(days=1)
    return end


def read_alarm(block: Block, reader: Reader) -> Alarm | None:
    """The alarm of a VALARM; None, with a warning, where its trigger can't be read."""
    trigger = block.first("TRIGGER")
    try:
        if trigger is None:
            raise Unreadable("an alarm without a trigger")
        when = read_trigger(trigger, reader)
        every = block.first("DURATION")
        repeats = block.first("REPEAT")
        fields: dict[str, Any] = {
            "repeat_every": duration(every.value) if every else None,
            "repeat": number(reader, [repeats]) if repeats else 0,
        }
    except Unreadable as problem:
        reader.warn(block.line, f"{problem}; this alarm was left out")
        return None
    action, text = block.first("ACTION"), block.first("DESCRIPTION")
    held = {id(line) for line in (trigger, every, repeats, action, text)}
    extra = [line.text for line in block.properties if id(line) not in held]
    extra += (line for inner in block.blocks for line in inner.lines())
    return Alarm(
        trigger=when,
        related_end=(trigger.parameter("RELATED") or "").upper() == "END",
        action=(keyword(reader, [action]) if action else None) or "DISPLAY",
        description=words(reader, [text]) if text else None,
        extra=tuple(extra),
        **fields,
    )


def read_trigger(found: Property, reader: Reader) -> dt.timedelta | dt.datetime:
    """A lead time, or a moment in UTC."""
    if "P" in found.value.upper():
        return duration(found.value)
    return instant_of(reader, [found])


def from_due(alarm: Alarm, task: Task) -> Alarm:
    """An alarm of a task as rows have it: relative to the due, where there is one, whatever it is relative to in the file."""
    if isinstance(alarm.trigger, dt.datetime) or task.due is None:
        return alarm
    if alarm.related_end or task.start is None:
        return dataclasses.replace(alarm, related_end=False)
    return dataclasses.replace(alarm, trigger=alarm.trigger - wait(task.start, task.due))


def wait(start: When, due: When) -> dt.timedelta:
    """The time from start to due."""
    if is_floating(start) != is_floating(due):
        start, due = wall(start), wall(due)
    return dt.timedelta(seconds=position(due) - position(start))


def derived_uid(block: Block) -> str:
    """A uid for a component without one: the same for the same lines, so that importing them again finds it."""
    lines = "\n".join(line.text for line in block.properties if line.name not in DROPPED)
    return hashlib.sha256(lines.encode()).hexdigest()[:32]
