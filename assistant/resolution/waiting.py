"""How long it is until something, or since: "how long until the dentist", "how many hours till brunch"."""

import dataclasses
import re
from collections.abc import Sequence
from datetime import timedelta

from assistant import wording
from assistant.commands import Command, Number, with_selector
from assistant.phrasing import say_count, say_hours, say_when, say_when_short
from assistant.plan import Answer
from assistant.resolution.availability import is_busy
from assistant.resolution.context import Context
from assistant.resolution.saying import say_what
from assistant.resolution.saying_free import SATURDAY
from assistant.resolution.selection import occurrences_found
from assistant.timespan import elapsed, is_all_day, occupied
from models.rows import Event, Task

UNTIL = re.compile(
    rf"\b(?:{wording.UNTIL_WHEN}|before|(?<!am i )(?<!are we )away|left to|how long (?:do|have) (?:i|we) (?:have|got) to)\b",
    re.I,
)
AWAY = re.compile(r"\baway\b", re.I)
SINCE = re.compile(r"\b(?:since|ago)\b", re.I)
FAR = re.compile(r"\bhow (?:far|long) (?:off|away)\b", re.I)
UNITS = re.compile(
    r"\b(?:minutes?|hours?|(?:work(?:ing)?|business|week)[ -]?days?|days?|nights?|sleeps|weekends?|weeks?|months?)\b",
    re.I,
)
#: The last of these is on Saturday.
WORK_DAYS, WEEKENDS = re.compile(r"(?:work|business|week)\w*[ -]?days?", re.I), re.compile(r"weekends?", re.I)
HOURS, WEEKS = re.compile(r"hours?", re.I), re.compile(r"weeks?", re.I)

#: "am I late for anything", "are we running late for choir".
LATE = re.compile(r"\b(?:am i|are we) (?:(?:already|running|going to be) )*late\b(?! (?:on|with)\b)", re.I)


def answer_late(command: Command, context: Context) -> Answer | None:
    """ "am I late for anything": what of that has begun, and goes on; None where something else is asked."""
    selector = command.selector
    if command.object != "event" or not LATE.search(command.text) or selector.whens or selector.past:
        return None
    ahead = (
        occurrences_found(dataclasses.replace(with_selector(command, number=Number.ALL), asks="what"), context)
        if selector.names
        else ()
    )
    here = context.events(context.now, context.now + timedelta(minutes=1))
    begun = [o for o in ahead or here if is_busy(o) and context.held(o).start < context.now < context.held(o).end]
    if begun:
        rows = tuple(o.row for o in begun)
        return Answer(f"Yes, it has begun: {say_what(rows, context)}", rows)
    coming = [o.row for o in ahead if context.held(o).start >= context.now][:1]
    if selector.names and not coming:
        return None
    told = (
        f": {coming[0].summary}, {say_when(coming[0], context.now, context.zone)}" if coming else ", nothing has begun"
    )
    return Answer(f"No{told}.", instead=tuple(coming))


def asks_wait(command: Command) -> bool:
    """ "how long until the dentist", "how many days until then", but not "how many meetings before noon", and not "how long is Megan away", where
    Megan away is what it is called."""
    if command.asks in ("when", "how_long") and FAR.search(command.text):
        return True
    away = any(AWAY.search(name) for name in command.selector.names)
    text = AWAY.sub(" ", command.text) if away else command.text
    asked = command.asks == "how_long" or (command.asks == "how_many" and UNITS.search(text))
    return bool(asked and (UNTIL.search(text) or SINCE.search(text)))


def say_waits(command: Command, rows: Sequence[Event | Task], context: Context) -> str:
    """How long it is until each."""
    asked = UNITS.search(command.text)
    return " ".join(say_wait(row, context, asked[0].lower() if asked else "") for row in rows)


def say_wait(row: Event | Task, context: Context, unit: str = "") -> str:
    """How long it is until or since a thing: in days, within a day or where they were asked for (`unit`) in hours, and in weeks where in those."""
    start = occupied(row, context.zone).start
    if start is None:
        return f"No date is noted for {row.summary}."
    over = start <= context.now
    days, length = abs((start.date() - context.now.date()).days), abs(elapsed(context.now, start))
    whole = is_all_day(row.start) or (length >= timedelta(days=1) and not HOURS.match(unit))
    wait = say_count(days, "day") if whole else say_hours(length)
    weekdays = [] if over else [(context.now.date() + timedelta(n)).weekday() for n in range(days)]
    if WEEKENDS.fullmatch(unit) and not over:
        wait = say_count(weekdays.count(SATURDAY), "weekend")
    elif WORK_DAYS.fullmatch(unit) and not over:
        wait = say_count(sum(day < SATURDAY for day in weekdays), "working day")
    elif WEEKS.match(unit) and days >= 7:
        weeks, left = divmod(days, 7)
        wait = say_count(weeks, "week") + (f" and {say_count(left, 'day')}" if left else "")
    return f"{wait} {'since' if over else 'until'} {row.summary}, {say_when_short(row, context.now, context.zone)}."
