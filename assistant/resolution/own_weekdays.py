"""The weekday of a series as part of what it is called: "move all my Friday catch-ups to 3", "stop the Wednesday visits" (policy 13)."""

import dataclasses
import re

from assistant.commands import Command, Number, Scope, with_selector
from assistant.interpretation import says_since
from assistant.plan import Clarification
from assistant.resolution.context import Context, Target
from assistant.resolution.exact_names import called_so
from assistant.resolution.repetition import EARLY, ENDS, weekdays_named
from assistant.resolution.selection import CEASING, select_events
from assistant.resolution.weekdays import WEEKDAY, days_of, parted, rule_days
from assistant.schema import CHANGES
from assistant.temporal.values import Purpose


def by_own_weekday(command: Command, context: Context) -> Command:
    """ "all my Friday catch-ups", "stop the Friday catch-up": weekdays before the name of one series that has them are words of its rule, and
    what is stopped is so from now on. "The Friday catch-up" and "all catch-ups on Friday" name a day."""
    selector = command.selector
    days = next((when for when in selector.whens if WEEKDAY.fullmatch(when)), None)
    if days is None or command.object != "event" or command.scope is Scope.ONE or not leads_name(days, command):
        return command
    others = tuple(when for when in selector.whens if when != days)
    ends = is_stopped(command)
    many = selector.number is Number.ALL or (selector.plural and not context.shown)
    if not (ends or (many and command.operation in CHANGES)) or not all(says_since((when,)) for when in others):
        return command
    scope = Scope.FUTURE if ends else command.scope
    operation = "delete" if ends else command.operation
    each = with_selector(command, whens=others, recurrence=f"every {days}")
    meant = dataclasses.replace(each, operation=operation, scope=scope, end_alone=command.end_alone and not ends)
    named = weekdays_named(context.read_time(f"every {days}", Purpose.SELECT)) or frozenset()
    found = select_events(dataclasses.replace(meant, scope=scope or Scope.ALL), context)
    there = [] if isinstance(found, Clarification) else [t for t in found if days_of(t, context) & named]
    held = frozenset[int]().union(*(rule_days(t.series) for t in there if t.series is not None))
    if (len(there) > 1 and len(named) < 2) or any(t.series is None for t in there) or not named <= held:
        return command
    alone = not ends and selector.number is not Number.ALL and called_so(selector.names, there)  # "Tuesday Pilates"
    return command if alone else meant


def stops_weekdays(command: Command) -> bool:
    """ "discontinue the Monday and Friday visits": weekdays of one order, and no two of them."""
    return is_stopped(command) and any(WEEKDAY.fullmatch(d) and leads_name(d, command) for d in command.selector.whens)


def leads_name(days: str, command: Command) -> bool:
    """ "the | Friday | catch-ups", "Sunday calls with Ryan": the weekday stands right before what is named, and tells no day itself."""
    selector = command.selector
    kinds = (f"{selector.kind}s?",) if selector.attendees and selector.kind else ()
    named = "|".join((*map(re.escape, (*selector.names, *selector.attendees)), *kinds))
    return bool(named and re.search(rf"(?<!\bon ){re.escape(days)}\s+(?:{named})\b", command.text, re.I))


def is_stopped(command: Command) -> bool:
    """ "stop the Friday catch-up", "no more Friday catch-ups"; what ends early, or at an hour, goes on."""
    unsaid = command.operation == "delete" or (command.operation == "update" and command.values.is_empty)
    early = EARLY.search(command.text)
    return unsaid and not early and bool(ENDS.match(command.text) or CEASING.search(command.text))


def each_time(command: Command, targets: tuple[Target, ...], context: Context) -> tuple[Command, tuple[Target, ...]]:
    """ "only the first one" after "skip yoga the next two Tuesdays": the times that such a rule gives, each by itself, where some of them are to
    stay; all else as it is."""
    found = parted(command, targets, context) if command.selector.untouched and command.selector.recurrence else None
    if found is None or isinstance(found, Clarification) or found[1] or any(t.scope is not Scope.ONE for t in found[0]):
        return command, targets
    return with_selector(command, recurrence=None), found[0]
