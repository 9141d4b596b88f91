"""History by hand: older entries taken back, words filtered, the calendar of another day, and things forgotten for good."""

import dataclasses
from datetime import timedelta

import pytest
from hands import show_view
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox
from pytestqt.qtbot import QtBot
from small_calendar import NOW, ZONE, at, stored

from app.copies import contents, copies, forget_in, holding, is_set_aside
from app.retaking import effects_of
from app.views.backups import BackupsDialog
from app.views.forgetting import ForgetDialog
from app.views.history import HistoryView
from app.views.main_window import MainWindow
from models import history
from models.backup import back_up, backups
from models.changes import ChangeSet, RowChange
from models.database import Database, open_database
from models.rows import Event


def stored_names(database: Database) -> set[str]:
    """Summaries of all event rows."""
    with stored(database) as queries:
        return {name.summary for name in queries.names("event")}


def texts(database: Database) -> list[str]:
    """The words of the journal, newest first."""
    with stored(database) as queries:
        return [entry.text for entry in history.entries(queries.database)]


def history_ids(database: Database) -> dict[str, int]:
    """The numbers of the journal's entries by their words."""
    with stored(database) as queries:
        return {entry.text: entry.id for entry in history.entries(queries.database)}


@pytest.fixture
def lived(filled: Database) -> Database:
    """The file after a copy and three more changes: a thing made, another removed, the first one renamed."""
    back_up(filled, NOW - timedelta(days=1))
    dentist = Event(
        id="d", uid="d@test", calendar_id="work", summary="Dentist", start=NOW, end=NOW + timedelta(hours=1)
    )
    renamed = Event(id="d", uid="d@test", calendar_id="work", summary="Tooth", start=NOW, end=NOW + timedelta(hours=1))
    with stored(filled) as queries:
        (haircut,) = queries.family("Haircut@test")
    for text, change in (
        ("dentist now", RowChange(None, dentist)),
        ("cancel haircut", RowChange(haircut, None)),
        ("rename dentist to tooth", RowChange(dentist, renamed)),
    ):
        history.commit(filled, ChangeSet((change,), text), NOW)
    return filled


@pytest.fixture
def shown(lived: Database, window: MainWindow, qtbot: QtBot) -> HistoryView:
    """The history on screen."""
    show_view(window, "history")
    view = window.panel.history
    qtbot.waitUntil(lambda: len(view.model.lines) == 4)
    return view


@pytest.fixture
def window(open_main, lived: Database) -> MainWindow:  # type: ignore[no-untyped-def]
    """The window over that file."""
    return open_main(lived)  # type: ignore[no-any-return]


