"""An update command → its effects. Only what the words name changes; rule, notes, alarms and attendees stay (policy 15)."""

import dataclasses
import re
from collections.abc import Callable, Collection
from datetime import date, datetime, timedelta
from typing import Literal

from dateutil.tz import UTC

from assistant import wording
from assistant.commands import Command, Number, Referent, Scope, Status, says_again, with_values
from assistant.plan import Clarification, Effect, Question, ask
from assistant.resolution import series
from assistant.resolution.asking import ask_how_much, ask_scope, namesakes
from assistant.resolution.calendars import find_list, is_default_list, of_kind
from assistant.resolution.company import is_one_of, people, with_company, with_other_company
from assistant.resolution.context import Context, Target
from assistant.resolution.creation import Creation, created, new_calendar
from assistant.resolution.ends import last_of_so_many
from assistant.resolution.extent import is_boundless
from assistant.resolution.matching import words_of
from assistant.resolution.naming import RENAMING, capital, with_amount
from assistant.resolution.new_days import days_before
from assistant.resolution.reminding import lead_until
from assistant.resolution.renumbering import as_amount, counted_again, renumbered, so_much
from assistant.resolution.repetition import (
    EARLY,
    OF_EACH,
    ORDINAL_WEEKDAY,
    ends_then,
    in_part_of_day,
    last_day,
    lasting_until,
    longer_until,
    recurring_when,
    repeat,
    weekdays_named,
)
from assistant.resolution.retiming import Retimed, retime
from assistant.resolution.task_selection import occurrences_due
from assistant.resolution.weekdays import Part, ahead_of, by_days_kept, exchanged, parted, split_off
from assistant.temporal.shifts import read_leads
from assistant.temporal.values import Purpose
from assistant.timespan import counted_from, instant, start_of, wall
from models.changes import RowChange
from models.occurrence import Occurrence
from models.recurrence import parts
from models.rows import Alarm, Calendar, Event, Task

#: What an update says that changes nothing; after other commands it is passed over.
UNCHANGED = ask("That is how it stands already.")
#: As the new alarm: none.
NO_ALARM = "none"
#: "to Monday and Wednesday": for one time, two days.
SEVERAL_DAYS = re.compile(
    rf"(?:on )?{wording.WEEKDAY}(?:\s*(?:,|and|&)\s*(?:and )?{wording.WEEKDAY})+(?: (?:at|from) .+)?", re.I
)
COPIES = re.compile(rf"{wording.POLITE}(?:copy|duplicate|clone)\b", re.I)
MEDIUM = re.compile(wording.CALL_PROGRAMS, re.I)
#: What puts another alarm in the place of one; "set an alarm for 9 tomorrow" is one more.
REPLACE_ALARM = re.compile(
    r"\b(?:change|instead|move|update|make|set(?= (?!an?\b|another\b|up\b|one\b).*\bto (?:an? |half |\w+ (?:min|hour|day|week)))"
    r")\b|^\W*(?:(?:oh|ah|wait)\W+)*(?:no|nope|sorry)\b",  # "no, 20 minutes"
    re.I,
)

#: What puts another note in the place of one; "note: bring cash" is one more.
REPLACE_NOTE = re.compile(
    r"\b(?:change|replace|instead|update|set|make|edit|rewrite|correct|should (?:say|be|read)|(?:is|are) now)\b(?! an?\b)",
    re.I,
)

WEEK = timedelta(weeks=1)
Row = Event | Task


@dataclasses.dataclass(frozen=True)
class Altered:
    """A row after a change, with what is to be said about it."""

    row: Row
    warnings: tuple[str, ...] = ()
    question: Question | None = None


def update(command: Command, targets: tuple[Target, ...], context: Context) -> Creation | Clarification:
    """What an update does to the things it was found to mean."""
    command = calling(as_amount(command, targets, context), targets, context)
    if command.values.is_empty:
        return ask_what(command, targets)
    of_any = command.selector.kind == "task" and is_boundless(dataclasses.replace(command.selector, kind=None))
    if command.values.alarm and of_any:
        return ask("Which reminders? Name what they are for, or the list.")
    targets = of_a_month(command, counted_again(command, replacing(command, targets)), context)
    command = by_days_kept(command, targets, context)
    found = parted(command, targets, context)
    if isinstance(found, Clarification):
        return found
    if asked := ask_of_repeating(command, targets, context):
        return asked
    question = None
    calendar, new_list = destination(command, targets, context)
    effects = [created(new_list)] if new_list else []
    change_row = altering(command, calendar, context)

    def apply(row: Row) -> Row:
        altered = change_row(row)
        return row if isinstance(altered, Clarification) else altered.row

    for target, days in context.effort.each((*((t, None) for t in found[0]), *((p.target, p) for p in found[1]))):
        first = change_row(shown(target))
        if isinstance(first, Clarification):
            return first
        if asked := ask_of_leaping(command, target, first.row, targets, context):
            return asked
        question = question or first.question
        if command.copies or COPIES.match(command.text) or says_again(command) or target.row in context.gone:
            effects.append(copied(first, context))
            continue
        made = series.alter(target, apply, context) if days is None else altered_days(days, command, apply, context)
        told = [dataclasses.replace(effect, warnings=(*effect.warnings, *first.warnings)) for effect in made]
        effects += [effect for effect in told if effect.before != effect.after]
    if not effects:
        return UNCHANGED
    return Creation(tuple(effects), question or namesakes(command, context))


