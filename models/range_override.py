"""RECURRENCE-ID;RANGE=THISANDFUTURE (RFC 5545 3.2.13): an override that stands for all that follows becomes a series of its own.

That is how this program itself changes "this and the following": the first series ends before it, the rest goes on under a uid
made from the first, so that the same file gives the same rows again. Where the override is moved, all that follow are moved by as
much (3.8.4.4): a rule that names days is given others, which is tried out against the first; where there are none, the times that
follow are named one by one, if they end. One that can't be a series is left an override of one, and its line says the rest to others.
"""

import dataclasses
import datetime as dt
import itertools
from collections.abc import Iterable, Iterator
from typing import Final

from models.recurrence import RuleError, by_rule, parts
from models.rows import Event, Task, When
from models.timeline import MOST, aligned, anchor, at_position, is_floating, moved, position, wall

RANGE: Final = "RANGE=THISANDFUTURE"
WEEKDAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
#: How many times a moved rule must give as the first one does, and how many are named one by one.
TRIED: Final = 60
NAMED: Final = 400

Parts = dict[str, str]


def is_ranged(row: Event | Task) -> bool:
    """Whether a row is an override of this and all following occurrences; its line was kept since no field says so."""
    return row.recurrence_id is not None and any(
        line.startswith("RECURRENCE-ID;") and RANGE in line.upper() for line in row.extra
    )


def split_ranges(rows: Iterable[Event | Task]) -> list[Event | Task]:
    """The rows of one uid and calendar with each such override as a series; one that can't be is left as it is."""
    family = sorted(rows, key=replaced)
    split: list[Event | Task] = []
    for ranged in [row for row in family if is_ranged(row)]:
        master = next((row for row in family if row.recurrence_id is None), None)
        ranged = next(row for row in family if row.id == ranged.id)  # as those before have carried it along
        second = continued(master, ranged) if master is not None else None
        if master is None or second is None:
            continue
        at = aligned(ranged.recurrence_id, anchor(master))  # type: ignore[arg-type]
        others = [row for row in family if row.recurrence_id is not None and row is not ranged]
        before = [row for row in others if replaced(row) < replaced(ranged)]
        split += [ended(master, at), *before] if second.uid != master.uid else []
        family = [second, *(carried(row, second, at) for row in others if row not in before)]
    return [*split, *family]


def replaced(row: Event | Task) -> int:
    """The position of the time that an override replaces; a master comes first."""
    return -(2**62) if row.recurrence_id is None else position(row.recurrence_id)


def ended(master: Event | Task, at: When) -> Event | Task:
    """A series up to, and without, the time `at`."""
    named = without(parts(master.rrule or ""), "COUNT", "UNTIL")
    last = at - (dt.timedelta(seconds=1) if isinstance(at, dt.datetime) else dt.timedelta(days=1))
    return dataclasses.replace(
        master,
        rrule=written(named | {"UNTIL": until_text(last)}) if named else None,
        rdates=tuple(when for when in master.rdates if earlier(when, at)),
        exdates=tuple(when for when in master.exdates if earlier(when, at)),
    )


def continued(master: Event | Task, ranged: Event | Task) -> Event | Task | None:
    """The series from the time that is replaced on, as the override has it; None where there is no saying it. What replaces a series
    from its start keeps its uid."""
    start, begin = anchor(master), anchor(ranged)
    if not master.is_series or start is None or begin is None or ranged.recurrence_id is None:
        return None
    at = aligned(ranged.recurrence_id, start)
    if is_floating(start) != is_floating(begin) or position(at) < position(start):
        return None

    def later(times: Iterable[When]) -> tuple[When, ...]:
        return tuple(moved(aligned(when, at), at, begin) for when in times if not earlier(when, at))

    rule, dates = None, later(master.rdates)
    if master.rrule:
        rule = moved_rule(master.rrule, start, at, begin)
        if rule is None:
            rest = list(itertools.islice(by_rule(master.rrule, start, position(at) + 1, MOST), NAMED + 1))
            if len(rest) > NAMED:
                return None
            dates = (*later(at_position(place, at) for place in rest), *dates)
    return dataclasses.replace(
        ranged,
        uid=master.uid if at == start else f"{master.uid}-{wall(at):%Y%m%dT%H%M%S}",
        recurrence_id=None,
        rrule=rule,
        rdates=tuple(dict.fromkeys(dates)),
        exdates=later(master.exdates),
        extra=tuple(line for line in ranged.extra if not line.startswith("RECURRENCE-ID;")),
    )


