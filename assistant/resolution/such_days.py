"""What kind of day it is on which something is that was talked of: "is that a school day", "is that one of Marcus's weekends", "is that a Thursday". Held
against what is there on its days, and against nothing else."""

import re
from datetime import date, datetime, time, timedelta

from assistant.commands import Command, Selector
from assistant.phrasing import WEEKDAYS, say_date, say_when
from assistant.plan import Answer
from assistant.resolution import matching
from assistant.resolution.availability import is_busy
from assistant.resolution.calendars import find_list
from assistant.resolution.context import Context, key
from assistant.resolution.exclusion import texts_of
from assistant.resolution.reference import rows_talked_of
from assistant.resolution.saying import say_what
from assistant.resolution.selection import distinct, occurrences_found
from assistant.temporal.carried import ANY_TIME
from assistant.temporal.reading import read_time
from assistant.temporal.values import Anchored, Purpose
from assistant.timespan import is_all_day, occupied, start_of
from assistant.wording import WEEKDAY_OR_SHORT
from models.occurrence import Occurrence
from models.rows import Event, Task

LEAD = r"^\W*(?:(?:and|so|but|ok(?:ay)?|oh|wait|hang on|hey|actually)\b\W*)*"
WHETHER = (
    r"(?:is|isn['’]?t|was|wasn['’]?t|will|would|does|did)\s+(?:that|this|it)(?: (?:be|fall|land|going to be))?(?: on)?"
)
#: "is that a | school | day", "is that one of | Marcus's | weekends", "isn't that a | Thursday".
SUCH = re.compile(
    rf"{LEAD}{WHETHER}\s+(?:an?|one of|on)\s+(?:(?:the|my|our|his|her|their)\s+)?(?:(?P<what>\S.*?)\s+)??"
    rf"(?P<unit>days?|nights?|evenings?|mornings?|afternoons?|weekends?|weeks?|weekdays?|{WEEKDAY_OR_SHORT})\W*$",
    re.I,
)
#: "is that | the 16th", "so it's on | Friday the 12th".
DATED = re.compile(
    rf"{LEAD}(?:{WHETHER}|(?:that|it)(?:['’]?s| is)(?: on)?)\s+(?P<when>(?:the\s+)?[\w ,/.]*?)(?:,?\s+(?:right|then|yeah|yes|no))?\s*\?+\W*$",
    re.I,
)
#: "the 16th", of whichever month.
OF_MONTH = re.compile(r"(?:the\s+)?(?P<day>\d{1,2})(?:st|nd|rd|th)", re.I)
#: "is that in | the school holidays", "does that fall during | my leave".
WITHIN = re.compile(
    rf"{LEAD}{WHETHER.removesuffix('(?: on)?')}\s+(?:still\s+|also\s+)?(?:in|(?P<during>within|during|over|inside))\s+(?:(?:the|my|our|his|her|their)\s+)?(?P<what>\S.*?)\W*$",
    re.I,
)
FALLS = re.compile(r"\b(?:fall|land)\b", re.I)
#: What takes days, by its noun: of all else that something may be "in" it is no question of when ("is that in the office").
STRETCH = re.compile(
    r"\b(?:holidays?|hols|half[- ]term|term|leave|break|vacation|conference|course|trip|tour|camp|festival|season|exams?|retreat|stay|fair|project|sprint|placement)\W*$",
    re.I,
)
#: Of whom a stretch of days is, which no other is of as well: "the school holidays" are the October holidays, and no summer holidays.
WHOSE = frozenset({"school", "kids", "kid", "children", "childrens", "family", "whole", "boys", "girls"})
#: How a day is, which no event is called by; of the first whether there is much on it, of the second whether there is anything.
MUCH = frozenset({"busy", "full", "packed", "hectic", "crowded"})
NOTHING = frozenset({"free", "empty", "clear", "quiet"})
HOW_IT_IS = frozenset(
    [
        "good",
        "bad",
        "long",
        "short",
        "nice",
        "big",
        "late",
        "early",
        "heavy",
        "light",
        "different",
        "normal",
        "usual",
        "typical",
        "single",
        "whole",
        "possible",
        "new",
        "bank",
        "public",
    ]
)
#: So many things are much; so many are named that are at another time.
BUSY, NEAR = 3, 2
#: The hours of a part of the day; a night is the evening, too.
HOURS = {"morning": (0, 12), "afternoon": (12, 18), "evening": (17, 24), "night": (17, 24)}
DAY, WEEK = timedelta(days=1), timedelta(days=7)
FRIDAY, SATURDAY = 4, 5


