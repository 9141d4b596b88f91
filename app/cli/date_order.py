"""Whether 3/4 is the third of April: as the person chose in the window, else as the locale or their country writes dates; without Qt."""

import configparser
import functools
import locale
import time
from datetime import tzinfo
from pathlib import Path

from app.paths import settings_file
from assistant.temporal.countries import writes_day_first

#: The second of March, of a year without these digits, as `strftime` takes it.
SECOND_OF_MARCH = time.struct_time((1999, 3, 2, 0, 0, 0, 1, 61, 0))


@functools.cache
def says_day_first(zone: tzinfo, settings: Path | None = None) -> bool:
    """The order that the window takes too: its setting where one was made (`settings`, default: the person's file), else the locale's, else
    that of the country in whose `zone` the person is."""
    chosen = configparser.ConfigParser(interpolation=None, strict=False)
    try:
        chosen.read(settings or settings_file(), encoding="utf-8")
    except (configparser.Error, UnicodeDecodeError, OSError):
        chosen.clear()  # what the window can't read it overlooks as well
    said = chosen.get("General", "day_first", fallback="")
    of_locale = locale_says_day_first() if not said else said == "yes"
    return writes_day_first(zone) if of_locale is None else of_locale


def locale_says_day_first() -> bool | None:
    """True where the locale for times writes 2/3 on the second of March; None of one that is not installed or of no country ("C")."""
    before = locale.setlocale(locale.LC_TIME)
    try:
        if locale.setlocale(locale.LC_TIME, "").partition(".")[0] in ("C", "POSIX"):
            return None
        written = time.strftime("%x", SECOND_OF_MARCH)
    except locale.Error:
        return None
    finally:
        locale.setlocale(locale.LC_TIME, before)
    return 0 <= written.find("2") < written.find("3")
