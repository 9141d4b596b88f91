"""A line of the agenda: the day at the left, then hours, name, place, calendar."""

from datetime import date, datetime

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionViewItem

from app.delegates.line import RIGHT, Index, LineDelegate
from app.item_models.agenda import AgendaLine
from app.item_models.blocks import Block, Ghosts
from app.item_models.lines import LINE
from app.item_models.tasks import due_of
from app.theme import scale
from app.theme.icons import pixmap
from app.theme.palette import Palette, mark
from assistant.timespan import instant

DAY_WIDTH = 144
HOURS_WIDTH = 118
#: The share of a line that the calendar's name may take.
MOST_HOME = 0.3


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
        row = QRectF(
            whole.left() + scale.sized(DAY_WIDTH),
            whole.bottom() - height,
            whole.width() - scale.sized(DAY_WIDTH),
            height,
        )
        if line.opens_day:
            if index.row():
                painter.setPen(QPen(QColor(palette.line), 1))
                painter.drawLine(
                    QPointF(whole.left() + 16, whole.top() + 8.5), QPointF(whole.right() - 16, whole.top() + 8.5)
                )
            if whole.top() >= 0:  # else it is written where it is still seen
                self.write_day(painter, whole.left(), row.top(), line.day)
        inner = QStyleOptionViewItem(option)
        inner.rect = row.toRect()
        if line.block or line.task:
            self.paint_ground(painter, inner)
        self._write_line(painter, row.adjusted(16, 0, -20, 0), line)
        painter.restore()

    def write_day(self, painter: QPainter, left: float, top: float, day: date) -> None:
        """The day, in the height of a line from `top` on."""
        palette, rect = self.theme.palette, QRectF(left + 20, top, scale.sized(DAY_WIDTH) - 24, self.theme.spacing.row)
        color = palette.accent if day == self.today else palette.text
        self.write(painter, rect, self.formatter.day(day), scale.font(scale.LEAD, QFont.Weight.DemiBold), color)

    def _write_line(self, painter: QPainter, rect: QRectF, line: AgendaLine) -> None:
        palette = self.theme.palette
        if line.block:
            block = line.block
            paint_bar(painter, rect, block, palette, block.is_over(self.now))
            # An event of several days may begin at an hour all the same.
            is_timed = isinstance(block.row.start, datetime)
            hours = self.formatter.span_on(line.day, block.start, block.end) if is_timed else self.tr("all day")
            unsure = self.tr("tentative") if block.is_tentative else ""
            place = " · ".join(filter(None, (unsure, block.row.location)))
            name, calendar = block.name, block.calendar
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
        home = QRectF(rect)
        home.setLeft(max(rect.right() - scale.width_of(calendar, scale.SMALL), rect.right() - rect.width() * MOST_HOME))
        body = rect.adjusted(16 + scale.sized(HOURS_WIDTH), 0, -home.width() - scale.XL, 0)
        used = self.write(painter, body, name, font, color)
        if place:
            self.write(painter, body.adjusted(used + 12, 0, 0, 0), place, scale.font(scale.SMALL), palette.muted)
        self.write(painter, home, calendar, scale.font(scale.SMALL), palette.muted, RIGHT)


def paint_bar(painter: QPainter, rect: QRectF, block: Block, palette: Palette, over: bool) -> None:
    """The colour of an event at the left of its line, pale where there is nothing more to expect of it, hollow where it is not sure yet."""
    color, hollow = QColor(mark(block.color, palette)), block.is_tentative
    color.setAlphaF(0.5 if over else 1.0)
    painter.setPen(QPen(color, 1.5) if hollow else Qt.PenStyle.NoPen)
    painter.setBrush(Qt.BrushStyle.NoBrush if hollow else color)
    bar = QRectF(rect.left(), rect.center().y() - 9, 4, 18)
    painter.drawRoundedRect(bar.adjusted(0.75, 0.75, -0.25, -0.75) if hollow else bar, 2, 2)
