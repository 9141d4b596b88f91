"""All tasks, by date: under which heading each stands, what a drag onto another one makes of it, and the way of the keys past them."""

import dataclasses
from datetime import UTC, date, datetime, timedelta

import pytest
from hands import drag_and_drop, go_to, place_of, show_view, undo
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot
from small_calendar import NOW, ZONE, at
from test_gestures_of_hand import tasks_named

from app.item_models.tasks import due_of, task_lines, tree_of
from app.views.main_window import MainWindow
from app.views.tasks import LINGER_MS, TasksView
from models.changes import ChangeSet, RowChange
from models.database import Database
from models.rows import Calendar, Task, When
from models.sort_order import with_sort_order

LISTS = {
    name: Calendar(id=name, name=name.title(), kind="task", position=position)
    for position, name in enumerate(("home", "work"))
}


def task(name: str, due: When | None = None, home: str = "home", **more: object) -> Task:
    """A task of its own name."""
    return Task(id=name, uid=name, calendar_id=home, summary=name, due=due, **more)  # type: ignore[arg-type]


def headed(*tasks: Task, done: bool = True, lingering: tuple[Task, ...] = ()) -> dict[str, list[str]]:
    """What stands under each heading, with the number that it says, and each part under its whole."""
    tree = tree_of(tasks, ZONE, done, {one.uid: one for one in lingering})
    groups: dict[str, list[str]] = {}
    for line in task_lines(tree, LISTS, NOW, ZONE):
        if line.task is None:
            inside = groups.setdefault(f"{line.group.name} {line.number}", [])
        else:
            inside.append("  " * line.depth + line.task.summary)
    return groups


@pytest.mark.parametrize(
    ("due", "heading"),
    [
        (date(2026, 3, 3), "Overdue"),
        (at(3, 23), "Overdue"),
        (date(2026, 3, 4), "Today"),
        (at(4, 8), "Today"),
        (datetime(2026, 3, 5, 4, 59, tzinfo=UTC), "Today"),
        (datetime(2026, 3, 5, 5, tzinfo=UTC), "Tomorrow"),
        (date(2026, 3, 6), "Next 7 days"),
        (date(2026, 3, 10), "Next 7 days"),
        (date(2026, 3, 11), "Later"),
        (None, "No date"),
    ],
)
def test_a_task_stands_where_its_day_is(due: When | None, heading: str) -> None:
    assert headed(task("a", due)) == {f"{heading} 1": ["a"]}, "and no heading stands over nothing"


def test_the_order_is_by_due_then_priority_then_as_a_hand_ordered_the_list() -> None:
    day = date(2026, 3, 4)
    plain = task("plain", day), task("timed", at(4, 15)), task("urgent", day, priority=1), task("other", day, "work")
    ordered = with_sort_order(task("second", day), 2), with_sort_order(task("first", day), 1)
    names = ["urgent", "first", "second", "plain", "other", "timed"]
    assert headed(*plain, *ordered) == {"Today 6": names}


def test_what_is_done_stands_last_and_what_was_done_last_before_it() -> None:
    dones = [task(n, status="COMPLETED", completed=NOW - timedelta(hours=h)) for n, h in (("old", 9), ("new", 1))]
    assert headed(task("a"), *dones) == {"No date 1": ["a"], "Done 2": ["new", "old"]}
    assert headed(task("a"), *dones, done=False) == {"No date 1": ["a"]}


def test_a_part_that_is_due_brings_its_whole_along() -> None:
    whole, part, other = (
        task("trip"),
        task("visa", date(2026, 3, 4), related_to="trip"),
        task("pack", related_to="trip"),
    )
    assert headed(whole, part, other) == {"Today 3": ["trip", "  visa", "  pack"]}
    done = dataclasses.replace(part, status="COMPLETED")
    assert headed(whole, done, other) == {"No date 2": ["trip", "  pack", "  visa"]}
    done_whole = dataclasses.replace(whole, status="COMPLETED")
    assert headed(done_whole, part) == {"Today 1": ["trip", "  visa"]}, "an open part is not hidden among what is done"


