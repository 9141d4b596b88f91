"""Times in a zone that was named: "friday 8pm Sydney time"."""

import dataclasses
from zoneinfo import ZoneInfo

from assistant.temporal.expressions import Point
from assistant.temporal.values import Anchored, Setting


def in_zone(point: Point, zone: ZoneInfo, setting: Setting) -> Setting:
    """The setting for an hour in a zone. Its day is the person's: "Friday 8pm Sydney time", said on Thursday, is the next day there too, though
    it is Friday in Sydney already; an hour without a day is the next one there."""
    now = setting.now
    if point.day is not None and (point.clock or point.part):
        now = now.astimezone(setting.zone).replace(tzinfo=zone)
    return dataclasses.replace(setting, now=now, zone=zone)


def with_zone(found: Anchored, zone: str) -> Anchored:
    """The time and its other readings in a zone that was named."""
    others = tuple(with_zone(other, zone) for other in found.alternatives)
    return dataclasses.replace(found, tz=zone, alternatives=others)
