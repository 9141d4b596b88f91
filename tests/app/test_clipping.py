"""What is copied or cut, and pasted: by keys and by menus, at the hour or on the day that is clicked."""

from hands import CONTROL, click_event, grid_of
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot
from small_calendar import at
from test_choosing import LEFT, choose_two, latest, month_of, place_in, starts
from test_gestures_of_hand import answer_menu, point, times

from app.views.main_window import MainWindow
from models.database import Database


def copy_and_paste(widget: QWidget, place: QPoint, key: Qt.Key = Qt.Key.Key_C) -> None:
    """The keys, and between them a click where it is to go."""
    QTest.keyClick(QApplication.focusWidget() or widget, key, CONTROL)
    QTest.mouseClick(widget, LEFT, pos=place)
    QTest.keyClick(QApplication.focusWidget() or widget, Qt.Key.Key_V, CONTROL)


def test_what_is_copied_is_pasted_at_the_hour_that_is_clicked(
    window: MainWindow, filled: Database, qtbot: QtBot
) -> None:
    grid = grid_of(window)
    click_event(window, "Budget meeting")
    QTest.keyClick(grid, Qt.Key.Key_C, CONTROL)
    assert window.toast.label.text().replace("\n", " ").startswith("“Budget meeting” copied")
    assert QGuiApplication.clipboard().text() == "Budget meeting, Wed 4 Mar, 14:00 – 15:00"
    QTest.mouseClick(grid.viewport(), LEFT, pos=point(grid, at(6, 15, 40)))
    with qtbot.waitSignal(window.workspace.committed):
        QTest.keyClick(grid, Qt.Key.Key_V, CONTROL)
    assert times(filled, "Budget meeting") == [(at(4, 14), at(4, 15)), (at(6, 15, 30), at(6, 16, 30))]
    QTest.mouseClick(grid.viewport(), LEFT, pos=point(grid, at(2, 9, 10)))
    with qtbot.waitSignal(window.workspace.committed):
        QTest.keyClick(grid, Qt.Key.Key_V, CONTROL)
    assert starts(filled, "Budget meeting") == [at(2, 9), at(4, 14), at(6, 15, 30)], "what was copied stays so"


def test_what_is_cut_moves_and_several_keep_their_distance(window: MainWindow, filled: Database, qtbot: QtBot) -> None:
    grid = grid_of(window)
    choose_two(window)
    with qtbot.waitSignal(window.workspace.committed):
        copy_and_paste(grid.viewport(), point(grid, at(2, 8, 10)), Qt.Key.Key_X)
    assert starts(filled, "Design meeting") == [at(2, 8)] and starts(filled, "Hiring meeting") == [at(3, 9)]
    assert latest(filled).text == "Moved 2 meetings"
    with qtbot.assertNotEmitted(window.workspace.committed, wait=100):
        QTest.keyClick(grid, Qt.Key.Key_V, CONTROL)


def test_on_a_day_of_the_month_the_hour_stays(window: MainWindow, filled: Database, qtbot: QtBot) -> None:
    month = month_of(window, qtbot)
    QTest.mouseClick(month, LEFT, pos=place_in(month, "Haircut", 5))
    target = place_in(month, "Yoga", 24) + QPoint(0, int(month.cell_height) // 2)
    with qtbot.waitSignal(window.workspace.committed):
        copy_and_paste(month, target)
    assert times(filled, "Haircut") == [(at(5, 16), at(5, 17)), (at(24, 16), at(24, 17))]
    QTest.keyClick(month, Qt.Key.Key_Right)
    with qtbot.waitSignal(window.workspace.committed):
        QTest.keyClick(month, Qt.Key.Key_V, CONTROL)
    assert starts(filled, "Haircut") == [at(5, 16), at(24, 16), at(25, 16)], "the keys choose a day, too"


def test_of_a_series_one_that_is_cut_asks_for_its_scope(window: MainWindow, filled: Database, qtbot: QtBot) -> None:
    grid = grid_of(window)
    click_event(window, "Yoga")
    answer_menu("The whole series")
    with qtbot.waitSignal(window.workspace.committed):
        copy_and_paste(grid.viewport(), point(grid, at(4, 18, 10)), Qt.Key.Key_X)
    assert starts(filled, "Yoga") == [at(day, 18) for day in (4, 11, 18, 25)]


def test_what_another_program_copies_is_no_event(window: MainWindow, qtbot: QtBot) -> None:
    grid = grid_of(window)
    click_event(window, "Haircut")
    QTest.keyClick(grid, Qt.Key.Key_C, CONTROL)
    QGuiApplication.clipboard().setText("something else")
    with qtbot.assertNotEmitted(window.workspace.committed, wait=100):
        QTest.keyClick(grid, Qt.Key.Key_V, CONTROL)


def menu_at(widget: QWidget, place: QPoint) -> QMenu:
    """The menu that the right button opens."""
    mouse = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(widget, QContextMenuEvent(mouse, place, widget.mapToGlobal(place)))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def pick(menu: QMenu, words: str) -> None:
    """A click on an entry."""
    action = next(action for action in menu.actions() if action.text() == words)
    QTest.mouseClick(menu, LEFT, pos=menu.actionGeometry(action).center())


def test_the_menu_of_several_and_of_an_empty_day_do_the_same(
    window: MainWindow, filled: Database, qtbot: QtBot
) -> None:
    grid = grid_of(window)
    choose_two(window)
    menu = menu_at(grid.viewport(), point(grid, at(6, 11, 20)))
    assert [action.text() for action in menu.actions() if action.text()] == ["Copy", "Cut", "Delete 2 entries"]
    pick(menu, "Copy")
    month = month_of(window, qtbot)
    empty = place_in(month, "Yoga", 24) + QPoint(0, int(month.cell_height) // 2)
    menu = menu_at(month, empty)
    assert [action.text() for action in menu.actions()] == ["New event, Tue 24 Mar", "Paste 2 entries"]
    with qtbot.waitSignal(window.workspace.committed):
        pick(menu, "Paste 2 entries")
    assert starts(filled, "Design meeting") == [at(5, 10), at(24, 10)]
    assert starts(filled, "Hiring meeting") == [at(6, 11), at(25, 11)]
    assert latest(filled).text == "Added 2 meetings"


def test_what_was_pasted_is_chosen_and_its_place_marked_no_longer(
    window: MainWindow, filled: Database, qtbot: QtBot
) -> None:
    grid = grid_of(window)
    click_event(window, "Budget meeting")
    QTest.keyClick(grid, Qt.Key.Key_C, CONTROL)
    QTest.mouseClick(grid.viewport(), LEFT, pos=point(grid, at(6, 15, 40)))
    assert grid.view.place
    with qtbot.waitSignal(grid.view.filled):
        QTest.keyClick(grid, Qt.Key.Key_V, CONTROL)
    assert [block.start for block in grid.view.chosen] == [at(6, 15, 30)] and grid.view.place is None
