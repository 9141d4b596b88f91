"""History: the journal in words, newest first; each entry can be taken back, and the whole calendar from a copy."""

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QMenu, QPushButton, QVBoxLayout, QWidget

from app.delegates.history import HistoryDelegate
from app.formatting import Formatter
from app.item_models.journal import JournalLine, journal_line, matching
from app.item_models.lines import LINE, LinesModel
from app.journal import Journal
from app.theme import scale
from app.theme.theme import Theme
from app.views.backups import BackupsDialog
from app.views.choosing_view import View
from app.views.forgetting import ForgetDialog
from app.views.line_list import LineList
from app.workspace import Workspace
from models import history
from models.database import Database

#: So many entries are read, and looked through by the filter.
MOST_READ = 1000
#: An entry as it was read: its id, whether it is taken back, the length of its images (shorter once something is forgotten).
Reading = tuple[int, bool, int]


class HistoryView(View):
    """Reads the journal anew after each change."""

    def __init__(self, workspace: Workspace, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self._read: dict[Reading, JournalLine] = {}
        self._lines: tuple[JournalLine, ...] = ()
        self.filter = QLineEdit(self)
        self.filter.setPlaceholderText(self.tr("Filter: words, names, a day"))
        self.filter.setAccessibleName(self.tr("Filter the history"))
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self._show_matching)
        self.model: LinesModel[JournalLine] = LinesModel(lambda line: f"{line.text}, {line.words}", self)
        self.list = LineList(self)
        self.list.setAccessibleName(self.tr("History"))
        self.delegate = HistoryDelegate(theme, workspace.formatter, self)
        self.list.setItemDelegate(self.delegate)
        self.list.setModel(self.model)
        self.list.activated.connect(self._look)
        self.list.removing.connect(self._forget)
        self.list.selectionModel().currentChanged.connect(self._name_buttons)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._show_menu)
        self.nothing = QLabel(self)
        self.nothing.setObjectName("muted")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.hide()
        self.setFocusProxy(self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._make_top())
        column.addWidget(self.nothing, 1)
        column.addWidget(self.list, 1)
        QWidget.setTabOrder(self.copies, self.list)
        QShortcut(QKeySequence.StandardKey.Find, self, self.filter.setFocus)
        workspace.journal_changed.connect(self._take_journal)
        theme.changed.connect(self.list.viewport().update)

    def _make_top(self) -> QHBoxLayout:
        self.undo = QPushButton(self.tr("Undo the last"), self)
        self.undo.clicked.connect(lambda: self._take_back(self.list.currentIndex()))
        self.redo = QPushButton(self.tr("Redo"), self)
        self.redo.clicked.connect(self.workspace.redo)
        self.forget = QPushButton(self.tr("Forget…"), self)
        self.forget.setToolTip(self.tr("Removes a thing for good: from the calendar, this history and the copies."))
        self.forget.clicked.connect(lambda: self._forget(self.list.currentIndex()))
        self.forget.setEnabled(False)
        self.copies = QPushButton(self.tr("Copies…"), self)
        self.copies.setToolTip(self.tr("The calendar as it was on another day."))
        self.copies.clicked.connect(self.open_copies)
        top = QHBoxLayout()
        top.setContentsMargins(scale.L, scale.M, scale.L, scale.S)
        top.setSpacing(scale.S)
        top.addWidget(self.filter, 1)
        for button in (self.undo, self.redo, self.forget, self.copies):
            top.addWidget(button)
        return top

    @property
    def title(self) -> str:
        """What the view is called."""
        return self.tr("History")

    def reload(self) -> None:
        """Reads the journal."""
        self.delegate.today = self.workspace.today
        read, formatter = self._read, self.workspace.formatter
        self.workspace.consult(lambda database: journal_lines(database, read, formatter), self._take_lines)

    def open_copies(self) -> None:
        """The dated copies, and the way back to one."""
        dialog = BackupsDialog(self.workspace, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _take_journal(self, journal: Journal) -> None:
        self.redo.setEnabled(journal.redo is not None)
        if self.isVisible():
            self.reload()

    def _take_lines(self, read: dict[Reading, JournalLine]) -> None:
        self._read, self._lines = read, tuple(read.values())
        self._show_matching()

    def _show_matching(self) -> None:
        chosen = self._line(self.list.currentIndex())
        self.model.set_lines(matching(self._lines, self.filter.text()))
        row = next((i for i, line in enumerate(self.model.lines) if chosen and line.id == chosen.id), None)
        if row is not None:
            self.list.setCurrentIndex(self.model.index(row))
        self.list.setVisible(bool(self.model.lines))
        self.nothing.setVisible(not self.model.lines)
        self.nothing.setText(
            self.tr("Nothing in the history holds these words.") if self._lines else self.tr("Nothing was changed yet.")
        )
        self._name_buttons()

    def _name_buttons(self) -> None:
        line = self._line(self.list.currentIndex())
        newest = self._newest
        self.undo.setText(self.tr("Undo this") if line and line != newest else self.tr("Undo the last"))
        self.undo.setEnabled(not line.undone if line else newest is not None)
        self.forget.setEnabled(line is not None and bool(line.things))

    @property
    def _newest(self) -> JournalLine | None:
        """The newest entry that stands."""
        return next((line for line in self._lines if not line.undone), None)

    def _line(self, index: QModelIndex) -> JournalLine | None:
        return index.data(LINE) if index.isValid() else None

    def _look(self, index: QModelIndex) -> None:
        """Shows what taking an entry back would change, and offers it."""
        line = self._line(index)
        if line and not line.undone:
            self.workspace.look_back(line.id)

    def _take_back(self, index: QModelIndex) -> None:
        line = self._line(index) or self._newest
        if line and not line.undone:
            self.workspace.take_back(line.id)

    def _forget(self, index: QModelIndex) -> None:
        line = self._line(index)
        if line and line.things:
            dialog = ForgetDialog(self.workspace, line.things, self)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()

    def _show_menu(self, place: QPoint) -> None:
        index = self.list.indexAt(place)
        line = self._line(index)
        if line is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Undo this"), lambda: self._take_back(index)).setEnabled(not line.undone)
        menu.addAction(self.tr("Forget…"), lambda: self._forget(index)).setEnabled(bool(line.things))
        menu.popup(self.list.viewport().mapToGlobal(place))


def journal_lines(
    database: Database, read: dict[Reading, JournalLine], formatter: Formatter
) -> dict[Reading, JournalLine]:
    """The journal, newest first; what was read before is not read again, since an import's entry is long."""
    entries = {(e.id, e.undone, len(e.images)): e for e in history.entries(database, MOST_READ)}
    return {key: read.get(key) or journal_line(entry, formatter) for key, entry in entries.items()}
