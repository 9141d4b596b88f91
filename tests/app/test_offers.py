"""Words that no command was found in become a task by one key, or an event, or are sought."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from small_calendar import at, stored
from test_gestures_of_hand import tasks_named, times

from app.drafts import Draft, where_to
from app.views.main_window import MainWindow
from assistant.conversation import Conversation
from assistant.plan import Answer
from assistant.tagging import TaggedCommand, Tagging, marking
from models import history
from models.database import Database

ALT = Qt.KeyboardModifier.AltModifier


def type_words(window: MainWindow, qtbot: QtBot, words: str) -> None:
    """Types a line and waits until it is understood."""
    with qtbot.waitSignal(window.workspace.previewed):
        QTest.keyClicks(window.command.line, words)
    qtbot.waitUntil(lambda: window.command._waiting is not None and window.command._waiting.text == words)


def labels(window: MainWindow) -> list[str]:
    """The choices that are shown."""
    return [b.text() for b in window.command.card.choices.findChildren(QPushButton) if b.isVisible()]


def test_words_are_noted_as_a_task_by_one_key(window: MainWindow, filled: Database, qtbot: QtBot) -> None:
    type_words(window, qtbot, "call mum")
    with qtbot.waitSignal(window.workspace.committed) as said:
        QTest.keyClick(window.command.line, Qt.Key.Key_1, ALT)
    assert said.args == ["“Call mum” added", "undo"]
    assert window.command.line.text == "" and window.command.card.isHidden()
    assert len(tasks_named(filled, "Call mum")) == 1
    with stored(filled) as queries:
        assert history.entries(queries.database)[0].text == 'add "call mum" to my tasks'


def test_one_that_is_there_already_is_seen_first(window: MainWindow, filled: Database, qtbot: QtBot) -> None:
    type_words(window, qtbot, "renew passport")
    qtbot.waitUntil(lambda: labels(window) == ["1   Note it as a task"])
    assert "Found" in window.command.card.headline.text()
    QTest.keyClick(window.command.line, Qt.Key.Key_1, ALT)
    qtbot.waitUntil(lambda: window.command.card.headline.text() == "Add “Renew passport”")
    assert len(tasks_named(filled, "Renew passport")) == 1
    with qtbot.waitSignal(window.workspace.committed):
        QTest.keyClick(window.command.line, Qt.Key.Key_Return)
    assert len(tasks_named(filled, "Renew passport")) == 2


def test_with_a_time_they_may_be_an_event_which_is_previewed(
    window: MainWindow, filled: Database, qtbot: QtBot
) -> None:
    type_words(window, qtbot, "boiler tomorrow at 3pm")
    QTest.keyClick(window.command.line, Qt.Key.Key_Return)
    assert labels(window) == ["1   Note it as a task", "2   Put it on the calendar", "3   Search for it"]
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_2)
    qtbot.waitUntil(lambda: window.command.card.headline.text() == "Add “Boiler”")
    assert times(filled, "Boiler") == []
    with qtbot.waitSignal(window.workspace.committed):
        QTest.keyClick(window.command.line, Qt.Key.Key_Return)
    assert times(filled, "Boiler") == [(at(5, 15), at(5, 16))]


def test_enter_twice_takes_the_first(window: MainWindow, filled: Database, qtbot: QtBot) -> None:
    type_words(window, qtbot, "call mum")
    QTest.keyClick(window.command.line, Qt.Key.Key_Return)
    with qtbot.waitSignal(window.workspace.committed):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    assert len(tasks_named(filled, "Call mum")) == 1


def test_a_bare_name_answers_with_what_is_called_so(window: MainWindow, qtbot: QtBot) -> None:
    type_words(window, qtbot, "haircut")
    card = window.command.card
    qtbot.waitUntil(lambda: [row.title for row in card.model.lines] == ["Haircut"])
    assert window.command.draft and isinstance(window.command.draft.outcome, Answer)
    window.command.line.selectAll()
    type_words(window, qtbot, "taxes")
    QTest.keyClick(window.command.line, Qt.Key.Key_Return)
    assert card.headline.text() == "I found no list “taxes”."
    assert labels(window) == ["1   Note it as a task", "2   Search for it"]


def test_a_search_names_what_holds_the_words_or_some_of_them(window: MainWindow, qtbot: QtBot) -> None:
    def shown(words: str, headline: str) -> list[str]:
        window.command.line.selectAll()
        type_words(window, qtbot, words)
        qtbot.waitUntil(lambda: window.command.card.headline.text() == headline)
        return [row.title for row in window.command.card.model.lines]

    assert shown("search for pay rent", "Found “pay rent” here:") == ["Pay rent"]
    nearest = "Nothing holds “dull hiring meeting”; this comes nearest:"
    assert shown("search for dull hiring meeting", nearest)[0] == "Hiring meeting"
    assert shown("search for zebra", "Nothing holds “zebra”.") == []
    assert labels(window) == ["1   Note it as a task"]


def test_a_search_at_a_time_is_something_to_do_then(window: MainWindow, qtbot: QtBot) -> None:
    type_words(window, qtbot, "search for a new flat on Saturday at 10")
    QTest.keyClick(window.command.line, Qt.Key.Key_Return)
    assert labels(window) == ["1   Note it as a task", "2   Put it on the calendar"]


def test_a_time_alone_is_answered(window: MainWindow, qtbot: QtBot) -> None:
    type_words(window, qtbot, "12 march")
    assert window.command.card.headline.text().startswith("Nothing") and labels(window) == []


@pytest.mark.parametrize(
    ("words", "offered"), [("temp task one", True), ("what about temp", False), ("any temp?", False)]
)
def test_a_doubted_question_without_a_word_of_one_may_be_noted(words: str, offered: bool) -> None:
    asked = TaggedCommand("read", "task", "what", 0.4, marking(words, 0.5, ("summary", 0, 4)), 0, len(words))
    draft = Draft(words, Answer("I find no temp."), Tagging(words, (asked,)), Conversation())
    assert (where_to(draft) is not None) == offered
