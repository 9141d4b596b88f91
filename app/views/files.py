"""Calendar files in and out, by the desktop's own dialogs."""

from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QFileDialog, QWidget

from app.formatting import count
from app.student import new_uid
from app.workspace import Workspace
from models.changes import ChangeSet
from models.ics import read_calendar, write_calendar
from models.queries import Queries

FILTER = "iCalendar (*.ics)"


def ask_import(window: QWidget, workspace: Workspace) -> None:
    """Asks for files and imports them, each as one entry of the journal."""
    names, _ = QFileDialog.getOpenFileNames(window, window.tr("Import"), "", FILTER)
    for name in names:
        import_file(window, workspace, Path(name))


def import_file(window: QWidget, workspace: Workspace, file: Path) -> None:
    """Imports one file; it can be taken back like anything else."""
    now = workspace.clock()

    def make(queries: Queries) -> tuple[ChangeSet, str]:
        found = read_calendar(file.read_bytes(), file.stem, queries, now, new_uid)
        return found.change_set, window.tr("{} imported from {}").format(
            count(found.created + found.updated, "entry", "entries"), file.name
        )

    workspace.import_changes(make)


def ask_export(window: QWidget, workspace: Workspace) -> None:
    """Asks for a file and writes everything to it."""
    name, _ = QFileDialog.getSaveFileName(window, window.tr("Export"), "plainday.ics", FILTER)
    if name:
        workspace.read(lambda queries: Path(name).write_bytes(write_calendar(queries)), lambda _size: None)


def calendar_files(data: QMimeData) -> list[Path]:
    """The calendar files among what is dragged."""
    files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return [file for file in files if file.suffix.lower() in (".ics", ".ical", ".ifb")]
