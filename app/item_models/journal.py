"""The lines of the journal, in words that can be searched."""

import dataclasses
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime

from app.formatting import Formatter, count
from app.steps import with_step
from assistant.preview import title_of
from models.changes import RowChange
from models.history import UndoEntry
from models.rows import Calendar

#: So many names stand on a line; the rest are counted.
MOST_NAMED = 3
KINDS = ("added", "changed", "removed")


@dataclasses.dataclass(frozen=True)
class Thing:
    """An event or task that an entry changed."""

    uid: str
    name: str


@dataclasses.dataclass(frozen=True)
class JournalLine:
    """One entry: `at` is aware; `words` says what it changed (``2 added: Dentist, Lunch``); `things` what of it could be forgotten."""

    id: int
    at: datetime
    text: str
    undone: bool
    words: str
    things: tuple[Thing, ...]
    #: All that a filter looks at, caseless.
    searched: str = dataclasses.field(repr=False)

    def holds(self, wanted: Iterable[str]) -> bool:
        """Whether every one of these words is in it."""
        return all(word in self.searched for word in wanted)


def kind_of(change: RowChange) -> str:
    """Added, changed or removed."""
    return "added" if change.before is None else "removed" if change.after is None else "changed"


def journal_line(entry: UndoEntry, formatter: Formatter) -> JournalLine:
    """An entry in words."""
    changes = entry.change_set.changes
    kinds = Counter(map(kind_of, changes))
    names = list(dict.fromkeys(title_of(change.row) for change in changes))
    more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    counts = ", ".join(count(kinds[kind], kind, kind) for kind in KINDS if kinds[kind])
    words = f"{counts}: {', '.join(names[:MOST_NAMED])}{more}"
    at = entry.at.astimezone(formatter.zone).date()
    rows = [change.row for change in changes]
    things = {row.uid: Thing(row.uid, row.summary) for row in reversed(rows) if not isinstance(row, Calendar)}
    return JournalLine(
        entry.id,
        entry.at,
        entry.text,
        entry.undone,
        with_step(words, changes, formatter, at),
        tuple(reversed(things.values())),
        "\n".join((entry.text, formatter.long_day(at), *kinds, *names)).casefold(),
    )


def matching(lines: Sequence[JournalLine], words: str) -> Sequence[JournalLine]:
    """The lines that hold every one of these words, in whatever case."""
    wanted = words.casefold().split()
    return [line for line in lines if line.holds(wanted)] if wanted else lines
