"""Forget: a thing goes for good, from the calendar, the history and the copies that hold it, which are named first."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app import copies
from app.item_models.journal import Thing
from app.theme import scale
from app.workspace import Workspace
from models.backup import taken


class ForgetDialog(QDialog):
    """Asks which thing, and from which copies; they are looked through while the dialog is open."""

    def __init__(self, workspace: Workspace, things: Sequence[Thing], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self._is_open = True
        self.finished.connect(self._leave)
        self.setWindowTitle(self.tr("Forget for good"))
        self.setMinimumWidth(440)
        self.thing = QComboBox(self)
        self.thing.setAccessibleName(self.tr("What is to be forgotten"))
        for thing in things:
            self.thing.addItem(thing.name, thing)
        self.words = QLabel(
            self.tr(
                "It is removed from the calendar and from the history, with all its repetitions. This can't be undone."
            ),
            self,
        )
        self.words.setWordWrap(True)
        self.state = QLabel(self)
        self.state.setObjectName("small")
        self.state.setWordWrap(True)
        self.boxes: dict[Path, QCheckBox] = {}
        self.places = QVBoxLayout()
        self.forget = QPushButton(self.tr("Forget for good"), self)
        self.forget.setObjectName("danger")
        self.forget.clicked.connect(self._forget)
        cancel = QPushButton(self.tr("Cancel"), self)
        cancel.setDefault(True)
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.forget)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(scale.XL, scale.L, scale.XL, scale.L)
        column.setSpacing(scale.M)
        column.addWidget(self.thing)
        column.addWidget(self.words)
        column.addWidget(self.state)
        column.addLayout(self.places)
        column.addLayout(buttons)
        self.thing.currentIndexChanged.connect(self._look)
        self._look()

    @property
    def chosen(self) -> Thing:
        """What is to be forgotten."""
        thing: Thing = self.thing.currentData()
        return thing

    def _look(self) -> None:
        """Looks which copies hold it."""
        uid, zone = self.chosen.uid, self.workspace.zone
        self.forget.setEnabled(False)
        self.state.setText(self.tr("Looking through the copies…"))
        for box in self.boxes.values():
            box.deleteLater()
        self.boxes = {}
        self.workspace.consult(
            lambda database: copies.holding(database.path, uid, zone) if database.path else (),
            self._name,
            lambda: self._is_open and uid == self.chosen.uid,
        )

    def _name(self, found: tuple[Path, ...]) -> None:
        self.state.setText(
            self.tr("These copies of the calendar hold it, and it is removed from those that are ticked:")
            if found
            else self.tr("No copy of the calendar holds it.")
        )
        formatter, today = self.workspace.formatter, self.workspace.today
        for copy in found:
            box = QCheckBox(formatter.moment(taken(copy).astimezone(formatter.zone), today), self)
            box.setToolTip(copy.name)
            box.setChecked(True)
            self.boxes[copy] = box
            self.places.addWidget(box)
            box.show()  # at once, so that its height counts below
        self.forget.setEnabled(True)
        self._column.activate()
        self.resize(self.width(), self._column.totalHeightForWidth(self.width()))

    def _forget(self) -> None:
        ticked = tuple(copy for copy, box in self.boxes.items() if box.isChecked())
        self.workspace.forget(self.chosen.uid, self.chosen.name, ticked)
        self.accept()

    def _leave(self) -> None:
        """What is still being looked for comes too late."""
        self._is_open = False
