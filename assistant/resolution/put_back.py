"""A date of a series that was cancelled, and is to take place after all: it is no exception of the series any more."""

import dataclasses
import re
from datetime import datetime, time, timedelta

from assistant.commands import Command
from assistant.phrasing import say_date
from assistant.plan import Choice, Clarification, Effect, ask
from assistant.resolution.alteration import UNCHANGED
from assistant.resolution.context import Context
from assistant.resolution.creation import Creation
from assistant.resolution.matching import words_of
from assistant.resolution.windows import aware
from assistant.temporal.exact import exact_day
from assistant.temporal.values import Purpose
from assistant.timespan import instant
from models.changes import ChangeSet, RowChange
from models.rows import Event, When

#: "put choir back on the 29th", "there is choir on the 29th after all", "choir is on again on the 29th".
BACK = re.compile(
    r"\b(?:put|bring|add)\b[^,;]*\bback\s+(?:on|in|for)\b|\bafter all\b|(?:\b(?:is|are)|['’]s)\s+(?:back\s+)?on again\b"
    r"|\b(?:reinstate|restore|un-?cancel|(?:is|are)n['’]?t cancell?ed|not cancell?ed)\b",
    re.I,
)
DAY = timedelta(days=1)


def put_back(command: Command, context: Context) -> Creation | Clarification | None:
    """What puts the cancelled date that is named back into its series; None where the words say no such thing, or no series of that name was
    ever cancelled then."""
    values, selector = command.values, command.selector
    names, when = selector.names or values.names, " ".join((*values.when, *selector.whens))
    moves = values.when and selector.whens  # "Monday's is at 9:30 after all"
    makes = command.object == "event" and command.operation in ("create", "update") and not moves
    if not makes or len(names) != 1 or not when or not BACK.search(command.text):
        return None
    rows = context.queries.rows(sorted(context.index("event").holding(words_of(names[0]))))
    series = [row for row in rows if isinstance(row, Event) and row.rrule]
    ahead = [(row, at) for row in series for at in row.exdates if instant(at, context.zone) >= context.midnight]
    read = context.read_time(when, Purpose.SELECT)
    if read is None or read.start is None or not read.day_said:  # "the 22nd and 29th"
        return ask_which(command, ahead, names[0], context) if ahead else None
    first = datetime.combine(read.start.date(), time(), context.zone)
    last = aware(read.end, read, context) or first + DAY
    gone = [(row, at) for row, at in ahead if first <= instant(at, context.zone) < last]
    if len(gone) == 1:
        return back_again(*gone[0], context)
    if gone:
        return ask_which(command, gone, names[0], context)
    if any(o.stored.uid in {row.uid for row in series} for o in context.events(first, last)):
        return UNCHANGED
    return ask(f"“{series[0].summary}” was not cancelled then.") if series else None


def back_again(row: Event, at: When, context: Context) -> Creation | None:
    """The date as something that is made: the series with one exception less."""
    after = dataclasses.replace(row, exdates=tuple(one for one in row.exdates if one != at))
    begin = instant(at, context.zone)
    with context.queries.supposing([ChangeSet((RowChange(row, after),))]) as queries:
        found = queries.event_occurrences(begin - DAY, begin + DAY)
        made = [o.row for o in found if o.stored.uid == row.uid and o.row.recurrence_id == at]
    return Creation((Effect(None, made[0], (RowChange(row, after),)),)) if made else None


def ask_which(command: Command, gone: list[tuple[Event, When]], name: str, context: Context) -> Clarification:
    """The question of several cancelled dates, each of which is put back by itself."""
    days = sorted({instant(at, context.zone).date() for _, at in gone})
    choices = []
    for day in days[:3]:
        values = dataclasses.replace(command.values, when=(exact_day(day),))
        selector = dataclasses.replace(command.selector, whens=())
        meant = dataclasses.replace(command, values=values, selector=selector)
        choices.append(Choice(say_date(day, context.now.date()), f"put {name} back on {exact_day(day)}", (meant,)))
    return ask("I put back one date at a time. Which one?", tuple(choices))
