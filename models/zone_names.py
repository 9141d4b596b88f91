"""Names that other programs give to time zones, where a file does not define them (RFC 5545 3.2.19): IANA's in any spelling, Windows' and
what Windows shows for them, offsets from UTC, cities, abbreviations. What a name may mean twice is not guessed here."""

import datetime as dt
import functools
import re
from collections.abc import Iterable, Iterator
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from models.zones import CUSTOM, UTC, zone

#: "(UTC+01:00) Amsterdam, Berlin …", "(GMT-05.00) Eastern Time": the standard offset, and what is shown behind it.
SHOWN: Final = re.compile(r"\((?:UTC|GMT)(?:([+-]\d{1,2}[:.]?\d{0,2}))?\)\s*(.+)", re.IGNORECASE)
#: "UTC+2", "GMT-0530", "UTC+02:00", and the offset alone.
OFFSET: Final = re.compile(r"(?:UTC|GMT)?([+-])(\d{1,2})(?:[:.]?(\d{2}))?", re.IGNORECASE)
ABBREVIATION: Final = re.compile(r"[A-Z]{3,4}")
#: Regions whose second word is a place; the others hold names as "US/Eastern", which say nothing without the first.
REGIONS: Final = frozenset({"Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"})
#: Places that are everyday words as well.
WORDS: Final = frozenset({"easter", "midway", "wake", "center", "reunion", "nome", "north", "south", "west"})
#: Windows' names that CLDR has dropped or never had.
RETIRED: Final[dict[str, str]] = {
    "Kamchatka Standard Time": "Asia/Kamchatka",
    "Armenian Standard Time": "Asia/Yerevan",
    "Mexico Standard Time": "America/Mexico_City",
    "Mexico Standard Time 2": "America/Chihuahua",
    "Mid-Atlantic Standard Time": "Etc/GMT+2",
}
#: What Windows shows for zones in whose name no city of IANA's stands.
DISPLAYED: Final[dict[str, str]] = {
    "Coordinated Universal Time": "UTC",
    "International Date Line West": "Etc/GMT+12",
    "Aleutian Islands": "America/Adak",
    "Hawaii": "Pacific/Honolulu",
    "Marquesas Islands": "Pacific/Marquesas",
    "Alaska": "America/Anchorage",
    "Baja California": "America/Tijuana",
    "Pacific Time": "America/Los_Angeles",
    "Arizona": "America/Phoenix",
    "Mountain Time": "America/Denver",
    "Yukon": "America/Whitehorse",
    "Central America": "America/Guatemala",
    "Central Time": "America/Chicago",
    "Easter Island": "Pacific/Easter",
    "Saskatchewan": "America/Regina",
    "Eastern Time": "America/New_York",
    "Haiti": "America/Port-au-Prince",
    "Indiana (East)": "America/Indiana/Indianapolis",
    "Turks and Caicos": "America/Grand_Turk",
    "Atlantic Time": "America/Halifax",
    "Newfoundland": "America/St_Johns",
    "Brasilia": "America/Sao_Paulo",
    "City of Buenos Aires": "America/Argentina/Buenos_Aires",
    "Greenland": "America/Nuuk",
    "Saint Pierre and Miquelon": "America/Miquelon",
    "Salvador": "America/Bahia",
    "Cabo Verde Is.": "Atlantic/Cape_Verde",
    "Cape Verde Is.": "Atlantic/Cape_Verde",
    "Edinburgh": "Europe/London",
    "Greenwich Mean Time : Dublin": "Europe/London",
    "West Central Africa": "Africa/Lagos",
    "Abu Dhabi": "Asia/Dubai",
    "Ekaterinburg": "Asia/Yekaterinburg",
    "Islamabad": "Asia/Karachi",
    "Astana": "Asia/Almaty",
    "Chennai": "Asia/Kolkata",
    "Mumbai": "Asia/Kolkata",
    "Sri Jayawardenepura": "Asia/Colombo",
    "Beijing": "Asia/Shanghai",
    "Osaka": "Asia/Tokyo",
    "Solomon Is.": "Pacific/Guadalcanal",
    "Petropavlovsk-Kamchatsky": "Asia/Kamchatka",
    "Nuku'alofa": "Pacific/Tongatapu",
    "Samoa": "Pacific/Apia",
    "Mitteleuropäische Zeit": "Europe/Berlin",
}
#: Abbreviations with one common meaning, where no zone around says another. CST, IST, AST and their like have several.
COMMON: Final[dict[str, str]] = {
    **dict.fromkeys(("EDT", "ET"), "America/New_York"),
    "CDT": "America/Chicago",
    "MDT": "America/Denver",
    **dict.fromkeys(("PST", "PDT", "PT"), "America/Los_Angeles"),
    **dict.fromkeys(("AKST", "AKDT"), "America/Anchorage"),
    "BST": "Europe/London",
    **dict.fromkeys(("CEST", "MEZ", "MESZ"), "Europe/Berlin"),
    "EEST": "Europe/Athens",
    "WEST": "Europe/Lisbon",
    "MSK": "Europe/Moscow",
    "JST": "Asia/Tokyo",
    "AEDT": "Australia/Sydney",
    **dict.fromkeys(("NZST", "NZDT"), "Pacific/Auckland"),
}


@functools.cache
def known() -> frozenset[str]:
    """Every IANA name."""
    return frozenset(available_timezones() - {"posixrules", "localtime", "Factory"})


@functools.cache
def folded() -> dict[str, str]:
    """Every IANA name by its letters in any case."""
    return {name.casefold(): name for name in known()}


