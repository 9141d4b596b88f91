"""Recurrence rules as text (RFC 5545 3.3.10): ending one, going on with one, moving one along with its start.

Rules are followed by ``models.recurrence``, on the line of positions, so that a clock change is counted as the calendar counts it.
"""

import calendar
from collections.abc import Callable, Collection
from datetime import date, datetime, time, timedelta
from typing import Final

from dateutil.tz import UTC

from assistant.timespan import wall
from models.recurrence import by_rule, parts
from models.recurrence import until as last_of
from models.rows import Event, Task, When
from models.timeline import LEAST, MOST, aligned, anchor, at_position, position

DAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
#: The parts that end a rule.
ENDINGS: Final = frozenset({"UNTIL", "COUNT"})


def joined(rule: dict[str, str]) -> str:
    """A rule of these parts."""
    return ";".join(f"{name}={value}" for name, value in rule.items())


def without_end(rule: str) -> dict[str, str]:
    """The parts of a rule but for its UNTIL and COUNT."""
    return {name: value for name, value in parts(rule).items() if name not in ENDINGS}


def period(rule: str) -> int:
    """The days from one round of a rule to the next, months and years taken as 30 and 365."""
    said = parts(rule)
    return {"WEEKLY": 7, "MONTHLY": 30, "YEARLY": 365}.get(said["FREQ"], 1) * int(said.get("INTERVAL", "1"))


def weekdays_of(rule: str, start: When) -> frozenset[int]:
    """The weekdays (0 is Monday) on which a rule by the week, or by the day, comes; none where it goes by months or years."""
    said = parts(rule)
    plain = {"FREQ", "BYDAY", "INTERVAL", "WKST", *ENDINGS}
    names = said.get("BYDAY", "").split(",") if said.get("BYDAY") else []
    daily = said.get("FREQ") == "DAILY" and said.get("INTERVAL", "1") == "1"
    if not said.keys() <= plain or not set(names) <= set(DAYS) or not (daily or said.get("FREQ") == "WEEKLY"):
        return frozenset()
    if names:
        return frozenset(DAYS.index(name) for name in names)
    return frozenset(range(7)) if daily else frozenset({wall(start).weekday()})


def exchanged(rule: str, days: Collection[int], new: Collection[int], first_weekday: int = 0) -> dict[int, timedelta]:
    """By which step each weekday moves to its new one within its week; days without a partner are left out. The week is that of the rule,
    where it comes every second one (WKST), else the person's."""
    said = parts(rule)
    counted = "WKST" in said or said.get("INTERVAL", "1") != "1"
    begin = DAYS.index(said.get("WKST", "MO")) if counted else first_weekday
    sides = [sorted((day - begin) % 7 for day in side) for side in (days, new)]
    return {(one + begin) % 7: timedelta(other - one) for one, other in zip(*sides, strict=False)}


def until_text(last: datetime, start: When) -> str:
    """An UNTIL of the same kind as DTSTART: a date, local, or UTC where DTSTART is zoned (3.3.10)."""
    if not isinstance(start, datetime):
        return f"{last:%Y%m%d}"
    if start.tzinfo is None:
        return f"{last.replace(tzinfo=None):%Y%m%dT%H%M%S}"
    return f"{last.replace(tzinfo=last.tzinfo or start.tzinfo).astimezone(UTC):%Y%m%dT%H%M%SZ}"


def until_day(last: date, start: When) -> str:
    """An UNTIL that leaves all times of that day."""
    return until_text(datetime.combine(last, time(23, 59, 59)), start)


def alike(rule: str, start: When) -> str:
    """The rule with its UNTIL, as words give it, in the kind of DTSTART (3.3.10)."""
    kept, limit = parts(rule), last_of(rule, start)
    if limit is not None:
        kept["UNTIL"] = until_text(wall(at_position(limit, start)), start)
    return joined(kept)


