"""The menu at the window's corner: its actions in groups, their icons, and what undo and redo would take back or repeat."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from app.journal import Journal
from app.settings import Preferences
from app.theme.icons import icon
from app.theme.lettering import literal
from app.theme.theme import Theme

GROUPS: Final = (
    ("undo", "redo"),
    ("new-event", "new-task", "today"),
    ("weekend", "night", "sidebar", "beside", "larger", "smaller"),
    ("import", "export", "print"),
    ("help", "settings", "quit"),
)
#: Action → its icon.
ICONS: Final = {
    "undo": "undo",
    "redo": "redo",
    "new-event": "plus",
    "new-task": "tasks",
    "today": "day",
    "import": "import",
    "export": "export",
    "help": "question",
    "settings": "settings",
}
#: Action → the preference that it turns.
SWITCHES: Final = {"weekend": "shows_weekend", "night": "folds_night"}
#: Characters of a sentence that have room in the menu.
ROOM: Final = 48


class MainMenu(QToolButton):
    """A button that opens the menu of the window's actions."""

    def __init__(self, theme: Theme, actions: Mapping[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._actions = theme, actions
        self.setAccessibleName(self.tr("Menu"))
        self.setToolTip(self.tr("Menu"))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        for number, group in enumerate(GROUPS):
            if number:
                menu.addSeparator()
            for name in group:
                menu.addAction(actions[name])
        self.setMenu(menu)
        theme.changed.connect(self._paint_icons)
        self._paint_icons()

    def name_undo(self, journal: Journal) -> None:
        """Says what undo would take back and redo repeat."""
        for name, words, text in (("undo", self.tr("Undo"), journal.undo), ("redo", self.tr("Redo"), journal.redo)):
            shown = "" if text is None else text if len(text) < ROOM else text[: ROOM - 2].rstrip() + "…"
            shown = shown.replace("“", "‘").replace("”", "’")  # inside others
            self._actions[name].setText(f"{words} “{literal(shown)}”" if shown else words)
            self._actions[name].setEnabled(text is not None)

    def show_preferences(self, preferences: Preferences) -> None:
        """Marks what is on."""
        for action, field in SWITCHES.items():
            self._actions[action].setChecked(getattr(preferences, field))

    def _paint_icons(self) -> None:
        palette = self._theme.palette
        self.setIcon(icon("menu", palette.muted))
        for action, name in ICONS.items():
            self._actions[action].setIcon(icon(name, palette.muted))
