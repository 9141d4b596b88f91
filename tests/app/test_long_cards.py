"""A plan for more rows than a card shows: all of it is counted, ticked and done; what is found while typing is never out of date."""

import dataclasses
from collections.abc import Callable
from datetime import timedelta

import pytest
from hands import show_view, undo
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from small_calendar import NOW, TOLD, at, first_rows, stored

from app import proposals
from app.drafts import FIRST
from app.item_models.blocks import is_near
from app.item_models.preview import PAGE
from app.views.main_window import MainWindow
from app.views.preview_card import PreviewCard
from assistant.commands import Scope
from assistant.errors import AssistantError
from assistant.fake_tagger import FakeTagger
from assistant.lazy import Lazy
from assistant.plan import Answer, Choice
from assistant.tagging import Tagging
from models import history
from models.changes import ChangeSet, RowChange
from models.database import Database
from models.rows import Event

SENTENCE = "cancel my meetings for the week"


def meeting(number: int) -> Event:
    """A meeting of five minutes on Thursday."""
    start = at(5, 11) + timedelta(minutes=5 * number)
    name = f"Hall meeting {number}"
    return Event(id=name, uid=name, calendar_id="work", summary=name, start=start, end=start + timedelta(minutes=5))


def crowd(database: Database) -> None:
    """A hundred meetings more, written by another process."""
    with stored(database) as queries:
        rows = tuple(RowChange(None, meeting(number)) for number in range(100))
        history.commit(queries.database, ChangeSet(rows, "a hundred"), NOW)


def type_line(window: MainWindow, qtbot: QtBot, text: str) -> None:
    """Types a sentence and waits for its preview."""
    QTest.keyClicks(window.command.line, text)
    qtbot.waitUntil(lambda: window.command.draft is not None and window.command.draft.text == text)
    qtbot.waitUntil(lambda: window.command.draft is not None and not window.command.draft.is_cut)


def type_first(window: MainWindow, qtbot: QtBot, text: str = SENTENCE) -> PreviewCard:
    """Types a sentence and waits for its first rows; the others are not asked for until `rest` says so."""
    window.command._rest.setInterval(1_000_000)
    QTest.keyClicks(window.command.line, text)
    card = window.command.card
    qtbot.waitUntil(lambda: card.draft is not None and card.draft.text == text)
    assert card.draft is not None and card.draft.is_cut
    return card


def rest(window: MainWindow, qtbot: QtBot) -> None:
    """Nothing is typed for long enough, and all rows come."""
    assert window.command._rest.isActive()
    with qtbot.waitSignal(window.workspace.previewed, check_params_cb=lambda draft: not draft.is_cut):
        window.command._rest.timeout.emit()


def meetings(database: Database) -> int:
    """How many meetings are stored from now to the end of the week."""
    with stored(database) as queries:
        return sum("meeting" in o.row.summary for o in queries.event_occurrences(NOW, at(8, 0)))


def settle(window: MainWindow, qtbot: QtBot) -> None:
    """Waits until the worker has done what was asked."""
    done: list[bool] = []
    window.workspace.read(lambda queries: True, done.append)
    qtbot.waitUntil(lambda: bool(done))


class Stumbling(FakeTagger):
    """Fails once it is told to, and once only."""

    fails = False

    def tag(self, text: str, before: str | None = None) -> Tagging:
        if self.fails:
            self.fails = False
            raise AssistantError("The words could not be read.")
        return super().tag(text)


def test_an_answer_of_many_rows_is_counted_above_them(window: MainWindow, filled: Database, qtbot: QtBot) -> None:
    """The sentence would name the first of them, as the rows do."""
    crowd(filled)
    type_line(window, qtbot, "what's on tomorrow")
    card = window.command.card
    assert (card.headline.text(), len(card.model.lines)) == ("102 entries in all", 102)


def test_rows_are_made_when_they_are_looked_at() -> None:
    made: list[int] = []
    rows = Lazy(range(1000), lambda n: made.append(n) or n * 2)
    assert len(rows) == 1000 and rows[3] == 6 and rows[-1] == 1998 and rows[3] == 6
    assert made == [3, 999]
    assert rows[:2] == (0, 2) and Lazy((1, 2), str) == ("1", "2")


