"""The time words of a selector as windows in which things are looked for, the most likely first."""

import dataclasses
import itertools
import re
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from dateutil.relativedelta import relativedelta

from assistant import wording
from assistant.commands import Command, Number, with_selector
from assistant.resolution.context import Context
from assistant.resolution.parts_of_period import by_parts, parts_of
from assistant.temporal.calendar_units import week_start
from assistant.temporal.values import Anchored, Purpose
from assistant.timespan import Timespan

#: "the next 3 days" also selects what is left of today (policy 1).
COMING = re.compile(
    r"^(?:the |my )?(?:next|coming|following|upcoming) (?:\d+|few|couple(?: of)?|two|three|four|five|six|seven|ten) (?:day|week|month|hour)s?$",
    re.I,
)
DATES = re.compile(r"\s*,\s*(?:and\s+)?|\s+and\s+", re.I)
#: "this week and next", where the second unit is left out.
THIS_AND_NEXT = re.compile(rf"\bthis (week(?:end)?|month|{wording.WEEKDAY}) (and|or) (?:the )?next$", re.I)
#: "next week and the week after", in one piece or two.
NEXT_AND_AFTER = re.compile(r"\b(next (week(?:end)?|month)) (and|or) (?:the )?\2 after(?: that)?$", re.I)
#: "no yoga on Monday or Wednesday" is about both.
OR = re.compile(r"\s*,?\s+n?or\s+(?:(?:on|the)\s+)*", re.I)
DENIED = re.compile(rf"^\W*(?:no|not|neither)\b|\bnot\b|{wording.NT}", re.I)
#: One such day, not "Tuesdays" or "every Tuesday".
WEEKDAY = re.compile(rf"(?:on )?{wording.WEEKDAY_OR_SHORT}", re.I)
#: A day of a month that is said: "9 April", "March 10".
NUMBERED = re.compile(rf"\b{wording.MONTH}\b", re.I)
DAY = re.compile(rf"{WEEKDAY.pattern}|today|tomorrow", re.I)
ORDINAL = re.compile(r"\d(?:st|nd|rd|th)?\b", re.I)
WEEKEND = re.compile(r"weekends?", re.I)
#: "in 2 hours", "within the hour", "tonight": already on a day.
RELATIVE = re.compile(r"(?:in|within|for|now|tonight|this)\b", re.I)
HOURS_ALONE = re.compile(
    r"(?:(?:before|after) )?\d{1,2}(?:[:.]\d\d)?(?: ?[ap]m)?|in the (?:morning|afternoon|evening)s?", re.I
)
#: Hours that are those of each weekday after them: "from 2 to 4 on | Tuesday and Wednesday".
HOURS_ON = re.compile(
    rf"(.*\d.*\son)\s+({wording.WEEKDAY}(?:(?:\s*,\s*(?:and\s+)?|\s+and\s+){wording.WEEKDAY})+)", re.I
)
#: A time to come, whatever the tense of the question.
FORWARD = re.compile(
    r"\b(?:next|tomorrow|coming|upcoming|following|this|tonight|later|now|in (?:an?|\d+|the next))\b", re.I
)
#: In the past tense the one of this week, which may lie behind; "this weekend", which begins no week, is the last one then.
THIS_WEEKDAY = re.compile(rf"\bthis {wording.WEEKDAY}\b", re.I)
THIS_WEEKEND = re.compile(r"\bthis weekend\b", re.I)
THIS_WEEK = re.compile(r"\bthis week\b", re.I)
#: "after lunch": no part of the day by itself that would end.
AFTER_PART = re.compile(r"\bafter (?:breakfast|lunch|dinner|work)\b", re.I)
#: "Wednesday 10": an hour, or a date.
DAY_AND_NUMBER = re.compile(rf"(?:on )?(?:the )?({wording.WEEKDAY_OR_SHORT}) ([1-9]|1[0-2])", re.I)
#: How far a bare weekday, an hour without a day, and a bare day of the month are sought.
WEEKS_AHEAD, DAYS_AHEAD, MONTHS_AHEAD = 8, 21, 3
#: "cancel | the one | on the 15th", of a series that is talked of.
THE_ONE = re.compile(r"\b(?:the|that) one\b", re.I)
DAY_OF_MONTH = re.compile(r"(?:on )?(?:the )?\d{1,2}(?:st|nd|rd|th)", re.I)


