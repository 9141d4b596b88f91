"""Time zones beside a clock: codes, places, and offsets from UTC."""

from typing import Final

from assistant.temporal.chart import Rule
from assistant.temporal.expressions import Point
from assistant.temporal.lexicon import ZONE_OFFSETS

ZONES: Final = (
    Rule(
        "zone-code", "piece", "<zonecode> time?",
        lambda z: Point(zone=z),
        {"10am EST": "2026-03-04T10:00 America/New_York"},
    ),
    Rule("zone-standard", "piece", "<zonecode> (standard|daylight|summer) time", lambda z: Point(zone=z)),
    Rule(
        "zone-place", "piece", "<zoneplace> (time|local time)",
        lambda z: Point(zone=z),
        {"5pm London time": "2026-03-04T17:00 Europe/London"},
    ),
    Rule("zone-in-place", "piece", "in <zoneplace>", lambda z: Point(zone=z), cost=2),
    Rule(
        "zone-iana", "piece", "(africa|america|asia|australia|europe|pacific) / <zoneplace>",
        lambda z: Point(zone=z),
        {"5pm Europe/Paris": "2026-03-04T17:00 Europe/Paris"},
    ),
    Rule(
        "zone-plus", "piece", "(utc|gmt)? + <int> (: <mm>)?",
        lambda h, m: _zoned("+", h, m),
        {"20:00 UTC+2": "2026-03-04T20:00 Etc/GMT-2"},
    ),
    Rule(
        "zone-minus", "piece", "(utc|gmt) - <int> (: <mm>)?",
        lambda h, m: _zoned("-", h, m),
        {"noon UTC-3": "2026-03-04T12:00 Etc/GMT+3"},
    ),
    Rule("zone-offset", "piece", "<plusminus> <hhmm>", lambda s, c: _zoned(s, *c)),
    Rule("plus-sign", "plusminus", "+", lambda: "+"),
    Rule("minus-sign", "plusminus", "-", lambda: "-"),
    Rule(
        "clock-minus", "piece", "t? <clock> - <mm> : <mm>",
        lambda c, h, m: Point(clock=c, zone=offset_zone("-", h, m)),
    ),
)  # fmt: skip


def offset_zone(sign: str, hours: int, minutes: int | None = None) -> str | None:
    """The zone of an offset from UTC ("UTC+2"); POSIX names of whole hours count the other way round."""
    total = (hours * 60 + (minutes or 0)) * (1 if sign == "+" else -1)
    if total % 60 == 0 and -14 * 60 < total <= 14 * 60 and total >= -12 * 60:
        return f"Etc/GMT{-total // 60:+d}" if total else "Etc/UTC"
    return ZONE_OFFSETS.get(total)


def _zoned(sign: str, hours: int, minutes: int | None) -> Point | None:
    zone = offset_zone(sign, hours, minutes)
    return Point(zone=zone) if zone else None
