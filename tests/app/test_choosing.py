"""Several events at once: chosen by Ctrl, Shift and the keys, removed, dragged, copied and pasted as one change."""

from datetime import date, datetime

import pytest
from hands import CONTROL, grid_of, show_view, undo
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot
from small_calendar import at, stored
from test_gestures_of_hand import answer_menu, drag, header_of, lane_point, point, times

from app.item_models.blocks import Block
from app.views.editors import EventEditor
from app.views.main_window import MainWindow
from app.views.month import MonthView
from models import history
from models.database import Database

LEFT, SHIFT = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier


def chosen(window: MainWindow) -> list[str]:
    """What is chosen, in the order in which it was."""
    view = window.panel.calendar
    return [block.row.summary for block in view.chosen] if view else []


def month_of(window: MainWindow, qtbot: QtBot) -> MonthView:
    """The month, painted."""
    show_view(window, "month")
    month = window.panel.calendars["month"]
    assert isinstance(month, MonthView)
    qtbot.waitUntil(lambda: any(b.row.summary == "Haircut" for b in month.blocks))
    month.grab()
    return month


def place_in(month: MonthView, name: str, day: int) -> QPoint:
    """Where an event of a day is painted in the month."""

    def fits(block: Block) -> bool:
        return block.row.summary == name and block.start.day == day

    return next(rect.center() for rect, block in month.painted() if fits(block))


def choose_two(window: MainWindow) -> None:
    """Thursday's design meeting and Friday's hiring meeting."""
    grid = grid_of(window)
    QTest.mouseClick(grid.viewport(), LEFT, pos=point(grid, at(5, 10, 20)))
    QTest.mouseClick(grid.viewport(), LEFT, CONTROL, pos=point(grid, at(6, 11, 20)))
    assert chosen(window) == ["Design meeting", "Hiring meeting"]


def latest(database: Database) -> history.UndoEntry:
    """The last entry of the journal."""
    with stored(database) as queries:
        return history.entries(queries.database)[0]


def starts(database: Database, name: str) -> list[object]:
    """When the things with that name begin."""
    return [start for start, _ in times(database, name)]


def test_ctrl_adds_and_leaves_out_and_a_plain_click_chooses_one(window: MainWindow) -> None:
    grid, header = grid_of(window), header_of(window)
    choose_two(window)
    assert window.details.isHidden() and window.command.topic.text() == "them = 2 things"
    header.grab()
    QTest.mouseClick(header, LEFT, CONTROL, pos=lane_point(header, 7))
    assert chosen(window) == ["Design meeting", "Hiring meeting", "Ana's birthday"]
    QTest.mouseClick(grid.viewport(), LEFT, CONTROL, pos=point(grid, at(5, 10, 20)))
    assert chosen(window) == ["Hiring meeting", "Ana's birthday"]
    QTest.mouseClick(grid.viewport(), LEFT, pos=point(grid, at(6, 11, 20)))
    assert chosen(window) == ["Hiring meeting"]
    QTest.mouseClick(grid.viewport(), LEFT, CONTROL, pos=point(grid, at(6, 15)))
    assert chosen(window) == ["Hiring meeting"], "beside an event Ctrl drops nothing"
    QTest.mouseClick(grid.viewport(), LEFT, pos=point(grid, at(6, 15)))
    assert chosen(window) == []


def test_shift_takes_all_up_to_there(window: MainWindow) -> None:
    grid = grid_of(window)
    QTest.mouseClick(grid.viewport(), LEFT, pos=point(grid, at(4, 14, 20)))
    QTest.mouseClick(grid.viewport(), LEFT, SHIFT, pos=point(grid, at(6, 11, 20)))
    assert chosen(window) == ["Budget meeting", "Design meeting", "Haircut", "Hiring meeting"]
    QTest.keyClick(grid, Qt.Key.Key_Escape)
    assert chosen(window) == []


def test_by_keys_shift_and_an_arrow_adds_the_next(window: MainWindow) -> None:
    grid = grid_of(window)
    QTest.keyClick(window, Qt.Key.Key_F6)
    for modifier in (Qt.KeyboardModifier.NoModifier, SHIFT, SHIFT):
        QTest.keyClick(grid, Qt.Key.Key_Down, modifier)
    assert chosen(window) == ["Budget meeting", "Design meeting", "Haircut"]
    QTest.keyClick(grid, Qt.Key.Key_Up)
    assert chosen(window) == ["Design meeting"]


