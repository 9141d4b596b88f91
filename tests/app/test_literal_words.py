"""Coloured words become plain ones by a click or a key."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.theme.theme import Theme
from app.views.command_line import CommandLine
from app.views.main_window import MainWindow
from assistant.fake_tagger import tagging_of

MARKED = "[summary Prepare] [when Friday] [summary demo] [when tomorrow]"
TEXT = "Prepare Friday demo tomorrow"


@pytest.fixture
def line(qtbot: QtBot, qapp: QApplication) -> CommandLine:
    """The typed line, its words coloured."""
    theme = Theme(qapp, "light")
    line = CommandLine(theme)
    qtbot.addWidget(line)
    line.resize(600, 40)
    line.show()
    qtbot.waitExposed(line)
    line.setFocus()
    QTest.keyClicks(line, TEXT)
    line.set_tagging(tagging_of("create event", MARKED))
    theme.setParent(line)
    return line


def place(line: CommandLine, word: str) -> QPoint:
    """The middle of a word, in the line's viewport."""
    cursor = QTextCursor(line.document())
    cursor.setPosition(line.text.index(word) + len(word) // 2)
    return line.cursorRect(cursor).center()


def click(line: CommandLine, word: str) -> None:
    """A click on a word."""
    QTest.mouseClick(line.viewport(), Qt.MouseButton.LeftButton, pos=place(line, word))


def test_a_click_takes_words_and_the_name_around_them_literally(line: CommandLine) -> None:
    click(line, "Friday")
    assert line.text == '"Prepare Friday demo" tomorrow'
    click(line, "Friday")  # what is quoted is edited as any other words
    assert line.text == '"Prepare Friday demo" tomorrow'


def test_it_is_taken_back_as_typing_is(line: CommandLine) -> None:
    click(line, "Friday")
    QTest.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert line.text == TEXT


def test_a_key_does_the_same(line: CommandLine) -> None:
    QTest.keyClick(line, Qt.Key.Key_Apostrophe, Qt.KeyboardModifier.ControlModifier)
    assert line.text == 'Prepare Friday "demo tomorrow"'
    QTest.keyClick(line, Qt.Key.Key_Left)
    QTest.keyClick(line, Qt.Key.Key_Apostrophe, Qt.KeyboardModifier.ControlModifier)
    assert line.text == TEXT


def test_names_and_what_is_not_coloured_only_take_the_cursor(line: CommandLine) -> None:
    click(line, "Prepare")
    assert line.text == TEXT
    QTest.mouseClick(line.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(560, 12))
    assert line.text == TEXT
    assert line.textCursor().atEnd()


def press(line: CommandLine, *keys: Qt.Key) -> None:
    """Keys, one after the other."""
    for key in keys:
        QTest.keyClick(line, key)


BACKSPACE, SPACE = Qt.Key.Key_Backspace, Qt.Key.Key_Space


def test_backspace_over_the_space_behind_coloured_words_takes_them_literally(line: CommandLine) -> None:
    press(line, SPACE, BACKSPACE)
    assert line.text == 'Prepare Friday "demo tomorrow" '
    QTest.keyClicks(line, "early")  # one types on
    assert line.text == 'Prepare Friday "demo tomorrow" early'
    press(line, BACKSPACE)
    assert line.text == 'Prepare Friday "demo tomorrow" earl'


def test_a_second_backspace_deletes_as_if_the_first_had(line: CommandLine) -> None:
    press(line, SPACE, BACKSPACE, BACKSPACE)
    assert line.text == TEXT and line.textCursor().atEnd()
    press(line, BACKSPACE)
    assert line.text == TEXT[:-1]


def test_right_behind_a_coloured_word_backspace_only_deletes(line: CommandLine) -> None:
    press(line, BACKSPACE, BACKSPACE)
    assert line.text == TEXT[:-2]


@pytest.mark.parametrize("keys", [[Qt.Key.Key_Left, Qt.Key.Key_Right], [Qt.Key.Key_X, BACKSPACE]])
def test_a_space_that_was_not_just_typed_is_deleted(line: CommandLine, keys: list[Qt.Key]) -> None:
    press(line, SPACE, *keys, BACKSPACE)
    assert line.text == TEXT


def test_a_held_backspace_only_deletes(line: CommandLine) -> None:
    press(line, SPACE)
    held = QKeyEvent(QEvent.Type.KeyPress, BACKSPACE, Qt.KeyboardModifier.NoModifier, "\b", True)
    QApplication.sendEvent(line, held)
    assert line.text == TEXT


def test_a_space_behind_a_name_is_deleted(line: CommandLine) -> None:
    line.set_text("Prepare")
    line.set_tagging(tagging_of("create event", "[summary Prepare]"))
    press(line, SPACE, BACKSPACE)
    assert line.text == "Prepare"


def test_the_hint_says_what_backspace_does(window: MainWindow, qtbot: QtBot) -> None:
    line, hint = window.command.line, window.command.hint
    QTest.keyClicks(line, "what's on tomorrow")
    qtbot.waitUntil(lambda: bool(line.colors.slots))
    assert "plain" not in hint.text()
    press(line, SPACE)
    qtbot.waitUntil(lambda: hint.text().startswith("⌫ plain words"))
    press(line, Qt.Key.Key_Left)
    assert "plain" not in hint.text()


def test_in_a_line_that_was_not_touched_undo_is_the_calendar_s(window: MainWindow, qtbot: QtBot) -> None:
    assert window.command.line.hasFocus()
    with qtbot.waitSignal(window.workspace.committed) as said:
        QTest.keyClick(window.command.line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert said.args[0] == "Taken back: first rows"


def test_in_a_narrow_window_the_hint_gives_way_to_what_is_typed(window: MainWindow, qtbot: QtBot) -> None:
    window.resize(window.minimumSize())
    qtbot.waitUntil(lambda: window.command.width() < 500)
    QTest.keyClicks(window.command.line, "cancel yoga")
    qtbot.waitUntil(lambda: "choose" in window.command.hint.text())
    assert window.command.hint.isVisible()
    QTest.keyClicks(window.command.line, ", " + "or move it to a better day " * 2)
    qtbot.waitUntil(window.command.hint.isHidden)


def test_a_line_put_there_has_no_space_typed_behind_it(line: CommandLine) -> None:
    QTest.keyClicks(line, " ")
    assert line.uncolors
    line.set_text("")
    line.set_text(TEXT + " ")
    line.set_tagging(tagging_of("create event", MARKED))
    assert not line.uncolors
    QTest.keyClick(line, Qt.Key.Key_Backspace)
    assert line.text == TEXT
