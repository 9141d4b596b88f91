"""Agenda: what comes, day by day."""

from datetime import date, datetime, timedelta

from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.delegates.agenda import AgendaDelegate
from app.item_models.agenda import AgendaLine, agenda_lines
from app.item_models.blocks import Block, block_of, blocks_of, midnight
from app.item_models.lines import LINE, LinesModel
from app.theme.theme import Looks
from app.views.calendar_view import CalendarView, Reading
from app.views.line_list import LineList
from app.workspace import Workspace
from models.occurrence import Occurrence
from models.queries import Queries
from models.rows import Task

DAYS = 42
#: Events, and tasks that are due.
Both = tuple[tuple[Occurrence, ...], tuple[Task, ...]]


class AgendaView(CalendarView):
    """So many days, six weeks unless said, from `day` on, with the tasks due in them."""

    def __init__(self, workspace: Workspace, theme: Looks, days: int = DAYS, parent: QWidget | None = None) -> None:
        self._days = days
        super().__init__(workspace, theme, parent)
        self._tasks: tuple[Task, ...] = ()
        self.model: LinesModel[AgendaLine] = LinesModel(self._spoken, self)
        self.list = DayList(self)
        self.list.setModel(self.model)
        self.list.setAccessibleName(self.tr("Agenda"))
        self.delegate = AgendaDelegate(theme, workspace.formatter, self)
        self.list.setItemDelegate(self.delegate)
        self.list.activated.connect(self._open)
        self.list.removing.connect(self._remove)
        self.list.pointed.connect(self._point)
        self.list.pressed.connect(self.pressed)
        self.list.clicked.connect(self.looked_at)
        self.list.verticalScrollBar().valueChanged.connect(self.shifted)
        self.list.menu_asked.connect(self._open_menu)
        self.setFocusProxy(self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list)

    def span_at(self, day: date) -> tuple[date, int]:
        return day, self._days

    def reload(self) -> None:
        self._asked += 1
        asked, zone = self._asked, self.workspace.zone
        start, end = midnight(self.day, zone), midnight(self.day + timedelta(days=self._days), zone)

        self.workspace.read(lambda queries: both(queries, start, end), self._take_both, lambda: asked == self._asked)

    def fill_with(self, day: date, hidden: frozenset[str], found: Both) -> None:
        """As :meth:`fill`, with the tasks too."""
        self._tasks = found[1]
        self.fill(day, hidden, found[0])

    def _take_both(self, found: Both) -> None:
        self._tasks = found[1]
        workspace, hidden = self.workspace, self.hidden
        blocks = blocks_of(found[0], workspace.zone, workspace.calendars, hidden)
        self._take(Reading(found[0], workspace.calendars, hidden, blocks))

    def blocks_changed(self) -> None:
        """Lines anew; the thing that was chosen stays so, or the line in its place where it is gone."""
        workspace, index = self.workspace, self.list.currentIndex()
        chosen: AgendaLine | None = index.data(LINE) if index.isValid() else None
        self.delegate.today, self.delegate.now = self.today, self.now
        self.delegate.ghosts = self.ghosts
        self.model.set_lines(
            agenda_lines(self.shown, self._tasks, workspace.calendars, self.span, workspace.today, workspace.zone)
        )
        if chosen and self.model.lines:
            alike = (row for row, line in enumerate(self.model.lines) if line.names == chosen.names)
            self.list.setCurrentIndex(self.model.index(next(alike, min(index.row(), len(self.model.lines) - 1))))

    def _spoken(self, line: AgendaLine) -> str:
        formatter = self.workspace.formatter
        if line.block:
            return self.spoken(line.block)
        if line.task:
            return f"{line.task.summary}, {formatter.when(line.task, self.workspace.today)}, {line.list_name}"
        return formatter.day(line.day)

    def _open(self, index: QModelIndex) -> None:
        line: AgendaLine = index.data(LINE)
        if line.block or line.task:
            self.opened.emit(line.block or line.task)

    def _remove(self, index: QModelIndex) -> None:
        line: AgendaLine = index.data(LINE)
        if line.block or line.task:
            self.removed.emit((line.block or line.task,))

    def _point(self, index: QModelIndex) -> None:
        line: AgendaLine = index.data(LINE)
        if line.block:
            self.choose(line.block)
        elif line.task:
            self.choose(block_of(line.task, self.workspace.zone, self.workspace.calendars))
        else:
            self.choose()

    def place_of(self, block: Block) -> QRect | None:
        shown = self.list.visualRect(self.list.currentIndex())
        return self.on_screen(self.list.viewport(), [(shown, block)], block)

    def _open_menu(self, index: QModelIndex, place: QPoint) -> None:
        line: AgendaLine = index.data(LINE)
        if thing := line.block or line.task:
            self.open_menu(thing, place)


def both(queries: Queries, start: datetime, end: datetime) -> Both:
    """The events in [start, end), and the open tasks that are due then."""
    due = tuple(o.row for o in queries.task_occurrences(start, end) if isinstance(o.row, Task) and o.row.is_open)
    return queries.event_occurrences(start, end), due


class DayList(LineList):
    """The lines of the agenda: a day that is scrolled half out of sight keeps its name, until the next one pushes it out. Keys of what is
    chosen in any view pass on."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = QKeySequence.StandardKey
        if event.key() == Qt.Key.Key_Space or any(event.matches(key) for key in (keys.Copy, keys.Cut, keys.Paste)):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self.viewport().update()  # the name stays where it is

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        index, delegate = self.indexAt(QPoint(1, 0)), self.itemDelegate()
        line: AgendaLine | None = index.data(LINE)
        if line is None or not isinstance(delegate, AgendaDelegate):
            return
        box, height = self.visualRect(index), delegate.theme.spacing.row
        if line.opens_day and box.top() >= 0:
            return
        following: AgendaLine | None = index.siblingAtRow(index.row() + 1).data(LINE)
        lowest = box.bottom() - height
        is_pushed = lowest < 0 and following is not None and following.opens_day
        top = lowest if is_pushed else max(0, lowest) if line.opens_day else 0
        delegate.write_day(QPainter(self.viewport()), box.left(), top, line.day)
