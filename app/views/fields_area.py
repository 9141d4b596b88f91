"""The fields of a form: as tall as they need to be, and scrolled where the screen is lower."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QFormLayout, QFrame, QScrollArea, QStyle, QWidget

from app.theme import scale


class FieldsArea(QScrollArea):
    """Stands in the layout of a dialog between what is always to be seen, as its buttons are."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._fields = fields = QWidget(self)
        #: By how much the dialog became higher for its fields.
        self._grown = 0
        #: The fields, a line each.
        self.form = QFormLayout(fields)
        self.form.setContentsMargins(0, 0, 0, 0)
        self.form.setSpacing(scale.M)
        self.form.setLabelAlignment(Qt.AlignmentFlag.AlignRight)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setWidget(fields)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def sizeHint(self) -> QSize:
        return self._fields.sizeHint()

    def minimumSizeHint(self) -> QSize:
        needed, room = self._fields.minimumSizeHint(), self._room()
        if needed.height() <= room:
            return needed
        return QSize(needed.width() + self.verticalScrollBar().sizeHint().width(), room)

    def _room(self) -> int:
        """The height that the screen leaves beside the title bar and all else that the dialog holds."""
        window = self.window()
        layout = window.layout()
        items = [layout.itemAt(number) for number in range(layout.count())] if layout else []
        others = [item.minimumSize().height() for item in items if item and item.widget() is not self]
        margins = layout.contentsMargins() if layout else window.contentsMargins()
        spaces = layout.spacing() * len(others) if layout else 0
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_TitleBarHeight)
        available = window.screen().availableGeometry().height()
        return max(0, available - bar - margins.top() - margins.bottom() - spaces - sum(others))

    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:
            self._follow_fields()
        return handled

    def _follow_fields(self) -> None:
        """The dialog grows with a field that is taller than it was, and gives that back where it is so no longer."""
        window, layout = self.window(), self.window().layout()
        self.updateGeometry()
        if layout is None:
            return
        before = window.height()
        layout.activate()
        if window.isVisible():
            self._grown += window.height() - before
        spare = min(self._grown, window.height() - layout.totalMinimumSize().height())
        if spare > 0:
            self._grown -= spare
            window.resize(window.width(), window.height() - spare)
