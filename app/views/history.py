"""History: the journal in words, newest first, and the way back."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.delegates.history import HistoryDelegate, summarize
from app.item_models.lines import LinesModel
from app.theme import scale
from app.theme.theme import Theme
from app.views.agenda import LineList
from app.views.calendar_view import View
from app.workspace import Journal, Workspace
from models.history import UndoEntry


class HistoryView(View):
    """Reads the journal anew after each change."""

    def __init__(self, workspace: Workspace, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.undo = QPushButton(self.tr("Undo the last"), self)
        self.redo = QPushButton(self.tr("Redo"), self)
        self.undo.clicked.connect(workspace.undo)
        self.redo.clicked.connect(workspace.redo)
        hint = QLabel(
            self.tr(
                "Everything that was changed, and by which words. Nothing is lost: the last can be taken back, one by one."
            ),
            self,
        )
        hint.setObjectName("small")
        hint.setWordWrap(True)
        self.model: LinesModel[UndoEntry] = LinesModel(
            lambda entry: f"{entry.text}, {summarize(entry.change_set)}", self
        )
        self.list = LineList(self)
        self.list.setAccessibleName(self.tr("History"))
        self.delegate = HistoryDelegate(theme, workspace.formatter, self)
        self.list.setItemDelegate(self.delegate)
        self.list.setModel(self.model)
        self.setFocusProxy(self.list)
        top = QHBoxLayout()
        top.setContentsMargins(scale.L, scale.M, scale.L, scale.S)
        top.setSpacing(scale.S)
        top.addWidget(hint, 1)
        top.addWidget(self.redo)
        top.addWidget(self.undo)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.list, 1)
        workspace.journal_changed.connect(self._take_journal)
        theme.changed.connect(self.list.viewport().update)

    @property
    def title(self) -> str:
        """What the view is called."""
        return self.tr("History")

    def reload(self) -> None:
        """Reads the journal."""
        self.delegate.today = self.workspace.today
        self.workspace.entries(self.model.set_lines)

    def _take_journal(self, journal: Journal) -> None:
        self.undo.setEnabled(journal.undo is not None)
        self.redo.setEnabled(journal.redo is not None)
        if self.isVisible():
            self.reload()
