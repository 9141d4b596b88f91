"""The place that a person gave a task by hand among its neighbours: X-APPLE-SORT-ORDER, the property in which task programs keep it.

It is no property of RFC 5545, so that it lives among those that a row keeps as they came, and goes out again on export.
"""

import dataclasses

from models.rows import Task

NAME = "X-APPLE-SORT-ORDER"


def sort_order(task: Task) -> int | None:
    """The number that a task's list is ordered by, low first; None where it has none, or one that can't be read."""
    found = (line.rpartition(":")[2].strip() for line in task.extra if is_order(line))
    number = next(found, "")
    return int(number) if number.removeprefix("-").isdecimal() else None


def with_sort_order(task: Task, order: int | None) -> Task:
    """The task with another number, or with none."""
    others = tuple(line for line in task.extra if not is_order(line))
    return dataclasses.replace(task, extra=others if order is None else (*others, f"{NAME}:{order}"))


def is_order(line: str) -> bool:
    """Whether an unfolded content line is the order; its name is written in any case (RFC 5545 3.1)."""
    return line.upper().startswith((f"{NAME}:", f"{NAME};"))
