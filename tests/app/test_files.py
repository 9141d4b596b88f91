"""Files in, with progress and a stop."""

import time
from pathlib import Path

import pytest
from hands import CONTROL, drop_files
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from small_calendar import stored

from app import proposals
from app.paths import documents_folder
from app.views.files import ImportProgress, import_files
from app.views.main_window import MainWindow
from assistant.commands import Scope
from models.database import Database
from models.rows import Event

EVENTS = 10_000


class Shows(QObject):
    """Counts how often a window appears."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.count = 0
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Lets everything through."""
        self.count += event.type() == QEvent.Type.Show
        return False


@pytest.fixture
def large_file(tmp_path: Path) -> Path:
    """A calendar of many events, and one component that can't be read."""
    events = "".join(
        f"BEGIN:VEVENT\r\nUID:{n}@far\r\nSUMMARY:Far {n}\r\nDTSTART:2031{n % 12 + 1:02}{n % 28 + 1:02}T1{n % 10}0000Z\r\nEND:VEVENT\r\n"
        for n in range(EVENTS)
    )
    broken = "BEGIN:VEVENT\r\nUID:broken@far\r\nSUMMARY:No start\r\nEND:VEVENT\r\n"
    file = tmp_path / "far.ics"
    file.write_text(f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{events}{broken}END:VCALENDAR\r\n", encoding="utf-8")
    return file


def number_of_events(database: Database) -> int:
    """How many event rows are stored."""
    with stored(database) as queries:
        return len(queries.names("event"))


def test_a_large_file_is_read_with_progress(
    window: MainWindow, filled: Database, large_file: Path, qtbot: QtBot
) -> None:
    before = number_of_events(filled)
    drop_files(window, large_file)
    (progress,) = window.findChildren(ImportProgress)
    with qtbot.waitSignal(window.workspace.committed, timeout=20_000) as said:
        qtbot.waitUntil(lambda: progress.maximum() == EVENTS + 1 and progress.value() > 0, timeout=20_000)
    assert said.args == [f"{EVENTS} entries imported from far.ics; 1 entry could not be read", "undo"]
    assert number_of_events(filled) == before + EVENTS
    qtbot.waitUntil(lambda: not window.findChildren(ImportProgress))
    with stored(filled) as queries:
        far = next(c for c in queries.calendars() if c.name == "far")
        assert far.color not in {c.color for c in queries.calendars() if c.id != far.id}


def test_a_stopped_import_changes_nothing(window: MainWindow, filled: Database, large_file: Path, qtbot: QtBot) -> None:
    before = number_of_events(filled)
    drop_files(window, large_file)
    (progress,) = window.findChildren(ImportProgress)
    qtbot.waitUntil(progress.isVisible)
    stop = next(b for b in progress.findChildren(QPushButton) if b.text() == "Stop")
    time.sleep(0.1)  # how far it has come is on its way to the window when Stop is pressed
    shows = Shows(progress)
    with qtbot.waitSignal(window.workspace.failed) as said, qtbot.assertNotEmitted(window.workspace.changed):
        QTest.mouseClick(stop, Qt.MouseButton.LeftButton)
    assert said.args == ["The import was stopped. Nothing was changed."]
    assert shows.count == 0
    assert number_of_events(filled) == before


def test_a_broken_file_leaves_no_empty_calendar(
    window: MainWindow, filled: Database, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "broken.ics"
    file.write_text(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:soon\r\nSUMMARY:Half\r\nEND:VEVENT\r\n"
    )
    with qtbot.waitSignal(window.workspace.failed) as said, qtbot.assertNotEmitted(window.workspace.changed):
        drop_files(window, file)
    assert said.args[0].startswith("Nothing in broken.ics can be read. Line ")
    with stored(filled) as queries:
        assert "broken" not in {calendar.name for calendar in queries.calendars()}


def test_a_file_that_was_brought_before_is_said_to_be_here(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    file = tmp_path / "one.ics"
    event = "BEGIN:VEVENT\r\nUID:1@one\r\nSUMMARY:One\r\nDTSTART:20310101T100000Z\r\nEND:VEVENT\r\n"
    file.write_text(f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{event}END:VCALENDAR\r\n")
    for words in (["1 entry imported from one.ics", "undo"], ["All of one.ics is here already", ""]):
        with qtbot.waitSignal(window.workspace.committed) as said:
            drop_files(window, file)
        assert said.args == words


def test_what_was_cancelled_stays_away_until_it_is_brought_back(
    window: MainWindow, filled: Database, tmp_path: Path, qtbot: QtBot
) -> None:
    file, toast, workspace = tmp_path / "one.ics", window.toast, window.workspace
    event = "BEGIN:VEVENT\r\nUID:{0}@one\r\nSUMMARY:{0}\r\nDTSTART:20310101T100000Z\r\nEND:VEVENT\r\n"
    file.write_text(f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{event.format(1)}{event.format(2)}END:VCALENDAR\r\n")
    with qtbot.waitSignal(workspace.committed):
        drop_files(window, file)
    with stored(filled) as queries:
        gone = next(row for row in queries.family("1@one") if isinstance(row, Event))
    with qtbot.waitSignal(workspace.committed):
        workspace.perform(proposals.removing(gone, Scope.ALL))
    before = number_of_events(filled)
    with qtbot.waitSignal(workspace.committed) as said:
        drop_files(window, file)
    assert said.args == ["Nothing in one.ics is new; 1 that you cancelled stays away", ""]
    assert number_of_events(filled) == before
    qtbot.waitUntil(lambda: toast.way.isVisible() and toast.way.text() == "Br&ing back")
    with qtbot.waitSignal(workspace.committed) as said:
        QTest.mouseClick(toast.way, Qt.MouseButton.LeftButton)
    assert said.args == ["1 entry imported from one.ics", "undo"] and number_of_events(filled) == before + 1
    assert toast.way.text() == "&Show", "it leads to what came back"


def test_several_files_are_one_change(window: MainWindow, filled: Database, tmp_path: Path, qtbot: QtBot) -> None:
    event = "BEGIN:VEVENT\r\nUID:{0}@both\r\nSUMMARY:{0}\r\nDTSTART:20310101T100000Z\r\nEND:VEVENT\r\n"
    name = "X-WR-CALNAME:Both\r\n"
    for file, inside in {
        "a": name + event.format(1),
        "b": name + event.format(2),
        "c": "",
        "d": event.format(1),
    }.items():
        text = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{inside}END:VCALENDAR\r\n" if inside else "dear diary"
        (tmp_path / f"{file}.ics").write_text(text)
    before = number_of_events(filled)
    with qtbot.waitSignal(window.workspace.committed) as said:
        drop_files(window, *(tmp_path / f"{file}.ics" for file in "abcd"))
    words, way = said.args
    assert words.startswith("3 entries imported from 3 files; c.ics can't be read. ") and way == "undo"
    with stored(filled) as queries:
        assert [calendar.name for calendar in queries.calendars()].count("Both") == 1
    assert number_of_events(filled) == before + 3
    with qtbot.waitSignal(window.workspace.committed):
        window.workspace.undo()
    assert number_of_events(filled) == before


def test_a_file_that_is_gone_is_said(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.workspace.failed) as said:
        import_files(window, window.workspace, [tmp_path / "none.ics"], window.toast.add_way)
    assert said.args == ["none.ics can't be read: No such file or directory."]


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("all.ics", "Everything was exported to all.ics"),
        ("none/all.ics", "all.ics can't be written: No such file or directory."),
    ],
)
def test_an_export_says_what_became_of_it(
    place: str, said: str, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    file = tmp_path / place
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *words: (str(file), ""))
    QTest.keyClick(window, Qt.Key.Key_S, CONTROL)
    qtbot.waitUntil(lambda: window.toast.isVisible() and window.toast.accessibleName() == said)
    assert file.exists() == (place == "all.ics") and window.toast.turn.isHidden()


def test_the_dialogs_open_where_the_last_file_was(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    folder = tmp_path / "calendars"
    folder.mkdir()
    (folder / "one.ics").write_text(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:one@far\r\nSUMMARY:One\r\nDTSTART:20310101T100000Z\r\n"
        "END:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    seen: list[Path] = []

    def answer(name: str) -> None:
        """Writes a file's name into the dialog that is open and chooses it, or leaves it."""
        dialog = next(
            (one for one in QApplication.topLevelWidgets() if isinstance(one, QFileDialog) and one.isVisible()), None
        )
        if dialog is None:
            QTimer.singleShot(50, lambda: answer(name))
            return
        seen.append(Path(dialog.directory().absolutePath()))
        field = dialog.findChild(QLineEdit, "fileNameEdit")
        assert field
        field.setText(name)
        (dialog.accept if name else dialog.reject)()

    for key, name in ((Qt.Key.Key_O, str(folder / "one.ics")), (Qt.Key.Key_O, ""), (Qt.Key.Key_S, "")):
        window.activateWindow()  # the platform without a screen gives no keyboard back when a dialog closes
        qtbot.waitUntil(window.isActiveWindow)
        QTimer.singleShot(50, lambda name=name: answer(name))
        QTest.keyClick(window, key, CONTROL)
        qtbot.waitUntil(lambda: not window.findChildren(ImportProgress))
    assert seen == [documents_folder(), folder, folder]
