"""What a line goes on with."""

import pytest
from hands import say
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.item_models.completions import Completions, completions
from app.views import command_panel
from app.views.main_window import MainWindow
from models.queries import Queries

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
        ("move lunch with ana", ""),
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


def test_the_names_are_read_once_after_a_change(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    line, read = window.command.line, []
    qtbot.waitUntil(lambda: line.names.rest("move hai", ()) == "rcut")

    def counted(queries: Queries) -> Completions:
        read.append(queries)
        return completions(queries)

    monkeypatch.setattr(command_panel, "completions", counted)
    with qtbot.waitSignal(window.workspace.committed):
        say(window, qtbot, "lunch with Kim tomorrow at 1pm")
    qtbot.waitUntil(lambda: line.names.rest("cancel lunch wi", ()) == "th Kim")
    done: list[bool] = []
    window.workspace.read(lambda queries: True, done.append)
    qtbot.waitUntil(lambda: bool(done))
    assert len(read) == 1
