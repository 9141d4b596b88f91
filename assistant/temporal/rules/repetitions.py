"""Recurrences: how often, and on which days."""

import dataclasses
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, Final

from dateutil.relativedelta import relativedelta

from assistant.temporal.chart import Rule
from assistant.temporal.expressions import Date, Feast, Length, NumericDate, Point, Repetition, Unit, Weekday
from assistant.temporal.lexicon import PART_PLURALS, WEEKDAY_PLURALS
from assistant.temporal.rules.lists import CLASS_DAYS, WEEKEND, WORKDAYS, Days, ordered, ranked

#: Unit → FREQ and how many of it.
FREQUENCIES: Final[dict[Unit, tuple[str, int]]] = {
    "second": ("SECONDLY", 1), "minute": ("MINUTELY", 1), "hour": ("HOURLY", 1), "day": ("DAILY", 1), "week": ("WEEKLY", 1),
    "fortnight": ("WEEKLY", 2), "month": ("MONTHLY", 1), "quarter": ("MONTHLY", 3), "year": ("YEARLY", 1), "decade": ("YEARLY", 10),
    "season": ("MONTHLY", 3),
}  # fmt: skip
#: Days that are units of their own: "every weekend", "every other business day".
DAY_UNITS: Final[dict[Unit, Days]] = {"weekend": WEEKEND, "business_day": WORKDAYS}
ADVERBS: Final = {
    ("HOURLY", 1): "hourly",
    ("DAILY", 1): "daily|everyday|day after day|day by day",
    ("WEEKLY", 1): "weekly",
    ("WEEKLY", 2): "biweekly|bi - weekly|fortnightly|every fortnight",
    ("MONTHLY", 1): "monthly",
    ("MONTHLY", 2): "bimonthly|bi - monthly",
    ("MONTHLY", 3): "quarterly",
    ("MONTHLY", 6): "semiannually|semi - annually|biannually|half yearly|half - yearly",
    ("YEARLY", 1): "yearly|annually|annual",
    ("YEARLY", 2): "biennially",
}
LEXICONS: Final[Mapping[str, Mapping[Any, str]]] = {"adverb": ADVERBS}


def every(number: int | Fraction, unit: Unit) -> Repetition | None:
    """Every `number` units."""
    if number.denominator != 1 or not 1 <= number <= 999:
        return None
    if unit in DAY_UNITS:
        return Repetition("WEEKLY", int(number), DAY_UNITS[unit]) if unit == "weekend" or number == 1 else None
    if unit not in FREQUENCIES:
        return None
    freq, each = FREQUENCIES[unit]
    return Repetition(freq, each * int(number))


def several(times: int | Fraction, step: Repetition | None) -> Repetition | None:
    """So many times in each step."""
    if step is None or step.interval > 1 or step.byday or times.denominator != 1 or not 1 < times < 100:
        return None
    return dataclasses.replace(step, times=int(times))


def weekly(days: Days, interval: int = 1, time: str | None = None) -> Repetition:
    """On days of the week."""
    return Repetition("WEEKLY", interval, days, time=Point(part=time) if time else None)


def on_date(month: int, days: tuple[int, ...] | int) -> Repetition:
    """A day of a month, or several, each year."""
    return Repetition(bymonth=(month,), bymonthday=days if isinstance(days, tuple) else (days,))


def by_rank(ranks: tuple[int, ...], unit: Unit | Days, repetition: Repetition | None = None) -> Repetition | None:
    """The n-th day, working day or weekday of a month or year: "the last day of every month"."""
    base = repetition or Repetition()
    if isinstance(unit, tuple):
        return dataclasses.replace(base, byday=unit, bysetpos=ranks)
    if unit == "day":
        return dataclasses.replace(base, bymonthday=ranks)
    if unit in DAY_UNITS and unit == "business_day":
        return dataclasses.replace(base, byday=WORKDAYS, bysetpos=ranks)
    return None


def by_quarter(ranks: Sequence[int]) -> Repetition | None:
    """Days of each quarter of the year, those counted from its start in its first month, from its end in its last."""
    if not ranks or min(ranks) * max(ranks) < 0:
        return None
    return Repetition("MONTHLY", bymonth=(1, 4, 7, 10) if ranks[0] > 0 else (3, 6, 9, 12))


