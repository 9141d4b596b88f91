"""Clauses that go on from the one before: what they leave unsaid was said there."""

import dataclasses
import re

from assistant import wording
from assistant.carried_times import ANY_TIME, day_words, with_clock
from assistant.commands import Command, Values
from assistant.temporal.reading import read_time

CONTINUED = re.compile(r"^\s*(?:and|or|nor|,)\s+(?:the|my|our|a|an)\b", re.I)
ELLIPTIC = re.compile(r"\W*(?:and |then )*(?:for|with)\b", re.I)
FOR_SOMEBODY = re.compile(r"\s+(?:for|with)\s+.*$", re.I)
RELATIVE_WORD = re.compile(r"\s*(?:that|which|whose|who)\b", re.I)
#: "cancel gym on those days".
THOSE_DAYS = re.compile(
    r"\b(?:on |in |over |during |for )?(?:those|these|the same|that same|that) (?:days?|dates?|weeks?|weekends?)\b",
    re.I,
)
THAT_DAY = re.compile(r"(?:on )?(?:that|the) (?:same )?day", re.I)
#: "so cancel yoga then", "cancel yoga while we're away".
SAME_DAYS = re.compile(
    THOSE_DAYS.pattern
    + r"|\b(?:while|when) (?:i'?m|i am|we'?re|we are) (?:away|gone|there|off)\b|(?<!and )(?<!since )(?<!by )\bthen\W*$",
    re.I,
)
ONLY_TIMES = re.compile(r"\W*(?:(?:and|then|also|on|at)\W*)*\|\W*", re.I)


def is_relative(command: Command, last: Command) -> bool:
    """ "cancel all meetings | which Kim set up": no question, but words on those that are meant."""
    changes = last.operation in ("update", "delete", "complete") and not re.search(r"[,.;!?]\W*$", last.text)
    return changes and command.operation == "read" and bool(RELATIVE_WORD.match(command.text))


def is_reminder_of(command: Command, last: Command) -> bool:
    """ "flight Tuesday at 6am | remind me at 3am": a reminder of nothing else is that of the event."""
    makes = (last.operation, last.object, command.operation, command.object) == ("create", "event", "create", "task")
    alone = bool(command.values.when) and command.values == Values(when=command.values.when)
    reminds = wording.REMIND.search(command.text) and not wording.WAKE.search(command.text)
    return bool(makes and alone and reminds and not last.values.alarm)


def is_elliptic(command: Command, last: Command) -> bool:
    """ "dentist for Ruby on Monday | and for Finn on Tuesday", "yoga Monday at 6 | Wednesday at 7": what the second is called was said with
    the first."""
    made = all((c.operation, c.object) == ("create", "event") for c in (command, last))
    if not made or command.values.names or not command.values.when:
        return False
    if command.values == Values(when=command.values.when):
        return bool(ONLY_TIMES.fullmatch(command.text.replace(" ".join(command.values.when), "|")))
    met = last.values.attendees or any(FOR_SOMEBODY.search(name) for name in last.values.names)
    return bool(command.values.attendees and met and ELLIPTIC.match(command.text))


def completed(command: Command, last: Command) -> Command:
    """Such a command with what the first one has: its name, without whom it is for where that is said anew, its people and its place."""
    values, before = command.values, last.values
    names = tuple(FOR_SOMEBODY.sub("", name) for name in before.names) if values.attendees else before.names
    people, place = values.attendees or before.attendees, values.location or before.location
    return dataclasses.replace(
        command, values=dataclasses.replace(values, names=names, attendees=people, location=place)
    )


def on_same_days(command: Command, last: Command) -> Command:
    """ "we're away from Friday to Sunday | cancel yoga on those days": the times that were said before, where no others are."""
    times = tuple(day_words(when) or when for when in last.values.when or last.selector.whens)
    said = command.values.when if command.operation == "create" else command.selector.whens
    if said and all(map(THAT_DAY.fullmatch, said)):  # the day of what is done before, which need not be said
        return command
    if not times or not SAME_DAYS.search(command.text) or not all(SAME_DAYS.fullmatch(when) for when in said):
        return command
    if command.operation == "create":
        return dataclasses.replace(command, values=dataclasses.replace(command.values, when=times))
    return dataclasses.replace(command, selector=dataclasses.replace(command.selector, whens=times))


def on_last_day(commands: tuple[Command, ...]) -> tuple[Command, ...]:
    """ "coffee at 9 | and a call at 10 tomorrow": a day after the last hour is that of those before, where they say none."""
    phrases = [
        c.values.when[0] for c in commands if (c.operation, c.object, len(c.values.when)) == ("create", "event", 1)
    ]
    if len(phrases) != len(commands) or len(phrases) < 2:
        return commands
    day, times = day_words(phrases[-1]), [read_time(phrase, ANY_TIME) for phrase in phrases]
    clocks = all(time is not None and time.time_said for time in times)
    alone = not any(time is None or time.day_said for time in times[:-1])
    if not (day and clocks and alone and phrases[-1].endswith(day) and day != phrases[-1]):
        return commands
    dated = (with_clock(phrase, (phrases[-1],)) for phrase in phrases[:-1])
    return (
        *(
            dataclasses.replace(c, values=dataclasses.replace(c.values, when=(when,)))
            for c, when in zip(commands, dated, strict=False)
        ),
        commands[-1],
    )


def is_more_excluded(command: Command, last: Command) -> bool:
    """ "except the review | and the coffee with Ines": a clause without a verb of its own goes on naming what stays."""
    return command.operation == last.operation and bool(CONTINUED.match(command.text))


def excluded_names(command: Command) -> tuple[str, ...]:
    """What such a clause names, a person with the thing."""
    selector = command.selector
    together = " ".join((*selector.names, *selector.attendees))
    return (*selector.excluded, *((together,) if together else ()))
