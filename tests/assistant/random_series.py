"""Random series around clock changes, with overrides, exceptions and a change to them: what Hypothesis draws from."""

import dataclasses
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import assume
from hypothesis import strategies as st

from assistant.resolution import rules
from models.rows import Alarm, Attendee, Event, When
from models.timeline import aligned, at_position, length, position, wall

#: Zones and the days around which their clocks change in 2026.
ZONES = {
    "America/New_York": (date(2026, 3, 8), date(2026, 11, 1)),
    "Europe/London": (date(2026, 3, 29), date(2026, 10, 25)),
    "America/Santiago": (date(2026, 4, 5), date(2026, 9, 6)),
    "Australia/Lord_Howe": (date(2026, 4, 5), date(2026, 10, 4)),
    "Africa/Cairo": (date(2026, 4, 24), date(2026, 10, 30)),
}
LOOKER = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 2, 1, 9, tzinfo=UTC)
FIRST, LAST = NOW - timedelta(days=200), NOW + timedelta(days=700)
DAYS = rules.DAYS
Make = Callable[[Event], Event]


@dataclasses.dataclass(frozen=True)
class Change:
    """A change to a row: by a step on the wall clock, in length, in name and place. `hour` is the hour that the series names."""

    step: timedelta = timedelta()
    longer: timedelta = timedelta()
    summary: str | None = None
    location: str | None = None

    def of(self, row: Event, hour: When) -> Event:
        """The row changed; a time that a clock change skipped is moved as its rule names it."""
        assert row.start is not None
        named = rules.nominal(row.start, hour)
        start = aligned(wall(named) + self.step, row.start)
        lasting = max(0, length(row) + int(self.longer.total_seconds()))
        fields = {name: value for name in ("summary", "location") if (value := getattr(self, name)) is not None}
        return dataclasses.replace(row, start=start, end=at_position(position(start) + lasting, row.start), **fields)


@dataclasses.dataclass(frozen=True)
class Case:
    """A series with its overrides, and a change."""

    master: Event
    overrides: tuple[Event, ...]
    change: Change
    #: Which occurrence the change is said of.
    at: int


@st.composite
def starts(draw: st.DrawFn) -> When:
    """All-day, floating or zoned, some days before a clock change."""
    zone = draw(st.sampled_from(sorted(ZONES)))
    day = draw(st.sampled_from(ZONES[zone])) - timedelta(days=draw(st.integers(0, 16)))
    form = draw(st.sampled_from(("zoned", "zoned", "zoned", "floating", "all-day")))
    if form == "all-day":
        return day
    clock = draw(st.sampled_from((time(0, 30), time(1, 30), time(2, 30), time(9), time(13, 45), time(23, 30))))
    if form == "floating":
        return datetime.combine(day, clock)
    start = datetime.combine(day, clock, ZoneInfo(zone))
    return start.astimezone(UTC).astimezone(ZoneInfo(zone))


def weekdays(draw: st.DrawFn, start: When) -> str:
    own = DAYS[start.weekday()]
    return ",".join(sorted({own, *draw(st.lists(st.sampled_from(DAYS), max_size=2))}, key=DAYS.index))


@st.composite
def rule_of(draw: st.DrawFn, start: When) -> str:
    """A rule that gives its start, and can be moved by some days without changing its kind."""
    every = draw(st.sampled_from(("", ";INTERVAL=2", ";INTERVAL=3")))
    kinds = ["FREQ=DAILY", "FREQ=WEEKLY", f"FREQ=WEEKLY;BYDAY={weekdays(draw, start)}"]
    if 8 <= start.day <= 20:
        kinds += [
            "FREQ=MONTHLY",
            f"FREQ=MONTHLY;BYMONTHDAY={start.day}",
            f"FREQ=MONTHLY;BYMONTHDAY={start.day},{28 - start.day + 5}",
        ]
        kinds += [f"FREQ=YEARLY;BYMONTH={start.month};BYMONTHDAY={start.day}"]
    kind = draw(st.sampled_from(kinds))
    end = draw(st.sampled_from(("COUNT", "UNTIL", "UNTIL")))
    if end == "COUNT":
        return f"{kind}{every};COUNT={draw(st.integers(2, 12))}"
    last = wall(start) + timedelta(days=draw(st.integers(1, 60)), hours=draw(st.sampled_from((0, 5))))
    zoned = isinstance(start, datetime) and start.tzinfo is not None
    return f"{kind}{every};UNTIL={rules.until_text(last.replace(tzinfo=start.tzinfo) if zoned else last, start)}"  # type: ignore[union-attr]


