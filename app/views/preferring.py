"""What is preferred: the settings dialog, keys, and orders that were typed change it, from now on and after a restart."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from app.paths import autostart_file
from app.settings import LETTERS, Appearance, Preferences, Settings, city_of
from app.theme import scale
from app.theme.theme import Theme
from app.views.painting import tile
from app.views.settings_dialog import SettingsDialog
from app.workspace import Workspace


class Preferring(QObject):
    """Its dialog opens over `window`."""

    #: What an order came to where nothing is changed, in words.
    told = Signal(str)

    def __init__(self, workspace: Workspace, theme: Theme, settings: Settings, window: QWidget) -> None:
        super().__init__(window)
        self._workspace, self._theme, self._settings, self._window = workspace, theme, settings, window
        workspace.preferences_changed.connect(self.space_out)
        self.space_out()

    def open(self) -> None:
        """The settings dialog."""
        dialog = SettingsDialog(self._workspace.preferences, self._settings.appearance, autostart_file(), self._window)
        dialog.chosen.connect(self.choose)
        dialog.appearance_chosen.connect(self.choose_appearance)
        dialog.failed.connect(self._workspace.failed)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def choose(self, preferences: Preferences) -> None:
        """Other preferences, from now on."""
        self._settings.preferences = preferences
        self._workspace.preferences = preferences

    def set(self, field: str, value: object) -> None:
        """Another value of one of them."""
        self.choose(self._workspace.preferences.having(field, value))

    def turn(self, field: str) -> None:
        """One that was off is on, or the other way."""
        self.set(field, not getattr(self._workspace.preferences, field))

    def step_letters(self, steps: int) -> None:
        """Letters so many steps larger, or smaller; 0 makes them plain again."""
        sizes, before = LETTERS, self._workspace.preferences.letters
        at = sizes.index(before) + steps if steps else 0
        letters = sizes[max(0, min(at, len(sizes) - 1))]
        if letters != before:
            self.set("letters", letters)
        elif steps > 0:
            self.told.emit(self.tr("The letters are as large as they can be."))
        else:
            self.told.emit(self.tr("The letters have their plain size."))

    def choose_appearance(self, appearance: Appearance) -> None:
        """Light, dark, or as the system has it."""
        self._settings.appearance = appearance
        self._theme.choose(appearance)

    def hide_zone(self, zone: str) -> None:
        """The hours of that zone are shown no longer; where others are, these are named."""
        shown = self._workspace.preferences.second_zone
        if shown == zone:
            self.set("second_zone", "")
        elif shown:
            self.told.emit(self.tr("The other hours that are shown are those of {}.").format(city_of(shown)))
        else:
            self.told.emit(self.tr("No other hours than your own are shown."))

    def space_out(self) -> None:
        """Letters as large, and as much space between things, as is preferred."""
        preferences = self._workspace.preferences
        scale.enlarge(preferences.letters)
        tile.cache_clear()  # pictures with other letters
        self._theme.space_out(scale.spacing(preferences.compact))
