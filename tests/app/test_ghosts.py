"""What a plan changes is painted into the picture that stands, and looks as if all of it were painted anew."""

import pytest
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.views.main_window import MainWindow
from app.views.week import WeekView


def picture(week: WeekView) -> QImage:
    """The hours as they are painted."""
    return week.grid.viewport().grab().toImage()


@pytest.mark.parametrize("sentence", ["cancel my meetings for the week", "move haircut to friday at 4pm"])
def test_what_changes_looks_as_in_a_picture_made_anew(window: MainWindow, qtbot: QtBot, sentence: str) -> None:
    week = window.panel.calendars["week"]
    assert isinstance(week, WeekView)
    before = picture(week)
    QTest.keyClicks(window.command.line, sentence)
    qtbot.waitUntil(lambda: window.command.draft is not None and window.command.draft.text == sentence)
    ghosted = picture(week)
    assert ghosted != before
    week.refresh()
    assert picture(week) == ghosted
    window.command.dismiss()
    qtbot.waitUntil(lambda: not week.ghosts.leaving and not week.ghosts.coming)
    assert picture(week) == before
