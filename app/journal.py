"""What undo and redo would do, for the menus that name it."""

import dataclasses

from models.history import UndoEntry


@dataclasses.dataclass(frozen=True)
class Journal:
    """The sentences that undo would take back and redo repeat; None where there is nothing."""

    undo: str | None = None
    redo: str | None = None


def journal_of(entries: tuple[UndoEntry, ...]) -> Journal:
    """What undo and redo would do, of a journal read newest first."""
    undone = [entry for entry in entries if entry.undone]
    standing = next((entry for entry in entries if not entry.undone), None)
    return Journal(standing.text if standing else None, undone[-1].text if undone else None)
