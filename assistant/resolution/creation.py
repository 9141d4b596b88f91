"""A create command → the rows it makes. Policies 4–7, 16, 17, 19, 20."""

import dataclasses
import re
from datetime import date, datetime, time, timedelta
from typing import Literal

from dateutil.relativedelta import relativedelta
from rapidfuzz.distance import OSA

from assistant import wording
from assistant.commands import Command
from assistant.plan import Choice, Clarification, Effect, Question
from assistant.resolution.asking import ask_when
from assistant.resolution.context import Context
from assistant.resolution.lengths import read_duration
from assistant.resolution.matching import content, holds, words_of
from assistant.resolution.selection import find_list
from assistant.resolution.windows import aware
from assistant.temporal.series import merge
from assistant.temporal.shifts import read_lead
from assistant.temporal.values import Anchored, Purpose
from assistant.timespan import later, restated
from models.changes import RowChange
from models.rows import Alarm, Attendee, Calendar, Event, Task, When

#: Where a new event begins when only a part of day is said, and meals (policies 6 and 7).
PARTS_OF_DAY = {
    "morning": time(9),
    "noon": time(12),
    "afternoon": time(14),
    "evening": time(19),
    "tonight": time(20),
    "night": time(20),
}
MEALS = {"breakfast": time(8), "brunch": time(11), "lunch": time(12), "dinner": time(19), "supper": time(19)}
PRIORITIES = ((wording.pattern("high(?:est)?", "urgent", "important", "top", "critical", "asap", "1"), 1),
              (wording.pattern("low(?:est)?", "minor", "unimportant", "9"), 9), (wording.pattern("medium", "normal", "moderate", "5"), 5))  # fmt: skip
HOUR = timedelta(hours=1)
KIND_WORDS = frozenset({"meeting", "appointment", "event", "call", "reminder", "session"})
DUE_ALARM = time(9)
#: "put balloons on it": on the list last talked of.
ON_IT = re.compile(r"\b(?:on|to|in|into) (?:it|there|that|this|that list|the list)\b", re.I)
WAKE = re.compile(r"\bwake\b", re.I)
ALARM = re.compile(r"\balarms?\b", re.I)
REMIND = re.compile(r"\b(?:remind|reminders?|alarms?|alert|wake|ping|nudge|notify|forget)\b", re.I)


@dataclasses.dataclass(frozen=True)
class Times:
    """The times of a new thing, the warnings of what was assumed, and other readings as a question."""

    start: When | None
    end: When | None
    rrule: str | None = None
    warnings: tuple[str, ...] = ()
    question: Question | None = None


@dataclasses.dataclass(frozen=True)
class Creation:
    """The effects of a create, with its question."""

    effects: tuple[Effect, ...]
    question: Question | None = None


def create(command: Command, context: Context) -> Creation | Clarification:
    """What a create command makes: an event, tasks (with their list where it is new), or a list."""
    return {"event": create_event, "task": create_tasks, "list": create_list}[command.object or "event"](
        command, context
    )


def created(row: Event | Task | Calendar, *warnings: str) -> Effect:
    """The effect of a new row."""
    return Effect(None, row, (RowChange(None, row),), warnings=warnings)


def capital(name: str) -> str:
    """The person's words, first letter made capital (policy 19)."""
    name = name.strip()
    return name[:1].upper() + name[1:]


def hour_hint(*words: str) -> Literal["am", "pm"] | None:
    """The half of the day that words such as "dinner" or "wake" say (policy 5)."""
    said = " ".join(words)
    if wording.WARN_MORNING.search(said):
        return "am"
    return "pm" if wording.WARN_EVENING.search(said) else None


def spoken_time(command: Command, purpose: Purpose, context: Context) -> Anchored | Clarification | None:
    """The `when` and `recurrence` phrases anchored together; a phrase that can't be read is asked about, never dropped."""
    values, hint = command.values, hour_hint(command.text)
    whens = " ".join(values.when)
    if values.recurrence and whens:
        whole = context.read_time(f"{values.recurrence} {whens}", purpose, hint)
        if whole is not None and whole.kind == "recurrence" and whole.time_said:
            return whole
    anchored = context.read_time(whens, purpose, hint) if whens else None
    if whens and anchored is None and len(values.when) > 1:
        anchored = context.read_time(" ".join(reversed(values.when)), purpose, hint)
    if whens and anchored is None:
        return ask_when(command, f"I could not read “{whens}” as a time. When is it?")
    if not values.recurrence:
        return anchored
    rule = context.read_time(values.recurrence, purpose, hint)
    if rule is None:
        return ask_when(command, f"I could not read “{values.recurrence}” as a repetition. How often?")
    if anchored is not None and rule.kind == "recurrence" and not rule.time_said:
        rule = merge(rule, anchored, context.setting(purpose, hint))
    return rule