def replacing(command: Command, targets: tuple[Target, ...]) -> tuple[Target, ...]:
    """ "replace Ana with Bo in all reviews": in those that Ana comes to, if any."""
    gone = command.values.removed
    met = (t for t in targets if any(is_one_of(gone, guest) for guest in t.row.attendees))
    return tuple(met) or targets if gone and command.values.attendees else targets


def ask_what(command: Command, targets: tuple[Target, ...]) -> Clarification:
    """The words say no new value; those for a length at least which one."""
    if len(targets) != 1:
        return ask("What shall change?")
    name = targets[0].row.summary
    if wording.OTHER_TIME.search(command.text) or wording.DO_OTHER.search(command.text):
        return ask(f"When shall “{name}” be?")
    if command.end_alone and EARLY.search(command.text):
        return ask(f"When does “{name}” end?")
    if isinstance(targets[0].row, Event) and (command.end_alone or wording.LENGTH.search(command.text)):
        return ask_how_much(command, name)
    if wording.RENAMES.match(command.text):
        return ask(f"What shall “{name}” be called?")
    return ask(f"What shall change about “{name}”?")


def calling(command: Command, targets: tuple[Target, ...], context: Context) -> Command:
    """ "change lunch with Luis to coffee": what no calendar is called, and is not said to be one, is the new name; what it is held on, where."""
    values, name = command.values, command.values.list_name
    if not name or values.names or isinstance(targets[0].row, Task) or re.search(r"\bcalendar\b", command.text, re.I):
        return command
    if find_list(name, context.queries.calendars()):
        return command
    if MEDIUM.fullmatch(name):
        return with_values(command, list_name=None, location=capital(name))
    return with_values(command, list_name=None, names=(name,))


def copied(altered: Altered, context: Context) -> Effect:
    """ "copy the staff meeting to Thursday": another one like it, of which the first is left as it is."""
    alone = dataclasses.replace(altered.row, recurrence_id=None, rrule=None, rdates=(), exdates=(), sequence=0)
    row = dataclasses.replace(alone, id=context.new_id(), uid=context.new_id())
    return created(reopened(row) if isinstance(row, Task) else row, *altered.warnings)


def shown(target: Target) -> Row:
    """The row of which a change is said: an occurrence, or the whole series."""
    whole = target.scope is Scope.ALL or target.row.recurrence_id is None
    return target.series if whole and target.series is not None else target.row


def altered_days(part: Part, command: Command, apply: series.Change, context: Context) -> tuple[Effect, ...]:
    """Some weekdays of a series: exchanged for others, where nothing else is said, else changed as a series of their own."""
    values = command.values
    phrase = values.recurrence or " ".join(values.when)
    said = context.read_time(phrase, Purpose.CHANGE) if phrase else None
    if said is None or said.time_said or not (values.has_only("when") or values.has_only("recurrence")):
        return split_off(part, apply, context)
    new = frozenset({said.bare_weekday}) if said.bare_weekday is not None else weekdays_named(said)
    return split_off(part, apply, context) if new is None else exchanged(part, new, context)


def of_a_month(command: Command, targets: tuple[Target, ...], context: Context) -> tuple[Target, ...]:
    """ "push the log to sunday", of what is due on a day of each month, and never on one of the week: the one that is due now."""
    series, phrase = targets[0].series, " ".join(command.values.when)
    said = context.read_time(phrase, Purpose.CHANGE) if phrase and not command.scope and len(targets) == 1 else None
    rule = parts(series.rrule) if isinstance(series, Task) and series.rrule else {}
    monthly = rule.get("FREQ") in ("MONTHLY", "YEARLY") and "BYDAY" not in rule and not command.values.recurrence
    return occurrences_due(targets, context) if monthly and said and said.bare_weekday is not None else targets


