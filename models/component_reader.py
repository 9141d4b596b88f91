"""From the blocks of an iCalendar file to rows (RFC 5545 3.6.1, 3.6.2, 3.6.6).

What a row has a field for goes there; every other property, and every component inside, is kept in `extra` as it was
written. So are the lines of a property whose field can't hold all that they say (a SUMMARY with a language, an RDATE with periods, a
DURATION, a rule that can't be followed): on export they stand for the field as long as they still mean its value. What says more of a
property (the GEO of a LOCATION) is kept with the property's own line, and goes out as long as that still means its field.
"""

import dataclasses
import datetime as dt
import functools
import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from models.content import Block, Property, escaped, is_readable, parameter, unescaped
from models.extra_lines import is_line
from models.further_rules import unfold_rules
from models.property_values import (
    ODD,
    PARAMETER,
    Reader,
    Unreadable,
    attendee,
    attendees,
    categories,
    duration,
    instant_of,
    keyword,
    number,
    one_when,
    priority,
    rule,
    title,
    uri,
    whens,
    words,
)
from models.recurrence import RuleError, check
from models.rows import Alarm, Event, Task, When
from models.timeline import aligned, at_position, is_floating, position, wall
from models.zones import UTC

#: The most exceptions and extra dates of one series that are read.
MANY: Final = 20_000
#: Properties that speak of the file, or are made anew on export.
DROPPED: Final = frozenset({"X-PLAINDAY-CALENDAR"})
#: Properties of which a second one says nothing.
ONCE: Final = frozenset({"DTSTAMP", "DURATION"})
FIRST: Final = ("DTSTAMP:", "DURATION")
#: DTSTAMP of what carries no date of its last change.
STAMP: Final = "20000101T000000Z"


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
#: Properties that are always written from the field, since it is never empty.
ALWAYS: Final = frozenset({"UID", "DTEND", "DUE"})
#: Lines that say text, or a moment as it should be said, which no program refuses.
HARMLESS: Final = re.compile(
    r"(X-[\w-]+|COMMENT|CONTACT|RESOURCES|SUMMARY|DESCRIPTION|LOCATION):|(DTSTAMP|CREATED|LAST-MODIFIED):\d{8}T\d{6}Z$"
)
#: A line below this may be remembered, since a file says it of many components; an attachment may have millions of letters.
SHORT: Final = 400
#: A time that can't be read is not kept: other programs refuse a whole file for it.
TIMES: Final = (one_when, whens, instant_of)
#: What other properties say of one in their own way, and would say wrongly once that is changed here: where its place is (3.8.1.6), its
#: text in HTML (RFC 9073 6.5).
COMPANIONS: Final[dict[str, tuple[str, ...]]] = {
    "LOCATION": ("GEO", "X-APPLE-STRUCTURED-LOCATION", "X-MICROSOFT-LOCATIONS"),
    "DESCRIPTION": ("X-ALT-DESC", "STYLED-DESCRIPTION"),
}
#: The line that is kept, and never written, for a property that a file has only ``COMPANIONS`` of.
UNSAID: Final = "{};VALUE=TEXT:"
#: Properties whose parameters the field takes over whatever they are.
PEOPLE: Final = frozenset({"ATTENDEE", "ORGANIZER"})


def read_component(block: Block, reader: Reader, id_: str, calendar_id: str) -> Event | Task:
    """The row of a VEVENT or VTODO; raises :class:`Unreadable` where there is no making a row of it."""
    named = block.first("SUMMARY")
    reader.subject = unescaped(named.value).strip()[:60] if named else ""
    fields, extra = read_fields(block, reader)
    settle(block, reader, fields, extra)
    extra = accompanied(list(harmless(block, extra, reader)), fields)
    fields["uid"] = fields.get("uid") or derived_uid(block)
    fields["summary"] = fields.get("summary") or ""
    alarms = []
    for inner in block.blocks:
        if inner.name == "VALARM" and (alarm := read_alarm(inner, reader)):
            alarms.append(alarm)
        else:
            extra += readable_lines(inner, reader)
    reader.subject = ""
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
    extra: list[str] = []
    for line in block.properties:
        if line.name in DROPPED or (line.name in ONCE and line is not block.first(line.name)):
            continue
        if line.name == "DTSTAMP" and line.value == stamp(block.properties):
            continue
        if line.name not in known or (line.name == "RELATED-TO" and not is_parent(line)):
            extra.append(line.text)
        else:
            groups.setdefault(line.name, []).append(line)
    fields: dict[str, Any] = {}
    for name in filter(groups.__contains__, known):
        lines = [line for line in groups[name] if line.value]
        if not lines:
            extra += (line.text for line in groups[name][:1] if name not in ALWAYS)
            continue
        if known[name].read is whens and sum(line.value.count(",") + 1 for line in lines) > MANY:
            raise Unreadable(f"a series with more than {MANY:,} values of {name}")
        try:
            fields[known[name].name] = known[name].read(reader, lines)
            verbatim = not fields[known[name].name] or not holds_all(known[name], lines, reader)
        except Unreadable as problem:
            if name == "RECURRENCE-ID":  # without it this would be the whole series
                raise Unreadable("one time of a series that does not say which") from problem
            reader.warn(lines[0].line, str(problem))
            verbatim = known[name].read not in TIMES  # another program may be able to
        if verbatim and name != "UID":
            extra += (respelled(line, reader) for line in lines)
    extra.sort(key=lambda text: FIRST.index(text[:8]) if text[:8] in FIRST else len(FIRST))  # as they are written
    return fields, extra


