"""The busiest and the quietest of several days, weeks, weekends or parts of days: "which day next week is the busiest"."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from assistant.commands import Command
from assistant.phrasing import and_more, join, say_count, say_date, say_hours
from assistant.plan import Answer
from assistant.resolution.availability import YES_OR_NO, is_busy
from assistant.resolution.context import Context
from assistant.resolution.free_hours import COMING_DAYS, HOURS
from assistant.resolution.windows import Window, windows
from assistant.timespan import Timespan, elapsed, is_all_day, later, occupied
from models.occurrence import Occurrence

BUSIEST = re.compile(
    r"\b(?:(?:the|my) most (?:packed|booked|busy|crowded|events|meetings|on)|busiest|fullest|heaviest)\b", re.I
)
QUIETEST = re.compile(
    r"\b(?:least (?:packed|booked|busy|crowded|on)|most free|quietest|emptiest|freest|lightest|calmest)\b", re.I
)
UNIT = re.compile(r"\b(weekday|weekend|week|day|morning|afternoon|evening)\b\s*(?:(?:in|of|on)\s+)?", re.I)
#: How many of one rank are named, and things in the busiest.
NAMED = 3
SATURDAY = 5


def answer_busiest(command: Command, context: Context) -> Answer | None:
    """Which of the stretches of a period has most, or least, in it; None where something else is asked, or the words are no time."""
    least = QUIETEST.search(command.text)
    asked = least or BUSIEST.search(command.text)
    if not asked or YES_OR_NO.match(command.text):
        return None
    phrase, text = " ".join(command.selector.whens) or COMING_DAYS, command.text
    led = UNIT.match(phrase)  # "which | week in June"
    unit = led or UNIT.search(text.replace(phrase, " "))
    phrase = phrase[led.end() :] if led else phrase
    found = windows((phrase,), context)
    word = unit[1].lower() if unit else "day"
    spans = list(stretches(word, found[0], context)) if found else []
    if not spans:
        return None
    there = [list(context.queries.event_occurrences(s.start, s.end)) for s in spans]
    taken = [[o for o in things if is_busy(o)] for things in there]
    whole = [{o.row.summary: o for o in things if is_all_day(o.row.start)} for things in there]
    times = [load(things, span, context) for things, span in zip(taken, spans, strict=True)]
    loads = [(time, len(names)) for time, names in zip(times, whole, strict=True)]
    most = min(loads) if least else max(loads)
    best = [n for n, one in enumerate(loads) if one == most]
    of = f"the {word} of " if word in ("week", "weekend") else ""
    named = and_more(
        [of + say_date(start.date(), context.now.date()) for n in best if (start := spans[n].start)], NAMED
    )
    rows = tuple(o.row for n in best[:NAMED] for o in taken[n])
    names = list({name: None for n in best[:NAMED] for name in whole[n]})
    nothing = f"nothing but {join(names)}, all day" if names else "nothing on"
    what = f"{say_count(len(taken[best[0]]), 'event')}, {say_hours(most[0])}" if most[0] else nothing
    return Answer(f"{asked[0][:1].upper()}{asked[0][1:]}: {named}, {what}.", rows)


def load(things: list[Occurrence], span: Timespan, context: Context) -> timedelta:
    """How much of a span these take, added up."""
    assert span.start and span.end
    total = timedelta()
    for time in (occupied(o.row, context.zone) for o in things):
        if time.start and time.end:
            total += elapsed(max(time.start, span.start), min(time.end, span.end))
    return total


def stretches(unit: str, window: Window, context: Context) -> Iterator[Timespan]:
    """The days, weeks, weekends or parts of days of a window that are not over, or all of one that is."""
    day = (window.span.start or context.now).replace(hour=0, minute=0, second=0, microsecond=0)
    end = window.span.end or later(day, timedelta(days=28))
    begins, ends = HOURS.get(unit, (None, None))
    while day < end:
        days = {"weekend": 2, "week": 7}.get(unit, 1)
        if unit == "week":
            days -= (day.weekday() - context.first_weekday) % 7  # the first is cut where the period begins
        counts = {"weekend": day.weekday() == SATURDAY, "weekday": day.weekday() < SATURDAY}.get(unit, True)
        start, close = day, day + timedelta(days=days)
        if begins and ends:
            start, close = (datetime.combine(day.date(), at, context.zone) for at in (begins, ends))
        if counts and (close > context.now or end <= context.now):
            yield Timespan(max(start, context.now) if start < context.now < close else start, close)
        day += timedelta(days=days if counts or unit == "week" else 1)
