"""Which task is part of which: RELATED-TO names the parent (RFC 5545 3.8.4.5)."""

from collections.abc import Iterable, Iterator, Mapping

from models.rows import Task


def parents_of(tasks: Iterable[Task]) -> dict[str, str]:
    """Of each task's uid the uid of its parent, where that one is among `tasks`, in the same list. A circle of tasks, which only a
    foreign file can hold, has none."""
    known = {task.uid: task for task in tasks}
    named = {
        uid: task.related_to
        for uid, task in known.items()
        if task.related_to in known and may_be_under(task, known[task.related_to])
    }
    return {uid: parent for uid, parent in named.items() if uid not in above(parent, named)}


def may_be_under(task: Task, parent: Task) -> bool:
    """Whether a task can be a part of another one, as far as the two alone say. A series that goes on as another one from some day on
    is related to it too, but is no part of it."""
    return task.uid != parent.uid and task.calendar_id == parent.calendar_id and not (repeats(task) and repeats(parent))


def repeats(task: Task) -> bool:
    """A series, or one of its times."""
    return task.is_series or task.recurrence_id is not None


def above(uid: str, parents: Mapping[str, str]) -> Iterator[str]:
    """A task's uid, that of its parent, and so on up; each once."""
    seen: set[str] = set()
    at: str | None = uid
    while at is not None and at not in seen:
        yield at
        seen.add(at)
        at = parents.get(at)


def below(uid: str, parents: Mapping[str, str]) -> tuple[str, ...]:
    """The uids of all parts of a task, and of theirs."""
    return tuple(other for other in parents if other != uid and uid in above(other, parents))
