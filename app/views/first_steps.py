"""After the very first thing is stored: what else can be said of it, as sentences to click, over the calendar."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from app.theme import scale
from app.theme.lettering import literal
from app.views.empty_state import EmptyState
from app.workspace import Workspace
from models.changes import ChangeSet
from models.rows import Event, Task

#: A longer name is "it".
NAME_LETTERS = 24


class FirstSteps(QWidget):
    """Hidden until something is stored while the `start` is shown, which says what is chosen here as its own; a step goes once it is taken."""

    def __init__(self, workspace: Workspace, start: EmptyState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._start = start
        self.buttons: list[QPushButton] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(scale.XS, 0, 0, scale.XS)
        self._row.setSpacing(scale.S)
        label = QLabel(self.tr("Try next:"), self)
        label.setObjectName("muted")
        self._row.addWidget(label)
        self._row.addStretch(1)
        leave = QPushButton(self.tr("Enough"), self)
        leave.setObjectName("link")
        leave.clicked.connect(self.hide)
        self._row.addWidget(leave)
        self.hide()
        workspace.changed.connect(self._begin)

    def _begin(self, change_set: ChangeSet | None) -> None:
        made = [change.after for change in change_set.changes if change.before is None] if change_set else []
        rows = [row for row in made if isinstance(row, Event | Task)]
        if not self._start.isVisible() or len(rows) != 1:
            return
        for words in self.sentences(rows[0]):
            button = QPushButton(literal(words), self)
            button.setObjectName("choice")
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # what is typed goes on into the line
            button.clicked.connect(lambda _=False, words=words, button=button: self._take(words, button))
            self._row.insertWidget(1 + len(self.buttons), button)
            self.buttons.append(button)
        self.show()

    def sentences(self, row: Event | Task) -> tuple[str, ...]:
        """What can be said of the first thing: to change it, to ask for it, to do away with it, and back."""
        name = row.summary if len(row.summary) <= NAME_LETTERS else self.tr("it")
        if isinstance(row, Task):
            change, ask = self.tr("move {} to tomorrow"), self.tr("what do I have to do this week?")
            return change.format(name), ask, self.tr("{} is done").format(name), self.tr("undo")
        change, ask = self.tr("move {} an hour later"), self.tr("when am I free this week?")
        return change.format(name), ask, self.tr("cancel {}").format(name), self.tr("undo")

    def _take(self, words: str, button: QPushButton) -> None:
        self._start.chosen.emit(words)
        button.hide()
        self.setVisible(not all(one.isHidden() for one in self.buttons))
