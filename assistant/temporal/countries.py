"""Where a person is, as their time zone says it: the country, and on which half of the globe. Zones of no country ("UTC") say nothing."""

import functools
import importlib.resources
from datetime import tzinfo
from typing import Final, NamedTuple

#: Countries that write the month first, or the year, so that 3/4 is the fourth of March (CLDR 46, dates/calendars/gregorian, short).
MONTH_FIRST: Final = frozenset(
    {"US", "CA", "PR", "GU", "VI", "AS", "MP", "PH", "FM", "MH", "PW", "PA", "CN", "JP", "KR", "KP", "TW", "MN", "HU", "LT"}
)  # fmt: skip


class Place(NamedTuple):
    """A country of ISO 3166, empty where none is known, and whether its seasons are those of the south."""

    country: str = ""
    southern: bool = False


def place_of(zone: tzinfo) -> Place:
    """The place of an IANA zone: of "Europe/Dublin" Ireland."""
    return _places().get(str(zone), Place())


def writes_day_first(zone: tzinfo) -> bool:
    """Whether 3/4 is the third of April there."""
    country = place_of(zone).country
    return bool(country) and country not in MONTH_FIRST


@functools.cache
def _places() -> dict[str, Place]:
    """The zones of `tzdata`'s table, and further names of them ("Asia/Calcutta"); between the tropics a year has other seasons."""
    data = importlib.resources.files("tzdata") / "zoneinfo"
    rows = [line.split("\t") for line in (data / "zone.tab").read_text("utf-8").splitlines() if line[0] != "#"]
    places = {zone: Place(country, at[0] == "-" and at[1:3] >= "15") for country, at, zone, *_ in rows}
    links = [line.split() for line in (data / "tzdata.zi").read_text("utf-8").splitlines() if line.startswith("L ")]
    return {name: places[zone] for _, zone, name in links if zone in places and "/" in name} | places
