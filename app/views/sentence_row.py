"""A row of sentences over the calendar: a click types one in the line, a link puts them all away."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from app.theme import scale
from app.theme.lettering import fitted, literal
from app.views.flow import FlowLayout

#: A longer sentence is cut, so that a few stand side by side.
WIDEST = 260


class SentenceRow(QWidget):
    """Seen while it has sentences."""

    chosen = Signal(str)
    #: They are wanted no more.
    left = Signal()

    def __init__(self, title: str, leave: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: list[QPushButton] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(scale.XS, 0, 0, scale.XS)
        row.setSpacing(scale.S)
        label = QLabel(title, self)
        label.setObjectName("muted")
        row.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
        #: Sentences for which a line has no room go on below.
        self._flow = FlowLayout(scale.S)
        row.addLayout(self._flow, 1)
        self.leave = QPushButton(leave, self)
        self.leave.setObjectName("link")
        self.leave.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # what is typed goes on into the line
        self.leave.clicked.connect(self.left)
        row.addWidget(self.leave, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def show_sentences(self, sentences: Sequence[str]) -> None:
        """Shows these in the place of those before."""
        for button in self.buttons:
            self._flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = [self._button(words) for words in sentences]
        for button in self.buttons:
            self._flow.addWidget(button)
        self.setVisible(bool(sentences))

    def _button(self, words: str) -> QPushButton:
        button = QPushButton(self)
        shown = fitted(words, button.font(), WIDEST)[0]
        button.setText(literal(shown))
        button.setToolTip(words if shown != words else "")
        button.setAccessibleName(words)
        button.setObjectName("choice")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self.chosen.emit(words))
        return button
