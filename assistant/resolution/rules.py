"""Recurrence rules as text (RFC 5545 3.3.10): ending one, shifting its days, counting what is left."""

from datetime import datetime, time, timedelta

from dateutil.rrule import rrulestr
from dateutil.tz import UTC

from assistant.timespan import wall
from models.rows import Event, Task, When

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def parts(rule: str) -> dict[str, str]:
    """The parts of a rule by name, in order."""
    return dict(part.split("=", 1) for part in rule.split(";") if "=" in part)


def joined(rule: dict[str, str]) -> str:
    """A rule of these parts."""
    return ";".join(f"{name}={value}" for name, value in rule.items())


def until_text(last: datetime, start: When) -> str:
    """An UNTIL of the same kind as DTSTART: a date, local, or UTC where DTSTART is zoned (3.3.10)."""
    if not isinstance(start, datetime):
        return f"{last:%Y%m%d}"
    if start.tzinfo is None:
        return f"{last.replace(tzinfo=None):%Y%m%dT%H%M%S}"
    return f"{last.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def ended_before(rule: str, start: When, boundary: When) -> str:
    """The rule ended with the day before `boundary`, in the zone of DTSTART."""
    midnight = datetime.combine(wall(boundary).date(), time())
    last = (midnight - timedelta(seconds=1)).replace(tzinfo=start.tzinfo if isinstance(start, datetime) else None)
    kept = {name: value for name, value in parts(rule).items() if name not in ("UNTIL", "COUNT")}
    return joined(kept | {"UNTIL": until_text(last, start)})


def count_before(rule: str, start: When, boundary: When) -> int:
    """How many times the rule gives before `boundary`, counted on the wall clock."""
    bare = joined({name: value for name, value in parts(rule).items() if name != "UNTIL"})
    limit = wall(boundary)
    count = 0
    for at in rrulestr(bare, dtstart=wall(start)):
        if at >= limit:
            break
        count += 1
    return count


def continued(rule: str, start: When, boundary: When) -> str:
    """The rule for what follows `boundary`: a COUNT is lessened by what came before."""
    kept = parts(rule)
    if "COUNT" in kept:
        kept["COUNT"] = str(max(1, int(kept["COUNT"]) - count_before(rule, start, boundary)))
    return joined(kept)


def shifted_days(rule: str, days: int) -> str:
    """The rule moved by whole days: plain weekdays and month days follow, ordinals such as 1WE keep their place."""
    kept = parts(rule)
    if days % 7 and "BYDAY" in kept:
        names = [name if name not in DAYS else DAYS[(DAYS.index(name) + days) % 7] for name in kept["BYDAY"].split(",")]
        ordered = sorted(names, key=lambda n: DAYS.index(n[-2:]))
        kept["BYDAY"] = ",".join(n if n in DAYS else n[:-2] + DAYS[(DAYS.index(n[-2:]) + days) % 7] for n in ordered)
    if days and "BYMONTHDAY" in kept:
        moved = [int(d) + days for d in kept["BYMONTHDAY"].split(",")]
        if all(1 <= d <= 28 for d in moved):
            kept["BYMONTHDAY"] = ",".join(map(str, moved))
    return joined(kept)


def first_from(row: Event | Task, boundary: When) -> When | None:
    """The first RECURRENCE-ID of a series on or after `boundary` by its rule; None where the rule has ended."""
    assert row.rrule is not None and row.start is not None
    kept = parts(row.rrule)
    until = kept.pop("UNTIL", None)
    found = rrulestr(joined(kept), dtstart=wall(row.start)).after(wall(boundary), inc=True)
    if found is None or (until and f"{found:%Y%m%d}" > until[:8]):
        return None
    if not isinstance(row.start, datetime):
        return found.date()
    return found.replace(tzinfo=row.start.tzinfo)
