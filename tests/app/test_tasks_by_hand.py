"""One list of tasks by hand: what is part of what, their order, and folding; by drags and by keys."""

import pytest
from hands import drag_and_drop, go_to, place_of, show_view, undo
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from small_calendar import NOW, stored
from test_gestures_of_hand import answer_menu, drag, tasks_named

from app.item_models.lines import LINE
from app.views.main_window import MainWindow
from app.views.tasks import TasksView
from models import history
from models.changes import ChangeSet, RowChange
from models.database import Database, open_database
from models.rows import Task
from models.sort_order import sort_order

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def filled(filled: Database) -> Database:
    """The file with a trip: two things to do for it."""

    def task(name: str, **more: object) -> RowChange:
        row = Task(id=name, uid=f"{name}@test", calendar_id="groceries", summary=name, **more)  # type: ignore[arg-type]
        return RowChange(None, row)

    rows = (task("Trip"), task("Tickets", related_to="Trip@test"), task("Visa", related_to="Trip@test"))
    history.commit(filled, ChangeSet(rows, "a trip"), NOW)
    return filled


@pytest.fixture
def tasks(tasks: TasksView) -> TasksView:
    """Groceries alone, in its own order."""
    show_groceries(tasks)
    tasks.list.setFocus()
    return tasks


def show_groceries(tasks: TasksView) -> None:
    """Clicks the list in the sidebar; its button is the one that is marked."""
    buttons = tasks.window().findChildren(QPushButton, "listButton")
    QTest.mouseClick(next(b for b in buttons if b.text() == "Groceries"), Qt.MouseButton.LeftButton)
    assert [b.text() for b in buttons if b.isChecked()] == ["Groceries"]


def outline(tasks: TasksView) -> list[str]:
    """The lines of the list, each indented by its depth."""
    return ["  " * line.depth + line.task.summary for line in tasks.model.lines if line.task]


def press(tasks: TasksView, qtbot: QtBot, key: Qt.Key, modifiers: Qt.KeyboardModifier = CONTROL) -> None:
    """A key that changes something, and what it comes to."""
    before = outline(tasks)
    QTest.keyClick(tasks.list, key, modifiers)
    qtbot.waitUntil(lambda: outline(tasks) != before)


OUTLINE = ["Pay rent", "Renew passport", "Milk", "Trip", "  Tickets", "  Visa"]


def test_parts_stand_under_their_task_and_are_folded(tasks: TasksView, qtbot: QtBot) -> None:
    assert outline(tasks) == OUTLINE
    go_to(tasks, "Trip")
    assert "2 in it" in tasks.list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    press(tasks, qtbot, Qt.Key.Key_Left, Qt.KeyboardModifier.NoModifier)
    assert outline(tasks) == OUTLINE[:4]
    arrow = QPoint(9, place_of(tasks, "Trip").y())
    qtbot.mouseClick(tasks.list.viewport(), Qt.MouseButton.LeftButton, pos=arrow)
    assert outline(tasks) == OUTLINE


def test_keys_nest_and_take_out(tasks: TasksView, filled: Database, qtbot: QtBot) -> None:
    go_to(tasks, "Trip")
    press(tasks, qtbot, Qt.Key.Key_Right)
    assert outline(tasks) == [*OUTLINE[:3], "  Trip", "    Tickets", "    Visa"]
    assert [task.related_to for task in tasks_named(filled, "Trip")] == ["milk@test"]
    press(tasks, qtbot, Qt.Key.Key_Left)
    assert outline(tasks) == OUTLINE
    go_to(tasks, "Tickets")
    press(tasks, qtbot, Qt.Key.Key_Left)
    assert outline(tasks)[-3:] == ["Trip", "  Visa", "Tickets"]


def test_keys_order_a_list_and_one_undo_takes_it_back(
    window: MainWindow, tasks: TasksView, filled: Database, qtbot: QtBot
) -> None:
    go_to(tasks, "Milk")
    press(tasks, qtbot, Qt.Key.Key_Up)
    assert outline(tasks)[:3] == ["Pay rent", "Milk", "Renew passport"]
    press(tasks, qtbot, Qt.Key.Key_Up)
    assert outline(tasks)[:3] == ["Milk", "Pay rent", "Renew passport"]
    with stored(filled) as queries:
        assert history.entries(queries.database)[0].text == "Moved “Milk”"
    for _ in range(2):
        with qtbot.waitSignal(window.workspace.changed):
            undo(window, qtbot)
    qtbot.waitUntil(lambda: outline(tasks) == OUTLINE)
    assert [sort_order(task) for task in tasks_named(filled, "Milk")] == [None]


def test_a_list_is_ordered_by_date_again(tasks: TasksView, filled: Database, qtbot: QtBot) -> None:
    go_to(tasks, "Milk")
    press(tasks, qtbot, Qt.Key.Key_Up)
    menu = tasks.list.menu_of(tasks.list.currentIndex())
    action = next(action for action in menu.actions() if action.text() == "Order the list by date")
    menu.popup(QPoint(0, 0))
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())
    qtbot.waitUntil(lambda: outline(tasks) == OUTLINE)


def test_a_part_is_added_by_keys(tasks: TasksView, filled: Database, qtbot: QtBot) -> None:
    go_to(tasks, "Trip")
    QTest.keyClick(tasks.list, Qt.Key.Key_Insert)
    assert tasks.field.hasFocus()
    QTest.keyClicks(tasks.field, "pack")
    QTest.keyClick(tasks.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "  Pack" in outline(tasks))
    QTest.keyClick(tasks.field, Qt.Key.Key_Escape)
    assert tasks.list.hasFocus() and tasks.field.placeholderText() == "Add to Groceries"


