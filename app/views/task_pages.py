"""A list of tasks for paper, or all of them: each list in its own order, with a circle to tick by hand and the day on which a thing is due."""

import dataclasses
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QListView, QVBoxLayout, QWidget

from app.delegates.task import TaskDelegate
from app.item_models.lines import LinesModel
from app.item_models.tasks import TaskLine, task_lines, tree_of
from app.theme import scale
from app.theme.theme import Looks
from app.workspace import Workspace
from models.rows import Task


class TaskPages(QWidget):
    """What of `tasks` is to be done yet, of the list with the id `only` or of all; `title` says which. As high as it needs to be."""

    def __init__(
        self, workspace: Workspace, paper: Looks, tasks: tuple[Task, ...], only: str | None, width: int
    ) -> None:
        super().__init__()
        home = workspace.calendars.get(only or "")
        self.title = home.name if home else self.tr("Tasks")
        self.model: LinesModel[TaskLine] = LinesModel(
            lambda line: line.task.summary if line.task else line.group.name, self
        )
        self.list = QListView(self)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setModel(self.model)
        delegate = TaskDelegate(paper, workspace.formatter, self)
        delegate.today = workspace.today
        self.list.setItemDelegate(delegate)
        self.model.set_lines(lines_of(workspace, tasks, only, workspace.clock()))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list)
        rows = range(self.model.rowCount())
        self.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        self.resize(width, sum(self.list.sizeHintForRow(row) for row in rows) + scale.L)
        self.show()


def lines_of(workspace: Workspace, tasks: tuple[Task, ...], only: str | None, now: datetime) -> tuple[TaskLine, ...]:
    """The lines of the pages; a list alone is named by their title, and what is overdue today may not be so when they are read."""
    homes = sorted((c for c in workspace.calendars.values() if c.kind == "task"), key=lambda c: (c.position, c.name))
    tree = tree_of(tasks, workspace.zone, done=False)
    held = [task_lines(tree, workspace.calendars, now, workspace.zone, c.id) for c in homes if only in (None, c.id)]
    shown = (line for lines in held if len(lines) > 1 for line in (lines[1:] if only else lines))
    return tuple(dataclasses.replace(line, overdue=False) for line in shown)
