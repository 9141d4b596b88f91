"""The hours in which free time is looked for: working hours of each day asked for, parts of days, some weekdays, hours of each day (policy 8)."""

import dataclasses
import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from assistant import wording
from assistant.phrasing import WEEKDAYS
from assistant.resolution.context import Context
from assistant.resolution.windows import Window, aware, windows
from assistant.temporal.values import Purpose
from assistant.timespan import Slot, Timespan, later

WORKING = (time(9), time(18))
EVENING = (time(18), time(22))
#: Hours in which free time is looked for, by the part of day or the meal said.
HOURS = {
    "morning": (time(9), time(12)),
    "afternoon": (time(12), time(18)),
    "evening": EVENING,
    "tonight": EVENING,
    "night": EVENING,
    "breakfast": (time(7), time(9)),
    "brunch": (time(10), time(13)),
    "lunch": (time(12), time(14)),
    "dinner": EVENING,
    "supper": EVENING,
}
DAYS_ASKED = 7
COMING_DAYS = "the next 7 days"
#: A part of each day of a period.
PART = re.compile(
    r"(?:\b(?:in|during|on)\s+)?(?:\b(?:the|any|every|each)\s+)?\b(morning|afternoon|evening|night|breakfast|brunch|lunch|dinner|supper)(?:e?s)?\b(?:\s+(?:of|in|on)\b)?",
    re.I,
)
#: "evenings | before Friday": those of each day up to then, and no hour of Friday.
PARTS_FIRST = re.compile(r"\s*(?:in the |any |some |free |my )*(mornings|afternoons|evenings|nights)\s+(?=\S)", re.I)
#: Weekdays of a period, each of them: "which Fridays | in June", "any Tuesday or Wednesday | next month".
DAY_NAME = rf"(?:{wording.WEEKDAY}|weekday|weekend)"
EACH_WEEKDAY = re.compile(
    rf"(?:\bon\s+)?(?:\b(?:an?|any|every|each|all|free)\s+)*\b({DAY_NAME}s?(?:(?:\s*,\s*|\s+(?:and|or)\s+){DAY_NAME}s?)*)\b(?:\s+(?:in|during|of|over)\b)?",
    re.I,
)
#: "the first Saturday in June" is one.
RANKED = re.compile(r"(?:\b(?:first|second|third|fourth|last|next|this|coming)|\d(?:st|nd|rd|th))\s+$", re.I)
#: "Monday to Wednesday" are days that follow on each other.
THROUGH = re.compile(r"\s*(?:to|through|thru|till|until|-|–)\s*(?=[a-z])", re.I)
#: "Mondays to | Fridays": days in a row, while "Mondays until | June" are those of a period.
UP_TO_DAY = re.compile(rf"(?:the )?{DAY_NAME}", re.I)
#: "Saturday week" is one day.
COUNTED_ON = re.compile(r"\s*(?:(?:week|wk)(?!\s*\d)|fortnight)\b", re.I)
GROUPS = {"weekday": (0, 1, 2, 3, 4), "weekend": (5, 6)}
CLOCK = r"(?:\d{1,2}(?:[:.]\d\d)?\s*(?:am|pm)?|noon|midday|lunch(?:time)?)"
#: Hours of each day: "next week | after 5", "this week | between 2 and 4".
EACH_DAY = re.compile(
    rf"\b(?:(?:(?:any|some)\s?time\s+)?(?:after|before|from|between|{wording.UNTIL_WHEN}|by|at)\s+{CLOCK}(?:\s*(?:and|to|-|–|{wording.UNTIL_WHEN})\s*{CLOCK})?"
    r"|\d{1,2}(?:[:.]\d\d)?\s*(?:am|pm))(?![\w/])",
    re.I,
)
#: No hours: "from | 18 December to 22 December".
DATE = re.compile(
    rf"\d{{1,2}}(?:st|nd|rd|th)?(?:\s*(?:to|and|{wording.UNTIL_WHEN}|-|–)\s*\d{{1,2}}(?:st|nd|rd|th)?)?\s+(?:of\s+)?{wording.MONTH}\b",
    re.I,
)
#: "how | long am I free |".
FREE_FOR = r"long (?:am|are|have|do) (?:i|we) (?:got |have )?free\b"
MANY_DAYS = "the next 28 days"
#: A latest time that begins with its day.
LIMIT = re.compile(
    rf"(?:before|by|{wording.UNTIL_WHEN})\s+(?!(?:at\s+)?(?:\d|(?:noon|midday|midnight|half|quarter|breakfast|brunch|lunch|dinner|work)\b))",
    re.I,
)