def asks_date(text: str) -> bool:
    """The question is whether that is on a date, and of nothing else."""
    said = DATED.match(text)
    day = read_time(said["when"], ANY_TIME) if said is not None else None
    return day is not None and day.day_alone and day.grain == "day" and not (day.rrule or day.bound)


def whether_on_date(text: str, context: Context) -> Answer | None:
    """Yes or no, with when the one thing is that was talked of; None where it is asked otherwise, or several were."""
    said = DATED.match(text) if asks_date(text) else None
    row = one_talked_of(context) if said is not None else None
    day = context.read_time(said["when"], Purpose.SELECT) if said is not None and row is not None else None
    if said is None or row is None or day is None or day.start is None:
        return None
    named, of_month, days = day.bare_weekday, OF_MONTH.fullmatch(said["when"]), days_of(row, context)
    holds = named in {d.weekday() for d in days} if named is not None else day.start.date() in days
    holds = int(of_month["day"]) in {d.day for d in days} if of_month else holds
    return told(holds, f"{row.summary} is {say_when(row, context.now, context.zone)}.", (), row)


def one_talked_of(context: Context) -> Event | Task | None:
    """The one thing that was talked of, where it is at some time."""
    rows = [row for row in rows_talked_of(context) if occupied(row, context.zone).start is not None]
    return rows[0] if len(rows) == 1 else None


def asks_such_day(text: str) -> bool:
    """The question is what kind of day that is, and of nothing else."""
    said = SUCH.match(text)
    return said is not None and (said["what"] or "").casefold() not in HOW_IT_IS


def asks_within(text: str) -> bool:
    """The question is whether what was talked of falls into something that takes days: "my leave", "October"."""
    said = WITHIN.match(text)
    if said is None:
        return False
    falls = said["during"] or FALLS.search(text) or STRETCH.search(said["what"]) or said["what"].casefold() in HOURS
    return bool(falls) or is_period(read_time(said["what"], ANY_TIME))


def is_period(time: Anchored | None) -> bool:
    """Days, with both their ends, and no hours or parts of them."""
    return bool(time and time.start and time.end and time.day_alone and time.kind == "interval" and not time.bound)


def whether_within(text: str, context: Context) -> Answer | None:
    """Yes or no, with what it falls into, or with when that is; None where the calendar knows nothing of that name. "the school holidays" may be
    the October holidays, where these are then."""
    said = WITHIN.match(text) if asks_within(text) else None
    row = one_talked_of(context)
    days = days_of(row, context) if row is not None else [context.focus_day] if context.focus_day else []
    if said is None or not days:
        return None
    begin, end = (datetime.combine(day, time(), context.zone) for day in (days[0], days[-1] + DAY))
    others = [o for o in context.events(begin, end) if row is None or key(o.row) != key(row)]
    if said["what"].casefold() in HOURS:
        return of_part(said["what"].casefold(), row, context)
    period = context.read_time(said["what"], Purpose.SELECT)
    if period is not None and is_period(period) and period.start and period.end:
        first, last = period.start.date(), (period.end - timedelta(microseconds=1)).date()
        return told(first <= days[-1] and days[0] <= last, date_said(days, row, context), (), row)
    names = names_of(said["what"])
    there = next((found for name in names if (found := matching.best(name, others, texts_of, typos=False))), [])
    if there:
        return told(True, say_what([o.row for o in there], context), tuple(map(row_of, there)), row)
    known = next((name for name in names if context.index("event").holding(matching.content(name))), "")
    ahead = occurrences_found(Command("read", "event", "when", Selector(names=(known,))), context) if known else ()
    if not ahead:
        return None
    near = say_what([o.row for o in distinct(ahead)[:NEAR]], context)
    return told(False, f"{date_said(days, row, context)[:-1]}. {near}", (), row)


def of_part(part: str, row: Event | Task | None, context: Context) -> Answer | None:
    """Whether it begins in that part of the day; None of what lasts all day, and where no event is talked of."""
    start = occupied(row, context.zone).start if row is not None and not is_all_day(start_of(row)) else None
    if row is None or start is None:
        return None
    first, last = HOURS[part]
    return told(first <= start.hour < last, f"{row.summary} is {say_when(row, context.now, context.zone)}.", (), row)


def names_of(what: str) -> tuple[str, ...]:
    """What may be called so: all of it, and its noun where the words before only say whose it is ("the school | holidays")."""
    *before, noun = matching.words_of(what) or ("",)
    return (what, noun) if before and WHOSE.issuperset(before) else (what,)


