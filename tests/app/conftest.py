"""A window over a real file, with a tagger that is told what sentences mean, at Wednesday 4 March 2026, 9:00 in New York."""

import dataclasses
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parent))  # small_calendar

from hands import show_view
from PySide6.QtWidgets import QApplication
from small_calendar import NOW, TOLD, ZONE, first_rows

from app.formatting import Formatter
from app.settings import Settings
from app.student import new_uid
from app.theme.theme import Theme
from app.views.main_window import MainWindow
from app.views.tasks import TasksView
from app.workspace import Workspace
from assistant.fake_tagger import FakeTagger
from assistant.phrasing import TWELVE_HOURS
from assistant.pipeline import Assistant
from assistant.tagging import Certainty, Tagging
from models import history
from models.changes import ChangeSet, RowChange
from models.database import Database, open_database


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A warning of Qt's fails a test; the offscreen platform's own excuse does not."""
    for item in items:
        if item.path.parent == Path(__file__).parent:
            item.add_marker(
                pytest.mark.qt_log_ignore("propagateSizeHints", r"raise\(\)", "grabbing the keyboard", extend=True)
            )


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """A fresh file."""
    with open_database(tmp_path / "calendar.sqlite") as opened:
        yield opened


@pytest.fixture
def filled(database: Database) -> Database:
    """The file with `first_rows`."""
    history.commit(database, ChangeSet(tuple(RowChange(None, row) for row in first_rows()), "first rows"), NOW)
    return database


@pytest.fixture
def open_main(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, database: Database
) -> Iterator[Callable[[Database], MainWindow]]:
    """Opens the window over a database and waits until it has read its calendars; ends its worker before the file is closed."""
    windows: list[MainWindow] = []

    def make(database: Database) -> MainWindow:
        settings = Settings(tmp_path / "settings.ini")
        theme = Theme(qapp, settings.appearance)
        workspace = Workspace(
            database, lambda: Assistant(FakeTagger(TOLD), ZONE, new_uid), lambda: NOW, Formatter(ZONE)
        )
        window = MainWindow(workspace, theme, settings)
        windows.append(window)
        qtbot.addWidget(window)
        window.shown.connect(workspace.warm_up)
        with qtbot.waitSignals([workspace.calendars_read, workspace.journal_changed]):
            workspace.read_calendars()
            window.show()
        qtbot.waitExposed(window)
        window.activateWindow()
        return window

    yield make
    TWELVE_HOURS.set(False)
    for window in windows:
        window.workspace.close()
        window.theme.deleteLater()


@pytest.fixture
def window(open_main: Callable[[Database], MainWindow], filled: Database, qtbot: QtBot) -> MainWindow:
    """The window over the small calendar, its week shown."""
    opened = open_main(filled)
    qtbot.waitUntil(lambda: len(opened.panel.calendars["week"].blocks) == 7)
    return opened


@pytest.fixture
def tasks(window: MainWindow, qtbot: QtBot) -> TasksView:
    """The lists of tasks, shown."""
    show_view(window, "tasks")
    qtbot.waitUntil(lambda: len(window.panel.tasks.model.lines) > 3)
    window.panel.tasks.list.setFocus()
    return window.panel.tasks


@pytest.fixture
def doubting(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tagger doubts whatever it reads."""
    tag = FakeTagger.tag

    def doubt(tagger: FakeTagger, text: str, before: str | None = None) -> Tagging:
        tagging = tag(tagger, text, before)
        commands = tuple(dataclasses.replace(c, certainty=Certainty.ASK) for c in tagging.commands)
        return dataclasses.replace(tagging, commands=commands)

    monkeypatch.setattr(FakeTagger, "tag", doubt)
