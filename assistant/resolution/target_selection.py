"""A selector → the things it means: of the kind said or, where nothing there is called so, of the other one; of names that were taken for one, each."""

import re

from assistant.commands import Command, with_selector
from assistant.plan import Clarification
from assistant.resolution.context import Context, Target
from assistant.resolution.exact_names import is_borne
from assistant.resolution.exclusion import ENUMERATION
from assistant.resolution.selection import select_events
from assistant.resolution.task_selection import select_tasks
from assistant.resolution.titles import as_name, unmet_names, with_day_of_name, with_parts

MEETING = re.compile(r"\s(?:meeting|mtg)$", re.I)


def select(command: Command, context: Context) -> tuple[Target, ...] | Clarification:
    """The things meant, of the object said; where nothing there carries the name, of the other kind."""
    found = select_as_said(command, context)
    if not isinstance(found, Clarification) and (meant := with_parts(command, found)) != command:
        several = select_as_said(meant, context)
        if isinstance(several, Clarification) and has_candidates(several):
            return several
        return found if isinstance(several, Clarification) or len(several) <= len(found) else several
    if not isinstance(found, Clarification) or has_candidates(found) or len(command.selector.names) != 1:
        return found
    if (dated := with_day_of_name(command)) is not None:
        return select_as_said(dated, context)
    parts = tuple(part for part in ENUMERATION.split(command.selector.names[0]) if part)
    apart = with_selector(command, names=parts)
    several = select_as_said(apart, context) if len(parts) > 1 else found
    if isinstance(several, Clarification):
        return several if has_candidates(several) else found
    return found if unmet_names(apart, several) else several


def select_as_said(command: Command, context: Context) -> tuple[Target, ...] | Clarification:
    """The things of the names as they were marked."""
    if command.object == "task" and command.operation in ("delete", "complete"):
        return select_tasks(command, context)
    order = (select_tasks, select_events) if command.object == "task" else (select_events, select_tasks)
    first = order[0](command, context)
    named = as_name(command) if order[0] is select_events else command
    other = named.selector.names and command.operation != "complete" and not is_meeting(command)
    if not isinstance(first, Clarification) or not other or has_candidates(first):
        return first
    second = order[1](named, context)
    if not isinstance(second, Clarification) and not all(is_borne(named.selector.names, t) for t in second):
        return first
    return first if isinstance(second, Clarification) and not has_candidates(second) else second


def is_meeting(command: Command) -> bool:
    """ "cancel the meeting with the plumber", "the plumber meeting is off": what is said of no task ("Call the plumber", policy 9)."""
    selector = command.selector
    return command.object == "event" and (selector.kind == "meeting" or any(map(MEETING.search, selector.names)))


def has_candidates(problem: Clarification) -> bool:
    """The question offers things that were found, not just similar names."""
    return any(c.commands and c.commands[0].selector.picked for c in problem.question.choices)
