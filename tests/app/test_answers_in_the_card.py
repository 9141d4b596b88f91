"""What Enter does to a question, a doubt and an answer; what a card says once; and what is told after a move."""

import dataclasses
from datetime import date

import pytest
from hands import say, show_view
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from small_calendar import NOW, ZONE, at, first_rows
from test_flows import type_line

from app.delegates.preview import MOST_WARNINGS, PreviewDelegate, lines_of
from app.drafts import Draft
from app.formatting import Formatter
from app.item_models.card import Setting, contents_of, is_note
from app.item_models.lines import LINE
from app.steps import step_of
from app.views.main_window import MainWindow
from assistant.conversation import Conversation
from assistant.plan import Answer, Effect, Plan
from assistant.preview import Preview, PreviewRow
from models.changes import RowChange
from models.rows import Event, Task

ROWS = {row.summary: row for row in first_rows() if isinstance(row, Event | Task)}
SETTING = Setting({}, Formatter(ZONE), NOW.date())


def answer(text: str, *items: Event | Task, **more: object) -> Draft:
    """The draft of an answer."""
    return Draft("", Answer(text, items, **more), None, Conversation())  # type: ignore[arg-type]


def headline(text: str, *items: Event | Task, **more: object) -> str:
    """What the card says over the rows of an answer."""
    return contents_of(answer(text, *items, **more), SETTING).headline


def test_an_answer_is_said_once() -> None:
    haircut, hiring = ROWS["Haircut"], ROWS["Hiring meeting"]
    assert headline("Haircut: Thu 5 Mar (tomorrow), 16:00–17:00.", haircut) == "Tomorrow"
    assert headline("Haircut takes an hour, Thu 5 Mar.", haircut) == "Haircut takes an hour, Thu 5 Mar."
    both = "Haircut (Thu 5 Mar, 16:00–17:00) and Hiring meeting (Fri 6 Mar, 11:00–12:00)."
    assert headline(both, haircut, hiring) == "2 entries in all"
    assert headline(f"Yes: {both}", haircut, hiring) == "Yes: 2 entries in all"
    assert headline("Nothing on Sunday.") == "Nothing on Sunday."
    also = " All day, so not counted: Ana's birthday."
    free = f"You are free Thu 5 Mar 9:00–10:00 and 11:00–16:00.{also}"
    spans = ((at(5, 9), at(5, 10)), (at(5, 11), at(5, 16)))
    assert headline(free, free=spans, beside=also) == f"You are free\n{also.strip()}"
    due = " 1 task is due: Renew passport."
    assert headline(both + due, haircut, hiring, beside=due) == f"2 entries in all\n{due.strip()}"


def test_enter_goes_to_the_one_thing_of_an_answer(window: MainWindow, qtbot: QtBot) -> None:
    show_view(window, "month")
    view = window.panel.calendars["month"]
    with qtbot.waitSignal(window.workspace.previewed):
        QTest.keyClicks(window.command.line, "search for haircut")
    qtbot.waitUntil(lambda: window.command.draft is not None)
    assert "go there" in window.command.hint.text()
    QTest.keyClick(window.command.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: [block.name for block in view.chosen] == ["Haircut"])
    assert window.command.card.isHidden() and not window.command.line.text and view.hasFocus()
    assert window.command.topic.text() == "it = “Haircut”"


def test_enter_goes_to_a_task_in_its_list(window: MainWindow, qtbot: QtBot) -> None:
    show_view(window, "history")
    with qtbot.waitSignal(window.workspace.previewed):
        QTest.keyClicks(window.command.line, "search for milk")
    qtbot.waitUntil(lambda: window.command.draft is not None)
    QTest.keyClick(window.command.line, Qt.Key.Key_Return)
    tasks = window.panel.tasks
    qtbot.waitUntil(lambda: window.panel.name == "tasks" and tasks.list.currentIndex().isValid())
    assert tasks.list.currentIndex().data(LINE).task.summary == "Milk" and tasks.list.hasFocus()


