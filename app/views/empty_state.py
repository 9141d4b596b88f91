"""The first start: what this is, and five things to type."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from app.theme import scale
from app.theme.icons import pixmap


class EmptyState(QWidget):
    """Shown in place of the calendar while nothing is stored; a click types the sentence."""

    chosen = Signal(str)
    skipped = Signal()
    import_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.mark = mark = QLabel(self)
        mark.setPixmap(pixmap("plainday", "#000000", 64))
        mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
        mark.setAccessibleName(self.tr("Plainday"))
        title = QLabel(self.tr("Say it in plain words"), self)
        title.setObjectName("emptyTitle")
        title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        text = QLabel(
            self.tr(
                "Type a sentence above, see what would change, press Enter. Move, cancel, ask, and take anything back, all in words.\n"
                "Begin with one of these:"
            ),
            self,
        )
        text.setObjectName("emptyText")
        text.setWordWrap(True)
        text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setSpacing(scale.S)
        column.addStretch(2)
        for widget in (mark, title, text):
            column.addWidget(widget)
        column.addSpacing(scale.M)
        self.buttons = [QPushButton(words, self) for words in self.examples()]
        for button in self.buttons:
            button.setObjectName("example")
            button.setMinimumWidth(440)
            button.clicked.connect(lambda _checked=False, button=button: self.chosen.emit(button.text()))
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        self.setFocusProxy(self.buttons[0])
        column.addSpacing(scale.M)
        for words, signal in (
            (self.tr("Bring in a calendar file, or drop it here"), self.import_asked),
            (self.tr("Just show the calendar"), self.skipped),
        ):
            link = QPushButton(words, self)
            link.setObjectName("link")
            link.clicked.connect(signal)
            column.addWidget(link, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wanted = self.sizeHint().height() + (self.mark.sizeHint().height() + scale.S) * self.mark.isHidden()
        self.mark.setVisible(self.height() >= wanted)  # rather than all of it crushed

    def examples(self) -> tuple[str, ...]:
        """Five sentences, one of each kind."""
        return (
            self.tr("lunch with Ana Friday at 1"),
            self.tr("dentist next Tuesday 3 to 4pm at Oak Street"),
            self.tr("remind me to call mom tomorrow at 6pm"),
            self.tr("yoga every Monday at 7pm for an hour"),
            self.tr("add milk, bread and coffee to the shopping list"),
        )
