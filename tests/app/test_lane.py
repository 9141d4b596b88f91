"""The all-day lane and the month by hand and by keys: what lasts days is made, moved, stretched, and comes down into the hours."""

import dataclasses
from collections.abc import Callable
from datetime import date

import pytest
from hands import grid_of, show_view
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from small_calendar import NOW, at, stored
from test_gestures_of_hand import drag, header_of, lane_point, times

from app.views.day_header import DayHeader
from app.views.day_popover import DayPopover
from app.views.editors import EventEditor
from app.views.main_window import MainWindow
from app.views.month import MonthView
from models import history
from models.changes import ChangeSet, RowChange
from models.database import Database
from models.rows import Event

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def save_as(window: MainWindow, qtbot: QtBot, title: str) -> None:
    """Fills the form that has opened."""
    editor = window.findChildren(EventEditor)[-1]
    QTest.keyClicks(editor.title, title)
    with qtbot.waitSignal(window.workspace.committed):
        QTest.keyClick(editor, Qt.Key.Key_Return, CONTROL)


def focused(window: MainWindow, name: str = "") -> DayHeader:
    """The lane with the keyboard in it, on a block where one is named."""
    header = header_of(window)
    header.grab()
    header.setFocus()
    while name and (header.selection is None or header.selection.row.summary != name):
        QTest.keyClick(header, Qt.Key.Key_Down)
    return header


@pytest.mark.parametrize(("start", "end"), [(3, 5), (5, 3)])
def test_a_drag_over_days_of_the_lane_makes_an_event_of_those_days(
    window: MainWindow, filled: Database, qtbot: QtBot, start: int, end: int
) -> None:
    header = header_of(window)
    drag(header, lane_point(header, start), lane_point(header, end))
    save_as(window, qtbot, "Conference")
    assert times(filled, "Conference") == [(date(2026, 3, 3), date(2026, 3, 6))]
    with qtbot.waitSignal(window.workspace.changed):
        qtbot.mouseClick(window.toast.turn, Qt.MouseButton.LeftButton)
    assert times(filled, "Conference") == []


def test_what_a_drag_would_make_is_seen_and_escape_ends_it(window: MainWindow, qtbot: QtBot) -> None:
    header = header_of(window)
    QTest.mousePress(header, Qt.MouseButton.LeftButton, pos=lane_point(header, 3))
    QTest.mouseMove(header, lane_point(header, 5))
    header.grab()
    ghosts = [block for _, block in header._places if block.ghost]
    assert [block.days for block in ghosts] == [(date(2026, 3, 3), date(2026, 3, 4), date(2026, 3, 5))]
    header.setFocus()
    QTest.keyClick(header, Qt.Key.Key_Escape)
    QTest.mouseRelease(header, Qt.MouseButton.LeftButton, pos=lane_point(header, 5))
    assert not window.findChildren(EventEditor)


def test_the_right_end_of_a_block_stretches_it(window: MainWindow, filled: Database, qtbot: QtBot) -> None:
    header = header_of(window)
    with qtbot.waitSignal(window.workspace.committed):
        drag(header, lane_point(header, 7), lane_point(header, 5))
    qtbot.waitUntil(lambda: any(b.days == (date(2026, 3, 5),) for b in header.view.blocks if b.all_day))
    header.grab()
    edge = next(rect.right() for rect, block in header._places if block.row.summary == "Ana's birthday")
    with qtbot.waitSignal(window.workspace.committed):
        drag(header, QPoint(int(edge) - 2, lane_point(header, 5).y()), lane_point(header, 7))
    assert times(filled, "Ana's birthday") == [(date(2026, 3, 5), date(2026, 3, 8))]


def test_keys_make_an_event_of_several_days(window: MainWindow, filled: Database, qtbot: QtBot) -> None:
    header = focused(window)
    QTest.keyClick(header, Qt.Key.Key_Right)
    assert header.accessibleDescription() == "Thu 5 Mar"
    QTest.keyClick(header, Qt.Key.Key_Right, SHIFT)
    assert header.accessibleDescription() == "Thu 5 Mar – Fri 6 Mar"
    QTest.keyClick(header, Qt.Key.Key_Return)
    save_as(window, qtbot, "Conference")
    assert times(filled, "Conference") == [(date(2026, 3, 5), date(2026, 3, 7))]


def test_keys_move_stretch_and_remove_a_day(window: MainWindow, filled: Database, qtbot: QtBot) -> None:
    for key, modifiers, span in (
        (Qt.Key.Key_Left, CONTROL, (6, 7)),
        (Qt.Key.Key_Left, CONTROL, (5, 6)),
        (Qt.Key.Key_Right, CONTROL | SHIFT, (5, 7)),
    ):
        header = focused(window, "Ana's birthday")
        with qtbot.waitSignal(header.view.filled):
            QTest.keyClick(header, key, modifiers)
        assert times(filled, "Ana's birthday") == [(date(2026, 3, span[0]), date(2026, 3, span[1]))]
    QTest.keyClick(header, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: window.command.draft is not None)


