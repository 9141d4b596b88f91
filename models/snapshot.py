"""What has been read and still holds: rows by id and the light names, patched by each change set rather than read again."""

import dataclasses
from typing import Literal

from models.changes import ChangeSet
from models.occurrence import Repetition
from models.rows import Calendar, Event, Task, When


@dataclasses.dataclass(frozen=True, slots=True)
class Name:
    """What is needed of a row to find it by words, without reading it whole. `attendees` are names."""

    id: str
    uid: str
    summary: str
    location: str | None
    attendees: tuple[str, ...]
    calendar_id: str
    is_series: bool
    recurrence_id: When | None


def name_of(row: Event | Task) -> Name:
    """A row's name."""
    attendees = tuple(attendee.name for attendee in row.attendees)
    return Name(
        row.id, row.uid, row.summary, row.location, attendees, row.calendar_id, row.is_series, row.recurrence_id
    )


@dataclasses.dataclass(eq=False)
class Snapshot:
    """The cache of one connection. `stamp` is SQLite's data_version: it moves when another connection has written."""

    stamp: int = 0
    #: Events and tasks by their row number in the tables, apart by kind.
    rows: dict[str, dict[int, Event | Task]] = dataclasses.field(default_factory=lambda: {"event": {}, "task": {}})
    #: What the occurrences of a series share, by the row number of its master: each holds for the row that it was made of.
    repetitions: dict[str, dict[int, Repetition]] = dataclasses.field(default_factory=lambda: {"event": {}, "task": {}})
    calendars: tuple[Calendar, ...] | None = None
    names: dict[str, dict[str, Name]] = dataclasses.field(default_factory=dict)
    #: The names as handed out, until one changes.
    listed: dict[str, tuple[Name, ...]] = dataclasses.field(default_factory=dict)

    def hold(self, stamp: int) -> None:
        """Forgets everything if the data moved on."""
        if stamp != self.stamp:
            self.clear()
            self.stamp = stamp

    def clear(self) -> None:
        """Forgets everything."""
        self.stamp, self.calendars = 0, None
        for rows in self.rows.values():
            rows.clear()
        for repetitions in self.repetitions.values():
            repetitions.clear()
        self.names.clear()
        self.listed.clear()

    def follow(self, change_set: ChangeSet) -> None:
        """Follows a change set in what is held by id."""
        for change in change_set.changes:
            row = change.row
            if isinstance(row, Calendar):
                self.calendars = None
            else:
                self.rename(kind_of(row), row.id, None if change.after is None else name_of(row))

    def repetition(self, kind: Literal["event", "task"], key: int, row: Event | Task) -> Repetition:
        """The repetition of a series as its master stands now."""
        held = self.repetitions[kind].get(key)
        if held is None or held.series is not row:
            held = self.repetitions[kind][key] = Repetition(row)
        return held

    def rename(self, kind: Literal["event", "task"], id_: str, name: Name | None) -> None:
        """Puts a name in, or takes it out, where the names of this kind are held at all."""
        names = self.names.get(kind)
        if names is None:
            return
        self.listed.pop(kind, None)
        if name is None:
            names.pop(id_, None)
        else:
            names[id_] = name


def kind_of(row: Event | Task) -> Literal["event", "task"]:
    """The kind of a row, as calendars name it."""
    return "event" if isinstance(row, Event) else "task"
