"""On which weekends, mornings or Mondays something is: "which weekends am I on call". All of its times that are then, and none of those that are not."""

import re
from datetime import timedelta

from assistant.commands import Command
from assistant.phrasing import WEEKDAYS, say_span, say_when
from assistant.plan import Answer
from assistant.recurrence_words import say_rule
from assistant.resolution.context import Context
from assistant.resolution.reference import ENDS
from assistant.resolution.saying import NAMED, say_when_each
from assistant.resolution.selection import Found, distinct
from assistant.resolution.such_days import HOURS, SATURDAY, days_of
from assistant.timespan import elapsed, is_all_day, occupied
from assistant.wording import WEEKDAY
from models.occurrence import Occurrence
from models.rows import Event, Task

#: "which | weekends | am I on call", "what Mondays have I got piano".
WHICH = re.compile(
    rf"^\W*(?:(?:and|so|ok(?:ay)?|but|then)\b\W*)*(?:on\s+)?(?:which|what)\s+(?:of\s+(?:the|my|our)\s+)?"
    rf"(?P<unit>weekends|nights|evenings|mornings|afternoons|(?:{WEEKDAY})s)\b",
    re.I,
)
HOUR = timedelta(hours=1)


def answer_falling_on(command: Command, found: Found, context: Context) -> Answer | None:
    """All times of what is named that are on such days; of what goes on without an end, how it repeats. None where something else is asked."""
    asked, selector = WHICH.match(command.text), command.selector
    named = selector.names or selector.attendees or selector.places
    if asked is None or not named or not found.occurrences or command.asks not in ("when", "what", "exists"):
        return None
    unit = asked["unit"].casefold().removesuffix("s")
    kept = [o for o in found.occurrences if falls_on(unit, o.row, context)]
    if not kept:
        near = say_when_each([o.row for o in distinct(found.occurrences)[:NAMED]], context)
        return Answer(f"No {unit} that I can see. {near}", instead=tuple(o.row for o in distinct(found.occurrences)))
    endless = [o for o in kept if goes_on(o)] if found.window is None else []
    told = [say_repeated(o, context) for o in distinct(endless)]
    rows = [o.row for o in kept if o not in endless]
    told += [say_when_each(rows, context)] if rows else []
    shown = sorted((*distinct(endless), *(o for o in kept if o not in endless)), key=lambda o: context.held(o).start)
    return Answer(" ".join(told), tuple(o.row for o in shown))


def goes_on(occurrence: Occurrence) -> bool:
    """It is of a series without an end."""
    return occurrence.series is not None and not ENDS.search(occurrence.series.rrule or "")


def say_repeated(occurrence: Occurrence, context: Context) -> str:
    """ "Yoga: every Monday, 18:00–19:00; next Mon 4 Oct, 18:00–19:00."."""
    series = occurrence.series or occurrence.row
    rule = say_rule(series.rrule or "", context.zone)
    next_one = say_when(occurrence.row, context.now, context.zone)
    return f"{occurrence.row.summary}: {rule}, {say_span(series, context.zone)}; next {next_one}."


def falls_on(unit: str, row: Event | Task, context: Context) -> bool:
    """Whether it begins on such a day, or has an hour of such a part of that; what lasts days may have any of them."""
    days = days_of(row, context) if isinstance(row, Event) else []
    if not days or not isinstance(row, Event):
        return False
    lasts = days if is_all_day(row.start) else days[:1]
    if unit == "weekend":
        return any(day.weekday() >= SATURDAY for day in lasts)
    if unit in HOURS:
        held, (first, last) = occupied(row, context.zone), HOURS[unit]
        if held.start is None or held.end is None or is_all_day(row.start):
            return False
        begins = held.start.hour + held.start.minute / 60
        ends = begins + elapsed(held.start, held.end) / HOUR
        return first <= begins < last or min(ends, last) - max(begins, first) >= 1
    return any(WEEKDAYS[day.weekday()].casefold() == unit[:3] for day in lasts)