def test_a_long_plan_is_done_whole_though_a_page_is_shown(window: MainWindow, filled: Database, qtbot: QtBot) -> None:
    crowd(filled)
    type_line(window, qtbot, SENTENCE)
    card = window.command.card
    assert card.headline.text() == "Cancel 103 meetings"
    assert len(card.chosen_rows) == 103
    assert PAGE <= card.model.rowCount() < 103
    card.rows.setFocus()
    for _ in range(104):
        QTest.keyClick(card.rows, Qt.Key.Key_End)
        qtbot.wait(1)
        if card.model.rowCount() == 103:
            break
    assert card.model.rowCount() == 103 and not card.model.canFetchMore(QModelIndex())
    card.model.toggle(card.model.index(102))
    with qtbot.waitSignal(window.workspace.committed):
        QTest.keyClick(window.command.line, Qt.Key.Key_Return)
    with stored(filled) as queries:
        left = [o.row.summary for o in queries.event_occurrences(NOW, at(8, 0)) if "meeting" in o.row.summary]
    assert len(left) == 1


def test_while_typing_the_first_rows_are_shown_and_none_is_done_that_was_not_shown(
    window: MainWindow, filled: Database, qtbot: QtBot
) -> None:
    crowd(filled)
    card = type_first(window, qtbot)
    assert card.headline.text() == f"Cancel at least {FIRST} meetings" and len(card.model.lines) == FIRST
    card.model.toggle(card.model.index(3))
    with (
        qtbot.assertNotEmitted(window.workspace.committed),
        qtbot.waitSignal(window.workspace.previewed) as told,
    ):
        QTest.keyClick(window.command.line, Qt.Key.Key_Return)
        QTest.keyClick(window.command.line, Qt.Key.Key_Return)
    assert not told.args[0].is_cut
    settle(window, qtbot)
    assert meetings(filled) == 103
    assert card.headline.text() == "Cancel 102 meetings" and card.hint.text() == "102 of 103 chosen"
    with qtbot.waitSignal(window.workspace.committed) as told:
        QTest.keyClick(window.command.line, Qt.Key.Key_Return)
    assert told.args == ["102 meetings cancelled", "undo"]


def test_the_other_rows_follow_once_nothing_is_typed(window: MainWindow, filled: Database, qtbot: QtBot) -> None:
    crowd(filled)
    card = type_first(window, qtbot)
    card.model.toggle(card.model.index(0))
    rest(window, qtbot)
    assert card.headline.text() == "Cancel 102 meetings"
    assert card.chosen_rows == frozenset(range(1, 103)) and card.hint.text() == "102 of 103 chosen"
    for chosen in (0, 103):
        QTest.mouseClick(card.all, Qt.MouseButton.LeftButton)
        assert len(card.chosen_rows) == chosen and card.confirm.isEnabled() == bool(chosen)
    QTest.mouseClick(card.rows.viewport(), Qt.MouseButton.RightButton, pos=QPoint(60, 15))
    assert len(card.chosen_rows) == 103, "the other button ticks nothing"


