"""The dated copies of the calendar: what each holds, and the way back to one."""

from datetime import datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app import copies
from app.formatting import count
from app.theme import scale
from app.workspace import Workspace
from models.backup import back_up, taken
from models.database import Database

PATH = int(Qt.ItemDataRole.UserRole)


class BackupsDialog(QDialog):
    """Lists the copies at once, and says of each what it holds as that is read. Choosing one asks before it is done."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self._is_open = True
        self.finished.connect(self._leave)
        self.setWindowTitle(self.tr("Copies of the calendar"))
        self.setMinimumSize(560, 420)
        self.words = QLabel(
            self.tr("A copy is made each day that the program runs; the newest ten are kept beside the calendar."), self
        )
        self.words.setObjectName("small")
        self.words.setWordWrap(True)
        self.list = QListWidget(self)
        self.list.setAccessibleName(self.tr("Copies"))
        self.list.setSpacing(2)
        self.list.itemSelectionChanged.connect(self._name)
        self.list.itemActivated.connect(lambda _: self._ask())
        self.question = QLabel(self)
        self.question.setObjectName("warning")
        self.question.setWordWrap(True)
        self.question.hide()
        self.make = QPushButton(self.tr("Make a copy now"), self)
        self.make.clicked.connect(self._make)
        self.close_button = QPushButton(self.tr("Close"), self)
        self.close_button.clicked.connect(self.reject)
        self.restore = QPushButton(self.tr("Go back to this…"), self)
        self.restore.setObjectName("primary")
        self.restore.setDefault(True)
        self.restore.clicked.connect(self._ask)
        buttons = QHBoxLayout()
        buttons.addWidget(self.make)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        buttons.addWidget(self.restore)
        column = QVBoxLayout(self)
        column.setContentsMargins(scale.XL, scale.L, scale.XL, scale.L)
        column.setSpacing(scale.M)
        column.addWidget(self.words)
        column.addWidget(self.list, 1)
        column.addWidget(self.question)
        column.addLayout(buttons)
        self.reload()

    def reload(self) -> None:
        """Reads which copies there are."""
        self.workspace.consult(
            lambda database: copies.copies(database.path) if database.path else (), self._take, lambda: self._is_open
        )

    def _take(self, found: tuple[Path, ...]) -> None:
        self.list.clear()
        zone = self.workspace.zone
        for copy in found:
            item = QListWidgetItem(f"{self._title(copy)}\n{self.tr('reading…')}", self.list)
            item.setData(PATH, copy)
            self.workspace.consult(partial(contents_of, copy, zone), partial(self._tell, copy), lambda: self._is_open)
        self.list.setCurrentRow(0 if found else -1)
        self._name()

    def _tell(self, copy: Path, holds: copies.Contents) -> None:
        items = [self.list.item(row) for row in range(self.list.count())]
        item = next((item for item in items if item.data(PATH) == copy), None)
        if item is None:
            return
        counts = ", ".join((count(holds.events, "event", "events"), count(holds.tasks, "task", "tasks")))
        last = self.tr(" · last: “{}”").format(holds.last) if holds.last else ""
        item.setText(f"{self._title(copy)}\n{holds.problem or counts + last}")
        if holds.problem:
            item.setFlags(Qt.ItemFlag.NoItemFlags)

    def _title(self, copy: Path) -> str:
        aside = self.tr(" · set aside when a copy took its place") if copies.is_set_aside(copy) else ""
        return self._when(copy) + aside

    def _when(self, copy: Path) -> str:
        workspace = self.workspace
        at: datetime = taken(copy).astimezone(workspace.zone)
        distance = workspace.formatter.distance(at.date(), workspace.today)
        return f"{workspace.formatter.moment(at, workspace.today)} ({distance})"

    @property
    def chosen(self) -> Path | None:
        """The copy that is selected."""
        item = self.list.currentItem()
        return item.data(PATH) if item and item.flags() & Qt.ItemFlag.ItemIsEnabled else None

    def _name(self) -> None:
        self.restore.setEnabled(self.chosen is not None)
        self.restore.setText(self.tr("Go back to this…"))
        self.question.hide()

    def _ask(self) -> None:
        """The first press says what would be done, the second one does it."""
        copy = self.chosen
        if copy is None:
            return
        if self.question.isVisible():
            self.workspace.restore(copy)
            self.accept()
            return
        words = self.tr(
            "The calendar becomes as it was on {}. As it is now it is set aside, beside it and in this list, and never lost."
        )
        self.question.setText(words.format(self._when(copy)))
        self.question.show()
        self.restore.setText(self.tr("Go back"))
        self.restore.setFocus()

    def _make(self) -> None:
        now = self.workspace.clock()

        def job(database: Database) -> Path | None:
            return back_up(database, now)

        self.workspace.consult(job, lambda _: self.reload(), lambda: self._is_open)

    def _leave(self) -> None:
        """What is still being read comes too late."""
        self._is_open = False


def contents_of(copy: Path, zone: ZoneInfo, _: Database) -> copies.Contents:
    """What a copy holds, whatever the file itself does."""
    return copies.contents(copy, zone)
