"""What a hand does in the views: drags, ticks, forms, over a real file; each is one entry that can be taken back."""

from datetime import date, datetime

import pytest
from hands import grid_of, hide_calendar, show_view
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QHelpEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QToolTip, QWidget
from pytestqt.qtbot import QtBot
from small_calendar import NOW, ZONE, at, stored

from app import proposals
from app.views.day_header import DayHeader
from app.views.editors import EventEditor
from app.views.hours_grid import HoursGrid
from app.views.main_window import MainWindow
from app.views.month import MonthView
from app.views.week import WeekView
from models import history
from models.database import Database
from models.rows import Task


def times(database: Database, name: str) -> list[tuple[object, object]]:
    """Starts and ends of the things of March with that name."""
    with stored(database) as queries:
        return [(o.row.start, o.end) for o in queries.event_occurrences(at(1, 0), at(31, 0)) if o.row.summary == name]


def tasks_named(database: Database, name: str) -> list[Task]:
    """The task rows with that name."""
    with stored(database) as queries:
        return [task for task in queries.tasks() if task.summary == name]


def point(grid: HoursGrid, moment: datetime) -> QPoint:
    """The middle of a day's column, at an hour, brought into sight."""
    grid.scroll_to(6 * 60)
    column = grid.days.index(moment.date())
    x = grid.viewport().width() - (len(grid.days) - column - 0.5) * grid.column_width
    return QPoint(int(x), int(grid.ground.y_of(moment.hour * 60 + moment.minute)))


def drag(widget: QWidget, start: QPoint, end: QPoint) -> None:
    """A pull of the left button."""
    QTest.mousePress(widget, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(widget, (start + end) / 2)
    QTest.mouseMove(widget, end)
    QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, pos=end)


def answer_menu(text: str) -> None:
    """Chooses from the next menu that opens."""

    def choose() -> None:
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        action = next(a for a in menu.actions() if a.text() == text)
        QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())

    QTimer.singleShot(100, choose)


def test_drag_moves_by_quarters_of_an_hour_and_days(window: MainWindow, filled: Database, qtbot: QtBot) -> None:
    grid = grid_of(window)
    with qtbot.waitSignal(window.workspace.committed):
        drag(grid.viewport(), point(grid, at(5, 16, 20)), point(grid, at(6, 14, 50)))
    assert times(filled, "Haircut") == [(at(6, 14, 30), at(6, 15, 30))]
    with qtbot.waitSignal(window.workspace.changed):
        qtbot.mouseClick(window.toast.turn, Qt.MouseButton.LeftButton)
    assert times(filled, "Haircut") == [(at(5, 16), at(5, 17))]


def test_who_is_invited_is_said_of_a_drag(window: MainWindow, qtbot: QtBot) -> None:
    grid = grid_of(window)
    with qtbot.waitSignal(window.workspace.committed) as said:
        drag(grid.viewport(), point(grid, at(4, 14, 20)), point(grid, at(6, 13, 20)))
    assert (
        said.args
        and said.args[0].startswith("“Budget meeting” moved: Wed 4 Mar, 14:00 → ")
        and "Sam Ortiz" in said.args[0]
    )


def test_the_lower_edge_resizes(window: MainWindow, filled: Database, qtbot: QtBot) -> None:
    grid = grid_of(window)
    edge = point(grid, at(5, 17)) - QPoint(0, 4)
    with qtbot.waitSignal(window.workspace.committed):
        drag(grid.viewport(), edge, point(grid, at(5, 18, 15)))
    assert times(filled, "Haircut") == [(at(5, 16), at(5, 18, 15))]


def test_escape_ends_a_drag_without_a_change(window: MainWindow, filled: Database, qtbot: QtBot) -> None:
    grid = grid_of(window)
    QTest.mousePress(grid.viewport(), Qt.MouseButton.LeftButton, pos=point(grid, at(5, 16, 20)))
    QTest.mouseMove(grid.viewport(), point(grid, at(6, 9)))
    grid.setFocus()
    QTest.keyClick(grid, Qt.Key.Key_Escape)
    QTest.mouseRelease(grid.viewport(), Qt.MouseButton.LeftButton, pos=point(grid, at(6, 9)))
    qtbot.wait(50)
    assert times(filled, "Haircut") == [(at(5, 16), at(5, 17))]