def test_what_was_unticked_stays_so_where_new_rows_are_made_anew(
    open_main: Callable[[Database], MainWindow], filled: Database, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(TOLD, "from now on move [quantity all] [summary drills] to [new_when 5pm]", "update event")
    drills = tuple(
        dataclasses.replace(meeting(n), summary=f"Drill {n}", start=at(2, 11), end=at(2, 12), rrule="FREQ=DAILY")
        for n in range(2 * FIRST)
    )
    history.commit(filled, ChangeSet(tuple(RowChange(None, row) for row in drills), "drills"), NOW)
    window = open_main(filled)
    card = type_first(window, qtbot, "from now on move all drills to 5pm")
    card.model.toggle(card.model.index(0))
    card.model.toggle(card.model.index(1))
    rest(window, qtbot)
    assert len(card.model.lines) == 4 * FIRST and card.chosen_rows == frozenset(range(2, 4 * FIRST))


def test_a_deed_that_waits_for_all_rows_is_not_done_once_something_else_is_typed(
    window: MainWindow, filled: Database, qtbot: QtBot
) -> None:
    crowd(filled)
    type_first(window, qtbot)
    with qtbot.waitSignal(window.workspace.previewed) as told:
        QTest.keyClick(window.command.line, Qt.Key.Key_Return)
        QTest.keyClicks(window.command.line, " x")
        QTest.keyClick(window.command.line, Qt.Key.Key_Backspace)
        QTest.keyClick(window.command.line, Qt.Key.Key_Backspace)
    assert told.args[0].text == SENTENCE and told.args[0].is_cut
    rest(window, qtbot)
    settle(window, qtbot)
    assert meetings(filled) == 103


def test_a_deed_that_waits_for_all_rows_is_not_done_with_a_plan_made_by_hand(
    window: MainWindow, filled: Database, qtbot: QtBot
) -> None:
    crowd(filled)
    card = type_first(window, qtbot)
    haircut = next(row for row in first_rows() if isinstance(row, Event) and row.summary == "Haircut")
    with qtbot.waitSignal(window.workspace.previewed):
        QTest.keyClick(window.command.line, Qt.Key.Key_Return)
        window.workspace.propose(proposals.removing(haircut, Scope.ONE))
    settle(window, qtbot)
    assert card.headline.text() == "Cancel “Haircut”" and not card.isHidden()
    with stored(filled) as queries:
        assert any(o.row.summary == "Haircut" for o in queries.event_occurrences(NOW, at(8, 0)))


def test_a_choice_of_a_card_of_other_words_is_not_taken(window: MainWindow, filled: Database, qtbot: QtBot) -> None:
    crowd(filled)
    type_first(window, qtbot)
    with qtbot.waitSignal(window.workspace.previewed):
        QTest.keyClicks(window.command.line, " x")
        window.command.choose(Choice("Cancel it", "cancel yoga"))
    assert window.command.line.text == f"{SENTENCE} x"


def test_after_a_failure_enter_asks_for_all_rows_again(window: MainWindow, filled: Database, qtbot: QtBot) -> None:
    crowd(filled)
    card = type_first(window, qtbot)
    assert window.workspace._assistant is not None
    tagger = Stumbling(TOLD)
    window.workspace._assistant = dataclasses.replace(window.workspace._assistant, tagger=tagger)
    tagger.fails = True
    with qtbot.waitSignal(window.workspace.failed):
        QTest.keyClick(window.command.line, Qt.Key.Key_Return)
    with qtbot.waitSignal(window.workspace.previewed):
        QTest.keyClick(window.command.line, Qt.Key.Key_Return)
    assert card.headline.text() == "Cancel 103 meetings"


def test_what_was_found_is_found_anew_once_a_row_changed(window: MainWindow, filled: Database, qtbot: QtBot) -> None:
    type_line(window, qtbot, SENTENCE)
    assert window.command.card.headline.text() == "Cancel 3 meetings"
    with qtbot.waitSignal(window.workspace.committed):
        QTest.keyClick(window.command.line, Qt.Key.Key_Return)
    with qtbot.waitSignal(window.workspace.changed):
        undo(window, qtbot)
    crowd(filled)
    type_line(window, qtbot, SENTENCE)
    assert window.command.card.headline.text() == "Cancel 103 meetings"


def test_what_moved_is_not_found_where_it_was(window: MainWindow, qtbot: QtBot) -> None:
    def tomorrow() -> list[str]:
        type_line(window, qtbot, "what's on tomorrow")
        draft = window.command.draft
        assert draft is not None and isinstance(draft.outcome, Answer)
        window.command.dismiss()
        return [row.summary for row in draft.outcome.items if isinstance(row, Event)]

    assert "Haircut" in tomorrow()
    type_line(window, qtbot, "move haircut to friday at 4pm")
    with qtbot.waitSignal(window.workspace.committed):
        QTest.keyClick(window.command.line, Qt.Key.Key_Return)
    assert "Haircut" not in tomorrow() and "Design meeting" in tomorrow()


def test_a_view_that_was_hidden_shows_the_ghosts_once_it_is_shown(window: MainWindow, qtbot: QtBot) -> None:
    type_line(window, qtbot, SENTENCE)
    week, month = window.panel.calendars["week"], window.panel.calendars["month"]
    assert len(week.ghosts.leaving) == 3 and not month.ghosts.leaving
    with qtbot.waitSignal(month.filled):
        show_view(window, "month")
    assert len(month.ghosts.leaving) == 3 and not week.ghosts.leaving


def test_near_is_what_may_touch_the_days() -> None:
    first, row = at(2, 0).date(), meeting(0)
    assert is_near(row, first, 7)
    assert not is_near(row, first + timedelta(days=14), 7) and not is_near(row, first - timedelta(days=14), 7)
    series = Event(id="s", uid="s", calendar_id="work", summary="S", start=at(1, 9), rrule="FREQ=DAILY")
    assert is_near(series, first + timedelta(days=99), 7)
