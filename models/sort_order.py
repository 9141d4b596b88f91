"""The place that a person gave a task by hand among its neighbours: X-APPLE-SORT-ORDER, the property in which task programs keep it.

It is no property of RFC 5545, so that it lives among those that a row keeps as they came, and goes out again on export.
"""

from models.extra_lines import extra_value, with_extra_value
from models.rows import Task

NAME = "X-APPLE-SORT-ORDER"


def sort_order(task: Task) -> int | None:
    """The number that a task's list is ordered by, low first; None where it has none, or one that can't be read."""
    number = extra_value(task, NAME) or ""
    return int(number) if number.removeprefix("-").isdecimal() else None


def with_sort_order(task: Task, order: int | None) -> Task:
    """The task with another number, or with none."""
    return with_extra_value(task, NAME, None if order is None else str(order))