def test_keys_lift_an_event_into_the_lane_and_bring_it_down(window: MainWindow, filled: Database, qtbot: QtBot) -> None:
    grid = grid_of(window)
    grid.setFocus()
    while grid.selection is None or grid.selection.row.summary != "Haircut":
        QTest.keyClick(grid, Qt.Key.Key_Down)
    with qtbot.waitSignal(grid.view.filled):
        QTest.keyClick(grid, Qt.Key.Key_PageUp, CONTROL)
    assert times(filled, "Haircut") == [(date(2026, 3, 5), date(2026, 3, 6))]
    header = focused(window, "Haircut")
    with qtbot.waitSignal(grid.view.filled):
        QTest.keyClick(header, Qt.Key.Key_PageDown, CONTROL)
    assert times(filled, "Haircut") == [(at(5, 9), at(5, 10))]


def test_a_drag_over_days_of_the_month_makes_an_event_of_those_days(
    window: MainWindow, filled: Database, qtbot: QtBot
) -> None:
    show_view(window, "month")
    month = window.panel.calendars["month"]
    assert isinstance(month, MonthView)
    month.grab()

    def foot(day: int) -> QPoint:
        """The lower edge of a day, where no event is."""
        cell = month._cell((date(2026, 3, day) - month.span[0]).days)
        return QPoint(int(cell.center().x()), int(cell.bottom()) - 4)

    drag(month, foot(17), foot(19))
    save_as(window, qtbot, "Offsite")
    assert times(filled, "Offsite") == [(date(2026, 3, 17), date(2026, 3, 20))]


def test_of_many_on_one_day_the_lane_says_how_many_more_there_are_and_the_day_shows_them(
    open_main: Callable[[Database], MainWindow], filled: Database, qtbot: QtBot
) -> None:
    days = {"start": date(2026, 3, 5), "end": date(2026, 3, 6)}
    rows = [Event(id=f"d{n}", uid=f"d{n}", calendar_id="work", summary=f"Guest {n}", **days) for n in range(7)]  # type: ignore[arg-type]
    history.commit(filled, ChangeSet(tuple(RowChange(None, row) for row in rows), "guests"), NOW)
    window = open_main(filled)
    header = header_of(window)

    def guests(lane: DayHeader) -> list[QRect]:
        lane.grab()
        return [rect for rect, block in lane.painted() if block.row.summary.startswith("Guest")]

    qtbot.waitUntil(lambda: len(guests(header)) == 5)
    last = guests(header)[-1].center()
    QTest.mouseDClick(
        window.windowHandle(), Qt.MouseButton.LeftButton,
        pos=header.mapTo(window, last + QPoint(0, window.theme.spacing.lane)),
    )  # fmt: skip
    (listed,) = window.findChildren(DayPopover)
    assert listed.isVisible() and window.panel.name == "week" and len(listed.model.lines) == 7
    assert not window.findChildren(EventEditor), "the second click makes nothing"
    last_one = listed.model.lines[-1]
    for key in [*[Qt.Key.Key_Down] * 6, Qt.Key.Key_Return]:
        QTest.keyClick(listed.list, key)
    qtbot.waitUntil(window.details.isVisible)
    assert listed.isHidden() and header.view.chosen == (last_one,)
    assert last_one in [block for _, block in header.painted()], "what is chosen has a lane"
    header.setFocus()
    QTest.keyClick(header, Qt.Key.Key_Left)
    while header._cursor != date(2026, 3, 5):
        QTest.keyClick(header, Qt.Key.Key_Right)
    header.grab()
    QTest.keyClick(header, Qt.Key.Key_Space)
    assert listed.isVisible() and listed.list.hasFocus()
    QTest.keyClick(listed.list, Qt.Key.Key_Escape)
    assert listed.isHidden()
    QTest.keyClick(header, Qt.Key.Key_Space)
    QTest.mouseClick(listed.whole, Qt.MouseButton.LeftButton)
    assert window.panel.name == "day"
    (shown,) = (lane for lane in window.findChildren(DayHeader) if lane.isVisible())
    qtbot.waitUntil(lambda: len(guests(shown)) == 7)


def test_what_goes_on_after_the_week_has_no_end_in_it(window: MainWindow, filled: Database, qtbot: QtBot) -> None:
    header = header_of(window)

    def corner() -> QColor:
        picture = header.grab().toImage()
        rect = next(rect for rect, block in header.painted() if block.row.summary == "Ana's birthday")
        return QColor(picture.pixelColor(header.width() - header.scroll_bar_width - 2, rect.top() + 1))

    corners = [corner()]
    for end in (date(2026, 3, 9), date(2026, 3, 12)):
        with stored(filled) as elsewhere:
            (birthday,) = elsewhere.family("bday@test")
            longer = dataclasses.replace(birthday, end=end)  # type: ignore[type-var]
            history.commit(elsewhere.database, ChangeSet((RowChange(birthday, longer),), "longer"), NOW)
        with qtbot.waitSignal(header.view.filled):
            window.workspace.changed.emit(None)
        corners.append(corner())
    assert corners[0] == corners[1] != corners[2]
