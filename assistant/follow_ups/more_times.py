"""A change of one time of a series that is to be of more of them: "from then on", "make that every week", "the whole series" (policies 13, 24)."""

import dataclasses
import re

from assistant.commands import Command, Number, Scope, with_selector
from assistant.conversation import Conversation
from assistant.resolution.context import key
from assistant.schema import CHANGES
from assistant.temporal.carried import ANY_TIME
from assistant.temporal.reading import read_time
from models.rows import Event, Task

LEAD = r"\W*(?:(?:and|no|actually|also|oh|please|ok(?:ay)?|then|make (?:it|that|this)|do (?:it|that|this|the same)|(?:the )?same|for|with)\b\W*)*"
WEEKLY = r"(?:every|each) (?:single )?(?:week|time)"
ONWARD = r"(?:from (?:then|now|there|here|that (?:one|day|week)) on(?:wards?)?|after (?:that|this)(?: one)?|thereafter)"
AFTERWARDS = re.compile(
    rf"{LEAD}(?:{WEEKLY}(?:,? {ONWARD})?|{ONWARD}|all (?:(?:of )?(?:the|those) )?(?:ones |times |others )?(?:after(?:wards)?(?: that| this| it)?|that follow))(?: too| as well)?\W*",
    re.I,
)
ALWAYS = re.compile(
    rf"{LEAD}(?:the (?:whole|entire) (?:series|thing)|the series|all of (?:them|those)|every(?: single)? one(?: of them)?)(?: too| as well)?\W*",
    re.I,
)


def of_more_times(text: str, conversation: Conversation) -> tuple[Command, ...] | None:
    """The commands about more times of the series of which the plan changes one; None where it changes none, or the sentence says no such
    thing."""
    plan, last = conversation.plan, conversation.commands[-1:]
    afterwards = AFTERWARDS.fullmatch(text)
    if plan is None or not last or not (afterwards or ALWAYS.fullmatch(text)):
        return None
    changed = [effect.before for effect in plan.effects]
    row = changed[0] if len(changed) == 1 else None
    if not isinstance(row, Event | Task) or row.recurrence_id is None or len(conversation.commands) > 1:
        return None
    if last[0].operation not in CHANGES or last[0].values.recurrence:
        return None
    return (since(last[0], key(row)) if afterwards else wholly(last[0]),)


def since(command: Command, time: str) -> Command:
    """The command about this time of a series and all after it; of one on a weekday about all of that day."""
    whens = command.selector.whens
    said = read_time(whens[0], ANY_TIME) if len(whens) == 1 else None
    if said is None or said.bare_weekday is None or said.time_said or not command.selector.names:
        return dataclasses.replace(with_selector(command, picked=(time,), untouched=()), scope=Scope.FUTURE)
    often = f"every {whens[0]}"
    text = re.sub(rf"\b(?:on )?{re.escape(whens[0])}\b", often, command.text, count=1)
    days = with_selector(command, whens=("from now on",), recurrence=often, untouched=())
    return dataclasses.replace(days, scope=Scope.FUTURE, text=f"{text} from now on")


def wholly(command: Command) -> Command:
    """The command about the whole series."""
    series = with_selector(command, whens=(), number=Number.ONE, ordinal=None, picked=(), untouched=())
    return dataclasses.replace(series, scope=Scope.ALL)
