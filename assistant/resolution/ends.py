"""A new end, said alone: "until 10", "ends on the 9th", "stop the fitting at 3"."""

import dataclasses
import re
from datetime import date, datetime, timedelta

from assistant.commands import Command, Number, with_selector, with_values
from assistant.phrasing import say_date, say_when
from assistant.plan import Clarification, ask
from assistant.resolution import rules
from assistant.resolution.context import Context
from assistant.resolution.new_times import from_part
from assistant.resolution.repetition import ENDS
from assistant.resolution.selection import occurrences_found
from assistant.resolution.windows import aware, without_day
from assistant.temporal.carried import day_words
from assistant.temporal.series import is_of_each
from assistant.temporal.shifts import read_length
from assistant.temporal.values import Anchored, Purpose
from assistant.timespan import elapsed, instant, is_all_day, restated, wall
from assistant.wording import CARDINALS
from models.recurrence import by_rule, parts
from models.rows import Event, Task, When
from models.timeline import LEAST, MOST, anchor, at_position

#: "by Friday", "no later than the 30th", "sooner than noon": a latest time, no time of its own.
LIMITS = frozenset({"by", "before"})
LATEST = LIMITS | {"until"}
#: Where an end was said to lie before the start, it is read as one after it; no further away than that.
LONGEST = timedelta(days=183)
DAY = timedelta(days=1)
EVENING = 18
#: "for 8 times", "ten sessions": how often a series comes.
TIMES = re.compile(rf"(?:(?:just|only|for|at) )*(\d+|{'|'.join(CARDINALS)}) (?:times|sessions|lessons|classes)", re.I)


def stopped(command: Command, context: Context) -> Command:
    """ "stop the fitting at 3", "at 6 on Thursday", where nothing called so begins then: it ends then, and neither it nor its series goes."""
    selector, unsaid = command.selector, command.operation == "delete" or command.values.is_empty
    ends = command.object == "event" and command.operation in ("update", "delete") and ENDS.match(command.text)
    whens = selector.whens if selector.number is Number.ONE and (selector.names or selector.attendees) else ()
    said = context.read_time(whens[0], Purpose.SELECT) if ends and unsaid and len(whens) == 1 else None
    if said is None or said.kind != "moment" or not said.time_said or said.bound:
        return command
    held = (context.held(o).start for o in occurrences_found(command, context))
    if any(said.start is not None and start.time() == said.start.time() for start in held):
        return command
    day = day_words(whens[0])
    hour = without_day(whens[0], day) if day else whens[0]
    meant = with_values(with_selector(command, whens=(day,) if day else ()), when=(hour,))
    return dataclasses.replace(meant, operation="update", end_alone=True)


def last_of_so_many(row: Event | Task, command: Command, context: Context) -> date | Clarification | None:
    """ "for 8 weeks", "for 8 times", said of a series by the week: the day on which it comes last then, none of its times lasting for weeks;
    None where it is the length of each."""
    values, start = command.values, anchor(row)
    if start is None or not row.rrule or not (values.has_only("duration") or values.has_only("recurrence")):
        return None
    rule = {name: value for name, value in parts(row.rrule).items() if name not in ("UNTIL", "COUNT")}
    times = TIMES.fullmatch((values.duration or values.recurrence or "").strip())
    length = read_length(values.duration or "") if times is None else None
    far = length is not None and (length.days or length.months or length.years)
    timed = not is_all_day(start)
    if not times and (length is None or not far or is_of_each(length, rule, wall(start), timed)):
        return None
    if wall(start).date() < context.now.date():
        begun = say_date(wall(start).date(), context.now.date())
        return ask(f"“{row.summary}” began on {begun}. Until when shall it go on?")
    if length is not None:
        return (wall(start) + length - DAY).date()
    assert times is not None
    often = CARDINALS.get(times[1].lower()) or int(times[1])
    counted = by_rule(rules.joined(rule | {"COUNT": str(often)}), start, LEAST, MOST)
    return wall(at_position(max(counted), start)).date()


def ending(row: Event, anchored: Anchored, phrase: str, context: Context) -> Event | Clarification:
    """The end alone moves. "The holiday ends on the 3rd" is said in the month before it too: the first such day after its start."""
    assert row.start is not None
    begin = instant(row.start, context.zone)
    afterwards = dataclasses.replace(context, now=begin).read_time(phrase, Purpose.CHANGE)
    for reading, longest in ((anchored, None), (afterwards or anchored, LONGEST)):
        made = until(row, reading, context)
        end = instant(made.end or row.start, context.zone)
        length = elapsed(begin, end)
        that_day = begin.date() == end.date()
        next_night = not that_day and not reading.day_said and by_day(row, context)
        if reading.time_said and (next_night or (that_day and length <= timedelta())):
            break  # "end the tour at 3", "on Monday at 3", of what is from 4 to 5 that day: neither the next night nor a week later
        longest = longest if reading.day_said else DAY  # an hour alone is not the one at which it begins
        if timedelta() < length and (longest is None or length < longest):
            if not lacks_hour(row, made, reading):
                return made
            stands = say_when(row, context.now, context.zone)
            return ask(f"“{row.summary}” is {stands}. On which day, and at what time, does it end?")
    return ask(f"“{row.summary}” begins after that. When does it end?")


def by_day(row: Event, context: Context) -> bool:
    """It has hours, and is over before the evening."""
    assert row.start is not None and row.end is not None
    times = None if is_all_day(row.start) else (instant(row.start, context.zone), instant(row.end, context.zone))
    return times is not None and times[0].date() == times[1].date() and times[1].hour < EVENING


def lacks_hour(row: Event, made: Event, reading: Anchored) -> bool:
    """ "Choir ends on the 9th", which is the evening before: what lasts hours has no hour on another day, or it was meant to be on that."""
    if reading.time_said or not isinstance(row.start, datetime) or not isinstance(row.end, datetime):
        return False
    return made.end != row.end and elapsed(row.start, row.end) < DAY


def ending_that_day(anchored: Anchored, at: datetime | None) -> Anchored:
    """ "tonight until 11", said of what begins at seven that evening: its end alone."""
    begins = wall(at).replace(tzinfo=None) if at is not None else None
    if begins is None or anchored.start is None or anchored.end is None or not from_part(anchored):
        return anchored
    running = begins.date() == anchored.start.date() and begins < anchored.end
    return dataclasses.replace(anchored, bound="until") if running else anchored


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
        at = datetime.combine(last, old.time(), context.zone)
    if not anchored.day_said:
        begin = instant(row.start, context.zone)
        at = datetime.combine(begin.date(), at.time(), context.zone)
        # what begins at six in the evening ends "at 8" that evening
        step = timedelta(hours=12) if anchored.meridiem_assumed else DAY
        at = next(end for end in (at, at + step, at + DAY) if end > begin)
    return dataclasses.replace(row, end=restated(row.end, at, context.zone))
