"""The menu of an event or a task: by the right button and by a key; each entry goes the way of the drag, the tick or the form."""

from collections.abc import Callable
from datetime import date

import pytest
from hands import grid_of, show_view, undo
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot
from small_calendar import NOW, at, stored
from test_gestures_of_hand import answer_menu, point, tasks_named, times

from app.item_models.lines import LINE
from app.views.agenda import AgendaView
from app.views.editors import EventEditor, TaskEditor
from app.views.hours_grid import HoursGrid
from app.views.main_window import MainWindow
from app.views.month import MonthView
from models import history
from models.changes import ChangeSet, RowChange
from models.database import Database
from models.rows import Event

DISPLAY = Qt.ItemDataRole.DisplayRole


def opened(qtbot: QtBot) -> QMenu:
    """The menu that comes up."""
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def menu_at(widget: QWidget, place: QPoint, qtbot: QtBot) -> QMenu:
    """The menu that the right button opens there."""
    window = widget.window()
    QTest.mouseClick(window.windowHandle(), Qt.MouseButton.RightButton, pos=widget.mapTo(window, place))
    return opened(qtbot)


def menu_of(grid: HoursGrid, name: str, qtbot: QtBot) -> QMenu:
    """The menu of an event of the week."""
    block = next(block for block in grid.view.blocks if block.row.summary == name)
    return menu_at(grid.viewport(), point(grid, block.start) + QPoint(0, 20), qtbot)


def choose(menu: QMenu, words: str) -> None:
    """Clicks an entry."""
    action = next(action for action in menu.actions() if action.text() == words)
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())


def choose_inside(menu: QMenu, words: str, value: str) -> None:
    """Goes by the keys to an entry that opens a menu, and to a value there."""
    go_to(menu, words)
    inside = menu.activeAction().menu()
    QTest.keyClick(menu, Qt.Key.Key_Right)
    assert isinstance(inside, QMenu) and inside.isVisible()
    go_to(inside, value)
    QTest.keyClick(inside, Qt.Key.Key_Return)


def go_to(menu: QMenu, words: str) -> None:
    """Down to an entry."""
    for _ in menu.actions():
        active = menu.activeAction()
        if active is None or active.text() != words:
            QTest.keyClick(menu, Qt.Key.Key_Down)
    assert menu.activeAction().text() == words


def entries(menu: QMenu) -> list[str]:
    """The words of a menu."""
    return [action.text() for action in menu.actions() if not action.isSeparator()]


def home_of(database: Database, name: str) -> str:
    """The calendar of the event with that name."""
    with stored(database) as queries:
        return next(o.row.calendar_id for o in queries.event_occurrences(at(1, 0), at(31, 0)) if o.row.summary == name)


def test_the_right_button_opens_the_menu_of_what_is_under_it(window: MainWindow, qtbot: QtBot) -> None:
    grid = grid_of(window)
    menu = menu_of(grid, "Haircut", qtbot)
    later = ["One day later", "One week later"]
    assert entries(menu) == ["Open", "Status", "Colour", *later, "Calendar", "Duplicate", "Copy", "Cut", "Delete"]
    assert menu.accessibleName() == "Haircut" and grid.selection and grid.selection.row.summary == "Haircut"
    choose(menu, "Open")
    (editor,) = window.findChildren(EventEditor)
    assert editor.title.text() == "Haircut"


def test_the_right_button_on_an_hour_with_nothing_on_it_offers_an_event(window: MainWindow, qtbot: QtBot) -> None:
    grid = grid_of(window)
    menu = menu_at(grid.viewport(), point(grid, at(6, 14, 40)), qtbot)
    (entry,) = entries(menu)
    assert window.workspace.formatter.clock(at(6, 14, 30)) in entry
    choose(menu, entry)
    qtbot.waitUntil(lambda: bool(window.findChildren(EventEditor)))
    assert "14:30" in window.findChildren(EventEditor)[-1].start.text


