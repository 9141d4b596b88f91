"""A sentence of one command, and what it may take up of the conversation before it (policy 24)."""

import dataclasses
import re
from collections.abc import Callable

from assistant.commands import Command
from assistant.conversation import Conversation
from assistant.follow_ups import cues
from assistant.follow_ups.cues import is_fragment
from assistant.temporal.values import Setting

Commands = tuple[Command, ...]
WHICH = re.compile(rf"{cues.ONE.pattern}|{cues.ONLY.pattern}|['’]s\W*$|^\W*this (?:week|month)s?\W*$", re.I)


@dataclasses.dataclass(frozen=True)
class Turn:
    """A sentence of one command that may take up those before it; `setting` anchors what is counted from a time said before."""

    command: Command
    text: str
    conversation: Conversation
    setting: Setting

    @property
    def earlier(self) -> tuple[Command, ...]:
        """The commands of the sentence before."""
        return self.conversation.commands

    @property
    def last(self) -> Command:
        """What it may take up."""
        return self.earlier[-1]

    @property
    def is_planned(self) -> bool:
        """A plan is on the table."""
        return self.conversation.plan is not None

    @property
    def is_asked(self) -> bool:
        """A question waits for its answer, and no plan."""
        return self.conversation.question is not None and not self.is_planned

    @property
    def is_fragment(self) -> bool:
        """It is too short to stand alone."""
        return is_fragment(self.text)

    @property
    def answers(self) -> bool:
        """It is too short for anything but an answer to the question that waits."""
        return self.is_asked and self.is_fragment

    @property
    def gives_value(self) -> bool:
        """ "to 3" after "move the dentist"; "the April one", "this week's", say which is meant of those that were offered."""
        choices = self.conversation.question.choices if self.conversation.question is not None else ()
        offers = any(c.commands and c.commands[-1].selector.picked for c in choices)
        tells_which = offers and WHICH.search(self.text) and not cues.TO.match(self.text)
        return self.answers and self.last.operation == "update" and self.last.values.is_empty and not tells_which

    def instead(self, command: Command | None) -> Commands | None:
        """The commands before with this one in the place of the last."""
        return (*self.earlier[:-1], dataclasses.replace(command, unread=None)) if command is not None else None


Way = Callable[[Turn], Commands | None]
