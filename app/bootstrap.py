"""The only wiring of the window: paths, database, tagger, assistant, workspace, theme, window. A second start raises the first."""

import logging
import sys
import traceback
from collections.abc import Callable
from datetime import datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from zoneinfo import ZoneInfo

from models.database import Database, open_database  # before PySide6: 30 MiB and 0.2 s less

# isort: split
import app.lean  # noqa: F401 - before what is loaded after PySide6

# isort: split
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QMessageBox

from app import paths
from app.cli.options import Options
from app.formatting import Formatter
from app.garbage import Garbage
from app.settings import Settings
from app.single_instance import Instance, raise_first, socket_name
from app.student import load_tagger, new_uid
from app.theme.icons import app_icon
from app.theme.theme import Theme
from app.views.main_window import MainWindow
from app.views.spoken import make_spoken
from app.workspace import Workspace
from assistant.pipeline import Assistant
from models.backup import backups, restore, taken
from models.errors import DamagedFile, StoreError

LOG = logging.getLogger("plainday")


def run(options: Options) -> int:
    """`plainday` without a verb: the window."""
    return open_window(options.db or paths.database_file(), options.clock, options.zone())


def open_window(database_file: Path, clock: Callable[[], datetime], zone: ZoneInfo) -> int:
    """Shows the window over a database until it is closed; gives the exit status."""
    application = make_application()
    name = socket_name(database_file)
    if raise_first(name):
        return 0
    start_log(paths.log_file())
    database = opened(database_file, clock())
    if database is None:
        return 1
    settings = Settings(paths.settings_file(), name)
    window = make_window(application, database, settings, clock, zone)
    instance = Instance(name, application)
    instance.asked.connect(window.come_forward)
    sys.excepthook = catch(window)
    window.show()
    window.activateWindow()
    status = application.exec()
    instance.close()
    window.workspace.close()
    return status


def opened(file: Path, now: datetime) -> Database | None:
    """The database; a damaged file is set aside for the newest copy if the person wants that. None where it can't be opened."""
    try:
        return open_database(file)
    except DamagedFile as error:
        copies = backups(file)
        question = QCoreApplication.translate(
            "Start", "{}\n\nPut the copy of {} in its place? The damaged file is kept beside it."
        )
        asked = question.format(error, f"{taken(copies[0]).astimezone(now.tzinfo):%d %b %Y %H:%M}") if copies else ""
        buttons = QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.No
        if copies and QMessageBox.question(None, "Plainday", asked, buttons) == QMessageBox.StandardButton.Yes:
            restore(file, copies[0], now)
            return open_database(file)
        if not copies:
            QMessageBox.critical(None, "Plainday", str(error))
    except StoreError as error:
        QMessageBox.critical(None, "Plainday", str(error))
    return None


def make_application() -> QApplication:
    """The Qt application, with the program's name and icon."""
    application = QApplication(["plainday"])
    application.setApplicationName("plainday")
    application.setApplicationDisplayName("Plainday")
    application.setDesktopFileName("plainday")
    application.setWindowIcon(app_icon())
    QAccessible.installFactory(make_spoken)
    return application


def make_window(
    application: QApplication, database: Database, settings: Settings, clock: Callable[[], datetime], zone: ZoneInfo
) -> MainWindow:
    """The window and everything behind it; the student loads when the first picture is up."""
    theme = Theme(application, settings.appearance)
    workspace = Workspace(database, lambda: load_assistant(zone), clock, Formatter(zone))
    workspace.preferences = settings.preferences
    workspace.read_calendars()  # the worker takes these in turn: colours, the first view; then the student, the journal
    window = MainWindow(workspace, theme, settings)
    window.shown.connect(workspace.warm_up)
    garbage = Garbage(window)
    for busy in (workspace.previewed, workspace.changed, workspace.journal_changed):
        busy.connect(garbage.wait)
    return window


def load_assistant(zone: ZoneInfo) -> Assistant:
    """The assistant with the bundled student; raises ``TaggerError``."""
    return Assistant(load_tagger(), zone, new_uid)


def start_log(file: Path) -> None:
    """Errors go to a small file of the person's own; never a sentence that was typed."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(file, maxBytes=200_000, backupCount=1, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    LOG.addHandler(handler)


def catch(window: MainWindow) -> Callable[[type[BaseException], BaseException, TracebackType | None], None]:
    """What becomes of an error that nobody caught: logged, said in a person's words, and the window lives."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        LOG.error("uncaught\n%s", "".join(traceback.format_exception(kind, error, trace)))
        window.workspace.failed.emit(window.tr("Something went wrong. Nothing was lost; the details are in the log."))

    return hook
