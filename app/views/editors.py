"""Forms for an event and for a task. Nothing is saved before Save, nothing typed is lost on Esc without asking."""

import dataclasses
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
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

from app.item_models.forms import LEADS, alarms_of, attendees_of, changed_fields, event_times, last_day, stored_due
from app.theme import scale
from app.views.time_field import TimeField
from app.workspace import Workspace
from assistant.commands import Scope
from assistant.recurrence_words import say_rule
from assistant.temporal.values import Anchored
from assistant.timespan import instant
from models.rows import Event, Task


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
        self, workspace: Workspace, row: Event | Task, rule: str | None, is_new: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.workspace, self.row, self.is_new = workspace, row, is_new
        self.in_series = row.recurrence_id is not None or row.is_series
        self.setMinimumWidth(520)
        self.setWindowTitle(self.tr("New") if is_new else row.summary)
        self.title = QLineEdit(row.summary, self)
        self.title.setObjectName("title")
        self.title.setPlaceholderText(self.tr("Title"))
        self.title.setAccessibleName(self.tr("Title"))
        self.calendar = self._combo(self.tr("Calendar"))
        for calendar in workspace.calendars.values():
            if calendar.kind == self.kind:
                self.calendar.addItem(calendar.name, calendar.id)
        self.calendar.setCurrentIndex(max(0, self.calendar.findData(row.calendar_id)))
        self.repeat = TimeField(workspace, self.tr("Repeats"), self._say_repeat, self)
        self.repeat.field.setPlaceholderText(self.tr("never, or: every other Tuesday until June"))
        self.alarm = self._combo(self.tr("Alarm"))
        for lead, words in LEADS:
            self.alarm.addItem(words, lead)
        if rule:
            self.repeat.field.setPlaceholderText(self.tr("as it is: {}").format(say_rule(rule, workspace.zone)))
        self._show_alarm()
        self.notes = QPlainTextEdit(row.description or "", self)
        self.notes.setAccessibleName(self.tr("Notes"))
        self.notes.setFixedHeight(72)
        self.notes.setTabChangesFocus(True)
        self.scope = self._make_scope()
        self.message = QLabel(self)
        self.message.setObjectName("readBack")
        self.message.setProperty("wrong", True)
        self.form = QFormLayout()
        self.form.setSpacing(scale.M)
        self.form.setLabelAlignment(Qt.AlignmentFlag.AlignRight)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.add_rows()
        column = QVBoxLayout(self)
        column.setContentsMargins(scale.XL, scale.L, scale.XL, scale.L)
        column.setSpacing(scale.L)
        column.addWidget(self.title)
        column.addLayout(self.form)
        column.addWidget(self.message)
        column.addLayout(self._make_buttons())
        self._before = self.values_typed()
        self.title.setFocus()

    def _make_scope(self) -> QComboBox:
        box = self._combo(self.tr("Which of the series"))
        for words, scope in (
            (self.tr("This one"), Scope.ONE),
            (self.tr("This and those after"), Scope.FUTURE),
            (self.tr("All of the series"), Scope.ALL),
        ):
            box.addItem(words, scope)
        return box

    def add_rows(self) -> None:
        """Subclasses put their fields into `form`."""
        raise NotImplementedError

    def values(self) -> dict[str, Any]:
        """The fields as they would be stored; raises ``ValueError`` with a sentence where one can't be read."""
        if not self.title.text().strip():
            raise ValueError(self.tr("It needs a title."))
        values: dict[str, Any] = {
            "summary": self.title.text().strip(),
            "calendar_id": self.calendar.currentData(),
            "description": self.notes.toPlainText().strip() or None,
        }
        if self.alarm.currentData() != self._lead():
            values["alarms"] = alarms_of(self.alarm.currentData(), self.row.alarms)
        return values

    def values_typed(self) -> tuple[str, ...]:
        """All that a person could have typed or chosen."""
        fields = [field.text() for field in self.findChildren(QLineEdit)]
        boxes = [box.currentText() for box in self.findChildren(QComboBox)]
        checks = [str(check.isChecked()) for check in self.findChildren(QCheckBox)]
        return (*fields, *boxes, *checks, self.notes.toPlainText())

    def save(self) -> None:
        """Tells what changes, or says what is missing."""
        try:
            values = self.values()
        except ValueError as error:
            self.message.setText(str(error))
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
        cancel = QPushButton(self.tr("Cancel"), self)
        cancel.clicked.connect(self.reject)
        save = QPushButton(self.tr("Save"), self)
        save.setObjectName("primary")
        save.setDefault(True)
        save.clicked.connect(self.save)
        for button in (remove, cancel):
            button.setAutoDefault(False)
        row.addWidget(remove)
        row.addStretch(1)
        self.scope.setVisible(self.in_series)
        row.addWidget(self.scope)
        row.addWidget(cancel)
        row.addWidget(save)
        return row

    def _remove(self) -> None:
        self._before = self.values_typed()
        self.removed.emit(Edit(self.row, {}, self.scope.currentData() if self.in_series else Scope.ALL, False))
        self.accept()

    def _combo(self, name: str) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName(name)
        return box

    def _lead(self) -> timedelta | None:
        """The lead of the row's first alarm, None where there is none (or it rings at a fixed time)."""
        trigger = self.row.alarms[0].trigger if self.row.alarms else None
        return trigger if isinstance(trigger, timedelta) else None

    def _show_alarm(self) -> None:
        at = next((i for i, (lead, _) in enumerate(LEADS) if lead == self._lead()), -1)
        if at < 0:
            self.alarm.addItem(self.tr("As it is"), self._lead())
            at = self.alarm.count() - 1
        self.alarm.setCurrentIndex(at)

    def _say_repeat(self, anchored: Anchored) -> str:
        if anchored.rrule is None or anchored.start is None:
            return self.tr("This does not repeat.")
        return f"{say_rule(anchored.rrule, self.workspace.zone)} · {self.tr('first on')} {self.workspace.formatter.day(anchored.start.date(), self.workspace.today)}"

    def _rule(self) -> str | None:
        """The rule typed; raises ``ValueError`` where it is none."""
        if not self.repeat.text:
            return None if self.is_new else self.row.rrule
        if self.repeat.anchored is None or self.repeat.anchored.rrule is None:
            raise ValueError(self.tr("I can't read how it repeats."))
        return self.repeat.anchored.rrule


