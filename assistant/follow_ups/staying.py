"""What stays as it is: words that change nothing of the plan on the table, or of what was done (policy 24)."""

import re
from datetime import datetime

from assistant.commands import Command, with_selector
from assistant.conversation import Conversation
from assistant.follow_ups import cues
from assistant.follow_ups.narrowing import leaves_alone
from assistant.plan import Answer, NotUnderstood, Outcome, Plan
from assistant.schema import CHANGES
from assistant.timespan import start_of
from models.rows import Event, Task

LIST_SAID = re.compile(r"\b(?:list|to|on|onto|in|into|under)\b", re.I)
PLAN_STAYS = "I don't know how to change that; the plan stays as it is."
NOT_IN_PLAN = "I don't see what that leaves out; the plan stays as it is."
STAYS = "All right, it stays as it is."


def says_nothing(command: Command) -> bool:
    """An update of which neither what is to change nor how was understood: "make it private"."""
    about_it = with_selector(command, referent=None).selector.is_empty
    return command.operation == "update" and about_it and command.values.is_empty


def is_of_no_item(command: Command, plan: Plan, text: str) -> bool:
    """ "the barista one" after "add oat milk", "and the AA ones not AAA" after "add batteries": nobody comes to an item of a list, it is nowhere,
    and no list is said; which one it is can't be told."""
    selector, values = command.selector, command.values
    somewhere = values.attendees or values.location or selector.attendees or selector.places
    if values.has_only("list_name") and selector.list_name and values.list_name:
        told = not LIST_SAID.search(text)
    else:
        told = bool(somewhere) and values.has_only("attendees", "location") and not (selector.names or selector.whens)
    items = all(isinstance(e.after, Task) and e.before is None and start_of(e.after) is None for e in plan.effects)
    clear = cues.OWN_VERB.search(text) or cues.WITH.search(text) or cues.AT.search(text) or "?" in text
    return command.operation in ("read", "update") and items and told and not clear


def keeps_nothing(text: str, commands: tuple[Command, ...], said: tuple[Command, ...]) -> bool:
    """ "leave the vet", where no plan would touch it: the sentence changes nothing of the plan, and is no order of its own."""
    return bool(cues.KEEP.match(text)) and commands == said and all(c.operation != "create" for c in commands)


def is_of_once(plan: Plan) -> bool:
    """It changes no series as a whole."""
    return all(isinstance(e.row, Event | Task) and not e.row.is_series for e in plan.effects)


def keeps_time(plan: Plan, text: str) -> bool:
    """ "same time", "same day", where all that the plan changes begins at the hour, or on the day, on which it begins now."""
    said, rows = cues.SAME_TIME.fullmatch(text), [(e.before, e.after) for e in plan.effects]
    both = [(start_of(a), start_of(b)) for a, b in rows if isinstance(a, Event | Task) and isinstance(b, Event | Task)]
    times = [(a, b) for a, b in both if isinstance(a, datetime) and isinstance(b, datetime)]
    if said is None or len(times) < len(rows):
        return False
    return all(a.date() == b.date() if said[1] else a.time() == b.time() for a, b in times)


def staying(
    conversation: Conversation, text: str, commands: tuple[Command, ...], said: tuple[Command, ...]
) -> Outcome | None:
    """What is told where the plan on the table, or what was done, stays as it is; None where it does not, or there is none."""
    plan, done = conversation.plan, conversation.just_done
    if leaves_alone(text) and all(c.operation in CHANGES for c in said):  # "the vet can stay", which no plan takes
        return Answer(STAYS) if plan is None else NotUnderstood(NOT_IN_PLAN)
    if plan is None:
        return Answer(STAYS) if done is not None and keeps_time(done, text) else None
    of_one = len(plan.effects) < 2 or not cues.ONE.search(text)  # "just this one", of several, tells none
    if (cues.SCOPES[0][0].fullmatch(text) and is_of_once(plan) and of_one) or keeps_time(plan, text):
        return plan
    further = any(c.operation == "create" for c in commands[len(conversation.commands) :])  # "and basil"
    if len(said) == 1 and not further and is_of_no_item(said[0], plan, text):
        return NotUnderstood(PLAN_STAYS)
    if says_nothing(commands[0]) if len(commands) == 1 else not said and cues.CORRECTS.match(text):
        return NotUnderstood(PLAN_STAYS)
    asks = cues.ONLY.match(text) and all(c.operation == "read" for c in commands)  # the plan would wait behind it
    return NotUnderstood(NOT_IN_PLAN) if asks or keeps_nothing(text, commands, said) else None
