"""Times that a drag leads to: each side of what is moved keeps the form and the zone in which it is stored."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from small_calendar import ZONE, at, stored

from app.item_models.blocks import Move, block_of
from app.proposals import dating, stored_span
from models import history
from models.changes import ChangeSet, RowChange
from models.database import Database
from models.rows import Event, Task, When

PARIS, TOKYO = ZoneInfo("Europe/Paris"), ZoneInfo("Asia/Tokyo")
FLOATING = datetime(2026, 3, 5, 10)


def task(start: When | None, due: When | None) -> Task:
    """A task with these sides."""
    return Task(id="t", uid="t@test", calendar_id="groceries", summary="Paint", start=start, due=due)


def spans(row: Event | Task, step: timedelta) -> dict[str, When]:
    """What is stored of a row that was dragged so far."""
    block = block_of(row, ZONE, {})
    return stored_span(Move(block, block.start + step, block.end + step))


@pytest.mark.parametrize(
    ("start", "due", "step", "expected"),
    [
        (date(2026, 3, 5), at(6, 15), timedelta(1), {"start": date(2026, 3, 6), "due": at(7, 15)}),
        (at(5, 10), date(2026, 3, 7), timedelta(1), {"start": at(6, 10), "due": date(2026, 3, 8)}),
        (at(5, 10), date(2026, 3, 5), timedelta(hours=15), {"start": at(6, 1), "due": date(2026, 3, 6)}),
        (None, at(5, 10), timedelta(1), {"due": at(6, 10)}),
        (None, date(2026, 3, 5), timedelta(2), {"due": date(2026, 3, 7)}),
        (date(2026, 3, 5), None, timedelta(1), {"start": date(2026, 3, 6)}),
        (date(2026, 3, 5), date(2026, 3, 6), timedelta(1), {"start": date(2026, 3, 6), "due": date(2026, 3, 7)}),
    ],
)
def test_each_side_of_a_task_moves_in_its_own_form(
    start: When | None, due: When | None, step: timedelta, expected: dict[str, When]
) -> None:
    assert spans(task(start, due), step) == expected


@pytest.mark.parametrize("start", [FLOATING, FLOATING.replace(tzinfo=PARIS)])
def test_an_event_that_is_dragged_keeps_its_zone(start: datetime) -> None:
    row = Event(id="e", uid="e@test", calendar_id="work", summary="Call", start=start, end=start + timedelta(hours=1))
    moved = spans(row, timedelta(hours=2))
    assert (moved["start"], moved["end"]) == (start + timedelta(hours=2), start + timedelta(hours=3))
    assert {side.tzinfo for side in moved.values() if isinstance(side, datetime)} == {start.tzinfo}


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        (FLOATING, FLOATING.replace(day=9)),
        (datetime(2026, 3, 6, 0, 30, tzinfo=TOKYO), datetime(2026, 3, 10, 0, 30, tzinfo=TOKYO)),
        (date(2026, 3, 5), date(2026, 3, 9)),
    ],
)
def test_a_task_that_is_put_on_a_day_keeps_its_zone(filled: Database, due: When, expected: When) -> None:
    row = task(None, due)
    history.commit(filled, ChangeSet((RowChange(None, row),), "a task"), at(4, 9))
    with stored(filled) as queries:
        (effect,) = dating(row, date(2026, 3, 9), ZONE)(queries).effects
    after = effect.after
    assert isinstance(after, Task) and after.start is None
    assert after.due == expected and getattr(after.due, "tzinfo", None) == getattr(expected, "tzinfo", None)