class EventEditor(Editor):
    """The form of an event."""

    def add_rows(self) -> None:
        event = self.row
        assert isinstance(event, Event) and event.start is not None
        formatter = self.workspace.formatter
        self.start = TimeField(self.workspace, self.tr("Starts"), self._say_start, self)
        self.end = TimeField(self.workspace, self.tr("Ends"), self._say_end, self)
        self.all_day = QCheckBox(self.tr("All day"), self)
        self.all_day.setChecked(not isinstance(event.start, datetime))
        self.location = QLineEdit(event.location or "", self)
        self.location.setAccessibleName(self.tr("Place"))
        self.people = QLineEdit(", ".join(a.name for a in event.attendees), self)
        self.people.setAccessibleName(self.tr("People"))
        self.people.setPlaceholderText(self.tr("Names, with commas between"))
        self.start.day = instant(event.start, self.workspace.zone).date()
        self.start.set_text(formatter.phrase(event.start))
        self.start.changed.connect(self._follow_start)
        self._follow_start()
        last = last_day(event)
        end = instant(event.end, self.workspace.zone) if event.end is not None else None
        start = instant(event.start, self.workspace.zone)
        if last is not None:
            self.end.set_text(formatter.phrase(last))
        elif end is not None:
            self.end.set_text(
                f"{end.hour}:{end.minute:02}"
                if end.date() == start.date() and event.end is not None
                else formatter.phrase(event.end or event.start)
            )
        for words, field in (
            (self.tr("Starts"), self.start), (self.tr("Ends"), self.end), ("", self.all_day), (self.tr("Repeats"), self.repeat),
            (self.tr("Place"), self.location), (self.tr("People"), self.people), (self.tr("Alarm"), self.alarm),
            (self.tr("Calendar"), self.calendar), (self.tr("Notes"), self.notes),
        ):  # fmt: skip
            self.form.addRow(words, field)
        self._untouched = (self.start.text, self.end.text, self.all_day.isChecked())

    def values(self) -> dict[str, Any]:
        event, zone = self.row, self.workspace.zone
        assert isinstance(event, Event) and event.start is not None
        values = super().values() | {
            "location": self.location.text().strip() or None,
            "attendees": attendees_of(self.people.text(), event.attendees),
            "rrule": self._rule(),
        }
        if not self.is_new and (self.start.text, self.end.text, self.all_day.isChecked()) == self._untouched:
            return values
        if self.start.anchored is None or self.start.anchored.start is None:
            raise ValueError(self.tr("I can't read when it starts."))
        if self.end.is_wrong:
            raise ValueError(self.tr("I can't read when it ends."))
        return values | event_times(self.start.anchored, self._end_said(), event, self.all_day.isChecked(), zone)

    def _end_said(self) -> Anchored | None:
        """The end as typed; one that was not touched keeps the length."""
        touched = self.end.text != self._untouched[1] and self.all_day.isChecked() == self._untouched[2]
        return self.end.anchored if touched else None

    def _follow_start(self) -> None:
        """An hour in the end field is of the day on which it starts."""
        if self.start.anchored and self.start.anchored.start:
            self.end.day = self.start.anchored.start.date()
            self.end.read()

    def _say_start(self, anchored: Anchored) -> str:
        if anchored.start is None:
            return self.tr("This has no start.")
        formatter, today = self.workspace.formatter, self.workspace.today
        hours = f", {formatter.clock(anchored.start)}" if anchored.time_said else ""
        return formatter.day_with_distance(anchored.start.date(), today) + hours

    def _say_end(self, anchored: Anchored) -> str:
        if anchored.duration is not None:
            return self.tr("that long")
        said = anchored.start or anchored.end
        return (
            self.workspace.formatter.day(said.date(), self.workspace.today)
            + (f", {self.workspace.formatter.clock(said)}" if anchored.time_said else "")
            if said
            else ""
        )


