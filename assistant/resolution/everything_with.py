"""All that there is for somebody: what they come to, and what is called by them (policies 9, 11)."""

import re
from collections.abc import Callable, Sequence

from assistant.commands import Command, Number
from assistant.resolution import kinds, matching
from assistant.resolution.exclusion import texts_of
from models.occurrence import Occurrence
from models.rows import Event, Task

#: "am I seeing Karen on Friday": of what one is there for with her.
MEETS = re.compile(r"\b(?:see|seeing|meet|meeting)\b", re.I)


def with_person(person: str, occurrences: list[Occurrence], command: Command) -> list[Occurrence]:
    """Those to which somebody comes, and of all that there is for them what is called by them too ("Keys from Karen"); where nobody is called
    so, those that bear the name best."""
    met = of_rows(occurrences, lambda row: matching.is_person(person, (a.name for a in row.attendees)))
    if not met or not is_of_all(command):
        return met or matching.best(person, occurrences, texts_of)
    said, come = matching.content(person), {id(o) for o in met}
    called_by = of_rows(
        occurrences, lambda row: matching.holds(said, matching.words_of(row.summary)) and not kinds.is_birthday(row)
    )
    come |= {id(o) for o in called_by}
    return [o for o in occurrences if id(o) in come]


def is_of_all(command: Command) -> bool:
    """ "what have I got for Karen", "cancel everything for Kovacs": whatever there is, not when one meets, and no meetings."""
    selector = command.selector
    asks = command.operation == "read" and command.asks in ("what", "exists") and not MEETS.search(command.text)
    return selector.kind in (None, "event") and (asks or selector.number is Number.ALL)


def of_rows(occurrences: Sequence[Occurrence], test: Callable[[Event | Task], bool]) -> list[Occurrence]:
    """Those whose row passes a test of what is the same at all of its times; each row is looked at once."""
    rows = {id(o.stored): o.stored for o in occurrences}
    passed = {number for number, row in rows.items() if test(row)}
    return [o for o in occurrences if id(o.stored) in passed]