def test_delete_previews_all_of_them_and_is_one_change(window: MainWindow, filled: Database, qtbot: QtBot) -> None:
    grid = grid_of(window)
    choose_two(window)
    QTest.mouseClick(grid.viewport(), LEFT, CONTROL, pos=point(grid, at(3, 18, 20)))
    QTest.keyClick(grid, Qt.Key.Key_Delete)
    qtbot.waitUntil(window.command.card.rows.hasFocus)
    draft = window.command.draft
    assert (
        draft
        and draft.preview
        and [row.title for row in draft.preview.rows] == ["Design meeting", "Hiring meeting", "Yoga"]
    )
    assert times(filled, "Design meeting")
    with qtbot.waitSignal(window.workspace.committed):
        QTest.keyClick(window.command.card.rows, Qt.Key.Key_Return)
    assert not times(filled, "Design meeting") and not times(filled, "Hiring meeting")
    assert starts(filled, "Yoga") == [at(10, 18), at(17, 18), at(24, 18)], "of a series that time alone"
    assert latest(filled).text == "Deleted 3 entries"
    qtbot.waitUntil(lambda: chosen(window) == [])
    with qtbot.waitSignal(window.workspace.committed):
        undo(window, qtbot)
    assert starts(filled, "Design meeting") == [at(5, 10)] and len(starts(filled, "Yoga")) == 4


def test_two_times_of_one_series_go_together(window: MainWindow, filled: Database, qtbot: QtBot) -> None:
    month = month_of(window, qtbot)
    QTest.mouseClick(month, LEFT, pos=place_in(month, "Yoga", 10))
    QTest.mouseClick(month, LEFT, CONTROL, pos=place_in(month, "Yoga", 24))
    QTest.keyClick(month, Qt.Key.Key_Delete)
    qtbot.waitUntil(window.command.card.rows.hasFocus)
    with qtbot.waitSignal(window.workspace.committed):
        QTest.keyClick(window.command.card.rows, Qt.Key.Key_Return)
    assert starts(filled, "Yoga") == [at(3, 18), at(17, 18)]


def test_keys_go_into_a_day_of_the_month(window: MainWindow, filled: Database, qtbot: QtBot) -> None:
    month, key = month_of(window, qtbot), Qt.Key
    month.setFocus()
    QTest.keyClick(month, key.Key_Right)
    assert month.target[0].day == 5 and chosen(window) == []
    QTest.keyClick(month, key.Key_Space)
    assert chosen(window) == ["Design meeting"] and window.details.isVisible()
    QTest.keyClick(month, key.Key_Down)
    qtbot.waitUntil(lambda: window.details.title.text() == "Haircut")
    QTest.keyClick(month, key.Key_Up, SHIFT)
    assert chosen(window) == ["Haircut", "Design meeting"]
    with qtbot.waitSignal(window.workspace.committed):
        QTest.keyClick(month, key.Key_Left, CONTROL)
    assert starts(filled, "Design meeting") == [at(4, 10)] and starts(filled, "Haircut") == [at(4, 16)]
    qtbot.waitUntil(lambda: month.target[0].day == 4)
    QTest.keyClick(month, key.Key_Down)
    assert chosen(window) == ["Budget meeting"] and month.target[0].day == 4
    QTest.keyClick(month, key.Key_Down)
    QTest.keyClick(month, key.Key_Down)
    assert chosen(window) == [] and month.target[0].day == 11, "beneath the last event is the day below"
    QTest.keyClick(month, key.Key_Up)
    assert month.target[0].day == 4


