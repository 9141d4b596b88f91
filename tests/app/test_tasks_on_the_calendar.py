"""Tasks that get a time on the calendar: dragged from beside it onto hours, days and months, or by keys and menus."""

import dataclasses
from collections.abc import Callable
from datetime import date

from hands import drag_and_drop, go_to, grid_of
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot
from small_calendar import at
from test_gestures_of_hand import drag, header_of, lane_point, point, tasks_named

from app.item_models.lines import LINE
from app.views.main_window import MainWindow
from app.views.month import MonthView
from app.views.tasks import TasksView
from models.changes import ChangeSet, RowChange
from models.database import Database
from models.rows import Task

CONTROL = Qt.KeyboardModifier.ControlModifier


def month_of(window: MainWindow, qtbot: QtBot) -> MonthView:
    """The month, shown by its key and read."""
    month = window.panel.calendars["month"]
    assert isinstance(month, MonthView)
    with qtbot.waitSignal(month.filled):
        QTest.keyClick(window, Qt.Key.Key_4, CONTROL)
    month.grab()
    return month


def test_the_tasks_beside_the_calendar_are_there_after_a_restart(
    open_main: Callable[[Database], MainWindow], filled: Database
) -> None:
    for is_shown in (True, False):
        window = open_main(filled)
        action = window.actions_by_name["beside"]
        assert bool(window.panel.width_beside) is action.isChecked() is not is_shown
        QTest.keyClick(window, Qt.Key.Key_T, CONTROL | Qt.KeyboardModifier.ShiftModifier)
        assert bool(window.panel.width_beside) is action.isChecked() is is_shown
        window.close()
    assert not open_main(filled).panel.width_beside


def pane_of(window: MainWindow, qtbot: QtBot) -> TasksView:
    """The tasks beside the calendar, opened by its button."""
    qtbot.mouseClick(window.panel.bar.beside, Qt.MouseButton.LeftButton)
    pane = window.panel.pane
    assert pane is not None
    qtbot.waitUntil(lambda: len(pane.model.lines) > 3)
    return pane


def cell(month: MonthView, day: int) -> QPoint:
    """The lower edge of a day of March."""
    place = month._cell((date(2026, 3, day) - month.span[0]).days)
    return QPoint(int(place.center().x()), int(place.bottom()) - 4)


def test_a_task_dragged_onto_the_hours_takes_that_time(window: MainWindow, filled: Database, qtbot: QtBot) -> None:
    qtbot.mouseClick(window.panel.bar.beside, Qt.MouseButton.LeftButton)
    pane = window.panel.pane
    assert pane is not None
    qtbot.waitUntil(lambda: len(pane.model.lines) > 3)
    grid = grid_of(window)
    point(grid, at(6, 13, 5))
    qtbot.wait(50)
    where = point(grid, at(6, 13, 5))
    with qtbot.waitSignal(window.workspace.committed):
        drag_and_drop(pane, "Renew passport", grid.viewport(), where)
    (passport,) = tasks_named(filled, "Renew passport")
    assert (passport.start, passport.due) == (at(6, 13), at(6, 14))
    qtbot.waitUntil(lambda: any(b.title == "○\u00a0Renew passport" and not b.all_day for b in grid.view.blocks))
    with qtbot.waitSignal(grid.view.filled):
        drag(grid.viewport(), point(grid, at(6, 13, 20)), point(grid, at(4, 16, 20)))
    (passport,) = tasks_named(filled, "Renew passport")
    assert (passport.start, passport.due) == (at(4, 16), at(4, 17))
    with qtbot.waitSignal(window.workspace.changed):
        qtbot.mouseClick(window.toast.turn, Qt.MouseButton.LeftButton)
    assert [task.due for task in tasks_named(filled, "Renew passport")] == [at(6, 14)]


def test_a_task_is_seen_where_it_would_stand_and_not_changed_by_leaving(
    window: MainWindow, filled: Database, qtbot: QtBot
) -> None:
    qtbot.mouseClick(window.panel.bar.beside, Qt.MouseButton.LeftButton)
    pane = window.panel.pane
    assert pane is not None
    qtbot.waitUntil(lambda: len(pane.model.lines) > 3)
    grid, left, none = grid_of(window), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    go_to(pane, "Milk")
    data = pane.model.mimeData([pane.list.currentIndex()])
    for kind in (QDragEnterEvent, QDragMoveEvent):
        QApplication.sendEvent(
            grid.viewport(), kind(point(grid, at(6, 13, 5)), Qt.DropAction.MoveAction, data, left, none)
        )
    assert [(block.start, block.end) for block in grid._drawn] == [(at(6, 13), at(6, 14))]
    QApplication.sendEvent(grid.viewport(), QDragLeaveEvent())
    assert not grid._drawn
    assert [task.due for task in tasks_named(filled, "Milk")] == [None]


def test_a_task_dropped_on_a_day_of_the_month_is_due_then(window: MainWindow, filled: Database, qtbot: QtBot) -> None:
    month, pane = month_of(window, qtbot), pane_of(window, qtbot)
    for name in ("Milk", "Renew passport"):
        with qtbot.waitSignals([window.workspace.committed, month.filled]):
            drag_and_drop(pane, name, month, cell(month, 18))
        assert [(task.start, task.due) for task in tasks_named(filled, name)] == [(None, date(2026, 3, 18))]
    shown = {block.title for block in month.blocks if date(2026, 3, 18) in block.days}
    assert shown == {"○\u00a0Milk", "○\u00a0Renew passport"}, "they are seen where they were put"
    with qtbot.waitSignal(window.workspace.changed):
        qtbot.mouseClick(window.toast.turn, Qt.MouseButton.LeftButton)
    assert [task.due for task in tasks_named(filled, "Renew passport")] == [date(2026, 3, 2)]


