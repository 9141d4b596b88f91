"""Calendar files in and out, by the desktop's own dialogs; a large one is read with progress and can be stopped."""

import threading
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from pathlib import Path

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtWidgets import QFileDialog, QProgressDialog, QWidget

from app.formatting import count
from app.orders import Order
from app.student import new_uid
from app.views.exchange import Offer
from app.workspace import Workspace
from models.changes import ChangeSet, one_a_row
from models.errors import CalendarFileError, StoreError
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

    def __init__(
        self, workspace: Workspace, files: Sequence[Path], window: QWidget, offer: Offer, brings_back: bool
    ) -> None:
        super().__init__(window)
        self._workspace, self._files, self._offer, self._brings_back = workspace, files, offer, brings_back
        #: How many were brought before and stay away, since they were cancelled.
        self._away = 0
        self._stopped = threading.Event()
        self._number = 0
        self._is_writing = False
        self.setWindowTitle(self.tr("Importing"))
        self.setLabelText(self.tr("Reading {}…").format(named(files)))
        self.setCancelButtonText(self.tr("Stop"))
        self.setAutoReset(False)
        self.setAutoClose(False)
        self.setMinimumDuration(PATIENCE_MS)
        self.setRange(0, 0)
        self.canceled.connect(self._stopped.set)
        self._counted.connect(self.setMaximum)
        self._read.connect(self._go_on)
        self._ended.connect(self._write)
        workspace.committed.connect(self._finish)
        workspace.failed.connect(self._finish)

    def read(self, queries: Queries) -> tuple[ChangeSet, str]:
        """What the files bring as one change set, and that in a sentence; one that can't be read is told beside the others. On the worker's
        thread. Raises :class:`ImportStopped`, and :class:`StoreError` where none can be read."""
        found, wrong = dict[Path, Import](), list[StoreError]()
        try:
            for file in self._files:
                so_far = [one.change_set for one in found.values()]
                try:
                    with queries.supposing(so_far) if so_far else nullcontext(queries) as seen:
                        found[file] = self._read_file(file, seen)
                except ImportStopped:
                    raise
                except StoreError as error:
                    wrong.append(error)
        finally:
            self._ended.emit()
        if not found:
            raise wrong[0]
        self._away = sum(one.away for one in found.values())
        changes = one_a_row(change for one in found.values() for change in one.change_set.changes)
        words = [brought(self, found), *(str(error).rstrip(".") for error in wrong)]
        is_brought = any(one.change_set.brought for one in found.values())
        return ChangeSet(changes, f"Import {named(tuple(found))}", is_brought), "; ".join(words)

    def _read_file(self, file: Path, queries: Queries) -> Import:
        try:
            data = file.read_bytes()
        except OSError as error:
            raise StoreError(self.tr("{} can't be read: {}.").format(file.name, error.strerror)) from error
        self._counted.emit(data.count(b"BEGIN:VEVENT") + data.count(b"BEGIN:VTODO"))
        self._number = 0
        try:
            now, back = self._workspace.clock(), self._brings_back
            found = read_calendar(data, file.stem, queries, now, new_uid, step=self._step, brings_back=back)
        except CalendarFileError as error:
            raise StoreError(self.tr("{} can't be read. {}").format(file.name, error)) from error
        if found.skipped and not (found.created or found.updated or found.unchanged or found.older or found.away):
            raise StoreError(self.tr("Nothing in {} can be read. {}").format(file.name, found.warnings[0]))
        return found

    def _step(self) -> None:
        if self._stopped.is_set():
            raise ImportStopped(self.tr("The import was stopped. Nothing was changed."))
        self._number += 1
        if self._number % STRIDE == 0:
            self._read.emit(self._number)

    def _go_on(self, number: int) -> None:
        # A progress dialog that was stopped shows itself again at the next value, and some are still on their way.
        if not self._stopped.is_set():
            self.setValue(number)

    def _write(self) -> None:
        self._is_writing = True
        self.setLabelText(self.tr("Writing…"))
        self.setCancelButton(None)

    def _finish(self) -> None:
        if self._is_writing:
            if self._away:
                self._offer(Order("bring_back", self._files))
            self.close()
            self.deleteLater()


def named(files: Sequence[Path]) -> str:
    """A file by its name, several by their number."""
    return files[0].name if len(files) == 1 else count(len(files), "file", "files")


def ask_import(window: QWidget, workspace: Workspace, folder: Path, offer: Offer) -> Path:
    """Asks for files, in `folder` at first, and imports them. Gives the folder in which they were found."""
    names, _ = QFileDialog.getOpenFileNames(window, window.tr("Import"), str(folder), FILTER)
    if not names:
        return folder
    files = [Path(name) for name in names]
    import_files(window, workspace, files, offer)
    return files[0].parent


def import_files(
    window: QWidget, workspace: Workspace, files: Sequence[Path], offer: Offer, brings_back: bool = False
) -> None:
    """Imports files as one entry of the journal, which can be taken back like anything else. What they brought before and was cancelled since
    stays away, with the `offer` to bring it back, unless this does."""
    workspace.import_changes(ImportProgress(workspace, files, window, offer, brings_back).read)


def brought(window: QWidget, found: Mapping[Path, Import]) -> str:
    """What files brought, in a sentence."""
    name, imports = named(tuple(found)), found.values()
    new, skipped = sum(one.created + one.updated for one in imports), sum(one.skipped for one in imports)
    away = sum(one.away for one in imports)
    if not new and (away or any(one.unchanged + one.older for one in imports)):
        said = (
            window.tr("Nothing in {} is new").format(name)
            if away
            else window.tr("All of {} is here already").format(name)
        )
    else:
        said = window.tr("{} imported from {}").format(count(new, "entry", "entries"), name)
    said += (
        "; " + window.tr("{} that you cancelled {} away").format(away, "stays" if away == 1 else "stay") if away else ""
    )
    gone = sum(one.removed for one in imports)
    said += "; " + window.tr("{} removed").format(count(gone, "entry", "entries")) if gone else ""
    left_out = window.tr("{} could not be read").format(count(skipped, "entry", "entries"))
    return f"{said}; {left_out}" if skipped else said


def ask_export(window: QWidget, workspace: Workspace, folder: Path) -> Path:
    """Asks for a file, in `folder` at first, writes everything to it and says so. Gives the folder in which it is."""
    name, _ = QFileDialog.getSaveFileName(window, window.tr("Export"), str(folder / "plainday.ics"), FILTER)
    if not name:
        return folder
    export_file(window, workspace, Path(name))
    return Path(name).parent


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
