"""Times counted from another event: "an hour before the dentist", "right after lunch with Jo", "the day of the recital on Friday".

`marks.counted` makes one span of such words; `from_events` says them as a date and an hour, once the event is found.
"""

import dataclasses
import re
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import Final

from dateutil.relativedelta import relativedelta

from assistant import wording
from assistant.commands import Command, Number, Scope, with_selector, with_values
from assistant.marks.counted import BEGIN, DETERMINER, NAMED_DAY, Place, is_event, name_end, places
from assistant.plan import Choice, Clarification, ask
from assistant.resolution.availability import THEN
from assistant.resolution.between_events import ask_no_gap, day_of_limit, from_one_to_other, gap, with_meal
from assistant.resolution.context import THAT_DAY, Context
from assistant.resolution.events_near import events_called, events_of
from assistant.resolution.free_hours import PARTS_FIRST
from assistant.resolution.kinds import is_feast, is_long_feast
from assistant.resolution.matching import words_of
from assistant.resolution.name_index import NameIndex
from assistant.resolution.reference import only_day, rows_talked_of
from assistant.resolution.telling_apart import told_apart
from assistant.temporal.exact import exact_day, exact_hour, exact_moment
from assistant.temporal.lengths import rough_time
from assistant.temporal.reading import values_of
from assistant.temporal.shifts import read_lead, read_length
from assistant.temporal.values import Purpose
from assistant.timespan import is_all_day, later, moved, occupied, start_of
from models.occurrence import Occurrence
from models.rows import Event

AFTERWARDS: Final = re.compile(r"\bafter(?:wards?| that)\b", re.I)
#: "two days before that", "afterwards", of what was talked of.
BESIDE_IT: Final = re.compile(r"\b(before|after)(?:wards?|hand| (?:that|this|it|then))\b", re.I)
#: "before | on Friday".
ON_DAY: Final = re.compile(r"(?P<way>before|after),?\s+(?:on\s+)?(?P<day>\S.*)", re.I)
#: "six weeks after the one on Saturday": one of those that are called like the new one.
THE_ONE: Final = re.compile(r"\b(before|after) the (?:last )?one\b", re.I)
HOURS: Final = re.compile(r"\d{1,2}\s?[-–]\s?\d{1,2}")
#: "from | the day after the wedding": of the thing itself, and no day on which the event is found.
LEAD: Final = re.compile(rf"(?:starting |beginning )?(?:from|on|{wording.UNTIL_WHEN}|by)", re.I)
#: Where a new thing ends; a date that can be read in one way only.
UNTIL: Final = re.compile(rf"\b(?:{wording.UNTIL_WHEN}|up to)\s+", re.I)
DATE: Final = re.compile(r"\d{1,2} [A-Z][a-z]+ \d{4}")
DAY_PARTS: Final = ("morning", "afternoon", "evening", "night")
LATE_PARTS: Final = DAY_PARTS[2:]  #: which begin at the hour of a reminder (policy 6)
BEFORE: Final = ("before", "prior to", "ahead of")
HOUR: Final = timedelta(hours=1)
BLOCKS: Final = re.compile(rf"{wording.POLITE}(?:block|hold|reserve)\b", re.I)
#: "in half term".
OVER: Final = re.compile(rf"^(?:in|on|over|throughout|all (?:of|through|over))\s+{wording.THE}", re.I)
#: "Diwali week", "wedding weekend": the one in which it lies.
NAMED_WEEK: Final = re.compile(rf"{wording.THE}(?P<name>\S.*) (?P<part>week(?:end)?)", re.I)
#: "the day before at 6 to ice the cake", "at 6pm the day before".
CLOCK = r"\d{1,2}(?:[:.]\d\d)?(?:\s?[ap]m)?"
THE_DAY = r"(?:the )?(?:day|night|evening|morning) before"
HOUR_AND_DAY: Final = re.compile(
    rf"(?P<day>{THE_DAY}),? (?:at )?(?P<hour>{CLOCK})(?: to\b|(?P<last>\W*$))|(?P<at>{CLOCK}),? (?:on )?(?P<then>{THE_DAY})(?: to\b|\W*$)",
    re.I,
)
#: Units that leave an hour open: what comes "two days before" is on that day.
DAYS: Final = re.compile(r"\b(?:day|week|fortnight|month)s?\b", re.I)


