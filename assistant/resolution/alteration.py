"""An update command → its effects. Only what the words name changes; rule, notes, alarms and attendees stay (policy 15)."""

import dataclasses
import re
from collections.abc import Callable
from datetime import datetime
from typing import Literal

from dateutil.tz import UTC

from assistant import wording
from assistant.commands import Command, Status
from assistant.plan import Clarification, Effect, Question
from assistant.resolution import rules, series
from assistant.resolution.asking import ask_days, ask_when
from assistant.resolution.context import Context, Target
from assistant.resolution.creation import Creation, created
from assistant.resolution.matching import content, holds, is_person, words_of
from assistant.resolution.naming import capital, known_name
from assistant.resolution.retiming import retime
from assistant.resolution.selection import find_list
from assistant.temporal.shifts import read_lead
from assistant.temporal.values import Purpose
from assistant.timespan import stepped, wall
from models.changes import RowChange
from models.rows import Alarm, Attendee, Calendar, Event, Task

REPLACE_ALARM = re.compile(r"\b(?:change|instead|move|update|make)\b", re.I)
NO_REPEAT = re.compile(r"\b(?:stop|not|no longer|don't|never|once|one[- ]time|one[- ]off)\b", re.I)
EVERYONE = re.compile(r"^(?:everyone|everybody|all|all (?:of )?them|the guests|guests|attendees)$", re.I)

Problem = Clarification
Row = Event | Task


@dataclasses.dataclass(frozen=True)
class Altered:
    """A row after a change, with what is to be said about it."""

    row: Row
    warnings: tuple[str, ...] = ()
    question: Question | None = None


def update(command: Command, targets: tuple[Target, ...], context: Context) -> Creation | Clarification:
    """What an update does to the things it was found to mean."""
    if command.values.is_empty:
        return ask_when(
            command,
            f"What shall change about “{targets[0].row.summary}”?" if len(targets) == 1 else "What shall change?",
        )
    effects, question = [], None
    calendar, new_list = destination(command, targets, context)
    effects += [created(new_list)] if new_list else []
    for target in targets:
        first = change(
            target.row if target.row.recurrence_id or target.series is None else target.series,
            command,
            calendar,
            context,
        )
        if isinstance(first, Clarification):
            return first
        question = question or first.question
        for effect in series.alter(target, changing(command, calendar, context), context):
            if effect.before != effect.after:
                effects.append(dataclasses.replace(effect, warnings=(*effect.warnings, *first.warnings)))
    if not effects:
        return Clarification(Question("That is how it stands already."))
    return Creation(tuple(effects), question)


def changing(command: Command, calendar: Calendar | None, context: Context) -> Callable[[Row], Row]:
    """The change of a command as a function of one row; a row that it can't change stays as it is."""

    def apply(row: Row) -> Row:
        altered = change(row, command, calendar, context)
        return row if isinstance(altered, Clarification) else altered.row

    return apply


def destination(
    command: Command, targets: tuple[Target, ...], context: Context
) -> tuple[Calendar | None, Calendar | None]:
    """(the calendar or list that things move to, the same where it has to be created)."""
    name = command.values.list_name
    if not name:
        return None, None
    kind: Literal["event", "task"] = "task" if isinstance(targets[0].row, Task) else "event"
    known = find_list(name, (c for c in context.queries.calendars() if c.kind == kind))
    if known:
        return known, None
    made = Calendar(id=context.new_id(), name=capital(name), kind=kind, position=len(context.queries.calendars()))
    return made, made


def change(row: Row, command: Command, calendar: Calendar | None, context: Context) -> Altered | Clarification:
    """One row with what the command names."""
    command = recurring_when(command, context)
    retimed = retime(row, command, context)
    if isinstance(retimed, Clarification):
        return retimed
    made, values = retimed.row, command.values
    if values.recurrence:
        repeated = repeat(made, command, context)
        if isinstance(repeated, Clarification):
            return repeated
        made = repeated
    if values.alarm:
        ringing = ring(made, command)
        if isinstance(ringing, Clarification):
            return ringing
        made = ringing
    made = dataclasses.replace(made, attendees=people(made, command, context))
    if values.names:
        made = dataclasses.replace(made, summary=capital(values.names[0]))
    if values.location:
        made = dataclasses.replace(made, location=values.location)
    if values.description:
        made = dataclasses.replace(
            made,
            description=f"{made.description}\n{values.description}"
            if made.description and re.search(r"\badd\b", command.text, re.I)
            else values.description,
        )
    if calendar:
        made = dataclasses.replace(made, calendar_id=calendar.id)
    priority = next((p for found, p in wording.PRIORITIES if values.priority and found.search(values.priority)), None)
    if priority:
        made = dataclasses.replace(made, priority=priority)
    if values.status is Status.OPEN and isinstance(made, Task):
        made = dataclasses.replace(made, status="NEEDS-ACTION", completed=None, percent=None)
    return Altered(made, retimed.warnings, retimed.question)


