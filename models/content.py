"""Content lines (RFC 5545 3.1): from the bytes of a file to blocks of properties, and back to folded lines.

Reading is bounded and forgiving: what other programs get wrong in lines (endings, folding, encodings) is put right here, and each
line remembers its number, so that a sentence can name it.
"""

import codecs
import dataclasses
import functools
import re
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

import icalendar
from icalendar.parser import Contentline, Parameters
from icalendar.prop import TypesFactory

from models.errors import CalendarFileError

#: Bounds of a file that is read: bytes, characters of one unfolded line and of its parameters, blocks inside blocks.
LARGEST: Final = 32 * 2**20
LONGEST: Final = 8 * 2**20
WIDEST: Final = 2**16
DEEPEST: Final = 12

#: How a line begins that may be as long as its file: photos and documents are kept inside calendars.
ATTACHED: Final = "ATTACH"

#: What is said of a file that lacks its end: after whole components, and within one.
CUT: Final = "The file ends without END:VCALENDAR: it may have been cut off, and hold less than it should."
CUT_WITHIN: Final = (
    "The file was cut off within what begins in line {line}: that is left out, and what came after it is missing."
)

#: Components that never stand inside one another.
OUTER: Final = frozenset({"VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VTIMEZONE"})

#: Properties of running text, which some programs break without folding it.
TEXTS: Final = frozenset({"SUMMARY", "DESCRIPTION", "LOCATION", "COMMENT", "CONTACT"})

LINE: Final = re.compile(r'([\w.-]+)[ \t]*((?:;(?:[^":;]++|"[^"]*+")*+)*+):(.*)', re.DOTALL)
#: The same with quotes that are never closed, as some programs write them.
LOOSE: Final = re.compile(r"([\w.-]+)[ \t]*(;[^:]*)?:(.*)", re.DOTALL)
#: A time with the name of a zone that holds a colon and should stand in quotes: "DTSTART;TZID=(UTC-05:00) Eastern Time:…". What follows
#: the last colon is the time.
UNQUOTED: Final = re.compile(
    r"(DTSTART|DTEND|DUE|RECURRENCE-ID|EXDATE|RDATE)((?:;[^\":;]*)*;TZID=)([^\";:]*:[^\";]{0,200})((?:;[^\":;]*)*):(\d{8}[^:]*)",
    re.IGNORECASE,
)
#: What a component can be called (3.1), and the names of properties that may come in small letters.
COMPONENT: Final = re.compile(r"[\w.-]+")
KNOWN: Final = frozenset(TypesFactory.types_map)
#: A letter in UTF-8 that is folded in its middle: its beginning, the fold, its rest.
SPLIT_LETTER: Final = re.compile(rb"([\xc2-\xf4][\x80-\xbf]{0,2})(\r?\n[ \t])([\x80-\xbf]{1,3})")
#: One or more line ends, of any kind.
BREAKS: Final = re.compile(r"[\r\n]+")
#: Characters that have no place in text (3.1) but for the tab.
CONTROL: Final = dict.fromkeys([*range(0x09), *range(0x0B, 0x20), 0x7F])


class Property(NamedTuple):
    """A content line: name in capitals, parameters as written, value as written."""

    name: str
    parameters: str
    value: str
    line: int

    @property
    def text(self) -> str:
        """The unfolded line."""
        return f"{self.name}{self.parameters}:{self.value}"

    def parameter(self, name: str) -> str | None:
        """A parameter's value, the first of several; None where it is not there."""
        found = self.parsed.get(name) if self.parameters else None
        return None if found is None else str(found[0] if isinstance(found, list) else found)

    @property
    def parsed(self) -> Mapping[str, str | list[str]]:
        """The parameters by name; empty where they can't be read."""
        return read_parameters(self.parameters) if self.parameters else {}


@functools.lru_cache(1024)
def read_parameters(written: str) -> Mapping[str, str | list[str]]:
    """Parameters by name; empty where they can't be read. A file says the same few of them on most of its lines."""
    try:
        found: Mapping[str, str | list[str]] = Parameters.from_ical(written.strip("; \t"))  # type: ignore[no-untyped-call]
    except ValueError:
        return {}
    return found