def length_said(command: Command) -> relativedelta | None:
    """The length that the words give."""
    return read_duration(command.values.duration) if command.values.duration else None


def event_times(command: Command, context: Context) -> Times | Clarification:
    """Start and end of a new event (policies 4–7)."""
    anchored = spoken_time(command, Purpose.CREATE, context)
    if isinstance(anchored, Clarification):
        return anchored
    if anchored is None or anchored.start is None:
        return ask_when(command)
    length, warnings = length_said(command), list[str]()
    start = aware(anchored.start, anchored, context)
    assert start is not None
    end = aware(anchored.end, anchored, context)
    meal = next((at for name, at in MEALS.items() if re.search(rf"\b{name}\b", command.text, re.I)), None)
    if anchored.part_of_day and not (anchored.kind == "interval" and anchored.grain in ("minute", "hour") and end):
        begins = meal or PARTS_OF_DAY.get(anchored.part_of_day, time(9))
        start, end = datetime.combine(start.date(), begins, context.zone), None
        warnings.append("time assumed")
    elif not anchored.time_said and not (length and length.days == 0 and length.hours):
        whole_days = end is None or (end.date() - start.date()).days <= 1
        if not (meal and whole_days):
            last = (
                end.date()
                if end and not whole_days
                else start.date() + timedelta(days=max(1, length.days if length else 1))
            )
            return Times(
                start.date(),
                last,
                anchored.rrule,
                tuple(past_warning(start.date(), context)),
                other_day(command, anchored),
            )
        start, end = datetime.combine(start.date(), meal, context.zone), None
        warnings.append("time assumed")
    elif not anchored.time_said:
        start, end = datetime.combine(start.date(), time(9), context.zone), None
        warnings.append("time assumed")
    if start < context.now:
        warnings.append("past")
    if end is None or anchored.kind == "moment" or length:
        end = (
            later(
                start + relativedelta(days=length.days, months=length.months),
                timedelta(hours=length.hours, minutes=length.minutes),
            )
            if length
            else later(start, HOUR)
        )
    return Times(
        restated(None, start, context.zone),
        restated(None, end, context.zone),
        anchored.rrule,
        tuple(warnings),
        other_hour(command, anchored),
    )


def past_warning(day: date, context: Context) -> list[str]:
    """A warning where a day lies before today."""
    return ["past"] if day < context.now.date() else []


def other_hour(command: Command, anchored: Anchored) -> Question | None:
    """Where 7 to 11 was taken for the morning, the evening is offered (policy 5)."""
    if not anchored.meridiem_assumed or anchored.start is None or not 7 <= anchored.start.hour <= 11:
        return other_day(command, anchored)
    evening = f"{anchored.start.hour}:{anchored.start.minute:02d} pm".replace(":00", "")
    phrase = next((w for w in (*command.values.when, command.values.recurrence or "") if re.search(r"\d", w)), "")
    said = re.sub(r"\b\d{1,2}(?::\d\d)?\b(?!.*\b\d{1,2}(?::\d\d)?\b)", evening, phrase, count=1) if phrase else evening
    text = command.text.replace(phrase, said, 1) if phrase else f"{command.text}, {evening}"
    when = tuple(said if w == phrase else w for w in command.values.when)
    instead = dataclasses.replace(command, text=text, values=dataclasses.replace(command.values, when=when))
    return Question(f"In the morning? Or at {evening}?", (Choice(evening, text, (instead,)),))


def other_day(command: Command, anchored: Anchored) -> Question | None:
    """ "next Friday" while this week's lies ahead: the other one is offered (policy 3)."""
    if not anchored.next_weekday or not anchored.alternatives:
        return None
    phrase = next((w for w in command.values.when if re.search(r"\bnext\b", w, re.I)), None)
    if phrase is None:
        return None
    said = re.sub(r"\bnext\b", "this", phrase, count=1, flags=re.I)
    text = command.text.replace(phrase, said, 1)
    when = tuple(said if w == phrase else w for w in command.values.when)
    instead = dataclasses.replace(command, text=text, values=dataclasses.replace(command.values, when=when))
    return Question(f"Next week's, or {said}?", (Choice(capital(said), text, (instead,)),))


def known_name(name: str, context: Context) -> str:
    """An attendee as typed, or the full name of somebody known by that first name, where there is just one."""
    if len(words_of(name)) != 1:
        return name.strip()
    full = {
        person
        for n in context.queries.names("event")
        for person in n.attendees
        if holds(content(name), words_of(person)) and len(words_of(person)) > 1
    }
    return full.pop() if len(full) == 1 else name.strip()


