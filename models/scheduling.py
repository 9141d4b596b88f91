"""METHOD (RFC 5546): what a file asks for as a message about a meeting, when it is no calendar to be read as it stands.

A reply changes the answer of the one who sends it and nothing else (3.2.3), a cancellation the status (3.2.5), with or without saying
STATUS:CANCELLED itself. Both are sparse, and so change the row that stands here where there is one, in whatever calendar if the file
names none. COUNTER, DECLINECOUNTER and REFRESH are for the organizer to answer; they change nothing.
"""

import dataclasses
import functools
from collections.abc import Callable, Sequence
from typing import Final

from models.changes import RowChange
from models.content import Block, Property
from models.history import pasts
from models.occurrence import Repetition
from models.property_values import Reader, attendees, number, one_when, title
from models.queries import Queries
from models.recurrence import starts
from models.recurrence_ids import Key, key_of
from models.rows import Attendee, Event, Task, When
from models.timeline import aligned, anchor, position
from models.versions import Fate, brought_version

CANCEL: Final = "CANCEL"
REPLY: Final = "REPLY"
#: Messages that are never taken as a component, and why one was left out.
ANSWERS: Final = {
    REPLY: "answers an invitation that is not here",
    "COUNTER": "proposes other details of a meeting and changes nothing",
    "DECLINECOUNTER": "declines a proposal and changes nothing",
    "REFRESH": "asks for a meeting again and changes nothing",
}


def method_of(calendar: Block, mark: str, program: str) -> str:
    """The METHOD of a VCALENDAR in capitals, empty where it has none. In files that this `program` wrote (earlier, or with a `mark` whose
    it is) it came with something else and means nothing."""
    found, wrote = calendar.first("METHOD"), calendar.first("PRODID")
    if found is None or found.parameter(mark) or (wrote and wrote.value.strip() == program):
        return ""
    return found.value.strip().upper()


@dataclasses.dataclass
class Messages:
    """The changes that replies and cancellations make to what stands here, by uid and the row's id."""

    queries: Queries
    reader: Reader
    new_id: Callable[[], str]
    changes: dict[str, dict[str, RowChange]] = dataclasses.field(default_factory=dict)

    @functools.cached_property
    def ids(self) -> dict[str, list[str]]:
        """The ids of all rows by their uid."""
        found: dict[str, list[str]] = {}
        for name in (*self.queries.names("event"), *self.queries.names("task")):
            found.setdefault(name.uid, []).append(name.id)
        return found

    def take(self, method: str, block: Block, homes: frozenset[str] | None) -> list[Fate]:
        """What becomes of the rows of which a REPLY or CANCEL speaks, in the calendars `homes` (None: in any); nothing where none
        stands there. Raises :class:`models.property_values.Unreadable`."""
        fates: list[Fate] = []
        uid = block.first("UID")
        family = self.family(uid.value.strip()) if uid else []
        for home in dict.fromkeys(row.calendar_id for row in family if homes is None or row.calendar_id in homes):
            for row in meant(method, block, [row for row in family if row.calendar_id == home], self.reader):
                after = changed(row, method, block, self.queries, self.reader)
                fates.append("older" if after is None else "unchanged" if after == row else "updated")
                if after is not None and after != row:
                    self.note(row, after)
        return fates

    def note(self, row: Event | Task, after: Event | Task) -> None:
        """Keeps a change; an occurrence that had no row gets one."""
        if not row.id:
            after = dataclasses.replace(after, id=self.new_id())
        known = self.changes.setdefault(row.uid, {})
        earlier = known.get(row.id)
        known[after.id] = RowChange(earlier.before if earlier else row if row.id else None, after)

    def family(self, uid: str) -> list[Event | Task]:
        """The rows of a uid, as the messages before this one leave them."""
        found = {row.id: row for row in self.queries.rows(self.ids.get(uid, ()))}
        found |= {id_: change.row for id_, change in self.changes.get(uid, {}).items()}
        return [row for row in found.values() if isinstance(row, Event | Task)]

    def settled(self, taken: dict[Key, Event | Task]) -> list[RowChange]:
        """The changes; an occurrence that is cancelled without having had a row, and that the file brings as well, is cancelled there."""
        found: list[RowChange] = []
        for change in (change for changes in self.changes.values() for change in changes.values()):
            row = change.after
            if change.before is None and isinstance(row, Event | Task) and (key := key_of(row)) in taken:
                taken[key] = dataclasses.replace(taken[key], status=row.status)
            else:
                found.append(change)
        return found


def name_of(block: Block, reader: Reader) -> str:
    """What a message calls itself, for a sentence."""
    said = block.first("SUMMARY")
    return f"“{title(reader, [said])}”" if said and said.value.strip() else "a message"


def cancelled(block: Block) -> Block:
    """A component of a cancellation, with the status that it means."""
    others = [line for line in block.properties if line.name != "STATUS"]
    return Block(block.name, block.line, [*others, Property("STATUS", "", "CANCELLED", block.line)], block.blocks)


def meant(method: str, block: Block, family: Sequence[Event | Task], reader: Reader) -> list[Event | Task]:
    """The stored rows of which a message speaks, among those of its uid: the occurrence that its RECURRENCE-ID names, else all where it
    cancels them (3.2.5), the series itself where it is a reply. Raises :class:`models.property_values.Unreadable`."""
    named = block.first("RECURRENCE-ID")
    if named is None:
        return [row for row in family if method == CANCEL or row.recurrence_id is None]
    found = occurrence(one_when(reader, [named]), family)
    return [found] if found else []


def occurrence(when: When, family: Sequence[Event | Task]) -> Event | Task | None:
    """The row of a uid that stands for the time `when`, without an id where its series has it and no row does; None where there is none."""
    master = next((row for row in family if row.recurrence_id is None), None)
    start = anchor(master) if master else None
    place = position(aligned(when, start) if start is not None else when)
    for row in family:
        if row.recurrence_id is not None and place == place_of(row.recurrence_id, start):
            return row
    if master is None or not master.is_series or all(found != place for found in starts(master, place, place)):
        return None
    return dataclasses.replace(Repetition(master).row_at(place), id="")


def place_of(when: When, start: When | None) -> int:
    """The position of a time that an override replaces, in the form of its series' start."""
    return position(aligned(when, start) if start is not None else when)


def changed(row: Event | Task, method: str, block: Block, queries: Queries, reader: Reader) -> Event | Task | None:
    """A stored row as a reply or a cancellation leaves it; None where the message is older than the row."""
    if method == REPLY:
        return answered(row, attendees(reader, block.each("ATTENDEE")))
    said = block.first("SEQUENCE")
    sequence = number(reader, [said]) if said and said.value.strip() else 0
    if sequence < row.sequence:  # perhaps raised by a change made here
        past = pasts(queries.database, [row.id])[row.id]
        if sequence < brought_version(row, past).sequence:
            return None
    return dataclasses.replace(row, status="CANCELLED", sequence=max(sequence, row.sequence))


def answered(row: Event | Task, senders: Sequence[Attendee]) -> Event | Task:
    """A row with the answers of those who reply, if they are invited."""
    answers = {sender.address.casefold(): sender.partstat for sender in senders if sender.partstat}
    people = (
        dataclasses.replace(who, partstat=answers.get(who.address.casefold(), who.partstat)) for who in row.attendees
    )
    return dataclasses.replace(row, attendees=tuple(people))
