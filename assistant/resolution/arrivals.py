"""Who comes, stays and goes, of a stay of several days: one end of it moves, and the other is where it was."""

import dataclasses
import re
from datetime import date, datetime, timedelta

from assistant import wording
from assistant.commands import Command, Selector, Values, said_beside, with_selector, without_words
from assistant.phrasing import takes_days
from assistant.resolution.context import Context, key
from assistant.resolution.matching import words_of
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
#: "my parents' visit | until the 29th", without a verb.
CALLED = re.compile(r"\W*(?:(?:the|my|our) )?(?P<who>\S.*?)\s+(?:(?:is|are) )?(?:now )?", re.I)
#: "until | the 27th |" of the month in which they are there.
OF_MONTH = re.compile(rf"(?:(?:{wording.UNTIL_WHEN}|through|to)\s+)?(?:the\s+)?(\d{{1,2}})(?:st|nd|rd|th)", re.I)


def its_day(since: date, day: int) -> date:
    """The first such day of a month from a date on."""
    days = (since + timedelta(days=n) for n in range(62))
    return next((d for d in days if d.day == day), since)


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
    before = command.text[: command.text.rfind(phrase)] if plain and phrase else ""
    told = TOLD.fullmatch(before)
    if told is None:
        return of_called(command, before, context)
    said = context.read_time(phrase, Purpose.CHANGE)
    comes = told["comes"] and RATHER.search(command.text)
    at = (said.start if comes or told["leaves"] else said.end) if said else None
    if said is None or at is None or not (comes or told["leaves"] or said.bound == "until"):
        return None
    meant = changing(command, told["who"])
    since = FORTNIGHT if comes else -DAY
    day = OF_MONTH.fullmatch(phrase)
    near = [
        k
        for k, start, end in stays(meant, context)
        for then in [its_day(start.date(), int(day[1])) if day else at.date()]
        if (start - since).date() <= then <= (end + FORTNIGHT).date()
    ]
    one = dataclasses.replace(with_selector(meant, picked=tuple(near)), end_alone=not comes)
    return one if len(near) == 1 else None


def of_called(command: Command, before: str, context: Context) -> Command | None:
    """ "my parents' visit until Monday", without a verb, where one stay is called just so and the first such day from its beginning on is near:
    its new end."""
    called, phrase = CALLED.fullmatch(before), " ".join(command.values.when)
    said = context.read_time(phrase, Purpose.CHANGE) if called else None
    if called is None or said is None or said.bound != "until" or said.time_said or not said.day_said:
        return None
    meant = changing(command, called["who"])
    found = stays(meant, context, titled=called["who"])
    then = dataclasses.replace(context, now=found[0][1]).read_time(phrase, Purpose.CHANGE) if len(found) == 1 else None
    if then is None or then.end is None or then.end.date() > (found[0][2] + FORTNIGHT).date():
        return None
    return dataclasses.replace(with_selector(meant, picked=(found[0][0],)), end_alone=True)


def changing(command: Command, who: str) -> Command:
    """The change of what is called so to the time that is said."""
    values = Values(when=command.values.when)
    return dataclasses.replace(command, operation="update", selector=Selector(names=(who,)), values=values)


def stays(command: Command, context: Context, titled: str = "") -> list[tuple[str, datetime, datetime]]:
    """The stays of several days that a command finds, each by its key, beginning and end; `titled`: those that are called just so."""
    rows = (o.row for o in occurrences_found(command, context) if not o.series and takes_days(o.row))
    named = (row for row in rows if not titled or words_of(row.summary) == words_of(titled))
    times = ((key(row), occupied(row, context.zone)) for row in named)
    return [(k, t.start, t.end) for k, t in times if t.start and t.end]
