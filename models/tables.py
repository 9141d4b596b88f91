"""The tables of a Plainday file. Rows keep their lists (attendees, alarms, exceptions) as JSON, as the images do.

`key` is SQLite's own row number, stable and small, for the tables that are derived: occurrences and the text index. Those
can always be made anew from `event` and `task`.
"""

import dataclasses
from typing import Final, Literal

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Index, Integer, MetaData, Table, Text, false, text

#: The schema that this program reads and writes: the newest revision of ``migrations/versions``.
REVISION: Final = "0003"
#: ``PRAGMA application_id`` of a Plainday file: "Plnd".
APPLICATION_ID: Final = 0x506C6E64

METADATA: Final = MetaData()


def listed(name: str) -> Column[object]:
    """A column that holds a list or an object as JSON, NULL where it is empty."""
    return Column(name, JSON(none_as_null=True))


def component(name: str, *own: Column[object]) -> Table:
    """A table of events or tasks: what both have, then what is its own."""
    series = text("rrule IS NOT NULL OR rdates IS NOT NULL")
    return Table(
        name,
        METADATA,
        Column("key", Integer, primary_key=True),
        Column("id", Text, nullable=False, unique=True),
        Column("calendar_id", Text, ForeignKey("calendar.id"), nullable=False, index=True),
        Column("uid", Text, nullable=False, index=True),
        Column("summary", Text, nullable=False),
        Column("recurrence_id", Text),
        Column("start", Text),
        Column("rrule", Text),
        listed("rdates"),
        listed("exdates"),
        Column("location", Text),
        Column("description", Text),
        Column("status", Text),
        Column("priority", Integer),
        listed("attendees"),
        listed("organizer"),
        listed("categories"),
        Column("url", Text),
        Column("klass", Text),
        Column("related_to", Text),
        Column("sequence", Integer, nullable=False),
        listed("alarms"),
        listed("extra"),
        *own,
        Index(f"ix_{name}_series", "key", sqlite_where=series),
    )


def occurrences(of: Table) -> Table:
    """The index of when the rows of a table happen: one line per single row, and per occurrence of a series within the window.

    `owner` is the master of the series (or the row itself), `row` the override that stands there (or again the owner). Times are
    positions (``models.timeline``), `first` that of the anchor, `last` exclusive and after `first`. `lane` is 0 for instants, 1 for
    walls, plus 2 for what is longer than ``LONG``: a search for a span looks back that far in the first two, and through all
    of the few others; the index by time holds all that such a search reads. Lane 4 holds one line for each series too dense to be written out: it is expanded when asked for.
    """
    name = f"{of.name}_occurrence"
    return Table(
        name,
        METADATA,
        Column("owner", Integer, ForeignKey(of.c.key, ondelete="CASCADE"), nullable=False, index=True),
        Column("row", Integer, ForeignKey(of.c.key, ondelete="CASCADE"), nullable=False, index=True),
        Column("lane", Integer, nullable=False),
        Column("first", Integer, nullable=False),
        Column("last", Integer, nullable=False),
        Index(f"ix_{name}_time", "lane", "first", "last", "owner", "row"),
    )


CALENDAR: Final = Table(
    "calendar",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("color", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("visible", Boolean, nullable=False),
    Column("is_default", Boolean, nullable=False),
    listed("extra"),
)
EVENT: Final = component("event", Column("end", Text), Column("transparency", Text))
TASK: Final = component("task", Column("due", Text), Column("completed", Text), Column("percent", Integer))

#: The journal: one line per commit. `changes` holds [kind, before, after] of row images; `undone` is set while an entry is
#: taken back, `brought` where a calendar file brought it.
JOURNAL: Final = Table(
    "journal",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("changes", JSON, nullable=False),
    Column("undone", Boolean, nullable=False),
    Column("brought", Boolean, nullable=False, server_default=false()),
    sqlite_autoincrement=True,
)

#: The window of the occurrence index, positions of [first, last) on both lines; a single line, none before the first commit.
WINDOW: Final = Table(
    "window",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("first", Integer, nullable=False),
    Column("last", Integer, nullable=False),
)


@dataclasses.dataclass(frozen=True)
class Shelf:
    """Where the rows of one kind stand: their table, their occurrences, and the name of their text index (FTS5)."""

    kind: Literal["event", "task"]
    rows: Table
    occurrences: Table

    @property
    def search(self) -> str:
        """Name of the full-text table."""
        return f"{self.kind}_search"


EVENTS: Final = Shelf("event", EVENT, occurrences(EVENT))
TASKS: Final = Shelf("task", TASK, occurrences(TASK))
SHELVES: Final = {"event": EVENTS, "task": TASKS}
#: Seconds from which on a thing counts as long.
LONG: Final = 8 * 86_400
#: Lane of the series that are not written out.
DENSE: Final = 4
#: What the text index covers.
SEARCHED: Final = ("summary", "location", "description", "attendees")
