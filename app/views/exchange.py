"""Files in and out: dialogs that open where the last file was, and what is dropped on the window."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from app.later import later
from app.orders import Order
from app.paths import documents_folder
from app.workspace import Workspace

#: Told what the toast may offer behind what was said.
Offer = Callable[[Order], object]

# These load icalendar.
ask_import: Callable[[QWidget, Workspace, Path, Offer], Path] = later("app.views.files", "ask_import")
ask_export: Callable[[QWidget, Workspace, Path], Path] = later("app.views.files", "ask_export")
calendar_files: Callable[[QMimeData], list[Path]] = later("app.views.files", "calendar_files")
import_files: Callable[..., None] = later("app.views.files", "import_files")


class Exchange:
    """Remembers the folder as long as the program runs."""

    def __init__(self, workspace: Workspace, window: QWidget, offer: Offer) -> None:
        self._workspace, self._window, self._offer = workspace, window, offer
        self._folder = documents_folder()

    def ask_import(self) -> None:
        """Asks for files and imports them."""
        self._folder = ask_import(self._window, self._workspace, self._folder, self._offer)

    def ask_export(self) -> None:
        """Asks for a file and writes everything to it."""
        self._folder = ask_export(self._window, self._workspace, self._folder)

    def welcome(self, event: QDragEnterEvent) -> None:
        """Calendar files may be dropped."""
        if calendar_files(event.mimeData()):
            event.acceptProposedAction()

    def take(self, event: QDropEvent) -> None:
        """Imports the calendar files that were dropped."""
        import_files(self._window, self._workspace, calendar_files(event.mimeData()), self._offer)

    def bring_back(self, files: Sequence[Path]) -> None:
        """Imports files once more, with what they brought before and was cancelled since."""
        import_files(self._window, self._workspace, files, self._offer, True)