def moved_rule(rule: str, start: When, at: When, begin: When) -> str | None:
    """The rule that goes on from `begin` as `rule` does from `at`; None where none is found."""
    named = parts(rule)
    step = wall(aligned(begin, at)) - wall(at)
    days = (wall(aligned(begin, at)).date() - wall(at).date()).days
    wanted = [wall(at_position(place, at)) + step for place in first(rule, start, at)]
    for candidate in moved_parts(without(named, "COUNT", "UNTIL"), days):
        try:
            tried = written(candidate | ({"COUNT": str(len(wanted))} if len(wanted) < TRIED else {}))
            if [wall(at_position(place, begin)) for place in first(tried, begin, begin)] == wanted:
                return written(candidate | limits(rule, start, at, begin))
        except RuleError:
            continue
    return None


def first(rule: str, start: When, at: When) -> Iterator[int]:
    """The first times of a rule from `at` on, `at` itself among them."""
    own = position(at)
    return itertools.islice((own, *itertools.islice(by_rule(rule, start, own + 1, MOST), TRIED)), TRIED)


def limits(rule: str, start: When, at: When, begin: When) -> Parts:
    """The COUNT or UNTIL of what is left of a rule."""
    named = parts(rule)
    if named.get("COUNT", "").isdigit():
        gone = sum(1 for _ in by_rule(rule, start, position(start), position(at) - 1))
        return {"COUNT": str(max(int(named["COUNT"]) - gone, 1))}
    if "UNTIL" in named:
        last = max(by_rule(rule, start, position(at), MOST), default=position(at))
        return {"UNTIL": until_text(moved(at_position(last, at), at, begin))}
    return {}


def moved_parts(named: Parts, days: int) -> Iterator[Parts]:
    """Rules that may stand for the same days, some later."""
    yield named
    weekdays = [day.strip() for day in named.get("BYDAY", "").split(",") if day.strip()]
    later = {day: WEEKDAYS[(at + days) % 7] for at, day in enumerate(WEEKDAYS)}
    if weekdays and all(day in later for day in weekdays):
        week = {"WKST": later.get(named.get("WKST", "MO"), "MO")} if named.get("FREQ") == "WEEKLY" else {}
        yield named | {"BYDAY": ",".join(later[day] for day in weekdays)} | week
    if len(weekdays) == 1 and weekdays[0][-2:] in later and weekdays[0][:-2].lstrip("+-").isdigit():
        # The first Thursday is a day from the 1st to the 7th, the Friday after it one from the 2nd to the 8th.
        number = int(weekdays[0][:-2])
        low = (7 * (number - 1) + 1 if number > 0 else 7 * number) + days
        span = ",".join(str(day) for day in range(low, low + 7))
        yield named | {"BYDAY": later[weekdays[0][-2:]], "BYMONTHDAY": span}
    if named.get("BYMONTHDAY"):
        monthdays = [int(day) + days for day in named["BYMONTHDAY"].split(",") if day.strip().lstrip("+-").isdigit()]
        yield named | {"BYMONTHDAY": ",".join(map(str, monthdays))}


def carried(row: Event | Task, series: Event | Task, at: When) -> Event | Task:
    """A later override, as one of the series that goes on."""
    begin = anchor(series)
    assert begin is not None and row.recurrence_id is not None
    replaced_time = moved(aligned(row.recurrence_id, at), at, begin)
    return dataclasses.replace(row, uid=series.uid, recurrence_id=replaced_time)


def earlier(when: When, at: When) -> bool:
    """Whether a time of the series lies before `at`."""
    return position(aligned(when, at)) < position(at)


def until_text(when: When) -> str:
    """A time as UNTIL says it: in UTC where it has a zone (3.3.10)."""
    if not isinstance(when, dt.datetime):
        return f"{when:%Y%m%d}"
    return f"{when:%Y%m%dT%H%M%S}" if when.tzinfo is None else f"{when.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"


def without(named: Parts, *names: str) -> Parts:
    """A rule's parts but for some."""
    return {name: value for name, value in named.items() if name not in names}


def written(named: Parts) -> str:
    """A rule of parts."""
    return ";".join(f"{name}={value}" for name, value in named.items())
