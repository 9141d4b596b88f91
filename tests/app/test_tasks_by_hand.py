"""Tasks by hand: what is part of what, their order, folding, and a time on the calendar; by drags and by keys."""

import dataclasses
from datetime import date

import pytest
from hands import grid_of, show_view, undo
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from small_calendar import NOW, at, stored
from test_gestures_of_hand import answer_menu, drag, header_of, lane_point, point, tasks_named

from app.item_models.lines import LINE
from app.views.main_window import MainWindow
from app.views.month import MonthView
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


def outline(tasks: TasksView) -> list[str]:
    """The lines of Groceries, each indented by its depth."""
    lines = tasks.model.lines
    return ["  " * line.depth + line.task.summary for line in lines if line.task and line.calendar.name == "Groceries"]


def go_to(tasks: TasksView, name: str) -> None:
    """Chooses a task."""
    lines = tasks.model.lines
    row = next(i for i, line in enumerate(lines) if line.task and line.task.summary == name)
    tasks.list.setCurrentIndex(tasks.model.index(row))


def place_of(tasks: TasksView, name: str) -> QPoint:
    """The middle of a task's line."""
    go_to(tasks, name)
    return tasks.list.visualRect(tasks.list.currentIndex()).center()


def press(tasks: TasksView, qtbot: QtBot, key: Qt.Key, modifiers: Qt.KeyboardModifier = CONTROL) -> None:
    """A key that changes something, and what it comes to."""
    before = outline(tasks)
    QTest.keyClick(tasks.list, key, modifiers)
    qtbot.waitUntil(lambda: outline(tasks) != before)


def drag_and_drop(tasks: TasksView, name: str, target: QWidget, end: QPoint) -> None:
    """What the platform sends while a task is dragged: the offscreen one, which has no pointer, begins a drag but moves none."""
    go_to(tasks, name)
    data = tasks.model.mimeData([tasks.list.currentIndex()])
    move, none, left = Qt.DropAction.MoveAction, Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    QApplication.sendEvent(target, QDragEnterEvent(end, move, data, left, none))
    for _ in range(2):
        QApplication.sendEvent(target, QDragMoveEvent(end, move, data, left, none))
    QApplication.sendEvent(target, QDropEvent(QPointF(end), move, data, left, none))


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
    assert tasks.list.hasFocus() and tasks.field.placeholderText() == "Add a task"


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


def test_a_task_dragged_onto_the_hours_takes_that_time(window: MainWindow, filled: Database, qtbot: QtBot) -> None:
    qtbot.mouseClick(window.panel.beside, Qt.MouseButton.LeftButton)
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
    qtbot.mouseClick(window.panel.beside, Qt.MouseButton.LeftButton)
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


def pane_of(window: MainWindow, qtbot: QtBot) -> TasksView:
    """The tasks beside the calendar, opened by its button."""
    qtbot.mouseClick(window.panel.beside, Qt.MouseButton.LeftButton)
    pane = window.panel.pane
    assert pane is not None
    qtbot.waitUntil(lambda: len(pane.model.lines) > 3)
    return pane


def month_of(window: MainWindow, qtbot: QtBot) -> MonthView:
    """The month, shown by its key and read."""
    month = window.panel.calendars["month"]
    assert isinstance(month, MonthView)
    with qtbot.waitSignal(month.filled):
        QTest.keyClick(window, Qt.Key.Key_3, CONTROL)
    month.grab()
    return month


def cell(month: MonthView, day: int) -> QPoint:
    """The lower edge of a day of March."""
    place = month._cell((date(2026, 3, day) - month.span[0]).days)
    return QPoint(int(place.center().x()), int(place.bottom()) - 4)


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


def test_a_press_and_a_pull_begin_a_drag(tasks: TasksView, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[str] = []
    start = place_of(tasks, "Milk")
    monkeypatch.setattr(tasks.list, "startDrag", lambda _: begun.append(tasks.list.currentIndex().data(LINE).task.uid))
    drag(tasks.list.viewport(), start, start - QPoint(0, 60))
    assert begun[:1] == ["milk@test"]


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


def test_a_task_dropped_on_its_own_part_stays_and_nothing_is_said(
    window: MainWindow, tasks: TasksView, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(window.workspace.committed):
        drag_and_drop(tasks, "Trip", tasks.list.viewport(), place_of(tasks, "Visa"))
    assert outline(tasks) == OUTLINE and window.toast.isHidden()


def test_tasks_that_are_typed_stand_in_that_order(tasks: TasksView, qtbot: QtBot) -> None:
    show_groceries(tasks)
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


def show_groceries(tasks: TasksView) -> None:
    """Clicks the list in the sidebar; its button is the one that is marked."""
    buttons = tasks.window().findChildren(QPushButton, "listButton")
    QTest.mouseClick(next(b for b in buttons if b.text() == "Groceries"), Qt.MouseButton.LeftButton)
    assert [b.text() for b in buttons if b.isChecked()] == ["Groceries"]


def test_the_list_that_is_shown_is_marked_in_the_sidebar(window: MainWindow, tasks: TasksView) -> None:
    buttons = window.sidebar.findChildren(QPushButton, "listButton")
    assert [b.text() for b in buttons if b.isChecked()] == ["All tasks"]
    show_groceries(tasks)
    show_view(window, "week")
    assert not any(b.isChecked() for b in buttons), "the week shows no list"
    show_view(window, "tasks")
    assert [b.text() for b in buttons if b.isChecked()] == ["Groceries"]
