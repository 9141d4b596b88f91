"""Several days or hours of one new thing, each a thing of its own: "March 10, 12 and 17 at 9", "every day at 8 and 20"."""

import re
from collections.abc import Iterable
from datetime import timedelta

from dateutil.relativedelta import relativedelta

from assistant import wording
from assistant.commands import Command, with_values
from assistant.marks.rule_days import DAYS
from assistant.marks.rule_days import WEEK as WEEK_SAID
from assistant.nouns import looks_plural, singular
from assistant.resolution.context import Context
from assistant.temporal.exact import exact_day, exact_hour, exact_moment
from assistant.temporal.expressions import Cycle, Date, Point
from assistant.temporal.reading import values_of
from assistant.temporal.shifts import read_length
from assistant.temporal.values import Anchored, Purpose

CLOCK = r"(?:noon|midnight|(?:2[0-3]|[01]?\d)(?:[:.][0-5]\d)?(?:\s*[ap]\.?m\b\.?)?)"
HOUR_SAID = re.compile(CLOCK, re.I)
#: "at 8 and 20", "8am, noon and 6pm".
HOURS = re.compile(
    rf"(?<![\w:/.-])(?<!between )(?<!from )(?:at )?{CLOCK}(?:\s*,\s*(?:at )?{CLOCK})*,?\s*(?:and|&)\s*(?:at )?{CLOCK}(?![\w:/-])",
    re.I,
)
#: "8", "2:30", and the hour before which that is one of the afternoon.
BARE_HOUR, FIRST_HOUR = re.compile(r"(?:[1-9]|1[0-2])(?:[:.]\d\d)?"), 6
RANGE = rf"{CLOCK}\s*(?:-|–|to)\s*{CLOCK}"
#: "9-12 and 1-4".
RANGES = re.compile(rf"(?<![\w:/.-])({RANGE})(?:\s*,)?\s*(?:,|and|&)\s*({RANGE})(?![\w:/-])", re.I)
WEEKDAY = re.compile(rf"\b{wording.WEEKDAY_OR_SHORT}\b", re.I)
#: So many days in a row have hours of their own.
MOST_DAYS = 14
#: No event with an hour lasts so long.
WEEKS = timedelta(weeks=2)
#: "Tuesday and Thursday", and the week of which they are.
WEEKDAYS_LISTED, WEEK = re.compile(rf"\b(?:on )?{DAYS}\b", re.I), re.compile(rf"\b{WEEK_SAID}\b", re.I)
RULED = re.compile(rf"\b(?:every|each|weekly|until|{wording.SINCE_WHEN} (?:this|next) week)\b", re.I)
PARTING = re.compile(r"\s*(?:,|&|\band\b)\s*", re.I)
NUMBER = r"\d{1,2}(?:st|nd|rd|th)?"
#: "March 10" alone, "21 March at 10", and a day of which no month is said ("12", "17 at 9").
MONTH_AND_DAY = re.compile(rf"(?:on )?({wording.MONTH}) {NUMBER}$", re.I)
DAY_AND_MONTH = re.compile(rf"{NUMBER} (?:of )?({wording.MONTH})\b", re.I)
#: "7pm Thurs 11" and "Fri 12 June".
NAMED_DAY = re.compile(rf"\b{wording.WEEKDAY_OR_SHORT} {NUMBER}$", re.I)
WEEKDAY_AND_DATE = re.compile(rf"{NAMED_DAY.pattern[:-1]} (?:of )?({wording.MONTH})\b", re.I)
BARE_DAY = re.compile(rf"^(?:on )?(?:the )?({NUMBER})(?!:|\s*[ap]m\b)(?=\s|$)(?! (?:of )?({wording.MONTH})\b)", re.I)

#: "3 viewings |", "back to | back calls |", of which each comes as the one before ends.
COUNT = rf"(?:{'|'.join(list(wording.CARDINALS)[1:])}|[2-9])"
COUNTED = re.compile(rf"^(?:{COUNT}\s+)?(?:(?:back[- ]to[- ])?back\s+)?", re.I)
IN_A_ROW = re.compile(r"\b(?:back[- ]to[- ]back|in a row|one after (?:the other|another)|consecutive(?:ly)?)\b", re.I)


