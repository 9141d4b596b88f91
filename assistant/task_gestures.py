"""What a hand does to tasks: their order, which is part of which, a time on the calendar. Plans like those of a sentence."""

import dataclasses
from collections.abc import Sequence
from datetime import datetime

from assistant.commands import Scope
from assistant.gestures import NewId, complete, edit, planned
from assistant.plan import Effect, Plan
from models.changes import RowChange
from models.queries import Queries
from models.rows import Task
from models.sort_order import sort_order, with_sort_order
from models.task_tree import above, below, may_be_under, parents_of

#: Between two neighbours that are numbered anew, so that others find room there.
GAP = 1024


def place(
    queries: Queries, task: Task, parent: str | None, neighbours: Sequence[str], list_id: str, *, new_id: NewId
) -> Plan:
    """A task at another place: part of the task with the uid `parent` (None: of none), in a list, among `neighbours`, the uids of what
    stands beside it there in order, its own too. Its parts go with it. No effects where it would be a part of itself."""
    stored = queries.tasks()
    masters = {row.uid: row for row in stored if row.recurrence_id is None}
    parents = parents_of(masters.values())
    moved = {task.uid, *below(task.uid, parents)}
    home = dataclasses.replace(task, calendar_id=list_id)
    if parent is not None and (
        parent not in masters or task.uid in above(parent, parents) or not may_be_under(home, masters[parent])
    ):
        return Plan("", ())
    orders = numbered([masters[uid] for uid in neighbours if uid in masters], task.uid)
    writes = []
    for row in stored:
        after = dataclasses.replace(row, calendar_id=list_id) if row.uid in moved else row
        if row.uid == task.uid:
            after = dataclasses.replace(after, related_to=parent or outside(row, parents))
        if row.uid in orders:
            after = with_sort_order(after, orders[row.uid])
        if after != row:
            writes.append(RowChange(row, after))
    own = (
        next((write for write in writes if write.row.id == masters[task.uid].id), None) if task.uid in masters else None
    )
    if own is None:
        return Plan("", ())
    return said(planned((Effect(own.before, own.after, tuple(writes)),), queries, new_id), f"Moved “{task.summary}”")


def outside(row: Task, parents: dict[str, str]) -> str | None:
    """What a task that is no part of another one is related to: a series from which it goes on, not its parent."""
    return None if row.uid in parents else row.related_to


def numbered(tasks: Sequence[Task], uid: str) -> dict[str, int]:
    """Numbers that give `tasks` this order: of the task `uid` alone where its neighbours leave it room, else of all."""
    at = next(i for i, task in enumerate(tasks) if task.uid == uid)
    orders = [sort_order(task) for task in tasks]
    before, after = orders[:at], orders[at + 1 :]
    known = [order for order in (*before, *after) if order is not None]
    if len(known) == len(tasks) - 1 and known == sorted(set(known)):
        low = before[-1] if before else None
        high = after[0] if after else None
        if low is None or high is None:
            return {uid: low + GAP if low is not None else high - GAP if high is not None else GAP}
        if high - low > 1:
            return {uid: (low + high) // 2}
    return {task.uid: GAP * (i + 1) for i, task in enumerate(tasks)}


def forget_order(queries: Queries, list_id: str, *, new_id: NewId) -> Plan:
    """A list that is ordered by date again: what a hand did to its order goes."""
    rows = [task for task in queries.tasks() if task.calendar_id == list_id and sort_order(task) is not None]
    writes = tuple(RowChange(task, with_sort_order(task, None)) for task in rows)
    if not writes:
        return Plan("", ())
    effect = Effect(writes[0].before, writes[0].after, writes)
    return said(planned((effect,), queries, new_id), "Ordered a list by date")


def complete_with(queries: Queries, task: Task, parts: Sequence[Task], at: datetime, *, new_id: NewId) -> Plan:
    """A task ticked off at `at` (aware), and the parts of it that are open."""
    plans = [complete(queries, each, at, new_id=new_id) for each in (task, *parts)]
    plan = planned(tuple(effect for plan in plans for effect in plan.effects), queries, new_id)
    return said(plan, f"Completed “{task.summary}” and what is part of it")


def give_time(queries: Queries, task: Task, start: datetime, end: datetime, *, new_id: NewId) -> Plan:
    """A task put on the calendar: from `start` to `end` (aware), when it is due. Of one that repeats, that time alone."""
    return edit(queries, task, {"start": start, "due": end}, Scope.ONE, new_id=new_id)


def said(plan: Plan, text: str) -> Plan:
    """The plan in the journal's words."""
    return dataclasses.replace(plan, text=text)
