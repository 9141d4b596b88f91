"""Over the views: the title of what is shown, the way back and forth, and a button for each view."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from app.theme import scale
from app.theme.icons import icon
from app.theme.theme import Theme
from app.views.preview_card import restyle

#: Width that the title mostly needs.
TITLE_ROOM = 220
#: How the buttons of the views look, the widest first.
STYLES = (
    Qt.ToolButtonStyle.ToolButtonTextBesideIcon,
    Qt.ToolButtonStyle.ToolButtonTextOnly,
    Qt.ToolButtonStyle.ToolButtonIconOnly,
)


class ViewBar(QWidget):
    """Says which view is asked for; what it shows is told to it."""

    #: The name of a view.
    view_asked = Signal(str)

    def __init__(self, theme: Theme, labels: Mapping[str, str], parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        #: What is shown, in ever fewer words.
        self._titles: Sequence[str] = ("",)
        #: Width of the buttons of the views by how they look.
        self._widths: dict[Qt.ToolButtonStyle, int] = {}
        self.title = QLabel(self)
        self.title.setObjectName("viewTitle")
        self.back = self._button("chevron-left", self.tr("Back"))
        self.today = QToolButton(self)
        self.today.setObjectName("today")
        self.today.setText(self.tr("Today"))
        self.today.setAccessibleName(self.tr("Go to today"))
        self.forth = self._button("chevron-right", self.tr("Forward"))
        self.beside = self._button("beside", self.tr("Tasks beside the calendar (Ctrl+Shift+T)"))
        self.beside.setCheckable(True)
        self.row = QHBoxLayout()
        self.row.setSpacing(scale.XS)
        self.row.addWidget(self.title)
        self.row.addSpacing(scale.S)
        for button in (self.back, self.today, self.forth):
            self.row.addWidget(button)
        self.row.addStretch(1)
        self.row.addWidget(self.beside)
        self.row.addWidget(self._make_switch(labels))
        #: The buttons of the views have it where there is no room for their words beside the title.
        self.row_below = QHBoxLayout()
        self.row_below.addStretch(1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(scale.XS, 0, 0, 0)
        rows.setSpacing(scale.XS)
        rows.addLayout(self.row)
        rows.addLayout(self.row_below)
        theme.changed.connect(self._paint_icons)
        self._paint_icons()

    def show_view(self, name: str, titles: Sequence[str], has_days: bool) -> None:
        """A view is shown, under the first of the titles for which there is room; the way to other days, where it has any."""
        self._titles = titles
        self.switch[name].setChecked(True)
        for button in (self.back, self.today, self.forth, self.beside):
            button.setVisible(has_days)
        self._fit()

    def name_days(self, words: str) -> None:
        """What the view of some days is called now."""
        self.switch["days"].setText(words)
        self.switch["days"].setAccessibleName(words)
        self._widths = {}

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The title, and beside it the buttons of the views with icon and word, or with the word alone where there is no room for both; where
        there is none for that, they have a line of their own, and icons where that is too narrow. A title that is too long is said in fewer
        words, or ends earlier."""
        if not self._widths:
            self._widths = {style: self._width_in(style) for style in reversed(STYLES)}
        others = sum(button.sizeHint().width() for button in (self.back, self.today, self.forth, self.beside))
        room = (
            self.width() - scale.sized(TITLE_ROOM) - others - scale.XXL
        )  # the same in every view, so that no button moves
        beside = [style for style in STYLES[:-1] if self._widths[style] <= room]
        below = [style for style in STYLES[:-1] if self._widths[style] <= self.width() - scale.XS]
        self._width_in(next(iter(beside or below), STYLES[-1]))
        row = self.row if beside or not below else self.row_below
        if row.indexOf(self.switch_frame) < 0:
            row.addWidget(self.switch_frame)
        for title in self._titles:
            self.title.setText(title)
            needed = self._bar_width() + scale.XS - self.width()
            if needed <= 0:
                break
        if needed > 0:
            room = self.title.sizeHint().width() - needed
            words = self.title.fontMetrics().elidedText(self.title.text(), Qt.TextElideMode.ElideRight, room)
            self.title.setText(words)

    def _bar_width(self) -> int:
        """The width that title and buttons need as they are now; a layout in another one remembers it otherwise."""
        self.switch_frame.updateGeometry()
        self.row.invalidate()
        return self.row.sizeHint().width()

    def _width_in(self, style: Qt.ToolButtonStyle) -> int:
        """The width of the buttons of the views, now that they look so."""
        for button in self.switch.values():
            button.setToolButtonStyle(style)
            restyle(button, "narrow", style is STYLES[-1])
        return self.switch_frame.sizeHint().width()

    def _button(self, name: str, words: str) -> QToolButton:
        button = QToolButton(self)
        button.setAccessibleName(words)
        button.setToolTip(words)
        button.setProperty("icon-name", name)
        return button

    def _make_switch(self, labels: Mapping[str, str]) -> QFrame:
        self.switch_frame = frame = QFrame(self)
        frame.setObjectName("viewSwitch")
        row = QHBoxLayout(frame)
        row.setContentsMargins(3, 3, 3, 3)
        row.setSpacing(2)
        self.switch: dict[str, QToolButton] = {}
        self.group = QButtonGroup(self)
        for number, (name, words) in enumerate(labels.items(), 1):
            button = QToolButton(frame)
            button.setText(words)
            button.setCheckable(True)
            button.setAccessibleName(words)
            button.setToolTip(self.tr("{} (Ctrl+{})").format(words, number))
            button.setProperty("icon-name", name)
            button.clicked.connect(lambda _checked=False, name=name: self.view_asked.emit(name))
            self.group.addButton(button)
            row.addWidget(button)
            self.switch[name] = button
        return frame

    def _paint_icons(self) -> None:
        palette = self._theme.palette
        self._widths = {}  # of another density
        for button in (self.back, self.forth, self.beside, *self.switch.values()):
            button.setIcon(icon(button.property("icon-name"), palette.muted, palette.accent))
