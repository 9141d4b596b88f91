"""What is chosen, looked at: all that an event or a task says, beside where it stands; opened by a click or Space, closed by Esc."""

import itertools

from PySide6.QtCore import QRect, Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.item_models.blocks import Block
from app.item_models.details import details_of, with_links
from app.theme import scale
from app.theme.icons import pixmap
from app.theme.theme import Theme
from app.views.choosing_view import ChoosingView
from app.views.placing import place_beside
from app.workspace import Workspace

WIDTH, ICON = 330, 16


class Line(QLabel):
    """Words, of which web addresses can be opened; Tab comes to the first of these, or back to the last, at once."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.focusNextPrevChild(event.reason() is Qt.FocusReason.TabFocusReason)


class Details(QFrame):
    """Floats over `stage` and leaves the keyboard where it is: the arrows go on to the next event, which is shown then."""

    #: The block is to be opened, or removed.
    opened = Signal(object)
    removed = Signal(object)

    def __init__(self, workspace: Workspace, theme: Theme, stage: QWidget) -> None:
        super().__init__(stage)
        self._workspace, self._theme, self._stage = workspace, theme, stage
        self._view: ChoosingView | None = None
        #: A key chooses another one and brings it into sight: what is shown follows when both is done.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.follow)
        self.setObjectName("card")
        self.setFixedWidth(WIDTH)
        self.title = QLabel(self)
        self.title.setObjectName("cardHeadline")
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setWordWrap(True)
        self.home = QLabel(self)
        self.home.setObjectName("small")
        self.home.setTextFormat(Qt.TextFormat.PlainText)
        self.edit = self._button(self.tr("Edit"), self.tr("Enter"), self.opened)
        self.delete = self._button(self.tr("Delete"), self.tr("Del"), self.removed)
        self.lines = QGridLayout()
        self.lines.setHorizontalSpacing(scale.S)
        self.lines.setVerticalSpacing(scale.XS)
        self.lines.setColumnStretch(1, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.home, 1)
        buttons.addWidget(self.delete)
        buttons.addWidget(self.edit)
        column = QVBoxLayout(self)
        column.setContentsMargins(scale.L, scale.M, scale.M, scale.M)
        column.setSpacing(scale.S)
        column.addWidget(self.title)
        column.addLayout(self.lines)
        column.addLayout(buttons)
        self.hide()

    def watch(self, view: ChoosingView) -> None:
        """Shows what is looked at in a view, and goes along with it."""
        view.looked_at.connect(lambda: self._look_at(view))
        view.pressed.connect(self.hide)
        view.opened.connect(self.hide)
        view.removed.connect(self.hide)
        view.chosen_changed.connect(self._soon.start)
        view.shifted.connect(self._soon.start)

    @property
    def block(self) -> Block | None:
        """What is shown: the one that is chosen."""
        chosen = self._view.chosen if self._view and self._view.isVisible() else ()
        return chosen[0] if len(chosen) == 1 else None

    def follow(self) -> None:
        """What is shown is another one, or elsewhere; where it is out of sight there is nothing to show."""
        if self.isHidden():
            return
        place = self._view.place_of(self.block) if self._view and self.block else None
        if place is None:
            self.leave()
        else:
            self._fill()
            self._stand_beside(place)

    def leave(self) -> bool:
        """Closes; whether it was open. The keyboard goes back to the view."""
        was_open, had_keys = not self.isHidden(), self.isAncestorOf(self._stage.focusWidget() or self._stage)
        self.hide()
        if had_keys and self._view:
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)
        return was_open

    def _look_at(self, view: ChoosingView) -> None:
        self._view = view
        if self.block and view.place_of(self.block):
            self.show()
            self.raise_()
            self.follow()

    def _fill(self) -> None:
        block, view, workspace, palette = self.block, self._view, self._workspace, self._theme.palette
        assert block and view
        held = QApplication.focusWidget()
        stops = [held if held and view.isAncestorOf(held) else view.focusProxy() or view]
        self.title.setText(block.title)
        while item := self.lines.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        details = details_of(block, workspace.formatter, workspace.clock())
        for row, (icon, words) in enumerate(details.items()):
            mark, line = QLabel(self), self._line(with_links(words, palette.accent))
            mark.setPixmap(pixmap(icon, palette.muted, ICON))
            self.lines.addWidget(mark, row, 0, Qt.AlignmentFlag.AlignTop)
            self.lines.addWidget(line, row, 1)
            for label in (mark, line):
                label.show()  # of what is not shown the layout takes no account
            stops.append(line)
        for before, after in itertools.pairwise((*stops, self.delete, self.edit)):
            QWidget.setTabOrder(before, after)
        self.home.setText(block.calendar)
        self.setAccessibleName(", ".join((block.name, *details.values(), block.calendar)))

    def _line(self, words: str) -> Line:
        line = Line(words, self)
        line.setTextFormat(Qt.TextFormat.RichText)
        line.setWordWrap(True)
        line.setOpenExternalLinks(True)
        flags = Qt.TextInteractionFlag
        line.setTextInteractionFlags(
            flags.TextBrowserInteraction if "<a " in words else flags.TextSelectableByMouse  # Tab stops at links alone
        )
        return line

    def _stand_beside(self, place: QRect) -> None:
        """Beside a place of the screen, as high as its words need."""
        if layout := self.layout():
            layout.activate()
        self.resize(WIDTH, self.heightForWidth(WIDTH))
        owner = QRect(self._stage.mapFromGlobal(place.topLeft()), place.size())
        bounds = self._stage.rect().adjusted(scale.S, scale.S, -scale.S, -scale.S)
        self.move(place_beside(self.size(), owner, bounds, scale.S))

    def _button(self, words: str, key: str, signal: SignalInstance) -> QPushButton:
        button = QPushButton(words, self)
        button.setToolTip(key)
        button.setAutoDefault(True)  # Enter presses it, outside a dialog too
        button.clicked.connect(lambda: self._ask(signal))
        return button

    def _ask(self, signal: SignalInstance) -> None:
        block = self.block
        self.leave()
        if block:
            signal.emit(block)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)
