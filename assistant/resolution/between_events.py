"""The time between two events: "between the dentist and lunch", "do I have a gap between the two calls"."""

import dataclasses
import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from assistant.commands import Command, Number, with_selector
from assistant.marks.counted import Place
from assistant.nouns import kind_of, looks_plural, singular
from assistant.phrasing import join, say_length, say_when_short
from assistant.plan import Answer, Clarification, ask
from assistant.resolution.availability import YES_OR_NO, gaps, is_busy, standing_in
from assistant.resolution.context import Context
from assistant.resolution.selection import find_events
from assistant.temporal.carried import day_words
from assistant.temporal.reading import values_of
from assistant.temporal.values import Purpose
from assistant.timespan import Timespan, elapsed, occupied
from models.occurrence import Occurrence

MINUTE = timedelta(minutes=1)
#: "the gap between my first two meetings", "time between calls".
TWO_OF = re.compile(
    r"\bbetween (?:(?:the|my|our|those|these) )?(?:(?P<place>first|last|next) )?(?P<two>(?:two|2|both) )?(?!.*\band\b)(?P<what>[a-z][\w' -]*?)"
    r"(?: (?:(?:on|in) )?(?=(?:tomorrow|today|tonight|this|next|the|\w+day|\d)\b)|\W*$)",
    re.I,
)


def answer_between(command: Command, context: Context) -> Answer | Clarification | None:
    """ "do I have a gap between the two calls on Friday": how long it is and what of it is free; None where it is not asked so, or of which two
    is not clear."""
    selector, said = command.selector, TWO_OF.search(command.text)
    if said is None or command.operation != "read" or command.asks not in ("free", "how_long", "exists"):
        return None
    kind, plural = kind_of(said["what"].split())
    if not (plural or looks_plural(said["what"])):
        return None
    whens = tuple(rest for when in selector.whens if (rest := TWO_OF.sub("", when).strip()))
    names = () if kind else (singular(said["what"]),)
    meant = with_selector(command, names=names, kind=kind, whens=whens, number=Number.ALL, count=None)
    found = find_events(dataclasses.replace(meant, asks="what"), context)
    if isinstance(found, Clarification):
        return found
    there = [o for o in found.occurrences if is_busy(o)]
    if len(there) > 2 and not (said["place"] or said["two"]):
        return None
    two = there[-2:] if (said["place"] or "").lower() == "last" else there[:2]
    if len(two) < 2:
        return ask(f"I see {'only one' if two else 'none'} there. Between which two?")
    begin, end = gap(two, context)
    named = join([f"{o.row.summary} ({say_when_short(o.row, context.now, context.zone)})" for o in two])
    busy = [time for o, time in standing_in(begin, end, context) if is_busy(o)] if begin < end else []
    free = tuple(gaps(Timespan(begin, end), busy, MINUTE)) if begin < end else ()
    room = elapsed(begin, end) if command.asks == "how_long" else sum((elapsed(*slot) for slot in free), timedelta())
    whether = ("Yes: " if free else "No: ") if YES_OR_NO.match(command.text) else ""
    total = say_length(room) if room > timedelta() else "no time" if whether else "No time"
    return Answer(f"{whether}{total} between {named}.", tuple(o.row for o in two), free=free)


def common_day(met: Sequence[Sequence[Occurrence]], context: Context) -> date | None:
    """ "between standup and the review": the day of the later of the two, on which a series may be too; None where they are on one day."""
    starts = [occupied(found[0].row, context.zone).start for found in met if len(found) == 1]
    days = sorted({start.date() for start in starts if start is not None})
    return days[-1] if len(starts) == len(met) and len(days) > 1 else None


def day_of_limit(place: Place, context: Context) -> str:
    """ "between lunch and | 5 on Thursday": the day of the hour, of which the lunch is too; empty where none is said of it."""
    said = context.read_time(place.limit, Purpose.SELECT) if place.limit else None
    hour = said is not None and said.time_said and said.day_said and said.kind == "moment"
    return (day_words(place.limit) or "") if hour else ""


def with_meal(place: Place, met: list[list[Occurrence]]) -> tuple[Place, list[list[Occurrence]]]:
    """ "between standup and lunch", where no lunch is on that day: the hour of the meal is the other side."""
    gone = [name for name, found in zip(place.names, met, strict=True) if not found and values_of(name)]
    if len(place.names) != 2 or len(gone) != 1:
        return place, met
    names = tuple(name for name in place.names if name not in gone)
    return dataclasses.replace(place, names=names, limit=gone[0]), [found for found in met if found]


def ask_no_gap(events: list[Occurrence], place: Place, context: Context) -> Clarification | None:
    """Between two events that follow at once, or overlap, there is no time."""
    if place.way != "between":
        return None
    begin, end = gap(events, context, place.limit)
    names = " and ".join([*(f"“{event.row.summary}”" for event in events[:2]), *([place.limit] if place.limit else [])])
    return ask(f"There is no time between {names}.") if end <= begin else None


def gap(events: list[Occurrence], context: Context, limit: str = "") -> tuple[datetime, datetime]:
    """From the end of the earlier of two events to the beginning of the later; of one up to an hour of its day (`limit`), or from it on."""
    if limit:
        time = occupied(events[0].row, context.zone)
        assert time.start is not None and time.end is not None
        if limit.casefold() in ("now", "today"):
            return context.now, time.start
        said = context.read_time(limit, Purpose.SELECT, day=time.start.date())
        if said and said.day_said and said.start and said.start <= context.now.replace(tzinfo=None):
            from_there = dataclasses.replace(
                context, now=time.end
            )  # "between the dentist and the weekend", this one begun
            said = from_there.read_time(limit, Purpose.SELECT) or said
        at = said.start.replace(tzinfo=context.zone) if said and said.start else time.end
        return (at, time.start) if at < time.start else (time.end, max(at, time.end))
    first, second = sorted((occupied(o.row, context.zone) for o in events[:2]), key=lambda t: t.start or context.now)
    assert first.end is not None and second.start is not None
    return first.end, second.start