def ask_of_repeating(command: Command, targets: tuple[Target, ...], context: Context) -> Clarification | None:
    """A repeating task moved: the next one, from it on, or all, where the words don't say (policy 13); "it", once changed, is the whole."""
    selector, values = command.selector, recurring_when(command, context).values
    settled = command.scope or selector.recurrence or selector.whens or selector.number is not Number.ONE
    settled = settled or selector.referent is Referent.IT
    target = targets[0]
    if settled or len(targets) > 1 or not (values.when or values.shift) or not isinstance(target.row, Task):
        return None
    due = occurrences_due(targets, context) if target.series is not None and target.row.recurrence_id is None else ()
    return next((ask_scope(command, [Occurrence(t.row, t.series)], context) for t in due if t.series), None)


def ask_of_leaping(
    command: Command, target: Target, after: Row, targets: tuple[Target, ...], context: Context
) -> Clarification | None:
    """ "move my meetings with Ana to next week": a series that has begun would lose what it was until then, so that its times are asked."""
    old, new = start_of(shown(target)), start_of(after)
    whole = target.series is not None and target.scope is Scope.ALL and command.scope is None
    if not whole or old is None or new is None or command.values.recurrence or wall(new) - wall(old) < WEEK:
        return None
    if instant(old, context.zone) >= context.now:
        return None
    serial = (t.scope is Scope.ALL and t.series is not None for t in targets)
    ahead = (
        ahead_of(t, context)[:1] if s else [Occurrence(t.row, t.series)] for t, s in zip(targets, serial, strict=True)
    )
    return ask_scope(command, [occurrence for each in ahead for occurrence in each], context)


def altering(command: Command, calendar: Calendar | None, context: Context) -> Callable[[Row], Altered | Clarification]:
    """The change of a command as a function of one row, worked out once for each."""
    known: dict[int, tuple[Row, Altered | Clarification]] = {}

    def change_row(row: Row) -> Altered | Clarification:
        if id(row) not in known:
            known[id(row)] = row, ask_one_day(row, command) or with_change(row, command, calendar, context)
        return known[id(row)][1]

    return change_row


def ask_one_day(row: Row, command: Command) -> Clarification | None:
    """ "move the vet to Monday and Wednesday": one thing is not on two days, nor does it repeat by that."""
    phrase = " ".join(command.values.when)
    if (row.is_series and row.recurrence_id is None) or not SEVERAL_DAYS.fullmatch(phrase):
        return None
    return ask(f"“{phrase}” is more than one day. On which of them is it?")


def destination(
    command: Command, targets: tuple[Target, ...], context: Context
) -> tuple[Calendar | None, Calendar | None]:
    """(the calendar or list that things move to, the same where it has to be created)."""
    name = command.values.list_name
    if not name:
        return None, None
    kind: Literal["event", "task"] = "task" if isinstance(targets[0].row, Task) else "event"
    known = find_list(name, of_kind(kind, context))
    if known is None and kind == "task" and is_default_list(name):
        known = context.queries.default_calendar("task")
    if known:
        return known, None
    made = new_calendar(name, kind, context)
    return made, made


def with_change(row: Row, command: Command, calendar: Calendar | None, context: Context) -> Altered | Clarification:
    """One row with what the command names."""
    command = in_part_of_day(recurring_when(of_each_month(command, row), context), row)
    ends = last_day(command, context) if row.rrule else None
    if ends is None and row.is_series:
        longer = longer_until(row, command) or last_of_so_many(row, command, context)
        if isinstance(longer, Clarification):
            return longer
        ends = longer
    retimed = retime(row, command, context) if ends is None else with_last_day(row, ends, context)
    if isinstance(retimed, Clarification):
        return retimed
    made, warnings = retimed.row, retimed.warnings
    if command.values.recurrence and ends is None:
        repeated = repeat(made, row, command, context)
        if isinstance(repeated, Clarification):
            return repeated
        made, warnings = repeated, (*warnings, *ends_then(made, repeated, context))
    ringing = ring(made, command, context) if command.values.alarm else made
    if isinstance(ringing, Clarification):
        return ringing
    return Altered(with_words(ringing, command, calendar, context), warnings, retimed.question)


def with_words(row: Row, command: Command, calendar: Calendar | None, context: Context) -> Row:
    """The row with all that is new of it but its times and alarms."""
    values, name = command.values, with_other_company(row, command, context)
    row = dataclasses.replace(row, summary=name, attendees=people(row, command, context))
    if values.names:
        name = with_amount(left_of_title(command, row), row, command.text)
        name = name if RENAMING.search(command.text) else so_much(name, row) or renumbered(name, row.summary) or name
        row = dataclasses.replace(row, summary=capital(with_company(name, row)))
    adds = values.description and row.description and not REPLACE_NOTE.search(command.text)
    made = without_fields(
        dataclasses.replace(
            row,
            location=renumbered(values.location, row.location) or row.location,
            description=f"{row.description}\n{values.description}" if adds else values.description or row.description,
            calendar_id=calendar.id if calendar else row.calendar_id,
            priority=wording.priority_of(values.priority) or row.priority,
        ),
        values.cleared,
    )
    return reopened(made) if values.status is Status.OPEN and isinstance(made, Task) else made


