"""What was last said, of something else too: "same for Ben", "the same for the one on Thursday" (policy 24)."""

import dataclasses
import re

from assistant.commands import Command, Referent, Selector, with_selector, with_values
from assistant.continuations import FOR_SOMEBODY
from assistant.follow_ups import cues
from assistant.follow_ups.questions import found_by_day
from assistant.follow_ups.revision import calling
from assistant.schema import CHANGES
from assistant.temporal.carried import ANY_TIME, with_said
from assistant.temporal.reading import read_time

SAME = re.compile(
    r"^\W*(?:(?:and|also|then|ok(?:ay)?|please|do)\W+)*(?:the )?same(?: thing| again)?(?: goes)? (?:for|with|to|on)\b\W*",
    re.I,
)


def likewise(command: Command, text: str, earlier: tuple[Command, ...]) -> tuple[Command, ...] | None:
    """The commands before from the last that named a thing on, about what is named now; None where the sentence says no such thing."""
    lead = SAME.match(text)
    named = [at for at, c in enumerate(earlier) if c.operation == "create" or c.selector.referent is not Referent.IT]
    if lead is None or not named:
        return None
    base, *further = earlier[named[-1] :]
    if base.operation == "create":
        made = made_for(command, base)
    else:
        made = done_to(command, base, text[lead.end() :]) if base.operation in CHANGES else None
    return (made, *further) if made is not None else None


def said_by(command: Command) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """The names, people and times that the sentence says, whatever they were taken for."""
    selector, values = command.selector, command.values
    names = selector.names or values.names or ((selector.list_name,) if selector.list_name else ())
    return names, selector.attendees or values.attendees, selector.whens or values.when


def made_for(command: Command, base: Command) -> Command | None:
    """Another new thing, for somebody else or at another time."""
    names, people, whens = said_by(command)
    when = with_said(whens, base.values.when)
    who, before = people or names, base.values
    if not who:
        return with_values(base, when=when) if whens else None
    if before.attendees:
        text = base.text.replace(before.attendees[0], who[0])  # which says whether it is with or for somebody
        return with_values(dataclasses.replace(base, text=text), attendees=who, when=when or before.when)
    called = tuple(FOR_SOMEBODY.sub(f" for {' and '.join(who)}", name) for name in before.names)
    return with_values(base, names=called, when=when or before.when) if called != before.names else None


def done_to(command: Command, base: Command, words: str) -> Command:
    """The same change of another thing; an hour beside it is the new one."""
    names, people, whens = said_by(command)
    before, new = base.selector, base.values.when
    time = read_time(" ".join(whens), ANY_TIME) if whens and new and (names or people) else None
    if time is not None and time.time_said and not time.day_said:
        base, whens = with_values(base, when=with_said(whens, new)), ()
    if whens and not (names or people):  # "move the standup to 9:30 tomorrow, same on Wednesday"
        base = found_by_day(base)
    if cues.ONE.search(words) or not (names or people) or (people and not names and before.attendees):
        people, whens = people or before.attendees, whens or before.whens
        return with_selector(base, attendees=people, whens=whens, picked=(), untouched=())
    selector = Selector(names=names, attendees=people, whens=whens, number=command.selector.number)
    base = calling(base, before.names[0], names[0]) if len(before.names) == len(names) == 1 else base
    return dataclasses.replace(base, selector=selector)
