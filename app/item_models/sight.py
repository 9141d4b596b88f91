"""Where what was done, or would be, is to be seen, if not in what is shown."""

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from app.orders import Order
from assistant.plan import Answer, Outcome, Plan
from assistant.timespan import day_of, instant
from models.changes import ChangeSet
from models.recurrence import parts, starts
from models.rows import Event, Task
from models.timeline import aligned, anchor, at_position, position

#: Of more rows the first are looked at: a file may bring thousands. So many days of one are marked.
MOST_ROWS, MOST_DAYS = 1000, 60
#: Seconds in which the next time of a series is looked for.
YEAR = 366 * 86_400


def way_to(
    change_set: ChangeSet | None, shown: tuple[date, int] | None, shows_tasks: bool, zone: ZoneInfo
) -> Order | None:
    """What leads to what a change set leaves; None where some of it is in sight, be it in the days `shown` (the first, and how many) or,
    with `shows_tasks`, in the lists, or where nothing is left to be seen."""
    changes = islice(change_set.changes, MOST_ROWS) if change_set else ()
    rows = [change.after for change in changes if isinstance(change.after, Event | Task)]
    if shows_tasks and any(isinstance(row, Task) for row in rows):
        return None
    spans = sorted(span for row in rows for span in days_of(row, zone))
    if shown and any(first < shown[0] + timedelta(days=shown[1]) and last >= shown[0] for first, last in spans):
        return None
    if spans:
        return Order("day", spans[0][0])
    return Order("view", "tasks") if rows else None


def days_changed(
    plan: Plan | None, chosen: Collection[int], today: date, zone: ZoneInfo
) -> tuple[frozenset[date], frozenset[date]]:
    """The days that the chosen effects of a plan only take something from, and those on which they put something; of a series the next."""
    taken, given = set[date](), set[date]()
    effects = (effect for number, effect in enumerate(plan.effects if plan else ()) if number in chosen)
    for effect in islice(effects, MOST_ROWS):
        for row, days in ((effect.before, taken), (effect.after, given)):
            if isinstance(row, Event | Task) and row.is_series:
                days.update(next_day(row, today, zone))
            elif isinstance(row, Event | Task):
                for first, last in days_of(row, zone):
                    days.update(first + timedelta(days=n) for n in range(min((last - first).days + 1, MOST_DAYS)))
    return frozenset(taken - given), frozenset(given)


def next_day(series: Event | Task, today: date, zone: ZoneInfo) -> Iterator[date]:
    """The local day of a series' next time, within a year from `today` on; of its first where none is."""
    start = anchor(series)
    if start is not None:
        low = position(aligned(today, start))
        place = next(starts(series, low, low + YEAR), position(start))
        yield day_of(at_position(place, start), zone)


def days_told(outcome: Outcome, zone: ZoneInfo) -> frozenset[date]:
    """The days on which the things of an answer begin; none of another outcome."""
    items = outcome.items if isinstance(outcome, Answer) else ()
    rows = (row for row in islice(items, MOST_ROWS) if isinstance(row, Event | Task))
    return frozenset(first for row in rows for first, _ in days_of(row, zone))


def days_of(row: Event | Task, zone: ZoneInfo) -> Iterator[tuple[date, date]]:
    """First and last day of a row, local; nothing where it has none. A series goes on, until the day that its rule names."""
    end = row.end if isinstance(row, Event) else row.due
    start = row.start if row.start is not None else end
    if start is None:
        return
    first = last = day_of(start, zone)
    if row.rrule:
        until = parts(row.rrule).get("UNTIL", "")[:8]
        last = date.fromisoformat(until) if until else date.max
    elif isinstance(row, Event) and end is not None:
        last = max(first, (instant(end, zone) - timedelta(microseconds=1)).date())
    yield first, last
