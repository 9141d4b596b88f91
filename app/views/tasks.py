"""Tasks: tick to complete, add at the top; of all lists by date, so that a drag gives a day, one list in its own order, so that it gives a
place."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from app import proposals
from app.delegates.task import TaskDelegate
from app.item_models.dragged import TasksModel
from app.item_models.lines import LINE
from app.item_models.tasks import DONE, NO_DATE, Place, TaskLine, due_of, standing, task_lines, tree_of
from app.theme import scale
from app.theme.theme import Theme
from app.views.choosing_view import View
from app.views.task_field import TaskField
from app.views.task_list import TaskList
from app.workspace import Workspace
from assistant.timespan import day_of
from models.changes import ChangeSet
from models.queries import Queries
from models.rows import Task
from models.sort_order import sort_order
from models.task_tree import repeats

#: How far an occurrence of a repeating task is looked for.
LOOK_BACK, LOOK_AHEAD = timedelta(days=90), timedelta(days=400)
#: How long what was ticked is seen struck through; a further tick begins it anew.
LINGER_MS = 2500


class TasksView(View):
    """All lists, or the one chosen in the sidebar."""

    opened = Signal(object)
    #: Tasks that are to go.
    removed = Signal(object)
    #: A `QMenu` is about to open over tasks, and is to be filled.
    menu_asked = Signal(object, object)
    #: A task was ticked, or unticked.
    ticked = Signal(object)
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
        #: Tasks that were just ticked, or unticked, as they were before.
        self._lingering: dict[str, Task] = {}
        #: The uids of those of them that were read as done since.
        self._settled = set[str]()
        self._leaving = QTimer(self, singleShot=True, interval=LINGER_MS)
        self._leaving.timeout.connect(self._let_go)
        #: At midnight what was tomorrow is today.
        self._minute = QTimer(self, interval=60_000)
        self._minute.timeout.connect(self._follow_day)
        self._minute.start()
        self.tree = tree_of((), workspace.zone)
        self.field = TaskField(workspace, theme, self._home, self)
        self.field.setAccessibleName(self.tr("Add a task"))
        self.field.asked.connect(self.asked)
        self.field.left.connect(self._leave_field)
        self.done = QCheckBox(self.tr("Show done"), self)
        self.done.toggled.connect(self.refresh)
        self._make_list(theme)
        self.setFocusProxy(self.list)
        top = QHBoxLayout()
        theme.space(top, "l m l s", "m")
        said = QHBoxLayout()
        theme.space(said, "l 0 l s", "0")
        said.addWidget(self.field.said)
        top.addWidget(self.field, 1)
        top.addWidget(self.done)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addLayout(said)
        column.addWidget(self.list, 1)
        self.refresh()
        workspace.changed.connect(self._remember)
        workspace.changed.connect(self.reload_if_visible)
        workspace.calendars_read.connect(self.refresh)
        theme.changed.connect(self.list.viewport().update)

    def _make_list(self, theme: Theme) -> None:
        self.model = TasksModel(self._spoken, self)
        self.list = TaskList(self.may, self)
        self.list.setAccessibleName(self.tr("Tasks"))
        self.delegate = TaskDelegate(theme, self.workspace.formatter, self)
        self.list.setItemDelegate(self.delegate)
        self.list.setModel(self.model)
        self.field.passed.connect(partial(self.list.setFocus, Qt.FocusReason.OtherFocusReason))
        self.list.asked.connect(self._do)
        self.list.activated.connect(self._open)
        self.list.removing.connect(self._remove)
        self.list.pointed.connect(self._point)
        self.list.menu_made.connect(self.menu_asked)
        self.model.dropped.connect(self._drop)

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

    def show_task(self, task: Task) -> None:
        """Chooses a task, in its list if another one is shown."""
        self.show_list(self.only if self.only in (None, task.calendar_id) else task.calendar_id)
        self._added = task.uid
        self.reload()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def reload(self) -> None:
        """Reads the tasks."""
        now = self.workspace.clock()
        self.workspace.read(lambda queries: tasks_at(queries, now), self._take)

    def reload_if_visible(self) -> None:
        """Reads again where the view is on screen."""
        if self.isVisible():
            self.reload()

    def _follow_day(self) -> None:
        if self.delegate.today != self.workspace.today:
            self.reload_if_visible()

    def refresh(self) -> None:
        """Lines anew from what was read; the task that was chosen stays so, wherever it stands now."""
        index = self.list.currentIndex()
        row, current = index.row(), self._line(index).task if index.isValid() else None
        chosen = [task.uid for task in self.list.chosen]
        now, zone = self.workspace.clock(), self.workspace.zone
        self.delegate.today = self.workspace.today
        self.tree = tree_of(self._tasks or (), zone, self.done.isChecked(), self._lingering)
        lines = task_lines(self.tree, self.workspace.calendars, now, zone, self.only, self._folded)
        self.model.set_lines(lines if self._tasks is not None else ())
        places = {line.task.uid: self.model.index(place) for place, line in enumerate(self.model.lines) if line.task}
        if self._added in places:
            self.list.choose(places[self._added])
            self._added = ""
        elif row >= 0:
            nearest = min(places.values(), key=lambda place: abs(place.row() - row), default=QModelIndex())
            others = (places[uid] for uid in chosen if uid in places)
            self.list.choose(places.get(current.uid if current else "", nearest), *others)
        elif self.list.hasFocus():  # they came before the tasks were read
            self.list.begin()
        self._show_hint()

    def may(self, deed: str, line: TaskLine) -> bool:
        """Whether a deed makes sense for a line."""
        task, tree = line.task, self.tree
        if task is None:
            tasks = tree.tasks.values()
            return deed == "by date" and any(sort_order(t) is not None for t in tasks if t.calendar_id == self.only)
        if deed == "tick":
            return True
        if deed in ("fold", "unfold"):
            return bool(line.parts) and line.folded == (deed == "unfold")
        if deed in ("part", "time"):
            return task.is_open
        if self.only is None:  # by date, whatever a hand made of each list
            return False
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
            self.asked.emit(proposals.ordering_by_date(self.only or ""))
        elif task is None:
            return
        elif deed == "tick":
            self._tick(task, index)
        elif deed in ("fold", "unfold"):
            self._folded = self._folded | {task.uid} if deed == "fold" else self._folded - {task.uid}
            self.refresh()
        elif deed == "part":
            self.field.whole = task
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
        """A task was dropped onto a line, or before it (at the end of a group before the next one's heading)."""
        task, lines, tree = self.tree.tasks.get(uid), self.model.lines, self.tree
        if task is None:
            return
        under = lines[row] if row < len(lines) else None
        other = under.task if under else None
        if self.only is None:
            self._date(task, under if under and (onto or other) else lines[max(row - 1, 0)])
        elif onto:
            self._put(task, tree.place(task, self.only, other.uid if other else None))
        else:
            parent = tree.parents.get(other.uid) if other else None
            self._put(task, tree.place(task, self.only, parent, other.uid if other else None))

    def _date(self, task: Task, line: TaskLine) -> None:
        """A task was dropped on a line of a group: it is due as that one is, or done; what is over is no time to do it."""
        zone, was = self.workspace.zone, due_of(task)
        if line.group == DONE:
            self._turn(task)
        elif line.group == NO_DATE and not repeats(task):
            self.asked.emit(proposals.freeing(task))
        elif line.day and line.day >= self.workspace.today and (was is None or day_of(was, zone) != line.day):
            self.asked.emit(proposals.dating(task, line.day, zone))

    def _remember(self, change_set: ChangeSet | None) -> None:
        """What was added alone is brought into sight, wherever the order puts it."""
        changes = change_set.changes if change_set else ()
        added = [c.after for c in changes if c.before is None and isinstance(c.after, Task)]
        self._added = added[0].uid if len(added) == 1 else ""

    def _take(self, tasks: tuple[Task, ...]) -> None:
        self._tasks = tasks
        is_open = {(task.uid, task.recurrence_id) for task in tasks if task.is_open}
        for uid, task in tuple(self._lingering.items()):
            is_turned = ((uid, task.recurrence_id) in is_open) is not task.is_open
            if is_turned and task.is_open:
                self._settled.add(uid)
            elif (
                is_turned or uid in self._settled
            ):  # open again, or taken back; before that the tick may be on its way yet
                del self._lingering[uid]
        self.refresh()

    def _linger(self, *tasks: Task) -> None:
        """Tasks that are being turned look so at once; those ticked stay where they are for a moment, so that nothing moves under the hand."""
        self._lingering |= {task.uid: task for task in tasks}
        self._settled -= {task.uid for task in tasks}
        self._leaving.start()
        self.refresh()

    def _let_go(self) -> None:
        self._lingering = {}
        self.refresh()

    def _home(self) -> str:
        """The list that a new task goes to: the one that is shown, else the default one."""
        lists = [c for c in self.workspace.calendars.values() if c.kind == "task"]
        return self.only or next((c.id for c in lists if c.is_default), lists[0].id if lists else "")

    def _leave_field(self) -> None:
        self.field.whole = None
        self.field.clear()
        self._show_hint()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_hint(self) -> None:
        hint = self.tr("Add to {}").format(self.title) if self.only else self.tr("Add a task")
        whole = self.field.whole
        self.field.setPlaceholderText(self.tr("Add a part of “{}” (Esc ends)").format(whole.summary) if whole else hint)

    def _tick(self, task: Task, index: QModelIndex) -> None:
        """Done, or open again, with all that is chosen where it is among that. Of one with open parts a menu asks whether they are done too."""
        parts, chosen = self.tree.open_parts(task), self.list.chosen
        if task in chosen and len(chosen) > 1:
            turned = tuple(one for one in chosen if one.is_open) or chosen
            now = self.workspace.clock()
            self.asked.emit(proposals.together(proposals.ticking(one, now) for one in turned))
            self._linger(*turned)
        elif task.is_open and parts:
            place = self.list.visualRect(index).bottomLeft() + QPoint(scale.L, 0)
            self.parts_menu(task, parts).popup(self.list.viewport().mapToGlobal(place))
        else:
            self._turn(task)

    def _turn(self, task: Task) -> None:
        """Done, or open again: this one alone."""
        self.ticked.emit(task)
        self._linger(task)

    def parts_menu(self, task: Task, parts: tuple[Task, ...]) -> QMenu:
        """Whether the parts of a task are done with it."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        both = menu.addAction(self.tr("Done, with the {} in it").format(len(parts)))
        both.triggered.connect(
            lambda: self.asked.emit(proposals.ticking_with(task, parts, self.workspace.clock())),
        )
        both.triggered.connect(lambda: self._linger(task, *parts))
        menu.addAction(self.tr("This one alone")).triggered.connect(lambda: self._turn(task))
        menu.setActiveAction(both)
        return menu

    def _open(self, index: QModelIndex) -> None:
        if task := self._line(index).task:
            self.opened.emit(task)

    def _remove(self) -> None:
        if chosen := self.list.chosen:
            self.removed.emit(chosen)

    def _point(self) -> None:
        if chosen := self.list.chosen:
            self.workspace.point_at(*chosen)

    def _line(self, index: QModelIndex) -> TaskLine:
        line: TaskLine = index.data(LINE)
        return line

    def _spoken(self, line: TaskLine) -> str:
        if line.task is None:
            return f"{self.tr(line.group.name)}, {line.number}"
        state = "" if line.task.is_open else self.tr("done")
        due = self.workspace.formatter.when(line.task, self.workspace.today)
        whole = self.tree.tasks.get(self.tree.parents.get(line.task.uid, ""))
        of = self.tr("part of {}").format(whole.summary) if whole else ""
        holds = self.tr("{} in it").format(line.parts) if line.parts else ""
        return ", ".join(filter(None, (line.task.summary, due, state, of, holds, line.list_name)))


def tasks_at(queries: Queries, now: datetime) -> tuple[Task, ...]:
    """The tasks that the lists hold at `now`."""
    tasks = queries.tasks()
    series = [task.id for task in tasks if task.is_series]
    times = queries.task_occurrences(now - LOOK_BACK, now + LOOK_AHEAD, series) if series else ()
    return standing(tasks, [o.row for o in times if isinstance(o.row, Task)], now, queries.zone)
