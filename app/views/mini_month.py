"""A small month to go to a day by."""

from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.formatting import month_name, weekday_name
from app.item_models.stepping import ARROWS
from app.theme import scale
from app.theme.icons import pixmap
from app.theme.theme import Theme
from app.workspace import Workspace

TITLE = 30
NAMES = 20
CELL = 26


class MiniMonth(QWidget):
    """Marks today, the span that the main view shows, and the days that a previewed plan changes."""

    chosen = Signal(object)

    def __init__(self, workspace: Workspace, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace, self._theme = workspace, theme
        self.month = workspace.today.replace(day=1)
        self.day = workspace.today
        self._span = (workspace.today, 1)
        self._changed = (frozenset[date](), frozenset[date]())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(self.tr("Month to choose a day from"))
        theme.changed.connect(self.update)

    def show_span(self, day: date, first: date, days: int) -> None:
        """Marks the days that the main view shows."""
        self.day, self.month, self._span = day, day.replace(day=1), (first, days)
        self.update()

    def show_changed(self, taken: frozenset[date], given: frozenset[date]) -> None:
        """Marks the days that a plan takes something from, and those on which it puts something."""
        if self._changed != (taken, given):
            self._changed = (taken, given)
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(scale.sized(210), scale.sized(TITLE + NAMES) + 6 * scale.sized(CELL))

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = self._theme.palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(scale.font(scale.BODY, QFont.Weight.DemiBold))
        painter.setPen(QColor(palette.text))
        painter.drawText(
            QRectF(6, 0, self.width() - 60, scale.sized(TITLE)),
            int(Qt.AlignmentFlag.AlignVCenter),
            f"{month_name(self.month.month)} {self.month.year}",
        )
        painter.drawPixmap(QPointF(self.width() - 50, 7), pixmap("chevron-left", palette.muted, 16))
        painter.drawPixmap(QPointF(self.width() - 24, 7), pixmap("chevron-right", palette.muted, 16))
        painter.setFont(scale.font(scale.CAPTION))
        painter.setPen(QColor(palette.muted))
        for column in range(7):
            name = weekday_name(self._first + timedelta(days=column), short=True)[:2]
            painter.drawText(
                QRectF(column * self._width, scale.sized(TITLE), self._width, scale.sized(NAMES)),
                int(Qt.AlignmentFlag.AlignCenter),
                name,
            )
        for n in range(42):
            self._paint_day(painter, self._first + timedelta(days=n), n)
        if self.hasFocus():
            painter.setPen(QPen(QColor(palette.accent), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), scale.RADIUS, scale.RADIUS)

    def _paint_day(self, painter: QPainter, day: date, n: int) -> None:
        palette = self._theme.palette
        cell = QRectF(
            (n % 7) * self._width,
            scale.sized(TITLE + NAMES) + (n // 7) * scale.sized(CELL),
            self._width,
            scale.sized(CELL),
        )
        first, days = self._span
        if days <= 7 and first <= day < first + timedelta(days=days):
            painter.fillRect(cell.adjusted(0, 2, 0, -2), QColor(palette.accent_soft))
        if day == self._workspace.today:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(palette.accent))
            paint_pill(painter, cell.center(), 24, 22)
            painter.setPen(QColor(palette.on_accent))
        else:
            painter.setPen(QColor(palette.text if day.month == self.month.month else palette.muted))
        chosen = day == self.day and self.hasFocus()
        painter.setFont(
            scale.font(
                scale.SMALL, QFont.Weight.DemiBold if chosen or day == self._workspace.today else QFont.Weight.Normal
            )
        )
        painter.drawText(cell, int(Qt.AlignmentFlag.AlignCenter), str(day.day))
        for changed, color in zip(self._changed, (palette.danger, palette.success), strict=True):
            if day in changed:
                painter.setPen(QPen(QColor(color), 1.5))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                paint_pill(painter, cell.center(), 26, 24)

    @property
    def _width(self) -> float:
        return self.width() / 7

    @property
    def _first(self) -> date:
        return self._workspace.formatter.first_of_week(self.month)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point = event.position()
        if point.y() < scale.sized(TITLE):
            if point.x() > self.width() - 56:
                self._turn(-1 if point.x() < self.width() - 30 else 1)
            return
        if point.y() > scale.sized(TITLE + NAMES):
            n = int((point.y() - scale.sized(TITLE + NAMES)) // scale.sized(CELL)) * 7 + min(
                6, int(point.x() // self._width)
            )
            self.chosen.emit(self._first + timedelta(days=n))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = ARROWS.get(Qt.Key(event.key()))
        if step:
            self.chosen.emit(self.day + timedelta(days=step))
        else:
            super().keyPressEvent(event)

    def _turn(self, direction: int) -> None:
        months = self.month.year * 12 + self.month.month - 1 + direction
        self.month = date(months // 12, months % 12 + 1, 1)
        self.update()


def paint_pill(painter: QPainter, middle: QPointF, wide: float, high: float) -> None:
    """A round box around the number of a day."""
    box = QRectF(0, 0, scale.sized(wide), scale.sized(high))
    box.moveCenter(middle)
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
