"""What else can be said: of what was just done, and of what the person's own calendar holds besides."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import islice
from typing import Final

from PySide6.QtCore import QCoreApplication

from models.changes import ChangeSet, RowChange
from models.queries import Queries
from models.rows import Event, Task

#: So many sentences are offered at a time, of which so many speak of what was just done, where there are others.
MOST, OF_IT = 4, 2
#: A longer name is "it", if it was just done; of others nothing is said.
NAME_LETTERS = 24
#: How far is looked for things to speak of, and of how many.
AHEAD, MOST_AHEAD = timedelta(days=14), 20

#: What was done to what → what can be said of it.
OF_DONE: Final[Mapping[tuple[str, type], tuple[str, ...]]] = {
    ("made", Event): ("move {} an hour later", "cancel {}", "remind me 30 minutes before {}"),
    ("changed", Event): ("make {} 30 minutes longer", "remind me 30 minutes before {}", "cancel {}"),
    ("gone", Event): (),
    ("made", Task): ("move {} to tomorrow", "{} is done", "delete {}"),
    ("changed", Task): ("{} is done", "move {} to tomorrow", "delete {}"),
    ("gone", Task): (),
}
#: What can be said of another thing that lies ahead, one after the other.
OF_OTHERS: Final[Mapping[type, tuple[str, ...]]] = {
    Event: ("move {} to tomorrow", "when is {}?", "make {} 30 minutes longer"),
    Task: ("{} is done", "move {} to friday"),
}
#: What can be asked of any calendar, in turn.
QUESTIONS: Final = (
    "when am I free this week?",
    "what's on tomorrow?",
    "what do I have to do this week?",
    "what's next?",
    "what's on this weekend?",
)


def tr(text: str) -> str:
    """A sentence of this module, in the language of the window."""
    return QCoreApplication.translate("next_steps", text)


def next_steps(
    done: ChangeSet, ahead: Iterable[Event | Task], back: str, turn: int, taken: Collection[str]
) -> tuple[str, ...]:
    """A few sentences after a change set was carried out, the `turn`-th in a row, with things that lie ahead; `back` leads back from it.
    What was `taken` before is not offered again."""
    of_it, names = list[str](), set[str]()
    change = next((change for change in done.changes if isinstance(change.row, Event | Task)), None)
    if change is not None and isinstance(row := change.row, Event | Task):
        name = row.summary if len(row.summary) <= NAME_LETTERS else tr("it")
        of_it = [tr(words).format(name) for words in OF_DONE[deed_of(change), type(row)]]
        names.add(row.summary)
    others = (row for row in ahead if row.summary not in names and 0 < len(row.summary) <= NAME_LETTERS)
    of_others = [tr(pick(OF_OTHERS[type(row)], turn)).format(row.summary) for row in one_of_each(others)]
    question = tr(pick(QUESTIONS, turn))
    wanted = (*of_it[:OF_IT], *of_others, question, *of_it[OF_IT:])
    kept = [words for words in dict.fromkeys(wanted) if words not in taken]
    return (*kept[: MOST - 1], back)


def deed_of(change: RowChange) -> str:
    """What was done to a row, in one word; a task that is done is gone."""
    if change.after is None or (isinstance(change.after, Task) and not change.after.is_open):
        return "gone"
    return "made" if change.before is None else "changed"


def one_of_each(rows: Iterable[Event | Task]) -> list[Event | Task]:
    """The first event and the first task."""
    first: dict[type, Event | Task] = {}
    for row in rows:
        first.setdefault(type(row), row)
    return list(first.values())


def pick(words: Sequence[str], turn: int) -> str:
    """The one whose turn it is."""
    return words[turn % len(words)]


def lying_ahead(queries: Queries, now: datetime) -> list[Event | Task]:
    """The next events, and tasks that are open."""
    events = (o.row for o in queries.event_occurrences(now, now + AHEAD) if not o.row.is_series)
    tasks = (task for task in queries.tasks() if task.is_open and not task.rrule)
    return [*islice(events, MOST_AHEAD), *islice(tasks, MOST_AHEAD)]