class TaskEditor(Editor):
    """The form of a task."""

    kind = "task"

    def add_rows(self) -> None:
        task = self.row
        assert isinstance(task, Task)
        self.due = TimeField(self.workspace, self.tr("Due"), self._say_due, self)
        self.due.field.setPlaceholderText(self.tr("fri 3pm"))
        if task.due is not None:
            self.due.set_text(self.workspace.formatter.phrase(task.due))
        self.priority = self._combo(self.tr("Priority"))
        for words, value in (
            (self.tr("None"), None),
            (self.tr("High"), 1),
            (self.tr("Medium"), 5),
            (self.tr("Low"), 9),
        ):
            self.priority.addItem(words, value)
        self.priority.setCurrentIndex(max(0, self.priority.findData(task.priority)))
        for words, field in (
            (self.tr("Due"), self.due), (self.tr("Repeats"), self.repeat), (self.tr("Priority"), self.priority),
            (self.tr("Alarm"), self.alarm), (self.tr("List"), self.calendar), (self.tr("Notes"), self.notes),
        ):  # fmt: skip
            self.form.addRow(words, field)
        self._untouched = (self.due.text, self.priority.currentIndex())

    def values(self) -> dict[str, Any]:
        task = self.row
        assert isinstance(task, Task)
        values = super().values() | {"rrule": self._rule()}
        if self.priority.currentIndex() != self._untouched[1]:
            values["priority"] = self.priority.currentData()
        if self.due.text == self._untouched[0]:
            return values
        if self.due.is_wrong:
            raise ValueError(self.tr("I can't read when it is due."))
        anchored = self.due.anchored
        return values | {"due": stored_due(anchored, self.workspace.zone) if anchored else None}

    def _say_due(self, anchored: Anchored) -> str:
        said = anchored.start or anchored.end
        if said is None:
            return self.tr("This is no day.")
        return self.workspace.formatter.day_with_distance(said.date(), self.workspace.today)
