"""What a time phrase means once it is anchored: the border between `temporal` and the rest of the assistant.

All instants are *local wall-clock* values of ``Setting.zone`` unless the phrase names a zone of its own (then ``Anchored.tz``
holds it). Intervals are half-open ``[start, end)``.
"""

import dataclasses
import enum
from datetime import date, datetime, tzinfo
from typing import Literal

from dateutil.relativedelta import relativedelta

Kind = Literal["moment", "interval", "duration", "recurrence"]
Grain = Literal[
    "second", "minute", "hour", "part_of_day", "day", "week", "weekend", "month", "quarter", "season", "year"
]


class Purpose(enum.Enum):
    """Why a phrase is anchored: the policies differ (``contract/policies.md``, Time)."""

    PERIOD = "period"  #: ``plainday when``: the period as such
    CREATE = "create"  #: the start, span or due of a new thing; never silently in the past
    SELECT = "select"  #: finds things; a bare weekday is the nearest one, today included (see `alternatives`)
    CHANGE = "change"  #: the new time of a thing that exists; `Setting.day` is its present day


@dataclasses.dataclass(frozen=True)
class Setting:
    """Everything that anchoring needs to know besides the phrase. `now` is aware; nothing here reads a clock."""

    now: datetime
    zone: tzinfo
    purpose: Purpose = Purpose.PERIOD
    #: The half of the day a bare hour belongs to when a word or the selected event says so ("move my 3pm to 5").
    meridiem: Literal["am", "pm"] | None = None
    #: The day that an hour without a day belongs to (the selected event's); None: the next coming one.
    day: date | None = None
    #: 0 is Monday.
    first_weekday: int = 0
    #: True reads 12/05 as the 12th of May; ISO dates are always year-month-day.
    day_first: bool = False


@dataclasses.dataclass(frozen=True)
class Anchored:
    """A time phrase as dates. What was *said* is kept apart from what was filled in, so that "to Friday" can keep the hour.

    ``moment``: `start` alone; ``interval``: `[start, end)`, an open side None; ``duration``: `duration` alone;
    ``recurrence``: `rrule` (RFC 5545 3.3.10, no prefix) with `start` its first occurrence (and `end` where a time range was said).
    For an all-day value `start` and `end` are midnights, `all_day` True.
    """

    kind: Kind
    grain: Grain
    start: datetime | None = None
    end: datetime | None = None
    all_day: bool = False
    duration: relativedelta | None = None
    #: None with kind ``recurrence`` where the caller has to ask: how often is said but not on which days ("twice a week"; `start` is
    #: None), or no rule gives the day ("every Easter"; `start` is the next one).
    rrule: str | None = None
    #: IANA zone that the phrase names ("3pm London time"); `start` and `end` are then local to it.
    tz: str | None = None
    #: The phrase names a day (or period); the phrase names a clock time or a part of day.
    day_said: bool = False
    time_said: bool = False
    #: "morning", "noon", "afternoon", "evening", "tonight", "night" where the time is one of these, not a clock time.
    part_of_day: str | None = None
    #: A bare weekday ("friday"), neither "this" nor "next": selection and moves treat it apart.
    bare_weekday: int | None = None
    #: "next <weekday>": offers this week's as well while that lies ahead.
    next_weekday: bool = False
    #: True where am or pm was guessed by policy 5.
    meridiem_assumed: bool = False
    #: The words point to the past ("yesterday", "last Tuesday", a full date, "ago").
    past_said: bool = False
    #: "by Friday", "before noon": a deadline or an upper bound; "after 5", "from April": a lower bound; "until 5": an end.
    bound: Literal["by", "before", "after", "from", "until", "within"] | None = None
    #: Other readings that people could mean, best first.
    alternatives: tuple["Anchored", ...] = ()
    #: Days that a recurrence leaves out ("every Tuesday except March 17"), whether or not the rule meets them.
    exdates: tuple[date, ...] = ()
    #: The words leave open which time is meant, this one or the first of `alternatives`: "Monday or Wednesday", "Friday the 12th"
    #: where the 12th is a Saturday. Whoever writes has to ask.
    undecided: bool = False

    @property
    def day_alone(self) -> bool:
        """A day, or a longer time, is said and no hour."""
        return self.day_said and not self.time_said

    @property
    def hour_alone(self) -> bool:
        """An hour, or a part of the day, is said and no day."""
        return self.time_said and not self.day_said
