"""A row of the preview card: check box, name, when, what changes before → after, why, and what to look out for."""

import dataclasses
from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import QAbstractItemModel, QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionViewItem

from app.delegates.line import RIGHT, Index, LineDelegate
from app.item_models.card import is_note
from app.item_models.lines import LINE
from app.item_models.preview import PreviewModel
from app.theme import scale
from app.theme.icons import pixmap
from app.theme.lettering import in_order
from app.theme.palette import LIGHT, Palette, mark
from assistant.preview import FieldChange, PreviewRow

#: An arrow and the spaces around it.
ARROW_WIDTH = 36
#: The share of a line that says what was, however long it is that will be.
LEAST_BEFORE = 0.25
#: The sign of a warning and the space behind it.
SIGN_WIDTH = 19
#: Lines of warnings of a row.
MOST_WARNINGS = 5
SIGNS = {"created": "plus", "deleted": "trash", "updated": "edit", "free": "clock"}


class PreviewDelegate(LineDelegate):
    """Paints `PreviewRow`s."""

    #: The colours of the row that is painted.
    _palette = LIGHT

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row: PreviewRow = index.data(LINE)
        first, further = self.theme.spacing.card_row, self.theme.spacing.card_line
        lines = len(row.changes) + len(lines_of(row.warnings)) + bool(row.reasons)
        return QSize(300, first + further * lines + 4)

    def editorEvent(self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index) -> bool:
        if not isinstance(model, PreviewModel) or not model.tickable:
            return False
        released = event.type() is QEvent.Type.MouseButtonRelease
        clicked = isinstance(event, QMouseEvent) and released and event.button() is Qt.MouseButton.LeftButton
        pressed = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space
        if clicked or pressed:
            model.toggle(index)
        return clicked or pressed

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: PreviewRow = index.data(LINE)
        state = index.data(Qt.ItemDataRole.CheckStateRole)
        painter.save()
        self.paint_ground(painter, option)
        self._palette = unticked(self.theme.palette) if state is Qt.CheckState.Unchecked else self.theme.palette
        rect = QRectF(option.rect).adjusted(14, 2, -16, 0)
        left, first, further = rect.left(), self.theme.spacing.card_row, self.theme.spacing.card_line
        top = rect.top() + (first - 16) // 2
        if state is not None:
            self._paint_box(painter, QRectF(left, top, 16, 16), state is Qt.CheckState.Checked)
            left += 26
        left = self._paint_sign(painter, row, left, top)
        self._write_first(painter, QRectF(left, rect.top(), rect.right() - left, first), row)
        self._write_below(painter, QRectF(left, rect.top() + first - 2, rect.right() - left, further), row)
        painter.restore()

    def _paint_box(self, painter: QPainter, box: QRectF, checked: bool) -> None:
        palette = self.theme.palette
        painter.setPen(QPen(QColor(palette.accent if checked else palette.muted), 1.4))
        painter.setBrush(QColor(palette.accent) if checked else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 4, 4)
        if checked:
            painter.drawPixmap(QPointF(box.left() + 1.5, box.top() + 1.5), pixmap("check", palette.on_accent, 13))

    def _paint_sign(self, painter: QPainter, row: PreviewRow, left: float, top: float) -> float:
        palette = self._palette
        colors = {"created": palette.success, "deleted": palette.danger, "updated": palette.accent}
        if row.kind in SIGNS:
            painter.drawPixmap(QPointF(left, top), pixmap(SIGNS[row.kind], colors.get(row.kind, palette.muted), 16))
        elif row.color:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(mark(row.color, palette))
            painter.drawEllipse(QPointF(left + 8, top + 8), 4, 4)
        return left + 26

    def _write_first(self, painter: QPainter, rect: QRectF, row: PreviewRow) -> None:
        palette = self._palette
        small = scale.font(scale.SMALL)
        width = self.write(painter, rect, row.calendar, small, palette.muted, RIGHT)
        if row.color and row.calendar:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(mark(row.color, palette))
            painter.drawEllipse(QPointF(rect.right() - width - 10, rect.center().y()), 3.5, 3.5)
        font = scale.font(scale.BODY, QFont.Weight.DemiBold)
        font.setStrikeOut(row.kind == "deleted" and palette is self.theme.palette)
        colors = {"created": palette.success, "deleted": palette.danger}
        room = rect.width() - width - 28
        when_width = min(QFontMetricsF(small).horizontalAdvance(row.when), room * 0.55)
        used = self.write(
            painter,
            QRectF(rect.left(), rect.top(), room - when_width - 12, rect.height()),
            row.title,
            font,
            colors.get(row.kind, palette.text),
        )
        self.write(
            painter,
            QRectF(rect.left() + used + 12, rect.top(), room - used - 12, rect.height()),
            row.when,
            small,
            palette.muted,
        )

    def _write_below(self, painter: QPainter, line: QRectF, row: PreviewRow) -> None:
        palette = self._palette
        for change in row.changes:
            self._write_change(painter, line, change)
            line.translate(0, self.theme.spacing.card_line)
        for words in lines_of(row.warnings):
            left, color = line.left(), palette.muted
            if not is_note(words):
                left, color = left + SIGN_WIDTH, palette.warning
                painter.drawPixmap(QPointF(line.left(), line.top() + 2), pixmap("warning", color, 14))
            told = QRectF(left, line.top(), line.right() - left, line.height())
            self.write(painter, told, in_order(words), scale.font(scale.SMALL), color)
            line.translate(0, self.theme.spacing.card_line)
        if row.reasons:
            words = " · ".join(row.reasons)
            self.write(
                painter,
                line,
                self.tr("matches {}").format(words) if row.kind else words,
                scale.font(scale.CAPTION),
                palette.muted,
            )

    def _write_change(self, painter: QPainter, line: QRectF, change: FieldChange) -> None:
        palette = self._palette
        small = scale.font(scale.SMALL)
        left, after = line.left(), change.after or self.tr("nothing")
        left += self.write(painter, line, change.name, small, palette.muted) + 10
        if change.before:
            struck = scale.font(scale.SMALL)
            struck.setStrikeOut(True)
            wanted = scale.metrics(scale.SMALL, QFont.Weight.DemiBold).horizontalAdvance(after)
            room = room_before(line.right() - left, wanted)
            left += (
                self.write(
                    painter, QRectF(left, line.top(), room, line.height()), change.before, struck, palette.danger
                )
                + 8
            )
            left += self.write(painter, QRectF(left, line.top(), 20, line.height()), "→", small, palette.muted) + 8
        bold = scale.font(scale.SMALL, QFont.Weight.DemiBold)
        self.write(
            painter,
            QRectF(left, line.top(), line.right() - left, line.height()),
            after,
            bold,
            palette.success,
        )


@lru_cache(maxsize=4)
def unticked(palette: Palette) -> Palette:
    """The colours of a row that will not be done: still to be read, since it may be ticked again, but in none that says what happens."""
    grey = palette.muted
    return dataclasses.replace(palette, text=grey, accent=grey, success=grey, danger=grey, warning=grey)


def lines_of(warnings: Sequence[str]) -> tuple[str, ...]:
    """A line for each warning; of very many the last holds the rest."""
    rest = warnings[MOST_WARNINGS - 1 :]
    return (*warnings[: MOST_WARNINGS - 1], " · ".join(rest)) if rest else tuple(warnings)


def room_before(room: float, after: float) -> float:
    """How wide what was may be in a line with that much room: what will be is read whole, but something of what was is left."""
    return max(room - after - ARROW_WIDTH, room * LEAST_BEFORE)