def test_a_move_and_a_copy_are_what_a_drag_does(window: MainWindow, filled: Database, qtbot: QtBot) -> None:
    grid = grid_of(window)
    with qtbot.waitSignal(window.workspace.committed):
        choose(menu_of(grid, "Budget meeting", qtbot), "One day later")
    assert times(filled, "Budget meeting") == [(at(5, 14), at(5, 15))]
    with qtbot.waitSignal(window.workspace.committed):
        undo(window, qtbot)
    with qtbot.waitSignal(window.workspace.committed):
        choose(menu_of(grid, "Haircut", qtbot), "One week later")
    assert times(filled, "Haircut") == [(at(12, 16), at(12, 17))]
    with qtbot.waitSignal(window.workspace.committed):
        choose(menu_of(grid, "Budget meeting", qtbot), "Duplicate")
    assert times(filled, "Budget meeting") == [(at(4, 14), at(4, 15))] * 2


def test_of_a_series_the_scope_is_asked(window: MainWindow, filled: Database, qtbot: QtBot) -> None:
    menu = menu_of(grid_of(window), "Yoga", qtbot)
    answer_menu("Just this one")
    with qtbot.waitSignal(window.workspace.committed):
        choose(menu, "One day later")
    assert [start for start, _ in times(filled, "Yoga")] == [at(4, 18), at(10, 18), at(17, 18), at(24, 18)]


def test_another_calendar_is_chosen_in_the_menu(window: MainWindow, filled: Database, qtbot: QtBot) -> None:
    menu = menu_of(grid_of(window), "Haircut", qtbot)
    with qtbot.waitSignal(window.workspace.committed):
        choose_inside(menu, "Calendar", "Personal")
    assert home_of(filled, "Haircut") != "work"


def test_what_is_not_sure_yet_is_confirmed_in_the_menu(
    open_main: Callable[[Database], MainWindow], filled: Database, qtbot: QtBot
) -> None:
    maybe = Event(
        id="gig", uid="gig@test", calendar_id="work", summary="Gig", start=at(6, 14), end=at(6, 15), status="TENTATIVE"
    )
    history.commit(filled, ChangeSet((RowChange(None, maybe),), "a gig"), NOW)
    window = open_main(filled)
    grid = grid_of(window)
    qtbot.waitUntil(lambda: any(block.is_tentative for block in grid.view.blocks))
    with qtbot.waitSignal(window.workspace.committed) as told:
        choose_inside(menu_of(grid, "Gig", qtbot), "Status", "Confirmed")
    assert told.args[0] == "“Gig” confirmed"
    with qtbot.waitSignal(window.workspace.committed):
        undo(window, qtbot)
    with stored(filled) as queries:
        assert [row.status for row in queries.family("gig@test")] == ["TENTATIVE"]


def test_shift_f10_opens_the_menu_of_what_the_keys_chose(window: MainWindow, filled: Database, qtbot: QtBot) -> None:
    QTest.keyClick(window, Qt.Key.Key_F6)
    grid = grid_of(window)
    while grid.selection is None or grid.selection.row.summary != "Haircut":
        QTest.keyClick(grid, Qt.Key.Key_Down)
    QTest.keyClick(grid, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    menu = opened(qtbot)
    assert menu.accessibleName() == "Haircut"
    with qtbot.waitSignal(window.workspace.previewed):
        QTest.keyClick(menu, Qt.Key.Key_Up)  # the last entry
        QTest.keyClick(menu, Qt.Key.Key_Return)
    assert times(filled, "Haircut") == [(at(5, 16), at(5, 17))], "its removal is previewed"


def test_the_lane_the_month_and_the_agenda_have_it_too(window: MainWindow, qtbot: QtBot) -> None:
    week = window.panel.calendars["week"]
    header = week.header  # type: ignore[attr-defined]
    rect = next(rect for rect, block in header.painted() if block.row.summary == "Ana's birthday")
    menu_at(header, rect.center(), qtbot).close()
    show_view(window, "month")
    month = window.panel.calendars["month"]
    assert isinstance(month, MonthView)
    qtbot.waitUntil(lambda: bool(month.painted()))
    rect = next(rect for rect, block in month.painted() if block.row.summary == "Ana's birthday")
    menu = menu_at(month, rect.center(), qtbot)
    assert menu.accessibleName() == "Ana's birthday"
    menu.close()
    show_view(window, "agenda")
    lines = window.panel.calendars["agenda"].list  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: lines.model().rowCount() > 1)
    menu = menu_at(lines.viewport(), lines.visualRect(lines.model().index(1, 0)).center(), qtbot)
    assert "Duplicate" in entries(menu)


