"""Where what floats finds room: under or beside what it belongs to, within bounds."""

from PySide6.QtCore import QPoint, QRect, QSize


def place_under(size: QSize, owner: QRect, bounds: QRect, gap: int) -> QPoint:
    """The corner of what stands under `owner`, or over it where there is room only there."""
    top = owner.bottom() + 1 + gap
    above = owner.top() - gap - size.height()
    return clamped(QPoint(owner.left(), above if top + size.height() > bounds.bottom() + 1 else top), size, bounds)


def place_beside(size: QSize, owner: QRect, bounds: QRect, gap: int) -> QPoint:
    """The corner of what stands to the right of `owner`, or to its left where there is room only there; where neither has any, under it."""
    for left in (owner.right() + 1 + gap, owner.left() - gap - size.width()):
        if bounds.left() <= left and left + size.width() <= bounds.right() + 1:
            return clamped(QPoint(left, owner.top()), size, bounds)
    return place_under(size, owner, bounds, gap)


def clamped(corner: QPoint, size: QSize, bounds: QRect) -> QPoint:
    """The corner moved so that the whole is within `bounds`, or its beginning where it is larger."""
    left = min(corner.x(), bounds.right() + 1 - size.width())
    top = min(corner.y(), bounds.bottom() + 1 - size.height())
    return QPoint(max(left, bounds.left()), max(top, bounds.top()))
