"""The agenda's lines: what is on each day, events and tasks due, in order of time."""

import dataclasses
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from app.item_models.blocks import Block
from app.item_models.tasks import due_of
from assistant.timespan import instant
from models.rows import Calendar, Task


@dataclasses.dataclass(frozen=True)
class AgendaLine:
    """One thing on `day`, or a day with nothing (both None). `opens_day` on the first line of a day."""

    day: date
    opens_day: bool
    block: Block | None = None
    task: Task | None = None
    #: Name of the task's list.
    list_name: str = ""

    @property
    def names(self) -> tuple[object, ...]:
        """Names what stands on it."""
        return (self.block.key, self.block.ghost) if self.block else (self.task and self.task.uid, self.day)


def agenda_lines(
    blocks: Iterable[Block],
    tasks: Iterable[Task],
    calendars: Mapping[str, Calendar],
    span: tuple[date, int],
    today: date,
    zone: ZoneInfo,
) -> tuple[AgendaLine, ...]:
    """Lines for the days of `span` (first and number); an event of several days stands on each. Today is there even when it is empty."""
    first, days = span
    last = first + timedelta(days=days)
    found: list[tuple[date, bool, datetime, Block | None, Task | None]] = []
    for block in blocks:
        found += [(day, not block.all_day, block.start, block, None) for day in block.days if first <= day < last]
    for task in tasks:
        when = due_of(task)
        if when is not None:
            due = instant(when, zone)
            if first <= due.date() < last:
                found.append((due.date(), isinstance(when, datetime), due, None, task))
    if first <= today < last and all(day != today for day, *_ in found):
        found.append((today, False, datetime.combine(today, datetime.min.time(), zone), None, None))
    found.sort(key=lambda f: f[:3])
    lines: list[AgendaLine] = []
    for day, _, _, shown, due_task in found:
        home = calendars.get(due_task.calendar_id) if due_task else None
        lines.append(AgendaLine(day, not lines or lines[-1].day != day, shown, due_task, home.name if home else ""))
    return tuple(lines)
