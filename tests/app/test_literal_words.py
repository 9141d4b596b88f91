"""Coloured words become plain ones by a click or a key."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.theme.theme import Theme
from app.views.command_line import CommandLine
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
