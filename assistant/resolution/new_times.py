"""When a new thing is: start and end of an event, due of a task (policies 4–7 and 16), with what was assumed and other readings."""

import dataclasses
import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Literal

from dateutil.relativedelta import relativedelta

from assistant import wording
from assistant.commands import Command, without_words
from assistant.phrasing import say_phrase
from assistant.plan import Clarification, Question, ask
from assistant.resolution import readings
from assistant.resolution.asking import ask_days, ask_how_often, ask_unreadable
from assistant.resolution.context import Context
from assistant.resolution.halves import hour_hint, other_half_by_day, other_half_by_night, other_hour
from assistant.resolution.repetition import read_rule
from assistant.resolution.windows import aware
from assistant.resolution.yearly import only_once, yearly
from assistant.temporal.reading import begins_with_period, find_times
from assistant.temporal.series import distances, is_of_each, merge
from assistant.temporal.shifts import read_length
from assistant.temporal.values import Anchored, Purpose
from assistant.timespan import later, restated
from models.recurrence import parts
from models.rows import When

#: Where a new event begins when only a part of day is said, and meals (policies 6 and 7).
PARTS_OF_DAY = {
    "morning": time(9),
    "noon": time(12),
    "afternoon": time(14),
    "evening": time(19),
    "tonight": time(20),
    "night": time(20),
}
MEALS = {"breakfast": time(8), "brunch": time(11), "lunch": time(12), "dinner": time(19), "supper": time(19)}
MORNING = PARTS_OF_DAY["morning"]
#: What is to be done in one of these is due on its last day.
LONG = frozenset({"week", "month", "quarter", "season", "year"})
#: What is blocked is taken whole.
BLOCKS = re.compile(r"\W*(?:block|hold)\b", re.I)
HOUR = timedelta(hours=1)
DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
END_OF = re.compile(rf"\bend of (?:the |this |next )?(?:week|month|quarter|q[1-4]|year|{wording.MONTH})\b", re.I)
#: "sometime next week" is not all of it.
SOMETIME = re.compile(r"\b(?:some ?time|any ?time|some day|one day|any day|at some point)\b(?! off)", re.I)
EXCEPTED = re.compile(
    r"\b(?:except|but not|excluding|apart from|other than|without)\s+(?:(?:for|on|the)\s+)*([^,;]+?)\W*$", re.I
)
#: Of a working day, not of 24 hours.
HALF_DAY, HALF = re.compile(r"half(?: an?)?[ -]day", re.I), relativedelta(hours=4)
DUE_ALARM = time(9)
BY = re.compile(r"\bby (?:the )?(?=\S)", re.I)
ALL_DAY = re.compile(r"^\W*(?:all|whole)[- ]day\W*$", re.I)


@dataclasses.dataclass(frozen=True)
class Times:
    """The times of a new thing, the warnings of what was assumed, and other readings as a question."""

    start: When | None
    end: When | None
    rrule: str | None = None
    warnings: tuple[str, ...] = ()
    question: Question | None = None
    #: Days that a repetition leaves out.
    skipped: tuple[date, ...] = ()


