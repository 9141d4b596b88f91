"""Pages are turned: what lies beside the page that is shown is read ahead, and is what is stored when it is shown."""

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from small_calendar import at

from app.student import new_uid
from app.views.main_window import MainWindow
from assistant import gestures


def turn(window: MainWindow, key: Qt.Key) -> None:
    """Turns a page by its key."""
    QTest.keyClick(window, key, Qt.KeyboardModifier.AltModifier)


def test_a_page_read_ahead_shows_what_was_written_since(window: MainWindow, qtbot: QtBot) -> None:
    week = window.panel.calendars["week"]
    qtbot.waitUntil(lambda: len(week._kept) == 3)
    with qtbot.waitSignal(window.workspace.changed):
        window.workspace.perform(
            lambda queries: gestures.create_event(queries, at(10, 9), at(10, 10), "Flight", new_id=new_uid)
        )
    turn(window, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: "Flight" in [block.row.summary for block in week.blocks])


def test_leafing_on_ends_at_the_page_that_was_asked_for_last(window: MainWindow, qtbot: QtBot) -> None:
    week = window.panel.calendars["week"]
    here, shown = week.span, [block.key for block in week.blocks]
    for _ in range(12):
        turn(window, Qt.Key.Key_Right)
    assert week.span[0] == here[0] + timedelta(weeks=12)
    qtbot.waitUntil(lambda: week.span in week._kept)
    assert all(block.start.date() >= week.span[0] for block in week.blocks)
    for _ in range(12):
        turn(window, Qt.Key.Key_Left)
    qtbot.waitUntil(lambda: [block.key for block in week.blocks] == shown)
    qtbot.waitUntil(lambda: set(week._kept) == set(week._near))  # at rest
