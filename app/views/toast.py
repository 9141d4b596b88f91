"""What was just done, in one line at the bottom, with the way back (and forth again)."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from app.orders import Order
from app.theme import scale

SHOWN_MS = 7000


class Toast(QFrame):
    """Shows for a while, longer while the pointer rests on it."""

    #: "undo" or "redo".
    turn_asked = Signal(str)
    #: The `Order` that leads to what was done.
    show_asked = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._stage = parent
        self.setObjectName("toast")
        self.label = QLabel(self)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.turn = QPushButton(self.tr("Undo"), self)
        self.turn.clicked.connect(self._ask)
        self._words = self._direction = ""
        self.way = QPushButton(self.tr("&Show"), self)
        self.way.setAccessibleName(self.tr("Show what was just done"))
        self.way.setToolTip(self.tr("Alt+S"))
        self.way.clicked.connect(self._go)
        #: What leads to what is said next, and to what is said now.
        self._order: Order | None = None
        self._shown_order: Order | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(scale.L, scale.S, scale.S, scale.S)
        row.setSpacing(scale.S)
        row.addWidget(self.label)
        row.addWidget(self.way)
        row.addWidget(self.turn)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._leave)
        self.hide()

    def offer(self, order: Order | None) -> None:
        """What leads to what is said next; None where nothing needs to."""
        self._order = order

    def show_words(self, words: str, direction: str = "") -> None:
        """Shows a sentence; with a button where it can be taken back or repeated. Where nothing came of what was asked, there is nothing to
        say."""
        if not words:
            return
        self._words = words
        self._direction = direction
        is_redo = direction == "redo"
        self.turn.setText(self.tr("Redo") if is_redo else self.tr("Undo"))
        self.turn.setAccessibleName(
            self.tr("Redo what was taken back") if is_redo else self.tr("Undo what was just done")
        )
        self.turn.setVisible(bool(direction))
        self.way.setVisible(self._order is not None)
        self._shown_order, self._order = self._order, None
        self.setAccessibleName(words)
        self.place()
        self.show()
        self.raise_()
        self._timer.start(SHOWN_MS)

    def place(self) -> None:
        """In the middle at the bottom of its parent."""
        parent = self._stage
        self.label.setText(self._words)
        self.adjustSize()
        room = parent.width() - 2 * scale.XL
        if (more := self.sizeHint().width() + 8 - room) > 0:
            left = self.label.sizeHint().width() - more
            self.label.setText(self.label.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, left))
            self.adjustSize()
        self.label.setToolTip(self._words if more > 0 else "")
        width = min(self.sizeHint().width() + 8, room)
        self.setGeometry(
            (parent.width() - width) // 2,
            parent.height() - self.sizeHint().height() - scale.XL,
            width,
            self.sizeHint().height(),
        )

    def _ask(self) -> None:
        self.hide()
        self.turn_asked.emit(self._direction)

    def _go(self) -> None:
        """Leads there; the way back stays a while yet."""
        self.way.hide()
        self.place()
        self._timer.start(SHOWN_MS)
        self.show_asked.emit(self._shown_order)

    def _leave(self) -> None:
        if self.underMouse():
            self._timer.start(1000)
        else:
            self.hide()
