"""Files in and out: dialogs that open where the last file was, and what is dropped on the window."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from app.later import later
from app.paths import documents_folder
from app.workspace import Workspace

# These load icalendar.
ask_import: Callable[[QWidget, Workspace, Path], Path] = later("app.views.files", "ask_import")
ask_export: Callable[[QWidget, Workspace, Path], Path] = later("app.views.files", "ask_export")
calendar_files: Callable[[QMimeData], list[Path]] = later("app.views.files", "calendar_files")
import_files: Callable[[QWidget, Workspace, list[Path]], None] = later("app.views.files", "import_files")


class Exchange:
    """Remembers the folder as long as the program runs."""

    def __init__(self, workspace: Workspace, window: QWidget) -> None:
        self._workspace, self._window = workspace, window
        self._folder = documents_folder()

    def ask_import(self) -> None:
        """Asks for files and imports them."""
        self._folder = ask_import(self._window, self._workspace, self._folder)

    def ask_export(self) -> None:
        """Asks for a file and writes everything to it."""
        self._folder = ask_export(self._window, self._workspace, self._folder)

    def welcome(self, event: QDragEnterEvent) -> None:
        """Calendar files may be dropped."""
        if calendar_files(event.mimeData()):
            event.acceptProposedAction()

    def take(self, event: QDropEvent) -> None:
        """Imports the calendar files that were dropped."""
        import_files(self._window, self._workspace, calendar_files(event.mimeData()))
