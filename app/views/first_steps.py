"""After the very first thing is stored: what else can be said of it, as sentences to click, over the calendar."""

from PySide6.QtWidgets import QWidget

from app.views.empty_state import EmptyState
from app.views.sentence_row import SentenceRow
from app.workspace import Workspace
from models.changes import ChangeSet
from models.rows import Event, Task

#: A longer name is "it".
NAME_LETTERS = 24


class FirstSteps(SentenceRow):
    """Hidden until something is stored while the `start` is shown, which says what is chosen here as its own; a step goes once it is taken."""

    def __init__(self, workspace: Workspace, start: EmptyState, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Try next:"), self.tr("Enough"), parent)
        self._start = start
        self._sentences: tuple[str, ...] = ()
        self.left.connect(self.hide)
        self.chosen.connect(self._take)
        workspace.changed.connect(self._begin)

    def _begin(self, change_set: ChangeSet | None) -> None:
        made = [change.after for change in change_set.changes if change.before is None] if change_set else []
        rows = [row for row in made if isinstance(row, Event | Task)]
        if self._start.isVisible() and len(rows) == 1:
            self._show(self.sentences(rows[0]))

    def _show(self, sentences: tuple[str, ...]) -> None:
        self._sentences = sentences
        self.show_sentences(sentences)

    def sentences(self, row: Event | Task) -> tuple[str, ...]:
        """What can be said of the first thing: to change it, to ask for it, to do away with it, and back."""
        name = row.summary if len(row.summary) <= NAME_LETTERS else self.tr("it")
        if isinstance(row, Task):
            change, ask = self.tr("move {} to tomorrow"), self.tr("what do I have to do this week?")
            return change.format(name), ask, self.tr("{} is done").format(name), self.tr("undo")
        change, ask = self.tr("move {} an hour later"), self.tr("when am I free this week?")
        return change.format(name), ask, self.tr("cancel {}").format(name), self.tr("undo")

    def _take(self, words: str) -> None:
        self._show(tuple(sentence for sentence in self._sentences if sentence != words))
        self._start.chosen.emit(words)
