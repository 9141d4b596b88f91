"""Year: twelve small months; the more is on a day, the deeper its colour."""

from collections import Counter
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from app.formatting import count, month_name, weekday_name
from app.item_models.blocks import midnight
from app.item_models.stepping import ARROWS
from app.theme import scale
from app.theme.palette import mix
from app.theme.theme import Looks
from app.views.calendar_view import CalendarView
from app.workspace import Workspace
from models.occurrence_count import count_days

TITLE, NAMES = 26, 16
#: Months side by side; that which gives the largest days is taken.
COLUMNS: Final = (3, 4, 6)
#: So much wider than high is a number of two digits with the space around it.
WIDER = 1.3
#: The share of a day's box that its number may be high, and the least letters, in pixels.
FILLED, LEAST_TYPE = 0.65, 8
#: From so many events on, such a share of the accent.
SHARES: Final = ((9, 0.62), (6, 0.48), (4, 0.36), (2, 0.25), (1, 0.14))


class YearView(CalendarView):
    """The months of the year of `day`. A click on a day goes to it, one on a month's name to the month."""

    month_chosen = Signal(object)

    def __init__(self, workspace: Workspace, theme: Looks, parent: QWidget | None = None) -> None:
        super().__init__(workspace, theme, parent)
        #: Events of each calendar on each day.
        self._counts: dict[str, Counter[date]] = {}
        self.density: Counter[date] = Counter()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Year"))

    def span_at(self, day: date) -> tuple[date, int]:
        first = date(day.year, 1, 1)
        return first, (date(day.year + 1, 1, 1) - first).days

    def day_beside(self, direction: int) -> date:
        return self.day.replace(year=self.day.year + direction, day=min(self.day.day, 28))

    @property
    def title(self) -> str:
        return str(self.day.year)

    @property
    def brief_titles(self) -> tuple[str, ...]:
        return ()

    def reload(self) -> None:
        self._asked += 1
        asked, zone, (first, days) = self._asked, self.workspace.zone, self.span
        start, end = midnight(first, zone), midnight(first + timedelta(days=days), zone)

        self.workspace.read(
            lambda queries: count_days(queries, start, end), self._take_counts, lambda: asked == self._asked
        )

    def _take_counts(self, counts: dict[str, Counter[date]]) -> None:
        self._counts = counts
        self.refresh()
        self.filled.emit()

    def refresh(self) -> None:
        self.density = Counter()
        for calendar, counts in self._counts.items():
            if calendar not in self.hidden:
                self.density.update(counts)
        self.update()

    # ---- geometry ----

    @property
    def _columns(self) -> int:
        def room(columns: int) -> float:
            wide, high = self._cell(columns)
            return min(wide, high * WIDER)

        return max(COLUMNS, key=room)

    def _cell(self, columns: int) -> tuple[float, float]:
        """Width and height of a day."""
        wide, high = self.width() / columns, self.height() / (12 // columns)
        return (wide - scale.XL) / 7, (high - scale.sized(TITLE + NAMES) - scale.M) / 6

    def _corner(self, month: int) -> QPointF:
        """Where a month begins."""
        columns = self._columns
        row, column = divmod(month - 1, columns)
        return QPointF(column * self.width() / columns + scale.M, row * self.height() / (12 // columns) + scale.XS)

    def rect_of(self, day: date) -> QRectF:
        """Where a day is painted."""
        wide, high = self._cell(self._columns)
        first = day.replace(day=1)
        n = (day - self.workspace.formatter.first_of_week(first)).days
        corner = self._corner(day.month)
        return QRectF(corner.x() + n % 7 * wide, corner.y() + scale.sized(TITLE + NAMES) + n // 7 * high, wide, high)

    def title_rect(self, month: int) -> QRectF:
        """Where a month's name is painted."""
        return QRectF(
            self._corner(month), self._corner(month) + QPointF(7 * self._cell(self._columns)[0], scale.sized(TITLE))
        )

    def day_at(self, point: QPointF) -> date | None:
        """The day under `point`."""
        first, days = self.span
        columns = self._columns
        column = min(columns - 1, int(point.x() / (self.width() / columns)))
        row = min(12 // columns - 1, int(point.y() / (self.height() / (12 // columns))))
        month = row * columns + column + 1
        inside = (first + timedelta(days=n) for n in range(days))
        return next((d for d in inside if d.month == month and self.rect_of(d).contains(point)), None)

    # ---- painting ----

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = self.theme.palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(palette.surface))
        for month in range(1, 13):
            self._paint_names(painter, date(self.day.year, month, 1))
        first, days = self.span
        for n in range(days):
            self._paint_day(painter, first + timedelta(days=n))

    def _paint_names(self, painter: QPainter, first: date) -> None:
        palette, wide = self.theme.palette, self._cell(self._columns)[0]
        is_now = (first.year, first.month) == (self.workspace.today.year, self.workspace.today.month)
        painter.setFont(scale.font(scale.BODY, QFont.Weight.DemiBold))
        painter.setPen(QColor(palette.accent if is_now else palette.text))
        title = self.title_rect(first.month)
        painter.drawText(title.adjusted(scale.XS, 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), month_name(first.month))
        painter.setFont(scale.font(scale.CAPTION))
        painter.setPen(QColor(palette.muted))
        begins = self.workspace.formatter.first_of_week(first)
        for n in range(7):
            name = weekday_name(begins + timedelta(days=n), short=True)[:1]
            box = QRectF(title.left() + n * wide, title.bottom(), wide, scale.sized(NAMES))
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), name)

    def _paint_day(self, painter: QPainter, day: date) -> None:
        palette, today = self.theme.palette, day == self.workspace.today
        box = self.rect_of(day).adjusted(1, 1, -1, -1)
        share = next((share for least, share in SHARES if self.density[day] >= least), 0.0)
        ground = mix(palette.accent, palette.surface, share)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground if share else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, scale.RADIUS_SMALL, scale.RADIUS_SMALL)
        if day == self.day and self.hasFocus():
            painter.setPen(QPen(QColor(palette.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, scale.RADIUS_SMALL, scale.RADIUS_SMALL)
        if today:  # as in the other views
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(palette.accent))
            radius = min(box.width(), box.height()) / 2
            painter.drawEllipse(box.center(), radius, radius)
        painter.setPen(QColor(palette.on_accent if today else palette.text))
        font = scale.font(scale.CAPTION, QFont.Weight.DemiBold if today else QFont.Weight.Normal)
        font.setPixelSize(max(LEAST_TYPE, min(font.pixelSize(), int(min(box.width() / WIDER, box.height()) * FILLED))))
        painter.setFont(font)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), str(day.day))

    # ---- the hand and the keys ----

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        day = self.day_at(event.position())
        months = (month for month in range(1, 13) if self.title_rect(month).contains(event.position()))
        if day:
            self.day_chosen.emit(day)
        elif month := next(months, None):
            self.month_chosen.emit(date(self.day.year, month, 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = ARROWS.get(Qt.Key(event.key()))
        if step:
            year, self.day = self.day.year, self.day + timedelta(days=step)
            self.setAccessibleDescription(self._spoken(self.day))
            if self.day.year != year:
                self.show_day(self.day)
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.day_chosen.emit(self.day)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            day = self.day_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), self._spoken(day) if day else "", self)
            return True
        return super().event(event)

    def _spoken(self, day: date) -> str:
        events = count(self.density[day], self.tr("event"), self.tr("events"))
        return f"{self.workspace.formatter.long_day(day)}, {events}"