@st.composite
def changes(draw: st.DrawFn, start: When, rule: str) -> Change:
    fixed = "MONTHLY" in rule or "YEARLY" in rule
    days = draw(st.integers(-2, 2) if fixed else st.integers(-9, 9))
    minutes = draw(st.sampled_from((0, 30, 60, 120, -90, -600))) if isinstance(start, datetime) else 0
    longer = draw(st.sampled_from((0, 0, 30, -15))) if isinstance(start, datetime) else 0
    return Change(
        timedelta(days=days, minutes=minutes),
        timedelta(minutes=longer),
        draw(st.sampled_from((None, None, "Renamed"))),
        draw(st.sampled_from((None, None, "Elsewhere"))),
    )


@st.composite
def cases(draw: st.DrawFn) -> Case:
    start = draw(starts())
    lasting = (
        draw(st.sampled_from((30, 60, 8 * 60))) if isinstance(start, datetime) else draw(st.sampled_from((1440, 2880)))
    )
    bare = Event(
        id="series", uid="series", calendar_id="personal", summary="Choir", start=start, rrule=draw(rule_of(start)),
        end=at_position(position(start) + 60 * lasting, start), description="bring the score", alarms=(Alarm(trigger=-timedelta(minutes=5)),),
        attendees=(Attendee(name="Mira Holt"),),
    )  # fmt: skip
    extra = [
        at_position(position(start) + 86_400 * n, start)
        for n in draw(st.lists(st.integers(1, 30), max_size=2, unique=True))
    ]
    bare = dataclasses.replace(bare, rdates=tuple(extra if draw(st.booleans()) else ()))
    times = list(times_of(bare))
    assume(len(times) > 1)
    kept = draw(st.lists(st.integers(1, len(times) - 1), max_size=3, unique=True))
    gone = draw(st.lists(st.integers(1, len(times) - 1), max_size=2, unique=True))
    overrides = []
    for number in kept:
        at = at_position(times[number], start)
        hours = draw(st.integers(-30, 30))
        if isinstance(start, datetime):
            begin: When = at_position(times[number] + 3600 * hours, start)
        else:
            begin = at_position(times[number] + 86_400 * (hours % 3), start)
        longer = draw(st.sampled_from((0, 0, 1)))
        own = {"location": "Hall"} if draw(st.booleans()) else {}
        overrides.append(dataclasses.replace(
            bare, id=f"own-{number}", rrule=None, rdates=(), recurrence_id=at, start=begin,
            end=at_position(position(begin) + 60 * lasting + longer * (1800 if isinstance(start, datetime) else 86_400), start), **own,
        ))  # fmt: skip
    master = dataclasses.replace(bare, exdates=tuple(at_position(times[n], start) for n in gone if n not in kept))
    return Case(master, tuple(overrides), draw(changes(start, bare.rrule or "")), draw(st.integers(0, 30)))


def times_of(master: Event) -> Iterator[int]:
    """The first positions of a series, exceptions left in."""
    assert master.start is not None and master.rrule is not None
    found = {position(master.start), *(position(d) for d in master.rdates)}
    found |= {
        p for p, _ in zip(rules.by_rule(master.rrule, master.start, rules.LEAST, rules.MOST), range(30), strict=False)
    }
    return iter(sorted(found))