def test_what_is_just_ticked_keeps_its_place_and_is_counted_no_more() -> None:
    first, second = task("a", date(2026, 3, 4)), task("b", date(2026, 3, 4))
    ticked = dataclasses.replace(first, status="COMPLETED", completed=NOW)
    assert headed(ticked, second, lingering=(first,)) == {"Today 1": ["a", "b"]}


@pytest.fixture
def tasks(tasks: TasksView, qtbot: QtBot) -> TasksView:
    """All tasks, with more that is to be done, of which one is due today."""
    rows = [task("Call Jo", date(2026, 3, 4), "groceries"), task("Post", date(2026, 3, 12), "groceries")]
    change_set = ChangeSet(tuple(RowChange(None, row) for row in rows), "tasks")
    tasks.workspace.import_changes(lambda _: (change_set, "tasks"))
    qtbot.waitUntil(lambda: shown(tasks) == LINES)
    return tasks


def shown(tasks: TasksView) -> list[str]:
    """The lines, headings in capitals."""
    return [line.task.summary if line.task else line.group.name.upper() for line in tasks.model.lines]


LINES = ["OVERDUE", "Pay rent", "Renew passport", "TODAY", "Call Jo", "LATER", "Post", "NO DATE", "Milk"]


def test_the_keys_begin_at_the_first_task_and_it_is_seen(window: MainWindow, tasks: TasksView) -> None:
    window.command.line.setFocus()
    QTest.keyClick(window, Qt.Key.Key_F6)
    assert tasks.list.hasFocus() and [one.summary for one in tasks.list.chosen] == ["Pay rent"]
    QTest.keyClick(tasks.list, Qt.Key.Key_Down)
    assert [one.summary for one in tasks.list.chosen] == ["Renew passport"]
    tasks.field.setFocus()
    QTest.keyClick(tasks.field, Qt.Key.Key_Down)
    assert tasks.list.hasFocus() and [one.summary for one in tasks.list.chosen] == ["Renew passport"]


def test_the_keys_of_the_hours_are_those_of_the_tasks_then(window: MainWindow, qtbot: QtBot) -> None:
    QTest.keyClick(window, Qt.Key.Key_F6)
    show_view(window, "tasks")
    shown = window.panel.tasks.list
    assert shown.hasFocus(), "and not the field, where a sentence would be a task"
    qtbot.waitUntil(lambda: [one.summary for one in shown.chosen] == ["Pay rent"])


