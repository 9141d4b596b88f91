"""What other programs call a time zone: TZIDs and VTIMEZONEs (RFC 5545 3.6.5) mapped to IANA's zones, or to a rule of their own."""

import datetime as dt
import itertools
import re
from collections.abc import Collection, Iterable, Iterator
from typing import Final
from zoneinfo import ZoneInfo

from icalendar import Timezone
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from models.content import Block, unescaped, write_lines
from models.zone_names import RETIRED, known, meant, named_zone, tried
from models.zones import CUSTOM

YEAR: Final = re.compile(r"\d{4}")
OFFSET: Final = re.compile(r"([+-])(\d{2}):?(\d{2}):?(\d{2})?")
NTH_DAY: Final = re.compile(r"([+-]?\d)(SU|MO|TU|WE|TH|FR|SA)")
#: Of zones that can't be told apart, these are meant most often.
FIRST: Final = (
    *("America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles", "America/Halifax"),
    *("America/Sao_Paulo", "Europe/London", "Europe/Berlin", "Europe/Paris", "Europe/Athens", "Europe/Moscow"),
    *("Asia/Kolkata", "Asia/Shanghai", "Asia/Singapore", "Asia/Tokyo", "Australia/Sydney", "Pacific/Auckland"),
)
#: The most zones of a file whose clocks are followed, the characters of one, and what its rules may say.
MANY: Final = 60
LONGEST: Final = 20_000
YEARLY: Final = frozenset({"FREQ", "INTERVAL", "BYMONTH", "BYDAY", "BYMONTHDAY", "UNTIL", "COUNT", "WKST"})
#: Moments, and by how much a clock is ahead of UTC then.
Samples = list[tuple[dt.datetime, dt.timedelta | None]]
WEEKDAYS: Final = ("SU", "MO", "TU", "WE", "TH", "FR", "SA")


def defined_zones(blocks: Iterable[Block], spoken: Collection[int], this_year: int) -> dict[str, ZoneInfo]:
    """The zone of each TZID that VTIMEZONEs define, as far as it can be made out: by a name that is IANA's or Windows', else by what
    its clock shows in `spoken`, the years of which the file speaks, and in this one, else by its own rule, since a definition
    holds whatever a shorter name may mean elsewhere (3.2.19, 3.6.5): "GMT" with a summer time is London's."""
    zones, followed = dict[str, ZoneInfo](), 0
    today = {this_year, this_year + 1}
    for block in blocks:
        tzid, location = block.first("TZID"), block.first("X-LIC-LOCATION")
        if tzid is None:
            continue
        name = unescaped(tzid.value).strip().strip('"')
        named, located = meant(name, (), ()), named_zone(location.value) if location else None
        found = (named if is_certain(name) else None) or located
        if found is None and followed < MANY and is_ordinary(block):
            followed += 1
            found = followed_zone(block, named, around(spoken), today)
        found = found or by_own_rule(block) or named
        if found is not None:
            zones.setdefault(name, found)  # of two definitions the first, as others take it
    return zones


def is_certain(name: str) -> bool:
    """Whether a name means one zone, whose clock is known better than from a file: IANA's by place, Windows', or a rule of its own."""
    return name.startswith(CUSTOM) or name in WINDOWS_TO_OLSON or name in RETIRED or "/" in name


def is_ordinary(block: Block) -> bool:
    """Whether the clock of a VTIMEZONE can be followed in time: yearly rules, and not too many halves and dates."""
    lines = [line for half in block.blocks for line in half.properties]
    rules = [dict(re.findall(r"(\w+)=([^;]+)", line.value.upper())) for line in lines if line.name == "RRULE"]
    size = sum(len(line.value) for line in lines)
    return size < LONGEST and all(rule.get("FREQ") == "YEARLY" and rule.keys() <= YEARLY for rule in rules)


def spoken_year(block: Block) -> int | None:
    """The year in which a component starts."""
    start = block.first("DTSTART")
    match = YEAR.match(start.value) if start else None
    return int(match[0]) if match else None


def around(spoken: Collection[int]) -> set[int]:
    """The years in which a file's components start, and the ones after them, at most a few dozen. Definitions that are lists of dates
    end in 2037."""
    found = {year + more for year in spoken for more in (0, 1) if 1900 <= year < 2037}
    return set(sorted(found, reverse=True)[:40])