def spoken_time(command: Command, context: Context) -> Anchored | Clarification | None:
    """The `when` and `recurrence` phrases anchored together; a phrase that can't be read is asked about, never dropped."""
    values, purpose = command.values, Purpose.CREATE
    reminder = values.alarm if command.object == "event" else None
    hint = hour_hint(without_words(command.text, reminder))  # "the dentist at 10, remind me the night before"
    whens = " ".join(values.when)
    if values.recurrence:
        whens = ALL_DAY.sub("", BY.sub("", whens))  # each time is due then; days without an hour are whole
    typed = readings.ask_day_after(command, whens, context) or as_typed(command, hint, context)
    if typed is not None:
        return typed
    both = f"{values.recurrence} {say_phrase(whens)}"  # "until the end of January at 6" is not January 6
    whole = context.read_time(both, purpose, hint) if values.recurrence and whens else None
    if whole is not None and whole.rrule and (whole.time_said or whole.end or "UNTIL" in whole.rrule):
        return whole
    if whole is not None and whole.kind == "recurrence" and not whole.rrule:
        return ask_days(command, whole, both)
    anchored = context.read_time(whens, purpose, hint) if whens else None
    if whens and anchored is None and len(values.when) > 1:
        anchored = context.read_time(" ".join(reversed(values.when)), purpose, hint)
    if whens and anchored is None:
        return ask_unreadable(command, whens)
    if anchored is not None and anchored.kind == "recurrence" and not anchored.rrule:
        return ask_days(command, anchored, whens)
    if not values.recurrence:
        return (anchored and readings.ask_reading(command, whens, anchored, context)) or anchored
    rule = read_rule(values.recurrence, purpose, context, hint)
    if rule is not None and rule.undecided:  # "Monday or Wednesday" beside "noon"
        whole = context.read_time(both.strip(), purpose, hint)
        return readings.ask_reading(command, f"{values.recurrence} {whens}".strip(), whole or rule, context) or rule
    if rule is None or (rule.kind == "recurrence" and not rule.rrule):
        return ask_days(command, rule, values.recurrence)
    if anchored is not None and anchored.start is None:
        return ask(f"I could not read “{values.recurrence} {whens}” as a time. When is it?")
    if anchored is not None and rule.kind == "recurrence" and not rule.time_said:
        return merge(rule, anchored, context.setting(purpose, hint))
    if anchored is not None and (whole is None or rule.bound == "until"):  # "Jan 3 | until Jan 12" is no repetition
        times = (values.times or "", f"{whens} {values.recurrence}") if not rule.rrule else ()
        typed = next((read for words in times if (read := context.read_time(words, purpose, hint))), None)
        return typed or ask(f"I could not read “{values.recurrence} {whens}” as a time. When is it?")
    return rule if whole is None or rule.kind == "recurrence" else whole  # "on the second Tuesday", "around 4pm"


def as_typed(command: Command, hint: Literal["am", "pm"] | None, context: Context) -> Anchored | Clarification | None:
    """The times of a new series read in the order in which they stand; None where they are no rule, or others were put in their place."""
    values = command.values
    said = values.times or ""
    # "8 sessions" are known as "for 8 times", "starts in May" as from then
    words = {*re.findall(r"\w+", said), "for", "times", "in"}
    now_said = re.findall(r"\w+", " ".join((*values.when, values.recurrence or "", values.duration or "")))
    if BY.search(said) or not words.issuperset(now_said):
        return None
    typed = context.read_time(said, Purpose.CREATE, hint)
    if typed is not None and typed.undecided:  # "Thursday or Friday at 7"
        return readings.ask_reading(command, said, typed, context)
    if typed is None or not typed.rrule:
        return None
    freq, rule = re.search(r"FREQ=\w+", typed.rrule), context.read_time(values.recurrence or "", Purpose.CREATE)
    torn = freq and rule and rule.rrule and freq[0] not in rule.rrule  # "every 3rd | Saturday"
    return typed if typed.time_said or not values.when or torn else None


def is_part_of_day(anchored: Anchored) -> bool:
    """Only a part of day is said ("friday afternoon"): neither noon nor hours within it."""
    hours = anchored.kind == "interval" and anchored.grain in ("minute", "hour") and anchored.end is not None
    return bool(anchored.part_of_day) and anchored.part_of_day != "noon" and not hours and not spans_days(anchored)


def spans_days(anchored: Anchored) -> bool:
    """From a part of one day to another day ("from Friday evening to Sunday noon")."""
    start, end = anchored.start, anchored.end
    return start is not None and end is not None and end - start > timedelta(hours=12)


def from_part(anchored: Anchored) -> bool:
    """From a part of a day to an hour ("Friday night till 2am")."""
    hours = anchored.kind == "interval" and anchored.grain in ("minute", "hour") and anchored.bound is None
    return hours and anchored.part_of_day not in (None, "noon") and anchored.end is not None


def begun_in_part(anchored: Anchored, *, blocks: bool) -> Anchored:
    """What runs from a part of a day to an hour begins when things do in that part (policy 6), but for what is blocked: that is all of it,
    of a morning its working hours."""
    start, end = anchored.start, anchored.end
    if start is None or end is None or not from_part(anchored) or (blocks and anchored.part_of_day != "morning"):
        return anchored
    usual = datetime.combine(start.date(), PARTS_OF_DAY.get(anchored.part_of_day or "", start.time()))
    return dataclasses.replace(anchored, start=usual) if start < usual < end else anchored


