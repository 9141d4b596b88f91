"""The settings: few, in one small dialog; each takes effect at once."""

from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTime, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QTimeEdit,
    QVBoxLayout,
    QWidget,
)

from app import autostart
from app.formatting import weekday_name
from app.settings import LETTERS, Appearance, Preferences
from app.theme import scale
from app.views.fields_area import FieldsArea
from app.views.zone_box import ZoneBox

#: The days on which people's weeks begin: a Monday, a Saturday, a Sunday.
FIRST_DAYS = (date(2024, 1, 1), date(2024, 1, 6), date(2024, 1, 7))


class SettingsDialog(QDialog):
    """Shows the preferences; `chosen` with the new ones each time that one changes."""

    chosen = Signal(object)
    appearance_chosen = Signal(object)
    #: One sentence: the autostart entry could not be written.
    failed = Signal(str)

    def __init__(
        self, preferences: Preferences, appearance: Appearance, entry: Path, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.preferences, self._entry = preferences, entry
        self.setWindowTitle(self.tr("Settings"))
        self.setMinimumWidth(420)
        fields = FieldsArea(self)
        self.form = fields.form
        weekdays = [(weekday_name(day), day.weekday()) for day in FIRST_DAYS]
        orders = [(self.tr("3 April"), True), (self.tr("March 4"), False)]
        densities = [(self.tr("Comfortable"), False), (self.tr("Compact"), True)]
        self.weekday = self._choice(self.tr("Weeks begin on"), weekdays, "first_weekday")
        self.clock = self._choice(self.tr("Hours"), [("15:00", False), ("3 pm", True)], "twelve_hours")
        self.order = self._choice(self.tr("3/4 means"), orders, "day_first")
        zone = ZoneBox(self.tr("None"), preferences.second_zone, self)
        self.zone = self._add(self.tr("Hours of another place"), zone, "second_zone")
        self._make_trouble(zone)
        self.look = self._make_look(appearance)
        sizes = (self.tr("Plain"), self.tr("Larger"), self.tr("Much larger"), self.tr("As large as can be"))
        self.letters = self._choice(self.tr("Letters"), list(zip(sizes, LETTERS, strict=True)), "letters")
        self.density = self._choice(self.tr("Spacing"), densities, "compact")
        self.form.addRow(self.tr("Quiet hours"), self._make_quiet())
        self.weekend = self._check(self.tr("Show the weekend in the week"), "shows_weekend")
        self.folds = self._check(self.tr("Fold the night in day and week"), "folds_night")
        self.drags = self._check(self.tr("Show what a drag changes before it is done"), "previews_drags")
        self.tray = self._check(self.tr("Go on in the tray when the window is closed"), "stays_in_tray")
        self.start = self._make_start()
        english = QLabel(self.tr("Sentences are understood in English."), self)
        english.setObjectName("small")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(lambda: zone.setFocus() if zone.trouble else self.reject())
        column = QVBoxLayout(self)
        column.setContentsMargins(scale.XL, scale.L, scale.XL, scale.L)
        column.setSpacing(scale.L)
        column.addWidget(fields, 1)
        column.addWidget(english)
        column.addWidget(buttons)

    def _make_trouble(self, zone: ZoneBox) -> None:
        """Beneath the box it is told why a place is not taken."""
        trouble = QLabel(self)
        trouble.setObjectName("readBack")
        trouble.setProperty("wrong", True)
        self.form.addRow("", trouble)
        self.form.setRowVisible(trouble, False)
        zone.told.connect(trouble.setText)
        zone.told.connect(lambda words: self.form.setRowVisible(trouble, bool(words)))

    def _make_start(self) -> QCheckBox:
        box = QCheckBox(self.tr("Start with the session"), self)
        box.setChecked(autostart.is_on(self._entry))
        box.toggled.connect(self._turn_start)
        box.setVisible(autostart.is_known())
        self.form.addRow("", box)
        return box

    def _make_look(self, appearance: Appearance) -> QComboBox:
        box = QComboBox(self)
        for words, value in (
            (self.tr("As the system"), Appearance.SYSTEM),
            (self.tr("Light"), Appearance.LIGHT),
            (self.tr("Dark"), Appearance.DARK),
        ):
            box.addItem(words, value)
        box.setCurrentIndex(box.findData(appearance))
        box.setAccessibleName(self.tr("Appearance"))
        box.currentIndexChanged.connect(lambda _: self.appearance_chosen.emit(box.currentData()))
        self.form.addRow(self.tr("Appearance"), box)
        return box

    def _choice(self, words: str, choices: list[tuple[str, Any]], field: str) -> QComboBox:
        box = QComboBox(self)
        for label, data in choices:
            box.addItem(label, data)
        box.setCurrentIndex(max(0, box.findData(getattr(self.preferences, field))))
        return self._add(words, box, field)

    def _add(self, words: str, box: QComboBox, field: str) -> QComboBox:
        box.setAccessibleName(words)
        box.currentIndexChanged.connect(lambda _: self._set(field, box.currentData()))
        self.form.addRow(words, box)
        return box

    def _check(self, words: str, field: str) -> QCheckBox:
        box = QCheckBox(words, self)
        box.setChecked(getattr(self.preferences, field))
        box.toggled.connect(lambda on: self._set(field, on))
        self.form.addRow("", box)
        return box

    def _make_quiet(self) -> QWidget:
        holder = QWidget(self)
        quiet = self.preferences.quiet
        sides = tuple(QTime(side.hour, side.minute) for side in self.preferences.night)
        self.quiet = QCheckBox(self.tr("from"), holder)
        self.quiet.setAccessibleName(self.tr("Quiet hours"))
        self.quiet.setChecked(quiet is not None)
        self.quiet_from, self.quiet_until = QTimeEdit(sides[0], holder), QTimeEdit(sides[1], holder)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        for widget in (self.quiet, self.quiet_from, QLabel(self.tr("until"), holder), self.quiet_until):
            row.addWidget(widget)
        row.addStretch(1)
        for field, name in ((self.quiet_from, self.tr("Quiet from")), (self.quiet_until, self.tr("Quiet until"))):
            field.setButtonSymbols(QTimeEdit.ButtonSymbols.NoButtons)
            field.setAccessibleName(name)
            field.setEnabled(quiet is not None)
            self.quiet.toggled.connect(field.setEnabled)
            field.timeChanged.connect(lambda _: self._set_quiet())
        self.quiet.toggled.connect(lambda _: self._set_quiet())
        self.clock.currentIndexChanged.connect(self._write_quiet)
        self._write_quiet()
        return holder

    def _write_quiet(self) -> None:
        """The quiet hours as hours are written."""
        for field in (self.quiet_from, self.quiet_until):
            field.setDisplayFormat("h:mm ap" if self.clock.currentData() else "HH:mm")

    def _set_quiet(self) -> None:
        sides = (self.quiet_from.time().toPython(), self.quiet_until.time().toPython())
        self._set("quiet", sides if self.quiet.isChecked() else None)

    def _set(self, field: str, value: Any) -> None:
        self.preferences = self.preferences.having(field, value)
        self.chosen.emit(self.preferences)

    def _turn_start(self, on: bool) -> None:
        try:
            autostart.turn(self._entry, on)
        except OSError as error:
            self.failed.emit(self.tr("The autostart entry can't be written: {}").format(error.strerror))
