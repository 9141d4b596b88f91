"""The façade: what another process writes appears, errors are sentences, files come and go, settings are kept."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hands import drop_files, say
from PySide6.QtCore import QByteArray, QMimeData, Qt, QUrl
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from small_calendar import NOW, at, stored

from app.drafts import colored
from app.journal import Journal, journal_of
from app.settings import Appearance, Settings
from app.theme.palette import DARK, LIGHT
from app.views.files import calendar_files
from app.views.main_window import MainWindow
from app.worker import Worker
from models import history
from models.changes import ChangeSet, RowChange
from models.database import Database, open_database
from models.errors import StoreError
from models.history import UndoEntry
from models.rows import Calendar, Event

FILE = b"""BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//test//EN
BEGIN:VEVENT
UID:concert@test
DTSTAMP:20260301T120000Z
DTSTART;TZID=America/New_York:20260306T200000
DTEND;TZID=America/New_York:20260306T220000
SUMMARY:Concert
END:VEVENT
END:VCALENDAR
""".replace(b"\n", b"\r\n")


def test_what_another_process_writes_appears(window: MainWindow, filled: Database, qtbot: QtBot) -> None:
    row = Event(id="gig", uid="gig@test", calendar_id="work", summary="Gig", start=at(6, 20), end=at(6, 22))
    assert filled.path is not None
    with open_database(filled.path) as other:
        history.commit(other, ChangeSet((RowChange(None, row),), "elsewhere"), NOW)
    window.workspace._watch.setInterval(20)
    qtbot.waitUntil(lambda: any(b.row.summary == "Gig" for b in window.panel.calendars["week"].blocks))


def test_its_own_writes_are_not_another_s(window: MainWindow, qtbot: QtBot) -> None:
    window.workspace._watch.setInterval(20)
    qtbot.wait(60)
    seen: list[object] = []
    window.workspace.changed.connect(seen.append)
    QTest.keyClicks(window.command.line, "lunch with Kim tomorrow at 1pm")
    qtbot.waitUntil(lambda: window.command.draft is not None and window.command.draft.preview is not None)
    QTest.keyClick(window.command.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(seen))
    qtbot.wait(100)
    assert len(seen) == 1 and isinstance(seen[0], ChangeSet)


def test_a_file_is_imported_by_drop_and_taken_back(
    window: MainWindow, filled: Database, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "concerts.ics"
    file.write_bytes(FILE)
    with qtbot.waitSignal(window.workspace.committed):
        drop_files(window, file)
    assert "1 entry imported from concerts.ics" in window.toast.accessibleName()
    with stored(filled) as queries:
        assert "concerts" in [c.name for c in queries.calendars()]
    with qtbot.waitSignal(window.workspace.changed):
        qtbot.mouseClick(window.toast.turn, Qt.MouseButton.LeftButton)
    with stored(filled) as queries:
        assert "concerts" not in [c.name for c in queries.calendars()]


def test_only_calendar_files_are_taken(tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl("https://example.org/a.ics"), QUrl.fromLocalFile("/x/a.png"), QUrl.fromLocalFile("/x/a.ICS")])
    assert calendar_files(data) == [Path("/x/a.ICS")]


def test_words_that_mean_nothing_are_searched_for(window: MainWindow, qtbot: QtBot) -> None:
    QTest.keyClicks(window.command.line, "hairc")
    qtbot.waitUntil(lambda: window.command.draft is not None and window.command.draft.text == "hairc")
    assert [row.title for row in window.command.card.model.lines] == ["Haircut"]
    QTest.keyClick(window.command.line, Qt.Key.Key_Return)
    with qtbot.waitSignal(window.command.card.opened) as opened:
        QTest.keyClick(window.command.card.rows, Qt.Key.Key_Return)
    assert opened.args[0].summary == "Haircut"


def test_a_job_that_fails_is_said_and_the_worker_lives(qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    worker = Worker()

    def refuse() -> None:
        raise StoreError("The file can't be written.")

    def break_down() -> None:
        raise ZeroDivisionError

    with qtbot.waitSignal(worker.failed) as told:
        worker.submit(refuse, lambda _: None)
    assert told.args == ["The file can't be written."]
    with qtbot.waitSignal(worker.failed) as told:
        worker.submit(break_down, lambda _: None)
    assert "Nothing was changed" in told.args[0] and "ZeroDivisionError" in caplog.text
    got: list[int] = []
    worker.submit(lambda: 7, got.append)
    qtbot.waitUntil(lambda: got == [7])
    worker.close()
    worker.submit(lambda: 8, got.append)
    qtbot.wait(30)
    assert got == [7]


def test_results_that_come_late_are_dropped(qtbot: QtBot) -> None:
    worker, got, wanted = Worker(), list[int](), [True]
    worker.submit(lambda: wanted.append(False) or 1, got.append, lambda: wanted[-1])
    worker.submit(lambda: 2, got.append)
    qtbot.waitUntil(lambda: got == [2])
    worker.close()


def test_what_undo_and_redo_would_do() -> None:
    def entry(number: int, undone: bool) -> UndoEntry:
        return UndoEntry(number, NOW, f"change {number}", undone, ChangeSet(()))

    assert journal_of(()) == Journal()
    assert journal_of((entry(3, True), entry(2, True), entry(1, False))) == Journal("change 1", "change 2")


def test_calendars_without_a_colour_can_be_told_apart() -> None:
    colors = {colored(Calendar(id=str(n), name=str(n), kind="event", position=n)).color for n in range(6)}
    assert len(colors) == 6
    assert colored(Calendar(id="x", name="x", kind="event", color="#123456")).color == "#123456"


def test_settings_are_kept_and_nonsense_is_not_set(tmp_path: Path) -> None:
    file = tmp_path / "settings.ini"
    settings = Settings(file)
    settings.appearance, settings.view, settings.hidden = Appearance.DARK, "month", frozenset({"b", "a"})
    settings.typed, settings.geometry = ("one", "two; three"), QByteArray(b"xyz")
    del settings
    again = Settings(file)
    assert (again.appearance, again.view, again.hidden) == (Appearance.DARK, "month", frozenset({"a", "b"}))
    assert again.typed == ("one", "two; three") and again.geometry == QByteArray(b"xyz")
    del again
    file.write_text("[General]\nappearance=purple\n", encoding="utf-8")
    assert Settings(file).appearance is Appearance.SYSTEM


def test_dark_and_light_are_chosen_at_once(window: MainWindow, qtbot: QtBot) -> None:
    say(window, qtbot, "dark mode")
    assert window.theme.palette is DARK and window.settings.appearance is Appearance.DARK
    say(window, qtbot, "light mode")
    assert window.theme.palette is LIGHT


def test_hours_zoom_and_views_step(
    window: MainWindow, qtbot: QtBot, open_main: Callable[[Database], MainWindow]
) -> None:
    first = window.panel.bar.title.text()
    QTest.keyClick(window, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert window.panel.bar.title.text() == "9 – 15 March 2026" != first
    QTest.keyClick(window, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert window.panel.bar.title.text() == first
    QTest.keyClick(window, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    assert window.panel.bar.title.text() == "March 2026"
    QTest.keyClick(window, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert window.panel.bar.title.text() == "April 2026"
    QTest.keyClick(window, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert window.panel.bar.title.text() == "4 – 7 March 2026"
    assert [name for name, button in window.panel.bar.switch.items() if button.isChecked()] == ["days"]
    QTest.keyClick(window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert window.panel.bar.switch["week"].isChecked()
