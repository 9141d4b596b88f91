"""From event to event by the arrow keys."""

from datetime import date, datetime, timedelta

import pytest
from hands import grid_of, say
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from small_calendar import ZONE, at

from app.item_models.blocks import Block, block_of
from app.item_models.stepping import block_beside, block_to_begin
from app.views.main_window import MainWindow
from models.rows import Event

ALT = Qt.KeyboardModifier.AltModifier


def block(name: str, start: datetime, hours: int = 1) -> Block:
    """An event of some hours, named by its uid."""
    row = Event(id=name, uid=name, calendar_id="c", summary=name, start=start, end=start + timedelta(hours=hours))
    return block_of(row, ZONE, {})


WEEK = (
    block("gym", at(3, 7)),
    block("lunch", at(3, 12)),
    block("review", at(4, 15)),
    block("dentist", at(4, 15)),
    block("early", at(6, 7)),
    block("late", at(6, 16)),
)


@pytest.mark.parametrize(
    ("now", "touched", "begun"),
    [
        (at(3, 9), "", "lunch"),
        (at(3, 12, 30), "", "lunch"),
        (at(1, 9), "", "gym"),
        (at(9, 9), "", "late"),
        (at(3, 9), "early", "early"),
        (at(9, 9), "gym", "gym"),
        (at(3, 9), "elsewhere", "lunch"),
    ],
)
def test_the_keys_begin_at_what_was_touched_or_comes_next(now: datetime, touched: str, begun: str) -> None:
    found = block_to_begin(WEEK, now, touched)
    assert found and found.row.uid == begun
    assert block_to_begin((), now, touched) is None


def test_every_event_is_reached_down_and_up() -> None:
    down = [WEEK[0]]
    for _ in WEEK:
        down.append(block_beside(WEEK, down[-1], 1, by_day=False))
    assert [b.row.uid for b in down] == [*(b.row.uid for b in WEEK), "late"]
    up = [WEEK[-1]]
    for _ in WEEK:
        up.append(block_beside(WEEK, up[-1], -1, by_day=False))
    assert [b.row.uid for b in up] == [*(b.row.uid for b in reversed(WEEK)), "gym"]


@pytest.mark.parametrize(
    ("name", "direction", "beside"),
    [("gym", 1, "review"), ("review", 1, "late"), ("late", -1, "review"), ("review", -1, "lunch"), ("late", 1, "late")],
)
def test_sideways_the_hour_stays_about_the_same(name: str, direction: int, beside: str) -> None:
    chosen = next(b for b in WEEK if b.row.uid == name)
    assert block_beside(WEEK, chosen, direction, by_day=True).row.uid == beside


def chosen(window: MainWindow) -> str:
    """What is marked in the week."""
    block = grid_of(window).selection
    return block.row.summary if block else ""


def test_the_keys_begin_at_what_was_just_typed(window: MainWindow, qtbot: QtBot) -> None:
    week = window.panel.calendars["week"]
    with qtbot.waitSignal(week.filled):
        say(window, qtbot, "dinner with her on friday at 7pm")
    QTest.keyClick(window, Qt.Key.Key_F6)
    QTest.keyClick(grid_of(window), Qt.Key.Key_Down)
    assert chosen(window).startswith("Dinner")


def test_nothing_stays_marked_on_another_page(window: MainWindow, qtbot: QtBot) -> None:
    week, grid = window.panel.calendars["week"], grid_of(window)
    QTest.keyClick(window, Qt.Key.Key_F6)
    QTest.keyClick(grid, Qt.Key.Key_Down)
    assert chosen(window) == "Budget meeting"
    QTest.keyClick(window, Qt.Key.Key_Left, ALT)
    qtbot.waitUntil(lambda: week.span[0] == date(2026, 2, 23) and not chosen(window))
    QTest.keyClick(grid, Qt.Key.Key_Delete)
    assert window.command.draft is None
