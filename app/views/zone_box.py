"""A box of the world's places, of whose clocks one is chosen: some letters of a name find it."""

from functools import cache
from zoneinfo import available_timezones

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QWidget

from app.settings import city_of


class ZoneBox(QComboBox):
    """Its data are names of the IANA time-zone database; those of `none`, what the first entry is called, are empty."""

    def __init__(self, none: str, zone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.addItem(none, "")
        for words, key in places():
            self.addItem(words, key)
        if self.findData(zone) < 0:
            self.addItem(zone, zone)
        self.setCurrentIndex(self.findData(zone))
        completer = QCompleter(self.model(), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCompleter(completer)


@cache
def places() -> tuple[tuple[str, str], ...]:
    """The places of the IANA time-zone database by name: ``("New York (America)", "America/New_York")``."""
    keys = (key for key in available_timezones() if "/" in key and not key.startswith(("Etc/", "SystemV/", "US/")))
    return tuple(sorted((f"{city_of(key)} ({key.partition('/')[0]})", key) for key in keys))
