"""What a person does at the window, with real keys and a real pointer, over a real file."""

from collections.abc import Callable

import pytest
from hands import click_event, grid_of, hide_calendar, undo
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot
from small_calendar import NOW, at, stored

from app.item_models.card import is_rash
from app.views.command_panel import PAUSE_MS
from app.views.first_steps import FirstSteps
from app.views.main_window import MainWindow
from app.views.settings_dialog import SettingsDialog
from assistant.plan import Answer, Clarification, Plan
from models import history
from models.changes import ChangeSet, RowChange
from models.database import Database

MEETINGS = ["Budget meeting", "Design meeting", "Hiring meeting"]


def summaries(database: Database) -> list[str]:
    """What the week holds, in order of start."""
    with stored(database) as queries:
        return [o.row.summary for o in queries.event_occurrences(at(2, 0), at(9, 0))]


def journal(database: Database) -> list[str]:
    """The words of the journal."""
    with stored(database) as queries:
        return [entry.text for entry in history.entries(queries.database)]


def type_line(window: MainWindow, qtbot: QtBot, text: str) -> None:
    """Types a sentence key by key and waits for its preview."""
    QTest.keyClicks(window.command.line, text)
    qtbot.waitUntil(lambda: window.command.draft is not None and window.command.draft.text == text)


def press(window: MainWindow, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """One key, wherever the focus is."""
    QTest.keyClick(QApplication.focusWidget() or window, key, modifiers)


def test_preview_untick_confirm_and_undo(window: MainWindow, filled: Database, qtbot: QtBot) -> None:
    before = summaries(filled)
    type_line(window, qtbot, "cancel my meetings for the week")
    card = window.command.card
    assert card.headline.text() == "Cancel 3 meetings"
    assert [row.title for row in card.model.lines] == MEETINGS
    second = card.rows.visualRect(card.model.index(1)).center()
    qtbot.mouseClick(card.rows.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, second.y()))
    assert card.chosen_rows == {0, 2}
    assert "2 of 3" in card.hint.text()
    with qtbot.waitSignal(window.workspace.committed):
        press(window, Qt.Key.Key_Return)
    assert summaries(filled) == [name for name in before if name not in ("Budget meeting", "Hiring meeting")]
    assert window.command.line.text == ""
    assert window.toast.isVisible() and "2 meetings cancelled" in window.toast.accessibleName()
    with qtbot.waitSignal(window.workspace.committed):
        qtbot.mouseClick(window.toast.turn, Qt.MouseButton.LeftButton)
    assert summaries(filled) == before
    assert window.toast.turn.text() == "Redo"
    with qtbot.waitSignal(window.workspace.committed):
        qtbot.mouseClick(window.toast.turn, Qt.MouseButton.LeftButton)
    assert summaries(filled) == [name for name in before if name not in ("Budget meeting", "Hiring meeting")]
    assert window.toast.turn.text() == "Undo"


def test_what_a_plan_makes_is_scrolled_to(window: MainWindow, qtbot: QtBot) -> None:
    """Where some of it is in sight the hours stay where they are."""
    grid = grid_of(window)
    window.resize(1280, 520)
    grid.scroll_to(0)
    type_line(window, qtbot, "move haircut to friday at 4pm")
    qtbot.waitUntil(lambda: grid.verticalScrollBar().value() > 0)
    assert 0 < grid.ground.y_of(16 * 60) < grid.viewport().height()
    window.command.dismiss()
    grid.scroll_to(15 * 60)
    shown = grid.verticalScrollBar().value()
    type_line(window, qtbot, "move haircut to friday at 4pm")
    qtbot.waitUntil(lambda: bool(grid.view.ghosts.coming))
    assert grid.verticalScrollBar().value() == shown


@pytest.mark.usefixtures("doubting")
def test_what_may_be_misread_is_looked_at_first(window: MainWindow, filled: Database, qtbot: QtBot) -> None:
    before = summaries(filled)
    type_line(window, qtbot, "move haircut to friday at 4pm")
    card = window.command.card
    assert "look" in window.command.hint.text() and card.confirm.text() == "Do it  ↵ ↵"
    press(window, Qt.Key.Key_Down)
    assert card.confirm.text() == "Do it  ↵"
    window.command.take_focus()
    assert card.confirm.text() == "Do it  ↵ ↵"
    QTest.keyClicks(window.command.line, "cancel my meetings for the week")
    qtbot.waitUntil(lambda: window.command._waiting is not None and is_rash(window.command._waiting))
    qtbot.wait(PAUSE_MS + 50)
    assert card.isHidden() and not window.panel.calendars["week"].ghosts.leaving, "no deletion is shown on a doubt"
    assert "look" in window.command.hint.text()
    press(window, Qt.Key.Key_Return)
    assert window.panel.calendars["week"].ghosts.leaving
    assert card.has_keyboard and summaries(filled) == before
    assert any("misread" in label.text() for label in card.warnings.findChildren(QLabel))
    with qtbot.waitSignal(window.workspace.committed):
        press(window, Qt.Key.Key_Return)
    assert summaries(filled) == [name for name in before if name not in MEETINGS]


