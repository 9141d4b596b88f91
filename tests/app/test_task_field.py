"""“Add a task” reads plain words, shows what it read before that is stored, and loses no word."""

import dataclasses
from datetime import date

import pytest
from hands import show_view, undo
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from small_calendar import at, stored

from app.quick_tasks import holds_all
from app.views.main_window import MainWindow
from app.views.tasks import TasksView
from assistant.tagging import marking
from models.database import Database
from models.rows import Task


@pytest.fixture
def tasks(window: MainWindow, qtbot: QtBot) -> TasksView:
    """The lists of tasks, shown, the keyboard in the field."""
    QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: len(window.panel.tasks.model.lines) > 3)
    return window.panel.tasks


def add(tasks: TasksView, filled: Database, qtbot: QtBot, words: str) -> Task:
    """Types a task and adds it; gives what is stored."""
    QTest.keyClicks(tasks.field, words)
    with qtbot.waitSignal(tasks.workspace.changed) as told:
        QTest.keyClick(tasks.field, Qt.Key.Key_Return)
    assert not tasks.field.text()
    (change,) = told.args[0].changes
    with stored(filled) as queries:
        return next(task for task in queries.tasks() if task.uid == change.after.uid)


def test_day_and_hour_are_read_and_shown_before_they_are_stored(
    window: MainWindow, tasks: TasksView, filled: Database, qtbot: QtBot
) -> None:
    QTest.keyClicks(tasks.field, "call mom friday at 5pm")
    qtbot.waitUntil(lambda: tasks.field.said.text() == "Call mom · Fri 6 Mar, 17:00")
    plain = tasks.field.grab().toImage()
    assert plain.width() and tasks.field.said.isVisible()
    with stored(filled) as queries:
        assert "Call mom" not in {task.summary for task in queries.tasks()}
    with qtbot.waitSignal(window.workspace.committed) as told:
        QTest.keyClick(tasks.field, Qt.Key.Key_Return)
    assert told.args[1] == "undo" and tasks.field.said.isHidden()
    with stored(filled) as queries:
        (task,) = (task for task in queries.tasks() if task.summary == "Call mom")
    assert task.due == at(6, 17)
    with qtbot.waitSignal(window.workspace.changed):
        undo(window, qtbot)
    with stored(filled) as queries:
        assert "Call mom" not in {task.summary for task in queries.tasks()}


def test_repetition_priority_and_list(tasks: TasksView, filled: Database, qtbot: QtBot) -> None:
    task = add(tasks, filled, qtbot, "water plants every 3 days !high #groceries")
    assert (task.summary, task.rrule, task.priority) == ("Water plants", "FREQ=DAILY;INTERVAL=3", 1)
    assert task.calendar_id == "groceries"


@pytest.mark.parametrize(
    "words",
    [
        "eggs and ham friday",  # two things
        "nobody knows this friday",
        "!high",
        "ask about #42",
    ],
)
def test_what_is_not_read_for_sure_is_the_title(tasks: TasksView, filled: Database, qtbot: QtBot, words: str) -> None:
    task = add(tasks, filled, qtbot, words)
    assert task.summary.casefold() == words and (task.due, task.rrule, task.priority) == (None, None, None)


def test_every_word_is_in_the_title_or_read() -> None:
    (when,) = marking("tidy the shelf by friday", 1.0, ("when", 18, 24))
    task = Task(id="", uid="", calendar_id="", summary="Tidy the shelf")
    assert holds_all("tidy the shelf by friday", task, (when,))
    assert not holds_all("tidy the shelf by friday", dataclasses.replace(task, summary="Tidy"), (when,))
    assert not holds_all("tidy the shelf by friday", task, ())


def test_a_tag_of_no_list_stays_a_word(tasks: TasksView, filled: Database, qtbot: QtBot) -> None:
    task = add(tasks, filled, qtbot, "call mom #family friday at 5pm")
    assert (task.summary, task.due) == ("Call mom #family", at(6, 17))


def test_a_part_is_read_too(window: MainWindow, tasks: TasksView, filled: Database, qtbot: QtBot) -> None:
    row = next(i for i, line in enumerate(tasks.model.lines) if line.task and line.task.summary == "Renew passport")
    tasks.list.setFocus()
    tasks.list.setCurrentIndex(tasks.model.index(row))
    QTest.keyClick(tasks.list, Qt.Key.Key_Insert)
    task = add(tasks, filled, qtbot, "call mom friday at 5pm")
    assert (task.summary, task.due, task.related_to) == ("Call mom", at(6, 17), "passport@test")
    assert task.calendar_id == "groceries"


def test_it_is_read_beside_the_calendar_too(window: MainWindow, filled: Database, qtbot: QtBot) -> None:
    show_view(window, "week")
    qtbot.mouseClick(window.panel.bar.beside, Qt.MouseButton.LeftButton)
    pane = window.panel.pane
    assert pane is not None
    qtbot.waitUntil(lambda: len(pane.model.lines) > 3)
    task = add(pane, filled, qtbot, "call mom friday at 5pm")
    assert task.due == at(6, 17) and task.due.date() == date(2026, 3, 6)