def followed_zone(block: Block, named: ZoneInfo | None, spoken: set[int], today: set[int]) -> ZoneInfo | None:
    """The IANA zone whose clock a VTIMEZONE describes: the one of its name, if its clock is that one's today; else one that shows the
    same in the years of which the file speaks and today, since a repetition goes on; else one that shows the same in the former, as
    rules have changed since. None where there is none."""
    try:
        component = Timezone.from_ical(write_lines(block.lines()))
        assert isinstance(component, Timezone)
        own = component.to_tz(lookup_tzid=False)
        if named and agrees(named, sampled(own, today)):
            return named
        tzid = block.first("TZID")
        keys = sorted(key for key in known() if "/" in key and tzid and key in tzid.value)
        tries = (alike(sampled(own, years), keys) for years in (spoken | today, spoken) if years)
        return next(filter(None, tries), None)
    except (ValueError, TypeError, KeyError, AttributeError, IndexError, OverflowError, OSError):
        return None  # not even icalendar can follow it


def sampled(own: dt.tzinfo, years: Collection[int]) -> Samples:
    """What a clock shows twice a month in these years."""
    moments = [dt.datetime(y, m, d, 12, tzinfo=dt.UTC) for y in sorted(years) for m in range(1, 13) for d in (1, 15)]
    return [(moment, moment.astimezone(own).utcoffset()) for moment in moments]


def agrees(candidate: ZoneInfo, samples: Samples) -> bool:
    """Whether a zone's clock shows the same."""
    return all(moment.astimezone(candidate).utcoffset() == shown for moment, shown in samples)


def alike(samples: Samples, first: Iterable[str]) -> ZoneInfo | None:
    """The IANA zone whose clock shows the same; of several the `first` or best known one."""
    for key in itertools.chain(first, FIRST, sorted(set(WINDOWS_TO_OLSON.values())), sorted(known())):
        candidate = tried(key)
        if candidate and agrees(candidate, samples):
            return candidate
    return None


def by_own_rule(block: Block) -> ZoneInfo | None:
    """A zone that follows the newest yearly rules of a VTIMEZONE, or its newest offset where it has none."""
    halves = {inner.name: inner for inner in sorted(block.blocks, key=begin)}
    standard, daylight = halves.get("STANDARD"), halves.get("DAYLIGHT")
    if standard is None or offset(standard) is None:
        standard, daylight = daylight, None
    if standard is None or (usual := offset(standard)) is None:
        return None
    rule = posix_offset(usual)
    summer = offset(daylight) if daylight else None
    changes = [yearly(half) for half in (daylight, standard) if half]
    if summer is not None and len(changes) == 2 and None not in changes:
        rule += posix_offset(summer) + "".join(f",{change}" for change in changes)
    return tried(CUSTOM + rule)


def begin(block: Block) -> str:
    """When a STANDARD or DAYLIGHT comes into force."""
    start = block.first("DTSTART")
    return start.value if start else ""


def offset(block: Block) -> int | None:
    """Seconds east of UTC of a STANDARD or DAYLIGHT."""
    found = block.first("TZOFFSETTO")
    match = OFFSET.fullmatch(found.value.strip()) if found else None
    if match is None:
        return None
    seconds = int(match[2]) * 3600 + int(match[3]) * 60 + int(match[4] or 0)
    return -seconds if match[1] == "-" else seconds


def posix_offset(seconds: int) -> str:
    """An offset in POSIX's way: a name, and the hours west of UTC."""
    name = f"{'-' if seconds < 0 else '+'}{abs(seconds) // 3600:02d}{abs(seconds) // 60 % 60:02d}"
    return f"<{name}>{'-' if seconds > 0 else ''}{abs(seconds) // 3600}:{abs(seconds) // 60 % 60:02d}:{abs(seconds) % 60:02d}"


def yearly(block: Block) -> str | None:
    """The day of the year on which a STANDARD or DAYLIGHT begins, in POSIX's way; None where its rule is another."""
    rule = block.first("RRULE")
    parts = dict(re.findall(r"(\w+)=([^;]+)", rule.value.upper())) if rule else {}
    day, clock = NTH_DAY.fullmatch(parts.get("BYDAY", "")), begin(block).partition("T")[2]
    if (
        day is None
        or parts.get("FREQ") != "YEARLY"
        or not parts.get("BYMONTH", "").isdigit()
        or not clock[:6].isdigit()
    ):
        return None
    week = 5 if day[1].startswith("-") else int(day[1])
    return f"M{parts['BYMONTH']}.{week}.{WEEKDAYS.index(day[2])}/{int(clock[:2])}:{clock[2:4]}:{clock[4:6]}"


def zone_lines(zones: Collection[ZoneInfo], first: int) -> Iterator[str]:
    """A VTIMEZONE for each zone, from the year `first` on."""
    for found in sorted(zones, key=lambda found: found.key):
        block = Timezone.from_tzinfo(found, found.key, first_date=dt.date(first, 1, 1))
        yield from (line for line in block.to_ical().decode().replace("\r\n ", "").split("\r\n") if line)
