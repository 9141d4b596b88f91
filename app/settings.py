"""The few things that a person chooses, kept in one small file."""

import enum
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings


class Appearance(enum.Enum):
    """Which palette."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Settings:
    """Typed reading and writing of the settings file (INI). A value that can't be read counts as not set."""

    def __init__(self, file: Path) -> None:
        self._store = QSettings(str(file), QSettings.Format.IniFormat)

    @property
    def appearance(self) -> Appearance:
        """Light, dark or as the system has it (the default)."""
        stored = self._text("appearance")
        return Appearance(stored) if stored in {a.value for a in Appearance} else Appearance.SYSTEM

    @appearance.setter
    def appearance(self, value: Appearance) -> None:
        self._store.setValue("appearance", value.value)

    @property
    def view(self) -> str:
        """Name of the view that was last shown; ``week`` at first."""
        return self._text("view") or "week"

    @view.setter
    def view(self, value: str) -> None:
        self._store.setValue("view", value)

    @property
    def hidden(self) -> frozenset[str]:
        """Ids of the calendars that are not shown."""
        return frozenset(filter(None, self._text("hidden").split(" ")))

    @hidden.setter
    def hidden(self, value: frozenset[str]) -> None:
        self._store.setValue("hidden", " ".join(sorted(value)))

    @property
    def typed(self) -> tuple[str, ...]:
        """The last lines that were typed and done, oldest first."""
        return tuple(filter(None, self._text("typed").split("\n")))

    @typed.setter
    def typed(self, value: tuple[str, ...]) -> None:
        self._store.setValue("typed", "\n".join(value[-100:]))

    @property
    def geometry(self) -> QByteArray:
        """Place and size of the window, as Qt wrote them; empty at first."""
        stored = self._store.value("geometry")
        return stored if isinstance(stored, QByteArray) else QByteArray()

    @geometry.setter
    def geometry(self, value: QByteArray) -> None:
        self._store.setValue("geometry", value)

    @property
    def heard(self) -> datetime | None:
        """Until when (aware) alarms have been heard; None at first."""
        try:
            stored = datetime.fromisoformat(self._text("heard"))
        except ValueError:
            return None
        return stored if stored.tzinfo else None

    @heard.setter
    def heard(self, value: datetime) -> None:
        self._store.setValue("heard", value.isoformat())

    def _text(self, key: str) -> str:
        stored = self._store.value(key, "")
        return stored if isinstance(stored, str) else ""