def last_time(rule: str, start: When) -> datetime | None:
    """The wall time of the last time that a rule with an end gives; None where it gives none."""
    last = max(by_rule(rule, start, LEAST, MOST), default=None)
    return None if last is None else wall(at_position(last, start))


def names(rule: str, start: When, at: When) -> bool:
    """Whether the rule gives this time."""
    place = position(aligned(at, start))
    return next(by_rule(rule, start, place, place), None) is not None


def first_from(row: Event | Task, boundary: When) -> When | None:
    """The first time on or after `boundary` that the rule of a series gives; None where it has ended."""
    start = anchor(row)
    assert row.rrule is not None and start is not None
    found = next(by_rule(row.rrule, start, position(aligned(boundary, start)), MOST), None)
    return None if found is None else nominal(at_position(found, start), start)


def nominal(when: When, start: When) -> When:
    """A time of a series as its rule names it: the hour of `start`, also on a day whose clock change skips that hour."""
    found = aligned(when, start)
    if isinstance(found, datetime) and isinstance(start, datetime):
        named = datetime.combine(found.date(), start.time(), found.tzinfo)
        return named if position(named) == position(found) else found
    return found


def ended_before(rule: str, start: When, boundary: When) -> str:
    """The rule ended with the day before `boundary`, or right before it where it gives an earlier time of that day; the same rule
    where it gives nothing from `boundary` on."""
    boundary = aligned(boundary, start)
    at = position(boundary)
    if next(by_rule(rule, start, at, MOST), None) is None:
        return rule
    midnight = datetime.combine(wall(boundary).date(), time())
    earlier = next(by_rule(rule, start, position(aligned(midnight, start)), at - 1), None)
    last = (midnight if earlier is None else wall(boundary)) - timedelta(seconds=1)
    return joined(without_end(rule) | {"UNTIL": until_text(last, start)})


def continued(rule: str, start: When, boundary: When) -> str:
    """The rule for what follows `boundary`: a COUNT is lessened by what came before."""
    kept = parts(rule)
    if "COUNT" in kept:
        gone = sum(1 for _ in by_rule(rule, start, LEAST, position(aligned(boundary, start)) - 1))
        kept["COUNT"] = str(max(1, int(kept["COUNT"]) - gone))
    return joined(kept)


def left_out(days: Collection[date], rule: str, start: When) -> tuple[When, tuple[When, ...]]:
    """(the start, the EXDATEs) of a rule without those of the days that it gives: it starts on the first day that stays, unless its
    times are counted from the beginning."""
    gone = {at for day in days if names(rule, start, at := aligned(day, start))}
    kept = (at_position(p, start) for p in by_rule(rule, start, position(start), MOST))
    counted = "COUNT" in parts(rule)
    first = next((at for at in kept if at not in gone), start) if start in gone and not counted else start
    return first, tuple(sorted((at for at in gone if position(at) >= position(first)), key=position))


def moved(rule: str, before: When, after: When) -> str:
    """The rule of a series whose start goes from `before` to `after`: what it says of days and hours follows, so that it gives the new
    start, and a last day (UNTIL) goes along where fewer or more times would be left else."""
    kept, first, second = parts(rule), wall(before), wall(after)
    if first != second:
        made = {name: FOLLOW[name](kept, first, second) if name in FOLLOW else value for name, value in kept.items()}
        kept = made | week_start(kept, (second.date() - first.date()).days)
    limit = last_of(rule, before)
    if limit is not None and count(rule, before) != count(joined(kept), after):
        kept["UNTIL"] = until_text(wall(at_position(limit, before)) + (second - first), after)
    return joined(kept)


def count(rule: str, start: When) -> int:
    """How many times a rule with an end gives."""
    return sum(1 for _ in by_rule(rule, start, LEAST, MOST))


def ordinal(day: date, like: int) -> int:
    """Which of its weekday in its month a day is: counted from the end where `like` is negative."""
    last = calendar.monthrange(day.year, day.month)[1]
    return (day.day - 1) // 7 + 1 if like > 0 else -((last - day.day) // 7 + 1)