@dataclasses.dataclass(slots=True)
class Block:
    """What stands between BEGIN and END; `name` in capitals, `line` the number of its BEGIN. That of a whole file has in `lacks` what to
    say where it was cut off."""

    name: str
    line: int
    properties: list[Property] = dataclasses.field(default_factory=list)
    blocks: list["Block"] = dataclasses.field(default_factory=list)
    lacks: str | None = None

    def first(self, name: str) -> Property | None:
        """The first property of a name."""
        return next((found for found in self.properties if found.name == name), None)

    def each(self, name: str) -> list[Property]:
        """The properties of a name."""
        return [found for found in self.properties if found.name == name]

    def walk(self) -> Iterator["Block"]:
        """The block and those inside it, at any depth."""
        yield self
        for block in self.blocks:
            yield from block.walk()

    def lines(self) -> Iterator[str]:
        """The block as unfolded lines."""
        yield f"BEGIN:{self.name}"
        yield from (found.text for found in self.properties)
        for block in self.blocks:
            yield from block.lines()
        yield f"END:{self.name}"


def decoded(data: bytes) -> str:
    """The text of a file: UTF-8, UTF-16, or line by line UTF-8 and the one-byte encoding of western Windows."""
    if len(data) > LARGEST:
        raise CalendarFileError(
            f"The file is too large: {len(data) >> 20} MB, and at most {LARGEST >> 20} MB are read."
        )
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    if data.startswith(b"PK\x03\x04"):
        raise CalendarFileError("This is a zip archive: unpack it, and import the .ics files that it holds.")
    if data[:4] in (b"B\0E\0", b"\0B\0E"):  # of BEGIN
        return data.decode("utf-16-le" if data[1:2] == b"\0" else "utf-16-be", "replace")
    try:
        return data.decode().lstrip("\ufeff\0")
    except UnicodeDecodeError:
        return "\n".join(map(decoded_line, SPLIT_LETTER.sub(rb"\1\3\2", data).split(b"\n")))


def decoded_line(line: bytes) -> str:
    """A line in UTF-8, else in the encoding of western Windows: files are put together from pieces of both. Where most of its letters
    are UTF-8, some bytes were lost on the way."""
    text = line.decode(errors="replace").lstrip("\ufeff")
    lost = text.count("\ufffd")
    return text if 2 * lost <= sum(letter > "\x7f" for letter in text) else line.decode("cp1252", "replace")


def physical(text: str) -> Iterator[tuple[int, str]]:
    """Number and text of each line that is not empty, by any of the three endings, without making a second copy of the text."""
    start, number = 0, 1
    for match in BREAKS.finditer(text):
        if match.start() > start:
            yield number, text[start : match.start()]
        ends = match[0]
        number += ends.count("\n") + ends.count("\r") - ends.count("\r\n")
        start = match.end()
    if start < len(text):
        yield number, text[start:]


def unfolded(text: str) -> Iterator[tuple[int, str]]:
    """Number and text of each logical line, blank ones left out."""
    number, parts, size = 0, [""], 0
    for count, line in physical(text):
        if line[:1] in (" ", "\t"):
            parts.append(line[1:])
            size += len(line)
        elif line.strip():
            if number:
                yield number, "".join(parts)
            number, parts, size = count, [line], len(line)
        if size > LONGEST and not parts[0][:6].upper() == ATTACHED:
            raise CalendarFileError(f"Line {number} is too long to be read.")
    if number:
        yield number, "".join(parts)


def read_properties(text: str) -> Iterator[Property]:
    """The properties of a file. A line that is none, or reads as one by chance, is taken for a broken fold where the one before it is
    text, and goes on with that; elsewhere one that is none says nothing."""
    last: Property | None = None
    for number, line in unfolded(text):
        found = read_property(line, number)
        if found is not None and not (last is not None and last.name in TEXTS and is_prose(line, found)):
            if last is not None:
                yield last
            last = found
        elif last is None:
            shown = f": “{line[:40]}”" if line[:40].isprintable() else ""  # of a picture there is nothing to read
            raise CalendarFileError(f"Line {number} is not iCalendar{shown}.")
        elif last.name in TEXTS or last.name.startswith("X-"):
            last = last._replace(value=f"{last.value}\\n{line.translate(CONTROL)}"[:LONGEST])
    if last is not None:
        yield last


def is_prose(line: str, found: Property) -> bool:
    """Whether a line that reads as a property is rather running text with a colon, as "https://…" or "Passcode: 12": its name is no
    property's and not in capitals, or it begins something that no component is called."""
    if found.name == "BEGIN":
        return COMPONENT.fullmatch(found.value.strip()) is None
    written = line[: len(found.name)]
    return written != found.name and found.name not in KNOWN and not found.name.startswith("X-") and found.name != "END"


