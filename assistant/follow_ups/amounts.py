"""An amount that a follow-up says anew: how far a thing is moved, how long before it a reminder comes."""

import dataclasses
import re

from assistant.commands import Command, Values, with_values
from assistant.wording import CARDINALS

#: "by an hour and a half".
BY = re.compile(r"\W*by\b", re.I)
#: The number of "10 minutes before", "an hour before".
AMOUNT = re.compile(r"\W*(?:\w+)(?=\s)", re.I)


def shifted_so_far(command: Command, text: str, last: Command) -> Command | None:
    """ "no, half an hour", "no, back two hours" after "push it an hour": by how much, not how long; "make it" is how long."""
    values = command.values
    far = values.duration or values.shift
    if far is None or last.values.is_empty or not last.values.has_only("shift"):
        return None
    same = (command.lead, command.end_alone) == (last.lead, last.end_alone)
    if values == Values(shift=far) and (same or BY.match(text)):
        return dataclasses.replace(last, values=values)
    if values != Values(duration=far) or re.search(r"\bmake it\b", text, re.I):
        return None
    return dataclasses.replace(last, values=Values(shift=far))


def every_so_often(values: Values, text: str, last: Command) -> Command | None:
    """ "no, 8" after "every 6 weeks", "no, 75" after "it is 90 minutes": how often, how long, no hour."""
    said = re.fullmatch(r"\W*(?:no|sorry|wait|i mean)\b\W*(\d+)\W*", text, re.I)
    field = next((name for name in ("recurrence", "duration", "shift") if last.values.has_only(name)), None)
    before = getattr(last.values, field) if field and said else None
    if said is None or field is None or not before or not values.has_only("when") or not re.search(r"\d", before):
        return None
    return with_values(last, **{field: re.sub(r"\d+", said[1], before, count=1)})


def lead_time(values: Values, last: Command) -> Command | None:
    """ "make it 20" after "remind me 10 minutes before the dentist": how long before, the dentist stays where it is."""
    alarm, given = last.values.alarm, values.duration or " ".join(values.when)
    if alarm is None or last.values != Values(names=last.values.names, attendees=last.values.attendees, alarm=alarm):
        return None
    if values.has_only("when") and (given.isdecimal() or given in CARDINALS) and (length := AMOUNT.match(alarm)):
        given = f"{given}{alarm[length.end() :]}"
    elif values.has_only("duration"):
        given = f"{given} before"
    else:
        return None
    return with_values(last, alarm=given)
