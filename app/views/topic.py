"""A chip in the typed line: what "it" and "them" mean in the next sentence."""

import re
from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from app.formatting import count
from assistant.plan import Answer, Outcome, Plan, talked_of
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
        self.hide()

    def speak_of(self, outcome: Outcome | None, chosen: Collection[int] = ()) -> None:
        """What was just done (the effects that were `chosen`) or answered is what the next sentence may speak of."""
        if isinstance(outcome, Plan):
            rows: Sequence[Row] = talked_of([e for number, e in enumerate(outcome.effects) if number in chosen])
        else:
            rows = outcome.items if isinstance(outcome, Answer) else ()
        first = rows[0] if rows else None
        name = first.name if isinstance(first, Calendar) else first.summary if first else ""
        is_one = len(rows) == 1
        means = f"“{name}”" if is_one else count(len(rows), self.tr("thing"), self.tr("things"))
        words = self.tr("{} = {}").format(self.tr("it") if is_one else self.tr("them"), means)
        self.setToolTip(self.tr("What you may call so in the next sentence"))
        self.setText(self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, WIDEST) if rows else "")
        self.setAccessibleName(words if rows else "")

    def show_beside(self, text: str) -> None:
        """Seen or not beside what is typed."""
        self.setVisible(bool(self.text()) and (not text.strip() or bool(POINTING.search(text))))
