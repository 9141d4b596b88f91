"""The lines of tasks: one list in its own order, all lists together by date; what is part of a task stands under it."""

import dataclasses
import itertools
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from types import MappingProxyType
from zoneinfo import ZoneInfo

from assistant.timespan import instant
from models.rows import Calendar, Task, When
from models.sort_order import sort_order
from models.task_tree import parents_of


@dataclasses.dataclass(frozen=True)
class Group:
    """What stands together under one heading."""

    name: str
    #: The first of the days on which it is due: what is dropped on the heading is due then.
    first: date | None = None
    #: The colour of the list that it is.
    color: str = ""


OVERDUE, NO_DATE, DONE = Group("Overdue", date.min), Group("No date"), Group("Done")
#: The groups of what is due yet: their first days, counted from today.
COMING = (("Today", 0), ("Tomorrow", 1), ("Next 7 days", 2), ("Later", 7))


@dataclasses.dataclass(frozen=True)
class TaskLine:
    """A task, or the heading of a group (`task` None) with the number of tasks in it."""

    group: Group
    task: Task | None = None
    number: int = 0
    #: When what is dropped there is due: with what stands there, or from the first day of the group on.
    day: date | None = None
    #: Its list: the colour, and the name where tasks of several stand together.
    color: str = ""
    list_name: str = ""
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
    #: The uids of those that were just turned: what of them is done keeps its place yet.
    lingering: Collection[str] = ()

    def parts(self, task: Task) -> tuple[Task, ...]:
        """What is part of a task, itself."""
        return self.beside.get((task.calendar_id, task.uid), ())

    def whole(self, task: Task) -> Iterator[Task]:
        """A task, and what is part of it at any depth."""
        yield task
        for part in self.parts(task):
            yield from self.whole(part)

    def open_parts(self, task: Task) -> tuple[Task, ...]:
        """What of a task is to be done yet, at any depth."""
        return tuple(part for part in self.whole(task) if part.is_open and part != task)

    def staying(self, task: Task) -> tuple[Task, ...]:
        """What of a task, itself too, is shown as what is to be done yet."""
        return tuple(one for one in self.whole(task) if one.is_open or one.uid in self.lingering)

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


def first_due(tree: TaskTree, task: Task, zone: ZoneInfo) -> datetime | None:
    """When the first of what is to be done of a task is due."""
    dues = (due_of(one) for one in tree.staying(task))
    return min((instant(due, zone) for due in dues if due is not None), default=None)


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
    """The tasks as a tree, those that are `done` too. Those that are `lingering`, by uid as they were before they were turned, are seen as
    they will be, where they stand as what is to be done."""
    kept = {task.uid: task for task in tasks if done or task.is_open or task.uid in lingering}
    kept |= {uid: turned(task) for uid, task in lingering.items()}
    places = kept | {uid: task for uid, task in lingering.items() if task.is_open}
    parents = parents_of(kept.values())
    beside: dict[tuple[str, str | None], list[Task]] = {}
    for task in sorted(kept.values(), key=lambda task: task_order(places[task.uid], zone)):
        beside.setdefault((task.calendar_id, parents.get(task.uid)), []).append(task)
    return TaskTree(kept, parents, {place: tuple(inside) for place, inside in beside.items()}, tuple(lingering))


def turned(task: Task) -> Task:
    """A task as it will be that was ticked, or unticked."""
    return dataclasses.replace(task, status="COMPLETED" if task.is_open else "NEEDS-ACTION")


def task_lines(
    tree: TaskTree,
    calendars: Mapping[str, Calendar],
    now: datetime,
    zone: ZoneInfo,
    only: str | None = None,
    folded: Collection[str] = (),
) -> tuple[TaskLine, ...]:
    """Lines of all lists, by date, or of the list `only`, as a hand ordered it. Under a task with its uid in `folded` nothing is shown."""
    lists = sorted((c for c in calendars.values() if c.kind == "task"), key=lambda c: (c.position, c.name))
    tops = [task for home in lists if only in (None, home.id) for task in tree.beside.get((home.id, None), ())]

    def lines_under(group: Group, task: Task, day: date | None, depth: int = 0) -> Iterator[TaskLine]:
        home, parts = calendars[task.calendar_id], tree.parts(task)
        hides, name = bool(parts) and task.uid in folded, "" if only else home.name
        late = is_overdue(task, now, zone)
        yield TaskLine(group, task, 0, day, home.color, name, late, depth, len(parts), hides)
        for part in () if hides else parts:
            yield from lines_under(group, part, day, depth + 1)

    home = calendars.get(only or "")
    groups = in_own_order(tree, tops, home) if home else by_date(tree, tops, now, zone)
    lines: list[TaskLine] = []
    for group, inside in groups:
        number = sum((group == DONE) is not one.is_open for top in inside for one in tree.whole(top))
        lines.append(TaskLine(group, number=number, day=group.first, color=group.color))
        for top in inside:
            due = first_due(tree, top, zone)
            lines += lines_under(group, top, due.date() if due else None)
    return tuple(lines)


def in_own_order(tree: TaskTree, tops: Iterable[Task], home: Calendar) -> Iterator[tuple[Group, list[Task]]]:
    """A list, where nothing is in it too, and what of it is done."""
    yield Group(home.name, color=home.color), [task for task in tops if tree.staying(task)]
    if done := [task for task in tops if not tree.staying(task)]:
        yield DONE, done


def by_date(
    tree: TaskTree, tops: Iterable[Task], now: datetime, zone: ZoneInfo
) -> Iterator[tuple[Group, Iterable[Task]]]:
    """Tasks by when the first of what is in them is due, then by priority, those alike as they come; what was done last stands first."""
    today = now.astimezone(zone).date()
    dated = (OVERDUE, *(Group(name, today + timedelta(days)) for name, days in COMING))
    groups = (*dated, NO_DATE, DONE)

    def place(task: Task) -> tuple[int, float, int]:
        due, done = first_due(tree, task, zone), task.completed
        if not tree.staying(task):
            return groups.index(DONE), -done.timestamp() if done else 0, 0
        if due is None:
            return groups.index(NO_DATE), 0, task.priority or 9
        before = [group for group in dated if group.first is not None and group.first <= due.date()]
        return len(before) - 1, due.timestamp(), task.priority or 9

    for number, inside in itertools.groupby(sorted(tops, key=place), lambda task: place(task)[0]):
        yield groups[number], tuple(inside)


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
