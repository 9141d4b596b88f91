"""Values of properties (RFC 5545 3.3): from the text of content lines to times, durations, people, words and numbers."""

import contextlib
import dataclasses
import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import Final
from zoneinfo import ZoneInfo

from icalendar.prop import vDDDTypes

from models.content import Property, unescaped
from models.range_override import until_text
from models.recurrence import UNTIL, RuleError, check
from models.rows import Attendee, When
from models.timeline import aligned
from models.zone_names import meant
from models.zones import UTC

#: An escape that stands for nothing (3.3.11); programs differ in what they make of it.
ODD: Final = re.compile(r"(?<!\\)(\\\\)*\\[^nN;,\\]")
PARAMETER: Final = re.compile(r';([A-Za-z0-9-]+)=((?:[^";]|"[^"]*")*)')
ODD_CLOCK: Final = re.compile(r"(\d{8}T)(240000|\d{4}60)(Z?)")
DURATION: Final = re.compile(
    r"\s*([+-]?)P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?\s*", re.IGNORECASE
)


#: The parts of rules that RFC 5545 3.3.10 and RFC 7529 know.
PARTS: Final = frozenset({
    *("FREQ", "UNTIL", "COUNT", "INTERVAL", "WKST", "RSCALE", "SKIP", "BYSETPOS", "BYSECOND", "BYMINUTE", "BYHOUR"),
    *("BYDAY", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYMONTH"),
})  # fmt: skip
WEEKDAY: Final = re.compile(r"([+-]?\d*)(MO|TU|WE|TH|FR|SA|SU)[A-Z]*")
#: A start for rules that are tried before theirs is known.
ANY_START: Final = dt.datetime(2000, 1, 1)


class Unreadable(ValueError):
    """A property or a component can't be read; the text completes "Line 12: …"."""


@dataclasses.dataclass
class Reader:
    """Reads values of one file: knows the zones that its VTIMEZONEs define, the one that its calendar names (X-WR-TIMEZONE) and the
    person's `own`, and gathers warnings."""

    zones: Mapping[str, ZoneInfo] = dataclasses.field(default_factory=dict)
    warnings: list[str] = dataclasses.field(default_factory=list)
    stated: ZoneInfo | None = None
    own: ZoneInfo | None = None
    unknown: set[str] = dataclasses.field(default_factory=set)
    #: The summary of the component that is read, for warnings to name it.
    subject: str = ""
    #: How many further rules were followed (models.further_rules).
    followed: int = 0

    def warn(self, line: int, text: str) -> None:
        """Notes what was not taken as it stands."""
        self.warnings.append(f"Line {line}{f', “{self.subject}”' if self.subject else ''}: {text}.")

    def zone_of(self, found: Property) -> ZoneInfo | None:
        """The zone of a property; None (floating) where it has none. One that nothing explains is taken for the calendar's, else for the
        person's own, with a warning that names it: a time that someone placed in a zone is not meant to float (3.2.19)."""
        tzid = found.parameter("TZID") if found.parameters else None
        if not tzid:
            return None
        known = self.zones.get(tzid)
        if known is None:
            header = [zone for zone in (self.stated, *self.zones.values()) if zone]
            known = meant(tzid, header, [self.own] if self.own else [])
        guessed = self.stated or self.own
        if known is None and guessed is not None and tzid not in self.unknown:
            self.unknown.add(tzid)
            self.warn(found.line, f"the time zone “{tzid[:60]}” is not known; its times are taken as {guessed.key}")
        return known or guessed

    def when(self, found: Property, value: str) -> When:
        """A date or date-time of a property, in the property's zone; raises :class:`Unreadable`."""
        text, late = usual_clock(value.strip().upper())
        try:
            time = vDDDTypes.from_ical(text)  # type: ignore[no-untyped-call]
        except (ValueError, TypeError, OverflowError):
            time = iso_time(text)
        if not isinstance(time, dt.date):
            raise Unreadable(f"{found.name} is not a time: “{value[:40]}”")
        if not isinstance(time, dt.datetime):
            return time
        if found.parameters and found.parameter("VALUE") == "DATE":
            return time.date()
        return late_by(late, time.replace(tzinfo=self.zone_of(found) if time.tzinfo is None else UTC))


def usual_clock(text: str) -> tuple[str, int]:
    """A date-time that icalendar reads, and how many days later is meant: the last second of a minute for a leap second, as 3.3.12 has
    it, and midnight for 24 o'clock. Other texts as they are."""
    match = ODD_CLOCK.fullmatch(text)
    if match is None:
        return text, 0
    if match[2] == "240000":
        return f"{match[1]}000000{match[3]}", 1
    return (f"{match[1]}{match[2][:4]}59{match[3]}" if match[2][4:] == "60" else text), 0


def late_by(days: int, time: dt.datetime) -> dt.datetime:
    """A time some days later; raises :class:`Unreadable` after the year 9999."""
    try:
        return time + dt.timedelta(days=days) if days else time
    except OverflowError as problem:
        raise Unreadable("a time after the year 9999") from problem


def iso_time(text: str) -> When | None:
    """A date or a time as ISO 8601 writes it otherwise (dashes, offset from UTC, no seconds), to the second; None for what is none."""
    with contextlib.suppress(ValueError):
        return dt.date.fromisoformat(text)
    try:
        time = dt.datetime.fromisoformat(text).replace(microsecond=0)
        return time if time.tzinfo is None else time.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def whens(reader: Reader, lines: Sequence[Property]) -> tuple[When, ...]:
    """The times of lines with many values each; of a period its start. Those of one form and zone stand together, as they are written."""
    forms: dict[object, dict[When, None]] = {}
    for line in lines:
        for value in filter(str.strip, line.value.split(",")):
            try:
                when = reader.when(line, value.partition("/")[0])
            except Unreadable as problem:
                reader.warn(line.line, str(problem))
            else:
                form = (when.tzinfo if when.tzinfo != UTC else None) if isinstance(when, dt.datetime) else dt.date
                forms.setdefault(form, {})[when] = None
    return tuple(when for found in forms.values() for when in found)


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


def rule(reader: Reader, lines: Sequence[Property]) -> str:
    """A recurrence rule that can be followed, one that is nearly right put right."""
    text = re.sub(r"\s", "", lines[0].value).rstrip(";").upper()
    with contextlib.suppress(RuleError):
        check(text, ANY_START)
        return text
    right, unknown = mended(text)
    try:
        check(right, ANY_START)
    except RuleError as problem:
        raise Unreadable(f"{problem}; it is shown once") from problem
    if unknown:
        reader.warn(lines[0].line, f"{' and '.join(unknown)[:60]} in its repetition is not known and was left out")
    return right


def mended(text: str) -> tuple[str, tuple[str, ...]]:
    """A rule in capitals and without blanks, put right where what is meant is plain, and the parts that were left out since nobody knows
    them. Needless escapes and parts that say nothing go without a word, weekdays are cut to two letters."""
    kept, unknown = list[str](), list[str]()
    for part in text.replace("\\", "").split(";"):
        name, _, written = part.partition("=")
        value = ",".join(filter(None, written.split(",")))
        if not value:
            continue
        if name not in PARTS:
            unknown.append(part)
            continue
        if name == "BYDAY":
            value = WEEKDAY.sub(r"\1\2", value)
        kept.append(f"{name}={usual_until(value) if name == 'UNTIL' else value}")
    return ";".join(kept), tuple(unknown)


def usual_until(value: str) -> str:
    """An UNTIL with dashes or an offset as RFC 5545 3.3.10 writes it; what is none stays."""
    time = None if UNTIL.fullmatch(value) else iso_time(value)
    return value if time is None else until_text(time)


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