def read_property(line: str, number: int) -> Property | None:
    """A logical line as a property; None for one without a name."""
    match = LINE.fullmatch(line) or LOOSE.fullmatch(line)
    if match is None:
        return None
    name, parameters, value = match.groups(default="")
    if parameters and ":" in value and (unquoted := UNQUOTED.fullmatch(line)):
        name, parameters, value = unquoted[1], f'{unquoted[2]}"{unquoted[3]}"{unquoted[4]}', unquoted[5]
    if len(parameters) > WIDEST:
        raise CalendarFileError(f"Line {number} has more parameters than can be read.")
    text = value if value.isprintable() else value.translate(CONTROL)
    return Property(name.upper(), parameters.strip(), text, number)


def read_components(text: str, root: Block) -> Iterator[tuple[Block, Block]]:
    """(the block around it, component) for each of the ``OUTER`` components, as soon as it ends, so that a large file never stands in
    memory as a whole. What is around them is found under `root` at the end, without them. A block that is never closed ends with
    the one around it; a component in whose middle the file ends is left out, as what was cut off is what a stored thing would lose (3.6).

    Raises :class:`CalendarFileError` where the file is no iCalendar.
    """
    stack, begun, last = [root], False, ""
    for found in read_properties(text):
        if found.name not in ("BEGIN", "END"):
            stack[-1].properties.append(found)
            continue
        name = found.value.strip().upper()
        last = f"{found.name}:{name}"
        if found.name == "BEGIN":
            begun = True
            if name in OUTER or name == "VCALENDAR":
                yield from cut(stack, outermost(stack))  # an END is missing
            block = Block(name, found.line)
            if name not in OUTER:
                stack[-1].blocks.append(block)
            stack.append(block)
            if len(stack) > DEEPEST:
                raise CalendarFileError(f"Line {found.line}: {name[:40]} stands inside too many other components.")
        else:
            depth = max((i for i, block in enumerate(stack) if block.name == name), default=len(stack))
            yield from cut(stack, max(depth, 1))
    if not begun:
        raise CalendarFileError("This is not an iCalendar file: nothing in it begins with BEGIN:VCALENDAR.")
    if len(stack) > 1 and last != "END:VCALENDAR":
        begins = next((block.line for block in stack if block.name in OUTER), None)
        root.lacks = CUT if begins is None else CUT_WITHIN.format(line=begins)
        del stack[outermost(stack) :]
    yield from cut(stack, 1)


def outermost(stack: Sequence[Block]) -> int:
    """The depth of the one ``OUTER`` component that is open, or of the next block."""
    return next((depth for depth, block in enumerate(stack) if block.name in OUTER), len(stack))


def cut(stack: list[Block], depth: int) -> Iterator[tuple[Block, Block]]:
    """Ends the blocks from a depth on; gives the component that ends with them and what is around it."""
    outer = outermost(stack)
    if depth <= outer < len(stack):
        yield stack[outer - 1], stack[outer]
    del stack[depth:]


def is_readable(lines: Iterable[str]) -> bool:
    """Whether other programs can read lines of a calendar, so that a bad one of them doesn't spoil a whole export."""
    try:
        with warnings.catch_warnings(action="ignore"):
            icalendar.Calendar.from_ical(write_lines(["BEGIN:VCALENDAR", *lines, "END:VCALENDAR"]))
    except (ValueError, TypeError, KeyError, AttributeError, IndexError, OverflowError, OSError):
        return False
    return True


def write_lines(lines: Iterable[str]) -> bytes:
    """Lines folded at 75 bytes, each ended by CR LF."""
    return b"".join(folded(line) + b"\r\n" for line in lines)


def folded(line: str) -> bytes:
    """A line of at most 75 bytes a piece."""
    flat = line.replace("\n", "").replace("\r", "")
    return bytes(Contentline(flat).to_ical())  # type: ignore[no-untyped-call]


ESCAPES: Final = {"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": ""}


def escaped(value: str) -> str:
    """A text as a value (3.3.11)."""
    return re.sub(r"[\\;,\n\r]", lambda match: ESCAPES[match[0]], value)


def unescaped(value: str) -> str:
    """The text of a value; what is escaped without need stands for itself."""
    return re.sub(r"\\(.)", lambda match: "\n" if match[1] in "nN" else match[1], value)


def parameter(name: str, value: str) -> str:
    """A parameter as it is written behind a name, quoted where it must be (3.2, RFC 6868)."""
    written: bytes = Parameters({name: value}).to_ical()
    return ";" + written.decode()