#: Words of which a repetition has one.
SIGNS: Final = frozenset(
    word
    for words in (
        *ADVERBS.values(), *WEEKDAY_PLURALS.values(), "every each any all once per alternate nightly weekdays wkdays workdays days weekends ends",
        *(name for names in CLASS_DAYS.values() for name in names.split("|") if " " not in name),
        "mo tu fr sa w twice thrice times x nights weeknights weeknight mornings lunchtimes lunch evenings eves afternoons alternating to through thru and & , / or + - month",
    )
    for word in words.replace("|", " ").split()
)  # fmt: skip
OFTEN: Final = (
    Rule("step-other", "step", "(other|alternate|second|2nd|2 nd)", lambda: 2),
    Rule("step-ordinal", "step", "<ordinal>", lambda n: n if 1 < n < 100 else None),
    Rule("step-number", "steps", "(<int>|<smallword>|<vague>)", lambda n: n if 0 < n < 1000 else None),
    Rule(
        "adverb", "core", "once? <adverb>",
        lambda a: Repetition(*a),
        {"daily": "FREQ=DAILY @ 2026-03-04", "fortnightly": "FREQ=WEEKLY;INTERVAL=2 @ 2026-03-04"},
    ),
    Rule(
        "every-unit", "core", "(every|each|every single|each and every|once a|once an|once in a|once per|once every|per) <unit>",
        lambda u: every(1, u),
        {"every day": "FREQ=DAILY @ 2026-03-04", "once a month": "FREQ=MONTHLY @ 2026-03-04"},
    ),
    Rule(
        "every-step-unit", "core", "(every|each|once every|once each) <step> <unit>",
        every,
        {"every other week": "FREQ=WEEKLY;INTERVAL=2 @ 2026-03-04"},
    ),
    Rule(
        "every-n-units", "core", "(every|each|once every|once in) <steps> <unit>",
        every,
        {"every 3 months": "FREQ=MONTHLY;INTERVAL=3 @ 2026-03-04"},
    ),
    Rule(
        "every-weekday", "core", "(every|each|every single|on every|on each|all|all the|all of the) <wds>",
        weekly,
        {"every Monday": "FREQ=WEEKLY;BYDAY=MO @ 2026-03-09",
         "every Tuesday and Thursday": "FREQ=WEEKLY;BYDAY=TU,TH @ 2026-03-05",
         "every weekday": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR @ 2026-03-04"},
    ),
    Rule(
        "every-other-weekday", "core", "(on)? (every|each) <step> <wds>",
        lambda n, d: weekly(d, n) if d != WORKDAYS else several(2, Repetition("WEEKLY")),  # no rule counts working days: which, is asked
        {"every other Tuesday": "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU @ 2026-03-10"},
    ),
    Rule("alternate-weekdays", "core", "(on)? (alternate|alternating) (<plurals>|<wds>)", lambda d: weekly(d, 2)),
    Rule("alternate-units", "core", "(on|in)? (alternate|alternating) <unit>", lambda u: every(2, u), {"alternate days": "FREQ=DAILY;INTERVAL=2 @ 2026-03-04"}),
    Rule(
        "next-n-weekdays", "core", "((the? (next|coming|following) <steps>|<steps> (consecutive|straight)) <weekdays>|<steps> <weekdays> (in a row|running|straight))",
        lambda n, d: dataclasses.replace(weekly(((0, d),)), count=n),
        {"the next 3 Fridays": "FREQ=WEEKLY;BYDAY=FR;COUNT=3 @ 2026-03-06",
         "six Fridays in a row": "FREQ=WEEKLY;BYDAY=FR;COUNT=6 @ 2026-03-06"},
    ),
    Rule(
        "next-n-weekends", "core", "the? (next|coming|following) <steps> (weekends|week - ends)",
        lambda n: dataclasses.replace(weekly(WEEKEND), count=2 * n, start=Point(day=Weekday(5, "coming"))),
        {"the next two weekends": "FREQ=WEEKLY;BYDAY=SA,SU;COUNT=4 @ 2026-03-07"}, cost=-1,
    ),
    Rule(
        "n-weekdays", "core", "for? <steps> <weekdays>",
        lambda n, d: dataclasses.replace(weekly(((0, d),)), count=n) if n > 1 else None,
        {"8 Fridays at 6": "FREQ=WEEKLY;BYDAY=FR;COUNT=8 @ 2026-03-06T18:00"}, cost=3,
    ),
    Rule(
        "ranked-plurals", "core", "(on)? the? <ranks> <weekdays> (of the month|in the month)?",
        lambda r, d: Repetition("MONTHLY", byday=ranked(r, ((0, d),))),
        {"first and third Mondays": "FREQ=MONTHLY;BYDAY=1MO,3MO @ 2026-03-16"}, cost=1,
    ),
    Rule(
        "several-ranks", "core", "on? the? <rankdays> ((of|in) (the|a) month)?",
        lambda d: Repetition("MONTHLY", byday=d) if len(d) > 1 else None,
        {"1st & 3rd Mon": "FREQ=MONTHLY;BYDAY=1MO,3MO @ 2026-03-16",
         "the first and third Tuesday of the month": "FREQ=MONTHLY;BYDAY=1TU,3TU @ 2026-03-17"}, cost=2,
    ),
    Rule(  # of each month only where more is said than of one day: since when
        "rank-since", "core", "on? the? <rankdays> (of|in) (the|a) month",
        lambda d: Repetition("MONTHLY", byday=d) if len(d) == 1 else None,
        {"second Thursday of the month starting June": "FREQ=MONTHLY;BYDAY=2TH @ 2026-06-11"}, cost=8,
    ),
    Rule("letters", "core", "<letters>", weekly, {"MWF at 10": "FREQ=WEEKLY;BYDAY=MO,WE,FR @ 2026-03-04T10:00"}),
    Rule(
        "plurals", "core", "(on)? <plurals>",
        weekly,
        {"Tuesdays": "FREQ=WEEKLY;BYDAY=TU @ 2026-03-10",
         "Mondays and Fridays": "FREQ=WEEKLY;BYDAY=MO,FR @ 2026-03-06"},
    ),
    Rule(
        "weekday-list", "core", "(on)? <wd> (,|and|, and|&|/|+) <wds>",
        lambda a, b: weekly(a + b),
        {"Mon, Wed and Fri": "FREQ=WEEKLY;BYDAY=MO,WE,FR @ 2026-03-04"}, cost=3,
    ),
    Rule(
        "every-part", "core", "(every|each) <part>",
        lambda p: Repetition("DAILY", time=Point(part=p)),
        {"every evening": "FREQ=DAILY @ 2026-03-04T18:00/2026-03-04T22:00"},
    ),
    Rule(
        "every-step-part", "core", "(every|each) <step> <part>",
        lambda n, p: Repetition("DAILY", n, time=Point(part=p)) if p in PART_PLURALS else None,
        {"every other evening": "FREQ=DAILY;INTERVAL=2 @ 2026-03-04T18:00/2026-03-04T22:00",
         "every second evening at 7": "FREQ=DAILY;INTERVAL=2 @ 2026-03-04T19:00"}, cost=-1,
    ),
    Rule("every-noon", "core", "(every|each) <namedclock>", lambda c: Repetition("DAILY", time=Point(clock=c)), {"every noon": "FREQ=DAILY @ 2026-03-04T12:00"}),
    Rule(
        "every-parts", "core", "(in the|during the|on)? <parts>",
        lambda p: Repetition("DAILY", time=Point(part=p)),
        {"mornings at 7": "FREQ=DAILY @ 2026-03-05T07:00"}, cost=1,
    ),
    Rule("nightly", "core", "nightly", lambda: Repetition("DAILY", time=Point(part="night"))),
    Rule(
        "weekday-parts", "core", "(on|every)? <wds> <parts>",
        lambda d, p: weekly(d, time=p),
        {"Friday nights": "FREQ=WEEKLY;BYDAY=FR @ 2026-03-06T20:00/2026-03-07T00:00"},
    ),
    Rule(
        "weeknights", "core", "(on|every|each)? (weeknights|week nights|weeknight)",
        lambda: weekly(WORKDAYS, time="evening"),
    ),
    Rule("weekday-range-alone", "core", "<weekday> <to> <weekday>", lambda a, _, b: weekly(ordered(a, b)), cost=4),
    Rule(
        "friday-the-13th", "core", "(every|each|on every) <weekday> the <domth>",
        lambda w, d: Repetition("MONTHLY", byday=((0, w),), bymonthday=(d,)),
        {"every Friday the 13th": "FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=FR @ 2026-03-13"},
    ),
    Rule("core1-unit", "core1", "(every|each) <unit>", lambda u: every(1, u)),
    Rule(
        "core-times", "core", "<core1> (,? (<int>|<smallword>) (times|occurrences)|twice)",
        lambda c, n: dataclasses.replace(c, count=2 if n is None else n) if n is None or 0 < n < 1000 else None,
    ),
    Rule("twice", "often", "(twice|once or twice)", lambda: 2),
    Rule("thrice", "often", "thrice", lambda: 3),
    Rule("days-of", "often", "(<int>|<smallword>) days", lambda n: n),
    Rule("n-times", "often", "(<int>|<smallword>|<vague>) (times|x)", lambda n: n),
    Rule(
        "times-a-unit", "core", "<often> -? (a|an|per|each|every|in a|/|the)? <period>",
        lambda n, u: several(n, every(1, u)),
        {"twice a week": "? @ …", "three times a month": "? @ …", "2x per day": "? @ …"},
    ),
    Rule("times-adverb", "core", "<often> -? <adverb>", lambda n, a: several(n, Repetition(*a))),
    Rule(
        "monthly-dom", "core", "(on|every|each)? the? <doms> (of|in) (every|each|the|a)? month",
        lambda d: Repetition("MONTHLY", bymonthday=d),
        {"on the 1st of every month": "FREQ=MONTHLY;BYMONTHDAY=1 @ 2026-04-01"}, cost=2,
    ),
    Rule(
        "dom-of-core", "core", "(on|every)? the? <doms> of <core>",
        lambda d, c: dataclasses.replace(c, bymonthday=d) if c.freq in ("MONTHLY", "YEARLY") else None,
        {"the 4th of every other month": "FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=4 @ 2026-03-04"},
    ),
    Rule(
        "every-dom-alone", "core", "(every|each|on every) <doms>",
        lambda d: Repetition("MONTHLY", bymonthday=d), cost=2,
    ),
    Rule(
        "rank-of-core", "core", "(on|every|each)? the? <rankdays> (of|in) <core>",
        lambda d, c: dataclasses.replace(c, byday=d) if c.freq in ("MONTHLY", "YEARLY") else None,
        {"first Friday of every month": "FREQ=MONTHLY;BYDAY=1FR @ 2026-03-06",
         "2nd and 4th Monday of each month": "FREQ=MONTHLY;BYDAY=2MO,4MO @ 2026-03-09"},
    ),
    Rule(
        "rank-of-quarter", "core",
        "((on|every|each)? the? <rankdays> (of|in) (every|each) quarter|(quarterly|every quarter|each quarter) ,? on? the? <rankdays> (of|in) the quarter)",
        lambda d: dataclasses.replace(c, byday=d) if (c := by_quarter([n for n, _ in d])) else None,
        {"first Tuesday of each quarter": "FREQ=MONTHLY;BYMONTH=1,4,7,10;BYDAY=1TU @ 2026-04-07",
         "quarterly on the first Sunday of the quarter": "FREQ=MONTHLY;BYMONTH=1,4,7,10;BYDAY=1SU @ 2026-04-05"}, cost=-2,
    ),
    Rule("months-rank", "core", "(every|each) month 's <rankdays>", lambda d: Repetition("MONTHLY", byday=d)),
    Rule(
        "unit-of-quarter", "core", "(on|every|each)? the? <ranks> <period> (of|in) (every|each) quarter",
        lambda r, u: by_rank(r, u, c) if (c := by_quarter(r)) else None,
        {"last day of every quarter": "FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1 @ 2026-03-31"}, cost=-2,
    ),
    Rule(
        "dom-monthly", "core", "((on)? the? <doms> (of the month)? ,? (monthly|every month|each month)|monthly ,? every <doms>)",
        lambda d: Repetition("MONTHLY", bymonthday=d),
        {"15th monthly": "FREQ=MONTHLY;BYMONTHDAY=15 @ 2026-03-15"},
    ),
    Rule(
        "every-rank", "core", "(every|each|on every) <rankdays> (of|in) (the|a)? month",
        lambda d: Repetition("MONTHLY", byday=d),
    ),
    Rule("every-rank-months", "core", "(every|each|on every) <rankdays> (of|in) <months>", lambda d, m: Repetition("YEARLY", byday=d, bymonth=m)),
    Rule(
        "unit-of-core", "core", "(on|every|each)? the? <ranks> <period> (of|in) <core>",
        lambda r, u, c: by_rank(r, u, c) if c.freq in ("MONTHLY", "YEARLY") else None,
        {"last day of every month": "FREQ=MONTHLY;BYMONTHDAY=-1 @ 2026-03-31",
         "the last weekday of every month": "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1 @ 2026-03-31"},
    ),
    Rule("every-unit-of", "core", "(every|each) <ranks> <period> (of|in) (the|a)? month", lambda r, u: by_rank(r, u, Repetition("MONTHLY"))),
    Rule("month-doms", "yeardays", "<month> the? (<doms>|<dom>)", on_date),
    Rule("doms-month", "yeardays", "(<doms>|<dom>) of? <month>", lambda d, m: on_date(m, d)),
    Rule(
        "every-date", "core", "(every|each|on every) <yeardays>",
        lambda r: dataclasses.replace(r, freq="YEARLY"),
        {"every December 24": "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24 @ 2026-12-24"},
    ),
    Rule("year-by-year", "yearly", "((every|each|every single|once a|once every) year|yearly|annually|annual)", lambda: True),
    Rule(
        "yearly-on-figures", "core", "<yearly> ,? on? the? <date>",
        lambda _, d: _from_date(d),
        {"every year on 12/25": "FREQ=YEARLY @ 2026-12-25"}, cost=1,
    ),
    Rule(
        "figures-yearly", "core", "(on? the? <date> ,? <yearly>|(every|each|on every) <date>)",
        lambda d, _: _from_date(d),
        {"4/15 every year": "FREQ=YEARLY @ 2026-04-15", "every 12/25": "FREQ=YEARLY @ 2026-12-25"}, cost=1,
    ),
    Rule("every-month-name", "core", "(every|each) <months>", lambda m: Repetition("YEARLY", bymonth=m), cost=1),
    Rule(
        "every-part-of", "core", "(every|each) <part_of_one> (a|an|of an|of a)? <period>",
        lambda p, u: _parts_of(p, u),
        {"every half hour": "FREQ=MINUTELY;INTERVAL=30 @ 2026-03-04T09:00", "every half year": "FREQ=MONTHLY;INTERVAL=6 @ 2026-03-04"},
    ),
    Rule(
        "every-length", "core", "(every|each|once every) <length1>",
        lambda n: _minutely(n),
        {"every hour and a half": "FREQ=MINUTELY;INTERVAL=90 @ 2026-03-04T09:00"}, cost=2,
    ),
    Rule(
        "end-of-every", "core", "((at|on)? the? end of (every|each) month|(every|each) (month end|month - end|end of the? month))",
        lambda: Repetition("MONTHLY", bymonthday=(-1,)),
        {"end of every month": "FREQ=MONTHLY;BYMONTHDAY=-1 @ 2026-03-31"},
    ),
    Rule(
        "start-of-every", "core", "(at|on)? the? (start|beginning) of (every|each) month",
        lambda: Repetition("MONTHLY", bymonthday=(1,)),
    ),
    Rule(
        "every-ranks", "core", "(every|each|on every) <rankdays>",
        lambda d: Repetition("MONTHLY", byday=d) if len(d) > 1 or d[0][0] in (1, -1) else None,
        {"every 2nd and 4th Friday": "FREQ=MONTHLY;BYDAY=2FR,4FR @ 2026-03-13",
         "every first Monday": "FREQ=MONTHLY;BYDAY=1MO @ 2026-04-06", "every last Friday": "FREQ=MONTHLY;BYDAY=-1FR @ 2026-03-27"}, cost=-1,
    ),
    Rule(
        "every-feast", "core", "(every|each) <feast>",
        lambda f: Repetition("YEARLY", feast=Feast(f)),
        {"every Halloween": "FREQ=YEARLY;BYMONTH=10;BYMONTHDAY=31 @ 2026-10-31",
         "every Easter": "? @ 2026-04-05"},
    ),
)  # fmt: skip


def _from_date(day: Date | NumericDate) -> Repetition | None:
    """Each year from a date in figures on, whose month the setting tells ("every 4/7")."""
    figures = not day.loose if isinstance(day, NumericDate) else day.year and day.month and day.day
    return Repetition("YEARLY", start=Point(day=day)) if figures else None


def _minutely(length: Length) -> Repetition | None:
    """Every so many minutes, where the length is no whole number of hours."""
    minutes = length.delta.hours * 60 + length.delta.minutes
    plain = length.delta == relativedelta(hours=length.delta.hours, minutes=length.delta.minutes)
    return Repetition("MINUTELY", minutes) if plain and minutes % 60 else None


def _parts_of(part: Fraction, unit: Unit) -> Repetition | None:
    """Every half hour, every quarter of a year."""
    return (
        Repetition("MINUTELY", int(part * 60))
        if unit == "hour"
        else Repetition("MONTHLY", int(part * 12))
        if unit == "year"
        else None
    )