@dataclasses.dataclass(frozen=True)
class Window:
    """Where to look. A `point` finds what starts then, or covers it; `single_day` names one day at most (policy 13)."""

    span: Timespan
    point: bool
    single_day: bool
    past: bool
    #: An hour or part of day was said: all-day events are not meant.
    timed: bool
    anchored: Anchored
    #: "the evenings of next week": when each of them is; none where the span is meant as a whole.
    parts: tuple[Timespan, ...] = ()


def windows_for(command: Command, context: Context) -> list[Window] | None:
    """Where a command's selector looks, best first; None where its time words are no time.

    What is called something is sought week after week on its weekday (policy 3); all that is on Friday, or a question about
    Friday, is about the nearest one alone, be it empty.
    """
    selector = command.selector
    named = selector.names or selector.attendees or selector.places or selector.ordinal or selector.picked
    named = named and command.asks != "exists"  # "is there yoga on Friday" is no question about the Friday after
    all_of_it = command.operation == "read" or selector.number is Number.ALL or selector.everything
    selector = by_parts(command, context).selector
    found = windows(selector.whens, context, selector.past, any_day=command.operation != "read" or bool(selector.names))
    if command.operation in ("update", "delete") and THIS_WEEK.search(" ".join(selector.whens)) and not selector.past:
        found = found and [not_over(window, context) for window in found]
    if found and command.asks != "free" and AFTER_PART.search(" ".join(selector.whens)):
        found = [open_ended(window) for window in found]
    if found and named and command.operation in ("update", "delete") and THE_ONE.search(command.text):
        found = [*found, *later_months(found, " ".join(selector.whens))]
    first = found[0] if found else None
    if command.operation == "complete" and first is not None and first.anchored.bare_weekday is not None:
        return [*(windows(selector.whens, context, past=True) or ())[:1], *(found or ())]  # was due then (policy 18)
    if named or not all_of_it or first is None or first.anchored.bare_weekday is None or first.span.start is None:
        return found
    is_today = first.anchored.bare_weekday == context.now.astimezone(context.zone).weekday()
    far = timedelta(weeks=1 + is_today)
    return [
        w
        for w in found or ()
        if w.span.start is None or w.anchored.bare_weekday is None or abs(w.span.start - first.span.start) < far
    ]


def later_months(found: list[Window], phrase: str) -> Iterator[Window]:
    """ "the one on the 15th", where it is on no 15th so soon: the 15th of the months after, as a weekday is sought week after week."""
    window, start, end = found[0], found[0].span.start, found[0].span.end
    if len(found) > 1 or start is None or not DAY_OF_MONTH.fullmatch(phrase):
        return
    for n in range(1, MONTHS_AHEAD):
        then = start + relativedelta(months=n)
        if then.day == start.day:
            yield dataclasses.replace(window, span=Timespan(then, end and then + relativedelta(end, start)))


def not_over(window: Window, context: Context) -> Window:
    """ "Monday this week", said on a Tuesday, is over, and a change finds nothing of it."""
    end, today = window.span.end or window.span.start, context.midnight
    span = window.span if end is None or end > today else Timespan(today, today)
    return dataclasses.replace(window, past=False, span=span)


def without_day(phrase: str, day: str) -> str:
    """ "10 on Monday" without its day: "10"."""
    return re.sub(rf"\s*(?:\bon\s+)?(?:\bthe\s+)?{re.escape(day)}\s*", " ", phrase).strip()