def after_length(start: datetime, length: relativedelta | None) -> datetime:
    """The end of what begins at `start`: an hour later where no length is said (policy 7)."""
    if length is None:
        return later(start, HOUR)
    days = relativedelta(days=length.days, months=length.months, years=length.years)
    return later(start + days, timedelta(hours=length.hours, minutes=length.minutes))


def until_next(anchored: Anchored) -> relativedelta | None:
    """How long each time of a rule is whose next comes within the hour; None of all others."""
    if anchored.start is None or anchored.grain not in ("minute", "second") or not anchored.rrule:
        return None
    gaps = (b - a for a, b in distances(parts(anchored.rrule), anchored.start))
    least = min(gaps, default=HOUR)
    return relativedelta(minutes=max(1, least // timedelta(minutes=1))) if least < HOUR else None


def length_said(command: Command) -> relativedelta | None:
    """How long a new event is said to be, by a length with which its name begins too ("45 minute walk"); None where it isn't."""
    if HALF_DAY.fullmatch(command.values.duration or ""):
        return HALF
    said = read_length(command.values.duration or "")
    for name in command.values.names[:1] if said is None else ():
        for start, end in find_times(name)[:1]:
            whole = end == len(name) or "day" in name[:end]  # "half day off"
            length = read_length(name[:end]) if start == 0 and not whole else None
            timed = length and (length.hours or length.minutes)  # "under 12s AGM" lasts no seconds
            said = length if length and timed and not (length.days or length.months or length.years) else None
    return said


def begun(command: Command, context: Context) -> Anchored | Clarification:
    """The times said of a new event, which have a beginning; a question where they don't."""
    anchored = spoken_time(command, context)
    if isinstance(anchored, Clarification):
        return anchored
    if anchored is not None and anchored.start is None and anchored.bound == "until" and anchored.all_day:
        return dataclasses.replace(anchored, start=context.midnight.replace(tzinfo=None))  # "off until the 10th"
    if anchored is None or anchored.start is None:
        feasts = () if command.values.when else tuple(choice for _, choice in readings.on_feasts(command, context))
        when = "When does it begin?" if anchored and anchored.bound == "until" else "When?"
        return ask(when, feasts)
    open_ = anchored.bound in ("after", "from") and anchored.time_said and anchored.end is not None
    if open_ and anchored.end and anchored.end.time() == time():  # "friday after 5" doesn't go on until midnight
        return dataclasses.replace(anchored, end=None)
    if anchored.bound in ("before", "by") and anchored.time_said and anchored.end and anchored.start.time() == time():
        length = length_said(command) or relativedelta(hours=1)  # "a run before 9" doesn't begin at midnight
        return dataclasses.replace(anchored, start=anchored.end - length, bound=None)
    return begun_in_part(anchored, blocks=bool(BLOCKS.match(command.text)))


def ask_extent(command: Command, anchored: Anchored, length: relativedelta | None, timed: bool) -> Clarification | None:
    """The question that a time needs which is longer than what is meant can be."""
    start, end = anchored.start, anchored.end
    assert start is not None
    if end is not None and end - start > DAY and not timed:
        if SOMETIME.search(command.text):
            return ask("On which day?")
        if (
            length and start + length < end and not ALL_DAY.match(command.values.duration or "")
        ):  # "two weeks off in August"
            return ask("On which days?")
    if length and anchored.time_said and not anchored.rrule and start + length >= start + WEEK:
        return ask_how_often(command)
    if end is not None and end - start > DAY and (asked := readings.ask_days_meant(command, start, end, timed)):
        return asked
    if asked := readings.ask_end(command, anchored, length):
        return asked
    phrase = " ".join(command.values.when)
    if not anchored.rrule and "first" not in phrase and begins_with_period(phrase):  # "karate at 7 from next week"
        return ask_unreadable(command, phrase)
    left_out = EXCEPTED.search(command.text) if not (anchored.rrule or anchored.exdates) else None
    if left_out and next((start == 0 for start, _ in find_times(left_out[1])), False):  # "yoga Tue 6-7 except 2 June"
        return ask(f"I can't leave {left_out[1]} out of a single event. How often is it?")
    if not (timed or length or anchored.rrule) and (asked := readings.ask_day_of(command, anchored)):
        return asked
    if anchored.rrule and end is not None and end - start > DAY:  # "Dec 23-27 each day at 9"
        fits = is_of_each(relativedelta(end, start), parts(anchored.rrule), start, timed)
        return None if fits else ask("How long is it each time?")
    return None


def event_times(command: Command, context: Context) -> Times | Clarification:
    """Start and end of a new event (policies 4–7)."""
    anchored = begun(command, context)
    if isinstance(anchored, Clarification):
        return anchored
    length, warnings = length_said(command), list[str]()
    start, end = aware(anchored.start, anchored, context), aware(anchored.end, anchored, context)
    assert start is not None
    meal = meal_hour(without_words(command.text, command.values.description)) or meal_hour(
        " ".join(command.values.names)
    )  # "an hour before | dinner"
    parted, blocks = is_part_of_day(anchored), bool(BLOCKS.match(command.text))
    one_day = end is None or (end.date() - start.date()).days <= 1
    short = length is not None and not length.days and bool(length.hours or length.minutes)
    timed = anchored.time_said or parted or short or (anchored.rrule and not anchored.all_day)
    if readings.TOLD_PAST.match(command.text) and start > context.now:
        return ask(f"“{' '.join(command.values.when)}” lies ahead. When was it?")
    if asked := ask_extent(command, anchored, length, bool(timed)):
        return asked
    if not timed and not (meal and one_day):
        day = max(start.date(), context.now.date()) if goes_on(anchored, context) else start.date()
        after = end.date() if end and not one_day else max(day + DAY, day + (length or relativedelta(days=1)))
        return timed_as(
            command, yearly(anchored, command) if one_day else anchored, day, after, past_warning(day, context), context
        )
    # "block friday afternoon" takes all of it, of a morning its working hours
    whole = parted and blocks and length is None
    if whole and end is not None and start.time() < MORNING < end.time() and end.date() == start.date():
        start = datetime.combine(start.date(), MORNING, context.zone)
    if not whole and (parted or not anchored.time_said):
        begins = meal or part_hour(anchored, start, end)
        start, end = datetime.combine(start.date(), begins, context.zone), None
        warnings.append("time assumed")
    elif anchored.part_of_day and (spans_days(anchored) or from_part(anchored)) and not blocks:
        warnings.append("time assumed")
    if start < context.now and "time assumed" in warnings and start.date() == context.now.date():
        # "this afternoon", said at four
        full_hour = next_full_hour(context)
        start = full_hour if end is None or full_hour < end else start
    warnings += past_warning(start, context)
    if end is None or anchored.kind == "moment" or length:
        end = after_length(start, length or until_next(anchored))
    first, last = restated(None, start, context.zone), restated(None, end, context.zone)
    return timed_as(command, anchored, first, last, warnings, context)


def timed_as(
    command: Command, anchored: Anchored, start: When, end: When | None, warnings: Sequence[str], context: Context
) -> Times:
    """Such times, with the rule of the words and their other readings."""
    question = other_time(command, anchored, context)
    return Times(start, end, anchored.rrule, tuple(warnings), question, anchored.exdates)


def next_full_hour(context: Context) -> datetime:
    """The next hour that begins from now on."""
    return later(context.now.replace(minute=0, second=0, microsecond=0), HOUR)


def meal_hour(text: str) -> time | None:
    """The hour of the meal that is named, but for what is before or after one."""
    named = r"(?<!after )(?<!before )(?<!packed )\b{}\b(?! ?(?:box|money|bag)e?s?\b)"
    return next((at for name, at in MEALS.items() if re.search(named.format(name), text, re.I)), None)


def part_hour(anchored: Anchored, start: datetime, end: datetime | None) -> time:
    """The hour at which something begins in a part of a day (policy 6); "late afternoon" is not at two."""
    begins = PARTS_OF_DAY.get(anchored.part_of_day or "", time(9))
    wide = end is not None and end.date() == start.date() and end - start >= 2 * HOUR
    if not is_part_of_day(anchored) or not wide or end is None:
        return begins
    return min(max(begins, start.time()), later(end, -HOUR).time())


def due_in_part(anchored: Anchored, start: datetime, context: Context) -> When:
    """When a task is due of which a part of the day is said: at its usual hour, or the next full one where that is over."""
    at = datetime.combine(
        start.date(), part_hour(anchored, start, aware(anchored.end, anchored, context)), context.zone
    )
    over = at < context.now and at.date() == context.now.date()
    return restated(None, next_full_hour(context) if over else at, context.zone)


def goes_on(anchored: Anchored, context: Context) -> bool:
    """A week, month or season that has begun: what is left of it is meant (policies 1 and 4)."""
    now, begins, ends = context.now.replace(tzinfo=None), anchored.start, anchored.end
    long = anchored.kind == "interval" and (anchored.grain in LONG or anchored.grain == "weekend")
    return bool(long and begins and ends and begins < now < ends)


def past_warning(when: When, context: Context) -> list[str]:
    """A warning where a day lies before today, or an hour before now."""
    return ["past"] if when < (context.now if isinstance(when, datetime) else context.now.date()) else []


def other_time(command: Command, anchored: Anchored, context: Context) -> Question | None:
    """Another time that the words could mean: another date, the other half of the day, another week."""
    phrase = " ".join(command.values.when)
    if not anchored.day_said and not anchored.rrule and (feast := readings.on_feast(command, anchored, context)):
        return feast
    start = anchored.start or context.now
    if "YEARLY" in (anchored.rrule or "") and (start.month, start.day) == (2, 29):
        return readings.last_of_february(command)
    return readings.other_date(command, phrase, anchored, context) or (
        (other_hour(command, anchored) if anchored.time_said else None)
        or other_half_by_day(command, anchored, context)
        or other_half_by_night(command, anchored, context)
        or readings.other_week(command, anchored)
        or readings.once_each(command, anchored)
        or only_once(command, anchored)
    )


def without_length(anchored: Anchored) -> Anchored:
    """A task takes no time: the days that each of a rule would last are how long the series goes on."""
    start, end, rrule = anchored.start, anchored.end, anchored.rrule
    if not rrule or not start or not end or end - start < timedelta(days=1) or {"COUNT", "UNTIL"} & parts(rrule).keys():
        return anchored
    until = (end - timedelta(seconds=1)).strftime("%Y%m%dT%H%M%S")
    return dataclasses.replace(anchored, rrule=f"{rrule};UNTIL={until}", end=None)


def task_times(command: Command, context: Context) -> Times | Clarification:
    """Due of a new task (policy 16); a recurring one has its first date as DTSTART."""
    anchored = spoken_time(command, context)
    if isinstance(anchored, Clarification):
        return anchored
    if anchored is None or (anchored.start is None and anchored.end is None):
        return Times(None, None)
    anchored = without_length(anchored)
    start = aware(anchored.start or anchored.end, anchored, context)
    assert start is not None
    bounded = anchored.kind == "interval" and anchored.bound in ("by", "before", "until")
    # "before Thursday noon"
    open_ended = bounded and anchored.end is not None and (anchored.start is None or anchored.time_said)
    if open_ended:
        start = aware(anchored.end, anchored, context) or start
        if anchored.part_of_day and start.time() == time():  # "by tonight" ends with today
            start -= timedelta(minutes=1)
    if anchored.part_of_day and anchored.part_of_day != "noon":
        due = due_in_part(anchored, start, context)
        return Times(due, None, anchored.rrule, ("time assumed",), None, anchored.exdates)
    if not anchored.time_said and (anchored.all_day or not anchored.rrule):  # "every 8 hours" counts from now
        day = start.date()
        within = anchored.grain in LONG and not wording.REMIND.search(command.text)  # "next week" leaves all of it
        within = within or END_OF.search(" ".join(command.values.when)) is not None
        ends = anchored.kind == "interval" and anchored.start and within
        if anchored.end and (ends or goes_on(anchored, context)):  # "this week" is by the end of it
            day = (anchored.end - timedelta(days=1)).date()
        if open_ended and anchored.end and anchored.end.time() == time():  # the end is no part of it
            day -= timedelta(days=1)
        return timed_as(command, anchored, day, None, past_warning(day, context), context)
    due = restated(None, start, context.zone)
    return timed_as(command, anchored, due, None, past_warning(due, context), context)
