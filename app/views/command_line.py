"""The typed line: one sentence whose words take the colour of what they mean; a click on a coloured word takes it as plain words. It grows
where the sentence is longer than it is wide.

So does Backspace over the space typed right behind it, as it takes back what a text program did to a word when the space ended it. Right
behind the word itself Backspace only deletes, and one more over that space takes the first one back and deletes.
"""

import math
from itertools import takewhile

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit, QToolTip, QWidget

from app.item_models.completions import Completions
from app.theme import scale
from app.theme.palette import MEANING_OF
from app.theme.theme import Theme
from assistant.marks.spans import QUOTABLE
from assistant.tagging import TaggedSlot, Tagging
from assistant.utterance import Utterance

#: Quotation marks say to everybody, and to the line when it comes back from the history, that words are meant literally.
MARK = '"'
#: Around the text, and how many lines are seen of it.
MARGIN, MOST_LINES = 2, 3


class SlotColors(QSyntaxHighlighter):
    """Colours the spans of the last tagging; a new value is underlined."""

    def __init__(self, line: QTextEdit, theme: Theme) -> None:
        super().__init__(line.document())
        self.theme = theme
        self.slots: tuple[TaggedSlot, ...] = ()

    def highlightBlock(self, text: str) -> None:
        for slot in self.slots:
            format = QTextCharFormat()
            format.setForeground(QColor(self.theme.palette.meaning(slot.name)))
            format.setFontWeight(QFont.Weight.DemiBold)
            format.setFontUnderline(slot.name.startswith("new_") or slot.name == "shift")
            self.setFormat(units(text, slot.start), units(text, slot.end) - units(text, slot.start), format)


def units(text: str, offset: int) -> int:
    """A Python string offset as Qt counts it, in UTF-16 units; `text` is what Python sees of the same line."""
    return len(text[:offset].encode("utf-16-le", "surrogatepass")) // 2


