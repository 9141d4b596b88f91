"""The new times of a thing that exists: moved to a day keeps hour and length, to an hour keeps day and length (policy 15)."""

import dataclasses
import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta

from assistant import wording
from assistant.commands import Command, said_beside
from assistant.marks.late_and_early import LATE
from assistant.phrasing import say_time
from assistant.plan import Clarification, Question, ask
from assistant.resolution import readings
from assistant.resolution.arrivals import arrives, leaves
from assistant.resolution.context import Context
from assistant.resolution.due_dates import at_limit, is_due_at_end, nearer, placed_at, reminded, with_due
from assistant.resolution.ends import LATEST, LIMITS, ending, ending_that_day
from assistant.resolution.halves import by_own_clock, hour_hint, nearest_half, other_hour, with_own_zone
from assistant.resolution.new_days import (
    among_days,
    behind_weekend,
    beside_day,
    day_alone,
    in_week_of,
    new_day,
    of_own_month,
)
from assistant.resolution.new_times import DUE_ALARM, HOUR, PARTS_OF_DAY, begun_in_part, is_part_of_day
from assistant.resolution.windows import aware
from assistant.temporal.carried import part_of_hour
from assistant.temporal.shifts import read_length, read_shift
from assistant.temporal.values import Anchored, Purpose
from assistant.timespan import elapsed, instant, is_all_day, later, moved, restated, start_of, wall
from models.rows import Event, Task, When

ALL_DAY = re.compile(r"\ball[- ]day\b|\bwhole day\b", re.I)
DAY = timedelta(days=1)
#: Where the morning begins, and the evening ends, of what is there already: a run at 5:30 is in the morning.
WIDER = {timedelta(hours=6): timedelta(hours=4), timedelta(hours=22): DAY}
#: "end the demo 15 minutes early": whichever way, it is the end that moves.
ENDS = re.compile(r"\b(?:ends?|ending|finish(?:es|ing)?)\b", re.I)
FORWARD = re.compile(r"\b(?:bring|pull|move|shift)\b.*\b(?:forward|up)\b|\bprepone\b", re.I)
#: The end of whichever period it is; "March 18" and "next week" are said of one.
PERIOD_END = re.compile(r"\bend of (?:the |that )?(?:day|week|month|quarter|year)\b", re.I)
TODAY = re.compile(r"\b(?:today|tonight|tomorrow)\b", re.I)
#: "the 2nd": of a series by the month, of each.
OF_MONTH = re.compile(r"(?:on )?(?:the )?(\d{1,2})(?:st|nd|rd|th)", re.I)
#: The last day of the month that every month has.
SHORTEST_MONTH = 28
#: "push it back 15": so many minutes; "back 2" may be hours.
MINUTES = re.compile(r"5|[1-5][05]")
#: "push it another hour", "we are an extra half hour late": further on, and no longer.
MOVES = re.compile(
    r"\b(?:push|mov|shift|delay|postpon|bring|brought|pull|put|start|begin|began|lat|earl|sooner|back|forward)\w*", re.I
)

#: "could I have it earlier", not "the earlier one", "earlier today", "no later than".
EARLIER_SAID, LATER_SAID = (
    re.compile(
        rf"(?<!the )(?<!no )(?<!not )(?<!any )\b(?:{words})\b(?! (?:than|one|today|this|that|in|on|slot|time)\b)", re.I
    )
    for words in ("earlier|sooner", "later")
)
#: "I'd rather be early".
EARLY_SAID = re.compile(r"\b(?:be|have (?:it|that)|get (?:it|that) (?:done|in|off)) early\b|\bin good time\b", re.I)
#: "lunch goes back to the 27th": where it was before it was moved on.
GOES_BACK = re.compile(r"\bgo(?:es|ing)? back (?:to|on)\b", re.I)


@dataclasses.dataclass(frozen=True)
class Retimed:
    """The row with its new times, what was assumed, and other readings."""

    row: Event | Task
    warnings: tuple[str, ...] = ()
    question: Question | None = None