def row_of(occurrence: Occurrence) -> Event:
    """The event of an occurrence."""
    assert isinstance(occurrence.row, Event)
    return occurrence.row


def whether_such_day(text: str, context: Context) -> Answer | None:
    """Yes or no, with what it is by; None where it is asked otherwise, no day is talked of, or the calendar knows nothing of that name."""
    said = SUCH.match(text) if asks_such_day(text) else None
    row = one_talked_of(context)
    days = days_of(row, context) if row is not None else [context.focus_day] if context.focus_day else []
    if said is None or not days:
        return None
    unit, what = said["unit"].casefold(), said["what"]
    unit = unit if unit in HOURS or unit[:3] in map(str.casefold, WEEKDAYS) else unit.removesuffix("s")
    named = of_week(unit, days)
    if named is not None and (what is None or (named is False and unit != "weekend")):
        return told(named, date_said(days, row, context), (), row)
    others = beside_it(unit, days, row, context)
    there = called(what, others, context) if what else None
    if what is None or there is None:
        return None
    then = f"that {unit}" if unit in ("weekend", "week") else f"on {say_date(days[0], context.now.date())}"
    much, nothing = what.casefold() in MUCH, what.casefold() in NOTHING
    holds = len(there) >= BUSY if much else not there if nothing else bool(there)
    named_so = "" if much or nothing else f" “{what}”"
    said_so = say_what([o.row for o in there], context) if there else f"nothing{named_so} {then}."
    return told(holds, said_so, tuple(o.row for o in there if isinstance(o.row, Event)), row)


def told(holds: bool, beside: str, grounds: tuple[Event | Task, ...], row: Event | Task | None) -> Answer:
    """The answer, after which "it" is still what was talked of."""
    text = f"{'Yes' if holds else 'No'}: {beside}"
    mine = (row,) if row is not None else grounds
    return Answer(text, mine) if holds else Answer(text, instead=mine)


def days_of(row: Event | Task, context: Context) -> list[date]:
    """Each day that it takes some of."""
    held = occupied(row, context.zone)
    if held.start is None:
        return []
    last = max(held.start, (held.end or held.start) - timedelta(microseconds=1)).date()
    return [held.start.date() + timedelta(days=n) for n in range((last - held.start.date()).days + 1)]


def of_week(unit: str, days: list[date]) -> bool | None:
    """Whether the days are on such a day of the week; None of a unit that says none."""
    places = {day.weekday() for day in days}
    if unit == "weekday":
        return max(places) < SATURDAY
    named = next((at for at, short in enumerate(WEEKDAYS) if unit[:3] == short.casefold()), None)
    if named is not None:
        return named in places
    return max(places) >= SATURDAY if unit == "weekend" else None


def date_said(days: list[date], row: Event | Task | None, context: Context) -> str:
    """ "School play is on Thu 10 Jun."."""
    day = say_date(days[0], context.now.date())
    return f"{row.summary} is on {day}." if row is not None else f"it is {day}."


def beside_it(unit: str, days: list[date], row: Event | Task | None, context: Context) -> list[Occurrence]:
    """What else there is in that time."""
    first, last = span_of(unit, days)
    begin, end = datetime.combine(first, time(), context.zone), datetime.combine(last + DAY, time(), context.zone)
    if unit in HOURS:
        begin, end = (datetime.combine(first, time(), context.zone) + timedelta(hours=hour) for hour in HOURS[unit])
    return [o for o in context.events(begin, end) if row is None or key(o.row) != key(row)]


def called(what: str, others: list[Occurrence], context: Context) -> list[Occurrence] | None:
    """Those that are called so, or stand on a calendar of that name; None where nothing is known by it."""
    if what.casefold() in MUCH | NOTHING:
        return [o for o in others if is_busy(o)]
    calendar = find_list(what, (c for c in context.queries.calendars() if c.kind == "event"))
    if not (calendar or context.index("event").holding(matching.content(what))):
        return None
    on_it = [o for o in others if calendar is not None and o.stored.calendar_id == calendar.id]
    return matching.best(what, others, texts_of, typos=False) or on_it


def span_of(unit: str, days: list[date]) -> tuple[date, date]:
    """The first and the last day of the time that is asked about: the days themselves, with their weekend or week."""
    monday = days[-1] - timedelta(days=days[-1].weekday())
    if unit == "weekend":
        return min(days[0], monday + SATURDAY * DAY) if days[0].weekday() >= FRIDAY else monday + SATURDAY * DAY, max(
            days[-1], monday + WEEK - DAY
        )
    return (monday, monday + WEEK - DAY) if unit == "week" else (days[0], days[-1])
