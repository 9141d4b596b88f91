"""What a time phrase says, before any clock or calendar is looked at: the typed values that the grammar builds.

A `Point` names a time by its parts (day, clock, part of day, zone); a `Span` runs between two of them; a `Length` is a
duration; a `Repetition` is a rule with its ends. `anchoring` gives each of them dates. Weekdays count from Monday = 0.
"""

import dataclasses
from typing import Literal

from dateutil.relativedelta import relativedelta

Bound = Literal["by", "before", "after", "from", "until", "within"]
Which = Literal["bare", "since", "this", "next", "coming", "last", "previous", "after_next"]
Unit = Literal[
    "second", "minute", "hour", "day", "business_day", "week", "workweek", "weekend", "fortnight", "month", "quarter",
    "season", "year", "decade", "century",
]  # fmt: skip


@dataclasses.dataclass(frozen=True)
class Clock:
    """A time of day. `bare` hours (1 to 12) may mean either half of the day; `named` is "noon" or "midnight", "now" for the clock of now."""

    hour: int
    minute: int = 0
    second: int = 0
    bare: bool = False
    grain: Literal["hour", "minute", "second"] = "hour"
    named: str | None = None


@dataclasses.dataclass(frozen=True)
class Length:
    """A duration; `unit` is its finest unit as it was said, `least` the shorter one of a range ("2-3 weeks")."""

    delta: relativedelta
    unit: Unit
    least: relativedelta | None = None

    @property
    def sub_day(self) -> bool:
        """True where the length counts hours or less; "a week and a half" counts days."""
        return self.unit in ("hour", "minute", "second") or (self.unit == "day" and bool(self.delta.hours))


@dataclasses.dataclass(frozen=True)
class Now:
    """This very moment."""


@dataclasses.dataclass(frozen=True)
class Cycle:
    """`count` calendar units, the first `n` units from the current one; `rolling` counts from today instead of the calendar. `open`: "the
    month" is this one, and the next where what is named in it is gone."""

    unit: Unit
    n: int = 0
    count: int = 1
    rolling: bool = False
    open: bool = dataclasses.field(default=False, compare=False)


@dataclasses.dataclass(frozen=True)
class Weekday:
    """A day of the week, and which of them; `n` of them on or back where it is coming or last."""

    weekday: int
    which: Which = "bare"
    n: int = 1


@dataclasses.dataclass(frozen=True)
class Date:
    """A date with what was said of it: any of year, month, day; `weekday` must agree where a year can be chosen."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    which: Which = "bare"


@dataclasses.dataclass(frozen=True)
class NumericDate:
    """12/05 or 12/05/2026: month and day in the order of the setting. `loose` forms (12-4) yield to other readings; only who puts the
    day first writes a dot behind both (`dotted`, "4.11.")."""

    first: int
    second: int
    year: int | None = None
    weekday: int | None = None
    loose: bool = False
    which: Which = "bare"
    dotted: bool = False


@dataclasses.dataclass(frozen=True)
class Quarter:
    """A quarter of a calendar year."""

    number: int
    year: int | None = None


@dataclasses.dataclass(frozen=True)
class Season:
    """A season by name, of the northern half of the world."""

    name: str
    which: Which = "bare"


@dataclasses.dataclass(frozen=True)
class WeekNumber:
    """A week of the year (ISO 8601)."""

    number: int


@dataclasses.dataclass(frozen=True)
class Decade:
    """Ten years from `year`."""

    year: int


@dataclasses.dataclass(frozen=True)
class Feast:
    """A holiday by name (see `feasts`)."""

    name: str
    which: Which = "bare"


@dataclasses.dataclass(frozen=True)
class Nth:
    """The n-th unit or weekday of a period, from its end where `n` is negative; `count` of them in a row."""

    n: int
    what: Unit | int
    of: "Day | None" = None
    count: int = 1


@dataclasses.dataclass(frozen=True)
class Edge:
    """Beginning, middle or end of a period, "early" in it where its beginning is no border; "earlier" and "later" are its part before and after now."""

    which: Literal["begin", "early", "middle", "end", "earlier", "later", "rest", "first half", "second half"]
    of: "Day"


@dataclasses.dataclass(frozen=True)
class Within:
    """`inner` inside `outer`: "Wednesday of next week"."""

    inner: "Day"
    outer: "Day"


@dataclasses.dataclass(frozen=True)
class Shifted:
    """A length before (`sign` -1) or after a base, now where there is none."""

    length: Length
    sign: int
    base: "Point | None" = None
    weekday: int | None = None


@dataclasses.dataclass(frozen=True)
class Around:
    """The week or weekend around (or next to) a day; the weekday nearest (n-th nearest) to it, after it or before it."""

    what: Literal[
        "week", "weekend", "week after", "week before", "weekend after", "weekend before", "day", "after", "before"
    ]
    day: "Day"
    weekday: int | None = None
    n: int = 1


@dataclasses.dataclass(frozen=True)
class DaySpan:
    """From one day through another, both included. `listed`: each was named ("3, 4 and 5 May"), so that a new thing is one of each; `paired`: two
    were ("3 and 4 May"), which may be one thing, but an hour with them is of each."""

    start: "Day"
    end: "Day"
    listed: bool = False
    paired: bool = False


Day = (
    Now | Cycle | Weekday | Date | NumericDate | Quarter | Season | WeekNumber | Decade | Feast
    | Nth | Edge | Within | Shifted | Around | DaySpan
)  # fmt: skip


@dataclasses.dataclass(frozen=True)
class Point:
    """A time by its parts. `clock` to `until` is a range of clock times; `length` counts from the start."""

    day: Day | None = None
    clock: Clock | None = None
    until: Clock | None = None
    part: str | None = None
    zone: str | None = None
    length: Length | None = None
    bound: Bound | None = None


@dataclasses.dataclass(frozen=True)
class Span:
    """From one point to another."""

    start: Point
    end: Point


@dataclasses.dataclass(frozen=True)
class Either:
    """One of two times, the likelier first: "Monday or Wednesday"."""

    first: Point
    second: Point


@dataclasses.dataclass(frozen=True)
class Repetition:
    """A recurrence rule (RFC 5545 3.3.10) with its ends. `freq` is None for a piece that only restricts another."""

    freq: str | None = None
    interval: int = 1
    byday: tuple[tuple[int, int], ...] = ()  #: (n, weekday), n = 0 for every
    bymonthday: tuple[int, ...] = ()
    bymonth: tuple[int, ...] = ()
    byweekno: tuple[int, ...] = ()
    bysetpos: tuple[int, ...] = ()
    byhour: tuple[int, ...] = ()
    count: int | None = None
    times: int | None = None  #: in each step, on days that may be left open: "twice a week"
    feast: Feast | None = None  #: a holiday, whose days depend on where the person is
    time: Point | None = None  #: clock, part of day, zone
    start: Point | None = None
    end: Point | None = None
    end_inclusive: bool = False
    length: Length | None = None
    excluded: tuple[tuple[int, int], ...] = ()
    excluded_days: tuple[Point, ...] = ()
    excluded_months: tuple[int, ...] = ()

    @property
    def times_told(self) -> int:
        """On how many days or hours of a step it falls by its own words; "twice a year in March and September" on one of each month."""
        days = len({*self.byday, *self.bymonthday}) + len(self.byhour)
        return days or (len({*self.bymonth}) if self.freq == "YEARLY" else 0)


Value = Point | Span | Either | Length | Repetition