def retime(row: Event | Task, command: Command, context: Context) -> Retimed | Clarification:
    """The row with the times that shift, new length and new time phrases give it."""
    values, made = command.values, Retimed(row)
    if values.duration and ALL_DAY.fullmatch(values.duration.strip()):
        values = dataclasses.replace(values, when=(*values.when, values.duration), duration=None)
        command = dataclasses.replace(command, values=values)
    if leaves(row, command):
        command = dataclasses.replace(command, end_alone=True)
    if values.shift:  # "an hour later, at 3": the hour is counted from there, and moves it no further
        stepped = by_step(row, command, context)
        if isinstance(stepped, Clarification):
            return stepped
        made = Retimed(stepped)
    if values.when:
        found, present = to_phrase(made.row, command, context), start_of(row)
        if isinstance(found, Clarification):
            return found
        for check in CHECKS:
            found = check(row, present, found, command, context) if present is not None else found
        if present is not None and contradicts(present, found.row, command, context):
            way = "later" if LATER_SAID.search(command.text) else "earlier"
            return ask(
                f"“{row.summary}” is at {say_time(instant(present, context.zone))} now. At what time is it, if {way}?"
            )
        made = found
    if values.duration:
        length = read_length(values.duration)
        if length is None:
            return ask(f"I could not read “{values.duration}” as a length. How long?")
        made = dataclasses.replace(made, row=lasting(made.row, length, context))
    kept = (wording.END_KEPT.search(command.text) and not command.end_alone) or arrives(row, command)
    if kept and isinstance(row, Event) and isinstance(made.row, Event):
        made = dataclasses.replace(made, row=ending_as_before(made.row, row, context))
    start = start_of(made.row)
    if start is None or start == start_of(row) or row.is_series:
        return made
    past = instant(start, context.zone) < (context.midnight if is_all_day(start) else context.now)
    return dataclasses.replace(made, warnings=(*made.warnings, "past")) if past else made


def contradicts(present: When, row: Event | Task, command: Command, context: Context) -> bool:
    """ "could I have the eye clinic earlier, I can't get to the school for 3 otherwise": no plan makes it later than it is."""
    new, values = start_of(row), command.values
    earlier, later = (words.search(command.text) is not None for words in (EARLIER_SAID, LATER_SAID))
    if new is None or earlier == later or values.shift or command.end_alone or is_all_day(new) or is_all_day(present):
        return False
    then, now = instant(new, context.zone), instant(present, context.zone)
    return then > now if earlier else then < now


def by_step(row: Event | Task, command: Command, context: Context) -> Event | Task | Clarification:
    """The row moved by what the words say, or its end: "an hour later"; "another half hour" is longer, where nothing says that it moves."""
    phrase = command.values.shift or ""
    shift = read_shift(f"{phrase} minutes" if MINUTES.fullmatch(phrase) else phrase, command.lead)
    if shift is None:
        return ask(f"I could not read “{phrase}”. By how long?")
    delta, ends_only = shift.delta, shift.end_only
    if ends_only and not command.end_alone and MOVES.search(f"{said_beside(command)} {phrase}"):
        delta, ends_only = delta * command.lead, False
    told = leaves(row, command) or bool(ENDS.search(command.text))
    ends_only = ends_only or (command.end_alone and (told or not shift.direction_said))
    made = shifted(row, delta, ends_only, context)
    if ends_only and made == row and isinstance(made, Event):
        return ask(f"“{made.summary}” is no longer than that. How long shall it be?")
    return made


def shifted(row: Event | Task, delta: relativedelta, ends_only: bool, context: Context) -> Event | Task:
    """The row moved by a length, or its end alone."""
    if isinstance(row, Task):
        present = row.due or row.start
        return with_due(row, moved(present, delta)) if present is not None else row
    assert row.start is not None and row.end is not None
    if ends_only:
        end = moved(row.end, delta)
        later_end = instant(end, context.zone) > instant(row.start, context.zone)
        return dataclasses.replace(row, end=end) if later_end else row
    return starting(row, moved(row.start, delta), context)


def starting(row: Event, start: When, context: Context) -> Event:
    """The event moved to a start, its elapsed length kept (policy 25)."""
    assert row.start is not None and row.end is not None
    if is_all_day(row.start) and is_all_day(start):
        return dataclasses.replace(row, start=start, end=start + (row.end - row.start))
    if isinstance(start, datetime) and is_all_day(row.start) and row.end - row.start > DAY:  # through its last day
        end = datetime.combine(row.end, datetime.min.time(), context.zone)
        return dataclasses.replace(row, start=start, end=restated(start, end, context.zone))
    if not isinstance(start, datetime):
        return dataclasses.replace(row, start=start, end=start + DAY)
    timed = isinstance(row.start, datetime)
    length = elapsed(instant(row.start, context.zone), instant(row.end, context.zone)) if timed else HOUR
    end = later(instant(start, context.zone), length)
    return dataclasses.replace(row, start=start, end=restated(row.end if timed else start, end, context.zone))


