"""What there is on one day, listed over the calendar where that has no room for all of it."""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QStyle,
    QStyleOptionViewItem,
    QVBoxLayout,
)

from app.delegates.line import Index, LineDelegate
from app.item_models.blocks import Block, Ghosts
from app.item_models.lines import LINE, LinesModel
from app.theme import scale
from app.theme.theme import Looks
from app.views.choosing_view import ChoosingView
from app.views.painting import look_for, paint_chip
from app.views.placing import place_beside

WIDTH, HIGHEST, LINE_HEIGHT = 270, 360, 28


class BlockDelegate(LineDelegate):
    """A block as the month writes it."""

    now: datetime = datetime.min

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(WIDTH // 2, scale.sized(LINE_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        block: Block = index.data(LINE)
        self.paint_ground(painter, option)  # of what has a field only the frame is seen
        painter.save()
        hour = "" if block.all_day else self.formatter.clock(block.start)
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        look = look_for(block, self.theme.palette, self.now, Ghosts(), is_chosen and block.all_day)
        paint_chip(painter, QRectF(option.rect).adjusted(6, 3, -6, -3), block, look, hour)
        painter.restore()


class BlockList(QListView):
    """Takes the arrows, Enter, Space and Delete; letters pass on."""

    #: The line is taken, or is to go.
    taken = Signal(QModelIndex)
    removing = Signal(QModelIndex)
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, index = event.key(), self.currentIndex()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.taken.emit(index)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removing.emit(index)
        elif event.text().strip() or key == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class DayPopover(QFrame):
    """Belongs to a view, and floats over its window; whatever is done elsewhere closes it. What is taken is chosen in the view and looked at.
    `spoken` says a block in words."""

    #: The whole day is asked for.
    day_asked = Signal(object)

    def __init__(self, view: ChoosingView, theme: Looks, spoken: Callable[[Block], str]) -> None:
        super().__init__(view.window())
        self._view, self._day = view, view.day
        self.setObjectName("card")
        self.title = QLabel(self)
        self.title.setObjectName("cardHeadline")
        self.whole = QPushButton(self.tr("Show &day"), self)
        self.whole.setAutoDefault(True)
        self.whole.clicked.connect(self._show_day)
        self.model: LinesModel[Block] = LinesModel(spoken, self)
        self.list = BlockList(self)
        self.list.setModel(self.model)
        self.delegate = BlockDelegate(theme, view.workspace.formatter, self)
        self.list.setItemDelegate(self.delegate)
        self.list.setMouseTracking(True)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.setStyleSheet("background: transparent;")
        self.list.clicked.connect(self._take)
        self.list.taken.connect(self._take)
        self.list.removing.connect(self._remove)
        # where the keys have gone to is known when Qt has given them
        self.list.left.connect(lambda: QTimer.singleShot(0, self, self._leave_if_left))
        top = QHBoxLayout()
        top.setContentsMargins(scale.S, 0, 0, 0)
        top.addWidget(self.title, 1)
        top.addWidget(self.whole)
        column = QVBoxLayout(self)
        column.setContentsMargins(scale.S, scale.S, scale.S, scale.S)
        column.setSpacing(scale.XS)
        column.addLayout(top)
        column.addWidget(self.list)
        for elsewhere in (view.pressed, view.opened, view.removed, view.span_changed):
            elsewhere.connect(self.hide)
        view.window().installEventFilter(self)
        self.hide()

    def show_day(self, day: date, blocks: Sequence[Block], place: QRect) -> None:
        """Lists a day beside a place of the screen."""
        self._day, formatter = day, self._view.workspace.formatter
        self.delegate.now = self._view.workspace.clock().astimezone(self._view.workspace.zone)
        self.model.set_lines(sorted(blocks, key=lambda block: (not block.all_day, block.gives_way, block.start)))
        self.title.setText(formatter.day(day, self._view.workspace.today))
        self.list.setAccessibleName(formatter.long_day(day))
        window = self._view.window()
        self.list.setFixedHeight(
            min(scale.sized(HIGHEST), scale.sized(LINE_HEIGHT) * len(blocks) + 2, window.height() // 2)
        )
        self.setFixedWidth(scale.sized(WIDTH))
        self.adjustSize()
        owner = QRect(window.mapFromGlobal(place.topLeft()), place.size())
        bounds = window.rect().adjusted(scale.S, scale.S, -scale.S, -scale.S)
        self.move(place_beside(self.size(), owner, bounds, scale.XS))
        self.show()
        self.raise_()
        self.list.setCurrentIndex(self.model.index(0))
        self.list.setFocus(Qt.FocusReason.PopupFocusReason)

    def _take(self, index: QModelIndex) -> None:
        block: Block | None = index.data(LINE)
        if block:
            self._give_back()
            self._view.choose(block)
            QTimer.singleShot(0, self._view, self._view.looked_at.emit)  # it stands in the view when that is painted

    def _remove(self, index: QModelIndex) -> None:
        block: Block | None = index.data(LINE)
        if block:
            self._give_back()
            self._view.choose(block)
            self._view.removed.emit((block,))

    def _show_day(self) -> None:
        self._give_back()
        self.day_asked.emit(self._day)

    def _give_back(self) -> None:
        """Closes; the keys are the view's again."""
        self.hide()
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave_if_left(self) -> None:
        focused = QApplication.focusWidget()
        if focused is not None and not self.isAncestorOf(focused):
            self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._give_back()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self.hide()
        return super().eventFilter(watched, event)
