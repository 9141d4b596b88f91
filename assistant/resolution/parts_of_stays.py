"""Some days of a stay that are taken out of it: "Grandma's not staying Sunday", of a visit from Friday to Sunday."""

import dataclasses
import re
from datetime import date, timedelta

from assistant.commands import Command, Number, with_selector
from assistant.phrasing import say_when
from assistant.plan import Choice, Clarification, Effect, Question, ask
from assistant.resolution.context import Context, Target, key
from assistant.resolution.creation import Creation
from assistant.temporal.values import Anchored, Purpose
from assistant.timespan import instant
from models.changes import RowChange
from models.rows import Event, Task

DAY = timedelta(days=1)
#: An order may call a stay by the day on which it begins; what is told is told of that day.
TOLD = re.compile(r"\b(?:not?|(?:wo|is|are|ca)n['’]?t|cannot)\b", re.I)


def without_days(command: Command, targets: tuple[Target, ...], context: Context) -> Creation | Clarification | None:
    """The one stay that was found without the days that found it, and the whole of it offered; those in its midst are asked about. None
    where it is no stay, or these are all of its days."""
    row, selector = targets[0].row, command.selector
    single = len(targets) == 1 and targets[0].series is None and selector.number is Number.ONE
    if not single or not (selector.names or selector.attendees) or not isinstance(row, Event):
        return None
    first, after = row.start, row.end
    if type(first) is not date or type(after) is not date or after - first <= DAY:
        return None
    gone = days_said(" ".join(selector.whens), first, context)
    if gone is None or (gone[0] <= first and (gone[1] >= after or not TOLD.search(command.text))):
        return None
    begins, ends = gone[0] <= first < gone[1], gone[0] < after <= gone[1]
    if not (begins or ends):
        return ask_days_left(row)
    left = dataclasses.replace(row, start=gone[1]) if begins else dataclasses.replace(row, end=gone[0])
    whole = with_selector(command, whens=(), picked=(key(row),))
    said = say_when(row, context.now, context.zone)
    question = Question(
        f"“{row.summary}” is {said}. Or shall all of it go?", (Choice("All of it", f"cancel {row.summary}", (whole,)),)
    )
    return Creation((Effect(row, left, (RowChange(row, left),), reasons=targets[0].reasons),), question)


def ask_days_left(row: Event | Task) -> Clarification:
    """Some days of a stay shall go, and those that stay are no one stretch, or it is not said which they are."""
    return ask(f"“{row.summary}” is one event over several days. Which days shall be left?")


def days_said(phrase: str, first: date, context: Context) -> tuple[date, date] | None:
    """The days that a phrase names, as the stay's own where they are weekdays; None where it names none, or an hour."""
    then = dataclasses.replace(context, now=instant(first, context.zone))
    for seen in (context, then):
        said = seen.read_time(phrase, Purpose.SELECT) if phrase else None
        days = whole_days(said) if said is not None else None
        if days is not None and days[1] > first:
            return days
    return None


def whole_days(said: Anchored) -> tuple[date, date] | None:
    """From the first day to the one after the last; None for an hour, or where a side is open."""
    if said.time_said or not said.day_said or said.start is None or said.end is None:
        return None
    return said.start.date(), said.end.date()
