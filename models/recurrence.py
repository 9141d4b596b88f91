"""Recurrence sets (RFC 5545 3.8.5): from a rule, RDATE and EXDATE to the positions at which a series starts.

The rule is dateutil's. It runs on wall times without zone, as RFC 5545 3.3.10 wants it, and each result is then placed in the
zone of the series, so that nine o'clock stays nine o'clock across a clock change. UNTIL, which is an instant, is applied to
the placed results. Odd rules are bounded: see ``STEPS`` and :func:`happens`.
"""

import calendar
import datetime as dt
import functools
import itertools
import math
import re
from collections.abc import Iterator, Mapping
from typing import Final

from dateutil.rrule import rrule, rrulestr

from models.rows import Event, Task, When
from models.timeline import LEAST, MOST, aligned, anchor, at_position, is_floating, position, wall

#: The most results of one rule that are given in one go, and that are passed over to come to them; far above what people repeat,
#: far below what hangs.
STEPS: Final = 50_000
PASSED: Final = 50_000
#: To how many a rule by minutes or seconds that names some of them may count: each one before must be looked at.
COUNTED: Final = 2_000
#: The most times of a day that a rule may name (each minute).
TIMES: Final = 1_440
#: How many days ahead a rule is searched for its first possible day: the calendar repeats after 28 years, over 2100 after 40.
OUTLOOK: Final = 40 * 366
#: Years at the end of the calendar that follow each other as any 28 do, leap years and weekdays alike.
LAST_CYCLE: Final = 9932

UNITS: Final = {"WEEKLY": 7 * 86_400, "DAILY": 86_400, "HOURLY": 3600, "MINUTELY": 60, "SECONDLY": 1}
#: Frequencies that fill a day.
SHORT: Final = frozenset({"MINUTELY", "SECONDLY"})
#: Frequencies below the day, the part of a time that each steps through, and how many of it fill the next larger unit.
CLOCK: Final = (("SECONDLY", "BYSECOND", 60), ("MINUTELY", "BYMINUTE", 60), ("HOURLY", "BYHOUR", 24))
TIMES_OF_DAY: Final = ("BYHOUR", "BYMINUTE", "BYSECOND")
#: What RFC 7529 lets a rule say of the usual way.
USUAL: Final = frozenset({("RSCALE", "GREGORIAN"), ("SKIP", "OMIT")})
UNTIL: Final = re.compile(r"(\d{8})(?:T(\d{6})(Z?))?")


class RuleError(ValueError):
    """A text is not a recurrence rule that can be followed."""


def parts(rule: str) -> dict[str, str]:
    """The parts of a rule by name, both in capitals."""
    pairs = [part.partition("=") for part in rule.strip().strip(";").upper().split(";") if part]
    return {name.strip(): value.strip() for name, _, value in pairs}


def until(rule: str, start: When) -> int | None:
    """The last position at which a series that starts at `start` may start again; a date means its whole day."""
    text = parts(rule).get("UNTIL")
    if text is None:
        return None
    match = UNTIL.fullmatch(text)
    if match is None:
        raise RuleError(f"UNTIL={text} is not a time")
    day, clock, utc = match.groups()
    try:
        last = dt.datetime.strptime(day + (clock or "235959"), "%Y%m%d%H%M%S")
    except ValueError as problem:
        raise RuleError(f"UNTIL={text} is not a time") from problem
    if utc and not is_floating(start):
        return position(last.replace(tzinfo=dt.UTC))
    return position(aligned(last, start))


@functools.lru_cache(4096)
def compiled(rule: str, start: dt.datetime) -> rrule:
    """The rule from `start` on without its UNTIL; raises :class:`RuleError`."""
    named = {name: value for name, value in parts(rule).items() if name != "UNTIL" and (name, value) not in USUAL}
    if math.prod(len(named[name].split(",")) for name in TIMES_OF_DAY if name in named) > TIMES:
        raise RuleError(f"{rule[:40]} … names too many times of a day")
    refuse_endless(rule, named)
    text = ";".join(f"{name}={value}" for name, value in coarser(named).items())
    try:
        made = rrulestr(text, dtstart=start)
    except (ValueError, TypeError, AttributeError, KeyError, OverflowError) as problem:
        raise RuleError(f"{rule} is not a recurrence rule") from problem
    if not isinstance(made, rrule) or made._interval < 1:  # type: ignore[attr-defined]
        raise RuleError(f"{rule} is not a recurrence rule")
    return made


