"""A new thing's time that stands plainly beside words that are none of it: "Sunday | after church | at 11", "11pm | his time |"."""

import re
from typing import Final

from assistant.commands import Command, with_values
from assistant.phrasing import own_city
from assistant.plan import Clarification, ask
from assistant.resolution.context import Context
from assistant.resolution.matching import words_of
from assistant.temporal.values import Purpose
from models.rows import Event

#: What leads such words, and of how many they are at most.
BESIDE: Final = re.compile(
    r"\b(?:(?:right|straight|just|directly|shortly)\s+)?(?:after|before|following|once|when|during)\s+", re.I
)
LONGEST: Final = 5
#: Whose clock it is, where no place is named.
THEIRS: Final = re.compile(r"\s+their time$", re.I)


def plain_time(command: Command, context: Context) -> Command | Clarification:
    """A create whose time is the day and the hour of its words alone: what else they say of it is a note."""
    if command.operation != "create" or command.values.recurrence:
        return command
    if any(map(THEIRS.search, command.values.when)):
        return by_their_clock(command, context)
    phrase = " ".join(command.values.when)
    if not BESIDE.search(phrase) or context.read_time(phrase, Purpose.CREATE) is not None:
        return command
    for beside in BESIDE.finditer(phrase):
        for word in [*re.finditer(r"\S+", phrase[beside.end() :])][:LONGEST]:
            end = beside.end() + word.end()
            rest = f"{phrase[: beside.start()].rstrip()} {phrase[end:].lstrip(' ,')}".strip()
            read = context.read_time(rest, Purpose.CREATE)
            if read and read.day_said and read.time_said and not (read.bound or read.rrule):
                told = command.values.description or phrase[beside.start() : end].strip(" ,")
                return with_values(command, when=(rest,), description=told)
    return command


def by_their_clock(command: Command, context: Context) -> Command | Clarification:
    """ "Tomás call 11pm his time": by the clock of the one other place by which things with him go; else where he is is asked."""
    index = context.index("event")
    said = (*command.values.attendees, *(w for name in command.values.names for w in words_of(name)))
    met = {id_ for who in said if index.people(who) for id_ in index.holding(words_of(who))}
    rows = (row for row in context.queries.rows(sorted(met)) if isinstance(row, Event))
    cities = {city for row in rows if (city := own_city(row, context.zone))}
    city = cities.pop() if len(cities) == 1 else ""
    whens = tuple(THEIRS.sub(f" {city} time", when) for when in command.values.when)
    if city and context.read_time(" ".join(whens), Purpose.CREATE) is not None:
        return with_values(command, when=whens)
    hour = THEIRS.sub("", command.values.when[-1])
    return ask(f"Which time is that? Say the place, as in “{hour} London time”.")
