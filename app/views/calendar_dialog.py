"""A calendar or list: its name, colour, whether new things go there; and the way to remove it."""

from collections.abc import Mapping
from typing import Any, Literal

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app import proposals
from app.theme import scale
from app.views.sidebar import dot
from app.workspace import Workspace
from models.colors import PALETTE
from models.rows import Calendar


class CalendarDialog(QDialog):
    """Says what is to change; `calendar` None makes a new one, which has only a name so far."""

    #: Field → value of those that change.
    saved = Signal(object)
    removed = Signal()

    def __init__(self, calendar: Calendar | None, is_list: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._calendar = calendar
        self.setMinimumWidth(400)
        self.setWindowTitle(calendar.name if calendar else self.tr("New list") if is_list else self.tr("New calendar"))
        self.name = QLineEdit(calendar.name if calendar else "", self)
        self.name.setObjectName("title")
        self.name.setPlaceholderText(self.tr("Name"))
        self.name.setAccessibleName(self.tr("Name"))
        self.colors = QButtonGroup(self)
        self.default = QCheckBox(
            self.tr("New tasks go to this list") if is_list else self.tr("New events go to this calendar"), self
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(scale.XL, scale.L, scale.XL, scale.L)
        column.setSpacing(scale.L)
        column.addWidget(self.name)
        if calendar:
            column.addLayout(self._make_colors(calendar))
            self.default.setChecked(calendar.is_default)
            self.default.setEnabled(not calendar.is_default)
            column.addWidget(self.default)
        else:
            self.default.hide()
        column.addLayout(self._make_buttons())
        self.name.textChanged.connect(lambda text: self.save_button.setEnabled(bool(text.strip())))
        self.save_button.setEnabled(bool(self.name.text().strip()))

    def _make_colors(self, calendar: Calendar) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(scale.XS)
        for color, name in self._color_names(calendar.color).items():
            button = QToolButton(self)
            button.setObjectName("swatch")
            button.setIcon(dot(QColor(color)))
            button.setIconSize(QSize(18, 18))
            button.setCheckable(True)
            button.setChecked(color == calendar.color)
            button.setAccessibleName(name)
            button.setToolTip(name)
            button.setProperty("color", color)
            self.colors.addButton(button)
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _color_names(self, own: str) -> Mapping[str, str]:
        names = (
            self.tr("Blue"), self.tr("Gold"), self.tr("Purple"), self.tr("Green"), self.tr("Orange"),
            self.tr("Pink"), self.tr("Teal"), self.tr("Violet"), self.tr("Brown"),
        )  # fmt: skip
        return {own: self.tr("As it is")} | dict(zip(PALETTE, names, strict=True))

    def _make_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.remove_button = QPushButton(self.tr("Delete…"), self)
        self.remove_button.setVisible(self._calendar is not None)
        if self._calendar and self._calendar.is_default:
            self.remove_button.setEnabled(False)
            self.remove_button.setToolTip(self.tr("New things go here, so it stays."))
        self.remove_button.clicked.connect(self._remove)
        cancel = QPushButton(self.tr("Cancel"), self)
        cancel.clicked.connect(self.reject)
        self.save_button = QPushButton(self.tr("Save"), self)
        self.save_button.setObjectName("primary")
        self.save_button.setDefault(True)
        self.save_button.clicked.connect(self._save)
        row.addWidget(self.remove_button)
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(self.save_button)
        return row

    def _save(self) -> None:
        chosen = self.colors.checkedButton()
        values: dict[str, Any] = {"name": self.name.text().strip(), "is_default": self.default.isChecked()}
        if chosen:
            values["color"] = chosen.property("color")
        known = self._calendar
        changed = {name: value for name, value in values.items() if known is None or getattr(known, name) != value}
        if changed:
            self.saved.emit(changed)
        self.accept()

    def _remove(self) -> None:
        self.removed.emit()
        self.accept()


def ask_change(parent: QWidget, workspace: Workspace, calendar: Calendar) -> None:
    """The form of a calendar or list; its removal is previewed."""
    dialog = opened(CalendarDialog(calendar, calendar.kind == "task", parent))
    dialog.saved.connect(lambda fields: workspace.perform(proposals.changing_calendar(calendar, fields)))
    dialog.removed.connect(lambda: workspace.propose(proposals.removing_calendar(calendar)))


def ask_new(parent: QWidget, workspace: Workspace, kind: Literal["event", "task"]) -> None:
    """The form of a new calendar or list."""
    dialog = opened(CalendarDialog(None, kind == "task", parent))
    dialog.saved.connect(lambda fields: workspace.perform(proposals.making_calendar(fields["name"], kind)))


def opened(dialog: CalendarDialog) -> CalendarDialog:
    """The dialog, shown until it is answered."""
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog
