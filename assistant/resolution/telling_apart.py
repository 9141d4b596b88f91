"""Several things that could be meant: what each of them is called, so that no two choices say the same."""

from collections.abc import Sequence

from assistant.commands import Selector
from assistant.phrasing import join, say_day, say_time, say_when
from assistant.resolution import matching
from assistant.resolution.context import Context
from assistant.timespan import occupied
from models.occurrence import Occurrence
from models.rows import Event, Task

#: What a place holds that is only an address in the net.
LINK = "://"


def nearest_named(selector: Selector, things: Sequence[Occurrence], most: int) -> list[Occurrence]:
    """As many of the things as are offered, in their order: first what the words name, "Planning with Sarah" of all that she comes to."""
    said = {w for words in (*selector.names, *selector.attendees) for w in matching.content(words)}
    far = sorted(range(len(things)), key=lambda at: not said <= set(matching.words_of(things[at].row.summary)))
    return [things[at] for at in sorted(far[:most])]


def told_apart(rows: Sequence[Event | Task], context: Context) -> list[tuple[str, str]]:
    """What a choice and its sentence call each of several things, those of one name by day and hour, people, place or list: "Interview with
    Noah, Fri 2 Apr, 14:00–14:30" and "Interview on Fri 2 Apr at 14:00", "Swim at Elm Baths, Fri 2 Apr", "Oat milk on Stock, no date" and "Oat
    milk on Stock"."""
    homes = {c.id: c.name for c in context.queries.calendars()}
    said = []
    for row in rows:
        alike = [r for r in rows if r.summary == row.summary and r is not row]
        start, people = occupied(row, context.zone).start, [a.name for a in row.attendees]
        told = label = row.summary
        if people and any(r.attendees != row.attendees for r in alike) and not holds_any(people, row.summary):
            label = f"{label} with {join(people)}"
        if row.location and LINK not in row.location and any(r.location != row.location for r in alike):
            label = f"{label} at {row.location}"
        if isinstance(row, Task) and any(r.calendar_id != row.calendar_id for r in alike):
            told = label = f"{label} on {homes[row.calendar_id]}"
        elif start and (row.recurrence_id is not None or (alike and isinstance(row, Event))):
            told = f"{told} on {say_day(row, context.zone)}"
            if any(say_day(r, context.zone) == say_day(row, context.zone) for r in alike):
                told = f"{told} at {say_time(start)}"
        said.append((f"{label}, {say_when(row, context.now, context.zone)}", told))
    return said


def holds_any(people: Sequence[str], title: str) -> bool:
    """A title that says who comes: "Lunch with Ana"."""
    words = {w for name in people for w in matching.words_of(name)}
    return not words.isdisjoint(matching.words_of(title))
