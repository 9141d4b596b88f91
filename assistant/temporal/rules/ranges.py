"""Several days: from one through another, and two that follow each other."""

import dataclasses
from itertools import pairwise
from typing import Final

from assistant.temporal.chart import Rule
from assistant.temporal.expressions import Date, DaySpan, NumericDate, Weekday, WeekNumber, Which
from assistant.temporal.rules.days import month_day


def _days(start: Date, end: Date) -> DaySpan | None:
    rising = start.day is not None and end.day is not None and start.day < end.day
    return DaySpan(start, end) if rising and (not start.month or month_day(end.month or 1, end.day or 1)) else None


def _to_day_of(first: int, last: int, month: int, year: int | None) -> DaySpan | None:
    """To a day of a month; "the 28th to the 3rd of May" begins in the month before."""
    if first < last:
        return _days(Date(year, month, first), Date(year, month, last))
    before = month - 1 or 12
    begins = Date(year and year - (before == 12), before, first)
    return DaySpan(begins, Date(year, month, last)) if first > last and month_day(before, first) else None


def _listed(run: tuple[int, ...], month: int | None = None, year: int | None = None) -> DaySpan | None:
    """Three days and more of which each is named; two are said as a stretch."""
    span = _days(Date(year, month, run[0]), Date(year, month, run[-1])) if len(run) > 2 else None
    return span and dataclasses.replace(span, listed=True)


def _pair(first: Date, second: Date, month: int | None = None, year: int | None = None) -> DaySpan | None:
    """Two days that follow each other, their weekdays with them; an hour beside them is of each."""
    if first.day is None or second.day != first.day + 1:
        return None
    span = _days(*(dataclasses.replace(day, month=month, year=year) for day in (first, second)))
    return span and dataclasses.replace(span, paired=True)


def _weekdays(which: Which, run: tuple[int, ...]) -> DaySpan | None:
    """Weekdays of which each follows the one before, as one stretch."""
    running = all((b - a) % 7 == 1 for a, b in pairwise(run))
    return DaySpan(Weekday(run[0], which), Weekday(run[-1])) if running else None


