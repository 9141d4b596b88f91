"""How events become blocks: local days, columns, lanes."""

import dataclasses
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st
from small_calendar import ZONE, at

from app.item_models.blocks import (
    Block,
    Ghosts,
    block_of,
    minutes_in,
    place_in_day,
    place_in_days,
)
from app.item_models.lanes import place_in_lanes, place_in_weeks
from models.rows import Calendar, Event, Task

HOME = {"home": Calendar(id="home", name="Home", kind="event")}


def block(start: date | datetime, end: date | datetime, name: str = "x") -> Block:
    """A block of one event."""
    return block_of(Event(id=name, uid=name, calendar_id="home", summary=name, start=start, end=end), ZONE, HOME)


def test_other_zones_and_floating_times_are_local() -> None:
    london = datetime(2026, 3, 5, 2, 0, tzinfo=ZoneInfo("Europe/London"))
    assert block(london, london + timedelta(hours=1)).days == (date(2026, 3, 4),)
    floating = datetime(2026, 3, 5, 2, 0)
    assert block(floating, floating + timedelta(hours=1)).start == at(5, 2)


def test_an_all_day_end_is_exclusive() -> None:
    assert block(date(2026, 3, 5), date(2026, 3, 7)).days == (date(2026, 3, 5), date(2026, 3, 6))


def test_an_event_till_midnight_does_not_touch_the_next_day() -> None:
    assert block(at(5, 22), at(6, 0)).days == (date(2026, 3, 5),)


def test_an_event_over_midnight_is_cut_in_both_days() -> None:
    late = block(at(5, 22), at(6, 2))
    assert minutes_in(late, date(2026, 3, 5)) == (22 * 60, 24 * 60)
    assert minutes_in(late, date(2026, 3, 6)) == (0, 2 * 60)


def test_what_is_past_or_cancelled_is_over_and_an_open_task_never() -> None:
    met = block(at(5, 9), at(5, 10))
    off = dataclasses.replace(met, row=dataclasses.replace(met.row, status="CANCELLED"))
    assert [met.is_over(at(5, hour)) for hour in (9, 10)] == [False, True]
    assert off.is_cancelled and off.is_over(at(5, 8)) and off.face != met.face
    task = Task(id="t", uid="t", calendar_id="home", summary="Water", due=date(2026, 3, 5), status="NEEDS-ACTION")
    done = dataclasses.replace(task, status="COMPLETED")
    assert [block_of(row, ZONE, HOME).is_over(at(9, 9)) for row in (task, done)] == [False, True]


def test_the_hour_that_spring_forward_skips_takes_no_height() -> None:
    over = block(datetime(2026, 3, 8, 1, 0, tzinfo=ZONE), datetime(2026, 3, 8, 4, 0, tzinfo=ZONE))
    assert minutes_in(over, date(2026, 3, 8)) == (60, 240)


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 90), st.integers(1, 20)), max_size=12))
def test_columns_never_overlap(spans: list[tuple[int, int]]) -> None:
    day = date(2026, 3, 5)
    start = datetime(2026, 3, 5, 0, 0, tzinfo=ZONE)
    quarter = timedelta(minutes=15)
    blocks = [
        block(start + quarter * s, min(start + quarter * (s + n), start + timedelta(days=1)), f"e{i}")
        for i, (s, n) in enumerate(spans)
    ]
    placed = place_in_day(blocks, day)
    assert sorted(p.block.row.id for p in placed) == sorted(b.row.id for b in blocks)
    for one in placed:
        assert 0 <= one.column < one.column + one.wide <= one.columns
        beside = [o for o in placed if o is not one and one.top < o.bottom and o.top < one.bottom]
        taken = {column for o in beside for column in range(o.column, o.column + o.wide)}
        assert all(o.columns == one.columns for o in beside)
        assert taken.isdisjoint(range(one.column, one.column + one.wide)), "no two share a column"
        assert one.column + one.wide in taken | {one.columns}, "what is free beside it is used"


def test_days_hold_what_touches_them() -> None:
    blocks = [
        block(at(5, 22), at(6, 2), "night"),
        block(date(2026, 3, 5), date(2026, 3, 6), "all day"),
        block(at(7, 9), at(7, 10), "after"),
    ]
    days = place_in_days(blocks, [date(2026, 3, 5), date(2026, 3, 6)])
    assert [[p.block.row.id for p in day] for day in days] == [["night"], ["night"]]


