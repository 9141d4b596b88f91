"""The line in which sentences are typed: its colours, its suggestions, what keys do in it."""

from collections.abc import Callable

from hands import CONTROL, say, show_view, undo
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from small_calendar import stored
from test_flows import press, type_line

from app import proposals
from app.views.main_window import MainWindow
from app.views.topic import WIDEST
from assistant.plan import Answer, Plan
from models.database import Database
from models.rows import Task


def test_only_the_last_of_fast_keys_is_previewed(window: MainWindow, qtbot: QtBot) -> None:
    seen: list[str] = []
    window.workspace.previewed.connect(lambda draft: seen.append(draft.text) if draft else None)
    QTest.keyClicks(window.command.line, "cancel my meetings for the week")
    qtbot.waitUntil(lambda: bool(seen) and seen[-1] == "cancel my meetings for the week")
    qtbot.wait(50)
    assert seen == ["cancel my meetings for the week"]


def test_words_are_coloured_by_what_they_mean(window: MainWindow, qtbot: QtBot) -> None:
    type_line(window, qtbot, "move haircut to friday at 4pm")
    assert [(slot.name, slot.text) for slot in window.command.line.colors.slots] == [
        ("summary", "haircut"),
        ("new_when", "friday at 4pm"),
    ]
    formats = window.command.line.document().firstBlock().layout().formats()
    palette = window.theme.palette
    assert [f.format.foreground().color().name() for f in formats] == [palette.what, palette.time]
    assert [f.format.fontUnderline() for f in formats] == [False, True]


def test_a_long_name_is_cut_within_its_quotation_marks(window: MainWindow) -> None:
    chip = window.command.topic
    chip.speak_of(Answer("", (Task(id="t", uid="t", calendar_id="groceries", summary="Call the plumber " * 9),)))
    assert chip.text().startswith("it = “Call the") and chip.text().endswith("…”")
    assert chip.fontMetrics().horizontalAdvance(chip.text()) <= WIDEST


def test_what_escape_took_comes_back_until_something_else_is_done(
    window: MainWindow, filled: Database, qtbot: QtBot
) -> None:
    line = window.command.line
    type_line(window, qtbot, "lunch with Kim tomorrow at 1pm")
    press(window, Qt.Key.Key_Escape)
    assert not line.text and window.command.card.isHidden()
    with qtbot.assertNotEmitted(window.workspace.changed, wait=100):
        press(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert line.text == "lunch with Kim tomorrow at 1pm"
    press(window, Qt.Key.Key_Escape)
    stamps = Task(id="", uid="", calendar_id="groceries", summary="buy stamps")
    with qtbot.waitSignal(window.workspace.changed):
        window.workspace.perform(proposals.adding_task(lambda _: stamps))
    with qtbot.waitSignal(window.workspace.changed):
        undo(window, qtbot)
    assert not line.text
    with stored(filled) as queries:
        assert "buy stamps" not in {task.summary for task in queries.tasks()}


def test_alt_and_a_number_takes_a_choice_from_the_line(window: MainWindow, qtbot: QtBot) -> None:
    type_line(window, qtbot, "cancel yoga")
    with qtbot.waitSignal(window.workspace.previewed):
        press(window, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert isinstance(window.command.draft and window.command.draft.outcome, Plan)
    press(window, Qt.Key.Key_9, Qt.KeyboardModifier.AltModifier)
    assert not window.command.line.text.endswith("9"), "what is no choice is no text either"


def test_half_a_sentence_is_not_scolded_but_enter_explains(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.workspace.previewed):
        QTest.keyClicks(window.command.line, "blub")
    assert window.command.card.isHidden()
    press(window, Qt.Key.Key_Return)
    assert window.command.card.isVisible() and window.command.card.choices.findChildren(QPushButton)


def test_typing_anywhere_types_in_the_line(window: MainWindow, qtbot: QtBot) -> None:
    for name in window.panel.views:
        press(window, Qt.Key.Key_A, CONTROL)
        press(window, Qt.Key.Key_Delete)
        show_view(window, name)
        press(window, Qt.Key.Key_F6)
        press(window, Qt.Key.Key_L)
        assert window.command.line.text == "l", name
        assert window.command.line.hasFocus(), name


def test_an_empty_line_shows_a_sentence_that_fits_what_is_on_screen(window: MainWindow, qtbot: QtBot) -> None:
    line = window.command.line
    assert line.example == "move Budget meeting an hour later"
    show_view(window, "tasks")
    assert line.example == "add milk to the groceries list"
    show_view(window, "history")
    assert line.example == "undo"
    show_view(window, "day")
    with qtbot.waitSignal(window.panel.calendars["day"].filled):
        press(window, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert line.example == "move Design meeting an hour later"
    empty = line.grab().toImage()
    line.suggest("something else")
    assert line.grab().toImage() != empty, "it is seen"


def test_lines_that_were_done_come_back_with_up(window: MainWindow, qtbot: QtBot) -> None:
    type_line(window, qtbot, "lunch with Kim tomorrow at 1pm")
    with qtbot.waitSignal(window.workspace.committed):
        press(window, Qt.Key.Key_Return)
    press(window, Qt.Key.Key_Up)
    assert window.command.line.text == "lunch with Kim tomorrow at 1pm"
    press(window, Qt.Key.Key_Down)
    assert window.command.line.text == ""


def test_half_a_sentence_is_there_again_after_a_restart(
    open_main: Callable[[Database], MainWindow], window: MainWindow, filled: Database, qtbot: QtBot
) -> None:
    words = "move haircut, the one with Jo; to "
    QTest.keyClicks(window.command.line, words)
    window.leave()
    again = open_main(filled)
    qtbot.waitUntil(lambda: again.command.line.text == words)
    assert again.command.line.textCursor().atEnd()
    again.command.line.set_text("")
    say(again, qtbot, "what's on tomorrow")  # that is answered, though its words stand there yet
    again.leave()
    assert again.settings.half == "" and again.settings.typed[-1] == "what's on tomorrow"
