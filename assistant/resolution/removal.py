"""A delete command → its effects: events, tasks, whole lists with all that is on them (policies 10, 13, 17)."""

import dataclasses
import re
from collections.abc import Sequence
from datetime import date, timedelta

from assistant.commands import Command, Number, Values, with_selector
from assistant.phrasing import say_when
from assistant.plan import Choice, Clarification, Effect, Question, ask
from assistant.resolution import series
from assistant.resolution.calendars import find_list, of_kind
from assistant.resolution.context import Context, Target, key
from assistant.resolution.creation import Creation
from assistant.resolution.task_selection import unknown_list
from assistant.resolution.weekdays import dropped, parted
from assistant.temporal.values import Purpose
from assistant.timespan import elapsed, instant, occupied
from models.changes import RowChange
from models.rows import Event, Task

#: "cancel the last day of the fair", "the trip's first two nights".
ONE_OF_DAYS = r"(?:first|last|second|third|final)\s+(?:\w+\s+)?(?:days?|nights?)\b"
PART = re.compile(
    rf"['’]s\s+{ONE_OF_DAYS}|\b{ONE_OF_DAYS}\s+(?:of|off)\b(?!\s+(?:the\s+)?(?:week|month|year|term)\b)", re.I
)
DAY = timedelta(days=1)
#: An order may call a stay by the day on which it begins; what is told is told of that day.
TOLD = re.compile(r"\b(?:not?|(?:wo|is|are|ca)n['’]?t|cannot)\b", re.I)


def delete(command: Command, targets: tuple[Target, ...], context: Context) -> Creation | Clarification:
    """Deletes what was found; of a series of which some weekdays are named, these. What happens once can't be paused."""
    if command.pauses and (once := [t for t in targets if t.series is None]):
        return ask_pause(command, once)
    if PART.search(command.text) and (long := next((t.row for t in targets if lasts_days(t.row, context)), None)):
        return ask_days_left(long)
    if shorter := without_days(command, targets, context):
        return shorter
    found = parted(command, targets, context)
    if isinstance(found, Clarification):
        return found
    whole, parts = found
    removed = tuple(series.remove(target, context) for target in context.effort.each(whole))
    return Creation((*removed, *(effect for part in parts for effect in dropped(part, context))))


def lasts_days(row: Event | Task, context: Context) -> bool:
    """An event of more than one day."""
    time = occupied(row, context.zone)
    return time.start is not None and time.end is not None and elapsed(time.start, time.end) > timedelta(hours=25)


def ask_pause(command: Command, once: Sequence[Target]) -> Clarification:
    """ "pause the dentist until Friday": only a series can rest; a single thing may be put off until then."""
    row = once[0].row
    until = re.sub(r"^before\s+", "", " ".join(command.selector.whens), flags=re.I)
    question = f"“{row.summary}” happens only once, so there is nothing to pause."
    if len(once) > 1 or until == " ".join(command.selector.whens):
        return ask(f"{question} Shall it be moved or cancelled?")
    kind, that = "task" if isinstance(row, Task) else "event", with_selector(command, whens=(), picked=(key(row),))
    moved = dataclasses.replace(that, operation="update", object=kind, values=Values(when=(until,)), pauses=False)
    choice = Choice(f"Put it off until {until}", f"move {row.summary} to {until}", (moved,))
    return ask(f"{question} Put it off?", (choice,))


def delete_list(command: Command, context: Context) -> Creation | Clarification:
    """A list with its tasks, each shown; the default one stays, since new things need a place."""
    name = command.selector.list_name or next(iter(command.selector.names), None)
    if not name:
        return ask("Which list?")
    kinds = ("event", "task") if re.search(r"\bcalendar\b", command.text, re.I) else ("task", "event")
    known = next((c for kind in kinds if (c := find_list(name, of_kind(kind, context)))), None)
    if known is None:
        return unknown_list(command, context)
    if known.is_default:
        return ask(f"“{known.name}” is where new things go, so it stays. Shall I empty it instead?")
    rows = held_by(known.id, known.kind, context)
    effects = [Effect(row, None, (RowChange(row, None),)) for row in rows]
    return Creation((*effects, Effect(known, None, (RowChange(known, None),))))


def held_by(calendar_id: str, kind: str, context: Context) -> list[Event | Task]:
    """Every row of a calendar or list, overrides before their series."""
    if kind == "task":
        rows: list[Event | Task] = [t for t in context.queries.tasks() if t.calendar_id == calendar_id]
    else:
        ids = [n.id for n in context.queries.names("event") if n.calendar_id == calendar_id]
        rows = [r for r in context.queries.rows(ids) if isinstance(r, Event)]
    return sorted(rows, key=lambda row: row.recurrence_id is None)


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
    said, all_of_it = say_when(row, context.now, context.zone), Choice("All of it", f"cancel {row.summary}", (whole,))
    question = Question(f"“{row.summary}” is {said}. Or shall all of it go?", (all_of_it,))
    return Creation((Effect(row, left, (RowChange(row, left),), reasons=targets[0].reasons),), question)


def ask_days_left(row: Event | Task) -> Clarification:
    """Some days of a stay shall go, and those that stay are no one stretch, or it is not said which they are."""
    return ask(f"“{row.summary}” is one event over several days. Which days shall be left?")


def days_said(phrase: str, first: date, context: Context) -> tuple[date, date] | None:
    """The days that a phrase names, as the stay's own where they are weekdays; None where it names none, or an hour."""
    then = dataclasses.replace(context, now=instant(first, context.zone))
    for seen in (context, then) if phrase else ():
        said = seen.read_time(phrase, Purpose.SELECT)
        if said and said.day_alone and said.start and said.end and said.end.date() > first:
            return said.start.date(), said.end.date()
    return None
