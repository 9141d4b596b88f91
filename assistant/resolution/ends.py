"""A new end, said alone: "until 10", "ends on the 9th"."""

import dataclasses
from datetime import datetime, timedelta

from assistant.phrasing import say_when
from assistant.plan import Clarification, ask
from assistant.resolution.context import Context
from assistant.resolution.windows import aware
from assistant.temporal.values import Anchored, Purpose
from assistant.timespan import elapsed, instant, is_all_day, restated
from models.rows import Event, When

#: "by Friday", "no later than the 30th", "sooner than noon": a latest time, no time of its own.
LIMITS = frozenset({"by", "before"})
LATEST = LIMITS | {"until"}
#: Where an end was said to lie before the start, it is read as one after it; no further away than that.
LONGEST = timedelta(days=183)
DAY = timedelta(days=1)


def ending(row: Event, anchored: Anchored, phrase: str, context: Context) -> Event | Clarification:
    """The end alone moves. "The holiday ends on the 3rd" is said in the month before it too: the first such day after its start."""
    assert row.start is not None
    begin = instant(row.start, context.zone)
    afterwards = dataclasses.replace(context, now=begin).read_time(phrase, Purpose.CHANGE)
    for reading, longest in ((anchored, None), (afterwards or anchored, LONGEST)):
        made = until(row, reading, context)
        length = elapsed(begin, instant(made.end or row.start, context.zone))
        longest = longest if reading.day_said else DAY  # an hour alone is not the one at which it begins
        if timedelta() < length and (longest is None or length < longest):
            return ask_hour(row, context) if lacks_hour(row, made, reading) else made
    return ask(f"“{row.summary}” begins after that. When does it end?")


def lacks_hour(row: Event, made: Event, reading: Anchored) -> bool:
    """ "Choir ends on the 9th", which is the evening before: what lasts hours has no hour on another day."""
    if reading.time_said or not isinstance(row.start, datetime) or not isinstance(row.end, datetime):
        return False
    return made.end != row.end and elapsed(row.start, row.end) < DAY


def ask_hour(row: Event, context: Context) -> Clarification:
    """On which day an event ends was said, or it was meant that it be on that day."""
    stands = say_when(row, context.now, context.zone)
    return ask(f"“{row.summary}” is {stands}. On which day, and at what time, does it end?")


def until(row: Event, anchored: Anchored, context: Context) -> Event:
    """The event with its end at an hour of its day, or through a day."""
    assert row.start is not None and row.end is not None
    latest = anchored.bound in LATEST and anchored.end is not None
    at = aware(anchored.end if latest else anchored.start or anchored.end, anchored, context)
    assert at is not None
    if is_all_day(row.start):
        exclusive = latest and at.time() == datetime.min.time()
        end: When = at.date() if exclusive else at.date() + DAY
        return dataclasses.replace(row, end=end)
    if not anchored.time_said:
        old = instant(row.end, context.zone)
        last = (at - DAY if latest else at).date()
        at = datetime.combine(last, old.timetz().replace(tzinfo=None), context.zone)
    if not anchored.day_said:
        begin = instant(row.start, context.zone)
        at = datetime.combine(begin.date(), at.timetz().replace(tzinfo=None), context.zone)
        # what begins at six in the evening ends "at 8" that evening
        step = timedelta(hours=12) if anchored.meridiem_assumed else DAY
        at = next(end for end in (at, at + step, at + DAY) if end > begin)
    return dataclasses.replace(row, end=restated(row.end, at, context.zone))
