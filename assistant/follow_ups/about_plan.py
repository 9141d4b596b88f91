"""Questions about what is planned: of one of its rows, or of a time as the plan would have it."""

import dataclasses
import re

from assistant.commands import Command, Referent, Selector
from assistant.conversation import Conversation
from assistant.follow_ups import cues
from assistant.follow_ups.staying import asks_order
from assistant.plan import Plan
from assistant.resolution.answering import speaks_of_one
from assistant.resolution.clashes import asks_for_clashes, this_clashes
from assistant.resolution.comparing import asks_of_it
from assistant.resolution.matching import words_of
from models.rows import Calendar


def about_plan(command: Command) -> Command | None:
    """A question about what is on the table, if anything is, as one of its rows: "how long is it", "is that ok with choir", "clash with
    anything?"; None of all else."""
    selector, okay = command.selector, cues.OKAY_WITH.match(command.text)
    asks = speaks_of_one(command) or selector.referent is Referent.THEM or this_clashes(command)
    asks = asks or (selector.is_empty and asks_for_clashes(command)) or asks_of_it(command.text)
    if command.operation != "read" or not (asks or (okay and command.asks == "free")):
        return None
    rows = dataclasses.replace(Selector() if okay else selector, referent=selector.referent or Referent.THEM)
    return dataclasses.replace(command, selector=rows)


def about_planned(commands: tuple[Command, ...], conversation: Conversation) -> Command | None:
    """The one command as a question about what is on the table, its place in the day among these; None of all else."""
    if len(commands) != 1:
        return None
    return asks_order(commands[0], conversation.thing) or about_plan(commands[0])


def asks_of_then(command: Command) -> bool:
    """ "am I free after that", "what's on Friday now": of a time as the plan on the table would have it; "am I free at 4 that day" asks
    whether it could be then."""
    at_hour = command.asks == "free" and re.search(r"\d", " ".join(command.selector.whens))
    return command.operation == "read" and not at_hour and bool(cues.AS_PLANNED.search(command.text))


def asks_of_new_list(command: Command, plan: Plan | None) -> bool:
    """ "what's on it", of the list that the plan on the table would make."""
    made = [e.after.name for e in plan.effects if e.before is None and isinstance(e.after, Calendar)] if plan else []
    return command.operation == "read" and words_of(command.selector.list_name or "") in map(words_of, made)
