"""What narrows a recurrence down: on which days, from when, until when, how often in all, except what."""

import dataclasses
from typing import Final

from assistant.temporal.chart import Rule
from assistant.temporal.expressions import Clock, DaySpan, Length, Point, Repetition, Weekday
from assistant.temporal.hours import settle
from assistant.temporal.merging import merge_repetitions
from assistant.temporal.rules.repetitions import by_rank, on_feast, ordered

RESTRICTIONS: Final = (
    Rule("core", "repiece", "<core>", lambda r: r),
    Rule(
        "on-weekdays", "repiece", "(on|on every|on each|every|each|, on)? <wds>",
        lambda d: Repetition(byday=d), cost=1,
    ),
    Rule("on-doms", "repiece", "(on|, on) the? <doms>", lambda d: Repetition(bymonthday=d)),
    Rule("on-ranks", "repiece", "(on|, on)? the? <rankdays>", lambda d: Repetition(byday=d)),
    Rule(
        "on-rank-months", "repiece", "(on|, on)? the? <rankdays> (in|of) <months>",
        lambda d, m: Repetition(byday=d, bymonth=m),
    ),
    Rule("on-instances", "repiece", "on the <ranks> (instance|instances|occurrence|occurrences) of <wds>", by_rank),
    Rule("on-unit", "repiece", "(on|at) the? <ranks> <period>", by_rank),
    Rule("on-date", "repiece", "(on|, on)? <month> the? <doms>", lambda m, d: Repetition(bymonth=(m,), bymonthday=d)),
    Rule(
        "on-date-number", "repiece", "(on|, on)? <month> <dom>",
        lambda m, d: Repetition(bymonth=(m,), bymonthday=(d,)),
    ),
    Rule(
        "on-dom-month", "repiece", "(on|, on)? the? (<doms>|<dom>) of? <month>",
        lambda d, m: Repetition(bymonth=(m,), bymonthday=d if isinstance(d, tuple) else (d,)),
    ),
    Rule(
        "on-feast", "repiece", "(on)? <feast>",
        lambda f: dataclasses.replace(on_feast(f), freq=None),
    ),
    Rule("in-months", "repiece", "(in|during|of) <months>", lambda m: Repetition(bymonth=m)),
    Rule("in-week", "repiece", "(in|of)? week <int>", lambda n: Repetition(byweekno=(n,)) if 1 <= n <= 53 else None),
    Rule(
        "at-start", "repiece", "(at|on|in) the? (beginning|begin|start|first|first day)",
        lambda: Repetition(bymonthday=(1,)),
    ),
    Rule("at-end", "repiece", "(at|on|in) the? (end|last day)", lambda: Repetition(bymonthday=(-1,))),
    Rule(
        "at-time", "repiece", "<piece>",
        lambda p: Repetition(time=p) if p.day is None and not p.length and not p.bound else None,
    ),
    Rule(
        "at-hours", "repiece", "(at|@) <anyclock> (,|and|&|or) (at)? <anyclock>",
        lambda a, b: _hours(a, b),
        {"every day at 7am and 7pm": "FREQ=DAILY;BYHOUR=7,19 @ 2026-03-04T19:00"},
    ),
    Rule("at-hour", "repiece", "(at|@|from|around|about) <loosely>", lambda c: Repetition(time=Point(clock=c))),
    Rule("starting", "repiece", "<startword> the? <point> (on|onwards|onward|forward)?", lambda _, p: _limit(p, None)),
    Rule("start-word", "startword", "(starting|beginning|from|as of|commencing|effective|starts|begins)", lambda: True),
    Rule(
        "start-word-on", "startword", "(starting|beginning|commencing|effective|starts|begins) (on|in|from|at|with)",
        lambda: True,
    ),
    Rule(
        "until", "repiece", "(until|till|til|untill|ending|up to|up until|ends) (on|in)? the? <point>",
        lambda p: _limit(None, p),
    ),
    Rule(
        "through", "repiece",
        "(through|thru|to|until and including|until the end of|till the end of|through the end of|- - >) the? "
        "<point>",
        lambda p: _limit(None, p, inclusive=True), cost=2,
    ),
    Rule(
        "from-until", "repiece", "(from|between) the? <point> (to|through|thru|until|till|-|and) the? <point>",
        lambda a, b: _limit(a, b, inclusive=True),
    ),
    Rule(
        "in-period", "repiece", "(in|during|for|over)? <period_day>",
        lambda d: _limit(Point(day=d), Point(day=d), inclusive=True), cost=3,
    ),
    Rule(
        "for-times", "repiece",
        "for (<int>|<smallword>) (times|occurrences|occurences|occasions|sessions|instances|repetitions|"
        "iterations)",
        lambda n: Repetition(count=n) if 0 < n < 1000 else None,
    ),
    Rule(
        "for-length", "repiece", "(for|over) (the next|the)? <length>",
        lambda n: _lasting(n),
        {"every Monday for 8 weeks": "FREQ=WEEKLY;BYDAY=MO;COUNT=8 @ 2026-03-09"},
    ),
    Rule(
        "except", "repiece",
        "(except|except on|except for|but not|but not on|excluding|other than|save|not on|apart from|without) "
        "(on|the)? <wds>",
        lambda d: Repetition(excluded=d),
        {"every weekday except Wednesday": "FREQ=WEEKLY;BYDAY=MO,TU,TH,FR @ 2026-03-05"},
    ),
    Rule(
        "except-days", "repiece",
        "(except|except on|except for|but not|but not on|excluding|other than|not on|apart from|without) <point>",
        lambda p: Repetition(excluded_days=p) if p.day and not p.clock else None, cost=1,
    ),
    Rule("rep-one", "rep", "<repiece>", lambda r: r),
    Rule(
        "weekday-range-at", "rep", "<weekday> <to> <weekday> ,? <rep>",
        lambda a, _, b, r: _habit(ordered(a, b), r),
        {"Mon-Fri 9-5": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR @ 2026-03-04T09:00/2026-03-04T17:00",
         "Monday to Wednesday at 7": "FREQ=WEEKLY;BYDAY=MO,TU,WE @ 2026-03-09T07:00"}, cost=-3,
    ),
    Rule(
        "rep-more", "rep", "<repiece> ,? <rep>",
        merge_repetitions,
        {"every Monday at 9": "FREQ=WEEKLY;BYDAY=MO @ 2026-03-09T09:00",
         "weekly on Friday": "FREQ=WEEKLY;BYDAY=FR @ 2026-03-06",
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


def _habit(days: tuple[tuple[int, int], ...], rest: Repetition) -> Repetition | None:
    """A clock on a range of three weekdays and more ("Mon-Fri 9-5") is a habit."""
    timed = rest.time and rest.time.clock and not rest.freq and not rest.byday
    return dataclasses.replace(rest, freq="WEEKLY", byday=days) if timed and len(days) > 2 else None


def _hours(first: Clock, second: Clock) -> Repetition | None:
    """Two hours of each day; BYHOUR holds hours alone, so both have the same minutes."""
    first, second = settle(first, None), settle(second, None)
    if (first.minute, first.second) != (second.minute, second.second) or second.hour == first.hour:
        return None
    return Repetition(time=Point(clock=first), byhour=(first.hour, second.hour))


def _lasting(length: Length) -> Repetition:
    return Repetition(length=length)
