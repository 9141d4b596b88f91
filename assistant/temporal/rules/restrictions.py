"""What narrows a recurrence down: on which days, from when, until when, how often in all, except what."""

import dataclasses
from typing import Final

from assistant.temporal.chart import Rule
from assistant.temporal.expressions import (
    Clock,
    Cycle,
    Date,
    Day,
    DaySpan,
    Feast,
    Nth,
    NumericDate,
    Point,
    Repetition,
    Season,
    Shifted,
    Weekday,
)
from assistant.temporal.feasts import lasts_days
from assistant.temporal.hours import settle
from assistant.temporal.lexicon import SEASONS
from assistant.temporal.merging import merge_repetitions
from assistant.temporal.rules.lists import S, ordered
from assistant.temporal.rules.repetitions import by_rank
from assistant.temporal.rules.steps import DAY

RESTRICTIONS: Final = (
    Rule("core", "repiece", "<core>", lambda r: r),
    Rule(
        "on-weekdays", "repiece", "(on|on a|on every|on each|every|each|, on)? <wds>",
        lambda d: Repetition(byday=d), cost=1,
    ),
    Rule("on-doms", "repiece", "(on|, on) the? <doms>", lambda d: Repetition(bymonthday=d)),
    Rule("on-ranks", "repiece", "(on|, on)? the? <rankdays> (of the month)?", lambda d: Repetition(byday=d)),
    Rule(
        "on-rank-months", "repiece", "(on|, on)? the? <rankdays> (in|of) <months>",
        lambda d, m: Repetition(byday=d, bymonth=m),
    ),
    Rule("on-instances", "repiece", "on the <ranks> (instance|instances|occurrence|occurrences) of <wds>", by_rank),
    Rule("on-unit", "repiece", "(on|at)? the? <ranks> <period> (of the month)?", by_rank),
    Rule("on-date", "repiece", "(on|, on)? the? <yeardays>", lambda r: r),
    Rule("on-feast", "repiece", "(on|at)? <feast>", lambda f: Repetition(feast=Feast(f))),
    Rule("in-months", "repiece", "(in|during|for|throughout) <months>", lambda m: Repetition(bymonth=m)),
    Rule("of-months", "repiece", "of <months>", lambda m: Repetition(bymonth=m), cost=2),
    Rule(
        "in-season", "repiece", "(in|of|during|over|throughout) (the|this)? (<season>|<feast>)",
        lambda name: _within(Season(name) if name in SEASONS else Feast(name)),
        {"every Saturday in the summer": "FREQ=WEEKLY;BYDAY=SA;UNTIL=20260922T235959 @ 2026-06-27",
         "every Friday in Lent": "FREQ=WEEKLY;BYDAY=FR;UNTIL=20260404T235959 @ 2026-03-06"},
    ),
    Rule("in-week", "repiece", "(in|of)? week <int>", lambda n: Repetition(byweekno=(n,)) if 1 <= n <= 53 else None),
    Rule("at-start", "repiece", "(at|on|in) the? (beginning|begin|start|first|first day)", lambda: Repetition(bymonthday=(1,))),
    Rule("at-end", "repiece", "(at|on|in) the? (end|last day)", lambda: Repetition(bymonthday=(-1,))),
    Rule(
        "at-time", "repiece", "<piece>",
        lambda p: Repetition(time=p) if p.day is None and not p.length and not p.bound else None,
    ),
    Rule(
        "at-hours", "repiece", "(at|@) (<anyclock> ,)? <anyclock> (,|and|&|or|, and) (at)? <anyclock>",
        lambda a, b, c: _hours(*filter(None, (a, b, c))),
        {"every day at 7am and 7pm": "FREQ=DAILY;BYHOUR=7,19 @ 2026-03-04T19:00",
         "daily at 8am, noon and 6pm": "FREQ=DAILY;BYHOUR=8,12,18 @ 2026-03-04T12:00"},
    ),
    Rule(
        "two-clocks", "repiece", "(<clock> ,)? <clock> (,|and|&|, and) <clock>",
        lambda a, b, c: _hours(*filter(None, (a, b, c))),
        {"8am and 8pm daily": "FREQ=DAILY;BYHOUR=8,20 @ 2026-03-04T20:00"},
    ),
    Rule("starting", "repiece", "<startword> the? <point> (on|onwards|onward|forward)?", lambda _, p: _limit(p, None)),
    Rule(
        "start-word", "startword",
        "(from|as from|as of|(starting|beginning|commencing|effective|starts|begins) (on|in|from|at|with)?|"
        "(the|with the)? first (one|time|session|occurrence|meeting)? (on|is|is on|being|being on))",
        lambda: True,
        {"every other Monday, first on March 9": "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO @ 2026-03-09"},
    ),
    Rule(  # of what comes several times a day; "every Monday until 6" says no end of the series
        "until-clock", "repiece", "(until|till|up to|up until) <anyclock>",
        lambda c: Repetition(end=Point(clock=c)),
        {"every 20 minutes until 6": "FREQ=MINUTELY;INTERVAL=20;UNTIL=20260304T180000 @ 2026-03-04T09:00"},
    ),
    Rule(
        "today", "repiece", "today",
        lambda: _limit(Point(day=Cycle("day")), Point(day=Cycle("day")), inclusive=True),
        {"every hour today": "FREQ=HOURLY;UNTIL=20260304T235959 @ 2026-03-04T09:00"},
    ),
    Rule(
        "until", "repiece", "(until|till|ending|up to|up until|ends) (on|in)? the? <point>",
        lambda p: _timed_limit(None, p) or _limit(None, p),
        {"every Friday until March 20 at 6pm": "FREQ=WEEKLY;BYDAY=FR;UNTIL=20260320T235959 @ 2026-03-06T18:00",
         "Fridays until the end of March 6-7pm": "FREQ=WEEKLY;BYDAY=FR;UNTIL=20260331T235959 @ 2026-03-06T18:00/2026-03-06T19:00"},
    ),
    Rule(
        "before-day", "repiece", "before the? <point>",
        lambda p: _ends_before(p),
        {"Saturdays before Christmas": "FREQ=WEEKLY;BYDAY=SA;UNTIL=20261224T235959 @ 2026-03-07",
         "every Monday before June": "FREQ=WEEKLY;BYDAY=MO;UNTIL=20260531T235959 @ 2026-03-09"},
    ),
    Rule(
        "in-days", "repiece", "on? <day>",
        lambda d: _limit(Point(d), None) if isinstance(d, DaySpan) and isinstance(d.start, Date) and d.start.day else None,
        {"every day May 3-5": "FREQ=DAILY;UNTIL=20260505T235959 @ 2026-05-03"}, cost=-1,
    ),
    Rule("start-clock", "repiece", "<startword> <anyclock>", lambda _, c: Repetition(time=Point(clock=c)), cost=1),
    Rule(
        "through", "repiece",
        "(through|thru|to|until and including|up to and including|to and including) the? <point>",
        lambda p: _limit(None, p, inclusive=True) if not isinstance(p.day, Weekday) else None,
    ),
    Rule(  # "every Monday to Thursday 4-5" is a list of days
        "through-weekday", "repiece", "(through|thru|until and including|up to and including) <weekday>",
        lambda w: _limit(None, Point(day=Weekday(w)), inclusive=True), cost=1,
    ),
    Rule(
        "from-until", "repiece", "(from|between) the? <point> (to|through|thru|until|till|-|and) the? <point>",
        lambda a, b: _timed_limit(a, b) or _limit(a, b, inclusive=True),
        {"every Friday from March 6 to March 20 at 6pm": "FREQ=WEEKLY;BYDAY=FR;UNTIL=20260320T235959 @ 2026-03-06T18:00"},
    ),
    Rule(
        "months-range", "repiece", "<month> (to|through|thru|until|till|-) <month>",
        lambda a, b: _limit(Point(day=Date(month=a)), Point(day=Date(month=b)), inclusive=True),
        {"Saturdays May through September": "FREQ=WEEKLY;BYDAY=SA;UNTIL=20260930T235959 @ 2026-05-02"}, cost=-1,
    ),
    Rule(
        "numeric-range", "repiece", "<date> (to|through|thru|until|till|-) <date>",
        lambda a, b: _limit(Point(a), Point(b), inclusive=True) if isinstance(a, NumericDate) and isinstance(b, NumericDate) else None,
        {"Fridays 3/6-3/20 at 6pm": "FREQ=WEEKLY;BYDAY=FR;UNTIL=20260320T235959 @ 2026-03-06T18:00"}, cost=-1,
    ),
    Rule(
        "in-period", "repiece", "(in|during|for|over|of)? <period_day>",
        lambda d: _limit(Point(day=d), Point(day=d), inclusive=True) if not _single(d) else None, cost=3,
    ),
    Rule(  # beside an hour, which is that of each day
        "all-period", "core", "(all|all through|for all) (of)? <period_day>",
        lambda d: Repetition("DAILY", start=Point(day=d), end=Point(day=d), end_inclusive=True) if isinstance(d, Cycle) and d.unit != "day" else None,
        {"at 4 all next week": "FREQ=DAILY;UNTIL=20260315T235959 @ 2026-03-09T16:00"}, cost=3,
    ),
    Rule(
        "for-times", "repiece",
        "for? (a total of)? (<int>|<smallword>) (times|occurrences|occurences|occasions|sessions|instances|repetitions|"
        "iterations)",
        lambda n: Repetition(count=n) if 0 < n < 1000 else None,
    ),
    Rule("x-times", "repiece", "(x|for a total of) <int>", lambda n: Repetition(count=n) if 0 < n < 1000 else None),
    Rule(
        "for-length", "repiece", "(for|over) (the next|the)? <length>",
        lambda n: Repetition(length=n),
        {"every Monday for 8 weeks": "FREQ=WEEKLY;BYDAY=MO;COUNT=8 @ 2026-03-09"},
    ),
    Rule(
        "length-from", "repiece", "<length> <startword> the? <point>",
        lambda n, _, p: dataclasses.replace(begun, length=n) if not n.sub_day and (begun := _limit(p, None)) else None,
        {"8 weeks from March 9 Mondays at 7pm": "FREQ=WEEKLY;BYDAY=MO;COUNT=8 @ 2026-03-09T19:00"}, cost=1,
    ),
    Rule(
        "n-weekdays-from", "repiece", "<steps> <weekdays> <startword> the? <point>",
        lambda n, d, _, p: dataclasses.replace(begun, freq="WEEKLY", byday=((0, d),), count=n) if (begun := _limit(p, None)) else None,
        {"six Fridays from March 20": "FREQ=WEEKLY;BYDAY=FR;COUNT=6 @ 2026-03-20",
         "4 Mondays from March 9 at 7pm": "FREQ=WEEKLY;BYDAY=MO;COUNT=4 @ 2026-03-09T19:00"},
    ),
    Rule(
        "length-first", "repiece", "<length>",
        lambda n: Repetition(length=n) if n.sub_day else None,
        {"an hour every Friday at 7pm": "FREQ=WEEKLY;BYDAY=FR @ 2026-03-06T19:00/2026-03-06T20:00"}, cost=2,
    ),
    Rule(
        "except", "repiece",
        "<excepts> (on|at|the)? <wds>",
        lambda _, d: Repetition(excluded=d),
        {"every weekday except Wednesday": "FREQ=WEEKLY;BYDAY=MO,TU,TH,FR @ 2026-03-05"},
    ),
    Rule(
        "except-months", "repiece",
        "(<excepts>|not) (in|during)? <months>",
        lambda _, m: Repetition(excluded_months=m),
        {"every Monday except in July and August": "FREQ=WEEKLY;BYMONTH=1,2,3,4,5,6,9,10,11,12;BYDAY=MO @ 2026-03-09"},
    ),
    Rule(
        "except-days", "repiece",
        "<excepts> <point> ((and|,|or|&) (<point>|<dom>))?",
        lambda _, *days: _left_out(*days),
        {"every Monday except March 9 and 16": "FREQ=WEEKLY;BYDAY=MO @ 2026-03-09"}, cost=1,
    ),
    Rule("day-numbers", "daynos", f"<dayno> {S} the? <dayno>", lambda a, b: (a, b)),
    Rule("day-numbers-more", "daynos", f"<dayno> {S} the? <daynos>", lambda a, more: (a, *more)),
    Rule(
        "except-dates", "repiece", "<excepts> the? <month>? <daynos>",
        lambda _, m, days: Repetition(excluded_days=tuple(Point(day=Date(month=m, day=d)) for d in days)),
        {"every Monday except March 9, 16 and 30": "FREQ=WEEKLY;BYDAY=MO @ 2026-03-09"}, cost=-1,
    ),
    Rule("rep-one", "rep", "<repiece>", lambda r: r),
    Rule(
        "weekday-range-at", "rep", "<weekday> <to> <weekday> ,? <rep>",
        lambda a, _, b, r: _habit(ordered(a, b), r),
        {"Mon-Fri 9-5": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR @ 2026-03-04T09:00/2026-03-04T17:00",
         "Monday to Wednesday at 7": "FREQ=WEEKLY;BYDAY=MO,TU,WE @ 2026-03-09T07:00"}, cost=-3,
    ),
    Rule(
        "at-weekday-range", "rep", "<repiece> ,? from? <weekday> <to> <weekday>",
        lambda r, a, _, b: _habit(ordered(a, b), r),
        {"9 to 5 Monday to Friday": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR @ 2026-03-04T09:00/2026-03-04T17:00",
         "at 9am Monday to Friday": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR @ 2026-03-04T09:00"}, cost=-3,
    ),
    Rule("core-colon", "rep", "<core> : <rep>", merge_repetitions, {"weekly: Mon, Wed 5pm": "FREQ=WEEKLY;BYDAY=MO,WE @ 2026-03-04T17:00"}),
    Rule(
        "rep-more", "rep", "<repiece> ,? <rep>",
        merge_repetitions,
        {"every Monday at 9": "FREQ=WEEKLY;BYDAY=MO @ 2026-03-09T09:00",
         "weekly on Friday": "FREQ=WEEKLY;BYDAY=FR @ 2026-03-06",
         "every 2 weeks on a Friday": "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR @ 2026-03-06",
         "every 3 months on the last Friday": "FREQ=MONTHLY;INTERVAL=3;BYDAY=-1FR @ 2026-03-27",
         "every Monday until June": "FREQ=WEEKLY;BYDAY=MO;UNTIL=20260531T235959 @ 2026-03-09",
         "daily starting March 9 for 3 times": "FREQ=DAILY;COUNT=3 @ 2026-03-09",
         "every Thursday from 3 to 5": "FREQ=WEEKLY;BYDAY=TH @ 2026-03-05T15:00/2026-03-05T17:00",
         "every year on May 3rd": "FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=3 @ 2026-05-03",
         "twice a week on Monday and Thursday": "FREQ=WEEKLY;BYDAY=MO,TH @ 2026-03-05"},
    ),
)  # fmt: skip


def _limit(start: Point | None, end: Point | None, *, inclusive: bool = False) -> Repetition | None:
    first, last = start.day if start else None, end.day if end else None
    if isinstance(first, DaySpan) and end is None and start == Point(first):
        return _limit(Point(first.start), Point(first.end), inclusive=True)
    if isinstance(first, DaySpan) or isinstance(last, DaySpan):
        return None
    if isinstance(first, Weekday) and isinstance(last, Weekday) and first.which == last.which == "bare":
        return (
            Repetition(byday=ordered(first.weekday, last.weekday))
            if (start, end) == (Point(first), Point(last))
            else None
        )
    for point in (start, end):
        if point and (point.day is None or point.bound or point.length or point.until):
            return None
    time = None
    if start and (start.clock or start.part):
        time = Point(clock=start.clock, part=start.part, zone=start.zone)
        start = Point(day=start.day)
    return Repetition(start=start, end=end, end_inclusive=inclusive, time=time)


def _ends_before(point: Point) -> Repetition | None:
    """Until the day before; "before the 5th every month" and "before Friday" are of each time."""
    day = point.day
    if point != Point(day) or isinstance(day, Shifted | Weekday) or (isinstance(day, Date) and day.month is None):
        return None
    return _limit(None, Point(day=Shifted(DAY, -1, point)))


def _within(stretch: Season | Feast) -> Repetition | None:
    """In a season, or a feast of many days."""
    long = isinstance(stretch, Season) or lasts_days(stretch.name)
    return Repetition(start=Point(day=stretch), end=Point(day=stretch), end_inclusive=True) if long else None


def _habit(days: tuple[tuple[int, int], ...], rest: Repetition) -> Repetition | None:
    """A clock on a range of three weekdays and more ("Mon-Fri 9-5") is a habit."""
    timed = rest.time and rest.time.clock and not rest.freq and not rest.byday
    return dataclasses.replace(rest, freq="WEEKLY", byday=days) if timed and len(days) > 2 else None


def _left_out(first: Point, second: Point | int | None) -> Repetition | None:
    """One day or two that are left out; a number alone is of the first one's month."""
    if isinstance(second, int):
        day = first.day
        second = Point(day=dataclasses.replace(day, day=second)) if isinstance(day, Date) and day.day else Point()
    if second is None:
        return Repetition(excluded_days=(first,)) if first.day and not first.clock else None
    fits = all(p == Point(day=p.day) and p.day for p in (first, second))
    return Repetition(excluded_days=(first, second)) if fits else None


def _single(day: Day) -> bool:
    """Whether the words name one day of a period, not a stretch of days."""
    return isinstance(day, Nth) and (isinstance(day.what, int) or day.what == "day")


def _timed_limit(start: Point | None, end: Point) -> Repetition | None:
    """ "From March 6 to March 20 at 6pm": the clock is that of each day."""
    if (start and (start.clock or start.part)) or not (end.day and (end.clock or end.part)):
        return None
    found = _limit(start, Point(day=end.day), inclusive=start is not None)
    time = Point(clock=end.clock, until=end.until, part=end.part, zone=end.zone)
    return dataclasses.replace(found, time=time) if found else None


def _hours(*clocks: Clock) -> Repetition | None:
    """Some hours of each day; BYHOUR holds hours alone, so all have the same minutes."""
    settled = [settle(clock, None) for clock in clocks]
    hours = tuple(clock.hour for clock in settled)
    if len({(clock.minute, clock.second) for clock in settled}) > 1 or len(set(hours)) < len(hours):
        return None
    return Repetition(time=Point(clock=settled[0]), byhour=hours)
