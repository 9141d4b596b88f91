"""Left of the hours: their labels, in the zone that everything is shown in and, where one is wanted, in another one beside it."""

import math
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from app.formatting import Formatter
from app.settings import city_of
from app.theme import scale
from app.theme.palette import Palette
from app.workspace import Workspace

#: Least width of one column of labels.
COLUMN = 58
#: The time of day that is written longest, by either clock.
LONGEST = time(22, 58)
RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip)
LINE = 18


def width_of(workspace: Workspace) -> int:
    """Width of all the columns."""
    return column_of(workspace.formatter) * (2 if workspace.preferences.zone_beside else 1)


def column_of(formatter: Formatter) -> int:
    """Width of one column: the hour that it is, which is told to the minute, is read whole in it."""
    longest = scale.width_of(formatter.clock(LONGEST), scale.CAPTION, QFont.Weight.DemiBold)
    return max(scale.sized(COLUMN), math.ceil(longest) + scale.S + scale.XS)


def label_at(y: float, height: float, workspace: Workspace, column: int = 0) -> QRectF:
    """Where a label stands, from `y` pixels down; of the own hours, or in another `column` to the left of them."""
    width = column_of(workspace.formatter)
    return QRectF(width_of(workspace) - (column + 1) * width, y, width - scale.S, height)


def clock_beside(hour: int, days: Sequence[date], formatter: Formatter, beside: ZoneInfo) -> str:
    """What the clocks of another zone show when it is `hour` here: one time, or two where either zone changes its clock in those days."""
    here = [datetime.combine(day, time(hour), formatter.zone) for day in days]
    shown = list(dict.fromkeys(formatter.clock(moment.astimezone(beside)) for moment in here))
    if len(shown) == 1:
        return shown[0]
    first, last = shown[0], shown[-1]
    same = ":" + last.partition(":")[2] if ":" in last else last[last.find(" ") :]
    return f"{first.removesuffix(same)}/{last}"


def paint_hour(painter: QPainter, y: float, hour: int, days: Sequence[date], workspace: Workspace) -> None:
    """The labels of an hour, `y` pixels down."""
    formatter, beside = workspace.formatter, workspace.preferences.zone_beside
    top = y - scale.sized(LINE) / 2
    painter.drawText(label_at(top, scale.sized(LINE), workspace), RIGHT, formatter.clock(time(hour)))
    if beside:
        painter.drawText(
            label_at(top, scale.sized(LINE), workspace, 1), RIGHT, clock_beside(hour, days, formatter, beside)
        )


def paint_fold(painter: QPainter, strip: QRectF, hours: tuple[int, int], workspace: Workspace) -> None:
    """The label of hours (their first and last minute) that are folded into a strip."""
    painter.drawText(label_at(strip.top(), strip.height(), workspace), RIGHT, workspace.formatter.short_hours(*hours))


def paint_now(
    painter: QPainter, today: QRectF, width: float, now: datetime, workspace: Workspace, palette: Palette
) -> None:
    """The line of the hour that it is, strong over `today`, faint over the whole width, and what the clocks show. It goes under the blocks:
    through a title it would strike that."""
    beside, red, faint, y = workspace.preferences.zone_beside, QColor(palette.danger), QColor(palette.danger), today.y()
    faint.setAlphaF(0.25)
    painter.setPen(QPen(faint, 1))
    painter.drawLine(QPointF(width_of(workspace), y), QPointF(width, y))
    painter.setPen(QPen(red, 2))
    painter.drawLine(today.topLeft(), today.topRight())
    painter.setFont(scale.font(scale.CAPTION, QFont.Weight.DemiBold))
    for column, moment in enumerate((now, now.astimezone(beside)) if beside else (now,)):
        painter.drawText(
            label_at(y - scale.sized(LINE) / 2, scale.sized(LINE), workspace, column),
            RIGHT,
            workspace.formatter.clock(moment),
        )


def paint_dot(painter: QPainter, today: QRectF, palette: Palette) -> None:
    """Where the line of the hour that it is begins, upon the blocks."""
    painter.setBrush(QColor(palette.danger))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.drawEllipse(QPointF(today.left() + 1, today.y()), 4, 4)


def paint_head(painter: QPainter, height: int, first: date, workspace: Workspace, palette: Palette) -> None:
    """Over the labels: the number of the week, and whose hours these are where there are two columns."""
    formatter, beside = workspace.formatter, workspace.preferences.zone_beside
    painter.setFont(scale.font(scale.CAPTION))
    painter.setPen(QColor(palette.muted))
    line = scale.sized(LINE)
    top, number = height - line - scale.XS, week_number(formatter.first_of_week(first))
    painter.drawText(label_at(top - line, line, workspace), RIGHT, workspace.tr("Week {}").format(number))
    for column, zone in enumerate((formatter.zone, beside) if beside else ()):
        painter.drawText(label_at(top, scale.sized(LINE), workspace, column), RIGHT, head_of(zone, first))


def head_of(zone: ZoneInfo, day: date) -> str:
    """The place of a zone, where a column has room for it, else how far its clock is from UTC on a day: half a name says nothing."""
    city = city_of(zone.key)
    if scale.width_of(city, scale.CAPTION) <= scale.sized(COLUMN) - scale.XS:
        return city
    away = datetime.combine(day, time(12), zone).strftime("%z")
    return f"UTC{away[:3]}" + (f":{away[3:]}" if away[3:] != "00" else "")


def week_number(first: date) -> int:
    """The number (ISO 8601) of a week that begins on `first`: that of its Thursday."""
    return (first + timedelta(days=(3 - first.weekday()) % 7)).isocalendar().week
