"""What resolving needs to know besides the command: the rows, the clock, the zone, what was last talked of."""

import dataclasses
import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Literal
from zoneinfo import ZoneInfo

from assistant.commands import Scope
from assistant.effort import Effort
from assistant.resolution.name_index import Indexes, NameIndex
from assistant.temporal.reading import read_time
from assistant.temporal.values import Anchored, Purpose, Setting
from assistant.timespan import Slot, occupied
from models.occurrence import Occurrence
from models.queries import Queries
from models.rows import Calendar, Event, Task

#: "that day", "then", "that morning": of what was last talked of.
THAT_DAY = re.compile(
    r"\b(?:on )?(?:that|(?:the )?same)(?: same)? (?:day|date|(morning|afternoon|evening|night|week(?:end)?))\b|^then$",
    re.I,
)


def that_day_dated(phrase: str, day: date) -> str:
    """ "that morning" as the morning of a date."""
    return THAT_DAY.sub(lambda said: f"{said[1]} of {day.isoformat()}" if said[1] else day.isoformat(), phrase)


@dataclasses.dataclass(frozen=True)
class Context:
    """`now` is aware and in `zone`; `focus` are keys of the rows last changed or answered."""

    queries: Queries
    now: datetime
    zone: ZoneInfo
    new_id: Callable[[], str]
    focus: Sequence[str] = ()
    #: The focus is an answer's rows, of which "it" is one; a plan's are all meant.
    answered: bool = False
    #: The uids of what was made a moment ago: a further one of that name is another.
    made: frozenset[str] = frozenset()
    #: The rows that were just deleted or cancelled: "it" may still be one of them, which an order then makes again.
    gone: Sequence[Event | Task] = ()
    #: All that was deleted or cancelled in this conversation, the latest last.
    removed: Sequence[Event | Task] = ()
    #: The rows of the last answer, while nothing else was talked of since: what is named is looked for among them first.
    shown: Sequence[str] = ()
    #: Of what the last questions were asked: "it", and not one of the rows that answered them.
    about: Sequence[str] = ()
    #: The day of what was last talked of: "that day".
    focus_day: date | None = None
    first_weekday: int = 0
    day_first: bool = False
    #: Indexes over the names, kept from one sentence to the next.
    indexes: Indexes = dataclasses.field(default_factory=Indexes)
    #: Whose time is asked about, where a calendar is called like them: that calendar's id.
    whose: str | None = None
    #: How much is worked out.
    effort: Effort = dataclasses.field(default_factory=Effort)

    def read_time(
        self, phrase: str, purpose: Purpose, meridiem: Literal["am", "pm"] | None = None, day: date | None = None
    ) -> Anchored | None:
        """A time phrase anchored in this context; None where it is no time."""
        if self.focus_day is not None:
            phrase = that_day_dated(phrase, self.focus_day)
        return read_time(phrase, self.setting(purpose, meridiem, day))

    def index(self, thing: str | None) -> NameIndex:
        """The index over the names of what a command is about: tasks, or events."""
        return self.indexes.named(thing, self.queries)

    def setting(
        self, purpose: Purpose, meridiem: Literal["am", "pm"] | None = None, day: date | None = None
    ) -> Setting:
        """How phrases are anchored here."""
        return Setting(self.now, self.zone, purpose, meridiem, day, self.first_weekday, self.day_first)

    def events(self, start: datetime | None, end: datetime | None) -> tuple[Occurrence, ...]:
        """What is on then; on the calendar alone of which it is asked."""
        found = self.queries.event_occurrences(start, end)
        return tuple(o for o in found if o.stored.calendar_id == self.whose) if self.whose else found

    def held(self, occurrence: Occurrence) -> Slot:
        """When an event is held: what lies nowhere is in no time."""
        time = occupied(occurrence.row, self.zone)
        assert time.start is not None and time.end is not None
        return Slot(time.start, time.end)

    @property
    def midnight(self) -> datetime:
        """The start of today."""
        return datetime.combine(self.now.date(), datetime.min.time(), self.zone)


@dataclasses.dataclass(frozen=True)
class Target:
    """A thing that a command speaks of: a single row, one occurrence of `series`, or (scope) more of the series."""

    row: Event | Task
    series: Event | Task | None = None
    scope: Scope = Scope.ONE
    reasons: tuple[str, ...] = ()


def key(row: Event | Task | Calendar) -> str:
    """Names a row or an occurrence across readings: uid and RECURRENCE-ID (a calendar: its id)."""
    if isinstance(row, Calendar):
        return row.id
    return f"{row.uid}\n{row.recurrence_id.isoformat() if row.recurrence_id else ''}"