def create_event(command: Command, context: Context) -> Creation | Clarification:
    """A new event in the default calendar or the one named."""
    values = command.values
    times = event_times(command, context)
    if isinstance(times, Clarification):
        return times
    made: list[Effect] = []
    calendar = context.queries.default_calendar("event")
    if values.list_name:
        named = find_list(values.list_name, (c for c in context.queries.calendars() if c.kind == "event"))
        calendar = named or Calendar(
            id=context.new_id(), name=capital(values.list_name), kind="event", position=len(context.queries.calendars())
        )
        made += [] if named else [created(calendar)]
    people = [p for p in values.attendees if p.lower() not in ("me", "myself")]
    lead = read_lead(values.alarm) if values.alarm else None
    assert times.start is not None and times.end is not None
    for name in own_names(values.names) or (title_of(command, people),):
        row = Event(
            id=context.new_id(),
            calendar_id=calendar.id,
            uid=context.new_id(),
            summary=capital(named_with(name, people, command)),
            start=times.start,
            end=times.end,
            rrule=times.rrule,
            location=values.location,
            description=values.description,
            attendees=tuple(Attendee(name=known_name(p, context)) for p in people),
            alarms=() if lead is None else (Alarm(trigger=-lead),),
        )
        made.append(created(row, *times.warnings))
    return Creation(tuple(made), times.question)


def own_names(names: tuple[str, ...]) -> tuple[str, ...]:
    """The names of an event without a bare kind word beside them ("a [meeting] ... about the [stairwell]")."""
    said = tuple(n for n in names if n.casefold() not in KIND_WORDS)
    return said if len(names) > 1 and said else names


def title_of(command: Command, people: list[str]) -> str:
    """The name of an event to which none was given: its kind word, else who or where."""
    kind = re.search(r"\b(meeting|appointment|call|event|reminder|session|date)\b", command.text, re.I)
    if kind:
        return kind[1].capitalize()
    return "Meeting" if people else command.values.location or "Event"


def named_with(name: str, people: list[str], command: Command) -> str:
    """An event met with someone is named so: "Lunch with Kim" (policy 19)."""
    missing = [p for p in people if not holds(content(p), words_of(name))]
    if not missing:
        return name
    if re.match(r"\s*(?:meet(?:ing)?|seeing|visit(?:ing)?)\s*$", name, re.I) and name.lower().startswith(
        ("see", "visit")
    ):
        return f"{name} {' and '.join(missing)}"
    missing = [spelled(p, command) for p in missing]
    return f"{name} with {missing[0] if len(missing) == 1 else ', '.join(missing[:-1]) + ' and ' + missing[-1]}"


def spelled(person: str, command: Command) -> str:
    """A name typed in lower case with its capital, unless it is a word for somebody ("my boss")."""
    return (
        person.title()
        if person.islower()
        and len(person.split()) <= 2
        and not re.search(rf"\b(?:my|our|the)\s+{re.escape(person)}", command.text)
        else person
    )


def create_list(command: Command, context: Context) -> Creation | Clarification:
    """A new list for tasks, or a calendar where the words say so."""
    name = command.values.list_name or next(iter(command.values.names), None)
    if not name:
        return Clarification(Question("What shall it be called?"))
    kind: Literal["event", "task"] = "event" if re.search(r"\bcalendar\b", command.text, re.I) else "task"
    known = next(
        (c for c in context.queries.calendars() if c.kind == kind and words_of(c.name) == words_of(name)), None
    )
    if known:
        return Clarification(Question(f"There is a “{known.name}” already."))
    row = Calendar(id=context.new_id(), name=capital(name), kind=kind, position=len(context.queries.calendars()))
    return Creation((created(row),))


def task_times(command: Command, context: Context) -> Times | Clarification:
    """Due of a new task (policy 16); a recurring one has its first date as DTSTART."""
    anchored = spoken_time(command, Purpose.CREATE, context)
    if isinstance(anchored, Clarification):
        return anchored
    if anchored is None or (anchored.start is None and anchored.end is None):
        return Times(None, None)
    start = aware(anchored.start or anchored.end, anchored, context)
    assert start is not None
    if (
        anchored.kind == "interval"
        and anchored.bound in ("by", "before", "until")
        and anchored.end
        and anchored.start is None
    ):
        start = aware(anchored.end, anchored, context) or start
    if anchored.part_of_day:
        start = datetime.combine(start.date(), PARTS_OF_DAY.get(anchored.part_of_day, time(9)), context.zone)
        return Times(restated(None, start, context.zone), None, anchored.rrule, ("time assumed",))
    if not anchored.time_said:
        day = start.date()
        if (
            anchored.bound in ("by", "before")
            and anchored.end
            and anchored.start is None
            and anchored.end.time() == time()
        ):
            day -= timedelta(days=1)
        return Times(day, None, anchored.rrule, tuple(past_warning(day, context)), other_day(command, anchored))
    warnings = ("past",) if start < context.now else ()
    return Times(restated(None, start, context.zone), None, anchored.rrule, warnings, other_hour(command, anchored))


