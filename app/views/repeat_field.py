"""How a thing repeats: a phrase, or boxes that write the phrase; what it means is read back under it."""

import dataclasses
from collections.abc import Callable
from datetime import date, timedelta
from typing import cast

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QSpinBox, QToolButton, QVBoxLayout, QWidget

from app.formatting import weekday_name
from app.item_models.blocks import midnight
from app.item_models.repetition import (
    LEAST_TIMES,
    MONDAY,
    MOST,
    UNITS,
    Repetition,
    Unit,
    days_of_month,
    repetition_of,
)
from app.theme import scale
from app.views.time_field import TimeField
from app.workspace import Workspace
from assistant.temporal.values import Anchored, Setting


class RepeatField(TimeField):
    """`begins` is the day from which it repeats. A thing that repeats already keeps its rule until another one is chosen."""

    def __init__(
        self,
        workspace: Workspace,
        name: str,
        say: Callable[[Anchored], str],
        begins: Callable[[], date],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(workspace, name, say, parent)
        self._begins = begins
        #: The rule that is stored; empty where it does not repeat.
        self.rule = ""
        self.builder = RepeatBuilder(begins, self)
        self.builder.hide()
        self.field.setClearButtonEnabled(True)  # the way back to "never"
        self.choose = QToolButton(self)
        self.choose.setObjectName("choose")
        self.choose.setText(self.tr("Choose…"))
        self.choose.setAccessibleName(self.tr("Choose how it repeats"))
        self.choose.setCheckable(True)
        self.choose.toggled.connect(self._open)
        self.builder.changed.connect(self._write)
        line = QHBoxLayout()
        line.setSpacing(scale.S)
        column = cast(QVBoxLayout, self.layout())
        column.removeWidget(self.field)
        line.addWidget(self.field, 1)
        line.addWidget(self.choose)
        column.insertLayout(0, line)
        column.addWidget(self.builder)

    def show_rule(self, rule: str, words: str) -> None:
        """Shows how it repeats now, in words that stand for the rule that is stored."""
        self.rule = rule
        self.set_text(words)

    @property
    def keeps(self) -> bool:
        """Whether it goes on as it is stored: its words were not touched, or taken away."""
        return bool(self.rule) and (self.is_own or not self.text)

    @property
    def is_wrong(self) -> bool:
        return super().is_wrong and not self.keeps

    def _anchor(self) -> Anchored | None:
        return None if self.keeps else super()._anchor()

    @property
    def stops(self) -> tuple[QWidget, ...]:
        return (self.field, self.choose, *self.builder.stops)

    def setting(self) -> Setting:
        return dataclasses.replace(super().setting(), now=midnight(self._begins(), self._workspace.zone))

    @property
    def first_day(self) -> date | None:
        """The first day of the rule that is typed."""
        return self.anchored.start.date() if self.anchored and self.anchored.rrule and self.anchored.start else None

    def _open(self, wanted: bool) -> None:
        self.builder.setVisible(wanted)
        if not wanted:
            return
        if self.text != self.builder.repetition.words:
            self.builder.show_repetition(self._meant())
        self.builder.every.setFocus(Qt.FocusReason.TabFocusReason)  # its number is selected, to be typed over

    def _write(self) -> None:
        """What was chosen in the boxes, in words: who only looks at them changes nothing."""
        self.builder.press_day()
        self.set_text(self.builder.repetition.words)

    def _meant(self) -> Repetition | None:
        """What is typed, else stored, where it is simple enough for the boxes; else once a week. None where there is neither."""
        if not self.text and not self.rule:
            return None
        typed = self.rule if self.keeps or not self.text else self.anchored.rrule if self.anchored else None
        begins = self._begins()
        found = repetition_of(typed, begins, self._workspace.zone) if typed else None
        return found or Repetition(begins)


class RepeatBuilder(QWidget):
    """Boxes for a `Repetition`; says when one of them changes."""

    changed = Signal()

    def __init__(self, begins: Callable[[], date], parent: QWidget) -> None:
        super().__init__(parent)
        self._begins = begins
        self.every = self._number(1, MOST, self.tr("Every so many"))
        self.unit = self._box(self.tr("Days, weeks, months or years"), self._units(1))
        self.unit.setCurrentIndex(UNITS.index("week"))
        self.weekdays = tuple(self._weekday(n) for n in range(7))
        self.on = self._box(self.tr("Day of the month"), [])
        self.end = self._box(self.tr("Ends"), [self.tr("for ever"), self.tr("until"), self.tr("so many times")])
        self.until = QLineEdit(self)
        self.until.setAccessibleName(self.tr("Last day"))
        self.until.setPlaceholderText(self.tr("30 June"))
        self.until.textEdited.connect(self._tell)
        self.times = self._number(LEAST_TIMES, MOST, self.tr("How many times"))
        self.times.setValue(10)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, scale.S, 0, 0)
        column.setSpacing(scale.S)
        every = QLabel(self.tr("every"), self)
        for widgets in ((every, self.every, self.unit, self.on), self.weekdays, (self.end, self.until, self.times)):
            row = QHBoxLayout()
            row.setSpacing(scale.XS)
            for widget in widgets:
                row.addWidget(widget)
            row.addStretch(1)
            column.addLayout(row)
        self._show_fitting()

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where Tab stops, in order."""
        return (self.every, self.unit, self.on, *self.weekdays, self.end, self.until, self.times)

    def show_repetition(self, wanted: Repetition | None) -> None:
        """Sets the boxes, without saying so; where nothing repeats, no day of the week is pressed, so that one can be."""
        shown = wanted or Repetition(self._begins())
        days, weekdays = days_of_month(shown.start), (shown.weekdays or (shown.start.weekday(),)) if wanted else ()
        with QSignalBlocker(self):
            self.every.setValue(shown.every)
            self.unit.setCurrentIndex(UNITS.index(shown.unit))
            for n, button in enumerate(self.weekdays):
                button.setChecked(n in weekdays)
            self.on.clear()
            self.on.addItems([self.tr("on {}").format(day) for day in days])
            self.on.setCurrentIndex(days.index(shown.on) if shown.on else 0)
            self.end.setCurrentIndex(1 if shown.until else 2 if shown.times else 0)
            self.until.setText(shown.until)
            if shown.times:
                self.times.setValue(shown.times)
            self._show_fitting()

    def press_day(self) -> None:
        """The day of the first time, where none of the week is pressed: it is on that day that it repeats then."""
        if not any(button.isChecked() for button in self.weekdays):
            self.weekdays[self._begins().weekday()].setChecked(True)

    @property
    def repetition(self) -> Repetition:
        """What is chosen."""
        begins, ends = self._begins(), self.end.currentIndex()
        return Repetition(
            begins,
            self.every.value(),
            self._unit,
            tuple(n for n, button in enumerate(self.weekdays) if button.isChecked()),
            days_of_month(begins)[max(0, min(self.on.currentIndex(), len(days_of_month(begins)) - 1))],
            self.until.text().strip() if ends == 1 else "",
            self.times.value() if ends == 2 else None,
        )

    @property
    def _unit(self) -> Unit:
        return UNITS[self.unit.currentIndex()]

    def _tell(self) -> None:
        self._show_fitting()
        self.changed.emit()

    def _show_fitting(self) -> None:
        """The boxes that have a sense beside the others."""
        for n, words in enumerate(self._units(self.every.value())):
            self.unit.setItemText(n, words)
        for button in self.weekdays:
            button.setVisible(self._unit == "week")
        self.on.setVisible(self._unit == "month")
        self.until.setVisible(self.end.currentIndex() == 1)
        self.times.setVisible(self.end.currentIndex() == 2)

    def _units(self, number: int) -> list[str]:
        one, many = self.tr("day week month year"), self.tr("days weeks months years")
        return (one if number == 1 else many).split()

    def _number(self, least: int, most: int, name: str) -> QSpinBox:
        box = QSpinBox(self)
        box.setRange(least, most)
        box.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        box.setAccessibleName(name)
        box.setFixedWidth(scale.sized(56))
        box.valueChanged.connect(lambda _: self._tell())
        return box

    def _box(self, name: str, words: list[str]) -> QComboBox:
        box = QComboBox(self)
        box.addItems(words)
        box.setAccessibleName(name)
        box.activated.connect(lambda _: self._tell())
        return box

    def _weekday(self, n: int) -> QToolButton:
        day = MONDAY + timedelta(days=n)
        button = QToolButton(self)
        button.setObjectName("weekday")
        button.setText(weekday_name(day, short=True))
        button.setAccessibleName(weekday_name(day))
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.clicked.connect(self._tell)
        return button
