"""A line of a task list: circle to tick, name, notes, due; what is part of another task stands to the right of it."""

from datetime import date, datetime, timedelta

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyleOptionViewItem

from app.delegates.line import RIGHT, Index, LineDelegate
from app.item_models.lines import LINE
from app.item_models.tasks import OVERDUE, TaskLine, due_of
from app.theme import scale
from app.theme.icons import pixmap
from app.theme.palette import mark
from assistant.timespan import instant

#: Width at the left that ticks; of a task with parts, the first of it folds them.
TICK_WIDTH = 44
FOLD_WIDTH = 18
#: A list that is narrower says of a due date only how far it is.
NARROW = 380
#: In a wider one what is at the right of a line would be too far from its name.
WIDEST = 1040
#: So far from today a heading names one day.
DAYS_NAMED = timedelta(days=2)
#: Size of a task that is dragged.
HELD = QSize(170, 28)
#: How much further right a part stands.
INDENT = 24


class TaskDelegate(LineDelegate):
    """Paints `TaskLine`s; `today` measures how far a due date is."""

    today: date = date.min

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line: TaskLine = index.data(LINE)
        spacing = self.theme.spacing
        return QSize(200, spacing.row if line.task else spacing.heading)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: TaskLine = index.data(LINE)
        painter.save()
        rect = QRectF(option.rect)
        rect.setWidth(min(rect.width(), WIDEST))
        if line.task is None:
            self._write_heading(painter, rect.adjusted(18, self.theme.spacing.m, -20, 0), line)
        else:
            self.paint_ground(painter, option)
            self._write_task(painter, rect.adjusted(18 + line.depth * INDENT, 0, -20, 0), line)
        painter.restore()

    def held(self, line: TaskLine, ratio: float) -> QPixmap:
        """A task as it hangs at the pointer, at so many dots a pixel: small, so that the place is seen that it would take."""
        palette, rect = self.theme.palette, QRectF(QPointF(0, 0), HELD)
        drawn = QPixmap(HELD * ratio)
        drawn.setDevicePixelRatio(ratio)
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(palette.strong_line))
        painter.setBrush(QColor(palette.raised))
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), scale.RADIUS, scale.RADIUS)
        painter.setPen(QPen(mark(line.color, palette), 1.6))
        painter.drawEllipse(QPointF(14, rect.center().y()), 6, 6)
        name = line.task.summary if line.task else ""
        self.write(painter, rect.adjusted(28, 0, -8, 0), name, scale.font(scale.SMALL), palette.text)
        painter.end()
        return drawn

    def _write_heading(self, painter: QPainter, rect: QRectF, line: TaskLine) -> None:
        palette, left = self.theme.palette, 0
        if line.group.color:
            left = 26
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(mark(line.group.color, palette))
            painter.drawEllipse(QPointF(rect.left() + 7, rect.center().y()), 5, 5)
        used = self.write(painter, rect, str(line.number), scale.font(scale.SMALL), palette.muted, RIGHT)
        name = line.group.name if line.group.color else self.tr(line.group.name)
        bold = scale.font(scale.LEAD, QFont.Weight.DemiBold)
        color = palette.danger if line.group == OVERDUE else palette.text
        self.write(painter, rect.adjusted(left, 0, -used - 16, 0), name, bold, color)

    def _write_task(self, painter: QPainter, rect: QRectF, line: TaskLine) -> None:
        task, palette = line.task, self.theme.palette
        assert task is not None
        circle = QRectF(rect.left(), rect.center().y() - 8, 16, 16)
        color = mark(line.color, palette)
        painter.setPen(QPen(color, 1.6))
        painter.setBrush(Qt.BrushStyle.NoBrush if task.is_open else color)
        painter.drawEllipse(circle)
        if not task.is_open:
            painter.drawPixmap(QPointF(circle.left() + 2, circle.top() + 2), pixmap("check", palette.surface, 12))
        if line.parts:
            arrow = pixmap("chevron-right" if line.folded else "chevron-down", palette.muted, 14)
            painter.drawPixmap(QPointF(circle.left() - 17, circle.top() + 1), arrow)
        is_narrow, small = rect.width() < NARROW, scale.font(scale.SMALL)
        home = "" if is_narrow else line.list_name
        used = self.write(painter, rect, home, small, palette.muted, RIGHT)
        used += scale.L if used else 0
        tint = palette.danger if line.overdue else palette.muted
        used += self.write(painter, rect.adjusted(0, 0, -used, 0), self._due(line, is_narrow), small, tint, RIGHT)
        left = rect.left() + 28
        for name, wanted, tint in (
            ("flag", task.priority is not None and task.priority < 5, palette.danger),
            ("repeat", task.recurrence_id is not None, palette.muted),
        ):
            if wanted:
                painter.drawPixmap(QPointF(left, rect.center().y() - 7), pixmap(name, tint, 14))
                left += 20
        font = scale.font(scale.BODY)
        font.setStrikeOut(not task.is_open)
        body = QRectF(left, rect.top(), rect.right() - left - used - 16, rect.height())
        width = self.write(painter, body, task.summary, font, palette.text if task.is_open else palette.muted)
        note = self.tr("{} in it").format(line.parts) if line.folded else (task.description or "").partition("\n")[0]
        self.write(painter, body.adjusted(width + 12, 0, 0, 0), note, small, palette.muted)

    def _due(self, line: TaskLine, short: bool) -> str:
        when = due_of(line.task) if line.task and line.task.is_open else None
        if when is None:
            return ""
        day = instant(when, self.formatter.zone).date()
        distance = self.formatter.distance(day, self.today)
        if day == line.group.first and day - self.today < DAYS_NAMED:  # the heading says the day
            return self.formatter.clock(instant(when, self.formatter.zone)) if isinstance(when, datetime) else ""
        moment = self.formatter.moment(when, self.today)
        return moment if self.theme.is_paper else distance if short else f"{moment} · {distance}"
