"""Week, day and some days: the same view over more or fewer of them."""

from collections.abc import Set as AbstractSet
from datetime import date, timedelta

from PySide6.QtCore import QRect, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.item_models.blocks import Block
from app.theme.theme import Looks
from app.views.calendar_view import CalendarView
from app.views.day_header import DayHeader
from app.views.hours_grid import HoursGrid
from app.workspace import Workspace

WEEK, MONDAY_TO_FRIDAY = 7, 5
#: The minute that is at the top at first.
MORNING = 7 * 60 + 30


class WeekView(CalendarView):
    """`days` days side by side, from the day itself on; seven are a week, without its weekend where that is not wanted."""

    def __init__(self, workspace: Workspace, theme: Looks, days: int = 7, parent: QWidget | None = None) -> None:
        self.days = days
        self.is_week = days == WEEK
        super().__init__(workspace, theme, parent)
        self.header = DayHeader(self)
        self.grid = HoursGrid(self)
        self.header.hours = self.grid
        self.grid.lifted.connect(self.header.show_coming)
        self.setFocusProxy(self.grid)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.grid, 1)
        self.grid.verticalScrollBar().rangeChanged.connect(self._align)
        self.grid.verticalScrollBar().valueChanged.connect(self.shifted)
        self._hour = theme.spacing.hour
        theme.changed.connect(self._follow_spacing)
        QTimer.singleShot(0, self, lambda: self.grid.scroll_to(0 if self.grid.ruler.folds else MORNING))

    def span_at(self, day: date) -> tuple[date, int]:
        if not self.is_week:
            return day, self.days
        first = self.workspace.formatter.first_of_week(day)
        if self.workspace.preferences.shows_weekend:
            return first, WEEK
        return first + timedelta(days=-first.weekday() % WEEK), MONDAY_TO_FRIDAY

    def day_beside(self, direction: int) -> date:
        return self.day + timedelta(days=direction * (WEEK if self.is_week else self.days))

    def place_of(self, block: Block) -> QRect | None:
        stage = self.header if block.all_day else self.grid.viewport()
        return self.on_screen(stage, (self.header if block.all_day else self.grid).painted(), block)

    def blocks_changed(self) -> None:
        self.header.set_blocks()
        self.grid.set_blocks()

    def ghosts_changed(self, days: AbstractSet[date]) -> None:
        self.header.set_ghosts()
        self.grid.set_blocks_of(days)
        self.grid.show_ghosts()

    def put_back(self) -> None:
        self.grid.put_back()

    def stay(self) -> None:
        self.grid.stay()

    @property
    def shows_now(self) -> bool:
        minute = self.now.hour * 60 + self.now.minute
        return super().shows_now and self.grid.is_in_sight(minute, minute + 1)

    def show_now(self) -> None:
        super().show_now()
        self.grid.show_now(self.now.hour * 60 + self.now.minute)

    def update_now(self) -> None:
        self.update_marks()

    def update_marks(self) -> None:
        self.header.update()
        self.grid.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.header.set_height()

    def _follow_spacing(self) -> None:
        """Hours as high as they are at another density, zoomed as they were."""
        before, self._hour = self._hour, self.theme.spacing.hour
        if self._hour != before:
            self.grid.zoom(self._hour / before, 0.0)
            self.header.set_blocks()

    def _align(self) -> None:
        self.header.scroll_bar_width = self.grid.width() - self.grid.viewport().width()
        self.header.update()
