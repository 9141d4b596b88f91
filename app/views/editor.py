"""What the forms for an event and for a task share. Nothing is saved before Save, nothing typed is lost on Esc without asking."""

import dataclasses
import itertools
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.item_models.forms import LEADS, alarms_of, changed_fields, first_trigger
from app.theme import scale
from app.theme.theme import Theme
from app.views.fields_area import FieldsArea
from app.views.repeat_field import RepeatField
from app.views.scope_menu import scopes
from app.views.time_field import TimeField
from app.workspace import Workspace
from assistant.commands import Scope
from assistant.preview import say_alarm
from assistant.recurrence_words import say_rule
from assistant.temporal.values import Anchored
from models.rows import Event, Task, When


@dataclasses.dataclass(frozen=True)
class Edit:
    """What a form asks for: the row as it stood (an occurrence's where it is one), the fields that change, the scope."""

    row: Event | Task
    fields: Mapping[str, Any]
    scope: Scope
    is_new: bool


class Editor(QDialog):
    """What both forms share: title, calendar, repetition, alarm, notes, and the buttons."""

    saved = Signal(object)
    removed = Signal(object)
    kind = "event"

    def __init__(
        self,
        workspace: Workspace,
        theme: Theme,
        row: Event | Task,
        rule: str | None,
        is_new: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.workspace, self.theme, self.row, self.is_new = workspace, theme, row, is_new
        self.in_series = row.recurrence_id is not None or row.is_series
        self.setMinimumWidth(520)
        self.setWindowTitle(self.tr("New") if is_new else row.summary)
        self._make_fields(rule)
        self.scope = self._make_scope()
        self.message = QLabel(self)
        self.message.setObjectName("readBack")
        self.message.setProperty("wrong", True)
        fields = FieldsArea(self)
        self.form = fields.form
        self.add_rows()
        if self.in_series:
            self.form.insertRow(0, self.tr("Change"), self.scope)
        column = QVBoxLayout(self)
        column.setContentsMargins(scale.XL, scale.L, scale.XL, scale.L)
        column.setSpacing(scale.L)
        column.addWidget(self.title)
        column.addWidget(fields, 1)
        column.addWidget(self.message)
        column.addLayout(self._make_buttons())
        self._order_tabs()
        self._before = self.values_typed()
        self.title.setFocus()

    def _make_fields(self, rule: str | None) -> None:
        """The fields that both forms have, with what the row says; `rule` is how it repeats."""
        self.title = QLineEdit(self.row.summary, self)
        self.title.setObjectName("title")
        self.title.setPlaceholderText(self.tr("Title"))
        self.title.setAccessibleName(self.tr("Title"))
        self.calendar = self._combo(self.tr("Calendar"))
        for calendar in self.workspace.calendars.values():
            if calendar.kind == self.kind:
                self.calendar.addItem(calendar.name, calendar.id)
        self.calendar.setCurrentIndex(max(0, self.calendar.findData(self.row.calendar_id)))
        self.repeat = RepeatField(self.workspace, self.tr("Repeats"), self._say_repeat, self.begins, self)
        never = self.tr("never, or: every other Tuesday until June")
        words = say_rule(rule, self.workspace.zone) if rule else ""
        self.repeat.field.setPlaceholderText(self.tr("as it is: {}").format(words) if rule else never)
        self.repeat.show_rule(rule or "", words)
        self.alarm = self._combo(self.tr("Reminder"))
        self._show_alarm()
        self.notes = QPlainTextEdit(self.row.description or "", self)
        self.notes.setAccessibleName(self.tr("Notes"))
        self.notes.setMinimumHeight(40)
        self.notes.setMaximumHeight(72)
        self.notes.setTabChangesFocus(True)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self, self._show_beginning)  # the dialog selects the title after this, from its end

    def _show_beginning(self) -> None:
        """Of a title that is too long the beginning is seen; it is selected all the same."""
        letters = len(self.title.text())
        if not self.title.isModified():
            self.title.setSelection(letters, -letters)

    def _order_tabs(self) -> None:
        """Tab goes as the eye does."""
        stops: list[QWidget] = [self.title]
        for number in range(self.form.rowCount()):
            item = self.form.itemAt(number, QFormLayout.ItemRole.FieldRole)
            field = item.widget() if item else None
            if field:
                stops += field.stops if isinstance(field, TimeField) else (field,)
        for before, after in itertools.pairwise((*stops, self.cancel, self.save_button)):
            QWidget.setTabOrder(before, after)

    def _make_scope(self) -> QComboBox:
        box = self._combo(self.tr("Which of the series"))
        for words, scope in scopes(self):
            box.addItem(words, scope)
        box.setVisible(self.in_series)
        return box

    def add_rows(self) -> None:
        """Subclasses put their fields into `form`."""
        raise NotImplementedError

    def begins(self) -> date:
        """The day from which it repeats, as the form stands."""
        raise NotImplementedError

    def from_first_day(self, sides: Mapping[str, When]) -> dict[str, When]:
        """Times from the first day of the rule on, where one was typed for what did not repeat before."""
        first = None if self.in_series else self.repeat.first_day
        step = first - self.begins() if first else timedelta()
        return {name: side + step for name, side in sides.items()}

    def values(self) -> dict[str, Any]:
        """The fields as they would be stored; raises ``ValueError`` with a sentence where one can't be read."""
        if not self.title.text().strip():
            raise ValueError(self.tr("It needs a title."))
        values: dict[str, Any] = {
            "summary": self.title.text().strip(),
            "calendar_id": self.calendar.currentData(),
            "description": self.notes.toPlainText().strip() or None,
        }
        trigger = self._triggers[self.alarm.currentIndex()]
        if trigger != first_trigger(self.row):
            values["alarms"] = alarms_of(trigger, self.row.alarms)
        return values

    def values_typed(self) -> tuple[str, ...]:
        """All that a person could have typed or chosen; what is chosen in the boxes of a repetition stands in its field."""
        within = self.repeat.builder.isAncestorOf
        fields = [field.text() for field in self.findChildren(QLineEdit) if not within(field)]
        boxes = [box.currentText() for box in self.findChildren(QComboBox) if not within(box)]
        checks = [str(check.isChecked()) for check in self.findChildren(QCheckBox)]
        return (*fields, *boxes, *checks, self.notes.toPlainText())

    def save(self) -> None:
        """Tells what changes, or says what is missing."""
        try:
            values = self.values()
        except ValueError as error:
            self.message.setText(str(error))
            if not self.title.text().strip():
                self.title.setFocus()
            return
        fields = values if self.is_new else changed_fields(self.row, values)
        if fields:
            self.saved.emit(
                Edit(self.row, fields, self.scope.currentData() if self.in_series else Scope.ALL, self.is_new)
            )
        self.accept()

    def reject(self) -> None:
        if self.values_typed() != self._before and not self._may_discard():
            return
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
        self.reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.save()
        else:
            super().keyPressEvent(event)

    def _may_discard(self) -> bool:
        box = QMessageBox(self)
        box.setText(self.tr("Discard what you changed?"))
        discard = box.addButton(self.tr("Discard"), QMessageBox.ButtonRole.DestructiveRole)
        keep = box.addButton(self.tr("Keep editing"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(keep)
        box.exec()
        return box.clickedButton() is discard

    def _make_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        remove = QPushButton(self.tr("Delete"), self)
        remove.setVisible(not self.is_new)
        remove.clicked.connect(self._remove)
        self.cancel = QPushButton(self.tr("Cancel"), self)
        self.cancel.clicked.connect(self.reject)
        self.save_button = QPushButton(self.tr("Save"), self)
        self.save_button.setObjectName("primary")
        self.save_button.setDefault(True)
        self.save_button.clicked.connect(self.save)
        row.addWidget(remove)
        row.addStretch(1)
        row.addWidget(self.cancel)
        row.addWidget(self.save_button)
        return row

    def _remove(self) -> None:
        self._before = self.values_typed()
        self.removed.emit(Edit(self.row, {}, self.scope.currentData() if self.in_series else Scope.ALL, False))
        self.accept()

    def _combo(self, name: str) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName(name)
        return box

    def _show_alarm(self) -> None:
        """The usual times, and the row's own where it is another one."""
        offered = {lead: self.tr(words) for lead, words in LEADS}
        own = first_trigger(self.row)
        if own not in offered:
            workspace, alarm = self.workspace, self.row.alarms[0]
            words = say_alarm(
                alarm, getattr(self.row, "due", None) or self.row.start, workspace.clock(), workspace.zone
            )
            offered[own] = words[:1].upper() + words[1:]
        self._triggers = list(offered)
        self.alarm.addItems(list(offered.values()))
        self.alarm.setCurrentIndex(self._triggers.index(own))

    def _say_repeat(self, anchored: Anchored) -> str:
        if anchored.rrule is None or anchored.start is None:
            return self.tr("This does not repeat.")
        return f"{say_rule(anchored.rrule, self.workspace.zone)} · {self.tr('first on')} {self.workspace.formatter.day(anchored.start.date(), self.workspace.today)}"

    def _rule(self) -> str | None:
        """The rule typed; raises ``ValueError`` where it is none."""
        if self.repeat.keeps or not self.repeat.text:
            return None if self.is_new else self.row.rrule
        if self.repeat.anchored is None or self.repeat.anchored.rrule is None:
            raise ValueError(self.tr("I can't read how it repeats."))
        return self.repeat.anchored.rrule
