"""Two things that change places: "swap the dentist and the gym". Each begins when the other did and stays as long as it is."""

import dataclasses
from datetime import datetime

from assistant import wording
from assistant.commands import Command, Number, Scope, with_selector
from assistant.plan import Clarification, Effect, Question, ask
from assistant.resolution import series
from assistant.resolution.context import Context, Target
from assistant.resolution.creation import Creation
from assistant.resolution.selection import select_events
from assistant.timespan import elapsed, is_all_day, later
from models.rows import Event, Task, When

WHICH_TWO = Question("I can swap two things, one with one. Which two?")


def swap(command: Command, context: Context) -> Creation | Clarification:
    """The two things of a command with each other's times; of a series its next time alone."""
    if command.other is None:
        return swap_both(command, context)
    one = select_first(dataclasses.replace(command, scope=Scope.ONE), command.other.whens, context)
    if isinstance(one, Clarification):
        return of_one(one)
    counterpart = dataclasses.replace(command, selector=command.other, other=command.selector, scope=Scope.ONE)
    two = select_events(counterpart, context)
    if isinstance(two, Clarification):
        return settling_second(of_one(two), command)
    if len(one) != 1 or len(two) != 1:
        return Clarification(WHICH_TWO)
    first, second = one[0], two[0]
    if (first.row.id, first.row.start) == (second.row.id, second.row.start):
        return ask(f"“{first.row.summary}” is the only one that I found. Swap it with what?")
    if first.row.start == second.row.start:
        return ask(f"“{first.row.summary}” and “{second.row.summary}” begin at the same time.")
    return Creation((*placed(first, second.row.start, context), *placed(second, first.row.start, context)))


def swaps_both(command: Command) -> bool:
    """ "swap the two interviews" names both with one word."""
    return command.operation == "update" and command.values.is_empty and bool(wording.SWAP.search(command.text))


def swap_both(command: Command, context: Context) -> Creation | Clarification:
    """ "swap the two interviews": the only two that are called so."""
    plural = dataclasses.replace(command.selector, number=Number.ALL)
    found = select_events(dataclasses.replace(command, selector=plural), context)
    if isinstance(found, Clarification):
        return found
    if len(found) != 2 or any(target.series is not None for target in found):
        return Clarification(WHICH_TWO)
    one, two = found
    return Creation((*placed(one, two.row.start, context), *placed(two, one.row.start, context)))


def select_first(command: Command, whens: tuple[str, ...], context: Context) -> tuple[Target, ...] | Clarification:
    """The first thing: a time said behind the second ("swap standup and payroll on Friday") is its own too, if it is there then."""
    if whens and not command.selector.whens:
        both = with_selector(command, whens=whens)
        found = select_events(both, context)
        if not isinstance(found, Clarification) and found:
            return found
    return select_events(command, context)


def of_one(problem: Clarification) -> Clarification:
    """The question without the choice of all: one thing changes places with one."""
    single = (c for c in problem.question.choices if not c.commands or len(c.commands[-1].selector.picked) < 2)
    return Clarification(dataclasses.replace(problem.question, choices=tuple(single)))


def settling_second(problem: Clarification, command: Command) -> Clarification:
    """The question about the second thing: its choices keep the first."""
    choices = tuple(
        dataclasses.replace(
            choice, commands=tuple(dataclasses.replace(command, other=c.selector) for c in choice.commands)
        )
        for choice in problem.question.choices
    )
    return Clarification(dataclasses.replace(problem.question, choices=choices))


def placed(target: Target, start: When | None, context: Context) -> tuple[Effect, ...]:
    """The effects of a target's beginning at another start."""

    def begin(row: Event | Task) -> Event | Task:
        return starting(row, start) if isinstance(row, Event) and start is not None else row

    return series.alter(target, begin, context)


def starting(row: Event, start: When) -> Event:
    """An event that begins at `start`; between a day and an hour only the day changes."""
    old, end = row.start, row.end
    if old is None:
        return row
    if is_all_day(old) != is_all_day(start):
        day = start.date() if isinstance(start, datetime) else start
        start = datetime.combine(day, old.timetz()) if isinstance(old, datetime) else day
    if end is None:
        return dataclasses.replace(row, start=start)
    if isinstance(old, datetime) and isinstance(end, datetime) and isinstance(start, datetime):
        both = old.tzinfo and end.tzinfo and start.tzinfo
        return dataclasses.replace(
            row, start=start, end=later(start, elapsed(old, end)) if both else start + (end - old)
        )
    return dataclasses.replace(row, start=start, end=start + (end - old))
