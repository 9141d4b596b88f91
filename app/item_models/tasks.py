"""The task lists' lines: per list what is open by due date, then what is done."""

import dataclasses
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from assistant.timespan import instant
from models.rows import Calendar, Task, When


@dataclasses.dataclass(frozen=True)
class TaskLine:
    """A task, or the heading of its list (`task` None) with the number of its open tasks."""

    calendar: Calendar
    task: Task | None = None
    open_tasks: int = 0
    overdue: bool = False


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


def task_lines(
    tasks: Iterable[Task],
    calendars: Mapping[str, Calendar],
    now: datetime,
    zone: ZoneInfo,
    only: str | None = None,
    done: bool = True,
) -> tuple[TaskLine, ...]:
    """Lines of all lists, or of the list `only`; `done` tasks too."""
    by_list: dict[str, list[Task]] = {c.id: [] for c in calendars.values() if c.kind == "task" and only in (None, c.id)}
    for task in tasks:
        if task.calendar_id in by_list and (done or task.is_open):
            by_list[task.calendar_id].append(task)
    lines: list[TaskLine] = []
    for list_id in sorted(by_list, key=lambda i: (calendars[i].position, calendars[i].name)):
        inside = by_list[list_id]
        lines.append(TaskLine(calendars[list_id], None, sum(t.is_open for t in inside)))
        inside.sort(key=lambda task: task_order(task, zone))
        lines += [TaskLine(calendars[list_id], t, 0, is_overdue(t, now, zone)) for t in inside]
    return tuple(lines)


def task_order(task: Task, zone: ZoneInfo) -> tuple[bool, date, int, str]:
    """Open before done, then by due date, priority and name."""
    when = due_of(task)
    return (
        not task.is_open,
        instant(when, zone).date() if when is not None else date.max,
        task.priority or 9,
        task.summary.casefold(),
    )