#: Up to here a number beside a weekday may be an hour: "Mon 9 and Tue 10".
HOURS: Final = 12
RANGES: Final = (
    Rule("day-number", "dayno", "the? (<domth>|<dom>) .?", lambda d: d),
    Rule("weekday-day", "wdayno", "<weekday> ,? <dayno>", lambda w, d: Date(day=d, weekday=w)),
    Rule(
        "day-range-month", "day", "(from? <dayno> <to>|between <dayno> <and>) <dayno> of? <month> (,|of)? <year>?",
        lambda a, _, b, m, y: _to_day_of(a, b, m, y),
        {"13 to 15 July": "2026-07-13/2026-07-16", "from the 25th to the 12th of May": "2026-04-25/2026-05-13"},
    ),
    Rule(
        "weekday-day-range-month", "day", "from? <wdayno> <to> <wdayno> of? <month> ((,|of)? <year>)?",
        lambda a, _, b, m, y: _days(*(dataclasses.replace(d, month=m, year=y) for d in (a, b))),
        {"Sat 7 - Sun 8 March": "2026-03-07/2026-03-09"}, cost=-1,
    ),
    Rule(
        "month-day-range", "day", "(from? <month> <dayno> <to>|between <month> <dayno> <and>) <dayno> ,? <year>?",
        lambda m, a, _, b, y: _days(Date(y, m, a), Date(y, m, b)),
        {"July 13-15": "2026-07-13/2026-07-16"},
    ),
    Rule(
        "ordinal-range", "day", "(from? the? <domth> <to>|between the? <domth> <and>) the? (<domth>|<dom>) (of the month)?",
        lambda a, _, b: _days(Date(day=a), Date(day=b)),
        {"from the 10th to the 12th": "2026-03-10/2026-03-13"},
    ),
    Rule(
        "adjacent-ordinals", "day", "the? <domth> (and|&) the? <domth> (of the month)?",
        lambda a, b: _days(Date(day=a), Date(day=b)) if b == a + 1 else None,
        {"the 10th and 11th": "2026-03-10/2026-03-12", "the 1st and the 15th": "none"},
    ),
    Rule(
        "number-range", "day", "(from? the? <dom> <to>|between the? <dom> <and>) the? <dom>",
        lambda a, _, b: _days(Date(day=a), Date(day=b)), cost=7,
    ),
    Rule(
        "weekday-range", "day", "(from? <weekday> <to>|between <weekday> <and>) <weekday>",
        lambda a, _, b: DaySpan(Weekday(a), Weekday(b)),
        {"Mon-Fri": "2026-03-09/2026-03-14", "Thursday to Saturday": "2026-03-05/2026-03-08"},
    ),
    Rule(
        "adjacent-days", "day", "<month> <dayno> (and|&|/|+) <dayno> ,? <year>?",
        lambda m, a, b, y: _pair(Date(day=a), Date(day=b), m, y),
        {"May 3/4": "2026-05-03/2026-05-05"}, cost=-1,
    ),
    Rule(
        "adjacent-days-month", "day", "the? <dayno> (and|&|/|+) the? <dayno> of? <month> (,|of)? <year>?",
        lambda a, b, m, y: _pair(Date(day=a), Date(day=b), m, y),
        {"3 and 4 May": "2026-05-03/2026-05-05"}, cost=-1,
    ),
    Rule(
        "adjacent-weekday-days", "day", "the? <wdayno> (and|&|/|+|, and) the? <wdayno> (of? <month> ((,|of)? <year>)?)?",
        lambda a, b, m, y: _pair(a, b, m, y) if m or a.day > HOURS else None,
        {"Sat 7 & Sun 8 March": "2026-03-07/2026-03-09", "Sat 21 and Sun 22": "2026-03-21/2026-03-23"}, cost=-1,
    ),
    Rule(
        "adjacent-weekday-ordinals", "day", "<weekday> ,? the? <domth> (and|&|/|+|, and) <weekday> ,? the? <domth>",
        lambda v, a, w, b: _pair(Date(day=a, weekday=v), Date(day=b, weekday=w)),
        {"Sat 7th and Sun 8th": "2026-03-07/2026-03-09"}, cost=-1,
    ),
    Rule(
        "adjacent-weekday-dates", "day", "(<weekday> ,?)? <month> <dayno> (and|&|/|+|, and) the? <wdayno>",
        lambda w, m, a, b: _pair(Date(day=a, weekday=w), b, m),
        {"Sat March 7 and Sun 8": "2026-03-07/2026-03-09"},
    ),
    Rule("day-run", "dayrun", "<dayno> ,? <and>? the? <dayno>", lambda a, _, b: (a, b) if b == a + 1 else None),
    Rule("day-run-more", "dayrun", "<dayno> ,? the? <dayrun>", lambda a, more: (a, *more) if more[0] == a + 1 else None),
    Rule("ordinal-run", "ordrun", "<domth> ,? <and>? the? <domth>", lambda a, _, b: (a, b) if b == a + 1 else None),
    Rule("ordinal-run-more", "ordrun", "<domth> ,? the? <ordrun>", lambda a, more: (a, *more) if more[0] == a + 1 else None),
    Rule(
        "days-running", "day", "<month> the? <dayrun> (,? <year>)?",
        lambda m, run, y: _listed(run, m, y),
        {"May 3, 4 and 5": "2026-05-03/2026-05-06", "May 3, 4 and 6": "none"},
    ),
    Rule(
        "ordinals-running", "day", "the? <ordrun> (of the month)?",
        lambda run: _listed(run),
        {"the 10th, 11th and 12th": "2026-03-10/2026-03-13"},
    ),
    Rule(
        "adjacent-dates", "day", "<month> <dayno> (and|&) <month> <dayno>",
        lambda m, a, n, b: _days(Date(month=m, day=a), Date(month=n, day=b)) if (n, b) == (m, a + 1) else None,
    ),
    Rule(
        "adjacent-weekdays", "day", "<whichday>? <weekday> (and|&|/|+) <weekday>",
        lambda which, a, b: _weekdays(which or "bare", (a, b)),
        {"next Monday and Tuesday": "2026-03-09/2026-03-11", "Sat/Sun": "2026-03-07/2026-03-09"},
    ),
    Rule(
        "weekdays-running", "day", "<whichday> <weekday> (,|/|+) <weekday> ,? (and|&|/|+) <weekday>",
        lambda which, *run: _weekdays(which, run),
        {"next Monday, Tuesday and Wednesday": "2026-03-09/2026-03-12"},
    ),
    Rule(
        "date-to-date", "day", "from? (<weekday> ,?)? <month> <dayno> <to> (<weekday> ,?)? <month> <dayno>",
        lambda v, m, a, _, w, n, b: DaySpan(Date(month=m, day=a, weekday=v), Date(month=n, day=b, weekday=w)) if (m, a) != (n, b) else None,
        {"May 3 to May 5 from 9 to 5": "FREQ=DAILY;COUNT=3 @ 2026-05-03T09:00/2026-05-03T17:00"}, cost=1,
    ),
    Rule(
        "day-month-to-day-month", "day", "from? (<weekday> ,?)? <dayno> <month> <to> (<weekday> ,?)? <dayno> <month>",
        lambda v, a, m, _, w, b, n: DaySpan(Date(month=m, day=a, weekday=v), Date(month=n, day=b, weekday=w)) if (m, a) != (n, b) else None,
        {"every Friday 2 April - 7 May": "FREQ=WEEKLY;BYDAY=FR;UNTIL=20260507T235959 @ 2026-04-03"}, cost=1,
    ),
    Rule(
        "numeric-range", "day", "<dom> / <dom> - <dom>",
        lambda a, b, c: DaySpan(NumericDate(a, b), NumericDate(a, c)) if a <= 12 < c and b < c else None,
        {"5/12-15": "2026-05-12/2026-05-16"}, cost=1,
    ),
    Rule(
        "adjacent-months", "day", "<month> (and|&|/) <month>",
        lambda a, b: DaySpan(Date(month=a), Date(month=b)) if (b - a) % 12 == 1 else None,
    ),
    Rule("week-numbers", "day", "(weeks|week|wk) <int> <to> (week|wk)? <int>", lambda a, _, b: DaySpan(WeekNumber(a), WeekNumber(b)) if 0 < a < b < 54 else None),
    Rule(
        "days-of-month-range", "day", "<dom> - <dom> / <dom>",
        lambda a, b, c: DaySpan(Date(month=c, day=a), Date(month=c, day=b)) if a < b and b > 12 >= c else None,
        {"12-14/6": "2026-06-12/2026-06-15"}, cost=-1,
    ),
    Rule(
        "dotted-range", "day", "<dom> .? - <dom> . <mon> .",
        lambda a, b, m: _days(Date(month=m, day=a), Date(month=m, day=b)),
        {"12-14.6.": "2026-06-12/2026-06-15"}, cost=-1,
    ),
    Rule(  # and no hours: a number with its full stop is that of a day, and to no such minute one comes
        "dotted-range-open", "day", "<dom> . - <dom> . <mon>",
        lambda a, b, m: _days(Date(month=m, day=a), Date(month=m, day=b)),
        {"12.-14.6": "2026-06-12/2026-06-15"}, cost=-1,
    ),
    Rule(
        "dotted-range-bare", "day", "<dom> - <dom> . <mon>",
        lambda a, b, m: _days(Date(month=m, day=a), Date(month=m, day=b)) if m % 5 else None,
        {"16-17.11": "2026-11-16/2026-11-18", "9-10.10": "2026-03-05T09:00/2026-03-05T10:10"}, cost=-1,
    ),
    Rule(
        "iso-interval", "day", "<isodate> / (<isodate>|<dom>)",
        lambda a, b: DaySpan(a, b) if isinstance(b, Date) else _days(a, dataclasses.replace(a, day=b)),
        {"2026-05-03/2026-05-05": "2026-05-03/2026-05-06", "2026-05-03/05": "2026-05-03/2026-05-06"}, cost=-1,
    ),
    Rule("date", "day", "<date>", lambda d: d),
)  # fmt: skip
