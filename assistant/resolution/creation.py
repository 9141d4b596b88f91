"""A create command → the rows it makes. Policies 4–7, 16, 17, 19, 20."""

import dataclasses
import re
from collections.abc import Sequence
from datetime import timedelta
from typing import Literal

from assistant import wording
from assistant.commands import Command, with_values, without_words
from assistant.phrasing import join
from assistant.plan import Choice, Clarification, Effect, Question, ask, compose
from assistant.resolution.asking import ask_day, ask_name, ask_whom, calendar_meant, namesakes, replaced, said_so
from assistant.resolution.calendars import find_list, is_default_list, of_kind
from assistant.resolution.coming_and_going import with_movement
from assistant.resolution.context import Context
from assistant.resolution.counted import until_event
from assistant.resolution.halves import other_hours
from assistant.resolution.matching import words_of
from assistant.resolution.naming import (
    capital,
    each_of_both,
    known_name,
    length_told,
    named_for,
    named_with,
    one_of_many,
    only_for,
    own_names,
    task_title,
    title_of,
    unsure_of,
    with_activity,
    with_people_of_place,
    with_shared_verb,
    with_whose,
)
from assistant.resolution.new_days import days_before
from assistant.resolution.new_times import Times, event_times, task_times
from assistant.resolution.open_slots import in_gap
from assistant.resolution.plain_times import plain_time
from assistant.resolution.readings import OWN_DAY, feast_of, told_past, weekday_of
from assistant.resolution.reminding import asks_to_be_reminded, lead_until, reminder, reminds_self
from assistant.resolution.repetition import settled
from assistant.resolution.several_times import by_day, by_hour, each_named, in_a_row, on_each
from assistant.temporal.exact import exact_day
from assistant.temporal.series import is_of_each
from assistant.temporal.shifts import read_leads, read_length
from assistant.temporal.values import Purpose
from assistant.timespan import counted_from, wall
from models.changes import ChangeSet, RowChange
from models.colors import next_color
from models.recurrence import parts
from models.rows import Alarm, Attendee, Calendar, Event, Task

#: How long each time of a repeating task takes.
MINUTES = r"(?:half an|an?|\d+|\w+)\s+(?:hours?|hrs?|minutes?|mins?)(?:\s+and\s+a\s+half)?\b"
SEVERAL_LISTS = re.compile(r"\b(?:both|all|two|three)(?: of)?(?: the| my| our)? lists\b", re.I)
#: Not settled yet (RFC 5545, 3.8.1.11), of which the first are no place either.
UNSETTLED = re.compile(r"(?:tbc|tba|tbd|to be confirmed)", re.I)
TENTATIVE = re.compile(
    r"\b(?:may (?:need|have|want) to|might|tbd|tentative(?:ly)?|maybe|perhaps|possibly|provisional(?:ly)?|tbc|to be confirmed|not (?:yet )?(?:confirmed|sure))\b",
    re.I,
)
#: When to come, and when it begins.
TWO_HOURS = re.compile(
    r"\b\d{1,2}(?:[:.]\d\d)?(?:\s*[ap]m)? for \d{1,2}(?:[:.]\d\d(?:\s*[ap]m)?\b|(?:\s*[ap]m)?\b(?![:.]\d|\s*[a-z]))",
    re.I,
)
CALENDAR = re.compile(r"\b(?:calendars?|diary|agenda|list)\b", re.I)
#: When one may be reminded, where nobody said.
REMIND_THEN = ("this evening", "tomorrow morning")
#: "put balloons on it": on the list last talked of.
ON_IT = re.compile(r"\b(?:on|to|in|into) (?:it|there|that|this|that list|the list)\b", re.I)


@dataclasses.dataclass(frozen=True)
class Creation:
    """The effects of a create, with its question."""

    effects: tuple[Effect, ...]
    question: Question | None = None


def create(command: Command, context: Context) -> Creation | Clarification:
    """What a create command makes: an event, tasks (with their list where it is new), or a list; for each of several hours or days one."""
    make = {"event": create_event, "task": create_tasks, "list": create_list}[command.object or "event"]
    meant = plain_time(without_now(told_past(command)), context)
    if isinstance(meant, Clarification):
        return meant
    command = on_each(meant, context)
    command = with_end(on_its_weekday(on_its_feast(until_event(command, context), context), context), context)
    hours = each_named(by_day(command, context) or in_a_row(command, context) or by_hour(command, context))
    if len(hours) < 2:
        return make(command, context)
    effects, questions = tuple[Effect, ...](), list[Question | None]()
    for one in hours:
        # a list that was made for the first hour takes the others too
        with context.queries.supposing([ChangeSet(compose(effects))]) as queries:
            made = make(one, dataclasses.replace(context, queries=queries))
        if isinstance(made, Clarification):
            return ask(made.question.text)
        effects += made.effects
        questions.append(made.question)
    return Creation(effects, other_hours(command, questions))