@pytest.mark.parametrize(
    ("x", "path", "field", "value"),
    [  # each at another place: two presses at one are a double click
        (40, ("Priority", "High"), "priority", 1),
        (70, ("Move to tomorrow",), "due", date(2026, 3, 5)),
        (100, ("Move to next week",), "due", date(2026, 3, 9)),
        (130, ("List", "Tasks"), "calendar_id", None),
    ],
)
def test_a_task_without_a_day(
    window: MainWindow, filled: Database, qtbot: QtBot, x: int, path: tuple[str, ...], field: str, value: object
) -> None:
    show_view(window, "tasks")
    tasks = window.panel.tasks
    qtbot.waitUntil(lambda: len(tasks.model.lines) > 3)
    row = next(i for i, line in enumerate(tasks.model.lines) if line.task and line.task.summary == "Milk")
    line = tasks.list.visualRect(tasks.model.index(row))
    menu = menu_at(tasks.list.viewport(), QPoint(x, line.center().y()), qtbot)
    with qtbot.waitSignal(window.workspace.committed):
        (choose_inside if len(path) > 1 else choose)(menu, *path)
    (milk,) = tasks_named(filled, "Milk")
    assert getattr(milk, field) == value if value else milk.calendar_id != "groceries"


def test_a_key_opens_the_menu_of_a_task(window: MainWindow, qtbot: QtBot) -> None:
    show_view(window, "tasks")
    tasks = window.panel.tasks
    qtbot.waitUntil(lambda: len(tasks.model.lines) > 3)
    tasks.list.setFocus()
    while (line := tasks.list.currentIndex().data(LINE)) is None or not line.task or line.task.summary != "Milk":
        QTest.keyClick(tasks.list, Qt.Key.Key_Down)
    QTest.keyClick(tasks.list, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    choose(opened(qtbot), "Open")
    assert window.findChildren(TaskEditor)


def test_a_task_in_the_lane_is_done_by_its_menu(window: MainWindow, filled: Database, qtbot: QtBot) -> None:
    header = window.panel.calendars["week"].header  # type: ignore[attr-defined]
    rect = next(rect for rect, block in header.painted() if block.row.summary == "Renew passport")
    with qtbot.waitSignal(window.workspace.committed):
        choose(menu_at(header, rect.center(), qtbot), "Done")
    assert not tasks_named(filled, "Renew passport")[0].is_open


def test_the_agenda_keeps_the_line_that_was_chosen(window: MainWindow, filled: Database, qtbot: QtBot) -> None:
    """What is removed by key leaves the keyboard where it was."""
    show_view(window, "agenda")
    agenda = window.panel.calendars["agenda"]
    assert isinstance(agenda, AgendaView)
    qtbot.waitUntil(lambda: agenda.model.rowCount() > 4)
    names = [agenda.model.data(agenda.model.index(row), DISPLAY) for row in range(agenda.model.rowCount())]
    row = next(row for row, name in enumerate(names) if name.startswith("Haircut"))
    agenda.list.setFocus()
    agenda.list.setCurrentIndex(agenda.model.index(row))
    QTest.keyClick(agenda.list, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: window.command.draft is not None)
    assert agenda.list.currentIndex().row() == row
    with qtbot.waitSignal(window.workspace.committed):
        QTest.keyClick(window.command.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: agenda.model.rowCount() == len(names) - 1)
    assert agenda.list.currentIndex().row() == row
