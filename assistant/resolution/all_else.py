"""What "cancel everything else" leaves: what was last talked of, and what a story before it names (policy 14)."""

from collections.abc import Sequence

from assistant import wording
from assistant.commands import Command, Selector, with_selector
from assistant.continuations import THOSE_DAYS
from assistant.marks.orders_behind import is_story
from assistant.resolution.context import Context, key
from assistant.resolution.selection import occurrences_found
from assistant.schema import CHANGES
from assistant.temporal.carried import day_words


def sparing_it(command: Command, context: Context) -> Command:
    """ "cancel everything else that day", after "when's the exam": the exam stays."""
    spares = is_of_all_else(command) and context.focus
    return with_selector(command, untouched=(*command.selector.untouched, *context.focus)) if spares else command


def sparing_told(commands: Sequence[Command], context: Context) -> list[Command]:
    """ "I'm in Wells with the choir from the 5th to the 7th | so cancel everything else": the choir's trip that is there stays, and is not made
    once more; where nothing is called so, what is told is new, if it has a name."""
    if len(commands) != 2 or not is_of_all_else(commands[1]):
        return list(commands)
    told, order = commands
    values = told.values
    if (told.operation, told.object) != ("create", "event") or not is_story(told.text):
        return list(commands)
    names = (*values.names, *values.attendees, *((values.location,) if values.location else ()))
    days = tuple(filter(None, map(day_words, values.when)))
    meant = (Selector(names=(name,), whens=days) for name in names)
    there = (occurrences_found(Command("read", "event", selector=one, text=told.text), context) for one in meant)
    kept = {key(o.row) for found in there for o in found}
    if not kept and values.names:
        return list(commands)
    own = tuple(when for when in order.selector.whens if not THOSE_DAYS.search(when))
    whens = own if any(map(day_words, own)) else (*days, *own)
    return [with_selector(order, whens=whens, untouched=(*order.selector.untouched, *kept))]


def is_of_all_else(command: Command) -> bool:
    """ "cancel everything else", "move all else to Monday"."""
    return command.operation in CHANGES and bool(wording.ALL_ELSE.search(command.text))