def open_ended(window: Window) -> Window:
    """ "everything after lunch": what begins from then to the end of that day."""
    start, end = window.span.start, window.span.end
    if start is None or end is None or not window.single_day or window.anchored.part_of_day is None:
        return window
    return dataclasses.replace(window, span=Timespan(start, end_of_day(start)), timed=False)


def windows(whens: tuple[str, ...], context: Context, past: bool = False, any_day: bool = False) -> list[Window] | None:
    """Windows of these phrases read together, best first; None where they are no time.

    `any_day`: an hour without a day ("my 3pm") is sought day after day, from today on.
    """
    if not whens:
        return []
    whens = tuple("later today" if when.lower() == "later" else when for when in whens)
    anchored = context.read_time(" ".join(whens), Purpose.SELECT)
    if anchored is None and len(whens) > 1:
        anchored = context.read_time(" ".join(reversed(whens)), Purpose.SELECT)
    if anchored is None and (hour := wording.SCOPE_FUTURE.sub("", " ".join(whens)).strip()):  # "8 | from now on"
        anchored = context.read_time(hour, Purpose.SELECT)
    if anchored is None or (anchored.start is None and anchored.end is None):
        return None
    anchored = (past and looking_back(anchored, " ".join(whens), context)) or anchored
    return [
        window
        for reading in (anchored, *anchored.alternatives, *as_dates(whens, context))
        for window in windows_of(reading, whens, context, past, any_day)
    ]


def as_dates(whens: tuple[str, ...], context: Context) -> list[Anchored]:
    """ "Wednesday 10" as the date that it may be, too, behind the hour: the next Wednesday that is a 10th."""
    said = DAY_AND_NUMBER.fullmatch(" ".join(whens))
    read = context.read_time(f"{said[1]} the {said[2]}th", Purpose.SELECT) if said else None
    return [read] if read is not None else []


def looking_back(anchored: Anchored, phrase: str, context: Context) -> Anchored | None:
    """The last such time, where "what did I do on the 20th" would be about one to come; None where it is not."""
    this_week = THIS_WEEKDAY.search(phrase)
    ahead = FORWARD.search(phrase) and not this_week and not THIS_WEEKEND.search(phrase)
    if anchored.past_said or anchored.bare_weekday is not None or ahead:
        return None
    begins = aware(anchored.start, anchored, context)
    if begins is None or begins <= context.now:
        return None
    monday = week_start(context.midnight, context.first_weekday)
    steps = (relativedelta(days=1), relativedelta(weeks=1), relativedelta(months=1), relativedelta(years=1))
    for back in (relativedelta(weeks=1),) if this_week else steps:
        found = dataclasses.replace(context, now=context.now - back).read_time(phrase, Purpose.SELECT)
        begins = aware(found.start, found, context) if found else None
        if begins is not None and begins <= context.now and (begins >= monday or not this_week):
            return found
    return None


def day_by_day(command: Command, context: Context) -> tuple[Command, ...]:
    """ "the 16th and the 18th": dates that no period holds, each a command of its own, of one plan; else the command as it is."""
    whens = command.selector.whens
    together = NEXT_AND_AFTER.fullmatch(" and ".join(whens))
    whens = (together[0],) if together else whens
    whens = tuple(THIS_AND_NEXT.sub(r"this \1 \2 next \1", when) for when in whens)
    whens = tuple(NEXT_AND_AFTER.sub(r"\1 \3 the \2 after next", when) for when in whens)
    if command.asks == "free" and len(whens) > 1:  # "any | weekend | free | in April": those of it
        whens = tuple(when for when in whens if not WEEKEND.fullmatch(when)) or whens
    whens = whens if command.operation == "read" else weekdays_together(whens, context)
    command = with_selector(command, whens=whens)
    both = command.operation == "read" and (command.asks == "free" or not command.selector.names)
    if both or (command.operation in ("update", "delete") and DENIED.search(command.text)):
        whens = tuple(OR.sub(" and ", when) for when in whens)
        command = with_selector(command, whens=whens)
    apart = days_apart(command, whens, context)
    return tuple(with_selector(command, whens=(when,)) for when in apart) if apart else (command,)


