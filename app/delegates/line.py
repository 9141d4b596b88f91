"""What the delegates of the lists share: the palette, the line of an index, elided text."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.formatting import Formatter
from app.theme import scale
from app.theme.lettering import fitted, measures, write_line
from app.theme.theme import Looks

Index = QModelIndex | QPersistentModelIndex
LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class LineDelegate(QStyledItemDelegate):
    """Paints frozen lines in the palette in force."""

    def __init__(self, theme: Looks, formatter: Formatter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.formatter = formatter

    def paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        """Hover and selection."""
        palette = self.theme.palette
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        box = QRectF(option.rect).adjusted(4, 1, -4, -1)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setBrush(QColor(palette.accent_soft))
            painter.drawRoundedRect(box, scale.RADIUS, scale.RADIUS)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(QColor(palette.hover))
            painter.drawRoundedRect(box, scale.RADIUS, scale.RADIUS)

    def write(
        self, painter: QPainter, rect: QRectF, words: str, font: QFont, color: str | QColor, flags: int = LEFT
    ) -> float:
        """Writes `words` in `rect`, cut with an ellipsis; gives the width used."""
        painter.setPen(QColor(color))
        shown, used = fitted(words, font, rect.width())
        left = rect.right() - used if flags == RIGHT else rect.left()
        metrics = measures(font)
        line = rect.top() + (rect.height() - metrics.height()) / 2 + metrics.ascent()
        write_line(painter, QPointF(left, line), shown, font)
        return used
