"""The card under the typed line: what a sentence would change, with ticks; or its answer, or the question that settles it."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeVar, cast

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.delegates.preview import PreviewDelegate
from app.drafts import Draft
from app.item_models.card import Contents, Setting, contents_of, headline_of, is_doubtful, is_note
from app.item_models.preview import PreviewModel
from app.theme import scale
from app.theme.lettering import in_order, literal
from app.theme.theme import Theme
from app.views.flow import FlowLayout
from app.views.line_list import LineList
from app.views.shadow import MARGINS, paint_shadow
from app.workspace import Workspace
from assistant.plan import Choice

MOST_LIST = 300
#: From so many rows on all of them can be ticked or unticked at once.
MANY = 4
W = TypeVar("W", QLabel, QPushButton)


class PreviewCard(QWidget):
    """Floats over the calendar; its space around is for the shadow."""

    confirmed = Signal()
    dismissed = Signal()
    #: A `Choice`, whose sentence settles the question or shows how to say it.
    chosen = Signal(object)
    ticked = Signal()
    #: A row of an answer, to be opened.
    opened = Signal(object)
    #: A day on which the plan puts something, or of which the answer speaks, is to be shown.
    day_asked = Signal(object)

    def __init__(self, workspace: Workspace, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace, self._theme = workspace, theme
        self.draft: Draft | None = None
        #: The ids of the calendars that are not shown.
        self.hidden: frozenset[str] = frozenset()
        self._contents = Contents()
        #: The line of which a first Enter asked for a second one.
        self._insisted: str | None = None
        self._choices: tuple[Choice, ...] = ()
        self.setAccessibleName(self.tr("Preview"))
        self._frame = frame = QFrame(self)
        frame.setObjectName("card")
        self._outer = outer = QVBoxLayout(self)
        outer.setContentsMargins(MARGINS.toMargins())
        outer.addWidget(frame)
        self.headline = self._make_label(frame, "cardHeadline")
        self.warnings = QWidget(frame)
        self._warning_flow = FlowLayout(scale.S, self.warnings)
        #: The words of what could not be written, and why: that stays beside them until they are others.
        self.trouble = "", ""
        self.trouble_label = self._make_label(frame, "trouble")
        self.question = self._make_label(frame, "cardQuestion")
        self.choices = QWidget(frame)
        self._choice_flow = FlowLayout(scale.S, self.choices)
        self.model = PreviewModel(self)
        self.rows = self._make_rows(frame)
        self.model.ticked.connect(self._count)
        self.model.ticked.connect(self.ticked)
        self.buttons = self._make_buttons(frame)
        self._column = column = QVBoxLayout(frame)
        self._lines: list[QHBoxLayout] = []
        theme.space(column, "0 m 0 m", "s")
        for widget, margin in (
            (self.headline, scale.L),
            (self.trouble_label, scale.L),
            (self.warnings, scale.L),
            (self.rows, 0),
            (self.question, scale.L),
            (self.choices, scale.L),
            (self.buttons, scale.L),
        ):
            row = QHBoxLayout()
            row.setContentsMargins(margin, 0, margin, 0)
            row.addWidget(widget)
            column.addLayout(row)
            self._lines.append(row)
        self.hide()

    def _make_label(self, frame: QWidget, name: str) -> QLabel:
        label = QLabel(frame)
        label.setObjectName(name)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label

    def _make_rows(self, frame: QWidget) -> LineList:
        rows = LineList(frame)
        rows.setAccessibleName(self.tr("Rows that change"))
        rows.setStyleSheet("border: none; background: transparent;")
        rows.setModel(self.model)
        rows.setItemDelegate(PreviewDelegate(self._theme, self._workspace.formatter, self))
        rows.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        rows.activated.connect(self._activate)
        return rows

    def _make_buttons(self, frame: QWidget) -> QWidget:
        holder = QWidget(frame)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, scale.XS, 0, 0)
        self.hint = QLabel(holder)
        self.hint.setObjectName("small")
        self.hint.setTextFormat(Qt.TextFormat.PlainText)
        self.confirm = QPushButton(self.tr("Do it  ↵"), holder)
        self.confirm.setObjectName("primary")
        self.confirm.clicked.connect(self.confirmed)
        self.all = QPushButton(self.tr("&Untick all"), holder)
        self.all.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.all.clicked.connect(lambda: self.model.keep(() if self.model.chosen else range(len(self.model.lines))))
        self.way = QPushButton(self.tr("&Look there"), holder)
        self.way.setAccessibleName(self.tr("Show the days that this leads to"))
        self.way.setToolTip(self.tr("Show the days that this leads to (Alt+L)"))
        self.way.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # what is typed goes on into the line
        self.way.clicked.connect(lambda: self.day_asked.emit(self._day))
        self.way.hide()
        self._day: date | None = None
        self.dismiss = QPushButton(self.tr("Dismiss"), holder)
        self.dismiss.clicked.connect(self.dismissed)
        row.addWidget(self.hint, 1)
        row.addWidget(self.all)
        row.addWidget(self.way)
        row.addWidget(self.dismiss)
        row.addWidget(self.confirm)
        return holder

    @property
    def chosen_rows(self) -> frozenset[int]:
        """Numbers of the rows that stay ticked."""
        return self.model.chosen

    @property
    def has_choices(self) -> bool:
        """Whether there is one to be taken by its number."""
        return bool(self._choices)

    @property
    def has_keyboard(self) -> bool:
        """Whether what is typed goes into the card."""
        focused = QApplication.focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def show_draft(self, draft: Draft | None) -> None:
        """Shows what a line leads to; nothing where it is empty."""
        if draft is None or draft.text != self.trouble[0]:
            self.trouble = "", ""
        same = draft is not None and self.draft is not None and self.draft.text == draft.text
        left_out = self._left_out() if same and self.draft and (self.draft.is_cut or self.trouble[1]) else set()
        before = len(self.model.lines)
        self.draft = draft
        if draft is None:
            self._insisted = None
            self.hide()
            return
        workspace = self._workspace
        setting = Setting(workspace.calendars, workspace.formatter, workspace.today, self.hidden)
        self._fill(contents_of(draft, setting))
        if left_out and len(self.model.lines) >= before:
            self.model.keep(set(range(len(self.model.lines))) - left_out)
        self.show()
        self.raise_()
        self.fit()

    def offer_day(self, day: date | None) -> None:
        """Offers to show a day on which the plan puts something; None where one is in sight."""
        self._day = day
        self.way.setVisible(day is not None)

    def choose(self, number: int) -> bool:
        """Takes the choice of that number, from 1; False where there is none."""
        if self.isHidden() or not 0 < number <= len(self._choices):
            return False
        self.chosen.emit(self._choices[number - 1])
        return True

    def focus_first(self) -> None:
        """Brings the keyboard into the card: to the rows, else to the first choice."""
        first = self._choice_flow.itemAt(0) if self._choices else None
        target = self.rows if self.model.lines else (first and first.widget()) or self.dismiss
        target.setFocus(Qt.FocusReason.TabFocusReason)
        if target is self.rows and not self.rows.currentIndex().isValid():
            self.rows.setCurrentIndex(self.model.index(0))
        self.name_confirm()

    def insist(self) -> None:
        """Takes the keyboard for a second Enter, and says that nothing is done before."""
        self._insisted = self.draft.text if self.draft else None
        self._fill(self._contents)
        self.focus_first()
        self.fit()

    def fit(self) -> None:
        """Takes the height that its contents need."""
        parent = self.parentWidget()
        room = max(120, parent.height() - self.y() - 190) if parent else MOST_LIST
        wanted, most = 4, min(MOST_LIST, room)
        for number in range(self.model.rowCount()):
            wanted += self.rows.sizeHintForRow(number)
            if wanted > most:
                break
        self.rows.setFixedHeight(min(most, wanted))
        for layout in (self._warning_flow, self._choice_flow, *self._lines, self._column, self._outer):
            layout.invalidate()
        self._frame.updateGeometry()  # the outer layout remembers its size otherwise
        self._outer.activate()
        self.resize(self.width(), self._outer.totalHeightForWidth(self.width()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = event.key() - Qt.Key.Key_0
        if event.key() == Qt.Key.Key_Escape:
            self.dismissed.emit()
        elif 0 < digit <= 9 and self.choose(digit):
            event.accept()
        elif (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and self.confirm.isEnabled()
            and self.confirm.isVisible()
        ):
            self.confirmed.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_shadow(QPainter(self), self.rect(), self._theme.palette.dark)

    def _fill(self, contents: Contents) -> None:
        self._contents = contents
        self.headline.setText(in_order(contents.headline))
        self.headline.setVisible(bool(contents.headline))
        restyle(self.headline, "kind", "plan" if contents.confirmable else "answer")
        self.model.set_rows(contents.rows, contents.tickable)
        self.rows.setVisible(bool(contents.rows))
        question = contents.question
        self._choices = question.choices if question else ()
        self.question.setText(in_order(question.text) if question else "")
        self.question.setVisible(question is not None)
        labels = [choice.label for choice in self._choices]
        buttons = self._refill(
            self._choice_flow, self._choice_button, [f"{n}   {words}" for n, words in enumerate(labels, 1)]
        )
        for button, label in zip(buttons, labels, strict=True):
            button.setAccessibleName(label)
        insists = self.draft is not None and self.draft.text == self._insisted and contents.confirmable
        words = self.tr("I may have misread this. Nothing is done yet: Enter once more does it, typing says it anew")
        warnings = (words, *contents.warnings[1:]) if insists else contents.warnings
        shown = self._refill(self._warning_flow, self._warning_label, warnings)
        for field, warning in zip(shown, warnings, strict=True):
            restyle(field, "note", is_note(warning))
        self.trouble_label.setText(self.trouble[1])
        self.trouble_label.setVisible(bool(self.trouble[1]))
        self.confirm.setVisible(contents.confirmable)
        self.name_confirm()
        self._count()

    def name_confirm(self) -> None:
        """Says on the button what Enter does: where the words may be misread, one in the line only leads here."""
        doubted = self.draft is not None and is_doubtful(self.draft)
        insists = doubted and self.draft is not None and self.draft.text == self._insisted
        looks = doubted and not insists and not self.has_keyboard
        plain = self.tr("Yes, do it  ↵") if insists else self.tr("Do it  ↵ ↵") if looks else self.tr("Do it  ↵")
        self.confirm.setText(self.tr("Try again  ↵") if self.trouble[1] else plain)

    def _left_out(self) -> set[int]:
        """The numbers of the rows that were unticked: the first rows begin the whole, whose new things may bear other uids."""
        return set(range(len(self.model.lines))) - self.model.chosen

    def _refill(self, layout: FlowLayout, make: Callable[[int], W], texts: Sequence[str]) -> list[W]:
        """Says these texts in a flow. Its widgets stay, unseen where there are fewer: a new one costs more than all else that a key
        changes."""
        for number in range(layout.count(), len(texts)):
            layout.addWidget(make(number + 1))
        widgets = [cast(W, item.widget()) for at in range(layout.count()) if (item := layout.itemAt(at))]
        for at, widget in enumerate(widgets):
            widget.setVisible(at < len(texts))
        for widget, words in zip(widgets, texts, strict=False):
            widget.setText(literal(words) if isinstance(widget, QPushButton) else in_order(words))
        if holder := layout.parentWidget():
            holder.setVisible(bool(texts))
        return widgets[: len(texts)]

    def _choice_button(self, number: int) -> QPushButton:
        button = QPushButton(self.choices)
        button.setObjectName("choice")
        button.setAutoDefault(True)  # Enter picks it
        button.clicked.connect(lambda: self.choose(number))
        return button

    def _warning_label(self, _: int) -> QLabel:
        label = QLabel(self.warnings)
        label.setObjectName("warning")
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label

    def _count(self) -> None:
        """Says how many rows stay ticked; none leaves nothing to confirm."""
        chosen, total = len(self.model.chosen), len(self.model.lines)
        is_cut = self.draft is not None and self.draft.is_cut
        shared = self.tr("all match {}").format(" · ".join(self._contents.shared)) if self._contents.shared else ""
        if self.draft and self.model.tickable and not is_cut:
            words = self._contents.headline if chosen == total else headline_of(self.draft, self.model.chosen)
            self.headline.setText(in_order(words))
        self.all.setVisible(self.model.tickable and total >= MANY)
        self.all.setText(self.tr("&Untick all") if chosen else self.tr("&Tick all"))
        self.hint.setText(self.tr("{} of {} chosen").format(chosen, total) if chosen < total and not is_cut else shared)
        self.confirm.setEnabled(chosen > 0 or not self.model.tickable)

    def _activate(self, index: QModelIndex) -> None:
        """Enter on a row does the plan; on a row of an answer it opens the thing."""
        if self._contents.confirmable:
            self.confirmed.emit()
        elif index.row() < len(self._contents.things):
            self.opened.emit(self._contents.things[index.row()])


def restyle(widget: QWidget, name: str, value: object) -> None:
    """Sets a property that the style sheet looks at, where it is another one."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