def ending_as_before(made: Event, row: Event, context: Context) -> Event:
    """The event at its new start with the end that it had, or that hour of its new day, where that comes after it."""
    assert made.start is not None and row.start is not None and row.end is not None
    if is_all_day(made.start) != is_all_day(row.start):
        return made
    days = 0 if is_all_day(row.start) else (wall(made.start).date() - wall(row.start).date()).days
    end = moved(row.end, relativedelta(days=days))
    after = instant(end, context.zone) > instant(made.start, context.zone)
    return dataclasses.replace(made, end=end) if after else made


def lasting(row: Event | Task, length: relativedelta, context: Context) -> Event | Task:
    """The event with a new length."""
    if isinstance(row, Task) or row.start is None:
        return row
    if is_all_day(row.start):
        days = relativedelta(days=max(1, length.days), months=length.months)
        if length.hours and not length.days:
            return row
        return dataclasses.replace(row, end=row.start + days)
    end = moved(row.start, length)
    return dataclasses.replace(row, end=end)


def made_whole_day(row: Event, phrase: str, day: date, context: Context) -> Event:
    """The event over the whole of its day, or of the one that is said: "make it all day on Friday"."""
    rest = ALL_DAY.sub("", phrase).strip(" ,")
    said = context.read_time(rest, Purpose.CHANGE) if rest else None
    start = said.start.date() if said and said.start else day
    return dataclasses.replace(row, start=start, end=start + DAY)


def in_own_hour(phrase: str, at: datetime) -> str:
    """ "half past" as the half past of the hour at which the thing begins, by the person's clock; other words as they are."""
    meant = part_of_hour(phrase, at)
    return f"{meant:%H:%M}" if meant is not None else phrase


def to_phrase(row: Event | Task, command: Command, context: Context) -> Retimed | Clarification:
    """The row at the time that `new_when` says; what is unsaid stays."""
    phrase, present = " ".join(command.values.when), start_of(row)
    at = instant(present, context.zone) if present is not None else None
    phrase = in_own_hour(phrase, at) if at is not None and not is_all_day(present) else phrase
    if at is not None:
        phrase = behind_weekend(beside_day(phrase, at.date()), at.date(), command.text)
        phrase = of_own_month(phrase, at, command, context)
    typed = by_own_clock(phrase, row, command, context)
    phrase = among_days(typed, row)
    if ALL_DAY.search(phrase) and isinstance(row, Event) and at is not None:
        return Retimed(made_whole_day(row, phrase, at.date(), context))
    of_month = OF_MONTH.fullmatch(phrase) if row.is_series and "FREQ=MONTHLY" in (row.rrule or "") else None
    if at is not None and of_month:
        first = at.replace(day=1, hour=0, minute=0)
        context = dataclasses.replace(context, now=first)  # what the series was before stays behind it
    hint = hour_hint(*command.values.names, command.values.recurrence or "")
    anchored = anchored_at(phrase, row, at, command, context)
    if anchored is None or (anchored.start is None and anchored.end is None):
        return ask(f"I could not read “{phrase}” as a time. When?")
    if asked := readings.ask_reading(command, phrase, anchored, context):
        return asked
    if at is not None:
        anchored = anchored if hint or is_all_day(present) else in_its_half(anchored, row, at, command, context)
        anchored = in_week_of(at.date(), anchored, row, context) if row.is_series else anchored
    anchored = begun_in_part(ending_that_day(anchored, at), blocks=False)
    latest = anchored.bound in (LIMITS if isinstance(row, Event) else LATEST)
    whole = anchored.time_said or phrase != typed  # with its beginning
    parted = is_part_of_day(anchored) and is_all_day(present)  # "goes home Monday night"
    span = whole and anchored.kind == "interval" and anchored.end is not None and not (latest or parted)
    if isinstance(row, Event) and ((command.end_alone and not span) or anchored.bound == "until"):
        ended = ending(row, anchored, phrase, context)
        return ended if isinstance(ended, Clarification) else Retimed(ended)
    if isinstance(row, Event) and (day := day_alone(row, phrase, anchored, command)):
        return Retimed(dataclasses.replace(row, start=day, end=day + DAY))
    if isinstance(row, Event) and readings.is_over_days(row, anchored):
        return ask(f"“{phrase}” is more than one day. On which of them is it?")
    if isinstance(row, Event) and latest:
        return ask(f"“{phrase}” leaves it open. At what time is it?")
    anchored = at_limit(anchored) if latest or (isinstance(row, Task) and is_due_at_end(phrase, anchored)) else anchored
    question = readings.other_date(command, phrase, anchored, context) or readings.other_week(command, anchored)
    question = question or (other_hour(command, anchored) if anchored.time_said and not hint else None)
    if of_month and int(of_month[1]) > SHORTEST_MONTH:
        question = readings.last_of_month(command, phrase)
    question = with_own_zone(question, row, command, anchored, context)
    if isinstance(row, Task):
        return Retimed(reminded(placed_at(row, anchored, at, command, context), row, command), question=question)
    return event_at(row, anchored, at, context, question)


