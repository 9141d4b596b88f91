"""Something new of what was just talked of. A reminder of nothing that is named is of that event ("set a reminder for 9", "remind me Friday at 4
as well"), "there" is where it is or what the line names, and no title says "it" of what has a name."""

import dataclasses
import re
from collections.abc import Sequence
from typing import Final

from assistant import wording
from assistant.commands import Command, Selector, Values
from assistant.resolution.context import Context, key
from assistant.resolution.known_things import changed
from assistant.resolution.matching import words_of
from assistant.resolution.reference import rows_talked_of
from assistant.resolution.reminding import lead_until
from models.rows import Event, Task

#: Who asks for an alarm, or to be woken, asks for nothing else.
REMIND = re.compile(r"\bremind(?:ers?)?\b", re.I)
#: "lunch there", but not "there is lunch".
THERE: Final = re.compile(r"(?<!is )(?<!are )(?<!over )\bthere\b(?!['’]?s|\s+(?:is|are|will|has|was|were)\b)", re.I)
#: "a sign for | it".
IT: Final = re.compile(r"(?<=\S)(?P<of>\s+(?:for|about|to|of|with|before|after|on|at|in|from|into)\s+)it\b(?!['’])")
#: Of so few things something is said.
FEW: Final = 3
#: So many words a place has at most of which it is called.
MOST: Final = 4
#: So many letters a word has at least that names a place by itself.
LETTERS: Final = 4


def reminded_of(command: Command, context: Context) -> Command | None:
    """One more alarm of the one event last talked of, where the time comes before it; None where a reminder stands by itself."""
    values, said = command.values, " ".join(command.values.when)
    beside = values.description is None or wording.TOO.fullmatch(values.description)
    bare = command.makes("task") and not values.names and said and values.has_only("when", "attendees", "description")
    if not (bare and beside and REMIND.search(command.text)) or len(context.focus) != 1:
        return None
    rows = rows_talked_of(context)
    row = rows[0] if len(rows) == 1 else None
    if (
        not isinstance(row, Event)
        or row.rrule
        or row.start is None
        or lead_until(said, row.start, None, context) is None
    ):
        return None
    about = dataclasses.replace(command, object="event", bare=False)
    return changed(about, Values(alarm=said), Selector(picked=(key(row),)))


def with_spoken_of(commands: tuple[Command, ...], text: str, context: Context) -> tuple[Command, ...]:
    """The commands with the first of them of what was talked of before, where it makes something of "it" or "there"; the line may say where that is."""
    command = commands[0] if commands else None
    if command is None or command.operation != "create" or not command.values.names:
        return commands  # a reminder of nothing named is "to be there"
    rows = rows_talked_of(context) if 0 < len(context.focus) <= FEW else []
    there = THERE.search(command.text)
    line = place_in(text[: text.find(there[0])], context) if there else None
    return (of_those(command, rows, line or place_of(rows, context)), *commands[1:])


def of_those(command: Command, rows: Sequence[object], place: str | None) -> Command:
    """A new thing with the name of the one thing of these in place of "it", and at the place that "there" is ("second viewing there")."""
    values, things = (
        command.values,
        [row for row in rows if isinstance(row, Event) or (isinstance(row, Task) and row.is_open)],
    )
    if command.operation != "create":
        return command
    if len(things) == 1 and any(map(IT.search, values.names)):
        name = called(things[0])
        values = dataclasses.replace(values, names=tuple(IT.sub(lambda m: f"{m['of']}{name}", n) for n in values.names))
    if place is not None and not values.location and THERE.search(command.text):
        names = tuple(THERE.sub(f"at {place}", name) for name in values.names)
        values = dataclasses.replace(values, names=names, location=place)
    return dataclasses.replace(command, values=values)


def called(row: Event | Task) -> str:
    """The name of a thing, which an address tells apart from others of that kind, where it says itself not where it is."""
    place = row.location or ""
    apart = any(map(str.isdigit, place)) and not (place in row.summary or " at " in row.summary)
    return f"{row.summary} at {place}" if apart else row.summary


def place_of(rows: Sequence[object], context: Context) -> str | None:
    """Where all of these are, or what their names say of it; None where they are at several places."""
    things = (row for row in rows if isinstance(row, Event | Task))
    places = {row.location or place_in(row.summary, context) for row in things}
    return places.pop() if len(places) == 1 else None


def place_in(text: str, context: Context) -> str | None:
    """The place that the words name, the longest first, as it stands in the calendar: "the Pearl St listing" is at 455 Pearl St; None where several are."""
    said, index = words_of(text), context.index("event")
    for length in range(min(MOST, len(said)), 0, -1):
        for words in (said[at : at + length] for at in range(len(said) - length + 1)):
            if length == 1 and len(words[0]) < LETTERS:
                continue
            places = {index.rows[id_].location for id_ in index.holding(words)}
            meant = {place for place in places if place and set(words) <= set(words_of(place))}
            if len(meant) == 1:
                return meant.pop()
    return None
