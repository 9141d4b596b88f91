"""The task lists' lines: per list what is open in its order, what is part of a task under it, then what is done."""

import dataclasses
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime
from types import MappingProxyType
from zoneinfo import ZoneInfo

from assistant.timespan import instant
from models.rows import Calendar, Task, When
from models.sort_order import sort_order
from models.task_tree import parents_of


@dataclasses.dataclass(frozen=True)
class TaskLine:
    """A task, or the heading of its list (`task` None) with the number of its open tasks."""

    calendar: Calendar
    task: Task | None = None
    open_tasks: int = 0
    overdue: bool = False
    #: How deep it stands under others, and how many stand under it.
    depth: int = 0
    parts: int = 0
    folded: bool = False


@dataclasses.dataclass(frozen=True)
class Place:
    """Where a task is to stand: part of which (a uid; None: of none), in which list, and the uids there in order, its own too."""

    parent: str | None
    neighbours: tuple[str, ...]
    list_id: str


@dataclasses.dataclass(frozen=True)
class TaskTree:
    """Tasks by uid, the parent of each that is a part, and what stands side by side in order: by list, and under which task."""

    tasks: Mapping[str, Task]
    parents: Mapping[str, str]
    beside: Mapping[tuple[str, str | None], tuple[Task, ...]]

    def parts(self, task: Task) -> tuple[Task, ...]:
        """What is part of a task, itself."""
        return self.beside.get((task.calendar_id, task.uid), ())

    def open_parts(self, task: Task) -> tuple[Task, ...]:
        """What of a task is to be done yet, at any depth."""
        below = (deeper for part in self.parts(task) for deeper in (part, *self.open_parts(part)))
        return tuple(part for part in below if part.is_open)

    def place(self, task: Task, list_id: str, parent: str | None, before: str | None = None) -> Place:
        """A task under a parent: before the one with the uid `before`, else last."""
        beside = self.beside.get((list_id, parent), ())
        uids = [other.uid for other in beside if other.is_open and other.uid != task.uid]
        uids.insert(uids.index(before) if before in uids else len(uids), task.uid)
        return Place(parent, tuple(uids), list_id)

    def shifted(self, task: Task, step: int) -> Place | None:
        """A task one up (-1) or down (+1) among those beside it; None at the end."""
        parent = self.parents.get(task.uid)
        uids = list(self.place(task, task.calendar_id, parent).neighbours[:-1])
        beside = self.beside[task.calendar_id, parent]
        at = [other.uid for other in beside if other.is_open].index(task.uid) + step
        if not 0 <= at <= len(uids):
            return None
        return Place(parent, (*uids[:at], task.uid, *uids[at:]), task.calendar_id)

    def indented(self, task: Task) -> Place | None:
        """A task as the last part of the one above it; None where there is none."""
        beside = [other for other in self.beside[task.calendar_id, self.parents.get(task.uid)] if other.is_open]
        at = next(i for i, other in enumerate(beside) if other.uid == task.uid)
        return self.place(task, task.calendar_id, beside[at - 1].uid) if at else None

    def outdented(self, task: Task) -> Place | None:
        """A part beside what it was part of, after it; None where it is no part."""
        parent = self.parents.get(task.uid)
        if parent is None:
            return None
        above = self.parents.get(parent)
        uids = [other.uid for other in self.beside[task.calendar_id, above] if other.is_open]
        after = uids.index(parent) + 1 if parent in uids else len(uids)
        return Place(above, (*uids[:after], task.uid, *uids[after:]), task.calendar_id)


def due_of(task: Task) -> When | None:
    """When a task is due; one that only has a start is due then."""
    return task.due if task.due is not None else task.start


def standing(tasks: Iterable[Task], occurrences: Iterable[Task], now: datetime, zone: ZoneInfo) -> tuple[Task, ...]:
    """The tasks to show: a series by the one occurrence that is to be done, the latest open one due by today, else the next."""
    today = now.astimezone(zone).date()
    ahead: dict[str, Task] = {}
    behind: dict[str, Task] = {}
    for task in occurrences:
        due = due_of(task)
        if due is not None and task.is_open:
            if instant(due, zone).date() <= today:
                behind[task.uid] = task
            else:
                ahead.setdefault(task.uid, task)
    chosen = ahead | behind
    singles = [task for task in tasks if task.recurrence_id is None and not task.is_series]
    return (*singles, *chosen.values())


def is_overdue(task: Task, now: datetime, zone: ZoneInfo) -> bool:
    """Open, and due before today, or before `now` where an hour was said."""
    when = due_of(task)
    if when is None or not task.is_open:
        return False
    due = instant(when, zone)
    return due < now if isinstance(when, datetime) else due.date() < now.astimezone(zone).date()


def tree_of(
    tasks: Iterable[Task], zone: ZoneInfo, done: bool = True, lingering: Mapping[str, Task] = MappingProxyType({})
) -> TaskTree:
    """The tasks as a tree, those that are `done` too. Those that are `lingering`, by uid as they were, are done but keep their place yet."""
    kept = {task.uid: task for task in tasks if done or task.is_open or task.uid in lingering}
    kept |= {uid: dataclasses.replace(task, status="COMPLETED") for uid, task in lingering.items()}
    parents = parents_of(kept.values())
    beside: dict[tuple[str, str | None], list[Task]] = {}
    for task in sorted(kept.values(), key=lambda task: task_order(lingering.get(task.uid, task), zone)):
        beside.setdefault((task.calendar_id, parents.get(task.uid)), []).append(task)
    return TaskTree(kept, parents, {place: tuple(inside) for place, inside in beside.items()})


def task_lines(
    tree: TaskTree,
    calendars: Mapping[str, Calendar],
    now: datetime,
    zone: ZoneInfo,
    only: str | None = None,
    folded: Collection[str] = (),
) -> tuple[TaskLine, ...]:
    """Lines of all lists, or of the list `only`. Under a task with its uid in `folded` nothing is shown."""

    def lines_under(home: Calendar, parent: str | None, depth: int) -> Iterator[TaskLine]:
        for task in tree.beside.get((home.id, parent), ()):
            parts = len(tree.parts(task))
            hides = bool(parts) and task.uid in folded
            yield TaskLine(home, task, 0, is_overdue(task, now, zone), depth, parts, hides)
            if not hides:
                yield from lines_under(home, task.uid, depth + 1)

    lists = [c for c in calendars.values() if c.kind == "task" and only in (None, c.id)]
    lines: list[TaskLine] = []
    for home in sorted(lists, key=lambda c: (c.position, c.name)):
        inside = [task for task in tree.tasks.values() if task.calendar_id == home.id]
        lines.append(TaskLine(home, None, sum(task.is_open for task in inside)))
        lines += lines_under(home, None, 0)
    return tuple(lines)


def task_order(task: Task, zone: ZoneInfo) -> tuple[bool, bool, int, date, int]:
    """Open before done, then as a hand ordered them, then by due date and priority; those alike stay as they were made."""
    when, order = due_of(task), sort_order(task) if task.is_open else None
    return (
        not task.is_open,
        order is None,
        order or 0,
        instant(when, zone).date() if when is not None else date.max,
        task.priority or 9,
    )