def anchored_at(
    phrase: str, row: Event | Task, at: datetime | None, command: Command, context: Context
) -> Anchored | None:
    """A time phrase as it is said of a row, its parts in the other order where they make no time as they were typed."""
    whens, hint = command.values.when, hour_hint(*command.values.names, command.values.recurrence or "")
    on = at.date() if at else None
    for said in (phrase, " ".join(reversed(whens))) if len(whens) > 1 else (phrase,):
        if (anchored := context.read_time(said, Purpose.CHANGE, hint, on)) is None:
            continue
        # "isn't due until the 30th" is put off, too
        put_off = wording.PUSHED.search(command.text) or wording.UNTIL.search(command.text)
        once = isinstance(row, Task) and not (row.is_series or put_off)
        return nearer(anchored, context.read_time(said, Purpose.CHANGE, hint), at) if once and at else anchored
    return None


def in_its_half(anchored: Anchored, row: Event | Task, at: datetime, command: Command, context: Context) -> Anchored:
    """An hour in the half of the day of the one whose place it takes: what ends at ten in the morning ends at nine then."""
    last = row.end if isinstance(row, Event) and command.end_alone and not is_all_day(row.end) else None
    near = instant(last, context.zone) if last is not None else at
    return nearest_half(anchored, near.astimezone(ZoneInfo(anchored.tz)) if anchored.tz else near)


def not_past(row: Event | Task, present: When, found: Retimed, command: Command, context: Context) -> Retimed:
    """ "the cruise is the 20th to the 3rd", said on the 1st of one to come: the next such days, since those lie behind (policy 4); "in the
    morning", said in the evening of what was to be tonight: tomorrow's."""
    new, reading = start_of(found.row), context.read_time(" ".join(command.values.when), Purpose.CHANGE)
    if new is None or reading is None or reading.past_said:
        return found
    old, then, today = instant(present, context.zone), instant(new, context.zone), context.now.date()
    hour_alone = not (reading.day_said or row.is_series or is_all_day(new)) and command.selector.referent is not None
    if hour_alone and then < context.now <= old:
        return dataclasses.replace(found, row=shifted(found.row, relativedelta(days=1), False, context))
    ends = aware(reading.end, reading, context)
    if ends is None or old.date() < today or then.date() >= today:
        return found
    again = to_phrase(row, command, dataclasses.replace(context, now=ends))
    begins = start_of(again.row) if isinstance(again, Retimed) else None
    ahead = begins is not None and instant(begins, context.zone).date() >= today
    return again if ahead and isinstance(again, Retimed) else found


def not_later(row: Event | Task, present: When, found: Retimed, command: Command, context: Context) -> Retimed:
    """ "bring the shoot forward to Saturday", which is on Monday, "make it Saturday, I'd rather be early": the Saturday before it, where that lies
    ahead; so is "goes back to the 27th" the one before."""
    text, phrase = command.text, " ".join(command.values.when)
    back = GOES_BACK.search(text)
    if not any(words.search(text) for words in (FORWARD, EARLIER_SAID, EARLY_SAID, GOES_BACK)):
        return found
    new, old = start_of(found.row), instant(present, context.zone)
    reading = context.read_time(phrase, Purpose.CHANGE)
    step = relativedelta(months=-1) if back and OF_MONTH.fullmatch(phrase) else relativedelta(weeks=-1)
    told = reading is not None and (reading.bare_weekday is not None or step.months)
    if new is None or not told or instant(new, context.zone) <= old:
        return found
    sooner = shifted(found.row, step, False, context)
    begins = start_of(sooner)
    ahead = begins is not None and context.now < instant(begins, context.zone) < old
    return dataclasses.replace(found, row=sooner) if ahead else found