@pytest.mark.parametrize(
    ("scope", "starts"),
    [
        ("Just this one", [at(3, 19), at(10, 18), at(17, 18), at(24, 18)]),
        ("The whole series", [at(3, 19), at(10, 19), at(17, 19), at(24, 19)]),
    ],
)
def test_a_drag_in_a_series_asks_for_the_scope(
    window: MainWindow, filled: Database, qtbot: QtBot, scope: str, starts: list[datetime]
) -> None:
    grid = grid_of(window)
    answer_menu(scope)
    with qtbot.waitSignal(window.workspace.committed):
        drag(grid.viewport(), point(grid, at(3, 18, 20)), point(grid, at(3, 19, 20)))
    assert [start for start, _ in times(filled, "Yoga")] == starts


def test_an_occurrence_of_a_series_is_made_longer_with_its_scope(
    window: MainWindow, filled: Database, qtbot: QtBot
) -> None:
    grid = grid_of(window)
    answer_menu("From this one on")
    with qtbot.waitSignal(window.workspace.committed):
        drag(grid.viewport(), point(grid, at(3, 19)) - QPoint(0, 4), point(grid, at(3, 19, 30)))
    assert times(filled, "Yoga") == [(at(day, 18), at(day, 19, 30)) for day in (3, 10, 17, 24)]


def test_a_drag_on_empty_hours_opens_the_form_of_a_new_event(
    window: MainWindow, filled: Database, qtbot: QtBot
) -> None:
    grid = grid_of(window)
    drag(grid.viewport(), point(grid, at(6, 13, 0)), point(grid, at(6, 14, 30)))
    (editor,) = window.findChildren(EventEditor)
    QTest.keyClicks(editor.title, "Walk with Kim")
    with qtbot.waitSignal(window.workspace.committed):
        QTest.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert times(filled, "Walk with Kim") == [(at(6, 13), at(6, 14, 30))]
    with stored(filled) as queries:
        assert history.entries(queries.database)[0].text == "Added “Walk with Kim”"


