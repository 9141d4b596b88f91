"""The typed line in its frame, and the card under it: from a key to a preview, from Enter to a commit."""

import re
from datetime import date

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from app.item_models.card import is_doubtful
from app.theme import scale
from app.theme.icons import pixmap
from app.theme.theme import Theme
from app.views.command_line import CommandLine
from app.views.preview_card import SHADOW, PreviewCard, restyle
from app.workspace import Draft, Workspace, plan_of
from assistant.plan import Answer, Clarification, NotUnderstood, Retake
from assistant.temporal.reading import read_time

#: How long a person stops before being told that a sentence leads nowhere yet.
PAUSE_MS = 900
#: "next 3 days", "4 days", "year": what is to be shown, and no matter of the assistant's either.
SHOW = re.compile(
    r"\s*(?:show )?(?:the |my )?(?:(?:next )?(\d+|two|three|four|five|six|seven) days|(day|week|month|year|agenda|tasks))(?: view)?\s*",
    re.I,
)
NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
#: Days that have room side by side.
MOST_DAYS = 14
GO_TO = re.compile(r"\s*(?:go ?to|jump to)\s+(.+)", re.I)


class CommandPanel(QFrame):
    """Owns the line; the card floats over `stage`. Nothing is committed that was not shown."""

    #: The draft on show, or None, and the numbers of its ticked rows.
    draft_changed = Signal(object, object)
    #: Esc in an empty line: the calendar takes the keyboard.
    left = Signal()
    #: "go to friday": a day was named to be shown.
    went = Signal(object)
    #: "year", "next 3 days": the name of a view that is to be shown, or the number of days.
    views = Signal(str, int)

    def __init__(self, workspace: Workspace, theme: Theme, stage: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace, self._theme, self._stage = workspace, theme, stage
        self.setObjectName("commandFrame")
        self.setProperty("focused", False)
        self.mark = QLabel(self)
        self.line = CommandLine(theme, self)
        self.hint = QLabel(self.tr("Ctrl K"), self)
        self.hint.setObjectName("commandHint")
        row = QHBoxLayout(self)
        row.setContentsMargins(scale.M, 6, scale.M, 6)
        row.setSpacing(scale.S)
        row.addWidget(self.mark)
        row.addWidget(self.line, 1)
        row.addWidget(self.hint)
        self.card = PreviewCard(workspace, theme, stage)
        self.line.edited.connect(workspace.understand)
        self.line.confirmed.connect(self.confirm)
        self.line.dismissed.connect(self.dismiss)
        self.line.entered_card.connect(self._enter_card)
        self.line.focused.connect(self._show_focus)
        self.card.confirmed.connect(self.confirm)
        self.card.dismissed.connect(self.dismiss)
        self.card.chosen.connect(self.choose)
        self.card.ticked.connect(self._tell)
        workspace.previewed.connect(self._show)
        theme.changed.connect(self._paint_mark)
        self._waiting: Draft | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._show_waiting)
        self._paint_mark()

    @property
    def draft(self) -> Draft | None:
        """What is on show."""
        return self.card.draft if not self.card.isHidden() else None

    def take_focus(self, text: str = "") -> None:
        """The line takes the keyboard, and `text` with it."""
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if text:
            self.line.insertPlainText(text)
        else:
            self.line.selectAll()

    def say(self, text: str) -> None:
        """Types a sentence in the person's stead; it is previewed, not done."""
        self.line.set_text(text)
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def choose(self, text: str) -> None:
        """A choice settles the question: its sentence is typed, and read as the answer to it."""
        draft = self.draft
        if draft:
            self._workspace.keep(draft)
        if self.line.text == text:
            self._workspace.understand(text)
        self.say(text)

    def confirm(self) -> None:
        """Does what the card shows; a preview of other words than those in the line does not count."""
        day, view, draft = self._named_day(), self._named_view(), self.draft
        if view:
            self._finish(self.line.text)
            self.views.emit(*view)
        elif day:
            self._finish(self.line.text)
            self.went.emit(day)
        elif draft is None and self._waiting and self._waiting.text == self.line.text:
            self._show_waiting()
        elif draft is None or (draft.tagging is not None and draft.text != self.line.text):
            self._workspace.understand(self.line.text)
        else:
            self._carry_out(draft)

    def _carry_out(self, draft: Draft) -> None:
        plan = plan_of(draft.outcome)
        if plan and is_doubtful(draft) and not self.card.has_keyboard:
            self.card.focus_first()
        elif plan and self.card.chosen_rows:
            chosen = self.card.chosen_rows
            self._finish(draft.text)
            self._workspace.commit(plan, None if len(chosen) == len(plan.effects) else chosen)
        elif isinstance(draft.outcome, Retake):
            self._finish(draft.text)
            (self._workspace.undo if draft.outcome.direction == "undo" else self._workspace.redo)()
        elif isinstance(draft.outcome, Answer):
            self._workspace.keep(draft)
            self.line.remember(draft.text)
            self.line.selectAll()
        elif isinstance(draft.outcome, Clarification) or draft.found:
            self.card.focus_first()

    def dismiss(self) -> None:
        """Drops what is on show, then empties the line, then leaves it."""
        if self.draft is None and not self.line.text:
            self.left.emit()
            return
        self.line.set_text("")
        self._workspace.dismiss()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def place_card(self) -> None:
        """Puts the card right under the line."""
        corner = self.mapTo(self._stage, QPoint(0, self.height()))
        self.card.setGeometry(corner.x() - SHADOW, corner.y() + 2, self.width() + 2 * SHADOW, self.card.height())
        self.card.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.place_card()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = event.key() - Qt.Key.Key_0
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and self.card.choose(digit):
            return
        super().keyPressEvent(event)

    def _finish(self, text: str) -> None:
        self.line.remember(text)
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.line.set_text("")
        self.card.show_draft(None)
        self._tell()

    def _show(self, draft: Draft | None) -> None:
        self.line.set_tagging(draft.tagging if draft else None)
        self._waiting = draft
        if draft and (says_little(draft) or self._named_day() or self._named_view()):
            self.card.show_draft(None)
            self._pause.start()
        else:
            self._pause.stop()
            self._show_waiting()
        self._show_hint()
        self._tell()

    def _named_day(self) -> date | None:
        """The day of "go to …"; that changes nothing, so that it is no matter of the assistant's."""
        named = GO_TO.fullmatch(self.line.text)
        read = read_time(named[1], self._workspace.time_setting) if named else None
        return read.start.date() if read and read.start else None

    def _named_view(self) -> tuple[str, int] | None:
        """The view of "show the year", or the number of days of "next 3 days"."""
        named = SHOW.fullmatch(self.line.text)
        if named is None:
            return None
        name, number = (named[2] or "").lower(), (named[1] or "0").lower()
        days = NUMBERS.get(number) or int(number)
        return (name, days) if name or 1 < days <= MOST_DAYS else None

    def _show_waiting(self) -> None:
        """Shows the draft that came last."""
        if self._named_day() or self._named_view():
            return
        self.place_card()
        self.card.show_draft(self._waiting)
        self._show_hint()

    def _tell(self) -> None:
        self.draft_changed.emit(self.draft, self.card.chosen_rows)

    def _enter_card(self) -> None:
        if self.draft:
            self.card.focus_first()

    def _show_focus(self, focused: bool) -> None:
        restyle(self, "focused", focused)
        self._show_hint()

    def _show_hint(self) -> None:
        draft = self.draft
        does = draft is not None and self.card.confirm.isVisibleTo(self.card)
        shown = (
            self.tr("↵ go there")
            if self._named_day() or self._named_view()
            else self.tr("↵ do   Esc drop")
            if does
            else self.tr("Esc close")
            if draft
            else ""
        )
        self.hint.setText(shown if self.line.hasFocus() else self.tr("Ctrl K"))

    def _paint_mark(self) -> None:
        self.mark.setPixmap(pixmap("spark", self._theme.palette.accent, 20))


def says_little(draft: Draft) -> bool:
    """Half a sentence often leads nowhere yet: that is no news while more is being typed."""
    outcome = draft.outcome
    return (isinstance(outcome, NotUnderstood) and not draft.found) or (
        isinstance(outcome, Clarification) and not outcome.question.choices
    )
