"""A box of the world's places, of whose clocks one is chosen: some letters of a name find it."""

from functools import cache
from zoneinfo import available_timezones

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QWidget

from app.settings import city_of
from app.views.preview_card import restyle

#: Of several places that could be meant so many are named.
NAMED = 2


class ZoneBox(QComboBox):
    """Its data are names of the IANA time-zone database; those of `none`, what the first entry is called, are empty. What is typed is taken
    by Enter, or as the keyboard leaves."""

    #: Why what was typed is not taken, in words; empty once something is.
    told = Signal(str)

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
        #: As it was told.
        self.trouble = ""
        field = self.lineEdit()
        assert field is not None
        field.editingFinished.connect(self.take)
        field.textEdited.connect(lambda _: self._tell(""))
        self.activated.connect(lambda _: self._tell(""))

    def take(self) -> None:
        """Chooses what the words mean; where that is nothing, or several places, it is told, and what was chosen before stays."""
        found = self._found(self.currentText())
        if len(found) == 1:
            self.setCurrentIndex(found[0])
            self.setEditText(self.itemText(found[0]))
            self._tell("")
        elif found:
            more = " …" if len(found) > NAMED else ""
            self._tell(self.tr("Which one: {}?").format(", ".join(map(self.itemText, found[:NAMED])) + more))
        else:
            self._tell(self.tr("I know no place of that name."))

    def _found(self, words: str) -> list[int]:
        """What is called so, by itself or in the database; else all of whose names the words are a part."""
        said = words.strip().casefold()
        names = [
            {self.itemText(at).casefold(), city_of(self.itemData(at)).casefold(), self.itemData(at).casefold()}
            for at in range(self.count())
        ]
        exact = [at for at, own in enumerate(names) if said in own]
        return exact[:1] or [at for at, own in enumerate(names) if any(said in name for name in own)]

    def _tell(self, trouble: str) -> None:
        if trouble != self.trouble:
            self.trouble = trouble
            restyle(self, "wrong", bool(trouble))
            self.told.emit(trouble)


@cache
def places() -> tuple[tuple[str, str], ...]:
    """The places of the IANA time-zone database by name: ``("New York (America)", "America/New_York")``."""
    keys = (key for key in available_timezones() if "/" in key and not key.startswith(("Etc/", "SystemV/", "US/")))
    return tuple(sorted((f"{city_of(key)} ({key.partition('/')[0]})", key) for key in keys))