def on_each(command: Command, context: Context) -> Command:
    """ "run club Weds 6.15 till the end of May": what has an hour lasts for no weeks, so it is on each such day until then."""
    values, whens = command.values, " ".join(command.values.when)
    day = WEEKDAY.search(whens) if command.operation == "create" and not values.recurrence else None
    time = context.read_time(whens, Purpose.CREATE) if day else None
    if day is None or time is None or time.rrule or not (time.time_said and time.start and time.end):
        return command
    each = f"{whens[: day.start()]}every {whens[day.start() :]}"
    rule = context.read_time(each, Purpose.CREATE) if time.end - time.start >= WEEKS else None
    return with_values(command, recurrence=each, when=(), times=None) if rule is not None and rule.rrule else command


def by_day(command: Command, context: Context) -> tuple[Command, ...]:
    """ "Monday at noon and Tuesday at 1", "9-12 and 1-4 on Tuesday": no one time, but one each; () where it isn't so."""
    values = command.values
    phrase = (values.times or "") if values.recurrence else " ".join(values.when)
    if own := each_timed(command, context) or of_one_week(command, context) or running(command, context):
        return own
    parts = [part for part in PARTING.split(phrase) if part]
    ranges = RANGES.search(phrase)
    if ranges:
        parts = [phrase[: ranges.start()] + piece + phrase[ranges.end() :] for piece in ranges.groups()]
    if len(parts) < 2 and len(values.when) > 1 and context.read_time(phrase, Purpose.CREATE) is None:
        parts = list(values.when)  # "Monday at 9 and again Friday at 9"
    if len(parts) < 2:
        return ()
    parts = parts if ranges else alike(parts, context)
    read = [context.read_time(part, Purpose.CREATE) for part in parts]
    whole = context.read_time(phrase, Purpose.CREATE)
    dated = any(map(is_of_one_day, parts)) if whole is None else bool(whole.rrule) and is_of_one_day(parts[0])
    if values.recurrence and not dated:
        return ()
    if not ranges and whole is not None and not dated and not all(map(is_days, read)):
        return ()
    if not all(f and f.start and (f.time_said if ranges else f.day_said) and not f.rrule for f in read):
        return ()
    # "Tuesday and Thursday, Dec 1 and 3"
    if values.recurrence and len({f.start.date() for f in read if f and f.start}) < len(parts):
        return ()
    return at_each(command, parts)


def running(command: Command, context: Context) -> tuple[Command, ...]:
    """ "the kitchen for 3 days from Monday, 8 till 4": each of these days at these hours; () where it isn't so."""
    values = command.values
    length = read_length(values.duration or "") if values.when and not values.recurrence else None
    if length is None or not 1 < length.days <= MOST_DAYS or length != relativedelta(days=length.days):
        return ()
    said = context.read_time(" ".join(values.when), Purpose.CREATE)
    if said is None or not (said.day_said and said.time_said and said.start and said.end) or said.bound or said.rrule:
        return ()
    if said.end - said.start > timedelta(days=1):
        return ()
    hours = f"from {exact_hour(said.start)} to {exact_hour(said.end)}"
    days = (exact_day(said.start + timedelta(days=n)) for n in range(length.days))
    return at_each(with_values(command, duration=None), (f"{day} {hours}" for day in days))


def at_each(command: Command, whens: Iterable[str]) -> tuple[Command, ...]:
    """The command once at each of these times."""
    return tuple(with_values(command, when=(when,), recurrence=None, times=None) for when in whens)


