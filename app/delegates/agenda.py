"""A line of the agenda: the day at the left, then hours, name, place, calendar."""

from datetime import date, datetime

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionViewItem

from app.delegates.line import RIGHT, Index, LineDelegate
from app.formatting import month_name, weekday_name
from app.item_models.agenda import AgendaLine
from app.item_models.blocks import Ghosts
from app.item_models.lines import LINE
from app.item_models.tasks import due_of
from app.theme import scale
from app.theme.icons import pixmap
from app.theme.palette import mark
from assistant.timespan import instant

DAY_WIDTH = 132
HOURS_WIDTH = 118


class AgendaDelegate(LineDelegate):
    """Paints `AgendaLine`s; `today` is marked."""

    today: date = date.min
    now: datetime = datetime.min
    ghosts: Ghosts = Ghosts()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line: AgendaLine = index.data(LINE)
        return QSize(
            300, self.theme.spacing.row + (16 if line.opens_day and index.row() else 4 if line.opens_day else 0)
        )

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: AgendaLine = index.data(LINE)
        palette = self.theme.palette
        painter.save()
        whole, height = QRectF(option.rect), self.theme.spacing.row
        row = QRectF(whole.left() + DAY_WIDTH, whole.bottom() - height, whole.width() - DAY_WIDTH, height)
        if line.opens_day:
            if index.row():
                painter.setPen(QPen(QColor(palette.line), 1))
                painter.drawLine(
                    QPointF(whole.left() + 16, whole.top() + 8.5), QPointF(whole.right() - 16, whole.top() + 8.5)
                )
            self._write_day(painter, QRectF(whole.left() + 20, row.top(), DAY_WIDTH - 24, height), line.day)
        inner = QStyleOptionViewItem(option)
        inner.rect = row.toRect()
        if line.block or line.task:
            self.paint_ground(painter, inner)
        self._write_line(painter, row.adjusted(16, 0, -20, 0), line)
        painter.restore()

    def _write_day(self, painter: QPainter, rect: QRectF, day: date) -> None:
        palette = self.theme.palette
        color = palette.accent if day == self.today else palette.text
        used = self.write(painter, rect, str(day.day), scale.font(scale.TITLE, QFont.Weight.DemiBold), color)
        words = f"{weekday_name(day, short=True)}, {month_name(day.month, short=True)}"
        rest = rect.adjusted(max(used, 24) + 8, 1, 0, 0)
        self.write(painter, rest, words, scale.font(scale.SMALL), color if day == self.today else palette.muted)

    def _write_line(self, painter: QPainter, rect: QRectF, line: AgendaLine) -> None:
        palette = self.theme.palette
        if line.block:
            block = line.block
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(mark(block.color, palette))
            painter.drawRoundedRect(QRectF(rect.left(), rect.center().y() - 9, 4, 18), 2, 2)
            hours = self.tr("all day") if block.all_day else self.formatter.span(block.start, block.end)
            name, place, calendar = block.row.summary, block.row.location or "", block.calendar
        elif line.task:
            task = line.task
            painter.drawPixmap(QPointF(rect.left() - 5, rect.center().y() - 8), pixmap("tasks", palette.muted, 16))
            when = due_of(task)
            hours = (
                self.formatter.clock(instant(when, self.formatter.zone))
                if isinstance(when, datetime)
                else self.tr("due")
            )
            name, place, calendar = task.summary, "", line.list_name
        else:
            self.write(painter, rect, self.tr("Nothing planned"), scale.font(), palette.muted)
            return
        font = scale.font(scale.BODY, QFont.Weight.Medium)
        color = palette.text
        if line.block and self.ghosts.leaves(line.block):
            font.setStrikeOut(True)
            color = palette.danger
        elif line.block and line.block.ghost:
            color = palette.success
        elif line.block and line.block.is_over(self.now):
            font.setStrikeOut(line.block.is_cancelled)
            color = palette.muted
        self.write(painter, rect.adjusted(16, 0, 0, 0), hours, scale.font(scale.SMALL), palette.muted)
        body = rect.adjusted(16 + HOURS_WIDTH, 0, -scale.width_of(calendar, scale.SMALL) - scale.XL, 0)
        used = self.write(painter, body, name, font, color)
        if place:
            self.write(painter, body.adjusted(used + 12, 0, 0, 0), place, scale.font(scale.SMALL), palette.muted)
        self.write(painter, rect, calendar, scale.font(scale.SMALL), palette.muted, RIGHT)