def test_a_drag_takes_all_that_are_chosen_along(window: MainWindow, filled: Database, qtbot: QtBot) -> None:
    grid = grid_of(window)
    choose_two(window)
    with qtbot.waitSignal(window.workspace.committed):
        drag(grid.viewport(), point(grid, at(5, 10, 20)), point(grid, at(4, 11, 20)))
    assert times(filled, "Design meeting") == [(at(4, 11), at(4, 12))]
    assert times(filled, "Hiring meeting") == [(at(5, 12), at(5, 13))]
    assert window.toast.label.text().startswith("2 meetings moved") and latest(filled).text == "Moved 2 meetings"
    with qtbot.waitSignal(window.workspace.committed):
        undo(window, qtbot)
    assert starts(filled, "Design meeting") == [at(5, 10)] and starts(filled, "Hiring meeting") == [at(6, 11)]


def test_what_moves_along_is_in_the_way_of_nothing(window: MainWindow, filled: Database, qtbot: QtBot) -> None:
    grid = grid_of(window)
    choose_two(window)
    with qtbot.waitSignal(window.workspace.committed) as told:
        drag(grid.viewport(), point(grid, at(5, 10, 20)), point(grid, at(6, 10, 50)))
    assert starts(filled, "Design meeting") == [at(6, 10, 30)] and starts(filled, "Hiring meeting") == [at(7, 11, 30)]
    assert told.args[0] == "2 meetings moved"


def test_a_drag_of_another_takes_it_alone(window: MainWindow, filled: Database, qtbot: QtBot) -> None:
    grid = grid_of(window)
    choose_two(window)
    with qtbot.waitSignal(window.workspace.committed):
        drag(grid.viewport(), point(grid, at(5, 16, 20)), point(grid, at(4, 16, 20)))
    assert starts(filled, "Haircut") == [at(4, 16)] and starts(filled, "Design meeting") == [at(5, 10)]


def test_days_and_hours_go_along_in_the_month(window: MainWindow, filled: Database, qtbot: QtBot) -> None:
    month = month_of(window, qtbot)
    QTest.mouseClick(month, LEFT, pos=place_in(month, "Ana's birthday", 7))
    QTest.mouseClick(month, LEFT, SHIFT, pos=place_in(month, "Hiring meeting", 6))
    assert chosen(window) == ["Ana's birthday", "Hiring meeting"]
    start = place_in(month, "Hiring meeting", 6)
    with qtbot.waitSignal(window.workspace.committed):
        drag(month, start, start + QPoint(0, int(month.cell_height)))
    assert times(filled, "Ana's birthday") == [(date(2026, 3, 14), date(2026, 3, 15))]
    assert times(filled, "Hiring meeting") == [(at(13, 11), at(13, 12))]


@pytest.mark.parametrize("ends", ["Escape", "release"])
def test_a_drag_of_a_series_in_the_month(window: MainWindow, filled: Database, qtbot: QtBot, ends: str) -> None:
    """It asks for its scope and keeps the hour; Esc takes it back."""
    month = month_of(window, qtbot)
    start = place_in(month, "Yoga", 10)
    target = start + QPoint(int(2 * month.cell_width), 0)
    QTest.mousePress(month, LEFT, pos=start)
    QTest.mouseMove(month, target)
    if ends == "Escape":
        month.setFocus()
        QTest.keyClick(month, Qt.Key.Key_Escape)
        with qtbot.assertNotEmitted(window.workspace.committed, wait=100):
            QTest.mouseRelease(month, LEFT, pos=target)
        assert window.details.isHidden()
    else:
        answer_menu("From this one on")
        with qtbot.waitSignal(window.workspace.committed):
            QTest.mouseRelease(month, LEFT, pos=target)
    later: list[datetime] = [at(day + 2 * (ends != "Escape"), 18) for day in (10, 17, 24)]
    assert starts(filled, "Yoga") == [at(3, 18), *later]


def test_where_drags_are_previewed_all_of_them_are(window: MainWindow, filled: Database, qtbot: QtBot) -> None:
    window.preferring.choose(window.workspace.preferences.having("previews_drags", True))
    grid = grid_of(window)
    choose_two(window)
    drag(grid.viewport(), point(grid, at(5, 10, 20)), point(grid, at(4, 11, 20)))
    qtbot.waitUntil(window.command.card.rows.hasFocus)
    draft = window.command.draft
    assert draft and draft.preview and draft.preview.headline == "Move 2 meetings"
    assert starts(filled, "Design meeting") == [at(5, 10)]
    with qtbot.waitSignal(window.workspace.committed):
        QTest.keyClick(window.command.card.rows, Qt.Key.Key_Return)
    assert starts(filled, "Design meeting") == [at(4, 11)] and starts(filled, "Hiring meeting") == [at(5, 12)]


