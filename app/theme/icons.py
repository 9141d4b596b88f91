"""Our icons, drawn as SVG strokes and tinted to the palette."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from app.theme.palette import contrast
from resources.files import path


@lru_cache(maxsize=256)
def pixmap(name: str, color: str, size: int = 18, ratio: float = 2.0) -> QPixmap:
    """The icon `name` in `color`, `size` logical pixels wide, drawn for a screen of `ratio` device pixels a logical one."""
    source = path(f"icons/{name}.svg").read_bytes().replace(b"currentColor", color.encode())
    drawn = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    QSvgRenderer(QByteArray(source)).render(painter, QRectF(drawn.rect()))
    painter.end()
    drawn.setDevicePixelRatio(ratio)
    return drawn


def icon(name: str, color: str, active: str | None = None) -> QIcon:
    """The icon `name` in `color`; `active` where it is checked."""
    made = QIcon(pixmap(name, color))
    if active:
        made.addPixmap(pixmap(name, active), QIcon.Mode.Normal, QIcon.State.On)
    return made


def tick_on(color: str) -> str:
    """The file of a tick that is seen on a box of this colour (contrast 3, WCAG 2.2, 1.4.11): the white one where it is."""
    name = "check-white" if contrast(QColor("#ffffff"), QColor(color)) >= 3 else "check-dark"
    return path(f"icons/{name}.svg").as_posix()


def app_icon() -> QIcon:
    """The program's own icon."""
    made = QIcon()
    for size in (16, 32, 64, 128, 256):
        made.addPixmap(pixmap("plainday", "#000000", size, 1.0))
    return made
