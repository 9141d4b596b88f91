"""A line of the journal: when, the words that asked, how many rows."""

from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from app.delegates.line import RIGHT, Index, LineDelegate
from app.item_models.journal import JournalLine
from app.item_models.lines import LINE
from app.theme import scale
from app.theme.icons import pixmap
from app.theme.lettering import in_order


class HistoryDelegate(LineDelegate):
    """Paints `JournalLine`s."""

    today: date = date.min

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(300, self.theme.spacing.entry)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: JournalLine = index.data(LINE)
        palette = self.theme.palette
        painter.save()
        self.paint_ground(painter, option)
        rect = QRectF(option.rect).adjusted(20, 0, -20, 0)
        painter.drawPixmap(
            QPointF(rect.left(), rect.center().y() - 9),
            pixmap("undo" if entry.undone else "check", palette.muted if entry.undone else palette.success, 18),
        )
        at = entry.at.astimezone(self.formatter.zone)
        when = f"{self.formatter.day(at.date(), self.today)}, {self.formatter.clock(at)}"
        self.write(painter, rect, when, scale.font(scale.SMALL), palette.muted, RIGHT)
        font = scale.font(scale.BODY, QFont.Weight.Medium)
        font.setStrikeOut(entry.undone)
        body = rect.adjusted(32, self.theme.spacing.s, -scale.sized(160), -rect.height() / 2 + 4)
        self.write(
            painter,
            body,
            entry.text or self.tr("Changed by hand"),
            font,
            palette.muted if entry.undone else palette.text,
        )
        below = rect.adjusted(32, rect.height() / 2, -scale.sized(160), -self.theme.spacing.s)
        self.write(
            painter,
            below,
            in_order(self.tr("taken back · {}").format(entry.words) if entry.undone else entry.words),
            scale.font(scale.SMALL),
            palette.muted,
        )
        painter.restore()
