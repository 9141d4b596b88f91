"""The typed line in its frame, and the card under it: from a key to a preview, from Enter to a commit."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QWidget

from app.drafts import Draft, adds, plan_of, says_little, sole_thing
from app.item_models.card import is_doubtful, is_rash
from app.item_models.completions import completions
from app.item_models.hints import hint_of
from app.orders import Order, order_of
from app.theme import scale
from app.theme.icons import pixmap
from app.theme.theme import Theme
from app.views.command_line import CommandLine
from app.views.preview_card import PreviewCard, restyle
from app.views.shadow import REACH
from app.views.table import Table
from app.views.topic import TopicChip
from app.workspace import Workspace
from assistant.plan import Answer, Choice, Retake

#: How long a person stops before being told that a sentence leads nowhere yet.
PAUSE_MS = 900
#: How long nothing is typed before all rows of a draft are worked out, of which the first are shown.
REST_MS = 500
#: A card is not narrower than that, where the window has the room: a name and its hours need it.
CARD_WIDTH = 600


class CommandPanel(QFrame):
    """Owns the line; the card floats over `stage`. Nothing is committed that was not shown."""

    #: The draft on show, or None, and the numbers of its ticked rows.
    draft_changed = Signal(object, object)
    #: What is on show is confirmed, and about to be done.
    done = Signal()
    #: The one thing that an answer speaks of is to be shown.
    thing_asked = Signal(object)
    #: Esc in an empty line: the calendar takes the keyboard.
    left = Signal()
    #: "go to friday", "dark mode": an `Order` to the window itself.
    ordered = Signal(object)

    def __init__(self, workspace: Workspace, theme: Theme, stage: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace, self._theme, self._stage = workspace, theme, stage
        self.setObjectName("commandFrame")
        self.setProperty("focused", False)
        self.mark = QLabel(self)
        self.line = CommandLine(theme, self)
        self.hint = QLabel(self.tr("Ctrl K"), self)
        self.hint.setObjectName("commandHint")
        self.topic = TopicChip(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(scale.M, 6, scale.M, 6)
        row.setSpacing(scale.S)
        row.addWidget(self.mark)
        row.addWidget(self.line, 1)
        row.addWidget(self.topic)
        row.addWidget(self.hint)
        self.table = Table(workspace, self.line, self.topic, self)
        self.table.brought_back.connect(self.say)
        self.card = PreviewCard(workspace, theme, stage)
        self.line.edited.connect(self._understand)
        self.line.confirmed.connect(self.confirm)
        self.line.dismissed.connect(self.dismiss)
        self.line.entered_card.connect(self._enter_card)
        self.line.focused.connect(self._show_focus)
        self.line.settled.connect(self._show_hint)
        self.card.confirmed.connect(self.confirm)
        self.card.dismissed.connect(self.dismiss)
        self.card.chosen.connect(self.choose)
        self.card.ticked.connect(self._tell)
        self._follow(workspace)
        theme.changed.connect(self._paint_mark)
        self._waiting: Draft | None = None
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._show_waiting)
        #: A line, and what is to be done with its draft once all of that is worked out.
        self._deed: tuple[str, Callable[[], None]] | None = None
        #: What was confirmed and is not written yet, and its ticked rows.
        self._sent: tuple[Draft, frozenset[int]] | None = None
        self._completing = False
        self._origin: QWidget | None = None  #: What had the keyboard when a gesture was previewed.
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._complete)
        self._paint_mark()

    def _follow(self, workspace: Workspace) -> None:
        """What is understood and done is shown here."""
        workspace.previewed.connect(self._show)
        workspace.changed.connect(lambda _: self.line.settle())
        workspace.pointed.connect(self._read_anew)
        take_names = partial(setattr, self.line, "names")
        workspace.journal_changed.connect(lambda _: workspace.read(completions, take_names))  # behind the first picture
        workspace.journal_changed.connect(self._renew_retake)
        workspace.failed.connect(self._drop_deed)
        workspace.committed.connect(self._settle)
        workspace.refused.connect(self._take_back)

    @property
    def draft(self) -> Draft | None:
        """What is on show."""
        return self.card.draft if not self.card.isHidden() else None

    def _renew_retake(self) -> None:
        """What "undo" would take back may be something else now."""
        waiting = self._waiting
        if waiting and isinstance(waiting.outcome, Retake) and waiting.text == self.line.text:
            self._read(waiting.text)

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

    def choose(self, choice: Choice) -> None:
        """A choice settles the question: its sentence is typed, and read as the answer to it."""
        draft, text = self.draft, choice.text
        if self._waits_for_whole(draft, lambda: self.choose(choice)):
            return
        if draft:
            self._workspace.keep(draft)
            self.table.leave()
        if self.line.text == text:
            self._read(text)
        self.say(text)
        if choice.at_once:
            self._deed = text, self._do_plain

    def _do_plain(self) -> None:
        """Does what was chosen by its name, unless there is more to be seen of it."""
        shown = self.draft.preview if self.draft else None
        if shown and not shown.warnings and shown.question is None:
            self.confirm()

    def confirm(self) -> None:
        """Does what the card shows; a preview of other words than those in the line does not count."""
        order, draft = self._order(), self.draft
        if order:
            self._finish(self.line.text)
            self.ordered.emit(order)
        elif draft is None and self._waiting and self._waiting.text == self.line.text:
            self._ask_waiting()
        elif draft is None or (draft.tagging is not None and draft.text != self.line.text):
            self._deed = self.line.text, self._ask_waiting
            self._read(self.line.text)
        elif not self._waits_for_whole(draft, lambda: self._confirm_whole(draft)):
            self._carry_out(draft)

    def _confirm_whole(self, first: Draft) -> None:
        """What was confirmed when only its `first` rows were there is done if that was all to be seen; else the next Enter does it."""
        if self.draft is None or not adds(self.draft, first):
            self.confirm()
        else:
            self._await(self.draft)

    def _waits_for_whole(self, draft: Draft | None, deed: Callable[[], None]) -> bool:
        """Whether of the draft only the first rows are there: then all are asked for, and what is to be done is done with them, unless
        other words were typed meanwhile."""
        if draft is None or not draft.is_cut:
            return False
        if draft.text == self.line.text:
            self._deed = draft.text, deed
            self._complete()
        return True

    def _complete(self) -> None:
        """Asks for all rows of what is shown, once."""
        wanted = self._waiting is not None and self._waiting.is_cut and self._waiting.text == self.line.text
        if wanted and not self._completing:
            self._completing = True
            self._read(self.line.text, whole=True)

    def _understand(self, text: str) -> None:
        """Other words: what was to be done is not."""
        self._drop_deed()
        self._rest.stop()
        self._read(text)

    def _read(self, text: str, whole: bool = False) -> None:
        """Asks what a line means, after what is on the table."""
        self._workspace.understand(text, whole, self.table.conversation_for(text))

    def _drop_deed(self) -> None:
        """What was to be done is not, and all rows may be asked for anew."""
        self._deed, self._completing = None, False

    def _read_anew(self) -> None:
        """A sentence that stands in the line may speak of what was chosen in a view."""
        if self.line.text:
            self._understand(self.line.text)

    def _carry_out(self, draft: Draft) -> None:
        plan = plan_of(draft.outcome)
        if plan and is_doubtful(draft) and not self.card.has_keyboard:
            self._await(draft)
        elif plan and self.card.chosen_rows:
            chosen = self.card.chosen_rows
            self._finish(draft.text, draft)
            self._sent = draft, chosen
            self._workspace.commit(plan, draft.conversation, None if len(chosen) == len(plan.effects) else chosen)
        elif isinstance(draft.outcome, Retake):
            self._finish(draft.text, draft)
            self._sent = draft, self.card.chosen_rows
            if draft.entry and draft.text:
                self._workspace.retake(draft.outcome.direction, draft.entry.id)
            elif draft.entry:
                self._workspace.take_back(draft.entry.id)
        elif isinstance(draft.outcome, Answer):
            self._answer(draft, draft.outcome)
        elif not plan:
            self._await(draft)

    def _answer(self, draft: Draft, answer: Answer) -> None:
        """An answer is spoken of next; its one thing is shown."""
        self._workspace.keep(draft)
        self.table.clear(draft)
        self.table.speak_of(answer)
        self.line.remember(draft.text)
        self.line.selectAll()
        if thing := sole_thing(draft):
            self._finish(draft.text, draft)
            self.thing_asked.emit(thing)

    def _ask_waiting(self) -> None:
        """Asks at once what the draft that came last asks: Enter does not wait for a pause. A plan was not to be seen before."""
        draft = self._waiting
        if draft:
            self._show_waiting()
            self._tell()
            (self._carry_out if isinstance(draft.outcome, Answer) else self._await)(draft)

    def _await(self, draft: Draft) -> None:
        """Enter did not settle it: it is on the table, and what is typed takes the place of its words, as an answer, a follow-up or a sentence of
        its own. What may be misread, and choices, are to be looked at in the card."""
        plan = plan_of(draft.outcome)
        self.table.lay(draft)
        if plan:
            self.line.remember(draft.text)
        self.line.selectAll()
        if plan and is_doubtful(draft):
            self.card.insist()
        elif not plan and (self.card.has_choices or draft.found):
            self.card.focus_first()

    def _settle(self, said: str, direction: str) -> None:
        """What was sent is written. What was taken back, or repeated, is not what a sentence speaks of."""
        sent, self._sent = self._sent, None
        if sent and isinstance(sent[0].outcome, Retake):
            self.table.speak_of(None)

    def _take_back(self, why: str) -> None:
        """What was sent could not be written: it stands there as before Enter, and the card says why; in the toast, where other words are in
        the line by now."""
        sent, self._sent = self._sent, None
        if sent is None or self.line.text or self.draft:
            self._workspace.failed.emit(why)
            return
        draft, chosen = sent
        self.line.set_text(draft.text)
        self.card.trouble = draft.text, why
        self._show(draft)
        self.card.model.keep(chosen)
        self.table.lay(draft)
        self.line.selectAll()

    def dismiss(self) -> None:
        """Drops what is on show, then empties the line, then leaves it."""
        if self.draft is None and not self.line.text:
            self.left.emit()
            return
        waiting = self._waiting
        self.table.clear(waiting if waiting and waiting.text == self.line.text else None)
        self.line.empty()
        self._workspace.dismiss()
        self._give_back()

    def place_card(self) -> None:
        """Puts the card right under the line, as wide as it or wider, and as high as its contents need."""
        self._move_card()
        self.card.fit()

    def _move_card(self) -> None:
        middle = self.mapTo(self._stage, QPoint(self.width() // 2, self.height()))
        width = max(self.width(), min(CARD_WIDTH, self._stage.width() - 2 * scale.S)) + 2 * REACH
        left = min(middle.x() - width // 2, self._stage.width() - scale.S + REACH - width)
        self.card.setGeometry(left, middle.y() + 2, width, self.card.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.place_card()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = event.key() - Qt.Key.Key_0
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and 0 < digit <= 9:
            if self.draft is None and self._waiting and self._waiting.text == self.line.text:
                self._show_waiting()
            if self.card.choose(digit):
                return
        super().keyPressEvent(event)

    def _finish(self, text: str, draft: Draft | None = None) -> None:
        self.table.clear(draft)
        self.done.emit()
        self.line.remember(text)
        self._give_back()
        self.line.set_text("")
        self.card.show_draft(None)
        self._tell()

    def _give_back(self) -> None:
        """The keyboard goes on where a gesture took it from, else in the line."""
        target = self._origin if self._origin and self._origin.isVisible() else self.line
        self._origin = None
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_over(self) -> None:
        """What a gesture would do is confirmed or dropped by the keys, as what is typed is."""
        held = QApplication.focusWidget()
        if held and self._stage.isAncestorOf(held):  # a dialog goes, and what it holds with it
            self._origin = held
        self.card.focus_first()

    def _show(self, draft: Draft | None) -> None:
        self.line.set_tagging(draft.tagging if draft else None)
        self._waiting = draft
        self._pause.stop()
        if draft and is_rash(draft) and (self.draft is None or self.draft.text != draft.text):
            self.card.show_draft(None)
        elif draft and (says_little(draft) or self._order()):
            self.card.show_draft(None)
            self._pause.start()
        else:
            self._show_waiting()
        if draft and draft.text:  # what is typed since goes on in the line
            self._origin = None
        elif draft and not self.card.has_keyboard:
            self._take_over()
        self._show_hint()
        self._tell()
        deed = self._deed
        self._drop_deed()
        if draft and draft.is_cut and deed and deed[0] == draft.text:
            self._deed = deed
            self._complete()
        elif draft and draft.is_cut:
            self._rest.start()
        elif draft and deed and deed[0] == draft.text:
            deed[1]()

    def _order(self) -> Order | None:
        """What the words ask of the window itself."""
        return order_of(self.line.text, self._workspace.time_setting)

    def _show_waiting(self) -> None:
        """Shows the draft that came last."""
        if self._order():
            return
        self._move_card()
        self.card.show_draft(self._waiting)
        self._show_hint()

    def _tell(self) -> None:
        self.draft_changed.emit(self.draft, self.card.chosen_rows)

    def _enter_card(self) -> None:
        if self.draft and not self._waits_for_whole(self.draft, self._enter_card):
            self.card.focus_first()

    def _show_focus(self, focused: bool) -> None:
        restyle(self, "focused", focused)
        self.card.name_confirm()
        self._show_hint()

    def _show_hint(self) -> None:
        rash = self._waiting if self._waiting and is_rash(self._waiting) else None
        confirmable = self.draft is not None and self.card.confirm.isVisibleTo(self.card)
        shown = hint_of(self.draft or rash, self._order(), confirmable or rash is not None, self.card.has_choices)
        plain = self.tr("⌫ plain words") if self.line.uncolors else ""
        self.hint.setText("   ".join(filter(None, (plain, shown))) if self.line.hasFocus() else self.tr("Ctrl K"))
        room = self.width() - self.mark.width() - self.hint.sizeHint().width() - 4 * scale.M
        self.hint.setVisible(
            scale.metrics(scale.LEAD).horizontalAdvance(self.line.text) < room
        )  # what is typed goes first

    def _paint_mark(self) -> None:
        self.mark.setPixmap(pixmap("spark", self._theme.palette.accent, 20))
