"""The last time of a series, told: "the last swim is on 30 March", "30 March is our last swim" end it with that day (policy 13)."""

import dataclasses
import re

from assistant.commands import Command, Number, Scope, Selector, Values, with_selector, with_values
from assistant.resolution import rules
from assistant.resolution.context import Context
from assistant.resolution.selection import targets_found
from assistant.temporal.values import Purpose
from models.rows import Event, Task
from models.timeline import aligned, anchor

LAST = r"(?:(?:the|my|our|his|her|their|\w+['’]s)\s+)*(?:very\s+)?(?:last|final)\s+(?!(?:day|night|of|one|time)\b)"
IS = r"\b(?:is|are|will be)\s+"
#: What is told of the last of something, and not of "the last day".
TELLS_LAST = re.compile(rf"\W*(?:(?:and|so|but|ok(?:ay)?)\W+)*{LAST}\w[^,;]*?\s+{IS}|[^,;]*\d[^,;]*?{IS}{LAST}\w", re.I)
#: "Leo's last swimming lesson": whose it is, and what, without the word for its place.
LAST_IN_NAME = re.compile(r"(?:(?:the|my|our)\s+)?((?:\w+['’]s\s+)?)(?:very\s+)?(?:last|final)\s+(.+)", re.I)


def without_last(name: str) -> str:
    """ "Leo's last swimming lesson" without its place: "Leo's swimming lesson"."""
    return LAST_IN_NAME.sub(r"\1\2", name)


def series_named(command: Command, context: Context) -> Event | Task | None:
    """The one series that the names of a command mean ("yoga", where one yoga repeats); None where they mean something else."""
    found = targets_found(dataclasses.replace(command, scope=Scope.ALL), context)
    return found[0].series if len(found) == 1 else None


def as_last_told(command: Command, context: Context) -> Command | None:
    """ "last swim is on 30 March", taken for a new thing, where swim is a series: of that series; None where it is not."""
    values = command.values
    told = command.object == "event" and values.has_only("names", "attendees", "when")
    if not (told and TELLS_LAST.match(command.text)):
        return None
    found_by = Selector(names=(without_last(values.names[0]),), attendees=values.attendees)
    meant = dataclasses.replace(command, operation="update", selector=found_by, values=Values(when=values.when))
    return with_selector(meant, number=Number.LAST) if series_named(meant, context) else None


def with_last_told(command: Command, context: Context) -> Command:
    """ "the last training is on 8 June", on which there is one: with that one the series ends."""
    selector, whens = command.selector, command.values.when or command.selector.whens
    names, phrase = tuple(map(without_last, selector.names)), " ".join(whens)
    told = command.operation == "update" and command.values.has_only("when") and TELLS_LAST.match(command.text)
    twice = bool(command.values.when and selector.whens)  # "the last yoga in May is on the 20th"
    if not told or twice or selector.count or selector.number not in (Number.LAST, Number.ONE):
        return command
    meant = dataclasses.replace(with_selector(command, names=names, whens=(), number=Number.ONE), scope=Scope.ALL)
    said = context.read_time(phrase, Purpose.CHANGE)
    series = series_named(meant, context)
    start = anchor(series) if series is not None else None
    if said is None or said.start is None or said.time_said or said.grain != "day" or series is None or start is None:
        return command
    if not rules.names(series.rrule or "", start, aligned(said.start.date(), start)):
        return command
    return dataclasses.replace(with_values(meant, when=(), recurrence=f"until {phrase}"), end_alone=True)