def weekdays_together(whens: tuple[str, ...], context: Context) -> tuple[str, ...]:
    """ "Tuesday's | and | Thursday's yoga | next week": both days are of that week."""
    days = [when for when in whens if WEEKDAY.fullmatch(when)]
    others = [when for when in whens if when not in days]
    period = context.read_time(others[0], Purpose.SELECT) if len(days) > 1 and len(others) == 1 else None
    if period is None or period.grain not in ("week", "month") or period.kind != "interval":
        return whens
    return (" and ".join(days), others[0])


def days_apart(command: Command, whens: tuple[str, ...], context: Context) -> Sequence[str]:
    """The times of which each is meant by itself; none where they are one."""
    whole = context.read_time(" ".join(whens), Purpose.SELECT) if len(whens) > 1 else None
    within = whole is not None and "UNTIL" in (whole.rrule or "")  # "Tuesday and Thursday | next week"
    ruled = whole is not None and whole.kind == "recurrence" and command.operation != "read" and not within
    no_period = whole is None or ruled  # "on Monday, Thursday" is no rule
    bounds = [when for when in whens if HOURS_ALONE.fullmatch(when) or wording.SCOPE_FUTURE.fullmatch(when)]
    if bounds and len(bounds) < len(whens):  # "before 9" | "this week", "Monday" | "from now on" are no two times
        return ()
    if len(whens) > 1 and no_period and all(windows((when,), context) for when in whens):
        return whens
    parts = DATES.split(whens[0]) if len(whens) == 1 else []
    if len(parts) > 1 and command.operation != "read" and are_apart(parts, whens[0], context):
        return parts
    if len(whens) == 1 and (hours := HOURS_ON.fullmatch(whens[0])):
        return [f"{hours[1]} {day}" for day in DATES.split(hours[2])]
    if len(parts) < 2 or not all(ORDINAL.search(part) or DAY.fullmatch(part) for part in parts):
        return ()
    dated = parts[-1] if NUMBERED.search(parts[-1]) else parts[0]  # "2 and 9 April"
    month = re.sub(r"\d{1,2}(?:st|nd|rd|th)?\b|\bof\b", "", dated, flags=re.I).strip()
    month = "" if DAY.fullmatch(parts[0]) else month
    named = [
        part if re.search(r"[a-z]{3}", re.sub(r"\bthe\b", "", part), re.I) else f"{month} {part}".strip()
        for part in parts
    ]
    whole = context.read_time(whens[0], Purpose.SELECT)
    # "wed and fri week of 9 March" are of that week
    if whole is not None and (whole.kind == "interval" or "UNTIL" in (whole.rrule or "")):
        return ()
    return named if all(context.read_time(part, Purpose.SELECT) for part in named) else ()


def either_day(command: Command, context: Context) -> list[str]:
    """ "cancel gym on Monday or Tuesday": the days of which one is meant; none where the words leave no such choice."""
    whens = command.selector.whens
    days = OR.split(whens[0]) if len(whens) == 1 and command.operation in ("update", "delete") else []
    read = [context.read_time(day, Purpose.SELECT) for day in days]
    return days if len(days) > 1 and all(r is not None and r.day_said for r in read) else []


def are_apart(parts: list[str], phrase: str, context: Context) -> bool:
    """ "this week and next week", "tomorrow and next week": whole days, each said by itself, that the phrase as one does not hold."""
    named = [part for part in parts if WEEKDAY.match(part)]
    if any(map(ORDINAL.search, parts)) or (len(named) > 1 and any(map(WEEKDAY.fullmatch, named))):
        return False  # "Monday and Tuesday next week" are of that week
    whole, *each = (context.read_time(words, Purpose.SELECT) for words in (phrase, *parts))
    spans = [(r.start, r.end) for r in each if r is not None and r.all_day and r.day_said and r.bound is None]
    if len(spans) < len(parts) or any(not (a and b and a <= b) for (_, a), (b, _) in itertools.pairwise(spans)):
        return False
    return whole is None or (whole.start, whole.end) != (spans[0][0], spans[-1][1])