def create_tasks(command: Command, context: Context) -> Creation | Clarification:
    """Reminders, to-dos and items of a list; an unknown list is created before its first task (policy 17)."""
    values = command.values
    times = task_times(command, context)
    if isinstance(times, Clarification):
        return times
    lists = [c for c in context.queries.calendars() if c.kind == "task"]
    calendar, made = context.queries.default_calendar("task"), list[Effect]()
    if values.list_name and not set(words_of(values.list_name)) <= {
        "to",
        "do",
        "todo",
        "task",
        "my",
        "list",
        "reminder",
    }:
        named = find_list(values.list_name, lists)
        calendar = named or Calendar(
            id=context.new_id(), name=capital(values.list_name), kind="task", position=len(context.queries.calendars())
        )
        made += [] if named else [created(calendar)]
    elif values.list_name:
        calendar = find_list(values.list_name, lists) or calendar
    elif ON_IT.search(command.text):
        calendar = next((c for c in lists if c.id in context.focus), calendar)
    reminds = asks_to_be_reminded(command.text)
    start, alarms, warnings = reminder(times, command, context) if reminds else (times.start, (), times.warnings)
    names = values.names or (task_title(command),)
    if not all(names):
        return Clarification(Question("What shall I note down?"))
    priority = next((p for found, p in PRIORITIES if values.priority and found.search(values.priority)), None)
    for name in names:
        row = Task(
            id=context.new_id(),
            calendar_id=calendar.id,
            uid=context.new_id(),
            summary=capital(
                name if not values.attendees or reminds_self(values.attendees) else named_for(name, values.attendees)
            ),
            start=start if times.rrule else None,
            due=None if times.rrule else start,
            rrule=times.rrule,
            status="NEEDS-ACTION",
            priority=priority,
            location=values.location,
            description=values.description,
            alarms=alarms,
        )
        made.append(created(row, *warnings))
    question = times.question
    if reminds and times.start is None:
        question = Question("When shall I remind you?", tuple(Choice(label, f"{command.text} {phrase}", (said_at(command, phrase),)) for label, phrase in (("This evening", "this evening"), ("Tomorrow morning", "tomorrow morning"))))  # fmt: skip
    return Creation(tuple(made), question)


def asks_to_be_reminded(text: str) -> bool:
    """ "remind me", "wake me", "set an alarm", a typo forgiven."""
    words = re.findall(r"[a-z]{5,}", text.lower())
    return bool(REMIND.search(text)) or any(OSA.distance(w, "remind") <= 1 for w in words)


def reminds_self(people: tuple[str, ...]) -> bool:
    """ "remind me" names nobody else."""
    return all(p.lower() in ("me", "myself", "us") for p in people)


def named_for(name: str, people: tuple[str, ...]) -> str:
    """A task that is for somebody else, or with them, keeps the name."""
    missing = [p for p in people if not holds(content(p), words_of(name))]
    return f"{name} ({', '.join(missing)})" if missing else name


def said_at(command: Command, phrase: str) -> Command:
    """The same command with a time."""
    return dataclasses.replace(
        command, text=f"{command.text} {phrase}", values=dataclasses.replace(command.values, when=(phrase,))
    )


def task_title(command: Command) -> str:
    """The name of a reminder to which none was given (policy 16)."""
    if WAKE.search(command.text):
        return "Wake up"
    return "Alarm" if ALARM.search(command.text) else "Reminder" if REMIND.search(command.text) else ""


def reminder(
    times: Times, command: Command, context: Context
) -> tuple[When | None, tuple[Alarm, ...], tuple[str, ...]]:
    """(due, alarms, warnings) of a reminder: at its time, or at nine on its day; today after nine, in an hour (policy 16)."""
    lead = (read_lead(command.values.alarm) if command.values.alarm else None) or timedelta(0)
    start = times.start
    if start is None:
        return None, (), times.warnings
    if isinstance(start, datetime):
        return start, (Alarm(trigger=-lead),), times.warnings
    if start == context.now.date() and context.now.time() >= DUE_ALARM and not times.rrule:
        at = later(context.now.replace(second=0, microsecond=0), HOUR)
        return restated(None, at, context.zone), (Alarm(trigger=-lead),), (*times.warnings, "time assumed")
    return start, (Alarm(trigger=timedelta(hours=DUE_ALARM.hour) - lead),), times.warnings