def not_sooner(row: Event | Task, present: When, found: Retimed, command: Command, context: Context) -> Retimed:
    """ "postpone the report to the end of the week", which is due next week: what is put off comes later than it would have. A date
    stays as it was said, and the later one is offered."""
    new, old, phrase = start_of(found.row), instant(present, context.zone), " ".join(command.values.when)
    if LATE.match(command.text) and not is_all_day(present):  # "Nan isn't coming until the 8th" is dated
        later_then = new is not None and not is_all_day(new) and new > present
        return found if later_then else Retimed(row)  # "Paul can't be there before 10", where it is at 11
    if not wording.PUSHED.search(command.text) or TODAY.search(phrase):
        return found
    if new is None or old <= context.now or instant(new, context.zone) > old:
        return found
    afterwards = dataclasses.replace(context, now=old)
    counted, reading = to_phrase(row, command, afterwards), afterwards.read_time(phrase, Purpose.CHANGE)
    later = start_of(counted.row) if isinstance(counted, Retimed) else None
    if isinstance(counted, Clarification) or later is None or reading is None or instant(later, context.zone) <= old:
        return found
    if reading.bare_weekday is not None or PERIOD_END.search(phrase):
        return counted
    choice = readings.at_reading(command, phrase, reading, context)
    asked = Question(f"That is sooner than it stands. Or {choice.label}?", (choice,))
    return dataclasses.replace(found, question=asked)


#: What a time phrase can't mean of a thing that is there already.
CHECKS = (not_past, not_later, not_sooner)


def event_at(
    row: Event, anchored: Anchored, at: datetime | None, context: Context, question: Question | None
) -> Retimed:
    """The event at a day, an hour, a span, a part of day."""
    assert at is not None and row.start is not None and row.end is not None
    day, whole, warnings = new_day(anchored, at, context), is_all_day(row.start), tuple[str, ...]()
    start, end = aware(anchored.start or anchored.end, anchored, context), aware(anchored.end, anchored, context)
    assert start is not None
    parted = anchored.part_of_day if anchored.grain not in ("minute", "hour") else None
    if parted:
        if not whole and is_in_part(at, anchored):  # "to Friday afternoon", of what is at three already
            start = datetime.combine(day, at.time(), context.zone)
        else:
            part = PARTS_OF_DAY.get(parted, DUE_ALARM)
            start, warnings = datetime.combine(day, part, context.zone), ("time assumed",)
    elif not anchored.time_said and whole:
        several = anchored.grain == "day" and end is not None and (end.date() - start.date()).days > 1
        last = end.date() if end and several else day + (row.end - row.start)
        since = anchored.bound == "from" and row.end - row.start > DAY  # "make it from the 11th": its end stays
        last = row.end if since and day < row.end else last
        return Retimed(dataclasses.replace(row, start=day, end=last), question=question)
    elif not anchored.time_said:
        start = datetime.combine(day, at.time(), context.zone)
    elif anchored.tz is None:
        start = datetime.combine(day, start.time(), context.zone)
    begin = restated(None if whole else row.start, start, context.zone)
    spans = anchored.time_said and anchored.kind == "interval" and anchored.bound is None and not parted
    if spans and end is not None:
        length = elapsed(aware(anchored.start, anchored, context) or start, end)
        ended = restated(begin, later(instant(begin, context.zone), length), context.zone)
        return Retimed(dataclasses.replace(row, start=begin, end=ended), question=question)
    return Retimed(starting(row, begin, context), warnings, question)


def is_in_part(at: datetime, anchored: Anchored) -> bool:
    """Whether the hour of an instant lies in a part of day already; the morning of what is there begins before dawn, and the evening goes on."""
    if anchored.start is None or anchored.end is None:
        return False
    since = timedelta(hours=at.hour, minutes=at.minute)
    begin = timedelta(hours=anchored.start.hour, minutes=anchored.start.minute)
    end = begin + (anchored.end - anchored.start)
    begin, end = WIDER.get(begin, begin), WIDER.get(end, end)
    return begin <= since < end
