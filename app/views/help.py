"""What can be typed, by what a person wants, and the keys beside it."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.theme import scale

#: The actions whose keys are told.
TOLD = ("type", "undo", "redo", "new-event", "new-task", "today", "calendar", "sidebar", "beside", "print", "settings")


class HelpDialog(QDialog):
    """A click on a sentence types it in the line, where it can be changed; nothing is done before Enter there."""

    chosen = Signal(str)

    def __init__(self, actions: Mapping[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("What can I type?"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        row = QHBoxLayout(self)
        row.setContentsMargins(scale.XL, scale.L, scale.XL, scale.L)
        row.setSpacing(scale.XL)
        said = QVBoxLayout()
        said.setSpacing(scale.XS)
        for title, sentences in self.sentences():
            said.addWidget(self._title(title))
            for sentence in sentences:
                said.addWidget(self._example(sentence))
            said.addSpacing(scale.S)
        said.addStretch(1)
        row.addLayout(said, 3)
        row.addLayout(self._keys(actions), 2)

    def sentences(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """What a person wants, and how it is said."""
        return (
            (self.tr("Put in"), (self.tr("lunch with Ana Friday at 1"), self.tr("yoga every Monday at 7pm until June"))),
            (self.tr("Change"), (self.tr("move lunch with Ana to 3pm"), self.tr("push everything tomorrow back an hour"))),
            (self.tr("Take away"), (self.tr("cancel my meetings for the week"), self.tr("skip yoga next Monday"))),
            (self.tr("Ask"), (self.tr("what's on this weekend?"), self.tr("when am I free tomorrow for 45 minutes?"))),
            (self.tr("Tasks"), (self.tr("remind me to pay rent on the 1st of every month"), self.tr("add milk and bread to the shopping list"))),
            (self.tr("Go on"), (self.tr("make it half an hour later"), self.tr("undo"))),
        )  # fmt: skip

    def _title(self, words: str) -> QLabel:
        title = QLabel(words.upper(), self)
        title.setObjectName("sectionTitle")
        return title

    def _example(self, sentence: str) -> QPushButton:
        button = QPushButton(sentence, self)
        button.setObjectName("example")
        button.setAutoDefault(False)
        button.clicked.connect(lambda: self._take(sentence))
        return button

    def _take(self, sentence: str) -> None:
        self.close()
        self.chosen.emit(sentence)

    def _keys(self, actions: Mapping[str, QAction]) -> QVBoxLayout:
        column, grid = QVBoxLayout(), QGridLayout()
        column.setSpacing(scale.S)
        column.addWidget(self._title(self.tr("Keys")))
        grid.setVerticalSpacing(scale.S)
        told = [
            (self.tr("Enter, Esc"), self.tr("Do what is shown, drop it")),
            (self.tr("↓, Space"), self.tr("Into the rows, untick one")),
            (self.tr("Space, Ctrl+click"), self.tr("Look at an event, choose several")),
            (self.tr("Ctrl+arrows"), self.tr("Move an event, or a task of a list")),
            (self.tr("Space, Enter, Delete"), self.tr("A task: done, open, delete")),
            (self.tr("Ctrl+Shift+→ ↓"), self.tr("A task: to tomorrow, to next week")),
            (self.tr("Ctrl+Shift+H, M, L"), self.tr("A task: priority high, medium, low")),
            (keys_of(actions["view-day"], actions["view-history"]), self.tr("The views, as their buttons stand")),
            (keys_of(actions["back"], actions["forth"]), self.tr("Back, forward")),
            *((keys_of(actions[name]), actions[name].text().split(" “")[0].rstrip("…")) for name in TOLD),
        ]
        for line, (keys, words) in enumerate(told):
            key = QLabel(keys, self)
            key.setObjectName("key")
            grid.addWidget(key, line, 0)
            grid.addWidget(QLabel(words, self), line, 1)
        column.addLayout(grid)
        column.addStretch(1)
        return column


def open_help(window: QWidget, actions: Mapping[str, QAction], say: Callable[[str], None]) -> None:
    """Opens it; `say` types what is chosen."""
    dialog = HelpDialog(actions, window)
    dialog.chosen.connect(say)
    dialog.open()


def keys_of(*actions: QAction) -> str:
    """The first keys of the first and the last action, as the system writes them: ``Ctrl+1 … Ctrl+8``."""
    keys = [action.shortcut().toString(QKeySequence.SequenceFormat.NativeText) for action in actions]
    return " … ".join(dict.fromkeys(keys))
