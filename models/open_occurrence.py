"""Which time of a repeating task (RFC 5545 3.6.2 with 3.8.5) stands open: those that are done are overrides with a STATUS of their own."""

from datetime import datetime

from models.queries import Queries
from models.rows import Task
from models.timeline import anchor, instant, position


def open_occurrence(queries: Queries, series: Task, by: datetime) -> Task | None:
    """Of a repeating task the latest open time up to `by` (aware), else the next; None where all are done. A series none of whose times
    lie within the occurrence index stands as it is stored."""
    found = [occurrence.row for occurrence in queries.task_occurrences(None, None, {series.id})]
    if not found:
        return series
    standing = [row for row in found if isinstance(row, Task) and row.is_open]
    due = [row for row in standing if (at := anchor(row)) is not None and instant(at, queries.zone) <= position(by)]
    return due[-1] if due else next(iter(standing), None)