def after_the_one(command: Command, phrase: str) -> tuple[str, Command | Clarification]:
    """ "after the one on Saturday" with what the new thing is called in place of "one", and what there is to say where none is found."""
    if command.operation != "create" or len(command.values.names) != 1 or not THE_ONE.search(phrase):
        return phrase, command
    phrase = THE_ONE.sub(rf"\1 the {command.values.names[0]}", phrase)
    return phrase, ask(f"I could not read “{phrase}” as a time. When is it?")


def from_events(
    command: Command,
    context: Context,
    in_selector: bool = False,
    length: timedelta | None = None,
    on: date | None = None,
) -> Command | Clarification:
    """The command with such words said as dates and hours, `in_selector`: those by which it finds things; a `Clarification` where several
    events could be meant.

    `length`: how long the thing is that ends when the event begins ("before the dentist"); of a new one an hour, if unsaid. `on`: the day on which it
    stands, by which an event that repeats is chosen."""
    command = from_one_to_other(command, context)
    phrases = command.selector.whens if in_selector else command.values.when
    phrase = " ".join(phrases)
    phrase, unmet = after_the_one(command, phrase)
    parts = PARTS_FIRST.match(phrase) if in_selector else None
    phrase = phrase[parts.end() :] if parts else phrase
    place = place_in(phrase, context) if BEGIN.search(phrase) else on_day(phrase, context, in_selector)
    if place is None:
        return unmet
    lead, hour = ("", "") if in_selector else own_words(phrase, place, context)
    day = place.day if hour or lead else " ".join(f"{phrase[: place.start]} {place.day} {phrase[place.end :]}".split())
    day = day or day_of_limit(place, context)
    place, met = with_meal(place, events_of(place, day, on, context))
    if command.operation == "read" and command.asks == "free" and not day and len(met) == 1:
        met = [soon_alone(met[0], context)]
    is_day = all(met) and (is_all_day(met[0][0].row.start) or NAMED_DAY.search(place.names[0]))
    if not all(met) or not (in_selector or BEGIN.search(phrase) or is_day):
        return unmet
    until_then = command.object == "task" or (command.asks == "how_many" and not day) or bool(parts) or command.pauses

    def said(event: Occurrence) -> Command:
        own = length or (timedelta() if command.object == "task" else own_length(command))
        counted = say_counted(place, [event, *(found[0] for found in met[1:])], own, in_selector, context, until_then)
        whole = place.way in BEFORE and is_all_day(event.row.start) and not (place.part or place.length)
        if whole and in_selector and (until_then or command.operation == "read"):
            counted = f"before {exact_day(context.held(event).start)}"
        ranked = command.selector.ordinal or command.selector.number in (Number.FIRST, Number.NEXT)
        if in_selector and ranked and place.way == "after" and DATE.fullmatch(counted):
            counted = f"from {counted}"  # "the first lab after the break"
        when = (f"{parts[1] if parts else lead} {with_hour(counted, place, hour, context)}".strip(),)
        if in_selector:
            return found_then(command, when, place, event)
        timed = with_values(command, when=(hour_alone(command, counted, context) or when[0],))
        return until_it_begins(timed, place) if place.way in BEFORE and place.length and not hour else timed

    if len(met[0]) == 1:
        return ask_no_gap([found[0] for found in met], place, context) or said(met[0][0])
    return ask_from_which(command, place.names[0], met[0], said, context)


def soon_alone(events: list[Occurrence], context: Context) -> list[Occurrence]:
    """ "got a gap before rehearsal": the one of them on the day that is talked of, else the one today or tomorrow; all where none or several are."""
    today = context.now.date()
    for days in ([context.focus_day], [today, today + timedelta(days=1)]):
        near = [e for e in events if context.held(e).start.astimezone(context.zone).date() in days]
        if near:
            return near if len(near) == 1 else events
    return events


def ask_from_which(
    command: Command, named: str, events: Sequence[Occurrence], said: Callable[[Occurrence], Command], context: Context
) -> Clarification:
    """Which of several events of a name is counted from; `said`: the command counted from one."""
    told = zip(events, told_apart([o.row for o in events[:3]], context), strict=False)
    choices = tuple(Choice(label, command.text.replace(named, name, 1), (said(o),)) for o, (label, name) in told)
    return ask(f"Which “{named}” do you count from?", choices)


