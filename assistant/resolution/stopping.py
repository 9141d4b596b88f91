"""What is stopped at an hour: the end of one time, and neither the thing nor its series."""

import dataclasses
import re

from assistant.commands import Command, Number, with_selector, with_values
from assistant.plan import Clarification
from assistant.resolution.context import Context
from assistant.resolution.repetition import ENDS
from assistant.resolution.selection import find_events
from assistant.temporal.carried import day_words
from assistant.temporal.values import Purpose
from assistant.timespan import occupied


def stopped(command: Command, context: Context) -> Command:
    """ "stop the fitting at 3", "at 6 on Thursday", where nothing called so begins then: it ends then."""
    selector, unsaid = command.selector, command.operation == "delete" or command.values.is_empty
    ends = command.object == "event" and command.operation in ("update", "delete") and ENDS.match(command.text)
    whens = selector.whens if selector.number is Number.ONE and (selector.names or selector.attendees) else ()
    said = context.read_time(whens[0], Purpose.SELECT) if ends and unsaid and len(whens) == 1 else None
    if said is None or said.kind != "moment" or not said.time_said or said.bound:
        return command
    found = find_events(command, context)
    held = () if isinstance(found, Clarification) else (occupied(o.row, context.zone).start for o in found.occurrences)
    if any(start is not None and said.start is not None and start.time() == said.start.time() for start in held):
        return command
    day = day_words(whens[0])
    hour = re.sub(rf"\s*(?:\bon\s+)?(?:\bthe\s+)?{re.escape(day)}\s*", " ", whens[0]).strip() if day else whens[0]
    meant = with_values(with_selector(command, whens=(day,) if day else ()), when=(hour,))
    return dataclasses.replace(meant, operation="update", end_alone=True)
