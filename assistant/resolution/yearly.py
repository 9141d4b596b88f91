"""Days that come back: somebody's birthday and an anniversary are every year, where nothing else is said."""

import dataclasses
import re

from assistant.commands import Command
from assistant.plan import Choice, Question
from assistant.resolution.naming import TO_DO
from assistant.temporal.values import Anchored

#: "George's birthday", "wedding anniversary", and no more: a party is once, and so is what is bought for one.
NAMED = re.compile(
    r"(?P<whose>(?!celebrat)(?:(?!(?:for|on|at|to|from|before|after|about|with)\b)[\w'’.&-]+,?\s+){0,5})(?:(?:birthday|b-?day)|(?P<day>anniversary))",
    re.I,
)
OWNED = re.compile(r"\b(?:my|our|his|her|their)\s+(?:birthday|b-?day)\b", re.I)
#: "Emily's 8th birthday", "golden wedding anniversary": of one year alone.
NUMBERED = re.compile(
    r"\b(?:\d+(?:st|nd|rd|th)|[\w-]*(?:first|second|third|ieth|(?:four|fif|six|seven|eigh|nin|ten|eleven|twelf|teen)th)"
    r"|(?:silver|pearl|ruby|golden|diamond|platinum)(?= (?:wedding )?anniversary))\b",
    re.I,
)
ONCE = re.compile(r"\b(?:(?:only|just) (?:this |the )?once|once only|(?:only|just) this (?:year|time)|this (?:year|time) only|one-off)\b", re.I)  # fmt: skip
EACH_YEAR = re.compile(r"\b(?:(?:every|each|per) year|yearly|annual(?:ly)?)\b", re.I)
YEARLY = "FREQ=YEARLY"


def yearly(anchored: Anchored, command: Command) -> Anchored:
    """The day of a birthday or an anniversary, as one of every year; other times as they are."""
    day = (anchored.kind, anchored.grain, anchored.bound) == ("interval", "day", None) and not anchored.rrule
    values = command.values
    once = values.recurrence or values.duration or ONCE.search(command.text)
    comes_back = day and not once and values.names and all(is_of_each_year(name, command) for name in values.names)
    return dataclasses.replace(anchored, rrule=YEARLY) if comes_back else anchored


def is_of_each_year(name: str, command: Command) -> bool:
    """Whether something is called so that comes every year: a birthday is somebody's."""
    found = None if TO_DO.match(name) or NUMBERED.search(name) else NAMED.fullmatch(name)
    return found is not None and bool(
        found["day"] or found["whose"] or command.values.attendees or OWNED.search(command.text)
    )


def only_once(command: Command, anchored: Anchored) -> Question | None:
    """Beside a day of every year that nobody said is one, that day alone."""
    if anchored.rrule != YEARLY or command.values.recurrence or EACH_YEAR.search(command.text):
        return None
    text = f"{command.text.rstrip(' .!')}, only once"
    return Question(
        "Every year? Or only once?", (Choice("Only once", text, (dataclasses.replace(command, text=text),)),)
    )
