"""The theme in force: the palette of the system's colour scheme or of the person's choice, and the density, applied to the whole program."""

import dataclasses
from string import Template

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QGridLayout, QLayout

from app.settings import Appearance
from app.theme import scale
from app.theme.icons import tick_on
from app.theme.palette import LIGHT, Palette, palette_for, qt_palette
from resources.files import path


class Looks(QObject):
    """The palette and the spacing that views paint with; `changed` when they are others. Alone they are those of paper, which stay."""

    changed = Signal()
    is_paper = True

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.palette = LIGHT
        self.spacing = scale.spacing()


class Theme(Looks):
    """The palette of the program, which every widget follows."""

    is_paper = False

    def __init__(self, application: QApplication, appearance: Appearance) -> None:
        super().__init__(application)
        self._application = application
        self._appearance = appearance
        application.setStyle("Fusion")
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self.apply)
        if hasattr(hints, "accessibility"):  # since Qt 6.10
            hints.accessibility().contrastPreferenceChanged.connect(self.apply)
        self.apply()

    def choose(self, appearance: Appearance) -> None:
        """Light, dark, or as the system has it."""
        self._appearance = appearance
        self.apply()

    def space_out(self, spacing: scale.Spacing) -> None:
        """Comfortable or compact, for letters as large as they are."""
        if spacing != self.spacing:
            self.spacing = spacing
            self.apply()

    def space(self, layout: QLayout, margins: str, spacing: str) -> None:
        """Gives a layout its margins (left, top, right, bottom) and its spacing (of a grid: across, down), by the names of `Spacing`, now and
        at every change. The layout lives as long as the window."""

        def apply() -> None:
            sizes = dataclasses.asdict(self.spacing) | {"0": 0}
            layout.setContentsMargins(*(sizes[name] for name in margins.split()))
            gaps = [sizes[name] for name in spacing.split()]
            if isinstance(layout, QGridLayout):
                layout.setHorizontalSpacing(gaps[0])
                layout.setVerticalSpacing(gaps[-1])
            else:
                layout.setSpacing(gaps[0])

        self.changed.connect(apply)
        apply()

    def apply(self) -> None:
        """Puts palette and spacing in force on every widget."""
        system_is_dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        dark = self._appearance is Appearance.DARK or (self._appearance is Appearance.SYSTEM and system_is_dark)
        self.palette = palette_for(dark, needs_contrast())
        self._application.setFont(scale.font())
        self._application.setPalette(qt_palette(self.palette))
        self._application.setStyleSheet(style_sheet(self.palette, self.spacing))
        self.changed.emit()


def needs_contrast() -> bool:
    """Whether the desktop says that the person needs strong contrast; Qt tells that since 6.10."""
    hints = QGuiApplication.styleHints()
    if not hasattr(hints, "accessibility"):
        return False
    return hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast


def style_sheet(palette: Palette, spacing: scale.Spacing) -> str:
    """The one style sheet, with the palette and the scale filled in."""
    sizes = {
        name.lower(): str(value) for name, value in vars(scale).items() if name.isupper() and isinstance(value, int)
    } | {name: str(value) for name, value in dataclasses.asdict(spacing).items()}
    sizes |= {name: str(scale.sized(size)) for name, size in scale.TYPE.items()}
    images = {"check": tick_on(palette.accent), "arrow": path("icons/chevron-down.svg").as_posix()}
    template = Template(path("styles/plainday.qss").read_text(encoding="utf-8"))
    return template.substitute(dataclasses.asdict(palette), **sizes, **images)