def hours_of_each_day(whens: tuple[str, ...], least: timedelta, context: Context) -> tuple[Window, list[Slot]] | None:
    """The hours of such weekdays, or hours, of a period of several days, with that period; None where the words are not of this form.

    `least`: how long it is from an hour on ("every Tuesday at 3 in June")."""
    phrase = " ".join(whens)
    named, days = EACH_WEEKDAY.search(phrase), set[int]()
    if named and (RANKED.search(phrase[: named.start()]) or COUNTED_ON.match(phrase, named.end(1))):
        return None
    through = THROUGH.match(phrase, named.end()) if named else None
    if named and through and not (named[1].lower().endswith("s") and not UP_TO_DAY.match(phrase, through.end())):
        named = None
    if named:
        said = re.findall(DAY_NAME, named[1], re.I)
        days = {n for word in said for n in GROUPS.get(word.lower()) or (WEEKDAYS.index(word[:3].capitalize()),)}
        phrase = f"{phrase[: named.start()]} {phrase[named.end() :]}"
    dates = [date.span() for date in DATE.finditer(phrase)]
    apart = (h for h in EACH_DAY.finditer(phrase) if not any(a < h.end() and h.start() < b for a, b in dates))
    if hours := next(apart, None):
        phrase = f"{phrase[: hours.start()]} {phrase[hours.end() :]}"
    period = re.sub(r"\s+", " ", phrase).strip(" ,")
    if not (days or hours) or not is_of_several(named[1] if named else "", len(days), period):
        return None
    found = in_parts((period,), context) if PART.search(period) else windows((period or MANY_DAYS,), context)
    window = found[0] if found else None
    if window is not None and days:
        window = from_now(window, context)
    if window is None or window.single_day or window.timed or not (window.span.start and window.span.end):
        return None
    spans = list(hours_in(window, context))
    if hours:
        each = (span_on(span.start.date(), hours[0], least, context) for span in spans)
        spans = [span for span in each if span is not None]
    return window, [span for span in spans if not days or span.start.weekday() in days]


def from_now(window: Window, context: Context) -> Window:
    """ "before Christmas", "until June": a period that begins now; others as they are."""
    end = window.span.end
    if window.span.start is not None or end is None or end <= context.now:
        return window
    return dataclasses.replace(window, span=Timespan(context.now, end))


def is_of_several(weekdays: str, count: int, period: str) -> bool:
    """Whether such weekdays are each of a period: "Tuesdays", "Tuesday or Friday evening", "any Tuesday in June", not "Tuesday afternoon"."""
    many = weekdays.lower().endswith("s")
    if PART.sub("", period).strip() or not period:
        return bool(period) or many
    return many or count != 1 or period.lower().endswith("s")


def until_then(window: Window, phrase: str, context: Context) -> Window:
    """ "before Tuesday noon", "by Monday evening": any time from now until then; "before noon on Tuesday" is of that day and stays as it is."""
    anchored, end = window.anchored, window.span.end
    until = LIMIT.match(phrase.strip()) and anchored.bound and anchored.day_said and anchored.time_said
    if not until or end is None or end <= context.now:
        return window
    through = dataclasses.replace(anchored, time_said=False, part_of_day=None, bound=None)
    return dataclasses.replace(window, span=Timespan(context.now, end), timed=False, anchored=through)


def hours_on(day: date, hours: tuple[time, time], context: Context) -> Slot:
    """These hours of a day."""
    return Slot(*(datetime.combine(day, at, context.zone) for at in hours))


