"""A chip in the typed line: what "it" and "them" mean in the next sentence."""

import re
from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from app.drafts import plan_of
from app.formatting import count
from assistant.plan import Answer, Outcome, Plan, talked_of
from models.changes import ChangeSet
from models.rows import Calendar, Row

#: Words that speak of what was talked of before.
POINTING = re.compile(r"\b(?:it|its|that|this|them|they|those|these)\b", re.IGNORECASE)
WIDEST = 170


class TopicChip(QLabel):
    """Seen while the line is empty, or points to it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topic")
        self.setTextFormat(Qt.TextFormat.PlainText)
        #: The ids of the rows that are there to be spoken of.
        self._standing: frozenset[str] = frozenset()
        #: What was done or answered last.
        self._rows: Sequence[Row] = ()
        self.hide()

    def forget(self, change_set: ChangeSet | None) -> None:
        """What is there no more, since its creation was taken back, is not spoken of."""
        gone = {change.row.id for change in change_set.changes if change.after is None} if change_set else set[str]()
        if not gone.isdisjoint(self._standing):
            self.speak_of(None)
            self.hide()

    def speak_of(self, outcome: Outcome | None, chosen: Collection[int] = ()) -> None:
        """What was just done (the effects that were `chosen`) or answered is what the next sentence may speak of."""
        effects = (
            [e for number, e in enumerate(outcome.effects) if number in chosen] if isinstance(outcome, Plan) else []
        )
        self._standing = frozenset(effect.after.id for effect in effects if effect.after is not None)
        self._rows = talked_of(effects) if effects else outcome.items if isinstance(outcome, Answer) else ()
        self._say(self._rows)

    def suppose(self, outcome: Outcome | None) -> None:
        """A plan on the table is spoken of before what was done, and while a question waits nothing is; None where nothing waits any more."""
        plan = plan_of(outcome) if outcome is not None else None
        self._say(talked_of(plan.effects) if plan is not None else () if outcome is not None else self._rows)

    def _say(self, rows: Sequence[Row]) -> None:
        first = rows[0] if rows else None
        name = first.name if isinstance(first, Calendar) else first.summary if first else ""
        is_one = len(rows) == 1
        letters, them = self.fontMetrics(), count(len(rows), self.tr("thing"), self.tr("things"))

        def said(name: str) -> str:
            word, means = (self.tr("it"), f"“{name}”") if is_one else (self.tr("them"), them)
            return self.tr("{} = {}").format(word, means)

        room = WIDEST - letters.horizontalAdvance(said(""))
        shown, words = said(letters.elidedText(name, Qt.TextElideMode.ElideRight, room)), said(name)
        self.setToolTip(self.tr("What you may call so in the next sentence"))
        self.setText(shown if rows else "")
        self.setAccessibleName(words if rows else "")

    def show_beside(self, text: str) -> None:
        """Seen or not beside what is typed."""
        self.setVisible(bool(self.text()) and (not text.strip() or bool(POINTING.search(text))))