def found_then(command: Command, when: tuple[str, ...], place: Place, event: Occurrence) -> Command:
    """The command about what is at that time; what the time is counted from does not go with it."""
    selector = command.selector
    if command.values.recurrence and place.way in ("after", "following") and (day := DATE.match(when[0])):
        return with_selector(dataclasses.replace(command, scope=Scope.FUTURE), whens=(f"from {day[0]}",))
    if not (command.scope is Scope.FUTURE and wording.SCOPE_FUTURE.search(command.text)):
        command = dataclasses.replace(command, scope=None)  # "everything after the assembly" ends with the day
    stays = command.operation != "read" and not selector.names and place.way in ("during", "same", "away")
    if stays and not is_feast(place.names[0]):  # a holiday stays anyhow, and its name is that of all on its day
        return with_selector(command, whens=when, excluded=(*selector.excluded, event.row.summary))
    return with_selector(command, whens=when)


def until_it_begins(command: Command, place: Place) -> Command:
    """ "travel 30 min before the dentist", "block 2 hours before the flight": the new event ends when the other begins, where no length is said
    and the usual one would lie on it, or all that time is blocked."""
    length = read_length(place.length or "")
    if command.operation != "create" or command.object != "event" or command.values.duration or length is None:
        return command
    blocked = BLOCKS.match(command.text) and not (length.days or length.months)
    return with_values(command, duration=place.length) if blocked or rough_time(length) < HOUR else command


def hour_alone(command: Command, counted: str, context: Context) -> str:
    """Of what was counted the hour, where a rule says on which days; "" where none does."""
    _, at, clock = counted.partition(" at ")
    rule = context.read_time(command.values.recurrence or "", Purpose.CREATE) if at else None
    return f"at {clock}" if rule is not None and (rule.day_said or "DAILY" in (rule.rrule or "")) else ""


def place_in(phrase: str, context: Context) -> Place | None:
    """Such words in a phrase; an event is called by any word of its title where the phrase is no time otherwise."""
    index = context.index("event")
    return next(places(phrase, index), None) or (
        next(places(phrase, index, any_word=True), None) if not values_of(phrase) else None
    )


def own_words(phrase: str, place: Place, context: Context) -> tuple[str, str]:
    """(before, behind): words beside such a place that are of the new thing, and find no event: "from | the day after the wedding", "the day
    before the marathon | at 4", "two days after it | until 8 November"."""
    before, behind = phrase[: place.start].strip(" ,"), phrase[place.end :].strip(" ,")
    if not behind and LEAD.fullmatch(before):
        return before, ""
    if not before and UNTIL.match(behind):
        return "", behind
    rest = f"{before} {behind}".strip()
    rest = f"from {rest}" if HOURS.fullmatch(rest) else rest  # "6-8" is no date there
    read = context.read_time(rest, Purpose.CREATE) if rest else None
    return "", rest if read is not None and read.time_said and not read.day_said and not read.rrule else ""


def with_hour(counted: str, place: Place, hour: str, context: Context) -> str:
    """What was counted with the hour that was said, or a part of a day with it; words that can't be read where they are at odds."""
    whole, day = f"{counted} {hour}".strip(), DATE.match(counted)
    if not hour or day is None or UNTIL.match(hour) or (place.length and not DAYS.search(place.length)):
        return whole
    part = place.part if place.part in DAY_PARTS else ""
    said = " ".join(f"{day[0]} {part} {hour}".split())
    if place.part or place.length or place.way not in (*BEFORE, "after", "following"):
        return said
    at, limit = (context.read_time(words, Purpose.CREATE) for words in (said, counted))
    if at is None or limit is None or at.start is None or limit.start is None:
        return whole
    return said if (at.start <= limit.start if place.way in BEFORE else at.start >= limit.start) else whole


def until_event(command: Command, context: Context) -> Command:
    """ "band rehearsal every Thursday until the wedding": up to the day before it."""
    recurrence = command.values.recurrence or ""
    found = UNTIL.search(recurrence)
    if found is None or name_end(recurrence, found.end(), context.index("event")) != len(recurrence):
        return command
    met = events_called(DETERMINER.sub("", recurrence[found.end() :], count=1), "", "before", context)
    if len(met) != 1:
        return command
    until = f"{recurrence[: found.start()]}until {exact_day(context.held(met[0]).start - timedelta(days=1))}"
    return with_values(command, recurrence=until, times=None)