def test_the_same_by_keys_alone(window: MainWindow, filled: Database, qtbot: QtBot) -> None:
    before = summaries(filled)
    type_line(window, qtbot, "cancel my meetings for the week")
    press(window, Qt.Key.Key_Down)  # into the rows
    press(window, Qt.Key.Key_Down)
    press(window, Qt.Key.Key_Space)
    assert window.command.card.chosen_rows == {0, 2}
    with qtbot.waitSignals([window.workspace.committed, window.workspace.journal_changed]):
        press(window, Qt.Key.Key_Return)
    assert "Design meeting" in summaries(filled) and "Budget meeting" not in summaries(filled)
    assert window.command.line.hasFocus()
    with qtbot.waitSignal(window.workspace.changed):
        press(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert summaries(filled) == before


def test_nothing_is_committed_before_it_was_shown(window: MainWindow, filled: Database, qtbot: QtBot) -> None:
    before = summaries(filled)
    QTest.keyClicks(window.command.line, "cancel my meetings for the week")
    press(window, Qt.Key.Key_Return)  # no event loop ran: there is no preview yet
    qtbot.waitUntil(lambda: window.command.draft is not None)
    qtbot.wait(50)
    assert summaries(filled) == before


def test_escape_drops_the_plan(window: MainWindow, filled: Database, qtbot: QtBot) -> None:
    before = summaries(filled)
    type_line(window, qtbot, "cancel my meetings for the week")
    assert window.panel.calendars["week"].ghosts.leaving
    press(window, Qt.Key.Key_Escape)
    assert window.command.card.isHidden() and window.command.line.text == ""
    assert not window.panel.calendars["week"].ghosts.leaving
    press(window, Qt.Key.Key_Return)
    qtbot.wait(50)
    assert summaries(filled) == before


def test_a_plan_says_that_the_calendar_is_hidden(window: MainWindow, qtbot: QtBot) -> None:
    hide_calendar(window, "Work")
    with qtbot.waitSignal(window.workspace.previewed):
        QTest.keyClicks(window.command.line, "move haircut to friday at 4pm")
    qtbot.waitUntil(lambda: bool(window.command.card.model.lines))
    assert window.command.card.model.lines[0].calendar == "Work (hidden)"


def test_before_and_after_are_shown(window: MainWindow, qtbot: QtBot) -> None:
    type_line(window, qtbot, "move haircut to friday at 4pm")
    (row,) = window.command.card.model.lines
    (change,) = row.changes
    assert change.name == "when"
    assert "Thu 5 Mar" in (change.before or "") and "Fri 6 Mar" in (change.after or "")


def test_undo_and_redo_by_keys_name_what_they_undo(window: MainWindow, filled: Database, qtbot: QtBot) -> None:
    before = summaries(filled)
    type_line(window, qtbot, "cancel my meetings for the week")
    with qtbot.waitSignals([window.workspace.committed, window.workspace.journal_changed]):
        press(window, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.actions_by_name["undo"].text() == "Undo “cancel my meetings for the week”")
    with qtbot.waitSignal(window.workspace.journal_changed):
        press(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert summaries(filled) == before
    qtbot.waitUntil(lambda: "cancel my meetings for the week" in window.actions_by_name["redo"].text())
    with qtbot.waitSignal(window.workspace.changed):
        press(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert not set(MEETINGS) & set(summaries(filled))


def test_a_typed_undo(window: MainWindow, filled: Database, qtbot: QtBot) -> None:
    type_line(window, qtbot, "lunch with Kim tomorrow at 1pm")
    with qtbot.waitSignal(window.workspace.committed):
        press(window, Qt.Key.Key_Return)
    assert "Lunch with Kim" in summaries(filled)
    type_line(window, qtbot, "undo")
    assert window.command.card.headline.text().startswith("Take back “")
    with qtbot.waitSignal(window.workspace.changed):
        press(window, Qt.Key.Key_Return)
    assert "Lunch with Kim" not in summaries(filled)


def test_a_question_is_settled_by_a_number(window: MainWindow, filled: Database, qtbot: QtBot) -> None:
    type_line(window, qtbot, "cancel yoga")
    draft = window.command.draft
    assert draft is not None and isinstance(draft.outcome, Clarification)
    press(window, Qt.Key.Key_Return)  # into the card, to the first choice
    assert isinstance(QApplication.focusWidget(), QPushButton)
    press(window, Qt.Key.Key_3)
    qtbot.waitUntil(lambda: window.command.draft is not None and isinstance(window.command.draft.outcome, Plan))
    card = window.command.card
    button = card.confirm.mapTo(card, card.confirm.rect().bottomLeft())
    assert card.rows.mapTo(card, card.rows.rect().bottomLeft()).y() < button.y() < card.height(), (
        "the card holds its contents"
    )
    with qtbot.waitSignal(window.workspace.committed):
        press(window, Qt.Key.Key_Return)
    with stored(filled) as queries:
        assert "Yoga" not in [o.row.summary for o in queries.event_occurrences(at(1, 0), at(31, 0))]


def test_a_follow_up_speaks_of_what_was_done(window: MainWindow, filled: Database, qtbot: QtBot) -> None:
    type_line(window, qtbot, "lunch with Kim tomorrow at 1pm")
    with qtbot.waitSignal(window.workspace.committed):
        press(window, Qt.Key.Key_Return)
    topic = window.command.topic
    assert topic.isVisible() and topic.text() == "it = “Lunch with Kim”"
    press(window, Qt.Key.Key_M)
    assert not topic.isVisible(), "it is not spoken of"
    press(window, Qt.Key.Key_Backspace)
    type_line(window, qtbot, "make it an hour later")
    assert topic.isVisible()
    with qtbot.waitSignal(window.workspace.committed):
        press(window, Qt.Key.Key_Return)
    with stored(filled) as queries:
        (start,) = (o.row.start for o in queries.event_occurrences(at(5, 0), at(6, 0)) if "Kim" in o.row.summary)
    assert start == at(5, 14)


def test_an_event_that_is_clicked_is_what_it_means(window: MainWindow, filled: Database, qtbot: QtBot) -> None:
    type_line(window, qtbot, "lunch with Kim tomorrow at 1pm")
    with qtbot.waitSignal(window.workspace.changed):
        press(window, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: any("Kim" in block.row.summary for block in grid_of(window).view.blocks))
    click_event(window, "Haircut")
    topic = window.command.topic
    assert topic.isVisible() and topic.text() == "it = “Haircut”"
    window.command.take_focus()
    type_line(window, qtbot, "make it an hour later")
    with qtbot.waitSignal(window.workspace.committed):
        press(window, Qt.Key.Key_Return)
    with stored(filled) as queries:
        starts = {o.row.summary: o.row.start for o in queries.event_occurrences(at(5, 0), at(6, 0))}
    assert starts["Haircut"] == at(5, 17) and starts["Lunch with Kim"] == at(5, 13)


def test_the_buttons_say_what_is_asked_now(window: MainWindow, qtbot: QtBot) -> None:
    card, counts = window.command.card, []
    for text in ("cancel yoga", "blub", "cancel yoga"):
        with qtbot.waitSignal(window.workspace.previewed):
            QTest.keyClicks(window.command.line, text)
        press(window, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda text=text: card.isVisible() and card.draft is not None and card.draft.text == text)  # type: ignore[misc]
        shown = [button for button in card.choices.findChildren(QPushButton) if button.isVisible()]
        labels = [button.accessibleName() for button in shown]
        assert [button.text() for button in shown] == [f"{n}   {label}" for n, label in enumerate(labels, 1)]
        with qtbot.waitSignal(card.chosen) as chosen:
            card.choose(len(labels))
        assert chosen.args and chosen.args[0].label == labels[-1]
        counts.append(len(labels))
        for _ in range(2):
            press(window, Qt.Key.Key_Escape)
        qtbot.waitUntil(lambda: not window.command.line.text)
    assert counts[0] == counts[2] != counts[1]


def test_what_is_taken_back_is_spoken_of_no_more(window: MainWindow, qtbot: QtBot) -> None:
    type_line(window, qtbot, "lunch with Kim tomorrow at 1pm")
    with qtbot.waitSignal(window.workspace.committed):
        press(window, Qt.Key.Key_Return)
    type_line(window, qtbot, "make it an hour later")
    with qtbot.waitSignal(window.workspace.committed):
        press(window, Qt.Key.Key_Return)
    topic = window.command.topic
    with qtbot.waitSignal(window.workspace.changed):
        undo(window, qtbot)
    assert topic.isVisible() and "Kim" in topic.text(), "the lunch is still there"
    with qtbot.waitSignal(window.workspace.changed):
        undo(window, qtbot)
    assert not topic.isVisible() and not topic.text()


def test_the_dark_theme_is_chosen_by_keys(window: MainWindow, qtbot: QtBot) -> None:
    press(window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    (dialog,) = window.findChildren(SettingsDialog)
    light = window.grab().toImage().pixelColor(5, 5).lightness()
    QTest.keyClick(dialog.look, Qt.Key.Key_End)
    assert dialog.look.currentText() == "Dark"
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert window.grab().toImage().pixelColor(5, 5).lightness() < 60 < light


def test_an_answer_lists_its_rows_and_changes_nothing(window: MainWindow, filled: Database, qtbot: QtBot) -> None:
    before = journal(filled)
    type_line(window, qtbot, "what's on tomorrow")
    draft = window.command.draft
    assert draft is not None and isinstance(draft.outcome, Answer)
    assert [row.title for row in window.command.card.model.lines] == ["Design meeting", "Haircut"]
    assert not window.command.card.confirm.isVisible()
    press(window, Qt.Key.Key_Return)
    qtbot.wait(30)
    assert journal(filled) == before
    press(window, Qt.Key.Key_Delete)
    assert window.command.topic.text() == "them = 2 things" and window.command.topic.isVisible()


def test_an_empty_file_teaches(open_main: Callable[[Database], MainWindow], database: Database, qtbot: QtBot) -> None:
    window = open_main(database)
    qtbot.waitUntil(lambda: window.panel.stack.currentWidget() is window.panel.empty)
    assert len(window.panel.empty.buttons) == 5
    qtbot.mouseClick(window.panel.empty.buttons[0], Qt.MouseButton.LeftButton)
    assert window.command.line.text == window.panel.empty.buttons[0].text()
    press(window, Qt.Key.Key_Escape)
    type_line(window, qtbot, "lunch with Kim tomorrow at 1pm")
    with qtbot.waitSignal(window.workspace.committed):
        press(window, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.panel.stack.currentWidget() is window.panel.calendars["week"])


def test_the_first_thing_offers_what_else_can_be_said(
    open_main: Callable[[Database], MainWindow], database: Database, qtbot: QtBot
) -> None:
    window = open_main(database)
    qtbot.waitUntil(lambda: window.panel.stack.currentWidget() is window.panel.empty)
    (steps,) = window.panel.findChildren(FirstSteps)
    assert not steps.isVisible()
    type_line(window, qtbot, "lunch with Kim tomorrow at 1pm")
    with qtbot.waitSignal(window.workspace.changed):
        press(window, Qt.Key.Key_Return)
    qtbot.waitUntil(steps.isVisible)
    words = ["move Lunch with Kim an hour later", "cancel Lunch with Kim", "when am I free this week?", "undo"]
    assert [button.text() for button in steps.buttons] == words
    width = window.width()
    window.resize(window.minimumSize())
    for button in steps.buttons:
        qtbot.waitUntil(lambda button=button: button.width() >= button.sizeHint().width())
        assert button.geometry().bottom() <= steps.height()
    window.resize(width, window.height())
    qtbot.mouseClick(steps.buttons[0], Qt.MouseButton.LeftButton)
    assert window.command.line.text == words[0] and window.command.line.hasFocus()
    assert [button.text() for button in steps.buttons] == words[1:], "what was taken goes"
    press(window, Qt.Key.Key_Escape)
    type_line(window, qtbot, "add task eggs and ham friday")
    press(window, Qt.Key.Key_Return)
    wanted = ["move Eggs to tomorrow", "Eggs is done", "when is Lunch with Kim?", "undo"]
    qtbot.waitUntil(lambda: [button.text() for button in steps.buttons] == wanted)
    window.workspace.undo()
    qtbot.waitUntil(lambda: [b.text() for b in steps.buttons][-1] == "redo")
    qtbot.mouseClick(steps.leave, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(window.workspace.committed):
        window.workspace.redo()
    assert not steps.isVisible(), "enough is enough"


def test_a_stale_plan_is_refused_in_one_sentence(window: MainWindow, filled: Database, qtbot: QtBot) -> None:
    type_line(window, qtbot, "cancel my meetings for the week")
    draft = window.command.draft
    assert draft is not None and isinstance(draft.outcome, Plan)
    with stored(filled) as elsewhere:
        (gone,) = elsewhere.family("Design meeting@test")
        history.commit(elsewhere.database, ChangeSet((RowChange(gone, None),), "elsewhere"), NOW)
    with qtbot.waitSignal(window.workspace.refused) as refused:
        press(window, Qt.Key.Key_Return)
    card = window.command.card
    qtbot.waitUntil(lambda: card.isVisible() and len(card.model.lines) == 2)
    assert card.trouble_label.isVisible() and card.trouble_label.text() == refused.args[0]
    assert window.command.line.text == "cancel my meetings for the week" and window.toast.isHidden()


def test_go_to_a_day(window: MainWindow, filled: Database, qtbot: QtBot) -> None:
    before = journal(filled)
    with qtbot.waitSignal(window.workspace.previewed):
        QTest.keyClicks(window.command.line, "go to 12 june")
    assert window.command.card.isHidden() and "go there" in window.command.hint.text()
    press(window, Qt.Key.Key_Return)
    assert window.panel.bar.title.text() == "8 – 14 June 2026"
    assert window.command.line.text == "" and journal(filled) == before