def without_now(command: Command) -> Command:
    """ "tea with Mira every Friday | from now on": of a new series these words say no hour, nor anything else."""
    values = command.values
    whens = tuple(when for when in values.when if not wording.SCOPE_FUTURE.fullmatch(when))
    lasting = values.recurrence and len(whens) < len(values.when)
    return with_values(command, when=whens, times=None) if lasting else command


def on_its_feast(command: Command, context: Context) -> Command:
    """ "Mother's Day brunch every year", of which no day is said, "Thanksgiving next year", "New Year's Day walk at 11" are on the holiday with which the name begins."""
    values = command.values
    feast = next(filter(None, map(feast_of, values.names)), None)
    year = context.read_time(" ".join(values.when), Purpose.CREATE) if feast and values.when else None
    alone = feast and values.names == (feast,)
    if alone and year is not None and year.start is not None and (year.kind, year.grain) == ("interval", "year"):
        return with_values(command, when=(f"{feast} {year.start.year}",))
    says_day = feast and feast.casefold().endswith(("day", "eve", "night"))  # "halloween disco" may be on another
    untimed = says_day and not (values.when or values.recurrence or values.duration)
    timed = untimed or (year is not None and year.time_said and not year.day_said and not values.recurrence)
    own = feast and (OWN_DAY.search(feast) or (alone and not untimed))
    day = context.read_time(feast, Purpose.CREATE) if feast and timed and own else None
    if day is not None and day.start is not None:
        return with_values(command, when=(exact_day(day.start), *values.when))
    rule = context.read_time(values.recurrence or "", Purpose.CREATE) if feast else None
    if rule is None or rule.rrule != "FREQ=YEARLY":
        return command
    if any((when := context.read_time(text, Purpose.CREATE)) and when.day_said for text in values.when):
        return command
    return with_values(command, recurrence=f"{values.recurrence} on {feast}", times=None)


def on_its_weekday(command: Command, context: Context) -> Command:
    """ "Friday drinks at 6", of which no day is said, is on a Friday."""
    values = command.values
    named = next(filter(None, map(weekday_of, values.names)), None)
    when = context.read_time(" ".join(values.when), Purpose.CREATE) if named and values.when else None
    if named is None or when is None or when.start is None or when.day_said or when.rrule or values.recurrence:
        return command
    if not when.time_said or when.start.weekday() == named[1]:
        return command
    return with_values(command, when=(named[0], *values.when))


def with_end(command: Command, context: Context) -> Command:
    """ "Mondays at 5 for 10 weeks": a length of days that can't be that of each time is how long the series goes on."""
    values = command.values
    length, phrase = read_length(values.duration or ""), " ".join((values.recurrence or "", *values.when)).strip()
    if length is None or not (length.days or length.months or length.years):
        return command
    whole = context.read_time(phrase, Purpose.CREATE)
    rule = context.read_time(values.recurrence, Purpose.CREATE) if values.recurrence else whole
    if rule is None or not rule.rrule or not rule.start:
        return command
    timed = whole is not None and whole.time_said
    if command.object != "task" and is_of_each(length, parts(rule.rrule), rule.start, timed):
        return command
    when = values.when if values.recurrence else ()
    going_on = f"{values.recurrence or phrase} for {values.duration}"
    return with_values(command, recurrence=going_on, when=when, duration=None)


def created(row: Event | Task | Calendar, *warnings: str) -> Effect:
    """The effect of a new row."""
    return Effect(None, row, (RowChange(None, row),), warnings=warnings)


