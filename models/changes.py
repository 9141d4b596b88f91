"""A change as a value: row images before and after. Preview, commit and undo are three readings of it."""

import dataclasses
from collections.abc import Iterable

from models.rows import Row


@dataclasses.dataclass(frozen=True)
class RowChange:
    """One row: created (`before` None), deleted (`after` None) or updated (both, same `id` and type)."""

    before: Row | None
    after: Row | None

    def __post_init__(self) -> None:
        if self.before is None and self.after is None:
            raise ValueError("a change needs a row")
        if self.before and self.after and (type(self.before), self.before.id) != (type(self.after), self.after.id):
            raise ValueError("before and after are images of one row")

    @property
    def row(self) -> Row:
        """The row as it will stand, or as it stood if it goes."""
        row = self.after or self.before
        assert row is not None
        return row

    def inverted(self) -> "RowChange":
        """The change that takes this one back."""
        return RowChange(self.after, self.before)


def one_a_row(changes: Iterable[RowChange]) -> tuple[RowChange, ...]:
    """Changes in the order in which they happen, as at most one a row, from its first image to its last; none of a row that comes and goes."""
    made: dict[str, RowChange] = {}
    for change in changes:
        earlier = made.pop(change.row.id, None)
        before = earlier.before if earlier else change.before
        if before is not None or change.after is not None:
            made[change.row.id] = RowChange(before, change.after)
    return tuple(made.values())


@dataclasses.dataclass(frozen=True)
class ChangeSet:
    """Row changes that are committed together, in order, with the words that asked for them.

    Cascades are spelled out: a deleted series lists its overrides, a deleted list its tasks; a calendar is created before, and
    deleted after, what it holds. At most one change a row.
    """

    changes: tuple[RowChange, ...]
    text: str = ""

    def __post_init__(self) -> None:
        ids = [change.row.id for change in self.changes]
        if len(ids) != len(set(ids)):
            raise ValueError("a row changes once in a change set")

    def __bool__(self) -> bool:
        return bool(self.changes)

    def inverted(self) -> "ChangeSet":
        """The change set that takes this one back."""
        return ChangeSet(tuple(change.inverted() for change in reversed(self.changes)), self.text)
