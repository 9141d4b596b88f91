"""The busiest and the quietest of several days, weeks, weekends or parts of days: "which day next week is the busiest"."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from assistant.commands import Command, Number, with_selector
from assistant.nouns import kind_of, singular
from assistant.phrasing import and_more, join, say_count, say_date, say_hours
from assistant.plan import Answer, Clarification, ask
from assistant.resolution.availability import YES_OR_NO, is_busy
from assistant.resolution.context import Context
from assistant.resolution.free_hours import COMING_DAYS, HOURS
from assistant.resolution.saying_free import SATURDAY
from assistant.resolution.selection import find_events
from assistant.resolution.windows import Window, windows
from assistant.timespan import Timespan, elapsed, is_all_day, later, occupied
from models.occurrence import Occurrence

BUSIEST = re.compile(r"\b(?:(?:the|my) most (?:packed|booked|busy|crowded|on)|busiest|fullest|heaviest)\b", re.I)
QUIETEST = re.compile(
    r"\b(?:least (?:packed|booked|busy|crowded|on)|most free|quietest|emptiest|freest|lightest|calmest)\b", re.I
)
#: "which day has the most meetings".
MOST_OF = re.compile(
    r"^\W*(?:when\b|(?:which|what) (?:weekday|weekend|week|day|morning|afternoon|evening)\b).*"
    r"\b(?:(?P<most>most)|fewest|least) (?P<what>meetings?|events?|appointments?|calls?|things)\b",
    re.I,
)
#: "am I busier this week or next".
COMPARES = re.compile(
    r"\b(?:busier|quieter|(?:(?<!any )(?<!some )more|fewer) (?:meetings|events|appointments|calls|things|free time)|more free)\b.* (?:or|than) ",
    re.I,
)
UNIT = re.compile(r"\b(weekday|weekend|week|day|morning|afternoon|evening)\b\s*(?:(?:in|of|on)\s+)?", re.I)
#: How many of one rank are named, and things in the busiest.
NAMED = 3


def answer_busiest(command: Command, context: Context) -> Answer | Clarification | None:
    """Which of the stretches of a period has most, or least, in it; None where something else is asked, or the words are no time."""
    if COMPARES.search(command.text):
        return ask("I can't compare two times. Ask about each by itself.")
    most_of = MOST_OF.search(command.text)
    least = QUIETEST.search(command.text)
    asked = most_of or least or BUSIEST.search(command.text)
    if not asked or YES_OR_NO.match(command.text):
        return None
    word, spans = asked_stretches(command, context)
    if not spans:
        return None
    if most_of:
        return answer_most(command, most_of, word, spans, context)
    there = [list(context.queries.event_occurrences(s.start, s.end)) for s in spans]
    taken = [[o for o in things if is_busy(o)] for things in there]
    whole = [{o.row.summary: o for o in things if is_all_day(o.row.start)} for things in there]
    times = [load(things, span, context) for things, span in zip(taken, spans, strict=True)]
    loads = [(time, len(names)) for time, names in zip(times, whole, strict=True)]
    most = min(loads) if least else max(loads)
    best = [n for n, one in enumerate(loads) if one == most]
    named = say_stretches(word, [spans[n] for n in best], context)
    rows = tuple(o.row for n in best[:NAMED] for o in taken[n])
    names = list({name: None for n in best[:NAMED] for name in whole[n]})
    nothing = f"nothing but {join(names)}, all day" if names else "nothing on"
    what = f"{say_count(len(taken[best[0]]), 'event')}, {say_hours(most[0])}" if most[0] else nothing
    return Answer(f"{asked[0][:1].upper()}{asked[0][1:]}: {named}, {what}.", rows)


def asked_stretches(command: Command, context: Context) -> tuple[str, list[Timespan]]:
    """The unit whose stretches are asked about, and these; none where the words are no time."""
    phrase, text = " ".join(command.selector.whens) or COMING_DAYS, command.text
    led = UNIT.match(phrase)  # "which | week in June"
    unit = led or UNIT.search(text.replace(phrase, " "))
    phrase = phrase[led.end() :] if led else phrase
    found = windows((phrase,), context)
    word = unit[1].lower() if unit else "day"
    return word, list(stretches(word, found[0], context)) if found else []


def answer_most(
    command: Command, asked: re.Match[str], word: str, spans: list[Timespan], context: Context
) -> Answer | Clarification:
    """ "which day has the most meetings": the ones that have most of what the words name, or fewest."""
    whens = command.selector.whens or (COMING_DAYS,)
    found = find_events(
        with_selector(command, kind=kind_of([asked["what"]])[0], number=Number.ALL, whens=whens), context
    )
    if isinstance(found, Clarification):
        return found
    starts = [(o, occupied(o.row, context.zone).start) for o in found.occurrences if is_busy(o)]
    there = [[o for o, start in starts if start and span.contains(start)] for span in spans]
    count = (max if asked["most"] else min)(map(len, there))
    best = [n for n, things in enumerate(there) if len(things) == count]
    named = say_stretches(word, [spans[n] for n in best], context)
    noun = singular(asked["what"].lower())
    what = say_count(count, noun) if count else f"no {noun}s"
    rows = tuple(o.row for n in best[:NAMED] for o in there[n])
    return Answer(f"{named[:1].upper()}{named[1:]}: {what}{' each' if count and len(best) > 1 else ''}.", rows)


def say_stretches(word: str, spans: list[Timespan], context: Context) -> str:
    """ "Mon 8 Mar and Tue 9 Mar", "the week of Mon 8 Mar"."""
    of = f"the {word} of " if word in ("week", "weekend") else ""
    return and_more([of + say_date(s.start.date(), context.now.date()) for s in spans if s.start], NAMED)


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
