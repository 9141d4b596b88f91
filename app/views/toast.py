"""What was just done, with the way back (and forth again): under the lists where these leave room, else in one line over the calendar."""

from collections.abc import Callable

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from app.orders import Order
from app.theme import scale
from app.theme.lettering import broken, fitted

SHOWN_MS = 7000
#: What is done sooner needs no word before.
PATIENCE_MS = 400
#: Lines of words where it stands beside the calendar.
MOST_LINES = 4


class Toast(QFrame):
    """Shows for a while, longer while the pointer rests on it; a click on its words puts it away. `room` is where it covers nothing, in
    its parent."""

    #: "undo" or "redo".
    turn_asked = Signal(str)
    #: The `Order` that leads to what was done.
    show_asked = Signal(object)

    def __init__(self, parent: QWidget, room: Callable[[], QRect]) -> None:
        super().__init__(parent)
        self._stage, self._room = parent, room
        self.setObjectName("toast")
        self.label = QLabel(self)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.turn = QPushButton(self.tr("Undo"), self)
        self.turn.clicked.connect(self._ask)
        self._words = self._direction = ""
        self.way = QPushButton(self.tr("Bring back"), self)
        self.way.clicked.connect(self._go)
        #: What leads to what is said next, and to what is said now.
        self._order: Order | None = None
        self._shown_order: Order | None = None
        self._column = column = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        column.setContentsMargins(scale.L, scale.S, scale.S, scale.S)
        column.setSpacing(scale.S)
        column.addWidget(self.label)
        buttons = QHBoxLayout()
        buttons.setSpacing(scale.S)
        buttons.addStretch(1)
        self.shut = QPushButton(self.tr("Close"), self)
        self.shut.setAccessibleName(self.tr("Put this away"))
        self.shut.clicked.connect(self.hide)
        buttons.addWidget(self.shut)
        buttons.addWidget(self.way)
        buttons.addWidget(self.turn)
        column.addLayout(buttons)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._leave)
        self._coming = ""
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(lambda: self.show_words(self._coming))
        self.hide()

    def offer(self, order: Order | None) -> None:
        """What leads to what is said next; None where nothing needs to."""
        self._order = order

    def add_way(self, order: Order) -> None:
        """Offers something else behind what is said now."""
        self._shown_order = order
        self._name_way(self.tr("Br&ing back"), self.tr("Bring back what was cancelled"), "Alt+I")
        self.way.show()
        self.place()

    def _name_way(self, words: str, spoken: str, keys: str) -> None:
        self.way.setText(words)
        self.way.setAccessibleName(spoken)
        self.way.setToolTip(keys)

    def expect(self, words: str) -> None:
        """Says what is under way, where what comes of it takes long."""
        self._coming = words
        self._patience.start()

    def forget(self) -> None:
        """What was under way came to nothing, and that is said elsewhere."""
        self._patience.stop()
        if self._words == self._coming:
            self.hide()

    def show_trouble(self, words: str) -> None:
        """Shows why something was not done, until it is put away or something else is told."""
        self.show_words(words, is_trouble=True)
        self._timer.stop()

    def show_words(self, words: str, direction: str = "", is_trouble: bool = False) -> None:
        """Shows a sentence; with a button where it can be taken back or repeated. Where nothing came of what was asked, there is nothing to
        say."""
        self._patience.stop()
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
        self.shut.setVisible(is_trouble)
        self._name_way(self.tr("&Show"), self.tr("Show what was just done"), "Alt+S")
        self.way.setVisible(self._order is not None)
        self._shown_order, self._order = self._order, None
        self.setAccessibleName(words)
        self.place()
        self.show()
        self.raise_()
        self._timer.start(SHOWN_MS)

    def place(self) -> None:
        """In its room if that holds it, else in the middle at the bottom of its parent."""
        room = self._room()
        font, width = self.label.font(), room.width() - 2 * scale.L
        lines = (fitted(line, font, width)[0] for line in broken(self._words, font, width, MOST_LINES))
        self._lay_out(QBoxLayout.Direction.TopToBottom, "\n".join(lines))
        height = self.sizeHint().height()
        if room.width() and height <= room.height():
            self.setGeometry(room.left(), room.bottom() - height, room.width(), height)
            return
        parent = self._stage
        self._lay_out(QBoxLayout.Direction.LeftToRight, self._words)
        widest = parent.width() - 2 * scale.XL
        if (more := self.sizeHint().width() + 8 - widest) > 0:
            left = self.label.sizeHint().width() - more
            self._lay_out(QBoxLayout.Direction.LeftToRight, fitted(self._words, font, left)[0])
        width, height = min(self.sizeHint().width() + 8, widest), self.sizeHint().height()
        self.setGeometry((parent.width() - width) // 2, parent.height() - height - scale.XL, width, height)

    def _lay_out(self, direction: QBoxLayout.Direction, words: str) -> None:
        self._column.setDirection(direction)
        self.label.setText(words)
        self.label.setToolTip(self._words if words.endswith("…") else "")
        self._column.activate()
        self.adjustSize()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.hide()

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
