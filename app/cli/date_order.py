"""Whether 3/4 is the third of April: as the person chose in the window, else as the locale writes dates; without Qt."""

import configparser
import locale
import time
from pathlib import Path

from app.paths import settings_file

#: The second of March, of a year without these digits, as `strftime` takes it.
SECOND_OF_MARCH = time.struct_time((1999, 3, 2, 0, 0, 0, 1, 61, 0))


def says_day_first(settings: Path | None = None) -> bool:
    """The order that the window takes too: its setting where one was made (`settings`, default: the person's file), else the locale's."""
    chosen = configparser.ConfigParser(interpolation=None, strict=False)
    try:
        chosen.read(settings or settings_file(), encoding="utf-8")
    except (configparser.Error, UnicodeDecodeError, OSError):
        chosen.clear()  # what the window can't read it overlooks as well
    said = chosen.get("General", "day_first", fallback="")
    return said == "yes" if said else locale_says_day_first()


def locale_says_day_first() -> bool:
    """True where the locale for times writes 2/3 on the second of March; a locale that is not installed says nothing."""
    before = locale.setlocale(locale.LC_TIME)
    try:
        locale.setlocale(locale.LC_TIME, "")
        written = time.strftime("%x", SECOND_OF_MARCH)
    except locale.Error:
        return False
    finally:
        locale.setlocale(locale.LC_TIME, before)
    return 0 <= written.find("2") < written.find("3")
