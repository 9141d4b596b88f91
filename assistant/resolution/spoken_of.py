"""A reminder of nothing that is named is of the event that was just talked of: "set a reminder for 9", "remind me Friday at 4 as well"."""

import dataclasses
import re

from assistant import wording
from assistant.commands import Command, Selector, Values
from assistant.resolution.context import Context, key
from assistant.resolution.known_things import changed
from assistant.resolution.reference import rows_talked_of
from assistant.resolution.reminding import lead_until
from models.rows import Event

#: Who asks for an alarm, or to be woken, asks for nothing else.
REMIND = re.compile(r"\bremind(?:ers?)?\b", re.I)


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
