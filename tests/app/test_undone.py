"""What Enter was pressed on and is not done by it: what is typed next is about it, or a sentence of its own, and then it is not lost."""

import pytest
from hands import say
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from small_calendar import at, stored
from test_flows import type_line

from app.item_models.blocks import Move
from app.views.main_window import MainWindow
from assistant.plan import Plan
from models.database import Database

MOVE, LUNCH = "move haircut to friday at 4pm", "lunch with Kim tomorrow at 1pm"


def type_on(window: MainWindow, qtbot: QtBot, words: str) -> None:
    """Types where the keyboard is, and waits until it is understood."""
    with qtbot.waitSignal(window.workspace.previewed):
        QTest.keyClicks(QApplication.focusWidget() or window, words[:1])
        QTest.keyClicks(window.command.line, words[1:])
    qtbot.waitUntil(lambda: window.command._waiting is not None and window.command._waiting.text == words)


def press(window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A key, where the keyboard is."""
    QTest.keyClick(QApplication.focusWidget() or window, key, modifier)


def told(window: MainWindow) -> list[str]:
    """The lines that are said not to be done."""
    row = window.panel.passed_over
    return [button.accessibleName() for button in row.buttons] if row.isVisible() else []


def starts(database: Database) -> dict[str, object]:
    """When the events of the week begin."""
    with stored(database) as queries:
        return {o.row.summary: o.row.start for o in queries.event_occurrences(at(2, 0), at(9, 0))}


@pytest.fixture
def doubted(window: MainWindow, qtbot: QtBot, doubting: None, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    """Enter was pressed once on a plan that may be misread; what is typed from now on is not doubted."""
    say(window, qtbot, MOVE)
    assert window.command.card.has_keyboard
    monkeypatch.undo()
    return window


def test_what_other_words_take_the_place_of_is_told_and_comes_back(
    doubted: MainWindow, filled: Database, qtbot: QtBot
) -> None:
    type_on(doubted, qtbot, LUNCH)
    assert doubted.command.line.text == LUNCH and not told(doubted)
    with qtbot.waitSignal(doubted.workspace.committed):
        press(doubted, Qt.Key.Key_Return)
    assert told(doubted) == [MOVE] and starts(filled)["Haircut"] == at(5, 16)
    with qtbot.waitSignal(doubted.workspace.previewed):
        press(doubted, Qt.Key.Key_B, Qt.KeyboardModifier.AltModifier)
    assert doubted.command.line.text == MOVE
    with qtbot.waitSignal(doubted.workspace.committed):
        press(doubted, Qt.Key.Key_Return)
    assert not told(doubted) and starts(filled)["Haircut"] == at(6, 16)


def test_a_click_brings_it_back_too_and_it_can_be_put_away(doubted: MainWindow, qtbot: QtBot) -> None:
    type_on(doubted, qtbot, "what's on tomorrow")
    press(doubted, Qt.Key.Key_Return)
    row = doubted.panel.passed_over
    assert told(doubted) == [MOVE]
    qtbot.mouseClick(row.buttons[0], Qt.MouseButton.LeftButton)
    assert doubted.command.line.text == MOVE
    qtbot.mouseClick(row.leave, Qt.MouseButton.LeftButton)
    assert not told(doubted)


def test_a_follow_up_revises_what_is_on_the_card(
    window: MainWindow, filled: Database, qtbot: QtBot, request: pytest.FixtureRequest
) -> None:
    type_line(window, qtbot, LUNCH)
    with qtbot.waitSignal(window.workspace.committed):
        press(window, Qt.Key.Key_Return)
    request.getfixturevalue("doubted")
    type_on(window, qtbot, "make it an hour later")
    assert window.command.topic.text() == "it = “Haircut”"
    with qtbot.waitSignal(window.workspace.committed):
        press(window, Qt.Key.Key_Return)
    assert not told(window)
    assert starts(filled)["Haircut"] == at(6, 17) and starts(filled)["Lunch with Kim"] == at(5, 13)


def test_yes_does_it(doubted: MainWindow, filled: Database, qtbot: QtBot) -> None:
    type_on(doubted, qtbot, "yes")
    with qtbot.waitSignal(doubted.workspace.committed):
        press(doubted, Qt.Key.Key_Return)
    assert not told(doubted) and starts(filled)["Haircut"] == at(6, 16)


def test_no_drops_it(doubted: MainWindow, filled: Database, qtbot: QtBot) -> None:
    type_on(doubted, qtbot, "no")
    press(doubted, Qt.Key.Key_Return)
    assert not told(doubted)
    type_on(doubted, qtbot, LUNCH)
    with qtbot.waitSignal(doubted.workspace.committed):
        press(doubted, Qt.Key.Key_Return)
    assert not told(doubted) and starts(filled)["Haircut"] == at(5, 16)


def test_escape_drops_its_own_words_and_no_others(doubted: MainWindow, qtbot: QtBot) -> None:
    type_on(doubted, qtbot, "blub")
    press(doubted, Qt.Key.Key_Escape)
    assert told(doubted) == [MOVE]
    doubted.command.table.bring_back()
    qtbot.waitUntil(lambda: doubted.command.draft is not None)
    press(doubted, Qt.Key.Key_Escape)
    assert not told(doubted)


def test_enter_before_anything_was_shown_is_no_less_an_order(
    window: MainWindow, filled: Database, qtbot: QtBot
) -> None:
    QTest.keyClicks(window.command.line, MOVE)
    QTest.keyClick(window.command.line, Qt.Key.Key_Return)  # no event loop ran: there is no preview yet
    qtbot.waitUntil(lambda: window.command.draft is not None)
    type_on(window, qtbot, LUNCH)
    with qtbot.waitSignal(window.workspace.committed):
        press(window, Qt.Key.Key_Return)
    assert told(window) == [MOVE] and "Lunch with Kim" in starts(filled)


@pytest.mark.parametrize("first", ["blub", "cancel yoga", "move haircut to 25:00", "what's on tomorrow"])
def test_a_sentence_behind_a_question_begins_anew(window: MainWindow, qtbot: QtBot, first: str) -> None:
    say(window, qtbot, first)
    assert window.command.line.textCursor().selectedText() == first
    type_on(window, qtbot, LUNCH)
    assert window.command.line.text == LUNCH
    assert window.command.card.headline.text() == "Add “Lunch with Kim”"


def test_an_answer_is_read_as_one(window: MainWindow, filled: Database, qtbot: QtBot) -> None:
    say(window, qtbot, "move haircut to 25:00")
    type_on(window, qtbot, "3pm")
    assert window.command.line.text == "3pm"
    with qtbot.waitSignal(window.workspace.committed):
        press(window, Qt.Key.Key_Return)
    assert starts(filled)["Haircut"] == at(5, 15)


def test_a_cursor_key_keeps_the_words_to_be_changed(window: MainWindow, qtbot: QtBot) -> None:
    say(window, qtbot, "move haircut to 25:00")
    for key in (Qt.Key.Key_End, *[Qt.Key.Key_Backspace] * 5):
        press(window, key)
    QTest.keyClicks(window.command.line, "friday at 4pm")
    qtbot.waitUntil(lambda: window.command.draft is not None and isinstance(window.command.draft.outcome, Plan))
    assert window.command.line.text == MOVE


@pytest.mark.parametrize(
    ("first", "then", "waits"),
    [
        (LUNCH, "lunch with Kim on friday at noon", []),  # the same thing on the day that was meant
        ("cancel the haircut", LUNCH, ["cancel the haircut"]),
    ],
)
def test_what_was_done_in_other_words_waits_no_more(
    window: MainWindow,
    qtbot: QtBot,
    doubting: None,
    monkeypatch: pytest.MonkeyPatch,
    first: str,
    then: str,
    waits: list[str],
) -> None:
    say(window, qtbot, first)
    monkeypatch.undo()
    type_on(window, qtbot, then)
    with qtbot.waitSignal(window.workspace.committed):
        press(window, Qt.Key.Key_Return)
    assert told(window) == waits


def test_what_a_hand_did_waits_no_more(doubted: MainWindow, filled: Database, qtbot: QtBot) -> None:
    type_on(doubted, qtbot, "what's on tomorrow")
    press(doubted, Qt.Key.Key_Return)
    assert told(doubted) == [MOVE]
    block = next(b for b in doubted.panel.calendars["week"].blocks if b.row.summary == "Haircut")
    with qtbot.waitSignal(doubted.workspace.committed):
        doubted.editing.move(Move(block, at(6, 16), at(6, 17)))
    assert not told(doubted)


def test_what_was_recalled_takes_its_place_too(window: MainWindow, qtbot: QtBot) -> None:
    QTest.keyClicks(window.command.line, MOVE)
    QTest.keyClick(window.command.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.command.draft is not None)
    window.command.line.typed = (LUNCH,)
    with qtbot.waitSignal(window.workspace.previewed):
        press(window, Qt.Key.Key_Up)
    with qtbot.waitSignal(window.workspace.committed):
        press(window, Qt.Key.Key_Return)
    assert told(window) == [MOVE]