def windows_of(
    reading: Anchored, whens: tuple[str, ...], context: Context, past: bool, any_day: bool
) -> Iterator[Window]:
    """One reading as windows: a bare weekday is tried week after week, from today on (or back, in the past)."""
    if reading.start is None and reading.end is None:
        return
    if parts := parts_of(reading, context):
        whole = Timespan(parts[0].start, parts[-1].end)
        yield Window(whole, False, False, reading.past_said or past, reading.time_said, reading, parts)
        return
    unit, times, first = timedelta(0), 1, 0
    if reading.bare_weekday is not None and not reading.past_said:
        unit, times = timedelta(weeks=-1 if past else 1), WEEKS_AHEAD
        begins = aware(reading.start, reading, context)
        today = begins is not None and begins.date() == context.now.astimezone(context.zone).date()
        since = any_day and not past and today and reading.bound in ("after", "from")  # "from Monday", said on one
        own_day = reading.bare_weekday == context.now.astimezone(context.zone).weekday() and not (any_day or past)
        # "due by Friday", said on one
        until = own_day and reading.bound in ("by", "before", "until") and not reading.time_said
        # "is Ana in on Thursday morning", said on a Thursday evening, is about the next one
        point = reading.kind == "moment" and reading.bound is None
        ends = aware(reading.end or (reading.start if point else None), reading, context)
        over = reading.time_said and not past and ends is not None and ends <= context.now
        # "what did I do on Friday" is about no Friday to come
        first = int(since or until or over or (past and begins is not None and begins > context.now))
    elif (
        any_day
        and reading.time_said
        and not reading.day_said
        and reading.kind != "recurrence"
        and not RELATIVE.match(" ".join(whens))
    ):
        unit, times = timedelta(days=1), DAYS_AHEAD
    for step in (unit * n for n in range(first, first + times)):
        start, end = aware(reading.start, reading, context), aware(reading.end, reading, context)
        start, end = start and start + step, end and end + step
        if COMING.match(" ".join(whens)):
            start = context.now
        point = reading.kind == "moment" and end is None and reading.bound is None
        opens = reading.bound in ("after", "from") or not point
        if start is not None and end is None and reading.time_said and reading.grain in ("minute", "hour") and opens:
            end = end_of_day(start)  # "from 3pm on Friday" is the rest of that Friday, "from now on" no day's
        yield Window(
            span=Timespan(start, start if point else end),
            point=point,
            single_day=point or (start is not None and end is not None and end - start <= timedelta(hours=25)),
            past=reading.past_said or past,
            timed=reading.time_said and reading.bound is None,
            anchored=reading,
        )


def end_of_day(at: datetime) -> datetime:
    """The midnight that ends the local day of an instant."""
    return datetime.combine(at.date() + timedelta(days=1), datetime.min.time(), at.tzinfo)


def aware(local: datetime | None, reading: Anchored, context: Context) -> datetime | None:
    """An anchored wall-clock time as an instant in the person's zone."""
    if local is None or local.tzinfo is not None:
        return local and local.astimezone(context.zone)
    zone = context.zone if reading.tz is None else type(context.zone)(reading.tz)
    return local.replace(tzinfo=zone).astimezone(context.zone)


def is_of_days(window: Window) -> bool:
    """ "next week", "in March": several days, the first and the last of which are known; a thing is meant at all of its times in them."""
    span, said = window.span, window.anchored
    return not (window.single_day or window.point or said.bound) and span.start is not None and span.end is not None
