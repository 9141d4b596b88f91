"""A painted view's picture, kept until it would look otherwise: what floats over it moves with every key that is typed."""

from collections.abc import Callable, Hashable

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QGuiApplication, QPainter, QPixmap, QRegion

Draw = Callable[[QPainter], None]


class Picture:
    """The last picture and what it shows."""

    def __init__(self) -> None:
        self._shows: Hashable = None
        self._pixmap = QPixmap()

    def paint(
        self, painter: QPainter, size: QSize, shows: Hashable, draw: Draw, stale: tuple[QRegion, Draw] | None = None
    ) -> None:
        """Paints what `draw` draws on the whole of `size`; where that `shows` the same as the last time, as it was then, but for the part that is
        `stale`, which is drawn by what is given with it. On paper it is drawn."""
        ratio = painter.device().devicePixelRatioF()
        if painter.deviceTransform().m11() != ratio:
            painter.save()
            painter.setClipRect(QRect(QPoint(0, 0), size))  # what is recorded for paper has no other bounds
            draw(painter)
            painter.restore()
            return
        shows = (shows, size.width(), size.height(), ratio)
        if shows != self._shows:
            self._pixmap = QPixmap(size * ratio)
            self._pixmap.setDevicePixelRatio(ratio)
            # Not to be seen through, it is copied as it is; of a part of a dot at the edge, some of it is left as it is filled.
            self._pixmap.fill(QGuiApplication.palette().base().color())
            stale = (QRegion(QRect(QPoint(0, 0), size)), draw)
            self._shows = shows
        if stale:
            drawing = QPainter(self._pixmap)
            drawing.setClipRegion(stale[0])
            stale[1](drawing)
            drawing.end()
        painter.drawPixmap(QPoint(0, 0), self._pixmap)