def harmless(block: Block, lines: Iterable[str], reader: Reader) -> Iterator[str]:
    """The lines but those for which other programs would refuse the whole file."""
    for line in lines:
        if HARMLESS.match(line) or (recall_kept if len(line) < SHORT else is_kept)(block.name, line):
            yield line
        else:
            reader.warn(block.line, f"“{line[:40]}” can't be read and was left out")


def accompanied(lines: list[str], fields: Mapping[str, Any]) -> list[str]:
    """The lines with that of each property that has ``COMPANIONS`` among them."""
    for name, companions in COMPANIONS.items():
        accompanies = any(is_line(line, companion) for line in lines for companion in companions)
        if accompanies and not any(is_line(line, name) for line in lines):
            said = fields.get(SHARED[name].name)
            lines = [*lines, f"{name}:{escaped(said)}" if said else UNSAID.format(name)]
    return lines


def is_kept(component: str, line: str) -> bool:
    """Whether other programs can read a component with a line."""
    return is_readable([f"BEGIN:{component}", line, f"END:{component}"])


@functools.lru_cache(1024)
def recall_kept(component: str, line: str) -> bool:
    """:func:`is_kept`, remembered."""
    return is_kept(component, line)


def readable_lines(block: Block, reader: Reader) -> list[str]:
    """The lines of a component inside another; none, with a warning, where other programs would refuse the whole file for it."""
    lines = list(block.lines())
    if is_readable(lines):
        return lines
    reader.warn(block.line, f"{block.name or 'a component'} can't be read and was left out")
    return []


def stamp(properties: Sequence[Property]) -> str:
    """The DTSTAMP of what says none: that of its last change."""
    return next((line.value for line in properties if line.name == "LAST-MODIFIED"), STAMP)


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
    if field.read in (title, uri) and lines[0].value != lines[0].value.strip():
        return False
    if field.read in (title, words) and (
        ODD.search(lines[0].value) or words(reader, lines) != field.read(reader, lines)
    ):
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
    said = end
    if end is None and start is not None:
        end = default_end(start, length, reader, extra) if length or name == "end" else None
    if name == "end" and end is not None and start is not None:
        end = fitting_end(start, end)
    fields[name] = end
    if said is not None and said != end:
        extra[:] = [line for line in extra if not line.startswith("DTEND;")]
    if length and end is not None and (start is None or not lasts(length, start, end)) and length.text in extra:
        extra.remove(length.text)
    anchor = start if start is not None else end
    if fields.get("rrule") and anchor is not None:
        try:
            check(fields["rrule"], anchor)
        except RuleError as problem:
            reader.warn(block.line, str(problem))
            extra += (line.text for line in block.each("RRULE"))
            fields["rrule"] = None
    if anchor is not None:
        unfold_rules(block, reader, fields, anchor, extra)
    if block.name == "VTODO" and not fields.get("status") and not (fields.get("rrule") or fields.get("rdates")):
        done = fields.get("completed") is not None or (fields.get("percent") or 0) >= 100
        fields["status"] = "COMPLETED" if done else None  # either says so by itself (3.8.1.8, 3.8.2.1)


def default_end(start: When, length: Property | None, reader: Reader, extra: list[str]) -> When:
    """The end where only a DURATION, or nothing, gives it (3.6.1): the day of a date, the moment of a time."""
    if length is not None:
        try:
            return later(start, duration(length.value))
        except Unreadable as problem:
            reader.warn(length.line, str(problem))
            extra.remove(length.text)
    return start if isinstance(start, dt.datetime) else start + dt.timedelta(days=1)


def lasts(length: Property, start: When, end: When) -> bool:
    """Whether a DURATION leads from a start to an end."""
    try:
        return later(start, duration(length.value)) == end
    except Unreadable:
        return False


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
    if isinstance(start, dt.datetime) and not isinstance(end, dt.datetime):
        end = dt.datetime.combine(end, dt.time(), start.tzinfo)  # an end is exclusive: the day before is the last
    elif timed != isinstance(end, dt.datetime) or is_floating(start) != is_floating(end):
        end = aligned(end, start)
    if position(end) < position(start) + (not timed):
        return start if timed else start + dt.timedelta(days=1)
    return end


def read_alarm(block: Block, reader: Reader) -> Alarm | None:
    """The alarm of a VALARM; None, with a warning, where its trigger can't be read. One whose repetition can't be read rings once."""
    trigger = block.first("TRIGGER")
    try:
        if trigger is None:
            raise Unreadable("an alarm without a trigger")
        when = read_trigger(trigger, reader)
    except Unreadable as problem:
        reader.warn(block.line, f"{problem}; this alarm will not ring")
        return None
    every, repeats, fields = block.first("DURATION"), block.first("REPEAT"), dict[str, Any]()
    try:
        fields["repeat_every"] = duration(every.value) if every else None
        fields["repeat"] = number(reader, [repeats]) if repeats else 0
    except Unreadable as problem:
        reader.warn(block.line, f"{problem}; this alarm rings once")
        fields.clear()
    action, text = block.first("ACTION"), block.first("DESCRIPTION")
    held = {id(line) for line in (trigger, every, repeats, action, text)}
    extra = list(harmless(block, (line.text for line in block.properties if id(line) not in held), reader))
    extra += (line for inner in block.blocks for line in readable_lines(inner, reader))
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
    lines = "\n".join(line.text for line in block.properties if line.name not in DROPPED | {"DTSTAMP"})
    return hashlib.sha256(lines.encode()).hexdigest()[:32]
