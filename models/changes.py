"""A change as a value: row images before and after. Preview, commit and undo are three readings of it."""

import dataclasses
from collections.abc import Iterable
from typing import Final

from models.rows import Event, Row, Task

#: What a new revision is of; other words about a thing make none.
REVISED: Final = ("start", "end", "due", "rrule", "rdates", "exdates")


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

    def revised(self) -> "RowChange":
        """The change with the number of its revision (SEQUENCE, 3.8.7.4; RFC 5546 2.1.4): the next one where time or rule change, but of
        what another organizes, whose numbers are theirs to give."""
        before, after = self.before, self.after
        if not isinstance(before, Event | Task) or not isinstance(after, Event | Task):
            return self
        changed = any(getattr(before, name, None) != getattr(after, name, None) for name in REVISED)
        return RowChange(
            before, dataclasses.replace(after, sequence=before.sequence + (changed and before.organizer is None))
        )


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
    #: Whether a calendar file brought it, as versions of what it holds; all else, what a message changes among it, was done here.
    brought: bool = False

    def __post_init__(self) -> None:
        ids = [change.row.id for change in self.changes]
        if len(ids) != len(set(ids)):
            raise ValueError("a row changes once in a change set")

    def __bool__(self) -> bool:
        return bool(self.changes)

    def inverted(self) -> "ChangeSet":
        """The change set that takes this one back, which is done here whoever did this one."""
        return ChangeSet(tuple(change.inverted() for change in reversed(self.changes)), self.text)
