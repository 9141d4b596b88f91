"""What was just done, in one line: the way back, and the way to it where it is out of sight."""

import threading
from datetime import date, datetime, timedelta

import pytest
from hands import grid_of, say, undo
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from small_calendar import ZONE, at
from test_gestures_of_hand import drag, point, times

from app.item_models.sight import days_changed, way_to
from app.orders import Order
from app.views.main_window import MainWindow
from assistant.plan import Effect, Plan
from models.changes import ChangeSet, RowChange
from models.database import Database
from models.rows import Calendar, Event, Row, Task

WEEK = (date(2026, 3, 2), 7)


def event(start: date | datetime, end: date | datetime, **more: object) -> Event:
    """An event of some days or hours."""
    return Event(id="e", uid="e", calendar_id="c", summary="e", start=start, end=end, **more)  # type: ignore[arg-type]


def task(**more: object) -> Task:
    """Something to do."""
    return Task(id="t", uid="t", calendar_id="c", summary="t", **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("row", "shows_tasks", "way"),
    [
        (event(at(4, 10), at(4, 11)), False, None),
        (event(at(10, 10), at(10, 11)), False, Order("day", date(2026, 3, 10))),
        (event(date(2026, 2, 26), date(2026, 3, 3)), False, None),
        (event(date(2026, 2, 26), date(2026, 3, 2)), False, Order("day", date(2026, 2, 26))),
        (event(at(1, 22), at(2, 2)), False, None),
        (event(at(1, 22), at(2, 0)), False, Order("day", date(2026, 3, 1))),
        (event(at(1, 10), at(1, 11), rrule="FREQ=WEEKLY"), False, None),
        (event(at(1, 10), at(1, 11), rrule="FREQ=DAILY;UNTIL=20260302T150000Z"), False, None),
        (
            event(date(2026, 2, 20), date(2026, 2, 21), rrule="FREQ=DAILY;UNTIL=20260301"),
            False,
            Order("day", date(2026, 2, 20)),
        ),
        (event(at(11, 10), at(11, 11), rrule="FREQ=WEEKLY"), False, Order("day", date(2026, 3, 11))),
        (task(due=date(2026, 3, 8)), False, None),
        (task(due=date(2026, 3, 9)), False, Order("day", date(2026, 3, 9))),
        (task(due=date(2026, 3, 9)), True, None),
        (task(), False, Order("view", "tasks")),
        (task(), True, None),
        (Calendar(id="c", name="Work", kind="event", color="#0c8599"), False, None),
    ],
)
def test_what_is_out_of_sight_can_be_shown(row: Row, shows_tasks: bool, way: Order | None) -> None:
    assert way_to(ChangeSet((RowChange(None, row),), ""), WEEK, shows_tasks, ZONE) == way


def test_what_is_gone_has_no_place() -> None:
    gone = ChangeSet((RowChange(event(at(10, 10), at(10, 11)), None),), "")
    assert way_to(gone, WEEK, False, ZONE) is None and way_to(None, WEEK, False, ZONE) is None


def test_show_leads_to_what_was_made(window: MainWindow, qtbot: QtBot) -> None:
    week = window.panel.calendars["week"]
    QTest.keyClick(window, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: week.span == (date(2026, 3, 9), 7))
    say(window, qtbot, "lunch with Kim tomorrow at 1pm")
    qtbot.waitUntil(window.toast.way.isVisible)
    QTest.mouseClick(window.toast.way, Qt.MouseButton.LeftButton)
    assert week.span == WEEK and window.toast.way.isHidden() and window.toast.turn.isVisible()
    qtbot.waitUntil(lambda: "Lunch with Kim" in {block.row.summary for block in week.blocks})


def test_what_is_in_sight_needs_no_way(window: MainWindow, qtbot: QtBot) -> None:
    say(window, qtbot, "lunch with Kim tomorrow at 1pm")
    qtbot.waitUntil(window.toast.isVisible)
    assert window.toast.way.isHidden() and window.toast.turn.isVisible()


def test_what_a_hand_moved_is_spoken_of_next(window: MainWindow, filled: Database, qtbot: QtBot) -> None:
    grid = grid_of(window)
    with qtbot.waitSignal(window.workspace.committed):
        drag(grid.viewport(), point(grid, at(5, 16, 20)), point(grid, at(6, 14, 20)))
    assert "Haircut" in window.command.topic.text()
    say(window, qtbot, "make it an hour later")
    qtbot.waitUntil(lambda: times(filled, "Haircut") == [(at(6, 15), at(6, 16))])


