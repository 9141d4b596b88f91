"""Dates, weekdays, months, seasons, holidays: what names a day or a longer stretch of the calendar."""

import dataclasses
import datetime
from fractions import Fraction
from typing import Final

from assistant.temporal.calendar_units import real
from assistant.temporal.chart import Rule
from assistant.temporal.expressions import (
    Cycle,
    Date,
    DaySpan,
    Decade,
    Feast,
    Now,
    NumericDate,
    Point,
    Quarter,
    Season,
    Shifted,
    Weekday,
    WeekNumber,
)
from assistant.temporal.feasts import OVER
from assistant.temporal.lengths import length_of
from assistant.temporal.merging import bounded
from assistant.temporal.rules.numbers import in_century

WEEK: Final = length_of(Fraction(1), "week")
W: Final = "2026-03-04"  #: the examples' today, a Wednesday


def of_date(day: datetime.date) -> Date:
    """A whole date."""
    return Date(day.year, day.month, day.day)


def month_day(month: int, day: int, year: int | None = None) -> Date | None:
    """A day of a month; None where no year has it."""
    return Date(year, month, day) if real(month, day) else None


def numeric(
    a: int, b: int, year: int | None = None, *, loose: bool = False, dotted: bool = False
) -> NumericDate | None:
    """Month and day in either order; None where neither is a month."""
    return NumericDate(a, b, year, loose=loose, dotted=dotted) if min(a, b) <= 12 else None


def dotted(a: int, b: int) -> NumericDate | None:
    """Day and month, perhaps; the month is last where a dot parts them: "Tue 12.15" says an hour."""
    return NumericDate(a, b, loose=True) if b <= 12 else None


def is_hour(separator: str | None, year: int) -> bool:
    """Whether what stands behind a date and a comma is no year: "May 3, 10-noon"."""
    return separator == "," and 2000 <= year <= 2024


