"""What a plan touches is brought into sight, each time of a series, and the view goes back where it was when the plan is dropped."""

from datetime import date

import pytest
from hands import CONTROL, grid_of, say, show_view
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from small_calendar import at
from test_gestures_of_hand import point

from app.student import new_uid
from app.views.day_popover import DayPopover
from app.views.main_window import MainWindow
from app.views.month import MonthView
from app.workspace import Gesture
from assistant import gestures
from assistant.commands import Scope
from models import history
from models.errors import StoreError
from models.rows import Event


def gym(until: str) -> Gesture:
    """Tuesdays, Thursdays and Sundays at seven."""
    rule = f"FREQ=WEEKLY;BYDAY=TU,TH,SU;UNTIL={until}"
    return lambda queries: gestures.create_event(queries, at(5, 7), at(5, 8), "Gym", rrule=rule, new_id=new_uid)


def row_of(window: MainWindow, name: str) -> Event:
    """The event of the week with that name, as it stands there."""
    row = next(b.row for b in window.panel.calendars["week"].blocks if b.row.summary == name)
    assert isinstance(row, Event)
    return row


def test_a_new_series_is_seen_each_time_and_counted(window: MainWindow, qtbot: QtBot) -> None:
    week, card = window.panel.calendars["week"], window.command.card
    window.workspace.propose(gym("20260315T235959Z"))
    qtbot.waitUntil(card.isVisible)
    assert [block.start for block in week.ghosts.coming] == [at(5, 7), at(8, 7)]
    assert card.model.lines[0].when.endswith("· 5 times")
    days = window.sidebar.month._changed[1]
    assert days == {date(2026, 3, day) for day in (5, 8, 10, 12, 15)}


def test_of_a_series_that_ends_only_what_goes_is_marked(window: MainWindow, qtbot: QtBot) -> None:
    week, grid = window.panel.calendars["week"], grid_of(window)
    window.workspace.perform(gym("20260315T235959Z"))
    qtbot.waitUntil(lambda: sum(block.row.summary == "Gym" for block in week.blocks) == 2)
    sunday = [block.row for block in week.blocks if block.row.summary == "Gym"][-1]
    window.workspace.propose(lambda queries: gestures.remove(queries, sunday, Scope.FUTURE, new_id=new_uid))
    qtbot.waitUntil(window.command.card.isVisible)
    leaving = [block.start for _, block in grid.places() if week.ghosts.leaves(block)]
    assert leaving == [at(8, 7)] and not week.ghosts.coming
    assert window.sidebar.month._changed == ({date(2026, 3, day) for day in (8, 10, 12, 15)}, frozenset())


def test_what_goes_is_scrolled_to_and_dropped_the_view_goes_back(window: MainWindow, qtbot: QtBot) -> None:
    grid, card = grid_of(window), window.command.card
    bar = grid.verticalScrollBar()
    window.resize(1000, 520)
    qtbot.waitUntil(lambda: grid.viewport().height() < 400)
    bar.setValue(0)
    QTest.keyClicks(window.command.line, "cancel my meetings for the week")
    qtbot.waitUntil(card.isVisible)
    assert bar.value() > 0, "they begin at ten"
    QTest.keyClick(window.command.line, Qt.Key.Key_Escape)
    assert bar.value() == 0


def test_done_the_view_stays_and_a_hand_that_scrolled_has_its_way(window: MainWindow, qtbot: QtBot) -> None:
    bar = grid_of(window).verticalScrollBar()
    bar.setValue(0)
    QTest.keyClicks(window.command.line, "cancel my meetings for the week")
    qtbot.waitUntil(window.command.card.isVisible)
    bar.setValue(bar.value() + 50)
    there = bar.value()
    QTest.keyClick(window.command.line, Qt.Key.Key_Escape)
    assert bar.value() == there
    bar.setValue(0)
    with qtbot.waitSignal(window.workspace.committed):
        say(window, qtbot, "move haircut to friday at 4pm")
    assert bar.value() > 0


def test_today_brings_the_hour_into_sight_and_is_idle_there(window: MainWindow, qtbot: QtBot) -> None:
    grid, today = grid_of(window), window.panel.bar.today
    grid.scroll_to(20 * 60)
    assert not grid.is_in_sight(9 * 60, 9 * 60 + 1) and not today.property("idle")
    QTest.mouseClick(today, Qt.MouseButton.LeftButton)
    assert grid.is_in_sight(9 * 60, 9 * 60 + 1) and today.property("idle")
    grid.scroll_to(20 * 60)
    QTest.keyClick(window, Qt.Key.Key_T, CONTROL)
    assert grid.is_in_sight(9 * 60, 9 * 60 + 1)