@pytest.mark.parametrize(
    ("answer", "done"), [("Done, with the 2 in it", {"Trip", "Tickets", "Visa"}), ("This one alone", {"Trip"})]
)
def test_ticking_a_task_asks_for_its_parts(
    tasks: TasksView, filled: Database, qtbot: QtBot, answer: str, done: set[str]
) -> None:
    go_to(tasks, "Trip")
    answer_menu(answer)
    with qtbot.waitSignal(tasks.workspace.committed):
        QTest.keyClick(tasks.list, Qt.Key.Key_Space)
    with stored(filled) as queries:
        assert {task.summary for task in queries.tasks() if not task.is_open} == done
    with qtbot.waitSignal(tasks.workspace.changed):
        QTest.keyClick(tasks.list, Qt.Key.Key_Z, CONTROL)
    with stored(filled) as queries:
        assert all(task.is_open for task in queries.tasks())


def test_the_circle_of_a_part_stands_further_right(tasks: TasksView, filled: Database, qtbot: QtBot) -> None:
    where = place_of(tasks, "Visa")
    with qtbot.waitSignal(tasks.workspace.committed):
        qtbot.mouseClick(tasks.list.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(50, where.y()))
    assert not tasks_named(filled, "Visa")[0].is_open


def test_a_drag_orders_and_one_onto_a_task_nests(tasks: TasksView, filled: Database, qtbot: QtBot) -> None:
    view = tasks.list.viewport()
    drag_and_drop(tasks, "Milk", view, place_of(tasks, "Pay rent") - QPoint(0, 16))
    qtbot.waitUntil(lambda: outline(tasks)[:2] == ["Milk", "Pay rent"])
    drag_and_drop(tasks, "Renew passport", view, place_of(tasks, "Trip"))
    qtbot.waitUntil(lambda: "  Renew passport" in outline(tasks))
    assert [task.related_to for task in tasks_named(filled, "Renew passport")] == ["Trip@test"]


def test_a_task_is_no_part_of_its_own_part(tasks: TasksView, qtbot: QtBot) -> None:
    drag_and_drop(tasks, "Trip", tasks.list.viewport(), place_of(tasks, "Visa"))
    qtbot.wait(100)
    assert outline(tasks) == OUTLINE


def test_what_is_added_to_a_long_list_comes_into_sight(window: MainWindow, filled: Database, qtbot: QtBot) -> None:
    tasks, names = window.panel.tasks, [f"Bolt {number:03}" for number in range(200)]
    rows = [Task(id=name, uid=f"{name}@test", calendar_id="groceries", summary=name) for name in names]
    with qtbot.waitSignal(window.workspace.changed), open_database(filled.path) as other:  # another process
        history.commit(other, ChangeSet(tuple(RowChange(None, row) for row in rows), "bolts"), NOW)
    show_view(window, "tasks")
    qtbot.waitUntil(lambda: len(tasks.model.lines) > 200)
    QTest.keyClicks(tasks.field, "Washer")
    QTest.keyClick(tasks.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: tasks.list.currentIndex().isValid())
    line = tasks.list.currentIndex().data(LINE)
    assert line.task and line.task.summary == "Washer"
    assert tasks.list.viewport().rect().contains(tasks.list.visualRect(tasks.list.currentIndex()))
    tasks.list.scrollToBottom()
    button = next(b for b in window.sidebar.findChildren(QPushButton) if b.accessibleName() == "Groceries")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert tasks.list.verticalScrollBar().value() == 0, "another list is seen from its top"


def test_a_press_and_a_pull_begin_a_drag(tasks: TasksView, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[str] = []
    start = place_of(tasks, "Milk")
    monkeypatch.setattr(tasks.list, "startDrag", lambda _: begun.append(tasks.list.currentIndex().data(LINE).task.uid))
    drag(tasks.list.viewport(), start, start - QPoint(0, 60))
    assert begun[:1] == ["milk@test"]


def test_a_task_dropped_on_its_own_part_stays_and_nothing_is_said(
    window: MainWindow, tasks: TasksView, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(window.workspace.committed):
        drag_and_drop(tasks, "Trip", tasks.list.viewport(), place_of(tasks, "Visa"))
    assert outline(tasks) == OUTLINE and window.toast.isHidden()


def test_tasks_that_are_typed_stand_in_that_order(tasks: TasksView, qtbot: QtBot) -> None:
    for name in ("Pears", "Bread", "Apples"):
        with qtbot.waitSignal(tasks.workspace.committed):
            QTest.keyClicks(tasks.field, name)
            QTest.keyClick(tasks.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: outline(tasks)[-3:] == ["Pears", "Bread", "Apples"])
    go_to(tasks, "Apples")
    press(tasks, qtbot, Qt.Key.Key_Up)
    assert outline(tasks)[-3:] == ["Pears", "Apples", "Bread"], "a hand orders it"
    with qtbot.waitSignal(tasks.workspace.committed):
        QTest.keyClicks(tasks.field, "Almonds")
        QTest.keyClick(tasks.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: outline(tasks)[-4:] == ["Pears", "Apples", "Bread", "Almonds"])


def test_the_list_that_is_shown_is_marked_in_the_sidebar(window: MainWindow, tasks: TasksView) -> None:
    buttons = window.sidebar.findChildren(QPushButton, "listButton")
    show_view(window, "week")
    assert not any(b.isChecked() for b in buttons), "the week shows no list"
    show_view(window, "tasks")
    assert [b.text() for b in buttons if b.isChecked()] == ["Groceries"]
