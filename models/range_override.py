"""RECURRENCE-ID;RANGE=THISANDFUTURE (RFC 5545 3.2.13): an override that stands for all that follows becomes a series of its own.

That is how this program itself changes "this and the following": the first series ends before it, the rest goes on under a uid
made from the first, so that the same file gives the same rows again.
"""

import dataclasses
import datetime as dt
from collections.abc import Iterable
from typing import Final

from models.recurrence import by_rule, parts
from models.rows import Event, Task, When
from models.timeline import aligned, anchor, is_floating, moved, position, wall

RANGE: Final = "RANGE=THISANDFUTURE"


def is_ranged(row: Event | Task) -> bool:
    """Whether a row is an override of this and all following occurrences; its line was kept since no field says so."""
    return row.recurrence_id is not None and any(
        line.startswith("RECURRENCE-ID;") and RANGE in line.upper() for line in row.extra
    )


def split_ranges(rows: Iterable[Event | Task]) -> list[Event | Task]:
    """The rows of one uid and calendar with each such override as a series; one that can't be is left an override of one."""
    family = sorted(rows, key=replaced)
    split: list[Event | Task] = []
    while (ranged := next((row for row in family if is_ranged(row)), None)) is not None:
        master = next((row for row in family if row.recurrence_id is None), None)
        ranged_as_one = without_range(ranged)
        family = [ranged_as_one if row is ranged else row for row in family]
        if master is not None and can_follow(master, ranged):
            at = aligned(ranged.recurrence_id, anchor(master))  # type: ignore[arg-type]
            before = [row for row in family if row.recurrence_id is not None and replaced(row) < replaced(ranged)]
            after = [row for row in family if row.recurrence_id is not None and replaced(row) > replaced(ranged)]
            first, second = ended(master, at), continued(master, ranged_as_one, at)
            split += [first, *before]
            family = [second, *(carried(row, second, at) for row in after)]
    return [*split, *family]


def replaced(row: Event | Task) -> int:
    """The position of the time that an override replaces; a master comes first."""
    return -(2**62) if row.recurrence_id is None else position(row.recurrence_id)


def without_range(row: Event | Task) -> Event | Task:
    """An override of one occurrence alone."""
    return dataclasses.replace(row, extra=tuple(line for line in row.extra if not line.startswith("RECURRENCE-ID;")))


def can_follow(master: Event | Task, ranged: Event | Task) -> bool:
    """Whether the rule of a series holds for what follows as well: it repeats, and no day that its rule names is left."""
    start, begin = anchor(master), anchor(ranged)
    if not master.rrule or start is None or begin is None or ranged.recurrence_id is None:
        return False
    at = aligned(ranged.recurrence_id, start)
    if is_floating(start) != is_floating(begin) or position(at) <= position(start):
        return False
    names_days = any(name.startswith("BY") for name in parts(master.rrule))
    return not names_days or wall(aligned(begin, start)).date() == wall(at).date()


def ended(master: Event | Task, at: When) -> Event | Task:
    """A series up to, and without, the time `at`."""
    named = {name: value for name, value in parts(master.rrule or "").items() if name not in ("COUNT", "UNTIL")}
    last = at - (dt.timedelta(seconds=1) if isinstance(at, dt.datetime) else dt.timedelta(days=1))
    return dataclasses.replace(
        master,
        rrule=written(named | {"UNTIL": until_text(last)}),
        rdates=tuple(when for when in master.rdates if earlier(when, at)),
        exdates=tuple(when for when in master.exdates if earlier(when, at)),
    )


def continued(master: Event | Task, ranged: Event | Task, at: When) -> Event | Task:
    """The series from the time `at` on, as the override has it: times named later are carried along."""
    start, begin = anchor(master), anchor(ranged)
    assert master.rrule is not None and start is not None and begin is not None
    named = parts(master.rrule)
    if named.get("COUNT", "").isdigit():
        gone = sum(1 for _ in by_rule(master.rrule, start, position(start), position(at) - 1))
        named["COUNT"] = str(max(int(named["COUNT"]) - gone, 1))
    elif "UNTIL" in named:
        last = max(by_rule(master.rrule, start, position(at), 2**40), default=position(at))
        named["UNTIL"] = until_text(begin + dt.timedelta(seconds=last - position(at)))

    def later(times: tuple[When, ...]) -> tuple[When, ...]:
        return tuple(moved(aligned(when, at), at, begin) for when in times if not earlier(when, at))

    return dataclasses.replace(
        ranged,
        uid=f"{master.uid}-{wall(at):%Y%m%dT%H%M%S}",
        recurrence_id=None,
        rrule=written(named),
        rdates=later(master.rdates),
        exdates=later(master.exdates),
    )


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


def written(named: dict[str, str]) -> str:
    """A rule of parts."""
    return ";".join(f"{name}={value}" for name, value in named.items())
