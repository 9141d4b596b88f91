"""A line of the journal: when, the words that asked, how many rows."""

from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from app.delegates.line import RIGHT, Index, LineDelegate
from app.formatting import count
from app.item_models.lines import LINE
from app.theme import scale
from app.theme.icons import pixmap
from assistant.preview import title_of
from models.changes import ChangeSet, RowChange
from models.history import UndoEntry


class HistoryDelegate(LineDelegate):
    """Paints `UndoEntry`s."""

    today: date = date.min

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(300, 52)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: UndoEntry = index.data(LINE)
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
        body = rect.adjusted(32, 8, -160, -rect.height() / 2 + 4)
        self.write(
            painter,
            body,
            entry.text or self.tr("Changed by hand"),
            font,
            palette.muted if entry.undone else palette.text,
        )
        below = rect.adjusted(32, rect.height() / 2, -160, -8)
        words = summarize(entry.change_set)
        self.write(
            painter,
            below,
            self.tr("taken back · {}").format(words) if entry.undone else words,
            scale.font(scale.SMALL),
            palette.muted,
        )
        painter.restore()


def summarize(change_set: ChangeSet) -> str:
    """``2 added, 1 changed: Dentist, Lunch``."""

    def kind(change: RowChange) -> str:
        return "added" if change.before is None else "removed" if change.after is None else "changed"

    kinds = [kind(change) for change in change_set.changes]
    counts = ", ".join(count(kinds.count(k), k, k) for k in ("added", "changed", "removed") if k in kinds)
    names = list(dict.fromkeys(title_of(change.row) for change in change_set.changes))
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    return f"{counts}: {', '.join(names[:3])}{more}"