def span_on(day: date, hours: str, least: timedelta, context: Context) -> Slot | None:
    """Such hours of a day, from now on; None where they are no hours, or over."""
    said = context.read_time(hours, Purpose.SELECT, day=day)
    if said is None or not said.time_said:
        return None
    start, end = aware(said.start, said, context), aware(said.end, said, context)
    opens = start or datetime.combine(day, WORKING[0], context.zone)
    if said.bound in ("after", "from"):
        end = end or datetime.combine(day + timedelta(days=1), time(), context.zone)
    elif end is None:
        end = later(opens, least)
    closes = earliest_close(opens, end, context)
    opens = max(opens, context.now)
    return Slot(opens, closes) if opens < closes else None


def hours_in(window: Window | None, context: Context) -> Iterator[Slot]:
    """The hours of each day asked for, from now on."""
    span, said = (window.span, window.anchored) if window is not None else (Timespan(None, None), None)
    first = (span.start or context.now).date()
    last = (span.end - timedelta(seconds=1)).date() if span.end else first + timedelta(days=DAYS_ASKED)
    days = span.start and span.end and span.end - span.start > timedelta(days=1)
    if said and said.time_said and (said.bound or not said.part_of_day) and span.end and not days:
        # "until 11 tomorrow" is tomorrow's morning
        opens = datetime.combine(first if span.start else span.end.date(), WORKING[0], context.zone)
        before = said.bound in ("before", "by", "until")  # none is asked about the night
        start = span.start or context.now
        begins = max(opens if before and start < opens < span.end else start, context.now)
        yield Slot(begins, span.end if before else earliest_close(begins, span.end, context))
        return
    part = said.part_of_day if said else None
    for day in (first + timedelta(days=n) for n in range((last - first).days + 1)):
        opens, closes = hours_on(day, HOURS.get(part or "", WORKING), context)
        if span.start and part != "night":  # "after lunch" is not the whole afternoon
            opens = max(opens, span.start)
        closes = min(closes, span.end) if span.end else closes
        if closes <= opens and span.start:  # "early in the morning"
            opens = max(span.start, datetime.combine(day, time(), context.zone))
        opens = max(opens, context.now)
        if opens < closes:
            yield Slot(opens, closes)


def in_whole_days(window: Window | None, spans: list[Slot], context: Context) -> list[Slot]:
    """ "how busy is my Friday": the days of the spans from now on, the gym before work and the cinema after it too; an hour or a part of a day
    that is said stays as it is."""
    if window is not None and window.anchored.time_said:
        return spans
    days = sorted({span.start.date() for span in spans if span.end.time() == WORKING[1]})
    begins = [max(datetime.combine(day, time(), context.zone), context.now) for day in days]
    ends = [datetime.combine(day + timedelta(days=1), time(), context.zone) for day in days]
    return list(map(Slot, begins, ends)) or spans


def earliest_close(begins: datetime, ends: datetime, context: Context) -> datetime:
    """When the hours end that are looked through from a time on ("after 11", "after 7"): with working time or the evening, by `ends`."""
    hours = (WORKING[1], EVENING[1]) if begins.time() >= WORKING[0] else (EVENING[1],)
    closes = (datetime.combine(begins.date(), at, context.zone) for at in hours)
    return min(ends, next((close for close in closes if begins < close), ends)) if ends.time() == time(0) else ends


def part_of_thing(names: tuple[str, ...]) -> str | None:
    """When what is called so takes place: "team lunch"; None of what may be at any hour."""
    last = " ".join(names).lower().split()[-1:]
    return last[0] if last and last[0] in HOURS else None


def in_parts(whens: tuple[str, ...], context: Context, of_thing: str | None = None) -> list[Window] | None:
    """ "mornings next week": that part of each of several days, or the one in which such a thing is; None where the words are not of this form."""
    phrase = " ".join(whens)
    said = PART.search(phrase)
    name = of_thing or (said[1].lower() if said else None)
    rest = re.sub(r"\s+", " ", PART.sub(" ", phrase)).strip(" ,")
    made = windows((rest or COMING_DAYS,), context) if name else [] if not whens else None
    if not name or not made:
        return made
    return [
        dataclasses.replace(w, anchored=dataclasses.replace(w.anchored, time_said=True, part_of_day=name, bound=None))
        for w in made
    ]