def create_event(command: Command, context: Context) -> Creation | Clarification:
    """A new event in the default calendar or the one named."""
    placed = in_gap(with_people_of_place(with_whose(with_activity(command, context), context), context), context)
    if isinstance(placed, Clarification):
        return placed
    command, values = placed, placed.values
    times = event_times(command, context)
    if isinstance(times, Clarification):
        return times
    place = calendar_of(command, context)
    if isinstance(place, Clarification):
        return place
    calendar, made = place
    if asked := ask_whom(command) or ask_name(command):
        return asked
    people = each_of_both([p for p in values.attendees if p.lower() not in ("me", "myself")], command, context)
    assert times.start is not None and times.end is not None
    leads = leads_of(command, times, context)
    if isinstance(leads, Clarification):
        return leads
    for name in own_names(values.names) or (title_of(command, people),):
        name = with_movement(name, command, context.index("event"))
        served = only_for(name, people, command)
        come = [person for person in people if person not in served]
        row = Event(
            id=context.new_id(),
            calendar_id=calendar.id,
            uid=context.new_id(),
            summary=capital(named_with(one_of_many(name), people, command)),
            start=times.start,
            end=times.end,
            rrule=times.rrule,
            location=None if UNSETTLED.fullmatch(values.location or "") else values.location,
            description=values.description or first_of_two_hours(values.when),
            status="TENTATIVE" if TENTATIVE.search(said_beside_names(command)) else None,
            attendees=guests(come, command, context),
            alarms=tuple(Alarm(trigger=-lead) for lead in leads),
        )
        made.append(created(settled(row, times.skipped), *times.warnings))
    told_apart = with_values(command, attendees=tuple(come))
    return Creation(tuple(made), namesakes(told_apart, context) or times.question or calendar_meant(command, context))


def guests(people: Sequence[str], command: Command, context: Context) -> tuple[Attendee, ...]:
    """Who is there, of whom some may come."""
    maybe = {known_name(p, context): "TENTATIVE" if unsure_of(p, command) else None for p in people}
    return tuple(Attendee(name=name, partstat=state) for name, state in maybe.items())


def said_beside_names(command: Command) -> str:
    """The words of a new thing without its names, places and notes, and what only doubts who comes, or how long it takes."""
    values = command.values
    said = (*values.names, *values.attendees, values.location, values.description)
    doubts = [found[0] for p in values.attendees if (found := unsure_of(p, command))]
    doubts.append(length_told(command))
    return without_words(command.text, *doubts, *(words for words in said if not UNSETTLED.fullmatch(words or "")))


def first_of_two_hours(whens: Sequence[str]) -> str | None:
    """ "7 for 7.30", of which the event takes the first: the words themselves, as its note."""
    found = next((m for when in whens if (m := TWO_HOURS.search(when))), None)
    return found[0] if found else None


def calendar_of(command: Command, context: Context) -> tuple[Calendar, list[Effect]] | Clarification:
    """The calendar of a new event, and its making where none is called so and the words say that it is one: "under Brown" may be anything."""
    name, default = command.values.list_name, context.queries.default_calendar("event")
    named = find_list(name, of_kind("event", context)) if name else default
    if named or not name:
        return named or default, []
    if CALENDAR.search(command.text):
        made = new_calendar(name, "event", context)
        return made, [created(made)]
    there = with_values(command, list_name=default.name)
    choices = (
        said_so(default.name, replaced(command, name, default.name), there),
        said_so(f"A new calendar, {capital(name)}", replaced(command, name, f"{name} calendar"), command),
    )
    return ask(f"There is no calendar “{capital(name)}”. Which one is it for?", choices)


def leads_of(command: Command, times: Times, context: Context) -> tuple[timedelta, ...] | Clarification:
    """How long before an event each of its alarms rings; a time of the day ("remind me at noon") is one of the event's own day."""
    said, start = command.values.alarm, times.start
    assert start is not None
    said = days_before(said, wall(start).date()) if said else said
    leads = read_leads(said or "", counted_from(start, times.rrule), bool(wording.SEVERAL_ALARMS.search(command.text)))
    if leads or not said:
        return leads
    lead = lead_until(said, start, times.rrule, context)
    return (lead,) if lead is not None else ask(f"I could not read “{said}” as a reminder. How long before?")


def create_list(command: Command, context: Context) -> Creation | Clarification:
    """A new list for tasks, or a calendar where the words say so."""
    name = command.values.list_name or next(iter(command.values.names), None)
    if not name:
        return ask("What shall it be called?")
    kind: Literal["event", "task"] = "event" if re.search(r"\bcalendar\b", command.text, re.I) else "task"
    several = bool(re.search(r"\b(?:list|calendar)s\b", command.text, re.I))
    called = (name, *command.values.names) if several and command.values.list_name else (name,)
    calendars = of_kind(kind, context)
    known = next((c for c in calendars for one in called if words_of(c.name) == words_of(one)), None)
    if known:
        return ask(f"There is a “{known.name}” already.", added_to(known, command))
    made = list[Calendar]()
    for one in called:
        made.append(new_calendar(one, kind, context, made))
    items = command.values.names if command.values.list_name and kind == "task" and not several else ()
    effects = (*(created(row) for row in made), *(created(item_of(item, made[0].id, context)) for item in items))
    return Creation(effects, lists_instead(command, (name, *items)))