DATES: Final = (
    # written forms
    Rule("iso-date", "date", "<isodate>", lambda d: d),
    Rule(
        "iso", "isodate", "<y4> (-|/|.) <mon> (-|/|.) <dom>",
        lambda y, m, d: month_day(m, d, y),
        {"2026-05-12": "2026-05-12/2026-05-13"},
    ),
    Rule("iso-month", "date", "<y4> - <mon>", Date, {"2027-02": "2027-02-01/2027-03-01"}, cost=1),
    Rule("compact", "date", "<ymd>", of_date, {"20260512": "2026-05-12/2026-05-13"}),
    Rule(
        "numeric-year", "date", "(<dom> / <dom> / (<y4>|<y2>)|<dom> - <dom> - (<y4>|<y2>))",
        lambda a, b, y: numeric(a, b, in_century(y)),
        {"5/12/2026": "2026-05-12/2026-05-13", "5/12/27": "2027-05-12/2027-05-13"},
    ),
    Rule(
        "dotted-year", "date", "<dom> . <dom> . (<y4>|<y2>)",
        lambda a, b, y: numeric(a, b, in_century(y), dotted=True),
        {"5.12.2026": "2026-12-05/2026-12-06", "5.12.27": "2027-12-05/2027-12-06", "5.25.2026": "2026-05-25/2026-05-26"},
    ),
    Rule(
        "numeric", "date", "<dom> / <dom>",
        numeric,
        {"5/12": "2026-05-12/2026-05-13", "22/4": "2026-04-22/2026-04-23"},
    ),
    Rule("numeric-dot", "date", "<dom> . <dom>", dotted, cost=2),
    Rule(  # of no hour "on" is said, nor minutes to which none comes
        "on-numeric-dot", "piece", "on <dom> . <dom>",
        lambda a, b: Point(day=day) if (day := dotted(a, b)) else None,
        {"on 10.11": "2026-10-11/2026-10-12"}, cost=-1,
    ),
    Rule(
        "before-numeric-dot", "piece", "<bound> <dom> . <dom>",
        lambda bound, a, b: bounded(bound, Point(day=day)) if b % 5 and (day := dotted(a, b)) else None,
        {"before 9.11": "…/2026-09-11", "by 9.10": "…/2026-03-04T09:10"}, cost=-1,
    ),
    Rule("numeric-dash", "date", "<dom> - <dom>", lambda a, b: numeric(a, b, loose=True), cost=3),
    Rule("numeric-dots", "date", "<dom> . <dom> .", lambda a, b: numeric(a, b, dotted=True), {"4.11.": "2026-11-04/2026-11-05"}),
    Rule(
        "month-year-numeric", "date", "<mon> (/|-) <y4>",
        lambda m, y: Date(y, m),
        {"6/2026": "2026-06-01/2026-07-01"}, cost=1,
    ),
    Rule("separator", "sep", "(-|/|of|in|. of|, of|day of)", lambda: "-"),
    Rule("separator-dot", "sep", ".", lambda: "."),
    Rule("separator-comma", "sep", ",", lambda: ","),
    # with the month in letters; a separator may stand between
    Rule(
        "month-day", "date", "<month> (-|/|,|the|.)? <dom>",
        month_day,
        {"May 3": "2026-05-03/2026-05-04", "Feb 30": "none"},
    ),
    Rule(
        "day-month", "date", "<dom> (-|/|of|.|. of|day of)? <month>",
        lambda d, m: month_day(m, d),
        {"3 May": "2026-05-03/2026-05-04"},
    ),
    Rule(
        "ordinal-month", "date", "<domth> (-|of|day of|of the month of|in|day in)? <month>",
        lambda d, m: month_day(m, d),
        {"the 3rd of May": "2026-05-03/2026-05-04", "30th of february": "none"},
    ),
    Rule(
        "month-day-year", "date", "<month> the? <sep>? (<dom>|<domth>) <sep>? (<year>|<markedyear>)",
        lambda m, _, d, sep, y: None if is_hour(sep, y) else month_day(m, d, y),
        {"May 3, 2027": "2027-05-03/2027-05-04", "June 5th '98": "1998-06-05/1998-06-06"},
    ),
    Rule(  # "4 Jan 11.40" is no year
        "month-day-short-year", "date", "<month> the? <sep>? (<dom>|<domth>) <sep>? <shortyear>",
        lambda m, _, d, sep, y: None if is_hour(sep, y) or sep == "." else month_day(m, d, y),
        {"June 5, 98": "1998-06-05/1998-06-06"},
    ),
    Rule(
        "day-month-year", "date", "(<dom>|<domth>) <sep>? <month> <sep>? (<year>|<shortyear>|<markedyear>)",
        lambda d, _, m, sep, y: None if is_hour(sep, y) else month_day(m, d, y),
        {"3 May 2027": "2027-05-03/2027-05-04", "3rd of May, 2027": "2027-05-03/2027-05-04"},
    ),
    Rule("month-year-day", "date", "<month> (-|/) <y4> (-|/) <dom>", lambda m, y, d: month_day(m, d, y)),
    Rule("day-year-month", "date", "<dom> (-|/) <y4> (-|/) <month>", lambda d, y, m: month_day(m, d, y)),
    Rule("month-short-year", "date", "<month> (of|in) <shortyear>", lambda m, y: Date(y, m), {"June of 98": "1998-06-01/1998-07-01"}),
    Rule(
        "month-year", "date", "<month> (of|,|/|-|in|, in)? (<year>|<markedyear>)",
        lambda m, y: Date(y, m),
        {"June 2027": "2027-06-01/2027-07-01", "June '98": "1998-06-01/1998-07-01"},
    ),
    Rule(
        "weekday-numeric", "day", "<weekday> ,? <dom> - <dom>",
        lambda w, a, b: dataclasses.replace(n, weekday=w) if not a < b <= 12 and (n := numeric(a, b, loose=True)) else None,
    ),
    Rule(  # "Friday 8-10" are hours, also where the 8th of October is a Friday
        "weekday-numeric-hours", "day", "<weekday> ,? <dom> - <dom>",
        lambda w, a, b: NumericDate(a, b, weekday=w, loose=True) if a < b <= 12 else None, cost=4,
    ),
    Rule(
        "weekday-dotted", "day", "<weekday> ,? <dom> . <dom>",
        lambda w, a, b: dataclasses.replace(n, weekday=w) if (n := dotted(a, b)) else None,
    ),
    Rule("weekday-number", "day", "<weekday> ,? <dom>", lambda w, d: Date(day=d, weekday=w) if d > 12 else None),
    Rule(
        "weekday-small-number", "day", "<weekday> ,? <dom>",
        lambda w, d: Date(day=d, weekday=w) if d <= 12 else None, cost=4,
    ),
    Rule(
        "number-word-month", "date", "<smallword> (of|day of)? <month> (,|of|in)? <year>?",
        lambda d, m, y: month_day(m, d, y),
        {"fifteen May": "2026-05-15/2026-05-16"}, cost=1,
    ),
    Rule("month-number-word", "date", "<month> <smallword> (,|of|in)? <year>?", month_day, cost=2),
    Rule(
        "the-ordinal", "date", "<domth> (day of the month|of the month)?",
        lambda d: Date(day=d),
        {"the 20th": "2026-03-20/2026-03-21"},
    ),
    Rule(
        "ordinal-of-ordinal", "date", "<domth> of the? <domth>",
        lambda d, m: month_day(m, d) if m <= 12 else None,
        {"the 2nd of the 4th": "2026-04-02/2026-04-03"}, cost=1,
    ),
    Rule("the-number", "date", "the <dom>", lambda d: Date(day=d), {"the 17": "2026-03-17/2026-03-18"}),
    Rule("the-last", "date", "the? last of the month", lambda: Date(day=-1)),
    Rule(
        "month", "date", "<month>",
        lambda m: Date(month=m),
        {"July": "2026-07-01/2026-08-01", "in January": "2027-01-01/2027-02-01"},
    ),
    Rule("month-of", "date", "the? month of <month>", lambda m: Date(month=m)),
    Rule(
        "year", "date", "(the year|year|calendar year|fiscal year|financial year)? <year>",
        lambda y: Date(y),
        {"2027": "2027-01-01/2028-01-01"}, cost=1,
    ),
    # chosen among several
    Rule(
        "which-date", "date", "<which> <chosen>",
        lambda which, d: dataclasses.replace(d, which=which),
        {"this May": "2026-05-01/2026-06-01", "next July": "2026-07-01/2026-08-01", "last May": "2025-05-01/2025-06-01"},
    ),
    Rule("chosen-month", "chosen", "<month>", lambda m: Date(month=m)),
    Rule("chosen-month-day", "chosen", "<month> (<dom>|<domth>)", month_day),
    Rule("chosen-numeric", "chosen", "<dom> / <dom>", numeric),
)  # fmt: skip


