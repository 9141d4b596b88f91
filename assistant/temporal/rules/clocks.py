"""Clock times and ranges of them."""

import dataclasses
from typing import Final

from assistant.temporal.chart import Rule
from assistant.temporal.expressions import Clock, Cycle, Date, Point, Weekday
from assistant.temporal.hours import Half, seconds, settle, settle_range
from assistant.temporal.rules.days import month_day

Digits = tuple[int, bool]  #: hour, and whether it was written with a leading zero


def told(
    hour: int, minute: int | None = None, second: int | None = None, half: Half = None, *, exact: bool = False
) -> Clock | None:
    """A clock as said; None where there is no such time. `exact`: the 24-hour form, never bare."""
    if half and hour <= 12:
        hour = hour % 12 + 12 * (half == "pm")
    elif half == "am" or hour > 24 or (hour == 24 and minute):
        return None
    grain = "second" if second is not None else "hour" if minute is None else "minute"
    return Clock(hour, minute or 0, second or 0, bare=not half and not exact and 1 <= hour <= 12, grain=grain)  # type: ignore[arg-type]


def digital(hour: Digits, minute: int, second: int | None = None, half: Half = None) -> Clock | None:
    """hh:mm[:ss]; a leading zero or seconds tell the 24-hour form."""
    return told(hour[0], minute, second, half, exact=hour[1] or second is not None)


def compact(clock: tuple[int, int], half: Half = None) -> Clock | None:
    """330, 1140."""
    return told(*clock, None, half)


def military(clock: tuple[int, int]) -> Clock | None:
    """0730, 1430 hours: four digits of the 24-hour clock."""
    return told(*clock, exact=True)


def like_a_year(clock: tuple[int, int]) -> bool:
    """1930, 2000: an hour of the evening at which things begin, in the digits of a year; 1947 is a year."""
    return 19 <= clock[0] <= 21 and clock[1] in range(0, 60, 5)


def before_or_after(minutes: int, clock: Clock, sign: int) -> Clock | None:
    """ "ten past three", "quarter to noon"."""
    if clock.minute or clock.second or not 0 < minutes < 60:
        return None
    total = (clock.hour * 60 + sign * minutes) % (24 * 60)
    hour, minute = divmod(total, 60)
    if clock.bare:
        hour = hour or 12
    return Clock(hour, minute, bare=clock.bare, grain="minute")


def letters(hour: int, minute: int, half: Half = None) -> Clock | None:
    """ "three twenty", "nine fifty nine am", "three oh five"."""
    return told(hour, minute, None, half)


def hours(hour: int, minute: int | None = None) -> Clock | None:
    """ "sixteen thirty", "fifteen hundred", "oh seven thirty": the 24-hour form in words."""
    return told(hour, minute, exact=True) if hour < 24 else None