def lists_instead(command: Command, names: tuple[str, ...]) -> Question | None:
    """ "new list: garden, office": the second may be another list, where nothing sets it apart as what stands on the first."""
    row = r"\s*(?:,|and|&)\s*".join(map(re.escape, names))
    if len(names) != 2 or not re.search(rf"\blist:?\s+{row}\W*$", command.text, re.I):
        return None
    said = f"create lists {join(list(names))}"
    return Question(
        "Or a list each?",
        (Choice(f"Lists {join(list(map(capital, names)))}", said, (dataclasses.replace(command, text=said),)),),
    )


def added_to(known: Calendar, command: Command) -> tuple[Choice, ...]:
    """The items that a list which is there already should have had, for that list."""
    names = command.values.names
    if not (names and command.values.list_name and known.kind == "task"):
        return ()
    instead = dataclasses.replace(with_values(command, list_name=known.name), object="task")
    return (Choice(f"Add to {known.name}", f"add {', '.join(names)} to {known.name}", (instead,)),)


def item_of(name: str, list_id: str, context: Context) -> Task:
    """An item of a list."""
    summary = capital(without_article(name))
    return Task(id=context.new_id(), uid=context.new_id(), calendar_id=list_id, summary=summary, status="NEEDS-ACTION")


def new_calendar(
    name: str, kind: Literal["event", "task"], context: Context, beside: Sequence[Calendar] = ()
) -> Calendar:
    """A calendar or list behind the others, those of the same plan included, in a colour that is free."""
    known = (*context.queries.calendars(), *beside)
    return Calendar(id=context.new_id(), name=capital(name), kind=kind, color=next_color(known), position=len(known))


def list_of(command: Command, context: Context) -> tuple[Calendar, list[Effect]]:
    """The list of a new task, and its making where no list is called so."""
    name, default = command.values.list_name, context.queries.default_calendar("task")
    lists = of_kind("task", context)
    if not name:
        return next((c for c in lists if c.id in context.focus and ON_IT.search(command.text)), default), []
    if named := find_list(name, lists):
        return named, []
    if is_default_list(name):
        return default, []
    made = new_calendar(name, "task", context)
    return made, [created(made)]


def create_tasks(command: Command, context: Context) -> Creation | Clarification:
    """Reminders, to-dos and items of a list; an unknown list is created before its first task (policy 17)."""
    values = command.values
    if SEVERAL_LISTS.search(said_beside_names(command)) and not values.list_name:
        return ask("Which lists? Say one, and then the other.")
    times = task_times(command, context)
    if isinstance(times, Clarification):
        return times
    calendar, made = list_of(command, context)
    reminds = asks_to_be_reminded(command.text)
    start, alarms, warnings = reminder(times, command, context) if reminds else (times.start, (), times.warnings)
    named = with_shared_verb(values.names, command.text)
    names = tuple(with_length(name, command) for name in named) or (task_title(command),)
    if not all(names):
        return ask("What shall I note down?")
    people = () if reminds_self(values.attendees) else values.attendees
    for name in names:
        row = Task(
            id=context.new_id(),
            calendar_id=calendar.id,
            uid=context.new_id(),
            summary=capital(named_for(name, people, command.text) if people else without_article(name)),
            start=start if times.rrule else None,
            due=None if times.rrule else start,
            rrule=times.rrule,
            status="NEEDS-ACTION",
            priority=wording.priority_of(values.priority),
            location=values.location,
            description=values.description,
            alarms=alarms,
        )
        made.append(created(settled(row, times.skipped), *warnings))
    question = times.question or (ask_day(command) if reminds else None)
    if reminds and times.start is None:
        question = Question("When shall I remind you?", tuple(said_then(command, when) for when in REMIND_THEN))
    return Creation(tuple(made), question)


def said_then(command: Command, when: str) -> Choice:
    """The same command with a time."""
    return said_so(capital(when), f"{command.text} {when}", with_values(command, when=(when,)))


def with_length(name: str, command: Command) -> str:
    """A task has no length of its own, so that its name keeps the one beside it: "practice guitar for 20 minutes"."""
    length = re.escape(command.values.duration or "")
    beside = re.search(rf"{re.escape(name)}\s+(?:for\s+)?{length}(?!\w)", command.text) if length else None
    if beside is None and command.values.recurrence:
        beside = re.search(rf"{re.escape(name)}\s+for\s+{MINUTES}", command.text, re.I)
    return beside[0] if beside else name


def without_article(name: str) -> str:
    """ "a raincoat" is noted as raincoat; "A Room with a View" keeps its capital A."""
    return re.sub(r"^(?:a|an|some) (?=\S)", "", name)
