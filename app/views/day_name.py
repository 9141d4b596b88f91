"""A day's name above its hours: the weekday, and the number of the day, ringed where it is today."""

from datetime import date

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter

from app.formatting import weekday_name
from app.theme import scale
from app.theme.palette import Palette


def paint_name(painter: QPainter, left: float, width: float, day: date, today: date, palette: Palette) -> None:
    """The name over a column that begins at `left`."""
    is_today = day == today
    painter.setPen(QColor(palette.accent if is_today else palette.muted))
    painter.setFont(scale.font(scale.CAPTION, QFont.Weight.DemiBold))
    painter.drawText(
        QRectF(left, 6, width, scale.sized(14)),
        int(Qt.AlignmentFlag.AlignHCenter),
        weekday_name(day, short=True).upper(),
    )
    wide, high = scale.sized(28), scale.sized(26)
    number = QRectF(left + (width - wide) / 2, scale.sized(21), wide, high)
    if is_today:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.accent))
        painter.drawRoundedRect(number, high / 2, high / 2)
    painter.setPen(QColor(palette.on_accent if is_today else palette.text))
    painter.setFont(scale.font(scale.LEAD + 1, QFont.Weight.DemiBold if is_today else QFont.Weight.Medium))
    painter.drawText(number, int(Qt.AlignmentFlag.AlignCenter), str(day.day))