@pytest.mark.parametrize(
    ("key", "field", "value"),
    [
        (Qt.Key.Key_Right, "due", date(2026, 3, 5)),
        (Qt.Key.Key_Down, "due", date(2026, 3, 11)),
        (Qt.Key.Key_H, "priority", 1),
        (Qt.Key.Key_L, "priority", 9),
    ],
)
def test_what_the_menu_of_a_task_offers_has_keys(
    tasks: TasksView, filled: Database, qtbot: QtBot, key: Qt.Key, field: str, value: object
) -> None:
    go_to(tasks, "Call Jo")
    with qtbot.waitSignal(tasks.workspace.changed):
        QTest.keyClick(tasks.list, key, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert getattr(tasks_named(filled, "Call Jo")[0], field) == value


def heading(tasks: TasksView, name: str) -> QPoint:
    """The middle of a heading."""
    row = shown(tasks).index(name.upper())
    return tasks.list.visualRect(tasks.model.index(row)).center()


@pytest.mark.parametrize(
    ("name", "target", "due"),
    [
        ("Milk", "Today", date(2026, 3, 4)),
        ("Renew passport", "Later", date(2026, 3, 11)),
        ("Call Jo", "Post", date(2026, 3, 12)),
        ("Call Jo", "No date", None),
        ("Post", "Milk", None),
        ("Pay rent", "Call Jo", date(2026, 3, 4)),
    ],
)
def test_a_task_dropped_on_another_group_is_due_then_and_undo_takes_it_back(
    window: MainWindow, tasks: TasksView, filled: Database, qtbot: QtBot, name: str, target: str, due: date | None
) -> None:
    assert shown(tasks) == LINES
    end = heading(tasks, target) if target.upper() in LINES else place_of(tasks, target)
    with qtbot.waitSignal(window.workspace.changed):
        drag_and_drop(tasks, name, tasks.list.viewport(), end)
    assert [due_of(one) for one in tasks_named(filled, name)][-1] == due
    qtbot.waitUntil(lambda: not window.toast.isHidden())
    with qtbot.waitSignal(window.workspace.changed):
        undo(window, qtbot)
    qtbot.waitUntil(lambda: shown(tasks) == LINES)


@pytest.mark.parametrize(
    ("name", "target"), [("Milk", "Overdue"), ("Milk", "Pay rent"), ("Pay rent", "No date"), ("Call Jo", "Today")]
)
def test_a_drop_that_makes_no_sense_changes_nothing(
    window: MainWindow, tasks: TasksView, filled: Database, qtbot: QtBot, name: str, target: str
) -> None:
    """What is over is no time to do a thing, and what repeats has a day."""
    end = heading(tasks, target) if target.upper() in LINES else place_of(tasks, target)
    with qtbot.assertNotEmitted(window.workspace.changed, wait=150):
        drag_and_drop(tasks, name, tasks.list.viewport(), end)
    assert shown(tasks) == LINES


def test_a_task_dropped_on_what_is_done_is_done(
    window: MainWindow, tasks: TasksView, filled: Database, qtbot: QtBot
) -> None:
    go_to(tasks, "Milk")
    with qtbot.waitSignal(window.workspace.changed):
        QTest.keyClick(tasks.list, Qt.Key.Key_Space)
    QTest.keyClick(tasks.done, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: shown(tasks)[-2:] == ["DONE", "Milk"], timeout=LINGER_MS + 2000)
    with qtbot.waitSignal(window.workspace.changed):
        drag_and_drop(tasks, "Post", tasks.list.viewport(), heading(tasks, "Done"))
    assert not tasks_named(filled, "Post")[0].is_open


def test_the_keys_pass_over_headings(tasks: TasksView) -> None:
    QTest.keyClick(tasks.list, Qt.Key.Key_Home)
    seen = []
    for key in (Qt.Key.Key_Down,) * 4 + (Qt.Key.Key_Up,) * 5:
        seen += [task.summary for task in tasks.list.chosen]
        QTest.keyClick(tasks.list, key)
    down = ["Pay rent", "Renew passport", "Call Jo", "Post", "Milk"]
    assert seen == [*down, *down[-2::-1]] and [one.summary for one in tasks.list.chosen] == ["Pay rent"]


def test_a_heading_is_spoken_with_its_number_and_never_chosen(tasks: TasksView) -> None:
    assert tasks.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole) == "Overdue, 2"
    QTest.mouseClick(tasks.list.viewport(), Qt.MouseButton.LeftButton, pos=heading(tasks, "Today"))
    assert not tasks.list.chosen
    menu = tasks.list.menu_of(tasks.model.index(LINES.index("Milk")))
    assert not {"Move up", "Order the list by date"} & {action.text() for action in menu.actions()}


def test_a_menu_takes_a_date_away_but_none_of_a_series(
    window: MainWindow, tasks: TasksView, filled: Database, qtbot: QtBot
) -> None:
    words = "Take its date away"
    assert words not in {action.text() for action in menu_of(tasks, "Pay rent").actions()}
    action = next(action for action in menu_of(tasks, "Post").actions() if action.text() == words)
    with qtbot.waitSignal(window.workspace.changed):
        action.trigger()
    assert [one.due for one in tasks_named(filled, "Post")] == [None]
    qtbot.waitUntil(lambda: shown(tasks)[-3:] == ["NO DATE", "Milk", "Post"])


def menu_of(tasks: TasksView, name: str) -> QMenu:
    """What the menu of a task offers."""
    return tasks.list.menu_of(tasks.model.index(shown(tasks).index(name)))


def test_at_midnight_what_was_due_today_is_overdue(tasks: TasksView, qtbot: QtBot) -> None:
    tasks.workspace.clock = lambda: NOW + timedelta(days=1)
    tasks._minute.timeout.emit()
    overdue = ["OVERDUE", "Pay rent", "Renew passport", "Call Jo", "LATER", "Post", "NO DATE", "Milk"]
    qtbot.waitUntil(lambda: shown(tasks) == overdue)
