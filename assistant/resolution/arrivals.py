"""Who comes, stays and goes, of a stay of several days: one end of it moves, and the other is where it was."""

import dataclasses
import re
from datetime import timedelta

from assistant.commands import Command, Selector, Values, said_beside, with_selector, without_words
from assistant.phrasing import takes_days
from assistant.resolution.context import Context, key
from assistant.resolution.selection import occurrences_found
from assistant.temporal.values import Purpose
from assistant.timespan import occupied
from models.rows import Event, Task

DAY, FORTNIGHT = timedelta(days=1), timedelta(weeks=2)
#: "in-laws are coming on the 13th | only |".
RATHER = re.compile(r"\b(?:only|now|instead|itself|not)\b", re.I)
#: What a guest does at the beginning of a stay.
ARRIVES = re.compile(
    r"\b(?:(?:start|begin|arriv)(?:e?s|n?ing|e)?|checks? in|gets? here|(?<!this )(?<!the )(?:com|reach)(?:es|ing))\b",
    re.I,
)
#: And at its end; "we are leaving" and "leaves for Rome" are said of the beginning of a journey.
LEAVES = re.compile(
    r"\b(?:(?:goe?s?|going|heads?|heading) (?:back )?home|check(?:s|ing)? out|(?:picks|(?:s|is|(?<!we )are) picking)\s+(?:\S+\s+)?up"
    r"|(?<!we )(?<!we.re )(?<!we are )(?<!i.m )(?<!i am )leav(?:es|ing)(?! (?:for|to)\b))\b",
    re.I,
)
JOURNEY = re.compile(
    r"\b(?:trips?|cruises?|tours?|flights?|holidays?|vacations?|drives?|ferry|trains?|voyages?)\b", re.I
)
#: "Ida goes home | on Sunday", "my study leave lasts | until the 8th", "Bo and Jo are here | till Monday": a new thing would be called so.
TOLD = re.compile(
    r"\W*(?:(?:the|my|our) )?(?P<who>\S.*?)(?:['’]s| is|['’]re| are)?(?: (?:now|still))? "
    r"(?:(?:going|go(?:es)?) on|lasts|runs|stay(?:s|ing)?(?: (?:with us|here|over|on))?|here|visiting"
    r"|(?P<comes>com(?:es|ing)|arriv(?:es|ing)|reach(?:es|ing))|(?P<leaves>(?:goes|going) home|leav(?:es|ing)|checks(?: out)?))(?: (?:on|at))?(?: the)?\s*",
    re.I,
)


def arrives(row: Event | Task, command: Command) -> bool:
    """ "make the trip start on Thursday", "Ida arrives on Thursday instead": the last day of a stay is what it was."""
    return takes_days(row) and bool(ARRIVES.search(without_words(command.text, *command.selector.names)))


def leaves(row: Event | Task, command: Command) -> bool:
    """ "Ida goes home on Sunday", "Noor is picking up Otis on Monday": the first day of a stay is what it was."""
    said = LEAVES.search(said_beside(command))
    return said is not None and takes_days(row) and not (said[0].startswith("leav") and JOURNEY.search(row.summary))


def of_stay(command: Command, context: Context) -> Command | None:
    """ "Ida goes home on Tuesday", "Ida stays through the 8th", where she is there until then, or nearly: the new end of that one stay."""
    values, phrase = command.values, " ".join(command.values.when)
    plain = command.object == "event" and values.has_only("names", "attendees", "when") and phrase in command.text
    told = TOLD.fullmatch(command.text[: command.text.rfind(phrase)]) if plain and phrase else None
    said = context.read_time(phrase, Purpose.CHANGE) if told else None
    comes = told is not None and told["comes"] and RATHER.search(command.text)
    at = (said.start if told and (comes or told["leaves"]) else said.end) if said else None
    if told is None or said is None or at is None or not (comes or told["leaves"] or said.bound == "until"):
        return None
    meant = dataclasses.replace(
        command, operation="update", selector=Selector(names=(told["who"],)), values=Values(when=values.when)
    )
    stays = (o.row for o in occurrences_found(meant, context) if not o.series and takes_days(o.row))
    times = ((key(row), occupied(row, context.zone)) for row in stays)
    since = FORTNIGHT if comes else -DAY
    near = [
        k for k, t in times if t.start and t.end and (t.start - since).date() <= at.date() <= (t.end + FORTNIGHT).date()
    ]
    one = dataclasses.replace(with_selector(meant, picked=tuple(near)), end_alone=not comes)
    return one if len(near) == 1 else None