def _quarter(number: int, year: int | None = None) -> Quarter | None:
    return Quarter(number, year) if 1 <= number <= 4 else None


DAYS: Final = (
    Rule(
        "now", "day",
        "(now|right now|just now|this moment|atm|at the moment|immediately|at once|straight away|right away|this "
        "instant|at present|at the present time|at this time|currently|at this moment|this very moment|present|"
        "current time|the present)",
        Now,
        {"right now": f"{W}T09:00"},
    ),
    Rule(
        "day-word", "day", "<dayword>",
        lambda n: Cycle("day", n),
        {"today": f"{W}/2026-03-05", "tomorrow": "2026-03-05/2026-03-06", "yesterday": "2026-03-03/2026-03-04",
         "the day after tomorrow": "2026-03-06/2026-03-07", "the day before yesterday": "2026-03-02/2026-03-03"},
    ),
    Rule(
        "today-and-tomorrow", "day", "(<dayword>|tonight) (and|&) (<dayword>|the (day after|next day|following day))",
        lambda n, after: DaySpan(Cycle("day", n or 0), Cycle("day", (n or 0) + 1)) if after in (None, (n or 0) + 1) else None,
        {"today and tomorrow at 3": "FREQ=DAILY;COUNT=2 @ 2026-03-04T15:00", "tomorrow and the day after": "2026-03-05/2026-03-07"},
    ),
    Rule("the-day", "day", "(the|my|all|whole|the whole|the entire|all of the) day", lambda: Cycle("day"), cost=2),
    Rule("day-before", "day", "the? day before", lambda: Cycle("day", -1), cost=2),
    Rule("day-after", "day", "the day after", lambda: Cycle("day", 1), cost=2),
    # weekdays
    Rule(
        "weekday", "day", "<weekday>",
        Weekday,
        {"Friday": "2026-03-06/2026-03-07", "Wednesday": "2026-03-11/2026-03-12"},
    ),
    Rule("weekday-plural", "day", "<weekdays>", Weekday, cost=4),
    Rule(
        "which-weekday", "day", "<whichday> <weekday>",
        lambda which, w: Weekday(w, which),
        {"this Wednesday": f"{W}/2026-03-05", "next Friday": "2026-03-13/2026-03-14", "this coming Friday": "2026-03-06/2026-03-07",
         "last Tuesday": "2026-03-03/2026-03-04", "next Monday": "2026-03-09/2026-03-10", "last Friday": "2026-02-27/2026-02-28"},
    ),
    Rule(
        "weekdays-on", "day",
        "(in <count> (<weekday>|<weekdays>) (' time)?|<count> (<weekday>|<weekdays>) (from now|from today|out))",
        lambda n, w, *_: Weekday(w, "coming", n),
        {"two Fridays from now": "2026-03-13/2026-03-14"},
    ),
    Rule(
        "weekdays-ago", "day", "<count> (<weekday>|<weekdays>) (ago|back)",
        lambda n, w: Weekday(w, "last", n),
        {"two Tuesdays ago": "2026-02-24/2026-02-25"},
    ),
    Rule("count", "count", "(<dom>|<smallword>)", lambda n: n),
    Rule(
        "weekday-then", "day", "the? <weekday> <weekdaythen>",
        lambda w, then: Weekday(w, *then),
        {"Friday next": "2026-03-13/2026-03-14", "Friday after next": "2026-03-20/2026-03-21", "the Friday before last": "2026-02-20/2026-02-21",
         "Tuesday just gone": "2026-03-03/2026-03-04", "last week's Friday": "2026-02-27/2026-02-28"},
    ),
    Rule(  # in a sentence they are said of something else: "Friday coming home party"
        "weekday-coming", "day", "(the|this)? <weekday> coming",
        lambda w: Weekday(w, "coming"),
        {"this Friday coming": "2026-03-06/2026-03-07"}, cost=3,
    ),
    Rule("weekday-gone", "day", "(the|this)? <weekday> (gone|past)", lambda w: Weekday(w, "last"), {"Sunday gone": "2026-03-01/2026-03-02"}, cost=3),
    Rule(
        "weekday-after-this", "day", "the? <weekday> (after|following) this (one|coming one)?",
        lambda w: Shifted(WEEK, 1, Point(day=Weekday(w, "this"))),
        {"the Saturday after this one": "2026-03-14/2026-03-15", "Friday after this": "2026-03-13/2026-03-14"}, cost=-1,
    ),
    Rule(
        "weekday-week", "day", "(<weekday> (week|wk)|the? next but one <weekday>|the? next <weekday> but one)",
        lambda w: Weekday(w, "coming", 2),
        {"Friday week": "2026-03-13/2026-03-14", "Friday week 10am": "2026-03-13T10:00", "Fri wk 2pm": "2026-03-13T14:00"}, cost=-1,
    ),
    # longer stretches
    Rule(
        "quarter", "day", "((q|quarter) <int>|<int> q|<ordinal> (quarter|qtr)) ((of|in|,|/|-)? (<year>|<shortyear>))?",
        _quarter,
        {"Q3": "2026-07-01/2026-10-01", "Q1 2027": "2027-01-01/2027-04-01", "the second quarter": "2026-04-01/2026-07-01"},
    ),
    Rule("season", "day", "<season>", Season, {"summer": "2026-06-21/2026-09-23"}),
    Rule("which-season", "day", "<which> <season>", lambda which, s: Season(s, which), {"last summer": "2025-06-21/2025-09-23"}),
    Rule(
        "week-number", "day", "(week|wk|calendar week|week number|week no .|kw|cw) #? <int>",
        lambda n: WeekNumber(n) if 1 <= n <= 53 else None,
        {"week 12": "2026-03-16/2026-03-23"},
    ),
    Rule("w-number", "day", "w <int>", lambda n: WeekNumber(n) if 1 <= n <= 53 else None, cost=3),
    Rule("decade", "day", "('? <int> s|<int> ' s|<int> 's)", lambda y: _decade(y), {"the 1990s": "1990-01-01/2000-01-01"}),
    Rule("decade-name", "day", "the? <decadename>", Decade),
    # holidays
    Rule("feast", "day", "<feast>", Feast, {"Halloween": "2026-10-31/2026-11-01", "Easter": "2026-04-05/2026-04-06"}),
    Rule(
        "over-feast", "day", "(over|during) <feast>",
        lambda f: Feast(OVER[f]) if f in OVER else None,
        {"over Christmas": "2026-12-24/2026-12-27", "during Easter": "2026-04-03/2026-04-07"}, cost=-1,
    ),
    Rule(
        "which-feast", "day", "<which> <feast>",
        lambda which, f: Feast(f, which),
        {"next Christmas": "2026-12-25/2026-12-26", "last Christmas": "2025-12-25/2025-12-26"},
    ),
)  # fmt: skip


def _decade(year: int) -> Decade | None:
    known = year % 10 == 0 and (1800 <= year <= 2100 or 20 <= year <= 90)
    return Decade(in_century(year)) if known else None
