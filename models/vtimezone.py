"""VTIMEZONEs of other programs (RFC 5545 3.6.5), mapped to the zones that this program knows."""

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from models.content import Block
from models.zones import named_zone


def defined_zones(blocks: Iterable[Block]) -> dict[str, ZoneInfo]:
    """The zone that each TZID of a file means, as far as it is known."""
    zones = {}
    for block in blocks:
        tzid = block.first("TZID")
        if tzid is None:
            continue
        location = block.first("X-LIC-LOCATION")
        zone = named_zone(tzid.value) or (named_zone(location.value) if location else None)
        if zone is not None:
            zones[tzid.value.strip()] = zone
    return zones