def test_what_lies_below_is_told_and_led_to(window: MainWindow, qtbot: QtBot) -> None:
    grid = grid_of(window)
    grid.verticalScrollBar().setValue(0)
    window.resize(1000, 560)
    qtbot.waitUntil(lambda: grid.viewport().height() < 500)
    grid.verticalScrollBar().setValue(0)
    grid.grab()
    hint = next(hint for hint in grid._hints if hint.below and hint.minute == 18 * 60)
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=hint.rect.center().toPoint())
    assert grid.is_in_sight(18 * 60, 19 * 60) and not window.panel.calendars["week"].chosen


def test_what_could_not_be_written_stands_there_again(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> int:
        raise StoreError("The disk is full.")

    workspace, command = window.workspace, window.command
    QTest.keyClicks(command.line, "cancel my meetings for the week")
    qtbot.waitUntil(command.card.isVisible)
    command.card.model.keep({0, 1})
    monkeypatch.setattr(history, "commit", full)
    with qtbot.waitSignal(workspace.refused):
        QTest.keyClick(command.line, Qt.Key.Key_Return)
    card = command.card
    assert command.line.text == "cancel my meetings for the week" and command.topic.isHidden()
    with qtbot.waitSignal(workspace.previewed):
        pass
    assert card.trouble_label.text() == "The disk is full." and card.chosen_rows == {0, 1}
    assert card.confirm.text().startswith("Try again") and window.toast.isHidden()
    monkeypatch.undo()
    with qtbot.waitSignal(workspace.committed):
        QTest.keyClick(command.line, Qt.Key.Key_Return)
    assert command.topic.text() == "them = 2 things" and card.isHidden() and not command.line.text


def test_what_could_not_be_written_does_not_disturb_what_is_typed_since(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> int:
        raise StoreError("The disk is full.")

    line = window.command.line
    QTest.keyClicks(line, "move haircut to friday at 4pm")
    qtbot.waitUntil(window.command.card.isVisible)
    monkeypatch.setattr(history, "commit", full)
    with qtbot.waitSignal(window.workspace.refused):
        QTest.keyClick(line, Qt.Key.Key_Return)
        QTest.keyClicks(line, "what")
    assert line.text == "what" and window.toast.accessibleName() == "The disk is full."


def test_the_times_are_said_while_a_hand_holds_it(window: MainWindow, qtbot: QtBot) -> None:
    grid = grid_of(window)
    start = point(grid, at(6, 14))
    below = QRect(start.x() - 30, 0, 60, 20)
    QTest.mousePress(grid.viewport(), Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(grid.viewport(), point(grid, at(6, 15)))
    QTest.mouseMove(grid.viewport(), point(grid, at(6, 16)))
    below.moveTop(point(grid, at(6, 16)).y() + 4)
    dark = QColor(window.theme.palette.text)
    picture = grid.viewport().grab().toImage()
    assert any(picture.pixelColor(x, below.center().y()) == dark for x in range(below.left(), below.right()))
    grid.let_go()
    picture = grid.viewport().grab().toImage()
    assert not any(picture.pixelColor(x, below.center().y()) == dark for x in range(below.left(), below.right()))


def test_the_month_lists_a_day_in_place(window: MainWindow, qtbot: QtBot) -> None:
    show_view(window, "month")
    month = window.panel.calendars["month"]
    assert isinstance(month, MonthView)
    window.resize(1000, 520)
    for hour in (8, 9, 11, 13):
        window.workspace.perform(
            lambda queries, hour=hour: gestures.create_event(
                queries, at(5, hour), at(5, hour + 1), f"Visit {hour}", new_id=new_uid
            )
        )
    qtbot.waitUntil(lambda: sum(date(2026, 3, 5) in block.days for block in month.blocks) == 6)
    month.show_day(date(2026, 3, 5))
    month.grab()
    place = next(rect.center().toPoint() for rect, day in month._more if day == date(2026, 3, 5))
    QTest.mouseClick(month, Qt.MouseButton.LeftButton, pos=place)
    (listed,) = window.findChildren(DayPopover)
    assert window.panel.name == "month" and listed.isVisible() and len(listed.model.lines) == 6
    QTest.keyClick(listed.list, Qt.Key.Key_Down)
    QTest.keyClick(listed.list, Qt.Key.Key_Return)
    qtbot.waitUntil(window.details.isVisible)
    assert [block.row.summary for block in month.chosen] == [listed.model.lines[1].row.summary]
    QTest.keyClick(month, Qt.Key.Key_Escape)
    month.choose()
    month.place = date(2026, 3, 5), None
    QTest.keyClick(month, Qt.Key.Key_Space)
    assert listed.isVisible()
    QTest.keyClicks(listed.list, "w")
    assert window.command.line.text == "w", "letters are for the line"
    qtbot.waitUntil(listed.isHidden)