def reopened(task: Task) -> Task:
    """The task, still to be done."""
    return dataclasses.replace(task, status="NEEDS-ACTION", completed=None, percent=None)


def left_of_title(command: Command, row: Row) -> str:
    """The new title, "drop the “TBC” from the title" being what is left of the old one."""
    name = re.escape(command.values.names[0])
    drops = re.search(rf"\b(?:drop|remove|take|lose)\s+(?:the\s+)?(?:words?\s+)?[\"“]?{name}\b", command.text, re.I)
    rest = re.sub(rf"[\W_]*\b{name}\b[\W_]*", " ", row.summary, flags=re.I).strip()
    return rest if drops and rest else command.values.names[0]


def of_each_month(command: Command, row: Row) -> Command:
    """ "to the last day of the month", "to the first Monday", of a series by the month: of each."""
    values = command.values
    phrase = " ".join(values.when) or values.recurrence or ""
    monthly = row.is_series and "FREQ=MONTHLY" in (row.rrule or "")
    weekday = ORDINAL_WEEKDAY.fullmatch(phrase)
    if not monthly or (values.when and values.recurrence) or not (weekday or OF_EACH.search(phrase)):
        return command
    hour = (f"at {weekday[2]}",) if weekday and weekday[2] else ()
    rule = f"{weekday[1]} of the month" if weekday else phrase
    return with_values(command, when=hour, recurrence=rule)


def with_last_day(row: Row, day: date, context: Context) -> Retimed | Clarification:
    """The series with another last day."""
    made = lasting_until(row, day, context)
    return made if isinstance(made, Clarification) else Retimed(made, ends_then(row, made, context))


def without_fields(row: Row, fields: Collection[str]) -> Row:
    """The row without what is taken away ("remove the due date"); an alarm that was counted from the due goes with it."""
    present = {f.name for f in dataclasses.fields(row)}
    gone: dict[str, tuple[Alarm, ...] | tuple[()] | None] = {name: None for name in fields if name in present}
    if "attendees" in gone:
        gone["attendees"] = ()
    if "due" in gone:
        gone["alarms"] = tuple(alarm for alarm in row.alarms if isinstance(alarm.trigger, datetime))
    return dataclasses.replace(row, **gone)  # type: ignore[arg-type]


def ring(row: Row, command: Command, context: Context) -> Row | Clarification:
    """The row with one more alarm, or another one where the words say change (policy 16)."""
    said, start = command.values.alarm or "", row.due or row.start if isinstance(row, Task) else row.start
    if said == NO_ALARM:
        return dataclasses.replace(row, alarms=())
    if start is not None and not (isinstance(row, Task) and not row.is_open):
        said = days_before(said, wall(start).date())
    leads = read_leads(said, counted_from(start_of(row), row.rrule))
    then = lead_until(said, start, row.rrule, context) if start is not None and not leads else None
    leads = (then,) if then is not None else leads
    if not leads and said.casefold() == "before":
        return ask(f"How long before “{row.summary}”?")
    if not leads:
        return ask(f"I could not read “{said}”. How long before?")
    kept = () if REPLACE_ALARM.search(command.text) else row.alarms
    known = {alarm.trigger for alarm in kept}
    new = tuple(Alarm(trigger=-lead) for lead in leads if -lead not in known)
    return dataclasses.replace(row, alarms=(*kept, *new))


def update_list(command: Command, context: Context) -> Creation | Clarification:
    """A list or calendar under another name."""
    name = command.selector.list_name or next(iter(command.selector.names), None)
    known = find_list(name, context.queries.calendars()) if name else None
    if known is None:
        return ask(f"I found no list “{name}”." if name else "Which list?")
    new = next(iter(command.values.names), None) or command.values.list_name
    if not new:
        return ask(f"What shall “{known.name}” be called?")
    others = (c for c in context.queries.calendars() if c.kind == known.kind and c.id != known.id)
    if taken := next((c.name for c in others if words_of(c.name) == words_of(new)), None):
        return ask(f"There is a “{taken}” already.")
    after = dataclasses.replace(known, name=capital(new))
    return Creation((Effect(known, after, (RowChange(known, after),)),))


def complete(targets: tuple[Target, ...], context: Context) -> Creation | Clarification:
    """Ticks tasks off: STATUS COMPLETED; of a recurring one the occurrence found, as an override (policy 18)."""
    at: datetime = context.now.astimezone(UTC)  # COMPLETED is in UTC (RFC 5545 3.8.2.1)

    def done(row: Row) -> Row:
        assert isinstance(row, Task)
        return dataclasses.replace(row, status="COMPLETED", completed=at, percent=100)

    effects = [effect for target in targets for effect in series.alter(target, done, context)]
    return Creation(tuple(effects))
