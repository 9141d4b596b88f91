"""Two things that change places: "swap the dentist and the gym". Each begins when the other did and stays as long as it is."""

import dataclasses
from datetime import datetime

from assistant import wording
from assistant.commands import Command, Number, Scope, with_selector
from assistant.plan import Clarification, Effect, Question, ask
from assistant.resolution import series
from assistant.resolution.context import Context, Target
from assistant.resolution.creation import Creation
from assistant.resolution.retiming import starting
from assistant.resolution.selection import select_events, targets_found
from assistant.timespan import is_all_day, wall
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
    return change_places(first, second, context)


def swaps_both(command: Command) -> bool:
    """ "swap the two interviews" names both with one word."""
    return command.operation == "update" and command.values.is_empty and bool(wording.SWAP.search(command.text))


def swap_both(command: Command, context: Context) -> Creation | Clarification:
    """ "swap the two interviews": the only two that are called so."""
    found = select_events(with_selector(command, number=Number.ALL), context)
    if isinstance(found, Clarification):
        return found
    if len(found) != 2 or any(target.series is not None for target in found):
        return Clarification(WHICH_TWO)
    return change_places(*found, context)


def select_first(command: Command, whens: tuple[str, ...], context: Context) -> tuple[Target, ...] | Clarification:
    """The first thing: a time said behind the second ("swap standup and payroll on Friday") is its own too, if it is there then."""
    both = whens and not command.selector.whens and targets_found(with_selector(command, whens=whens), context)
    return both or select_events(command, context)


def of_one(problem: Clarification) -> Clarification:
    """The question without the choice of all: one thing changes places with one."""
    single = (c for c in problem.question.choices if not c.commands or len(c.commands[-1].selector.picked) < 2)
    return ask(problem.question.text, single)


def settling_second(problem: Clarification, command: Command) -> Clarification:
    """The question about the second thing: its choices keep the first."""
    choices = []
    for choice in problem.question.choices:
        meant = tuple(dataclasses.replace(command, other=second.selector) for second in choice.commands)
        choices.append(dataclasses.replace(choice, commands=meant))
    return ask(problem.question.text, choices)


def change_places(first: Target, second: Target, context: Context) -> Creation:
    """Each of two things at the beginning of the other one."""
    return Creation((*placed(first, second.row.start, context), *placed(second, first.row.start, context)))


def placed(target: Target, start: When | None, context: Context) -> tuple[Effect, ...]:
    """The effects of a target's beginning at another start; between a day and an hour only the day changes."""

    def begin(row: Event | Task) -> Event | Task:
        if start is None or not isinstance(row, Event):
            return row
        if not isinstance(row.start, datetime):
            return starting(row, wall(start).date(), context)
        own_hour = datetime.combine(start, row.start.timetz()) if is_all_day(start) else start
        return starting(row, own_hour, context)

    return series.alter(target, begin, context)