def same_length(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


class CommandLine(QTextEdit):
    """Says what is typed and what the keys ask for; knows nothing of what it means besides the colours."""

    edited = Signal(str)
    confirmed = Signal()
    dismissed = Signal()
    entered_card = Signal()
    focused = Signal(bool)
    #: What Backspace would do is another thing than before.
    settled = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("commandLine")
        self.setAccessibleName(self.tr("Say what to do"))
        self.setFont(scale.font(scale.LEAD))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(MARGIN)
        self._lines = 1
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self.document().clearUndoRedoStacks()  # the margin counts as a change: the first Ctrl+Z is the calendar's
        self.colors = SlotColors(self, theme)
        self.typed: tuple[str, ...] = ()
        self.names = Completions()
        #: What was last completed, and how.
        self._completed: tuple[object, str] = (None, "")
        self.example = ""
        self._back = 0
        self._kept = ""
        self._seen = ""
        #: Where the cursor was after the last key (UTF-16 units), if that was a space, or a Backspace that took colour away; else -1.
        self._spaced = self._plained = -1
        self.textChanged.connect(self._notice)
        theme.changed.connect(self.colors.rehighlight)

    @property
    def text(self) -> str:
        """What is typed."""
        return self.toPlainText().replace("\n", " ")

    @property
    def half(self) -> str:
        """What is typed and not entered: it is there again after a restart. What was entered the Up key brings."""
        return "" if self.text in self.typed[-1:] else self.text

    def set_text(self, text: str) -> None:
        """Puts `text` in the line, the cursor at its end."""
        self._spaced = self._plained = -1
        self.setPlainText(text)
        self.moveCursor(self.textCursor().MoveOperation.End)

    def empty(self) -> None:
        """Takes the words away, so that Ctrl+Z brings them back before it takes back anything in the calendar."""
        self._spaced = self._plained = -1
        cursor = self.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.removeSelectedText()

    def settle(self) -> None:
        """Something else was done since the line was emptied: Ctrl+Z is of that now."""
        if not self.text:
            self.document().clearUndoRedoStacks()

    def set_tagging(self, tagging: Tagging | None) -> None:
        """Colours the words of a tagging; of one that comes late, those that still stand."""
        slots = tuple(slot for command in tagging.commands for slot in command.slots) if tagging else ()
        same = same_length(tagging.text, self.text) if tagging else 0
        slots = tuple(slot for slot in slots if slot.end <= same)
        if slots != self.colors.slots:
            self.colors.slots = slots
            self.colors.rehighlight()

    def remember(self, text: str) -> None:
        """Keeps a line that was done, for the Up key."""
        if text.strip():
            self.typed = (*(line for line in self.typed if line != text), text)[-100:]
        self._back = 0

    def suggest(self, example: str) -> None:
        """The sentence that an empty line shows."""
        self.example = example
        self.viewport().update()

    def completion(self) -> str:
        """What the last like line went on with, or the name that is begun."""
        asked = (self.text, self.typed, self.names)
        if asked != self._completed[0]:  # a key paints the line more than once
            self._completed = asked, self.names.rest(self.text, self.typed)
        return self._completed[1]

    def sizeHint(self) -> QSize:
        return QSize(400, int(self._lines * QFontMetricsF(scale.font(scale.LEAD)).height()) + 6)

    def _grow(self) -> None:
        """Takes the height of what is typed."""
        height = self.document().size().height() - 2 * MARGIN
        lines = max(1, min(MOST_LINES, round(height / QFontMetricsF(scale.font(scale.LEAD)).height())))
        if lines != self._lines:
            self._lines = lines
            self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undoes, redoes = event.matches(QKeySequence.StandardKey.Undo), event.matches(QKeySequence.StandardKey.Redo)
            if (undoes and not self.document().isUndoAvailable()) or (redoes and not self.document().isRedoAvailable()):
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        at_end = self.textCursor().atEnd()
        uncolors, deletes = self.uncolors, self._plained == self.textCursor().position()
        self._spaced = self._plained = -1
        if uncolors:
            self.settled.emit()
        if key == Qt.Key.Key_Backspace and uncolors and not event.modifiers() and not event.isAutoRepeat():
            self.take_literally(self.textCursor().position() - 1)
            self._plained = self.textCursor().position()
        elif key == Qt.Key.Key_Backspace and deletes:
            self.undo()
            self.textCursor().deletePreviousChar()
        elif event.modifiers() == Qt.KeyboardModifier.AltModifier and event.text().isdigit():
            event.ignore()  # takes a choice of the card; the text field would write the digit
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.confirmed.emit()
        elif key == Qt.Key.Key_Escape:
            self.dismissed.emit()
        elif key == Qt.Key.Key_Up:
            self._recall(1)
        elif key == Qt.Key.Key_Down and self._back:
            self._recall(-1)
        elif key == Qt.Key.Key_Down:
            self.entered_card.emit()
        elif key == Qt.Key.Key_Apostrophe and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.take_literally(self.textCursor().position())
        elif key == Qt.Key.Key_Right and at_end and self.completion():
            self.insertPlainText(self.completion())
        else:
            super().keyPressEvent(event)
            self._spaced = self.textCursor().position() if event.text() == " " else -1

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() is Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            offset = self.cursorForPosition(event.position().toPoint()).position()
            slot = self.slot_at(offset)
            if slot and units(self.text, slot.start) < offset < units(self.text, slot.end):
                self.take_literally(offset)

    @property
    def uncolors(self) -> bool:
        """Whether Backspace would take the colour of the last word away: a space was just typed behind it."""
        cursor, text = self.textCursor(), self.text
        if cursor.hasSelection() or cursor.position() != self._spaced:
            return False
        slots = (slot for slot in self.colors.slots if slot.name not in QUOTABLE)
        return any(units(text, slot.end) == self._spaced - 1 for slot in slots)

    def slot_at(self, offset: int) -> TaggedSlot | None:
        """The coloured words at a position of the line (UTF-16 units)."""
        text = self.text
        return next((s for s in self.colors.slots if units(text, s.start) <= offset <= units(text, s.end)), None)

    def take_literally(self, offset: int) -> None:
        """Puts the coloured words there, and the name beside them, in quotation marks, so that they mean nothing but themselves; or takes
        the marks around them away."""
        text, slot = self.text, self.slot_at(offset)
        quoted = next((q for q in Utterance(text).quotes if units(text, q[0]) <= offset <= units(text, q[1])), None)
        if not quoted and (slot is None or slot.name in QUOTABLE):
            return
        cursor = self.textCursor()
        cursor.beginEditBlock()
        if quoted:
            for at in (quoted[1], quoted[0] - 1):
                cursor.setPosition(units(text, at))
                cursor.deleteChar()
        elif slot:
            for at in reversed(self.with_name(slot)):
                cursor.setPosition(units(text, at))
                cursor.insertText(MARK)
        cursor.endEditBlock()

    def with_name(self, slot: TaggedSlot) -> tuple[int, int]:
        """From where to where (Python string offsets) coloured words go together with names that touch them."""
        text, start, end = self.text, slot.start, slot.end
        names = [s for s in self.colors.slots if s.name == "summary"]
        for name in sorted(names, key=lambda s: s.start):
            if name.start >= end and not text[end : name.start].strip():
                end = name.end
        for name in sorted(names, key=lambda s: -s.end):
            if name.end <= start and not text[name.end : start].strip():
                start = name.start
        return start, end

    def insertFromMimeData(self, source: QMimeData) -> None:
        self.insertPlainText(" ".join(source.text().split()))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        beside = self.completion() if self.textCursor().atEnd() and self.hasFocus() else ""
        if not self._seen:
            beside = self.tr("Type what you want, such as “{}”").format(self.example)
            if scale.width_of(beside, scale.LEAD) > self.viewport().width() - 8:
                beside = self.tr("Type what you want")
        if beside:
            painter = QPainter(self.viewport())
            font = scale.font(scale.LEAD)
            painter.setFont(font)
            painter.setPen(QColor(self.colors.theme.palette.muted))
            cursor = self.cursorRect()
            metrics = QFontMetricsF(font)
            shown = metrics.elidedText(beside, Qt.TextElideMode.ElideRight, self.viewport().width() - cursor.left() - 2)
            painter.drawText(cursor.left() + 2, cursor.top() + math.ceil(metrics.ascent()), shown)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            offset = self.cursorForPosition(event.pos()).position()
            slot = self.slot_at(offset)
            words = f"{MEANING_OF[slot.name]}: {slot.text}" if slot else ""
            if slot and slot.name not in QUOTABLE:
                words += self.tr(" (plain words: click, or Space and then Backspace)")
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().viewportEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.verticalScrollBar().setValue(0)  # of a very long one the beginning is seen
        self.focused.emit(False)

    def _notice(self) -> None:
        """Colouring counts as a change of the document; only other words are told."""
        text = self.text
        if text == self._seen:
            return
        same = same_length(text, self._seen)
        self._seen = text
        self.colors.slots = tuple(slot for slot in self.colors.slots if slot.end <= same)
        self.edited.emit(text)

    def _recall(self, step: int) -> None:
        if not self._back:
            self._kept = self.text
        self._back = max(0, min(self._back + step, len(self.typed)))
        self.set_text(self.typed[-self._back] if self._back else self._kept)
