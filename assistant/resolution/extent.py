"""The time in which a selector looks, and which occurrences count in it. Policies 2, 9 and 10."""

import re
from datetime import timedelta

from assistant import wording
from assistant.commands import Command, Number, Selector
from assistant.resolution import kinds
from assistant.resolution.context import Context
from assistant.resolution.windows import Window
from assistant.timespan import Timespan, is_all_day, occupied
from models.occurrence import Occurrence

#: A point in time finds what covers its first minute.
MOMENT = timedelta(minutes=1)
DAY = timedelta(days=1)
#: What ended so short a time ago may be what is to go on for longer.
JUST_OVER = timedelta(minutes=30)
#: "what's on my calendar" without a time is about these days.
COMING_DAYS = timedelta(days=7)
#: What goes on right now, and holds one up.
HELD_UP = re.compile(
    r"\b(?:runs?|ran|running|going|gone) (?:over|late|behind|long|on late)\b|\b(?:stuck|held up|delayed|overslept|stranded)\b|\bin traffic\b"
    r"|\b(?:not|isn['’]?t|aren['’]?t|haven['’]?t|hasn['’]?t) (?:done|finished|ready|out|here|left|arrived) yet\b|\bstill (?:at|in|on my way|here|waiting)\b|\bright now\b",
    re.I,
)


def search_span(command: Command, window: Window | None, context: Context) -> Timespan:
    """The span to read: what has not ended where a change names no time, the whole of today for reads (policy 2)."""
    selector = command.selector
    if window is None:
        if command.operation == "read" and is_boundless(selector) and command.asks != "how_many":
            further = DAY if selector.recurrence else timedelta()  # "what's on Fridays", said on one: the next one too
            return Timespan(context.midnight, context.midnight + COMING_DAYS + further)
        since = context.now - JUST_OVER if command.end_alone and command.operation == "update" else context.now
        return Timespan(None, context.now) if selector.past else Timespan(since, None)
    span = window.span
    if window.point and span.start is not None:
        return Timespan(span.start, span.start + MOMENT)
    if window.past:
        past_end = span.end if (span.end and span.end < context.now) or not selector.past else context.now
        return Timespan(span.start, past_end)
    whole_day = command.operation == "read" and not wording.LEFT.search(command.text)
    floor = context.midnight if whole_day else context.now
    if span.end is not None and span.end <= floor:
        return span
    return Timespan(max(span.start or floor, floor), span.end)


def in_time(occurrence: Occurrence, command: Command, window: Window | None, span: Timespan, context: Context) -> bool:
    """Whether a found occurrence counts: a bulk change takes what has not started, a point what starts then or covers it."""
    selector, time = command.selector, occupied(occurrence.row, context.zone)
    if time.start is None:
        return False
    if window is not None and window.parts and not is_in_part(time, command, window):
        return False
    read_day = command.operation == "read" and window is not None and window.single_day and window.anchored.time_said
    hours = window is not None and (window.timed or read_day)
    if hours and is_all_day(occurrence.row.start) and not selector.names:
        return False
    bulk = (selector.number is Number.ALL or selector.plural) and command.operation in ("update", "delete")
    if window is None:
        if selector.past:
            return time.start <= context.now
        begins = bulk or selector.number is Number.NEXT
        return time.start >= context.now if begins else (time.end or time.start) > (span.start or context.now)
    if window.point:
        return time.overlaps(window.span) and (not bulk or time.start >= context.now or window.past)
    if not bulk:
        return time.overlaps(span)
    clears = wording.CLEAR.search(command.text)
    if is_all_day(occurrence.row.start) and not selector.names:
        if clears and not selector.everything:
            return False  # "clear friday" takes the timed events (policy 10)
        begun = not window.past and time.start < context.midnight
        return not begun and spared_not(occurrence, selector, window, context)
    if not window.past and time.start < context.now:
        return False
    days = not (window.timed or clears)
    days = days and (not selector.names or (time.end is not None and time.end - time.start < DAY))
    if days and window.span.start is not None and time.start < window.span.start:
        return False  # what began the night before is of the day before
    return time.overlaps(span) and bool(clears or not runs_into(time, window))


def is_in_part(time: Timespan, command: Command, window: Window) -> bool:
    """ "anything on in the evenings next week": what goes on in one of them; a change takes what begins in one."""
    if command.operation == "read" or not window.timed:
        return any(time.overlaps(part) for part in window.parts)
    return time.start is not None and any(part.contains(time.start) for part in window.parts)


def of_its_days(
    occurrences: list[Occurrence], command: Command, window: Window | None, context: Context
) -> list[Occurrence]:
    """A night belongs to the day on which it begins: "the shift on Saturday" is what begins then, and only where nothing does what runs
    into it from the night before; what lasts a day or longer is of each of its days. "what's on Saturday" is not asked here, and shows both."""
    clears = wording.CLEAR.search(command.text) and not command.selector.names  # all that overlaps (policy 10)
    since = window.span.start if window is not None and not (clears or window.anchored.time_said) else None
    times = [occupied(o.row, context.zone) for o in occurrences] if since is not None else []
    if since is None or not any(time.start and time.start >= since for time in times):
        return occurrences
    over = [bool(t.start and t.end and t.start < since and t.end - t.start < DAY) for t in times]
    return [o for o, night in zip(occurrences, over, strict=True) if not night]


def runs_into(time: Timespan, window: Window) -> bool:
    """ "push everything on Friday afternoon back an hour": what began in the morning and ends before the evening is of the morning; "clear"
    makes room (policy 10), and what begins before six is of the morning too."""
    begins, ends = window.span.start, window.span.end
    if window.anchored.part_of_day in (None, "morning") or not (begins and ends and time.start):
        return False
    return time.start < begins and time.end is not None and time.end < ends


def spared_not(occurrence: Occurrence, selector: Selector, window: Window, context: Context) -> bool:
    """All-day events in a bulk change: only where they lie wholly in the period, and no birthday or holiday, nor what is about its day
    ("shop closed Good Friday") (policy 9)."""
    row, time = occurrence.row, occupied(occurrence.row, context.zone)
    if kinds.is_birthday(row):
        return selector.kind == "birthday"
    if kinds.is_holiday(row) or kinds.is_of_its_day(row, context.zone):
        return False
    begins, ends = window.span.start, window.span.end
    after = begins is None or (time.start is not None and time.start >= begins)
    return after and (ends is None or (time.end is not None and time.end <= ends))


def is_of_each_day(command: Command, window: Window, context: Context) -> bool:
    """ "every rehearsal at 7:30 instead of 8": an hour names no day, so that the series are meant (policy 13), if none was shown just now."""
    selector, said = command.selector, window.anchored
    each = selector.names and not selector.count and (selector.number is Number.ALL or selector.plural)
    of_a_day = said.day_said or said.bound or said.part_of_day or context.shown
    return bool(command.operation == "update" and each and said.time_said and not of_a_day)


def is_boundless(selector: Selector) -> bool:
    """Every event there is: neither named nor in a period (policy 9)."""
    counted = selector.number in (Number.NEXT, Number.FIRST, Number.LAST) or selector.ordinal
    return not (selector.is_described or counted or selector.kind not in (None, "event"))


def tells_of_now(command: Command, occurrence: Occurrence, context: Context) -> bool:
    """ "photos are running over, move lunch to 1": what holds one up is told beside the order, which is of no other time than
    today's."""
    start = occupied(occurrence.row, context.zone).start
    today = start is not None and start.date() == context.now.date()
    once = command.operation == "update" and today and not (command.values.recurrence or command.scope)
    return bool(once and HELD_UP.search(command.text))