def each_timed(command: Command, context: Context) -> tuple[Command, ...]:
    """ "mon 7-3, tue 3-11, wed off, thu 7-3": every day with hours of its own, those that are off left out; () where it isn't so."""
    values = command.values
    said = (values.times or "",) if values.recurrence else values.when
    parts = [part for phrase in said for part in PARTING.split(phrase) if part]
    parts = [part for part in parts if not re.search(rf"\b{re.escape(part)}\s+off\b", command.text, re.I)]
    read = [context.read_time(part, Purpose.CREATE) for part in parts]
    whole = all(f and f.start and f.day_said and f.time_said and not f.rrule and f.bound != "until" for f in read)
    if len({f.start.date() for f in read if f and f.start}) < max(2, len(parts)) or not whole:
        return ()
    made, last = list[str](), None
    for part, found in zip(parts, read, strict=True):
        day = found.start.date() if found and found.start else None
        # the days of one week, in their order
        if len(parts) > 2 and day and last and day < last and WEEKDAY.search(part):
            day += timedelta(weeks=1)
            part = WEEKDAY.sub(exact_day(day), part, count=1)
        made.append(part)
        last = day
    return at_each(command, made)


def of_one_week(command: Command, context: Context) -> tuple[Command, ...]:
    """ "on Tuesday and Thursday at 7 this week": no rule, but two days of that week, or where all of them lie behind, the next such days; ()
    where it isn't so."""
    values = command.values
    phrase = values.times or " ".join(values.when)
    listed, week = WEEKDAYS_LISTED.search(phrase), WEEK.search(phrase)
    if listed is None or week is None or RULED.search(phrase):
        return ()
    hour = WEEK.sub(" ", f"{phrase[: listed.start()]} {phrase[listed.end() :]}").split()
    names = WEEKDAY.findall(listed[0])
    read = [context.read_time(f"{name} {week[0]}", Purpose.CREATE) for name in names]
    days = [found.start.date() for found in read if found and found.start]
    if len(days) < len(names):
        return ()
    if max(days) < context.now.date():
        days = [day + timedelta(weeks=1) for day in days]
    at = "at " if hour and hour[0][:1].isdigit() else ""
    return at_each(command, (f"{exact_day(day)} {at}{' '.join(hour)}".strip() for day in days))


def alike(parts: list[str], context: Context) -> list[str]:
    """Days in a row with the month of the first and the hour of the last or first, if they have none: "March 10, 12 and 17 at 9"."""
    if month := MONTH_AND_DAY.match(parts[0]):
        parts = [parts[0], *(BARE_DAY.sub(rf"{month[1]} \1", part) for part in parts[1:])]
    elif month := WEEKDAY_AND_DATE.search(parts[-1]):
        parts = [*(f"{part} {month[1]}" if NAMED_DAY.search(part) else part for part in parts[:-1]), parts[-1]]
    elif month := DAY_AND_MONTH.match(parts[-1]):
        parts = [*(BARE_DAY.sub(rf"{month[1]} \1", part) for part in parts[:-1]), parts[-1]]
    for timed, leads in ((parts[-1], False), (parts[0], True)):
        others = [context.read_time(part, Purpose.CREATE) for part in (parts[1:] if leads else parts[:-1])]
        hour = hour_of(timed, leads, context)
        if hour and all(o is not None and o.day_alone and not o.part_of_day for o in others):
            return [part if part is timed else f"{part} {hour}" for part in parts]
    return parts


def hour_of(phrase: str, leads: bool, context: Context) -> str:
    """The hour at the end of a day with its hour, or before the day where it `leads`; empty where there is none."""
    words, whole = phrase.split(), context.read_time(phrase, Purpose.CREATE)
    for at in range(1, len(words) if whole and whole.time_said else 0):
        first, second = (context.read_time(" ".join(some), Purpose.CREATE) for some in (words[:at], words[at:]))
        day, hour = (second, first) if leads else (first, second)
        if day and hour and day.day_alone and hour.hour_alone:
            return " ".join(words[:at] if leads else words[at:])
    return ""


def is_of_one_day(phrase: str) -> bool:
    """A day that comes once: of "tomorrow, Tuesday and Thursday" the first."""
    points = (value for value in values_of(phrase) if isinstance(value, Point))
    return any(isinstance(p.day, Cycle | Date) and p == Point(day=p.day, clock=p.clock) for p in points)