CLOCKS: Final = (
    Rule("hour-digits", "hour", "<h12>", lambda n: n),
    Rule("hour-word", "hour", "(<digit>|<teen>)", lambda n: n if n <= 12 else None),
    Rule("minute-word", "minuteword", "<smallword>", lambda n: n if 10 <= n < 60 else None),
    Rule("minute-oh", "minuteword", "(oh|o) <digit>", lambda n: n),
    Rule("hour-oh", "hourword", "(oh|o|zero) <digit>", lambda n: n),
    # told in full
    Rule(
        "hh:mm", "clock", "<h24> : <mm> (<half>|<shorthalf>)? (h|hrs|hours|oclock)?",
        lambda h, m, half: digital(h, m, None, half),
        {"15:30": "2026-03-04T15:30", "3:30pm": "2026-03-04T15:30", "at 7:15 a.m.": "2026-03-05T07:15",
         "25:10": "none"},
    ),
    Rule("hh:mm:ss", "clock", "<h24> : <mm> : <mm> <half>?", digital, {"14:20:05": "2026-03-04T14:20:05"}),
    Rule(
        "hh.mm", "clock", "<h24> . <mm> (.? <half>)?",
        lambda h, m, half: digital(h, m, None, half),
        {"at 4.45 pm": "2026-03-04T16:45"}, cost=1,
    ),
    Rule("13.00-hrs", "clock", "<h24> . <mm> (h|hrs|hours)", lambda h, m: told(h[0], m, exact=True) if h[0] > 12 or h[1] else None, cost=-1),
    Rule("8.30-hrs", "clock", "<h24> . <mm> (h|hrs)", lambda h, m: told(h[0], m), {"Friday 8.30 hrs": "2026-03-06T08:30"}, cost=1),
    Rule(
        "15h30", "clock", "<h24> h <mm>",
        lambda h, m: told(h[0], m, exact=True) if h[0] > 2 or h[1] else None,
        {"17h45": "2026-03-04T17:45"},
    ),
    Rule("1h30", "clock", "<h24> h <mm>", lambda h, m: told(h[0], m, exact=True), {"1h30": "PT1H30M"}, cost=3),
    Rule(
        "15h", "clock", "<h24> (h|hrs)",
        lambda h: told(h[0], exact=True) if 12 < h[0] < 24 else None,
        {"16h": "2026-03-04T16:00", "24h": "P1D"},
    ),
    Rule("15-hours", "clock", "<h24> hours", lambda h: told(h[0], exact=True) if 12 < h[0] < 24 else None, {"18 hours": "PT18H"}, cost=1),
    Rule("8h", "clock", "<h24> h", lambda h: told(h[0], exact=True), cost=2),
    Rule(
        "3pm", "clock", "<hour> <half>",
        lambda h, half: told(h, half=half),
        {"3pm": "2026-03-04T15:00", "six am": "2026-03-05T06:00"},
    ),
    Rule("7ish-pm", "clock", "<hour> -? ish <half>", lambda h, half: told(h, half=half)),
    Rule("15pm", "clock", "<h24> <half>", lambda h, half: told(h[0], half=half) if h[0] > 12 or (h[0], half) == (0, "am") else None),
    Rule("330pm", "clock", "<hmm> <half>", compact, {"730 pm": "2026-03-04T19:30"}),
    Rule(
        "o'clock", "clock", "<hour> oclock <half>?",
        lambda h, half: told(h, half=half),
        {"5 o'clock": "2026-03-04T17:00"},
    ),
    Rule("oclock-sharp", "clock", "<h24> oclock", lambda h: told(h[0], exact=True) if h[0] > 12 else None),
    Rule(
        "three-thirty-pm", "clock", "<hour> -? <minuteword> <half>",
        letters,
        {"eight fifteen pm": "2026-03-04T20:15"},
    ),
    Rule(  # as it is dictated; "Wed June 2 11am" is at eleven
        "8-45-am", "clock", "<h12> <mm> <half>",
        letters,
        {"at 8 45 am": "2026-03-05T08:45", "Tue June 2 11am": "2026-06-02T11:00"}, cost=2,
    ),
    Rule("named", "clock", "<namedclock>", lambda c: c, {"noon": "2026-03-04T12:00", "midnight": "2026-03-05T00:00"}),
    Rule(
        "half-past", "clock", "half -? (past|after)? <wholehour>",
        lambda c: before_or_after(30, c, 1),
        {"half past 3": "2026-03-04T15:30", "half past six pm": "2026-03-04T18:30"},
    ),
    Rule(
        "minutes-past", "clock", "(<minutes>|<dom>|<smallword>) (past|after) <wholehour>",
        lambda m, c: before_or_after(m, c, 1),
        {"ten past four": "2026-03-04T16:10", "quarter past noon": "2026-03-04T12:15"},
    ),
    Rule(
        "number-to", "clock", "<dom> (to|till|before|of) <wholehour>",
        lambda m, c: before_or_after(m, c, -1) if m % 5 == 0 else None, cost=3,
    ),
    Rule(
        "minutes-to", "clock", "<minutes> (to|till|before|of) <wholehour>",
        lambda m, c: before_or_after(m, c, -1),
        {"a quarter to 8": "2026-03-04T19:45", "20 to noon": "2026-03-04T11:40"},
    ),
    Rule("minutes", "minutes", "(<dom>|<mm>|<smallword>) (minutes|minute|mins|min)", lambda m: m),
    Rule("minutes-word", "minutes", "<smallword>", lambda m: m if m % 5 == 0 else None, cost=2),
    Rule("whole-hour", "wholehour", "<hour> (<half>|oclock <half>?)?", lambda h, a, b=None: told(h, half=a or b)),
    Rule("whole-hour-24", "wholehour", "<h24> h?", lambda h: told(h[0], exact=True) if h[0] > 12 else None),
    Rule("whole-hour-named", "wholehour", "<namedclock>", lambda c: c),
    # only where a time is awaited
    Rule("bare-hour", "loose", "<hour>", told),
    Rule("bare-hour-24", "loose", "<h24>", lambda h: told(h[0], exact=True) if h[0] > 12 or h[1] else None, cost=2),
    Rule("bare-330", "loose", "<hmm>", compact, cost=1),
    Rule(
        "bare-0730", "loose", "<hhmm>",
        lambda c: military(c) if c[0] < 10 or 12 < c[0] < 19 or c[0] > 21 else None, cost=1,
    ),
    Rule("at-2030", "piece", "(at|@) <hhmm>", lambda c: Point(clock=military(c)) if 19 <= c[0] <= 21 else None),
    Rule("year-like", "evening", "<hhmm>", lambda c: military(c) if like_a_year(c) else None),
    Rule("at-15-hours", "piece", "(at|@|around) <h24> hours", lambda h: Point(clock=Clock(h[0])) if 12 < h[0] < 24 else None, cost=-1),
    Rule("at-1h30", "piece", "(at|@|around) <h24> h <mm>", lambda h, m: Point(clock=told(h[0], m, exact=True))),
    Rule("1930-alone", "piece", "<evening>", lambda c: Point(clock=c), {"1930 tonight": "2026-03-04T19:30"}, cost=4),
    Rule("dayname", "dayname", "<weekday>", Weekday),
    Rule("dayname-word", "dayname", "<dayword>", lambda n: Cycle("day", n)),
    Rule("fifteen-hundred", "clock", "<smallword> hundred (hours|hrs)", hours, {"fifteen hundred hours": "2026-03-04T15:00"}),
    Rule("oh-nine-hundred", "clock", "<hourword> hundred (hours|hrs)?", hours, {"zero nine hundred": "2026-03-05T09:00"}),
    Rule("fifteen-thirty", "loose", "<smallword> (hundred|-? <minuteword>)", lambda h, m: hours(h, m) if h > 12 else None),
    Rule("oh-seven-thirty", "loose", "<hourword> -? <minuteword>", hours),
    Rule("1430-hours", "clock", "<hhmm> (h|hrs|hours)", military, {"1430 hours": "2026-03-04T14:30"}),
    Rule("5-15", "loose", "<h12> <mm>", lambda h, m: letters(h, m) if m % 5 == 0 else None, {"tomorrow at 5 15": "2026-03-05T17:15"}, cost=2),
    Rule("three-thirty", "loose", "<hour> -? <minuteword> minutes?", letters),
    Rule("three-thirty-five", "loose", "<hour> -? <ten> - <digit>", lambda h, t, d: letters(h, t + d), cost=-2),  # not until five
    # about
    Rule(
        "clocky", "clocky", "<about>? <clock> <ish>?",
        lambda _, c, __: c,
        {"around 3pm": "2026-03-04T15:00", "3pm sharp": "2026-03-04T15:00"},
    ),
    Rule("loosely", "loosely", "<about>? <loose> <ish>?", lambda _, c, __: c),
    Rule("any", "anyclock", "<clocky>", lambda c: c),
    Rule("any-hour-a", "anyclock", "<hour> <shorthalf>", lambda h, half: told(h, half=half), cost=1),
    Rule("any-loose", "anyclock", "<loosely>", lambda c: c, cost=1),
    Rule("end-of-range", "rangeclock", "<anyclock>", lambda c: c),
    Rule("evening-of-range", "rangeclock", "<evening>", lambda c: c, cost=2),
)  # fmt: skip


