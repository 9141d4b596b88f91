"""What hands do in the window's tests: keys, clicks and drops, never a call of what they lead to."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QWidget
from pytestqt.qtbot import QtBot

from app.views.hours_grid import HoursGrid
from app.views.main_window import MainWindow
from app.views.tasks import TasksView
from app.views.week import WeekView

CONTROL = Qt.KeyboardModifier.ControlModifier
#: The keys of the views.
VIEWS = {
    "day": Qt.Key.Key_1, "days": Qt.Key.Key_2, "week": Qt.Key.Key_3, "month": Qt.Key.Key_4, "year": Qt.Key.Key_5,
    "agenda": Qt.Key.Key_6, "tasks": Qt.Key.Key_7, "history": Qt.Key.Key_8,
}  # fmt: skip


def show_view(window: MainWindow, name: str) -> None:
    """Shows a view by its key."""
    QTest.keyClick(window, VIEWS[name], CONTROL)
    assert window.panel.name == name


def undo(window: MainWindow, qtbot: QtBot) -> None:
    """Ctrl+Z; the platform without a screen gives no keyboard back when a dialog closes."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window, Qt.Key.Key_Z, CONTROL)


def hide_calendar(window: MainWindow, name: str) -> None:
    """Clicks the box of a calendar."""
    box = next(b for b in window.sidebar.findChildren(QCheckBox) if b.accessibleName() == f"Show {name}")
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(8, box.height() // 2))


def grid_of(window: MainWindow) -> HoursGrid:
    """The hours of the week."""
    week = window.panel.calendars["week"]
    assert isinstance(week, WeekView)
    return week.grid


def click_event(window: MainWindow, name: str) -> QPoint:
    """Clicks an event of the week; gives where."""
    grid = grid_of(window)
    block = next(block for block in grid.view.blocks if block.row.summary == name)
    grid.scroll_to(max(0, block.start.hour * 60 - 60))
    rect = next(rect for rect, shown in grid.painted() if shown.key == block.key)
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    return rect.center()


def open_form(window: MainWindow, name: str) -> None:
    """Clicks an event of the week twice."""
    place = click_event(window, name)
    QTest.mouseDClick(grid_of(window).viewport(), Qt.MouseButton.LeftButton, pos=place)  # of a hand's it is the second


def drop_files(window: MainWindow, *files: Path) -> None:
    """Files from elsewhere are dropped on the window."""
    data, left, none = QMimeData(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    enter = QDragEnterEvent(QPoint(100, 100), Qt.DropAction.CopyAction, data, left, none)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(window, QDropEvent(QPointF(100, 100), Qt.DropAction.CopyAction, data, left, none))


def say(window: MainWindow, qtbot: QtBot, words: str) -> None:
    """Types a line and confirms it."""
    with qtbot.waitSignal(window.workspace.previewed):
        QTest.keyClicks(window.command.line, words)
    QTest.keyClick(window.command.line, Qt.Key.Key_Return)


def go_to(tasks: TasksView, name: str) -> None:
    """Chooses a task."""
    lines = tasks.model.lines
    row = next(i for i, line in enumerate(lines) if line.task and line.task.summary == name)
    tasks.list.choose(tasks.model.index(row))


def drag_and_drop(tasks: TasksView, name: str, target: QWidget, end: QPoint) -> None:
    """What the platform sends while a task is dragged: the offscreen one, which has no pointer, begins a drag but moves none."""
    go_to(tasks, name)
    data = tasks.model.mimeData([tasks.list.currentIndex()])
    move, none, left = Qt.DropAction.MoveAction, Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    QApplication.sendEvent(target, QDragEnterEvent(end, move, data, left, none))
    for _ in range(2):
        QApplication.sendEvent(target, QDragMoveEvent(end, move, data, left, none))
    QApplication.sendEvent(target, QDropEvent(QPointF(end), move, data, left, none))


def place_of(tasks: TasksView, name: str) -> QPoint:
    """The middle of a task's line."""
    go_to(tasks, name)
    return tasks.list.visualRect(tasks.list.currentIndex()).center()