def tried(key: str) -> ZoneInfo | None:
    """The zone of a key, None where there is none."""
    try:
        return zone(key) if key else None
    except (ZoneInfoNotFoundError, ValueError, OSError):  # a folder of zones, as “America”, is no zone
        return None


def letters(name: str) -> str:
    """A name without case, blanks and marks, as spellings of one name agree: "US-Eastern", "america/new york"."""
    return "".join(letter for letter in name.casefold() if letter.isalnum())


@functools.cache
def spelled() -> dict[str, str]:
    """IANA's, Windows' and displayed names by their letters; offsets stand apart, since there the sign tells."""
    names = {letters(name): name for name in sorted(known()) if not OFFSET.search(name)}
    windows = {letters(name): key for name, key in (WINDOWS_TO_OLSON | RETIRED).items() if not OFFSET.search(name)}
    return windows | {letters(name): key for name, key in DISPLAYED.items()} | names


@functools.cache
def places() -> dict[str, str]:
    """IANA's cities by their letters."""
    pairs = [name.split("/") for name in sorted(known(), reverse=True)]
    return {
        letters(pair[-1]): "/".join(pair) for pair in pairs if pair[0] in REGIONS and letters(pair[-1]) not in WORDS
    }


@functools.cache
def named_zone(tzid: str) -> ZoneInfo | None:
    """The zone that a TZID means by its name alone: IANA's, one behind a program's prefix ("/mozilla.org/20050126_1/Europe/Berlin"),
    Windows' or what Windows shows for it, an offset, a city, or a rule that this program wrote; None where the name says nothing."""
    words = tzid.strip().strip('"')
    if words.upper() in ("UTC", "GMT", "Z", "ETC/UTC", "COORDINATED UNIVERSAL TIME", "TZONE://MICROSOFT/UTC"):
        return UTC
    if words.startswith(CUSTOM):
        return tried(words)
    pieces = words.replace(" ", "_").split("/")
    for first in range(len(pieces)):
        name = folded().get("/".join(pieces[first:]).casefold())
        if name:
            return zone(name)
    if words in WINDOWS_TO_OLSON:
        return tried(WINDOWS_TO_OLSON[words])
    return by_offset(words) or by_spelling(words)


def by_offset(words: str) -> ZoneInfo | None:
    """A zone that keeps the offset from UTC which is its name; IANA's where that has one ("Etc/GMT-2" is two hours east)."""
    match = OFFSET.fullmatch(words.replace(" ", ""))
    if match is None:
        return None
    hours, minutes = int(match[2]), int(match[3] or 0)
    if hours > 14 or minutes > 59:
        return None
    if not minutes and hours <= (14 if match[1] == "+" else 12):
        return zone(f"Etc/GMT{'-' if match[1] == '+' else '+'}{hours}") if hours else UTC
    west = "-" if match[1] == "+" else ""
    return tried(f"{CUSTOM}<{match[1]}{hours:02d}{minutes:02d}>{west}{hours}:{minutes:02d}:00")


def by_spelling(words: str) -> ZoneInfo | None:
    """The zone of a name in other letters, or of one of the places that Windows shows for it; where an offset stands before these,
    only a zone that has it."""
    match = SHOWN.fullmatch(words)
    shown = match[2] if match else words
    wanted = hours_of(match[1]) if match else None
    for name in readings(shown, several=match is not None):
        found = tried(spelled().get(name) or places().get(name, ""))
        if found and (wanted is None or wanted in offsets(found)):
            return found
    return None


def readings(shown: str, several: bool) -> Iterator[str]:
    """What may be a name in a text, as letters: all of it, without what stands in brackets at its end, and its pieces if it shows several."""
    plain = re.sub(r"\s*\([^()]*\)$", "", shown)
    yield from (letters(shown), letters(plain))
    if several or "," in shown:
        yield from (letters(piece) for piece in shown.split(","))


def hours_of(offset: str | None) -> dt.timedelta | None:
    """An offset as Windows shows it; None for none."""
    match = OFFSET.fullmatch(offset) if offset else None
    if match is None:
        return None
    size = dt.timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
    return -size if match[1] == "-" else size


@functools.cache
def offsets(found: ZoneInfo) -> frozenset[dt.timedelta | None]:
    """The offsets that a zone has had at New Year and in July since Windows showed any."""
    return frozenset(
        dt.datetime(year, month, 1, tzinfo=found).utcoffset() for year in range(2000, 2027) for month in (1, 7)
    )


@functools.cache
def abbreviations(found: ZoneInfo) -> frozenset[str | None]:
    """What a zone's own clock is called, winter and summer."""
    return frozenset(dt.datetime(2026, month, 1, tzinfo=found).tzname() for month in (1, 7))


def abbreviated(tzid: str, around: Iterable[ZoneInfo]) -> ZoneInfo | None:
    """The first of the zones around that calls its clock by an abbreviation; GMT is UTC wherever it is said."""
    word = tzid.strip().upper()
    if not ABBREVIATION.fullmatch(word) or word in ("UTC", "GMT"):
        return None
    return next((found for found in around if word in abbreviations(found)), None)


def meant(tzid: str, header: Iterable[ZoneInfo], own: Iterable[ZoneInfo]) -> ZoneInfo | None:
    """The zone of a TZID that no VTIMEZONE defines. An abbreviation is that of a zone which the file speaks of elsewhere (`header`),
    else what IANA has under it, else that of the person's (`own`), else its one common meaning. None where nothing explains it."""
    return (
        abbreviated(tzid, header)
        or named_zone(tzid)
        or abbreviated(tzid, own)
        or tried(COMMON.get(tzid.strip().upper(), ""))
    )
