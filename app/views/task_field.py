"""Where a new task is typed in plain words: they take the colours of the typed line, and beneath stands what was read."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QColor, QFont, QInputMethodEvent, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from app import proposals
from app.quick_tasks import Reading, read
from app.theme.theme import Theme
from app.views.command_line import units
from app.workspace import Workspace
from assistant.preview import say_alarm
from assistant.recurrence_words import say_rule
from models.queries import Queries
from models.rows import Task

PRIORITIES = {1: "high priority", 5: "medium priority", 9: "low priority"}


class TaskField(QLineEdit):
    """Enter adds what is shown, at once; Esc leaves, and ↓ goes on into the tasks. `home` gives the id of the list that a task goes to if it names none."""

    left = Signal()
    passed = Signal()
    #: A `Gesture` that adds what was typed.
    asked = Signal(object)

    def __init__(self, workspace: Workspace, theme: Theme, home: Callable[[], str], parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace, self._theme, self._home = workspace, theme, home
        #: The task that the next one typed is part of.
        self.whole: Task | None = None
        #: A letter is being put together by the keyboard, as Japanese ones are.
        self._composes = False
        #: What was read of the words, besides that they are a title.
        self.said = QLabel(parent)
        self.said.setObjectName("readBack")
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setWordWrap(True)
        self.said.hide()
        self.setClearButtonEnabled(True)
        self.textChanged.connect(self._read)
        self.returnPressed.connect(self._add)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() == Qt.Key.Key_Down:
            self.passed.emit()
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composes = bool(event.preeditString())
        super().inputMethodEvent(event)

    def _question(self, words: str) -> Callable[[Queries], Reading]:
        workspace, home, whole = self._workspace, self._home(), self.whole
        now = workspace.clock()
        home = whole.calendar_id if whole else home
        return lambda queries: read(words, home, whole, workspace.assistant(), now, queries)

    def _read(self, words: str) -> None:
        if words.strip():
            self._workspace.read(self._question(words), self._show, lambda: words == self.text())
        else:
            self._show(None)

    def _show(self, reading: Reading | None) -> None:
        """Colours what was read, and says it."""
        text, formats = self.text(), []
        for span in reading.spans if reading else ():
            format = QTextCharFormat()
            format.setForeground(QColor(self._theme.palette.meaning(span.name)))
            format.setFontWeight(QFont.Weight.DemiBold)
            start, end = units(text, span.start), units(text, span.end)
            kind = QInputMethodEvent.AttributeType.TextFormat
            formats.append(QInputMethodEvent.Attribute(kind, start - self.cursorPosition(), end - start, format))
        if not self._composes:  # this is the one way to colour letters of a QLineEdit
            QCoreApplication.sendEvent(self, QInputMethodEvent("", formats))
        words = self._say(reading.task) if reading and reading.spans else ""
        self.said.setText(words)
        self.said.setVisible(bool(words))

    def _say(self, task: Task) -> str:
        """The task as it would be stored."""
        workspace = self._workspace
        zone, today, due = workspace.zone, workspace.today, task.due if task.due is not None else task.start
        alarms = ", ".join(say_alarm(alarm, due, workspace.clock(), zone) for alarm in task.alarms)
        other = workspace.calendars.get(task.calendar_id) if task.calendar_id != self._home() else None
        said = (
            task.summary,
            workspace.formatter.when(task, today),
            say_rule(task.rrule, zone) if task.rrule else "",
            self.tr(PRIORITIES.get(task.priority or 0, "")),
            self.tr("reminder {}").format(alarms) if alarms else "",
            self.tr("in {}").format(other.name) if other and not self.whole else "",
        )
        return " · ".join(filter(None, said))

    def _add(self) -> None:
        if words := self.text().strip():
            question = self._question(words)
            self.asked.emit(proposals.adding_task(lambda queries: question(queries).task))
            self.clear()
