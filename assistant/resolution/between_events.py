"""The time between events, and beside them: "do I have a gap between the two calls", "what comes after the review"."""

import dataclasses
import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from assistant import wording
from assistant.commands import Command, Number, with_selector
from assistant.marks.counted import Place
from assistant.nouns import kind_of, looks_plural, singular
from assistant.phrasing import join, say_date, say_length, say_named, say_time
from assistant.plan import Answer, Clarification, ask
from assistant.resolution.availability import YES_OR_NO, gaps, is_busy, standing_in
from assistant.resolution.context import Context
from assistant.resolution.saying import say_what
from assistant.resolution.selection import Found, distinct, occurrences_found
from assistant.temporal.carried import day_words
from assistant.temporal.reading import values_of
from assistant.temporal.values import Purpose
from assistant.timespan import Slot, elapsed, is_all_day
from models.occurrence import Occurrence

MINUTE = timedelta(minutes=1)
#: "the gap between my first two meetings", "time between calls".
TWO_OF = re.compile(
    r"\bbetween (?:(?:the|my|our|those|these) )?(?:(?P<place>first|last|next) )?(?P<two>(?:two|2|both) )?(?!.*\band\b)(?P<what>[a-z][\w' -]*?)"
    r"(?: (?:(?:on|in) )?(?=(?:tomorrow|today|tonight|this|next|the|\w+day|\d)\b)|\W*$)",
    re.I,
)
SAME_DAY = re.compile(r"\b(?:the |on the )?same day\b", re.I)
BETWEEN = re.compile(r"\bbetween\b", re.I)
#: "what's next after the review", "what comes after it".
NEXT_AFTER = re.compile(r"\b(?:(?:next|first)\b(?: \w+){0,3} after|comes? (?:right |straight |just )?after)\b", re.I)


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
    there = [o for o in occurrences_found(dataclasses.replace(meant, asks="what"), context) if is_busy(o)]
    if len(there) > 2 and not (said["place"] or said["two"]):
        return None
    two = there[-2:] if (said["place"] or "").lower() == "last" else there[:2]
    if len(two) < 2:
        return ask(f"I see {'only one' if two else 'none'} there. Between which two?")
    begin, end = gap(two, context)
    named = join([say_named(o.row, context.now, context.zone) for o in two])
    busy = [time for o, time in standing_in(begin, end, context) if is_busy(o)] if begin < end else []
    free = tuple(gaps(Slot(begin, end), busy, MINUTE)) if begin < end else ()
    room = elapsed(begin, end) if command.asks == "how_long" else sum((elapsed(*slot) for slot in free), timedelta())
    whether = ("Yes: " if free else "No: ") if YES_OR_NO.match(command.text) else ""
    total = say_length(room) if room > timedelta() else "no time" if whether else "No time"
    return Answer(f"{whether}{total} between {named}.", tuple(o.row for o in two), free=free)


def from_one_to_other(command: Command, context: Context) -> Command:
    """ "how long is it from the dentist to brownies": the time between the two, and not how long they take."""
    names = command.selector.names
    if command.asks != "how_long" or len(names) != 2 or not all(map(context.index("event").candidates, names)):
        return command
    first, second = (rf"({wording.THE}{re.escape(name)})" for name in names)
    said = re.search(rf"\bfrom\s+{first}\s+(?:to|{wording.UNTIL_WHEN})\s+{second}(?!\w)", command.text, re.I)
    if said is None:
        return command
    between = f"between {said[1]} and {said[2]}"
    meant = with_selector(command, names=(), whens=(between, *command.selector.whens))
    return dataclasses.replace(meant, text=command.text.replace(said[0], between))


def common_day(met: Sequence[Sequence[Occurrence]], context: Context) -> date | None:
    """ "between standup and the review": the day of the later of the two, on which a series may be too; None where they are on one day."""
    days = sorted({context.held(found[0]).start.date() for found in met if len(found) == 1})
    return days[-1] if all(len(found) == 1 for found in met) and len(days) > 1 else None


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
        time = context.held(events[0])
        if limit.casefold() in ("now", "today"):
            return context.now, time.start
        said = context.read_time(limit, Purpose.SELECT, day=time.start.date())
        if said and said.day_said and said.start and said.start <= context.now.replace(tzinfo=None):
            afterwards = dataclasses.replace(
                context, now=time.end
            )  # "between the dentist and the weekend", this one begun
            said = afterwards.read_time(limit, Purpose.SELECT) or said
        at = said.start.replace(tzinfo=context.zone) if said and said.start else time.end
        return (at, time.start) if at < time.start else (time.end, max(at, time.end))
    first, second = sorted(map(context.held, events[:2]))
    return first.end, second.start


def time_between(command: Command, found: Found, context: Context) -> Answer | Clarification | None:
    """ "how long between the sync and lunch": the time itself; None where what happens in it is asked about."""
    selector, window = command.selector, found.window
    if command.asks != "how_long" or not BETWEEN.search(command.text):
        return None
    if selector.names:
        return ask("Between which two?")
    if selector.kind or window is None or window.anchored.all_day or not (window.span.start and window.span.end):
        return None
    start, end = window.span.start, window.span.end
    until = say_time(end) if end.date() == start.date() else f"{say_date(end.date())}, {say_time(end)}"
    day = say_date(start.date(), context.now.date())
    return Answer(f"{say_length(elapsed(start, end))}, {day}, {say_time(start)}–{until}.")


def after_that_day(command: Command, found: Found, context: Context) -> Answer | None:
    """ "what comes after the review", of whose day nothing is left: the next thing on any other; None where all after an hour is asked about."""
    since = found.window.span.start if found.window is not None else None
    selector = command.selector
    asked = command.asks in ("what", "when", None) and NEXT_AFTER.search(command.text)
    if since is None or selector.names or not asked:
        return None
    coming = with_selector(command, whens=(), number=Number.NEXT)
    ahead = occurrences_found(coming, dataclasses.replace(context, now=since))
    rows = [o.row for o in ahead if not is_all_day(o.row.start)][:1]
    return Answer(f"Nothing more that day. Next: {say_what(rows, context)}", tuple(rows)) if rows else None


def beginning_after(command: Command, found: Found) -> Found:
    """ "what's after yoga", by now said as the hour at which it ends: what had begun before is not after it, but "after 3" there it is."""
    window, selector = found.window, command.selector
    counted = window is not None and window.anchored.bound == "after" and " ".join(selector.whens) not in command.text
    since = window.span.start if window is not None and counted and window.anchored.time_said else None
    if since is None or selector.names:
        return found
    later = (o for o in found.occurrences if isinstance(o.row.start, datetime) and o.row.start >= since)
    return dataclasses.replace(found, occurrences=tuple(later))


def on_one_day(command: Command, found: Found, context: Context) -> Answer | None:
    """ "are the theatre and swimming on the same day": whether the two of them are; None where that is not asked, or of others."""
    things = distinct(found.occurrences)
    if command.asks != "exists" or not SAME_DAY.search(command.text) or len(things) != 2:
        return None
    first, second = (
        {context.held(o).start.date(): o.row for o in found.occurrences if o.stored.uid == thing.stored.uid}
        for thing in things
    )
    both = min(first.keys() & second.keys(), default=None)
    rows = [first[both], second[both]] if both else [thing.row for thing in things]
    said = join([say_named(row, context.now, context.zone) for row in rows])
    return Answer(f"{'Yes' if both else 'No'}: {said}.", tuple(rows))
