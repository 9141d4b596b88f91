"""Tasks, list by list: tick to complete, add at the top, order and nest by hand."""

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QMenu, QVBoxLayout, QWidget

from app import proposals
from app.delegates.task import TaskDelegate
from app.item_models.dragged import TasksModel
from app.item_models.lines import LINE
from app.item_models.tasks import Place, TaskLine, standing, task_lines, tree_of
from app.theme import scale
from app.theme.theme import Theme
from app.views.choosing_view import View
from app.views.task_list import TaskList
from app.workspace import Workspace
from models.changes import ChangeSet
from models.queries import Queries
from models.rows import Task
from models.sort_order import sort_order

#: How far an occurrence of a repeating task is looked for.
LOOK_BACK, LOOK_AHEAD = timedelta(days=90), timedelta(days=400)


class TaskField(QLineEdit):
    """Where a new task is typed; Esc leaves it."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class TasksView(View):
    """All lists, or the one chosen in the sidebar."""

    opened = Signal(object)
    removed = Signal(object)
    #: A `QMenu` is about to open over a task, and is to be filled.
    menu_asked = Signal(object, object)
    #: A task was ticked, or unticked.
    ticked = Signal(object)
    #: A new task is wanted: its words, and the id of its list.
    add_asked = Signal(str, str)
    #: A `Gesture` that is to be done at once.
    asked = Signal(object)

    def __init__(self, workspace: Workspace, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.only: str | None = None
        #: None until they have been read.
        self._tasks: tuple[Task, ...] | None = None
        #: The uid of a task that was just added, and is to be seen.
        self._added = ""
        self._folded: frozenset[str] = frozenset()
        #: The task that the next one typed is part of.
        self._whole: Task | None = None
        self.tree = tree_of((), workspace.zone)
        self.field = TaskField(self)
        self.field.setAccessibleName(self.tr("Add a task"))
        self.field.setClearButtonEnabled(True)
        self.field.returnPressed.connect(self._add)
        self.field.left.connect(self._leave_field)
        self.done = QCheckBox(self.tr("Show done"), self)
        self.done.toggled.connect(self.refresh)
        self.model = TasksModel(self._spoken, self)
        self.list = TaskList(self.may, self)
        self.list.setAccessibleName(self.tr("Tasks"))
        self.delegate = TaskDelegate(theme, workspace.formatter, self)
        self.list.setItemDelegate(self.delegate)
        self.list.setModel(self.model)
        self.list.asked.connect(self._do)
        self.list.activated.connect(self._open)
        self.list.removing.connect(self._remove)
        self.list.pointed.connect(self._point)
        self.list.menu_made.connect(self.menu_asked)
        self.model.dropped.connect(self._drop)
        self.setFocusProxy(self.list)
        top = QHBoxLayout()
        theme.space(top, "l m l s", "m")
        top.addWidget(self.field, 1)
        top.addWidget(self.done)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.list, 1)
        self.refresh()
        workspace.changed.connect(self._remember)
        workspace.changed.connect(self.reload_if_visible)
        workspace.calendars_read.connect(self.refresh)
        theme.changed.connect(self.list.viewport().update)

    @property
    def title(self) -> str:
        """The list's name, or that it is all of them."""
        chosen = self.workspace.calendars.get(self.only or "")
        return chosen.name if chosen else self.tr("Tasks")

    def show_list(self, list_id: str | None) -> None:
        """One list alone, from its top; all where it is None."""
        if list_id != self.only:
            self.only = list_id
            self.list.setCurrentIndex(QModelIndex())
            self.refresh()
            self.list.scrollToTop()
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
        """Lines anew from what was read; the task that was chosen stays so, wherever it stands now."""
        index = self.list.currentIndex()
        row, chosen = index.row(), self._line(index).task if index.isValid() else None
        now, zone = self.workspace.clock(), self.workspace.zone
        self.delegate.today = self.workspace.today
        self.tree = tree_of(self._tasks or (), zone, self.done.isChecked())
        lines = task_lines(self.tree, self.workspace.calendars, now, zone, self.only, self._folded)
        self.model.set_lines(lines if self._tasks is not None else ())
        places = {line.task.uid: place for place, line in enumerate(self.model.lines) if line.task}
        if self._added in places:
            self.list.setCurrentIndex(self.model.index(places[self._added]))
            self._added = ""
        elif row >= 0:
            stays = places.get(chosen.uid) if chosen else None
            self.list.setCurrentIndex(self.model.index(min(row, len(lines) - 1) if stays is None else stays))
        self._show_hint()

    def may(self, deed: str, line: TaskLine) -> bool:
        """Whether a deed makes sense for a line."""
        task, tree = line.task, self.tree
        if task is None:
            return deed == "by date" and any(
                sort_order(other) is not None for other in tree.tasks.values() if other.calendar_id == line.calendar.id
            )
        if deed == "tick":
            return True
        if deed in ("fold", "unfold"):
            return bool(line.parts) and line.folded == (deed == "unfold")
        if deed in ("part", "time"):
            return task.is_open
        if deed == "by date":
            return sort_order(task) is not None
        return task.is_open and self._place(deed, task) is not None

    def _place(self, deed: str, task: Task) -> Place | None:
        """Where a deed would put a task."""
        tree = self.tree
        ways: dict[str, Callable[[], Place | None]] = {
            "up": lambda: tree.shifted(task, -1),
            "down": lambda: tree.shifted(task, 1),
            "indent": lambda: tree.indented(task),
            "outdent": lambda: tree.outdented(task),
        }
        return ways[deed]()

    def _do(self, deed: str, index: QModelIndex) -> None:
        task = self._line(index).task
        if deed == "by date":
            self.asked.emit(proposals.ordering_by_date(self._line(index).calendar.id))
        elif task is None:
            return
        elif deed == "tick":
            self._tick(task, index)
        elif deed in ("fold", "unfold"):
            self._folded = self._folded | {task.uid} if deed == "fold" else self._folded - {task.uid}
            self.refresh()
        elif deed == "part":
            self._whole = task
            self._show_hint()
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        elif deed == "time":
            now, zone = self.workspace.clock(), self.workspace.zone
            hour = proposals.next_hour(now, self.workspace.today, zone)
            self.asked.emit(proposals.timing(task, *hour))
        else:
            self._put(task, self._place(deed, task))

    def _put(self, task: Task, place: Place | None) -> None:
        if place:
            if place.parent:
                self._folded -= {place.parent}
            self.asked.emit(proposals.placing(task, place))

    def _drop(self, uid: str, row: int, onto: bool) -> None:
        """A task was dropped onto a line, or before it (at the end of a list before the next one's heading)."""
        task, lines, tree = self.tree.tasks.get(uid), self.model.lines, self.tree
        if task is None:
            return
        under = lines[row] if row < len(lines) else None
        if onto and under:
            parent = under.task.uid if under.task else None
            self._put(task, tree.place(task, under.calendar.id, parent))
        elif under and under.task:
            parent = tree.parents.get(under.task.uid)
            self._put(task, tree.place(task, under.calendar.id, parent, under.task.uid))
        elif row:
            self._put(task, tree.place(task, lines[row - 1].calendar.id, None))

    def _remember(self, change_set: ChangeSet | None) -> None:
        """What was added alone is brought into sight, wherever the order puts it."""
        changes = change_set.changes if change_set else ()
        added = [c.after for c in changes if c.before is None and isinstance(c.after, Task)]
        self._added = added[0].uid if len(added) == 1 else ""

    def _take(self, tasks: tuple[Task, ...]) -> None:
        self._tasks = tasks
        self.refresh()

    def _add(self) -> None:
        words = self.field.text().strip()
        if not words:
            return
        if self._whole:
            self.asked.emit(proposals.adding_part(words, self._whole))
        else:
            lists = [c for c in self.workspace.calendars.values() if c.kind == "task"]
            default = next((c.id for c in lists if c.is_default), lists[0].id if lists else "")
            self.add_asked.emit(words, self.only or default)
        self.field.clear()

    def _leave_field(self) -> None:
        self._whole = None
        self.field.clear()
        self._show_hint()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_hint(self) -> None:
        hint = self.tr("Add to {}").format(self.title) if self.only else self.tr("Add a task")
        self.field.setPlaceholderText(
            self.tr("Add a part of “{}” (Esc ends)").format(self._whole.summary) if self._whole else hint
        )

    def _tick(self, task: Task, index: QModelIndex) -> None:
        """Done, or open again. Of a task with open parts a menu asks whether they are done too."""
        parts = self.tree.open_parts(task)
        if task.is_open and parts:
            place = self.list.visualRect(index).bottomLeft() + QPoint(scale.L, 0)
            self.parts_menu(task, parts).popup(self.list.viewport().mapToGlobal(place))
        else:
            self.ticked.emit(task)

    def parts_menu(self, task: Task, parts: tuple[Task, ...]) -> QMenu:
        """Whether the parts of a task are done with it."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        both = menu.addAction(self.tr("Done, with the {} in it").format(len(parts)))
        both.triggered.connect(
            lambda: self.asked.emit(proposals.ticking_with(task, parts, self.workspace.clock())),
        )
        menu.addAction(self.tr("This one alone")).triggered.connect(lambda: self.ticked.emit(task))
        menu.setActiveAction(both)
        return menu

    def _open(self, index: QModelIndex) -> None:
        self._tell(index, self.opened)

    def _remove(self, index: QModelIndex) -> None:
        self._tell(index, self.removed)

    def _point(self, index: QModelIndex) -> None:
        if task := self._line(index).task:
            self.workspace.point_at(task)

    def _tell(self, index: QModelIndex, signal: SignalInstance) -> None:
        task = self._line(index).task
        if task:
            signal.emit(task)

    def _line(self, index: QModelIndex) -> TaskLine:
        line: TaskLine = index.data(LINE)
        return line

    def _spoken(self, line: TaskLine) -> str:
        if line.task is None:
            return line.calendar.name
        state = "" if line.task.is_open else self.tr("done")
        due = self.workspace.formatter.when(line.task, self.workspace.today)
        whole = self.tree.tasks.get(self.tree.parents.get(line.task.uid, ""))
        of = self.tr("part of {}").format(whole.summary) if whole else ""
        holds = self.tr("{} in it").format(line.parts) if line.parts else ""
        return ", ".join(filter(None, (line.task.summary, due, state, of, holds, line.calendar.name)))