def test_what_is_dragged_stays_in_sight_while_the_scope_is_asked(window: MainWindow, filled: Database) -> None:
    grid, drawn = grid_of(window), list[datetime]()

    def look() -> None:
        """What is drawn under the menu, which is left without an answer."""
        menu = QApplication.activePopupWidget()
        if isinstance(menu, QMenu):
            drawn.extend(block.start for block in grid._drawn)
            menu.close()
        else:
            QTimer.singleShot(50, look)

    QTimer.singleShot(50, look)
    drag(grid.viewport(), point(grid, at(3, 18, 20)), point(grid, at(5, 17, 20)))
    assert drawn == [at(5, 17)] and not grid._drawn
    assert len(starts(filled, "Yoga")) == 4 and starts(filled, "Yoga")[0] == at(3, 18)


def test_in_the_month_enter_opens_what_was_clicked_and_else_the_day(window: MainWindow, qtbot: QtBot) -> None:
    month = month_of(window, qtbot)
    QTest.mouseClick(month, LEFT, pos=place_in(month, "Haircut", 5))
    QTest.keyClick(month, Qt.Key.Key_Return)
    (editor,) = window.findChildren(EventEditor)
    assert editor.title.text() == "Haircut"
    editor.reject()
    QTest.keyClick(month, Qt.Key.Key_Right)
    QTest.keyClick(month, Qt.Key.Key_Return)
    assert window.panel.name == "day" and window.panel.day == date(2026, 3, 6)


def test_by_keys_all_that_are_chosen_move_and_get_longer(window: MainWindow, filled: Database, qtbot: QtBot) -> None:
    grid = grid_of(window)
    choose_two(window)
    with qtbot.waitSignal(grid.view.filled):
        QTest.keyClick(grid, Qt.Key.Key_Down, CONTROL)
    assert starts(filled, "Design meeting") == [at(5, 10, 15)] and starts(filled, "Hiring meeting") == [at(6, 11, 15)]
    assert chosen(window) == ["Design meeting", "Hiring meeting"]
    with qtbot.waitSignal(grid.view.filled):
        QTest.keyClick(grid, Qt.Key.Key_Down, CONTROL | SHIFT)
    assert times(filled, "Design meeting") == [(at(5, 10, 15), at(5, 11, 30))]
    assert times(filled, "Hiring meeting") == [(at(6, 11, 15), at(6, 12, 30))]
    with qtbot.waitSignal(grid.view.filled):
        undo(window, qtbot)
    assert times(filled, "Hiring meeting") == [(at(6, 11, 15), at(6, 12, 15))]


def test_all_that_are_chosen_go_into_the_lane_and_back(window: MainWindow, filled: Database, qtbot: QtBot) -> None:
    grid, header = grid_of(window), header_of(window)
    choose_two(window)
    lane = grid.viewport().mapFromGlobal(header.mapToGlobal(lane_point(header, 4)))
    start = point(grid, at(5, 10, 20))
    QTest.mousePress(grid.viewport(), LEFT, pos=start)
    QTest.mouseMove(grid.viewport(), (start + lane) / 2)
    QTest.mouseMove(grid.viewport(), lane)
    assert [block.start.day for block in header._coming] == [5, 4] or [b.start.day for b in header._coming] == [4, 5]
    with qtbot.waitSignal(grid.view.filled):
        QTest.mouseRelease(grid.viewport(), LEFT, pos=lane)
    assert times(filled, "Design meeting") == [(date(2026, 3, 5), date(2026, 3, 6))] or starts(
        filled, "Design meeting"
    ) == [date(2026, 3, 4)]
    assert starts(filled, "Hiring meeting") == [date(2026, 3, 5)]
    assert len(chosen(window)) == 2
    header.setFocus()
    with qtbot.waitSignal(grid.view.filled):
        QTest.keyClick(header, Qt.Key.Key_PageDown, CONTROL)
    assert starts(filled, "Design meeting") == [at(4, 9)] and starts(filled, "Hiring meeting") == [at(5, 9)]
