"""Where what was done, or would be, is to be seen, if not in what is shown."""

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from app.item_models.ghosts import differs_in_rule_alone
from app.orders import Order
from assistant.plan import Answer, Effect, Outcome, Plan
from assistant.timespan import day_of, instant
from models.changes import ChangeSet
from models.recurrence import parts, starts
from models.rows import Event, Task
from models.timeline import aligned, anchor, at_position, position

#: Of more rows the first are looked at: a file may bring thousands. So many days of one are marked.
MOST_ROWS, MOST_DAYS = 1000, 60
#: Seconds in which the next times of a series are looked for.
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
    """The days that the chosen effects of a plan only take something from, and those on which they put something; of a series the next
    ones."""
    taken, given = set[date](), set[date]()
    effects = (effect for number, effect in enumerate(plan.effects if plan else ()) if number in chosen)
    for effect in islice(effects, MOST_ROWS):
        before, after = (
            marked_days(row, today, zone) if isinstance(row, Event | Task) else set()
            for row in (effect.before, effect.after)
        )
        if is_ruled_anew(effect):
            before, after = before - after, after - before
        taken |= before
        given |= after
    return frozenset(taken - given), frozenset(given)


def is_ruled_anew(effect: Effect) -> bool:
    """Whether a series is the same thing as before, at more or fewer times."""
    one, other = effect.before, effect.after
    return isinstance(one, Event | Task) and isinstance(other, Event | Task) and differs_in_rule_alone(one, other)


def marked_days(row: Event | Task, today: date, zone: ZoneInfo) -> set[date]:
    """The days of a row; of a series those of its next times."""
    if row.is_series:
        return set(next_days(row, today, zone))
    return {
        first + timedelta(days=n)
        for first, last in days_of(row, zone)
        for n in range(min((last - first).days + 1, MOST_DAYS))
    }


def next_days(series: Event | Task, today: date, zone: ZoneInfo) -> Iterator[date]:
    """The local days of a series' next times, within a year from `today` on; of its first where none is."""
    start = anchor(series)
    if start is not None:
        low = position(aligned(today, start))
        places = list(islice(starts(series, low, low + YEAR), MOST_DAYS)) or [position(start)]
        yield from (day_of(at_position(place, start), zone) for place in places)


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
