"""The task lists' lines: per list what is open by due date, then what is done."""

import dataclasses
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from app.formatting import localize
from models.rows import Calendar, Task


@dataclasses.dataclass(frozen=True)
class TaskLine:
    """A task, or the heading of its list (`task` None) with the number of its open tasks."""

    calendar: Calendar
    task: Task | None = None
    open_tasks: int = 0
    overdue: bool = False


def is_overdue(task: Task, now: datetime, zone: ZoneInfo) -> bool:
    """Open, and due before today, or before `now` where an hour was said."""
    if task.due is None or not task.is_open:
        return False
    due = localize(task.due, zone)
    return due < now if isinstance(task.due, datetime) else due.date() < now.astimezone(zone).date()


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
    far = date.max.toordinal()
    lines: list[TaskLine] = []
    for list_id in sorted(by_list, key=lambda i: (calendars[i].position, calendars[i].name)):
        inside = by_list[list_id]
        lines.append(TaskLine(calendars[list_id], None, sum(t.is_open for t in inside)))
        inside.sort(
            key=lambda t: (
                not t.is_open,
                localize(t.due, zone).date().toordinal() if t.due is not None else far,
                t.priority or 9,
                t.summary.casefold(),
            )
        )
        lines += [TaskLine(calendars[list_id], t, 0, is_overdue(t, now, zone)) for t in inside]
    return tuple(lines)
