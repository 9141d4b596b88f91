"""What the rows of a calendar file change among those that stand here, and what a person should be told of it.

A row is found again by its calendar, uid and the time that it replaces; `versions` says which of the two holds. A newer master replaces
the whole of its series: overrides that the file no longer has go with it (RFC 5546 3.2.2).
"""

import dataclasses
from collections import Counter
from collections.abc import Iterator, Mapping

from models.changes import RowChange
from models.history import cancelled, pasts
from models.queries import Queries
from models.recurrence_ids import Key, key_of
from models.rows import Event, Task
from models.timeline import anchor, wall
from models.versions import Fate, fate_of, left_out, own_changes, same

Rows = Mapping[Key, Event | Task]


@dataclasses.dataclass
class Merge:
    """Changes, how many rows came to which fate ("removed" and "away" besides those of ``versions``), and sentences."""

    changes: list[RowChange] = dataclasses.field(default_factory=list)
    counts: Counter[str] = dataclasses.field(default_factory=Counter)
    notes: list[str] = dataclasses.field(default_factory=list)

    def add(self, before: Event | Task | None, after: Event | Task, fate: Fate) -> None:
        """Counts a row of the file, and changes what stands where it is newer."""
        self.counts[fate] += 1
        if fate in ("created", "updated"):
            self.changes.append(RowChange(before, after))


def merge(taken: Rows, stored: Rows, queries: Queries, is_whole: bool, brings_back: bool = False) -> Merge:
    """What the rows that were `taken` from a file change in what is `stored` under their uids, in any calendar. What a file that may have
    been cut off (not `is_whole`) doesn't bring stays; what a file brought before and a person cancelled here stays away, unless it
    `brings_back`."""
    found = Merge()
    away = set() if brings_back else cancelled_here(taken, stored, queries)
    differing = {row.id for key, row in stored.items() if key in taken and not same(row, like(taken[key], row))}
    known = pasts(queries.database, differing)
    newer: list[Key] = []
    for key, row in taken.items():
        before = stored.get(key)
        if key in away:
            found.counts["away"] += 1
            continue
        if before is None or before.id not in differing:
            found.add(before, row, "unchanged" if before else "created")
            continue
        after, past = like(row, before), known[before.id]
        fate = fate_of(before, after, past)
        found.add(before, after, fate)
        if fate != "updated":
            continue
        newer += [key] if key[2] is None else []
        if own_changes(before, past):
            found.notes.append(f"“{before.summary}” was changed here; the newer version of the file replaced that.")
        elif is_another(before, after):
            found.notes.append(f"“{after.summary}” replaced “{before.summary}”, which has the same uid.")
    if is_whole:
        remove_overrides(found, newer, taken, stored, queries)
    found.notes += elsewhere(taken, stored, queries)
    return found


def cancelled_here(taken: Rows, stored: Rows, queries: Queries) -> set[Key]:
    """Which of the rows that a file would make anew it, or another, brought before, and a person deleted here."""
    uids = {key[1] for key in taken if key not in stored}
    gone = cancelled(queries.database, uids) if uids else ()
    return {key_of(row) for row in gone if isinstance(row, Event | Task)} - set(stored)


def like(row: Event | Task, stored: Event | Task) -> Event | Task:
    """A row of a file under the id that it has here."""
    return dataclasses.replace(row, id=stored.id)


def is_another(before: Event | Task, after: Event | Task) -> bool:
    """Whether an update reads as if the file had given the uid to another thing: another name and time, under the same SEQUENCE."""
    renamed = before.summary.casefold() != after.summary.casefold() and before.sequence == after.sequence
    return renamed and anchor(before) != anchor(after)


def remove_overrides(found: Merge, newer: list[Key], taken: Rows, stored: Rows, queries: Queries) -> None:
    """Removes the overrides of series that a file brings newer and without them."""
    masters = {key[:2]: key for key in newer}
    families: dict[Key, list[Event | Task]] = {}
    for key, row in stored.items():
        if key[2] is not None and key not in taken and key[:2] in masters:
            families.setdefault(masters[key[:2]], []).append(row)
    known = pasts(queries.database, [row.id for rows in families.values() for row in rows])
    for key, rows in families.items():
        for row in left_out(taken[key], rows, known):
            found.changes.append(RowChange(row, None))
            found.counts["removed"] += 1
            here = " It was changed here." if own_changes(row, known[row.id]) else ""
            found.notes.append(f"“{row.summary}”{day_of(row)} is no longer in the file and was removed.{here}")


def day_of(row: Event | Task) -> str:
    """The day of a row in words, where it has one."""
    start = anchor(row)
    return "" if start is None else f" on {wall(start):%Y-%m-%d}"


def elsewhere(taken: Rows, stored: Rows, queries: Queries) -> Iterator[str]:
    """How many of the rows that a file makes anew stand in another calendar already, under the same uid."""
    homes: dict[tuple[str, str | None], set[str]] = {}
    for calendar, uid, time in stored:
        homes.setdefault((uid, time), set()).add(calendar)
    others = Counter(home for key in taken if key not in stored for home in homes.get(key[1:], ()))
    names = {calendar.id: calendar.name for calendar in queries.calendars()} if others else {}
    for home, count in others.items():
        yield f"{count} of these {'stands' if count == 1 else 'stand'} in “{names[home]}” already, under the same uid."