def test_the_hour_of_a_task_stays_when_it_is_dropped_on_a_day(
    window: MainWindow, filled: Database, qtbot: QtBot
) -> None:
    (milk,) = tasks_named(filled, "Milk")
    timed = dataclasses.replace(milk, start=at(4, 13), due=at(4, 14))
    with qtbot.waitSignal(window.workspace.changed):
        window.workspace.import_changes(lambda _: (ChangeSet((RowChange(milk, timed),), "timed"), "timed"))
    month, pane = month_of(window, qtbot), pane_of(window, qtbot)
    with qtbot.waitSignal(window.workspace.committed):
        drag_and_drop(pane, "Milk", month, cell(month, 12))
    assert [(task.start, task.due) for task in tasks_named(filled, "Milk")] == [(at(12, 13), at(12, 14))]


def test_a_day_of_the_month_is_marked_while_a_task_is_over_it(window: MainWindow, qtbot: QtBot) -> None:
    month, pane = month_of(window, qtbot), pane_of(window, qtbot)
    go_to(pane, "Milk")
    data = pane.model.mimeData([pane.list.currentIndex()])
    move, left, none = Qt.DropAction.MoveAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    plain = month.grab().toImage()
    for kind in (QDragEnterEvent, QDragMoveEvent):
        QApplication.sendEvent(month, kind(cell(month, 18), move, data, left, none))
    assert month.grab().toImage() != plain
    QApplication.sendEvent(month, QDragLeaveEvent())
    assert month.grab().toImage() == plain


def test_a_task_dropped_on_the_lane_is_due_that_day_and_moves_there(
    window: MainWindow, filled: Database, qtbot: QtBot
) -> None:
    header, pane = header_of(window), pane_of(window, qtbot)
    grid = grid_of(window)

    def due() -> tuple[object, object]:
        (milk,) = tasks_named(filled, "Milk")
        return milk.start, milk.due

    with qtbot.waitSignals([window.workspace.committed, grid.view.filled]):
        drag_and_drop(pane, "Milk", header, lane_point(header, 5))
    assert due() == (None, date(2026, 3, 5))
    header.grab()
    with qtbot.waitSignals([window.workspace.committed, grid.view.filled]):
        drag(header, lane_point(header, 5), lane_point(header, 3))
    assert due() == (None, date(2026, 3, 3))
    header.grab()
    point(grid, at(6, 9))
    down = header.mapFromGlobal(grid.viewport().mapToGlobal(point(grid, at(6, 9, 5))))
    with qtbot.waitSignals([window.workspace.committed, grid.view.filled]):
        drag(header, lane_point(header, 3), down)
    assert due() == (at(6, 9), at(6, 10))
    up = grid.viewport().mapFromGlobal(header.mapToGlobal(lane_point(header, 4)))
    with qtbot.waitSignals([window.workspace.committed, grid.view.filled]):
        drag(grid.viewport(), point(grid, at(6, 9, 20)), up)
    assert due() == (None, date(2026, 3, 4))


def test_keys_move_a_task_that_is_only_due(window: MainWindow, filled: Database, qtbot: QtBot) -> None:
    grid, header = grid_of(window), header_of(window)
    hour = Task(id="call", uid="call@test", calendar_id="groceries", summary="Call", due=at(4, 16))
    day = dataclasses.replace(hour, id="post", uid="post@test", summary="Post", due=date(2026, 3, 4))
    rows = ChangeSet((RowChange(None, hour), RowChange(None, day)), "two tasks")
    with qtbot.waitSignal(grid.view.filled):
        window.workspace.import_changes(lambda _: (rows, "two tasks"))
    QTest.keyClick(window, Qt.Key.Key_F6)
    while grid.selection is None or grid.selection.row.summary != "Call":
        QTest.keyClick(grid, Qt.Key.Key_Down)
    with qtbot.waitSignals([window.workspace.committed, grid.view.filled]):
        QTest.keyClick(grid, Qt.Key.Key_Down, CONTROL)
    with qtbot.waitSignals([window.workspace.committed, grid.view.filled]):
        QTest.keyClick(grid, Qt.Key.Key_Right, CONTROL)
    assert [(task.start, task.due) for task in tasks_named(filled, "Call")] == [(None, at(5, 16, 15))]
    header.setFocus()
    header.grab()
    while header.selection is None or header.selection.row.summary != "Post":
        QTest.keyClick(header, Qt.Key.Key_Down)
    with qtbot.waitSignal(window.workspace.committed):
        QTest.keyClick(header, Qt.Key.Key_Left, CONTROL)
    assert [(task.start, task.due) for task in tasks_named(filled, "Post")] == [(None, date(2026, 3, 3))]


def test_a_key_opens_the_tasks_beside_and_a_menu_gives_the_next_hour(
    window: MainWindow, filled: Database, qtbot: QtBot
) -> None:
    QTest.keyClick(window, Qt.Key.Key_T, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: window.panel.pane is not None and window.panel.pane.isVisible())
    pane = window.panel.pane
    assert pane is not None
    qtbot.waitUntil(lambda: len(pane.model.lines) > 3)
    go_to(pane, "Milk")
    menu = pane.list.menu_of(pane.list.currentIndex())
    menu.popup(QPoint(0, 0))
    action = next(action for action in menu.actions() if action.text() == "Give it the next hour")
    with qtbot.waitSignal(window.workspace.committed):
        QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())
    assert [(t.start, t.due) for t in tasks_named(filled, "Milk")] == [(at(4, 10), at(4, 11))]
    assert isinstance(menu, QMenu) and pane.list.currentIndex().data(LINE).task.summary == "Milk"
