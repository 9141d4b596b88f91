"""What the next sentence is about: what is on the table, what "it" means, and what was asked for and is not done."""

from PySide6.QtCore import QObject, Signal

from app.drafts import Draft
from app.undone import Undone
from app.views.command_line import CommandLine
from app.views.topic import TopicChip
from app.workspace import Workspace
from assistant.conversation import Conversation
from assistant.plan import Answer, Plan


class Table(QObject):
    """Keeps it for the line, says in the chip what "it" is, and tells what other words took the place of."""

    #: Lines on which Enter was pressed, of which nothing was done before others took their place.
    passed_over = Signal(object)
    #: The one of them that is wanted again.
    brought_back = Signal(str)

    def __init__(
        self, workspace: Workspace, line: CommandLine, topic: TopicChip, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._line, self._topic, self._undone = line, topic, Undone()
        line.edited.connect(topic.show_beside)
        line.selectionChanged.connect(self._notice_edit)
        workspace.changed.connect(topic.forget)
        workspace.performed.connect(self._speak_of)
        workspace.pointed.connect(self.speak_of)

    def conversation_for(self, text: str) -> Conversation | None:
        """What is said before `text`; None where nothing is on the table."""
        return self._undone.conversation_for(text)

    def lay(self, draft: Draft) -> None:
        """Enter was pressed on a draft that is not done by it: what is typed next may be about it."""
        self._hold(self._undone.asking(draft))

    def clear(self, draft: Draft | None = None) -> None:
        """A draft was carried out, answered or dropped; None stands for words that the calendar has no part in."""
        self._hold(self._undone.after(draft))

    def leave(self) -> None:
        """Something else is spoken of."""
        self._set(self._undone.beside())

    def forget(self) -> None:
        """What was passed over is wanted no more."""
        self._hold(self._undone.forgotten())

    def bring_back(self) -> None:
        """The line that was passed over last is wanted again."""
        if self._undone.passed:
            self.brought_back.emit(self._undone.passed[-1])

    def speak_of(self, answer: Answer | None) -> None:
        """What was answered, or chosen in a view, is spoken of next; None where nothing is."""
        self._topic.speak_of(answer)
        self.leave()

    def _speak_of(self, plan: Plan) -> None:
        """What was done is spoken of next, and what asked for it waits no more."""
        self._topic.speak_of(plan, range(len(plan.effects)))
        self._hold(self._undone.done(plan))

    def _hold(self, undone: Undone) -> None:
        self._set(undone)
        self.passed_over.emit(undone.passed)

    def _set(self, undone: Undone) -> None:
        self._undone = undone
        self._topic.suppose(undone.table.outcome if undone.table else None)
        self._topic.show_beside(self._line.text)

    def _notice_edit(self) -> None:
        """The words that stood selected are kept, to be changed: no others answer or revise them."""
        table = self._undone.table
        if table and table.text == self._line.text and not self._line.textCursor().hasSelection():
            self._hold(self._undone.edited())