def weekdays(rule: dict[str, str], before: datetime, after: datetime) -> str:
    """BYDAY carried along; "the first Wednesday" keeps its place in the month where the new start has the same one."""
    days = (after.date() - before.date()).days

    def carried(name: str) -> str:
        day = DAYS[(DAYS.index(name[-2:]) + days) % 7]
        if len(name) == 2:
            return day
        said = int(name[:-2])
        new = said + ordinal(after, said) - ordinal(before, said)
        return f"{new if 1 <= abs(new) <= 5 and new * said > 0 else said}{day}"

    made = [carried(name) for name in rule["BYDAY"].split(",")]
    return ",".join(sorted(made, key=lambda name: DAYS.index(name[-2:])) if days % 7 else made)


def week_start(rule: dict[str, str], days: int) -> dict[str, str]:
    """WKST carried along where every second week is meant and a day goes over the end of the week, while another does not."""
    named = rule.get("BYDAY", "").split(",")
    if rule["FREQ"] != "WEEKLY" or rule.get("INTERVAL", "1") == "1" or len(named) < 2:
        return {}
    begin = DAYS.index(rule.get("WKST", "MO"))
    over = {(DAYS.index(name) - begin) % 7 + days % 7 > 6 for name in named if name in DAYS}
    return {"WKST": DAYS[(begin + days) % 7]} if len(over) > 1 else {}


def month_days(rule: dict[str, str], before: datetime, after: datetime) -> str:
    """BYMONTHDAY carried along; several keep their distance, where every month has the new ones."""
    said, days = [int(day) for day in rule["BYMONTHDAY"].split(",")], (after.date() - before.date()).days
    if not days:
        return rule["BYMONTHDAY"]
    last = calendar.monthrange(after.year, after.month)[1]
    if len(said) == 1:
        same_month = (before.year, before.month) == (after.year, after.month)
        return str(after.day - last - 1 if said[0] < 0 and same_month else after.day)
    new = [day + days for day in said]
    return ",".join(map(str, new)) if all(1 <= day <= 28 for day in new) else rule["BYMONTHDAY"]


def months(rule: dict[str, str], before: datetime, after: datetime) -> str:
    """BYMONTH of a yearly rule in one month."""
    return str(after.month) if rule["FREQ"] == "YEARLY" and rule["BYMONTH"] == str(before.month) else rule["BYMONTH"]


def year_days(rule: dict[str, str], before: datetime, after: datetime) -> str:
    """BYYEARDAY where it is one day."""
    if before.date() == after.date():
        return rule["BYYEARDAY"]
    return str(after.timetuple().tm_yday) if rule["BYYEARDAY"].isdigit() else rule["BYYEARDAY"]


def hours(rule: dict[str, str], before: datetime, after: datetime) -> str:
    """BYHOUR: one is the start's; several keep their distance, where all stay on their day."""
    said = [int(hour) for hour in rule["BYHOUR"].split(",")]
    if len(said) == 1:
        return str(after.hour) if said[0] == before.hour else rule["BYHOUR"]
    new = [hour + after.hour - before.hour for hour in said]
    return ",".join(map(str, new)) if all(0 <= hour <= 23 for hour in new) else rule["BYHOUR"]


def minutes(rule: dict[str, str], before: datetime, after: datetime) -> str:
    """BYMINUTE where it is the start's alone."""
    return str(after.minute) if rule["BYMINUTE"] == str(before.minute) else rule["BYMINUTE"]


#: Parts of a rule that follow the start: (all parts, the start's wall time before, after) → the part.
FOLLOW: Final[dict[str, Callable[[dict[str, str], datetime, datetime], str]]] = {
    "BYDAY": weekdays, "BYMONTHDAY": month_days, "BYMONTH": months, "BYYEARDAY": year_days, "BYHOUR": hours, "BYMINUTE": minutes,
}  # fmt: skip