def refuse_endless(rule: str, named: Mapping[str, str]) -> None:
    """Raises :class:`RuleError` where a rule below the day could only be followed by looking at every second of years."""
    freq, sizes = named.get("FREQ"), {name: len(named[name].split(",")) for name in TIMES_OF_DAY if name in named}
    below = {"SECONDLY": (), "MINUTELY": ("BYSECOND",), "HOURLY": TIMES_OF_DAY[1:], "DAILY": TIMES_OF_DAY}
    if freq not in below:
        return
    most = math.prod(sizes.get(name, 1) for name in below[freq])
    chosen = re.findall(r"\d+", named.get("BYSETPOS", ""))
    if chosen and all(int(position) > most for position in chosen):
        raise RuleError(f"{rule[:60]} names a position that never comes")
    if freq == "SECONDLY" and named.get("INTERVAL", "1") != "1" and sizes.keys() & {"BYHOUR", "BYMINUTE"}:
        raise RuleError(f"{rule[:60]} can't be followed: it picks seconds by hours or minutes")
    count = named.get("COUNT", "")
    if freq in SHORT and not is_even(named) and count.isdigit() and int(count) > COUNTED:
        raise RuleError(f"{rule[:60]} can't be followed: it counts too far")


def coarser(named: Mapping[str, str]) -> dict[str, str]:
    """The same rule by a larger unit where it steps through each one and names some: hour 3 of every second is seconds 0 to 59 of
    minutes 0 to 59 of every day's hour 3, found a thousand times faster."""
    found = dict(named)
    if found.get("FREQ") == "SECONDLY":
        found.pop("BYSETPOS", None)  # of one second, the first
    if found.get("INTERVAL", "1") != "1" or "BYSETPOS" in found:
        return found
    larger = ("MINUTELY", "HOURLY", "DAILY")
    for (freq, part, size), next_larger in zip(CLOCK, larger, strict=True):
        at_or_above = TIMES_OF_DAY[: TIMES_OF_DAY.index(part) + 1]
        if found.get("FREQ") == freq and any(name in found for name in at_or_above):
            found = {"FREQ": next_larger, part: ",".join(map(str, range(size)))} | {**found, "FREQ": next_larger}
    return found


def is_even(named: Mapping[str, str]) -> bool:
    """Whether a rule steps evenly, by its interval alone, so that its steps can be reckoned instead of counted."""
    return named.get("FREQ") in UNITS and not any(name.startswith("BY") for name in named)


def check(rule: str, start: When) -> None:
    """Raises :class:`RuleError` for what can't be followed."""
    until(rule, start)
    compiled(rule, wall(start))


def starts(master: Event | Task, first: int, last: int) -> Iterator[int]:
    """Positions within [first, last] at which a series starts, its exceptions left out, in order and each once.

    The start itself counts as the first, as in RFC 5545 3.8.5.3, whether or not the rule names it.
    """
    start = anchor(master)
    if start is None:
        return
    skipped = {position(aligned(when, start)) for when in master.exdates}
    timed = isinstance(start, dt.datetime)
    days = {when for when in master.exdates if timed and not isinstance(when, dt.datetime)}
    given = {position(start), *(position(aligned(when, start)) for when in master.rdates)}
    ruled = by_rule(master.rrule, start, first, last) if master.rrule else iter(())
    seen: set[int] = set()
    for found in merged(ruled, sorted(p for p in given if first <= p <= last)):
        if found in seen or found in skipped or (days and wall(at_position(found, start)).date() in days):
            continue
        seen.add(found)
        yield found


def merged(ruled: Iterator[int], given: list[int]) -> Iterator[int]:
    """Two ascending runs as one."""
    waiting = iter(given)
    head = next(waiting, None)
    for found in ruled:
        while head is not None and head <= found:
            yield head
            head = next(waiting, None)
        yield found
    if head is not None:
        yield head
        yield from waiting