def clock_range(start: Clock, end: Clock) -> Point:
    """A range of clock times."""
    return Point(clock=start, until=end)


CLOCK_PIECES: Final = (
    Rule("at-clock", "piece", "(at|@|for|as of)? <clocky>", lambda c: Point(clock=c)),
    Rule(
        "at-hour", "piece", "(at|@) <loosely>",
        lambda c: Point(clock=c),
        {"at 5": "2026-03-04T17:00", "at 10": "2026-03-04T10:00"},
    ),
    Rule(
        "at-hour-a", "piece", "(at|@|around|about|by) <hour> <shorthalf>",
        lambda h, half: Point(clock=told(h, half=half)),
        {"at 4p": "2026-03-04T16:00"},
    ),
    Rule(  # a letter is hardly ever one in a sentence: "flat 4a", "a table for 4 a Friday"
        "3p-friday", "piece", "<hour> <shorthalf> (on? <dayname>)?",
        lambda h, half, d: Point(day=d, clock=told(h, half=half)) if d or half == "pm" else None,
        {"3p tomorrow": "2026-03-05T15:00", "4p": "2026-03-04T16:00", "9a": "none"}, cost=3,
    ),
    Rule(
        "friday-3p", "piece", "(<dayname>|<date>) ,? <hour> <shorthalf>",
        lambda d, h, half: Point(day=d, clock=told(h, half=half)),
        {"Friday 3p": "2026-03-06T15:00"},
    ),
    Rule(
        "7-for-7:30", "piece", "(at|@)? <anyclock> for <anyclock>",
        lambda a, b: _ahead_of(a, b),
        {"7 for 7:30": "2026-03-04T19:00", "6:30 for 7pm": "2026-03-04T18:30"},
    ),
    Rule("hour-alone", "piece", "<loosely>", lambda c: Point(clock=c), {"7": "2026-03-04T19:00"}, cost=3),
    Rule("the-clock-one", "piece", "the <clocky> one", lambda c: Point(clock=c), {"the 3pm one on Friday": "2026-03-06T15:00"}, cost=1),
    Rule(
        "clock-range", "piece", "(at|in|as)? <rangeclock> <to> <rangeclock>",
        lambda a, _, b: clock_range(a, b),
        {"3-5pm": "2026-03-04T15:00/2026-03-04T17:00", "9 to 5": "2026-03-05T09:00/2026-03-05T17:00",
         "Friday 1900-2030": "2026-03-06T19:00/2026-03-06T20:30",
         "10 - 11:30": "2026-03-04T10:00/2026-03-04T11:30"},
    ),
    Rule(  # hours, also where the 13th is a Friday
        "friday-13-15", "piece", "<dayname> ,? <h24> (: <mm>)? - <h24>",
        lambda d, a, m, b: _hours_of(d, Clock(a[0], m or 0), Clock(b[0])) if a[0] > 12 else None,
        {"Friday 13-15": "2026-03-06T13:00/2026-03-06T15:00", "Fri 13 - 15 March": "2026-03-13/2026-03-16"}, cost=1,
    ),
    Rule(
        "friday-13-15:30", "piece", "<dayname> ,? <h24> (: <mm>)? - <h24> : <mm>",
        lambda d, a, m, b, n: _hours_of(d, Clock(a[0], m or 0), Clock(b[0], n)) if a[0] > 12 else None,
        {"Fri 13 - 15:30": "2026-03-06T13:00/2026-03-06T15:30"},
    ),
    Rule(  # and not "at 4 on Nov 21-22"
        "4-nov-21-22", "piece", "<dom> <month> ,? <h24> - <h24>",
        lambda d, m, a, b: _hours_of(day, told(a[0]), told(b[0])) if (day := month_day(m, d)) else None,
        {"4 Nov 21-22": "2026-11-04T21:00/2026-11-04T22:00", "Thu 3 Dec 9-13": "2026-12-03T09:00/2026-12-03T13:00"},
    ),
    Rule(
        "until-past", "piece", "from? <anyclock> <to> <minutes> past",
        lambda c, _, m: Point(clock=c, until=dataclasses.replace(c, minute=m, grain="minute")) if c.minute < m < 60 else None,
        {"2pm until half past": "2026-03-04T14:00/2026-03-04T14:30"},
    ),
    Rule(  # "2-3h" is a length
        "20-22h", "piece", "(from|at|in|between)? <h24> (to|-|until|till|and) <h24> (h|hrs)",
        lambda a, b: clock_range(Clock(a[0]), Clock(b[0])) if a[0] < b[0] and 12 < b[0] < 24 else None,
        {"19-21h": "2026-03-04T19:00/2026-03-04T21:00"},
    ),
    Rule(
        "from-clock-to", "piece", "(from|in from) <rangeclock> <to> <rangeclock>",
        lambda a, _, b: clock_range(a, b),
        {"from 2 to 4": "2026-03-04T14:00/2026-03-04T16:00"},
    ),
    Rule(
        "clock-till-late", "piece", "(from|at)? <anyclock> <to> late",
        lambda c, _: Point(clock=settle(c, "pm") if 5 <= c.hour <= 10 else c),  # an evening without an end that could be set
        {"from 8 till late": "2026-03-04T20:00"},
    ),
    Rule(
        "between-clocks", "piece",
        "<betweens> <rangeclock> (and|to|-|&) <rangeclock>",
        lambda _, a, b: clock_range(a, b),
        {"between 1 and 2:30": "2026-03-04T13:00/2026-03-04T14:30"},
    ),
    Rule(
        "after-but-before", "piece",
        "(after|later than|from) <rangeclock> (but|and|,)? (before|earlier than|until|till|no later than) <rangeclock>",
        clock_range,
        {"after 4 but before 6": "2026-03-04T16:00/2026-03-04T18:00"},
    ),
    Rule("9.30p", "clock", "<h24> . <mm> p", lambda h, m: digital(h, m, None, "pm")),
    Rule("iso-clock", "piece", "t <clock>", lambda c: Point(clock=dataclasses.replace(c, bare=False))),
    Rule(
        "iso-compact-clock", "piece", "t <digits>",
        lambda d: _compact_iso(d),
        {"20260305T143000": "2026-03-05T14:30"},
    ),
    Rule(
        "iso-date-clock", "piece", "<isodate> ,? <clock>",
        lambda d, c: Point(day=d, clock=dataclasses.replace(c, bare=False)),
        {"2026-05-12 08:30": "2026-05-12T08:30"}, cost=-1,
    ),
)  # fmt: skip


def _hours_of(day: Weekday | Date, start: Clock | None, end: Clock | None) -> Point | None:
    """From one hour to a later one of a day."""
    rising = start and end and start.hour < end.hour
    return dataclasses.replace(clock_range(start, end), day=day) if start and end and rising else None


def _ahead_of(first: Clock, second: Clock) -> Point | None:
    """ "7 for 7:30": doors at seven. A whole hour for another ("at 3 for 4") is a table for four."""
    begin, start = settle_range(first, second, None)
    early = 0 < seconds(start) - seconds(begin) <= 1800
    if not early or not (first.minute or second.minute):
        return None
    return Point(clock=begin if second.bare is False else settle(first, "pm") if 5 <= first.hour <= 8 else first)


def _compact_iso(digits: str) -> Point | None:
    """hhmm or hhmmss after a T."""
    if len(digits) not in (4, 6) or digits[2:4] > "59" or digits[4:] > "59":
        return None
    clock = told(int(digits[:2]), int(digits[2:4]), int(digits[4:]) if digits[4:] else None, exact=True)
    return Point(clock=clock) if clock else None