@pytest.mark.usefixtures("doubting")
def test_enter_on_a_doubt_says_that_nothing_is_done_yet(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    say(window, qtbot, "cancel my meetings for the week")
    card = window.command.card
    assert card.has_keyboard and card.confirm.text() == "Yes, do it  ↵"
    assert any("Nothing is done yet" in label.text() for label in card.warnings.findChildren(QLabel))
    QTest.keyClicks(window, "x")
    assert window.command.line.text == "x", "what is typed says it anew"
    monkeypatch.undo()
    window.command.line.selectAll()
    say(window, qtbot, "move haircut to friday at 4pm")
    assert card.confirm.text() == "Do it  ↵"


@pytest.mark.parametrize(("words", "signs"), [("people: 1 invited (Sam)", []), ("late: 23:30", ["warning"])])
def test_who_is_invited_is_a_note_and_no_warning(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, words: str, signs: list[str]
) -> None:
    painted: list[str] = []

    def note(name: str, *_: object) -> QPixmap:
        painted.append(name)
        return QPixmap(14, 14)

    monkeypatch.setattr("app.delegates.preview.pixmap", note)
    delegate, picture = window.command.card.rows.itemDelegate(), QPixmap(300, 20)
    assert isinstance(delegate, PreviewDelegate)
    painter = QPainter(picture)
    delegate._write_below(painter, QRectF(0, 0, 300, 20), PreviewRow("updated", "A", "", "", "", (), (), (words,)))
    painter.end()
    assert painted == signs and is_note(words) is not bool(signs)


def test_a_duplicate_is_told_first_and_each_warning_has_a_line() -> None:
    effect = Effect(None, ROWS["Haircut"], warnings=("overlaps A, 12:30–13:00", "duplicate: Haircut is there already"))
    row = PreviewRow("created", "Haircut", "Thu", "", "", (), (), effect.warnings)
    shown = Preview("Add “Haircut”", "“Haircut” added", (row,), effect.warnings, None)
    draft = Draft("", Plan("", (effect,)), None, Conversation(), preview=shown)
    assert contents_of(draft, SETTING).rows[0].warnings == effect.warnings[::-1]
    assert lines_of(effect.warnings) == effect.warnings
    many = tuple("abcdefg")
    assert lines_of(many) == ("a", "b", "c", "d", "e · f · g") and len(lines_of(many)) == MOST_WARNINGS


def test_what_moved_is_told_with_from_where_to_where() -> None:
    haircut, passport = ROWS["Haircut"], ROWS["Renew passport"]
    assert isinstance(haircut, Event) and isinstance(passport, Task)

    def step(row: Event | Task, **fields: object) -> str:
        return step_of(RowChange(row, dataclasses.replace(row, **fields)), Formatter(ZONE), NOW.date())  # type: ignore[arg-type]

    assert step(haircut, start=at(5, 17), end=at(5, 18)) == "Thu 5 Mar, 16:00 → 17:00"
    assert step(haircut, start=at(6, 16), end=at(6, 17)) == "Thu 5 Mar, 16:00 → Fri 6 Mar, 16:00"
    assert step(haircut, end=at(5, 18)) == "Thu 5 Mar, 16:00 – 17:00 → 18:00"
    assert step(passport, due=date(2026, 3, 9)) == "Mon 2 Mar → Mon 9 Mar"
    assert step(passport, start=at(9, 15), due=at(9, 16)) == "Mon 2 Mar → Mon 9 Mar, 15:00"
    assert step(passport, due=None) == "Mon 2 Mar → –"
    assert step(haircut, summary="Cut") == "" and step(ROWS["Yoga"], start=at(3, 19)) == ""


def test_the_toast_and_the_history_tell_it(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.workspace.committed) as told:
        say(window, qtbot, "move haircut to friday at 4pm")
    assert told.args[0] == "“Haircut” moved: Thu 5 Mar, 16:00 → Fri 6 Mar, 16:00"
    show_view(window, "history")
    history = window.panel.history
    qtbot.waitUntil(lambda: bool(history.model.lines))
    assert history.model.lines[0].words == "1 changed: Haircut: Thu 5 Mar, 16:00 → Fri 6 Mar, 16:00"


def test_the_line_grows_with_a_long_sentence(window: MainWindow, qtbot: QtBot) -> None:
    line, height = window.command.line, window.command.line.height()
    top = window.command.card.y()
    QTest.keyClicks(
        line, "every other friday at 15:00 until june a retro with Sam and Priya and Tom in the big room upstairs " * 2
    )
    qtbot.waitUntil(lambda: line.height() > 1.8 * height)
    assert line.verticalScrollBar().maximum() == 0 and window.command.card.y() > top
    line.set_text("lunch")
    qtbot.waitUntil(lambda: line.height() == height)


def test_hours_are_written_as_is_preferred_in_all_that_the_card_says(window: MainWindow, qtbot: QtBot) -> None:
    workspace, card = window.workspace, window.command.card
    workspace.preferences = workspace.preferences.having("twelve_hours", True)
    type_line(window, qtbot, "move haircut to friday at 4pm")
    (change,) = card.model.lines[0].changes
    assert (change.before, change.after) == (
        "Thu 5 Mar (tomorrow), 4 pm–5 pm",
        "Fri 6 Mar (in 2 days), 4 pm–5 pm",
    )
    window.command.line.set_text("")
    say(window, qtbot, "what's on tomorrow")
    answered = card.draft and card.draft.outcome
    assert isinstance(answered, Answer) and "4 pm" in answered.text and ":00" not in answered.text
    workspace.preferences = workspace.preferences.having("twelve_hours", False)
    window.command.line.set_text("")
    type_line(window, qtbot, "move haircut to friday at 4pm")
    assert card.model.lines[0].changes[0].after == "Fri 6 Mar (in 2 days), 16:00–17:00"