def test_lanes_put_the_longest_on_top_and_reuse_room() -> None:
    monday = date(2026, 3, 2)
    trip = block(monday, monday + timedelta(days=3), "trip")
    visit = block(monday, monday + timedelta(days=1), "visit")
    fair = block(monday + timedelta(days=2), monday + timedelta(days=9), "fair")
    lanes = {
        bar.block.row.id: (bar.first, bar.last, bar.lane) for bar in place_in_lanes([visit, fair, trip], monday, 7)
    }
    assert lanes == {"trip": (0, 2, 0), "visit": (0, 0, 1), "fair": (2, 6, 1)}


def test_what_reaches_beyond_the_row_says_so() -> None:
    monday = date(2026, 3, 2)
    spans = {"before": (-3, 1), "within": (0, 6), "after": (6, 8), "both": (-1, 9)}
    blocks = [block(monday + timedelta(a), monday + timedelta(b), name) for name, (a, b) in spans.items()]
    bars = {bar.block.row.id: (bar.comes, bar.goes_on) for bar in place_in_lanes(blocks, monday, 7)}
    expected = {"before": (True, False), "within": (False, False), "after": (False, True), "both": (True, True)}
    assert bars == expected


def test_what_passes_midnight_takes_the_line_of_its_hour_on_its_day_alone() -> None:
    blocks = [block(at(5, 22), at(6, 2), "night"), block(at(5, 7), at(5, 8), "gym"), block(at(6, 9), at(6, 10), "call")]
    lanes = {bar.block.row.id: (bar.first, bar.last, bar.lane) for bar in place_in_lanes(blocks, date(2026, 3, 2), 7)}
    assert lanes == {"gym": (3, 3, 0), "night": (3, 3, 1), "call": (4, 4, 0)}


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(-3, 8), st.integers(1, 5)), max_size=20), st.integers(1, 6))
def test_a_week_shows_what_has_room_and_counts_the_rest(spans: list[tuple[int, int]], room: int) -> None:
    monday = date(2026, 3, 2)
    blocks = [
        block(monday + timedelta(days=s), monday + timedelta(days=s + n), f"e{i}") for i, (s, n) in enumerate(spans)
    ]
    (lanes,) = place_in_weeks(blocks, monday, 1)
    seen = lanes.fitting(room)
    for column in range(7):
        here = [b for b in blocks if monday + timedelta(days=column) in b.days]
        held = [bar for bar in seen if bar.first <= column <= bar.last]
        assert lanes.counts[column] == len(here)
        assert len({bar.lane for bar in held}) == len(held) and all(bar.lane < room for bar in held)
        if lanes.depths[column] > room:  # the last line says how many more there are
            assert all(bar.lane < room - 1 for bar in held) and len(held) < len(here)
    assert len(seen) == len(blocks_in(blocks, monday)) or max(lanes.depths) > room


def blocks_in(blocks: list[Block], monday: date) -> list[Block]:
    """Those that touch a week."""
    return [b for b in blocks if any(monday <= day < monday + timedelta(days=7) for day in b.days)]


def test_another_plan_changes_the_days_that_it_touches_otherwise() -> None:
    standing = [block(at(day, 9), at(day, 10), f"e{day}") for day in (2, 3, 4)]
    coming = dataclasses.replace(block(at(5, 9), at(5, 10), "new"), ghost="created")
    renamed = dataclasses.replace(block(at(5, 9), at(5, 10), "newer"), ghost="created")
    first = Ghosts(frozenset({("e2", None), ("e3", None)}), (coming,))
    assert Ghosts().days_unlike(first, standing) == {date(2026, 3, day) for day in (2, 3, 5)}
    assert first.days_unlike(Ghosts(frozenset({("e3", None)}), (coming,)), standing) == {date(2026, 3, 2)}
    assert first.days_unlike(Ghosts(first.leaving, (renamed,)), standing) == {date(2026, 3, 5)}
    assert first.days_unlike(Ghosts(first.leaving, (coming, coming)), standing) == {date(2026, 3, 5)}
    assert not first.days_unlike(first, standing)


def test_a_night_between_two_weeks_stands_once_in_the_month() -> None:
    sunday, monday = date(2026, 3, 8), date(2026, 3, 2)
    trip = block(sunday, date(2026, 3, 10), "trip")
    first, second = place_in_weeks([block(at(8, 22), at(9, 6), "train"), trip], monday, 2)
    assert first.counts == (0, 0, 0, 0, 0, 0, 2)
    assert second.counts == (1, 0, 0, 0, 0, 0, 0), "what lasts days goes on"
