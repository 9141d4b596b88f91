"""Agenda: what comes, day by day."""

from datetime import date, timedelta

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QVBoxLayout, QWidget

from app.delegates.agenda import AgendaDelegate
from app.item_models.agenda import AgendaLine, agenda_lines
from app.item_models.blocks import midnight
from app.item_models.lines import LINE, LinesModel
from app.theme.theme import Looks
from app.views.calendar_view import CalendarView
from app.workspace import Workspace
from models.occurrence import Occurrence
from models.queries import Queries
from models.rows import Task

DAYS = 42


class AgendaView(CalendarView):
    """Six weeks from `day` on, with the tasks due in them."""

    def __init__(self, workspace: Workspace, theme: Looks, parent: QWidget | None = None) -> None:
        super().__init__(workspace, theme, parent)
        self._tasks: tuple[Task, ...] = ()
        self.model: LinesModel[AgendaLine] = LinesModel(self._spoken, self)
        self.list = LineList(self)
        self.list.setModel(self.model)
        self.list.setAccessibleName(self.tr("Agenda"))
        self.delegate = AgendaDelegate(theme, workspace.formatter, self)
        self.list.setItemDelegate(self.delegate)
        self.list.activated.connect(self._open)
        self.list.removing.connect(self._remove)
        self.setFocusProxy(self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list)

    def span_at(self, day: date) -> tuple[date, int]:
        return day, DAYS

    def reload(self) -> None:
        self._asked += 1
        asked, zone = self._asked, self.workspace.zone
        start, end = midnight(self.day, zone), midnight(self.day + timedelta(days=DAYS), zone)

        def question(queries: Queries) -> tuple[tuple[Occurrence, ...], tuple[Task, ...]]:
            due = tuple(
                o.row for o in queries.task_occurrences(start, end) if isinstance(o.row, Task) and o.row.is_open
            )
            return queries.event_occurrences(start, end), due

        self.workspace.read(question, self._take_both, lambda: asked == self._asked)

    def take(self, other: CalendarView) -> None:
        self._tasks = other._tasks if isinstance(other, AgendaView) else ()
        super().take(other)

    def _take_both(self, found: tuple[tuple[Occurrence, ...], tuple[Task, ...]]) -> None:
        self._tasks = found[1]
        self._take(found[0])

    def blocks_changed(self) -> None:
        workspace = self.workspace
        self.delegate.today, self.delegate.now = workspace.today, workspace.clock()
        self.delegate.ghosts = self.ghosts
        self.model.set_lines(
            agenda_lines(self.shown, self._tasks, workspace.calendars, self.span, workspace.today, workspace.zone)
        )

    def _spoken(self, line: AgendaLine) -> str:
        row = line.block.row if line.block else line.task
        formatter = self.workspace.formatter
        return f"{row.summary}, {formatter.when(row, self.workspace.today)}" if row else formatter.day(line.day)

    def _open(self, index: QModelIndex) -> None:
        line: AgendaLine = index.data(LINE)
        if line.block or line.task:
            self.opened.emit(line.block or line.task)

    def _remove(self, index: QModelIndex) -> None:
        line: AgendaLine = index.data(LINE)
        if line.block or line.task:
            self.removed.emit(line.block or line.task)


class LineList(QListView):
    """A list view whose chosen line the Delete key removes; letters pass on."""

    #: The line that is to go.
    removing = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.currentIndex().isValid():
            self.removing.emit(self.currentIndex())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.activated.emit(self.currentIndex())
        elif event.text().strip() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()  # letters are for the typed line
        else:
            super().keyPressEvent(event)
