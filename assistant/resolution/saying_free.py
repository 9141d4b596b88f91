"""Free time in words: "You are free Tue 9 Mar 9:15–11:00", weekends that are free as a whole, what lasts all day beside it."""

import itertools
from collections.abc import Iterable, Sequence
from datetime import timedelta

from assistant.phrasing import and_more, join, say_date, say_length, say_named, say_time
from assistant.resolution.context import Context
from assistant.resolution.free_hours import WORKING, hours_on
from assistant.timespan import Slot, is_all_day
from models.occurrence import Occurrence

SATURDAY = 5
#: Busy things that are named in a sentence.
NAMED = 3


def say_free(free: tuple[Slot, ...], least: timedelta, context: Context) -> str:
    """The free stretches in words."""
    if not free:
        return f"Nothing free for {say_length(least)} there."
    days: dict[str, list[str]] = {}
    for start, end in free:
        days.setdefault(say_date(start.date(), context.now.date()), []).append(f"{say_time(start)}–{say_time(end)}")
    return f"You are free {'; '.join(f'{day} {join(slots)}' for day, slots in days.items())}."


def say_weekends(spans: list[Slot], free: tuple[Slot, ...], least: timedelta, context: Context) -> str:
    """The weekends of which both days are free as a whole, then what else is free."""
    both = [(a, b) for a, b in itertools.pairwise(spans) if a.start.weekday() == SATURDAY]
    whole = [pair for pair in both if set(pair) <= set(free)]
    rest = tuple(slot for slot in free if not any(slot in pair for pair in whole))
    days = join([say_date(a.start.date(), context.now.date()) for a, _ in whole])
    are = "weekends of {} are" if len(whole) > 1 else "weekend of {} is"
    all_of_it = f"The {are.format(days)} free." if whole else "No weekend is free as a whole."
    return f"{all_of_it} {say_free(rest, least, context)}" if rest else all_of_it


def say_parts(spans: list[Slot], free: tuple[Slot, ...], least: timedelta, context: Context) -> str:
    """ "which evenings are free": those that are free as a whole, then what of the others is."""
    whole = [span for span in spans if span in free]
    rest = tuple(slot for slot in free if slot not in whole)
    if not whole:
        return say_free(free, least, context)
    days = join([say_date(span.start.date(), context.now.date()) for span in whole])
    partly = say_free(rest, least, context).removeprefix("You are free ") if rest else ""
    return f"{days} {'are' if len(whole) > 1 else 'is'} free as a whole.{f' In part: {partly}' if partly else ''}"


def say_taken(taken: Sequence[Occurrence], context: Context) -> str:
    """What takes the time asked about: "Gym (Fri 12 Feb, 7:30–8:30) and 2 more"."""
    return and_more([say_named(o.row, context.now, context.zone) for o in taken], NAMED)


def say_all_day(occurrences: Iterable[Occurrence]) -> str:
    """All-day events do not block, but are named (policy 8)."""
    rows = (o.stored for o in occurrences if is_all_day(o.stored.start) and o.stored.status != "CANCELLED")
    names = list(dict.fromkeys(row.summary for row in rows))
    return f" All day, so not counted: {join(names)}." if names else ""


def say_hours_looked(spans: Iterable[Slot], free: Sequence[Slot], context: Context) -> str:
    """That it was looked at working hours alone (policy 8), where nobody named any and what is free might go on beyond them."""

    def is_working(span: Slot) -> bool:
        opens, closes = hours_on(span.start.date(), WORKING, context)
        return span.end == closes and span.start in (opens, context.now)

    closing = {span.end for span in spans if is_working(span)}
    if not closing or (free and closing.isdisjoint(slot.end for slot in free)):
        return ""
    opens, closes = WORKING
    return f" I looked from {opens.hour}:{opens.minute:02d} to {closes.hour}:{closes.minute:02d}."
