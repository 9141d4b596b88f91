"""Calendar files in and out, by the desktop's own dialogs; a large one is read with progress and can be stopped."""

import threading
from pathlib import Path

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtWidgets import QFileDialog, QProgressDialog, QWidget

from app.formatting import count
from app.student import new_uid
from app.workspace import Workspace
from models.changes import ChangeSet
from models.errors import StoreError
from models.ics import Import, read_calendar, write_calendar
from models.queries import Queries

FILTER = "iCalendar (*.ics)"
#: A file that is read sooner shows no progress.
PATIENCE_MS = 400
#: How many components are read between two looks at the progress.
STRIDE = 50


class ImportStopped(StoreError):
    """The person stopped an import."""


class ImportProgress(QProgressDialog):
    """How far the reading of a file is. `step` is called on the worker's thread, all else on the window's."""

    _counted = Signal(int)
    _read = Signal(int)
    _ended = Signal()

    def __init__(self, workspace: Workspace, name: str, window: QWidget) -> None:
        super().__init__(window)
        self._stopped = threading.Event()
        self._number = 0
        self._is_writing = False
        self.setWindowTitle(self.tr("Import"))
        self.setLabelText(self.tr("Reading {}…").format(name))
        self.setCancelButtonText(self.tr("Stop"))
        self.setAutoReset(False)
        self.setAutoClose(False)
        self.setMinimumDuration(PATIENCE_MS)
        self.setRange(0, 0)
        self.canceled.connect(self._stopped.set)
        self._counted.connect(self.setMaximum)
        self._read.connect(self.setValue)
        self._ended.connect(self._write)
        workspace.committed.connect(self._finish)
        workspace.failed.connect(self._finish)

    def read(self, file: Path, workspace: Workspace, queries: Queries) -> Import:
        """Reads a file, on the worker's thread; raises :class:`ImportStopped`."""
        try:
            data = file.read_bytes()
            self._counted.emit(data.count(b"BEGIN:VEVENT") + data.count(b"BEGIN:VTODO"))
            return read_calendar(data, file.stem, queries, workspace.clock(), new_uid, step=self._step)
        except OSError as error:
            raise StoreError(self.tr("{} can't be read: {}.").format(file.name, error.strerror)) from error
        finally:
            self._ended.emit()

    def _step(self) -> None:
        if self._stopped.is_set():
            raise ImportStopped(self.tr("The import was stopped. Nothing was changed."))
        self._number += 1
        if self._number % STRIDE == 0:
            self._read.emit(self._number)

    def _write(self) -> None:
        self._is_writing = True
        self.setLabelText(self.tr("Writing…"))
        self.setCancelButton(None)

    def _finish(self) -> None:
        if self._is_writing:
            self.close()
            self.deleteLater()


def ask_import(window: QWidget, workspace: Workspace) -> None:
    """Asks for files and imports them, each as one entry of the journal."""
    names, _ = QFileDialog.getOpenFileNames(window, window.tr("Import"), "", FILTER)
    for name in names:
        import_file(window, workspace, Path(name))


def import_file(window: QWidget, workspace: Workspace, file: Path) -> None:
    """Imports one file; it can be taken back like anything else."""
    progress = ImportProgress(workspace, file.name, window)

    def make(queries: Queries) -> tuple[ChangeSet, str]:
        found = progress.read(file, workspace, queries)
        return found.change_set, brought(window, found, file.name)

    workspace.import_changes(make)


def brought(window: QWidget, found: Import, name: str) -> str:
    """What a file brought, in a sentence; raises :class:`StoreError` where nothing in it can be read, so that no empty calendar is left
    of it."""
    known = found.unchanged + found.older
    if found.skipped and not (found.created or found.updated or known):
        raise StoreError(window.tr("Nothing in {} can be read. {}").format(name, found.warnings[0]))
    if known and not (found.created or found.updated):
        said = window.tr("All of {} is here already").format(name)
    else:
        said = window.tr("{} imported from {}").format(count(found.created + found.updated, "entry", "entries"), name)
    left_out = window.tr("{} could not be read").format(count(found.skipped, "entry", "entries"))
    return f"{said}; {left_out}" if found.skipped else said


def ask_export(window: QWidget, workspace: Workspace) -> None:
    """Asks for a file, writes everything to it and says so."""
    name, _ = QFileDialog.getSaveFileName(window, window.tr("Export"), "plainday.ics", FILTER)
    if name:
        export_file(window, workspace, Path(name))


def export_file(window: QWidget, workspace: Workspace, file: Path) -> None:
    """Writes everything to a file; where that fails, the reason is said."""

    def write(queries: Queries) -> None:
        try:
            file.write_bytes(write_calendar(queries))
        except OSError as error:
            raise StoreError(window.tr("{} can't be written: {}.").format(file.name, error.strerror)) from error

    said = window.tr("Everything was exported to {}").format(file.name)
    workspace.read(write, lambda _: workspace.committed.emit(said, ""))


def calendar_files(data: QMimeData) -> list[Path]:
    """The calendar files among what is dragged."""
    files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return [file for file in files if file.suffix.lower() in (".ics", ".ical", ".ifb")]
