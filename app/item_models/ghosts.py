"""A plan over the calendar: what of it leaves its place, and what would stand where, each time of a series for itself."""

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from app.item_models.blocks import Block, Ghosts, block_of, is_near, midnight, stands_in_calendar
from assistant.plan import Effect
from models.occurrence import occurrences, place
from models.recurrence import parts, starts
from models.rows import Calendar, Event, Row, Task
from models.timeline import MOST, anchor, position, spans

#: Of so many series each time is worked out, while a sentence is typed, and so many times of one.
MOST_SERIES, MOST_TIMES = 40, 400
#: What of a row says how often it happens, not what it is.
RULED = ("rrule", "rdates", "exdates", "sequence")


def ghosts_of(
    effects: Iterable[Effect],
    blocks: Sequence[Block],
    span: tuple[date, int],
    zone: ZoneInfo,
    calendars: Mapping[str, Calendar],
) -> Ghosts:
    """What effects do to the `blocks` of a span of days. A time of a series that stays as it is neither goes nor comes."""
    leaving, renewed, coming, series = set(), set(), list[Block](), 0
    for effect in effects:
        before, after = shown(effect.before, span), shown(effect.after, span)
        if after and after.is_series and series < MOST_SERIES:
            series += 1
            own = [block for block in blocks if block.row.uid == after.uid]
            fresh = [block_of(row, zone, calendars) for row in times_of(after, effect, own, span, zone)]
            stays = {block.face for block in own} & {block.face for block in fresh}
            fresh, taken = [b for b in fresh if b.face not in stays], {b.span for b in fresh}
            gone = [block for block in own if before and block.face not in stays]
            leaving |= {block.key for block in gone if block.span not in taken}
            renewed |= {block.key for block in gone if block.span in taken}
            coming += [dataclasses.replace(block, ghost=effect.kind) for block in fresh]
            continue
        comes = [block_of(after, zone, calendars, ghost=effect.kind)] if after else []
        if before:
            moves = before.is_series or not comes or block_of(before, zone, calendars).span != comes[0].span
            (leaving if moves else renewed).add((before.uid, before.recurrence_id))
        coming += comes
    return Ghosts(frozenset(leaving), tuple(coming), frozenset(renewed))


def shown(row: Row | None, span: tuple[date, int]) -> Event | Task | None:
    """A row that the calendar may show in a span of days."""
    if isinstance(row, Event | Task) and stands_in_calendar(row) and is_near(row, *span):
        return row
    return None


def times_of(
    series: Event | Task, effect: Effect, blocks: Iterable[Block], span: tuple[date, int], zone: ZoneInfo
) -> list[Event | Task]:
    """A series each time that it would happen in a span of days; single ones that differ go along as the plan writes them."""
    written = {w.row.id: w.after for w in effect.writes if isinstance(w.after, Event | Task) and w.after.recurrence_id}
    gone = {w.row.id for w in effect.writes if w.after is None}
    kept = (block.occurrence.stored for block in blocks if block.occurrence)
    single = {row.id: row for row in kept if row.recurrence_id is not None and row.id not in gone} | written
    within = spans(midnight(span[0], zone), midnight(span[0] + timedelta(days=span[1]), zone), zone)
    return [o.row for o in occurrences(series, islice(place(series, single.values(), within), MOST_TIMES))]


def times_in_all(row: Event | Task) -> int | None:
    """How often a series that ends happens; None where it does not end, or far off."""
    start, named = anchor(row), parts(row.rrule) if row.rrule else {}
    if start is None or not {"UNTIL", "COUNT"} & named.keys():
        return None
    number = sum(1 for _ in islice(starts(row, position(start), MOST), MOST_TIMES + 1))
    return number if number <= MOST_TIMES else None


def differs_in_rule_alone(one: Event | Task, other: Event | Task) -> bool:
    """Whether two series are the same thing at more or fewer times."""
    return one == dataclasses.replace(other, **{name: getattr(one, name) for name in RULED})