def by_rule(rule: str, start: When, first: int, last: int) -> Iterator[int]:
    """Positions within [first, last] that the rule names."""
    limit = until(rule, start)
    last = last if limit is None else min(last, limit)
    if last < position(start):
        return
    # Clocks have jumped by up to a day (Samoa): search the walls that far around, judge by the placed position.
    margin = dt.timedelta(hours=24)
    first_safe = max(first, LEAST + 2 * 86_400)
    low = wall(at_position(first_safe, start)) - (margin if changes_around(first_safe, start) else dt.timedelta(0))
    high = wall(at_position(min(last, MOST - 2 * 86_400), start)) + margin
    rule, high = reckoned(rule, wall(start), high)
    begin = forwarded(rule, wall(start), low)
    if not happens(rule, begin):
        return
    runs = itertools.takewhile(lambda local: local <= high, compiled(rule, begin))
    placed = (position(aligned(local, start)) for local in itertools.islice(runs, PASSED))
    yield from itertools.islice((found for found in placed if first <= found <= last), STEPS)


def changes_around(place: int, like: When) -> bool:
    """Whether the clock of a time's zone changes within a day of a position."""
    around = [at_position(place + away, like) for away in (-86_400, 0, 86_400)]
    return len({when.utcoffset() if isinstance(when, dt.datetime) else None for when in around}) > 1


def forwarded(rule: str, start: dt.datetime, low: dt.datetime) -> dt.datetime:
    """A later start that gives the same results from `low` on, so that an old daily series costs no more than a new one.

    Rules that count must be counted from their beginning; those by month and year have few steps anyway.
    """
    named = parts(rule)
    unit = UNITS.get(named.get("FREQ", ""))
    if unit is None or "COUNT" in named or low <= start:
        return start
    step = unit * max(int(named.get("INTERVAL", "1")), 1)
    # A step before `low`, and by weeks one week more, since the first one may be cut.
    steps = (int((low - start).total_seconds()) - step - (unit if unit == UNITS["WEEKLY"] else 0)) // step
    return start + dt.timedelta(seconds=max(steps, 0) * step)


def reckoned(rule: str, start: dt.datetime, high: dt.datetime) -> tuple[str, dt.datetime]:
    """The rule without its COUNT and the wall time at which that ends it, where it steps evenly; else both as they are."""
    named = parts(rule)
    if not named.get("COUNT", "").isdigit() or not is_even(named):
        return rule, high
    lasting = (int(named.pop("COUNT")) - 1) * UNITS[named["FREQ"]] * int(named.get("INTERVAL", "1"))
    ahead = int((high - start).total_seconds())
    last = high if lasting >= ahead else start + dt.timedelta(seconds=lasting)
    return ";".join(f"{name}={value}" for name, value in named.items()), last


@functools.lru_cache(4096)
def happens(rule: str, start: dt.datetime) -> bool:
    """False for a rule that never comes (30 February; each seventh day, Tuesdays, from a Monday).

    dateutil would look for it through the year 9999.
    """
    named = parts(rule)
    if not any(name.startswith("BY") for name in named):
        return True
    if named.get("FREQ") not in ("DAILY", "HOURLY", "MINUTELY", "SECONDLY"):
        late = max(LAST_CYCLE + (start.year - LAST_CYCLE) % 28, start.year)
        return next(iter(compiled(rule, start.replace(year=late))), None) is not None
    if not named.keys() & {"BYMONTH", "BYMONTHDAY", "BYYEARDAY", "BYDAY", "BYWEEKNO"}:
        return True
    made = compiled(rule, start)
    step = made._interval if named["FREQ"] == "DAILY" else 1  # type: ignore[attr-defined]
    first = start.date().toordinal()
    ahead = range(first, min(first + max(OUTLOOK, 8 * step), dt.date(9999, 1, 1).toordinal()), step)
    return any(admits(made, dt.date.fromordinal(day)) for day in ahead)


def admits(made: rrule, day: dt.date) -> bool:
    """Whether the parts of a rule that speak of days let this one through."""
    next_month = dt.date(day.year + day.month // 12, day.month % 12 + 1, 1)
    yearday, year_length = day.timetuple().tm_yday, 365 + calendar.isleap(day.year)
    tests = (
        (made._bymonth, day.month),  # type: ignore[attr-defined]
        (made._byweekday, day.weekday()),  # type: ignore[attr-defined]
        ((*made._bymonthday, *made._bynmonthday), day.day, day.toordinal() - next_month.toordinal()),  # type: ignore[attr-defined]
        (made._byyearday, yearday, yearday - year_length - 1),  # type: ignore[attr-defined]
    )
    return all(not wanted or any(value in wanted for value in values) for wanted, *values in tests)