def recurring_when(command: Command, context: Context) -> Command:
    """ "move it to Wednesdays" is a new repetition, not a new day."""
    values = command.values
    if len(values.when) != 1 or values.recurrence:
        return command
    anchored = context.read_time(values.when[0], Purpose.CHANGE)
    if anchored is None or anchored.kind != "recurrence":
        return command
    return dataclasses.replace(command, values=dataclasses.replace(values, when=(), recurrence=values.when[0]))


def people(row: Row, command: Command, context: Context) -> tuple[Attendee, ...]:
    """The attendees, without those taken off and with those invited."""
    everyone = any(EVERYONE.match(name) for name in command.values.removed)
    kept = [
        a
        for a in row.attendees
        if not everyone and not any(is_person(name, (a.name,)) for name in command.values.removed)
    ]
    for name in command.values.attendees:
        if not any(holds(content(name), words_of(a.name)) for a in kept):
            kept.append(Attendee(name=known_name(name, context)))
    return tuple(kept)


def repeat(row: Row, command: Command, context: Context) -> Row | Clarification:
    """The row with another rule; its start moves to the first date that the rule names, where it names weekdays or days."""
    phrase = command.values.recurrence or ""
    if NO_REPEAT.search(phrase):
        return dataclasses.replace(row, rrule=None, rdates=(), exdates=())
    found = context.read_time(phrase, Purpose.CHANGE)
    if found is None or not found.rrule:
        return ask_days(command, found if found and found.kind == "recurrence" else None, phrase)
    start = row.start or (row.due if isinstance(row, Task) else None)
    if start is None:
        day = (found.start or context.now.replace(tzinfo=None)).date()
        return dataclasses.replace(row, start=day, rrule=found.rrule)
    made: Row = dataclasses.replace(row, rrule=found.rrule)
    if "BY" in found.rrule and found.start is not None:
        first = rules.first_from(dataclasses.replace(made, start=start), start)
        if first is not None and wall(first) != wall(start):
            step = wall(first) - wall(start)
            made = dataclasses.replace(made, start=stepped(start, step))
            if isinstance(made, Event) and made.end is not None:
                made = dataclasses.replace(made, end=stepped(made.end, step))
    if isinstance(made, Task) and made.due is not None:
        made = dataclasses.replace(made, start=made.start or made.due, due=None)
    return made


def ring(row: Row, command: Command) -> Row | Clarification:
    """The row with one more alarm, or another one where the words say change (policy 16)."""
    lead = read_lead(command.values.alarm or "", row.due or row.start if isinstance(row, Task) else row.start)
    if lead is None:
        return ask_when(command, f"I could not read “{command.values.alarm}”. How long before?")
    alarm = Alarm(trigger=-lead)
    replaces = row.alarms and REPLACE_ALARM.search(command.text)
    if not replaces and any(known.trigger == alarm.trigger for known in row.alarms):
        return row
    return dataclasses.replace(row, alarms=(alarm,) if replaces else (*row.alarms, alarm))


def update_list(command: Command, context: Context) -> Creation | Clarification:
    """A list or calendar under another name."""
    name = command.selector.list_name or next(iter(command.selector.names), None)
    known = find_list(name, context.queries.calendars()) if name else None
    if known is None:
        return Clarification(Question(f"I found no list “{name}”." if name else "Which list?"))
    new = next(iter(command.values.names), None) or command.values.list_name
    if not new:
        return Clarification(Question(f"What shall “{known.name}” be called?"))
    after = dataclasses.replace(known, name=capital(new))
    return Creation((Effect(known, after, (RowChange(known, after),)),))


def complete(command: Command, targets: tuple[Target, ...], context: Context) -> Creation | Clarification:
    """Ticks tasks off: STATUS COMPLETED; of a recurring one the occurrence found, as an override (policy 18)."""
    at: datetime = context.now.astimezone(UTC)  # COMPLETED is in UTC (RFC 5545 3.8.2.1)

    def done(row: Row) -> Row:
        assert isinstance(row, Task)
        return dataclasses.replace(row, status="COMPLETED", completed=at, percent=100)

    effects = [effect for target in targets for effect in series.alter(target, done, context)]
    return Creation(tuple(effects))
