"""Which bars are seen where there is no room for all: what a plan touches before others, what is done or cancelled after them."""

from datetime import date, timedelta

from small_calendar import ZONE, at

from app.item_models.blocks import Block, block_of, place_in_day
from app.item_models.lanes import Bar, lanes_of, place_in_lanes
from models.rows import Calendar, Event, Task

HOME = {"home": Calendar(id="home", name="Home", kind="event")}
MONDAY = date(2026, 3, 2)


def days(name: str, first: int, last: int, ghost: str = "", **more: object) -> Block:
    """An event from one day of that week (0 is Monday) to another."""
    start, end = MONDAY + timedelta(days=first), MONDAY + timedelta(days=last + 1)
    row = Event(id=name, uid=name, calendar_id="home", summary=name, start=start, end=end, **more)  # type: ignore[arg-type]
    return block_of(row, ZONE, HOME, ghost=ghost)


def shown(bars: list[Bar]) -> dict[str, int]:
    """The bars that are seen, by lane."""
    return {bar.block.row.summary: bar.lane for bar in bars}


def test_what_a_plan_makes_takes_the_place_of_the_shortest() -> None:
    others = [*(days(f"week {n}", 0, 6) for n in range(3)), days("fair", 3, 5), days("late", 3, 4), days("short", 2, 2)]
    lanes = lanes_of(place_in_lanes([*others, days("trip", 4, 6, ghost="created")], MONDAY, 7))
    assert "trip" not in shown(lanes.fitting(5))
    seen = shown(lanes.fitting(5, lambda block: bool(block.ghost)))
    assert seen["trip"] == 3 and "fair" not in seen and seen["short"] == 3 and "late" not in seen
    assert all(f"week {n}" in seen for n in range(3))


def test_no_bar_is_under_the_number_of_what_had_to_go() -> None:
    others = [*(days(f"one {n}", 0, 3) for n in range(3)), *(days(f"two {n}", 5, 5) for n in range(6))]
    lanes = lanes_of(place_in_lanes([*others, days("trip", 3, 5, ghost="created"), days("last", 4, 4)], MONDAY, 7))
    bars = lanes.fitting(3, lambda block: bool(block.ghost))
    hidden = list(lanes.counts)
    for bar in bars:
        for column in range(bar.first, bar.last + 1):
            hidden[column] -= 1
    assert "trip" in shown(bars)
    assert not [b for b in bars if b.lane == 2 and any(hidden[column] for column in range(b.first, b.last + 1))]
    assert len({(b.lane, column) for b in bars for column in range(b.first, b.last + 1)}) == sum(
        b.last - b.first + 1 for b in bars
    ), "none stands on another"


def test_what_is_done_or_cancelled_comes_under_all_others() -> None:
    done = Task(id="t", uid="t", calendar_id="home", summary="done", status="COMPLETED", due=MONDAY)
    blocks = [days("off", 0, 6, status="CANCELLED"), block_of(done, ZONE, HOME), days("one", 0, 0), days("two", 0, 1)]
    lanes = {bar.block.row.summary: bar.lane for bar in place_in_lanes(blocks, MONDAY, 7)}
    assert lanes == {"two": 0, "one": 1, "off": 2, "done": 3}


def test_two_weeks_side_by_side_count_the_second_one_too() -> None:
    lanes = lanes_of(place_in_lanes([days("late", 9, 10)], MONDAY, 14), 14)
    assert lanes.counts[9:11] == (1, 1)


def test_a_cancelled_event_lies_behind_the_live_ones() -> None:
    def timed(name: str, hour: int, hours: int = 1, **more: object) -> Block:
        row = Event(
            id=name, uid=name, calendar_id="home", summary=name, start=at(4, hour), end=at(4, hour + hours), **more
        )  # type: ignore[arg-type]
        return block_of(row, ZONE, HOME)

    placed = place_in_day(
        [timed("dentist", 16), timed("off", 16, 2, status="CANCELLED"), timed("other", 9)], date(2026, 3, 4)
    )
    assert [(p.block.row.summary, p.columns, p.over) for p in placed] == [
        ("off", 1, False), ("other", 1, False), ("dentist", 1, True),
    ]  # fmt: skip
