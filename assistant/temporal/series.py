"""Repetitions anchored: the RRULE (RFC 5545 3.3.10) and its first occurrence."""

import dataclasses
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice, pairwise
from typing import Final
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta
from dateutil.rrule import rrulestr

from assistant.temporal.calendar_units import real
from assistant.temporal.expressions import Cycle, Date, Edge, Length, Point, Repetition, Shifted, Within
from assistant.temporal.feasts import by_its_days
from assistant.temporal.spans import containing_now
from assistant.temporal.values import Anchored, Grain, Setting

Anchor = Callable[[Point, Setting], Anchored | None]
DAY_NAMES: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
GRAINS: Final[dict[str, Grain]] = {
    "SECONDLY": "second", "MINUTELY": "minute", "HOURLY": "hour", "DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year",
}  # fmt: skip
PARTS: Final = ("FREQ", "INTERVAL", "BYMONTH", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYDAY", "BYHOUR", "BYSETPOS")
#: What comes each year goes on for less than that.
SEASON: Final = timedelta(days=300)
SUB_DAILY: Final = ("SECONDLY", "MINUTELY", "HOURLY")


def normal(rule: Repetition) -> Repetition | None:
    """The rule as RFC 5545 allows it, None where it says what no rule can ("every week on the 4th")."""
    byday, freq = rule.byday, rule.freq
    if rule.excluded:
        gone = {d for _, d in rule.excluded}
        byday = tuple(pair for pair in byday or tuple((0, d) for d in range(7)) if pair[1] not in gone)
        freq = "WEEKLY" if freq == "DAILY" and rule.interval == 1 else freq
    if rule.byweekno:
        freq = "YEARLY"
    numbered = any(n for n, _ in byday)
    if numbered and rule.bymonthday:
        return None
    if freq == "DAILY" and byday and rule.interval == 1:
        freq = "WEEKLY"
    if freq == "WEEKLY" and (numbered or rule.bysetpos) and rule.interval == 1:
        freq = "MONTHLY"
    if freq == "MONTHLY" and rule.interval > 1 and len(rule.bymonth) == len(rule.bymonthday) == 1 and not rule.start:
        # "semi-annually on January 15": from there on
        begin = Point(day=Date(month=rule.bymonth[0], day=rule.bymonthday[0]))
        rule = dataclasses.replace(rule, bymonth=(), start=begin)
    if freq == "YEARLY" and len(rule.bymonthday) == 1 and rule.bymonthday[0] > 1 and not (rule.bymonth or rule.start):
        begin = Point(
            day=Date(day=rule.bymonthday[0])
        )  # "every year on the 30th": the next one, and none of its months
        rule = dataclasses.replace(rule, bymonthday=(), start=begin)
    counted = numbered or rule.bysetpos or rule.bymonthday or rule.bymonth or rule.byweekno
    if freq in ("MONTHLY", "YEARLY") and byday and not counted:
        return None  # "every 6 months on Thursday" is not each Thursday of a month
    restricted = byday or rule.bymonthday or rule.bymonth or rule.byweekno or rule.excluded_months
    if rule.excluded_months and freq == "YEARLY":
        return None
    if freq is None or (freq in SUB_DAILY and restricted) or (freq == "WEEKLY" and (numbered or rule.bymonthday)):
        return None
    if freq == "YEARLY" and rule.bymonth and not byday and not rule.bymonthday:
        rule = dataclasses.replace(rule, bymonthday=(1,))
    normalized = dataclasses.replace(rule, freq=freq, byday=byday, excluded=())
    return None if rule.excluded and not byday else normalized if possible(normalized) else None


#: A day in minutes.
DAY: Final = 24 * 60
#: Weeks that each step of a rule surely has, for BYSETPOS: dateutil seeks an occurrence that never comes until the year 9999.
WEEKS: Final = {"WEEKLY": 1, "MONTHLY": 4, "YEARLY": 52}


def possible(rule: Repetition) -> bool:
    """Whether the rule has any occurrence: no sixth Friday of a month, no 31st of April, no week 12 in September."""
    return not (
        (rule.byweekno and (rule.bymonth or rule.bymonthday))
        or (rule.bysetpos and rule.bymonthday)
        or any(abs(n) > WEEKS.get(rule.freq or "", 0) * len(set(rule.byday)) for n in rule.bysetpos)
        or (rule.bysetpos and not rule.byday)
        or any(abs(n) > 5 for n, _ in rule.byday)
        or any(abs(n) > 23 for n in rule.bysetpos)
        or any(abs(d) > 31 for d in rule.bymonthday)
        or any(not real(m, d) for m in rule.bymonth for d in rule.bymonthday)
    )


def parts_of(rule: Repetition) -> dict[str, str]:
    """The RRULE's parts but for its ends, in the order in which they are written."""
    parts = {"FREQ": rule.freq or ""}
    if rule.interval > 1:
        parts["INTERVAL"] = str(rule.interval)
    by_month_day = "BYYEARDAY" if rule.freq == "YEARLY" and not rule.bymonth else "BYMONTHDAY"
    months = set(rule.bymonth or range(1, 13) if rule.excluded_months else rule.bymonth) - {*rule.excluded_months}
    lists = {
        "BYMONTH": [str(m) for m in sorted(months)],
        by_month_day: [str(d) for d in sorted(set(rule.bymonthday), key=lambda d: (d < 0, d))],
        "BYDAY": [
            f"{n or ''}{DAY_NAMES[d]}"
            for n, d in sorted(set(rule.byday), key=lambda p: (p[1] if not p[0] else 0, p[0] < 0, p))
        ],
        "BYWEEKNO": [str(n) for n in rule.byweekno],
        "BYHOUR": [str(n) for n in sorted(rule.byhour)],
        "BYSETPOS": [str(n) for n in rule.bysetpos],
    }
    return parts | {name: ",".join(values) for name, values in lists.items() if values}


def written(parts: dict[str, str]) -> str:
    """The RRULE's text, ends last."""
    order = (*PARTS, "COUNT", "UNTIL")
    return ";".join(f"{name}={parts[name]}" for name in order if name in parts)


def anchor_repetition(said: Repetition, setting: Setting, anchor: Anchor) -> Anchored | None:
    """The rule and its first occurrence: at or after the start that was said, else from today, not before now."""
    said = by_its_days(said, setting.zone)
    if said.feast:
        return _feast(said, setting, anchor)
    if said.times and said.freq and said.times != said.times_told:
        return Anchored("recurrence", GRAINS[said.freq], time_said=said.time is not None)
    rule = normal(_of_each_year(dataclasses.replace(said, times=None), setting, anchor))
    if rule is None or (rule.time and not rule.time.clock and not rule.time.part):
        return None
    if rule.end and _ends_otherwise(rule, rule.end):
        return None
    zone = rule.time.zone if rule.time else None
    if rule.time and zone:
        setting = dataclasses.replace(setting, zone=ZoneInfo(zone))
        rule = dataclasses.replace(rule, time=dataclasses.replace(rule.time, zone=None))
    now = setting.now.astimezone(setting.zone).replace(tzinfo=None, microsecond=0)
    running = _running(rule, setting, anchor)
    begin = running or (anchor(rule.start, setting) if rule.start else None)
    if rule.start and (begin is None or begin.start is None):
        return None
    clock = _clock(rule, now, setting, anchor)
    base = _base(begin, clock is not None or rule.freq in SUB_DAILY, now)
    parts = parts_of(rule)
    if rule.count:
        parts["COUNT"] = str(rule.count)
    after = base or (now if clock and clock.start else datetime.combine(now.date(), time()))
    if rule.freq in SUB_DAILY and not clock and not base:
        after = now
    begins = clock.start.time() if clock and clock.start else after.time() if rule.freq in SUB_DAILY else time()
    first = first_occurrence(parts, after, begins)
    if first and running and running.end and first >= running.end:  # the next such months are meant
        later = dataclasses.replace(setting, now=running.end.replace(tzinfo=setting.zone))
        return anchor_repetition(said, later, anchor)
    ended = first is not None and _end(rule, parts, first, setting, anchor)
    if first is None or not ended or {"COUNT", "UNTIL"} <= parts.keys():  # RFC 5545: never both
        return None
    _within_its_months(rule, parts, first)
    length = _length(rule, parts, first, clock)
    if rule.freq in SUB_DAILY and clock and clock.end:  # "every hour from 9 to 5"
        within = _within_the_day(rule, parts, clock)
        if within is None:
            return Anchored("recurrence", GRAINS[rule.freq], time_said=True)
        parts, length = within, None
    return Anchored(
        "recurrence", GRAINS[rule.freq or ""], first, first + length if length else None, all_day=not clock and rule.freq not in SUB_DAILY,
        rrule=written(parts), tz=zone, day_said=bool(rule.byday or rule.bymonthday or base), time_said=bool(clock),
        part_of_day=clock.part_of_day if clock else None, meridiem_assumed=bool(clock and clock.meridiem_assumed),
        exdates=_days_of(rule, first.date(), setting, anchor),
    )  # fmt: skip


def _ends_otherwise(rule: Repetition, end: Point) -> bool:
    """Whether the end that was said is that of a time: its hour in "every hour until Friday at 5", "every 45 minutes from 9 to 5 today"."""
    if rule.freq not in SUB_DAILY:
        return end.day is None
    if rule.time is None:
        return False
    return end == Point(day=Cycle("day")) if rule.time.until else not rule.start


def _of_each_year(rule: Repetition, setting: Setting, anchor: Anchor) -> Repetition:
    """ "every year from 3 to 7 May": so long is each time, and not all of it."""
    alone = Repetition(freq="YEARLY", interval=rule.interval, start=rule.start, end=rule.end, end_inclusive=True)
    first = anchor(rule.start, setting) if rule.start and rule.end and rule == alone else None
    if first is None or first.start is None or rule.end is None or not first.all_day:
        return rule
    last = anchor(rule.end, dataclasses.replace(setting, now=first.start.replace(tzinfo=setting.zone)))
    if last is None or last.end is None or not last.all_day or not first.start < last.end < first.start + SEASON:
        return rule
    return dataclasses.replace(rule, end=None, length=Length(relativedelta(days=(last.end - first.start).days), "day"))


def _base(begin: Anchored | None, timed: bool, now: datetime) -> datetime | None:
    """Since when times are sought: "every day this week" has none that are gone."""
    base = begin.start if begin else None
    if begin and base and begin.end and base < now < begin.end:
        return now if timed else datetime.combine(now.date(), time())
    return base


def _running(rule: Repetition, setting: Setting, anchor: Anchor) -> Anchored | None:
    """From when to when a rule holds that has begun and not ended ("Mondays from September to May", said in March)."""
    if rule.start is None or rule.end is None or rule.freq == "YEARLY":
        return None
    ends = containing_now(rule.start, rule.end, setting, anchor)
    first, last = (ends[0].start, ends[1].end or ends[1].start) if ends else (None, None)
    is_season = first is not None and last is not None and last - first < SEASON
    return dataclasses.replace(ends[0], end=last) if ends and is_season else None


def _feast(said: Repetition, setting: Setting, anchor: Anchor) -> Anchored | None:
    """The next day of a holiday that moves: a recurrence without a rule."""
    if said.freq != "YEARLY" or said.byday or said.bymonthday or said.bymonth:
        return None
    found = anchor(dataclasses.replace(said.time or Point(), day=said.feast), setting)
    return dataclasses.replace(found, kind="recurrence", grain="year", end=None, alternatives=()) if found else None


def _length(
    rule: Repetition, parts: dict[str, str], first: datetime, clock: Anchored | None
) -> timedelta | relativedelta | None:
    """How long each occurrence is, where the words say it."""
    if rule.length and (
        clock if rule.length.sub_day else is_of_each(rule.length.delta, parts, first, clock is not None)
    ):
        return rule.length.delta
    return clock.end - clock.start if clock and clock.start and clock.end else None


def distances(parts: dict[str, str], first: datetime) -> list[tuple[datetime, datetime]]:
    """The first times of a rule without ends, each with the next: a year of months, and of leap days all that a person may see."""
    unending = {name: value for name, value in parts.items() if name not in ("COUNT", "UNTIL")}
    limit = f"{min(first.year + 28, 9999)}1231T235959"
    return list(pairwise(islice(rrulestr(written({**unending, "UNTIL": limit}), dtstart=first), 14)))


def is_of_each(length: relativedelta, parts: dict[str, str], first: datetime, timed: bool) -> bool:
    """Whether a length is that of each time of a rule ("camp every year for 2 weeks"): none is still on when the next begins. What goes on
    for longer is the series; at an hour, also what goes on right until the next ("Mondays at 5 for a week")."""
    return all(a + length < b or (a + length == b and not timed) for a, b in distances(parts, first))


def _within_the_day(rule: Repetition, parts: dict[str, str], clock: Anchored) -> dict[str, str] | None:
    """The parts of a rule of some hours of each day; None where no rule says them ("every 25 minutes from 9 to 11", anew each day).

    The last time may be the end itself; where minutes are counted it is left out if its hour holds no other.
    """
    assert clock.start and clock.end
    step = rule.interval * (60 if rule.freq == "HOURLY" else 1)
    begin = clock.start.hour * 60 + clock.start.minute
    end = begin + ((clock.end - clock.start) // timedelta(minutes=1) % DAY or DAY)
    times = {minute % DAY for minute in range(begin, end + (rule.freq == "HOURLY" or end % 60 > 0), step)}
    parts = {**parts, "BYHOUR": ",".join(map(str, sorted({minute // 60 for minute in times})))}
    if rule.freq != "MINUTELY":
        if DAY % step:  # hours that are counted on over midnight would be others each day
            del parts["INTERVAL"]
            parts["FREQ"] = "DAILY"
        return parts
    given = {minute for minute in range(begin % step, DAY, step) if minute // 60 in {m // 60 for m in times}}
    return parts if DAY % step == 0 and given == times else None


def _days_of(rule: Repetition, first: date, setting: Setting, anchor: Anchor) -> tuple[date, ...]:
    """The days of an exclusion, a year of each at most; "the 18th" is the first that the rule meets."""
    days: list[date] = []
    weekdays = {day for number, day in rule.byday if not number} or range(7)
    for point in rule.excluded_days:
        if isinstance(point.day, Date) and point.day == Date(day=point.day.day):
            ahead = (first + timedelta(days=n) for n in range(366))
            days += islice((d for d in ahead if d.day == point.day.day and d.weekday() in weekdays), 1)
            continue
        found = anchor(point, setting)
        if found and found.start and found.end:
            days += (found.start.date() + timedelta(days=n) for n in range(min((found.end - found.start).days, 366)))
    return tuple(days)


def _clock(rule: Repetition, now: datetime, setting: Setting, anchor: Anchor) -> Anchored | None:
    """The time of day of a rule: read on some coming day of a zone without clock changes, since each occurrence meets its own."""
    if rule.time is None:
        return None
    day = now.date() + timedelta(days=1)
    return anchor(rule.time, dataclasses.replace(setting, day=day, now=now.replace(tzinfo=UTC), zone=UTC))


def first_occurrence(parts: dict[str, str], after: datetime, clock: time) -> datetime | None:
    """The first time of a rule without ends at a clock, at or after `after`; None where none comes (leap days and
    fifth Fridays are waited for, as long as their rule may need)."""
    start = datetime.combine(after.date(), clock)
    if parts["FREQ"] in SUB_DAILY:
        return start if start >= after else start + timedelta(days=1)
    open_parts = {k: v for k, v in parts.items() if k not in ("COUNT", "UNTIL", "INTERVAL")}
    rare = "BYMONTH" in parts or any(int(d) > 28 for d in parts.get("BYMONTHDAY", "0").split(","))
    years = 28 if parts["FREQ"] == "YEARLY" else 9 if rare else 2
    limit = f"{min(start.year + years, 9999)}1231T235959"
    found = rrulestr(written({**open_parts, "UNTIL": limit}), dtstart=start).after(after, inc=True)
    return found if isinstance(found, datetime) else None


def _end(rule: Repetition, parts: dict[str, str], first: datetime, setting: Setting, anchor: Anchor) -> bool:
    """Writes UNTIL or COUNT; False where the end is no time or lies before the first occurrence."""
    if rule.length and not rule.length.sub_day:
        timed = rule.time is not None
        return is_of_each(rule.length.delta, parts, first, timed) or _for_length(rule.length, parts, first)
    if not rule.end:
        return True
    own = rule.start is None or rule.end == rule.start or isinstance(rule.end.day, Cycle | Within | Shifted)
    end = anchor(rule.end, setting if own else dataclasses.replace(setting, now=first.replace(tzinfo=setting.zone)))
    if end is None or end.start is None:
        return False
    if not end.all_day:
        last = end.start if end.kind == "moment" else end.end or end.start
        if last.time() == time() and end.kind != "moment":  # "for the rest of the year"
            last -= timedelta(seconds=1)
    else:
        short = end.end is not None and end.end - end.start <= timedelta(days=9)
        closed = end.end if end.end and (short or rule.end_inclusive or isinstance(rule.end.day, Edge)) else end.start
        last = closed - timedelta(seconds=1)
    parts["UNTIL"] = last.strftime("%Y%m%dT%H%M%S")
    return last >= first


def _within_its_months(rule: Repetition, parts: dict[str, str], first: datetime) -> None:
    """ "every Sunday in December" is said of the coming one alone; "every year" would make it more (FREQ=YEARLY)."""
    if rule.freq not in STEP_DAYS or not rule.bymonth or {"COUNT", "UNTIL"} & parts.keys():
        return
    months = max((month - first.month) % 12 for month in rule.bymonth)
    last = first + relativedelta(day=1, months=months) + relativedelta(day=31, hour=23, minute=59, second=59)
    parts["UNTIL"] = last.strftime("%Y%m%dT%H%M%S")
    if len(set(rule.bymonth)) == 1:
        del parts["BYMONTH"]


#: A length that is a whole number of the rule's own steps is counted, so that skipped ones do not shorten it.
STEP_DAYS: Final = {"DAILY": 1, "WEEKLY": 7}


def _for_length(length: Length, parts: dict[str, str], first: datetime) -> bool:
    interval = int(parts.get("INTERVAL", "1"))
    plain = "," not in parts.get("BYDAY", "") and "BYHOUR" not in parts
    each = STEP_DAYS.get(parts["FREQ"], 0) * interval
    days = length.delta.days
    months = length.delta.years * 12 + length.delta.months
    if plain and each and days and not months and days % each == 0:
        parts["COUNT"] = str(days // each)
    else:
        last = datetime.combine(first.date(), time()) + length.delta - timedelta(seconds=1)
        parts["UNTIL"] = last.strftime("%Y%m%dT%H%M%S")
    return True


def _by_policy(clock: Anchored) -> Anchored:
    """A guessed hour that was read as the next coming one, as policy 5 has it on a day: 1 to 6 pm, 7 to 11 am."""
    if not clock.meridiem_assumed or clock.day_said or clock.start is None:
        return clock
    hour = clock.start.hour % 12
    turn = timedelta(hours=(hour if 7 <= hour <= 11 else hour + 12) - clock.start.hour)
    return dataclasses.replace(clock, start=clock.start + turn, end=clock.end + turn if clock.end else None)


def _end_beside(parts: dict[str, str], recurrence: Anchored, clock: Anchored) -> datetime | None:
    """The end that the days beside a rule give it: "every 45 minutes" beside "today from 9 to 5", "every day" beside "next week"."""
    ends = {"UNTIL", "COUNT"} & parts.keys()
    if ends or clock.bound or not clock.day_said or not (clock.start and clock.end and recurrence.start):
        return None
    if clock.time_said:
        return clock.end if parts["FREQ"] in SUB_DAILY else None
    each = is_of_each(relativedelta(clock.end, clock.start), parts, recurrence.start, timed=False)
    return clock.end - timedelta(seconds=1) if clock.end - clock.start > timedelta(days=1) and not each else None


def merge(recurrence: Anchored, clock: Anchored, setting: Setting) -> Anchored:
    """A recurrence with the time of day (and the first day, where one is said) of a time phrase beside it: "every Monday" + "at 8"."""
    clock = _by_policy(clock)
    if recurrence.rrule is None or recurrence.start is None or clock.start is None:
        return recurrence
    now = setting.now.astimezone(setting.zone).replace(tzinfo=None)
    parts = dict(part.split("=", 1) for part in recurrence.rrule.split(";"))
    floor = (
        clock.start if clock.day_said else max(now, recurrence.start) if recurrence.start.date() > now.date() else now
    )
    if recurrence.start.date() > floor.date() and (recurrence.day_said or not clock.day_said):
        floor = recurrence.start.replace(hour=0, minute=0)
    begins = recurrence.start
    if end := _end_beside(parts, recurrence, clock):
        parts["UNTIL"] = end.strftime("%Y%m%dT%H%M%S")
        recurrence = dataclasses.replace(recurrence, rrule=written(parts))
    if end and clock.time_said:
        return dataclasses.replace(recurrence, start=clock.start, tz=clock.tz, day_said=True, time_said=True)
    if not clock.time_said:
        return dataclasses.replace(
            recurrence, start=first_occurrence(parts, floor, begins.time()) or begins, day_said=True
        )
    first = first_occurrence(
        parts, datetime.combine(floor.date(), time()) if clock.day_said else floor, clock.start.time()
    )
    if first is None:
        return recurrence
    length = clock.end - clock.start if clock.end else None
    return dataclasses.replace(
        recurrence, start=first, end=first + length if length else None, all_day=False, time_said=True, tz=clock.tz or recurrence.tz,
        part_of_day=clock.part_of_day, meridiem_assumed=clock.meridiem_assumed, alternatives=(),
    )  # fmt: skip
