"""Several tasks chosen at once, by Shift, Ctrl and the keys; and a task that was ticked, which stays in sight for a moment."""

import dataclasses
from datetime import date

import pytest
from hands import undo
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot
from small_calendar import NOW, stored
from test_gestures_of_hand import tasks_named

from app.item_models.lines import LINE
from app.views.main_window import MainWindow
from app.views.tasks import LINGER_MS, TasksView
from models import history
from models.changes import ChangeSet, RowChange
from models.database import Database
from models.rows import Calendar, Task

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NAMES = ("Ale", "Bread", "Corn", "Dates")


@pytest.fixture
def filled(filled: Database) -> Database:
    """The file with four things to buy in a list of their own, and another list."""
    home = Calendar(id="shop", name="Shop", kind="task", color="#2f9e44", position=1)
    other = Calendar(id="later", name="Later", kind="task", color="#2f9e44", position=9)
    rows = [Task(id=name, uid=f"{name}@test", calendar_id="shop", summary=name) for name in NAMES]
    change_set = ChangeSet(tuple(RowChange(None, row) for row in (home, other, *rows)), "things to buy")
    history.commit(filled, change_set, NOW)
    return filled


def row_of(tasks: TasksView, name: str) -> int:
    """The line of a task."""
    return next(i for i, line in enumerate(tasks.model.lines) if line.task and line.task.summary == name)