def from_talked_of(command: Command, context: Context) -> Command:
    """ "remind me to pack the day before", "what do I have after that", after "when is my flight": counted from it, if it has one day."""
    in_selector = command.operation in ("read", "delete")
    whens = command.selector.whens if in_selector else command.values.when
    if len(whens) != 1 or not (in_selector or command.operation == "create"):
        return command
    phrase = BESIDE_IT.sub(r"\1", whens[0])
    then = command.asks == "exists" and THEN.fullmatch(phrase)
    if not then and not BEGIN.match(f"{phrase} "):
        return command
    rows = rows_talked_of(context)
    day = only_day(rows, context.zone)
    if day is None:
        return command
    whole_day = Event(id="", uid="", calendar_id="", summary="", start=day, end=day + timedelta(days=1))
    due = occupied(rows[0], context.zone).start if len(rows) == 1 else None  # what is due at an hour is over then
    at_hour = (
        dataclasses.replace(whole_day, start=due, end=due) if due and not is_all_day(start_of(rows[0])) else whole_day
    )
    row = rows[0] if len(rows) == 1 and isinstance(rows[0], Event) else at_hour
    phrase = of_its_own_day(phrase, day, context)
    own = timedelta() if command.object == "task" else own_length(command)
    during = Place(0, 0, "during", (row.summary,), None, None, "")
    beside = None if then else from_event(phrase, row, own, context, in_selector)
    counted = say_counted(during, [Occurrence(row)], own, in_selector, context) if then else beside
    if counted is None:
        return command
    if not in_selector:
        return with_values(command, when=(counted,))
    return with_selector(dataclasses.replace(command, scope=None), whens=(counted,))


def of_its_own_day(phrase: str, day: date, context: Context) -> str:
    """ "before that on Friday", of what is on that Friday, whose day is said once more; other words as they are."""
    said = ON_DAY.fullmatch(phrase)
    when = context.read_time(said["day"], Purpose.SELECT) if said else None
    own = when is not None and when.day_alone and when.start is not None and when.start.date() == day
    return said["way"] if said and own else phrase


def with_day_and_hour(command: Command) -> Command:
    """ "remind me at 6 the day before to ice the cake", "drinks the evening before at 6": that hour of that day, whichever comes first and
    whatever it was taken for; a task has at its end the time of an alarm."""
    values, whens = command.values, " ".join(command.values.when)
    said = HOUR_AND_DAY.search(command.text) if command.operation == "create" and values.names else None
    if said is not None and said["last"] is not None and command.object != "event":
        return command
    day, hour = (said["day"] or said["then"], said["at"] or said["hour"]) if said else ("", "")
    if not day or {*f"{whens} {values.alarm or ''}".split()} - {"the", "at"} != {*f"{day} {hour}".split()} - {"the"}:
        return command
    return with_values(command, when=(f"{day} at {hour}",), alarm=None)


def with_time_beside(command: Command) -> Command:
    """ "am I free after it", "what else is on then": the time that such a question is about, which was marked as no time."""
    selector, asked = command.selector, command.asks in ("what", "exists", "how_many")
    beside = BESIDE_IT.search(command.text) if asked or command.asks == "free" else None
    if not selector.is_empty or command.operation != "read":
        return command
    if beside is not None:
        return with_selector(command, whens=(f"{beside[1].lower()} that",), referent=None)
    then = asked and selector.referent is None and THEN.search(command.text)
    return with_selector(command, whens=("then",)) if then else command


def from_event(phrase: str, row: Event, own: timedelta, context: Context, in_selector: bool = False) -> str | None:
    """Words that name no event ("straight after", "the day before at 5") as a date and an hour, counted from this one, which was just
    spoken of; None where they are no such words. `own`: how long the thing is that ends when the event begins."""
    phrase = AFTERWARDS.sub("after", phrase)
    found = BEGIN.match(f"{phrase} ")
    if found is None or not found["way"] or found["way"].lower() == "during" or row.rrule:
        return None
    rest = phrase[found.end() :]
    read = context.read_time(rest, Purpose.CREATE) if rest else None
    if rest and (found["part"] not in ("day", *DAY_PARTS) or read is None or read.day_said):
        return None
    place = Place(0, found.end(), found["way"].lower(), (row.summary,), found["length"], found["part"], "")
    return with_hour(say_counted(place, [Occurrence(row)], own, in_selector, context), place, rest, context)


