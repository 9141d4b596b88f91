"""After the very first thing is stored: what else can be said, as sentences to click, over the calendar; others after each thing that is done."""

from PySide6.QtWidgets import QWidget

from app.item_models.next_steps import lying_ahead, next_steps
from app.views.empty_state import EmptyState
from app.views.sentence_row import SentenceRow
from app.workspace import Workspace
from models.changes import ChangeSet
from models.rows import Event, Task


class FirstSteps(SentenceRow):
    """Hidden until something is stored while the `start` is shown, which says what is chosen here as its own; a step goes once it is taken."""

    def __init__(self, workspace: Workspace, start: EmptyState, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Try next:"), self.tr("Enough"), parent)
        self._workspace, self._start = workspace, start
        self._sentences: tuple[str, ...] = ()
        self._taken = set[str]()
        #: How many things were done since; None before the first, and once it is enough.
        self._turn: int | None = None
        #: What was done last, while it is not told.
        self._done: ChangeSet | None = None
        self.left.connect(self._leave)
        self.chosen.connect(self._take)
        workspace.changed.connect(self._notice)
        workspace.committed.connect(lambda _, direction: self._renew(direction))

    def _notice(self, change_set: ChangeSet | None) -> None:
        made = (
            [c for c in change_set.changes if c.before is None and isinstance(c.after, Event | Task)]
            if change_set
            else ()
        )
        if self._turn is None and self._start.isVisible() and len(made) == 1:
            self._turn = -1
        self._done = change_set

    def _renew(self, direction: str) -> None:
        """Other sentences, of what was done; what was taken back can be repeated."""
        done, self._done = self._done, None
        if self._turn is None or not done:
            return
        self._turn = turn = self._turn + 1
        now = self._workspace.clock()

        def show(ahead: list[Event | Task]) -> None:
            self._show(next_steps(done, ahead, direction, turn, self._taken))

        self._workspace.read(lambda queries: lying_ahead(queries, now), show, lambda: turn == self._turn)

    def _leave(self) -> None:
        self._turn = None
        self.hide()

    def _show(self, sentences: tuple[str, ...]) -> None:
        self._sentences = sentences
        self.show_sentences(sentences)

    def _take(self, words: str) -> None:
        self._taken.add(words)
        self._show(tuple(sentence for sentence in self._sentences if sentence != words))
        self._start.chosen.emit(words)