def click(tasks: TasksView, name: str, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Clicks the name of a task."""
    rect = tasks.list.visualRect(tasks.model.index(row_of(tasks, name)))
    QTest.mouseClick(tasks.list.viewport(), Qt.MouseButton.LeftButton, modifiers, rect.center())


def chosen(tasks: TasksView) -> list[str]:
    """The names of what is chosen."""
    return [task.summary for task in tasks.list.chosen]


def shown(tasks: TasksView) -> dict[str, bool]:
    """The tasks of the shop in their order, and whether each is open."""
    return {x.task.summary: x.task.is_open for x in tasks.model.lines if x.task and x.list_name == "Shop"}


def trigger(menu: QMenu, words: str) -> None:
    """Picks an entry of a menu, wherever in it."""
    menus = [menu, *menu.findChildren(QMenu)]
    next(action for one in menus for action in one.actions() if action.text() == words).trigger()


def test_shift_ctrl_and_keys_choose_several(window: MainWindow, tasks: TasksView) -> None:
    click(tasks, "Ale")
    click(tasks, "Corn", SHIFT)
    assert chosen(tasks) == ["Ale", "Bread", "Corn"]
    click(tasks, "Bread", CONTROL)
    assert chosen(tasks) == ["Ale", "Corn"]
    assert window.command.topic.text() == "them = 2 things"
    QTest.keyClick(tasks.list, Qt.Key.Key_Escape)
    click(tasks, "Ale")
    for _ in range(2):
        QTest.keyClick(tasks.list, Qt.Key.Key_Down, SHIFT)
    assert chosen(tasks) == ["Ale", "Bread", "Corn"]
    QTest.keyClick(tasks.list, Qt.Key.Key_Up, SHIFT)
    assert chosen(tasks) == ["Ale", "Bread"]
    QTest.keyClick(tasks.list, Qt.Key.Key_A, CONTROL)
    assert set(NAMES) < set(chosen(tasks))
    QTest.keyClick(tasks.list, Qt.Key.Key_Escape)
    assert chosen(tasks) == ["Bread"]


def test_several_are_done_with_one_undo(window: MainWindow, tasks: TasksView, filled: Database, qtbot: QtBot) -> None:
    click(tasks, "Ale")
    click(tasks, "Corn", SHIFT)
    with qtbot.waitSignal(window.workspace.changed):
        QTest.keyClick(tasks.list, Qt.Key.Key_Space)
    assert [task.is_open for name in NAMES for task in tasks_named(filled, name)] == [False, False, False, True]
    with qtbot.waitSignal(window.workspace.changed):
        undo(window, qtbot)
    assert all(task.is_open for name in NAMES for task in tasks_named(filled, name))
    qtbot.waitUntil(lambda: shown(tasks) == dict.fromkeys(NAMES, True))
    assert chosen(tasks) == ["Ale", "Bread", "Corn"], "what is chosen stays so"


def test_delete_previews_all_that_are_chosen(
    window: MainWindow, tasks: TasksView, filled: Database, qtbot: QtBot
) -> None:
    click(tasks, "Ale")
    click(tasks, "Dates", CONTROL)
    with qtbot.waitSignal(window.workspace.previewed):
        QTest.keyClick(tasks.list, Qt.Key.Key_Delete)
    assert window.command.card.headline.text() == "Delete 2 tasks"
    with qtbot.waitSignal(window.workspace.changed):
        QTest.keyClick(window.command.card, Qt.Key.Key_Return)
    with stored(filled) as queries:
        assert {task.summary for task in queries.tasks()} >= {"Bread", "Corn"}
        assert not {task.summary for task in queries.tasks()} & {"Ale", "Dates"}


def test_the_menu_gives_several_a_day_and_a_list(
    window: MainWindow, tasks: TasksView, filled: Database, qtbot: QtBot
) -> None:
    click(tasks, "Ale")
    click(tasks, "Bread", SHIFT)
    with qtbot.waitSignal(window.workspace.committed) as told:
        trigger(tasks.list.menu_of(tasks.list.currentIndex()), "Due tomorrow")
    assert told.args == ["2 tasks moved", "undo"] or told.args == ["2 tasks changed", "undo"]
    assert [task.due for name in NAMES for task in tasks_named(filled, name)] == [date(2026, 3, 5)] * 2 + [None] * 2
    qtbot.waitUntil(lambda: chosen(tasks) == ["Ale", "Bread"])
    with qtbot.waitSignal(window.workspace.committed):
        trigger(tasks.list.menu_of(tasks.list.currentIndex()), "Later")
    homes = [task.calendar_id for name in NAMES for task in tasks_named(filled, name)]
    assert homes == ["later", "later", "shop", "shop"]
    with qtbot.waitSignal(window.workspace.changed):
        undo(window, qtbot)
    assert {task.calendar_id for name in NAMES for task in tasks_named(filled, name)} == {"shop"}


@pytest.mark.parametrize("deed", ["tick", "Due tomorrow", "Later", "delete"])
def test_a_task_and_its_part_go_together(
    window: MainWindow, tasks: TasksView, filled: Database, qtbot: QtBot, deed: str
) -> None:
    (bread,) = tasks_named(filled, "Bread")
    inside = ChangeSet((RowChange(bread, dataclasses.replace(bread, related_to="Ale@test")),), "inside")
    with qtbot.waitSignal(window.workspace.changed):
        window.workspace.import_changes(lambda _: (inside, "inside"))
    qtbot.waitUntil(lambda: tasks.model.lines[row_of(tasks, "Bread")].depth == 1)
    click(tasks, "Ale")
    click(tasks, "Bread", SHIFT)
    with qtbot.waitSignal(window.workspace.changed):
        if deed == "tick":
            QTest.keyClick(tasks.list, Qt.Key.Key_Space)
        elif deed == "delete":
            with qtbot.waitSignal(window.workspace.previewed):
                QTest.keyClick(tasks.list, Qt.Key.Key_Delete)
            QTest.keyClick(window.command.card, Qt.Key.Key_Return)
        else:
            trigger(tasks.list.menu_of(tasks.list.currentIndex()), deed)
    left = [*tasks_named(filled, "Ale"), *tasks_named(filled, "Bread")]
    done = {
        "tick": lambda task: not task.is_open,
        "Due tomorrow": lambda task: task.due == date(2026, 3, 5),
        "Later": lambda task: task.calendar_id == "later",
    }
    assert not left if deed == "delete" else len(left) == 2 and all(map(done[deed], left))
    with qtbot.waitSignal(window.workspace.changed):
        undo(window, qtbot)
    assert [task.is_open for name in ("Ale", "Bread") for task in tasks_named(filled, name)] == [True, True]


def test_what_is_ticked_stays_in_its_place_for_a_moment(
    window: MainWindow, tasks: TasksView, filled: Database, qtbot: QtBot
) -> None:
    for name in ("Ale", "Bread"):
        place = QPoint(27, tasks.list.visualRect(tasks.model.index(row_of(tasks, name))).center().y())
        with qtbot.waitSignal(window.workspace.changed):
            QTest.mouseClick(tasks.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert tasks.model.lines[row_of(tasks, name)].task is not None
    qtbot.wait(100)  # read again
    assert shown(tasks) == {"Ale": False, "Bread": False, "Corn": True, "Dates": True}
    qtbot.waitUntil(lambda: list(shown(tasks)) == ["Corn", "Dates"], timeout=LINGER_MS + 2000)


def test_a_second_tick_in_that_moment_takes_the_first_back(
    window: MainWindow, tasks: TasksView, filled: Database, qtbot: QtBot
) -> None:
    click(tasks, "Bread")
    for is_open in (False, True):
        seen = dict.fromkeys(NAMES, True) | {"Bread": is_open}
        with qtbot.waitSignal(window.workspace.changed):
            QTest.keyClick(tasks.list, Qt.Key.Key_Space)
            assert shown(tasks) == seen, "at once"
        qtbot.wait(100)
        assert shown(tasks) == seen, "and when it has been read"
        assert [task.is_open for task in tasks_named(filled, "Bread")] == [is_open]


def test_keys_that_are_faster_than_the_calendar_are_seen_at_once(
    window: MainWindow, tasks: TasksView, filled: Database, qtbot: QtBot
) -> None:
    told: list[str] = []
    window.workspace.committed.connect(lambda words, *_: told.append(words))
    click(tasks, "Bread")
    with qtbot.waitSignals([window.workspace.committed] * 3):
        for is_open in (False, True, False):
            QTest.keyClick(tasks.list, Qt.Key.Key_Space)
            assert shown(tasks)["Bread"] is is_open
    assert told == ["“Bread” done", "“Bread” open again", "“Bread” done"]
    qtbot.wait(100)
    assert not shown(tasks)["Bread"] and not tasks_named(filled, "Bread")[0].is_open


def test_a_repeating_task_lingers_before_its_next_time(
    window: MainWindow, tasks: TasksView, filled: Database, qtbot: QtBot
) -> None:
    tasks.list.setCurrentIndex(tasks.model.index(row_of(tasks, "Pay rent")))
    first = tasks.list.currentIndex().data(LINE).task
    with qtbot.waitSignal(window.workspace.changed):
        QTest.keyClick(tasks.list, Qt.Key.Key_Space)
    qtbot.wait(100)
    line = tasks.model.lines[row_of(tasks, "Pay rent")]
    assert line.task and not line.task.is_open and line.task.due == first.due
    tasks._let_go()
    line = tasks.model.lines[row_of(tasks, "Pay rent")]
    assert line.task and line.task.is_open and line.task.due != first.due
