"""What a line goes on with."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.item_models.completions import Completions
from app.views.main_window import MainWindow

NAMES = ("Dentist", "Dentist", "Dental plan", "Lunch with Ana", "Ana Lopez", "Straße fegen")


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("cancel dent", "ist"),
        ("cancel denta", "l plan"),
        ("move lunch wi", "th Ana"),
        ("call an", ""),  # too short to tell
        ("call ana", " Lopez"),
        ("cancel dentist", ""),
        ("cancel dent ", ""),
        ("rent dep", ""),
        ("strasse f", ""),
        ("", ""),
        ("cancel lu", "nch today"),
    ],
)
def test_rest(text: str, rest: str) -> None:
    assert Completions(NAMES).rest(text, ["cancel lunch today", "cancel gym"]) == rest


def test_a_name_of_the_calendar_is_offered_and_taken(window: MainWindow, qtbot: QtBot) -> None:
    line = window.command.line
    qtbot.waitUntil(lambda: line.names.rest("move hai", ()) == "rcut")
    line.setFocus()
    QTest.keyClicks(line, "cancel hai")
    QTest.keyClick(line, Qt.Key.Key_Right)
    assert line.text == "cancel haircut"