def choose(view: HistoryView, text: str) -> None:
    """Clicks the entry with these words."""
    row = next(i for i, line in enumerate(view.model.lines) if line.text == text)
    place = view.list.visualRect(view.model.index(row)).center()
    QTest.mouseClick(view.list.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_an_older_entry_is_taken_back_by_itself(shown: HistoryView, lived: Database, qtbot: QtBot) -> None:
    choose(shown, "cancel haircut")
    assert shown.undo.text() == "Undo this"
    with qtbot.waitSignal(shown.workspace.committed) as said:
        qtbot.mouseClick(shown.undo, Qt.MouseButton.LeftButton)
    assert said.args == ["Taken back: cancel haircut", "undo"]
    assert {"Haircut", "Tooth"} <= stored_names(lived)
    with qtbot.waitSignal(shown.workspace.changed):
        QTest.keyClick(shown.list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert "Haircut" not in stored_names(lived), "taking back can be taken back"


def test_what_taking_an_entry_back_changes_is_shown_before(
    shown: HistoryView, window: MainWindow, lived: Database, qtbot: QtBot
) -> None:
    choose(shown, "cancel haircut")
    card = window.command.card
    for drops in (True, False):
        with qtbot.waitSignal(shown.workspace.previewed):
            QTest.keyClick(shown.list, Qt.Key.Key_Return)
        assert card.headline.text() == "Take back “cancel haircut”"
        assert [(row.kind, row.title) for row in card.model.lines] == [
            ("created", "Haircut")
        ] and not card.model.tickable
        assert card.rows.hasFocus() and "Haircut" not in stored_names(lived)
        if drops:
            QTest.keyClick(card.rows, Qt.Key.Key_Escape)
            assert card.isHidden() and shown.list.hasFocus(), "the keyboard goes back to where it was"
    with qtbot.waitSignal(shown.workspace.committed) as said:
        QTest.keyClick(card.rows, Qt.Key.Key_Return)
    assert said.args == ["Taken back: cancel haircut", "undo"] and "Haircut" in stored_names(lived)


def test_times_that_a_series_gets_back_and_exceptions_that_end_are_told_as_such(filled: Database) -> None:
    with stored(filled) as queries:
        (yoga,) = queries.family("Yoga@test")
        off = dataclasses.replace(yoga, exdates=(at(10, 18),))
        moved = dataclasses.replace(
            yoga, id="moved", rrule=None, recurrence_id=at(17, 18), start=at(17, 20), end=at(17, 21)
        )
        for change, told in (
            (RowChange(yoga, off), [("created", at(10, 18), at(10, 18))]),
            (RowChange(None, moved), [("updated", at(17, 18), at(17, 18))]),
        ):
            effects = effects_of(ChangeSet((change,), "").inverted(), queries)
            assert [(e.kind, e.row.recurrence_id, e.row.start) for e in effects] == told
        both = ChangeSet((RowChange(yoga, off), RowChange(None, moved)), "").inverted()
        assert [effect.kind for effect in effects_of(both, queries)] == ["updated", "created"]


def test_what_depends_on_an_entry_is_named(shown: HistoryView, lived: Database, qtbot: QtBot) -> None:
    choose(shown, "dentist now")
    with qtbot.waitSignal(shown.workspace.failed) as said:
        qtbot.mouseClick(shown.undo, Qt.MouseButton.LeftButton)
    assert "rename dentist to tooth" in said.args[0]
    assert "Tooth" in stored_names(lived)


def test_the_newest_entry_is_undone_and_may_be_redone(shown: HistoryView, lived: Database, qtbot: QtBot) -> None:
    choose(shown, "rename dentist to tooth")
    assert shown.undo.text() == "Undo the last"
    with qtbot.waitSignals([shown.workspace.changed, shown.workspace.journal_changed]):
        qtbot.mouseClick(shown.undo, Qt.MouseButton.LeftButton)
    assert "Dentist" in stored_names(lived)
    qtbot.waitUntil(shown.redo.isEnabled)
    with qtbot.waitSignal(shown.workspace.changed):
        qtbot.mouseClick(shown.redo, Qt.MouseButton.LeftButton)
    assert "Tooth" in stored_names(lived)


def test_words_and_names_filter(shown: HistoryView, qtbot: QtBot) -> None:
    shown.filter.setFocus()
    QTest.keyClicks(shown.filter, "DENTIST rename")
    assert [line.text for line in shown.model.lines] == ["rename dentist to tooth"]
    shown.filter.clear()
    QTest.keyClicks(shown.filter, "birthday")
    assert [line.text for line in shown.model.lines] == ["first rows"], "by the name of what was changed"
    QTest.keyClicks(shown.filter, "zzz")
    assert not shown.list.isVisible() and shown.nothing.isVisible()
    assert not shown.forget.isEnabled()


def test_back_to_a_copy_and_the_file_is_kept(shown: HistoryView, lived: Database, qtbot: QtBot) -> None:
    qtbot.mouseClick(shown.copies, Qt.MouseButton.LeftButton)
    (dialog,) = shown.findChildren(BackupsDialog)
    qtbot.waitUntil(lambda: dialog.list.count() == 2 and "reading" not in dialog.list.item(1).text())
    assert dialog.list.item(1).text() == "Tue 3 Mar, 9:00 (yesterday)\n6 events, 3 tasks · last: “first rows”"
    dialog.list.setCurrentRow(1)
    qtbot.mouseClick(dialog.restore, Qt.MouseButton.LeftButton)
    assert "Tue 3 Mar" in dialog.question.text() and "Tooth" in stored_names(lived), "it asks first"
    with qtbot.waitSignal(shown.workspace.committed, timeout=5000) as said:
        QTest.keyClick(QApplication.focusWidget() or dialog, Qt.Key.Key_Return)
    assert lived.path
    assert "Haircut" in stored_names(lived) and "Tooth" not in stored_names(lived)
    (aside,) = (copy for copy in copies(lived.path) if is_set_aside(copy))
    assert aside.name in said.args[0]
    assert contents(aside, ZONE).last == "rename dentist to tooth"
    qtbot.waitUntil(lambda: [line.text for line in shown.model.lines] == ["first rows"])
    with qtbot.waitSignal(shown.workspace.changed):
        shown.workspace.restore(aside)  # and there again
    assert "Tooth" in stored_names(lived)


def test_enter_makes_a_copy_where_that_button_has_the_keyboard(shown: HistoryView, qtbot: QtBot) -> None:
    qtbot.mouseClick(shown.copies, Qt.MouseButton.LeftButton)
    (dialog,) = shown.findChildren(BackupsDialog)
    qtbot.waitUntil(lambda: dialog.list.count() == 2)
    dialog.make.setFocus()
    with qtbot.waitSignal(dialog.make.clicked):
        QTest.keyClick(dialog.make, Qt.Key.Key_Return)
    assert dialog.question.isHidden(), "going back was asked for"


def test_a_damaged_copy_is_said_and_changes_nothing(shown: HistoryView, lived: Database, qtbot: QtBot) -> None:
    assert lived.path
    copy = backups(lived.path)[-1]
    copy.write_bytes(b"no calendar at all" * 300)
    qtbot.mouseClick(shown.copies, Qt.MouseButton.LeftButton)
    (dialog,) = shown.findChildren(BackupsDialog)
    qtbot.waitUntil(lambda: dialog.list.count() == 2 and "damaged" in dialog.list.item(1).text())
    dialog.list.setCurrentRow(1)
    assert dialog.chosen is None
    dialog.reject()
    with qtbot.waitSignal(shown.workspace.failed):
        shown.workspace.restore(copy)
    assert "Tooth" in stored_names(lived) and not any(map(is_set_aside, copies(lived.path)))


def test_a_closed_dialog_is_told_nothing(shown: HistoryView, qtbot: QtBot) -> None:
    qtbot.mouseClick(shown.copies, Qt.MouseButton.LeftButton)
    (dialog,) = shown.findChildren(BackupsDialog)
    dialog.reject()
    qtbot.wait(150)  # an answer to what is gone would be an error, and fail this


def test_a_thing_that_could_not_be_overwritten_is_gone_from_the_window_too(
    shown: HistoryView, lived: Database, qtbot: QtBot
) -> None:
    assert lived.path
    shown.workspace._database.connection.exec_driver_sql("PRAGMA busy_timeout = 50")
    seen: list[object] = []
    shown.workspace.changed.connect(seen.append)
    with open_database(lived.path) as other, qtbot.waitSignal(shown.workspace.committed) as said:
        other.connection.exec_driver_sql("BEGIN")
        other.connection.exec_driver_sql("SELECT count(*) FROM sqlite_schema").one()
        shown.workspace.forget("d@test", "Tooth", ())
    assert said.args[0].startswith("“Tooth” was removed, but what is left of it on the disk was not overwritten")
    assert seen == [None]
    assert texts(lived) == ["cancel haircut", "first rows"]


@pytest.mark.parametrize("ticked", [True, False])
def test_forgetting_names_the_copies(shown: HistoryView, lived: Database, ticked: bool, qtbot: QtBot) -> None:
    assert lived.path
    kept = back_up(lived, NOW + timedelta(minutes=1))
    assert kept
    choose(shown, "dentist now")
    qtbot.mouseClick(shown.forget, Qt.MouseButton.LeftButton)
    (dialog,) = shown.findChildren(ForgetDialog)
    qtbot.waitUntil(dialog.forget.isEnabled)
    assert dialog.thing.currentText() == "Dentist"
    assert kept in dialog.boxes and len(dialog.boxes) == 2, "today's and this one, not yesterday's"
    if not ticked:
        for box in dialog.findChildren(QCheckBox):
            QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(8, box.height() // 2))
    with qtbot.waitSignal(shown.workspace.committed, timeout=5000) as said:
        qtbot.mouseClick(dialog.forget, Qt.MouseButton.LeftButton)
    assert (kept.name in said.args[0]) is not ticked
    assert "Tooth" not in stored_names(lived)
    assert texts(lived) == ["cancel haircut", "first rows"]
    assert (b"d@test" in kept.read_bytes()) is not ticked
    assert b"d@test" not in lived.path.read_bytes()


def test_a_copy_that_could_not_be_overwritten_is_named(lived: Database) -> None:
    assert lived.path
    (copy, *_) = holding(lived.path, "Haircut@test", ZONE)
    with open_database(copy) as other:
        other.connection.exec_driver_sql("BEGIN")
        other.connection.exec_driver_sql("SELECT count(*) FROM sqlite_schema").one()
        (words,) = forget_in((copy,), "Haircut@test", NOW)
    assert words.startswith(f"{copy.name}: what is left of it on the disk was not overwritten")
    assert holding(lived.path, "Haircut@test", ZONE) == ()


def test_what_undo_shows_is_what_it_takes_back(window: MainWindow, lived: Database, qtbot: QtBot) -> None:
    line, card = window.command.line, window.command.card
    QTest.keyClicks(line, "undo")
    qtbot.waitUntil(lambda: card.headline.text() == "Take back “rename dentist to tooth”")
    gig = Event(id="g", uid="g@test", calendar_id="work", summary="Gig", start=NOW, end=NOW + timedelta(hours=1))
    assert lived.path is not None
    with open_database(lived.path) as other:
        history.commit(other, ChangeSet((RowChange(None, gig),), "elsewhere"), NOW)
    with qtbot.waitSignal(window.workspace.refused) as said:
        QTest.keyClick(line, Qt.Key.Key_Return)
    assert said.args == ["The calendar was changed meanwhile, so nothing was taken back."]
    assert {"Gig", "Tooth"} <= stored_names(lived) and line.text == "undo"
    qtbot.waitUntil(lambda: card.headline.text() == "Take back “elsewhere”")
    with qtbot.waitSignal(window.workspace.committed):
        QTest.keyClick(line, Qt.Key.Key_Return)
    assert "Gig" not in stored_names(lived) and "Tooth" in stored_names(lived)


def test_an_undo_card_follows_what_is_done_meanwhile(window: MainWindow, lived: Database, qtbot: QtBot) -> None:
    QTest.keyClicks(window.command.line, "undo")
    qtbot.waitUntil(lambda: window.command.card.headline.text() == "Take back “rename dentist to tooth”")
    gig = Event(id="g", uid="g@test", calendar_id="work", summary="Gig", start=NOW, end=NOW + timedelta(hours=1))
    assert lived.path is not None
    with open_database(lived.path) as other:
        history.commit(other, ChangeSet((RowChange(None, gig),), "elsewhere"), NOW)
    window.workspace._watch.setInterval(20)
    qtbot.waitUntil(lambda: window.command.card.headline.text() == "Take back “elsewhere”")


def test_the_way_back_beside_what_was_done_takes_nothing_else_back(
    window: MainWindow, lived: Database, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(window.workspace.committed):
        window.workspace.revert(history_ids(lived)["cancel haircut"])
    gig = Event(id="g", uid="g@test", calendar_id="work", summary="Gig", start=NOW, end=NOW + timedelta(hours=1))
    assert lived.path is not None
    with open_database(lived.path) as other:
        number = history.commit(other, ChangeSet((RowChange(None, gig),), "elsewhere"), NOW)
    with qtbot.waitSignal(window.workspace.failed):
        qtbot.mouseClick(window.toast.turn, Qt.MouseButton.LeftButton)
    assert {"Gig", "Haircut"} <= stored_names(lived)
    with open_database(lived.path) as other:
        history.turn(other, NOW, "undo", expected=number)
    window.workspace.turn_latest("undo")
    qtbot.waitUntil(lambda: "Haircut" not in stored_names(lived))
