"""Left of the hours: their labels, in the zone that everything is shown in and, where one is wanted, in another one beside it."""

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

#: Width of one column of labels.
COLUMN = 58
RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip)
LINE = 18


def width_of(workspace: Workspace) -> int:
    """Width of all the columns."""
    return scale.sized(COLUMN) * (2 if workspace.preferences.zone_beside else 1)


def box_at(y: float, workspace: Workspace, column: int = 0) -> QRectF:
    """Where a label stands whose top is `y` pixels down, so many columns to the left of the hours' own."""
    wide = scale.sized(COLUMN)
    return QRectF(width_of(workspace) - (column + 1) * wide, y, wide - scale.S, scale.sized(LINE))


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
    painter.drawText(box_at(top, workspace), RIGHT, formatter.clock(time(hour)))
    if beside:
        painter.drawText(box_at(top, workspace, 1), RIGHT, clock_beside(hour, days, formatter, beside))


def paint_fold(painter: QPainter, strip: QRectF, hours: tuple[int, int], workspace: Workspace) -> None:
    """The label of hours (their first and last minute) that are folded into a strip."""
    own = box_at(strip.top(), workspace)
    own.setHeight(strip.height())
    painter.drawText(own, RIGHT, workspace.formatter.short_hours(*hours))


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
    top = y - scale.sized(LINE) / 2
    painter.drawText(box_at(top, workspace), RIGHT, workspace.formatter.clock(now))
    if beside:
        painter.drawText(box_at(top, workspace, 1), RIGHT, workspace.formatter.clock(now.astimezone(beside)))


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
    painter.drawText(box_at(top - line, workspace), RIGHT, workspace.tr("Week {}").format(number))
    for column, zone in enumerate((formatter.zone, beside) if beside else ()):
        painter.drawText(box_at(top, workspace, column), RIGHT, head_of(zone, first))


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
