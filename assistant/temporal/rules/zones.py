"""Time zones beside a clock: codes, places, and offsets from UTC."""

from typing import Final

from assistant.temporal.chart import Rule
from assistant.temporal.expressions import Clock, Point
from assistant.temporal.lexicon import ZONE_OFFSETS


def offset_zone(sign: int, hours: int, minutes: int | None = None, clock: Clock | None = None) -> Point | None:
    """The zone of an offset from UTC ("UTC+2"); POSIX names of whole hours count the other way round."""
    total = (hours * 60 + (minutes or 0)) * sign
    zone = ZONE_OFFSETS.get(total)
    if total % 60 == 0 and -12 * 60 <= total <= 14 * 60:
        zone = f"Etc/GMT{-total // 60:+d}" if total else "Etc/UTC"
    return Point(clock=clock, zone=zone) if zone or clock else None


ZONES: Final = (
    Rule(
        "zone-code", "piece", "<zonecode> (time|standard time|daylight time|summer time)?",
        lambda z: Point(zone=z),
        {"10am EST": "2026-03-04T10:00 America/New_York"},
    ),
    Rule(
        "zone-place", "piece", "(in? <zoneplace> (time|local time)|in? <zoneland> (time|local time)|(africa|america|asia|australia|europe|pacific) / <zoneplace>)",
        lambda z: Point(zone=z),
        {"5pm London time": "2026-03-04T17:00 Europe/London", "5pm Spanish time": "2026-03-04T17:00 Europe/Madrid", "5pm Calgary time": "2026-03-04T17:00 America/Edmonton", "5pm Europe/Paris": "2026-03-04T17:00 Europe/Paris"},
    ),
    Rule("zone-in-place", "piece", "in <zoneplace>", lambda z: Point(zone=z), cost=2),
    Rule(
        "zone-offset", "piece", "((utc|gmt) <plusminus>|<plus>) <int> (: <mm>)?",
        offset_zone,
        {"20:00 UTC+2": "2026-03-04T20:00 Etc/GMT-2", "noon UTC-3": "2026-03-04T12:00 Etc/GMT+3",
         "2026-05-12T08:30+02:00": "2026-05-12T08:30 Etc/GMT-2"},
    ),
    Rule("plus", "plus", "+", lambda: 1),
    Rule("zone-digits", "piece", "<plusminus> <hhmm>", lambda sign, c: offset_zone(sign, *c)),
    Rule("clock-minus", "piece", "t? <clock> - <mm> : <mm>", lambda c, h, m: offset_zone(-1, h, m, c)),
)  # fmt: skip
