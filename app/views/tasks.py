"""Tasks, list by list: tick to complete, add at the top."""

from datetime import timedelta

from PySide6.QtCore import QModelIndex, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.delegates.task import TICK_WIDTH, TaskDelegate
from app.item_models.lines import LINE, LinesModel
from app.item_models.tasks import TaskLine, standing, task_lines
from app.theme import scale
from app.theme.theme import Theme
from app.views.agenda import LineList
from app.views.calendar_view import View
from app.workspace import Workspace
from models.queries import Queries
from models.rows import Task

#: How far an occurrence of a repeating task is looked for.
LOOK_BACK, LOOK_AHEAD = timedelta(days=90), timedelta(days=400)


class TaskList(LineList):
    """A list view whose circles tick by click or Space."""

    ticked = Signal(object)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.position().x() < TICK_WIDTH:
            self.ticked.emit(index)
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self.ticked.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)


class TasksView(View):
    """All lists, or the one chosen in the sidebar."""

    opened = Signal(object)
    removed = Signal(object)
    #: A task was ticked, or unticked.
    ticked = Signal(object)
    #: A new task is wanted: its words, and the id of its list.
    add_asked = Signal(str, str)

    def __init__(self, workspace: Workspace, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.only: str | None = None
        self._tasks: tuple[Task, ...] = ()
        self.field = QLineEdit(self)
        self.field.setAccessibleName(self.tr("Add a task"))
        self.field.setClearButtonEnabled(True)
        self.field.returnPressed.connect(self._add)
        self.done = QCheckBox(self.tr("Show done"), self)
        self.done.toggled.connect(self.refresh)
        self.model: LinesModel[TaskLine] = LinesModel(self._spoken, self)
        self.list = TaskList(self)
        self.list.setAccessibleName(self.tr("Tasks"))
        self.delegate = TaskDelegate(theme, workspace.formatter, self)
        self.list.setItemDelegate(self.delegate)
        self.list.setModel(self.model)
        self.list.ticked.connect(self._tick)
        self.list.activated.connect(self._open)
        self.list.removing.connect(self._remove)
        self.setFocusProxy(self.list)
        top = QHBoxLayout()
        top.setContentsMargins(scale.L, scale.M, scale.L, scale.S)
        top.setSpacing(scale.M)
        top.addWidget(self.field, 1)
        top.addWidget(self.done)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.list, 1)
        self.refresh()
        workspace.changed.connect(self.reload_if_visible)
        workspace.calendars_read.connect(self.refresh)
        theme.changed.connect(self.list.viewport().update)

    @property
    def title(self) -> str:
        """The list's name, or that it is all of them."""
        chosen = self.workspace.calendars.get(self.only or "")
        return chosen.name if chosen else self.tr("Tasks")

    def show_list(self, list_id: str | None) -> None:
        """One list alone; all where it is None."""
        self.only = list_id
        self.refresh()
        self.span_changed.emit()

    def reload(self) -> None:
        """Reads the tasks."""
        now, zone = self.workspace.clock(), self.workspace.zone

        def question(queries: Queries) -> tuple[Task, ...]:
            tasks = queries.tasks()
            series = [task.id for task in tasks if task.is_series]
            times = queries.task_occurrences(now - LOOK_BACK, now + LOOK_AHEAD, series) if series else ()
            return standing(tasks, [o.row for o in times if isinstance(o.row, Task)], now, zone)

        self.workspace.read(question, self._take)

    def reload_if_visible(self) -> None:
        """Reads again where the view is on screen."""
        if self.isVisible():
            self.reload()

    def refresh(self) -> None:
        """Lines anew from what was read."""
        row = self.list.currentIndex().row()
        now, zone = self.workspace.clock(), self.workspace.zone
        self.delegate.today = self.workspace.today
        self.model.set_lines(
            task_lines(self._tasks, self.workspace.calendars, now, zone, self.only, self.done.isChecked())
        )
        self.list.setCurrentIndex(self.model.index(min(row, len(self.model.lines) - 1)) if row >= 0 else QModelIndex())
        self.field.setPlaceholderText(self.tr("Add to {}").format(self.title) if self.only else self.tr("Add a task"))

    def _take(self, tasks: tuple[Task, ...]) -> None:
        self._tasks = tasks
        self.refresh()

    def _add(self) -> None:
        words = self.field.text().strip()
        if words:
            lists = [c for c in self.workspace.calendars.values() if c.kind == "task"]
            default = next((c.id for c in lists if c.is_default), lists[0].id if lists else "")
            self.add_asked.emit(words, self.only or default)
            self.field.clear()

    def _tick(self, index: QModelIndex) -> None:
        self._tell(index, self.ticked)

    def _open(self, index: QModelIndex) -> None:
        self._tell(index, self.opened)

    def _remove(self, index: QModelIndex) -> None:
        self._tell(index, self.removed)

    def _tell(self, index: QModelIndex, signal: SignalInstance) -> None:
        line: TaskLine = index.data(LINE)
        if line.task:
            signal.emit(line.task)

    def _spoken(self, line: TaskLine) -> str:
        if line.task is None:
            return line.calendar.name
        state = "" if line.task.is_open else self.tr("done")
        due = self.workspace.formatter.when(line.task, self.workspace.today)
        return ", ".join(filter(None, (line.task.summary, due, state, line.calendar.name)))
