"""The `when` answer of ``contract/cli.md``."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta

from assistant.temporal.values import Anchored


def when_answer(text: str, anchored: Anchored | None) -> dict[str, Any]:
    """A phrase and what it was read as, in the form that ``plainday when`` prints."""
    return {
        "text": text,
        **_reading(anchored),
        "alternatives": [_reading(a) for a in anchored.alternatives] if anchored else [],
    }


def _reading(anchored: Anchored | None) -> dict[str, Any]:
    if anchored is None:
        return dict.fromkeys(("start", "end", "grain", "duration", "rrule")) | {"kind": "none", "all_day": False}
    return {
        "kind": anchored.kind,
        "start": _local(anchored.start, anchored.tz),
        "end": _local(anchored.end, anchored.tz),
        "all_day": anchored.all_day,
        "grain": anchored.grain,
        "duration": iso_duration(_duration(anchored)),
        "rrule": anchored.rrule,
    }


def _local(moment: datetime | None, zone: str | None) -> str | None:
    if moment is None:
        return None
    return (moment.replace(tzinfo=ZoneInfo(zone)) if zone else moment).isoformat(timespec="seconds")


def _duration(anchored: Anchored) -> relativedelta | timedelta | None:
    if anchored.duration is not None:
        return anchored.duration
    return anchored.end - anchored.start if anchored.kind == "interval" and anchored.start and anchored.end else None


def iso_duration(length: relativedelta | timedelta | None) -> str | None:
    """A length as ISO 8601 writes it ("P1DT2H"); no length is "PT0S"."""
    if length is None:
        return None
    delta = (
        length
        if isinstance(length, relativedelta)
        else relativedelta(days=length.days, seconds=length.seconds).normalized()
    )
    days = "".join(f"{n}{unit}" for n, unit in ((delta.years, "Y"), (delta.months, "M"), (delta.days, "D")) if n)
    clock = "".join(f"{n}{unit}" for n, unit in ((delta.hours, "H"), (delta.minutes, "M"), (delta.seconds, "S")) if n)
    return f"P{days}{'T' if clock or not days else ''}{clock or ('' if days else '0S')}"