def test_keys_alone_select_move_and_remove(window: MainWindow, filled: Database, qtbot: QtBot) -> None:
    grid = grid_of(window)
    QTest.keyClick(window, Qt.Key.Key_F6)
    assert grid.hasFocus()
    while grid.selection is None or grid.selection.row.summary != "Haircut":
        QTest.keyClick(grid, Qt.Key.Key_Down)
    with qtbot.waitSignal(window.workspace.committed):
        QTest.keyClick(grid, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert times(filled, "Haircut") == [(at(5, 16, 15), at(5, 17, 15))]
    qtbot.waitUntil(lambda: any(b.start == at(5, 16, 15) for b in window.panel.calendars["week"].blocks))
    grid.select(next(b for b in window.panel.calendars["week"].blocks if b.row.summary == "Haircut"))
    QTest.keyClick(grid, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: window.command.draft is not None)
    assert times(filled, "Haircut"), "removing is previewed first"
    assert window.command.card.rows.hasFocus(), "Enter is of what is shown now"
    with qtbot.waitSignal(window.workspace.committed):
        QTest.keyClick(window.command.card.rows, Qt.Key.Key_Return)
    assert times(filled, "Haircut") == [] and grid.hasFocus()
    grid.select(next(block for block in grid.view.blocks if block.row.summary == "Hiring meeting"))
    QTest.keyClick(grid, Qt.Key.Key_Delete)
    qtbot.waitUntil(window.command.card.rows.hasFocus)
    window.command.take_focus()
    with qtbot.waitSignal(window.workspace.previewed):
        QTest.keyClicks(window.command.line, "what's on tomorrow")
    qtbot.waitUntil(lambda: window.command.draft is not None and bool(window.command.draft.text))
    QTest.keyClick(window.command.line, Qt.Key.Key_Escape)
    assert window.command.line.hasFocus(), "what was typed since is not the gesture's"


def test_a_drag_in_the_month_keeps_the_hour(window: MainWindow, filled: Database, qtbot: QtBot) -> None:
    show_view(window, "month")
    month = window.panel.calendars["month"]
    assert isinstance(month, MonthView)
    qtbot.waitUntil(lambda: any(b.row.summary == "Haircut" for b in month.blocks))
    month.grab()
    rect = next(r for r, b in month._places if b.row.summary == "Haircut")
    start = rect.center().toPoint()
    with qtbot.waitSignal(window.workspace.committed):
        drag(month, start, start + QPoint(int(month.cell_width), int(month.cell_height)))
    assert times(filled, "Haircut") == [(at(13, 16), at(13, 17))]


def test_ticking_a_task_and_back(window: MainWindow, filled: Database, qtbot: QtBot) -> None:
    show_view(window, "tasks")
    tasks = window.panel.tasks
    qtbot.waitUntil(lambda: any(line.task for line in tasks.model.lines))

    def line(name: str) -> int:
        return next(i for i, one in enumerate(tasks.model.lines) if one.task and one.task.summary == name)

    rect = tasks.list.visualRect(tasks.model.index(line("Milk")))
    with qtbot.waitSignal(window.workspace.committed):
        qtbot.mouseClick(tasks.list.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(24, rect.center().y()))
    (milk,) = tasks_named(filled, "Milk")
    assert milk.status == "COMPLETED" and milk.completed == NOW
    tasks.done.setChecked(True)
    qtbot.waitUntil(lambda: any(one.task and not one.task.is_open for one in tasks.model.lines))
    tasks.list.setFocus()
    tasks.list.setCurrentIndex(tasks.model.index(line("Milk")))
    with qtbot.waitSignal(window.workspace.committed):
        QTest.keyClick(tasks.list, Qt.Key.Key_Space)
    (milk,) = tasks_named(filled, "Milk")
    assert milk.is_open and milk.completed is None


def test_a_repeating_task_is_ticked_for_once(window: MainWindow, filled: Database, qtbot: QtBot) -> None:
    show_view(window, "tasks")
    tasks = window.panel.tasks
    qtbot.waitUntil(lambda: any(line.task and line.task.summary == "Pay rent" for line in tasks.model.lines))
    shown = [one.task for one in tasks.model.lines if one.task and one.task.summary == "Pay rent"]
    assert [task.due for task in shown] == [date(2026, 3, 1)]
    row = next(i for i, line in enumerate(tasks.model.lines) if line.task == shown[0])
    middle = tasks.list.visualRect(tasks.model.index(row)).center().y()
    with qtbot.waitSignal(window.workspace.committed):
        qtbot.mouseClick(tasks.list.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(24, middle))
    assert {(t.recurrence_id, t.status) for t in tasks_named(filled, "Pay rent")} == {
        (None, "NEEDS-ACTION"),
        (date(2026, 3, 1), "COMPLETED"),
    }


def test_adding_a_task_by_the_field(window: MainWindow, filled: Database, qtbot: QtBot) -> None:
    show_view(window, "tasks")
    window.panel.tasks.show_list("groceries")
    QTest.keyClicks(window.panel.tasks.field, "oat milk")
    with qtbot.waitSignal(window.workspace.committed):
        QTest.keyClick(window.panel.tasks.field, Qt.Key.Key_Return)
    assert [t.calendar_id for t in tasks_named(filled, "Oat milk")] == ["groceries"]


def test_hiding_a_calendar(window: MainWindow, qtbot: QtBot) -> None:
    hide_calendar(window, "Work")
    assert [b.row.summary for b in window.panel.calendars["week"].blocks] == ["Renew passport"], "a list's, not work's"
    assert window.settings.hidden == {"work"}


def header_of(window: MainWindow) -> DayHeader:
    """The days' names and the all-day lane of the week."""
    week = window.panel.calendars["week"]
    assert isinstance(week, WeekView)
    return week.header


def lane_point(header: DayHeader, day: int) -> QPoint:
    """The first line of the lane on a day of that week."""
    column = day - header.view.span[0].day
    return QPoint(int(58 + (column + 0.5) * header.column_width), header.names_height + 8)


def test_an_event_goes_into_the_all_day_lane_and_back(window: MainWindow, filled: Database, qtbot: QtBot) -> None:
    grid, header = grid_of(window), header_of(window)
    start = point(grid, at(5, 16, 20))
    lane = grid.viewport().mapFromGlobal(header.mapToGlobal(lane_point(header, 4)))
    with qtbot.waitSignal(window.workspace.changed):
        drag(grid.viewport(), start, lane)
    assert times(filled, "Haircut") == [(date(2026, 3, 4), date(2026, 3, 5))]
    qtbot.waitUntil(lambda: len([b for b in window.panel.calendars["week"].blocks if b.all_day]) == 3)
    header.grab()
    point(grid, at(6, 9))
    with qtbot.waitSignal(window.workspace.changed):
        drag(header, lane_point(header, 4), header.mapFromGlobal(grid.viewport().mapToGlobal(point(grid, at(6, 9, 5)))))
    assert times(filled, "Haircut") == [(at(6, 9), at(6, 10))]


def test_a_day_is_moved_along_the_lane(window: MainWindow, filled: Database, qtbot: QtBot) -> None:
    header = header_of(window)
    header.grab()
    with qtbot.waitSignal(window.workspace.changed):
        drag(header, lane_point(header, 7), lane_point(header, 5))
    assert times(filled, "Ana's birthday") == [(date(2026, 3, 5), date(2026, 3, 6))]


def test_a_drag_with_alt_leaves_the_event_and_makes_another(window: MainWindow, filled: Database, qtbot: QtBot) -> None:
    grid = grid_of(window)
    view, alt = grid.viewport(), Qt.KeyboardModifier.AltModifier
    start, end = point(grid, at(4, 14, 20)), point(grid, at(6, 14, 20))
    with qtbot.waitSignal(window.workspace.changed):
        QTest.mousePress(view, Qt.MouseButton.LeftButton, alt, start)
        QTest.mouseMove(view, (start + end) / 2)
        QTest.mouseMove(view, end)
        QTest.mouseRelease(view, Qt.MouseButton.LeftButton, alt, end)
    assert times(filled, "Budget meeting") == [(at(4, 14), at(4, 15)), (at(6, 14), at(6, 15))]
    with stored(filled) as queries:
        both = [o.row for o in queries.event_occurrences(at(4, 0), at(7, 0)) if o.row.summary == "Budget meeting"]
    assert len({row.uid for row in both}) == 2 and both[0].attendees == both[1].attendees


@pytest.mark.parametrize("name", ["week", "month"])
def test_a_pointer_that_rests_on_an_event_is_told_all_of_it(window: MainWindow, qtbot: QtBot, name: str) -> None:
    show_view(window, name)
    view = window.panel.calendars[name]
    qtbot.waitUntil(lambda: bool(view.blocks))
    window.grab()
    painted = grid_of(window) if isinstance(view, WeekView) else view
    target = painted.viewport() if isinstance(painted, HoursGrid) else painted
    if isinstance(painted, HoursGrid):
        painted.scroll_to(15 * 60)
    assert isinstance(painted, HoursGrid | MonthView)
    place = next(rect.center() for rect, block in painted.painted() if block.row.summary == "Haircut")
    QApplication.sendEvent(target, QHelpEvent(QEvent.Type.ToolTip, place, target.mapToGlobal(place)))
    assert QToolTip.text() == "Haircut\nThu 5 Mar, 16:00 – 17:00\nWork"
    QToolTip.hideText()


def test_the_wheel_rolls_the_month_by_weeks_and_pages_are_whole_months(window: MainWindow, qtbot: QtBot) -> None:
    show_view(window, "month")
    month = window.panel.calendars["month"]
    assert isinstance(month, MonthView)
    assert month.span == (date(2026, 2, 23), 42)

    def turn(turned: int) -> tuple[date, int, str]:
        place = QPointF(200, 200)
        wheel = QWheelEvent(
            place, month.mapToGlobal(place), QPoint(), QPoint(0, turned), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(month, wheel)
        return month.span[0], month.day.day, window.panel.bar.title.text()

    assert turn(-60) == (date(2026, 2, 23), 4, "March 2026")
    assert turn(-60) == (date(2026, 3, 2), 11, "March 2026")
    assert [turn(-120) for _ in range(2)][-1] == (date(2026, 3, 16), 25, "April 2026")
    assert month.weeks == 6, "as many rows as before, so that none changes its height"
    qtbot.waitUntil(lambda: {block.row.summary for block in month.blocks} == {"Yoga", "Pay rent"})
    month.setFocus()
    QTest.keyClick(month, Qt.Key.Key_Up)
    assert month.span[0] == date(2026, 3, 16), "a day in sight is gone to without a leap"
    QTest.keyClick(window, Qt.Key.Key_PageDown)
    assert (month.span, window.panel.bar.title.text()) == ((date(2026, 4, 27), 35), "May 2026")
    assert turn(120) == (date(2026, 4, 20), 24, "May 2026")


@pytest.mark.parametrize(
    ("hour", "day", "start"), [(9, 4, at(4, 10)), (23, 4, at(5, 9)), (23, 6, at(6, 9)), (22, 4, at(4, 23))]
)
def test_a_new_event_is_offered_a_time_that_is_to_come(hour: int, day: int, start: datetime) -> None:
    assert proposals.next_hour(at(4, hour, 26), date(2026, 3, day), ZONE)[0] == start
