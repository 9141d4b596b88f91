"""The few things that a person chooses, kept in one small file."""

import dataclasses
import enum
import json
from collections.abc import Iterable
from datetime import datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from PySide6.QtCore import QByteArray, QLocale, QSettings

from app.formatting import system_says_day_first, system_uses_twelve_hours
from app.item_models.rings import Held

#: The hours that are quiet for most people.
NIGHT = (time(22), time(7))
#: How large all letters may be, in percent of their plain size.
LETTERS = (100, 115, 130, 150)


class Appearance(enum.Enum):
    """Which palette."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclasses.dataclass(frozen=True)
class Preferences:
    """What the settings dialog changes besides the appearance."""

    #: 0 is Monday.
    first_weekday: int = 0
    twelve_hours: bool = False
    #: 3/4 is the third of April.
    day_first: bool = False
    #: From when until when (local) reminders only wait in the window; None rings at all hours.
    quiet: tuple[time, time] | None = None
    #: A drag stops at the preview, as a sentence does.
    previews_drags: bool = False
    #: A closed window goes on in the tray, so that reminders ring.
    stays_in_tray: bool = False
    #: The IANA name of a zone whose hours stand beside the own ones; empty for none.
    second_zone: str = ""
    #: A week has seven days; without it, those from Monday to Friday.
    shows_weekend: bool = True
    #: The hours of the night are folded into strips in the day and the week.
    folds_night: bool = False
    #: Less space between things, so that more of them is seen.
    compact: bool = False
    #: How large all letters are, in percent: one of `LETTERS`.
    letters: int = LETTERS[0]

    @property
    def night(self) -> tuple[time, time]:
        """From when until when (local) little happens: the quiet hours, where there are any."""
        return self.quiet or NIGHT

    @property
    def zone_beside(self) -> ZoneInfo | None:
        """The zone whose hours stand beside the own ones; None where there is none, or no zone has that name."""
        try:
            return ZoneInfo(self.second_zone) if self.second_zone else None
        except (ZoneInfoNotFoundError, ValueError, OSError):
            return None

    def having(self, field: str, value: Any) -> "Preferences":
        """The same with one field as `value`."""
        return dataclasses.replace(self, **{field: value})

    def is_quiet(self, local: time) -> bool:
        """Whether `local` lies in the quiet hours, which may go past midnight."""
        if self.quiet is None:
            return False
        start, end = self.quiet
        return start <= local < end if start <= end else local >= start or local < end


class Settings:
    """Typed reading and writing of the settings file (INI). A value that can't be read counts as not set. What belongs to one database
    alone is kept under `name`, so that several can share the file."""

    def __init__(self, file: Path, name: str = "") -> None:
        self._store = QSettings(str(file), QSettings.Format.IniFormat)
        self._own = f"{name}/" if name else ""

    @property
    def appearance(self) -> Appearance:
        """Light, dark or as the system has it (the default)."""
        stored = self._text("appearance")
        return Appearance(stored) if stored in {a.value for a in Appearance} else Appearance.SYSTEM

    @appearance.setter
    def appearance(self, value: Appearance) -> None:
        self._store.setValue("appearance", value.value)

    @property
    def preferences(self) -> Preferences:
        """What was chosen in the settings dialog; the locale's ways at first."""
        weekday = self._text("first_weekday")
        return Preferences(
            first_weekday=int(weekday) if weekday in set("0123456") else system_first_weekday(),
            twelve_hours=self._flag("twelve_hours", system_uses_twelve_hours()),
            day_first=self._flag("day_first", system_says_day_first()),
            quiet=quiet_hours(self._text("quiet")),
            previews_drags=self._flag("previews_drags", False),
            stays_in_tray=self._flag("stays_in_tray", False),
            second_zone=self._text("second_zone"),
            shows_weekend=self._flag("shows_weekend", True),
            folds_night=self._flag("folds_night", False),
            compact=self._flag("compact", False),
            letters=next((size for size in LETTERS if str(size) == self._text("letters")), LETTERS[0]),
        )

    @preferences.setter
    def preferences(self, value: Preferences) -> None:
        self._store.setValue("first_weekday", str(value.first_weekday))
        self._store.setValue("second_zone", value.second_zone)
        self._store.setValue("letters", str(value.letters))
        for name in (
            "twelve_hours",
            "day_first",
            "previews_drags",
            "stays_in_tray",
            "shows_weekend",
            "folds_night",
            "compact",
        ):
            self._store.setValue(name, "yes" if getattr(value, name) else "no")
        self._store.setValue("quiet", " ".join(side.isoformat("minutes") for side in value.quiet or ()))

    @property
    def view(self) -> str:
        """Name of the view that was last shown; ``week`` at first."""
        return self._text("view") or "week"

    @view.setter
    def view(self, value: str) -> None:
        self._store.setValue("view", value)

    @property
    def beside(self) -> bool:
        """Whether the tasks stand beside the calendar."""
        return self._flag("beside", False)

    @beside.setter
    def beside(self, value: bool) -> None:
        self._store.setValue("beside", "yes" if value else "no")

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
    def half(self) -> str:
        """What stood in the line when the window was closed, and was not done."""
        return self._text("half")

    @half.setter
    def half(self, value: str) -> None:
        self._store.setValue("half", value)

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
        """Until when (aware) alarms of this database have been heard; None at first."""
        try:
            stored = datetime.fromisoformat(self._text(f"{self._own}heard"))
        except ValueError:
            return None
        return stored if stored.tzinfo else None

    @heard.setter
    def heard(self, value: datetime) -> None:
        self._store.setValue(f"{self._own}heard", value.isoformat())

    @property
    def held(self) -> tuple[Held, ...]:
        """The alarms of this database that have rung and were not answered, and those that were put off."""
        try:
            stored = json.loads(self._text(f"{self._own}held") or "[]")
            kept = tuple(Held(datetime.fromisoformat(at), str(uid), str(which)) for at, uid, which in stored)
        except (ValueError, TypeError):
            return ()
        return tuple(held for held in kept if held.at.tzinfo)

    @held.setter
    def held(self, value: Iterable[Held]) -> None:
        stored = json.dumps([(held.at.isoformat(), held.uid, held.recurrence_id) for held in value])
        self._store.setValue(f"{self._own}held", stored)

    def _flag(self, key: str, default: bool) -> bool:
        return {"yes": True, "no": False}.get(self._text(key), default)

    def _text(self, key: str) -> str:
        stored = self._store.value(key, "")
        return stored if isinstance(stored, str) else ""


def system_first_weekday() -> int:
    """The day on which weeks begin in the system's locale; 0 is Monday."""
    return QLocale.system().firstDayOfWeek().value - 1


def city_of(zone: str) -> str:
    """A zone's place, of its IANA name: ``New York``."""
    return zone.rpartition("/")[2].replace("_", " ")


def quiet_hours(stored: str) -> tuple[time, time] | None:
    """``22:00 07:00`` as two times; None where it says nothing."""
    try:
        start, end = (time.fromisoformat(side) for side in stored.split())
    except ValueError:
        return None
    return start, end
