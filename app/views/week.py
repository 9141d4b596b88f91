"""Week and day: the same view over seven days or one."""

from datetime import date

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.theme.theme import Looks
from app.views.calendar_view import CalendarView
from app.views.day_header import DayHeader
from app.views.hours_grid import HoursGrid
from app.workspace import Workspace


class WeekView(CalendarView):
    """`days` days side by side: seven are a week, fewer begin on the day itself."""

    def __init__(self, workspace: Workspace, theme: Looks, days: int = 7, parent: QWidget | None = None) -> None:
        self._days = days
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
        QTimer.singleShot(0, self, lambda: self.grid.scroll_to(7 * 60 + 30))

    def span_at(self, day: date) -> tuple[date, int]:
        return (self.workspace.formatter.first_of_week(day) if self._days == 7 else day), self._days

    def blocks_changed(self) -> None:
        self.header.set_blocks()
        self.grid.set_blocks()

    def _align(self) -> None:
        self.header.scroll_bar_width = self.grid.width() - self.grid.viewport().width()
        self.header.update()