def on_day(phrase: str, context: Context, in_selector: bool) -> Place | None:
    """ "Labour Day", where the calendar has one: its own, whatever the rule of the holiday says; "over half term", "on dad's birthday",
    which are no times by themselves: all of it where things are looked for (`in_selector`), else its day."""
    values = values_of(phrase)
    feast = is_feast(phrase)
    name = OVER.sub("", phrase)
    words = words_of(name)
    if not words or (values and not feast) or THAT_DAY.fullmatch(phrase):
        return None
    index = context.index("event")
    is_called = any(words_of(title) == words for title in index.said_whole(set(words)))
    is_called = is_called or (in_selector and not values and is_event(name, False, index))  # "in the holidays"
    way = "during" if in_selector and (not feast or is_long_feast(phrase)) else "same"
    whole = Place(0, len(phrase), way, (name,), None, None, "")
    around = None if values or is_called else NAMED_WEEK.fullmatch(name)
    if around is not None and is_event(around["name"], False, index):
        return Place(0, len(phrase), "same", (around["name"],), None, around["part"].lower(), "")
    return whole if is_called else None if in_selector else beside_hour(phrase, index, context)


def beside_hour(phrase: str, index: NameIndex, context: Context) -> Place | None:
    """ "on dad's birthday at 8", of a new thing: that day, and the hour."""
    titles = "|".join(map(re.escape, sorted(index.said_whole(set(words_of(phrase))), key=len, reverse=True)))
    found = re.search(rf"(?<!\w)(?:on\s+)?{wording.THE}({titles})(?!\w)", phrase, re.I) if titles else None
    place = Place(*found.span(), "same", (found[1],), None, None, "") if found else None
    return place if place and own_words(phrase, place, context)[1] else None


def own_length(command: Command) -> timedelta:
    """How long a new event is."""
    length = read_length(command.values.duration or "")
    return rough_time(length) if length else HOUR


def say_week_beside(near: datetime, before: bool, weekend: bool, in_selector: bool) -> str:
    """The week or weekend before or after an event of which this is the nearer end; of what is looked for the seven days beside it."""
    if weekend:
        saturday = -2 if before else 5 if near.weekday() < 5 else 12  # from its Monday
        return f"weekend of {exact_day(near + timedelta(days=saturday - near.weekday()))}"
    if not in_selector:
        return f"the week {'before' if before else 'after'} {exact_day(near)}"
    begin = near + timedelta(days=-7 if before else 1)
    return f"from {exact_day(begin)} to {exact_day(begin + timedelta(days=6))}"


def say_counted(
    place: Place,
    events: list[Occurrence],
    own: timedelta,
    in_selector: bool,
    context: Context,
    until_then: bool = False,
) -> str:
    """The words of a place as a time that can be read in one way only; `until_then`: what is before an event is not of its day alone."""
    row = events[0].row
    time = context.held(events[0])
    assert isinstance(row, Event)
    all_day, before = is_all_day(row.start), place.way in BEFORE
    last = time.end - timedelta(days=1) if all_day else time.end
    if place.way == "same" and place.part in ("week", "weekend"):
        return f"the {place.part} of {exact_day(time.start)}"
    if place.way == "same":
        return f"{exact_day(time.start)} {place.part or ''}".strip()
    if place.way in ("during", "away") and all_day:
        first, final = exact_day(time.start), exact_day(last)
        return first if first == final else f"from {first} to {final}"
    if place.way in ("between", "during", "away"):
        begin, end = (time.start, time.end) if place.way != "between" else gap(events, context, place.limit)
        if end.date() == begin.date():
            return f"{exact_day(begin)} from {exact_hour(begin)} to {exact_hour(end)}"
        return f"from {exact_moment(begin)} to {exact_moment(end)}"
    if place.part in DAY_PARTS:
        lead = read_lead(f"the {place.part} before", row.start) if before and place.part in LATE_PARTS else None
        if lead is not None:
            return exact_moment(later(time.start, -lead))
        return f"{exact_day(last + timedelta(days=-1 if before else 1))} {place.part}"
    if place.part in ("week", "weekend"):
        return say_week_beside(time.start if before else last, before, place.part == "weekend", in_selector)
    counted_in = place.part or place.length or ("day" if all_day else "")
    if DAYS.search(counted_in) or all_day:
        days = read_length(place.length or f"1 {place.part or 'day'}") or relativedelta(days=1)
        return exact_day(moved(time.start, -days) if before else moved(last, days))
    step = read_length(place.length) if place.length else None
    if in_selector and step is None and until_then and before:
        return f"by {exact_moment(time.start)}"
    if in_selector and step is None:
        return f"{exact_day(time.start)} before {exact_hour(time.start)}" if before else f"{exact_day(time.end)} after {exact_hour(time.end)}"  # fmt: skip
    away = rough_time(step) if step else own if before else timedelta()
    return exact_moment(later(time.start, -away) if before else later(time.end, away))