def test_who_was_spoken_of_is_met_again_until_a_hand_moves_something_else(
    window: MainWindow, filled: Database, qtbot: QtBot
) -> None:
    grid = grid_of(window)
    for words in ("lunch with Kim tomorrow at 1pm", "dinner with her on friday at 7pm"):
        with qtbot.waitSignal(window.workspace.committed):
            say(window, qtbot, words)
    assert times(filled, "Dinner with Kim") == [(at(6, 19), at(6, 20))]
    with qtbot.waitSignal(window.workspace.committed):
        drag(grid.viewport(), point(grid, at(5, 16, 20)), point(grid, at(6, 14, 20)))
    with qtbot.waitSignal(window.workspace.committed):
        say(window, qtbot, "brunch with her on sunday at 11am")
    assert times(filled, "Brunch") == [(at(8, 11), at(8, 12))]


def test_the_toast_covers_no_event_where_the_lists_leave_room(window: MainWindow, qtbot: QtBot) -> None:
    window.resize(1280, 820)
    say(window, qtbot, "lunch with Kim tomorrow at 1pm")
    qtbot.waitUntil(window.toast.isVisible)
    toast, sidebar = window.toast.geometry(), window.sidebar.geometry()
    assert sidebar.contains(toast) and not toast.intersects(window.panel.geometry())
    assert window.toast.turn.width() >= window.toast.turn.sizeHint().width()
    window.toast.show_words("Moved the quarterly review of everything that we ever planned " * 4, "undo")
    assert sidebar.contains(window.toast.geometry()) and window.toast.label.text().endswith("…")
    window.resize(1280, 560)
    assert window.toast.width() > sidebar.width(), "the lists leave too little"
    QTest.keyClick(window, Qt.Key.Key_F9)
    window.resize(1280, 820)
    assert window.panel.geometry().contains(window.toast.geometry()), "there is no sidebar"


def test_a_click_puts_the_toast_away(window: MainWindow, qtbot: QtBot) -> None:
    say(window, qtbot, "lunch with Kim tomorrow at 1pm")
    qtbot.waitUntil(window.toast.isVisible)
    QTest.mouseClick(window.toast, Qt.MouseButton.LeftButton, pos=window.toast.label.geometry().center())
    assert window.toast.isHidden()


def test_what_was_not_done_stays_until_it_is_read(window: MainWindow, qtbot: QtBot) -> None:
    toast = window.toast
    window.workspace.failed.emit("Nothing in broken.ics can be read.")
    assert toast.isVisible() and not toast._timer.isActive() and not toast.turn.isVisible()
    qtbot.mouseClick(toast.shut, Qt.MouseButton.LeftButton)
    assert toast.isHidden()
    toast.show_words("“Lunch” added", "undo")
    assert toast._timer.isActive() and not toast.shut.isVisible()


def test_words_that_are_too_long_end_with_an_ellipsis(window: MainWindow) -> None:
    window.resize(760, 520)
    words = "Moved the quarterly review of everything that we ever planned " * 4
    window.toast.show_words(words, "undo")
    label, turn = window.toast.label, window.toast.turn
    assert label.text().endswith("…") and label.toolTip() == window.toast.accessibleName() == words
    assert window.rect().contains(window.toast.geometry()) and turn.width() >= turn.sizeHint().width()
    window.toast.show_words("Done", "undo")
    assert label.text() == "Done" and not label.toolTip()


def test_what_takes_long_is_said_to_be_under_way(window: MainWindow, qtbot: QtBot) -> None:
    may_go_on, toast = threading.Event(), window.toast
    window.workspace.read(lambda queries: may_go_on.wait(10), lambda _: None)  # the worker is busy
    undo(window, qtbot)
    assert toast.isHidden(), "what is done soon needs no word before"
    qtbot.waitUntil(toast.isVisible)
    assert toast.label.text() == "Taking back…" and toast.turn.isHidden()
    with qtbot.waitSignal(window.workspace.committed):
        may_go_on.set()
    assert toast.label.text().startswith("Taken back: ")


@pytest.mark.parametrize(
    ("rule", "taken", "given"),
    [
        (
            "FREQ=WEEKLY;UNTIL=20260320T000000Z",
            [date(2026, 3, 8), date(2026, 3, 15)],
            [date(2026, 3, 9), date(2026, 3, 16)],
        ),
        ("FREQ=WEEKLY;UNTIL=20260223T000000Z", [date(2026, 2, 1)], [date(2026, 2, 2)]),
    ],
)
def test_of_a_series_the_next_times_are_marked(rule: str, taken: list[date], given: list[date]) -> None:
    """It is Wednesday the fourth; the series began on a Sunday of February."""
    first, hour = datetime(2026, 2, 1, 10, tzinfo=ZONE), timedelta(hours=1)
    before, after = (event(start, start + hour, rrule=rule) for start in (first, first + timedelta(days=1)))
    plan = Plan("", (Effect(before, after),))
    assert days_changed(plan, {0}, date(2026, 3, 4), ZONE) == (frozenset(taken), frozenset(given))
