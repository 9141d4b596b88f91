"""The night of Sunday 8 March 2026, whose hour after two does not exist in New York, and that of 1 November, which has one twice."""

import dataclasses
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hands import CONTROL, grid_of, show_view
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot
from small_calendar import NOW, ZONE, at, stored
from test_gestures_of_hand import point

from app.item_models.blocks import Block, block_of, minutes_in
from app.item_models.pulls import Grip, carried
from app.item_models.ruler import skipped
from app.views.editors import EventEditor
from app.views.main_window import MainWindow
from app.views.month import MonthView
from models import history
from models.changes import ChangeSet, RowChange
from models.database import Database
from models.rows import Event

#: Ninety minutes, over the hour that is skipped.
TRAIN = Event(id="train", uid="train@test", calendar_id="work", summary="Night train", start=at(8, 1), end=at(8, 3, 30))


@pytest.fixture
def night(open_main: Callable[[Database], MainWindow], filled: Database, qtbot: QtBot) -> MainWindow:
    """The window over the small calendar and a train in that night."""
    history.commit(filled, ChangeSet((RowChange(None, TRAIN),), "a train"), NOW)
    opened = open_main(filled)
    qtbot.waitUntil(lambda: len(opened.panel.calendars["week"].blocks) == 8)
    return opened


def length(database: Database) -> tuple[datetime, timedelta]:
    """When the train leaves, on the clock on the wall, and how long it is under way."""
    with stored(database) as queries:
        (row,) = (row for row in queries.family(TRAIN.uid) if isinstance(row, Event))
    assert isinstance(row.start, datetime) and isinstance(row.end, datetime)
    return row.start.replace(tzinfo=None), row.end.astimezone(UTC) - row.start.astimezone(UTC)


def test_what_is_moved_out_of_the_night_lasts_as_long_as_before(
    night: MainWindow, filled: Database, qtbot: QtBot
) -> None:
    grid = grid_of(night)
    grid.setFocus()
    grid.select(next(block for block in grid.view.blocks if block.row.summary == "Night train"))
    with qtbot.waitSignal(night.workspace.committed):
        QTest.keyClick(grid, Qt.Key.Key_Left, CONTROL)
    assert length(filled) == (datetime(2026, 3, 7, 1), timedelta(minutes=90))


def test_a_drag_over_the_month_keeps_the_length_too(night: MainWindow, filled: Database, qtbot: QtBot) -> None:
    show_view(night, "month")
    month = night.panel.current
    assert isinstance(month, MonthView)
    qtbot.waitUntil(lambda: any(block.row.summary == "Night train" for _, block in month.painted()))
    rect = next(rect for rect, block in month.painted() if block.row.summary == "Night train")
    below = rect.center()
    below.setY(below.y() + int(month.cell_height))
    QTest.mousePress(month, Qt.MouseButton.LeftButton, pos=rect.center())
    QTest.mouseMove(month, below)
    with qtbot.waitSignal(night.workspace.committed):
        QTest.mouseRelease(month, Qt.MouseButton.LeftButton, pos=below)
    assert length(filled) == (datetime(2026, 3, 15, 1), timedelta(minutes=90))


def test_a_new_event_in_the_hour_that_is_skipped_begins_after_it(window: MainWindow) -> None:
    grid = grid_of(window)
    where = point(grid, at(8, 2, 10))
    grid.scroll_to(0)
    where.setY(int(grid.ground.y_of(130)))
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=where)
    QTest.mouseDClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=where)
    editor = next(editor for editor in window.findChildren(EventEditor) if editor.isVisible())
    assert (editor.row.start, editor.row.end) == (at(8, 3), at(8, 4))
    editor.reject()


def test_what_is_stored_in_the_hour_that_is_skipped_stands_where_it_rings() -> None:
    odd = dataclasses.replace(TRAIN, start=at(8, 2, 30), end=at(8, 4))
    assert minutes_in(block_of(odd, ZONE, {}), date(2026, 3, 8)) == (210, 240)


@pytest.mark.parametrize(
    ("day", "zone", "gap"),
    [
        (date(2026, 3, 8), "America/New_York", (120, 180)),
        (date(2026, 3, 7), "America/New_York", None),
        (date(2026, 11, 1), "America/New_York", None),
        (date(2026, 10, 4), "Australia/Lord_Howe", (120, 150)),
        (date(2026, 9, 6), "America/Santiago", (0, 60)),
    ],
)
def test_the_hour_that_is_skipped(day: date, zone: str, gap: tuple[int, int] | None) -> None:
    assert skipped(day, ZoneInfo(zone)) == gap


def test_the_pointer_is_told_why_an_hour_is_hatched(window: MainWindow, qtbot: QtBot) -> None:
    grid = grid_of(window)
    where = point(grid, at(8, 2, 30))
    grid.scroll_to(0)
    for minute, words in ((150, "The clocks go forward: there is no such hour."), (200, "")):
        where.setY(int(grid.ground.y_of(minute)))
        place = grid.viewport().mapToGlobal(where)
        QApplication.sendEvent(grid.viewport(), QHelpEvent(QEvent.Type.ToolTip, where, place))
        if words:
            qtbot.waitUntil(lambda words=words: QToolTip.text() == words)
        else:
            assert grid._tip_of_gap(QPointF(where)) == ""


@pytest.mark.parametrize("start", [datetime(1, 1, 1, 0, 30), datetime(9999, 12, 31, 22, 30)])
@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York"])
def test_the_first_and_last_hours_that_can_be_written_are_shown(start: datetime, zone: str) -> None:
    there = start.replace(tzinfo=ZoneInfo(zone))
    row = dataclasses.replace(TRAIN, start=there, end=there + timedelta(hours=1))
    assert block_of(row, ZoneInfo(zone), {}).start == there and skipped(start.date(), ZoneInfo(zone)) is None


def test_a_step_in_the_hour_that_comes_twice_stays_in_its_second_half() -> None:
    second = datetime(2026, 11, 1, 1, 30, tzinfo=ZONE, fold=1)
    block = Block(TRAIN, second, second.replace(hour=2), False, "#000000", "")
    start, end = carried(block, timedelta(minutes=15))
    assert (start.fold, end.astimezone(UTC) - start.astimezone(UTC)) == (1, timedelta(hours=1))


def test_what_is_drawn_over_the_hour_that_is_skipped_is_no_shorter_than_a_quarter() -> None:
    start, end = Grip("create", None, 120, date(2026, 3, 8)).span(date(2026, 3, 8), 180, ZONE)
    assert (start, end) == (at(8, 3), at(8, 3, 15))