def is_days(found: Anchored | None) -> bool:
    """Several days in a row ("Dec 9-12")."""
    start, end = (found.start, found.end) if found and found.all_day else (None, None)
    return bool(start and end and (end - start).days > 1)


def in_a_row(command: Command, context: Context) -> tuple[Command, ...]:
    """ "3 viewings back to back on Saturday from 2, half an hour each": as many, each beginning as the last one ends; () where it isn't so."""
    values, name = command.values, next(iter(command.values.names), "")
    kind = COUNTED.sub("", name)
    said = re.search(rf"\b({COUNT})\s+[^,;]*?{re.escape(kind)}", command.text, re.I) if looks_plural(kind) else None
    alone = command.object == "event" and len(values.names) == 1 and not values.recurrence
    if not said or not alone or not IN_A_ROW.search(command.text):
        return ()
    first = context.read_time(" ".join(values.when), Purpose.CREATE)
    length = read_length(values.duration or "1 hour")
    if first is None or first.start is None or not first.time_said or first.bound == "until" or length is None:
        return ()
    count = wording.CARDINALS.get(said[1].lower()) or int(said[1])
    each = (exact_moment(first.start + n * length) for n in range(count))
    return tuple(with_values(command, names=(singular(kind),), when=(when,)) for when in each)


def by_hour(command: Command, context: Context) -> tuple[Command, ...]:
    """ "every day at 8 and 20": one rule can't say any two hours (RFC 5545 3.3.10), so each is a thing of its own."""
    values = command.values
    whens = " ".join(values.when)
    phrase = whens if HOURS.search(whens) else values.recurrence or ""
    found = HOURS.search(phrase)
    sure = found and (
        phrase == whens or (re.search(r"\d|\bat\b", found[0]) and re.match(r"at\b|.*[ap]\.?m", found[0], re.I))
    )
    if found is None or not sure or not (values.recurrence or context.read_time(phrase, Purpose.CREATE) is None):
        return (command,)
    hours = HOUR_SAID.findall(found[0])
    exact = any(re.match(r"\d.*m|1[3-9]|2\d", hour, re.I) for hour in hours)  # "8 and 20": the 8 is no evening
    made = []
    for hour in in_course(hours):
        bare = exact and re.fullmatch(r"(?:[1-9]|1[01])(?:[:.]\d\d)?", hour)
        said = f"{phrase[: found.start()]}at {hour}{'am' if bare else ''}{phrase[found.end() :]}"
        changed = {"when": (said,)} if phrase == whens else {"recurrence": said}
        made.append(with_values(command, times=None, **changed))
    return tuple(made)


def each_named(commands: tuple[Command, ...]) -> tuple[Command, ...]:
    """ "2 trial shifts sat 11 and 5", of which each has its hour: each is a trial shift."""
    names = commands[0].values.names if len(commands) > 1 else ()
    name = COUNTED.sub("", names[0]) if len(names) == 1 else ""
    said = re.search(rf"\b({COUNT})\s+{re.escape(name)}", commands[0].text, re.I) if looks_plural(name) else None
    if said is None or (wording.CARDINALS.get(said[1].lower()) or int(said[1])) != len(commands):
        return commands
    *before, last = name.split()
    return tuple(with_values(c, names=(" ".join([*before, singular(last)]),)) for c in commands)


def in_course(hours: list[str]) -> list[str]:
    """Bare hours in the course of a day: of "8, 2 and 8" the last is in the evening."""
    if len(hours) < 3 or not all(map(BARE_HOUR.fullmatch, hours)):
        return hours
    made, last = list[str](), 0
    for hour in hours:
        number, minutes = ([*re.split(r"[:.]", hour), "00"])[:2]
        at = int(number) if last else int(number) + 12 * (int(number) < FIRST_HOUR)
        at += 12 * (at <= last)
        if not last < at < 24:
            return hours
        made.append(hour if len(made) == 0 else f"{at}:{minutes}")
        last = at
    return made
