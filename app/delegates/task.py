"""A line of a task list: circle to tick, name, notes, due; what is part of another task stands to the right of it."""

from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionViewItem

from app.delegates.line import RIGHT, Index, LineDelegate
from app.formatting import count
from app.item_models.lines import LINE
from app.item_models.tasks import TaskLine, due_of
from app.theme import scale
from app.theme.icons import pixmap
from assistant.timespan import instant

#: Width at the left that ticks; of a task with parts, the first of it folds them.
TICK_WIDTH = 44
FOLD_WIDTH = 18
#: A list that is narrower says of a due date only how far it is.
NARROW = 380
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
        if line.task is None:
            self._write_heading(painter, rect.adjusted(18, self.theme.spacing.m, -20, 0), line)
        else:
            self.paint_ground(painter, option)
            self._write_task(painter, rect.adjusted(18 + line.depth * INDENT, 0, -20, 0), line)
        painter.restore()

    def _write_heading(self, painter: QPainter, rect: QRectF, line: TaskLine) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(line.calendar.color))
        painter.drawEllipse(QPointF(rect.left() + 7, rect.center().y()), 5, 5)
        self.write(
            painter,
            rect.adjusted(26, 0, 0, 0),
            line.calendar.name,
            scale.font(scale.LEAD, QFont.Weight.DemiBold),
            self.theme.palette.text,
        )
        self.write(
            painter,
            rect,
            count(line.open_tasks, self.tr("open"), self.tr("open")),
            scale.font(scale.SMALL),
            self.theme.palette.muted,
            RIGHT,
        )

    def _write_task(self, painter: QPainter, rect: QRectF, line: TaskLine) -> None:
        task, palette = line.task, self.theme.palette
        assert task is not None
        circle = QRectF(rect.left(), rect.center().y() - 8, 16, 16)
        painter.setPen(QPen(QColor(line.calendar.color), 1.6))
        painter.setBrush(Qt.BrushStyle.NoBrush if task.is_open else QColor(line.calendar.color))
        painter.drawEllipse(circle)
        if not task.is_open:
            painter.drawPixmap(QPointF(circle.left() + 2, circle.top() + 2), pixmap("check", "#ffffff", 12))
        if line.parts:
            arrow = pixmap("chevron-right" if line.folded else "chevron-down", palette.muted, 14)
            painter.drawPixmap(QPointF(circle.left() - 17, circle.top() + 1), arrow)
        due = self._due(line, rect.width() < NARROW)
        small = scale.font(scale.SMALL)
        used = self.write(painter, rect, due, small, palette.danger if line.overdue else palette.muted, RIGHT)
        left = rect.left() + 28
        for name, wanted, color in (
            ("flag", task.priority is not None and task.priority < 5, palette.danger),
            ("repeat", task.recurrence_id is not None, palette.muted),
        ):
            if wanted:
                painter.drawPixmap(QPointF(left, rect.center().y() - 7), pixmap(name, color, 14))
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
        return distance if short else f"{self.formatter.moment(when, self.today)} · {distance}"
