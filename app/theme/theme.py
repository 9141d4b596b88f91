"""The theme in force: the palette of the system's colour scheme or of the person's choice, applied to the whole program."""

import dataclasses
from string import Template

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from app.settings import Appearance
from app.theme import scale
from app.theme.palette import DARK, LIGHT, Palette, qt_palette
from resources.files import path


class Looks(QObject):
    """The palette that views paint with; `changed` when it is another one. Alone it is that of paper, which stays light."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.palette = LIGHT


class Theme(Looks):
    """The palette of the program, which every widget follows."""

    def __init__(self, application: QApplication, appearance: Appearance) -> None:
        super().__init__(application)
        self._application = application
        self._appearance = appearance
        application.setStyle("Fusion")
        application.setFont(scale.font())
        QGuiApplication.styleHints().colorSchemeChanged.connect(self.apply)
        self.apply()

    def choose(self, appearance: Appearance) -> None:
        """Light, dark, or as the system has it."""
        self._appearance = appearance
        self.apply()

    def apply(self) -> None:
        """Puts the palette in force on every widget."""
        system_is_dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        dark = self._appearance is Appearance.DARK or (self._appearance is Appearance.SYSTEM and system_is_dark)
        self.palette = DARK if dark else LIGHT
        self._application.setPalette(qt_palette(self.palette))
        self._application.setStyleSheet(style_sheet(self.palette))
        self.changed.emit()


def style_sheet(palette: Palette) -> str:
    """The one style sheet, with the palette and the scale filled in."""
    sizes = {
        name.lower(): str(value) for name, value in vars(scale).items() if name.isupper() and isinstance(value, int)
    }
    images = {"check": path("icons/check-white.svg").as_posix(), "arrow": path("icons/chevron-down.svg").as_posix()}
    template = Template(path("styles/plainday.qss").read_text(encoding="utf-8"))
    return template.substitute(dataclasses.asdict(palette), **sizes, **images)
