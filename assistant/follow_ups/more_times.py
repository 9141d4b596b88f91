"""A change of a series that is to be of more of its times, or of fewer: "from then on", "make that every week", "the whole series", "just
Mondays" (policies 13, 24)."""

import dataclasses
import re

from assistant.commands import Command, Number, Scope, with_selector
from assistant.conversation import Conversation
from assistant.follow_ups import cues
from assistant.resolution.context import Context, key
from assistant.resolution.repetition import weekdays_named
from assistant.resolution.weekdays import rule_days
from assistant.schema import CHANGES
from assistant.temporal.carried import ANY_TIME
from assistant.temporal.reading import read_time
from assistant.temporal.values import Purpose
from assistant.wording import WEEKDAY
from models.rows import Event, Task

LEAD = rf"\W*(?:(?:{cues.OPENING}|make (?:it|that|this)|do (?:this|the same)|(?:the )?same|for|with)\b\W*)*"
WEEKLY = r"(?:every|each) (?:single )?(?:week|time)"
ONWARD = r"(?:from (?:then|now|there|here|that (?:one|day|week)) on(?:wards?)?|after (?:that|this)(?: one)?|thereafter)"
ENDING = rf"(?: too| as well)?{cues.END}"
AFTERWARDS = re.compile(
    rf"{LEAD}(?:{WEEKLY}(?:,? {ONWARD})?|{ONWARD}|all (?:(?:of )?(?:the|those) )?(?:ones |times |others )?(?:after(?:wards)?(?: that| this| it)?|that follow)){ENDING}",
    re.I,
)
#: "actually every day", "every Tuesday please".
EACH_DAY = re.compile(rf"{LEAD}(?:on )?((?:every|each) (?:single )?(?:(?:week)?day|{WEEKDAY})){ENDING}", re.I)
DAYS = rf"(?:{WEEKDAY}|weekday|weekend)s"
#: "just Mondays and Fridays".
ONLY_DAYS = re.compile(rf"{LEAD}(?:just|only) (?:on )?({DAYS}(?:(?:,? and |, | & ){DAYS})*){ENDING}", re.I)
ALWAYS = re.compile(
    rf"{LEAD}(?:the (?:whole|entire) (?:series|thing)|the series|all of (?:them|those)|every(?: single)? one(?: of them)?){ENDING}",
    re.I,
)


def of_more_times(text: str, conversation: Conversation, context: Context) -> tuple[Command, ...] | None:
    """The commands about more times of the series of which the plan changes one; None where it changes none, or the sentence says no such
    thing."""
    plan, last = conversation.plan, conversation.commands[-1:]
    afterwards, each = AFTERWARDS.fullmatch(text), EACH_DAY.fullmatch(text)
    if plan is None or not last or not (afterwards or each or ALWAYS.fullmatch(text)):
        return None
    changed = [effect.before for effect in plan.effects]
    row = changed[0] if len(changed) == 1 else None
    if not isinstance(row, Event | Task) or row.recurrence_id is None or len(conversation.commands) > 1:
        return None
    if last[0].operation not in CHANGES or last[0].values.recurrence:
        return None
    if each:
        return on_its_days(last[0], row, each[1], context)
    return (since(last[0], key(row)) if afterwards else wholly(last[0]),)


def on_its_days(command: Command, time: Event | Task, phrase: str, context: Context) -> tuple[Command, ...] | None:
    """The command about this time of a series and all after it that are on days which the series has: "every day", of one from Monday to
    Friday, "every Tuesday"; None where it would have other days."""
    named = weekdays_named(context.read_time(phrase, Purpose.SELECT))
    series = next(iter(context.queries.family(time.uid)), time)
    held = rule_days(series)
    if named is None or not held or "INTERVAL" in (series.rrule or ""):
        return None
    if held <= named and (len(held) > 4 or len(named) == 1):
        return (from_time(command, key(time)),)
    return (on_days(command, phrase),) if named < held and command.selector.names else None


def of_fewer_days(text: str, conversation: Conversation, context: Context) -> tuple[Command, ...] | None:
    """The command about some days of the series that the plan changes as a whole, or from a day on ("just Mondays and Fridays"), so that the
    others stay as they are; None where it has other days, or changes none."""
    only, commands = ONLY_DAYS.fullmatch(text), conversation.commands
    effects = conversation.plan.effects if conversation.plan is not None and len(commands) == 1 else ()
    changed = [row for effect in effects if isinstance(row := effect.before, Event | Task) and row.is_series]
    if only is None or len(changed) != 1 or commands[0].operation not in CHANGES or commands[0].values.recurrence:
        return None
    named = weekdays_named(context.read_time(only[1], Purpose.SELECT))
    if named is None or not named < rule_days(changed[0]):
        return None
    days = with_selector(commands[0], recurrence=only[1], untouched=())
    return (dataclasses.replace(days, text=f"{days.text} on {only[1]}"),)


def since(command: Command, time: str) -> Command:
    """The command about this time of a series and all after it; of one on a weekday about all of that day."""
    whens = command.selector.whens
    said = read_time(whens[0], ANY_TIME) if len(whens) == 1 else None
    if said is None or said.bare_weekday is None or said.time_said or not command.selector.names:
        return from_time(command, time)
    return on_days(command, f"every {whens[0]}")


def from_time(command: Command, time: str) -> Command:
    """The command about this time of a series and all after it."""
    return dataclasses.replace(with_selector(command, picked=(time,), untouched=()), scope=Scope.FUTURE)


def on_days(command: Command, often: str) -> Command:
    """The command about these days of the series, from now on: "move yoga every Friday to 8 from now on" for "on Friday"."""
    said = " ".join(command.selector.whens)
    text = re.sub(rf"\b(?:on )?{re.escape(said)}\b", often, command.text, count=1) if said else command.text
    days = with_selector(command, whens=("from now on",), recurrence=often, untouched=())
    return dataclasses.replace(days, scope=Scope.FUTURE, text=f"{text} from now on")


def wholly(command: Command) -> Command:
    """The command about the whole series."""
    series = with_selector(command, whens=(), number=Number.ONE, ordinal=None, picked=(), untouched=())
    return dataclasses.replace(series, scope=Scope.ALL)
